/** The letter that authorises a logo: for members with a certification in force, issued late to who joins late. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act } from '../src/app/act.ts'
import { certificationByNumber } from '../src/app/ask/certifications.ts'
import { mayHaveLetter } from '../src/app/ask/entitlement.ts'
import { today } from '../src/app/house.ts'
import { day } from '../src/kernel/day.ts'
import { Refusal } from '../src/kernel/refusal.ts'
import { type Cast, enterCast, Story } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { quickly } from './matrix/world.ts'

describe('the letter that authorises a logo', () => {
  let house: TestHouse
  let cast: Cast
  let number: string
  beforeAll(async () => {
    house = await testHouse()
    cast = await enterCast(house)
    await leastTier('mpp')
    const story = new Story(house, cast)
    await story.open()
    await quickly(story, 'published')
    number = (await story.file()).certification!.number
  })
  afterAll(() => house.end())

  async function leastTier(value: string): Promise<void> {
    const input = { value, from: today(house), reason: 'A test.' }
    await act(house, cast.manager, { move: 'set-parameter', id: 'entitlement.tier', input })
  }

  async function issue(): Promise<string> {
    try {
      await act(house, cast.manager, { move: 'authorise-logo', id: number, input: {} })
      return 'done'
    } catch (fault) {
      if (fault instanceof Refusal) return [fault.code, ...fault.faults.map((each) => each.at)].join(' ')
      throw fault
    }
  }

  const found = async () => (await certificationByNumber(house, number, today(house)))!

  async function leave(who: keyof Cast): Promise<string> {
    const { isGiven, clause } = await mayHaveLetter(house, cast[who], (await found()).record)
    return isGiven ? 'given' : clause
  }

  test('is not issued on publication below the tier the programme sets, nor by hand', async () => {
    expect((await found()).authorisation).toBeNull()
    expect(await issue()).toBe('rule logo-goes-to-members')
    expect([await leave('admin'), await leave('tester')]).toEqual(['4C.6g', 'given'])
  })

  test('is issued once, when they are entitled', async () => {
    await leastTier('mdp-noncommercial')
    expect(await issue()).toBe('done')
    expect((await found()).authorisation).toMatchObject({ certification: number, logo: 'MCT' })
    expect(await issue()).toBe('not-now')
    expect([await leave('admin'), await leave('engineer')]).toEqual(['given', 'given'])
  })

  test('is kept from them when the membership has lapsed, and staff may look all the same', async () => {
    house.clock.to(day('2027-01-30'))
    expect(await leave('admin')).toBe('given')
    house.clock.to(day('2027-01-31'))
    expect([await leave('admin'), await leave('manager'), await leave('auditor')]).toEqual(['4C.6g', 'given', 'given'])
  })

  test('and once the certification is withdrawn', async () => {
    house.clock.to(day('2026-07-01'))
    expect(await leave('admin')).toBe('given')
    await act(house, cast.manager, { move: 'withdraw-certification', id: number, input: { reason: 'Recalled.' } })
    expect([await leave('admin'), await leave('tester')]).toEqual(['4C.6f', 'given'])
  })
})
