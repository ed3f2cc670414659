/** Published guides as they are listed: who reads them, newest first. */
import type { Migration } from '../migrate.ts'

export const GUIDES_READ: Migration = {
  name: '0018-guides-read',
  statements: [
    `alter table guide
       add column audience text collate "C" generated always as (coalesce(state->'published'->-1->'content'->>'audience', 'member')) stored,
       add column published text collate "C" generated always as (state->'published'->-1->>'at') stored`,
    `create index on guide (published, id) where published is not null`,
    `create index on guide (audience, published, id) where published is not null`,
  ],
}
