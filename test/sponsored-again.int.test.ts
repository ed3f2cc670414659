/**
 * A sponsor's request for a product that was certified before: what was kept of the earlier project, and the
 * recertification that waits, are for whoever brought the interop there, and for nobody who only asks (4A.3, 8.6).
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { act } from '../src/app/act.ts'
import { load } from '../src/store/nouns.ts'
import { type Cast, enterCast, reviewCall, Story } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { addPhone, bringSatTo, openSat } from './support/sat-story.ts'
import { ASSESSMENT } from './support/sponsored-files.ts'
import { qualify, SponsoredStory } from './support/sponsored.ts'

describe('a sponsor asks for a product certified before', () => {
  let house: TestHouse
  let cast: Cast
  beforeAll(async () => {
    house = await testHouse()
    cast = await enterCast(house)
  })
  afterAll(() => house.end())

  /** On path B, where no technician is needed. */
  async function asked(): Promise<SponsoredStory> {
    const story = new SponsoredStory(house, cast)
    await story.request({}, 'B')
    return story
  }

  async function callFor(certification: string): Promise<void> {
    await act(house, cast.tester, { move: 'decide-recertification', id: certification, input: reviewCall('full') })
  }

  const isUsed = async (certification: string) =>
    (await load(house.database, 'certification', certification))!.state.recertifications!.at(-1)!.used !== null

  describe('which the partner brought there itself', () => {
    let certification: string
    beforeAll(async () => {
      const own = await new Story(house, cast).bringTo('published')
      certification = (await own.file()).project.certification!
    })
    beforeEach(() => callFor(certification))

    test('it reads no answer of the partner’s, and leaves the recertification to the partner', async () => {
      const { project, questionnaire } = await (await asked()).file()
      expect(questionnaire.answers).toEqual({})
      expect(questionnaire.copiedFrom).toBeUndefined()
      expect([project.kind, project.recertifies]).toEqual(['initial', null])
      expect(await isUsed(certification)).toBe(false)
      const partners = await (await new Story(house, cast).open()).file()
      expect(partners.project.kind).toBe('full-recertification')
      expect(partners.questionnaire.answers).not.toEqual({})
      expect(await isUsed(certification)).toBe(true)
    })

    test('the partner has it back where its project is closed without a test, and not after one was decided', async () => {
      const { admin, granter } = cast
      const opened = async () => {
        const story = await new Story(house, cast).open()
        expect((await story.file()).project.kind).toBe('full-recertification')
        return story
      }
      const first = await opened()
      expect(await isUsed(certification)).toBe(true)
      await first.do(admin, 'close-project', { reason: 'Another release instead.' })
      expect(await isUsed(certification)).toBe(false)
      const second = await (await opened()).bringTo('decision')
      const findings = [{ testCase: 'OUT-01', says: 'Too slow.', next: 'Mend it.' }]
      await second.do(granter, 'decline-grant', { reason: 'Not yet.', findings })
      await second.do(admin, 'close-project', { reason: 'Enough.' })
      expect(await isUsed(certification)).toBe(true)
    })

    test('a request declined before makes it no more than it was', async () => {
      const before = await asked()
      await before.do(cast.tester, 'decline-request', { reason: 'Too small.', next: 'Come back.' })
      expect((await (await asked()).file()).questionnaire.answers).toEqual({})
    })
  })

  test('of which there is a SAT: its plan builds on it once the lab has approved, not before (6.1)', async () => {
    await addPhone(house, cast)
    const sat = await openSat(house, cast)
    await bringSatTo(sat, 'sat-accepted')
    const story = new SponsoredStory(house, cast)
    await story.request({ product: 'north-phone', productRelease: '2.0' }, 'B')
    const before = await story.file()
    expect([before.project.sat, before.sat]).toEqual([null, null])
    await story.do(cast.tester, 'assess-business-case', ASSESSMENT)
    await story.do(cast.tester, 'approve-request', { reason: 'Sound.', next: 'Go on.' })
    const after = await story.file()
    expect([after.project.sat, after.sat?.accepted?.by]).toEqual([sat.id, cast.tester.id])
    expect(after.plan.testCases.map((each) => each.because)).toContain('From the accepted SAT plan.')
  })

  test('which it brought there: it goes on from its own answers, once; a request that is declined gives it back', async () => {
    await qualify(house, cast)
    const first = await new SponsoredStory(house, cast).bringTo('published')
    const { certification } = (await first.file()).project
    await callFor(certification!)
    const again = await asked()
    const { project, questionnaire } = await again.file()
    expect(project.kind).toBe('full-recertification')
    expect(questionnaire.copiedFrom).toBe(first.id)
    expect(await isUsed(certification!)).toBe(true)
    await again.do(cast.tester, 'decline-request', { reason: 'Not this quarter.', next: 'Ask again.' })
    expect(await isUsed(certification!)).toBe(false)
  })
})
