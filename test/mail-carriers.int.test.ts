/**
 * Who carries the mails, and when (R28): several processes at once, clocks that jump, a server that is told to
 * stop. Each mail arrives once.
 */
import sql from 'sql-template-tag'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { act } from '../src/app/act.ts'
import { carryMail } from '../src/app/effects/mail.ts'
import { openHouse } from '../src/app/house.ts'
import { day } from '../src/kernel/day.ts'
import { VISITOR } from '../src/programme/permission.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { faultsOfDelivery, keptMail, letPass, owe } from './support/owed.ts'
import { openPostbox, type Postbox } from './support/postbox.ts'
import { eventually } from './support/process.ts'

let house: TestHouse
let box: Postbox
beforeAll(async () => {
  box = await openPostbox()
  house = await testHouse('embedded', undefined, { smtpUrl: box.url })
})
afterAll(async () => {
  await house.end()
  await box.close()
})
afterEach(async () => {
  box.says = () => {}
  box.mails.length = 0
  await house.database.run(sql`delete from notice`)
})

const arrivedOf = (id: string) => box.mails.filter((mail) => mail.id.startsWith(`<${id}@`)).length

describe('several carriers at once', () => {
  test('send each mail once', async () => {
    const others = await Promise.all(
      [1, 2, 3].map(() => openHouse({ dataDir: house.dataDir, url: house.url, owner: 'command' }, house.settings)),
    )
    await owe(
      house,
      Array.from({ length: 60 }, () => ({})),
    )
    await Promise.all([house, ...others].flatMap((each) => [carryMail(each), carryMail(each)]))
    expect(box.mails).toHaveLength(60)
    expect(await faultsOfDelivery(house, box.mails)).toEqual([])
    await Promise.all(others.map((each) => each.close()))
  })

  test('one that was slower than its claim lasts loses it to the other before the end of the mail', async () => {
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    let first = true
    box.says = async (step) => {
      if (step !== 'to' || !first) return
      first = false
      await held
    }
    const [id] = await owe(house, [{}])
    const slow = carryMail(house)
    await eventually('the first carrier is at work', () => !first)
    await letPass(house, 300)
    await carryMail(house)
    expect(arrivedOf(id!)).toBe(1)
    release()
    await slow
    expect(arrivedOf(id!)).toBe(1)
    expect(await keptMail(house, id!)).toMatchObject({ mail: 'sent' })
  })
})

describe('clocks that jump', () => {
  const askedAt = async (on: string) => {
    house.clock.to(day(on))
    const input = { name: 'Kim', email: 'kim@partner.test', organisation: 'Kim', question: 'May we?' }
    await act(house, VISITOR, { move: 'enquire', id: null, input })
    house.clock.to(day('2026-06-15'))
  }

  test.each(['1999-01-01', '2026-06-15', '2099-12-31'])(
    'a mail caused on %s by this machine’s clock goes out now',
    async (on) => {
      await askedAt(on)
      await carryMail(house)
      expect(box.mails.map((mail) => mail.to[0])).toContain('kim@partner.test')
      expect(await faultsOfDelivery(house, box.mails)).toEqual([])
    },
  )

  test('a mail put off before the database’s clock was set back by days goes out, and one put off by an hour waits', async () => {
    const [ahead, later] = await owe(house, [{}, {}])
    await house.database.run(sql`update notice set next_try = now() + interval '3 days' where id = ${ahead}`)
    await house.database.run(sql`update notice set next_try = now() + interval '1 hour' where id = ${later}`)
    await carryMail(house)
    expect([arrivedOf(ahead!), arrivedOf(later!)]).toEqual([1, 0])
  })

  test.each([-3 * 86_400, 3 * 86_400])(
    'claims made %i seconds from now are left-overs: one is tried, one left open',
    async (seconds) => {
      const [claimed, handing] = await owe(house, [{}, {}])
      await house.database.run(
        sql`update notice set mail = case when id = ${claimed} then 'claimed' else 'handing-over' end, claimed = now() + make_interval(secs => ${seconds})`,
      )
      await carryMail(house)
      expect([arrivedOf(claimed!), arrivedOf(handing!)]).toEqual([1, 0])
      expect((await keptMail(house, handing!)).mail).toBe('unknown')
    },
  )
})

describe('a server that is told to stop', () => {
  test('lets go of a mail that has not been handed over, which is no try, and leaves the rest', async () => {
    const stopping = new AbortController()
    box.says = (step) => {
      if (step === 'to') stopping.abort()
      return new Promise((resolve) => setTimeout(resolve, 100))
    }
    const ids = await owe(house, [{}, {}])
    await carryMail(house, stopping.signal)
    expect(box.mails).toEqual([])
    for (const id of ids) expect(await keptMail(house, id)).toMatchObject({ mail: 'waiting', trouble: null })
    box.says = () => {}
    await carryMail(house)
    expect(ids.map(arrivedOf)).toEqual([1, 1])
  })

  test('waits for the word about a mail that has', async () => {
    const stopping = new AbortController()
    box.says = async (step) => {
      if (step !== 'end') return
      stopping.abort()
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
    const [id, next] = await owe(house, [{}, {}])
    await carryMail(house, stopping.signal)
    expect(await keptMail(house, id!)).toMatchObject({ mail: 'sent' })
    expect(await keptMail(house, next!)).toMatchObject({ mail: 'waiting', attempts: 0 })
  })
})

test('control: a mail sent twice, one lost and one that is noted wrongly are seen', async () => {
  const [twice, lost, wrong] = await owe(house, [{}, {}, {}])
  await carryMail(house)
  expect(await faultsOfDelivery(house, box.mails)).toEqual([])
  const of = (id: string) => box.mails.filter((mail) => mail.id.startsWith(`<${id}@`))
  await house.database.run(sql`update notice set mail = 'waiting' where id = ${wrong}`)
  const faults = await faultsOfDelivery(house, [...of(twice!), ...of(twice!), ...of(wrong!)])
  expect(faults).toEqual([
    `${twice} arrived 2 times`,
    `${lost} is noted as sent and never arrived`,
    `${wrong} arrived and is noted as waiting`,
  ])
})
