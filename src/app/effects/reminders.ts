/**
 * Reminders: what falls due by time alone is told once, however often and wherever this runs. Terms of
 * membership about to end (N04), quotes about to expire (N23).
 */
import sql from 'sql-template-tag'
import { addDays, type Day } from '../../kernel/day.ts'
import type { Membership } from '../../programme/membership.ts'
import type { Organisation } from '../../programme/organisation.ts'
import type { Project } from '../../programme/project.ts'
import { firmQuote } from '../../programme/quote.ts'
import type { Row, Transaction } from '../../store/database.ts'
import { figures, type House, newId, today } from '../house.ts'
import { mailStateFor } from '../notices.ts'

type Due = {
  /** Names the occasion: the same one is never told twice. */
  readonly key: string
  readonly code: string
  readonly organisation: string
  readonly subject: string
  readonly body: string
  readonly link: string
}

export async function giveReminders(house: House): Promise<number> {
  const day = today(house)
  const figure = await figures(house.database, day)
  const due = [
    ...(await termsEnding(house, day, figure.numbers('membership.notice-days'))),
    ...(await quotesExpiring(house, day, figure.numbers('quote.notice-days'))),
  ]
  let given = 0
  for (const each of due) given += await house.database.transaction((tx) => give(tx, house, each))
  if (given > 0) house.stir()
  return given
}

async function give(tx: Transaction, house: House, due: Due): Promise<number> {
  const isFirst = await tx.run(sql`insert into reminder (key) values (${due.key}) on conflict do nothing`)
  if (isFirst === 0) return 0
  const people = await tx.all<{ id: string; email: string } & Row>(
    sql`select id, email from person where organisation = ${due.organisation} and state_word = 'active' and state->'roles' ?| array['partner-admin', 'partner-engineer']`,
  )
  const at = new Date(house.now()).toISOString()
  for (const person of people) {
    await tx.run(
      sql`insert into notice (id, fact, code, occasion, person, email, subject, body, link, created, mail, next_try)
          values (${newId(house)}, 0, ${due.code}, ${due.key}, ${person.id}, ${person.email}, ${due.subject}, ${due.body}, ${due.link}, ${at}, ${mailStateFor(person.email)}, ${at})`,
    )
  }
  return people.length
}

/** The notice that is due today: of several, the one closest to the end. */
function noticeDue(end: Day, today: Day, days: readonly number[]): number | null {
  const due = days.filter((each) => addDays(end, -each) <= today).toSorted((a, b) => a - b)
  return today <= end ? (due[0] ?? null) : null
}

async function termsEnding(house: House, day: Day, days: readonly number[]): Promise<readonly Due[]> {
  const rows = await house.database.all<{ state: Membership; organisation: Organisation }>(
    sql`select m.state, o.state as organisation from membership m join organisation o on o.id = m.id
        where m.state->'terminated' = 'null'::jsonb and m.state->'terms'->-1->>'until' between ${day} and ${addDays(day, Math.max(0, ...days))}`,
  )
  return rows.flatMap(({ state, organisation }) => {
    const term = state.terms.at(-1)
    const before = term ? noticeDue(term.until, day, days) : null
    if (!term || before === null) return []
    return [
      {
        key: `membership/${organisation.id}/${term.until}/${before}`,
        code: 'N04',
        organisation: organisation.id,
        subject: `Your membership ends on ${term.until}`,
        body: `The membership of ${organisation.name} runs until ${term.until}. When the fee for the next term is received it goes on without a gap; otherwise guides, logos and listings rest after a time of grace. Certifications stay.`,
        link: '/our-organisation',
      },
    ]
  })
}

async function quotesExpiring(house: House, day: Day, days: readonly number[]): Promise<readonly Due[]> {
  const rows = await house.database.all<{ state: Project }>(
    sql`select state from project where stage = 'quote-offered' limit 5000`,
  )
  return rows.flatMap(({ state }) => {
    const quote = firmQuote(state)
    const before = quote?.validUntil ? noticeDue(quote.validUntil, day, days) : null
    if (!quote?.validUntil || before === null) return []
    return [
      {
        key: `quote/${quote.number}/${quote.version}/${before}`,
        code: 'N23',
        organisation: state.organisation,
        subject: `Quotation ${quote.number} is valid until ${quote.validUntil}`,
        body: `Order it by the ordering instructions, or ask the programme office for a new version. After ${quote.validUntil} it can no longer be ordered.`,
        link: `/projects/${state.id}/quote`,
      },
    ]
  })
}
