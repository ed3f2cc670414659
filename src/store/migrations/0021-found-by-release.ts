/**
 * Certifications by the releases they cover, and products by their own: whoever searches for `9.1` does not read them
 * all. The queries say the same expressions word for word (`store/search`).
 */
import type { Migration } from '../migrate.ts'

export const FOUND_BY_RELEASE: Migration = {
  name: '0021-found-by-release',
  statements: [
    `create index certification_releases on certification using gin
      ((jsonb_path_query_array(state, '$.pairs[*].*') || jsonb_path_query_array(state, '$.extensions[*].pairs[*].*')))`,
    `create index product_releases on product using gin ((jsonb_path_query_array(state, '$.releases[*].version')))`,
  ],
}
