/** Field technicians with their credentials (4A.14), found by their side; the lab's calendar, found by its days. */
import type { Migration } from '../migrate.ts'

export const TECHNICIANS: Migration = {
  name: '0004-technicians',
  statements: [
    `create table technician (
      id text primary key collate "C",
      revision integer not null,
      fact bigint not null,
      origin text,
      origin_fact bigint,
      state jsonb not null,
      organisation text collate "C" generated always as (state->>'organisation') stored
    )`,
    `create index on technician (organisation, id)`,
    `create index on project using gin ((state->'technicians'))`,
    // The lab's calendar and an engineer's clashes are asked for by days.
    `create index on project ((state->'slot'->>'from'), id)`,
  ],
}
