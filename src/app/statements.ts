/**
 * Statements of certifications, computed from the record when they are asked for and signed then: there is no signature
 * without a record, since there is no other place from which one comes, and a grant that was cut short leaves neither
 * (docs/decisions/0024). Before anything is signed the record is held against the journal.
 */
import { gzipSync } from 'node:zlib'
import sql from 'sql-template-tag'
import { addDays, dayOf } from '../kernel/day.ts'
import { refuse } from '../kernel/refusal.ts'
import { type Certification, sayTester } from '../programme/certification.ts'
import { LEVEL_NAMES } from '../programme/level.ts'
import { acceptedReview } from '../programme/project.ts'
import { LEVEL_TABLE } from '../rulebook/level-table.ts'
import { type Fact, hashText } from '../signing/journal.ts'
import type { Secured } from '../signing/proof.ts'
import { hashOfBytes, SEAL, type Seal, sealed } from '../signing/seal.ts'
import {
  bitsOf,
  LIST_ENTRIES,
  listEntryOf,
  readListName,
  type Statement,
  statement,
  statusList,
} from '../signing/statement.ts'
import { type GuideRecord, guideRecordOf } from '../store/certifications.ts'
import { load } from '../store/nouns.ts'
import { type House, today } from './house.ts'
import { ownIssuer, signDocument } from './keyring.ts'
import { verifyNumber } from './verify.ts'

/** A list counts for the day it is fetched and the next, whoever keeps it. */
const LIST_DAYS = 2

/** What is stated of a certification today, before it is signed; null where there is nothing to state. */
export async function statementNow(house: House, number: string): Promise<Statement | null> {
  const record = await guideRecordOf(house.database, number)
  return record && isOurs(record.certification) ? statedIn(house, record) : null
}

/** The signed statement of a certification that was granted here; what was taken over, or changed since, is not signed. */
export async function signedStatement(house: House, number: string): Promise<Secured<Statement>> {
  const record = await guideRecordOf(house.database, number)
  if (!record || record.certification.level === 'SAT') return unknown(number)
  if (!isOurs(record.certification)) return takenOver(number)
  if (!(await verifyNumber(house, number, today(house))).genuine) return notAsGranted(number)
  return signDocument(house, await statedIn(house, record), await lastChange(house, number))
}

function isOurs({ level, project, number }: Certification): boolean {
  return level !== 'SAT' && project !== undefined && listEntryOf(number) !== null
}

async function statedIn(house: House, record: GuideRecord): Promise<Statement> {
  const { certification, product, platform, organisation } = record
  const { number, granted, level, withdrawn, region } = certification
  const extensions = certification.extensions ?? []
  const project = await load(house.database, 'project', certification.project!)
  const review = project ? acceptedReview(project.state) : null
  return statement(await ownIssuer(house), {
    number,
    version: 1 + extensions.length + (withdrawn ? 1 : 0),
    granted,
    subject: {
      level,
      levelName: LEVEL_NAMES[level],
      holder: { id: organisation.id, name: organisation.name },
      product: { id: product.id, name: product.name },
      platform: { id: platform.id, name: platform.name },
      releasePairs: [
        ...certification.pairs.map((pair) => ({ ...pair, since: granted, by: 'test' })),
        ...extensions.flatMap(({ on, pairs }) => pairs.map((pair) => ({ ...pair, since: on, by: 'extension' }))),
      ],
      region: region ?? 'everywhere',
      topology: certification.topology ?? null,
      testedBy: sayTester(certification),
      testCases: LEVEL_TABLE[level].testCases,
      limitations: certification.limitations ?? [],
      ...(certification.supportTerms ? { supportTerms: { ...certification.supportTerms } } : {}),
      report: { sha256: hashText(review?.rests ?? '') },
      withdrawn: withdrawn ?? null,
    },
  })
}

/** The instant of the last fact about it: what was stated since then has not changed. */
async function lastChange(house: House, number: string): Promise<string> {
  const last = await house.database.one<{ body: string }>(
    sql`select body from fact join fact_subject using (seq)
        where noun = 'certification' and fact_subject.id = ${number} order by seq desc limit 1`,
  )
  return last ? (JSON.parse(last.body) as Fact).at : unknown(number)
}

/** The signed list of what was withdrawn in one series; null where the name is that of none. */
export async function signedStatusList(house: House, name: string) {
  const list = readListName(name)
  if (!list) return null
  const { series, first } = list
  const on = today(house)
  const rows = await house.database.all<{ id: string }>(
    sql`select id from certification where id > ${`${series}-`} and id < ${`${series}.`} and withdrawn is not null
          and withdrawn <= ${on} and id ~ '^[A-Z]+-[0-9]{4}-[0-9]{5,9}$'
          and split_part(id, '-', 3)::bigint >= ${first} and split_part(id, '-', 3)::bigint < ${first + LIST_ENTRIES}`,
  )
  const bits = bitsOf(rows.map(({ id }) => listEntryOf(id)!.index))
  const now = `${new Date(house.now()).toISOString().slice(0, 19)}Z`
  const valid = { from: now, until: `${addDays(dayOf(house.now()), LIST_DAYS)}T00:00:00Z` }
  const encoded = `u${gzipSync(bits).toString('base64url')}`
  return signDocument(house, statusList(await ownIssuer(house), name, encoded, valid), now)
}

/** A paper about a certification with its seal: one byte changed in it, and the seal no longer fits. */
export async function sealedPaper(
  house: House,
  pdf: Uint8Array,
  of: Pick<Seal, 'paper' | 'number' | 'certification'>,
): Promise<Uint8Array> {
  const { did } = await ownIssuer(house)
  const seal = {
    type: SEAL,
    issuer: did,
    ...of,
    sha256: hashOfBytes(pdf),
    ...(of.paper === 'certificate' ? { statement: await signedStatement(house, of.certification) } : {}),
  }
  return sealed(pdf, await signDocument(house, seal, await lastChange(house, of.certification)))
}

function unknown(number: string): never {
  return refuse('not-found', {
    says: `${number} is not a number of this programme.`,
    next: 'Look again at the number, or look in the reference guide.',
    clause: 'G-09',
  })
}

function takenOver(number: string): never {
  return refuse('not-now', {
    says: `${number} was taken over from earlier records; its tests were not seen here, and nothing is signed about it.`,
    next: 'Ask whoever keeps those records. Its page tells what is on record here.',
    clause: 'G-25',
  })
}

function notAsGranted(number: string): never {
  return refuse('not-now', {
    says: `The record of ${number} is not the one that was granted: it was changed behind the journal's back.`,
    next: 'Tell the programme office; certwright verify says what was changed.',
    clause: 'G-09',
  })
}
