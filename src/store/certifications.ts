/** Reading certifications with what their standing goes by: for one deployment, for a page, for all. */
import sql, { empty, join, raw, type Sql } from 'sql-template-tag'
import type { Day } from '../kernel/day.ts'
import type { Certification } from '../programme/certification.ts'
import type { FieldIssue } from '../programme/field-issue.ts'
import type { Organisation, Region } from '../programme/organisation.ts'
import type { ParameterSetting } from '../programme/parameter-setting.ts'
import type { Platform } from '../programme/platform.ts'
import type { Product } from '../programme/product.ts'
import type { GuideFilter } from '../programme/reference-guide.ts'
import type { SatEvidence } from '../programme/sat-evidence.ts'
import type { Queryable, Row } from './database.ts'
import { andCertificationFound, termsOf } from './search.ts'

export type InteropRecord = {
  readonly product: Product | null
  readonly platform: Platform | null
  readonly organisation: Organisation | null
  readonly vendor: Organisation | null
  readonly certifications: readonly Certification[]
  readonly satEvidence: readonly SatEvidence[]
  readonly fieldIssues: readonly FieldIssue[]
  /** The regions that hold the customer's country. */
  readonly regions: readonly Region[]
  /** Sales units that serve one of those regions. */
  readonly salesUnits: readonly Organisation[]
  readonly parameters: readonly ParameterSetting[]
  /** The day the partner's membership was terminated. */
  readonly terminated: Day | null
}

const list = (what: string, from: string) => `(select coalesce(json_agg(${what}), '[]') from ${from})`

/** Everything the support answer goes by, in one round trip; PostgreSQL keeps it parsed. */
export const SUPPORT_RECORD = `
  select (select state from product where id = $1) as product,
    (select state from platform where id = $2) as platform,
    (select o.state from organisation o join product p on p.organisation = o.id where p.id = $1) as organisation,
    (select state from organisation where state->'roles' @> '["vendor"]' order by id limit 1) as vendor,
    ${list('state', 'certification where product = $1 and platform = $2')} as certifications,
    ${list('state', 'sat_evidence where product = $1 and platform = $2')} as "satEvidence",
    ${list('f.state', 'field_issue f join certification c on c.id = f.certification where c.product = $1 and c.platform = $2')} as "fieldIssues",
    ${list('state', `region where state->'countries' @> to_jsonb($3::text)`)} as regions,
    ${list('u.state', `region r join organisation u on u.state->'regions' @> to_jsonb(r.id) where r.state->'countries' @> to_jsonb($3::text)`)} as "salesUnits",
    ${list('state', 'parameter')} as parameters,
    (select m.state->'terminated'->>'day' from membership m join product p on p.organisation = m.id where p.id = $1) as terminated`

export async function interopRecord(
  on: Queryable,
  product: string,
  platform: string,
  country: string,
): Promise<InteropRecord> {
  const found = await on.one<InteropRecord & Row>({
    name: 'support-record',
    text: SUPPORT_RECORD,
    values: [product, platform, country],
  })
  if (!found) throw new Error('a select without a from always gives a row')
  return found
}

/** One certification with everything its row in the reference guide shows. */
export type GuideRecord = {
  readonly certification: Certification
  readonly product: Product
  readonly platform: Platform
  readonly organisation: Pick<Organisation, 'id' | 'name'>
  readonly satEvidence: readonly SatEvidence[]
  readonly fieldIssues: readonly FieldIssue[]
  readonly recertifying: boolean
  /** The day the holder's membership was ended; from then on support does not help (X-36). */
  readonly supportEnded: Day | null
}

/** Where a page ended: the grant day and number of its last row. */
export type GuideCursor = { readonly granted: string; readonly number: string }

const GUIDE_COLUMNS = `c.state as certification, p.state as product,
    json_build_object('id', o.id, 'name', o.name) as organisation,
    (select coalesce(json_agg(s.state), '[]') from sat_evidence s where s.product = c.product and s.platform = c.platform) as "satEvidence",
    (select coalesce(json_agg(f.state), '[]') from field_issue f where f.certification = c.id) as "fieldIssues",
    exists (select 1 from project w where w.product = c.product and w.platform = c.platform
      and w.stage not in ('published', 'closed') and w.state->>'kind' <> 'initial') as recertifying,
    (select m.state->'terminated'->>'day' from membership m where m.id = p.organisation) as "supportEnded"`

const GUIDE_TABLES = `certification c join product p on p.id = c.product join organisation o on o.id = p.organisation`

/** A row as it is read: its platform, of which there are few, is read once for all rows. */
type BareRecord = Omit<GuideRecord, 'platform'>

export type Platforms = ReadonlyMap<string, Platform>

export async function platformsById(on: Queryable): Promise<Platforms> {
  const rows = await on.all<{ id: string; state: Platform }>(sql`select id, state from platform`)
  return new Map(rows.map((row) => [row.id, row.state]))
}

export function withPlatform(record: BareRecord, platforms: Platforms): GuideRecord {
  const platform = platforms.get(record.certification.platform)
  if (!platform) throw new Error(`certification ${record.certification.number} is for a platform that is not kept`)
  return { ...record, platform }
}

