/**
 * The catalogue (4C.6h, X-22, X-23): companies while they are members, products while their company is one
 * and they are certified at MCT or above. Who is entitled is asked of the rulebook, row by row.
 */
import sql, { empty, join, type Sql } from 'sql-template-tag'
import type { Day } from '../../kernel/day.ts'
import { type Certification, isInForce } from '../../programme/certification.ts'
import type { FieldIssue } from '../../programme/field-issue.ts'
import { rankOf } from '../../programme/level.ts'
import type { Membership } from '../../programme/membership.ts'
import type { Organisation } from '../../programme/organisation.ts'
import type { Platform } from '../../programme/platform.ts'
import type { Product } from '../../programme/product.ts'
import type { SatEvidence } from '../../programme/sat-evidence.ts'
import type { Figures } from '../../rulebook/parameters.ts'
import { type Finding, stands } from '../../rulebook/rule.ts'
import { standingOn, type StandingOnDay } from '../../rulebook/standing.ts'
import type { Standing } from '../../rulebook/standing-rule.ts'
import type { Queryable, Row } from '../../store/database.ts'
import { setRight } from '../../store/near-words.ts'
import { andFound, searchTerms } from '../../store/search.ts'
import { entitlementFindings, type Holder, isEntitled } from './entitlement.ts'
import { figures } from '../house.ts'
import { type CatalogueFilter, certificationFits, fitsFilter, productFits } from './catalogue-filter.ts'
import { type GuideEdition, leadingOf } from './interop.ts'

export { setRight }

export type ListedInterop = {
  readonly platform: Platform
  readonly certification: Certification
  readonly inForce: boolean
  readonly onDay: StandingOnDay
  readonly openIssues: readonly FieldIssue[]
  readonly guide: GuideEdition | null
}

export type CatalogueProduct = {
  readonly product: Product
  readonly organisation: Organisation
  /** Certifications in force, newest grant first. */
  readonly certifications: readonly ListedInterop[]
  /** One for each platform: the certification that speaks for it. */
  readonly interops: readonly ListedInterop[]
}

export type NameCursor = { readonly name: string; readonly id: string }

type CatalogueQuestion = {
  readonly search: string | null
  readonly filter: CatalogueFilter
  /** Products with an interop that stands so. */
  readonly standing: Standing | null
  readonly today: Day
  readonly after: NameCursor | null
  readonly limit: number
}

type ProductRow = {
  readonly product: Product
  readonly organisation: Organisation
  readonly membership: Membership | null
  readonly certifications: readonly (Omit<ListedInterop, 'inForce' | 'onDay' | 'openIssues'> & {
    readonly satEvidence: readonly SatEvidence[]
    readonly fieldIssues: readonly FieldIssue[]
  })[]
}

/** How many are looked at in one request before it says where it got to. */
const STRETCH = 2000

type CataloguePage<Item> = { readonly items: readonly Item[]; readonly next: NameCursor | null }

/** Listed products by name. */
export async function catalogue(on: Queryable, question: CatalogueQuestion): Promise<CataloguePage<CatalogueProduct>> {
  const figure = await figures(on, question.today)
  const terms = await searchTerms(on, question.search)
  return gather(
    question,
    (after, limit) =>
      productRows(
        on,
        question.today,
        [isCertified(question), productFits(question.filter, terms, question.today, figure), beyond('p', after)],
        limit,
      ),
    (row) => shown(row, question, figure),
    ({ product }) => ({ name: product.name, id: product.id }),
  )
}

export type CatalogueCompany = { readonly organisation: Organisation; readonly membership: Membership | null }

/** Listed companies by name, with or without a product of theirs. */
export async function companies(
  on: Queryable,
  question: Pick<CatalogueQuestion, 'search' | 'today' | 'after' | 'limit'>,
): Promise<CataloguePage<CatalogueCompany>> {
  const figure = await figures(on, question.today)
  return gather(
    question,
    (after, limit) =>
      on.all<CatalogueCompany & Row>(
        sql`select o.state as organisation, m.state as membership from organisation o join membership m on m.id = o.id
          where true ${andFound(sql`o.search`, question.search)} ${beyond('o', after)} order by o.name, o.id limit ${limit}`,
      ),
    (row) => (isEntitled('list-company', holderOf(row), question.today, figure) ? row : null),
    ({ organisation }) => ({ name: organisation.name, id: organisation.id }),
  )
}

export type CompanyEntry = CatalogueCompany & { readonly products: readonly CatalogueProduct[] }

/** A company's entry; null when it is not listed, known or not. */
export async function companyEntry(on: Queryable, id: string, today: Day): Promise<CompanyEntry | null> {
  const row = await on.one<CatalogueCompany & Row>(
    sql`select o.state as organisation, m.state as membership from organisation o left join membership m on m.id = o.id where o.id = ${id}`,
  )
  if (!row) return null
  const figure = await figures(on, today)
  if (!isEntitled('list-company', holderOf(row), today, figure)) return null
  const rows = await productRows(on, today, [sql`and p.organisation = ${id}`, isCertified({ filter: {}, today })], 200)
  const products = rows.filter((each) => isListed(each, today, figure)).map((each) => catalogued(each, today, figure))
  return { ...row, products }
}

export type ProductEntry =
  | { readonly isListed: true; readonly entry: CatalogueProduct; readonly isCompanyListed: boolean }
  | {
      readonly isListed: false
      readonly product: Product | null
      readonly inGuide: boolean
      readonly against: Finding | null
    }

