/** Tries at passwords are limited (R26): twenty a minute from one address, and at one account from wherever, by page and API together. */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { BrowserSession } from './support/browser-session.ts'
import { type Cast, enterCast } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { PASSWORD, serveHouse, type TestServer } from './support/server.ts'

const MOST = 20

let house: TestHouse
let cast: Cast
/** One that faces its callers, and one behind a proxy on this machine. */
let server: TestServer
let behind: TestServer
beforeAll(async () => {
  house = await testHouse()
  cast = await enterCast(house)
  server = await serveHouse(house, cast)
  behind = await serveHouse({ ...house, settings: { ...house.settings, proxies: ['127.0.0.1', '10.0.0.1'] } }, cast)
})
beforeEach(() => house.database.run(sql`delete from sign_in_rate`))
afterAll(async () => {
  await server.close()
  await behind.close()
  await house.end()
})

const ADMIN = 'admin@northwind.test'

type Try = {
  readonly at?: TestServer
  readonly email?: string
  readonly password?: string
  readonly by?: 'page' | 'api'
  readonly headers?: Record<string, string>
}

async function tried({
  at = server,
  email = ADMIN,
  password = 'not this one',
  by = 'page',
  headers = {},
}: Try): Promise<number> {
  if (by === 'api') return (await at.send(null, '/api/sessions', { body: { email, password }, headers })).status
  return (await new BrowserSession(at.address).post('/sign-in', { email, password }, headers)).status
}

/** One try, then as if all but two of a minute's tries had been made, then these: two are answered yet, the others not. */
async function nearTheEnd(make: (index: number) => Try, count: number): Promise<readonly number[]> {
  const first = await tried(make(0))
  await house.database.run(sql`update sign_in_rate set count = ${MOST - 2}`)
  return [first, ...(await inTurn(times(count, (index) => make(index + 1))))]
}

async function inTurn(tries: readonly Try[]): Promise<readonly number[]> {
  const found: number[] = []
  for (const each of tries) found.push(await tried(each))
  return found
}

const times = (count: number, make: (index: number) => Try): readonly Try[] =>
  Array.from({ length: count }, (_, index) => make(index))

const letPass = (seconds: number) =>
  house.database.run(sql`update sign_in_rate set "lastRequest" = "lastRequest" - ${seconds * 1000}::bigint`)

const wrong = (count: number) => Array.from({ length: count }, () => 401)
const tooMany = (count: number) => Array.from({ length: count }, () => 429)

/** What `nearTheEnd` finds where tries are counted. */
const COUNTED = [...wrong(3), ...tooMany(2)]

describe('from one address', () => {
  test('twenty tries a minute at whatever account, and no more', async () => {
    const found = await inTurn(times(MOST + 3, (index) => ({ by: 'api', email: `somebody-${index}@northwind.test` })))
    expect(found).toEqual([...wrong(MOST), ...tooMany(3)])
    for (const by of ['page', 'api'] as const)
      expect(await tried({ by, password: PASSWORD }), 'even the right one').toBe(429)
    const { text } = await new BrowserSession(server.address).signIn(ADMIN, PASSWORD)
    expect(text).toContain('too many tries')
    expect(text).toContain('Wait a minute')
    await letPass(61)
    expect(await tried({ password: PASSWORD })).toBe(303)
  })

  test('page and API count together', async () => {
    expect(await nearTheEnd((index) => ({ by: index % 2 ? 'api' : 'page', email: `${index}@a.test` }), 4)).toEqual(
      COUNTED,
    )
  })

  test('all at once are counted one by one', async () => {
    await tried({ by: 'api', email: '0@a.test' })
    await house.database.run(sql`update sign_in_rate set count = ${MOST - 3}`)
    const found = await Promise.all(times(12, (index) => ({ by: 'api', email: `${index + 1}@a.test` })).map(tried))
    expect(found.toSorted((a, b) => a - b)).toEqual([...wrong(3), ...tooMany(9)])
  })

  test.each([
    ['x-forwarded-for', (index: number) => `203.0.113.${index}`],
    ['x-forwarded-for', (index: number) => `203.0.113.${index}, 198.51.100.${index}`],
    ['x-real-ip', (index: number) => `203.0.113.${index}`],
    ['forwarded', (index: number) => `for=203.0.113.${index}`],
    ['x-client-ip', (index: number) => `203.0.113.${index}`],
    ['cf-connecting-ip', (index: number) => `203.0.113.${index}`],
    ['x-certwright-address', (index: number) => `203.0.113.${index}`],
  ])('who writes another %s each time is counted all the same', async (name, value) => {
    const made = (index: number): Try => ({ by: 'api', email: `${index}@a.test`, headers: { [name]: value(index) } })
    expect(await nearTheEnd(made, 4)).toEqual(COUNTED)
  })
})

