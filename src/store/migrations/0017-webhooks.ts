/**
 * Webhooks: what each organisation has, the secrets beside them, and what is owed or was sent to each, in the order
 * it happened. What is still owed is found by its webhook, what stepped aside by its time.
 */
import type { Migration } from '../migrate.ts'

export const WEBHOOKS: Migration = {
  name: '0017-webhooks',
  statements: [
    `create table webhook (
      id text primary key collate "C",
      revision integer not null,
      fact bigint not null,
      origin text,
      origin_fact bigint,
      state jsonb not null,
      organisation text collate "C" generated always as (state->>'organisation') stored,
      state_word text collate "C" generated always as (state->>'state') stored,
      added text collate "C" generated always as (state->'added'->>'at') stored
    )`,
    `create index on webhook (organisation, added, id)`,
    `create index on webhook (added, id)`,
    `create index on webhook (organisation) where state_word = 'on'`,
    `create table webhook_secret (
      id text primary key collate "C",
      webhook text not null collate "C",
      secret text not null,
      maker text not null,
      made timestamptz not null default now(),
      shown boolean not null default false,
      until timestamptz
    )`,
    `create index on webhook_secret (webhook)`,
    `create table webhook_delivery (
      id text primary key collate "C",
      place bigint generated always as identity unique,
      webhook text not null collate "C",
      fact bigint not null,
      kind text not null,
      body text not null,
      state text not null default 'waiting',
      attempts integer not null default 0,
      created timestamptz not null default now(),
      next_try timestamptz not null default now(),
      claimed timestamptz,
      ended timestamptz,
      status integer,
      answer text not null default '',
      tries jsonb not null default '[]'
    )`,
    `create index on webhook_delivery (webhook, place)`,
    `create index webhook_owed on webhook_delivery (webhook, place) where state in ('waiting', 'claimed')`,
    `create index webhook_aside on webhook_delivery (next_try) where state = 'waiting' and attempts > 3`,
    `create index webhook_claimed on webhook_delivery (claimed) where state = 'claimed'`,
    `create index webhook_old on webhook_delivery (created)`,
  ],
}
