/** Webhooks read by programs: who sees which, a page at a time, and nothing that would let anybody sign in our name. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act } from '../src/app/act.ts'
import { carryWebhooks } from '../src/app/webhooks/delivering.ts'
import { type Cast, enterCast } from './support/cast.ts'
import { KINDS, testHouse, type TestHouse } from './support/house.ts'
import { openReceiver, type Receiver, takesIt } from './support/receiver.ts'
import { serveHouse, type TestServer } from './support/server.ts'
import { addWebhook, oweDeliveries, secretsKept } from './support/webhooks.ts'

type Row = { readonly id: string; readonly organisation: string }
type Rows = { readonly rows: readonly Row[]; readonly after: string | null }
type Log = {
  readonly deliveries: readonly { readonly id: string; readonly place: number; readonly state: string }[]
  readonly before: number | null
}

describe.each(KINDS)('webhooks over the API on the %s database', (kind) => {
  let house: TestHouse
  let cast: Cast
  let server: TestServer
  let receiver: Receiver
  let first: string
  let second: string
  let foreign: string
  beforeAll(async () => {
    receiver = await openReceiver()
    house = await testHouse(kind, undefined, { webhookAllow: [receiver.place] })
    cast = await enterCast(house)
    server = await serveHouse(house, cast)
    first = await addWebhook(house, cast.admin, `${receiver.url}/in?key=ours-alone`, ['projects'])
    second = await addWebhook(house, cast.admin, `${receiver.url}/second`)
    foreign = await addWebhook(house, cast.stranger, `${receiver.url}/theirs`)
  })
  afterAll(async () => {
    await server.close()
    await house.end()
    await receiver.close()
  })

  const read = async (who: keyof Cast, path: string) => {
    const answer = await server.send(who, path, {})
    return { status: answer.status, body: (await answer.json()) as object }
  }
  const rowsFor = async (who: keyof Cast, query = '') => (await read(who, `/api/webhooks${query}`)).body as Rows
  const logFor = async (who: keyof Cast, path: string) => (await read(who, path)).body as Log
  /** As a program of the admin's with a token that reads. */
  const withToken = async (path: string) => {
    const input = { name: 'Reads', scopes: ['read'], days: 1 }
    const { secret } = await act(house, cast.admin, { move: 'make-access-token', id: cast.admin.id, input })
    return (await fetch(`${server.address}${path}`, { headers: { authorization: `Bearer ${secret}` } })).text()
  }
  const idsFor = async (who: keyof Cast, query = '') => (await rowsFor(who, query)).rows.map(({ id }) => id).toSorted()

  test('everybody sees those of their own organisation, the office all, and whoever keeps none is told so', async () => {
    const own = [first, second].toSorted()
    expect(await idsFor('admin')).toEqual(own)
    expect(await idsFor('engineer')).toEqual(own)
    expect(await idsFor('stranger')).toEqual([foreign])
    expect(await idsFor('manager')).toEqual([...own, foreign].toSorted())
    expect(await idsFor('manager', '?organisation=northwind')).toEqual(own)
    expect(await idsFor('stranger', '?organisation=southwind')).toEqual([foreign])
    for (const organisation of ['northwind', 'nobody'])
      expect(await read('stranger', `/api/webhooks?organisation=${organisation}`)).toMatchObject({
        status: 403,
        body: { refused: { code: 'not-permitted', faults: [{ at: 'organisation' }] } },
      })
    expect((await read('tester', '/api/webhooks')).status).toBe(403)
  })

  test('one of another organisation is not there, nor is what it was sent', async () => {
    for (const path of [`/api/webhooks/${first}`, `/api/webhooks/${first}/deliveries`]) {
      expect([path, (await read('stranger', path)).status]).toEqual([path, 404])
      expect([path, (await read('tester', path)).status]).toEqual([path, 403])
      expect([path, (await read('auditor', path)).status], 'control').toEqual([path, 200])
    }
    expect((await read('admin', '/api/webhooks/none')).status).toBe(404)
  })

  test('the list is paged, each row once', async () => {
    const page = await rowsFor('admin', '?limit=1')
    const next = await rowsFor('admin', `?limit=1&after=${encodeURIComponent(page.after!)}`)
    expect([page.rows.length, next.rows.length, next.after]).toEqual([1, 1, null])
    expect([...page.rows, ...next.rows].map(({ id }) => id).toSorted()).toEqual([first, second].toSorted())
  })

  test('one says what it is told and what can be done with it', async () => {
    const { body } = await read('admin', `/api/webhooks/${first}`)
    expect(body).toMatchObject({
      id: first,
      organisation: 'northwind',
      name: 'Northwind',
      host: receiver.place,
      address: `${receiver.url}/in?key=ours-alone`,
      kinds: ['projects'],
      state: 'on',
      ended: null,
      secretMade: { by: cast.admin.id },
    })
    expect((body as { moves: { name: string }[] }).moves.map(({ name }) => name)).toContain('test-webhook')
  })

  test('its log is told newest first, with every try, and paged by the place in it', async () => {
    await act(house, cast.admin, { move: 'test-webhook', id: second, input: {} })
    await carryWebhooks(house)
    const owed = await oweDeliveries(house, second, 2)
    const at = `/api/webhooks/${second}/deliveries`
    const body = await logFor('engineer', `${at}?limit=2`)
    expect(body.deliveries.map(({ id, state }) => [id, state])).toEqual([
      [owed[1], 'waiting'],
      [owed[0], 'waiting'],
    ])
    const older = await logFor('engineer', `${at}?limit=2&before=${body.before}`)
    expect(older.before).toBeNull()
    expect(older.deliveries).toMatchObject([
      {
        kind: 'webhook-tested',
        state: 'delivered',
        next: null,
        body: { kind: 'webhook-tested' },
        tries: [{ attempt: 1, status: 204 }],
      },
    ])
    expect((await read('engineer', `${at}?before=soon`)).status).toBe(422)
  })

  test('how a receiver answered is for whoever signed in: it may repeat the address, which no token is shown', async () => {
    receiver.says = ({ path }, response) => void response.writeHead(404).end(`Cannot POST ${path}`)
    await act(house, cast.admin, { move: 'test-webhook', id: first, input: {} })
    await carryWebhooks(house)
    receiver.says = takesIt
    type Tried = {
      readonly deliveries: readonly { readonly tries: readonly { status: number; says: string | null }[] }[]
    }
    const at = `/api/webhooks/${first}/deliveries`
    const [inPerson] = ((await read('admin', at)).body as Tried).deliveries
    expect(inPerson!.tries, 'control').toMatchObject([{ status: 404, says: 'Cannot POST /in?key=ours-alone' }])
    const [byToken] = (JSON.parse(await withToken(at)) as Tried).deliveries
    expect(byToken!.tries).toMatchObject([{ status: 404, says: null }])
  })

  test('no answer holds a secret, and a token gets no more of an address than its host', async () => {
    const [secret] = await secretsKept(house, first)
    expect(secret).toMatch(/^whsec_/)
    for (const path of ['/api/webhooks', `/api/webhooks/${first}`, `/api/webhooks/${first}/deliveries`]) {
      const texts = [JSON.stringify((await read('admin', path)).body), await withToken(path)]
      for (const text of texts) expect([path, text.includes('whsec_')]).toEqual([path, false])
      expect([path, texts[1]!.includes('ours-alone')]).toEqual([path, false])
    }
    expect(JSON.parse(await withToken(`/api/webhooks/${first}`))).toMatchObject({ host: receiver.place, address: null })
  })

  test('a place to go on from opens nothing: what has not its form is refused, and another’s leads to one’s own alone', async () => {
    for (const after of [
      '',
      '~',
      'xy',
      'x~y',
      "'~'",
      '9999~z',
      '2026-06-15~',
      '%00~%00',
      `2026-06-15~${'b'.repeat(3000)}`,
    ])
      expect([after.slice(0, 9), (await read('stranger', `/api/webhooks?after=${after}`)).status]).toEqual([
        after.slice(0, 9),
        422,
      ])
    const foreignPlaces: string[] = ['9999-12-31~z', "0000-00-00~'", '9999-99-99T9Z~z']
    for (let after: string | null = ''; after !== null;) {
      const page: Rows = await rowsFor('manager', `?limit=1${after && `&after=${encodeURIComponent(after)}`}`)
      if (page.after) foreignPlaces.push(page.after)
      after = page.after
    }
    expect(foreignPlaces).toHaveLength(5)
    const seen = new Set<string>()
    for (const after of foreignPlaces)
      for (const id of await idsFor('stranger', `?after=${encodeURIComponent(after)}`)) seen.add(id)
    expect([...seen]).toEqual([foreign])
  })
})
