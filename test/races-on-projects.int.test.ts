/** Exactly one winner (R7): eight people at once on every move that brings a project on. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import sql from 'sql-template-tag'
import { act } from '../src/app/act.ts'
import { verifyInstallation } from '../src/app/verify.ts'
import { exampleAnswers } from '../src/programme/questionnaire/example.ts'
import { type Cast, enterCast, OPENING, Story, TICKED } from './support/cast.ts'
import { KINDS, testHouse, type TestHouse } from './support/house.ts'
import { CONTENDERS, type Contested, eight, faultsOf, overtaken, race, unguarded } from './support/race.ts'
import { layResults, quickly } from './matrix/world.ts'

/** How many projects are carried all the way by eight people each; each has fifteen races in it. */
const PROJECTS = 10
const ROUNDS = 6

describe.each(KINDS)('eight at once on a project on the %s database', (kind) => {
  let house: TestHouse
  let cast: Cast
  let raced = 0
  beforeAll(async () => {
    house = await testHouse(kind)
    cast = await enterCast(house)
  })
  afterAll(() => house.end())

  /** Every other round is held at its first lock until all have decided; the others run free. */
  async function oneWins(story: Story, moves: readonly Contested[], seen?: number): Promise<void> {
    raced += 1
    const ended = await race(house, eight(story.id, moves, seen), raced % 2 === 1)
    expect(faultsOf(ended), moves.map(([, move]) => move).join(', ')).toEqual([])
  }

  async function carried(): Promise<Story> {
    const story = await new Story(house, cast).open()
    const { admin, engineer, manager, granter, tester, reviewer } = cast
    const partner = [admin, engineer]
    const lab = [tester, reviewer]
    const office = [manager, granter]
    const today = '2026-06-15'
    const one = (actors: Contested[0], move: string, input: object, seen?: number) =>
      oneWins(story, [[actors, move, input]], seen)
    await story.do(admin, 'save-answers', { answers: exampleAnswers() })
    await one(partner, 'submit-questionnaire', {})
    await one(lab, 'review-questionnaire', { remark: 'Fine.' })
    await one(partner, 'request-firm-quote', { note: '' })
    await one(office, 'prepare-quote', {})
    await one(lab, 'issue-quote', {})
    await one([admin], 'order', await orderOf(story))
    await one(office, 'note-payment', { state: 'paid', note: 'Received.' })
    await one(partner, 'declare-readiness', TICKED)
    // A slot may be offered again and again; of those who saw the project without one, one offers it.
    await one(lab, 'offer-slot', { from: today, to: today, engineer: tester.id, note: '' }, await revisionOf(story))
    await one(partner, 'confirm-slot', { from: today })
    await one([tester], 'start-testing', { setUp: 'Bench 1.' })
    await layResults(story)
    await one([tester], 'finish-testing', { summary: 'Done.' })
    await one([reviewer], 'accept-report', { remark: 'Read.' })
    await one(office, 'grant', { reason: 'All passed.' })
    await writeGuide(story)
    await one(lab, 'publish-guide', {})
    return story
  }

  test('a project carried all the way by eight people at each step is carried once', async () => {
    const stories: Story[] = []
    for (let count = 0; count < PROJECTS; count += 1) stories.push(await carried())
    for (const story of stories) {
      const file = await story.file()
      expect(file.runs).toHaveLength(1)
      expect(file.project.decisions).toHaveLength(1)
      expect(file.project.reviews).toHaveLength(1)
      expect(file.project.quotes).toHaveLength(1)
      expect(file.guide!.published).toHaveLength(1)
    }
    expect(raced).toBe(PROJECTS * 15)
  }, 120_000)

  test('numbers of certifications, projects, quotes and authorisations are unique and without a gap', async () => {
    const numbers = (series: string, digits: number) =>
      Array.from({ length: PROJECTS }, (_, index) => `${series}-2026-${String(index + 1).padStart(digits, '0')}`)
    const of = async (text: string) =>
      (await house.database.all<{ number: string }>({ name: '', text, values: [] })).map((row) => row.number)
    expect(await of('select id as number from certification order by id')).toEqual(numbers('MCT', 5))
    expect(await of('select number from project order by number')).toEqual(numbers('P', 4))
    expect(await of(`select state->'quotes'->0->>'number' as number from project order by number`)).toEqual(
      numbers('Q', 4),
    )
    expect(await of('select id as number from authorisation order by id')).toEqual(numbers('LA', 4))
  })

  test('of those who decide differently at once, one decides', async () => {
    const { tester, reviewer, manager, granter, admin } = cast
    for (let round = 0; round < ROUNDS; round += 1) {
      const story = new Story(house, cast)
      await quickly(story, 'quote-offered')
      await oneWins(story, [
        [[admin], 'order', await orderOf(story)],
        [[manager, granter], 'revise-quote', { reason: 'Dearer.' }],
      ])
      await quickly(story, 'report-review')
      await oneWins(story, [
        [[reviewer], 'accept-report', { remark: 'Read.' }],
        [[reviewer, manager], 'return-report', { remark: 'Again.' }],
      ])
      if ((await story.file()).project.stage !== 'decision') {
        await story.do(tester, 'finish-testing', { summary: 'Again.' })
        await story.do(reviewer, 'accept-report', { remark: 'Read.' })
      }
      const findings = [{ testCase: (await story.file()).runs[0]!.testCases[0]!.plan, says: 'Fails.', next: 'Mend.' }]
      await oneWins(story, [
        [[granter], 'grant', { reason: 'Yes.' }],
        [[granter], 'decline-grant', { reason: 'No.', findings }],
      ])
    }
  }, 120_000)

  test('one result of eight at once is recorded, and the other seven are told that it was', async () => {
    const story = new Story(house, cast)
    await quickly(story, 'testing')
    const { testCases } = (await story.file()).runs[0]!
    for (const { plan } of testCases.slice(0, ROUNDS)) {
      const result = (verdict: string) => ({ testCase: plan, verdict, note: 'Seen.', limitation: null, seen: 0 })
      await oneWins(story, [
        [[cast.tester, cast.reviewer], 'record-result', result('passed')],
        [[cast.reviewer, cast.tester], 'record-result', result('failed')],
      ])
    }
  })

  test('whoever is slower than everybody else is overtaken three times, and then it is his turn', async () => {
    const story = await new Story(house, cast).open()
    const ask = { about: { kind: 'project' }, text: 'Well?' }
    const slow = overtaken(house, () => act(house, cast.engineer, { move: 'ask', id: story.id, input: ask }))
    await act(slow.house, cast.admin, { move: 'ask', id: story.id, input: ask })
    expect(slow.times).toBe(4)
    // One that draws a number holds its series as well, and in the order in which the others take both.
    await quickly(story, 'decision')
    const granting = overtaken(house, () => act(house, cast.admin, { move: 'ask', id: story.id, input: ask }))
    // And one that queues for what others open on the product holds that before the head.
    const opened = overtaken(house, () => act(house, cast.admin, { move: 'ask', id: story.id, input: ask }))
    await act(opened.house, cast.admin, { move: 'open-project', id: null, input: OPENING })
    const { fact } = await act(granting.house, cast.granter, { move: 'grant', id: story.id, input: { reason: 'Yes.' } })
    expect(granting.times).toBe(4)
    expect(fact.kind).toBe('certification-granted')
  })

  test('after all that, nothing but what was laid in behind the journal’s back is out of order', async () => {
    await house.database.run(sql`delete from run`)
    const { faults, facts } = await verifyInstallation(house)
    expect(facts).toBeGreaterThan(300)
    expect(faults.filter((fault) => !fault.startsWith('run '))).toEqual([])
  })
})

