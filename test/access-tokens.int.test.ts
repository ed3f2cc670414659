/** Access tokens: shown once, reaching what they were made for and no more, ended by hand, by a day, or with the person. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import sql from 'sql-template-tag'
import { act } from '../src/app/act.ts'
import { hashToken } from '../src/app/house.ts'
import type { TokenScope } from '../src/programme/access-token.ts'
import { type Cast, enterCast, Story } from './support/cast.ts'
import { KINDS, testHouse, type TestHouse } from './support/house.ts'
import { serveHouse, type TestServer } from './support/server.ts'

describe.each(KINDS)('on the %s database', (kind) => {
  let house: TestHouse
  let cast: Cast
  let server: TestServer
  let story: Story
  beforeAll(async () => {
    house = await testHouse(kind)
    cast = await enterCast(house)
    server = await serveHouse(house, cast)
    story = await new Story(house, cast).open()
  })
  afterAll(async () => {
    await server.close()
    await house.end()
  })

  const made = async (scopes: readonly TokenScope[], who: keyof Cast = 'admin', days = 30) => {
    const input = { name: scopes.join(' and '), scopes, days }
    const done = await act(house, cast[who], { move: 'make-access-token', id: cast[who].id, input })
    return { id: done.made['access-token']!, token: done.secret! }
  }

  /** With a token and nothing else, as a program would. */
  const ask = async (token: string, path: string, body?: unknown) => {
    const answer = await fetch(`${server.address}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${token}`, accept: 'application/json', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    const { refused } = (text.startsWith('{') ? JSON.parse(text) : {}) as { refused?: { code: string; says: string } }
    return { status: answer.status, code: refused?.code ?? null, says: refused?.says ?? '' }
  }

  test('one is shown by the page that made it, once, and kept nowhere', async () => {
    const form = new URLSearchParams({
      _id: cast.admin.id,
      _back: '/account',
      name: 'Build',
      scopes: 'read',
      days: '7',
    })
    form.set('_once', 'the-same-twice')
    const headers = { accept: 'text/html' }
    const page = await (await server.send('admin', '/moves/make-access-token', { body: form, headers })).text()
    const [token] = /cwt_[\w-]{32}/.exec(page) ?? []
    expect(token).toBeDefined()
    expect((await ask(token!, '/api/me')).status).toBe(200)
    const again = await server.send('admin', '/moves/make-access-token', { body: form, headers })
    expect(again.status, 'sent again it is no second token, and the first is not shown').toBe(303)
    const account = await (await server.send('admin', '/account', { headers })).text()
    expect(account).toContain('Build')
    expect(account).not.toContain('cwt_')
    const kept = await house.database.all<{ body: string; state: string }>(
      sql`select fact.body, t.state::text from fact, access_token t`,
    )
    expect(kept.length).toBeGreaterThan(0)
    expect(kept.filter((row) => row.body.includes(token!) || row.state.includes(token!))).toEqual([])
    expect(kept.some((row) => row.state.includes(hashToken(token!)))).toBe(true)
  })

  test('it reaches what it was made for and no more', async () => {
    const question = { about: { kind: 'project' }, text: 'May a program ask?' }
    const to = (move: string) => `/api/projects/${story.id}/${move}`
    const contacts = '/api/organisations/northwind/confirm-contacts'
    const reading = (await made(['read'])).token
    const working = (await made(['projects'])).token
    expect(await ask(reading, '/api/projects')).toMatchObject({ status: 200 })
    expect(await ask(reading, '/reference-guide.json')).toMatchObject({ status: 200 })
    expect(await ask(reading, to('ask'), question)).toMatchObject({ code: 'not-permitted' })
    expect(await ask(working, to('ask'), question)).toMatchObject({ status: 200 })
    expect(await ask(working, '/api/projects')).toMatchObject({ code: 'not-permitted' })
    expect(await ask(working, contacts, {})).toMatchObject({ code: 'not-permitted' })
    expect(await ask((await made(['organisation'])).token, contacts, {})).toMatchObject({ status: 200 })
  })

  test('it is never more than the person: roles and visibility stay as they are', async () => {
    const all = ['read', 'projects', 'organisation', 'support', 'programme'] as const
    const { token } = await made(all, 'stranger')
    expect(await ask(token, `/api/projects/${story.id}`)).toMatchObject({ code: 'not-found' })
    expect(await ask(token, '/api/journal')).toMatchObject({ code: 'not-permitted' })
    expect(await ask(token, '/api/platforms', { name: 'Mine' })).toMatchObject({ code: 'not-permitted' })
  })

  test('forms, sessions, accounts and further tokens are beyond every token', async () => {
    const { token } = await made(['read', 'projects', 'organisation', 'support', 'programme'])
    const more = { name: 'More', scopes: ['read'], days: 1 }
    const beyond = [
      [`/api/people/${cast.admin.id}/access-tokens`, more],
      ['/moves/confirm-contacts', {}],
      ['/account/password', {}],
      ['/account/sessions/end', {}],
      ['/sign-out', {}],
      ['/api/organisations/northwind/people', { name: 'A', email: 'a@b.test', roles: ['partner-admin'] }],
    ] as const
    for (const [path, body] of beyond) {
      const { code, says } = await ask(token, path, body)
      expect.soft({ path, code, says }).toEqual({ path, code: 'not-permitted', says: 'No access token reaches that.' })
    }
  })

  test('pages with secrets, one-time links and accounts are for whoever signed in, even to a token that reads', async () => {
    const input = { address: 'https://hooks.example/in', kinds: ['certifications'] }
    const done = await act(house, cast.admin, { move: 'add-webhook', id: 'northwind', input })
    const webhook = `/webhooks/${done.made.webhook}`
    const pages = [
      ['admin', webhook],
      ['admin', '/account'],
      ['manager', '/outbox'],
    ] as const
    for (const [who, path] of pages) {
      const { token } = await made(['read'], who)
      expect.soft(await ask(token, path), path).toMatchObject({ code: 'not-permitted' })
      expect.soft((await server.send(who, path)).status, path).toBe(200)
    }
    expect(await (await server.send('admin', webhook)).text()).toMatch(/whsec_[A-Za-z0-9+/]{43}=/)
    expect((await ask((await made(['read'])).token, '/webhooks')).status).toBe(200)
  })

  test('ended it lets nobody in, from the next request on; its owner and whoever keeps accounts end it', async () => {
    const { id, token } = await made(['read'])
    expect((await ask(token, '/api/me')).status).toBe(200)
    const end = (who: keyof Cast) => act(house, cast[who], { move: 'end-access-token', id, input: {} })
    await expect(end('stranger')).rejects.toMatchObject({ code: 'not-found' })
    await expect(end('engineer')).rejects.toMatchObject({ code: 'not-found' })
    await end('admin')
    expect(await ask(token, '/api/me')).toMatchObject({ code: 'not-signed-in' })
    await expect(end('manager')).rejects.toMatchObject({ code: 'not-now' })
    const other = await made(['read'])
    await act(house, cast.manager, { move: 'end-access-token', id: other.id, input: {} })
    expect(await ask(other.token, '/api/me')).toMatchObject({ code: 'not-signed-in' })
  })

  test('it is ended by the office on the page of its holder’s organisation, and its holder is told by whom', async () => {
    const { id, token } = await made(['read'], 'engineer')
    const headers = { accept: 'text/html' }
    const page = async (who: keyof Cast, at: string) => (await server.send(who, at, { headers })).text()
    const people = await page('manager', '/organisations/northwind')
    expect(people).toContain(`value="${id}"`)
    expect(people, 'that it is for good').toContain('That cannot be taken back')
    expect(await page('operator', '/organisations/northwind')).toContain(`value="${id}"`)
    for (const [who, at] of [
      ['auditor', '/organisations/northwind'],
      ['admin', '/our-organisation'],
    ] as const)
      expect([who, (await page(who, at)).includes(`value="${id}"`)], 'control: not theirs to end').toEqual([who, false])

    const form = new URLSearchParams({ _id: id, _back: '/organisations/northwind' })
    expect((await server.send('manager', '/moves/end-access-token', { body: form, headers })).status).toBe(303)
    expect(await ask(token, '/api/me')).toMatchObject({ code: 'not-signed-in' })
    expect(await page('manager', '/organisations/northwind')).not.toContain(`value="${id}"`)
    expect(await page('engineer', '/account')).toMatch(/ended on .* by (<[^>]+>)?[A-Z]/)
  })

  test('it ends with its last day, and nothing like it lets anybody in', async () => {
    const { token } = await made(['read'], 'engineer', 1)
    const other = await house.database.run(
      sql`update access_token set state = state || '{"until":"2026-01-01"}' where hash = ${hashToken(token)}`,
    )
    expect(other).toBe(1)
    expect(await ask(token, '/api/me')).toMatchObject({ code: 'not-signed-in' })
    for (const wrong of [`${token}x`, token.slice(0, -1), `cwt_${'a'.repeat(32)}`, hashToken(token)])
      expect(await ask(wrong, '/api/me')).toMatchObject({ code: 'not-signed-in' })
  })

  test('it ends with the account of whoever made it', async () => {
    const { token } = await made(['read'], 'technician')
    expect((await ask(token, '/api/me')).status).toBe(200)
    await act(house, cast.manager, { move: 'let-go', id: cast.technician.id, input: { reason: 'Left' } })
    expect(await ask(token, '/api/me')).toMatchObject({ code: 'not-signed-in' })
  })

  test('nobody makes one for somebody else, nor more than can be kept in view', async () => {
    const input = { name: 'Theirs', scopes: ['read'], days: 1 }
    const forOther = act(house, cast.manager, { move: 'make-access-token', id: cast.admin.id, input })
    await expect(forOther).rejects.toMatchObject({ code: 'not-permitted' })
    for (let count = 0; count < 20; count += 1) await made(['read'], 'auditor')
    await expect(made(['read'], 'auditor')).rejects.toMatchObject({ code: 'not-now' })
  })
})
