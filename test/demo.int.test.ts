/** The demo programme tells of people who could be: at work in working hours, and each with answers of their own. */
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import sql, { type Sql } from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { guideRowAsData, walkReferenceGuide } from '../src/app/ask/reference-guide.ts'
import { fillDemo } from '../src/app/demo/fill.ts'
import { exportExchange } from '../src/app/exchange/exporting.ts'
import { today } from '../src/app/house.ts'
import { openSignIn } from '../src/app/sign-in.ts'
import { day } from '../src/kernel/day.ts'
import type { Project } from '../src/programme/project.ts'
import type { Questionnaire } from '../src/programme/questionnaire/questionnaire.ts'
import type { Row } from '../src/store/database.ts'
import type { Exchange } from './oracle/exchange.ts'
import { standingOf } from './oracle/standing.ts'
import { compare, comparison, standingInWords } from './support/compared.ts'
import { testHouse, type TestHouse } from './support/house.ts'

let house: TestHouse
beforeAll(async () => {
  house = await testHouse()
  // A Sunday night.
  house.clock.to(day('2026-06-14'), 1)
  expect(await fillDemo(house, openSignIn(house.database, house.settings), () => {})).toBe(true)
})
afterAll(() => house.end())

/** Not at work: at night, on a Saturday, on a Sunday. */
function isOffHours(at: string): boolean {
  const weekday = new Date(at).getUTCDay()
  const time = at.slice(11, 16)
  return weekday === 0 || weekday === 6 || time < '08:00' || time > '17:30'
}

describe('the demo programme', () => {
  test('filled on a Sunday night, nobody in it has worked on a weekend or at night', async () => {
    const facts = await house.database.all<{ body: string }>(sql`select body from fact order by seq`)
    const instants = facts.map(({ body }) => (JSON.parse(body) as { at: string }).at)
    expect(instants.length).toBeGreaterThan(500)
    expect(instants.filter(isOffHours)).toEqual([])
    expect(instants).toEqual(instants.toSorted())
    expect(isOffHours(new Date(house.now()).toISOString()), 'control: the night it was filled in').toBe(true)
  })

  test('something came after the grants: tickets of every kind, a dispute ruled on, calls, a membership ended', async () => {
    const states = async (asked: Sql) => (await house.database.all<{ says: string }>(asked)).map((row) => row.says)
    expect(
      await states(sql`select state_word || ' ' || coalesce(queue, '') as says from ticket order by says`),
    ).toEqual([
      'closed aldermoor-communications',
      'open aldermoor-communications',
      'open aldermoor-sales-emea',
      'redirected ',
    ])
    expect(
      await states(
        sql`select coalesce(state->'ruling'->>'outcome', 'open') as says from dispute order by state->>'number'`,
      ),
    ).toEqual(['rejected', 'open'])
    expect(
      await states(
        sql`select product || case when state->'call'->'booked' = 'null'::jsonb then ' proposed' else ' booked' end as says
            from certification where state->'call' <> 'null'::jsonb order by product`,
      ),
    ).toEqual(['ferrous-vault booked', 'orchid-trunk proposed'])
    expect(await states(sql`select id as says from membership where state->'terminated' <> 'null'::jsonb`)).toEqual([
      'dunlin-paging',
    ])
  })

  test('every certification in force stands as the second implementation judges it from the exported file', async () => {
    const on = today(house)
    const out = new PassThrough()
    const [file] = await Promise.all([text(out), exportExchange(house.database, out).then(() => out.end())])
    const exchange = JSON.parse(file) as Exchange
    const into = comparison()
    for await (const row of walkReferenceGuide(house.database, { on, today: on, filter: {}, standing: null })) {
      const { certification, standing, reasons, next } = guideRowAsData(row)
      const theirs = standingOf(exchange, certification, on, { today: on })
      const clauses = reasons.map((reason) => reason.clause)
      compare(
        into,
        certification,
        standingInWords(standing, clauses, next),
        standingInWords(theirs.standing, theirs.clauses, theirs.next),
      )
    }
    expect(into.first).toEqual([])
    const inForce = exchange.certifications.filter(({ level, withdrawn }) => level !== 'SAT' && !withdrawn)
    expect(into.compared).toBe(inForce.length)
    expect(into.compared).toBeGreaterThan(12)
    // Control: told of one more release, the second implementation judges otherwise.
    const releases = [{ version: '99.0', kind: 'major' as const, ga: on }]
    const newer = {
      ...exchange,
      platforms: exchange.platforms.map((each) => ({ ...each, releases: [...each.releases, ...releases] })),
    }
    const changed = inForce.filter(
      ({ number }) =>
        standingOf(newer, number, on, { today: on }).standing !==
        standingOf(exchange, number, on, { today: on }).standing,
    )
    expect(changed.length).toBeGreaterThan(0)
  })

  test('answers name the platform, the release and the service of their own project', async () => {
    const rows = await house.database.all<
      { project: Project; answers: Questionnaire['answers']; platform: string; product: string; company: string } & Row
    >(
      sql`select p.state as project, q.state->'answers' as answers, platform.name as platform, product.name as product,
            o.name as company
          from project p join questionnaire q on q.id = p.id join platform on platform.id = p.platform
          join product on product.id = p.product join organisation o on o.id = product.organisation
          where product.family = 'sip-trunk'`,
    )
    expect(rows.length).toBeGreaterThan(15)
    // A request that the lab still reads has no answers yet.
    const answered = rows.filter(({ project }) => project.stage !== 'request-review')
    expect(answered.length).toBe(rows.length - 1)
    for (const { project, answers, platform, product, company } of answered) {
      expect([answers['Q-01.company'], answers['Q-01.service']]).toEqual([company, product])
      if (project.stage === 'questionnaire') continue
      expect(answers['Q-54.platforms']).toEqual([{ platform, release: project.platformRelease }])
      expect(answers['Q-54.topology']).toBe(project.topology)
    }
  })
})
