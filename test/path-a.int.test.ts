/**
 * Path A over HTTP alone, from the sponsor's request to the published guide: whom each step tells, where a lapsed
 * credential stops it, that the provider never gets in, and that a stale page decides nothing.
 */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../src/kernel/day.ts'
import { giveReminders } from '../src/app/effects/reminders.ts'
import { type Cast, enterCast } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { serveHouse, type TestServer, type Who } from './support/server.ts'
import { ACCESS, CASE, HANDING_IN } from './support/sponsored-files.ts'
import { CREDENTIAL, qualify, requestOf, SponsoredStory } from './support/sponsored.ts'
import { layResults } from './matrix/world.ts'

type Refused = { code: string; says: string; next: string; clause: string | null; faults?: { says: string }[] }

describe('path A', () => {
  let house: TestHouse
  let cast: Cast
  let server: TestServer
  let story: SponsoredStory
  beforeAll(async () => {
    house = await testHouse()
    cast = await enterCast(house)
    server = await serveHouse(house, cast)
    story = new SponsoredStory(house, cast)
    await house.database.run(sql`delete from notice`)
  })
  afterAll(async () => {
    await server.close()
    await house.end()
  })

  const post = (who: Who, path: string, body: object, headers = {}) =>
    server.send(who, `/api${path}`, { body, headers })

  async function done(who: Who, path: string, body: object = {}) {
    const response = await post(who, path, body)
    const answer = (await response.json()) as { fact: number; kind: string; made: Record<string, string>; data: object }
    expect([response.status, answer], path).toEqual([200, expect.anything()])
    return answer
  }

  async function refused(who: Who, path: string, body: object = {}, headers = {}): Promise<Refused> {
    const response = await post(who, path, body, headers)
    const { refused: refusal } = (await response.json()) as { refused: Refused }
    expect(response.status, path).toBeGreaterThanOrEqual(400)
    expect(refusal.next, `${path} says what to do next`).not.toBe('')
    return refusal
  }

  const on = (move: string) => `/projects/${story.id}/${move}`
  const told = async (fact: number) =>
    (
      await house.database.all<{ code: string; email: string }>(
        sql`select code, email from notice where fact = ${fact} order by code, email`,
      )
    ).map(({ code, email }) => `${code} ${email.split('@')[0]}`)

  /** What a lapsed credential is told, at whatever point (4A.14). */
  const LAPSED = { code: 'rule', clause: '4A.14' }

  const withLapsed = async (work: () => Promise<void>) => {
    const back = house.clock.now
    house.clock.to(day('2027-01-04'))
    await work()
    house.clock.now = back
  }

  test('begins with a technician: registered by their side, confirmed by the vendor', async () => {
    const { technician } = cast
    const place = `/technicians/${technician.id}`
    const registered = await done('sponsor', `${place}/register-credential`, CREDENTIAL)
    expect(await told(registered.fact)).toEqual(['N10 granter', 'N10 manager'])
    expect(await refused('sponsor', '/sponsored-projects', requestOf(cast, 'A'))).toMatchObject(LAPSED)
    const { credential } = registered.data as { credential: string }
    expect((await refused('sponsor', `${place}/confirm-credential`, { credential })).code).toBe('not-permitted')
    expect((await refused('admin', `${place}/register-credential`, CREDENTIAL)).code).toBe('not-permitted')
    expect((await refused('sales', `${place}/register-credential`, CREDENTIAL)).code).toBe('not-found')
    const confirmed = await done('manager', `${place}/confirm-credential`, { credential })
    expect(await told(confirmed.fact)).toEqual(['N10 sponsor', 'N10 technician'])
  })

  test('is refused to lineside, to MAT, and to somebody else’s technician', async () => {
    await house.database.run(
      sql`update product set state = jsonb_set(state, '{family}', '"sip-lineside"') where id = 'south-trunk'`,
    )
    const lineside = requestOf(cast, 'A', { product: 'south-trunk', productRelease: '1.0' })
    expect(await refused('sponsor', '/sponsored-projects', lineside)).toMatchObject({ clause: '4A.11' })
    const mat = await refused('sponsor', '/sponsored-projects', requestOf(cast, 'A', { level: 'MAT' }))
    expect(mat.faults?.map((fault) => fault.says).join(' ')).toContain('(4A.7)')
    expect(await refused('sales', '/sponsored-projects', requestOf(cast, 'A'))).toMatchObject({ clause: '4A.14' })
    expect((await refused('admin', '/sponsored-projects', requestOf(cast, 'A'))).code).toBe('not-permitted')
  })

  test('is asked for by the sponsor, read by the lab, completed, and approved', async () => {
    const sent = await done('sponsor', '/sponsored-projects', requestOf(cast, 'A', { hasResources: false }))
    story.id = sent.made.project!
    expect(await told(sent.fact)).toEqual([
      'N06 admin',
      'N06 engineer',
      'N06 granter',
      'N06 manager',
      'N06 programme',
      'N06 reviewer',
      'N06 tester',
    ])
    const words = { reason: 'Sound.', next: 'Fill in the questionnaire.' }
    expect(await refused('tester', on('approve-request'), words)).toMatchObject({ code: 'rule', clause: '4A.2' })
    const returned = await done('tester', on('return-request'), { gaps: 'Have you the people?' })
    expect(await told(returned.fact)).toEqual(['N15 sponsor'])
    await done('sponsor', on('complete-request'), CASE)
    const approved = await done('tester', on('approve-request'), words)
    expect(await told(approved.fact)).toEqual(['N09 admin', 'N09 engineer', 'N09 sponsor', 'N09 technician'])
  })

  test('shows the business case to the sponsor and the vendor, not to the partner', async () => {
    const read = async (who: Who) => {
      const { file } = (await (await server.send(who, `/api/projects/${story.id}`)).json()) as {
        file: { project: { request: { stated: { justification: string } } } }
      }
      return file.project.request.stated.justification
    }
    expect(await read('sponsor')).toBe(CASE.justification)
    expect(await read('tester')).toBe(CASE.justification)
    expect(await read('admin')).toBe('')
    const journal = await (await server.send('admin', `/api/projects/${story.id}/journal`)).text()
    expect(journal).not.toContain(CASE.justification)
    expect(await (await server.send('admin', `/projects/${story.id}/request`)).text()).not.toContain(CASE.justification)
    const standing = await done('engineer', on('save-answers'), { answers: {} })
    expect(standing).toMatchObject({ kind: 'sponsored-project-requested', repeated: true, data: null })
    // Control: it is that fact which holds the business case, and the vendor reads it there.
    const facts = await (await server.send('tester', `/api/projects/${story.id}/journal`)).text()
    expect(facts).toContain(CASE.justification)
    expect(await (await server.send('sponsor', `/projects/${story.id}/request`)).text()).toContain(CASE.justification)
  })

  test('has its technician see the project while assigned, and nobody else of the trade', async () => {
    expect((await server.send('technician', `/api/projects/${story.id}`)).status).toBe(200)
    expect((await server.send('sales', `/api/projects/${story.id}`)).status).toBe(404)
    await withLapsed(async () => {
      expect(await refused('sponsor', on('assign-technician'), { technician: cast.technician.id })).toMatchObject(
        LAPSED,
      )
    })
    const assigned = await done('sponsor', on('assign-technician'), { technician: cast.technician.id })
    expect(await told(assigned.fact)).toEqual(['N10 technician'])
    const nobody = await refused('sponsor', on('assign-technician'), { technician: cast.engineer.id })
    expect(nobody).toMatchObject({ code: 'rule' })
  })

  test('gives access to the technician once the release is ready, never to the provider', async () => {
    await story.bringTo('self-test-access')
    await withLapsed(async () => {
      const late = { ...ACCESS, from: '2027-01-04', until: '2027-01-31' }
      expect(await refused('tester', on('give-self-test-access'), late)).toMatchObject(LAPSED)
    })
    expect((await refused('admin', on('give-self-test-access'), ACCESS)).code).toBe('not-permitted')
    const given = await done('tester', on('give-self-test-access'), ACCESS)
    expect(await told(given.fact)).toEqual(['N11 sponsor', 'N11 technician'])
    for (const who of ['admin', 'engineer', 'sponsor', 'tester'] as const)
      expect((await refused(who, on('start-self-test'), { setUp: 'Ours.', connected: true })).code, who).toBe(
        'not-permitted',
      )
  })

  test('runs the plan in the portal while the credential is in date', async () => {
    await withLapsed(async () => {
      const start = await refused('technician', on('start-self-test'), { setUp: 'A bench.', connected: true })
      expect(start).toMatchObject(LAPSED)
    })
    await done('technician', on('start-self-test'), { setUp: 'At the reseller’s bench.', connected: true })
    const result = { testCase: 'OUT-01', verdict: 'passed', note: '', seen: 0 }
    await withLapsed(async () => {
      expect(await refused('technician', on('record-self-test'), result)).toMatchObject(LAPSED)
    })
    await done('technician', on('record-self-test'), result)
    expect((await refused('technician', on('record-self-test'), result)).code).toBe('stale')
    await done('technician', on('log-hours'), { on: '2026-06-14', hours: 24, note: 'Set-up.' })
    await done('technician', on('log-hours'), { on: '2026-06-15', hours: 17, note: 'Calls.' })
    const page = await (await server.send('technician', `/projects/${story.id}/self-test`)).text()
    expect(page).toContain('41 hours of 40 to budget for')
  })

  test('is handed in by the technician, and read by the lab', async () => {
    expect(await refused('technician', on('upload-self-test'), HANDING_IN)).toMatchObject({ clause: 'G-01' })
    await layResults(story)
    await withLapsed(async () => {
      expect(await refused('technician', on('upload-self-test'), HANDING_IN)).toMatchObject(LAPSED)
    })
    const handed = await done('technician', on('upload-self-test'), HANDING_IN)
    expect(await told(handed.fact)).toEqual(['N13 admin', 'N13 engineer', 'N13 reviewer', 'N13 sponsor', 'N13 tester'])
    const stale = await refused('reviewer', on('accept-report'), { remark: 'Read.' }, { 'if-match': '"3"' })
    expect(stale.code).toBe('stale')
    await done('reviewer', on('accept-report'), { remark: 'Read.' })
    await done('granter', on('grant'), { reason: 'All passed.' })
    const { certification, project } = await story.file()
    expect(certification).toMatchObject({ level: 'MCT', testedBy: 'reseller' })
    expect(project.quotes).toEqual([])
    const page = await (await server.send(null, `/certifications/${certification!.number}`)).text()
    expect(page).toContain('Resale, in the self-test portal; reviewed by the lab')
  })

  test('tells of a credential that ends, once before and once after', async () => {
    const reminded = async (on: string) => {
      house.clock.to(day(on))
      await giveReminders(house)
      const rows = await house.database.all<{ email: string; subject: string }>(
        sql`select email, subject from notice where code = 'N10' and occasion <> '' order by created, email`,
      )
      return rows.map(({ email, subject }) => `${email.split('@')[0]}: ${subject}`)
    }
    expect(await reminded('2026-11-30')).toEqual([])
    const before = ['sponsor', 'technician'].map((who) => `${who}: Technician: credential V-1 ends on 31 Dec 2026`)
    expect(await reminded('2026-12-01')).toEqual(before)
    expect(await reminded('2026-12-31')).toEqual(before)
    const after = ['sponsor', 'technician'].map((who) => `${who}: Technician: credential V-1 ended on 31 Dec 2026`)
    expect(await reminded('2027-01-01')).toEqual([...before, ...after])
    expect(await reminded('2027-01-05')).toEqual([...before, ...after])
  })

  test('ends at once when the access is revoked', async () => {
    house.clock.to(day('2026-06-15'))
    const other = new SponsoredStory(house, cast)
    await other.request({ topology: 'via-border-gateway' })
    await other.bringTo('self-testing')
    const place = (move: string) => `/projects/${other.id}/${move}`
    const revoked = await done('sponsor', place('revoke-self-test-access'), { reason: 'Left us.' })
    expect(await told(revoked.fact)).toEqual(['N12 technician'])
    expect((await refused('technician', place('start-self-test'), { setUp: 'x', connected: true })).code).toBe(
      'not-now',
    )
  })

  test('control: without its credential on record nothing of this would be open', async () => {
    await house.database.run(sql`delete from technician`)
    expect(await refused('sponsor', '/sponsored-projects', requestOf(cast, 'A'))).toMatchObject(LAPSED)
    await qualify(house, cast, { number: 'V-2' })
    expect((await done('sponsor', '/sponsored-projects', requestOf(cast, 'A'))).kind).toBe(
      'sponsored-project-requested',
    )
  })
})
