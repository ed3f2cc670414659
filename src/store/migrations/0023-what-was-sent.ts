/**
 * What a key was first sent with, and the regions of organisations found by an index. For a day both stood in the first
 * migration, so some databases have them; keys that are older than this have nothing to be compared with.
 */
import type { Migration } from '../migrate.ts'

export const WHAT_WAS_SENT: Migration = {
  name: '0023-what-was-sent',
  statements: [
    `alter table once add column if not exists sent text`,
    `alter table once alter column sent drop not null`,
    // Whom a customer's country belongs to is asked with every support answer.
    `create index if not exists organisation_expr_idx on organisation using gin ((state->'regions'))`,
  ],
}
