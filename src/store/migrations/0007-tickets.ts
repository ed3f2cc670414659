/** Support tickets: queues are read by whose they are and the time they came, and certifications know their tickets. */
import type { Migration } from '../migrate.ts'

export const TICKETS: Migration = {
  name: '0007-tickets',
  statements: [
    `create table ticket (
      id text primary key collate "C",
      revision integer not null,
      fact bigint not null,
      origin text,
      origin_fact bigint,
      state jsonb not null,
      number text collate "C" generated always as (state->>'number') stored,
      state_word text collate "C" generated always as (state->>'state') stored,
      queue text collate "C" generated always as (state->>'queue') stored,
      requester text collate "C" generated always as (state->>'requester') stored,
      certification text collate "C" generated always as (state->>'certification') stored,
      opened text collate "C" generated always as (state->'opened'->>'at') stored
    )`,
    `create index on ticket (opened, id)`,
    `create index on ticket (state_word, opened, id)`,
    `create index on ticket (queue, state_word, opened, id)`,
    `create index on ticket (requester, opened, id)`,
    `create index on ticket (certification)`,
  ],
}
