/** What somebody chose of the mails. It is no fact of the programme: it is noted beside, and nowhere else. */
import sql from 'sql-template-tag'
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
