/** Notices as people read them, and the outbox of mails. */
import sql, { empty } from 'sql-template-tag'
import type { Queryable, Row } from '../../store/database.ts'
import { type Day, parseDay } from '../../kernel/day.ts'
import { refuse } from '../../kernel/refusal.ts'

export type NoticeRow = {
  readonly id: string
  readonly code: string
  readonly subject: string
  readonly body: string
  readonly link: string | null
  readonly created: string
  readonly isRead: boolean
}

export async function noticesOf(on: Queryable, person: string, limit: number): Promise<readonly NoticeRow[]> {
  return on.all<NoticeRow & Row>(
    sql`select id, code, subject, body, link, to_char(created at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as created, read is not null as "isRead"
        from notice where person = ${person} order by notice.created desc, id desc limit ${limit}`,
  )
}

/** `quoted` are the lines, by their place, that somebody wrote. */
export type WholeNotice = NoticeRow & { readonly quoted: readonly number[] }

export type NoticePage = { readonly notices: readonly WholeNotice[]; readonly older: string | null }

/** An instant as pages spell it for going on. */
const EXACT = /^(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{6}Z$/

/** The same a page at a time; `before` is where the page before ended. */
export async function noticePage(
  on: Queryable,
  person: string,
  asked: { before: string | null; limit: number },
): Promise<NoticePage> {
  const [created = '', id = ''] = (asked.before ?? '').split('~')
  const before =
    id && parseDay(EXACT.exec(created)?.[1] ?? '')
      ? sql`and (notice.created, id) < (${created}::timestamptz, ${id})`
      : empty
  const rows = await on.all<WholeNotice & { exact: string } & Row>(
    sql`select id, code, subject, body, quoted, link, to_char(created at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as created, read is not null as "isRead",
          to_char(created at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as exact
        from notice where person = ${person} ${before} order by notice.created desc, id desc limit ${asked.limit + 1}`,
  )
  const notices = rows.slice(0, asked.limit)
  const last = notices.at(-1)
  return { notices, older: rows.length > asked.limit && last ? `${last.exact}~${last.id}` : null }
}

/** How many notices somebody has not read yet, up to a hundred. */
export async function unreadOf(on: Queryable, person: string): Promise<number> {
  const row = await on.one<{ count: number }>(
    sql`select count(*) as count from (select 1 from notice where person = ${person} and read is null limit 100) unread`,
  )
  return row?.count ?? 0
}

/** Reading is no fact of the programme: it is noted beside the notice and nowhere else. */
export async function markRead(on: Queryable, person: string, id: string | null): Promise<void> {
  const one = id ? sql`and id = ${id}` : empty
  await on.run(sql`update notice set read = now() where person = ${person} and read is null ${one}`)
}

export type Gathered = { readonly id: string; readonly subject: string; readonly link: string | null }

/** Takes what was gathered for somebody before a day off the pile; whoever takes it writes it into one mail. */
export async function takeGathered(on: Queryable, person: string, before: Day): Promise<readonly Gathered[]> {
  return on.all<Gathered & Row>(
    sql`update notice set mail = 'in-digest' where person = ${person} and mail = 'gathered' and created < ${before}::timestamptz
        returning id, subject, link`,
  )
}

export type MailState =
  | 'waiting'
  | 'kept'
  | 'claimed'
  | 'handing-over'
  | 'sent'
  | 'failed'
  | 'unknown'
  | 'gathered'
  | 'in-digest'
  | 'portal'

export type OutboxRow = {
  readonly id: string
  readonly code: string
  readonly email: string
  readonly subject: string
  readonly body: string
  readonly quoted: readonly number[]
  readonly created: string
  readonly mail: MailState
  readonly attempts: number
  readonly trouble: string | null
  /** A one-time link, shown only while no mail server can carry it. */
  readonly secretLink: string | null
  /** Whether it leads somebody in for the first time. */
  readonly isFirstLink: boolean
}

export async function outbox(
  on: Queryable,
  asked: { state: string | null; after: string | null; limit: number },
): Promise<readonly OutboxRow[]> {
  const state = asked.state ? sql`and mail = ${asked.state}` : empty
  const after = asked.after ? sql`and id < ${asked.after}` : empty
  return on.all<OutboxRow & Row>(
    sql`select id, code, email, subject, body, quoted, to_char(created at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as created, mail, attempts, trouble,
          secret_link as "secretLink",
          not exists (select 1 from person p where p.id = notice.person and p.state_word = 'active') as "isFirstLink"
        from notice where true ${state} ${after} order by id desc limit ${asked.limit}`,
  )
}

/** Sends a mail again whose fate is unknown or that was given up: a person decides that. */
export async function sendAgain(on: Queryable, id: string): Promise<void> {
  const changed = await on.run(
    sql`update notice set mail = 'waiting', attempts = 0, next_try = now(), trouble = null where id = ${id} and mail in ('failed', 'unknown')`,
  )
  if (changed === 0)
    refuse('not-now', {
      says: 'This mail is not waiting for such a decision.',
      next: 'Look at the outbox as it is now.',
    })
}
