/**
 * What somebody chose of the mails, and the language in which those asked who have no account to choose in. It is no fact
 * of the programme: it is noted beside, and nowhere else.
 */
import sql from 'sql-template-tag'
import { type Language, languageNamed } from '../../kernel/language.ts'
import { type MailChoices, UNCHOSEN } from '../../programme/mail-kinds.ts'
import type { Queryable } from '../../store/database.ts'

export async function choicesOf(on: Queryable, person: string): Promise<MailChoices> {
  const row = await on.one<{ choices: MailChoices }>(sql`select choices from mail_choice where person = ${person}`)
  return row?.choices ?? UNCHOSEN
}

export async function choose(on: Queryable, person: string, choices: MailChoices): Promise<void> {
  await on.run(
    sql`insert into mail_choice (person, choices) values (${person}, ${JSON.stringify(choices)})
        on conflict (person) do update set choices = excluded.choices`,
  )
}

/** What somebody asked with: an enquiry, or the application of an organisation. */
export type Asked = { readonly enquiry: string } | { readonly organisation: string }

const thingOf = (asked: Asked): string =>
  'enquiry' in asked ? `enquiry/${asked.enquiry}` : `organisation/${asked.organisation}`

/** English is where nothing is noted. */
export async function noteAskedIn(on: Queryable, asked: Asked, language: Language): Promise<void> {
  if (language === 'en') return
  await on.run(
    sql`insert into asked_in (thing, language) values (${thingOf(asked)}, ${language}) on conflict (thing) do nothing`,
  )
}

export async function askedIn(on: Queryable, asked: Asked): Promise<Language | null> {
  const row = await on.one<{ language: string }>(sql`select language from asked_in where thing = ${thingOf(asked)}`)
  return languageNamed(row?.language)
}
