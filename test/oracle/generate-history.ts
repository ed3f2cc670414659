/**
 * What happened to one generated product over the years: its certifications with extensions and withdrawals, its SAT
 * evidence and its field issues, made from the seed and the product's index alone. Every pair is GA on both sides on
 * its day (6.2), nothing happens before the grant, and no extension or issue comes after the withdrawal.
 * Part of the oracle: deliberately a second implementation that shares nothing with src.
 */
import { anniversary, chanceOf, clamped, monthsAfter, notableDay } from './chance.ts'
import type { Chance } from './chance.ts'
import type {
  Certification,
  Day,
  Extension,
  FieldIssue,
  Level,
  Pair,
  Platform,
  Product,
  SatEvidence,
  Tester,
  Tier,
} from './exchange.ts'
import { drawing, generatedToday, ownerOf, productOf, regions } from './generate-programme.ts'
import type { World } from './generate-programme.ts'

const firstGrant: Day = '2020-01-01'
const firstSat: Day = '2019-06-01'

const testersOf = {
  SAT: ['joint'],
  MCT: ['lab', 'lab', 'reseller'],
  MQT: ['sales-unit', 'lab', 'joint'],
  MAT: ['joint'],
} as const satisfies Record<Level, readonly Tester[]>

/** What happened to one product over the years. */
export type History = {
  readonly certifications: readonly Certification[]
  readonly satEvidence: readonly SatEvidence[]
  readonly fieldIssues: readonly FieldIssue[]
}

export function historyOf(world: World, index: number): History {
  const chance = chanceOf(world.seed, drawing.history, index)
  const product = productOf(world, index)
  const tier = ownerOf(world, index).membership?.tier ?? null
  const homes = chance.shuffled(world.platforms).slice(0, chance.between(1, 3))
  const due = certificationsDue(world, index)
  const certifications: Certification[] = []
  // Keyed by what it says, so that no record is repeated.
  const satEvidence = new Map<string, SatEvidence>()
  const fieldIssues: FieldIssue[] = []
  for (let place = 0; place < due.count; place += 1) {
    const platform = chance.pick(homes)
    const level = chance.pick(levelsOpenTo(product, tier))
    const granted = grantDay(chance, platform, certifications.at(-1))
    const certification = certificationOf(chance, product, platform, level, granted, due.firstSerial + place)
    certifications.push(certification)
    for (const one of satEvidenceOf(chance, product, platform, certification)) {
      satEvidence.set(`${one.platform} ${one.platformRelease} ${one.accepted}`, one)
    }
    fieldIssues.push(...fieldIssuesOf(chance, certification))
  }
  return { certifications, satEvidence: [...satEvidence.values()], fieldIssues }
}

/** Certifications are shared out evenly; then the first product of every two gives some to the second, or takes. */
function certificationsDue(world: World, index: number): { readonly firstSerial: number; readonly count: number } {
  const upTo = (product: number) => Math.floor((Math.min(product, world.products) * world.size) / world.products)
  const first = index - (index % 2)
  const [own, other] = [upTo(first + 1) - upTo(first), upTo(first + 2) - upTo(first + 1)]
  const chance = chanceOf(world.seed, drawing.share, first)
  const most = Math.min(own, other)
  const given = first + 1 < world.products ? chance.between(-most, most) : 0
  if (index === first) return { firstSerial: upTo(first), count: own - given }
  return { firstSerial: upTo(first) + own - given, count: other + given }
}

function levelsOpenTo(product: Product, tier: Tier | null): readonly Level[] {
  if (tier !== 'msp' && tier !== 'mpp') return ['MCT', 'MCT', 'MCT', 'MCT', 'MCT', 'MCT', 'MCT', 'SAT']
  if (product.resoldByVendor) return ['MQT', 'MQT', 'MAT']
  return ['MCT', 'MCT', 'MCT', 'MQT', 'MQT', 'MQT', 'MAT', 'MAT', 'SAT']
}

function grantDay(chance: Chance, platform: Platform, before: Certification | undefined): Day {
  if (before !== undefined && chance.often(0.15)) return before.granted
  if (chance.often(0.2)) {
    const release = chance.pick(platform.releases)
    return anniversary(chance, release.ga ?? generatedToday, firstGrant, generatedToday)
  }
  // Most of what is asked about was certified within the last four years.
  const from = chance.often(0.7) ? monthsAfter(generatedToday, -48) : firstGrant
  return notableDay(chance, from, generatedToday)
}

