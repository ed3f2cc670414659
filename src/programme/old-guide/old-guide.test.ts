import { describe, expect, test } from 'vitest'
import { day } from '../../kernel/day.ts'
import type { Refusal } from '../../kernel/refusal.ts'
import type { Platform } from '../platform.ts'
import { type Cell, guessMap, type OldTable, placesOf } from './columns.ts'
import { judgeOldGuide, type KnownHere } from './judging.ts'
import { readRow } from './rows.ts'

const VOICE: Platform = {
  id: 'voice',
  name: 'Voice',
  aliases: ['Voice Office'],
  releases: [
    { version: '9.0', kind: 'major', ga: day('2018-06-01') },
    { version: '10.0', kind: 'major', ga: day('2021-02-01') },
  ],
}

const HERE: KnownHere = {
  platforms: [VOICE],
  regions: [{ id: 'emea', name: 'Europe and Africa', countries: ['DE'] }],
  organisations: [{ id: 'northwind', name: 'Northwind Telecom', country: 'DE', roles: ['partner'] }],
  products: [
    {
      id: 'north-trunk',
      organisation: 'northwind',
      name: 'North Trunk',
      family: 'sip-trunk',
      interfaces: ['sip-trunk'],
      resoldByVendor: false,
      releases: [{ version: '3.1', ga: day('2018-01-01') }],
    },
  ],
  certifications: [],
}

const HEAD =
  'Partner,Country,Product,Type,Version,GA,Core product,Core release,Level,Region,Date,Remarks,Document,Certificate,Extended to,Extended on'
const KNOWN = 'Northwind Telecom,,North Trunk,,3.1,,Voice Office,9.0,MCT,,2019-03-01,,,,,'
const FRESH = 'Tide GmbH,de,Tide Desk,Advanced API,1.0,2019-01-01,voice,9.0,Compatible Test,Worldwide,2019-04-01,,,,,'

function tableOf(...lines: readonly string[]): OldTable {
  const [head = [], ...rows] = lines.map((line, row) =>
    line.split(',').map((text, column): Cell => ({ at: `${String.fromCharCode(65 + column)}${row + 1}`, text })),
  )
  return { head, rows }
}

function judged(lines: readonly string[], here: KnownHere = HERE) {
  const table = tableOf(HEAD, ...lines)
  const places = placesOf(table.head, guessMap(table.head))
  return judgeOldGuide(
    table.rows.map((cells) => readRow(cells, places)),
    here,
    day('2026-06-15'),
  )
}

/** A sound row with one cell of another content. */
function with_(column: string, text: string, line = KNOWN): string {
  const cells = line.split(',')
  cells[column.charCodeAt(0) - 65] = text
  return cells.join(',')
}

describe('a company and a product whose names have no Latin letter', () => {
  const TOKYO =
    '東京通信,jp,日本語 トランク,Advanced API,1.0,2019-01-01,voice,9.0,Compatible Test,Worldwide,2019-04-01,,,,,'
  const OSAKA = TOKYO.replace('東京通信', '大阪通信')

  test('are called by country and kind in addresses, each by a word of its own', () => {
    const { organisations, products } = judged([TOKYO, OSAKA])
    expect(organisations.map(({ id }) => id)).toEqual(['partner-jp', 'partner-jp-2'])
    expect(products.map(({ id }) => id)).toEqual(['partner-jp-advanced-api', 'partner-jp-2-advanced-api'])
  })
})

describe('the columns of an older guide', () => {
  test('are guessed from headings, each serving one field', () => {
    expect(guessMap(tableOf(HEAD).head)).toMatchObject({
      company: 'Partner',
      productRelease: 'Version',
      platform: 'Core product',
      granted: 'Date',
      limitations: 'Remarks',
      number: 'Certificate',
    })
    expect(guessMap(tableOf('Release,Product release').head).productRelease).toBe('Product release')
  })

  test('are refused where one that is wanted is missing, or a name is of two columns', () => {
    const { head } = tableOf('Company,Product,Product')
    const fault = (() => {
      try {
        placesOf(head, guessMap(head))
      } catch (refusal) {
        return refusal
      }
      return null
    })() as Refusal
    expect(fault.faults.map((each) => each.says)).toEqual(
      expect.arrayContaining([
        'C1: "Product" is the name of two columns; give one of them another.',
        'A1: No column is chosen for "Granted on".',
      ]),
    )
  })
})

