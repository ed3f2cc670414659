/** What the commands answer, as outside programs rely on it: the JSON of the contract, exit codes, refusals. */
import { readXlsx } from 'hucre/xlsx'
import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importRecords } from './support/cast.ts'
import { commandLine, refusalIn, surroundingsOf } from './support/command-line.ts'
import { EXAMPLE } from './support/exchange-example.ts'
import { KINDS, testHouse, type TestHouse } from './support/house.ts'
import { certwright } from './support/process.ts'

function supportWords(product: string, productRelease: string, platformRelease: string, country: string, on: string) {
  const words = `--product ${product} --product-release ${productRelease} --platform harbour`
  return `${words} --platform-release ${platformRelease} --country ${country} --on ${on}`.split(' ')
}

const GUIDE = {
  on: '2026-07-16',
  rows: [
    {
      product: 'fjord-trunk',
      platform: 'harbour',
      certification: 'MCT-2025-00017',
      level: 'MCT',
      region: null,
      standing: 'yellow',
      reasons: [
        {
          rule: 'certification-older-than-stale-age',
          clause: '8.9a',
          says: 'Certified on 15 Jan 2025; 18 months were over on 15 Jul 2026.',
        },
      ],
      next: { on: '2028-01-16', standing: 'red', rule: 'certification-older-than-obsolete-age' },
    },
    {
      product: 'fjord-desk',
      platform: 'harbour',
      certification: 'MQT-2025-00003',
      level: 'MQT',
      region: 'baltic',
      standing: 'yellow',
      reasons: [
        {
          rule: 'sat-evidence-older-than-stale-age',
          clause: '8.9b',
          says: 'Last SAT evidence on 1 Mar 2025; 12 months were over on 1 Mar 2026.',
        },
      ],
      next: { on: '2027-03-02', standing: 'red', rule: 'sat-evidence-older-than-obsolete-age' },
    },
  ],
}

const PARTNER = { supported: false, caution: false, route: 'partner' }

/** Product, its release, platform release, country, day; and the answer. */
const ANSWERS: readonly (readonly [...Parameters<typeof supportWords>, object])[] = [
  [
    'fjord-trunk',
    '3.1',
    '9.1',
    'EE',
    '2026-07-15',
    {
      supported: true,
      caution: false,
      route: 'product-support',
      certification: 'MCT-2025-00017',
      clause: '3C.2',
      contact: 'Product support of the vendor, by a ticket of the reseller of this deployment (6.4)',
    },
  ],
  [
    'fjord-trunk',
    '3.1',
    '9.1',
    'EE',
    '2026-07-16',
    { supported: true, caution: true, route: 'product-support', certification: 'MCT-2025-00017', clause: '3C.2' },
  ],
  [
    'fjord-trunk',
    '3.1',
    '9.1',
    'EE',
    '2025-05-31',
    { ...PARTNER, certification: 'MCT-2025-00017', clause: '8.1', contact: 'Fjord Telecom' },
  ],
  [
    'fjord-trunk',
    '3.1',
    '9.1',
    'ee',
    '2025-06-01',
    { supported: true, caution: false, route: 'product-support', certification: 'MCT-2025-00017' },
  ],
  ['fjord-trunk', '3.1', '9.0', 'EE', '2025-01-14', { ...PARTNER, certification: null, clause: '1B.2' }],
  [
    'fjord-desk',
    '2.0',
    '9.0',
    'LV',
    '2025-07-01',
    {
      supported: true,
      caution: false,
      route: 'sales-unit',
      certification: 'MQT-2025-00003',
      clause: '3Q.2',
      contact: 'Sales Baltic',
    },
  ],
  ['fjord-desk', '2.0', '9.0', 'SE', '2025-07-01', { ...PARTNER, certification: 'MQT-2025-00003', clause: '3Q.2' }],
  ['fjord-desk', '2.0', '9.0', 'LV', '2025-08-15', { ...PARTNER, certification: 'MQT-2025-00003', clause: '6.5' }],
  ['fjord-desk', '2.0', '9.0', 'LV', '2025-09-01', { supported: true, caution: false, route: 'sales-unit' }],
  [
    'quay-fax',
    '1.0',
    '9.0',
    'DK',
    '2023-09-30',
    {
      ...PARTNER,
      certification: 'MCT-2022-00002',
      clause: '8.1',
      contact: 'Quay Software: help@quay.example, +4532100000',
    },
  ],
  ['quay-fax', '1.0', '8.0', 'DK', '2023-10-01', { ...PARTNER, certification: 'MCT-2022-00002', clause: '6.5' }],
]

