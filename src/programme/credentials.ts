/** Credentials of field technicians: registered by their own side or the office, confirmed by the vendor, taken back. */
import { z } from 'zod'
import { dateWords } from '../kernel/day.ts'
import { refuse } from '../kernel/refusal.ts'
import { dayInput, line, prose, reference } from './input.ts'
import { moveOn, put, stampOf } from './move.ts'
import type { Person } from './person.ts'
import type { Credential, Technician } from './technician.ts'

export type TechnicianFile = {
  readonly person: Person
  readonly technician: Technician
  /** The platforms there are, with their releases. */
  readonly platforms: ReadonlyMap<string, readonly string[]>
}

const move = moveOn<TechnicianFile>()
const ownSide = { 'reseller-sponsor': 'own', 'sales-unit': 'own' } as const

/** Nobody holds more than a handful on a few platforms; the end keeps the record within reason. */
const MOST_CREDENTIALS = 60

export const credentialMoves = {
  'register-credential': move({
    says: 'Register a credential',
    clause: '4A.14',
    by: { 'programme-manager': 'any', ...ownSide },
    adds: true,
    input: z
      .strictObject({
        platform: reference(),
        release: reference().nullable().default(null),
        number: line(60),
        issued: dayInput(),
        expires: dayInput(),
      })
      .refine((input) => input.expires >= input.issued, {
        path: ['expires'],
        error: 'A credential ends after it begins.',
      }),
    obstacle: ({ person, technician }) =>
      person.state === 'departed'
        ? { says: `The account of ${person.name} has ended.`, next: 'Choose somebody who is still there.' }
        : technician.credentials.length >= MOST_CREDENTIALS
          ? { says: `There are ${MOST_CREDENTIALS} credentials on record.`, next: 'Ask the programme office.' }
          : null,
    decide: ({ technician, platforms }, input, context) => {
      const releases = platforms.get(input.platform)
      if (!releases) return refuseField('platform', 'There is no such platform.')
      if (input.release !== null && !releases.includes(input.release))
        return refuseField('release', `The platform has no release ${input.release}.`)
      if (technician.credentials.some((each) => each.number === input.number && !each.withdrawn))
        return refuse('conflict', {
          says: `Credential ${input.number} is on record already.`,
          next: 'Look at it, or withdraw it first.',
          clause: '4A.14',
        })
      const stamp = stampOf(context)
      const isOfTheVendor = context.actor.parts.includes('programme-manager')
      const credential: Credential = {
        id: context.newId(),
        ...input,
        registered: stamp,
        confirmed: isOfTheVendor ? stamp : null,
        withdrawn: null,
      }
      return {
        kind: 'credential-registered',
        says: isOfTheVendor
          ? `Credential ${input.number} of ${technician.name} registered`
          : `Credential ${input.number} of ${technician.name} registered, to be confirmed`,
        data: { ...about(technician), credential: credential.id, ...input },
        puts: [withCredentials(technician, [...technician.credentials, credential])],
      }
    },
  }),

  'confirm-credential': move({
    says: 'Confirm the credential',
    clause: '4A.14',
    by: { 'programme-manager': 'any', 'lab-engineer': 'any' },
    input: z.strictObject({ credential: reference() }),
    decide: ({ technician }, input, context) => {
      const found = standing(technician, input.credential)
      if (found.confirmed)
        return refuse('not-now', { says: 'This credential is confirmed already.', next: 'Nothing is left to do.' })
      return {
        kind: 'credential-confirmed',
        says: `Credential ${found.number} of ${technician.name} confirmed, good until ${dateWords(found.expires)}`,
        data: { ...about(technician), credential: found.id, number: found.number, expires: found.expires },
        puts: [changed(technician, { ...found, confirmed: stampOf(context) })],
      }
    },
  }),

  'withdraw-credential': move({
    says: 'Withdraw the credential',
    clause: '4A.14',
    by: { 'programme-manager': 'any', ...ownSide },
    input: z.strictObject({ credential: reference(), reason: prose(500) }),
    decide: ({ technician }, input, context) => {
      const found = standing(technician, input.credential)
      return {
        kind: 'credential-withdrawn',
        says: `Credential ${found.number} of ${technician.name} withdrawn`,
        data: { ...about(technician), credential: found.id, number: found.number, reason: input.reason },
        puts: [changed(technician, { ...found, withdrawn: { ...stampOf(context), reason: input.reason } })],
      }
    },
  }),
}

function about({ person, organisation }: Technician) {
  return { person, organisation, employer: organisation }
}

function standing(technician: Technician, id: string): Credential {
  return (
    technician.credentials.find((each) => each.id === id && !each.withdrawn) ??
    refuse('not-found', {
      says: 'There is no such credential, or it was withdrawn.',
      next: 'Look at the credentials as they are now.',
    })
  )
}

function changed(technician: Technician, credential: Credential) {
  return withCredentials(
    technician,
    technician.credentials.map((each) => (each.id === credential.id ? credential : each)),
  )
}

function withCredentials(technician: Technician, credentials: readonly Credential[]) {
  return put('technician', technician.person, { ...technician, credentials })
}

function refuseField(at: string, says: string): never {
  return refuse('wrong-input', { says, next: 'Choose one that is registered.', faults: [{ at, says }] })
}
