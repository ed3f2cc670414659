/**
 * Every list of the house and its files: what a page shows under a filter is what the file holds, for whoever asks; no
 * page with a list is without a file, but those named here with the reason.
 */
import fs from 'node:fs'
import path from 'node:path'
import { readXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import sql from 'sql-template-tag'
import { act } from '../src/app/act.ts'
import { csvRows } from '../src/documents/csv-reading.ts'
import { today } from '../src/app/house.ts'
import { LISTS } from '../src/app/lists/all.ts'
import { CERTIFICATION_LIST, FORECAST_ASKS } from '../src/app/lists/certifications.ts'
import type { List } from '../src/app/lists/list.ts'
import { WEBHOOK_LIST } from '../src/app/lists/webhooks.ts'
import { type Actor, VISITOR } from '../src/programme/permission.ts'
import { PAGES } from '../web/pages/index.ts'
import { enterCast, importRecords, type Cast } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { serveHouse, type TestServer, type Who } from './support/server.ts'
import { addWebhook } from './support/webhooks.ts'

const product = (id: string, name: string, organisation: string) => ({
  id,
  organisation,
  name,
  family: 'other',
  interfaces: ['fax-gateway'],
  resoldByVendor: false,
  releases: [{ version: '1.0', ga: '2020-01-01' }],
})
const certification = (number: string, of: string, granted: string) => ({
  number,
  product: of,
  platform: 'voice',
  level: number.slice(0, 3),
  granted,
  pairs: [{ platformRelease: '10.0', productRelease: '1.0' }],
})

const RECORDS = {
  format: 'certwright/1',
  products: [
    product('bell-desk', 'Bell, "Desk"', 'southwind'),
    product('sum-desk', '=SUM(A1)', 'northwind'),
    product('gong-desk', 'Gong Desk', 'northwind'),
  ],
  certifications: [
    certification('MCT-2026-00201', 'bell-desk', '2026-05-01'),
    certification('MCT-2026-00202', 'sum-desk', '2026-05-02'),
    certification('MAT-2023-00203', 'gong-desk', '2023-05-02'),
  ],
}

let house: TestHouse
let server: TestServer
let cast: Cast
beforeAll(async () => {
  house = await testHouse()
  cast = await enterCast(house)
  server = await serveHouse(house, cast)
  await importRecords(house, RECORDS)
  await act(house, cast.admin, { move: 'propose-company-text', id: 'northwind', input: { text: 'Ours.' } })
  await act(house, cast.admin, { move: 'propose-product-text', id: 'gong-desk', input: { text: 'Gong.' } })
  await addWebhook(house, cast.admin, 'https://hooks.example.com/one?key=ours-alone')
  await addWebhook(house, cast.stranger, 'https://hooks.example.com/two')
  await house.database.run(
    sql`insert into dispute (id, revision, fact, state) select 'd' || n, 1, 1,
      jsonb_build_object('number', 'I-2026-0' || n, 'testCase', 'OUT-01', 'ruling', '{}'::jsonb, 'interpretation',
        jsonb_build_object('title', 'Of "answers"', 'text', 'As is, first.', 'day', '2026-06-0' || n, 'at', '2026-06-0' || n || 'T09:00:00Z'))
      from generate_series(1, 2) n`,
  )
  for (const name of ['Ada', 'Bo']) await act(house, VISITOR, { move: 'enquire', id: null, input: enquiry(name) })
})
afterAll(async () => {
  await server.close()
  await house.end()
})

const enquiry = (name: string) => ({ name, email: `${name}@b.test`, organisation: 'O', question: 'May I?' })

const text = async (who: Who, address: string) =>
  (await server.send(who, address, { headers: { accept: 'text/html,*/*' } })).text()

type Data = { readonly rows: readonly Readonly<Record<string, string>>[] }
const dataAt = async (who: Who, address: string, query: string) =>
  (JSON.parse(await text(who, `${address}.json${query}`)) as Data).rows

/** What a page of a list shows for each row, by which the file knows it too. */
const SHOWN: Readonly<Record<string, readonly [mark: RegExp, column: string]>> = {
  '/projects': [/class="mono" data-head="Number">([^<]+)</g, 'number'],
  '/certifications': [/<span class="mono nowrap">([^<]+)</g, 'number'],
  '/organisations': [/class="row-link" href="\/organisations\/([^"]+)"/g, 'id'],
  '/memberships': [/class="row-link" href="\/memberships\/([^"]+)"/g, 'id'],
  '/products': [/class="row-link" href="\/products\/([^"]+)"/g, 'id'],
  '/technicians': [/class="row-link" href="\/technicians\/[^"]+">([^<]+)</g, 'technician'],
  '/enquiries': [/class="mono" data-head="Number">([^<]+)</g, 'number'],
  '/tickets': [/class="mono" data-head="Number">([^<]+)</g, 'number'],
  '/equipment': [/class="mono" data-head="Number">([^<]+)</g, 'number'],
  '/listing-texts': [/<a href="\/(?:products|organisations)\/([^"#]+)#listing"/g, 'id'],
  '/fee-requests': [/class="mono" data-head="Project">([^<]+)</g, 'project'],
  '/review-calls': [/class="mono" data-head="Number">([^<]+)</g, 'number'],
  '/catalogue': [/class="entry-name"><a href="\/catalogue\/products\/([^"]+)"/g, 'id'],
  '/catalogue/companies': [/class="entry-name"><a href="\/catalogue\/companies\/([^"]+)"/g, 'id'],
  '/interpretations': [/<article class="section" id="([^"]+)">/g, 'number'],
  '/webhooks': [/class="row-link" href="\/webhooks\/([^"]+)"/g, 'id'],
  '/journal': [/<li id="fact-(\d+)">/g, 'fact'],
}