describe.each(KINDS)('the judge of races on the %s database', (kind) => {
  let house: TestHouse
  let story: Story
  beforeAll(async () => {
    house = await testHouse(kind)
    story = await new Story(house, await enterCast(house)).bringTo('quote-offered')
  })
  afterAll(() => house.end())

  test('control: without the guard on the revision all eight orders win, and the judge says so', async () => {
    const ended = await race(unguarded(house), eight(story.id, [[[story.cast.admin], 'order', await orderOf(story)]]))
    expect(ended.won).toHaveLength(CONTENDERS)
    expect(faultsOf(ended)).toEqual([`${CONTENDERS} of ${CONTENDERS} won`, `${CONTENDERS} facts`])
  })

  test('control: a loser who is told of a breakdown is a fault', () => {
    const [done] = [{ fact: { seq: 1 } }] as never[]
    expect(faultsOf({ won: [done!], lost: ['unavailable'], facts: 1 })).toEqual(['a loser was told unavailable'])
  })
})

async function orderOf(story: Story): Promise<object> {
  const quote = (await story.file()).project.quotes.findLast((each) => each.state === 'issued')!
  return {
    quote: quote.number,
    version: quote.version,
    purchaseOrder: 'PO-1',
    billingName: 'Northwind',
    billingAddress: '1 Example Street',
    billingEmail: 'accounts@northwind.test',
    acceptsTerms: true,
  }
}

async function writeGuide(story: Story): Promise<void> {
  const { guide } = await story.file()
  const setting = { form: 'SIP peer', field: 'Address', value: 'trunk.example.net', standard: '', why: '' }
  await story.do(story.cast.tester, 'save-guide', { content: { ...guide!.content, vendorSettings: [setting] } })
}

async function revisionOf({ house, id }: Story): Promise<number> {
  return (await house.database.one<{ revision: number }>(sql`select revision from project where id = ${id}`))!.revision
}
