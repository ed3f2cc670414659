/** What time alone brings besides deadlines: contacts gone stale, tiers too low, places in line, entry checks that would fail. */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { act } from '../src/app/act.ts'
import { giveReminders } from '../src/app/effects/reminders.ts'
import { addDays, dateWords, type Day, day } from '../src/kernel/day.ts'
import { type Cast, enterCast, OPENING, Story } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { owe } from './support/owed.ts'

const BEGIN = day('2026-06-15')

let house: TestHouse
let cast: Cast
beforeAll(async () => {
  house = await testHouse('embedded', BEGIN)
  cast = await enterCast(house)
})
afterAll(() => house.end())
beforeEach(async () => {
  await house.database.run(sql`delete from notice`)
})

/** What is told on a day, by code and to whom. */
async function toldOn(on: Day, code: string): Promise<readonly string[]> {
  house.clock.to(on, 0)
  await giveReminders(house)
  const rows = await house.database.all<{ says: string }>(
    sql`select split_part(email, '@', 1) || ': ' || subject as says from notice where fact = 0 and code = ${code} order by 1`,
  )
  await house.database.run(sql`delete from notice where code = ${code} and ${code} <> 'N47'`)
  return rows.map((row) => row.says)
}

describe('a place in the line for the lab (N16)', () => {
  test('is told with the order, and again only when the week of a slot is another one', async () => {
    const stories: Story[] = []
    for (let index = 0; index < 4; index += 1) {
      const story = await new Story(house, cast).open(OPENING)
      await story.bringTo('quote-offered')
      expect(await toldOn(BEGIN, 'N16')).toEqual([])
      house.clock.to(BEGIN, index + 1)
      await story.order()
      stories.push(story)
      const told = await toldOn(BEGIN, 'N16')
      expect(told).toHaveLength(2)
      expect(told[0]).toMatch(new RegExp(`^admin: .* place ${index + 1} in the line for the lab$`))
    }
    await stories[0]!.bringTo('slot-offered')
    const next = await toldOn(BEGIN, 'N16')
    expect(next, 'the third is the second now, a week earlier; the second and fourth stay in their weeks').toEqual([
      expect.stringMatching(/^admin: .* place 2 in the line/),
      expect.stringMatching(/^engineer: .* place 2 in the line/),
    ])
    expect(await toldOn(addDays(BEGIN, 1), 'N16')).toEqual([])
    for (const story of stories.slice(1)) await story.do(cast.manager, 'close-project', { reason: 'Over.' })
  }, 120_000)
})

describe('an entry check that would fail (N27)', () => {
  test('is told some days before the slot, with what to mend; one that would pass is not', async () => {
    const good = await new Story(house, cast).bringTo('scheduled')
    expect(await toldOn(addDays(BEGIN, 1), 'N27')).toEqual([])
    await house.database.run(
      sql`update platform set state = jsonb_set(state, '{releases}', (select jsonb_agg(r || '{"ga": null}') from jsonb_array_elements(state->'releases') r))
          where id = ${OPENING.platform}`,
    )
    const { slot } = (await good.file()).project
    const on = slot!.from
    expect(await toldOn(addDays(on, -6), 'N27')).toEqual([])
    const told = await toldOn(on, 'N27')
    expect(told.map((each) => each.split(':')[0])).toEqual(['admin', 'engineer', 'reviewer', 'tester'])
    expect(told[0]).toContain(`testing could not start on ${dateWords(on)}`)
    expect(await toldOn(on, 'N27'), 'once').toEqual([])
  }, 120_000)
})

describe('a tier too low (N05)', () => {
  const add = (name: string, family: string) =>
    act(house, cast.admin, {
      move: 'add-product',
      id: 'northwind',
      input: { name, family, interfaces: ['sip-trunk'], summary: '', aliases: [], version: '1.0', ga: '2026-01-01' },
    })

  test('is told when the product is registered, and not of a product the tier is enough for', async () => {
    await house.database.run(
      sql`update membership set state = jsonb_set(state, '{terms,0,tier}', '"mdp-commercial-basic"') where id = 'northwind'`,
    )
    await add('Northwind Phone', 'sip-lineside')
    expect(await toldOn(BEGIN, 'N05')).toEqual([])
    await add('Northwind Connector', 'advanced-api')
    expect(await toldOn(BEGIN, 'N05')).toEqual([
      expect.stringMatching(/^admin: Northwind Connector: a membership at .* is needed$/),
      expect.stringMatching(/^engineer: Northwind Connector: a membership at .* is needed$/),
    ])
    expect(await toldOn(addDays(BEGIN, 1), 'N05')).toEqual([])
  })
})

describe('contacts (N47)', () => {
  test('are asked for twice a year; whoever confirms is not asked again, of whoever does not the office hears', async () => {
    house.clock.to(day('2026-06-29'))
    await act(house, cast.admin, { move: 'confirm-contacts', id: 'northwind', input: {} })
    expect(await toldOn(day('2026-07-01'), 'N47')).toEqual(['stranger: Southwind: are your contacts still right?'])
    const later = await toldOn(day('2026-07-31'), 'N47')
    expect(later.filter((each) => each.includes('has not confirmed'))).toEqual([
      'granter: Southwind has not confirmed its contacts',
      'manager: Southwind has not confirmed its contacts',
    ])
    const turned = await toldOn(day('2026-12-29'), 'N47')
    expect(turned.filter((each) => each.includes('Northwind'))).toEqual([
      'admin: Northwind: are your contacts still right?',
      'engineer: Northwind: are your contacts still right?',
    ])
    await expect(
      act(house, cast.stranger, { move: 'confirm-contacts', id: 'northwind', input: {} }),
      'nobody else’s',
    ).rejects.toMatchObject({ code: 'not-permitted' })
  })

  test('whose mail was given up are told to the office, once a month', async () => {
    await house.database.run(sql`delete from notice`)
    house.clock.to(day('2026-12-30'))
    await owe(house, [{ email: 'gone@partner.test' }])
    await house.database.run(
      sql`update notice set mail = 'failed', created = ${'2026-12-30'}::timestamptz, trouble = '550 no such user'`,
    )
    const bounced = async (on: Day) => (await toldOn(on, 'N47')).filter((each) => each.includes('does not arrive'))
    expect(await bounced(day('2026-12-30'))).toEqual([
      'granter: Mail to gone@partner.test does not arrive',
      'manager: Mail to gone@partner.test does not arrive',
    ])
    expect(await bounced(day('2026-12-31'))).toHaveLength(2)
  })
})
