/** Disputes of a project, and the interpretations that everybody reads, newest first. */
import type { Migration } from '../migrate.ts'

export const DISPUTES: Migration = {
  name: '0008-disputes',
  statements: [
    `create table dispute (
      id text primary key collate "C",
      revision integer not null,
      fact bigint not null,
      origin text,
      origin_fact bigint,
      state jsonb not null,
      project text collate "C" generated always as (state->>'project') stored,
      published text collate "C" generated always as (state->'interpretation'->>'at') stored
    )`,
    `create index on dispute (project)`,
    `create index on dispute (published, id) where published is not null`,
    `create index on dispute (id) where state->'ruling' = 'null'::jsonb`,
  ],
}
