/** What people follow: a filter of the reference guide each, and the token by which a mail's link ends it. */
import type { Migration } from '../migrate.ts'

export const FOLLOWING: Migration = {
  name: '0020-following',
  statements: [
    `create table following (
      id text primary key collate "C",
      person text not null collate "C",
      filter jsonb not null,
      token text not null unique,
      since timestamptz not null,
      unique (person, filter)
    )`,
  ],
}
