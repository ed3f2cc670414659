/**
 * The vocabulary of test cases: what one is, before anybody or anything judges it. A test case is one
 * file in `cases/`; the declared capabilities of a product select the plan from them.
 */
import type { Capability } from '../programme/capability.ts'
import type { Wire } from './wire/wire.ts'

/** KO must pass for a grant; an important one that fails becomes a limitation; optional ones inform (G-01). */
export type Criticality = 'KO' | 'IMP' | 'OPT'

export const CRITICALITY_WORDS = { KO: 'must pass', IMP: 'important', OPT: 'optional' } as const satisfies Record<
  Criticality,
  string
>

/** Interface tests run at every level; feature tests at MAT, unless they exercise the trunk itself (3A.1). */
export type Scope = 'interface' | 'feature'

export type TestCase = {
  /** Words that never change, also the file's name: `hold-by-the-pbx`. */
  readonly id: string
  /** Its place in the plan, as people say it: `HLD-01`. */
  readonly plan: string
  readonly title: string
  readonly criticality: Criticality
  readonly scope: Scope
  /** The clause of the programme it carries out. */
  readonly clause: string
  /** All of these must be declared, or the test case does not apply. */
  readonly needs: readonly Capability[]
  readonly precondition: string | null
  readonly procedure: readonly string[]
  /** What the wire should show. */
  readonly onWire: string
  /** What the people at the phones should notice. */
  readonly byPeople: string
  /** Standards, as `RFC 3261 §11` or by name. */
  readonly cites: readonly string[]
  /** Who can judge it: a capture, an active probe, a person; several where it takes several. */
  readonly judgedBy: readonly ('capture' | 'probe' | 'person')[]
  /** The capture analyser's checks it draws on (A01 to A30). */
  readonly checks: readonly string[]
  /** The same for the analyser; left out where a capture shows nothing of it. */
  readonly wire?: Wire
  /** What running it costs, for the quote (9.2). */
  readonly effort: 'simple' | 'medium' | 'complex'
}

export function testCase(definition: TestCase): TestCase {
  return definition
}

/** What the groups of the plan are called, in the order of the plan. */
export const GROUPS: Readonly<Record<string, string>> = {
  CON: 'Connectivity and registration',
  OUT: 'Outbound calls',
  INB: 'Inbound calls',
  RNG: 'Ringing and early media',
  COD: 'Codecs',
  DTM: 'Digits',
  HLD: 'Hold',
  TRF: 'Transfer',
  CNF: 'Conference',
  FWD: 'Forwarding',
  IDN: 'Numbers, identity and privacy',
  VAA: 'Auto attendant and voicemail',
  FAX: 'Fax',
  TMR: 'Timers and long calls',
  FLV: 'Failover and recovery',
  SEC: 'Security',
  EMG: 'Emergency calls',
  LOD: 'Concurrent calls',
  QOS: 'Quality and media path',
}

/** The group a test case belongs to: `HLD` of `HLD-01`. */
export function groupOf(planId: string): string {
  return planId.slice(0, planId.indexOf('-'))
}
