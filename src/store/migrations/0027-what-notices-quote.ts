/** Lines of a notice that somebody wrote, by their place: they stay as they are, whatever language the rest is said in. */
import type { Migration } from '../migrate.ts'

export const WHAT_NOTICES_QUOTE: Migration = {
  name: '0027-what-notices-quote',
  statements: [`alter table notice add column quoted integer[] not null default '{}'`],
}
