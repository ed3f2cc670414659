/**
 * Who is told what on the way of a trunk from the first enquiry to the published certification (N01 to N48):
 * every mail really sent to a mail server, once, to the right people, with what its reader needs.
 */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act, type Done } from '../src/app/act.ts'
import { carryMail } from '../src/app/effects/mail.ts'
import { choose } from '../src/app/ask/mail-choices.ts'
import { wordsOf } from '../src/languages/speaking.ts'
import type { Actor } from '../src/programme/permission.ts'
import { type Cast, enterCast, Story } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { credentialsIn, faultsOfMail, type Told } from './support/letters.ts'
import { openPostbox, type Postbox, readMail, type Received } from './support/postbox.ts'
import { fromEnquiryToPublication } from './matrix/told.ts'

describe('the notices of path C', () => {
  let house: TestHouse
  let box: Postbox
  let cast: Cast
  let story: Story
  beforeAll(async () => {
    box = await openPostbox()
    house = await testHouse('embedded', undefined, { smtpUrl: box.url })
    cast = await enterCast(house)
    story = new Story(house, cast)
    await house.database.run(sql`delete from notice`)
  })
  afterAll(async () => {
    await house.end()
    await box.close()
  })

  const arrived: Received[] = []

  /** The mails that a deed caused, carried at once. */
  async function causedBy(work: () => Promise<Done>): Promise<{ done: Done; mails: readonly Received[] }> {
    const before = box.mails.length
    const done = await work()
    await carryMail(house)
    const mails = box.mails.slice(before)
    arrived.push(...mails)
    return { done, mails }
  }

  const codeOf = (mail: Received) => /^Notice (N\d\d)\./m.exec(mail.text)?.[1] ?? '?'
  const whom = (mail: Received) => `${codeOf(mail)} ${mail.to[0]!.split('@')[0]}`

  async function toldOf(actor: Actor, by: string | null, isProject: boolean): Promise<Told> {
    const row = await house.database.one<{ email: string }>(sql`select email from person where id = ${actor.id}`)
    const { mailbox, publicUrl } = house.settings
    const number = isProject ? (await story.file()).project.number : ''
    return { actor: row?.email ?? '', mailbox, publicUrl, by, project: isProject ? { id: story.id, number } : null }
  }

  test('each step tells whom it should, once, with number, thread, what to do, by when, clause and link', async () => {
    for (const { name, actor, work, told, by, isProject } of fromEnquiryToPublication(story, box.mails)) {
      const { mails } = await causedBy(work)
      expect(mails.map(whom).toSorted(), name).toEqual(told.toSorted())
      const expected = await toldOf(actor, by, isProject)
      expect(
        mails.flatMap((mail) => faultsOfMail(mail, expected)),
        name,
      ).toEqual([])
    }
    expect(arrived.length).toBeGreaterThan(120)
    expect(new Set(arrived.map((mail) => mail.id)).size).toBe(arrived.length)
    expect(arrived.flatMap((mail) => credentialsIn(mail.text))).toEqual([])
  }, 120_000)

  test('what was mailed stands in the portal of everybody with an account, and as sent in the outbox', async () => {
    const rows = await house.database.all<{ code: string; email: string; mail: string; seen: boolean; known: boolean }>(
      sql`select n.code, n.email, n.mail, n.person is not null as seen, p.id is not null as known
          from notice n left join person p on p.email = n.email`,
    )
    expect(rows).toHaveLength(arrived.length)
    expect(rows.filter((row) => row.mail !== 'sent')).toEqual([])
    // Whoever asked or applied had no account then, and the mailbox and the payer have none at all.
    const unseen = rows.filter((row) => !row.seen).map((row) => `${row.code} ${row.email}`)
    expect([...new Set(unseen)].toSorted()).toEqual([
      'N01 somebody@elsewhere.test',
      'N02 ann@newcomer.test',
      'N06 programme@vendor.test',
      'N25 accounts@northwind.test',
    ])
  })

  test('an answer, a finding and a reason travel with the mail that tells of them', () => {
    const texts = arrived.map((mail) => mail.text).join('\n')
    for (const words of [
      'You may.',
      'Hold fails.',
      'HLD-01: It fails.',
      'What to do:\n\nMend it.',
      'Between USD 4,000.00 and USD 8,000.00.',
    ])
      expect(texts).toContain(words)
    expect(texts).not.toContain('undefined')
    expect(texts).not.toContain('[object')
  })

  test('mails about a slot bring it for the calendar: offered, confirmed, fallen through, each newer than the last', () => {
    const files = arrived.filter((mail) => codeOf(mail) === 'N26' && mail.to[0] === 'engineer@northwind.test')
    const lines = files.flatMap(({ calendar }) => (calendar ? [calendar.split('\n')] : []))
    const values = (name: string) => lines.map((each) => each.find((line) => line.startsWith(name))?.split(':')[1])
    const said = ['TENTATIVE', 'CANCELLED', 'TENTATIVE', 'CONFIRMED', 'CANCELLED', 'TENTATIVE', 'CONFIRMED']
    expect(values('STATUS')).toEqual([...said, 'TENTATIVE', 'CONFIRMED'])
    expect(values('DTSTART').every((from) => from === '20260615')).toBe(true)
    expect(values('DTEND')[0]).toBe('20260620')
    expect(new Set(values('UID')).size).toBe(1)
    const counts = values('SEQUENCE').map(Number)
    expect(counts).toEqual(counts.toSorted((a, b) => a - b))
    const others = arrived.filter((mail) => mail.calendar && codeOf(mail) !== 'N26')
    expect(others.length, 'a review call is one as well').toBeGreaterThan(0)
    for (const { calendar } of others) expect(calendar).toContain('DTSTART:20260622T143000Z')
  })

  test('a one-time link is in the mail of its invitation alone, and nowhere once that is sent', async () => {
    const holding = arrived.filter((mail) => mail.text.includes('/invitation/'))
    expect(holding.map(whom).toSorted()).toEqual(['N03 ann', 'N03 newcomer', 'N03 newcomer'])
    const tokens = holding.map((mail) => /\/invitation\/([\w-]+)/.exec(mail.text)![1]!)
    const kept = await house.database.all(
      sql`select 1 as there from notice where secret_link is not null
          union all select 1 from fact where body like any(${tokens.map((token) => `%${token}%`)})`,
    )
    expect(kept).toEqual([])
  })

  test('nothing is sent a second time, however often the outbox is looked at', async () => {
    const before = box.mails.length
    await Promise.all([carryMail(house), carryMail(house), carryMail(house)])
    expect(box.mails.length).toBe(before)
  })

  test('control: a mail to the one who did it, outside its thread, without clause or day, with a password, is seen', async () => {
    const good = arrived.find((mail) => codeOf(mail) === 'N22' && mail.subject.startsWith('P-'))!
    const quoted = await house.database.one<{ project: string }>(
      sql`select project from notice where code = 'N22' and project is not null`,
    )
    story.id = quoted!.project
    const told = { ...(await toldOf(cast.tester, '2026-08-14', true)) }
    expect(faultsOfMail(good, told)).toEqual([])
    const doctored = (change: (raw: string) => string) => readMail(good.from, good.to, change(good.raw))
    const faulty: readonly (readonly [Received, Partial<Told>])[] = [
      [good, { actor: good.to[0]! }],
      [good, { by: '2026-08-15' }],
      [doctored((raw) => raw.replace('14 Aug 2026', '14 Aug 2026, that is 2026-08-14')), {}],
      [good, { project: { id: story.id, number: 'P-2026-0009' } }],
      [good, { project: { id: 'another', number: told.project!.number } }],
      [doctored((raw) => raw.replace(/Clause 5T\.d\./, '')), {}],
      [doctored((raw) => raw.replace(/\r\n\r\n/, '\r\n\r\nPassword: tiger\r\n')), {}],
      [doctored((raw) => raw.replace(/^To: .*$/m, 'To: other@vendor.test')), {}],
      [doctored((raw) => raw.replaceAll('http://', 'gopher://')), {}],
    ]
    for (const [mail, more] of faulty) expect(faultsOfMail(mail, { ...told, ...more })).toHaveLength(1)
  })
})

