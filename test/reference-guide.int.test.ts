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

  const BOTH: Readonly<Record<GuideFilterName, readonly [fits: string | null, other: string | null]>> = {
    search: ['bell 10.0', 'gong'],
    platform: ['voice', null],
    platformRelease: ['10.0', '9.0'],
    family: ['other', 'sip-trunk'],
    level: ['MCT', 'MAT'],
    region: [null, 'emea'],
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
      if (other !== null) expect([path, await found(path, other)]).toEqual([path, []])
    }
  })
})

describe('an address that is mistyped', () => {
  const FORMATS = ['csv', 'json', 'xlsx', 'pdf', 'atom', 'ics'].map((format) => `/reference-guide.${format}`)

  test.each<[query: string, at: string, says: string, shown: string]>([
    ['platfrom=voice', 'platfrom', 'The reference guide has no filter called “platfrom”.', 'everything certified'],
    ['colour=purple&level=MCT', 'colour', 'The reference guide has no filter called “colour”.', 'at MCT'],
    ['standing=purple', 'standing', 'There is no standing “purple”.', 'everything certified'],
    ['platform=nowhere', 'platform', 'There is no platform “nowhere”.', 'everything certified'],
    [
      'platform=voice&platformRelease=7.7',
      'platformRelease',
      'No platform asked for has a release “7.7”.',
      'on the platform Voice',
    ],
    ['family=trunk', 'family', 'There is no type “trunk”.', 'everything certified'],
    ['level=SAT', 'level', 'There is no level “SAT” in the reference guide.', 'everything certified'],
    ['region=mars', 'region', 'There is no region “mars”.', 'everything certified'],
    ['on=2026-02-30', 'on', 'There is no day “2026-02-30”.', 'everything certified'],
    ['on=0000-00-00&level=MCT', 'on', 'There is no day “0000-00-00”.', 'at MCT'],
    ['on=99999-01-01', 'on', 'There is no day “99999-01-01”.', 'everything certified'],
    ['level=MCT&level=MAT', 'level', '“level” is asked for more than once; the first counts.', 'at MCT'],
  ])('?%s: the page says so and what it shows, files refuse it', async (query, at, says, shown) => {
    const page = await ask(`/reference-guide?${query}`)
    expect(page.status).toBe(200)
    const text = (await page.text()).replaceAll(/\s+/g, ' ')
    expect(text).toContain(`<li>${says}</li>`)
    expect(text).toContain(`Shown without it: ${shown}`)
    expect(namesIn(text)).toEqual(['Bell Desk'])
    for (const path of FORMATS) {
      const refused = await server.send(null, `${path}?${query}`)
      expect([path, refused.status]).toEqual([path, 422])
      expect(await refused.json()).toMatchObject({ refused: { says, faults: [{ at, says }] } })
    }
  })

  test.each([
    'platform=nowhere',
    'platformRelease=7.7',
    'family=trunk',
    'level=SAT',
    'region=mars',
    'standing=purple',
    'on=2026-02-30',
    'platfrom=voice',
  ])('?%s is refused by the API', async (query) => {
    expect((await server.send(null, `/api/reference-guide?${query}`)).status).toBe(422)
  })

  test.each(['', '?platform=&search=', '?language=de', '?product=no-such-product', '?on=2026-06-01&after='])(
    'control: nothing is said of %j',
    async (query) => {
      expect(await (await ask(`/reference-guide${query}`)).text()).not.toContain('Shown without it')
      expect((await ask(`/reference-guide.csv${query}`)).status).toBe(200)
    },
  )

  test('what it holds is said as text', async () => {
    const text = await (
      await ask(`/reference-guide?${encodeURIComponent('<img src=x>')}=1&region=${encodeURIComponent('<b>')}`)
    ).text()
    expect(text).not.toContain('<img src=x>')
    expect(text).not.toContain('“<b>”')
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
    const page = await (await ask('/reference-guide/voice/gong-desk?on=soon')).text()
    expect(page).toContain('A day as year-month-day')
    expect(page).toContain('There is no day “soon”.')
  })
})
