/**
 * The vocabulary of SAT templates (5N.b1): a test case as the programme proposes it to partners, before a
 * partner takes it into a plan of its own. Templates are lists of these, in the order of the plan.
 */
import type { PlannedTestCase } from '../../programme/run.ts'

export type TemplateCase = Pick<PlannedTestCase, 'plan' | 'criticality' | 'scope' | 'effort'> & {
  readonly title: string
  readonly precondition: string
  readonly steps: readonly string[]
  readonly expected: string
  /** What shows it to somebody who was not there. */
  readonly evidence: string
  /** The standard it follows, by name or as `RFC 3261 §10`; empty where only the partner's own guide applies. */
  readonly reference: string
}

/** What the groups of SAT plans are called, in the order of the plans. */
export const SAT_GROUPS: Readonly<Record<string, string>> = {
  ENV: 'Installation and rights',
  SES: 'Sessions',
  MON: 'Monitors',
  CAL: 'Calls',
  DAT: 'Data that comes with calls',
  AGT: 'Agents and queues',
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