/** A product's entry, or why it has none and whether the reference guide shows it all the same. */
export async function productEntry(on: Queryable, id: string, today: Day): Promise<ProductEntry> {
  const [row] = await productRows(on, today, [sql`and p.id = ${id}`], 1)
  if (!row) return { isListed: false, product: null, inGuide: false, against: null }
  const figure = await figures(on, today)
  const inGuide = row.certifications.length > 0
  if (inGuide && isListed(row, today, figure)) {
    const isCompanyListed = isEntitled('list-company', holderOf(row), today, figure)
    return { isListed: true, entry: catalogued(row, today, figure), isCompanyListed }
  }
  const against = entitlementFindings('list-product', holderOf(row, highestOf(row)), today, figure).find(
    (finding) => !stands(finding),
  )
  return { isListed: false, product: row.product, inGuide, against: inGuide ? (against ?? null) : null }
}

async function productRows(
  on: Queryable,
  today: Day,
  conditions: readonly Sql[],
  limit: number,
): Promise<readonly ProductRow[]> {
  return on.all<ProductRow & Row>(sql`
    select p.state as product, o.state as organisation, m.state as membership,
      (select coalesce(json_agg(json_build_object('certification', c.state, 'platform', pl.state,
          'satEvidence', (select coalesce(json_agg(s.state), '[]') from sat_evidence s where s.product = c.product and s.platform = c.platform),
          'fieldIssues', (select coalesce(json_agg(f.state), '[]') from field_issue f where f.certification = c.id),
          'guide', (select json_build_object('version', g.state->'published'->-1->'version', 'day', g.state->'published'->-1->'day')
            from guide g where g.id = c.id and jsonb_array_length(g.state->'published') > 0))
        order by c.granted desc, c.id desc), '[]')
        from certification c join platform pl on pl.id = c.platform where c.product = p.id and ${certificationFits({}, today)}) as certifications
    from product p join organisation o on o.id = p.organisation left join membership m on m.id = o.id
    where true ${join(conditions, ' ')} order by p.name, p.id limit ${limit}`)
}

/** Reads on until the page is full, the end is reached, or a stretch has been looked at. */
async function gather<Found, Item>(
  { after: first, limit }: Pick<CatalogueQuestion, 'after' | 'limit'>,
  read: (after: NameCursor | null, limit: number) => Promise<readonly Found[]>,
  shown: (row: Found) => Item | null,
  cursor: (row: Found) => NameCursor,
): Promise<CataloguePage<Item>> {
  const items: Item[] = []
  let after = first
  for (let looked = 0; looked < STRETCH; looked += limit + 1) {
    const rows = await read(after, limit + 1)
    for (const row of rows) {
      const item = shown(row)
      if (item && items.length === limit) return { items, next: after }
      if (item) items.push(item)
      after = cursor(row)
    }
    if (rows.length <= limit) return { items, next: null }
  }
  return { items, next: after }
}

function isCertified({ filter, today }: Pick<CatalogueQuestion, 'filter' | 'today'>): Sql {
  return sql`and exists (select from certification c where c.product = p.id and ${certificationFits(filter, today)})`
}

/** Its entry, where it is listed and an interop of it stands as asked. */
function shown(
  row: ProductRow,
  { today, standing, filter }: Pick<CatalogueQuestion, 'today' | 'standing' | 'filter'>,
  figure: Figures,
): CatalogueProduct | null {
  if (!isListed(row, today, figure)) return null
  const entry = catalogued(row, today, figure)
  const fitting = new Set(
    entry.certifications
      .filter(({ certification }) => fitsFilter(certification, filter))
      .map(({ platform }) => platform.id),
  )
  const isAsked = ({ platform, onDay }: ListedInterop) => onDay.standing === standing && fitting.has(platform.id)
  return standing === null || entry.interops.some(isAsked) ? entry : null
}

function beyond(table: 'p' | 'o', after: NameCursor | null): Sql {
  if (!after) return empty
  return table === 'p'
    ? sql`and (p.name, p.id) > (${after.name}, ${after.id})`
    : sql`and (o.name, o.id) > (${after.name}, ${after.id})`
}

function isListed(row: ProductRow, today: Day, figure: Figures): boolean {
  return isEntitled('list-product', holderOf(row, highestOf(row)), today, figure)
}

/** A company, for its own entry; for that of a product, what it is certified at. */
function holderOf(
  row: CatalogueCompany & { readonly product?: Product },
  certification: Certification | null = null,
): Holder {
  const { organisation, membership, product } = row
  const level = certification?.level ?? (product ? 'SAT' : 'MCT')
  return { organisation, membership, family: product?.family ?? 'other', level, certification }
}

function highestOf(row: ProductRow): Certification | null {
  return row.certifications.reduce<Certification | null>(
    (highest, { certification }) =>
      highest === null || rankOf(certification.level) > rankOf(highest.level) ? certification : highest,
    null,
  )
}

function catalogued(row: ProductRow, today: Day, figure: Figures): CatalogueProduct {
  const { product, organisation } = row
  const certifications = row.certifications.map(({ satEvidence, fieldIssues, ...listed }): ListedInterop => {
    const record = {
      certification: listed.certification,
      family: product.family,
      platform: listed.platform,
      satEvidence,
      fieldIssues,
    }
    return {
      ...listed,
      inForce: isInForce(listed.certification, today),
      onDay: standingOn(record, today, today, figure),
      openIssues: fieldIssues.filter(
        (issue) => issue.confirmed <= today && (issue.cleared == null || issue.cleared > today),
      ),
    }
  })
  const platforms = [...new Set(certifications.map(({ platform }) => platform.id))]
  const interops = platforms
    .map((platform) => leadingOf(certifications.filter((each) => each.platform.id === platform)))
    .filter((each) => each !== null)
    .toSorted((a, b) => a.platform.name.localeCompare(b.platform.name))
  return { product, organisation, certifications, interops }
}
