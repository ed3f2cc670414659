/**
 * The exchange file, as outside programs rely on it: taken in whole or not at all, every fault told with its path,
 * and given back as it came.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { gzipSync } from 'node:zlib'
import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { headOf } from '../src/store/journal.ts'
import { generateExchange } from './oracle/generate.ts'
import { commandLine, refusalIn, surroundingsOf } from './support/command-line.ts'
import { EXAMPLE } from './support/exchange-example.ts'
import { KINDS, testHouse, type TestHouse } from './support/house.ts'
import type { Ran } from './support/process.ts'

/** Set at a path of the example, this has to be found at that path, or at the one that follows. */
type Planted = readonly [says: string, at: string, value: unknown, foundAt?: string]

const SHAPES: readonly Planted[] = [
  ['a name that is a number', 'regions[0].name', 7],
  ['a name with a control character', 'regions[0].name', 'Bal\u0000tic'],
  ['a name with half a character', 'regions[0].name', 'Bal\ud800tic'],
  ['an id with a blank in it', 'regions[0].id', 'the baltic'],
  ['a country that is none', 'regions[0].countries[1]', 'XX'],
  ['releases that are no list', 'platforms[0].releases', 'all of them'],
  ['a kind of release that is none', 'platforms[0].releases[0].kind', 'huge'],
  ['a day the calendar does not have', 'platforms[0].releases[0].ga', '2022-02-30'],
  ['a country in words', 'organisations[0].country', 'Estonia'],
  ['a role that is none', 'organisations[0].roles[0]', 'boss'],
  ['a tier that is none', 'organisations[0].membership.tier', 'gold'],
  ['a family that is none', 'products[0].family', 'carrier-pigeon'],
  ['a yes or no in words', 'products[0].resoldByVendor', 'no'],
  ['a product without a name', 'products[0].name', undefined],
  ['a level that is none', 'certifications[0].level', 'LOW'],
  ['a day written otherwise', 'certifications[0].granted', '15.01.2025'],
  ['a tester that is none', 'certifications[0].testedBy', 'nobody'],
  ['a certification for no pair', 'certifications[0].pairs', []],
  [
    'a limitation of half a character',
    'certifications[0].limitations',
    [{ effect: 'x', workaround: 'y', testCase: '\ud800' }],
    'certifications[0].limitations[0].testCase',
  ],
  ['a field that nobody knows', 'certifications[0].colour', 'green', 'certifications[0]'],
  ['evidence accepted on no day', 'satEvidence[0].accepted', null],
  ['an issue without a title', 'fieldIssues[0].title', ''],
  ['a record that is a number', 'fieldIssues[0]', 7],
  ['a record that is nothing', 'products[1]', null],
]

const REFERENCES: readonly Planted[] = [
  ['a sales unit of no region', 'organisations[2].regions[0]', 'nowhere'],
  ['a product of nobody', 'products[1].organisation', 'nobody'],
  ['a certification of no product', 'certifications[0].product', 'nothing'],
  ['a certification on no platform', 'certifications[0].platform', 'nothing'],
  ['a certification in no region', 'certifications[1].region', 'nowhere'],
  ['a pair with no such platform release', 'certifications[0].pairs[0].platformRelease', '7.0'],
  ['a pair with no such product release', 'certifications[0].pairs[0].productRelease', '3.2'],
  ['an extension to no such platform release', 'certifications[0].extensions[0].pairs[0].platformRelease', '9.10'],
  ['an extension to no such product release', 'certifications[0].extensions[0].pairs[0].productRelease', '3'],
  ['evidence of no product', 'satEvidence[0].product', 'nothing'],
  ['evidence on no platform', 'satEvidence[0].platform', 'nothing'],
  ['evidence on no such release', 'satEvidence[0].platformRelease', '9'],
  ['an issue of no certification', 'fieldIssues[0].certification', 'MQT-2025-00004'],
]

const CONTRADICTIONS: readonly Planted[] = [
  ['withdrawn before it was granted', 'certifications[1].withdrawn', '2025-02-28'],
  ['extended before it was granted', 'certifications[0].extensions[0].on', '2025-01-14'],
  [
    'extended after it was withdrawn',
    'certifications[0].withdrawn',
    '2025-05-31',
    'certifications[0].extensions[0].on',
  ],
  ['an MQT for no region', 'certifications[1].region', null],
  ['an issue cleared before it was confirmed', 'fieldIssues[0].cleared', '2025-07-31'],
  ['an issue confirmed before the certification was granted', 'fieldIssues[0].confirmed', '2025-02-28'],
  ['a membership that ends before it begins', 'organisations[0].membership.until', '2024-12-31'],
  [
    'an earlier membership that ends before it begins',
    'organisations[0].membership.earlier',
    [{ tier: 'msp', from: '2024-06-01', until: '2024-05-31' }],
    'organisations[0].membership.earlier[0].until',
  ],
  ['one release with two days', 'platforms[0].releases[1].version', '8.0', 'platforms[0].releases'],
]

