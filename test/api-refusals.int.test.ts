/** How the API refuses what the walk along path C has no occasion for: unreadable, too large, too often, and to the typed client. */
import http from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Cast, enterCast, Story } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { serveHouse, type TestServer } from './support/server.ts'
import { request, Walk } from './support/walk.ts'

let house: TestHouse
let server: TestServer
let cast: Cast
let walk: Walk
beforeAll(async () => {
  house = await testHouse()
  cast = await enterCast(house)
  server = await serveHouse(house, cast)
  walk = new Walk(server.address)
  const { id } = await new Story(house, cast).open()
  Object.assign(walk.values, { admin: server.token('admin'), project: id })
})
afterAll(async () => {
  await server.close()
  await house.end()
})

describe('the API', () => {
  test('a request of a kind that the platform makes none of is told that nothing is there', async () => {
    const status = await new Promise((resolve, reject) =>
      http
        .request(`${server.address}/api/support`, { method: 'TRACE' }, (answer) => resolve(answer.statusCode))
        .on('error', reject)
        .end(),
    )
    expect(status).toBe(404)
  })

  test('the typed client is refused like everybody: with status and words', async () => {
    const refusal = async (asked: Promise<unknown>) => {
      const fault = await asked.then(
        () => null,
        (thrown: { status: number; data: { body: { refused: { code: string } } } }) => thrown,
      )
      return [fault?.status, fault?.data.body.refused.code]
    }
    const deployment = {
      product: 'north-trunk',
      productRelease: '3.1',
      platform: 'voice',
      platformRelease: '10.0',
      country: 'NL',
    }
    const visitor = walk.reads(null)
    expect(await refusal(visitor.session.me())).toEqual([401, 'not-signed-in'])
    expect(await refusal(walk.reads('admin').programme.journal({}))).toEqual([403, 'not-permitted'])
    expect(await refusal(walk.reads('admin').project.get({ project: 'none' }))).toEqual([404, 'not-found'])
    expect(await refusal(visitor.public.support({ ...deployment, product: 'none' }))).toEqual([404, 'not-found'])
    expect(await refusal(visitor.public.support({ ...deployment, country: 'Holland' }))).toEqual([422, 'wrong-input'])
    expect(await refusal(visitor.public.referenceGuide({ on: '2026-02-30' }))).toEqual([422, 'wrong-input'])
    expect(await refusal(visitor.public.referenceGuide({ limit: 500 }))).toEqual([422, 'wrong-input'])
  })

  test('what cannot be read at all is refused in the same words', async () => {
    for (const [wrong, status, code] of [
      [request('POST /api/enquiries', null, 'Dear office,'), 422, 'wrong-input'],
      [request('POST /api/enquiries', null, `"${'x'.repeat(5_000_001)}"`), 413, 'too-large'],
      [request('POST /api/sessions', null, 'Dear office,'), 422, 'wrong-input'],
      [request('GET /api/certificates'), 404, 'not-found'],
      [request('POST /api/projects/{{project}}/approve', 'admin', {}), 404, 'not-found'],
    ] as const) {
      const answer = await walk.refused(wrong)
      expect([answer.status, answer.code], `${wrong.method} ${wrong.path}`).toEqual([status, code])
    }
  })

  test('what is asked in an address and not known there is told, with what may be asked', async () => {
    const told = async (line: string, who: string | null = null, body?: unknown) => {
      const { status, code, faults } = await walk.refused(request(line, who, body))
      return [status, code, ...faults.map(({ at }) => at)]
    }
    const wrong = [422, 'wrong-input'] as const
    expect(await told('GET /api/reference-guide?q=trunk&Level=MCT')).toEqual([...wrong, 'q', 'Level'])
    expect(await told('GET /api/platforms?search=voice')).toEqual([...wrong, 'search'])
    expect(await told('GET /api/me?as=manager', 'admin')).toEqual([...wrong, 'as'])
    expect(await told('GET /api/projects/{{project}}?project=none', 'admin')).toEqual([...wrong, 'project'])
    expect(await told('POST /api/projects/{{project}}/ask?dry-run=yes', 'admin', {})).toEqual([...wrong, 'dry-run'])
    expect(await told('POST /api/sessions?email=a', null, { email: 'a', password: 'b' })).toEqual([...wrong, 'email'])
    const visitor = walk.reads(null)
    const known = await visitor.public.referenceGuide({ search: 'trunk', level: 'MCT', limit: 5 })
    expect(known.rows, 'control: what is known is asked').toBeInstanceOf(Array)
    const hidden = request('GET /api/journal?q=a', 'admin')
    expect((await walk.refused(hidden)).code, 'and who may not read is told that first').toBe('not-permitted')
  })

  test('what is wrong with a field is told in sentences of ours, at its place', async () => {
    const faults = async (line: string, body?: unknown) => (await walk.refused(request(line, null, body))).faults
    const asked = 'product=a&productRelease=1&platform=b'
    expect(await faults(`GET /api/support?${asked}`)).toEqual([
      { at: 'platformRelease', says: 'Please fill this in.' },
      { at: 'country', says: 'Please fill this in.' },
    ])
    const wrong = await faults('POST /api/advice', { family: 'fax', level: 'MCT', tier: 1, colour: 'red' })
    expect(wrong.map(({ at }) => at).toSorted()).toEqual(['colour', 'family', 'tier'])
    for (const { says } of wrong) expect(says).toMatch(/^(Choose one of: |Unknown: colour\.)/)
  })

  test('what is nested too deep is told so, and not that it were no text', async () => {
    const tower = JSON.parse(`${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`) as unknown
    const { status, code, says } = await walk.refused(request('POST /api/enquiries', null, tower))
    expect([status, code, says]).toEqual([
      422,
      'wrong-input',
      'What was sent is nested more than 40 deep, as no input is.',
    ])
  })

  test('who tries passwords is told to wait', async () => {
    const guess = request('POST /api/sessions', null, { email: 'manager@vendor.test', password: 'nine' })
    const answers = new Set<string>()
    for (let tries = 0; tries < 30 && !answers.has('429 too-many'); tries += 1) {
      const { status, code } = await walk.refused(guess)
      answers.add(`${status} ${code}`)
    }
    expect([...answers]).toEqual(['401 not-signed-in', '429 too-many'])
  })
})
