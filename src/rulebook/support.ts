/**
 * The support answer (1B.2, 3C.2, 3Q.2, 3A.2, 6.4 to 6.6, table E3): does support help with this
 * deployment, who, and how far. The rows narrow the certifications of the interop one after the other;
 * the row that leaves none decides the refusal, and what is left at the end decides the route.
 */
import type { Day } from '../kernel/day.ts'
import { type Certification, covers, isWithdrawn, type ReleasePair } from '../programme/certification.ts'
import { isCertified, rankOf } from '../programme/level.ts'
import { isInRegion, type Region } from '../programme/organisation.ts'
import type { ClockRecord } from './clocks.ts'
import { clocksOf } from './clocks.ts'
import type { Figures } from './parameters.ts'
import { colourOn, firingRules, worstOf } from './standing.ts'
import { STANDING_WORDS, type Standing } from './standing-rule.ts'

export type Deployment = ReleasePair & {
  readonly country: string
  readonly on: Day
  /** The field issue the ticket is about, if it is about one. */
  readonly fieldIssue?: string
}

export type Route = 'product-support' | 'sales-unit' | 'tailored' | 'partner'

export type SupportRuling = {
  readonly supported: boolean
  readonly caution: boolean
  readonly route: Route
  readonly certification: Certification | null
  readonly clause: string
  readonly rule: string
  readonly says: string
  readonly next: string
}

/** An interop's certifications with what their standing goes by. */
export type SupportRecord = Omit<ClockRecord, 'certification'> & {
  readonly certifications: readonly Certification[]
  readonly regions: readonly Region[]
  /** The day the partner's membership was terminated (8.7); with it support ends, while the certification stays. */
  readonly terminated?: Day | null
}

type Question = Deployment & { readonly record: SupportRecord; readonly today: Day; readonly figures: Figures }

type Row = {
  readonly rule: string
  readonly clause: string
  readonly also?: readonly string[]
  readonly says: string
  readonly next: string
  /** Which certifications pass this row. */
  readonly keeps: (certification: Certification, question: Question) => boolean
}

export const SUPPORT_ROWS: readonly Row[] = [
  {
    rule: 'certified-at-mct-or-above',
    clause: '1B.2',
    also: ['3S.2', '6.6'],
    says: 'This product is not certified at MCT or above on this platform.',
    next: 'Turn to the partner; ask them whether certification is planned.',
    keeps: (certification, { on }) => isCertified(certification.level) && certification.granted <= on,
  },
  {
    rule: 'certification-not-withdrawn',
    clause: '6.5',
    also: ['8.7'],
    says: 'The certification was withdrawn, or support for it ended with the partner’s membership.',
    next: 'Turn to the partner.',
    keeps: (certification, { on, record }) =>
      !isWithdrawn(certification, on) && !(record.terminated != null && record.terminated <= on),
  },
  {
    rule: 'exact-pair-certified',
    clause: '8.1',
    also: ['6.4', '8.2'],
    says: 'Exactly this pair of releases is neither tested nor covered by an extension.',
    next: 'Move to a certified pair, or have the partner ask for a review call to extend the certification.',
    keeps: (certification, question) => covers(certification, question, question.on),
  },
  {
    rule: 'customer-in-the-region',
    clause: '3Q.2',
    says: 'The certification is valid in one region only, and this country is outside it.',
    next: 'Turn to the partner.',
    keeps: (certification, { record, country }) =>
      certification.level !== 'MQT' || isValidIn(certification, record.regions, country),
  },
  {
    rule: 'standing-eligible',
    clause: '6.5',
    says: 'The interop is obsolete: its certification is no longer current.',
    next: 'Turn to the partner; they can have the interop recertified.',
    keeps: (certification, question) => isEligible(certification, question),
  },
]

export function supportRuling(
  record: SupportRecord,
  deployment: Deployment,
  today: Day,
  figures: Figures,
): SupportRuling {
  const question: Question = { ...deployment, record, today, figures }
  let left: readonly Certification[] = record.certifications
  for (const row of SUPPORT_ROWS) {
    const kept = left.filter((certification) => row.keeps(certification, question))
    if (kept.length === 0) return refused(row, left)
    left = kept
  }
  return accepted(left, question)
}

