/**
 * A hundred thousand certifications taken in by the command line: the whole reference guide of a day and a hundred
 * thousand support answers are those of the second, independent implementation, which read the file by itself.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerSupport } from '../src/app/ask/support.ts'
import { guideRowAsData, walkReferenceGuide } from '../src/app/ask/reference-guide.ts'
import { day, dayOf } from '../src/kernel/day.ts'
import { SUPPORT_RECORD } from '../src/store/certifications.ts'
import type { Queryable } from '../src/store/database.ts'
import { generateDeployments, generateExchange, writeExchangeFile } from './oracle/generate.ts'
import type { Certification, Exchange } from './oracle/exchange.ts'
import { standingOf } from './oracle/standing.ts'
import { supportOf, type SupportQuestion } from './oracle/support.ts'
import { surroundingsOf } from './support/command-line.ts'
import { compare, type Comparison, comparison, ROW, standingInWords, supportInWords } from './support/compared.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { certwright } from './support/process.ts'

const SEED = 11
const SIZE = 100_000
const QUESTIONS = 100_000
/** A month's end, on which many calendar rules turn. */
const ON = '2026-08-31'

type Row = ReturnType<typeof guideRowAsData>

let house: TestHouse
let folder: string
let file: Exchange
beforeAll(async () => {
  house = await testHouse()
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'certwright-large-'))
  file = generateExchange(SEED, SIZE)
})
afterAll(async () => {
  await house.end()
  fs.rmSync(folder, { recursive: true })
})

/** The oracle's day of asking: plans that lay ahead on the day asked about, or today, still count. */
const asked = () => {
  const today = dayOf(Date.now())
  return ON < today ? ON : today
}

function compareGuide(rows: readonly Row[], numbers: readonly string[]): Comparison {
  const into = comparison()
  const found = new Map(rows.map((row) => [row.certification, row]))
  for (const number of numbers) {
    const theirs = standingOf(file, number, ON, { today: asked() })
    const row = found.get(number)
    const ours = row
      ? standingInWords(
          row.standing,
          row.reasons.map((reason) => reason.clause),
          row.next,
        )
      : 'missing'
    compare(into, number, ours, standingInWords(theirs.standing, theirs.clauses, theirs.next))
  }
  return into
}

/** What stands in the guide on the day, by the oracle's own reading of the file (8.8, X-06). */
function listed(): readonly string[] {
  return file.certifications
    .filter((one) => one.level !== 'SAT' && one.granted <= ON && !(one.withdrawn != null && one.withdrawn <= ON))
    .map((one) => one.number)
}

/** The record of each question by the product's own statement, hundreds of them in one round trip. */
async function recordsOf(questions: readonly SupportQuestion[]): Promise<readonly Record<string, unknown>[]> {
  const one = SUPPORT_RECORD.replaceAll('$1', 'asked.product')
    .replaceAll('$2', 'asked.platform')
    .replaceAll('$3', 'asked.country')
  const columns = [
    questions.map((each) => each.product),
    questions.map((each) => each.platform),
    questions.map((each) => each.country),
  ]
  const text = `select record.* from unnest($1::text[], $2::text[], $3::text[]) with ordinality as asked (product, platform, country, place),
    lateral (${one}) record order by place`
  return house.database.all({ name: 'support-records', text, values: columns })
}

async function compareSupport(questions: readonly SupportQuestion[], atOnce = 500): Promise<Comparison> {
  const into = comparison()
  for (let from = 0; from < questions.length; from += atOnce) {
    const some = questions.slice(from, from + atOnce)
    const records = atOnce > 1 ? await recordsOf(some) : null
    for (const [index, question] of some.entries()) {
      const on = records ? reading(records[index]!) : house.database
      const { answer } = await answerSupport(on, { ...question, on: day(question.on) }, day(question.today!))
      const theirs = supportOf(file, question)
      compare(
        into,
        JSON.stringify(question),
        supportInWords({ ...answer, row: ROW[answer.rule] }),
        supportInWords({ ...theirs, row: theirs.step }),
      )
    }
  }
  return into
}

