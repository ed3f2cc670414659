/** Requests to bear a part of a fee: read by whoever is asked, newest first, and by their project. */
import type { Migration } from '../migrate.ts'

export const FEE_REQUESTS: Migration = {
  name: '0015-fee-requests',
  statements: [
    `create table fee_request (
      id text primary key collate "C",
      revision integer not null,
      fact bigint not null,
      origin text,
      origin_fact bigint,
      state jsonb not null,
      project text collate "C" generated always as (state->>'project') stored,
      organisation text collate "C" generated always as (state->>'organisation') stored,
      sponsor text collate "C" generated always as (state->>'sponsor') stored,
      asked text collate "C" generated always as (state->'asked'->>'at') stored
    )`,
    `create index on fee_request (asked, id)`,
    `create index on fee_request (sponsor, asked, id)`,
    `create index on fee_request (organisation, asked, id)`,
  ],
}
