/**
 * Advice on one enquiry: is certification required, which paths are open and why the others are not,
 * which membership it takes, whether the level can be had, and what to do next. Every answer comes from
 * the same rules that later guard the project.
 */
import type { Day } from '../kernel/day.ts'
import { type Money, money, sayMoney } from '../kernel/money.ts'
import type { Family } from '../programme/interface.ts'
import type { Level } from '../programme/level.ts'
import { type Tier, TIER_NAMES } from '../programme/membership.ts'
import type { Path } from '../programme/project.ts'
import type { Dossier, Sponsor } from './dossier.ts'
import { blankDossier, type Standpoint } from './standpoint.ts'
import type { Figures } from './parameters.ts'
import { type Finding, stands } from './rule.ts'
import { findingsAt } from './rules.ts'

/** What an enquirer is asked: at most five questions on the page, all of it on the command line. */
export type Applicant = {
  readonly family: Family
  readonly resoldByVendor: boolean
  readonly sponsor: Sponsor
  readonly technicianCertified: boolean
  readonly isReseller: boolean
  readonly tier: Tier | null
  readonly level: Level
  readonly region: string | null
  readonly satAccepted: boolean
}

export type Because = { readonly clause: string; readonly says: string }

export type Advice = {
  readonly certification: 'required' | 'optional'
  readonly paths: readonly { readonly path: Path; readonly open: boolean; readonly because: readonly Because[] }[]
  /** The tier that is needed, whether it is held already or not; null when none is. */
  readonly membership: Tier | null
  readonly level: { readonly open: boolean; readonly because: readonly Because[] }
  readonly sat: 'required' | 'exempt'
  readonly next: readonly string[]
}

export function adviseApplicant(applicant: Applicant, on: Day, figures: Figures): Advice {
  const onPathA = dossierOfApplicant(applicant, on, figures, 'A')
  const pathA = { path: 'A' as const, ...verdictOn(findingsAt('take-path-a', onPathA, figures)) }
  // Path A may ask less of MQT: where it is open, the level is judged as on it.
  const dossier = pathA.open ? onPathA : dossierOfApplicant(applicant, on, figures)
  const required = findingsAt('certification-required', dossier, figures).some(
    ({ rule, outcome }) => rule === 'resold-product-is-certified' && (outcome === 'met' || outcome === 'breached'),
  )
  const level = verdictOn(findingsAt('pursue-level', dossier, figures))
  const paths = [
    pathA,
    { path: 'B' as const, ...verdictOn(findingsAt('take-path-b', { ...dossier, path: 'B' }, figures)) },
    { path: 'C' as const, open: true, because: [{ clause: PATH_C_CLAUSE[applicant.family], says: PATH_C_WORDS }] },
  ]
  return {
    certification: required ? 'required' : 'optional',
    paths,
    membership: dossier.neededTier,
    level,
    sat: dossier.sat.isRequired ? 'required' : 'exempt',
    next: nextSteps(applicant, dossier, { level: level.open, pathA: paths[0]!.open }, figures),
  }
}

/** APIs take path C always, lineside products must, everybody else may (4.2, 4C.1, 4C.2). */
const PATH_C_CLAUSE: Readonly<Record<Family, string>> = {
  'advanced-api': '4C.1',
  'sip-lineside': '4.2',
  'sip-trunk': '4C.2',
  other: '4C.2',
}

const PATH_C_WORDS = 'Path C is open to everybody: it begins with joining the partner programme.'

function verdictOn(findings: readonly Finding[]): { open: boolean; because: readonly Because[] } {
  const against = findings.filter((finding) => !stands(finding))
  const telling = against.length > 0 ? against : findings.filter((finding) => finding.outcome === 'met')
  return {
    open: against.length === 0,
    because: telling.map(({ clause, says, outcome, fix }) => ({
      clause,
      says: outcome === 'met' ? says : `${says} ${fix}`,
    })),
  }
}

export function dossierOfApplicant(applicant: Applicant, on: Day, figures: Figures, path: Path | null = null): Dossier {
  const standpoint: Standpoint = {
    day: on,
    family: applicant.family,
    level: applicant.level,
    path,
    region: applicant.region,
    resoldByVendor: applicant.resoldByVendor,
    sponsor: applicant.sponsor,
    isReseller: applicant.isReseller,
    hasTechnician: applicant.technicianCertified,
    tier: applicant.tier,
    membership: applicant.tier ? 'active' : 'none',
  }
  const dossier = blankDossier(standpoint, figures)
  return {
    ...dossier,
    sat: { ...dossier.sat, isAccepted: applicant.satAccepted },
    technician: applicant.technicianCertified
      ? { holdsCredentialOnPlatform: true, isCredentialInDate: true, worksForProvider: false, hours: 0 }
      : null,
  }
}

/** The estimating range (9.4): its least and its most. */
export function feeRange(figures: Figures): readonly [least: Money, most: Money] {
  return [money('USD', figures.number('fee.range-least')), money('USD', figures.number('fee.range-most'))]
}

type Open = { readonly level: boolean; readonly pathA: boolean }

function nextSteps(applicant: Applicant, dossier: Dossier, open: Open, figures: Figures): readonly string[] {
  const needed = dossier.neededTier
  const steps: string[] = []
  if (needed && !dossier.holdsNeededTier) {
    const fee =
      needed === 'mdp-commercial-basic' || needed === 'mdp-commercial-advanced'
        ? figures.number(`membership.fee.${needed}`)
        : null
    steps.push(
      fee === null
        ? `Join the partner programme at ${TIER_NAMES[needed]}.`
        : `Join the partner programme at ${TIER_NAMES[needed]} (${sayMoney(money('USD', fee))} a year).`,
    )
  }
  if (dossier.isTrunk && applicant.level !== 'SAT') steps.push('Fill in the SIP Interoperability Questionnaire.')
  if ((dossier.sat.isRequired || applicant.level === 'SAT') && !dossier.sat.isAccepted)
    steps.push('Write a SAT plan, have it approved, test, and have the results accepted.')
  if (open.level && applicant.level !== 'SAT') {
    if (open.pathA)
      steps.push('On path A, which costs nothing, the sponsor sends in the request with technician and justification.')
    else if (dossier.hasSponsor) steps.push('On path B the sponsor sends in the business case.')
    steps.push(open.pathA || dossier.hasSponsor ? 'On path C request a firm quote.' : 'Request a firm quote.')
  }
  if (applicant.level !== 'SAT' && applicant.level !== 'MAT') {
    const [least, most] = feeRange(figures)
    steps.push(`For planning: certification by fee typically costs between ${sayMoney(least)} and ${sayMoney(most)}.`)
  }
  if (applicant.level === 'MAT') steps.push('The fee of a MAT is quoted on request.')
  return steps
}
