/** Listing texts: found by what they are about, those that wait by since when. */
import type { Migration } from '../migrate.ts'

export const LISTING_TEXTS: Migration = {
  name: '0024-listing-texts',
  statements: [
    `create table listing_text (
      id text primary key collate "C",
      revision integer not null,
      fact bigint not null,
      origin text,
      origin_fact bigint,
      state jsonb not null,
      organisation text collate "C" generated always as (state->>'organisation') stored,
      waiting text collate "C" generated always as (state->'waiting'->>'at') stored
    )`,
    `create index on listing_text (waiting, id) where waiting is not null`,
  ],
}