describe('a row of an older guide', () => {
  test('becomes a certification of what is here, or brings company and product with it', () => {
    const { outcomes, organisations, products, certifications } = judged([KNOWN, FRESH])
    expect(outcomes.map((each) => each.becomes)).toEqual(['added', 'added'])
    expect(organisations).toEqual([{ id: 'tide-gmbh', name: 'Tide GmbH', country: 'DE', roles: ['partner'] }])
    expect(products).toMatchObject([{ id: 'tide-desk', organisation: 'tide-gmbh', family: 'advanced-api' }])
    expect(certifications).toMatchObject([
      { product: 'north-trunk', platform: 'voice', number: null, row: 'row 2' },
      { product: 'tide-desk', level: 'MCT', region: null, granted: '2019-04-01', row: 'row 3' },
    ])
  })

  test('gathers the releases of a product that is new', () => {
    const { products } = judged([FRESH, with_('E', '2.0', with_('K', '2020-05-01', FRESH))])
    expect(products.map((each) => each.releases.map((release) => release.version))).toEqual([['1.0', '2.0']])
  })

  test('brings limitations, extension and number', () => {
    const line = with_('L', 'No fax', with_('O', '10.0', with_('P', '2021-03-01', with_('N', 'MCT-2019-00007'))))
    expect(judged([line]).certifications[0]).toMatchObject({
      number: 'MCT-2019-00007',
      limitations: [{ effect: 'No fax', workaround: '', testCase: null }],
      extensions: [{ on: '2021-03-01', pairs: [{ platformRelease: '10.0', productRelease: '3.1' }] }],
    })
  })

  test('is known already where the same certification is on record', () => {
    const certified = { ...judged([KNOWN]).certifications[0]!, number: 'MCT-2019-00001' }
    const { outcomes } = judged([KNOWN], { ...HERE, certifications: [certified] })
    expect(outcomes[0]).toMatchObject({ becomes: 'known', says: expect.stringContaining('MCT-2019-00001') })
  })

  test.each([
    ['B', '', FRESH, 'its country is wanted'],
    ['B', 'Germany', FRESH, 'no country code'],
    ['C', '', KNOWN, '"Product" is empty'],
    ['D', '', FRESH, 'its family is wanted'],
    ['D', 'pigeon', KNOWN, 'is none of'],
    ['D', 'sip-lineside', KNOWN, 'of the family sip-trunk here'],
    ['E', '4.0', KNOWN, 'has no release 4.0 here'],
    ['F', '1 January', KNOWN, 'no day as year-month-day'],
    ['G', 'Video', KNOWN, 'no platform Video'],
    ['H', '8.0', KNOWN, 'has no release 8.0 here'],
    ['I', 'SAT', KNOWN, 'stands in no reference guide'],
    ['I', 'gold', KNOWN, 'is none of MCT, MQT, MAT'],
    ['J', 'Europe and Africa', KNOWN, 'MCT is valid in every country'],
    ['J', '', with_('I', 'MQT'), 'has to be named (3T.MQT)'],
    ['J', 'Nowhere', with_('I', 'MQT'), 'no region Nowhere'],
    ['K', '2018-05-31', KNOWN, 'Granted on 31 May 2018, before Voice 9.0 was available on 1 Jun 2018.'],
    ['K', '2018-12-31', FRESH, 'Granted on 31 Dec 2018, before Tide Desk 1.0 was available on 1 Jan 2019.'],
    ['K', '2026-06-16', KNOWN, 'and today is 15 Jun 2026'],
    ['N', 'a number', KNOWN, 'letters, digits'],
    ['O', '10.0', KNOWN, 'day of the extension is missing'],
    ['P', '2021-03-01', KNOWN, 'release it was extended to is missing'],
    ['P', '2019-02-28', with_('O', '9.0'), 'Extended on 28 Feb 2019, before it was granted on 1 Mar 2019.'],
    ['P', '2020-01-01', with_('O', '10.0'), 'Extended on 1 Jan 2020, before 10.0 was available on 1 Feb 2021.'],
  ])('is refused for its %s "%s"', (column, text, line, says) => {
    const { outcomes, certifications } = judged([with_(column, text, line)])
    expect(outcomes[0]!.becomes).toBe('refused')
    const told = outcomes[0]!.faults.find((fault) => fault.says.includes(says))
    expect(told?.says).toContain(says)
    if (!['O', 'P'].includes(column)) expect(told?.at).toBe(`${column}2`)
    expect(certifications).toEqual([])
  })

  test('is refused where its number or itself stands there twice', () => {
    const numbered = with_('N', 'X-1')
    const twice = judged([numbered, with_('H', '10.0', with_('K', '2022-01-01', numbered))]).outcomes
    expect(twice[1]!.faults).toEqual([{ at: 'N3', says: 'X-1 stands in N2 already.' }])
    expect(judged([KNOWN, KNOWN]).outcomes[1]!.faults).toEqual([
      { at: 'C3', says: 'The same certification stands in C2 already.' },
    ])
  })

  test('is refused where its number is of another certification here', () => {
    const other = { ...judged([with_('K', '2020-01-01')]).certifications[0]!, number: 'X-1' }
    const { outcomes } = judged([with_('N', 'X-1')], { ...HERE, certifications: [other] })
    expect(outcomes[0]!.faults).toEqual([{ at: 'N2', says: 'X-1 is the number of another certification here.' }])
  })

  test('keeps companies apart whose names share only letters that ids can have', () => {
    const [first, second] = ['日本 Tide', '中国 Tide'].map((name) => with_('A', name, FRESH))
    expect(judged([first!, second!]).organisations.map((each) => each.id)).toEqual(['tide', 'tide-2'])
  })
})