const FILTERS: Readonly<Record<string, readonly string[]>> = {
  '/projects': ['', '?step=testing', '?search=nothing'],
  '/certifications': ['', '?level=MAT', '?standing=green', '?search=bell', '?platform=nowhere'],
  '/organisations': ['', '?role=reseller', '?search=wind'],
  '/memberships': ['', '?state=lapsed', '?state=applied'],
  '/products': ['', '?family=sip-trunk', '?search=desk'],
  '/tickets': ['', '?state=closed'],
  '/catalogue': ['', '?level=MAT', '?country=NL', '?search=desk', '?standing=red'],
  '/catalogue/companies': ['', '?search=north'],
  '/webhooks': ['', '?organisation=northwind'],
  '/journal': ['?kind=person-invited', '?project=P-2026-9999'],
}

test('whoever speaks for no organisation is shown nothing of any', async () => {
  type Asked = Pick<List<unknown>, 'path' | 'page'>
  const rowsFor = async (list: Asked, actor: Actor) =>
    (await list.page({ on: house.database, actor, day: today(house), ask: () => '' }, null, 50)).rows.length
  for (const list of [WEBHOOK_LIST, CERTIFICATION_LIST] as readonly Asked[]) {
    expect([list.path, await rowsFor(list, { ...cast.admin, organisation: null })]).toEqual([list.path, 0])
    expect([list.path, (await rowsFor(list, cast.admin)) > 0], 'control').toEqual([list.path, true])
  }
})

const ASKERS = ['manager', 'tester', 'support', 'sales', 'sponsor', 'admin', 'stranger', 'auditor', null] as const

