/** A company or a unit of the vendor, with the roles it plays towards the programme (B1). */
import type { Day } from '../kernel/day.ts'

export const ORGANISATION_ROLES = ['partner', 'reseller', 'sales-unit', 'vendor'] as const

export type OrganisationRole = (typeof ORGANISATION_ROLES)[number]

export type Organisation = {
  readonly id: string
  readonly name: string
  readonly country: string
  readonly roles: readonly OrganisationRole[]
  readonly web?: string
  readonly summary?: string
  /** Where somebody with a problem turns: what a support answer names (6.6). */
  readonly support?: SupportContact
  /** When the company last said that its people and addresses are right (G-13). */
  readonly contactsConfirmed?: Day
  /** The regions a sales unit serves; it is their support contact for MQT (3Q.2). */
  readonly regions?: readonly string[]
  /** Written out in an exchange file as having none; the membership itself is a noun of its own. */
  readonly membership?: null
}

export type SupportContact = { readonly email?: string; readonly phone?: string; readonly web?: string }

/** Regions group countries (G-16); MQT is valid only in the one it was sponsored for (3T.MQT). */
export type Region = { readonly id: string; readonly name: string; readonly countries: readonly string[] }

/** What the regions of the shipped programme are called: said in every language as long as a programme calls them so. */
export const REGION_NAMES = {
  emea: 'Europe, Middle East and Africa',
  americas: 'Americas',
  apac: 'Asia and Pacific',
} as const

export function isInRegion(region: Region, country: string): boolean {
  return region.countries.includes(country)
}

/** The contact in one line, or what to do when none was recorded. */
export function sayContact(organisation: Organisation): string {
  const ways = waysTo(organisation)
  return ways.length > 0 ? `${organisation.name}: ${ways.join(', ')}` : organisation.name
}

export function hasContact(organisation: Organisation): boolean {
  return waysTo(organisation).length > 0
}

function waysTo({ support }: Organisation): readonly string[] {
  const { email, phone, web } = support ?? {}
  return [email, phone, web].filter((way) => way !== undefined)
}
