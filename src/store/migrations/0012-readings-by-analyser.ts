/** Readings of captures say what they are of and who made them, so that those of two analysers can be held together. */
import type { Migration } from '../migrate.ts'

export const READINGS_BY_ANALYSER: Migration = {
  name: '0012-readings-by-analyser',
  statements: [
    `alter table capture_reading add column about text, add column analyser text`,
    `create index capture_reading_about on capture_reading (about, made)`,
  ],
}
