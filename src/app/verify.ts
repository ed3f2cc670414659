/**
 * Verification: that the journal is one unbroken chain, that every record kept is the one its last fact
 * left behind, that indexes say what facts say, that evidence is there byte for byte, and that every
 * certification was granted by a fact or came with an import.
 */
import { createHash } from 'node:crypto'
import sql, { type Sql } from 'sql-template-tag'
import { dateWords, type Day } from '../kernel/day.ts'
import type { Certification } from '../programme/certification.ts'
import { isInForce } from '../programme/certification.ts'
import { NOUN_NAMES, type NounName } from '../programme/nouns.ts'
import { BEGINNING, type Fact, faultOfLink, hashState } from '../signing/journal.ts'
import type { Row, Transaction } from '../store/database.ts'
import { headOf, type JournalLink, walkJournal } from '../store/journal.ts'
import { load, tableOf } from '../store/nouns.ts'
import { digestOf } from './exchange/importing.ts'
import type { House } from './house.ts'

export type Verification = {
  readonly facts: number
  readonly records: number
  readonly files: number
  /** Captures that were taken away on their day, as a fact says; not among the files. */
  readonly removed: number
  readonly faults: readonly string[]
}

const MOST_FAULTS = 100

/** What the journal says every record should be: the hash its last fact left, by noun and id. */
type Expected = Map<string, { readonly hash: string; readonly revision: number; readonly seq: number }>

/** The imports that the journal tells of, with the digest over everything that came with each. */
type Imports = Map<number, string>

type Tell = (says: string) => void

/** All of it in one snapshot, so that what is written meanwhile is no fault. */
export async function verifyInstallation(house: House): Promise<Verification> {
  const faults: string[] = []
  const fault: Tell = (says) => {
    if (faults.length < MOST_FAULTS) faults.push(says)
  }
  return house.database.transaction(async (tx) => {
    await tx.run(sql`set transaction isolation level repeatable read, read only`)
    const { facts, expected, imports } = await verifyChain(tx, fault)
    const records = await verifyRecords(tx, expected, imports, fault)
    await verifyImports(tx, imports, fault)
    const { files, removed } = await verifyEvidence(tx, house, fault)
    return { facts, records, files, removed, faults }
  })
}

async function verifyChain(tx: Transaction, fault: Tell) {
  const expected: Expected = new Map()
  const imports: Imports = new Map()
  const index = new SubjectIndex(tx)
  let head = { seq: 0, hash: BEGINNING }
  let facts = 0
  for await (const link of walkJournal(tx)) {
    facts += 1
    const says = faultOfLink(link, head)
    if (says) fault(says)
    head = { seq: link.seq, hash: link.hash }
    const fact = readFact(link.body)
    const filed = await index.of(link.seq, fault)
    if (!fact) continue
    if (isFiledElsewhere(link, fact)) fault(`fact ${link.seq} is filed under something else than it says`)
    if (!isSameSet(filed, new Set(fact.subjects.map(keyOf))))
      fault(`the index of subjects says something else than fact ${link.seq}`)
    for (const subject of fact.subjects)
      expected.set(keyOf(subject), { hash: subject.hash, revision: subject.revision, seq: fact.seq })
    if (fact.kind === 'records-imported')
      imports.set(link.seq, String((fact.data as { digest?: string } | null)?.digest))
  }
  await index.of(Number.POSITIVE_INFINITY, fault)
  const kept = await headOf(tx)
  if (kept.seq !== head.seq || kept.hash !== head.hash)
    fault(`the journal ends at fact ${head.seq}, but its head says ${kept.seq}`)
  return { facts, expected, imports }
}

/** A fact as far as it can be read; one that cannot was told of as a link already. */
function readFact(body: string): Fact | null {
  try {
    const fact = JSON.parse(body) as Fact
    return Array.isArray(fact.subjects) && typeof fact.by === 'object' && fact.by !== null ? fact : null
  } catch {
    return null
  }
}

function isFiledElsewhere(link: JournalLink, fact: Fact): boolean {
  return (
    fact.kind !== link.kind ||
    (fact.project ?? null) !== link.project ||
    fact.by.id !== link.person ||
    Date.parse(fact.at) !== link.at.getTime()
  )
}

function keyOf(subject: { readonly noun: string; readonly id: string }): string {
  return `${subject.noun}/${subject.id}`
}

function isSameSet(first: ReadonlySet<string>, second: ReadonlySet<string>): boolean {
  return first.size === second.size && [...first].every((each) => second.has(each))
}

type IndexRow = { readonly seq: number; readonly noun: string; readonly id: string }

/** The index of subjects read alongside the chain, in the same order. */
class SubjectIndex {
  private readonly rows: AsyncGenerator<IndexRow>
  private ahead: IteratorResult<IndexRow> | null = null

  constructor(tx: Transaction) {
    this.rows = walkWithin<IndexRow & Row>(tx, 'subjects', sql`select seq, noun, id from fact_subject order by seq`)
  }

  /** What stands under a fact; what stands before it belongs to none. */
  async of(seq: number, fault: Tell): Promise<ReadonlySet<string>> {
    const filed = new Set<string>()
    for (;;) {
      this.ahead ??= await this.rows.next()
      if (this.ahead.done || this.ahead.value.seq > seq) return filed
      if (this.ahead.value.seq === seq) filed.add(keyOf(this.ahead.value))
      else fault(`the index of subjects speaks of fact ${this.ahead.value.seq}, which is not there`)
      this.ahead = null
    }
  }
}

