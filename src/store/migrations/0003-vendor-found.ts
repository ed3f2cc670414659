/** The vendor is named in support answers: found by an index, however many organisations there are. */
import type { Migration } from '../migrate.ts'

export const VENDOR_FOUND: Migration = {
  name: '0003-vendor-found',
  statements: [`create index on organisation (id) where state->'roles' @> '["vendor"]'`],
}