describe('without a mail server', () => {
  let house: TestHouse
  let cast: Cast
  let project: string
  beforeAll(async () => {
    house = await testHouse()
    cast = await enterCast(house)
    await house.database.run(sql`delete from notice`)
    project = (await new Story(house, cast).open()).id
    await act(house, cast.tester, { move: 'ask', id: project, input: { about: { kind: 'project' }, text: 'Ready?' } })
  })
  afterAll(() => house.end())

  const states = () =>
    house.database.all<{ mail: string; count: number }>(sql`select mail, count(*) as count from notice group by mail`)

  test('everything owed waits in the outbox, and stands in the portal all the same', async () => {
    await carryMail(house)
    expect(await states()).toEqual([{ mail: 'waiting', count: 6 }])
    const seen = await house.database.all(sql`select 1 as there from notice where person is not null`)
    expect(seen).toHaveLength(5)
  })

  test('and goes out once there is one', async () => {
    const box = await openPostbox()
    await carryMail({ ...house, settings: { ...house.settings, smtpUrl: box.url } })
    expect(box.mails).toHaveLength(6)
    expect(await states()).toEqual([{ mail: 'sent', count: 6 }])
    await box.close()
  })

  test('each reader is written to in the language they chose, with what people wrote as they wrote it', async () => {
    const box = await openPostbox()
    const settings = { ...house.settings, smtpUrl: box.url }
    const french = wordsOf('fr')
    await choose(house.database, cast.admin.id, { kinds: {}, weekly: true, language: 'fr' })
    const text = 'Which codec is first, and why?'
    const input = { about: { kind: 'project', ref: null }, text }
    await act({ ...house, settings }, cast.tester, { move: 'ask', id: project, input })
    await carryMail({ ...house, settings })
    await choose(house.database, cast.admin.id, { kinds: {}, weekly: true })
    const to = (who: string) => box.mails.find((mail) => mail.to[0]!.startsWith(who))!
    const [inFrench, inEnglish] = [to('admin'), to('engineer')]
    expect([inFrench.header('content-language'), inEnglish.header('content-language')]).toEqual(['fr', 'en'])
    expect(inFrench.subject).toContain(french.get('a question'))
    expect(inEnglish.subject).toContain('a question')
    expect(inFrench.text).toContain(french.get('Question asked'))
    expect(inEnglish.text).toContain('Question asked')
    for (const mail of [inFrench, inEnglish]) expect(mail.text).toContain(text)
    await box.close()
  })

  test('addresses that belong to nobody are kept, and never sent to', async () => {
    const box = await openPostbox()
    const settings = { ...house.settings, smtpUrl: box.url, mailbox: 'programme@localhost' }
    const input = { name: 'Kim', email: 'kim@partner.example', organisation: 'Kim', question: 'May we?' }
    await act({ ...house, settings }, cast.admin, { move: 'enquire', id: null, input })
    await act({ ...house, settings }, cast.admin, { move: 'request-budgetary-quote', id: project, input: {} })
    await new Story({ ...house, settings }, cast).open()
    await carryMail({ ...house, settings })
    const kept = await house.database.all<{ email: string }>(
      sql`select email from notice where mail = 'kept' order by email`,
    )
    expect(kept.map((row) => row.email)).toEqual(['kim@partner.example', 'programme@localhost'])
    expect(box.mails.flatMap((mail) => mail.to).filter((to) => /example|localhost/.test(to))).toEqual([])
    expect(box.mails.length).toBeGreaterThan(3)
    await box.close()
  })
})