/**
 * Certified interops in force on a day, newest grant first; a page is found by its index, never by counting. Whoever
 * goes on from page to page reads the platforms once for all of them.
 */
export async function guidePage(
  on: Queryable,
  day: Day,
  filter: GuideFilter,
  after: GuideCursor | null,
  limit: number,
  platforms: Platforms,
): Promise<readonly GuideRecord[]> {
  const beyond = after ? sql`and (c.granted, c.id) < (${after.granted}, ${after.number})` : empty
  const page = sql`select c.id from certification c ${needsProduct(filter) ? sql`join product p on p.id = c.product` : empty}
    where ${inForce(day)} ${conditions(filter, platforms)} ${beyond} order by c.granted desc, c.id desc limit ${limit}`
  const records = await on.all<BareRecord & Row>(guideQuery(page))
  return records.map((record) => withPlatform(record, platforms))
}

/** Whether a certification is among those of a filter, on whatever day. */
export async function isWithin(
  on: Queryable,
  number: string,
  filter: GuideFilter,
  platforms: Platforms,
): Promise<boolean> {
  return (
    (await on.one(
      sql`select from certification c join product p on p.id = c.product where c.id = ${number} ${conditions(filter, platforms)}`,
    )) !== null
  )
}

/** The same rows for whoever holds a cursor over all of them. */
export function guideQueryOfAll(day: Day, filter: GuideFilter, platforms: Platforms): Sql {
  return sql`select ${rawColumns()} where ${inForce(day)} ${conditions(filter, platforms)} order by c.id`
}

/** One certification with the same columns, in force or not. */
export async function guideRecordOf(on: Queryable, number: string): Promise<GuideRecord | null> {
  const record = await on.one<BareRecord & Row>(sql`select ${rawColumns()} where c.id = ${number}`)
  return record && withPlatform(record, await platformsById(on))
}

/** The earliest certification granted for a release of this product or platform; null while there is none. */
export async function firstTested(
  on: Queryable,
  side: 'product' | 'platform',
  id: string,
  version: string,
): Promise<{ readonly number: string; readonly granted: Day } | null> {
  if (version === '') return null
  const pair = JSON.stringify([{ [`${side}Release`]: version }])
  return on.one<{ number: string; granted: Day }>(
    sql`select id as number, granted from certification c where ${raw(side)} = ${id} and c.state->'pairs' @> ${pair}::jsonb
        order by granted, id limit 1`,
  )
}

/** A certification in force of this organisation's, where the last review call noted that they declined (8.7). */
export async function declinedBy(on: Queryable, organisation: string, day: Day): Promise<string | null> {
  const found = await on.one<{ id: string }>(
    sql`select c.id from product p join certification c on c.product = p.id
        where p.organisation = ${organisation} and ${inForce(day)} and c.state->'recertifications'->-1->>'outcome' = 'declined'
        order by c.id limit 1`,
  )
  return found?.id ?? null
}

/** The certification of this number, where it is this organisation's. */
export async function certificationOf(
  on: Queryable,
  organisation: string,
  number: string,
): Promise<{ readonly certification: string } | null> {
  if (number === '') return null
  return on.one<{ certification: string }>(
    sql`select c.id as certification from certification c join product p on p.id = c.product
        where c.id = ${number} and p.organisation = ${organisation}`,
  )
}

function guideQuery(page: Sql): Sql {
  return sql`select ${rawColumns()} where c.id in (${page}) order by c.granted desc, c.id desc`
}

function rawColumns(): Sql {
  return raw(`${GUIDE_COLUMNS} from ${GUIDE_TABLES}`)
}

function inForce(day: Day): Sql {
  return sql`c.level <> 'SAT' and c.granted <= ${day} and (c.withdrawn is null or c.withdrawn > ${day})`
}

function needsProduct(filter: GuideFilter): boolean {
  return Boolean(filter.family) || filter.organisation !== undefined
}

function conditions(filter: GuideFilter, platforms: Platforms): Sql {
  const parts = [
    filter.platform ? sql`and c.platform = ${filter.platform}` : empty,
    filter.product ? sql`and c.product = ${filter.product}` : empty,
    filter.level ? sql`and c.level = ${filter.level}` : empty,
    filter.region ? sql`and c.region = ${filter.region}` : empty,
    filter.family ? sql`and p.family = ${filter.family}` : empty,
    filter.organisation === undefined ? empty : sql`and p.organisation = ${filter.organisation}`,
    filter.platformRelease ? coversRelease(filter.platformRelease) : empty,
    andCertificationFound(termsOf(filter.search, platforms.values())),
  ]
  return join(parts, ' ')
}

function coversRelease(version: string): Sql {
  const pair = JSON.stringify([{ platformRelease: version }])
  const extended = JSON.stringify([{ pairs: [{ platformRelease: version }] }])
  return sql`and (c.state->'pairs' @> ${pair}::jsonb or c.state->'extensions' @> ${extended}::jsonb)`
}
