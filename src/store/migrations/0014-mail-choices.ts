/** What somebody chose of the mails, and the mails that wait for the day's own. */
import type { Migration } from '../migrate.ts'

export const MAIL_CHOICES: Migration = {
  name: '0014-mail-choices',
  statements: [
    `create table mail_choice (person text primary key, choices jsonb not null)`,
    `create index on notice (person, created) where mail = 'gathered'`,
  ],
}