describe.each(KINDS)('the command line on the %s database', (kind) => {
  let house: TestHouse
  const run = (...words: string[]) => commandLine(words, surroundingsOf(house))
  beforeAll(async () => {
    house = await testHouse(kind)
    await importRecords(house, EXAMPLE)
  })
  afterAll(() => house.end())

  test('the reference guide of a day is told as the contract spells it', async () => {
    for (const words of [['--json'], ['--format', 'json']]) {
      const ran = await run('reference-guide', '--on', '2026-07-16', ...words)
      expect([ran.code, ran.error]).toEqual([0, ''])
      expect(JSON.parse(ran.out)).toEqual(GUIDE)
    }
    const earlier = JSON.parse((await run('reference-guide', '--on', '2023-01-01', '--json')).out) as typeof GUIDE
    expect(earlier.rows.map((row) => [row.certification, row.standing])).toEqual([['MCT-2022-00002', 'green']])
    const red = JSON.parse((await run('reference-guide', '--on', '2025-08-15', '--json')).out) as typeof GUIDE
    expect(red.rows[1]).toMatchObject({ standing: 'red', reasons: [{ clause: '8.10d' }], next: null })
  })

  test('the same rows stand in the table for a spreadsheet and in the workbook', async () => {
    const csv = (await run('reference-guide', '--on', '2026-07-16', '--format', 'csv')).out
    const lines = csv.replace('\ufeff', '').trim().split(/\r?\n/)
    expect(lines).toHaveLength(3)
    const xlsx = await run('reference-guide', '--on', '2026-07-16', '--format', 'xlsx')
    const { sheets } = await readXlsx(xlsx.bytes)
    const cells = sheets[0]!.rows.map((row) => row.map((cell) => String(cell ?? '')))
    expect(cells.map((row) => row[11])).toEqual(['certification', 'MCT-2025-00017', 'MQT-2025-00003'])
    for (const [index, row] of cells.entries())
      for (const cell of row.filter((each) => !/[",]/.test(each))) expect(lines[index]).toContain(cell)
  })

  test('a day the calendar does not have, and a format there is none of, are wrong usage', async () => {
    const wrong = ['--on 2026-02-30', '--on today', '--format pdf', '--format csv', '--format toString', 'everything']
    for (const words of wrong) {
      const ran = await run('reference-guide', ...words.split(' '), '--json')
      expect([ran.code, refusalIn(ran).code], words).toEqual([2, 'wrong-usage'])
    }
  })

  test.each(ANSWERS)('support for %s %s on %s in %s on %s', async (...row) => {
    const ran = await run('support', ...supportWords(row[0], row[1], row[2], row[3], row[4]), '--json')
    expect([ran.code, ran.error]).toEqual([0, ''])
    const answer = JSON.parse(ran.out) as Record<string, unknown>
    expect(answer).toMatchObject(row[5])
    for (const field of ['supported', 'caution', 'route', 'certification', 'clause', 'says', 'contact'])
      expect(answer).toHaveProperty(field)
  })

  test('a product or platform that nobody knows, and a country that is none, are refused; a missing one is wrong usage', async () => {
    const asked = (product: string, platform: string, country: string) =>
      run(
        'support',
        '--product',
        product,
        '--product-release',
        '1',
        '--platform',
        platform,
        '--platform-release',
        '1',
        '--country',
        country,
        '--json',
      )
    for (const [ran, code] of [
      [await asked('nothing', 'harbour', 'DE'), 'not-found'],
      [await asked('quay-fax', 'nothing', 'DE'), 'not-found'],
      [await asked('quay-fax', 'harbour', 'Denmark'), 'wrong-input'],
    ] as const)
      expect([ran.code, refusalIn(ran).code]).toEqual([1, code])
    const missing = await run('support', '--product', 'quay-fax', '--json')
    expect([missing.code, refusalIn(missing).says]).toEqual([2, '--product-release is missing.'])
  })

  test('an installation with anything in it is not filled with the demo', async () => {
    const before = (await run('export')).out
    const ran = await run('demo', '--json')
    expect([ran.code, ran.out, refusalIn(ran).code]).toEqual([1, '', 'conflict'])
    expect((await run('export')).out).toBe(before)
  })

  test('a certification number is verified', async () => {
    const verified = async (number: string) => {
      const ran = await run('verify', number, '--json')
      const { genuine, inForce } = JSON.parse(ran.out) as { genuine: boolean; inForce: boolean }
      return [ran.code, genuine, inForce]
    }
    expect(await verified('MCT-2025-00017')).toEqual([0, true, true])
    expect(await verified('MCT-2022-00002')).toEqual([1, true, false])
    expect(await verified('MCT-2025-00018')).toEqual([1, false, false])
  })

  test('the installation is verified; tampered with, it is found wanting, and says where', async () => {
    const good = await run('verify', '--json')
    expect(good.code).toBe(0)
    expect(JSON.parse(good.out)).toMatchObject({ facts: 1, faults: [] })
    await house.database.run(
      sql`update certification set state = jsonb_set(state, '{level}', '"MAT"') where id = 'MCT-2025-00017'`,
    )
    const bad = await run('verify', '--json')
    expect(bad.code).toBe(1)
    const { faults } = JSON.parse(bad.out) as { faults: readonly string[] }
    expect(faults.join('\n')).toContain('MCT-2025-00017')
    const number = await run('verify', 'MCT-2025-00017', '--json')
    expect([number.code, JSON.parse(number.out)]).toMatchObject([1, { genuine: false }])
  })

  test('as a process of its own it does and says the same', async () => {
    const environment = surroundingsOf(house)
    const guide = await certwright(['reference-guide', '--on', '2023-01-01', '--json'], environment)
    expect(guide).toMatchObject({ code: 0, error: '' })
    expect(guide.out).toBe((await run('reference-guide', '--on', '2023-01-01', '--json')).out)
    const none = await certwright(
      ['support', ...supportWords('nothing', '1', '1', 'EE', '2026-01-01'), '--json'],
      environment,
    )
    expect([none.code, none.out, refusalIn(none).code]).toEqual([1, '', 'not-found'])
    const usage = await certwright(['import', '--json'], environment)
    expect([usage.code, usage.out, refusalIn(usage).code]).toEqual([2, '', 'wrong-usage'])
    const broken = await certwright(['export', '--json'], {
      ...environment,
      DATABASE_URL: 'postgres://somebody@127.0.0.1:1/none',
    })
    expect([broken.code, broken.out, refusalIn(broken).code]).toEqual([3, '', 'unavailable'])
  })
})
