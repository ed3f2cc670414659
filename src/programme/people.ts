/** People and their accounts: invited by mail, given roles, asked to leave (N03). */
import { z } from 'zod'
import { dateWords } from '../kernel/day.ts'
import { refuse } from '../kernel/refusal.ts'
import { email, named, reference } from './input.ts'
import type { Invitation } from './invitation.ts'
import { invite } from './joining.ts'
import { moveOn, put, stampOf } from './move.ts'
import type { Organisation } from './organisation.ts'
import { type Person, ROLES, ROLES_BY_ORGANISATION, type Role } from './person.ts'

export type OrganisationFile = { readonly organisation: Organisation; readonly emailTaken: (email: string) => boolean }
export type PersonFile = {
  readonly person: Person
  readonly invitation: Invitation | null
  readonly organisation: Organisation
}

const inviteMove = moveOn<OrganisationFile>()
const move = moveOn<PersonFile>()
const keeper = { 'programme-manager': 'any', operator: 'any', console: 'any', 'partner-admin': 'own' } as const

const roles = z.array(z.enum(ROLES)).min(1, { error: 'At least one role.' }).max(ROLES.length)

export const peopleMoves = {
  'invite-person': inviteMove({
    says: 'Invite a person',
    clause: '4C.8',
    by: keeper,
    input: z.strictObject({ name: named(), email: email(), roles }),
    decide: (file, input, context) => {
      rolesFit(input.roles, file.organisation)
      if (file.emailTaken(input.email)) return refuseEmail(input.email)
      const { puts, links, person, until } = invite(
        context,
        file.organisation.id,
        { name: input.name, email: input.email },
        input.roles,
      )
      return {
        kind: 'person-invited',
        says: `${input.name} invited for ${file.organisation.name}`,
        data: { person: person.id, organisation: file.organisation.id, roles: input.roles, until },
        puts,
        links,
      }
    },
  }),

  'accept-invitation': move({
    says: 'Accept the invitation',
    clause: '4C.8',
    by: { visitor: 'any' },
    input: z.strictObject({}),
    obstacle: ({ invitation, person }, _, { day }) =>
      !invitation || invitation.accepted || person.state === 'departed'
        ? { says: 'This link was used already.', next: 'Sign in, or ask for a new one.' }
        : invitation.expires < day
          ? {
              says: `This link was good until ${dateWords(invitation.expires)}.`,
              next: 'Ask whoever invited you for a new one.',
            }
          : null,
    decide: ({ person, invitation }, _, context) => ({
      kind: person.state === 'active' ? 'password-chosen-anew' : 'invitation-accepted',
      says:
        person.state === 'active' ? `${person.name} chose a new password` : `${person.name} accepted the invitation`,
      data: { person: person.id },
      puts: [
        put('person', person.id, { ...person, state: 'active' }),
        put('invitation', person.id, { ...invitation!, accepted: stampOf(context) }),
      ],
    }),
  }),

  'renew-invitation': move({
    says: 'Send a new link',
    clause: '4C.8',
    by: keeper,
    input: z.strictObject({}),
    obstacle: ({ person }) =>
      person.state === 'departed'
        ? { says: `The account of ${person.name} has ended.`, next: 'Invite them with another address.' }
        : null,
    decide: ({ person }, _, context) => {
      const { links, puts, until } = invite(context, person.organisation, person, person.roles)
      const invitation = puts.find((each) => each.noun === 'invitation')!.state
      return {
        kind: person.state === 'active' ? 'password-link-sent' : 'invitation-renewed',
        says:
          person.state === 'active' ? `${person.name} got a link for a new password` : `${person.name} invited again`,
        data: { person: person.id, until },
        puts: [put('invitation', person.id, { ...invitation, person: person.id })],
        links,
      }
    },
  }),

  'change-roles': move({
    says: 'Change roles',
    clause: '4C.6b',
    by: keeper,
    input: z.strictObject({ roles }),
    obstacle: ({ person }, actor) =>
      person.id === actor.id ? { says: 'These are your own roles.', next: 'Somebody else changes them.' } : null,
    decide: ({ person, organisation }, input) => {
      rolesFit(input.roles, organisation)
      return {
        kind: 'roles-changed',
        says: `Roles of ${person.name} changed`,
        data: { person: person.id, roles: input.roles, before: person.roles },
        puts: [put('person', person.id, { ...person, roles: input.roles })],
      }
    },
  }),

  'let-go': move({
    says: 'End the account',
    clause: '4C.6b',
    by: keeper,
    input: z.strictObject({ reason: reference() }),
    obstacle: ({ person }, actor) =>
      person.state === 'departed'
        ? { says: 'The account has ended already.', next: 'Nothing is left to do.' }
        : person.id === actor.id
          ? { says: 'This is your own account.', next: 'Somebody else ends it.' }
          : null,
    decide: ({ person }, input) => ({
      kind: 'person-departed',
      says: `The account of ${person.name} ended`,
      data: { person: person.id, reason: input.reason },
      puts: [put('person', person.id, { ...person, state: 'departed' })],
    }),
  }),
}

/** A role belongs to a kind of organisation: a partner cannot make anybody a lab engineer. */
function rolesFit(wanted: readonly Role[], organisation: Organisation): void {
  const allowed = new Set<Role>(organisation.roles.flatMap((role) => ROLES_BY_ORGANISATION[role]))
  const misfit = wanted.find((role) => !allowed.has(role))
  if (!misfit) return
  refuse('wrong-input', {
    says: `Nobody of ${organisation.name} can be ${misfit.replaceAll('-', ' ')}.`,
    next: `Choose among: ${[...allowed].join(', ').replaceAll('-', ' ')}.`,
    faults: [{ at: 'roles', says: 'This role belongs to another kind of organisation.' }],
  })
}

function refuseEmail(address: string): never {
  return refuse('conflict', {
    says: `${address} has an account already.`,
    next: 'Use another address, or change the roles of the account there is.',
    faults: [{ at: 'email', says: 'This address is in use.' }],
  })
}
