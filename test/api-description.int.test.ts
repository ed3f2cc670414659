/**
 * The description of the API (OpenAPI 3.1): valid to an independent reader, nothing of the server missing from it, and
 * true: whatever is sent by it is answered as it says, never with a bug. The typed client is made from it.
 */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { validate } from '@scalar/openapi-parser'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect, NotAnswered, Refused } from '../client/certwright.ts'
import { ADDRESSES, listAddresses } from '../src/api/addresses.ts'
import { API_GROUPS } from '../src/api/description.ts'
import { exampleOf } from '../src/api/schema-words.ts'
import { apiDescription, apiOperations, type Described } from '../src/app/ask/api-description.ts'
import { LISTS } from '../src/app/lists/all.ts'
import { EVERYBODY } from '../src/programme/permission.ts'
import { SENT_MOVES } from '../src/app/targets.ts'
import { ROUTES } from '../src/server/app.ts'
import type { Route } from '../src/server/route.ts'
import { type Cast, enterCast, Story } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { PASSWORD, serveHouse, type TestServer, type Who } from './support/server.ts'
import { Uploading } from './support/uploading.ts'

describe('the description', () => {
  test('is OpenAPI 3.1, says an independent reader', async () => {
    const description = structuredClone(await apiDescription())
    const { valid, errors, version } = await validate(JSON.stringify(description))
    expect(errors ?? []).toEqual([])
    expect({ valid, version }).toEqual({ valid: true, version: '3.1' })
    const broken = { ...description, paths: { 'no-slash': { get: { responses: 7 } } } }
    expect((await validate(JSON.stringify(broken))).valid).toBe(false)
  })

  test('has every move', async () => {
    const described = (await apiOperations()).filter(({ operation }) => operation.tags[0] === 'moves')
    expect(described.map(({ operation }) => operation.operationId).toSorted()).toEqual(
      SENT_MOVES.map(({ name }) => name).toSorted(),
    )
  })

  test('has every file and upload of the server, open to the same people', () => {
    const served = ROUTES.filter(({ kind }) => kind === 'file' || kind === 'upload')
    expect(served.length).toBeGreaterThan(20)
    expect(missing(served)).toEqual([])
    expect(ADDRESSES.length + listAddresses(LISTS).length).toBe(served.length)
    expect(missing([...served, { ...served[0]!, path: '/undescribed' }])).toHaveLength(1)
    expect(missing([{ ...served[0]!, permission: {} }])).toHaveLength(1)
    const list = served.find(({ path }) => path === '/projects.csv')!
    expect([missing([list]), missing([{ ...list, permission: EVERYBODY }])]).toEqual([[], ['/projects.csv']])
  })

  test('stands on the page in one group each, and says which token it takes', async () => {
    const all = await apiOperations()
    const groups = new Set<string>(API_GROUPS.map(({ tag }) => tag))
    expect(all.filter(({ operation }) => !groups.has(operation.tags[0] ?? ''))).toEqual([])
    const tokens = (name: string) => all.find(({ operation }) => operation.operationId === name)?.operation.security
    expect(tokens('post-uploads')).toEqual([{ token: ['projects'] }])
    expect(tokens('get-catalogue-csv')).toEqual([{}, { token: ['read'] }])
    expect(tokens('get-projects-csv')).toEqual([{ token: ['read'] }])
  })

  test('begins with a body that somebody would send: a file, or a table, as its upload', async () => {
    const all = await apiOperations()
    const bodyOf = (name: string) =>
      all.find(({ operation }) => operation.operationId === name)!.operation.requestBody!.content['application/json']!
        .schema
    const upload = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/) as unknown
    for (const table of ['take-in-sat-plan', 'take-in-sat-results'])
      expect([table, exampleOf(bodyOf(table))]).toEqual([table, { upload }])
    expect(exampleOf(bodyOf('add-evidence'))).toMatchObject({ upload })
    const asRows = bodyOf('take-in-sat-plan').anyOf?.map(exampleOf)
    expect(asRows?.[1], 'the rows themselves may be sent as well').toMatchObject({ testCases: [{ title: '…' }] })
  })

  test('names each operation once', async () => {
    const names = (await apiOperations()).map(({ operation }) => operation.operationId)
    expect(new Set(names).size).toBe(names.length)
  })
})

