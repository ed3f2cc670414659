/**
 * Requests that nobody means well with: each is answered with a refusal that says what to do, none breaks
 * anything, and nothing is written. What breaks is answered 500, which the control shows to be seen.
 */
import { request } from 'node:http'
import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openDatabase } from '../src/store/database.ts'
import { headOf } from '../src/store/journal.ts'
import { enterCast, importRecords, Story } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { serveHouse, type Sending, type TestServer, type Who } from './support/server.ts'

let house: TestHouse
let server: TestServer
let story: Story
beforeAll(async () => {
  house = await testHouse('embedded')
  story = await new Story(house, await enterCast(house)).open()
  server = await serveHouse(house, story.cast)
})
afterAll(async () => {
  await server.close()
  await house.end()
})

const form = (fields: Readonly<Record<string, string>>) => ({ body: new URLSearchParams(fields) })
const tower = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`
const KEY = 'k'.repeat(6000)

type Hostile = readonly [says: string, who: Who, path: string, sending: Sending, status: number]

const CORPUS: readonly Hostile[] = [
  ['a NUL in a field', 'admin', '/moves/ask', form({ _id: 'x', text: 'a\0b' }), 422],
  ['a NUL in the id', 'admin', '/moves/ask', form({ _id: 'a\0b', text: 'a' }), 422],
  ['a NUL in the key', 'admin', '/moves/add-evidence', form({ _id: 'x', _once: 'a\0b' }), 422],
  ['a NUL in a notice to mark', 'admin', '/notices/read', form({ notice: 'a\0b' }), 422],
  ['a NUL in a session to end', 'admin', '/account/sessions/end', form({ session: 'a\0b' }), 422],
  ['a NUL in the address', null, '/reference-guide?search=%00', {}, 422],
  ['half a character', null, '/api/enquiries', { body: '{"name":"\\ud800"}' }, 422],
  ['a name that is an object', null, '/api/memberships', { body: '{"name":{"toString":1}}' }, 422],
  ['a name that is a list', 'manager', '/api/platforms', { body: '{"name":[1]}' }, 422],
  ['a tower of objects', null, '/api/enquiries', { body: tower(100_000) }, 422],
  ['a tower of names', null, '/moves/enquire', form({ [`a${'[b]'.repeat(60)}`]: 'x' }), 422],
  [
    'fields called as objects are inside',
    null,
    '/moves/enquire',
    form({ 'toString.name': 'x', 'valueOf.a.b': 'y', '__proto__.x': '1' }),
    422,
  ],
  ['a key without an end', 'admin', '/moves/ask', form({ _id: 'x', _once: KEY, text: 'a' }), 422],
  [
    'a key without an end in the API',
    'admin',
    '/api/projects/x/ask',
    { body: '{}', headers: { 'idempotency-key': KEY } },
    422,
  ],
  ['a revision that is no number', 'admin', '/moves/ask', form({ _id: 'x', _seen: 'NaN', text: 'a' }), 404],
  ['ten thousand parameters', null, `/reference-guide?${'a=1&'.repeat(3000)}`, {}, 200],
  ['a body that is too large', null, '/api/enquiries', { body: `"${'x'.repeat(6_000_000)}"` }, 413],
  [
    'a form of very many fields',
    null,
    '/moves/enquire',
    form(Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`f${index}`, 'x']))),
    413,
  ],
  ['a field whose name goes on and on', null, '/moves/enquire', form({ ['['.repeat(40_000)]: 'x' }), 413],
  ['a form that is too large', null, '/moves/enquire', form({ text: 'x'.repeat(6_000_000) }), 413],
  ['a sign-in that is too large', null, '/api/sessions', { body: `{"email":"${'x'.repeat(6_000_000)}"}` }, 413],
  ['a body that is no JSON', null, '/api/enquiries', { body: '{' }, 422],
  ['a form that is none', 'admin', '/moves/ask', { body: '{}' }, 422],
  ['notices before no instant', 'admin', '/notices?before=2026-02-31T00:00:00.000000Z~x', {}, 200],
  ['notices before an odd zone', 'admin', '/notices?before=2026-01-01T00:00:00 gmt+0200~x', {}, 200],
  ['a journal before infinity', 'manager', '/journal?before=1e400', {}, 200],
  ['a journal before half a fact', 'manager', '/journal?before=1.5', {}, 200],
  ['a referer that is no address', 'admin', '/appearance', { ...form({}), headers: { referer: 'http://[' } }, 403],
  ['a day that is none', null, '/reference-guide?on=0000-00-00', {}, 200],
  ['wildcards in a search', null, '/catalogue?search=%25_%5C%25', {}, 200],
  ['a method nobody has', null, '/', { method: 'PUT' }, 404],
]

describe('a hostile request', () => {
  test.each(CORPUS)('%s, by %s to %s is answered in words', async (_, who, path, sending, status) => {
    const before = await headOf(house.database)
    const response = await server.send(who, path, sending)
    const text = await response.text()
    expect(response.status, text.slice(0, 400)).toBe(status)
    if (status >= 400) expect((JSON.parse(text) as { refused: { next: string } }).refused.next).not.toBe('')
    expect(await headOf(house.database)).toEqual(before)
  })

  test('a revision that is infinite, of a project one has, is refused or means nothing', async () => {
    const asked = { _id: story.id, 'about.kind': 'project', text: 'Well?' }
    expect((await server.send('admin', '/moves/ask', form({ ...asked, _seen: 'Infinity' }))).status).toBe(200)
    expect((await server.send('admin', '/moves/ask', form({ ...asked, _seen: '1' }))).status).toBe(409)
  })

  test.each(['/journal', '/outbox', '/memberships', '/enquiries', '/organisations/northwind', '/account'])(
    'a refused form shows no page that its sender may not see: %s',
    async (page) => {
      const refused = { ...form({ _back: `${page}?limit=5`, name: '' }), headers: { accept: 'text/html' } }
      const shown = await (await server.send(null, '/moves/enquire', refused)).text()
      expect(shown).not.toContain('records-imported')
      expect(shown).not.toContain('programme@vendor.test')
      expect(shown).not.toMatch(/<h1>(Journal|Outbox|Memberships|Enquiries|Northwind)/)
    },
  )

  test('control: whoever may see the page is shown it again with the refusal', async () => {
    const refused = { ...form({ _back: '/enquire', name: '' }), headers: { accept: 'text/html' } }
    expect(await (await server.send(null, '/moves/enquire', refused)).text()).toContain('Correct the marked fields')
  })

  test('the same key with other words is told what was taken, and is no repetition', async () => {
    const ask = (text: string) =>
      server.send('admin', `/api/projects/${story.id}/ask`, {
        body: { about: { kind: 'project' }, text },
        headers: { 'idempotency-key': 'one-key-two-texts' },
      })
    expect([(await ask('First.')).status, (await ask('First.')).status, (await ask('Second.')).status]).toEqual([
      200, 200, 409,
    ])
  })

  test('a revision that cannot be one is not taken for none', async () => {
    const ask = (seen: string) =>
      server.send('admin', `/api/projects/${story.id}/ask`, {
        body: { about: { kind: 'project' }, text: 'Well?' },
        headers: { 'if-match': seen },
      })
    expect([(await ask('W/"1"')).status, (await ask('abc')).status, (await ask('"1"')).status]).toEqual([422, 422, 409])
  })

  test('control: what really breaks is answered 500 with a reference, and written down', async () => {
    const quiet = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const broken = vi.spyOn(house.database, 'all').mockRejectedValueOnce(new Error('planted'))
    const response = await server.send(null, '/reference-guide')
    expect([response.status, await response.text()]).toEqual([500, expect.stringContaining('reference')])
    expect(quiet.mock.calls.join('')).toContain('planted')
    broken.mockRestore()
    quiet.mockRestore()
  })
})

describe('a body without an end', () => {
  test.each(['/moves/enquire', '/api/enquiries', '/api/sessions', '/sign-in'])('to %s is cut off', async (path) => {
    const status = await pour(`${server.address}${path}`, 40_000_000)
    expect(['413', 'cut']).toContain(status)
  })
})

describe('exports that nobody fetches to the end', () => {
  beforeAll(() => importRecords(house, manyTrunks(4000)))

  test('a walk that is left at any row gives its connection back once, also after its time is over', async () => {
    const database = await openDatabase({ dataDir: '', url: house.url, owner: 'server' })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      for (let round = 0; round < 6; round += 1) {
        for await (const rows of database.walk(sql`select id from certification order by id`, 10)) {
          expect(rows).toHaveLength(10)
          break
        }
        // Given back a second time by its timer, it would throw here and end the server in earnest.
        vi.advanceTimersByTime(120_000)
      }
    } finally {
      vi.useRealTimers()
      await database.close()
    }
  })

  test('a walk that nobody goes on with is let go, and says so to whoever comes back to it', async () => {
    const database = await openDatabase({ dataDir: '', url: house.url, owner: 'server' })
    const walk = database.walk(sql`select id from certification order by id`, 10)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      await walk.next()
      vi.advanceTimersByTime(120_000)
    } finally {
      vi.useRealTimers()
    }
    await expect(walk.next()).rejects.toMatchObject({ code: 'unavailable' })
    await database.close()
  })

  test('one export too many is refused before its answer begins', async () => {
    const held = ['a', 'b', 'c', 'd'].map(() => house.database.walk(sql`select id from certification order by id`, 10))
    await Promise.all(held.map((walk) => walk.next()))
    const refused = await server.send(null, '/reference-guide.csv')
    expect([refused.status, (await refused.text()).includes('Several large exports')]).toEqual([429, true])
    await Promise.all(held.map((walk) => walk.return(undefined)))
    expect((await server.send(null, '/reference-guide.csv')).status).toBe(200)
  })

  test('neither heads nor broken-off downloads keep anything from the others', async () => {
    for (const format of ['csv', 'json', 'xlsx'])
      for (let round = 0; round < 8; round += 1) {
        await server.send(null, `/reference-guide.${format}`, { method: 'HEAD' })
        const abandoned = await server.send(null, `/reference-guide.${format}`)
        const reader = abandoned.body!.getReader()
        await reader.read()
        await reader.cancel()
      }
    const whole = await (await server.send(null, '/reference-guide.json')).json()
    expect((whole as { rows: unknown[] }).rows).toHaveLength(4000)
  })
})

function manyTrunks(count: number): object {
  const number = (index: number) => String(index).padStart(5, '0')
  const products = Array.from({ length: count }, (_, index) => ({
    id: `trunk-${index}`,
    organisation: 'northwind',
    name: `Trunk ${index}`,
    family: 'sip-trunk',
    interfaces: ['sip-trunk'],
    resoldByVendor: false,
    releases: [{ version: '1.0', ga: '2025-01-01' }],
  }))
  const certifications = products.map(({ id }, index) => ({
    number: `MCT-2025-${number(index + 1)}`,
    product: id,
    platform: 'voice',
    level: 'MCT',
    granted: '2025-07-01',
    region: null,
    testedBy: 'lab',
    pairs: [{ platformRelease: '10.0', productRelease: '1.0' }],
    extensions: [],
    withdrawn: null,
  }))
  return { format: 'certwright/1', products, certifications }
}

/** Sends a body in pieces without saying how long it is; the status, or that the line was cut. */
function pour(url: string, most: number): Promise<string> {
  return new Promise((resolve) => {
    const sent = request(url, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } })
    const piece = Buffer.alloc(100_000, 'x')
    sent.on('response', (response) => {
      resolve(String(response.statusCode))
      sent.destroy()
    })
    sent.on('error', () => resolve('cut'))
    let poured = 0
    const more = () => {
      while (poured < most && !sent.destroyed) {
        poured += piece.length
        if (!sent.write(piece)) return void sent.once('drain', more)
      }
      sent.end()
    }
    more()
  })
}