function accepted(left: readonly Certification[], question: Question): SupportRuling {
  const order: readonly Standing[] = ['green', 'yellow', 'red']
  const [best] = left
    .map((certification) => ({ certification, standing: standingIn(certification, question) }))
    .sort((a, b) => order.indexOf(a.standing) - order.indexOf(b.standing) || byWeight(a.certification, b.certification))
  const { certification, standing } = best!
  const terms = TERMS[certification.level === 'SAT' ? 'MCT' : certification.level]
  const caution = standing !== 'green'
  const says = `${terms.says}${tailored(certification)}`
  return {
    supported: true,
    caution,
    route:
      certification.level === 'MQT' && question.figures.word('support.route.mqt') === 'product-support'
        ? 'product-support'
        : terms.route,
    certification,
    clause: terms.clause,
    rule: caution ? 'supported-with-caution' : 'supported',
    says: caution ? `${says} Caution: the interop is ${STANDING_WORDS[standing]} and due for recertification.` : says,
    next: 'Open the ticket as the reseller of this deployment and give the certification number (6.4).',
  }
}

/** What is tailored, where it is on record: those taken over from elsewhere do not say (3A.2). */
function tailored({ level, supportTerms }: Certification): string {
  if (level !== 'MAT' || !supportTerms) return ''
  const { hours, contacts, escalation } = supportTerms
  return ` Hours: ${hours}. Contacts: ${contacts}. Escalation: ${escalation}`
}

/** Who helps and how far, by level (3C.2, 3Q.2, 3A.2). */
export const TERMS = {
  MCT: {
    route: 'product-support',
    clause: '3C.2',
    says: 'Product support helps, by checking that the deployment follows the config guide.',
  },
  MQT: { route: 'sales-unit', clause: '3Q.2', says: 'The sales unit of the region helps, together with the partner.' },
  MAT: {
    route: 'tailored',
    clause: '3A.2',
    says: 'Product support helps worldwide, on the terms tailored to this product.',
  },
} as const satisfies Record<string, { route: Route; clause: string; says: string }>

function refused(row: Row, narrowedAway: readonly Certification[]): SupportRuling {
  const [about] = narrowedAway.filter((each) => isCertified(each.level)).toSorted(byWeight)
  const isUncertified = row === SUPPORT_ROWS[0]
  return {
    supported: false,
    caution: false,
    route: 'partner',
    certification: isUncertified ? null : (about ?? null),
    clause: row.clause,
    rule: row.rule,
    says: row.says,
    next: row.next,
  }
}

function isEligible(certification: Certification, question: Question): boolean {
  const standing = standingIn(certification, question)
  if (question.figures.words('support.eligible-standings').includes(standing)) return true
  return isAboutTheIssueThatMadeItRed(certification, question)
}

/**
 * Red by one field issue alone, and the ticket is about that very issue: then it goes on, as far as the
 * certification would be eligible without the issue.
 */
function isAboutTheIssueThatMadeItRed(certification: Certification, question: Question): boolean {
  const { fieldIssue, figures } = question
  if (!fieldIssue || !figures.isOn('support.allow-on-open-field-issue')) return false
  const clocks = clocksOf(recordOf(certification, question), question.on, question.today, figures)
  const firing = firingRules(clocks, question.on, figures)
  const others = firing.filter((rule) => rule.id !== 'open-field-issue')
  const isRedByIt = others.length < firing.length && clocks.openIssues.every((id) => id === fieldIssue)
  return isRedByIt && figures.words('support.eligible-standings').includes(worstOf(others))
}

function standingIn(certification: Certification, question: Question): Standing {
  return colourOn(recordOf(certification, question), question.on, question.today, question.figures)
}

function recordOf(certification: Certification, { record }: Question): ClockRecord {
  const ofThis = record.fieldIssues.filter(
    (issue) => !('certification' in issue) || issue.certification === certification.number,
  )
  return { ...record, certification, fieldIssues: ofThis }
}

function isValidIn(certification: Certification, regions: readonly Region[], country: string): boolean {
  const region = regions.find((each) => each.id === certification.region)
  return region !== undefined && isInRegion(region, country)
}

/** Higher level first, then the later grant, then the smaller number. */
function byWeight(a: Certification, b: Certification): number {
  return (
    rankOf(b.level) - rankOf(a.level) ||
    (a.granted < b.granted ? 1 : a.granted > b.granted ? -1 : 0) ||
    (a.number < b.number ? -1 : 1)
  )
}
