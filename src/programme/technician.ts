/**
 * A field technician's standing with the vendor (4A.14): the credentials somebody of a reseller, a sales unit
 * or the vendor holds on its platforms. Whether one counts on a day is computed, never stored.
 */
import type { Day } from '../kernel/day.ts'
import type { Permission } from './permission.ts'
import type { Stamp } from './stamp.ts'

export type Credential = {
  readonly id: string
  readonly platform: string
  /** The one release it is for; null where it is for the platform as such. */
  readonly release: string | null
  /** As the vendor numbers it. */
  readonly number: string
  readonly issued: Day
  /** The last day it is good. */
  readonly expires: Day
  readonly registered: Stamp
  /** Somebody of the vendor looked it up; until then it counts for nothing. */
  readonly confirmed: Stamp | null
  readonly withdrawn: (Stamp & { readonly reason: string }) | null
}

/** Kept under the id of the person. */
export type Technician = {
  readonly person: string
  readonly name: string
  readonly organisation: string
  readonly credentials: readonly Credential[]
}

/** The platform under test: a credential for another release of it does not count. */
export type UnderTest = { readonly platform: string; readonly platformRelease: string }

export const CREDENTIAL_STATES = {
  'in date': 'in date',
  'not yet valid': 'not yet valid',
  expired: 'expired',
  'waiting for confirmation': 'waiting for confirmation',
  withdrawn: 'withdrawn',
} as const

export type CredentialState = keyof typeof CREDENTIAL_STATES

export function stateOf(credential: Credential, on: Day): CredentialState {
  if (credential.withdrawn) return 'withdrawn'
  if (!credential.confirmed) return 'waiting for confirmation'
  if (credential.issued > on) return 'not yet valid'
  return credential.expires < on ? 'expired' : 'in date'
}

/** The credentials that are about the platform under test, whatever their state. */
export function credentialsOn(technician: Technician, { platform, platformRelease }: UnderTest): readonly Credential[] {
  return technician.credentials.filter(
    (each) => each.platform === platform && (each.release === null || each.release === platformRelease),
  )
}

/** Whether the technician may test on this platform on a day (4A.14). */
export function isQualified(technician: Technician, test: UnderTest, on: Day): boolean {
  return credentialsOn(technician, test).some((each) => stateOf(each, on) === 'in date')
}

/** The last day on which the technician may test on this platform, as things stand; null where not even today. */
export function qualifiedUntil(technician: Technician, test: UnderTest, on: Day): Day | null {
  const days = credentialsOn(technician, test).flatMap((each) =>
    stateOf(each, on) === 'in date' ? [each.expires] : [],
  )
  return days.toSorted().at(-1) ?? null
}

/** Who sees a technician's record: the vendor, their own side, and they themselves. */
export const SEES_TECHNICIANS = {
  'programme-manager': 'any',
  'lab-engineer': 'any',
  auditor: 'any',
  'reseller-sponsor': 'own',
  'sales-unit': 'own',
  'field-technician': 'self',
} as const satisfies Permission
