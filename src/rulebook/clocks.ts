/**
 * The clocks of a certification on a day: what the colours go by. Everything dated later than the day is
 * left out, because nobody knew it yet; the releases to come stay in, because forecasts go by them.
 */
import { type Day, laterOf } from '../kernel/day.ts'
import { compareVersions } from '../kernel/version.ts'
import { type Certification, extensionsBy, newestPlatformRelease, pairsOn } from '../programme/certification.ts'
import { type FieldIssue, isOpen } from '../programme/field-issue.ts'
import type { Family } from '../programme/interface.ts'
import {
  currentMajor,
  type GaOf,
  majorsBehind,
  majorsOf,
  type Platform,
  type PlatformRelease,
} from '../programme/platform.ts'
import type { SatEvidence } from '../programme/sat-evidence.ts'
import type { Figures } from './parameters.ts'

export type Clocks = {
  /** When it was last certified, and the newest platform release it covers, extensions included (8.10c, X-10). */
  readonly certified: { readonly on: Day; readonly release: string }
  /** The last SAT evidence; null where the SAT rules do not apply. */
  readonly sat: { readonly on: Day; readonly release: string } | null
  readonly openIssues: readonly string[]
  readonly majorsBehind: (release: string, on: Day) => number
  readonly currentMajor: (on: Day) => string
  /** Days on which a release that counts becomes available, or is planned to. */
  readonly releaseDays: readonly Day[]
}

/** What clocks are made from: a certification with what is on record beside it. */
export type ClockRecord = {
  readonly certification: Certification
  readonly family: Family
  readonly platform: Platform
  readonly satEvidence: readonly Pick<SatEvidence, 'platformRelease' | 'accepted'>[]
  readonly fieldIssues: readonly Pick<FieldIssue, 'id' | 'confirmed' | 'cleared'>[]
}

/**
 * `knownOn` is the day up to which planned dates have been overtaken by events: a release still planned
 * then is expected on its planned day, one whose planned day has passed without general availability is
 * not counted.
 */
export function clocksOf(record: ClockRecord, on: Day, knownOn: Day, figures: Figures): Clocks {
  const { certification } = record
  const counted = countedReleases(record.platform, figures)
  const gaOf: GaOf = ({ ga, planned }) => ga ?? (planned != null && planned > knownOn ? planned : null)
  const extended = extensionsBy(certification, on)
  const tested = figures.isOn('recertification.partial-resets-age')
    ? certification.granted
    : (certification.agesFrom ?? certification.granted)
  const certifiedOn = figures.isOn('extension.resets-age')
    ? extended.reduce((last, each) => laterOf(last, each.on), tested)
    : tested
  return {
    certified: { on: certifiedOn, release: newestPlatformRelease(pairsOn(certification, on)) ?? '' },
    sat: satClock(record, on, figures),
    openIssues: record.fieldIssues.filter((issue) => isOpen(issue, on)).map((issue) => issue.id),
    majorsBehind: (release, day) => majorsBehind(counted, release, day, gaOf),
    currentMajor: (day) => currentMajor(counted, day, gaOf)?.version ?? 'none',
    releaseDays: counted.map(gaOf).filter((day) => day !== null),
  }
}

function countedReleases(platform: Platform, figures: Figures): readonly PlatformRelease[] {
  const kinds = figures.words('status.count-release-kinds')
  if (kinds.length === 1 && kinds[0] === 'major') return majorsOf(platform)
  return platform.releases
    .filter((release) => kinds.includes(release.kind))
    .sort((a, b) => compareVersions(a.version, b.version))
}

/**
 * The latest SAT evidence by its day. Certification testing, being more than a SAT, counts as evidence of
 * its own day unless the programme reads the clause literally.
 */
function satClock(record: ClockRecord, on: Day, figures: Figures): Clocks['sat'] {
  const { certification } = record
  const volunteered = record.satEvidence
    .filter((each) => each.accepted <= on)
    .map((each) => ({ on: each.accepted, release: each.platformRelease }))
  if (!satRulesApply(record.family, volunteered.length > 0, figures)) return null
  const tested = { on: certification.granted, release: newestPlatformRelease(certification.pairs) ?? '' }
  const evidence = figures.isOn('status.certification-counts-as-sat-evidence') ? [...volunteered, tested] : volunteered
  return evidence.reduce<Clocks['sat']>((last, each) => (last === null || isLater(each, last) ? each : last), null)
}

/** Where SAT does not apply, nobody is measured by it, unless evidence was volunteered. */
function satRulesApply(family: Family, isVolunteered: boolean, figures: Figures): boolean {
  const rule = figures.word('status.sat-rules')
  if (rule !== 'when-applicable') return rule === 'always'
  return isVolunteered || !figures.words('sat.exempt-families').includes(family)
}

type Evidence = { readonly on: Day; readonly release: string }

function isLater(first: Evidence, second: Evidence): boolean {
  return first.on > second.on || (first.on === second.on && compareVersions(first.release, second.release) > 0)
}
