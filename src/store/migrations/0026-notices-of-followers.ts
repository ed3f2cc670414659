/**
 * What a follower's notice was told for, so that its mail can be ended by a link. The link itself stands in the mail
 * alone: it works for whoever has it, and notices are read by programs too.
 */
import type { Migration } from '../migrate.ts'

export const NOTICES_OF_FOLLOWERS: Migration = {
  name: '0026-notices-of-followers',
  statements: [
    `alter table notice add column following text collate "C" references following (id) on delete set null`,
    `create index on notice (following) where following is not null`,
    `update notice set following = f.id from following f
      where occasion like 'followed/%' and f.token = substring(body from '/following/end\\?token=([\\w-]+)')`,
    `update notice set body = regexp_replace(body, ' To end that: \\S+/following/end\\?token=\\S+', '')
      where occasion like 'followed/%'`,
  ],
}
