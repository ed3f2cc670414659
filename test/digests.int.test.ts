/** Mails that gather: the day's notices in one, the week's work in another, and what is always sent at once. */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act } from '../src/app/act.ts'
import { giveDigests } from '../src/app/effects/digests.ts'
import { day } from '../src/kernel/day.ts'
import { type Cast, enterCast, Story } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { serveHouse, type TestServer } from './support/server.ts'

/** A Monday. */
const MONDAY = day('2026-06-15')

describe('mails by choice', () => {
  let house: TestHouse
  let cast: Cast
  let server: TestServer
  let story: Story
  beforeAll(async () => {
    house = await testHouse('embedded', MONDAY)
    cast = await enterCast(house)
    server = await serveHouse(house, cast)
    story = await new Story(house, cast).open()
    await house.database.run(sql`update notice set mail = 'sent'`)
  })
  afterAll(async () => {
    await server.close()
    await house.end()
  })

  const mails = () =>
    house.database.all<{ says: string; body: string }>(
      sql`select code || ' ' || split_part(email, '@', 1) || ' ' || mail as says, body from notice
          where mail <> 'sent' order by id`,
    )
  const said = async () => (await mails()).map((mail) => mail.says).toSorted()

  test('everybody chooses for themselves, in the page of the account', async () => {
    const form = new URLSearchParams({ 'mail.plans': 'daily', 'mail.fees': 'portal', 'mail.access': 'portal' })
    const answer = await server.send('engineer', '/account/mail', { method: 'POST', body: form })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/account#mail'])
    const rows = await house.database.all<{ person: string; choices: unknown }>(
      sql`select person, choices from mail_choice`,
    )
    expect(rows).toEqual([
      { person: cast.engineer.id, choices: { kinds: { plans: 'daily', fees: 'portal' }, weekly: false } },
    ])
    const page = await (await server.send('engineer', '/account', { headers: { accept: 'text/html' } })).text()
    expect(page).toContain('You get no weekly mail.')
    expect(page).toMatch(/<option value="daily" selected/)
  })

  test('a notice of that kind waits for the mail of the day, everybody else’s goes out at once', async () => {
    await story.do(cast.tester, 'ask', { about: { kind: 'project', ref: null }, text: 'Which codec is first?' })
    expect(await said()).toEqual(['N08 admin waiting', 'N08 engineer gathered'])
    const before = (await mails()).length
    await giveDigests(house)
    expect(await mails()).toHaveLength(before)
    expect(await said(), 'the day is not over').toContain('N08 engineer gathered')
  })

  test('the next day it comes in one mail, once, however often and wherever this runs', async () => {
    house.clock.to(day('2026-06-16'), 0)
    await Promise.all([giveDigests(house), giveDigests(house), giveDigests(house)])
    const digests = (await mails()).filter((mail) => mail.says === 'N48 engineer waiting')
    expect(digests).toHaveLength(1)
    expect(digests[0]!.body).toContain('/questions')
    expect(await said()).toContain('N08 engineer in-digest')
    const unread = await server.send('engineer', '/notices', { headers: { accept: 'text/html' } })
    const portal = await unread.text()
    expect(portal).toContain('N08')
    expect(portal, 'a digest is no notice of its own').not.toContain('N48')
  })

  test('what lets somebody in is sent at once, whatever was chosen', async () => {
    await house.database.run(sql`update notice set mail = 'sent'`)
    await act(house, cast.admin, { move: 'renew-invitation', id: cast.engineer.id, input: {} })
    expect(await said()).toEqual(['N03 engineer waiting'])
  })

  test('on Monday everybody who was here before gets their week, unless they refused it', async () => {
    await house.database.run(sql`update notice set mail = 'sent'`)
    house.clock.to(day('2026-06-22'), 0)
    await Promise.all([giveDigests(house), giveDigests(house)])
    await giveDigests(house)
    const weekly = await mails()
    expect(weekly.map((mail) => mail.says)).toContain('N48 admin waiting')
    expect(weekly.map((mail) => mail.says)).not.toContain('N48 engineer waiting')
    expect(new Set(weekly.map((mail) => mail.says)).size).toBe(weekly.length)
    const admin = weekly.find((mail) => mail.says.startsWith('N48 admin'))!
    expect(admin.body).toContain('Waiting for you:')
    expect(admin.body).toContain(`/projects/${story.id}`)
  })

  test('the days to come go into one’s own calendar, and nobody else’s', async () => {
    house.clock.to(day('2026-11-20'), 0)
    const calendar = async (who: 'admin' | 'tester') => {
      const answer = await server.send(who, '/home/calendar.ics')
      expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
      return answer.text()
    }
    const own = await calendar('admin')
    expect(own).toContain('DTSTART;VALUE=DATE:20261231')
    expect(own).toContain('SUMMARY:Your membership ends')
    expect(await calendar('tester')).not.toContain('Your membership ends')
    expect((await server.send(null, '/home/calendar.ics')).status).toBe(401)
    house.clock.to(day('2026-06-22'), 0)
  })

  test('told to stop, it stops, and goes on the next time', async () => {
    await house.database.run(sql`update notice set mail = 'sent'`)
    house.clock.to(day('2026-06-29'), 0)
    const stopped = AbortSignal.abort()
    expect(await giveDigests(house, stopped)).toBe(0)
    expect(await giveDigests(house)).toBeGreaterThan(0)
  })
})
