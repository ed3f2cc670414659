/** Signing in by password over real HTTP, and how soon what is taken away is gone (R20, R26). */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { act } from '../src/app/act.ts'
import { openSignIn } from '../src/app/sign-in.ts'
import { day } from '../src/kernel/day.ts'
import type { Actor } from '../src/programme/permission.ts'
import { BrowserSession, type Cookie } from './support/browser-session.ts'
import { type Cast, enterCast, Story } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { PASSWORD, serveHouse, type TestServer } from './support/server.ts'
import { quickly } from './matrix/world.ts'

let house: TestHouse
let cast: Cast
let server: TestServer
beforeAll(async () => {
  house = await testHouse()
  cast = await enterCast(house)
  server = await serveHouse(house, cast)
})
beforeEach(() => house.database.run(sql`delete from sign_in_rate`))
afterAll(async () => {
  await server.close()
  await house.end()
})

const browser = (jar: Readonly<Record<string, string>> = {}) => new BrowserSession(server.address, jar)
const email = (who: keyof Cast) => `${who}@${cast[who].organisation}.test`

async function signedIn(who: keyof Cast): Promise<BrowserSession> {
  const there = browser()
  expect((await there.signIn(email(who), PASSWORD)).status).toBe(303)
  return there
}

const SESSION = /certwright\.session_token$/

/** What a session's cookie owes its keeper. */
function faultsOfCookie({ name, attributes }: Cookie, isSecure: boolean): readonly string[] {
  return [
    ...('httponly' in attributes ? [] : ['scripts can read it']),
    ...(attributes.samesite?.toLowerCase() === 'lax' ? [] : ['other sites send it along']),
    ...(attributes.path === '/' ? [] : ['it is not for the whole site']),
    ...('domain' in attributes ? ['other hosts get it'] : []),
    ...('secure' in attributes === isSecure ? [] : ['it travels unencrypted']),
    ...(name.startsWith('__Secure-') === isSecure ? [] : ['its name makes no promise']),
    ...(Number(attributes['max-age']) <= 12 * 3600 ? [] : ['it outlives the session']),
  ]
}