describe.each(LISTS.map((list) => list.path))('%s', (address) => {
  test.each(FILTERS[address] ?? [''])(
    'holds as a file what it shows under %j, to everybody who may see it',
    async (query) => {
      const [mark, column] = SHOWN[address]!
      let looked = 0
      for (const who of ASKERS) {
        const answer = await server.send(who, `${address}${query}`, { headers: { accept: 'text/html' } })
        const file = await server.send(who, `${address}.json${query}`, { headers: { accept: 'text/html' } })
        expect([who, file.status]).toEqual([who, answer.status])
        if (answer.status !== 200) continue
        const shown = [...(await answer.text()).matchAll(mark)].map(([, value]) => value!.trim())
        const held = ((await file.json()) as Data).rows.map((row) => row[column])
        expect([who, held]).toEqual([who, shown])
        looked += 1
      }
      expect(looked).toBeGreaterThan(0)
    },
  )

  test('offers its files under the filter, without the place one got to', async () => {
    const who = address.startsWith('/catalogue') || address === '/interpretations' ? null : 'manager'
    const query = (FILTERS[address] ?? ['']).at(-1)!
    const page = await text(who, `${address}${query}`)
    for (const format of ['csv', 'xlsx', 'json'])
      expect(page).toContain(`href="${address}.${format}${query}`.replaceAll('&', '&amp;'))
  })
})

describe.each([...LISTS, { path: '/forecast', ...FORECAST_ASKS }])(
  'what the file of $path cannot be asked for',
  ({ path: at, asks, words = {} }) => {
    const refusal = async (query: string) => {
      const answer = await server.send('manager', `${at}.csv?${query}`, { headers: { accept: 'application/json' } })
      return { status: answer.status, body: answer.status === 200 ? '' : await answer.text() }
    }

    test.each(['serch=x', 'language=en&page=2'])('is refused and named: %s', async (query) => {
      const { status, body } = await refusal(query)
      expect(status).toBe(422)
      expect(body).toContain(`no filter called “${/serch|page/.exec(query)![0]}”`)
      for (const name of asks) expect(body).toContain(name)
    })

    test('is refused: one thing twice, or a word that is none of those there are', async () => {
      for (const name of asks) expect((await refusal(`${name}=&${name}=a`)).body, name).toContain('more than once')
      for (const [name, all] of Object.entries(words)) {
        const { status, body } = await refusal(`${name}=grene`)
        expect([name, status]).toEqual([name, 422])
        for (const word of all) expect(body).toContain(word)
        for (const word of all) expect([word, (await refusal(`${name}=${word}`)).status]).toEqual([word, 200])
      }
    })
  },
)

test('what a page overlooked is in no link to its files', async () => {
  for (const { path: at, words = {} } of LISTS)
    for (const name of Object.keys(words)) {
      const page = await text('manager', `${at}?${name}=nonsense`)
      expect([at, name, page.includes(`${at}.csv`)]).toEqual([at, name, true])
      expect(page, `${at} ${name}`).not.toContain('nonsense"')
    }
})

