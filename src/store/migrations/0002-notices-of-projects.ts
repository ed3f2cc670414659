/** A notice knows its project, so that mails about one project make one thread whether a fact or a day caused them. */
import type { Migration } from '../migrate.ts'

export const NOTICES_OF_PROJECTS: Migration = {
  name: '0002-notices-of-projects',
  statements: [
    `alter table notice add column project text collate "C"`,
    `update notice set project = fact.project from fact where fact.seq = notice.fact`,
  ],
}
