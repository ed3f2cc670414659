/** Header injection (R25): whatever names, subjects and addresses hold, the mail goes to whom it is meant for, with the headers it has. */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { act } from '../src/app/act.ts'
import { carryMail } from '../src/app/effects/mail.ts'
import { VISITOR } from '../src/programme/permission.ts'
import { enterCast, importRecords, OPENING, PROGRAMME, Story } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { keptMail, owe } from './support/owed.ts'
import { openPostbox, type Postbox, readMail, type Received } from './support/postbox.ts'

let house: TestHouse
let box: Postbox
beforeAll(async () => {
  box = await openPostbox()
  house = await testHouse('embedded', undefined, { smtpUrl: box.url })
})
beforeEach(async () => {
  box.mails.length = 0
  await house.database.run(sql`delete from notice`)
})
afterAll(async () => {
  await house.end()
  await box.close()
})

const HEADERS = [
  'auto-submitted',
  'content-language',
  'content-transfer-encoding',
  'content-type',
  'date',
  'from',
  'message-id',
  'mime-version',
  'subject',
  'to',
]

/** What is wrong with the envelope or the headers of a mail to Kim. */
function faultsOfEnvelope({ from, to, names, header, subject }: Received): readonly string[] {
  return [
    ...(from === 'programme@vendor.test' ? [] : [`from ${from}`]),
    ...(to.join() === 'kim@partner.test' ? [] : [`to ${to.join()}`]),
    ...(header('to') === 'kim@partner.test' ? [] : [`a header to ${header('to')}`]),
    ...(names.toSorted().join() === HEADERS.join() ? [] : [`headers ${names.join()}`]),
    ...(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u.test(subject) ? ['a subject of more than one plain line'] : []),
  ]
}

/** Ways to end a line, or to look as if one ended. */
const LINE_ENDS = [
  '\r\n',
  '\n',
  '\r',
  '\n\r',
  '\r\n\r\n',
  '\r\n ',
  '\r\n\t',
  '\v',
  '\f',
  '\u001c',
  '\u0085',
  '\u2028',
  '\u2029',
  '\\r\\n',
  '%0d%0a',
  '=0D=0A',
  '&#13;&#10;',
  '\u560d\u560a',
  '\uff0d\uff0a',
]

const TAILS = ['Bcc: evil@elsewhere.test', 'To: evil@elsewhere.test', 'Content-Type: text/html', 'X-Evil: yes']

const SUBJECTS = [
  ...LINE_ENDS.flatMap((end) => TAILS.map((tail) => `P-2026-0001 A${end}${tail}`)),
  '=?utf-8?q?A=0D=0ABcc:_evil@elsewhere.test?=',
  `=?utf-8?b?${Buffer.from('A\r\nBcc: evil@elsewhere.test').toString('base64')}?=`,
  '\u202egnp.exe\u202c and \u2066so on\u2069',
  `${'long '.repeat(3000)}end`,
  'é'.repeat(2000),
  ' \r\n ',
  '',
]

describe('a subject', () => {
  test(`of ${SUBJECTS.length} hostile kinds stays a subject`, async () => {
    await owe(
      house,
      SUBJECTS.map((subject) => ({ subject })),
    )
    await carryMail(house)
    expect(box.mails).toHaveLength(SUBJECTS.length)
    for (const mail of box.mails) {
      const wanted = mail.subject === '' ? HEADERS.filter((name) => name !== 'subject') : HEADERS
      expect(mail.names.toSorted(), mail.raw.slice(0, 400)).toEqual(wanted)
      if (mail.subject !== '') expect(faultsOfEnvelope(mail), mail.raw.slice(0, 400)).toEqual([])
    }
    expect(box.mails.flatMap((mail) => mail.to).filter((to) => to.includes('evil'))).toEqual([])
  }, 120_000)
})

/** Addresses that are none: two at once, a line of their own, a group, a route, another script, a command. */
const ADDRESSES = [
  ...LINE_ENDS.map((end) => `kim@partner.test${end}RCPT TO:<evil@elsewhere.test>`),
  // Percent and equals signs are plain letters of a local part.
  ...LINE_ENDS.filter((end) => !/^[%=]/.test(end)).map((end) => `kim${end}@partner.test`),
  'kim@partner.test,evil@elsewhere.test',
  'kim@partner.test, evil@elsewhere.test',
  'kim@partner.test;evil@elsewhere.test',
  'kim@partner.test evil@elsewhere.test',
  'kim@partner.test> RCPT TO:<evil@elsewhere.test',
  'kim@partner.test> SIZE=1',
  '<kim@partner.test>',
  'Kim <kim@partner.test>',
  '"kim\r\nBcc: evil@elsewhere.test"@partner.test',
  '"evil@elsewhere.test"@partner.test',
  '"Kim" <evil@elsewhere.test>, kim@partner.test',
  'all:kim@partner.test,evil@elsewhere.test;',
  '@relay.test:kim@partner.test',
  'kim@partner.test(evil@elsewhere.test)',
  'kim@[127.0.0.1]',
  'kim@partner.test\u3002evil',
  'kim＠partner.test',
  'ｋｉｍ@partner.test',
  'kim@pаrtner.test',
  'kim@partner.test\u202e',
  'kim@',
  '@partner.test',
  'kim',
  ' kim@partner.test',
  '',
  `${'k'.repeat(70)}@partner.test`,
  `kim@${'p'.repeat(300)}.test`,
]

