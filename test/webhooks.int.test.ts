/**
 * Webhooks kept and told (R28): what an organisation's own programs get is what its people may see, signed so that
 * they can tell, and nothing of what did not happen.
 */
import { spawn } from 'node:child_process'
import path from 'node:path'
import sql from 'sql-template-tag'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { act } from '../src/app/act.ts'
import { verifyInstallation } from '../src/app/verify.ts'
import { carryWebhooks } from '../src/app/webhooks/delivering.ts'
import type { Actor } from '../src/programme/permission.ts'
import type { Webhook } from '../src/programme/webhook.ts'
import { load } from '../src/store/nouns.ts'
import { type Cast, enterCast, Story } from './support/cast.ts'
import { answerOf } from './support/dry.ts'
import { KINDS, testHouse, type TestHouse } from './support/house.ts'
import { eventually, freePort } from './support/process.ts'
import { openReceiver, type Receiver, takesIt } from './support/receiver.ts'
import { serveHouse, type TestServer } from './support/server.ts'
import { addWebhook, genuineBy, idOf, keptDelivery, secretsKept, signatureBy } from './support/webhooks.ts'

describe.each(KINDS)('webhooks on the %s database', (kind) => {
  let house: TestHouse
  let cast: Cast
  let receiver: Receiver
  beforeEach(async () => {
    receiver = await openReceiver()
    house = await testHouse(kind, undefined, { webhookAllow: [receiver.place] })
    cast = await enterCast(house)
  })
  afterEach(async () => {
    await house.end()
    await receiver.close()
  })

  const does = (actor: Actor, move: string, id: string, input: object = {}) => act(house, actor, { move, id, input })
  const told = async (actor: Actor, move: string, id: string, input: object = {}) =>
    (await answerOf(house, actor, { move, id, input })).code
  const webhookOf = async (id: string): Promise<Webhook> => (await load(house.database, 'webhook', id))!.state
  const kindsGot = () => receiver.got.map(({ body }) => (JSON.parse(body) as { kind: string }).kind)

  describe('what one gets', () => {
    test('is what happened, small and signed, as it is documented', async () => {
      const id = await addWebhook(house, cast.admin, `${receiver.url}/in`, ['projects'])
      const story = new Story(house, cast)
      await story.open()
      await carryWebhooks(house)
      const [got] = receiver.got
      const fact = JSON.parse(got!.body) as Record<string, unknown>
      expect(Object.keys(fact)).toEqual(['id', 'kind', 'at', 'says', 'project', 'subjects', 'link'])
      expect(fact).toMatchObject({
        kind: 'project-opened',
        project: story.id,
        link: `http://127.0.0.1:3000/projects/${story.id}`,
      })
      expect(fact.subjects).toContainEqual({ noun: 'project', id: story.id })
      expect(got!.headers).toMatchObject({
        'content-type': 'application/json',
        'webhook-timestamp': String(house.now() / 1000),
      })
      const [secret] = await secretsKept(house, id)
      expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
      expect(genuineBy(secret!, got!)).toEqual([true])
      expect(genuineBy(secret!, { ...got!, body: `${got!.body} ` })).toEqual([false])
      expect(genuineBy(secret!, { ...got!, headers: { ...got!.headers, 'webhook-timestamp': '1' } })).toEqual([false])
    })

    test('leads to where its people look at a listing text: partners to their own company, the vendor to that one', async () => {
      await addWebhook(house, cast.admin, `${receiver.url}/partner`, ['guides'])
      await addWebhook(house, cast.manager, `${receiver.url}/vendor`, ['guides'])
      const text = { text: 'We connect.' }
      await does(cast.admin, 'propose-company-text', 'northwind', text)
      await does(cast.manager, 'change-company-text', 'northwind', text)
      await does(cast.admin, 'propose-product-text', 'north-trunk', text)
      await carryWebhooks(house)
      const got = receiver.got.map(({ path, body }) => {
        const { kind, link } = JSON.parse(body) as { kind: string; link: string }
        return `${path} ${kind} ${new URL(link).pathname}${new URL(link).hash}`
      })
      expect(got.toSorted()).toEqual([
        '/partner listing-text-changed /our-organisation#listing',
        '/partner listing-text-proposed /our-organisation#listing',
        '/partner listing-text-proposed /products/north-trunk#listing',
        '/vendor listing-text-changed /organisations/northwind#listing',
        '/vendor listing-text-proposed /organisations/northwind#listing',
        '/vendor listing-text-proposed /products/north-trunk#listing',
      ])
    })

    test('is only of the kinds it asked for, and of nothing that was refused or taken back', async () => {
      await addWebhook(house, cast.admin, receiver.url, ['fees'])
      const story = new Story(house, cast)
      await story.open()
      await story.do(cast.admin, 'request-budgetary-quote', { note: '' })
      expect(await told(cast.admin, 'start-testing', story.id)).toBe('not-permitted')
      const failing = act(
        house,
        cast.admin,
        { move: 'request-budgetary-quote', id: story.id, input: { note: '' } },
        () => {
          throw new Error('the line broke')
        },
      )
      await expect(failing).rejects.toThrow()
      await carryWebhooks(house)
      expect(kindsGot()).toEqual(['budgetary-quote-issued'])
    })

    test('can be verified by the program on the page, as it stands', async () => {
      const file = path.join(import.meta.dirname, '../web/pages/office/receiver-example.mjs')
      const id = await addWebhook(house, cast.admin, receiver.url, ['projects'])
      const [secret] = await secretsKept(house, id)
      await does(cast.admin, 'test-webhook', id)
      await carryWebhooks(house)
      const port = await freePort()
      const child = spawn(process.execPath, [file], { env: { WEBHOOK_SECRET: secret!, PORT: String(port) } })
      const said: string[] = []
      child.stdout.on('data', (chunk: Buffer) => said.push(chunk.toString()))
      const [got] = receiver.got
      const now = String(Math.floor(Date.now() / 1000))
      const headersOf = (signedWith: string): Record<string, string> => {
        const fresh = { ...got!, headers: { ...got!.headers, 'webhook-timestamp': now } }
        return {
          'webhook-id': idOf(got!),
          'webhook-timestamp': now,
          'webhook-signature': `v1,AAAA ${signatureBy(signedWith, fresh)}`,
        }
      }
      const post = (signedWith: string) =>
        fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers: headersOf(signedWith), body: got!.body })
      try {
        await eventually('it listens', () =>
          post(secret!).then(
            () => true,
            () => false,
          ),
        )
        expect((await post(secret!)).status).toBe(204)
        expect((await post('whsec_AAAA')).status).toBe(401)
        expect(said.join('')).toContain('webhook-tested')
      } finally {
        child.kill()
      }
    })
  })

  describe('who gets what', () => {
    test('the partner its own, the vendor everything, a sponsor what it sponsors, a stranger nothing', async () => {
      const places = Object.fromEntries(
        (['admin', 'stranger', 'manager'] as const).map((who) => [who, `${receiver.url}/${who}`]),
      )
      for (const [who, address] of Object.entries(places)) await addWebhook(house, cast[who as keyof Cast], address)
      await addWebhook(house, cast.sponsor, `${receiver.url}/resale`)
      await addWebhook(house, cast.sales, `${receiver.url}/sales-emea`)
      const story = new Story(house, cast)
      await story.bringTo('slot-offered')
      await house.database.run(sql`update project set state = state || '{"sponsor": "resale"}' where id = ${story.id}`)
      await story.bringTo('scheduled')
      await carryWebhooks(house)
      const got = (who: string) => receiver.got.filter((each) => each.path === `/${who}`)
      expect(got('admin').length).toBeGreaterThan(5)
      expect(got('manager').length).toBeGreaterThanOrEqual(got('admin').length)
      expect(got('resale').map(({ body }) => (JSON.parse(body) as { kind: string }).kind)).toEqual(['slot-confirmed'])
      expect([got('stranger'), got('sales-emea')]).toEqual([[], []])
    })

    test('what the journal of a project shows its people is what their webhook gets of it', async () => {
      await addWebhook(house, cast.admin, receiver.url)
      const story = new Story(house, cast)
      await story.bringTo('quote-offered')
      await carryWebhooks(house)
      const server = await serveHouse(house, cast)
      const journal = await server.send('admin', `/api/projects/${story.id}/journal?limit=200`)
      const { facts } = (await journal.json()) as { facts: { id: string; says: string; kind: string }[] }
      await server.close()
      const shown = facts.map(({ id, kind: one, says }) => ({ id, kind: one, says })).toReversed()
      const sent = receiver.got.map(({ body }) => JSON.parse(body) as { id: string; kind: string; says: string })
      expect(sent.map(({ id, kind: one, says }) => ({ id, kind: one, says }))).toEqual(shown)
      expect(sent.length).toBeGreaterThan(5)
    })

    test('an available release is told to everybody who asked for releases; other affairs of the vendor to nobody else', async () => {
      await addWebhook(house, cast.stranger, receiver.url)
      await does(cast.manager, 'add-platform-release', 'voice', { version: '12.0', kind: 'major', ga: '2026-06-01' })
      await does(cast.manager, 'set-parameter', 'quote.validity-days', {
        value: 90,
        from: '2026-07-01',
        reason: 'Longer.',
      })
      await does(cast.manager, 'set-availability', 'voice', { level: 'MAT', availability: 'ask' })
      await carryWebhooks(house)
      expect(kindsGot()).toEqual(['platform-release-available'])
    })

    test('nothing any more once nobody of the organisation is left, and nothing of what was owed before', async () => {
      const id = await addWebhook(house, cast.stranger, receiver.url)
      await does(cast.stranger, 'test-webhook', id)
      await does(cast.manager, 'let-go', cast.stranger.id, { reason: 'Left.' })
      await does(cast.manager, 'add-platform-release', 'voice', { version: '12.0', kind: 'major', ga: '2026-06-01' })
      await carryWebhooks(house)
      expect(receiver.got).toEqual([])
    })
  })

  describe('its keeping', () => {
    test('goes through its moves, each a fact, and the installation stays sound', async () => {
      const id = await addWebhook(house, cast.admin, receiver.url, ['projects', 'decisions'])
      await does(cast.admin, 'change-webhook', id, {
        address: `${receiver.url}/b?key=hush`,
        kinds: ['fees', 'projects'],
      })
      expect((await webhookOf(id)).kinds).toEqual(['projects', 'fees'])
      expect(await told(cast.admin, 'switch-webhook-on', id)).toBe('not-now')
      await does(cast.operator, 'switch-webhook-off', id, { reason: 'It floods us.' })
      expect(await told(cast.admin, 'test-webhook', id)).toBe('not-now')
      await new Story(house, cast).open()
      await does(cast.admin, 'switch-webhook-on', id)
      await does(cast.engineer, 'test-webhook', id)
      await does(cast.admin, 'remove-webhook', id, { reason: 'No longer.' })
      for (const move of ['change-webhook', 'test-webhook', 'renew-webhook-secret', 'switch-webhook-on'])
        expect(
          await told(cast.admin, move, id, move === 'change-webhook' ? { address: receiver.url, kinds: ['fees'] } : {}),
        ).toBe('not-now')
      await carryWebhooks(house)
      expect(receiver.got, 'off, and then removed').toEqual([])
      expect(await secretsKept(house, id)).toEqual([])
      expect((await verifyInstallation(house)).faults).toEqual([])
      const facts = await house.database.all<{ body: string }>(sql`select body from fact where kind like 'webhook-%'`)
      expect(facts.length).toBe(6)
      expect(facts.map(({ body }) => body).join()).not.toMatch(/whsec|hush/)
    })

    test('is refused to others, and for addresses that lead nowhere we go', async () => {
      const address = receiver.url
      const kinds = ['projects']
      expect(await told(cast.engineer, 'add-webhook', 'northwind', { address, kinds })).toBe('not-permitted')
      expect(await told(cast.stranger, 'add-webhook', 'northwind', { address, kinds })).toBe('not-found')
      const id = await addWebhook(house, cast.admin, address)
      expect(await told(cast.stranger, 'remove-webhook', id, { reason: 'Not mine.' })).toBe('not-found')
      expect(await told(cast.admin, 'give-up-webhook', id, { reason: 'x' })).toBe('not-permitted')
      for (const wrong of [
        'http://hooks.example.com/',
        'https://10.0.0.1/',
        'https://localhost/',
        'https://a@b.example.com/',
        `http://127.0.0.1:${receiver.port + 1}/`,
      ])
        expect([wrong, await told(cast.admin, 'add-webhook', 'northwind', { address: wrong, kinds })]).toEqual([
          wrong,
          'wrong-input',
        ])
      expect(await told(cast.admin, 'add-webhook', 'northwind', { address, kinds: [] })).toBe('wrong-input')
      for (let more = 1; more < 10; more += 1) await addWebhook(house, cast.admin, `${address}/${more}`)
      expect(await told(cast.admin, 'add-webhook', 'northwind', { address: `${address}/10`, kinds })).toBe('not-now')
    })

    test('is refused a second time to one address, sent twice at once or one after the other', async () => {
      const address = `${receiver.url}/in`
      const add = (actor: Actor, organisation: string) =>
        told(actor, 'add-webhook', organisation, { address, kinds: ['projects'] })
      const both = await Promise.all([add(cast.admin, 'northwind'), add(cast.admin, 'northwind')])
      expect(both.toSorted()).toEqual(['conflict', 'done'])
      expect(await add(cast.admin, 'northwind')).toBe('conflict')
      expect(await add(cast.stranger, 'southwind'), 'control: another organisation may have its own there').toBe('done')

      const other = await addWebhook(house, cast.admin, `${receiver.url}/other`)
      const change = (to: string) => told(cast.admin, 'change-webhook', other, { address: to, kinds: ['fees'] })
      expect(await change(address.replace('http:', 'HTTP:'))).toBe('conflict')
      expect(await change(`${receiver.url}/other`), 'its own address is free to it').toBe('done')
      const { id } = (await house.database.one<{ id: string }>(
        sql`select id from webhook where organisation = 'northwind' and state->>'address' = ${address}`,
      ))!
      await does(cast.admin, 'remove-webhook', id, { reason: 'No longer.' })
      expect(await change(address), 'a removed one is in nobody’s way').toBe('done')
    })

    test('of two that led to one place before that was refused, each can still be told other things', async () => {
      const [first, second] = [`${receiver.url}/in`, `${receiver.url}/other`]
      await addWebhook(house, cast.admin, first)
      const id = await addWebhook(house, cast.admin, second)
      const change = (address: string) => told(cast.admin, 'change-webhook', id, { address, kinds: ['fees'] })
      expect(await change(first), 'control: while it leads elsewhere').toBe('conflict')
      await house.database.run(
        sql`update webhook set state = jsonb_set(state, '{address}', ${JSON.stringify(first)}::jsonb) where id = ${id}`,
      )
      expect(await change(first)).toBe('done')
    })

    // With a timeout of its own: whoever waits for the other here waits for ever.
    test('waits for another that is being added only where it names an address', { timeout: 60_000 }, async () => {
      const address = `${receiver.url}/in`
      const id = await addWebhook(house, cast.admin, address)
      const ends: string[] = []
      const ending = async (name: string, work: Promise<string>) => void ends.push(`${name} ${await work}`)
      const kinds = ['fees']
      let waiting: Promise<void> = Promise.resolve()
      await house.database.transaction(async (tx) => {
        await tx.run(sql`select pg_advisory_xact_lock(hashtextextended('webhooks of northwind', 0))`)
        waiting = ending('added', told(cast.admin, 'add-webhook', 'northwind', { address: `${address}/2`, kinds }))
        await ending('tested', told(cast.admin, 'test-webhook', id))
        await ending('changed', told(cast.admin, 'change-webhook', id, { address, kinds }))
        await house.database.one(sql`select pg_sleep(0.3)`)
        ends.push('the other is there')
      })
      await waiting
      expect(ends).toEqual(['tested done', 'changed done', 'the other is there', 'added done'])
    })

    test('renews the secret with both in use for a day, of which never more than two', async () => {
      const id = await addWebhook(house, cast.admin, receiver.url)
      const [first] = await secretsKept(house, id)
      await does(cast.admin, 'renew-webhook-secret', id)
      const [second] = await secretsKept(house, id)
      await does(cast.admin, 'test-webhook', id)
      await carryWebhooks(house)
      expect([genuineBy(second!, receiver.got[0]!), genuineBy(first!, receiver.got[0]!)]).toEqual([
        [true, false],
        [false, true],
      ])
      await house.database.run(sql`update webhook_secret set until = until - interval '25 hours'`)
      await does(cast.admin, 'test-webhook', id)
      await carryWebhooks(house)
      expect(genuineBy(second!, receiver.got[1]!)).toEqual([true])
      await does(cast.admin, 'renew-webhook-secret', id)
      await does(cast.admin, 'renew-webhook-secret', id)
      expect(await secretsKept(house, id)).toHaveLength(2)
    })
  })

  describe('on its page', () => {
    let server: TestServer
    beforeEach(async () => {
      server = await serveHouse(house, cast)
    })
    afterEach(() => server.close())
    const page = async (who: keyof Cast, at: string) => {
      const response = await server.send(who, at, { headers: { accept: 'text/html' } })
      return { status: response.status, text: await response.text() }
    }

    test('the secret is shown to whoever made it, until they have it, and to nobody else', async () => {
      const id = await addWebhook(house, cast.admin, receiver.url)
      const [secret] = await secretsKept(house, id)
      const shows = async (who: keyof Cast) => (await page(who, `/webhooks/${id}`)).text.includes(secret!)
      expect([await shows('admin'), await shows('admin'), await shows('engineer'), await shows('manager')]).toEqual([
        true,
        true,
        false,
        false,
      ])
      await server.send('engineer', `/webhooks/${id}/secret-kept`, { body: new URLSearchParams() })
      expect(await shows('admin')).toBe(true)
      await server.send('admin', `/webhooks/${id}/secret-kept`, { body: new URLSearchParams() })
      expect(await shows('admin')).toBe(false)
      await does(cast.admin, 'renew-webhook-secret', id)
      await house.database.run(sql`update webhook_secret set made = made - interval '2 hours'`)
      const [renewed] = await secretsKept(house, id)
      expect((await page('admin', `/webhooks/${id}`)).text).not.toContain(renewed!)
    })

    test('stands its log, with an answer as text and never as markup, and each can be sent again as it was', async () => {
      const id = await addWebhook(house, cast.admin, receiver.url)
      receiver.says = (_, response) => void response.writeHead(500).end('<img src=x onerror=alert(1)>\u0000\u202e!')
      await does(cast.engineer, 'test-webhook', id)
      await carryWebhooks(house)
      const shown = (await page('engineer', `/webhooks/${id}`)).text
      expect(shown).toContain('&lt;img src=x')
      expect(shown).not.toContain('<img src=x')
      expect((await page('stranger', `/webhooks/${id}`)).status).toBe(404)
      expect((await page('stranger', '/webhooks')).text).not.toContain(receiver.place)
      expect((await page('auditor', '/webhooks')).text).toContain(receiver.place)
      receiver.says = takesIt
      const [first] = receiver.got
      const again = (who: keyof Cast) =>
        server.send(who, `/webhooks/${id}/send-again`, { body: new URLSearchParams({ delivery: idOf(first!) }) })
      expect([(await again('stranger')).status, (await again('auditor')).status]).toEqual([404, 403])
      expect((await again('engineer')).status).toBe(303)
      await carryWebhooks(house)
      expect(await keptDelivery(house, idOf(first!))).toMatchObject({ state: 'delivered', status: 204 })
      await again('admin')
      await carryWebhooks(house)
      expect(receiver.got.map((each) => [idOf(each), each.body])).toEqual(
        Array.from({ length: 3 }, () => [idOf(first!), first!.body]),
      )
      const other = await addWebhook(house, cast.stranger, receiver.url)
      const astray = await server.send('stranger', `/webhooks/${other}/send-again`, {
        body: new URLSearchParams({ delivery: idOf(first!) }),
      })
      expect(astray.status).toBe(409)
    })

    test('the office finds it by its organisation, and adds one for another side', async () => {
      await addWebhook(house, cast.admin, receiver.url)
      expect((await page('manager', '/organisations/northwind')).text).toContain('/webhooks?organisation=northwind')
      const theirs = (await page('manager', '/webhooks?organisation=northwind')).text
      expect(theirs).toContain(receiver.place)
      const sponsors = (await page('manager', '/webhooks?organisation=resale')).text
      expect([sponsors.includes(receiver.place), sponsors.includes('Add a webhook of')]).toEqual([false, true])
      expect((await page('stranger', '/webhooks?organisation=northwind')).text).not.toContain(receiver.place)
      expect((await page('manager', '/webhooks?organisation=nobody')).status).toBe(404)
    })

    test('is added by form, and a refused address stands there again', async () => {
      const form = (address: string) =>
        new URLSearchParams([
          ['_id', 'northwind'],
          ['_back', '/webhooks'],
          ['_goTo', '/webhooks/:webhook'],
          ['address', address],
          ['kinds', 'fees'],
          ['kinds', 'projects'],
        ])
      const refused = await server.send('admin', '/moves/add-webhook', {
        body: form('https://10.0.0.1/x'),
        headers: { accept: 'text/html' },
      })
      expect(await refused.text()).toContain('value="https://10.0.0.1/x"')
      const added = await server.send('admin', '/moves/add-webhook', {
        body: form(receiver.url),
        headers: { accept: 'text/html' },
      })
      expect(added.headers.get('location')).toMatch(/^\/webhooks\/[0-9a-f-]{36}$/)
    })
  })
})
