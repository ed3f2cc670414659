/**
 * The outbox of mails. Each mail is claimed, handed over up to its last line, noted as being handed over,
 * and only then ended with the dot that makes the mail server answer for it; then noted as sent. A server
 * that dies before the note leaves a mail that was certainly not sent and is tried again; one that dies
 * after it leaves a mail whose fate nobody can know, which is shown and never repeated by itself.
 */
import { Readable } from 'node:stream'
import nodemailer from 'nodemailer'
import sql from 'sql-template-tag'
import { onOneLine } from '../../kernel/text.ts'
import type { Row } from '../../store/database.ts'
import type { MailState } from '../ask/notices.ts'
import type { House } from '../house.ts'
import { languageNamed } from '../../kernel/language.ts'
import { calendarFilesOf } from './mail-calendar.ts'
import { insist } from './insist.ts'
import { mailSaid } from './mail-words.ts'

type OwedMail = {
  readonly id: string
  readonly code: string
  readonly email: string
  readonly fact: number
  readonly project: string | null
  readonly subject: string
  readonly body: string
  readonly quoted: readonly number[]
  readonly link: string | null
  readonly secretLink: string | null
  /** Ends what its reader follows, for whoever has it; null where that is not why they are told, or has ended. */
  readonly endToken: string | null
  /** Counts up with every claim, so that it names this one among all that are made of the same mail. */
  readonly attempts: number
  /** The one its reader chose, or asked in without an account; null is English. */
  readonly language: string | null
}

/** What went wrong, as the mail library tells it. */
type Fault = {
  readonly message: string
  readonly code?: string
  readonly command?: string
  readonly responseCode?: number
}

/** About four days, the time RFC 5321 §4.5.4.1 asks for before a mail is given up. */
const MOST_TRIES = 25
const FIRST_WAIT_SECONDS = 30
const LONGEST_WAIT_SECONDS = 6 * 3600
/** How long the mail server may keep silent. */
const SILENCE_MS = 120_000

/** Sends what is owed, one by one, until nothing is; nothing at all while there is no mail server. */
export async function carryMail(house: House, stopping: AbortSignal = new AbortController().signal): Promise<void> {
  await settleInterrupted(house)
  if (!house.settings.smtpUrl) return
  while (!stopping.aborted) {
    const mail = await claim(house)
    if (!mail) return
    await carry(house, mail, house.settings.smtpUrl, stopping)
  }
}

/**
 * What a server that died left: claimed is tried again, being handed over is left to a person. Only the
 * database's clock is asked; where it was set back, what seems to lie ahead was left behind too.
 */
async function settleInterrupted(house: House): Promise<void> {
  await house.database.run(
    sql`update notice set mail = 'waiting', next_try = now()
        where mail = 'claimed' and claimed not between now() - interval '2 minutes' and now() + interval '2 minutes'`,
  )
  await house.database.run(
    sql`update notice set mail = 'unknown', trouble = 'The server stopped while this mail was being handed over; it may have been sent.'
        where mail = 'handing-over' and claimed not between now() - interval '5 minutes' and now() + interval '5 minutes'`,
  )
}

/** The next mail that is due. None is ever put off longer than the longest wait: the clock was set back then. */
async function claim(house: House): Promise<OwedMail | null> {
  return house.database.one<OwedMail & Row>(
    sql`update notice set mail = 'claimed', claimed = now(), attempts = attempts + 1
        where id = (select id from notice
          where mail = 'waiting' and next_try not between now() + interval '1 microsecond' and now() + make_interval(secs => ${LONGEST_WAIT_SECONDS})
          order by next_try limit 1 for update skip locked)
        returning id, code, email, fact, project, subject, body, quoted, link, secret_link as "secretLink", attempts,
          (select token from following where following.id = notice.following) as "endToken",
          coalesce((select choices->>'language' from mail_choice join person on person.id = mail_choice.person
            where person.id = notice.person or (notice.person is null and person.email = notice.email)), language) as language`,
  )
}