describe('an address', () => {
  test(`of ${ADDRESSES.length} kinds that is none is given up in plain sight, and nobody is written to`, async () => {
    const ids = await owe(
      house,
      ADDRESSES.map((email) => ({ email })),
    )
    await carryMail(house)
    expect(box.mails).toEqual([])
    for (const [index, id] of ids.entries()) {
      const kept = await keptMail(house, id)
      expect(kept, ADDRESSES[index]).toMatchObject({ mail: 'failed', trouble: expect.stringContaining('no address') })
    }
  })

  test.each(['kim@partner.test', "o'kim+cw_x.y@sub-1.partner.test", 'k@p.test'])('%s is one', async (email) => {
    await owe(house, [{ email }])
    await carryMail(house)
    expect(box.mails.map((mail) => mail.to)).toEqual([[email]])
  })
})

/** What would end the mail early, or begin another, for a mail server that reads carelessly. */
const BODIES = [
  'A\r\n.\r\nMAIL FROM:<evil@elsewhere.test>\r\nRCPT TO:<evil@elsewhere.test>\r\nDATA\r\nSubject: evil\r\n\r\nHa.\r\n.\r\n',
  'A\n.\nMAIL FROM:<evil@elsewhere.test>',
  'A\r.\rMAIL FROM:<evil@elsewhere.test>',
  'A\n.\r\nMAIL FROM:<evil@elsewhere.test>',
  '.\n..\n...\n.A',
  'From the beginning\nFrom again',
  'x'.repeat(5000),
]

test('a text that looks like the end of a mail arrives as text, in one mail', async () => {
  await owe(
    house,
    BODIES.map((body) => ({ body })),
  )
  await carryMail(house)
  expect(box.mails).toHaveLength(BODIES.length)
  for (const [index, mail] of box.mails.entries()) {
    expect(faultsOfEnvelope(mail)).toEqual([])
    const lines = (text: string) => text.replace(/\r\n?/g, '\n').trim()
    expect(lines(mail.text)).toContain(lines(BODIES[index]!))
    expect(mail.raw).not.toMatch(/[^\r]\n|\r[^\n]/)
  }
})

describe('what people type', () => {
  test.each(['name', 'organisation', 'email'])(
    'cannot hold the end of a line where it becomes the %s of a mail',
    async (field) => {
      const input = { name: 'Kim', email: 'kim@partner.test', organisation: 'Kim', question: 'May we?' }
      for (const end of ['\r\n', '\n', '\r', '\u0085', '\u2028', '\v']) {
        const typed = { ...input, [field]: `a@b.test${end}Bcc: evil@elsewhere.test` }
        await expect(act(house, VISITOR, { move: 'enquire', id: null, input: typed })).rejects.toMatchObject({
          code: 'wrong-input',
          faults: [{ at: field }],
        })
      }
    },
  )

  test('the name of a product with every trick of script reaches a subject and nothing else', async () => {
    const cast = await enterCast(house)
    const name = 'North \u202e\u2066Trunk =?utf-8?q?=0D=0ABcc:x?= “é” ，:;<evil@elsewhere.test>'
    const [product] = PROGRAMME.products
    const nothing = {
      regions: [],
      platforms: [],
      organisations: [],
      certifications: [],
      satEvidence: [],
      fieldIssues: [],
    }
    const records = { format: 'certwright/1', ...nothing, products: [{ ...product, id: 'tricky', name }] }
    await importRecords(house, records).catch((fault: Error) => expect(fault.message).toContain('name'))
    await house.database.run(
      sql`update product set state = jsonb_set(state, '{name}', ${JSON.stringify(name)}::jsonb) where id = 'north-trunk'`,
    )
    await house.database.run(sql`delete from notice`)
    await new Story(house, cast).open(OPENING)
    await carryMail(house)
    expect(box.mails.length).toBeGreaterThan(2)
    for (const mail of box.mails) {
      expect(mail.to).toHaveLength(1)
      expect(mail.to[0]).toMatch(/@(vendor|northwind)\.test$/)
      expect(mail.names.toSorted()).toEqual([...HEADERS, 'in-reply-to', 'references'].toSorted())
      expect(mail.subject).toMatch(
        /^P-2026-0001 North Trunk = \?utf-8\?q\?=0D=0ABcc:x\?= “é” ，:;<evil@elsewhere.test> on Voice: /,
      )
    }
  })
})

test('control: a mail put together from its parts is found out', () => {
  const careless = (subject: string, to: string) =>
    readMail(
      'programme@vendor.test',
      to.split(','),
      [
        'Auto-Submitted: auto-generated',
        'Content-Language: en',
        'Content-Transfer-Encoding: 7bit',
        'Content-Type: text/plain',
        'Date: now',
        'From: programme@vendor.test',
        'Message-ID: <1@vendor.test>',
        'MIME-Version: 1.0',
        `Subject: ${subject}`,
        `To: ${to}`,
        '',
        'So it is.',
      ].join('\r\n'),
    )
  expect(faultsOfEnvelope(careless('A', 'kim@partner.test'))).toEqual([])
  expect(faultsOfEnvelope(careless('A\r\nBcc: evil@elsewhere.test', 'kim@partner.test'))).toHaveLength(1)
  expect(faultsOfEnvelope(careless('A\u2028B', 'kim@partner.test'))).toHaveLength(1)
  expect(faultsOfEnvelope(careless('A', 'kim@partner.test,evil@elsewhere.test'))).toHaveLength(2)
})
