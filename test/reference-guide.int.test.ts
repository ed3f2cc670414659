/** The reference guide for any day and on paper: the same filter shows the same on the page and in every file. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apiOperations } from '../src/app/ask/api-description.ts'
import { GUIDE_FILTERS, type GuideFilterName } from '../src/programme/reference-guide.ts'
import { enterCast, importRecords } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { isPdf, textOfPdf } from './support/pdf.ts'
import { serveHouse, type TestServer } from './support/server.ts'

const product = (id: string, name: string) => ({
  id,
  organisation: 'southwind',
  name,
  family: 'other',
  interfaces: ['fax-gateway'],
  resoldByVendor: false,
  releases: [{ version: '1.0', ga: '2020-01-01' }],
})

const RECORDS = {
  format: 'certwright/1',
  products: [product('bell-desk', 'Bell Desk'), product('gong-desk', 'Gong Desk'), product('quiet-desk', 'Quiet Desk')],
  certifications: [
    ['MCT-2026-00201', 'bell-desk', '2026-05-01', null],
    ['MCT-2024-00202', 'gong-desk', '2024-05-01', '2026-03-01'],
  ].map(([number, of, granted, withdrawn]) => ({
    number,
    product: of,
    platform: 'voice',
    level: 'MCT',
    granted,
    withdrawn,
    pairs: [{ platformRelease: '10.0', productRelease: '1.0' }],
  })),
}

let house: TestHouse
let server: TestServer
beforeAll(async () => {
  house = await testHouse()
  server = await serveHouse(house, await enterCast(house))
  await importRecords(house, RECORDS)
})
afterAll(async () => {
  await server.close()
  await house.end()
})

const NAMES = ['Bell Desk', 'Gong Desk', 'Quiet Desk']
const namesIn = (text: string) => NAMES.filter((name) => text.includes(name))
const ask = (path: string) => server.send(null, path, { headers: { accept: 'text/html' } })

describe('the list as a PDF', () => {
  test.each([
    ['', ['Bell Desk']],
    ['?on=2025-01-01', ['Gong Desk']],
    ['?on=2025-01-01&standing=red', []],
    ['?product=bell-desk', ['Bell Desk']],
    ['?product=quiet-desk', []],
    ['?organisation=northwind', []],
    ['?search=bell+10.0', ['Bell Desk']],
  ])('shows under %s what the page, the table and the data show', async (query, names) => {
    const pdf = await ask(`/reference-guide.pdf${query}`)
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    const bytes = Buffer.from(await pdf.arrayBuffer())
    expect(isPdf(bytes)).toBe(true)
    const text = textOfPdf(bytes)
    if (text !== null) expect(namesIn(text)).toEqual(names)
    expect(namesIn(await (await ask(`/reference-guide${query}`)).text())).toEqual(names)
    expect(namesIn(await (await ask(`/reference-guide.csv${query}`)).text())).toEqual(names)
  })

  test('the page offers it with its filter', async () => {
    const page = await (await ask('/reference-guide?platform=voice&on=2025-01-01')).text()
    expect(page).toContain('href="/reference-guide.pdf?platform=voice&amp;on=2025-01-01"')
  })
})

describe('what the guide is asked for', () => {
  const BESIDE = ['on', 'standing']
  const asks = async (path: string) => {
    const { operation } = (await apiOperations()).find((each) => each.path === path && each.method === 'GET')!
    const asked = (operation.parameters ?? []).filter(({ in: place }) => place === 'query').map(({ name }) => name)
    return asked.filter((name) => name !== 'after' && name !== 'limit').toSorted()
  }

  test('has the same names on the page, in its files and feeds, and in the API', async () => {
    const named = [...GUIDE_FILTERS, ...BESIDE].toSorted()
    for (const format of ['csv', 'xlsx', 'json', 'pdf', 'ics'])
      expect([format, await asks(`/reference-guide.${format}`)]).toEqual([format, named])
    expect(await asks('/reference-guide.atom'), 'a feed is of today').toEqual(named.filter((name) => name !== 'on'))
    expect(await asks('/api/reference-guide')).toEqual(named)
    const query = new URLSearchParams(Object.fromEntries(GUIDE_FILTERS.map((name) => [name, 'x'])))
    const page = await (await ask(`/reference-guide?${query.toString()}`)).text()
    const [form = ''] = /<form\s+class="filters guide-filters"[\s\S]*?<\/form>/.exec(page) ?? []
    expect([...form.matchAll(/ name="([^"]+)"/g)].map(([, name]) => name!).toSorted()).toEqual(named)
  })

  const BOTH: Readonly<Record<GuideFilterName, readonly [fits: string | null, other: string]>> = {
    search: ['bell 10.0', 'gong'],
    platform: ['voice', 'nowhere'],
    platformRelease: ['10.0', '9.9'],
    family: ['other', 'sip-trunk'],
    level: ['MCT', 'MAT'],
    region: [null, 'nowhere'],
    organisation: ['southwind', 'northwind'],
    product: ['bell-desk', 'gong-desk'],
  }

  test.each(GUIDE_FILTERS)('narrows the API and the file down alike by %s', async (name) => {
    const [fits, other] = BOTH[name]
    const found = async (path: string, value: string) => {
      const { rows } = (await (await ask(`${path}?${name}=${encodeURIComponent(value)}`)).json()) as {
        rows: readonly { product: string }[]
      }
      return rows.map(({ product: id }) => id)
    }
    for (const path of ['/api/reference-guide', '/reference-guide.json']) {
      if (fits !== null) expect([path, await found(path, fits)]).toEqual([path, ['bell-desk']])
      expect([path, await found(path, other)]).toEqual([path, []])
    }
  })
})

describe('one interop on any day', () => {
  const standing = async (query: string) => {
    const page = await (await ask(`/reference-guide/voice/gong-desk${query}`)).text()
    return /<section\s+class="answer[^>]*>([\s\S]*?)<\/section>/.exec(page)?.[1]?.replaceAll(/<[^>]+>|\s+/g, ' ') ?? ''
  }

  test('today it is withdrawn, before it was in force, and before that it was not there', async () => {
    expect(await standing('')).toContain('withdrawn on')
    expect(await standing('?on=2025-01-01')).toContain('current')
    expect(await standing('?on=2025-01-01')).toContain('Next change')
    expect(await standing('?on=2024-01-01')).toContain('granted from a later day on')
  })

  test('what is no day is told, and today is shown', async () => {
    expect(await (await ask('/reference-guide/voice/gong-desk?on=soon')).text()).toContain('A day as year-month-day')
  })
})
