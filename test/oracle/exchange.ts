/**
 * The shapes of the exchange file as the contract prints them; nothing here decides anything.
 * Part of the oracle: deliberately a second implementation that shares nothing with src.
 */

/** A field the contract lets a writer leave out or set to null. */
export type Optional<T> = T | null | undefined

/** A calendar day, `YYYY-MM-DD`. */
export type Day = string

/** The contract prints no word for a service pack; should the product use another, this is the one place to change. */
export const servicePackKind = 'service-pack'

export type ReleaseKind = 'major' | 'point' | typeof servicePackKind
export type Family = 'sip-trunk' | 'sip-lineside' | 'advanced-api' | 'other'
export type Level = 'SAT' | 'MCT' | 'MQT' | 'MAT'
export type Tier = 'mdp-noncommercial' | 'mdp-commercial-basic' | 'mdp-commercial-advanced' | 'msp' | 'mpp'
export type Tester = 'lab' | 'sales-unit' | 'reseller' | 'joint'

export type Region = { readonly id: string; readonly name: string; readonly countries: readonly string[] }

export type PlatformRelease = {
  readonly version: string
  readonly kind: ReleaseKind
  readonly ga?: Optional<Day>
  readonly planned?: Optional<Day>
}

export type Platform = {
  readonly id: string
  readonly name: string
  readonly releases: readonly PlatformRelease[]
}

export type Organisation = {
  readonly id: string
  readonly name: string
  readonly country?: Optional<string>
  readonly roles: readonly string[]
  readonly membership?: Optional<{ readonly tier: Tier; readonly from: Day; readonly until: Day }>
}

export type Product = {
  readonly id: string
  readonly organisation: string
  readonly name: string
  readonly family: Family
  readonly interfaces?: Optional<readonly string[]>
  readonly resoldByVendor?: Optional<boolean>
  readonly releases: readonly { readonly version: string; readonly ga?: Optional<Day> }[]
}

export type Pair = { readonly platformRelease: string; readonly productRelease: string }
export type Extension = { readonly on: Day; readonly pairs: readonly Pair[] }

export type Certification = {
  readonly number: string
  readonly product: string
  readonly platform: string
  readonly level: Level
  readonly granted: Day
  readonly region?: Optional<string>
  readonly testedBy?: Optional<Tester>
  readonly pairs: readonly Pair[]
  readonly extensions?: Optional<readonly Extension[]>
  readonly withdrawn?: Optional<Day>
}

export type SatEvidence = {
  readonly product: string
  readonly platform: string
  readonly platformRelease: string
  readonly accepted: Day
}

export type FieldIssue = {
  readonly id: string
  readonly certification: string
  readonly confirmed: Day
  readonly cleared?: Optional<Day>
  readonly title?: Optional<string>
}

export type Exchange = {
  readonly format: 'certwright/1'
  readonly regions: readonly Region[]
  readonly platforms: readonly Platform[]
  readonly organisations: readonly Organisation[]
  readonly products: readonly Product[]
  readonly certifications: readonly Certification[]
  readonly satEvidence: readonly SatEvidence[]
  readonly fieldIssues: readonly FieldIssue[]
}
