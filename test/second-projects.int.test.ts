/** A second project on the same releases: pointed out with what there is, opened with a reason, kept with it (G-15). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act } from '../src/app/act.ts'
import sql from 'sql-template-tag'
import { type Cast, enterCast, OPENING, reviewCall, Story } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { serveHouse, type TestServer, type Who } from './support/server.ts'
import { requestOf } from './support/sponsored.ts'

let house: TestHouse
let cast: Cast
let server: TestServer
let first: Story
beforeAll(async () => {
  house = await testHouse()
  cast = await enterCast(house)
  server = await serveHouse(house, cast)
  first = await new Story(house, cast).open(PLAIN)
})
afterAll(async () => {
  await server.close()
  await house.end()
})

const { despite, ...PLAIN } = OPENING
const open = (input: object = PLAIN) => server.send('admin', '/api/projects', { body: input })
const pageOf = async (who: Who, path: string) =>
  (await (await server.send(who, path, { headers: { accept: 'text/html' } })).text()).replaceAll(/\s+/g, ' ')
const numberOf = async (story: Story) => (await story.file()).project.number

describe('while the first runs', () => {
  test('another is refused with its number and stage, the way there, and the field for the reason', async () => {
    const refused = await open()
    expect(refused.status).toBe(409)
    const number = await numberOf(first)
    expect(await refused.json()).toEqual({
      refused: {
        code: 'conflict',
        clause: 'G-15',
        says: `There is a project on North Trunk 3.1 on Voice 10.0 already: ${number}. Questionnaire being filled in.`,
        next: expect.stringContaining('say why'),
        faults: [{ at: 'despite', says: expect.any(String) }],
        see: `/projects/${first.id}`,
      },
    })
  })

  test('the form says so before, and asks for the reason in place', async () => {
    const before = await pageOf('admin', '/projects/new?product=north-trunk&platform=voice')
    expect(before).toContain(`<a href="/projects/${first.id}">${await numberOf(first)}</a>`)
    expect(before).toContain('name="despite"')
    const body = new URLSearchParams({
      ...PLAIN,
      region: '',
      _id: '',
      _back: '/projects/new?product=north-trunk&platform=voice',
    })
    const page = await server.send('admin', '/moves/open-project', { body, headers: { accept: 'text/html' } })
    expect(page.status).toBe(409)
    const text = (await page.text()).replaceAll(/\s+/g, ' ')
    expect(text).toContain(`<a href="/projects/${first.id}">Look at what there is</a>`)
    expect(text).toMatch(/name="despite"[^>]*aria-invalid="true"|aria-invalid="true"[^>]*name="despite"/)
  })

  test('with a reason it is opened, and says so where it is read', async () => {
    const made = await open({ ...PLAIN, despite: 'The second bench tests the same at another site.' })
    expect(made.status).toBe(200)
    const answer = (await made.json()) as { made: { project: string }; data: object }
    expect(answer.data).toMatchObject({ despite: 'The second bench tests the same at another site.' })
    const second = new Story(house, cast)
    second.id = answer.made.project
    expect((await second.file()).project.beside).toEqual({
      projects: [{ id: first.id, number: await numberOf(first) }],
      certifications: [],
      reason: 'The second bench tests the same at another site.',
    })
    const page = await pageOf('tester', `/projects/${second.id}`)
    expect(page).toContain('The second bench tests the same at another site.')
    expect(page).toContain(`<a href="/projects/${first.id}">${await numberOf(first)}</a>`)
    await second.do(cast.admin, 'close-project', { reason: 'Enough.' })
  })

  test.each([
    ['topology', { topology: 'via-border-gateway' }],
    ['release', { productRelease: '4.0' }],
    ['platform release', { platformRelease: '9.0' }],
  ])('control: another %s needs no reason, and none is kept', async (_, change) => {
    const story = await new Story(house, cast).open({ ...PLAIN, ...change, despite: 'Not asked for.' })
    expect((await story.file()).project.beside).toBeUndefined()
    await story.do(cast.admin, 'close-project', { reason: 'Enough.' })
    const plain = await new Story(house, cast).open({ ...PLAIN, ...change })
    await plain.do(cast.admin, 'close-project', { reason: 'Enough.' })
  })

  test('a sponsor is not told of what it may not see, and of its own is', async () => {
    const { despite: _, ...asked } = requestOf(cast, 'B') as { despite: string }
    const request = () => act(house, cast.sponsor, { move: 'request-sponsored-project', id: null, input: asked })
    const { made } = await request()
    await expect(request()).rejects.toMatchObject({ code: 'conflict', see: `/projects/${made.project}` })
    expect(await pageOf('sponsor', '/projects/request?product=north-trunk')).not.toContain(await numberOf(first))
    expect(await pageOf('tester', `/projects/${made.project}`)).toContain(`href="/projects/${first.id}"`)
    // The partner opens another beside both; the sponsor sees that one by its own project only.
    const number = await numberOf(first)
    await house.database.run(
      sql`update project set state = jsonb_set(state, '{beside}', ${JSON.stringify({
        projects: [{ id: first.id, number }],
        certifications: [],
        reason: 'Another site.',
      })}) where id = ${made.project}`,
    )
    expect(await pageOf('tester', `/projects/${made.project}`)).toContain(`although there was ${number}:`)
    const seen = await pageOf('sponsor', `/projects/${made.project}`)
    expect(seen).toContain('Another site.')
    expect(seen).not.toContain(number)
    await act(house, cast.sponsor, { move: 'close-project', id: made.project!, input: { reason: 'Enough.' } })
  })
})

describe('once it is certified', () => {
  let number = ''
  beforeAll(async () => {
    await first.bringTo('published')
    number = (await first.file()).project.certification!
  })

  test('another is refused with the certification and the review call that leads to a test', async () => {
    const refused = await open()
    expect([refused.status, await refused.json()]).toMatchObject([
      409,
      { refused: { clause: '8.6', see: `/certifications/${number}`, says: expect.stringContaining(number) } },
    ])
    expect(await pageOf('admin', '/projects/new?product=north-trunk&platform=voice')).toContain(number)
  })

  test('control: the recertification that a review call decided is opened without a word', async () => {
    await act(house, cast.tester, { move: 'decide-recertification', id: number, input: reviewCall('full') })
    const again = await new Story(house, cast).open(PLAIN)
    expect((await again.file()).project).toMatchObject({ kind: 'full-recertification' })
    expect((await again.file()).project.beside).toBeUndefined()
    expect((await open()).status, 'and a third beside it is not').toBe(409)
    expect((await open({ ...PLAIN, despite })).status).toBe(200)
  })
})