const REPEATS: readonly Planted[] = [
  ['a number given twice', 'certifications[1].number', 'MCT-2025-00017', 'certifications[1]'],
  ['two regions of one id', 'regions[1].id', 'baltic', 'regions[1]'],
  ['two organisations of one id', 'organisations[1].id', 'fjord', 'organisations[1]'],
  ['two products of one id', 'products[2].id', 'fjord-trunk', 'products[2]'],
  ['two platforms of one id', 'platforms[1]', EXAMPLE.platforms[0]],
  ['the same evidence twice', 'satEvidence[1]', EXAMPLE.satEvidence[0]],
  ['the same issue twice', 'fieldIssues[1]', EXAMPLE.fieldIssues[0]],
]

const FORMATS: readonly Planted[] = [
  ['a later version of the format', 'format', 'certwright/2'],
  ['no format', 'format', undefined],
  ['a section that nobody knows', 'people', []],
  ['a section that is no list', 'regions', { baltic: EXAMPLE.regions[0] }],
]

function planted(at: string, value: unknown): object {
  const file = structuredClone(EXAMPLE) as unknown as Record<string, unknown>
  const steps = [...at.matchAll(/[^.[\]]+/g)].map(([step]) => step)
  let inner = file
  for (const step of steps.slice(0, -1)) inner = inner[step] as Record<string, unknown>
  inner[steps.at(-1)!] = value
  return file
}

/** Records in the order of what they are called; within a record nothing is moved. */
function ordered(file: object): unknown {
  const named = (record: object) => {
    const { id, number, product, platform, platformRelease, accepted } = record as Record<string, string>
    return id ?? number ?? [product, platform, platformRelease, accepted].join('/')
  }
  return Object.fromEntries(
    Object.entries(file).map(([section, records]) => [
      section,
      Array.isArray(records) ? (records as object[]).toSorted((a, b) => (named(a) < named(b) ? -1 : 1)) : records,
    ]),
  )
}

