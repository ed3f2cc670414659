/**
 * Changes of the interface and what they lead to: the review call that opens by itself, its arrangement by both
 * sides, days that contradict each other, the narrowed plan of a partial recertification with last time's
 * answers, and the announcements of the daily round, each once.
 */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act } from '../src/app/act.ts'
import { reviewCalls } from '../src/app/ask/review-calls.ts'
import { forecast } from '../src/app/ask/forecast.ts'
import { giveReminders } from '../src/app/effects/reminders.ts'
import { today } from '../src/app/house.ts'
import { REGRESSION_CORE } from '../src/conformance/plan.ts'
import { type Day, day } from '../src/kernel/day.ts'
import { Refusal } from '../src/kernel/refusal.ts'
import type { Actor } from '../src/programme/permission.ts'
import { type Cast, enterCast, importRecords, OPENING, reviewCall, Story } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { quickly } from './matrix/world.ts'
import { serveHouse, type TestServer } from './support/server.ts'

const IMPORTED = {
  format: 'certwright/1',
  certifications: [
    {
      number: 'S-1',
      product: 'south-trunk',
      platform: 'voice',
      level: 'MCT',
      granted: '2026-03-05',
      pairs: [{ platformRelease: '9.0', productRelease: '1.0' }],
    },
  ],
}

