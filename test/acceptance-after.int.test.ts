/** The acceptance checklist, its lines after the grant: support, field issues, reviews, standing, the end of a membership. */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, day } from '../src/kernel/day.ts'
import { isDecision } from '../src/programme/edition.ts'
import { colourOn } from '../src/rulebook/standing.ts'
import { quickly } from './matrix/world.ts'
import { asking } from './support/asking.ts'
import { type Cast, enterCast, importRecords, reviewCall, Story } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { type Certified, extended, figuresWith, major, pair, record } from './support/records.ts'
import { serveHouse, type TestServer } from './support/server.ts'
import { DEPLOYED, interopTicket } from './support/tickets.ts'

let house: TestHouse
let cast: Cast
let server: TestServer
beforeAll(async () => {
  house = await testHouse()
  cast = await enterCast(house)
  server = await serveHouse(house, cast)
  await importRecords(house, RECORDS)
  await quickly(new Story(house, cast), 'published')
})
afterAll(async () => {
  await server.close()
  await house.end()
})

const { told, page } = asking(() => [house, server])

const RECORDS = {
  format: 'certwright/1',
  certifications: [
    {
      number: 'S-1',
      product: 'south-trunk',
      platform: 'voice',
      level: 'MCT',
      granted: '2026-04-01',
      pairs: [{ platformRelease: '9.0', productRelease: '1.0' }],
    },
  ],
}

const support = async () =>
  (await (await server.send(null, `/api/support?${new URLSearchParams(DEPLOYED).toString()}`)).json()) as {
    supported: boolean
    route: string
    says: string
    clause: string
  }

