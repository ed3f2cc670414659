/** Access tokens: found by their hash at every request, and listed by whose they are; when each was last used. */
import type { Migration } from '../migrate.ts'

export const ACCESS_TOKENS: Migration = {
  name: '0022-access-tokens',
  statements: [
    `create table access_token (
      id text primary key collate "C",
      revision integer not null,
      fact bigint not null,
      origin text,
      origin_fact bigint,
      state jsonb not null,
      person text collate "C" generated always as (state->>'person') stored,
      hash text collate "C" generated always as (state->>'hash') stored,
      until text collate "C" generated always as (state->>'until') stored,
      is_ended boolean generated always as (state->'ended' <> 'null'::jsonb) stored,
      made text collate "C" generated always as (state->'made'->>'at') stored
    )`,
    `create index on access_token (hash)`,
    `create index on access_token (person, made, id)`,
    `create table access_token_use (token text primary key, last timestamptz not null)`,
  ],
}
