/**
 * What was found by reading everything: a ticket by its number, technicians, resellers and ticket queues by
 * name, self-tests by the last day of their access. The queries say the same conditions word for word.
 */
import type { Migration } from '../migrate.ts'

const IS_TECHNICIAN = `state_word = 'active' and state->'roles' ? 'field-technician'`

export const FOUND_BY_INDEX: Migration = {
  name: '0010-found-by-index',
  statements: [
    `create unique index ticket_number on ticket (number)`,
    `create index person_technician on person (name, id) where ${IS_TECHNICIAN}`,
    `create index person_technician_of on person (organisation, name, id) where ${IS_TECHNICIAN}`,
    `create index organisation_queue on organisation (name, id) where state->'roles' ?| array['vendor', 'sales-unit']`,
    `create index project_access_until on project ((state->'access'->-1->>'until'), id) where stage = 'self-testing'`,
  ],
}
