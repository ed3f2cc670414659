/** Exactly one winner (R7) outside of projects, and the same request sent twice: a double click is one deed. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import sql from 'sql-template-tag'
import { act } from '../src/app/act.ts'
import { verifyInstallation } from '../src/app/verify.ts'
import { canonical } from '../src/kernel/canonical.ts'
import { VISITOR } from '../src/programme/permission.ts'
import { loadWhere } from '../src/store/nouns.ts'
import { type Cast, enterCast, importRecords, OPENING, Story } from './support/cast.ts'
import { KINDS, testHouse, type TestHouse } from './support/house.ts'
import { interopTicket } from './support/tickets.ts'
import { CONTENDERS, type Contested, countFacts, eight, faultsOf, race } from './support/race.ts'
import { invitationTo } from './matrix/world.ts'

const ROUNDS = 12

describe.each(KINDS)('eight at once on other things on the %s database', (kind) => {
  let house: TestHouse
  let cast: Cast
  let raced = 0
  beforeAll(async () => {
    house = await testHouse(kind)
    cast = await enterCast(house)
    await importRecords(house, {
      format: 'certwright/1',
      certifications: Array.from({ length: ROUNDS }, (_, index) => certified(index)),
    })
  })
  afterAll(() => house.end())

  async function oneWins(id: string, moves: readonly Contested[]): Promise<void> {
    raced += 1
    const ended = await race(house, eight(id, moves), raced % 2 === 1)
    expect(faultsOf(ended), moves.map(([, move]) => move).join(', ')).toEqual([])
  }

  test('an application is decided once, by whichever decision came first, and its person invited once at most', async () => {
    const office = [cast.manager, cast.granter]
    for (let round = 0; round < ROUNDS; round += 1) {
      const id = await applied(house, `Applicant ${round}`)
      await oneWins(id, [
        [office, 'approve-membership', { reason: '' }],
        [office, 'decline-membership', { reason: 'No.' }],
      ])
      const people = await house.database.all(sql`select 1 as one from person where organisation = ${id}`)
      expect(people.length).toBeLessThanOrEqual(1)
    }
  })

  test('eight applicants of one name become eight organisations', async () => {
    const before = await countFacts(house.database)
    const ids = await Promise.all(Array.from({ length: CONTENDERS }, () => applied(house, 'The Same Name')))
    expect(new Set(ids).size).toBe(CONTENDERS)
    expect(await countFacts(house.database)).toBe(before + CONTENDERS)
  })

  test('an invitation lets one in', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      await oneWins(await invitationTo(house, 'vendor'), [[[VISITOR], 'accept-invitation', {}]])
    }
  })

  test('an enquiry is answered once', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { made } = await act(house, VISITOR, { move: 'enquire', id: null, input: ENQUIRY })
      await oneWins(made.enquiry!, [[[cast.manager, cast.granter], 'answer-enquiry', { text: 'Yes.' }]])
    }
  })

  test('a field issue is confirmed once of one ticket and cleared once, a certification withdrawn once', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { number } = certified(round)
      const found = { title: 'One-way audio', ticket: await interopTicket(house, cast) }
      await oneWins(number, [[[cast.tester, cast.manager], 'confirm-field-issue', found]])
      const [issue] = await loadWhere(house.database, 'field-issue', { certification: number })
      await oneWins(number, [
        [[cast.tester, cast.manager], 'clear-field-issue', { issue: issue!.id, reason: 'Fixed.' }],
      ])
      await oneWins(number, [[[cast.manager, cast.granter], 'withdraw-certification', { reason: 'Recalled.' }]])
    }
  })

  test('one address is invited once, one release and one platform registered once', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const person = { name: 'Same', email: `same-${round}@vendor.test`, roles: ['auditor'] }
      const release = { version: `20.${round}`, kind: 'major', ga: '2026-06-01' }
      for (const [move, id, input] of [
        ['invite-person', 'vendor', person],
        ['add-platform-release', 'voice', release],
        ['add-platform', null, { name: `Platform ${round}` }],
      ] as const) {
        const ended = await race(house, eight(id, [[[cast.manager], move, input]]), round % 2 === 0)
        expect(ended.won, move).toHaveLength(1)
        expect(ended.facts, move).toBe(1)
        expect(new Set(ended.lost), move).toEqual(new Set(['conflict']))
      }
    }
  })

  test('a SAT update that is on record already is told so at once, not as if many people were at it', async () => {
    const input = { platformRelease: '10.0', accepted: '2026-05-01' }
    const note = () => act(house, cast.tester, { move: 'note-sat-evidence', id: certified(0).number, input })
    await note()
    await expect(note()).rejects.toMatchObject({ code: 'conflict' })
  })

  test('after all that the journal proves itself', async () => {
    expect(raced).toBeGreaterThan(50)
    const { faults, facts } = await verifyInstallation(house)
    expect(facts).toBeGreaterThan(100)
    expect(faults).toEqual([])
  })
})

describe.each(KINDS)('the same key eight times at once on the %s database', (kind) => {
  let house: TestHouse
  let cast: Cast
  beforeAll(async () => {
    house = await testHouse(kind)
    cast = await enterCast(house)
  })
  afterAll(() => house.end())

  test.each([
    ['all having decided before anybody writes', true],
    ['running free', false],
  ])('is one fact and the same answer eight times, %s', async (_, isHeld) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const story = await new Story(house, cast).open()
      const deed = { move: 'ask', id: story.id, input: QUESTION, once: `key-${isHeld}-${round}` }
      const { won, facts } = await race(house, times(CONTENDERS, { actor: cast.admin, deed }), isHeld)
      expect(won).toHaveLength(CONTENDERS)
      expect(facts).toBe(1)
      expect(new Set(won.map((done) => canonical([done.fact, done.made]))).size).toBe(1)
      expect(won.filter((done) => !done.repeated)).toHaveLength(1)
      expect((await story.file()).threads).toHaveLength(1)
    }
  })

  test('opens one project, not eight', async () => {
    const deed = { move: 'open-project', id: null, input: OPENING, once: 'open-once' }
    const { won, facts } = await race(house, times(CONTENDERS, { actor: cast.admin, deed }))
    expect(new Set(won.map((done) => done.made.project)).size).toBe(1)
    expect(facts).toBe(1)
  })

  test('takes one fee, not eight', async () => {
    const deed = { move: 'note-membership-fee', id: 'northwind', input: { received: '2026-06-15' }, once: 'fee-once' }
    const { facts } = await race(house, times(CONTENDERS, { actor: cast.manager, deed }))
    expect(facts).toBe(1)
  })

  test('control: without a key eight questions are eight', async () => {
    const story = await new Story(house, cast).open()
    const { won, facts } = await race(house, eight(story.id, [[[cast.admin], 'ask', QUESTION]]), false)
    expect(won).toHaveLength(CONTENDERS)
    expect(facts).toBe(CONTENDERS)
  })
})

const QUESTION = { about: { kind: 'project' }, text: 'Once?' }
const ENQUIRY = { name: 'A', email: 'a@elsewhere.test', organisation: 'B', platform: '', level: '', question: 'C?' }

function times<Item>(count: number, item: Item): readonly Item[] {
  return Array.from({ length: count }, () => item)
}

function certified(index: number) {
  return {
    number: `MCT-2025-${String(index + 1).padStart(5, '0')}`,
    product: 'north-trunk',
    platform: 'voice',
    level: 'MCT',
    granted: '2025-09-01',
    region: null,
    pairs: [{ platformRelease: '10.0', productRelease: '3.1' }],
  }
}

async function applied(house: TestHouse, name: string): Promise<string> {
  const input = {
    name,
    country: 'DE',
    family: 'sip-trunk',
    tier: 'mdp-commercial-basic',
    contactName: 'First',
    contactEmail: `first-${process.hrtime.bigint()}@applicant.test`,
    secondName: 'Second',
    secondEmail: 'second@applicant.test',
    plans: 'Trunks.',
    acceptsTerms: true,
  }
  return (await act(house, VISITOR, { move: 'apply-for-membership', id: null, input })).made.organisation!
}