/** The cells of a file in its three forms, its head first. */
async function inAllForms(address: string, query: string): Promise<readonly (readonly (readonly string[])[])[]> {
  const data = await dataAt('manager', address, query)
  const [head = [], ...others] = [...csvRows(await text('manager', `${address}.csv${query}`))].map(({ cells }) => cells)
  // What a spreadsheet would run stands behind a sign of ours.
  const csv = others.map((row) => row.map((cell) => cell.replace(/^'(?=[=+@-])/, '')))
  const book = await (await server.send('manager', `${address}.xlsx${query}`)).arrayBuffer()
  const [sheet] = (await readXlsx(Buffer.from(book))).sheets
  const xlsx = sheet!.rows.map((row) => head.map((_, index) => String(row[index] ?? '')))
  return [[head, ...csv], xlsx, [head, ...data.map((row) => head.map((name) => row[name] ?? ''))]]
}

describe('the three forms of a file', () => {
  test.each<readonly [string, string]>([
    ...LISTS.map(({ path: at }) => [at, ''] as const),
    ['/forecast', ''],
    ['/management', '?measure=standings'],
  ])('hold the same: %s%s', async (address, query) => {
    const [csv, xlsx, json] = await inAllForms(address, query)
    expect(xlsx).toEqual(csv)
    expect(json).toEqual(csv)
  })

  test('control: of another filter they differ, and there is something in them', async () => {
    const [csv] = await inAllForms('/products', '')
    const [, , json] = await inAllForms('/products', '?search=bell')
    expect(csv!.length).toBeGreaterThan(3)
    expect(json).not.toEqual(csv)
  })
})

describe('a file', () => {
  test('goes on from page to page: of more rows than one stretch holds, each is there once', async () => {
    await house.database.run(
      sql`insert into organisation (id, revision, fact, state) select 'many-' || n, 1, 1,
        jsonb_build_object('id', 'many-' || n, 'name', 'Many ' || lpad(n::text, 5, '0'), 'country', 'DE', 'roles', '["reseller"]'::jsonb)
        from generate_series(1, 1234) n`,
    )
    const names = (await dataAt('manager', '/organisations', '?search=many')).map((row) => row.organisation)
    expect([names.length, new Set(names).size]).toEqual([1234, 1234])
    await house.database.run(sql`delete from organisation where id like 'many-%'`)
  })

  test('runs nothing in whoever opens it, and parts its cells as it should', async () => {
    const csv = await text('manager', '/products.csv')
    expect(csv).toContain(`\r\n'=SUM(A1),Northwind`)
    expect(csv).toContain('"Bell, ""Desk""",Southwind')
    expect(csv).not.toMatch(/(^|,)=SUM/m)
  })

  test('names a webhook by its host alone', async () => {
    const csv = await text('admin', '/webhooks.csv')
    expect(csv).toContain('hooks.example.com,Northwind')
    expect(csv).not.toContain('ours-alone')
  })

  test('is an XLSX where that is asked for, named by list and day', async () => {
    const answer = await server.send('manager', '/products.xlsx')
    const bytes = Buffer.from(await answer.arrayBuffer())
    expect(bytes.subarray(0, 2).toString()).toBe('PK')
    expect(answer.headers.get('content-disposition')).toContain('products-2026-06-15.xlsx')
  })

  test('control: a page asked otherwise than its file is told apart', async () => {
    const all = await dataAt('manager', '/products', '')
    const some = await dataAt('manager', '/products', '?search=bell')
    expect(some.map(({ id }) => id)).toEqual(['bell-desk'])
    expect(all.length).toBeGreaterThan(some.length)
  })
})

/** Pages that page through rows and have no file, each with the reason. */
const WITHOUT: Readonly<Record<string, string>> = {
  '/reference-guide': 'has its own files, with standing on any day',
  '/forecast': 'has its own file, certification after certification',
  '/support': 'shows what was meant by a search, and answers',
  '/notices': 'is one person’s own mail',
  '/outbox': 'is the operator’s work of the moment',
  '/guides': 'is read; each guide is a file in four forms',
}

/** Addresses of pages in whose text there is a way to the next page of rows. */
function paging(source: string): readonly string[] {
  return source
    .split(/^export const (?=\w+ = page\()/m)
    .slice(1)
    .filter((part) => /\bpager\(|\bpages\(|\bpageOf\(/.test(part))
    .flatMap((part) => /page\('([^':]+)'/.exec(part)?.[1] ?? [])
}

test('every page that goes on to a next one has its files', () => {
  const pages = path.resolve(import.meta.dirname, '../web/pages')
  const found = fs
    .readdirSync(pages, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .flatMap((name) => paging(fs.readFileSync(path.join(pages, name), 'utf8')))
  expect(found.length).toBeGreaterThan(15)
  const known = new Set([...LISTS.map((list) => list.path), ...Object.keys(WITHOUT)])
  expect(found.filter((each) => !known.has(each))).toEqual([])
  const api = fs.readFileSync(path.resolve(import.meta.dirname, '../docs/api.md'), 'utf8')
  const [, sentence = ''] = /may open the page\. ([^.]*) have none\./.exec(api) ?? []
  const named = [...sentence.matchAll(/`(\/[a-z-]+)`/g)]
  const bare = Object.keys(WITHOUT).filter((each) => !/own files?,/.test(WITHOUT[each]!))
  expect(named.map(([, place]) => place)).toEqual(bare.toSorted())
  expect(Object.keys(WITHOUT).filter((each) => !PAGES.some((page) => page.path === each))).toEqual([])
  expect(paging("export const x = page('/bare', ALL, (visit) => pager({ older, first }))")).toEqual(['/bare'])
})
