/**
 * The standing of one certification on one day (clauses 8.9, 8.10; table E5; ), and the
 * next day on which it differs, found by walking the calendar day by day rather than by reasoning about thresholds.
 * It knows the adopted readings and the literal one of X-05, no other; withdrawal is not its business.
 * Part of the oracle: deliberately a second implementation that shares nothing with src.
 */
import type { Certification, Day, Exchange, Platform, Product, SatEvidence } from './exchange.ts'
import { existing, lookupOf } from './lookup.ts'
import { compareVersions, newestVersion } from './version.ts'

export type Colour = 'green' | 'yellow' | 'red'
export type StandingOptions = {
  /** Whether the certification is SAT evidence of its own date; true unless said. */
  readonly certCountsAsSatEvidence?: boolean
  /** The day the question is asked; the day asked about unless said. Plans that lie after it count as GA. */
  readonly today?: Day
}
export type Standing = {
  readonly standing: Colour
  /** Every clause that fires, the yellow ones under a red standing too, in the order of the source. */
  readonly clauses: readonly string[]
  readonly next: { readonly on: Day; readonly standing: Colour } | null
}

/** A day as months * 32 + day of month, so that "more than n months later" is one comparison without any clamping:
 * no month has a day 32, and where the target month is too short its last day still lies below and the next above. */
type Mark = number

type Evidence = { readonly release: string; readonly accepted: Day }

/** Everything known on the day of the question; nothing here changes while the calendar is walked. */
type Facts = {
  readonly granted: Mark
  readonly evidence: Mark | null
  readonly newerThanCertified: readonly Mark[]
  readonly newerThanEvidence: readonly Mark[]
  readonly fieldIssueOpen: boolean
}

const dayMs = 86_400_000
const foreseenDays = 5 * 366

/** Refuses (RangeError) an unknown number, a SAT entry and a day before the grant: these have no standing. */
export function standingOf(file: Exchange, number: string, on: Day, options: StandingOptions = {}): Standing {
  const facts = factsKnownOn(file, number, on, options)
  const clauses = clausesFiring(facts, markOn(on))
  const standing = colourOf(clauses)
  return { standing, clauses, next: nextChange(facts, on, standing) }
}

/** The colour alone, without looking ahead. */
export function colourOn(file: Exchange, number: string, on: Day, options: StandingOptions = {}): Colour {
  return colourOf(clausesFiring(factsKnownOn(file, number, on, options), markOn(on)))
}

function nextChange(facts: Facts, on: Day, standing: Colour): Standing['next'] {
  // Neither time nor a release mends anything, so red stays red.
  if (standing === 'red') return null
  const start = new Date(on).getTime()
  for (let ahead = 1; ahead <= foreseenDays; ahead += 1) {
    const day = new Date(start + ahead * dayMs)
    const then = colourOf(clausesFiring(facts, markOf(day)))
    if (then !== standing) return { on: day.toISOString().slice(0, 10), standing: then }
  }
  return null
}

function clausesFiring(facts: Facts, day: Mark): readonly string[] {
  const { granted, evidence } = facts
  const clauses: string[] = []
  if (moreThanMonths(18, granted, day)) clauses.push('8.9a')
  if (evidence !== null && moreThanMonths(12, evidence, day)) clauses.push('8.9b')
  if (evidence !== null && majorsBehind(facts.newerThanEvidence, day) > 1) clauses.push('8.9c')
  if (moreThanMonths(36, granted, day)) clauses.push('8.10a')
  if (evidence !== null && moreThanMonths(24, evidence, day)) clauses.push('8.10b')
  if (majorsBehind(facts.newerThanCertified, day) > 1) clauses.push('8.10c')
  if (facts.fieldIssueOpen) clauses.push('8.10d')
  return clauses
}

function colourOf(clauses: readonly string[]): Colour {
  if (clauses.some((clause) => clause.startsWith('8.10'))) return 'red'
  return clauses.length > 0 ? 'yellow' : 'green'
}

function moreThanMonths(months: number, since: Mark, day: Mark): boolean {
  return day > since + months * 32
}

function majorsBehind(newerMajors: readonly Mark[], day: Mark): number {
  let behind = 0
  for (const ga of newerMajors) if (ga <= day) behind += 1
  return behind
}

function factsKnownOn(file: Exchange, number: string, on: Day, options: StandingOptions): Facts {
  const lookup = lookupOf(file)
  const certification = existing(lookup.certification, number)
  if (certification.level === 'SAT') throw new RangeError(`${number} is a SAT entry and has no standing`)
  if (certification.granted > on) throw new RangeError(`${number} is not granted yet on ${on}`)
  const platform = existing(lookup.platform, certification.platform)
  const today = options.today ?? on
  const evidence = lastSatEvidence(
    certification,
    existing(lookup.product, certification.product),
    lookup.satEvidenceOf(certification.product, certification.platform).filter((record) => record.accepted <= on),
    options.certCountsAsSatEvidence ?? true,
  )
  return {
    granted: markOn(certification.granted),
    evidence: evidence && markOn(evidence.accepted),
    newerThanCertified: newerMajors(platform, newestCovered(certification, on), today),
    newerThanEvidence: evidence ? newerMajors(platform, evidence.release, today) : [],
    fieldIssueOpen: lookup
      .fieldIssuesOf(number)
      .some((issue) => issue.confirmed <= on && !(issue.cleared != null && issue.cleared <= on)),
  }
}

/** Null where no SAT rule applies: a trunk without SAT evidence, or the literal reading without any record. */
function lastSatEvidence(
  certification: Certification,
  product: Product,
  records: readonly SatEvidence[],
  certificationCounts: boolean,
): Evidence | null {
  if (product.family === 'sip-trunk' && records.length === 0) return null
  const all: Evidence[] = records.map((record) => ({ release: record.platformRelease, accepted: record.accepted }))
  if (certificationCounts) all.push({ release: newestTested(certification), accepted: certification.granted })
  const inOrder = all.sort((a, b) => {
    if (a.accepted !== b.accepted) return a.accepted < b.accepted ? -1 : 1
    return compareVersions(a.release, b.release)
  })
  return inOrder.at(-1) ?? null
}

function newestTested(certification: Certification): string {
  return newestVersion(certification.pairs.map((pair) => pair.platformRelease))
}

/** The certified release, or a newer one the certification was extended to by that day. */
function newestCovered(certification: Certification, on: Day): string {
  const extended = (certification.extensions ?? [])
    .filter((extension) => extension.on <= on)
    .flatMap((extension) => extension.pairs.map((pair) => pair.platformRelease))
  return newestVersion([newestTested(certification), ...extended])
}

/**
 * When the majors above a release are (or will be) GA. A point release or service pack lies above the major it belongs
 * to and below the next, so comparing it directly counts the same majors as comparing its own major. A plan that
 * passed without a GA counts for nothing.
 */
function newerMajors(platform: Platform, release: string, today: Day): readonly Mark[] {
  const marks: Mark[] = []
  for (const major of platform.releases) {
    if (major.kind !== 'major' || compareVersions(major.version, release) <= 0) continue
    const plan = major.planned != null && major.planned > today ? major.planned : null
    const ga = major.ga ?? plan
    if (ga !== null) marks.push(markOn(ga))
  }
  return marks
}

function markOn(day: Day): Mark {
  const date = new Date(day)
  if (Number.isNaN(date.getTime())) throw new RangeError(`${day} is no calendar day`)
  return markOf(date)
}

function markOf(day: Date): Mark {
  return (day.getUTCFullYear() * 12 + day.getUTCMonth()) * 32 + day.getUTCDate()
}
