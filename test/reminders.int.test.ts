/** Reminders: what time alone makes due is told on its day, once, whoever looks, however often, after whatever pause. */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act } from '../src/app/act.ts'
import { carryMail } from '../src/app/effects/mail.ts'
import { giveReminders } from '../src/app/effects/reminders.ts'
import { type House, openHouse } from '../src/app/house.ts'
import { addDays, type Day, day } from '../src/kernel/day.ts'
import { type Cast, enterCast, OPENING, Story } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { faultsOfMail } from './support/letters.ts'
import { openPostbox, type Postbox } from './support/postbox.ts'

const BEGIN = day('2026-06-15')
const END = day('2027-02-10')

/** Day by day: code, whom (by the first letters of the address), and what of. */
const CALENDAR: Readonly<Record<string, readonly string[]>> = {
  '2026-06-16': ['N28 admin,engineer P-2026-0004 testing'],
  '2026-06-20': [
    'N08 admin,engineer P-2026-0003 a question',
    'N08 granter,manager,reviewer,tester P-2026-0003 a question',
  ],
  '2026-06-25': [
    'N08 admin,engineer P-2026-0003 a question',
    'N08 granter,manager,reviewer,tester P-2026-0003 a question',
  ],
  '2026-06-26': ['N46 reviewer,tester P-2026-0004 due on'],
  '2026-06-30': ['N46 reviewer,tester P-2026-0004 due on'],
  '2026-07-01': ['N47 admin,engineer Northwind: are', 'N47 stranger Southwind: are'],
  '2026-07-06': ['N46 granter,manager,reviewer,tester P-2026-0004 due on'],
  '2026-07-31': [
    'N23 admin,engineer P-2026-0001 quotation',
    'N47 granter,manager Northwind has',
    'N47 granter,manager Southwind has',
  ],
  '2026-08-11': ['N23 admin,engineer P-2026-0001 quotation'],
  '2026-08-14': ['N30 admin,engineer P-2026-0002 a retest'],
  '2026-08-15': ['N23 admin,engineer P-2026-0001 quotation'],
  '2026-09-06': ['N30 admin,engineer P-2026-0002 a retest'],
  '2026-11-01': ['N04 admin,engineer Your membership', 'N04 stranger Your membership'],
  '2026-12-01': ['N04 admin,engineer Your membership', 'N04 stranger Your membership'],
  '2026-12-24': ['N04 admin,engineer Your membership', 'N04 stranger Your membership'],
  '2027-01-31': ['N04 admin,engineer Your membership', 'N04 stranger Your membership'],
}

describe('reminders', () => {
  let house: TestHouse
  let cast: Cast
  let box: Postbox
  let told = 0
  beforeAll(async () => {
    box = await openPostbox()
    house = await testHouse('embedded', BEGIN, { smtpUrl: box.url })
    cast = await enterCast(house)
    await buildProjects(house, cast)
    await house.database.run(sql`delete from notice`)
  })
  afterAll(async () => {
    await house.end()
    await box.close()
  })

  const now = (on: Day): House => {
    house.clock.to(on, 0)
    return house
  }

  /** What has been told since the last time somebody asked. */
  async function news(): Promise<readonly string[]> {
    const rows = await house.database.all<{ says: string }>(
      sql`select code || ' ' || string_agg(split_part(email, '@', 1), ',' order by email) || ' ' ||
            coalesce(substring(subject from '^P-\\d+-\\d+') || ' ' || substring(subject from ': (a question|a retest|quotation|testing|due on)'), substring(subject from '^\\w+:? \\w+')) as says
          from notice where fact = 0 group by code, occasion, subject order by min(id)`,
    )
    const fresh = rows.slice(told).map((row) => row.says)
    told = rows.length
    return fresh.toSorted()
  }

  test('are given on their days and on no other, over a year of days', async () => {
    const found: Record<string, readonly string[]> = {}
    for (let on: Day = BEGIN; on <= END; on = addDays(on, 1)) {
      await giveReminders(now(on))
      const fresh = await news()
      if (fresh.length > 0) found[on] = fresh
    }
    expect(found).toEqual(CALENDAR)
  }, 120_000)

  test('are not given again: not later that day, not by another server, not after a restart, not when the clock goes back', async () => {
    const settings = house.settings
    const other = await openHouse({ dataDir: house.dataDir, url: house.url, owner: 'command' }, settings)
    for (const on of [END, day('2026-12-24'), day('2026-08-11'), BEGIN]) {
      const here = now(on)
      await Promise.all([giveReminders(here), giveReminders({ ...other, now: here.now }), giveReminders(here)])
    }
    await other.close()
    expect(await news()).toEqual([])
  })

  test('tell what to do, by when, under which clause and where, in the thread of their project', async () => {
    await carryMail(house)
    expect(box.mails.length).toBeGreaterThan(25)
    const rows = await house.database.all<{ id: string; project: string; number: string }>(
      sql`select n.id, n.project, p.number from notice n left join project p on p.id = n.project`,
    )
    for (const mail of box.mails) {
      const of = rows.find((row) => mail.id.includes(row.id))!
      const project = of.project ? { id: of.project, number: of.number } : null
      const { mailbox, publicUrl } = house.settings
      expect(faultsOfMail(mail, { actor: '', mailbox, publicUrl, project, by: null })).toEqual([])
    }
    const texts = box.mails.map((mail) => mail.text).join('\n')
    for (const words of [
      'by 14 Aug 2026',
      'by 13 Sept 2026',
      'runs until 31 Dec 2026',
      '1 of 2 have one now',
      'Which one?',
    ])
      expect(texts).toContain(words)
  })

  test('control: without the mark that one was given, it would be given again', async () => {
    await house.database.run(sql`delete from reminder where key like 'quote/%'`)
    await house.database.run(sql`delete from notice where code = 'N23'`)
    told -= 3
    await giveReminders(now(day('2026-08-11')))
    expect(await news()).toHaveLength(1)
  })
})

