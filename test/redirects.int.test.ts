/** Nobody is sent elsewhere by us (R26), and nothing is changed by what another site makes a browser send. */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ownPath } from '../src/kernel/own-path.ts'
import { BrowserSession } from './support/browser-session.ts'
import { type Cast, enterCast, Story } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { countFacts } from './support/race.ts'
import { PASSWORD, serveHouse, type TestServer } from './support/server.ts'
import { knownRoutes } from './matrix/routes.ts'

let house: TestHouse
let cast: Cast
let server: TestServer
let project: string
beforeAll(async () => {
  house = await testHouse()
  cast = await enterCast(house)
  await house.database.run(sql`update installation set demo = 'yes'`)
  server = await serveHouse(house, cast, { isOn: true, password: PASSWORD })
  project = (await new Story(house, cast).open()).id
})
afterAll(async () => {
  await server.close()
  await house.end()
})

/** Where a browser that stands on our site would go. */
function hostOf(location: string, address: string): string {
  return new URL(location, `${address}/sign-in`).host
}

/** Ways to say another site that have worked somewhere. */
const ELSEWHERE = [
  'https://evil.test',
  'http://evil.test/',
  'HTTPS://evil.test',
  '//evil.test',
  '//evil.test/%2f..',
  '///evil.test',
  '////evil.test',
  '/\\evil.test',
  '\\/evil.test',
  '\\\\evil.test',
  '/\\/evil.test',
  '/\\\\evil.test',
  '\\evil.test',
  '//\\evil.test',
  '/\t/evil.test',
  '/\n/evil.test',
  '/\r/evil.test',
  '/\r\n/evil.test',
  '\t//evil.test',
  ' //evil.test',
  '\u00a0//evil.test',
  '\u0000//evil.test',
  '\u0001https://evil.test',
  '\u200b//evil.test',
  '\ufeff//evil.test',
  '\u3000//evil.test',
  '/ /evil.test',
  '/\u2028/evil.test',
  '/..//evil.test',
  '/.//evil.test',
  '/./\\evil.test',
  '/x/..//evil.test',
  '/x/../..//evil.test',
  '/%2e%2e//evil.test',
  '/%2e//evil.test',
  '/.%2E//evil.test',
  '/..///evil.test',
  '/..//evil.test/%2e%2e',
  '/home/../../..//evil.test/',
  '/%2f%2fevil.test',
  '%2f%2fevil.test',
  '/%5cevil.test',
  '%5c%5cevil.test',
  '/%09/evil.test',
  '/%0d%0aLocation:%20https://evil.test',
  '/home\r\nLocation: https://evil.test',
  '/home\r\nSet-Cookie: certwright.session_token=x',
  'https:evil.test',
  'https:/evil.test',
  'https:\\\\evil.test',
  'http:///evil.test',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\nscript:alert(1)',
  '\u0001javascript:alert(1)',
  '/javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'blob:https://evil.test/x',
  'file:///etc/passwd',
  'ftp://evil.test',
  'mailto:x@evil.test',
  'evil.test',
  'www.evil.test/home',
  '@evil.test',
  '/@evil.test',
  '//user:pass@evil.test',
  '//home@evil.test',
  '//127.0.0.1@evil.test',
  '.evil.test',
  '://evil.test',
  '//evil%E3%80%82test',
  '//evil。test',
  '／／evil.test',
  '/／evil.test',
  '//ⓔvil.test',
  '//[::1]:80/',
  '//0x7f000001',
  '?next=//evil.test',
  '#//evil.test',
  ';//evil.test',
  '',
] as const

/** Where a redirect may lead: somewhere of ours, in one line. */
function isOurs(location: string | null): boolean {
  return (
    location !== null && location.startsWith('/') && hostOf(location, server.address) === new URL(server.address).host
  )
}

describe('a place to go to after signing in', () => {
  test.each(ELSEWHERE.map((next) => [next]))('%j leads nowhere else', async (next) => {
    await house.database.run(sql`delete from sign_in_rate`)
    const there = new BrowserSession(server.address)
    const answer = await there.post('/sign-in/demo', { email: 'admin@northwind.test', next })
    // What is no text at all is not even looked at.
    if (next.includes('\0')) return expect([answer.status, answer.location]).toEqual([422, null])
    expect(answer.status).toBe(303)
    expect(isOurs(answer.location), answer.location ?? '').toBe(true)
    expect(answer.cookies.map(({ name }) => name)).toEqual(['certwright.session_token'])
  })

  test('is kept through a wrong password, and is still ours', async () => {
    const there = new BrowserSession(server.address)
    const refused = await there.signIn('admin@northwind.test', 'wrong', { next: '/..//evil.test' })
    expect(refused.status).toBe(401)
    expect(refused.text).not.toMatch(/(href|action|src)="[^"]*evil/)
    await house.database.run(sql`delete from sign_in_rate`)
    const entered = await there.signIn('admin@northwind.test', PASSWORD, { next: `/projects/${project}/quote?x=1#y` })
    expect(entered.location).toBe(`/projects/${project}/quote?x=1#y`)
  })

  test('is where a visitor was going, and nothing they could be sent from outside', async () => {
    const there = new BrowserSession(server.address)
    const asked = await there.get(`/projects/${project}?a=b&c=%2F%2Fevil.test`)
    expect(asked).toMatchObject({
      status: 303,
      location: `/sign-in?next=${encodeURIComponent(`/projects/${project}?a=b&c=%2F%2Fevil.test`)}`,
    })
    for (const path of ['//evil.test/', '/..//evil.test', '/%2e%2e//evil.test', '/\\evil.test']) {
      const answer = await there.get(path)
      if (answer.location !== null) expect(isOurs(answer.location), path).toBe(true)
    }
  })

  test('control: these places do lead elsewhere when a browser is given them as they are', () => {
    const leading = ELSEWHERE.filter((next) => {
      const url = URL.parse(next.replace(/^[\p{Cc} ]+|[\t\n\r]/gu, ''), `${server.address}/sign-in`)
      return url !== null && url.host !== new URL(server.address).host
    })
    expect(leading.length).toBeGreaterThan(35)
    expect(isOurs('//evil.test')).toBe(false)
    expect(isOurs('https://evil.test')).toBe(false)
    expect(isOurs('/home')).toBe(true)
  })
})

