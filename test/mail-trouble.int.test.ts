/**
 * Mail servers that refuse, fall silent or are not there (R28): what can be tried again is, later each time;
 * what cannot be is given up in plain sight; what may have been sent is never sent again by itself.
 */
import sql from 'sql-template-tag'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { outbox, sendAgain } from '../src/app/ask/notices.ts'
import { carryMail } from '../src/app/effects/mail.ts'
import type { House } from '../src/app/house.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { faultsOfDelivery, keptMail, letPass, owe } from './support/owed.ts'
import { openPostbox, type Postbox, type Step } from './support/postbox.ts'

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

const refuseAt = (step: Step, code: number) => {
  box.says = (at) => (at === step ? code : undefined)
}

const arrivedOf = (id: string) => box.mails.filter((mail) => mail.id.startsWith(`<${id}@`)).length

describe('a mail server that refuses for now', () => {
  test.each<[Step, number]>([
    ['connect', 421],
    ['from', 451],
    ['to', 450],
    ['end', 452],
  ])(
    'at "%s" with %i is asked again after 30 seconds, then a minute, then two, and takes the mail once',
    async (step, code) => {
      refuseAt(step, code)
      const [id] = await owe(house, [{}])
      for (const [tries, wait] of [30, 60, 120, 240].entries()) {
        await carryMail(house)
        const kept = await keptMail(house, id!)
        expect(kept).toMatchObject({ mail: 'waiting', attempts: tries + 1 })
        expect(kept.trouble).toContain(String(code))
        expect(Math.abs(kept.wait - wait)).toBeLessThanOrEqual(3)
        await carryMail(house)
        expect((await keptMail(house, id!)).attempts, 'not before its time').toBe(tries + 1)
        await letPass(house, wait)
      }
      box.says = () => {}
      await carryMail(house)
      expect(await keptMail(house, id!)).toMatchObject({ mail: 'sent', trouble: null })
      expect(arrivedOf(id!)).toBe(1)
    },
  )

  test('holds up nobody else’s mail', async () => {
    box.says = (step, { to }) => (step === 'to' && to.startsWith('full@') ? 452 : undefined)
    const [full, ...others] = await owe(house, [{ email: 'full@partner.test' }, {}, {}])
    await carryMail(house)
    expect(others.map(arrivedOf)).toEqual([1, 1])
    expect(await keptMail(house, full!)).toMatchObject({ mail: 'waiting' })
  })

  test('is given up after about four days, and not sooner', async () => {
    refuseAt('connect', 421)
    const [id] = await owe(house, [{}])
    let waited = 0
    for (;;) {
      await carryMail(house)
      const kept = await keptMail(house, id!)
      if (kept.mail === 'failed') break
      waited += kept.wait
      await letPass(house, kept.wait + 1)
    }
    expect(waited / 86_400).toBeGreaterThan(3.5)
    expect(waited / 86_400).toBeLessThan(5)
    expect(box.mails).toEqual([])
  })
})

describe('a mail server that refuses for good', () => {
  test.each<[Step, number]>([
    ['to', 550],
    ['end', 554],
  ])('at "%s" with %i ends it at once, in plain sight, until a person sends it again', async (step, code) => {
    refuseAt(step, code)
    const [id] = await owe(house, [{}])
    await carryMail(house)
    await letPass(house, 7 * 86_400)
    await carryMail(house)
    const [row] = await outbox(house.database, { state: 'failed', after: null, limit: 10 })
    expect(row).toMatchObject({ id, attempts: 1, mail: 'failed' })
    expect(row!.trouble).toContain(String(code))
    box.says = () => {}
    await sendAgain(house.database, id!)
    await carryMail(house)
    expect(arrivedOf(id!)).toBe(1)
    await expect(sendAgain(house.database, id!)).rejects.toMatchObject({ code: 'not-now' })
  })

  test.each<[Step, number]>([
    ['connect', 554],
    ['from', 530],
  ])('us and not the mail, at "%s" with %i, costs no mail: all are tried again', async (step, code) => {
    refuseAt(step, code)
    const ids = await owe(house, [{}, {}, {}])
    await carryMail(house)
    box.says = () => {}
    await letPass(house, 60)
    await carryMail(house)
    expect(ids.map(arrivedOf)).toEqual([1, 1, 1])
  })

  test('a mail server that is not there is tried again', async () => {
    const [id] = await owe(house, [{}])
    await carryMail({ ...house, settings: { ...house.settings, smtpUrl: 'smtp://127.0.0.1:9' } })
    expect(await keptMail(house, id!)).toMatchObject({ mail: 'waiting', attempts: 1 })
    await letPass(house, 60)
    await carryMail(house)
    expect(arrivedOf(id!)).toBe(1)
  })
})

