/**
 * The typed client as a program of somebody else's has it: both files taken out of the project, run by themselves
 * against the server, over every read and a few moves.
 */
import { execFile } from 'node:child_process'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '../client/certwright.ts'
import type { Reads } from '../client/operations.ts'
import { act } from '../src/app/act.ts'
import { apiOperations } from '../src/app/ask/api-description.ts'
import { API_REFUSALS } from '../src/kernel/refusal.ts'
import { buildWorld, type World } from './matrix/world.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { PASSWORD, serveHouse, type TestServer } from './support/server.ts'

let house: TestHouse
let world: World
let server: TestServer
let place: string
beforeAll(async () => {
  house = await testHouse()
  world = await buildWorld(house)
  server = await serveHouse(house, world.cast)
  place = await fs.mkdtemp(path.join(os.tmpdir(), 'certwright-client-'))
  for (const file of ['certwright.ts', 'operations.ts'])
    await fs.copyFile(path.join(import.meta.dirname, '../client', file), path.join(place, file))
  await fs.writeFile(path.join(place, 'package.json'), '{"type":"module"}')
  await fs.writeFile(path.join(place, 'program.ts'), PROGRAM)
}, 120_000)
afterAll(async () => {
  await server.close()
  await house.end()
  await fs.rm(place, { recursive: true })
})

/** What each read is asked; the type checker misses one that is not here. */
const asks = ({ own }: World): { readonly [Path in keyof Reads]: Reads[Path]['asks'] } => ({
  '/api/sessions': { body: { email: 'manager@vendor.test', password: PASSWORD } },
  '/api/me': {},
  '/api/reference-guide': {
    query: { on: '2026-06-15', product: own.product, platformRelease: '10.0', search: 'north', limit: 1 },
  },
  '/api/support': {
    query: { product: own.product, productRelease: '3.1', platform: 'voice', platformRelease: '10.0', country: 'NL' },
  },
  '/api/advice': { body: { family: 'sip-trunk', level: 'MCT' } },
  '/api/certifications/{number}': { path: { number: own.certification } },
  '/api/openapi.json': {},
  '/api/platforms': {},
  '/api/projects': { query: { stage: 'published', limit: 1 } },
  '/api/projects/{project}': { path: { project: own.project } },
  '/api/projects/{project}/journal': { path: { project: own.project }, query: { limit: 2 } },
  '/api/equipment': { query: { limit: 1 } },
  '/api/equipment/{order}': { path: { order: own.equipment } },
  '/api/listing-texts': {},
  '/api/fee-requests': { query: { limit: 1 } },
  '/api/fee-requests/{request}': { path: { request: own.feeRequest } },
  '/api/webhooks': { query: { organisation: 'northwind' } },
  '/api/webhooks/{webhook}': { path: { webhook: own.webhook } },
  '/api/webhooks/{webhook}/deliveries': { path: { webhook: own.webhook } },
  '/api/journal': { query: { before: 20, limit: 3 } },
  '/api/notices': { query: { limit: 2 } },
})

const PROGRAM = `
import { connect, Refused } from './certwright.ts'
const { url, token, reads, project } = JSON.parse(process.argv[2]!)
const certwright = connect({ url, token })
const told: Record<string, unknown> = {}
for (const [path, asked] of Object.entries(reads)) told[path] = await certwright.read(path as '/api/me', asked as {})

const numbers: string[] = []
let after: string | null = null
do {
  const page = await certwright.read('/api/projects', { query: { limit: 1, ...(after ? { after } : {}) } })
  numbers.push(...page.projects.map(({ number }) => number))
  after = page.after
} while (after !== null)

const deed = { id: project, input: { about: { kind: 'project' as const }, text: 'Is it so?' }, once: 'program-1' }
const [first, again] = [await certwright.move('ask', deed), await certwright.move('ask', deed)]
const thread = first.made.thread!
await certwright.move('answer', { id: project, input: { thread, text: 'It is.' } })
const noes: unknown[] = []
for (const attempt of [
  () => certwright.read('/api/projects', { query: { stage: '' } }),
  () => certwright.read('/api/projects/{project}', { path: { project: 'none' } }),
  () => certwright.move('ask', { ...deed, input: { ...deed.input, text: 'Another.' } }),
  () => certwright.move('ask', { id: project, input: { about: { kind: 'project' }, text: '' } }),
  () => certwright.move('ask', { ...deed, once: 'program-2', seen: 1 }),
  () => connect({ url }).read('/api/me', {}),
]) await attempt().catch((no) => noes.push(no instanceof Refused ? [no.status, no.code, no.faults.map(({ at }) => at)] : String(no)))
console.log(JSON.stringify({ told, numbers, facts: [first.fact, again.fact, again.repeated], noes }))
`

test('asks every read and moves, taken out of the project, with an access token and nothing else', async () => {
  const input = { name: 'Program', scopes: ['read', 'projects'], days: 1 }
  const { secret } = await act(house, world.cast.manager, {
    move: 'make-access-token',
    id: world.cast.manager.id,
    input,
  })
  const given = { url: server.address, token: secret, reads: asks(world), project: world.own.project }
  const { stdout } = await promisify(execFile)(process.execPath, ['program.ts', JSON.stringify(given)], { cwd: place })
  const { told, numbers, facts, noes } = JSON.parse(stdout) as {
    told: Readonly<Record<string, unknown>>
    numbers: readonly string[]
    facts: readonly [number, number, boolean]
    noes: readonly unknown[]
  }
  const described = (await apiOperations()).filter(
    ({ path: at, operation }) => at.startsWith('/api/') && operation.tags[0] !== 'moves',
  )
  expect(Object.keys(told).toSorted()).toEqual(described.map(({ path: at }) => at).toSorted())
  expect(told).toMatchObject({
    '/api/me': { organisation: 'vendor' },
    '/api/reference-guide': { rows: [{ certification: world.own.certification, standing: 'green' }] },
    '/api/support': { supported: true, certification: world.own.certification },
    '/api/projects/{project}/journal': { facts: [{ project: world.own.project }, {}], before: expect.any(Number) },
    '/api/webhooks/{webhook}': { address: null },
    '/api/journal': { facts: [{ seq: 19 }, { seq: 18 }, { seq: 17 }] },
  })
  expect(numbers.toSorted()).toEqual(['P-2026-0001', 'P-2026-0002'])
  expect([facts[0] === facts[1], facts[2]]).toEqual([true, true])
  expect(noes).toEqual([
    [422, 'wrong-input', ['stage']],
    [404, 'not-found', []],
    [409, 'conflict', []],
    [422, 'wrong-input', ['text']],
    [409, 'stale', expect.arrayContaining(['2026-06-15T09:00:00.000Z'])],
    [401, 'not-signed-in', []],
  ])
})

test('is told each no by a code that the page on the API explains with its status', async () => {
  const page = await fs.readFile(path.join(import.meta.dirname, '../docs/api.md'), 'utf8')
  const explained = [...page.matchAll(/^\| \d{3} \| `([a-z-]+)` \|/gm)].map(([, code]) => code!)
  expect(explained.toSorted()).toEqual([...API_REFUSALS].toSorted())
  const refused = connect({ url: server.address }).read('/api/me', {})
  await expect(refused).rejects.toMatchObject({ status: 401, code: 'not-signed-in' })
  expect(page).toContain('| 401 | `not-signed-in` |')
})
