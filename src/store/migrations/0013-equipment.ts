/** Orders of developer equipment: read by whose they are, and by where they stand, newest first. */
import type { Migration } from '../migrate.ts'

export const EQUIPMENT: Migration = {
  name: '0013-equipment',
  statements: [
    `create table equipment_order (
      id text primary key collate "C",
      revision integer not null,
      fact bigint not null,
      origin text,
      origin_fact bigint,
      state jsonb not null,
      organisation text collate "C" generated always as (state->>'organisation') stored,
      state_word text collate "C" generated always as (state->>'state') stored,
      asked text collate "C" generated always as (state->'asked'->>'at') stored
    )`,
    `create index on equipment_order (asked, id)`,
    `create index on equipment_order (organisation, asked, id)`,
  ],
}