/** A database that has been asked already. */
function reading(record: Record<string, unknown>): Queryable {
  return { ...house.database, one: async () => record as never }
}

async function rowsOf(product: string): Promise<readonly Row[]> {
  const rows: Row[] = []
  const question = { on: day(ON), today: day(asked()), filter: { product }, standing: null }
  for await (const row of walkReferenceGuide(house.database, question)) rows.push(guideRowAsData(row))
  return rows
}

describe('a hundred thousand certifications', () => {
  test('are taken in by one command, as one fact', async () => {
    const written = path.join(folder, 'legacy.json')
    await writeExchangeFile(written, SEED, SIZE)
    const ran = await certwright(['import', written, '--json'], surroundingsOf(house))
    expect([ran.code, ran.error]).toEqual([0, ''])
    expect(JSON.parse(ran.out)).toMatchObject({
      fact: 1,
      taken: { certification: SIZE, product: file.products.length, 'field-issue': file.fieldIssues.length },
    })
  }, 600_000)

  test('have the standing that the oracle gives them, every row of the reference guide', async () => {
    const ran = await certwright(['reference-guide', '--on', ON, '--json'], surroundingsOf(house))
    expect([ran.code, ran.error]).toEqual([0, ''])
    const { on, rows } = JSON.parse(ran.out) as { on: string; rows: readonly Row[] }
    const numbers = listed()
    expect([on, rows.length]).toEqual([ON, numbers.length])
    const { compared, differing, first, seen } = compareGuide(rows, numbers)
    expect(first).toEqual([])
    expect(differing).toBe(0)
    expect(compared).toBeGreaterThan(70_000)
    for (const colour of ['green', 'yellow', 'red']) expect(seen.get(colour), colour).toBeGreaterThan(5000)
  }, 600_000)

  test('answer a hundred thousand support questions as the oracle does, on every row of E3', async () => {
    const { compared, differing, first, seen } = await compareSupport(generateDeployments(SEED, file, QUESTIONS))
    expect(first).toEqual([])
    expect(differing).toBe(0)
    expect(compared).toBe(QUESTIONS)
    for (const row of ['1', '2', '3', '4', '5', '6', '7']) expect(seen.get(row), row).toBeGreaterThan(1000)
  }, 600_000)

  test('answer one question at a time as they do hundreds', async () => {
    const { compared, first } = await compareSupport(generateDeployments(SEED + 1, file, 1000), 1)
    expect(first).toEqual([])
    expect(compared).toBe(1000)
  })

  test.each([
    ['day of the grant', 'granted', '2021-01-31'],
    ['level', 'level', 'MAT'],
    ['platform', 'platform', 'platform-2'],
  ])('control: one certification of another %s is found', async (_, field, value) => {
    const [question, one] = supported()
    const numbers = (await rowsOf(one.product)).map((row) => row.certification)
    const differing = async () => {
      const guide = compareGuide(await rowsOf(one.product), numbers)
      return [...guide.first, ...(await compareSupport([question], 1)).first]
    }
    expect(await differing()).toEqual([])
    const keep = (state: object) =>
      house.database.run(
        sql`update certification set state = state || ${JSON.stringify(state)}::jsonb where id = ${one.number}`,
      )
    await keep({ [field]: value })
    expect((await differing()).join('\n')).toContain(one.number)
    await keep({ [field]: one[field as 'granted' | 'level' | 'platform'] })
    expect(await differing()).toEqual([])
  })
})

/** A question that one MCT on the first platform answers with yes, and that certification. */
function supported(): [SupportQuestion, Certification] {
  for (const one of file.certifications) {
    if (one.level !== 'MCT' || one.platform !== 'platform-1') continue
    const { product, platform, number } = one
    const question = { ...one.pairs[0]!, product, platform, country: 'NZ', on: ON, today: ON }
    if (supportOf(file, question).supported && supportOf(file, question).certification === number)
      return [question, one]
  }
  throw new Error('no certification answers with yes')
}