describe('a way back after a deed', () => {
  const away = [
    '//evil.test',
    '/..//evil.test',
    '/\\evil.test',
    'https://evil.test',
    'javascript:alert(1)',
    '/.//evil.test',
  ]

  test.each(away)('%s is not followed: from a move, from notices, from the appearance', async (next) => {
    const there = new BrowserSession(server.address)
    await there.post('/sign-in/demo', { email: 'admin@northwind.test' })
    const ask = { _id: project, 'about.kind': 'project', text: 'Where?' }
    const answers = [
      await there.post('/moves/ask', { ...ask, _back: next }),
      await there.post('/moves/ask', { ...ask, _goTo: next, _back: '/home' }),
      await there.post('/moves/ask', { ...ask, _goTo: `${next}/:thread`, _back: '/home' }),
      await there.post('/notices/read', { _back: next }),
      await there.post('/appearance', {}, { referer: `${server.address}/${next}` }),
    ]
    for (const answer of answers) {
      expect(answer.status).toBe(303)
      expect(isOurs(answer.location), answer.location ?? '').toBe(true)
    }
  })

  test.each(['not an address', 'http://[', '', '//evil.test/x'])('a referer %j breaks nothing', async (referer) => {
    const answer = await new BrowserSession(server.address).post('/appearance', {}, { referer })
    expect([303, 403]).toContain(answer.status)
  })
})

test('a path of ours is left as it is', () => {
  for (const path of ['/', '/home', '/projects/a-b?c=d&e=%20f#g', '/sign-in?next=%2Fhome', '/a/b/', '/%2f%2fx', '/é'])
    expect(decodeURI(ownPath(path, 'no'))).toBe(decodeURI(path))
})

describe('what another site makes a browser send', () => {
  const own = () => server.address
  /** What such a request says of where it comes from; old browsers say less. */
  const FOREIGN: readonly (readonly [string, () => Record<string, string>])[] = [
    ['another origin', () => ({ origin: 'https://evil.test' })],
    ['no origin at all, as from a sandbox', () => ({ origin: 'null' })],
    ['our host at another port', () => ({ origin: 'http://127.0.0.1:1' })],
    ['our host in front of another', () => ({ origin: `${own()}.evil.test` })],
    ['an origin that is no address', () => ({ origin: 'evil' })],
    ['Fetch Metadata of another site', () => ({ 'sec-fetch-site': 'cross-site' })],
    ['Fetch Metadata of a sibling', () => ({ 'sec-fetch-site': 'same-site', origin: own() })],
    ['Fetch Metadata made up of words', () => ({ 'sec-fetch-site': 'whatever' })],
    [
      'metadata that fits and an origin that does not',
      () => ({ 'sec-fetch-site': 'same-origin', origin: 'https://evil.test' }),
    ],
    ['nothing but a referer', () => ({ referer: 'https://evil.test/page' })],
    ['a referer with our address in its path', () => ({ referer: `https://evil.test/${own()}/` })],
    ['a referer that is no address', () => ({ referer: 'evil' })],
  ]

  const mutating = knownRoutes().filter(({ method }) => !['GET', 'HEAD', 'OPTIONS'].includes(method))

  const asked = (path: string) => path.replace(/:([a-z]+)/g, () => project)

  async function refusedOf(method: string, path: string, headers: Record<string, string>): Promise<boolean> {
    const response = await fetch(`${own()}${asked(path)}`, {
      method,
      redirect: 'manual',
      body: 'x=y',
      headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: server.cookie('manager'), ...headers },
    })
    const text = await response.text()
    return response.status === 403 && text.includes('This request came from another site.')
  }

  test.each(FOREIGN)(
    'with %s is refused at every address that changes anything',
    async (_, headers) => {
      expect(mutating.length).toBeGreaterThan(140)
      const before = await stateOfAll()
      const taken: string[] = []
      for (const { key, method, path } of mutating) if (!(await refusedOf(method, path, headers()))) taken.push(key)
      expect(taken).toEqual([])
      expect(await stateOfAll()).toEqual(before)
    },
    60_000,
  )

  /** What could have been changed: facts, sessions, read marks, uploads. */
  async function stateOfAll(): Promise<unknown> {
    const counts = await house.database.one(
      sql`select (select count(*) from sign_in_session) as sessions, (select count(*) from notice where read is not null) as read`,
    )
    return { facts: await countFacts(house.database), ...counts }
  }

  test('control: from our own pages, and from programs that say nothing, no address refuses it so', async () => {
    const fitting: readonly Record<string, string>[] = [
      { origin: own() },
      { 'sec-fetch-site': 'same-origin', origin: own(), referer: `${own()}/home` },
      { 'sec-fetch-site': 'none' },
      { referer: `${own()}/projects` },
      {},
    ]
    const harmless = mutating.filter(({ path }) => !/sign-out|sessions|appearance/.test(path))
    for (const [index, { key, method, path }] of harmless.entries())
      expect(await refusedOf(method, path, fitting[index % fitting.length]!), key).toBe(false)
  }, 60_000)
})