async function carry(house: House, mail: OwedMail, smtpUrl: string, stopping: AbortSignal): Promise<void> {
  if (!isAddress(mail.email)) return giveUp(house, mail, 'This is no address that mail can be sent to.', ['claimed'])
  let noting: Promise<void> | null = null
  const quit = new AbortController()
  const stop = () => void (noting ?? quit.abort())
  stopping.addEventListener('abort', stop)
  const transport = nodemailer.createTransport({
    url: smtpUrl,
    connectionTimeout: 10_000,
    greetingTimeout: 30_000,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  transport.use('stream', ({ message }, done) => {
    message.processFunc((bytes) => Readable.from(beforeTheEnd(bytes, () => (noting = noteHandingOver(house, mail)))))
    done()
  })
  try {
    const attachments = await calendarFilesOf(house, mail)
    await transport.sendMail({ ...letter(house, mail), attachments, signal: quit.signal })
  } catch (fault) {
    return await notSent(house, mail, fault as Fault, noting, stopping)
  } finally {
    stopping.removeEventListener('abort', stop)
    transport.close()
  }
  await noteSent(house, mail)
}

/** Everything as it comes and as it is asked for; then the work; and only then the end. */
async function* beforeTheEnd(bytes: AsyncIterable<Buffer>, work: () => Promise<void>): AsyncGenerator<Buffer> {
  for await (const chunk of bytes) yield chunk
  await work()
}

function letter(house: House, mail: OwedMail) {
  const { publicUrl, mailbox } = house.settings
  const { hostname } = new URL(publicUrl)
  const path = mail.secretLink ?? mail.link
  const link = path ? `\n\n${publicUrl}${path}` : ''
  const end = mail.endToken && `${publicUrl}/following/end?token=${mail.endToken}`
  const said = mailSaid(mail, { code: mail.code, notices: `${publicUrl}/notices`, end }, mail.language)
  const thread = mail.project ? `<project-${mail.project}@${hostname}>` : null
  return {
    from: { name: 'Certwright', address: mailbox },
    to: { name: '', address: mail.email },
    // What the mail server is told is said here, and never read out of a header.
    envelope: { from: mailbox, to: [mail.email] },
    // What looks like an encoded word (RFC 2047 §2) would be decoded by whoever reads it.
    subject: onOneLine(said.subject).replaceAll('=?', '= ?'),
    text: `${said.body}${link}\n\n--\n${said.foot}`,
    // The same at every try, so that whoever gets a mail twice after all can tell.
    messageId: `<${mail.id}@${hostname}>`,
    ...(thread ? { inReplyTo: thread, references: [thread] } : {}),
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': languageNamed(mail.language) ?? 'en' },
  }
}

/** One plain address: nothing that could begin a second one, or a line of its own. */
function isAddress(email: string): boolean {
  return /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[A-Za-z0-9][A-Za-z0-9.-]{0,188}$/.test(email)
}

/** Notes it unless another carrier has it: of two that claimed the same mail only one comes through here. */
async function noteHandingOver(house: House, { id, attempts }: OwedMail): Promise<void> {
  const ours = await house.database.run(
    sql`update notice set mail = 'handing-over', claimed = now() where id = ${id} and mail = 'claimed' and attempts = ${attempts}`,
  )
  if (ours === 0) throw new Lost('another carrier has this mail')
}

class Lost extends Error {}

/** The mail server has it. The note is worth a few tries: without it nobody could know. */
async function noteSent(house: House, mail: OwedMail): Promise<void> {
  await insist(() =>
    house.database.run(
      sql`update notice set mail = 'sent', sent = now(), secret_link = null, trouble = null
          where id = ${mail.id} and attempts = ${mail.attempts} and mail = any(${HANDED_OVER})`,
    ),
  )
}

/** Which states a carrier may still change: its claim before the note, what became of the note after it. */
const HANDED_OVER: readonly MailState[] = ['handing-over', 'unknown']

async function notSent(
  house: House,
  mail: OwedMail,
  fault: Fault,
  noting: Promise<void> | null,
  stopping: AbortSignal,
): Promise<void> {
  if (noting === null) {
    // Nothing of it counts before its last line; a stop of our own is no try that failed.
    return stopping.aborted
      ? note(house, mail, { state: 'waiting', trouble: null, seconds: 0 }, ['claimed'])
      : refused(house, mail, fault, ['claimed'])
  }
  const unnoted = await noting.then(
    () => null,
    (why: unknown) => why,
  )
  if (unnoted instanceof Lost) return
  if (unnoted !== null) return refused(house, mail, fault, ['claimed', 'handing-over'])
  if (fault.responseCode) return refused(house, mail, fault, HANDED_OVER)
  const trouble = `The mail server was given this mail and never said that it took it (${fault.message}); it may have been sent.`
  await insist(() => note(house, mail, { state: 'unknown', trouble, seconds: 0 }, HANDED_OVER))
}

/**
 * What the mail server has against this mail's recipient or content ends it. Everything else, our own
 * account with the mail server included, is tried again, later each time.
 */
async function refused(house: House, mail: OwedMail, fault: Fault, from: readonly MailState[]): Promise<void> {
  const isForGood = (fault.responseCode ?? 0) >= 500 && (fault.command === 'RCPT TO' || fault.command === 'DATA')
  if (isForGood || mail.attempts >= MOST_TRIES) return giveUp(house, mail, fault.message, from)
  const seconds = Math.min(FIRST_WAIT_SECONDS * 2 ** (mail.attempts - 1), LONGEST_WAIT_SECONDS)
  return note(house, mail, { state: 'waiting', trouble: fault.message, seconds }, from)
}

async function giveUp(house: House, mail: OwedMail, trouble: string, from: readonly MailState[]): Promise<void> {
  return note(house, mail, { state: 'failed', trouble, seconds: 0 }, from)
}

type Outcome = { readonly state: MailState; readonly trouble: string | null; readonly seconds: number }

async function note(
  house: House,
  { id, attempts }: OwedMail,
  { state, trouble, seconds }: Outcome,
  from: readonly MailState[],
): Promise<void> {
  await house.database.run(
    sql`update notice set mail = ${state}, trouble = ${trouble?.slice(0, 500) ?? null}, next_try = now() + make_interval(secs => ${seconds})
        where id = ${id} and attempts = ${attempts} and mail = any(${from})`,
  )
}
