/** The keyring that statements are signed with, the journal's heads that were signed, and withdrawals found by number. */
import type { Migration } from '../migrate.ts'

export const STATEMENTS: Migration = {
  name: '0019-statements',
  statements: [
    `create table keyring (
      id text primary key collate "C",
      revision integer not null,
      fact bigint not null,
      origin text,
      origin_fact bigint,
      state jsonb not null
    )`,
    `create table checkpoint (facts bigint primary key, at timestamptz not null default now(), body text not null)`,
    `create index on certification (id) where withdrawn is not null`,
  ],
}
