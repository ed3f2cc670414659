/** The lab's calendar over real slots: the longest there can be is on it from its first day to its last. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { slotsBetween } from '../src/app/ask/lab-calendar.ts'
import { today } from '../src/app/house.ts'
import { addDays } from '../src/kernel/day.ts'
import { LONGEST_SLOT_DAYS } from '../src/programme/slot.ts'
import { type Cast, enterCast, Story } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { quickly } from './matrix/world.ts'

describe('a slot', () => {
  let house: TestHouse
  let cast: Cast
  let story: Story
  beforeAll(async () => {
    house = await testHouse()
    cast = await enterCast(house)
    story = new Story(house, cast)
    await quickly(story, 'slot-to-offer')
  })
  afterAll(() => house.end())

  const offer = (days: number) => {
    const from = today(house)
    const to = addDays(from, days - 1)
    return story.do(cast.tester, 'offer-slot', { from, to, engineer: cast.tester.id, note: '' })
  }

  test('longer than there are is refused at both its ends', async () => {
    await expect(offer(LONGEST_SLOT_DAYS + 1)).rejects.toMatchObject({
      code: 'wrong-input',
      faults: [{ at: 'from' }, { at: 'to' }],
    })
    await expect(offer(100_000)).rejects.toMatchObject({ code: 'wrong-input' })
  })

  test('of the longest is in the calendar on its last day, and not the day after', async () => {
    await offer(LONGEST_SLOT_DAYS)
    const last = addDays(today(house), LONGEST_SLOT_DAYS - 1)
    const on = async (day: typeof last) =>
      (await slotsBetween(house.database, cast.tester, day, day)).map(({ project }) => project)
    expect(await on(today(house))).toEqual([story.id])
    expect(await on(last)).toEqual([story.id])
    expect(await on(addDays(last, 1))).toEqual([])
  })
})
