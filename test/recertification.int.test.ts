/** From the review call to what it decided, on the write path: what may be done when, and what each decision moves. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act } from '../src/app/act.ts'
import { offered } from '../src/app/ask/moves.ts'
import { openThing } from '../src/app/ask/open-thing.ts'
import { TARGETS } from '../src/app/targets.ts'
import { day } from '../src/kernel/day.ts'
import { Refusal } from '../src/kernel/refusal.ts'
import type { RecertificationOutcome } from '../src/programme/recertification.ts'
import { SIGNED_IN } from '../src/programme/permission.ts'
import { type Cast, enterCast, importRecords, reviewCall, Story } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'

const CERTIFIED = {
  format: 'certwright/1',
  certifications: ['C-1', 'C-2', 'C-3'].map((number) => ({
    number,
    product: 'north-trunk',
    platform: 'voice',
    level: 'MCT',
    granted: '2026-03-01',
    pairs: [{ platformRelease: '9.0', productRelease: '3.1' }],
  })),
}

describe('what follows a review call', () => {
  let house: TestHouse
  let cast: Cast
  beforeAll(async () => {
    house = await testHouse()
    cast = await enterCast(house)
    await importRecords(house, CERTIFIED)
  })
  afterAll(() => house.end())

  async function told(move: string, id: string, input: object): Promise<string> {
    try {
      await act(house, cast.tester, { move, id, input })
      return 'done'
    } catch (fault) {
      if (fault instanceof Refusal) return [fault.code, ...fault.faults.map((each) => each.at)].join(' ')
      throw fault
    }
  }

  const decide = (id: string, outcome: RecertificationOutcome) =>
    told('decide-recertification', id, reviewCall(outcome))
  const extend = (id: string, platformRelease = '10.0', productRelease = '3.1') =>
    told('extend-certification', id, { platformRelease, productRelease, reason: 'As agreed.' })
  const UNDECIDED = 'rule extension-follows-its-review-call'

  test('nothing is extended without a call, nor after one that decided otherwise', async () => {
    expect(await extend('C-1')).toBe(UNDECIDED)
    for (const outcome of ['full', 'partial', 'none', 'declined'] as const) {
      expect(await decide('C-1', outcome)).toBe('done')
      expect(await extend('C-1'), outcome).toBe(UNDECIDED)
    }
  })

  test('a decision to extend serves once', async () => {
    expect(await decide('C-1', 'extend')).toBe('done')
    expect(await extend('C-1')).toBe('done')
    expect(await extend('C-1', '9.0')).toBe(UNDECIDED)
  })

  test('it reaches no release that is not generally available, on either side (6.2)', async () => {
    expect(await decide('C-2', 'extend')).toBe('done')
    expect(await extend('C-2', '11.0')).toBe('rule platform-release-is-generally-available')
    expect(await extend('C-2', '10.0', '4.0')).toBe('rule product-release-is-generally-available')
    expect(await extend('C-2')).toBe('done')
  })

  test('a partial recertification names its test cases, a call both sides and its risks', async () => {
    expect(await told('decide-recertification', 'C-2', { ...reviewCall('partial'), testCases: [] })).toBe(
      'wrong-input testCases',
    )
    expect(await told('decide-recertification', 'C-2', { ...reviewCall('none'), businessRisk: '' })).toBe(
      'wrong-input businessRisk',
    )
    const alone = { ...reviewCall('none'), attendees: { vendor: 'Tester', partner: '' } }
    expect(await told('decide-recertification', 'C-2', alone)).toBe('wrong-input attendees.partner')
  })

  test('an interface changed since the call wants a call of its own (8.4)', async () => {
    expect(await decide('C-3', 'extend')).toBe('done')
    house.clock.to(day('2026-06-20'))
    await act(house, cast.manager, {
      move: 'add-platform-release',
      id: 'voice',
      input: { version: '10.5', kind: 'point', ga: '2026-06-20', interfaceChange: true },
    })
    expect(await extend('C-3')).toBe('rule interface-change-leads-to-a-review-call extension-follows-its-review-call')
    expect(await decide('C-3', 'extend')).toBe('done')
    expect(await extend('C-3')).toBe('done')
  })

  test('a SAT update is noted for members, in grace too, and not after it (5.2, X-43)', async () => {
    const note = (platformRelease: string) =>
      told('note-sat-evidence', 'C-1', { platformRelease, accepted: '2026-06-01' })
    house.clock.to(day('2027-01-30'))
    expect(await note('9.0')).toBe('done')
    house.clock.to(day('2027-01-31'))
    expect(await note('10.0')).toBe('rule sat-update-is-of-a-member')
    house.clock.to(day('2026-06-20'))
  })

  test.each([
    ['C-1', 'none', 'initial', null],
    ['C-1', 'full', 'full-recertification', 'C-1'],
    ['C-2', 'partial', 'partial-recertification', 'C-2'],
    ['C-2', null, 'initial', null],
  ] as const)('a project after %s was decided on as %s is of kind %s', async (id, outcome, kind, recertifies) => {
    if (outcome) expect(await decide(id, outcome)).toBe('done')
    const story = new Story(house, cast)
    await story.open()
    const { project } = await story.file()
    expect([project.kind, project.recertifies?.certification ?? null]).toEqual([kind, recertifies])
  })

  test('the page offers the call always and the extension only after it', async () => {
    const { moves } = await openThing(house, cast.tester, TARGETS.certification, 'C-1', SIGNED_IN)
    expect(offered(moves, 'decide-recertification')?.obstacle).toBeNull()
    expect(offered(moves, 'extend-certification')?.obstacle?.clause).toBe('8.6')
  })
})