async function verifyRecords(tx: Transaction, expected: Expected, imports: Imports, fault: Tell): Promise<number> {
  let records = 0
  for (const noun of NOUN_NAMES) {
    const rows = sql`select id, revision, fact, origin, origin_fact, state from ${tableOf(noun)}`
    for await (const row of walkWithin<KeptRow & Row>(tx, 'records', rows)) {
      records += 1
      const says = faultOfRecord(row, expected.get(`${noun}/${row.id}`) ?? null, imports)
      expected.delete(`${noun}/${row.id}`)
      if (says) fault(`${noun} ${row.id} ${says}`)
    }
  }
  for (const [key] of expected) fault(`${key.replace('/', ' ')} is in the journal but no longer kept`)
  return records
}

type KeptRow = {
  id: string
  revision: number
  fact: number
  origin: string | null
  origin_fact: number | null
  state: unknown
}

function faultOfRecord(
  row: KeptRow,
  last: { hash: string; revision: number; seq: number } | null,
  imports: Imports,
): string | null {
  if (row.origin_fact !== null && !imports.has(row.origin_fact))
    return `says that it came with fact ${row.origin_fact}, which was no import`
  const hash = hashState(row.state)
  if (last) {
    if (hash !== last.hash) return `is not as fact ${last.seq} left it`
    if (row.revision !== last.revision || row.fact !== last.seq)
      return `says fact ${row.fact} changed it last, the journal says ${last.seq}`
    return null
  }
  if (!row.origin || !row.origin_fact) return 'is kept, but no fact tells of it'
  if (hash !== row.origin || row.fact !== row.origin_fact || row.revision !== 1)
    return `is not as it was imported by fact ${row.origin_fact}`
  return null
}

/** Each import's digest again, over what came with it, changed since or not. */
async function verifyImports(tx: Transaction, imports: Imports, fault: Tell): Promise<void> {
  for (const [seq, digest] of imports) {
    const rows = (noun: NounName): Sql =>
      sql`select id, origin from ${tableOf(noun)} where origin_fact = ${seq} order by id`
    if ((await digestOf(tx, rows)) !== digest)
      fault(`records of the import in fact ${seq} were added, removed or changed`)
  }
}

async function verifyEvidence(tx: Transaction, house: House, fault: Tell) {
  let files = 0
  let removed = 0
  const rows = sql`select coalesce(sha256, '') as sha256, state->>'bytes' as bytes, bool_and(state ? 'removed') as "mayBeGone"
    from evidence group by 1, 2`
  for await (const { sha256, bytes, mayBeGone } of walkWithin<StoredRow & Row>(tx, 'files', rows)) {
    files += 1
    if (!/^[0-9a-f]{64}$/.test(sha256)) {
      fault(`evidence "${sha256}" does not say which file it is`)
      continue
    }
    const size = await house.evidence.size(sha256)
    if (size === null && mayBeGone) {
      files -= 1
      removed += 1
    } else if (size === null) fault(`evidence ${sha256.slice(0, 12)}… is missing`)
    else if (String(size) !== bytes || (await hashOf(house, sha256)) !== sha256)
      fault(`evidence ${sha256.slice(0, 12)}… was changed`)
  }
  return { files, removed }
}

type StoredRow = { readonly sha256: string; readonly bytes: string; readonly mayBeGone: boolean }

/** Any number of rows, a batch at a time, within the one snapshot. */
async function* walkWithin<R extends Row>(tx: Transaction, cursor: string, statement: Sql): AsyncGenerator<R> {
  await tx.client.query({
    text: `declare ${cursor} no scroll cursor for ${statement.text}`,
    values: statement.values,
  })
  for (;;) {
    const { rows } = await tx.client.query<R>(`fetch 2000 from ${cursor}`)
    if (rows.length === 0) break
    yield* rows
  }
  await tx.client.query(`close ${cursor}`)
}

async function hashOf(house: House, sha256: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of house.evidence.read(sha256)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

export type NumberVerdict = {
  readonly number: string
  readonly genuine: boolean
  readonly inForce: boolean
  readonly says: string
}

/** Whether a certification number is one of ours, and whether it is in force on a day. */
export async function verifyNumber(house: House, number: string, on: Day): Promise<NumberVerdict> {
  const kept = await load(house.database, 'certification', number)
  if (!kept) return { number, genuine: false, inForce: false, says: `${number} is not a number of this programme.` }
  const last = await house.database.one<{ body: string }>(
    sql`select body from fact join fact_subject using (seq) where noun = 'certification' and fact_subject.id = ${number} order by seq desc limit 1`,
  )
  const subject = last
    ? readFact(last.body)?.subjects.find((each) => each.noun === 'certification' && each.id === number)
    : null
  const origin = await house.database.one<{ origin: string | null }>(
    sql`select origin from certification where id = ${number}`,
  )
  const expected = subject?.hash ?? origin?.origin ?? null
  if (expected !== hashState(kept.state))
    return { number, genuine: false, inForce: false, says: `${number} was changed behind the journal's back.` }
  const certification: Certification = kept.state
  const inForce = isInForce(certification, on)
  return {
    number,
    genuine: true,
    inForce,
    says: `${number} is genuine: ${certification.level}, granted on ${dateWords(certification.granted)}, ${inForce ? 'in force' : 'not in force'}.`,
  }
}