describe.each(KINDS)('the exchange file on the %s database', (kind) => {
  let house: TestHouse
  let folder: string
  beforeAll(async () => {
    house = await testHouse(kind)
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'certwright-exchange-'))
  })
  afterAll(async () => {
    await house.end()
    fs.rmSync(folder, { recursive: true })
  })

  function fileOf(content: object | string | Buffer, name = 'exchange.json'): string {
    const file = path.join(folder, name)
    fs.writeFileSync(file, typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content))
    return file
  }

  const run = (...words: string[]) => commandLine(words, surroundingsOf(house))
  const importing = (content: object | string | Buffer, name?: string) => run('import', fileOf(content, name), '--json')
  const exported = async () => JSON.parse((await run('export')).out) as object

  async function nothingWasTaken(): Promise<void> {
    expect(await headOf(house.database)).toMatchObject({ seq: 0 })
    expect(await exported()).toEqual({ format: 'certwright/1' })
  }

  function refusedFile(ran: Ran): ReturnType<typeof refusalIn> {
    expect([ran.code, ran.out]).toEqual([1, ''])
    const refused = refusalIn(ran)
    expect(refused).toMatchObject({ code: 'wrong-file', clause: 'G-25' })
    expect(refused.next).toContain('nothing of it was taken')
    return refused
  }

  test.each([...SHAPES, ...REFERENCES, ...CONTRADICTIONS, ...REPEATS, ...FORMATS].map((row) => [row[0], row] as const))(
    'is refused with the path of %s',
    async (_, [, at, value, foundAt = at]) => {
      const refused = refusedFile(await importing(planted(at, value)))
      expect(refused.faults?.map((fault) => fault.at)).toContain(foundAt)
      expect(refused.says).toContain(refused.faults![0]!.at)
    },
  )

  test('of one fault one path is told, and of many as many as one reads', async () => {
    const one = refusedFile(await importing(planted('products[1].organisation', 'nobody')))
    expect(one.faults).toEqual([{ at: 'products[1].organisation', says: 'there is no organisation nobody' }])
    const many = { ...EXAMPLE, regions: Array.from({ length: 400 }, () => ({ id: 7 })) }
    expect(refusedFile(await importing(many)).faults).toHaveLength(50)
  })

  test('is refused where it names what stands in no section before it, and taken where that follows', async () => {
    const reversed = Object.fromEntries(Object.entries(EXAMPLE).toReversed())
    expect((await run('import', fileOf(reversed), '--dry-run')).code).toBe(0)
    const broken = Object.fromEntries(Object.entries(planted('fieldIssues[0].certification', 'none')).toReversed())
    expect(refusedFile(await importing(broken)).faults?.map((fault) => fault.at)).toEqual([
      'fieldIssues[0].certification',
    ])
  })

  test.each([
    ['nothing', ''],
    ['blanks', '  \n'],
    ['words', 'Dear programme office,'],
    ['a table', 'id;name\nbaltic;Baltic\n'],
    ['a list', '[]'],
    ['a number', '7'],
    ['something after its end', `${JSON.stringify(EXAMPLE)} and more`],
    ['a comma too many', JSON.stringify(EXAMPLE).replace('"regions":[', '"regions":[,')],
    ['an unpacked file called packed', Buffer.from(JSON.stringify(EXAMPLE)), 'exchange.json.gz'],
    ['a packed file cut short', gzipSync(JSON.stringify(EXAMPLE)).subarray(0, 400), 'exchange.json.gz'],
  ] as const)('is refused when it holds %s', async (_, content, name?: string) => {
    refusedFile(await importing(content, name))
  })

  test('is refused wherever it was cut short', async () => {
    const whole = JSON.stringify(EXAMPLE)
    for (let end = 1; end < whole.length; end += 97) refusedFile(await importing(whole.slice(0, end)))
    refusedFile(await importing(whole.slice(0, -1)))
  })

  test('a file that is not there is told so', async () => {
    const ran = await run('import', path.join(folder, 'none.json'), '--json')
    expect([ran.code, refusalIn(ran).code]).toEqual([1, 'wrong-file'])
  })

  test('of everything refused, and of a dry run, nothing was taken', async () => {
    await nothingWasTaken()
    const dry = await run('import', fileOf(EXAMPLE), '--dry-run', '--json')
    expect(dry.code).toBe(0)
    expect(JSON.parse(dry.out)).toMatchObject({ dryRun: true, fact: null, taken: { certification: 4, product: 3 } })
    await nothingWasTaken()
  })

  test('taken in, it is one fact, and comes out as it came', async () => {
    const ran = await importing(EXAMPLE)
    expect(ran.code).toBe(0)
    expect(JSON.parse(ran.out)).toMatchObject({ dryRun: false, fact: 1, taken: { certification: 4, membership: 1 } })
    expect(ordered(await exported())).toEqual(ordered(EXAMPLE))
    expect((await run('verify')).code).toBe(0)
  })

  test('taken in again, every record is told with its path to be there, and none is taken', async () => {
    const before = await exported()
    const { faults } = refusedFile(await importing(EXAMPLE))
    expect(faults?.map((fault) => fault.at).toSorted()).toEqual(
      Object.entries(EXAMPLE)
        .flatMap(([section, records]) =>
          Array.isArray(records) ? records.map((_record, index) => `${section}[${index}]`) : [],
        )
        .toSorted(),
    )
    const { certifications } = EXAMPLE
    const again = { format: 'certwright/1', certifications: [certifications[1], certifications[0]].slice(1) }
    expect(refusedFile(await importing(again)).faults).toEqual([
      { at: 'certifications[0]', says: 'MCT-2025-00017 is in this installation already' },
    ])
    expect(await exported()).toEqual(before)
  })

  test('may name what is there already, and is held against it', async () => {
    const issue = { ...EXAMPLE.fieldIssues[0], id: 'FI-8' }
    const before = { ...issue, confirmed: '2025-02-28' }
    expect(refusedFile(await importing({ format: 'certwright/1', fieldIssues: [before] })).faults).toEqual([
      {
        at: 'fieldIssues[0].confirmed',
        says: 'confirmed on 28 Feb 2025, before MQT-2025-00003 was granted on 1 Mar 2025',
      },
    ])
    expect((await importing({ format: 'certwright/1', fieldIssues: [issue] })).code).toBe(0)
  })

  test('of a thousand records with names in several scripts comes out as it came, packed or not, twice over', async () => {
    const file = generateExchange(3, 800)
    const first = await testHouse(kind)
    const second = await testHouse(kind)
    try {
      const packed = fileOf(gzipSync(JSON.stringify(file)), 'generated.json.gz')
      expect((await commandLine(['import', packed], surroundingsOf(first))).code).toBe(0)
      const written = path.join(folder, 'written.json')
      expect((await commandLine(['export', written], surroundingsOf(first))).code).toBe(0)
      expect(ordered(JSON.parse(fs.readFileSync(written, 'utf8')) as object)).toEqual(ordered(file))
      expect((await commandLine(['import', written], surroundingsOf(second))).code).toBe(0)
      expect((await commandLine(['export'], surroundingsOf(second))).out).toBe(fs.readFileSync(written, 'utf8'))
    } finally {
      await first.end()
      await second.end()
    }
  })

  test('control: a record kept otherwise than it came is seen', async () => {
    await house.database.run(
      sql`update certification set state = jsonb_set(state, '{granted}', '"2025-01-16"') where id = 'MCT-2025-00017'`,
    )
    const { certifications } = ordered(await exported()) as typeof EXAMPLE
    const came = (ordered(EXAMPLE) as typeof EXAMPLE).certifications
    expect(certifications.filter((each, index) => !isDeepStrictEqual(each, came[index]))).toHaveLength(1)
  })
})
