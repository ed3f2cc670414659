/** Notices ask of their readers what is theirs to do: nobody is told to do what another side has the turn for. */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { turnsOf } from '../src/app/ask/home.ts'
import { fillDemo } from '../src/app/demo/fill.ts'
import { giveDigests } from '../src/app/effects/digests.ts'
import { giveReminders } from '../src/app/effects/reminders.ts'
import { actorOf } from '../src/app/identity.ts'
import { openSignIn } from '../src/app/sign-in.ts'
import { addDays, dayOf } from '../src/kernel/day.ts'
import type { Person } from '../src/programme/person.ts'
import { isTurnOf, STAGE_NAMES, STAGES, type Turn } from '../src/programme/stage.ts'
import { RULES } from '../src/rulebook/rules.ts'
import { STANDING_RULES } from '../src/rulebook/chapters/08-standing.ts'
import { testHouse, type TestHouse } from './support/house.ts'

type Told = { readonly email: string; readonly code: string; readonly body: string; readonly state: Person | null }

let house: TestHouse
let told: readonly Told[]
beforeAll(async () => {
  house = await testHouse()
  await fillDemo(house, openSignIn(house.database, house.settings), () => {})
  const now = dayOf(house.now())
  for (const days of [0, 1, 7, 30, 120, 300, 600]) {
    house.clock.to(addDays(now, days), 0)
    await giveReminders(house)
    await giveDigests(house)
  }
  told = await house.database.all<Told>(
    sql`select n.email, n.code, n.body, p.state from notice n left join person p on p.email = n.email`,
  )
})
afterAll(() => house.end())

/** The programme’s mailbox is read by its office; another address without an account has no turn. */
function turns({ email, state }: Told): readonly Turn[] {
  if (state) return turnsOf(actorOf(state))
  return email === house.settings.mailbox ? ['programme-office'] : []
}

/** What a notice asks for that is another's to do. */
function othersWork(notice: Told): readonly string[] {
  const asked = STAGE_NAMES.filter((stage) => notice.body.includes(STAGES[stage].asks))
  const mine = asked.filter((stage) => isTurnOf(stage, turns(notice)))
  // Two stages may ask for the same; of one it is the reader's turn.
  return asked
    .map((stage) => STAGES[stage].asks)
    .filter((asks) => !mine.some((stage) => STAGES[stage].asks === asks))
    .map((asks) => `${notice.code} to ${notice.email}: ${asks}`)
}

describe('a notice', () => {
  test('asks of nobody what is another side’s to do', () => {
    expect(told.filter(({ body }) => body.includes('It is your turn')).length).toBeGreaterThan(50)
    expect(told.flatMap(othersWork)).toEqual([])
  })

  test('control: the lab’s work in a notice to a partner is seen', () => {
    const partner = told.find(({ state }) => state?.roles.includes('partner-admin'))!
    expect(othersWork({ ...partner, body: `It is your turn. ${STAGES.testing.asks}` })).toHaveLength(1)
    expect(othersWork({ ...partner, body: `It is your turn. ${STAGES['quote-offered'].asks}` })).toEqual([])
  })

  test('names no rule by its id', () => {
    const ids = [...RULES, ...STANDING_RULES].map(({ id }) => id)
    expect(ids.length).toBeGreaterThan(30)
    expect(told.filter(({ body }) => ids.some((id) => body.includes(id))).map(({ body }) => body)).toEqual([])
    expect(told.some(({ body }) => STANDING_RULES.some(({ says }) => body.includes(says)))).toBe(true)
  })
})
