/**
 * Contacts that may have gone stale (N47, G-13): members are asked twice a year whether their people and addresses are
 * right, the programme office hears of those who never answer and of addresses that mail does not reach.
 */
import sql from 'sql-template-tag'
import { addDays, addMonths, type Day } from '../../kernel/day.ts'
import { onClause, quoted } from '../../programme/notice.ts'
import type { Figures } from '../../rulebook/parameters.ts'
import type { Queryable } from '../../store/database.ts'
import type { Occasion } from './occasion.ts'

/** The programme office hears when this many days brought no answer. */
const UNANSWERED_DAYS = 30
/** How far back mails that did not arrive are looked for. */
const NEWS_DAYS = 7
const MOST = 2000

/** Since when nobody has said that the contacts are right: since the last confirmation, or since the company joined. */
const LAST = sql`greatest(m.state->'terms'->0->>'from', coalesce(o.state->>'contactsConfirmed', ''))`

export async function contactsToConfirm(on: Queryable, day: Day, figure: Figures): Promise<readonly Occasion[]> {
  const months = figure.number('contacts.confirmation-months')
  const rows = await on.all<{ id: string; name: string; last: Day }>(
    sql`select o.id, o.name, ${LAST} as last from membership m join organisation o on o.id = m.id
        where m.state->'terminated' = 'null'::jsonb and m.until >= ${day} and ${LAST} <= ${addMonths(day, -months)}
          and not exists (select 1 from reminder where key = 'contacts/' || o.id || '/' || ${LAST})
        order by m.until, m.id limit ${MOST}`,
  )
  return rows.map(({ id, name, last }) => ({
    code: 'N47',
    to: ['partner'],
    organisation: id,
    project: null,
    key: `contacts/${id}/${last}`,
    subject: `${name}: are your contacts still right?`,
    body: onClause(
      'G-13',
      `It has been ${months} months since anybody said that the people and addresses of ${name} are right. Look at them, change what is wrong, and confirm them on the page of your organisation. Decisions, deadlines and field issues are told to them.`,
    ),
    link: '/our-organisation#people',
  }))
}

/** Members who were asked some time ago and have not confirmed since. */
export async function contactsUnanswered(on: Queryable, day: Day): Promise<readonly Occasion[]> {
  const rows = await on.all<{ id: string; name: string; last: Day }>(
    sql`select distinct o.id, o.name, ${LAST} as last
        from notice n join organisation o on o.id = split_part(n.occasion, '/', 2)
          join membership m on m.id = o.id
        where n.code = 'N47' and n.created >= ${addDays(day, -2 * UNANSWERED_DAYS)}::timestamptz and n.created < ${addDays(day, 1 - UNANSWERED_DAYS)}::timestamptz
          and n.occasion = 'contacts/' || o.id || '/' || ${LAST}
        order by o.id limit ${MOST}`,
  )
  return rows.map(({ id, name, last }) => ({
    code: 'N47',
    to: ['office'],
    organisation: id,
    project: null,
    key: `contacts/${id}/${last}/unanswered`,
    subject: `${name} has not confirmed its contacts`,
    body: onClause(
      'G-13',
      `${name} was asked whether its people and addresses are right and has not said so. Call them, and put right what is wrong.`,
    ),
    link: `/organisations/${id}#people`,
  }))
}

export async function mailsThatBounced(on: Queryable, day: Day): Promise<readonly Occasion[]> {
  const rows = await on.all<{ email: string; trouble: string; organisation: string | null; name: string | null }>(
    sql`select distinct on (n.email) n.email, coalesce(n.trouble, '') as trouble, o.id as organisation, o.name
        from notice n left join person p on p.id = n.person left join organisation o on o.id = p.organisation
        where n.mail = 'failed' and n.created >= ${addDays(day, -NEWS_DAYS)}::timestamptz
        order by n.email, n.created desc limit ${MOST}`,
  )
  return rows.map(({ email, trouble, organisation, name }) => ({
    code: 'N47',
    to: ['office'],
    organisation: organisation ?? '',
    project: null,
    key: `bounced/${email}/${day.slice(0, 7)}`,
    subject: `Mail to ${email} does not arrive`,
    body: onClause(
      'G-13',
      `${name ? `A mail to ${email} of ${name} was given up` : `A mail to ${email} was given up`}${trouble ? ':' : '.'}`,
      quoted(trouble),
      'Ask for the right address and have the account changed; the mails stand in the outbox and can be sent again.',
    ),
    link: organisation ? `/organisations/${organisation}#people` : '/outbox?state=failed',
  }))
}
