/** Following interops: feeds and calendars under a filter, mails before and at each change, once, and ended by a link. */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act } from '../src/app/act.ts'
import { follow, followedBy, unfollow } from '../src/app/ask/following.ts'
import { carryMail } from '../src/app/effects/mail.ts'
import { giveReminders } from '../src/app/effects/reminders.ts'
import { day } from '../src/kernel/day.ts'
import type { Transaction } from '../src/store/database.ts'
import { type Cast, enterCast, importRecords } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { openPostbox, type Postbox } from './support/postbox.ts'
import { serveHouse, type TestServer, type Who } from './support/server.ts'

const product = (id: string, name: string, organisation: string) => ({
  id,
  organisation,
  name,
  family: 'sip-trunk',
  interfaces: ['sip-trunk'],
  resoldByVendor: false,
  releases: [{ version: '1.0', ga: '2020-01-01' }],
})
const certification = (number: string, of: string, granted: string, withdrawn: string | null = null) => ({
  number,
  product: of,
  platform: 'voice',
  level: 'MCT',
  granted,
  withdrawn,
  pairs: [{ platformRelease: '10.0', productRelease: '1.0' }],
})
// MCT of 1 Jul 2025 is stale from 2 Jan 2027 on, by age, and obsolete later; voice 11.0 comes on 1 Dec 2026.
const RECORDS = {
  format: 'certwright/1',
  products: [product('bell-trunk', 'Bell <Trunk>', 'southwind'), product('gong-trunk', 'Gong Trunk', 'northwind')],
  certifications: [
    certification('MCT-2025-00201', 'bell-trunk', '2025-07-01'),
    certification('MCT-2025-00202', 'gong-trunk', '2026-03-01'),
    certification('MCT-2024-00203', 'gong-trunk', '2024-05-01', '2026-04-01'),
  ],
}

let house: TestHouse
let server: TestServer
let cast: Cast
let box: Postbox
beforeAll(async () => {
  box = await openPostbox()
  house = await testHouse('embedded', undefined, { smtpUrl: box.url })
  cast = await enterCast(house)
  server = await serveHouse(house, cast)
  await importRecords(house, RECORDS)
})
afterAll(async () => {
  await server.close()
  await house.end()
  await box.close()
})

const ask = (who: Who, path: string) => server.send(who, path, { headers: { accept: 'text/html' } })
const post = (who: Who, path: string, fields: Record<string, string>) =>
  server.send(who, path, { method: 'POST', body: new URLSearchParams(fields), headers: { accept: 'text/html' } })
const titlesOf = (feed: string) =>
  [...feed.matchAll(/<entry>[\s\S]*?<title type="text">(.*?)<\/title>/g)].map(([, title]) => title)
const idsOf = (feed: string) => [...feed.matchAll(/<entry>\n<id>(.*?)<\/id>/g)].map(([, id]) => id)

describe('a feed', () => {
  test('tells what changed and what is foreseen under its filter, latest known first', async () => {
    const answer = await ask(null, '/reference-guide.atom?platform=voice')
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/atom+xml; charset=utf-8'])
    const feed = await answer.text()
    expect(titlesOf(feed)).toEqual([
      'Gong Trunk on Voice: withdrawn from 1 Apr 2026',
      'Gong Trunk on Voice: current from 1 Mar 2026',
      'Bell &#60;Trunk&#62; on Voice: stale from 2 Jan 2027',
    ])
    expect(feed).toContain('MCT-2024-00203 is withdrawn')
    expect(feed).toMatch(/18 months were over on 1 Jan 2027.*8\.9a/)
    expect(feed).toContain('This is what follows if nothing is done')
    expect(new Set(idsOf(feed)).size).toBe(3)
  })

  test('names and dates each entry alike whenever it is fetched', async () => {
    const entries = (feed: string) => feed.match(/<entry>[\s\S]*?<\/entry>/g)
    const before = entries(await (await ask(null, '/reference-guide.atom?product=bell-trunk')).text())
    house.clock.to(day('2026-08-01'))
    expect(entries(await (await ask(null, '/reference-guide.atom?product=bell-trunk')).text())).toEqual(before)
    house.clock.to(day('2026-06-15'))
  })

  test('and a calendar of the days to come', async () => {
    const answer = await ask(null, '/reference-guide.ics?product=bell-trunk')
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    const text = (await answer.text()).replaceAll('\r\n ', '')
    expect(text).toContain('DTSTART;VALUE=DATE:20270102')
    expect(text).toContain('SUMMARY:Bell <Trunk> on Voice: stale from 2 Jan 2027')
    expect(text).toContain('(8.9a)')
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(1)
  })

  test('of more than anybody can follow is refused in words', async () => {
    await house.database.run(
      sql`insert into certification (id, revision, fact, state) select 'MCT-2020-' || n, 1, 1,
        jsonb_build_object('number', 'MCT-2020-' || n, 'product', 'bell-trunk', 'platform', 'voice', 'level', 'MCT', 'granted', '2026-05-01', 'pairs', '[]'::jsonb)
        from generate_series(10001, 10500) n`,
    )
    const refused = await ask(null, '/reference-guide.atom?platform=voice')
    expect(refused.status).toBe(413)
    expect(await refused.text()).toContain('more than 500 certifications')
    expect((await post('support', '/following', { platform: 'voice' })).status).toBe(413)
    const page = await (await ask('support', '/reference-guide?platform=voice')).text()
    expect(page).toContain('up to 500 certifications')
    expect(page).not.toMatch(/Follow by mail<|reference-guide\.atom/)
    await house.database.run(sql`delete from certification where id like 'MCT-2020-%'`)
    expect((await ask(null, '/reference-guide.atom?platform=voice')).status).toBe(200)
  })
})

