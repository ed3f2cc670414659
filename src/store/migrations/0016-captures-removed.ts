/**
 * Captures whose bytes may go are found by their project, those whose bytes are to be gone by their hash; what was drawn
 * of a file is known by the file, so that it can go with it.
 */
import type { Migration } from '../migrate.ts'

export const CAPTURES_REMOVED: Migration = {
  name: '0016-captures-removed',
  statements: [
    `create index evidence_kept_capture on evidence (project) where state->>'kind' = 'capture' and not state ? 'removed'`,
    `create index evidence_removed on evidence (id) where state ? 'removed'`,
    `alter table capture_reading add column file text`,
    `create index capture_reading_file on capture_reading (file)`,
  ],
}
