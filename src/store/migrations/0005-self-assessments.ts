/** SATs are kept like every other noun; the accepted ones of an interop are found when a higher level is opened. */
import type { Migration } from '../migrate.ts'

export const SELF_ASSESSMENTS: Migration = {
  name: '0005-self-assessments',
  statements: [
    `create table sat (
      id text primary key collate "C",
      revision integer not null,
      fact bigint not null,
      origin text,
      origin_fact bigint,
      state jsonb not null,
      product text collate "C" generated always as (state->>'product') stored,
      platform text collate "C" generated always as (state->>'platform') stored,
      accepted text collate "C" generated always as (state->'accepted'->>'day') stored
    )`,
    `create index on sat (product, platform, accepted)`,
  ],
}
