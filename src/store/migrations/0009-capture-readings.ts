/** What was read out of captures, kept so that a page need not read the file again; it can be thrown away at any time. */
import type { Migration } from '../migrate.ts'

export const CAPTURE_READINGS: Migration = {
  name: '0009-capture-readings',
  statements: [
    `create table capture_reading (key text primary key, value jsonb not null, made timestamptz not null default now())`,
  ],
}
