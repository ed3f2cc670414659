/**
 * The outbox of mails. Each mail is claimed, then handed over, then noted as sent; a server that dies in
 * between leaves it claimed, which is tried again, or handing over, whose fate nobody can know and which
 * is therefore never repeated by itself: no mail is sent twice, and none is lost from sight.
 */
import nodemailer, { type Transporter } from 'nodemailer'
import sql from 'sql-template-tag'
import type { Row } from '../../store/database.ts'
import type { House } from '../house.ts'

type OwedMail = {
  readonly id: string
  readonly code: string
  readonly email: string
  readonly subject: string
  readonly body: string
  readonly link: string | null
  readonly secretLink: string | null
  readonly attempts: number
}

const MOST_TRIES = 8
const BATCH = 20

/** Sends what is owed, a batch at a time, until nothing is; nothing at all while there is no mail server. */
export async function carryMail(house: House): Promise<void> {
  const { smtpUrl } = house.settings
  await settleInterrupted(house)
  if (!smtpUrl) return
  const transport = nodemailer.createTransport(smtpUrl, {
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  } as never)
  try {
    for (let mails = await claim(house); mails.length > 0; mails = await claim(house)) {
      for (const mail of mails) await handOver(house, transport, mail)
    }
  } finally {
    transport.close()
  }
}

/** What an earlier server left: claimed is tried again after a while, half handed over is left to a person. */
async function settleInterrupted(house: House): Promise<void> {
  await house.database.run(
    sql`update notice set mail = 'waiting', next_try = now() where mail = 'claimed' and claimed < now() - interval '2 minutes'`,
  )
  await house.database.run(
    sql`update notice set mail = 'unknown', trouble = 'The server stopped while this mail was being handed over; it may have been sent.'
        where mail = 'handing-over' and claimed < now() - interval '2 minutes'`,
  )
}

async function claim(house: House): Promise<readonly OwedMail[]> {
  return house.database.all<OwedMail & Row>(
    sql`update notice set mail = 'claimed', claimed = now(), attempts = attempts + 1
        where id in (select id from notice where mail = 'waiting' and next_try <= now() order by next_try limit ${BATCH} for update skip locked)
        returning id, code, email, subject, body, link, secret_link as "secretLink", attempts`,
  )
}

async function handOver(house: House, transport: Transporter, mail: OwedMail): Promise<void> {
  const isOurs = await house.database.run(
    sql`update notice set mail = 'handing-over', claimed = now() where id = ${mail.id} and mail = 'claimed'`,
  )
  if (isOurs === 0) return
  try {
    await transport.sendMail(envelope(house, mail))
    await house.database.run(
      sql`update notice set mail = 'sent', sent = now(), secret_link = null, trouble = null where id = ${mail.id}`,
    )
  } catch (fault) {
    await postpone(house, mail, fault as { responseCode?: number; code?: string; message: string })
  }
}

function envelope(house: House, mail: OwedMail) {
  const { publicUrl, mailbox } = house.settings
  const path = mail.secretLink ?? mail.link
  const link = path ? `\n\n${publicUrl}${path}` : ''
  return {
    from: { name: 'Certwright', address: mailbox },
    to: { name: '', address: mail.email },
    // One line, whatever a name in it contained: a header cannot be begun inside another.
    subject: mail.subject.replace(/[\r\n]+/g, ' '),
    text: `${mail.body}${link}\n\n--\nNotice ${mail.code}. You get it because of your part in this; your notices are at ${publicUrl}/notices`,
    messageId: `<${mail.id}@${new URL(publicUrl).hostname}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
  }
}

/** A refusal for good ends it; anything else is tried again, later each time. */
async function postpone(
  house: House,
  mail: OwedMail,
  fault: { responseCode?: number; code?: string; message: string },
): Promise<void> {
  const isFinal = (fault.responseCode !== undefined && fault.responseCode >= 500) || mail.attempts >= MOST_TRIES
  const waitSeconds = Math.min(30 * 2 ** (mail.attempts - 1), 6 * 3600)
  await house.database.run(
    sql`update notice set mail = ${isFinal ? 'failed' : 'waiting'}, trouble = ${fault.message.slice(0, 500)},
          next_try = now() + make_interval(secs => ${waitSeconds}) where id = ${mail.id}`,
  )
}
