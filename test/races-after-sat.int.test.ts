/**
 * Exactly one winner (R7) on what sponsors, SATs, review calls, memberships, disputes and tickets brought: eight at
 * once on each, every other round held until all have decided; whoever loses is told what stands in the way.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import sql from 'sql-template-tag'
import { act } from '../src/app/act.ts'
import { verifyInstallation } from '../src/app/verify.ts'
import { load } from '../src/store/nouns.ts'
import { quickly } from './matrix/world.ts'
import { type Cast, enterCast, importRecords, Story } from './support/cast.ts'
import { KINDS, testHouse, type TestHouse } from './support/house.ts'
import { type Contested, eight, faultsOf, race, unguarded } from './support/race.ts'
import { addPhone, bringSatTo, FILING, openSat, recordSat } from './support/sat-story.ts'
import { qualify, requestOf, SponsoredStory } from './support/sponsored.ts'
import { ACCESS, ASSESSMENT } from './support/sponsored-files.ts'
import { interopTicket } from './support/tickets.ts'

const ROUNDS = 4
const CERTIFIED = 'MCT-2025-00001'

describe.each(KINDS)('eight at once on the rest of the process on the %s database', (kind) => {
  let house: TestHouse
  let cast: Cast
  let raced = 0
  beforeAll(async () => {
    house = await testHouse(kind)
    cast = await enterCast(house)
    await qualify(house, cast)
    await addPhone(house, cast)
    const pairs = [{ platformRelease: '10.0', productRelease: '3.1' }]
    const certified = { number: CERTIFIED, product: 'north-trunk', platform: 'voice', level: 'MCT', region: null }
    await importRecords(house, {
      format: 'certwright/1',
      certifications: [{ ...certified, granted: '2025-09-01', pairs }],
    })
  })
  afterAll(() => house.end())

  async function oneWins(id: string, moves: readonly Contested[], seen?: number): Promise<string> {
    raced += 1
    const ended = await race(house, eight(id, moves, seen), raced % 2 === 1)
    expect(faultsOf(ended), moves.map(([, move]) => move).join(', ')).toEqual([])
    return ended.won[0]!.fact.kind
  }
  const revisionOf = async (id: string) =>
    (await house.database.one<{ revision: number }>(sql`select revision from project where id = ${id}`))!.revision
  const lab = () => [cast.tester, cast.reviewer]
  const office = () => [cast.manager, cast.granter]

  test('a sponsor’s request is approved, declined or sent back, and one of these', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const story = new SponsoredStory(house, cast)
      await story.request()
      const kind_ = await oneWins(story.id, [
        [lab(), 'approve-request', { reason: 'Sound.', next: 'Go on.' }],
        [lab(), 'decline-request', { reason: 'Too small.', next: 'Path C is open.' }],
        [lab(), 'return-request', { gaps: 'Which sites?' }],
      ])
      const { stage } = (await story.file()).project
      expect(`${kind_} ${stage}`).toMatch(
        /^request-(approved questionnaire|declined closed|returned request-returned)$/,
      )
      if (stage !== 'closed') await story.do(cast.manager, 'close-project', { reason: 'Only a race.' })
    }
  })

  test('self-test access is given once, and revoked once by whichever side', async () => {
    const story = await new SponsoredStory(house, cast).bringTo('self-test-access')
    for (let round = 0; round < ROUNDS; round += 1) {
      await oneWins(
        story.id,
        [[lab(), 'give-self-test-access', { ...ACCESS, from: '2026-06-15' }]],
        await revisionOf(story.id),
      )
      await oneWins(story.id, [
        [[...lab(), cast.sponsor], 'revoke-self-test-access', { reason: 'Another technician.' }],
      ])
    }
    const access = (await story.file()).project.access!
    expect(access.map((each) => each.revoked !== null)).toEqual(Array.from({ length: ROUNDS }, () => true))
    await story.do(cast.manager, 'close-project', { reason: 'Only a race.' })
  })

  test('a fee share is proposed and accepted once; of two proposals the one that was read', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const story = new Story(house, cast)
      const input = requestOf(cast, 'B')
      story.id = (await act(house, cast.sales, { move: 'request-sponsored-project', id: null, input })).made.project!
      await story.do(cast.tester, 'assess-business-case', { ...ASSESSMENT, strategy: 'b', level: 'MCT' })
      await story.do(cast.tester, 'approve-request', { reason: 'Sound.', next: 'Go on.' })
      await story.do(cast.sales, 'propose-fee-share', { sponsoredPercent: 40, terms: 'Once.' })
      const proposed = (await story.file()).project.agreement!.at
      const won = await oneWins(
        story.id,
        [
          [[cast.admin], 'accept-fee-share', { proposed, accepts: true }],
          [[cast.sales], 'propose-fee-share', { sponsoredPercent: 0, terms: 'After all.' }],
        ],
        await revisionOf(story.id),
      )
      const { agreement } = (await story.file()).project
      expect([agreement!.sponsoredShare, agreement!.accepted !== null]).toEqual(
        won === 'fee-share-accepted' ? [0.4, true] : [0, false],
      )
      await story.do(cast.manager, 'close-project', { reason: 'Only a race.' })
    }
  })

  test('a SAT plan is approved or sent back, its results filed once and accepted once', async () => {
    for (let round = 0; round < 2; round += 1) {
      const sat = await openSat(house, cast)
      await bringSatTo(sat, 'sat-plan-review')
      const won = await oneWins(sat.id, [
        [lab(), 'approve-sat-plan', { remark: '' }],
        [lab(), 'return-sat-plan', { remark: 'Say more.' }],
      ])
      if (won === 'sat-plan-returned') {
        await oneWins(sat.id, [[[cast.admin, cast.engineer], 'submit-sat-plan', {}]])
        await sat.do(cast.tester, 'approve-sat-plan', { remark: '' })
      }
      expect((await sat.file()).runs).toHaveLength(1)
      await recordSat(sat)
      await oneWins(sat.id, [[[cast.admin, cast.engineer], 'file-sat-results', FILING]])
      await oneWins(sat.id, [[lab(), 'accept-sat', { remark: '' }]])
    }
  })

  test('a slot is offered once to whoever looked at the calendar without one, and confirmed or sent back once', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const story = await new Story(house, cast).bringTo('slot-to-offer')
      const slot = (engineer: string) => ({ from: '2026-06-15', to: '2026-06-16', engineer, note: '' })
      await oneWins(
        story.id,
        [
          [[cast.tester], 'offer-slot', slot(cast.tester.id)],
          [[cast.reviewer], 'offer-slot', slot(cast.reviewer.id)],
        ],
        await revisionOf(story.id),
      )
      // What is confirmed can be asked for anew; of those who saw it on offer, one says which.
      const partner = [cast.admin, cast.engineer]
      await oneWins(
        story.id,
        [
          [partner, 'confirm-slot', { from: '2026-06-15' }],
          [partner, 'ask-for-another-slot', { reason: 'Away.' }],
        ],
        await revisionOf(story.id),
      )
      await story.do(cast.manager, 'close-project', { reason: 'Only a race.' })
    }
  })

  test('a review call is booked at one time', async () => {
    const times = ['09:00', '14:30'].map((time) => ({ day: '2026-06-25', time }))
    for (let round = 0; round < ROUNDS; round += 1) {
      const propose = { move: 'propose-review-call', id: CERTIFIED, input: { about: 'A header.', times } }
      await act(house, cast.admin, propose)
      await oneWins(CERTIFIED, [
        [[cast.tester, cast.manager], 'book-review-call', { time: '2026-06-25 09:00' }],
        [[cast.reviewer, cast.granter], 'book-review-call', { time: '2026-06-25 14:30' }],
      ])
    }
  })

  test('a burden is approved once, by somebody who did not record it', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const says = { certification: CERTIFIED, tickets: 12, hours: 40, says: 'Again and again.' }
      await act(house, cast.manager, { move: 'record-burden', id: 'northwind', input: says })
      const burden = (await load(house.database, 'membership', 'northwind'))!.state.burdens!.at(-1)!.id
      await expect(
        act(house, cast.manager, { move: 'approve-burden', id: 'northwind', input: { burden } }),
      ).rejects.toMatchObject({ clause: 'G-08' })
      await oneWins('northwind', [[[cast.granter], 'approve-burden', { burden }]])
      const kept = (await load(house.database, 'membership', 'northwind'))!.state.burdens!.at(-1)!
      expect(kept.approved?.by).toBe(cast.granter.id)
    }
  })

  test('a dispute is ruled on once, whatever the rulings say', async () => {
    const story = new Story(house, cast)
    await quickly(story, 'decision')
    for (let round = 0; round < ROUNDS; round += 1) {
      await story.do(cast.admin, 'dispute', { testCase: 'OUT-01', says: `It passes, ${round}.` })
      const dispute = (await story.file()).disputes.find((each) => !each.ruling)!.id
      const ruling = (outcome: string) => ({ dispute, outcome, reason: 'Read once more.' })
      await oneWins(story.id, [
        [office(), 'rule-on-dispute', ruling('rejected')],
        [office(), 'rule-on-dispute', ruling('upheld-lab-erred')],
      ])
    }
    await story.do(cast.manager, 'close-project', { reason: 'Only a race.' })
  })

  test('a ticket is closed once', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      await interopTicket(house, cast)
      const open = await house.database.one<{ id: string }>(
        sql`select id from ticket where state->>'state' = 'open' order by id desc limit 1`,
      )
      await oneWins(open!.id, [[[cast.support], 'close-ticket', { reason: 'A field issue now.' }]])
    }
  })

  test('control: without the guard on the revision several book the same call, and the judge says so', async () => {
    const times = [{ day: '2026-06-26', time: '09:00' }]
    await act(house, cast.admin, { move: 'propose-review-call', id: CERTIFIED, input: { about: 'A header.', times } })
    const booking = eight(CERTIFIED, [[lab(), 'book-review-call', { time: '2026-06-26 09:00' }]])
    expect(faultsOf(await race(unguarded(house), booking))).toEqual(['8 of 8 won', '8 facts'])
  })

  test('after all that the journal proves itself', async () => {
    expect(raced).toBeGreaterThan(30)
    await house.database.run(sql`delete from run`)
    const { faults, facts } = await verifyInstallation(house)
    expect(facts).toBeGreaterThan(300)
    expect(faults.filter((fault) => !/^(run|certification) /.test(fault))).toEqual([])
  })
})
