/**
 * Import of an exchange file: all of it or nothing. Records are read once and laid out in temporary
 * tables while they are checked; only when nothing is wrong are they taken over, in one transaction with
 * one fact that carries the digest of everything taken.
 */
import { createHash, hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import sql, { join, raw, type Sql } from 'sql-template-tag'
import { canonical } from '../../kernel/canonical.ts'
import { type Day, dayOf } from '../../kernel/day.ts'
import { type Fault, refuse } from '../../kernel/refusal.ts'
import type { Exchanged, SectionName } from '../../programme/exchange.ts'
import type { Membership } from '../../programme/membership.ts'
import type { NounName } from '../../programme/nouns.ts'
import type { Actor } from '../../programme/permission.ts'
import { RunningDigest } from '../../signing/journal.ts'
import type { Queryable, Transaction } from '../../store/database.ts'
import { append, takeHead } from '../../store/journal.ts'
import { tableOf } from '../../store/nouns.ts'
import { type House, newId } from '../house.ts'
import { Checker, type CheckedRecord, type Known } from './checking.ts'
import { NamesAlike } from './names-alike.ts'
import { HighestNumbers } from './numbers.ts'
import { type FileFacts, type Piece, readExchange } from './reading.ts'

export type ImportOutcome = {
  readonly taken: Readonly<Record<string, number>>
  readonly dryRun: boolean
  /** The number of the fact; none for a dry run. */
  readonly fact: number | null
  /** Names that look like others, or hold what nobody sees: taken in all the same, fifty told at most. */
  readonly remarks: readonly Fault[]
  /** How many such names there were. */
  readonly remarked: number
}

/** Which noun a section is kept as. Memberships come out of organisations. */
const NOUN_OF: Readonly<Record<SectionName, NounName>> = {
  regions: 'region',
  platforms: 'platform',
  organisations: 'organisation',
  products: 'product',
  certifications: 'certification',
  satEvidence: 'sat-evidence',
  fieldIssues: 'field-issue',
}

const IMPORTED: readonly NounName[] = [
  'region',
  'interface',
  'platform',
  'organisation',
  'membership',
  'product',
  'certification',
  'sat-evidence',
  'field-issue',
]

/** Where the records of an import come from: read once, and the SHA-256 of the file they stand in. */
export type ImportSource = {
  readonly read: (take: (pieces: readonly Piece[]) => Promise<void>) => Promise<FileFacts>
  readonly hash: () => Promise<string>
  /** What the fact tells of it besides. */
  readonly data?: Readonly<Record<string, string>>
}

export function importExchange(house: House, actor: Actor, file: string, dryRun: boolean): Promise<ImportOutcome> {
  const source = {
    read: (take: Parameters<ImportSource['read']>[0]) => readExchange(file, take),
    hash: () => hashOfFile(file),
  }
  return house.database.transaction((tx) => takeIn(tx, house, actor, source, dryRun))
}

/** Takes records in within a transaction of the caller's. */
export async function takeIn(
  tx: Transaction,
  house: House,
  actor: Actor,
  source: ImportSource,
  dryRun: boolean,
): Promise<ImportOutcome> {
  for (const noun of IMPORTED)
    await tx.run(
      raw(
        `create temporary table ${staging(noun)} (id text collate "C", place text, origin text, state text) on commit drop`,
      ),
    )
  const stored = await whatIsStored(tx)
  const checker = new Checker(stored)
  const names = await NamesAlike.of(tx)
  const order = new ReadingOrder()
  const numbers = new HighestNumbers()
  const { sections } = await source.read(async (pieces) => {
    const sound = pieces.map((piece) => checker.shape(piece)).filter((record) => record !== null)
    for (const record of sound) {
      names.note(record)
      if (order.canBeChecked(record)) checker.references(record)
    }
    for (const { section, id } of sound) if (section === 'certifications' || section === 'fieldIssues') numbers.note(id)
    if (checker.faults.length === 0) await stage(tx, sound, stored)
  })
  for (const record of order.early) checker.references(record)
  refuseFaults(checker.faults)
  refuseFaults(await alreadyThere(tx))
  const taken = await counts(tx)
  const { remarks, count: remarked } = names
  if (dryRun) return { taken, dryRun, fact: null, remarks, remarked }
  // Before the head of the journal is taken, as everywhere: whoever draws a number holds its series first.
  await numbers.raise(tx)
  const fact = await takeOver(tx, house, actor, source, taken)
  await noteSections(tx, sections)
  return { taken, dryRun, fact, remarks, remarked }
}

/**
 * Records usually come after those they name and are checked at once; when they come first they are kept
 * until the end, which costs memory but never a wrong answer.
 */
class ReadingOrder {
  readonly early: CheckedRecord[] = []
  private readonly seen = new Set<SectionName>()
  private current: SectionName | null = null

  canBeChecked(record: CheckedRecord): boolean {
    if (record.section !== this.current) this.current = record.section
    this.seen.add(record.section)
    const isReady = NAMED_BY[record.section].every((section) => section !== this.current && this.seen.has(section))
    if (!isReady) this.early.push(record)
    return isReady
  }
}

/** Which sections the records of a section name. */
const NAMED_BY: Readonly<Record<SectionName, readonly SectionName[]>> = {
  regions: [],
  platforms: [],
  organisations: ['regions'],
  products: ['organisations'],
  certifications: ['regions', 'platforms', 'products'],
  satEvidence: ['platforms', 'products'],
  fieldIssues: ['certifications'],
}

type Stored = Known & { readonly interfaces: Set<string> }

/** What the installation holds already that a file may name. */
async function whatIsStored(on: Queryable): Promise<Stored> {
  const granted = new Map(
    (await on.all<{ id: string; granted: Day }>(sql`select id, granted from certification`)).map((row) => [
      row.id,
      row.granted,
    ]),
  )
  const ids = async (noun: NounName) =>
    new Set((await on.all<{ id: string }>(sql`select id from ${tableOf(noun)}`)).map((row) => row.id))
  const versions = async (noun: NounName) => {
    const rows = await on.all<{ id: string; version: string }>(
      sql`select id, release->>'version' as version from ${tableOf(noun)}, jsonb_array_elements(state->'releases') release`,
    )
    return new Set(rows.map((row) => `${row.id}/${row.version}`))
  }
  const byId = {
    regions: await ids('region'),
    platforms: await ids('platform'),
    organisations: await ids('organisation'),
    products: await ids('product'),
    certifications: granted,
    satEvidence: new Set<string>(),
    fieldIssues: new Set<string>(),
  }
  const releases = { platforms: await versions('platform'), products: await versions('product') }
  return {
    has: (section, id) => byId[section].has(id),
    hasRelease: (section, id, version) => releases[section].has(`${id}/${version}`),
    grantedOn: (certification) => granted.get(certification),
    interfaces: await ids('interface'),
  }
}

async function stage(tx: Transaction, records: readonly CheckedRecord[], stored: Stored): Promise<void> {
  const rows = new Map<NounName, { id: string; at: string; state: unknown }[]>()
  for (const { section, id, record, at } of records) {
    const lay: Lay = (noun, ofId, state) => {
      const there = rows.get(noun)
      if (there) there.push({ id: ofId, at, state })
      else rows.set(noun, [{ id: ofId, at, state }])
    }
    if (section === 'organisations') layOrganisation(record as Exchanged['organisations'], lay)
    else lay(NOUN_OF[section], id, record)
    if (section === 'products') layInterfaces(record as Exchanged['products'], stored, lay)
  }
  for (const [noun, laid] of rows) {
    // One spelling is hashed and kept. No id and no JSON holds a line end, so lists travel as lines: cheaper than arrays.
    const spelled = laid.map((row) => canonical(row.state))
    const columns = [
      laid.map((row) => row.id),
      laid.map((row) => row.at),
      spelled.map((text) => hash('sha256', text)),
      spelled,
    ].map((column) => sql`string_to_array(${column.join('\n')}, ${'\n'})`)
    await tx.run(sql`insert into ${raw(staging(noun))} select * from unnest(${join(columns)})`)
  }
}

type Lay = (noun: NounName, id: string, state: unknown) => void

function layOrganisation(record: Exchanged['organisations'], lay: Lay): void {
  const { membership, ...rest } = record
  lay('organisation', record.id, membership === null ? { ...rest, membership: null } : rest)
  if (!membership) return
  const { earlier = [], ...term } = membership
  const kept: Membership = { organisation: record.id, application: null, terms: [...earlier, term], terminated: null }
  lay('membership', record.id, kept)
}

/** The list of interfaces is open (1A.2): one that a product names and nobody knows is taken in with it. */
function layInterfaces(record: Exchanged['products'], stored: Stored, lay: Lay): void {
  for (const id of record.interfaces) {
    if (stored.interfaces.has(id)) continue
    stored.interfaces.add(id)
    lay('interface', id, { id, name: id, family: record.family })
  }
}

/** Records whose id is taken: adding to what is there is welcome, changing it from a file is not. */
async function alreadyThere(tx: Transaction): Promise<readonly Fault[]> {
  const faults: Fault[] = []
  // A membership is there exactly when its organisation is.
  for (const noun of IMPORTED.filter((each) => each !== 'membership')) {
    const rows = await tx.all<{ id: string; place: string }>(
      sql`select id, place from ${raw(staging(noun))} join ${tableOf(noun)} using (id) order by id limit 20`,
    )
    faults.push(...rows.map(({ id, place }) => ({ at: place, says: `${id} is in this installation already` })))
  }
  return faults
}

async function counts(tx: Transaction): Promise<Readonly<Record<string, number>>> {
  const taken: Record<string, number> = {}
  for (const noun of IMPORTED) {
    const row = await tx.one<{ count: number }>(sql`select count(*) as count from ${raw(staging(noun))}`)
    if (row && row.count > 0) taken[noun] = row.count
  }
  return taken
}

async function takeOver(
  tx: Transaction,
  house: House,
  actor: Actor,
  source: ImportSource,
  taken: Readonly<Record<string, number>>,
): Promise<number> {
  const at = new Date(house.now()).toISOString()
  const digest = await digestOf(tx, (noun) => sql`select id, origin from ${raw(staging(noun))} order by id`)
  const file = await source.hash()
  const head = await takeHead(tx)
  for (const noun of IMPORTED) {
    await tx.run(
      sql`insert into ${tableOf(noun)} (id, revision, fact, origin, origin_fact, state)
          select id, 1, ${head.seq + 1}, origin, ${head.seq + 1}, state::jsonb from ${raw(staging(noun))} order by id`,
    )
  }
  // The planner is told at once: with the figures of an empty table it would read whole tables for every row.
  for (const noun of IMPORTED) await tx.run(sql`analyze ${tableOf(noun)}`)
  const { fact } = await append(tx, head, {
    id: newId(house),
    at,
    day: dayOf(house.now()),
    kind: 'records-imported',
    move: 'import',
    clause: 'G-25',
    says: `Imported: ${Object.entries(taken)
      .map(([noun, count]) => `${count} ${noun.replaceAll('-', ' ')}`)
      .join(', ')}`,
    by: { id: actor.id, name: actor.name, organisation: actor.organisation },
    project: null,
    data: { taken, digest, file, ...source.data },
    subjects: [],
  })
  return fact.seq
}

/** The digest over noun, id and hash of every imported record, in the order of nouns and ids. */
export async function digestOf(tx: Transaction, rowsOf: (noun: NounName) => Sql): Promise<string> {
  const digest = new RunningDigest()
  for (const noun of IMPORTED) {
    const cursor = `rows_of_${noun.replaceAll('-', '_')}`
    const statement = rowsOf(noun)
    await tx.client.query({
      text: `declare ${cursor} no scroll cursor for ${statement.text}`,
      values: statement.values,
    })
    for (;;) {
      const { rows } = await tx.client.query<{ id: string; origin: string }>(`fetch 5000 from ${cursor}`)
      if (rows.length === 0) break
      for (const row of rows) digest.add(noun, row.id, row.origin)
    }
    await tx.client.query(`close ${cursor}`)
  }
  return digest.hex()
}

async function noteSections(tx: Transaction, sections: readonly SectionName[]): Promise<void> {
  await tx.run(
    sql`update installation set sections = (select coalesce(jsonb_agg(distinct section), '[]') from jsonb_array_elements(sections || ${JSON.stringify(sections)}::jsonb) section)`,
  )
}

async function hashOfFile(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

function staging(noun: NounName): string {
  return `staged_${noun.replaceAll('-', '_')}`
}

function refuseFaults(faults: readonly Fault[]): void {
  const [first] = faults
  if (!first) return
  refuse('wrong-file', {
    says:
      faults.length === 1
        ? `${first.at}: ${first.says}.`
        : `${faults.length} records cannot be taken; the first is ${first.at}: ${first.says}.`,
    next: 'Correct the file; nothing of it was taken.',
    clause: 'G-25',
    faults,
  })
}
