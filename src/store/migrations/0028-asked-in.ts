/** The language in which somebody without an account asked, and the one a mail to them is said in. */
import type { Migration } from '../migrate.ts'

export const ASKED_IN: Migration = {
  name: '0028-asked-in',
  statements: [
    `create table asked_in (thing text primary key collate "C", language text not null)`,
    `alter table notice add column language text`,
  ],
}
