/** The ways in that are good once (R26): an invitation, a link for a new password, the set-up page of an installation. */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { act } from '../src/app/act.ts'
import { setUpFirstPerson, setUpLink } from '../src/app/first-person.ts'
import { installationSecret, openSignIn } from '../src/app/sign-in.ts'
import { day } from '../src/kernel/day.ts'
import type { Refusal } from '../src/kernel/refusal.ts'
import { NAMED_INTERFACES } from '../src/programme/interface.ts'
import { VISITOR } from '../src/programme/permission.ts'
import { BrowserSession } from './support/browser-session.ts'
import { type Cast, enterCast, importRecords, PROGRAMME } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { holding } from './support/race.ts'
import { serveApp, serveHouse, type TestServer } from './support/server.ts'

const CHOSEN = 'seven quiet otters'

describe('an invitation', () => {
  let house: TestHouse
  let cast: Cast
  let server: TestServer
  beforeAll(async () => {
    house = await testHouse()
    cast = await enterCast(house)
    server = await serveHouse(house, cast)
  })
  beforeEach(async () => {
    house.clock.to(day('2026-06-15'))
    await house.database.run(sql`delete from sign_in_rate`)
  })
  afterAll(async () => {
    await server.close()
    await house.end()
  })

  const browser = () => new BrowserSession(server.address)
  let invited = 0

  async function invite(): Promise<{ id: string; email: string; token: string }> {
    invited += 1
    const email = `guest-${invited}@northwind.test`
    const input = { name: `Guest ${invited}`, email, roles: ['partner-engineer'] }
    const done = await act(house, cast.admin, { move: 'invite-person', id: 'northwind', input })
    return { id: done.made.person!, email, token: await tokenOf(done.fact.seq) }
  }

  async function tokenOf(fact: number): Promise<string> {
    const row = await house.database.one<{ link: string }>(
      sql`select secret_link as link from notice where fact = ${fact}`,
    )
    return row!.link.split('/').at(-1)!
  }

  const choose = (there: BrowserSession, token: string, password = CHOSEN, again = password) =>
    there.post('/invitation', { token, password, again })

  const stateOf = async (id: string) => {
    const row = await house.database.one<{ state: string }>(
      sql`select state_word as state from person where id = ${id}`,
    )
    return row!.state
  }

  test('lets in whoever holds its link, once, with the password they choose', async () => {
    const { id, email, token } = await invite()
    const there = browser()
    expect((await there.get(`/invitation/${token}`)).text).toContain(email)
    expect(await stateOf(id)).toBe('invited')
    expect(await choose(there, token)).toMatchObject({ status: 303, location: '/home' })
    expect(await there.me()).toBe(`Guest ${invited}`)
    expect(await stateOf(id)).toBe('active')
    expect((await browser().get(`/invitation/${token}`)).status).toBe(404)
    expect(await choose(browser(), token, 'an entirely other one')).toMatchObject({ status: 404, cookies: [] })
    expect((await browser().signIn(email, 'an entirely other one')).status).toBe(401)
    expect((await browser().signIn(email, CHOSEN)).status).toBe(303)
  })

  test('is refused for a short password or two that differ, and is still good', async () => {
    const { id, token } = await invite()
    for (const [password, again, words] of [
      ['short', 'short', 'At least 10 characters'],
      ['x'.repeat(201), 'x'.repeat(201), 'At most 200 characters'],
      [CHOSEN, 'seven quiet otter', 'not the same'],
    ] as const) {
      const answer = await choose(browser(), token, password, again)
      expect(answer.status).toBe(422)
      expect(answer.text).toContain(words)
      expect(answer.text).not.toContain(password)
    }
    expect(await stateOf(id)).toBe('invited')
    expect((await choose(browser(), token)).status).toBe(303)
  })

  test('runs out after its last day', async () => {
    const { token } = await invite()
    house.clock.to(day('2026-06-29'), 23)
    expect((await browser().get(`/invitation/${token}`)).status).toBe(200)
    house.clock.to(day('2026-06-30'), 0)
    expect((await browser().get(`/invitation/${token}`)).status).toBe(409)
    const late = await choose(browser(), token)
    expect(late.status).toBe(409)
    expect(late.text).toContain('good until 29 Jun 2026')
    await expect(act(house, VISITOR, { move: 'accept-invitation', id: token, input: {} })).rejects.toMatchObject({
      code: 'not-now',
    })
  })

  test('that is sent again replaces the one before', async () => {
    const { id, token } = await invite()
    const again = await act(house, cast.admin, { move: 'renew-invitation', id, input: {} })
    const newer = await tokenOf(again.fact.seq)
    expect(newer).not.toBe(token)
    expect((await choose(browser(), token)).status).toBe(404)
    expect((await choose(browser(), newer)).status).toBe(303)
  })

  test('to somebody who is let go before they come lets nobody in', async () => {
    const { id, token } = await invite()
    await act(house, cast.admin, { move: 'let-go', id, input: { reason: 'A mistake.' } })
    expect((await choose(browser(), token)).status).toBe(404)
  })

  test('its link stands in no page, no answer and no fact, but in the mail alone', async () => {
    const { id, token } = await invite()
    const rows = await house.database.all<{ table: string; text: string }>(
      sql`select 'fact' as table, body as text from fact union all select 'invitation', state::text from invitation
          union all select 'person', state::text from person union all select 'notice', subject || body || coalesce(link, '') from notice`,
    )
    expect(rows.length).toBeGreaterThan(30)
    expect(rows.filter((row) => row.text.includes(token)).map((row) => row.table)).toEqual([])
    const paths = ['/our-organisation', '/notices', '/api/notices', '/home', `/find?q=${encodeURIComponent('Guest')}`]
    for (const path of paths) {
      const answer = await server.send('admin', path, { headers: { accept: 'text/html' } })
      expect(answer.status, path).toBe(200)
      expect(await answer.text(), path).not.toContain(token)
    }
    expect(await (await server.send('auditor', '/outbox', { headers: { accept: 'text/html' } })).text()).not.toContain(
      token,
    )
    // Without a mail server whoever hands links over sees them there: the control of the look itself.
    expect(await (await server.send('manager', '/outbox', { headers: { accept: 'text/html' } })).text()).toContain(
      token,
    )
    await act(house, cast.admin, { move: 'let-go', id, input: { reason: 'Done.' } })
  })

  test('accepted by eight at once lets one in, with the password of that one', async () => {
    const { email, token } = await invite()
    const passwords = Array.from({ length: 8 }, (_, index) => `password number ${index}`)
    const answers = await Promise.all(passwords.map((password) => choose(browser(), token, password)))
    const won = answers.flatMap((answer, index) => (answer.status === 303 ? [passwords[index]!] : []))
    expect(won).toHaveLength(1)
    expect(answers.filter((answer) => answer.status !== 303 && answer.status !== 404 && answer.status !== 409)).toEqual(
      [],
    )
    await house.database.run(sql`delete from sign_in_rate`)
    const fits = await Promise.all(passwords.map((password) => browser().signIn(email, password)))
    expect(fits.flatMap((answer, index) => (answer.status === 303 ? [passwords[index]!] : []))).toEqual(won)
    const facts = await house.database.all(
      sql`select 1 as there from fact where kind = 'invitation-accepted' and body like ${`%Guest ${invited} %`}`,
    )
    expect(facts).toHaveLength(1)
  })

  test('control: a password written beside the acceptance and not with it would be the last one typed', async () => {
    const { email, token } = await invite()
    const { signIn } = server.services
    const keep = async (password: string) =>
      (await signIn.passwordFor({ email, name: 'Guest', password }))(house.database)
    await keep('the first of them')
    await act(house, VISITOR, { move: 'accept-invitation', id: token, input: {} })
    await keep('the second of them')
    expect((await browser().signIn(email, 'the first of them')).status).toBe(401)
  })

  test('whoever has an account gets a link for a new password: the old one goes on until it is used, then it is over everywhere', async () => {
    const { id, email, token } = await invite()
    await choose(browser(), token)
    const elsewhere = browser()
    await elsewhere.signIn(email, CHOSEN)
    const sent = await act(house, cast.admin, { move: 'renew-invitation', id, input: {} })
    const link = await tokenOf(sent.fact.seq)
    expect(await elsewhere.me()).toBe(`Guest ${invited}`)
    const there = browser()
    expect((await there.get(`/invitation/${link}`)).text).toContain('New password')
    expect((await choose(there, link, 'nine loud magpies')).status).toBe(303)
    expect([await there.me(), await elsewhere.me()]).toEqual([`Guest ${invited}`, null])
    expect((await browser().signIn(email, CHOSEN)).status).toBe(401)
    expect((await browser().signIn(email, 'nine loud magpies')).status).toBe(303)
    expect((await choose(browser(), link)).status).toBe(404)
    const kinds = await house.database.all<{ kind: string }>(
      sql`select kind from fact where body like ${`%Guest ${invited} %`} order by seq`,
    )
    expect(kinds.map((row) => row.kind)).toEqual([
      'person-invited',
      'invitation-accepted',
      'password-link-sent',
      'password-chosen-anew',
    ])
  })

  test('of a stranger’s people, nobody can ask for a link', async () => {
    const { id } = await invite()
    await expect(act(house, cast.stranger, { move: 'renew-invitation', id, input: {} })).rejects.toMatchObject({
      code: 'not-found',
    })
    await expect(act(house, cast.engineer, { move: 'renew-invitation', id, input: {} })).rejects.toMatchObject({
      code: 'not-permitted',
    })
  })
})