function certificationOf(
  chance: Chance,
  product: Product,
  platform: Platform,
  level: Level,
  granted: Day,
  serial: number,
): Certification {
  const withdrawn = chance.often(0.12) ? anniversary(chance, granted, granted, generatedToday) : null
  const pairs = newPairs(chance, product, platform, granted, [])
  const wantsExtension = level !== 'SAT' && chance.often(0.35)
  return {
    number: `${level}-${granted.slice(0, 4)}-${String(serial + 1).padStart(7, '0')}`,
    product: product.id,
    platform: platform.id,
    level,
    granted,
    region: level === 'MQT' ? chance.pick(regions).id : null,
    testedBy: product.family === 'sip-trunk' ? chance.pick<Tester>(testersOf[level]) : testersOf[level][0],
    pairs,
    extensions: wantsExtension
      ? extensionsOf(chance, product, platform, granted, withdrawn ?? generatedToday, pairs)
      : [],
    withdrawn,
  }
}

function extensionsOf(
  chance: Chance,
  product: Product,
  platform: Platform,
  granted: Day,
  until: Day,
  tested: readonly Pair[],
): readonly Extension[] {
  const days = new Set([1, 2].slice(chance.below(2)).map(() => anniversary(chance, granted, granted, until)))
  const covered = [...tested]
  const extensions: Extension[] = []
  for (const on of [...days].sort()) {
    const pairs = newPairs(chance, product, platform, on, covered)
    covered.push(...pairs)
    if (pairs.length > 0) extensions.push({ on, pairs })
  }
  return extensions
}

/** One to three pairs of releases that are GA on the day, the newer ones preferred, none of those covered already. */
function newPairs(
  chance: Chance,
  product: Product,
  platform: Platform,
  on: Day,
  covered: readonly Pair[],
): readonly Pair[] {
  const platformVersions = gaBy(platform.releases, on)
  const productVersions = gaBy(product.releases, on)
  const pairs: Pair[] = []
  for (let wanted = chance.pick([1, 1, 2, 3]); wanted > 0; wanted -= 1) {
    const platformRelease = chance.pick(chance.often(0.7) ? platformVersions.slice(-3) : platformVersions)
    const productRelease = chance.pick(chance.often(0.7) ? productVersions.slice(-2) : productVersions)
    const isCovered = [...covered, ...pairs].some(
      (pair) => pair.platformRelease === platformRelease && pair.productRelease === productRelease,
    )
    if (!isCovered) pairs.push({ platformRelease, productRelease })
  }
  return pairs
}

type Dated = { readonly version: string; readonly ga?: Day | null | undefined }

/** Versions that are GA on the day, the latest GA last. */
function gaBy(releases: readonly Dated[], on: Day): readonly string[] {
  return releases
    .flatMap(({ version, ga }) => (ga != null && ga <= on ? [{ version, ga }] : []))
    .sort((a, b) => (a.ga < b.ga ? -1 : a.ga > b.ga ? 1 : 0))
    .map(({ version }) => version)
}

function satEvidenceOf(
  chance: Chance,
  product: Product,
  platform: Platform,
  certification: Certification,
): readonly SatEvidence[] {
  const { granted, level } = certification
  const days: Day[] = []
  const isExempt = product.family === 'sip-trunk' && level !== 'SAT'
  if (!isExempt || chance.often(0.15)) {
    // Now and then no evidence is on file, as in programmes older than their records.
    const earliest = clamped(monthsAfter(granted, -9), firstSat, granted)
    if (level === 'SAT' || chance.often(0.2)) days.push(granted)
    else if (chance.often(0.9)) days.push(notableDay(chance, earliest, granted))
    if (chance.often(0.4)) days.push(anniversary(chance, granted, granted, generatedToday))
    if (chance.often(0.2)) days.push(anniversary(chance, granted, granted, generatedToday))
  }
  return days.map((accepted) => {
    const versions = gaBy(platform.releases, accepted)
    const platformRelease = chance.pick(chance.often(0.7) ? versions.slice(-2) : versions)
    return { product: product.id, platform: platform.id, platformRelease, accepted }
  })
}

const titles = ['One-way audio after transfer', 'Calls drop after 15 minutes', 'DTMF lost behind the border gateway']

function fieldIssuesOf(chance: Chance, certification: Certification): readonly FieldIssue[] {
  if (certification.level === 'SAT' || chance.often(0.88)) return []
  const until = certification.withdrawn ?? generatedToday
  return Array.from({ length: chance.pick([1, 1, 2]) }, (_, place) => {
    const confirmed = anniversary(chance, certification.granted, certification.granted, until)
    return {
      id: `FI-${certification.number}-${place + 1}`,
      certification: certification.number,
      confirmed,
      cleared: chance.often(0.65) ? anniversary(chance, confirmed, confirmed, generatedToday) : null,
      title: chance.pick(titles),
    }
  })
}
