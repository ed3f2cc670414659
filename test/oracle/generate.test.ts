/**
 * The promises of the generator: repeatable, consistent, the same on disk as in memory, and rich enough that every
 * clause, colour and row of E3 is reached. Part of the oracle: deliberately shares nothing with src.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { generatedToday } from './generate-programme.ts'
import { generateDeployments, generateExchange, writeExchangeFile } from './generate.ts'
import { standingOf } from './standing.ts'
import { supportOf } from './support.ts'

describe('the generator', () => {
  const file = generateExchange(7, 2000)

  test('makes the same file from the same seed and another from another', () => {
    expect(generateExchange(7, 2000)).toEqual(file)
    expect(generateExchange(8, 2000)).not.toEqual(file)
  })

  test('writes to disk what it makes in memory', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'oracle-'))
    try {
      await writeExchangeFile(join(folder, 'exchange.json'), 7, 2000)
      expect(JSON.parse(await readFile(join(folder, 'exchange.json'), 'utf8'))).toEqual(file)
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  test.each([0, 1, 9, 41, 2000])('makes %i certifications when asked to, with unique numbers', (size) => {
    const numbers = generateExchange(3, size).certifications.map((one) => one.number)
    expect(numbers).toHaveLength(size)
    expect(new Set(numbers).size).toBe(size)
  })

  test('keeps every record consistent with the others', () => {
    const platforms = new Map(file.platforms.map((one) => [one.id, gaOf(one.releases)]))
    const products = new Map(file.products.map((one) => [one.id, gaOf(one.releases)]))
    const organisations = new Set(file.organisations.map((one) => one.id))
    const regionIds = new Set<unknown>(file.regions.map((one) => one.id))
    const certifications = new Map(file.certifications.map((one) => [one.number, one]))
    const wrong: unknown[] = []
    const must = (holds: boolean, record: unknown) => holds || wrong.push(record)
    const isGa = (on: string, releases: ReadonlyMap<string, string> | undefined, version: string) =>
      (releases?.get(version) ?? '9999') <= on

    for (const product of file.products) must(organisations.has(product.organisation), product)
    for (const one of file.certifications) {
      const end = one.withdrawn ?? generatedToday
      const covered = [{ on: one.granted, pairs: one.pairs }, ...(one.extensions ?? [])]
      must(one.granted <= end && end <= generatedToday && one.pairs.length > 0, one)
      must(one.level === 'MQT' ? regionIds.has(one.region) : one.region === null, one)
      for (const { on, pairs } of covered) {
        must(on >= one.granted && on <= end, one)
        for (const { platformRelease, productRelease } of pairs) {
          must(isGa(on, platforms.get(one.platform), platformRelease), one)
          must(isGa(on, products.get(one.product), productRelease), one)
        }
      }
      const names = covered.flatMap(({ pairs }) => pairs.map((each) => JSON.stringify(each)))
      must(new Set(names).size === names.length, one)
    }
    for (const one of file.satEvidence) must(isGa(one.accepted, platforms.get(one.platform), one.platformRelease), one)
    for (const one of file.fieldIssues) {
      const certification = certifications.get(one.certification)
      must(certification !== undefined && one.confirmed >= certification.granted, one)
      must((one.cleared ?? one.confirmed) >= one.confirmed, one)
    }
    expect(wrong).toEqual([])
    expect([file.satEvidence.length > 500, file.fieldIssues.length > 100]).toEqual([true, true])
  })

  test('reaches every clause, every colour and every row of E3', () => {
    const known = file.certifications.filter((one) => one.level !== 'SAT')
    const standings = known.map((one) => standingOf(file, one.number, generatedToday))
    expect(new Set(standings.map((one) => one.standing))).toEqual(new Set(['green', 'yellow', 'red']))
    expect(new Set(standings.flatMap((one) => one.clauses))).toEqual(
      new Set(['8.9a', '8.9b', '8.9c', '8.10a', '8.10b', '8.10c', '8.10d']),
    )
    const answers = generateDeployments(1, file, 5000).map((question) => supportOf(file, question))
    const perStep = [1, 2, 3, 4, 5, 6, 7].map((step) => answers.filter((answer) => answer.step === step).length)
    expect(Math.min(...perStep)).toBeGreaterThan(50)
  })

  test('holds nothing whose standing time alone improves', () => {
    const order = ['green', 'yellow', 'red']
    const forecasts = file.certifications
      .filter((one) => one.level !== 'SAT')
      .map((one) => standingOf(file, one.number, generatedToday))
    for (const { standing, next } of forecasts) {
      if (standing === 'red') expect(next).toBeNull()
      else expect(order.indexOf(next?.standing ?? 'none')).toBeGreaterThan(order.indexOf(standing))
    }
  })
})

type Dated = { readonly version: string; readonly ga?: string | null }

function gaOf(releases: readonly Dated[]): ReadonlyMap<string, string> {
  return new Map(releases.flatMap(({ version, ga }) => (ga == null ? [] : [[version, ga] as const])))
}