describe('a line that breaks', () => {
  test.each<Step>(['connect', 'from', 'to', 'data'])(
    'at "%s", before the end of the mail: it is tried again',
    async (step) => {
      let cuts = 0
      box.says = (at) => {
        if (at === step && (cuts += 1) === 1) box.cut()
      }
      const [id] = await owe(house, [{ body: 'A line.\n'.repeat(50_000) }])
      await carryMail(house)
      expect((await keptMail(house, id!)).mail).toBe('waiting')
      await letPass(house, 60)
      await carryMail(house)
      expect(arrivedOf(id!)).toBe(1)
      expect(await faultsOfDelivery(house, box.mails)).toEqual([])
    },
  )

  test('after the end of the mail leaves it open: shown, and never sent again by itself', async () => {
    box.says = (at) => {
      if (at === 'end') box.cut()
    }
    const [id] = await owe(house, [{}])
    await carryMail(house)
    box.says = () => {}
    expect((await keptMail(house, id!)).trouble).toContain('may have been sent')
    for (const seconds of [60, 86_400, 30 * 86_400]) {
      await letPass(house, seconds)
      await carryMail(house)
    }
    expect(await keptMail(house, id!)).toMatchObject({ mail: 'unknown', attempts: 1 })
    expect(arrivedOf(id!)).toBeLessThanOrEqual(1)
    await sendAgain(house.database, id!)
    box.mails.length = 0
    await carryMail(house)
    expect(arrivedOf(id!), 'a person may, and it bears the same id').toBe(1)
  })

  test('refused after its end was refused and nothing else: it is tried again', async () => {
    refuseAt('end', 451)
    const [id] = await owe(house, [{}])
    await carryMail(house)
    expect((await keptMail(house, id!)).mail).toBe('waiting')
  })
})

describe('a database that fails just then', () => {
  /** The statements that note a mail as sent fail so many times. */
  function failingToNote(times: number): House {
    let left = times
    const run: House['database']['run'] = async (statement) => {
      if (/set mail = 'sent'/.test(statement.text) && (left -= 1) >= 0)
        throw new Error('the line to the database broke')
      return house.database.run(statement)
    }
    return { ...house, database: { ...house.database, run } }
  }

  test('is asked again to note what was sent, and the mail is not repeated', async () => {
    const [id] = await owe(house, [{}])
    await carryMail(failingToNote(2))
    expect(await keptMail(house, id!)).toMatchObject({ mail: 'sent', attempts: 1 })
    expect(arrivedOf(id!)).toBe(1)
  })

  test('for good leaves the mail open, and it is not repeated either', async () => {
    const [id] = await owe(house, [{}])
    await expect(carryMail(failingToNote(99))).rejects.toThrow('broke')
    await letPass(house, 600)
    await carryMail(house)
    expect(await keptMail(house, id!)).toMatchObject({ mail: 'unknown' })
    expect(arrivedOf(id!)).toBe(1)
  }, 30_000)
})

test('control: a carrier that repeats what may have been sent is found out', async () => {
  await owe(house, [{}])
  box.says = (step) => {
    if (step === 'end') box.cut()
  }
  await carryMail(house)
  box.says = () => {}
  // What a careless carrier does with a mail whose fate it does not know.
  await house.database.run(sql`update notice set mail = 'waiting' where mail = 'unknown'`)
  await carryMail(house)
  expect(await faultsOfDelivery(house, box.mails)).toHaveLength(1)
})