describe('a changed interface', () => {
  let house: TestHouse
  let cast: Cast
  let story: Story
  let number: string
  let server: TestServer
  beforeAll(async () => {
    house = await testHouse()
    cast = await enterCast(house)
    await importRecords(house, IMPORTED)
    story = new Story(house, cast)
    await quickly(story, 'published')
    number = (await story.file()).project.certification!
    server = await serveHouse(house, cast)
    await house.database.run(sql`delete from notice`)
  })
  afterAll(async () => {
    await server.close()
    await house.end()
  })

  async function told(who: Actor, move: string, id: string | null, input: object): Promise<string> {
    try {
      await act(house, who, { move, id, input })
      return 'done'
    } catch (fault) {
      if (fault instanceof Refusal) return `${fault.code}: ${fault.says}`
      throw fault
    }
  }

  const owed = async (organisation?: string) =>
    (
      await reviewCalls(house.database, {
        today: today(house),
        filter: organisation ? { organisation } : {},
        after: null,
        limit: 10,
      })
    ).rows.flatMap((row) => row.changes.map((change) => `${row.certification.number} ${change.side} ${change.release}`))

  const notices = async () => {
    const rows = await house.database.all<{ says: string }>(
      sql`select code || ' ' || string_agg(split_part(email, '@', 1), ',' order by email) || ' ' || subject as says
          from notice where fact = 0 group by code, occasion, subject order by subject, code`,
    )
    await house.database.run(sql`delete from notice`)
    return rows.map((row) => row.says)
  }

  const addRelease = (input: object) => told(cast.manager, 'add-platform-release', 'voice', input)

  test('of the platform asks every certification it concerns for a call, once it is available', async () => {
    expect(await owed()).toEqual([])
    const release = {
      version: '10.5',
      kind: 'point',
      planned: '2026-06-20',
      interfaceChange: true,
      changes: 'A header.',
    }
    expect(await addRelease(release)).toBe('done')
    expect(await owed()).toEqual([])
    house.clock.to(day('2026-06-20'))
    expect(await told(cast.manager, 'note-platform-ga', 'voice', { version: '10.5', ga: '2026-06-20' })).toBe('done')
    expect(await owed()).toEqual([`${number} vendor 10.5`, 'S-1 vendor 10.5'])
    expect(await owed('southwind')).toEqual(['S-1 vendor 10.5'])
  })

  test('is told to partner and lab, once however often the round goes', async () => {
    await giveReminders(house)
    const first = (await notices()).filter((each) => each.startsWith('N38'))
    expect(first).toEqual([
      'N38 admin,engineer,reviewer,tester North Trunk on Voice: a review call is due',
      'N38 reviewer,stranger,tester South Trunk on Voice: a review call is due',
    ])
    await house.database.run(sql`delete from reminder where key like 'round/%'`)
    await giveReminders(house)
    expect(await notices()).toEqual([])
  })

  test('of the product is the partner’s to tell, with what changes', async () => {
    const release = { version: '3.2', ga: '2026-06-19', interfaceChange: true, changes: '' }
    expect(await told(cast.admin, 'add-product-release', 'north-trunk', release)).toMatch(
      /^wrong-input: Say what changes/,
    )
    expect(await told(cast.stranger, 'add-product-release', 'north-trunk', release)).toMatch(/^not-found/)
    expect(
      await told(cast.admin, 'add-product-release', 'north-trunk', { ...release, changes: 'Hold by UPDATE.' }),
    ).toBe('done')
    expect(await owed('northwind')).toEqual([`${number} partner 3.2`, `${number} vendor 10.5`])
  })

  test('asks for no call by itself where the programme turned that off, but for the partner’s own', async () => {
    const off = (value: boolean, from: string) =>
      told(cast.manager, 'set-parameter', 'release.auto-review', { value, from, reason: 'Tried.' })
    expect(await off(false, '2026-06-20')).toBe('done')
    expect(await owed('northwind')).toEqual([`${number} partner 3.2`])
    expect(await off(true, '2026-06-20')).toBe('done')
  })

  test('the other side takes one of the times proposed; nobody takes their own', async () => {
    const propose = (who: Actor, on: string) =>
      told(who, 'propose-review-call', number, { about: 'A header.', times: [{ day: on, time: '14:30' }] })
    const book = (who: Actor, time: string) => told(who, 'book-review-call', number, { time })
    expect(await book(cast.tester, '2026-06-25 14:30')).toBe('not-now: No times are proposed.')
    expect(await propose(cast.stranger, '2026-06-25')).toMatch(/^not-permitted/)
    expect(await propose(cast.admin, '2026-06-19')).toBe(
      'wrong-input: 19 Jun 2026 at 14:30 UTC has passed; today is 20 Jun 2026.',
    )
    expect(await propose(cast.admin, '2026-06-25')).toBe('done')
    expect(await book(cast.engineer, '2026-06-25 14:30')).toBe('not-now: Your own side proposed these times.')
    expect(await book(cast.tester, '2026-06-26 14:30')).toMatch(/^wrong-input/)
    const before = house.clock.now
    house.clock.to(day('2026-06-25'), 15)
    expect(await book(cast.tester, '2026-06-25 14:30')).toBe(
      'wrong-input: 25 Jun 2026 at 14:30 UTC has passed; today is 25 Jun 2026.',
    )
    const list = await server.send('tester', `/certifications/${number}/review`, { headers: { accept: 'text/html' } })
    expect(await list.text()).toContain('25 Jun 2026 at 14:30 UTC has passed')
    house.clock.now = before
    expect(await book(cast.tester, '2026-06-25 14:30')).toBe('done')
    expect(await book(cast.tester, '2026-06-25 14:30')).toMatch(/^not-now: The call is booked for 25 Jun 2026/)
  })

  test('its page is for both sides and nobody else', async () => {
    const page = (who: 'admin' | 'stranger' | 'tester' | 'sales') =>
      server.send(who, `/certifications/${number}/review`, { headers: { accept: 'text/html' } })
    expect([(await page('stranger')).status, (await page('sales')).status]).toEqual([404, 403])
    for (const who of ['admin', 'tester'] as const) {
      const text = await (await page(who)).text()
      expect(text).toContain('Booked: 25 Jun 2026 at 14:30 UTC')
      expect(text).toContain('Hold by UPDATE.')
    }
    const list = await (await server.send('stranger', '/review-calls', { headers: { accept: 'text/html' } })).text()
    expect([list.includes('S-1'), list.includes(number)]).toEqual([true, false])
  })

  test('days that contradict each other are refused with both', async () => {
    expect(await told(cast.manager, 'note-platform-ga', 'voice', { version: '10.0', ga: '2026-06-16' })).toBe(
      `wrong-input: Voice 10.0 cannot have become available on 16 Jun 2026: ${number} was granted for it on 15 Jun 2026.`,
    )
    expect(await told(cast.admin, 'note-product-ga', 'north-trunk', { version: '3.1', ga: '2026-06-16' })).toMatch(
      /North Trunk 3\.1 cannot have become available on 16 Jun 2026: .* granted for it on 15 Jun 2026\.$/,
    )
    const sat = (accepted: string) =>
      told(cast.tester, 'note-sat-evidence', number, { platformRelease: '10.0', accepted })
    expect(await sat('2026-06-21')).toMatch(/accepted on 21 Jun 2026, but today is 20 Jun 2026\.$/)
    expect(await sat('2025-05-31')).toMatch(
      /accepted on 31 May 2025, before Voice 10\.0 became available on 1 Jun 2025\.$/,
    )
    expect(
      await told(cast.tester, 'decide-recertification', number, { ...reviewCall('full'), due: '2026-06-19' }),
    ).toMatch(/due on 19 Jun 2026, before the call of 20 Jun 2026\.$/)
  })

  test('a partial recertification names test cases or whole groups that there are', async () => {
    const partial = (...testCases: string[]) =>
      told(cast.tester, 'decide-recertification', number, { ...reviewCall('partial'), testCases })
    expect(await partial('HLD', 'HOLD-7')).toBe('wrong-input: No test case and no group of them is called HOLD-7.')
    expect(await partial('HLD', 'TRF-03')).toBe('done')
    expect(await owed('northwind')).toEqual([])
  })

  test('its project runs those and the regression core, and begins with last time’s answers', async () => {
    const before = (await story.file()).questionnaire.answers
    const whole = (await story.file()).plan.testCases.map((each) => each.plan)
    const again = new Story(house, cast)
    await again.open({ ...OPENING, productRelease: '3.2', platformRelease: '10.5' })
    const { plan, questionnaire, project } = await again.file()
    expect(project.kind).toBe('partial-recertification')
    expect(questionnaire.answers).toEqual(before)
    const wanted = new Set<string>([...REGRESSION_CORE, 'TRF-03', ...whole.filter((each) => each.startsWith('HLD-'))])
    expect(plan.testCases.map((each) => each.plan)).toEqual(whole.filter((each) => wanted.has(each)))
    expect(plan.testCases.length).toBeLessThan(whole.length)
    expect(plan.leftOut.find((each) => each.plan === 'TMR-01')?.because).toContain(number)
    const page = await (
      await server.send('admin', `/projects/${again.id}/questionnaire`, { headers: { accept: 'text/html' } })
    ).text()
    expect(page.replaceAll(/\s+/g, ' ')).toContain(
      `The answers are those of ${(await story.file()).project.number}; nothing differs yet`,
    )
  })

  test('changes of colour are announced on their days ahead, and told when they come, each once', async () => {
    await notices()
    const heard: Record<string, readonly string[]> = {}
    const to = 'granter,manager,stranger South Trunk on Voice:'
    const days = ['2027-03-09', '2027-03-10', '2027-06-07', '2027-06-08', '2027-08-06', '2027-08-07', '2027-09-06']
    for (const on of days) {
      house.clock.to(on as Day)
      await giveReminders(house)
      await giveReminders(house)
      heard[on] = (await notices()).filter((each) => /South Trunk.*stale/.test(each))
    }
    expect(heard).toEqual({
      '2027-03-09': [],
      '2027-03-10': [`N40 ${to} turns stale on 6 Sept 2027`],
      '2027-06-07': [],
      '2027-06-08': [`N40 ${to} turns stale on 6 Sept 2027`],
      '2027-08-06': [],
      '2027-08-07': [`N40 ${to} turns stale on 6 Sept 2027`],
      '2027-09-06': [`N41 ${to} turned stale on 6 Sept 2027`],
    })
  })

  test('the forecast lists them soonest first, to each their own, and as a file', async () => {
    house.clock.to(day('2026-07-01'))
    const found = await forecast(house.database, { today: today(house), filter: {}, standing: null, after: null })
    const days = found.rows.map((row) => row.change.on)
    expect(days).toEqual(days.toSorted())
    expect(found.rows.map((row) => `${row.certification.number} ${row.change.standing} ${row.change.on}`)).toEqual([
      'S-1 red 2026-12-01',
      `${number} yellow 2027-12-16`,
    ])
    const file = await (await server.send('stranger', '/forecast.csv')).text()
    expect(file.split('\r\n').slice(0, 2)).toEqual([
      'on,becomes,rule,platform,company,product,level,certification',
      '2026-12-01,obsolete,certified-release-too-far-back,Voice,Southwind,South Trunk,MCT,S-1',
    ])
    expect(file).not.toContain(number)
    expect((await server.send(null, '/forecast.csv')).status).toBe(401)
    for (const standing of ['yellow', 'red']) {
      const data = await (await server.send('manager', `/forecast.json?standing=${standing}&platform=voice`)).json()
      const shown = found.rows.filter(({ change }) => change.standing === standing)
      expect((data as { rows: { certification: string }[] }).rows.map((row) => row.certification).toSorted()).toEqual(
        shown.map((row) => row.certification.number).toSorted(),
      )
    }
  })
})