describe('a server that was away', () => {
  let house: TestHouse
  beforeAll(async () => {
    house = await testHouse('embedded', BEGIN)
    await enterCast(house)
    await house.database.run(sql`delete from notice`)
    // What is asked of contacts has its own tests.
    await house.database.run(sql`update organisation set state = state || '{"contactsConfirmed": "2029-01-01"}'`)
  })
  afterAll(() => house.end())

  const subjects = async () => {
    const rows = await house.database.all<{ subject: string }>(
      sql`select distinct subject from notice order by subject`,
    )
    return rows.map((row) => row.subject)
  }

  test('catches up with the one reminder that is nearest, and not with all it missed', async () => {
    house.clock.to(day('2026-12-26'))
    expect(await giveReminders(house)).toBe(3)
    house.clock.to(day('2026-12-31'), 23)
    expect(await giveReminders(house)).toBe(0)
    expect(await subjects()).toEqual(['Your membership ends on 31 Dec 2026'])
  })

  test('told to stop, gives nothing more, and all of it the next time', async () => {
    await house.database.run(sql`delete from reminder`)
    house.clock.to(day('2026-12-26'))
    expect(await giveReminders(house, AbortSignal.abort())).toBe(0)
    expect(await house.database.all(sql`select key from reminder`)).toEqual([])
    expect(await giveReminders(house)).toBe(3)
  })

  test('tells of a lapse later than its day, but not of one long past', async () => {
    house.clock.to(day('2027-03-01'))
    expect(await giveReminders(house)).toBe(3)
    expect(await subjects()).toContain('Your membership has lapsed')
    await house.database.run(sql`delete from reminder`)
    await house.database.run(sql`delete from notice`)
    house.clock.to(day('2029-01-01'))
    expect(await giveReminders(house)).toBe(0)
  })

  test('a term that was paid for in time brings no reminder, until its own end', async () => {
    house.clock.to(day('2026-12-01'))
    const manager = await house.database.one<{ id: string }>(
      sql`select id from person where email = 'manager@vendor.test'`,
    )
    const actor = { id: manager!.id, name: 'Manager', organisation: 'vendor', parts: ['programme-manager'] as const }
    const input = { received: '2026-12-01' }
    for (const id of ['northwind', 'southwind']) await act(house, actor, { move: 'note-membership-fee', id, input })
    await house.database.run(sql`delete from notice`)
    house.clock.to(day('2026-12-24'))
    expect(await giveReminders(house)).toBe(0)
    house.clock.to(day('2027-12-01'))
    expect(await giveReminders(house)).toBe(3)
    expect(await subjects()).toEqual(['Your membership ends on 31 Dec 2027'])
  })

  test('the contacts of an application are told where nobody has an account', async () => {
    await house.database.run(sql`delete from notice`)
    await house.database.run(
      sql`update person set state = jsonb_set(state, '{state}', '"departed"') where organisation = 'southwind'`,
    )
    const application = { contact: { email: 'ann@southwind.test' }, secondContact: { email: 'ben@southwind.test' } }
    await house.database.run(
      sql`update membership set state = jsonb_set(state, '{application}', ${JSON.stringify(application)}::jsonb) where id = 'southwind'`,
    )
    house.clock.to(day('2027-12-24'))
    await giveReminders(house)
    const rows = await house.database.all<{ email: string }>(sql`select email from notice order by email`)
    expect(rows.map((row) => row.email)).toEqual([
      'admin@northwind.test',
      'ann@southwind.test',
      'ben@southwind.test',
      'engineer@northwind.test',
    ])
  })
})

/** One project with a quote, one that was not granted, one with two questions, one being tested. */
async function buildProjects(house: TestHouse, cast: Cast): Promise<void> {
  const quoted = new Story(house, cast)
  await quoted.bringTo('quote-offered')
  const declined = await new Story(house, cast).open()
  await set(house, declined.id, {
    stage: 'not-granted',
    decisions: [{ by: 'x', at: '', day: BEGIN, outcome: 'not-granted', reason: '', findings: [], certification: null }],
  })
  const asked = await new Story(house, cast).open()
  await asked.do(cast.tester, 'ask', { about: { kind: 'project' }, text: 'Which one?' })
  await asked.do(cast.admin, 'ask', { about: { kind: 'project' }, text: 'When?' })
  const tested = await new Story(house, cast).open(OPENING)
  const result = {
    by: 'x',
    at: `${BEGIN}T23:59:59.999Z`,
    day: BEGIN,
    verdict: 'passed',
    note: '',
    limitation: null,
    version: 1,
  }
  const run = { testCases: [{ plan: 'OUT-01' }, { plan: 'OUT-02' }], results: { 'OUT-01': result } }
  await house.database.run(
    sql`insert into run (id, revision, fact, state) values ('r', 1, 1, ${JSON.stringify({ id: 'r', project: tested.id, ...run })}::jsonb)`,
  )
  await set(house, tested.id, { stage: 'testing', runs: ['r'] })
}

/** Written behind the journal's back: how it came to be so is told elsewhere. */
async function set(house: TestHouse, id: string, more: object): Promise<void> {
  await house.database.run(sql`update project set state = state || ${JSON.stringify(more)}::jsonb where id = ${id}`)
}
