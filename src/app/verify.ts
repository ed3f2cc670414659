/**
 * Verification: that the journal is one unbroken chain, that every record kept is the one its last fact
 * left behind, that indexes say what facts say, that evidence is there byte for byte, and that every
 * certification was granted by a fact or came with an import.
 */
import { createHash } from 'node:crypto'
import sql, { type Sql } from 'sql-template-tag'
import type { Day } from '../kernel/day.ts'
import type { Certification } from '../programme/certification.ts'
import { isInForce } from '../programme/certification.ts'
import { NOUN_NAMES, type NounName } from '../programme/nouns.ts'
import { BEGINNING, type Fact, faultOfLink, hashState } from '../signing/journal.ts'
import type { Row } from '../store/database.ts'
import { headOf, walkJournal } from '../store/journal.ts'
import { load, tableOf } from '../store/nouns.ts'
import { digestOf } from './exchange/importing.ts'
import type { House } from './house.ts'

export type Verification = {
  readonly facts: number
  readonly records: number
  readonly files: number
  readonly faults: readonly string[]
}

const MOST_FAULTS = 100

/** What the journal says every record should be: the hash its last fact left, by noun and id. */
type Expected = Map<string, { readonly hash: string; readonly revision: number; readonly seq: number }>

export async function verifyInstallation(house: House): Promise<Verification> {
  const faults: string[] = []
  const fault = (says: string) => {
    if (faults.length < MOST_FAULTS) faults.push(says)
  }
  const { facts, expected, imports } = await verifyChain(house, fault)
  const records = await verifyRecords(house, expected, fault)
  await verifyImports(house, imports, fault)
  const files = await verifyEvidence(house, fault)
  return { facts, records, files, faults }
}

async function verifyChain(house: House, fault: (says: string) => void) {
  const expected: Expected = new Map()
  const imports: { seq: number; digest: string }[] = []
  let head = { seq: 0, hash: BEGINNING }
  let facts = 0
  for await (const link of walkJournal(house.database)) {
    facts += 1
    const says = faultOfLink(link, head)
    if (says) fault(says)
    head = { seq: link.seq, hash: link.hash }
    const fact = readFact(link.body)
    if (!fact) continue
    if (fact.kind !== link.kind || (fact.project ?? null) !== link.project || fact.by.id !== link.person)
      fault(`fact ${link.seq} is filed under something else than it says`)
    for (const { noun, id, hash, revision } of fact.subjects)
      expected.set(`${noun}/${id}`, { hash, revision, seq: fact.seq })
    if (fact.kind === 'records-imported')
      imports.push({ seq: fact.seq, digest: String((fact.data as { digest?: string }).digest) })
  }
  const kept = await headOf(house.database)
  if (kept.seq !== head.seq || kept.hash !== head.hash)
    fault(`the journal ends at fact ${head.seq}, but its head says ${kept.seq}`)
  return { facts, expected, imports }
}

function readFact(body: string): Fact | null {
  try {
    return JSON.parse(body) as Fact
  } catch {
    return null
  }
}

async function verifyRecords(house: House, expected: Expected, fault: (says: string) => void): Promise<number> {
  let records = 0
  for (const noun of NOUN_NAMES) {
    const rows = sql`select id, revision, fact, origin, origin_fact, state from ${tableOf(noun)}`
    for await (const batch of house.database.walk<KeptRow & Row>(rows)) {
      for (const row of batch) {
        records += 1
        const says = faultOfRecord(row, expected.get(`${noun}/${row.id}`) ?? null)
        expected.delete(`${noun}/${row.id}`)
        if (says) fault(`${noun} ${row.id} ${says}`)
      }
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

function faultOfRecord(row: KeptRow, last: { hash: string; revision: number; seq: number } | null): string | null {
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
async function verifyImports(
  house: House,
  imports: readonly { seq: number; digest: string }[],
  fault: (says: string) => void,
): Promise<void> {
  for (const { seq, digest } of imports) {
    const rows = (noun: NounName): Sql =>
      sql`select id, origin from ${tableOf(noun)} where origin_fact = ${seq} order by id`
    const again = await house.database.transaction((tx) => digestOf(tx, rows))
    if (again !== digest) fault(`records of the import in fact ${seq} were added, removed or changed`)
  }
}

async function verifyEvidence(house: House, fault: (says: string) => void): Promise<number> {
  let files = 0
  const rows = sql`select distinct sha256, (state->>'bytes')::bigint as bytes from evidence`
  for await (const batch of house.database.walk<{ sha256: string; bytes: number }>(rows)) {
    for (const { sha256, bytes } of batch) {
      files += 1
      const size = await house.evidence.size(sha256)
      if (size === null) fault(`evidence ${sha256.slice(0, 12)}… is missing`)
      else if (size !== bytes || (await hashOf(house, sha256)) !== sha256)
        fault(`evidence ${sha256.slice(0, 12)}… was changed`)
    }
  }
  return files
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
    says: `${number} is genuine: ${certification.level}, granted on ${certification.granted}, ${inForce ? 'in force' : 'not in force'}.`,
  }
}
