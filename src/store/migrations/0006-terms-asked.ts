/** Members who asked for a further term, and declined recertifications, are found without reading everything. */
import type { Migration } from '../migrate.ts'

export const TERMS_ASKED: Migration = {
  name: '0006-terms-asked',
  statements: [
    `create index on membership (until, id) where state ? 'asked' and state->'asked' <> 'null'::jsonb`,
    `create index on certification (product) where state->'recertifications'->-1->>'outcome' = 'declined'`,
  ],
}