describe('by mail', () => {
  type Told = { email: string; code: string; subject: string; body: string; link: string }
  const told = async () =>
    house.database.all<Told>(
      sql`select email, code, subject, body, link from notice where occasion like 'followed/%' order by created, email`,
    )
  const tokenMailedTo = async (who: string): Promise<string> => {
    await carryMail(house)
    const mail = box.mails.find(({ to, text }) => to[0]!.startsWith(`${who}@`) && text.includes('you follow this'))
    return /\/following\/end\?token=([\w-]+)/.exec(mail!.text)![1]!
  }
  const whoWas = async () => (await told()).map(({ email, code }) => `${email.split('@')[0]} ${code}`)

  test('somebody follows a platform, somebody a search, twice is once, and everything at once is refused', async () => {
    for (const who of ['sponsor', 'stranger', 'sales'] as const)
      expect((await post(who, '/following', { platform: 'voice' })).status).toBe(303)
    await post('support', '/following', { search: 'bell 10.0' })
    await post('support', '/following', { search: 'bell 10.0' })
    await post('tester', '/following', { product: 'gong-trunk' })
    await post('reviewer', '/following', { platform: 'voice', standing: 'red' })
    expect((await post('auditor', '/following', {})).status).toBe(422)
    expect((await post(null, '/following', { platform: 'voice' })).status).not.toBe(303)
    const page = await (await ask('support', '/following')).text()
    expect(page.match(/Stop following/g)?.length).toBe(2)
    expect(page).toContain('Found by “bell 10.0”')
  })

  test('it is offered where it works, and nowhere else', async () => {
    const offers = async (query: string) =>
      /<button[^>]*>Follow by mail<\/button>/.test(await (await ask('auditor', `/reference-guide${query}`)).text())
    const shown = Object.fromEntries(
      await Promise.all(
        ['', '?standing=red', '?platfrom=voice', '?platform=nowhere', '?platform=voice', '?product=bell-trunk'].map(
          async (query) => [query, await offers(query)] as const,
        ),
      ),
    )
    expect(shown).toEqual({
      '': false,
      '?standing=red': false,
      '?platfrom=voice': false,
      '?platform=nowhere': false,
      '?platform=voice': true,
      '?product=bell-trunk': true,
    })
    for (const fields of [
      { standing: 'red' },
      { platform: 'nowhere' },
      { platfrom: 'voice' },
      { platform: 'voice', standing: 'purple' },
    ])
      expect((await post('auditor', '/following', fields as never)).status).toBe(422)
  })

  test('a product that is followed is called by its name, one that nothing is certified of by its id', async () => {
    await post('auditor', '/following', { product: 'bell-trunk', platform: 'voice' })
    await post('auditor', '/following', { organisation: 'southwind' })
    await post('auditor', '/following', { product: 'north-trunk' })
    const page = (await (await ask('auditor', '/following')).text()).replaceAll(/\s+/g, ' ')
    expect(page).toContain(
      '<a href="/reference-guide/voice/bell-trunk">On the platform Voice, product Bell &lt;Trunk&gt;</a>',
    )
    expect(page).toContain('>Of the company Southwind</a>')
    expect(page).toContain('>Product north-trunk</a>')
    for (const { id } of await followedBy(house.database, cast.auditor.id))
      await unfollow(house.database, cast.auditor.id, id)
  })

  test('each is told before and at the change, once, and whoever has a part is not told twice', async () => {
    house.clock.to(day('2026-12-10'))
    await giveReminders(house)
    expect(await whoWas()).toEqual(['sales N40', 'sponsor N40', 'support N40'])
    await giveReminders(house)
    expect(await whoWas()).toHaveLength(3)
    house.clock.to(day('2027-01-02'))
    await giveReminders(house)
    expect((await whoWas()).slice(3)).toEqual(['sales N41', 'sponsor N41', 'support N41'])
    house.clock.to(day('2027-01-03'))
    await giveReminders(house)
    expect(await whoWas()).toHaveLength(6)
    const last = (await told()).at(-1)!
    expect(last.subject).toBe('Bell <Trunk> on Voice: turned stale on 2 Jan 2027')
    expect(last.link).toBe('/reference-guide/voice/bell-trunk')
    expect(last.body).toContain('Clause 8.9a.')
  })

  test('the link of a mail ends it, once the button is pressed, signed in or not', async () => {
    const token = await tokenMailedTo('sponsor')
    const page = await (await ask(null, `/following/end?token=${token}`)).text()
    expect(page).toContain('on the platform Voice')
    expect(await house.database.all(sql`select id from following where token = ${token}`)).toHaveLength(1)
    expect((await post(null, '/following/end', { token })).status).toBe(303)
    expect(await house.database.all(sql`select id from following where token = ${token}`)).toEqual([])
    expect(await (await ask(null, `/following/end?token=${token}`)).text()).toContain('not any more')
  })

  test('the link stands in the mail alone: no page and no program is shown it', async () => {
    const token = await tokenMailedTo('support')
    expect(await house.database.all(sql`select id from following where token = ${token}`)).toHaveLength(1)
    expect((await told()).filter(({ body }) => body.includes(token) || body.includes('/following/end'))).toEqual([])
    const input = { name: 'Reads', scopes: ['read'], days: 1 }
    const made = await act(house, cast.support, { move: 'make-access-token', id: cast.support.id, input })
    const authorization = `Bearer ${made.secret}`
    for (const path of ['/notices', '/api/notices']) {
      const shown = [
        await (await ask('support', path)).text(),
        await (await fetch(`${server.address}${path}`, { headers: { authorization } })).text(),
      ]
      for (const text of shown) {
        expect(text, 'control: the notice is there').toContain('You are told because you follow it.')
        expect([path, text.includes(token)]).toEqual([path, false])
      }
    }
  })

  test('a notice of what is no longer followed goes out without a link', async () => {
    await house.database.run(sql`delete from following where person = ${cast.sales.id}`)
    await house.database.run(
      sql`update notice set mail = 'waiting', next_try = now() where occasion like 'followed/%' and email like 'sales%'`,
    )
    const before = box.mails.length
    await carryMail(house)
    const again = box.mails.slice(before)
    expect(again.map(({ to }) => to[0]!.split('@')[0])).toEqual(['sales', 'sales'])
    for (const { text } of again) expect(text).not.toContain('/following/end')
  })

  test('of two that somebody follows at once, the second counts the first: fifty are fifty', async () => {
    const { id: person } = (await house.database.one<{ id: string }>(
      sql`select id from person where email like 'granter%'`,
    ))!
    const search = (word: string) => ({ filter: { search: word }, standing: null })
    for (let each = 1; each < 50; each += 1) await follow(house, person, search(`bell ${each}`))
    let isCounted = () => {}
    const counted = new Promise<void>((resolve) => (isCounted = resolve))
    let goOn = () => {}
    const held = new Promise<void>((resolve) => (goOn = resolve))
    // Written, and not yet there for anybody else.
    const slow = <Result>(work: (tx: Transaction) => Promise<Result>) =>
      house.database.transaction(async (tx) => {
        const result = await work(tx)
        isCounted()
        await held
        return result
      })
    const first = follow({ ...house, database: { ...house.database, transaction: slow } }, person, search('bell'))
    await counted
    const second = follow(house, person, search('trunk')).then(
      () => 'followed',
      (refusal: { code: string }) => refusal.code,
    )
    await house.database.one(sql`select pg_sleep(0.3)`)
    goOn()
    await first
    expect(await second).toBe('too-many')
    expect(await followedBy(house.database, person)).toHaveLength(50)
    // Control: one of them ended, there is room for one.
    await unfollow(house.database, person, (await followedBy(house.database, person))[0]!.id)
    await follow(house, person, search('trunk'))
  })

  test('nobody ends what another follows', async () => {
    const row = await house.database.one<{ id: string }>(
      sql`select f.id from following f join person p on p.id = f.person where p.email like 'support%'`,
    )
    await post('stranger', '/following/stop', { following: row!.id })
    expect(await house.database.one(sql`select id from following where id = ${row!.id}`)).not.toBeNull()
    await post('support', '/following/stop', { following: row!.id })
    expect(await house.database.one(sql`select id from following where id = ${row!.id}`)).toBeNull()
  })
})