describe('after the grant', () => {
  test('support answers with route and reason (6.4 to 6.6)', async () => {
    expect(await support()).toMatchObject({ supported: true, route: expect.any(String), clause: expect.any(String) })
    const other = await server.send(
      null,
      `/api/support?${new URLSearchParams({ ...DEPLOYED, product: 'south-trunk', productRelease: '9' }).toString()}`,
    )
    expect(await other.json()).toMatchObject({ supported: false, route: 'partner', says: expect.any(String) })
  })

  test('a field issue turns it red at once, and back when it is cleared (8.10d)', async () => {
    const number = await numberOf('north-trunk')
    const ticket = await interopTicket(house, cast)
    const before = await colour(number)
    const confirm = { ticket, title: 'One-way audio', testCases: ['HLD-01'] }
    expect(await told(cast.tester, 'confirm-field-issue', number, confirm)).toBe('done')
    expect([before, await colour(number)]).toEqual(['green', 'red'])
    const [issue] = await house.database.all<{ id: string }>(
      sql`select id from field_issue where certification = ${number}`,
    )
    const clear = (testCases: readonly string[]) =>
      told(cast.tester, 'clear-field-issue', number, { issue: issue!.id, reason: 'It was our mixer.', testCases })
    expect(await clear([]), 'without its retest').toMatch(/^wrong-input|^rule|^not-now/)
    expect(await clear(['HLD-01'])).toBe('done')
    expect(await colour(number)).toBe('green')
  })

  test('a release of the vendor that changes the interface asks for reviews (8.4)', async () => {
    house.clock.to(day('2026-06-16'))
    const release = { version: '10.5', kind: 'point', ga: '2026-06-16', interfaceChange: true, changes: 'A header.' }
    expect(await told(cast.manager, 'add-platform-release', 'voice', release)).toBe('done')
    expect(await page('tester', '/review-calls')).toContain(await numberOf('north-trunk'))
  })

  test('the outcomes of a review call move different clocks (8.6, X-10)', async () => {
    const extend = () =>
      told(cast.tester, 'extend-certification', 'S-1', {
        platformRelease: '10.0',
        productRelease: '1.0',
        reason: 'So.',
      })
    for (const outcome of ['none', 'declined', 'full'] as const) {
      expect(await told(cast.tester, 'decide-recertification', 'S-1', reviewCall(outcome))).toBe('done')
      expect(await extend(), outcome).toMatch(/^rule/)
    }
    expect(await told(cast.tester, 'decide-recertification', 'S-1', reviewCall('extend'))).toBe('done')
    expect(await extend()).toBe('done')
    const then = day('2026-07-20')
    const after = (certified: Certified) =>
      colourOn(record({ certified, releases: MAJORS }), then, then, figuresWith({}))
    const aged = { granted: '2025-01-15', pairs: [pair('8')] }
    const longer = { ...aged, extensions: [extended('2025-06-01', pair('10'))] }
    const renewed = { granted: '2026-05-01', pairs: [pair('10')] }
    expect([after(aged), after(longer), after(renewed)], 'an extension covers releases and leaves the age').toEqual([
      'red',
      'yellow',
      'green',
    ])
  })

  test('colours change on the days they should, not the day before (E6)', () => {
    const certified = { granted: '2024-01-15', pairs: [pair('8')] }
    const colourWith = (releases: typeof MAJORS, text: string) =>
      colourOn(record({ certified, releases }), day(text), day('2027-06-01'), figuresWith({}))
    const on = (text: string) => colourWith(MAJORS.slice(0, 1), text)
    expect(['2025-07-15', '2025-07-16', '2027-01-15', '2027-01-16'].map(on)).toEqual([
      'green',
      'yellow',
      'yellow',
      'red',
    ])
    const newer = (text: string) => colourWith(MAJORS, text)
    expect(['2025-05-31', '2025-06-01'].map(newer)).toEqual(['green', 'red'])
  })

  test('no membership is ended but by clause 8.7, with time to answer and by a second person', async () => {
    const number = await numberOf('north-trunk')
    const give = () => told(cast.manager, 'give-termination-notice', 'northwind', { reason: 'As above.' })
    expect(await give()).toMatch(/^rule 8\.7/)
    expect(await told(cast.tester, 'decide-recertification', number, reviewCall('declined'))).toBe('done')
    expect(await give()).toMatch(/^rule 8\.7/)
    const burden = { certification: number, tickets: 14, hours: 60, says: 'One-way audio.' }
    expect(await told(cast.manager, 'record-burden', 'northwind', burden)).toBe('done')
    const row = await house.database.one<{ id: string }>(
      sql`select state->'burdens'->-1->>'id' as id from membership where id = 'northwind'`,
    )
    expect(await told(cast.granter, 'approve-burden', 'northwind', { burden: row!.id })).toBe('done')
    expect(await give()).toBe('done')
    const end = () => told(cast.granter, 'terminate-membership', 'northwind', { reason: 'Nothing was mended.' })
    expect(await end()).toMatch(/^rule/)
    house.clock.to(addDays(day('2026-06-16'), 31))
    expect(await end()).toBe('done')
  })

  test('every decision names its clause and the edition it rests on', async () => {
    const facts = await house.database.all<{ body: string }>(sql`select body from fact order by seq`)
    const decisions = facts
      .map(({ body }) => JSON.parse(body) as { kind: string; clause: string | null; data: { edition?: string } })
      .filter(({ kind }) => isDecision(kind))
    expect(new Set(decisions.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(5)
    for (const { kind, clause, data } of decisions)
      expect([kind, Boolean(clause), data.edition]).toEqual([kind, true, 'March 2018'])
  })
})

const MAJORS = [major('8', '2023-06-01'), major('9', '2024-06-01'), major('10', '2025-06-01')]

async function numberOf(product: string): Promise<string> {
  const row = await house.database.one<{ id: string }>(sql`select id from certification where product = ${product}`)
  return row!.id
}

async function colour(number: string): Promise<string> {
  const answer = await server.send(null, '/api/reference-guide')
  const { rows } = (await answer.json()) as { rows: readonly { certification: string; standing: string }[] }
  return rows.find((row) => row.certification === number)?.standing ?? 'none'
}
