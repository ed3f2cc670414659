/** What is being written into config guides, found by the certification's number like the guide itself. */
import type { Migration } from '../migrate.ts'

export const GUIDE_WRITINGS: Migration = {
  name: '0025-guide-writings',
  statements: [
    `create table guide_writing (
      id text primary key collate "C",
      revision integer not null,
      fact bigint not null,
      origin text,
      origin_fact bigint,
      state jsonb not null
    )`,
  ],
}