describe('behind a proxy that the operator named', () => {
  const by = (index: number, ...words: readonly string[]): Try => ({
    at: behind,
    by: 'api',
    email: `${index}@a.test`,
    headers: { 'x-forwarded-for': words.join(', ') },
  })

  test('callers are told apart by what the proxy says', async () => {
    expect(await nearTheEnd((index) => by(index, `203.0.113.${index}`), 4)).toEqual(wrong(5))
  })

  test('and by nothing they say before it', async () => {
    const made = (index: number) =>
      by(index, `203.0.113.${index}`, `198.51.100.${index}`, 'made up', '192.0.2.7', '10.0.0.1')
    expect(await nearTheEnd(made, 4)).toEqual(COUNTED)
  })

  test('a session is listed under the address it was opened from', async () => {
    await tried({ at: behind, password: PASSWORD, headers: { 'x-forwarded-for': '192.0.2.99' } })
    const rows = await house.database.all(sql`select 1 as there from sign_in_session where "ipAddress" = '192.0.2.99'`)
    expect(rows).toHaveLength(1)
  })
})

describe('at one account', () => {
  const elsewhere = (index: number) => ({ 'x-forwarded-for': `198.51.100.${index}` })

  test('twenty tries a minute, each from another address', async () => {
    const found = await inTurn(times(MOST + 2, (index) => ({ at: behind, by: 'api', headers: elsewhere(index) })))
    expect(found).toEqual([...wrong(MOST), ...tooMany(2)])
    const other = { email: 'engineer@northwind.test', password: PASSWORD }
    expect(await tried({ at: behind, ...other, headers: elsewhere(99) })).toBe(303)
    await letPass(61)
    expect(await tried({ at: behind, headers: elsewhere(98) })).toBe(401)
  })

  test.each([ADMIN, 'nobody@northwind.test'])('%s in whatever spelling, there or not', async (email) => {
    const spelled = (index: number) => (index % 3 === 0 ? email.toUpperCase() : index % 3 === 1 ? ` ${email}` : email)
    const made = (index: number): Try => ({ at: behind, email: spelled(index), headers: elsewhere(index) })
    expect(await nearTheEnd(made, 4)).toEqual(COUNTED)
  })

  test('all at once are counted one by one', async () => {
    await tried({ at: behind, by: 'api', headers: elsewhere(0) })
    await house.database.run(sql`update sign_in_rate set count = ${MOST - 3}`)
    const tries = times(12, (index) => ({ at: behind, by: 'api', headers: elsewhere(index + 1) }))
    expect((await Promise.all(tries.map(tried))).toSorted((a, b) => a - b)).toEqual([...wrong(3), ...tooMany(9)])
  })

  test('the right password begins the count anew', async () => {
    for (const round of [0, 20, 40]) {
      await tried({ at: behind, headers: elsewhere(round) })
      await house.database.run(sql`update sign_in_rate set count = ${MOST - 1} where key like 'account %'`)
      expect(await tried({ at: behind, password: PASSWORD, headers: elsewhere(round + 1) })).toBe(303)
    }
  })
})

test('the present password cannot be guessed at when changing it', async () => {
  const there = new BrowserSession(server.address)
  await there.signIn(ADMIN, PASSWORD)
  const chosen = { password: 'one more of them', again: 'one more of them' }
  const change = async (before: string) => (await there.post('/account/password', { before, ...chosen })).status
  expect(await change('guess')).toBe(422)
  await house.database.run(sql`update sign_in_rate set count = ${MOST - 1}`)
  expect([await change('guess'), await change('guess'), await change(PASSWORD)]).toEqual([422, 429, 429])
})

test('control: where the counts are lost, every try is answered, and that is seen', async () => {
  const found: number[] = []
  for (const email of ['1@a.test', '2@a.test', '3@a.test', '4@a.test', '5@a.test']) {
    found.push(await tried({ by: 'api', email }))
    await house.database.run(sql`delete from sign_in_rate`)
  }
  expect(found).not.toEqual(COUNTED)
})
