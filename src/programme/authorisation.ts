/** The logo authorisation: a numbered leave to use one logo, with conditions, for entitled members (7.4, 4C.6g). */
import type { Certification } from './certification.ts'
import type { Context } from './move.ts'
import { stampOf } from './move.ts'
import type { Organisation } from './organisation.ts'
import type { Stamp } from './stamp.ts'

export type Authorisation = {
  readonly number: string
  readonly certification: string
  readonly organisation: string
  readonly logo: Exclude<Certification['level'], 'SAT'>
  readonly issued: Stamp
  readonly conditions: readonly string[]
}

export const LOGO_CONDITIONS = [
  'The logo is shown only beside the product and the releases named in the certification.',
  'It is shown only while the certification is in force and not obsolete in the reference guide.',
  'It implies no endorsement beyond the certification and its limitations.',
  'It is removed when the membership ends or the vendor asks for it.',
] as const

/** The authorisation due, or null while the partner is not entitled to the logo. */
export function authorisationFor(
  {
    certification,
    organisation,
  }: { readonly certification: Certification | null; readonly organisation: Organisation },
  context: Context,
): Authorisation | null {
  if (!certification || certification.level === 'SAT' || !context.allows('use-logo')) return null
  return {
    number: context.number,
    certification: certification.number,
    organisation: organisation.id,
    logo: certification.level,
    issued: stampOf(context),
    conditions: LOGO_CONDITIONS,
  }
}