describe('the set-up page', () => {
  let house: TestHouse
  let server: { address: string; close: () => Promise<void> }
  let link: string
  beforeAll(async () => {
    house = await testHouse()
    // Records and interfaces are there but nobody, so that nothing but the link stands between two of the first.
    await importRecords(house, PROGRAMME)
    for (const each of NAMED_INTERFACES)
      await house.database.run(
        sql`insert into interface (id, revision, fact, state) values (${each.id}, 1, 1, ${JSON.stringify(each)}::jsonb) on conflict do nothing`,
      )
    link = (await setUpLink(house))!
    const signIn = openSignIn(house.database, house.settings)
    const secret = installationSecret(house.dataDir)
    server = await serveApp({ house, signIn, secret, demo: { isOn: false, password: null } })
  })
  afterAll(async () => {
    await server.close()
    await house.end()
  })

  const browser = () => new BrowserSession(server.address)
  const token = () => link.split('=')[1]!
  const begin = (there: BrowserSession, index: number, more: Record<string, string> = {}) =>
    there.post('/set-up', {
      token: token(),
      organisation: `Vendor ${index}`,
      country: 'IE',
      name: `First ${index}`,
      email: `first-${index}@vendor.test`,
      password: CHOSEN,
      again: CHOSEN,
      ...more,
    })
  const managers = async () => {
    const rows = await house.database.all<{ name: string }>(sql`select name from person`)
    return rows.map((row) => row.name)
  }

  test('is there for its link and no other', async () => {
    expect((await browser().get(link)).status).toBe(200)
    for (const other of ['', '?token=', '?token=x', `?token=${'A'.repeat(32)}`, `?token=${token()}x`])
      expect((await browser().get(`/set-up${other}`)).status, other).toBe(404)
    expect((await begin(browser(), 0, { token: 'x' })).status).toBe(404)
    expect(await managers()).toEqual([])
  })

  test('a start of the server makes a new link, and the one before is dead', async () => {
    const before = token()
    link = (await setUpLink(house))!
    expect((await begin(browser(), 0, { token: before })).status).toBe(404)
  })

  test('what is wrong in the form is said, and the link is still good', async () => {
    expect((await begin(browser(), 0, { email: 'nobody' })).status).toBe(422)
    expect((await begin(browser(), 0, { password: 'short', again: 'short' })).status).toBe(422)
    expect((await begin(browser(), 0, { country: 'XX' })).status).toBe(422)
    expect((await browser().get(link)).status).toBe(200)
  })

  test('of eight who set it up at once one is the first, and signs in', async () => {
    const signIn = openSignIn(house.database, house.settings)
    // Every one of them has seen that nobody is there yet before any of them is.
    const held = holding(house, 8)
    const first = (index: number) =>
      setUpFirstPerson(held, signIn, {
        token: token(),
        organisation: `Vendor ${index}`,
        country: 'IE',
        name: `First ${index}`,
        email: `first-${index}@vendor.test`,
        password: CHOSEN,
      })
    const ends = await Promise.allSettled(Array.from({ length: 8 }, (_, index) => first(index)))
    const won = ends.flatMap((end, index) => (end.status === 'fulfilled' ? [index] : []))
    const lost = ends.flatMap((end) => (end.status === 'rejected' ? [(end.reason as Refusal).code] : []))
    expect(won).toHaveLength(1)
    expect(new Set(lost)).toEqual(new Set(['not-now']))
    expect(await managers()).toEqual([`First ${won[0]}`])
    const vendors = await house.database.all(sql`select 1 as there from organisation where state->'roles' ? 'vendor'`)
    expect(vendors).toHaveLength(1)
    const accounts = await house.database.all<{ email: string }>(sql`select email from sign_in`)
    expect(accounts.map((row) => row.email)).toEqual([`first-${won[0]}@vendor.test`])
    const there = browser()
    expect((await there.signIn(`first-${won[0]}@vendor.test`, CHOSEN)).status).toBe(303)
    expect(await there.me()).toBe(`First ${won[0]}`)
  })

  test('is dead after its first use, by page, by move, by API, and after another start', async () => {
    expect((await browser().get(link)).status).toBe(404)
    expect((await begin(browser(), 9)).status).toBe(404)
    const input = { token: token(), organisation: 'V', country: 'IE', name: 'N', email: 'n@v.test' }
    const move = await browser().post(
      '/moves/found-programme',
      { ...input, password: CHOSEN },
      { accept: 'application/json' },
    )
    expect(move.status).toBe(409)
    await expect(act(house, VISITOR, { move: 'found-programme', id: null, input })).rejects.toMatchObject({
      code: 'not-now',
    })
    expect(await setUpLink(house)).toBeNull()
    expect(await managers()).toHaveLength(1)
  })
})
