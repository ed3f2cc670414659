/** Home: what is asked of each chair, what waits for others, and what is coming. */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act } from '../src/app/act.ts'
import { homeOf } from '../src/app/ask/home.ts'
import { listProjects } from '../src/app/ask/projects.ts'
import { addDays, day } from '../src/kernel/day.ts'
import { isKeptOut } from '../src/programme/decision.ts'
import { type Actor, VISITOR } from '../src/programme/permission.ts'
import { STAGES } from '../src/programme/stage.ts'
import { type Cast, enterCast, OPENING, Story } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'

const TODAY = day('2026-06-15')

const APPLICATION = {
  name: 'Newcomer',
  country: 'NL',
  family: 'sip-trunk',
  tier: 'mdp-commercial-basic',
  contactName: 'Ann',
  contactEmail: 'ann@newcomer.test',
  secondName: 'Ben',
  secondEmail: 'ben@newcomer.test',
  plans: 'A trunk.',
  acceptsTerms: true,
}

describe('home', () => {
  let house: TestHouse
  let cast: Cast
  beforeAll(async () => {
    house = await testHouse('embedded', TODAY)
    cast = await enterCast(house)
  })
  afterAll(() => house.end())

  const home = (actor: Actor, on = TODAY) => homeOf(house.database, actor, on)
  const mineOf = async (actor: Actor) => (await home(actor)).mine.map((project) => project.id)
  const othersOf = async (actor: Actor) => (await home(actor)).others.map((project) => project.id)
  const questionsOf = async (actor: Actor) => (await home(actor)).questions.map(({ text, link }) => `${text} ${link}`)

  test('pages on where it ended, whichever end it began at', async () => {
    const ids: string[] = []
    for (let each = 0; each < 3; each += 1) ids.push((await new Story(house, cast).open()).id)
    for (const longestFirst of [true, false]) {
      const asked = { organisation: 'northwind', longestFirst }
      const { projects: all } = await listProjects(house.database, cast.manager, { ...asked, limit: 50 })
      const paged: string[] = []
      for (let after: string | null = null, isFirst = true; isFirst || after; isFirst = false) {
        const found = await listProjects(house.database, cast.manager, { ...asked, after, limit: 1 })
        paged.push(...found.projects.map((project) => project.id))
        after = found.after
      }
      expect(paged).toEqual(all.map((project) => project.id))
      expect(paged).toHaveLength(ids.length)
    }
    for (const id of ids) await act(house, cast.admin, { move: 'close-project', id, input: { reason: 'Not now.' } })
  })

  test('counts an open question as waiting for the side that is asked, until it answers', async () => {
    const story = await new Story(house, cast).open()
    const asked = await story.do(cast.tester, 'ask', { about: { kind: 'project', ref: null }, text: 'Which codec?' })
    const thread = (await story.file()).threads[0]!.id
    const row = `Which codec? /projects/${story.id}/questions#thread-${thread}`
    expect(await questionsOf(cast.admin)).toEqual([row])
    expect(await questionsOf(cast.engineer)).toEqual([row])
    for (const other of ['tester', 'manager', 'stranger', 'auditor', 'sponsor', 'support'] as const)
      expect(await questionsOf(cast[other]), other).toEqual([])
    const notice = await house.database.one<{ body: string }>(
      sql`select body from notice where fact = ${asked.fact.seq} and person = ${cast.admin.id}`,
    )
    expect(notice!.body).toContain('Which codec?\n\nYour side is asked for the answer')

    await story.do(cast.engineer, 'answer', { thread, text: 'G.722.' })
    expect(await questionsOf(cast.admin)).toEqual([])
    expect(await questionsOf(cast.tester)).toEqual([`G.722. /projects/${story.id}/questions#thread-${thread}`])
    await story.do(cast.tester, 'close-question', { thread })
    expect((await home(cast.tester)).allQuestions).toBe(0)
    await story.do(cast.admin, 'close-project', { reason: 'No longer wanted.' })
  })

  test('asks nobody to read or decide what four eyes keep them out of, and agrees with the project itself', async () => {
    const story = await new Story(house, cast).open()
    await agrees(await story.bringTo('report-review'))
    expect(await mineOf(cast.tester)).not.toContain(story.id)
    expect(await othersOf(cast.tester)).toContain(story.id)
    expect(await mineOf(cast.reviewer), 'control').toContain(story.id)
    await story.do(cast.manager, 'accept-report', { remark: 'Read.' })
    await agrees(story)
    expect(await mineOf(cast.manager)).not.toContain(story.id)
    expect(await mineOf(cast.granter), 'control').toContain(story.id)
    await story.do(cast.granter, 'grant', { reason: 'All passed.' })
  })

  test('nor whoever had finished the testing of a report that was sent back since', async () => {
    const story = await (await new Story(house, cast).open()).bringTo('testing')
    await story.recordAll()
    await story.do(cast.reviewer, 'finish-testing', { summary: 'Done.' })
    await story.do(cast.manager, 'return-report', { remark: 'Look again.' })
    await story.do(cast.tester, 'finish-testing', { summary: 'Done again.' })
    await agrees(story)
    expect(await mineOf(cast.reviewer)).not.toContain(story.id)
    await story.do(cast.admin, 'close-project', { reason: 'No longer wanted.' })
  })

  async function agrees(story: Story): Promise<void> {
    const file = await story.file()
    const { turn } = STAGES[file.project.stage]
    const onTurn = turn === 'lab' ? [cast.tester, cast.reviewer] : [cast.manager, cast.granter]
    for (const actor of onTurn)
      expect((await mineOf(actor)).includes(story.id), actor.name).toBe(!isKeptOut(file, actor.id))
  }

  test('tells what has waited longest for others first', async () => {
    const first = await new Story(house, cast).open({ ...OPENING, productRelease: '4.0' })
    house.clock.to(TODAY, 10)
    const second = await new Story(house, cast).open({ ...OPENING, topology: 'via-border-gateway' })
    const both = (await othersOf(cast.tester)).filter((id) => id === first.id || id === second.id)
    expect(both).toEqual([first.id, second.id])
    await second.do(cast.admin, 'close-project', { reason: 'No longer wanted.' })
  })

  test('awaits the fee of a member that is approved, from the approval until the fee is noted', async () => {
    const made = await act(house, VISITOR, { move: 'apply-for-membership', id: null, input: APPLICATION })
    const organisation = made.made.organisation!
    const newcomer: Actor = { ...cast.admin, id: 'newcomer', organisation }
    const office = async () => (await home(cast.manager)).waiting.map(({ says }) => says)
    expect((await home(newcomer)).fee).toBeNull()
    expect(await office()).toEqual(['1 application to decide'])
    await act(house, cast.manager, { move: 'approve-membership', id: organisation, input: {} })
    expect((await home(newcomer)).fee).toEqual({ tier: 'mdp-commercial-basic', since: TODAY })
    expect((await home(cast.admin)).fee, 'a member that has paid').toBeNull()
    expect(await office()).toEqual(['1 membership approved, fee awaited'])
    await act(house, cast.manager, { move: 'note-membership-fee', id: organisation, input: { received: TODAY } })
    expect((await home(newcomer)).fee).toBeNull()
    expect(await office()).toEqual([])
  })

  test('tells a partner of its term within ninety days of its end, and nobody else', async () => {
    const ends = day('2026-12-31')
    const coming = async (actor: Actor, before: number) =>
      (await home(actor, addDays(ends, -before))).coming.filter(({ on }) => on === ends).map(({ link }) => link)
    expect(await coming(cast.admin, 90)).toEqual(['/our-organisation#membership'])
    expect(await coming(cast.admin, 91)).toEqual([])
    expect(await coming(cast.manager, 90)).toEqual([])
  })

  test('tells a partner of standings about to change by time alone, of its own certifications only', async () => {
    const story = await new Story(house, cast).open({ ...OPENING, topology: 'via-border-gateway' })
    await story.bringTo('published')
    const { certification } = (await story.file()).project
    const changes = async (actor: Actor, on = TODAY) =>
      (await home(actor, on)).coming.filter(({ link }) => link === `/certifications/${certification}`)
    expect(await changes(cast.admin)).toEqual([])
    const near = []
    for (let on = TODAY; on < addDays(TODAY, 1200); on = addDays(on, 80)) near.push(...(await changes(cast.admin, on)))
    expect(near.length).toBeGreaterThan(0)
    expect(near[0]!.says).toMatch(/^North Trunk on Voice becomes \w+/)
    const [first] = near
    expect(await changes(cast.stranger, addDays(first!.on, -30))).toEqual([])
    expect(await changes(cast.admin, addDays(first!.on, -30)), 'control').toHaveLength(1)
  })
})
