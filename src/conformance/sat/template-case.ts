/**
 * The vocabulary of SAT templates (5N.b1): a test case as the programme proposes it to partners, before a
 * partner takes it into a plan of its own. Templates are lists of these, in the order of the plan.
 */
import type { Capability } from '../../programme/capability.ts'
import type { PlannedTestCase } from '../../programme/run.ts'

/** The interfaces a test case is for, or is not for, and why; one without is for every product of its template (5N.b3). */
export type Applies = {
  readonly to: 'only' | 'all-but'
  readonly interfaces: readonly string[]
  readonly because: string
}

/** For whoever sets up and changes calls; a recorder follows what telephones do. */
export const TO_CALL_CONTROL: Applies = {
  to: 'all-but',
  interfaces: ['src'],
  because: 'A recorder listens to calls; it makes, changes and routes none.',
}

export type TemplateCase = Pick<PlannedTestCase, 'plan' | 'criticality' | 'scope' | 'effort'> & {
  readonly title: string
  readonly precondition: string
  readonly steps: readonly string[]
  readonly expected: string
  /** What shows it to somebody who was not there. */
  readonly evidence: string
  /** The standard it follows, by name or as `RFC 3261 §10`; empty where only the partner's own guide applies. */
  readonly reference: string
  readonly applies?: Applies
  /** What the platform has to be capable of; left out on a release that is not. */
  readonly needs?: Capability
}

/** What the groups of SAT plans are called, in the order of the plans. */
export const SAT_GROUPS: Readonly<Record<string, string>> = {
  ENV: 'Installation and rights',
  SES: 'Sessions',
  MON: 'Monitors',
  CAL: 'Calls',
  DAT: 'Data that comes with calls',
  AGT: 'Agents and queues',
  REC: 'Recording',
  TSP: 'Driver on the computer',
  FEA: 'Features of the telephone',
  SYN: 'Taking up the state',
  REG: 'Registration of the device',
  TEL: 'Calls at the device',
  MED: 'Media and digits',
  DEV: 'Features at the device',
  RES: 'Resilience of the device',
  ROB: 'Robustness',
  PER: 'Load',
  SEC: 'Security',
  UPG: 'Upgrades',
  DOC: 'Documents',
}
