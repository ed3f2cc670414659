/**
 * Section 8, the colours of the reference guide (8.8 to 8.10). Each row turns a certification yellow or
 * red: by age, once a day lies strictly after a number of calendar months, by releases, or by what
 * is known from the field. All rows that fire are kept as reasons; the worst colour wins.
 */
import type { Clocks } from '../clocks.ts'
import { turnsAfter, turnsWhen, type StandingRule } from '../standing-rule.ts'

export const STANDING_RULES: readonly StandingRule[] = [
  turnsAfter('certification-older-than-obsolete-age', {
    clause: '8.10a',
    colour: 'red',
    says: 'More calendar months have passed since the certification than make it obsolete.',
    since: (clocks: Clocks) => clocks.certified.on,
    months: 'status.obsolete.certification-months',
    what: 'Certified',
  }),

  turnsAfter('sat-evidence-older-than-obsolete-age', {
    clause: '8.10b',
    colour: 'red',
    says: 'More calendar months have passed since the last SAT evidence than make it obsolete.',
    since: (clocks) => clocks.sat?.on ?? null,
    months: 'status.obsolete.sat-months',
    what: 'Last SAT evidence',
  }),

  turnsWhen('certified-release-too-far-back', {
    clause: '8.10c',
    colour: 'red',
    says: 'The platform has moved on by more major releases since the certification than N-1 allows.',
    fires: (clocks, on, figures) =>
      clocks.majorsBehind(clocks.certified.release, on) > figures.number('status.n-minus'),
    seen: (clocks, on) =>
      `Certified up to release ${clocks.certified.release}; the current major release is ${clocks.currentMajor(on)}`,
  }),

  turnsWhen('open-field-issue', {
    clause: '8.10d',
    colour: 'red',
    says: 'A field issue caused by the interop is confirmed and not yet cleared.',
    fires: (clocks, _, figures) => clocks.openIssues.length >= figures.number('field-issue.red-threshold'),
    seen: (clocks) => `Open field issue ${clocks.openIssues.join(', ')}`,
  }),

  turnsAfter('certification-older-than-stale-age', {
    clause: '8.9a',
    colour: 'yellow',
    says: 'More calendar months have passed since the certification than make it stale.',
    since: (clocks) => clocks.certified.on,
    months: 'status.stale.certification-months',
    what: 'Certified',
  }),

  turnsAfter('sat-evidence-older-than-stale-age', {
    clause: '8.9b',
    colour: 'yellow',
    says: 'More calendar months have passed since the last SAT evidence than make it stale.',
    since: (clocks) => clocks.sat?.on ?? null,
    months: 'status.stale.sat-months',
    what: 'Last SAT evidence',
  }),

  turnsWhen('sat-evidence-release-too-far-back', {
    clause: '8.9c',
    colour: 'yellow',
    says: 'The platform has moved on by more major releases since the last SAT evidence than N-1 allows.',
    fires: (clocks, on, figures) =>
      clocks.sat !== null && clocks.majorsBehind(clocks.sat.release, on) > figures.number('status.n-minus'),
    seen: (clocks, on) =>
      `Last SAT evidence on release ${clocks.sat?.release}; the current major release is ${clocks.currentMajor(on)}`,
  }),
]