/** What a read cannot do without. */
const DEPLOYMENT: Readonly<Record<string, string>> = {
  '/api/support': 'product=north-trunk&productRelease=3.1&platform=voice&platformRelease=10.0&country=DE',
}

function missing(served: readonly Route[]): readonly string[] {
  const said = new Set(ADDRESSES.map((each) => JSON.stringify([each.method, each.path, sorted(each.permission ?? {})])))
  const lists = new Map(listAddresses(LISTS).map(({ path, permission }) => [path, permission === EVERYBODY]))
  return served
    .filter(({ path, permission }) => lists.get(path) !== (permission.visitor !== undefined))
    .filter(
      ({ method, path, permission }) =>
        !said.has(JSON.stringify([method, path.replace(/:(\w+)/g, '{$1}'), sorted(permission)])),
    )
    .map(({ path }) => path)
}

const sorted = (permission: Route['permission']) =>
  Object.entries(permission).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))

describe('the server, asked by its description', () => {
  let house: TestHouse
  let cast: Cast
  let server: TestServer
  let story: Story
  beforeAll(async () => {
    house = await testHouse()
    cast = await enterCast(house)
    server = await serveHouse(house, cast)
    story = await new Story(house, cast).open()
  })
  afterAll(async () => {
    await server.close()
    await house.end()
  })

  test('answers everything, and every no is a refusal as described', async () => {
    const operations = (await apiOperations()).filter(({ path }) => path.startsWith('/api/'))
    expect(operations.length).toBeGreaterThan(140)
    let answered = 0
    for (const described of operations)
      for (const who of ['manager', 'admin', null] as const)
        for (const body of bodies(described)) {
          const answer = await send(described, who, body)
          answered += 1
          expect.soft({ ...answer, who, body }, described.operation.operationId).toMatchObject({ isAsSaid: true })
        }
    expect(answered).toBeGreaterThan(1000)
  })

  /** What it says it takes, nothing, and a few things it does not. */
  function bodies({ method, operation }: Described): readonly (string | undefined)[] {
    if (method === 'GET') return [undefined]
    const wild = fc.sample(fc.json({ maxDepth: 2 }), { numRuns: 2, seed: operation.operationId.length })
    const example = exampleOf(operation.requestBody?.content['application/json']?.schema ?? {})
    return [JSON.stringify(example), '{}', 'no JSON {', ...wild]
  }

  async function send({ path, method, operation }: Described, who: Who, body: string | undefined) {
    const query = (operation.parameters ?? []).filter(({ in: place, required }) => place === 'query' && required)
    const asked = new URLSearchParams(
      query.map(({ name, schema }): [string, string] => [name, String(exampleOf(schema))]),
    )
    const address = `${path.replace('{project}', story.id).replace(/\{\w+\}/g, 'nobody')}?${asked.toString()}`
    const answer = await fetch(`${server.address}${address}`, {
      method,
      headers: {
        ...(who ? { authorization: `Bearer ${server.token(who)}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body }),
    })
    const said = (await answer.json()) as { refused?: Record<string, unknown> }
    const isRefusal = typeof said.refused?.says === 'string' && typeof said.refused.next === 'string'
    return { status: answer.status, isAsSaid: answer.status < 500 && (answer.ok ? !said.refused : isRefusal) }
  }

  /** The reads of the contract without a thing in their address, with what they ask for. */
  const plainReads = async () =>
    (await apiOperations())
      .filter(({ method, path }) => method === 'GET' && path.startsWith('/api/') && !path.includes('{'))
      .map(({ path, operation }) => {
        const parameters = (operation.parameters ?? []).filter(({ in: place }) => place === 'query')
        return { path, names: parameters.map(({ name }) => name), needed: DEPLOYMENT[path] ?? '' }
      })

  test('takes nothing typed for no filter: every one left empty is refused by its name', async () => {
    let asked = 0
    for (const { path, names, needed } of await plainReads()) {
      expect([path, (await server.send('manager', `${path}?${needed}`)).status], 'control').toEqual([path, 200])
      for (const name of names) {
        const query = new URLSearchParams(needed)
        query.set(name, '')
        const answer = await server.send('manager', `${path}?${query.toString()}`)
        const said = (await answer.json()) as { refused?: { faults?: readonly { at: string }[] } }
        expect([path, name, answer.status, said.refused?.faults?.[0]?.at]).toEqual([path, name, 422, name])
        asked += 1
      }
    }
    expect(asked).toBeGreaterThan(20)
  })

  test('answers HEAD as it answers GET, without the body', async () => {
    const told = async (method: string, who: Who, address: string) => {
      const answer = await server.send(who, address, { method })
      return { type: answer.headers.get('content-type'), status: answer.status, bytes: (await answer.text()).length }
    }
    const addresses = [
      ...(await plainReads()).map(({ path, needed }) => `${path}?${needed}`),
      `/api/projects/${story.id}`,
    ]
    for (const address of addresses)
      for (const who of ['manager', null] as const) {
        const { bytes, ...got } = await told('GET', who, address)
        expect([address, bytes > 0]).toEqual([address, true])
        expect([address, await told('HEAD', who, address)]).toEqual([address, { ...got, bytes: 0 }])
      }
    for (const address of ['/api/nothing', '/api/projects/none'])
      expect(await told('HEAD', 'manager', address), 'control').toMatchObject({ status: 404 })
    expect(await told('HEAD', 'manager', '/api/projects?stages=x'), 'control').toMatchObject({ status: 422 })
  })

  test('the typed client signs in, reads and does; a no is thrown with its words', async () => {
    const everybody = connect({ url: server.address })
    const email = 'admin@northwind.test'
    const { token } = await everybody.read('/api/sessions', { body: { email, password: PASSWORD } })
    const client = connect({ url: server.address, token })
    expect((await client.read('/api/me', {})).organisation).toBe('northwind')
    const { on } = await everybody.read('/api/reference-guide', { query: { on: '2026-01-01' } })
    expect(on).toBe('2026-01-01')
    const input = { about: { kind: 'project' as const }, text: 'By the client?' }
    const first = await client.move('ask', { id: story.id, input, once: 'client-1' })
    expect(await client.move('ask', { id: story.id, input, once: 'client-1' })).toMatchObject({
      fact: first.fact,
      repeated: true,
    })
    const refused = await client.move('grant', { id: story.id, input: { reason: 'Please.' } }).catch(String)
    expect(refused).toContain('is not for you to do')
    await expect(everybody.read('/api/projects', { query: {} })).rejects.toBeInstanceOf(Refused)
    await expect(client.move('ask', { input })).rejects.toThrow('needs id')
  })

  test('the typed client sends files as the server takes them, and knows what is no answer', async () => {
    const address = await new Uploading(server, 'admin').whole(Buffer.from('A log of the call.'), 'call.log')
    const client = connect({ url: server.address, token: server.token('admin') })
    const input = { upload: address.split('/').at(-1)! }
    expect(await client.move('add-evidence', { id: story.id, input })).toMatchObject({ kind: 'evidence-added' })
    const proxy = createServer((_, answer) => answer.writeHead(502).end('<h1>Bad Gateway</h1>')).listen(0, '127.0.0.1')
    await once(proxy, 'listening')
    try {
      const { port } = proxy.address() as AddressInfo
      const behind = connect({ url: `http://127.0.0.1:${port}` })
      await expect(behind.read('/api/reference-guide', {})).rejects.toBeInstanceOf(NotAnswered)
      await expect(behind.read('/api/reference-guide', {})).rejects.toThrow('502')
    } finally {
      proxy.close()
    }
  })
})
