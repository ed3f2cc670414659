/**
 * The support answer (table E3; clauses 1B.2, 3C.2, 3Q.2, 3A.2, 6.4-6.6, 8.1, 8.2; X-12, X-13, X-14) by narrowing all
 * certifications of a product on a platform, one row of E3 after the other, and saying which row decided. It knows
 * neither who asks nor which issue it is about, so X-15's exception for the issue that turned it red never applies.
 * Part of the oracle: deliberately a second implementation that shares nothing with src.
 */
import type { Certification, Day, Exchange, Level } from './exchange.ts'
import { lookupOf } from './lookup.ts'
import type { Lookup } from './lookup.ts'
import { colourOn } from './standing.ts'
import type { Colour } from './standing.ts'

export type SupportQuestion = {
  readonly product: string
  readonly productRelease: string
  readonly platform: string
  readonly platformRelease: string
  readonly country: string
  readonly on: Day
  readonly today?: Day
}

export type SupportRoute = 'product-support' | 'sales-unit' | 'tailored' | 'partner'

export type SupportAnswer = {
  readonly supported: boolean
  readonly caution: boolean
  readonly route: SupportRoute
  readonly certification: string | null
  /** The row of E3 that decided, 1 to 7. */
  readonly step: number
}

const rank = { SAT: 0, MCT: 1, MQT: 2, MAT: 3 } as const satisfies Record<Level, number>
const route = { SAT: 'partner', MCT: 'product-support', MQT: 'sales-unit', MAT: 'tailored' } as const satisfies Record<
  Level,
  SupportRoute
>

export function supportOf(file: Exchange, question: SupportQuestion): SupportAnswer {
  const { on, today } = question
  const lookup = lookupOf(file)

  const certified = lookup
    .certificationsOf(question.product, question.platform)
    .filter((one) => rank[one.level] >= rank.MCT && one.granted <= on)
  if (certified.length === 0) return refused(1, [])

  const inForce = certified.filter((one) => !(one.withdrawn != null && one.withdrawn <= on))
  if (inForce.length === 0) return refused(2, certified)

  const covering = inForce.filter((one) => coversPair(one, question))
  if (covering.length === 0) return refused(3, inForce)

  const inRegion = covering.filter((one) => one.level !== 'MQT' || holdsCountry(lookup, one.region, question.country))
  if (inRegion.length === 0) return refused(4, covering)

  const coloured = inRegion.map((one) => ({ one, colour: colourOn(file, one.number, on, { today }) }))
  const withColour = (wanted: Colour) => coloured.filter(({ colour }) => colour === wanted).map(({ one }) => one)
  const green = foremost(withColour('green'))
  if (green) return accepted(7, green, false)
  const yellow = foremost(withColour('yellow'))
  if (yellow) return accepted(6, yellow, true)
  return refused(5, inRegion)
}

function coversPair(certification: Certification, question: SupportQuestion): boolean {
  const extended = (certification.extensions ?? []).filter((extension) => extension.on <= question.on)
  return [...certification.pairs, ...extended.flatMap((extension) => extension.pairs)].some(
    (pair) => pair.platformRelease === question.platformRelease && pair.productRelease === question.productRelease,
  )
}

function holdsCountry(lookup: Lookup, region: Certification['region'], country: string): boolean {
  return region != null && (lookup.countries.get(region) ?? []).includes(country)
}

function accepted(step: number, deciding: Certification, caution: boolean): SupportAnswer {
  return { supported: true, caution, route: route[deciding.level], certification: deciding.number, step }
}

function refused(step: number, narrowedAway: readonly Certification[]): SupportAnswer {
  const certification = foremost(narrowedAway)?.number ?? null
  return { supported: false, caution: false, route: 'partner', certification, step }
}

/** By higher level, then later grant, then smaller number in the order of characters. */
function foremost(certifications: readonly Certification[]): Certification | undefined {
  return certifications.toSorted((a, b) => {
    if (a.level !== b.level) return rank[b.level] - rank[a.level]
    if (a.granted !== b.granted) return a.granted > b.granted ? -1 : 1
    return a.number < b.number ? -1 : 1
  })[0]
}