describe('signing in', () => {
  test('gives a session in a cookie that scripts cannot read and other sites do not send', async () => {
    const there = browser()
    const answer = await there.signIn(` ${email('admin').toUpperCase()} `, PASSWORD)
    expect(answer).toMatchObject({ status: 303, location: '/home' })
    const [cookie, ...more] = answer.cookies.filter(({ name }) => SESSION.test(name))
    expect(more).toEqual([])
    expect(faultsOfCookie(cookie!, false)).toEqual([])
    expect(await there.me()).toBe('Admin')
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  test('over https the cookie is for https alone', async () => {
    const secure = openSignIn(house.database, { ...house.settings, publicUrl: 'https://certwright.test' })
    const { cookies, token } = await secure.signIn(
      { email: email('admin'), password: PASSWORD },
      { address: '::1', agent: '' },
    )
    const there = browser()
    const [, name = '', value = ''] = /^([^=]+)=([^;]+)/.exec(cookies.find((line) => line.includes('session_token'))!)!
    const attributes = Object.fromEntries(
      cookies[0]!
        .split(/;\s*/)
        .slice(1)
        .map((each) => [each.split('=')[0]!.toLowerCase(), each.split('=')[1] ?? '']),
    )
    expect(faultsOfCookie({ name, value, attributes }, true)).toEqual([])
    there.jar.set(name, value)
    expect(token).toHaveLength(32)
    expect(await there.me()).toBe('Admin')
  })

  test('control: a cookie without its attributes is found out', () => {
    const attributes = { path: '/', samesite: 'Lax', httponly: '', 'max-age': '43200' }
    expect(faultsOfCookie({ name: 's', value: '', attributes }, false)).toEqual([])
    expect(faultsOfCookie({ name: 's', value: '', attributes: { path: '/' } }, true)).toHaveLength(5)
  })

  test('never adopts a session that was there before, nor one that was made up', async () => {
    const planted = await signedIn('stranger')
    const [name, value] = [...planted.jar].find(([each]) => SESSION.test(each))!
    const victim = browser({ [name]: value })
    await victim.signIn(email('admin'), PASSWORD)
    expect(victim.jar.get(name)).not.toBe(value)
    expect([await victim.me(), await planted.me()]).toEqual(['Admin', 'Stranger'])
    for (const made of [
      'x',
      'x.y',
      server.token('admin'),
      `${server.token('admin')}.`,
      `${server.token('admin')}.AAAA`,
    ])
      expect(await browser({ [name]: made }).me(), made).toBeNull()
    const other = value.replace(/^[^.]+/, server.token('admin'))
    expect(await browser({ [name]: other }).me(), 'another token under the same signature').toBeNull()
  })

  test('a session ends by itself', async () => {
    const there = await signedIn('admin')
    await house.database.run(
      sql`update sign_in_session set "expiresAt" = now() - interval '1 second' where token = ${tokenIn(there)}`,
    )
    expect(await there.me()).toBeNull()
  })
})

function tokenIn(there: BrowserSession): string {
  return decodeURIComponent([...there.jar].find(([name]) => SESSION.test(name))![1]).split('.')[0]!
}

describe('a wrong password and an unknown address', () => {
  const tries: readonly (readonly [string, () => string, string])[] = [
    ['a wrong password', () => email('admin'), 'not the right one'],
    ['an unknown address', () => 'nobody@northwind.test', PASSWORD],
    ['somebody who never chose a password', () => 'invited@northwind.test', PASSWORD],
    ['somebody who left', () => 'left@northwind.test', PASSWORD],
  ]
  beforeAll(async () => {
    await act(house, cast.manager, {
      move: 'invite-person',
      id: 'northwind',
      input: { name: 'Invited', email: 'invited@northwind.test', roles: ['partner-engineer'] },
    })
    await makePerson('left')
    await letGo('left')
  })

  /** The page without what was typed into it. */
  const words = (text: string) => text.replace(/[\w.]+@\w+\.test/g, '…')

  test('are answered in the same words, on the page and in the API, and leave nothing', async () => {
    const before = await house.database.one(sql`select count(*) as count from sign_in_session`)
    const pages: string[] = []
    const answers: string[] = []
    for (const [, address, password] of tries) {
      const page = await browser().signIn(address(), password)
      expect(page).toMatchObject({ status: 401, cookies: [] })
      pages.push(words(page.text))
      const body = { email: address(), password }
      const api = await server.send(null, '/api/sessions', { body })
      expect(api.status).toBe(401)
      answers.push(words(await api.text()))
    }
    expect(new Set(pages).size).toBe(1)
    expect(new Set(answers).size).toBe(1)
    expect(pages[0]).toContain('do not fit together')
    expect(await house.database.one(sql`select count(*) as count from sign_in_session`)).toEqual(before)
  })

  test('cost about the same work; control: what needs none is told apart', async () => {
    const times = new Map<string, number[]>()
    const ways = [...tries, ['no address at all', () => 'nobody', 'x'] as const]
    for (let round = 0; round < 6; round += 1) {
      await house.database.run(sql`delete from sign_in_rate`)
      for (const [name, address, password] of ways) {
        const started = performance.now()
        await server.send(null, '/api/sessions', { body: { email: address(), password } })
        times.set(name, [...(times.get(name) ?? []), performance.now() - started])
      }
    }
    // The quickest of a few: what is needed at least, whatever else the machine does.
    const least = (name: string) => Math.min(...times.get(name)!)
    const known = least('a wrong password')
    for (const [name] of tries.slice(1)) {
      expect(least(name) / known, name).toBeGreaterThan(0.5)
      expect(least(name) / known, name).toBeLessThan(2)
    }
    expect(least('no address at all') / known).toBeLessThan(0.5)
  })
})

async function makePerson(
  name: string,
  roles: readonly string[] = ['partner-engineer'],
  organisation = 'northwind',
): Promise<Actor> {
  const input = { name, email: `${name}@${organisation}.test`, roles }
  const invited = await act(house, cast.manager, { move: 'invite-person', id: organisation, input })
  const row = await house.database.one<{ link: string }>(
    sql`select secret_link as link from notice where fact = ${invited.fact.seq}`,
  )
  const answer = await browser().post('/invitation', {
    token: row!.link.split('/').at(-1)!,
    password: PASSWORD,
    again: PASSWORD,
  })
  expect(answer).toMatchObject({ status: 303, location: '/home' })
  return { id: invited.made.person!, name, organisation, parts: [] }
}

async function letGo(name: string): Promise<void> {
  const row = await house.database.one<{ id: string }>(sql`select id from person where name = ${name}`)
  await act(house, cast.manager, { move: 'let-go', id: row!.id, input: { reason: 'Left.' } })
}

describe('what is taken away is gone at the next request, within a second', () => {
  /** Answered before, refused after; the second begins when the deed is done. */
  async function gone(
    look: () => Promise<number>,
    before: number,
    deed: () => Promise<unknown>,
    after: number,
  ): Promise<void> {
    expect(await look()).toBe(before)
    await deed()
    const started = performance.now()
    expect(await look()).toBe(after)
    expect(performance.now() - started).toBeLessThan(1000)
  }

  const statusOf = async (there: BrowserSession, path: string, headers = {}) => (await there.get(path, headers)).status

  test('a session that is ended from another', async () => {
    const here = await signedIn('admin')
    const there = await signedIn('admin')
    const page = (await here.get('/account')).text
    expect(page.match(/this one/g)).toHaveLength(1)
    const rows = await house.database.all<{ id: string; token: string }>(sql`select id, token from sign_in_session`)
    const idOf = (session: BrowserSession) => rows.find((row) => row.token === tokenIn(session))!.id
    expect(page).toContain(`value="${idOf(there)}"`)
    const stranger = await signedIn('stranger')
    expect(page).not.toContain(tokenIn(there))
    const foreign = await stranger.post('/account/sessions/end', { session: idOf(there) })
    expect(foreign.status).toBe(404)
    expect((await stranger.get('/account')).text).not.toContain(idOf(there))
    await gone(
      () => statusOf(there, '/home'),
      200,
      () => here.post('/account/sessions/end', { session: idOf(there) }),
      303,
    )
    expect(await here.me()).toBe('Admin')
  })

  test('a session that is signed out of, in the browser and by its token', async () => {
    const there = await signedIn('admin')
    const token = tokenIn(there)
    const copied = browser(Object.fromEntries(there.jar))
    const byToken = () => server.send(null, '/api/me', { headers: { authorization: `Bearer ${token}` } })
    expect((await byToken()).status).toBe(200)
    await gone(
      () => statusOf(copied, '/home'),
      200,
      async () => expect(await there.post('/sign-out', {})).toMatchObject({ status: 303, location: '/' }),
      303,
    )
    expect([...there.jar].filter(([name]) => SESSION.test(name))).toEqual([])
    expect((await byToken()).status).toBe(401)
    const second = tokenIn(await signedIn('admin'))
    const headers = { authorization: `Bearer ${second}` }
    expect((await server.send(null, '/sign-out', { method: 'POST', body: '', headers })).status).toBe(303)
    expect((await server.send(null, '/api/me', { headers })).status).toBe(401)
  })

  test('every other session, when the password is changed; the old password with them', async () => {
    await makePerson('careful')
    const address = 'careful@northwind.test'
    const [here, there] = [browser(), browser()]
    for (const session of [here, there]) await session.signIn(address, PASSWORD)
    const change = (before: string, password: string, again = password) =>
      here.post('/account/password', { before, password, again })
    for (const [answer, words] of [
      [await change('wrong', 'another long one'), 'The present password is another one'],
      [await change(PASSWORD, 'short'), 'At least 10 characters'],
      [await change(PASSWORD, 'x'.repeat(201)), 'At most 200 characters'],
      [await change(PASSWORD, 'another long one', 'not the same'), 'The two passwords are not the same'],
    ] as const) {
      expect(answer.status).toBe(422)
      expect(answer.text).toContain(words)
    }
    expect([await here.me(), await there.me()]).toEqual(['careful', 'careful'])
    await gone(
      () => statusOf(there, '/home'),
      200,
      async () =>
        expect(await change(PASSWORD, 'another long one')).toMatchObject({ status: 303, location: '/account' }),
      303,
    )
    expect(await here.me()).toBe('careful')
    expect((await browser().signIn(address, PASSWORD)).status).toBe(401)
    expect((await browser().signIn(address, 'another long one')).status).toBe(303)
  })

  test('an account that is ended: page, API and upload', async () => {
    await makePerson('leaving')
    const there = browser()
    await there.signIn('leaving@northwind.test', PASSWORD)
    const look = async () => [
      await statusOf(there, '/home'),
      await statusOf(there, '/api/projects', { accept: 'application/json' }),
      (await there.post('/uploads', {}, { 'upload-length': '5' })).status,
    ]
    expect(await look()).toEqual([200, 200, 201])
    await letGo('leaving')
    expect(await look()).toEqual([303, 401, 401])
    expect((await browser().signIn('leaving@northwind.test', PASSWORD)).status).toBe(401)
  })

  test('a role that is taken', async () => {
    const person = await makePerson('deputy', ['programme-manager', 'auditor'], 'vendor')
    const there = browser()
    await there.signIn('deputy@vendor.test', PASSWORD)
    const look = () => statusOf(there, '/platforms/new')
    const take = () => act(house, cast.manager, { move: 'change-roles', id: person.id, input: { roles: ['auditor'] } })
    await gone(look, 200, take, 403)
    const deed = await there.post('/moves/add-platform', { name: 'X' }, { accept: 'application/json' })
    expect(deed.status).toBe(403)
    expect(await statusOf(there, '/journal')).toBe(200)
  })

  test('what a membership gave, when it lapses or is ended', async () => {
    const story = await new Story(house, cast).open()
    await quickly(story, 'published')
    const { number } = (await story.file()).certification!
    const there = await signedIn('stranger')
    const look = () => statusOf(there, `/certifications/${number}/guide.pdf`)
    await gone(look, 200, async () => house.clock.to(day('2027-01-31')), 403)
    house.clock.to(day('2026-06-15'))
    const ended = { by: cast.manager.id, at: '2026-06-15T09:00:00.000Z', day: '2026-06-15', reason: 'Broken terms.' }
    const end = () =>
      house.database.run(
        sql`update membership set state = jsonb_set(state, '{terminated}', ${JSON.stringify(ended)}::jsonb) where id = 'southwind'`,
      )
    await gone(look, 200, end, 403)
  }, 120_000)

  test('control: a session that goes on is answered', async () => {
    const there = await signedIn('admin')
    await expect(
      gone(
        () => statusOf(there, '/home'),
        200,
        async () => {},
        303,
      ),
    ).rejects.toThrow()
  })
})
