/**
 * Joining the partner programme (4C.3, 4C.7): application, decision, fee, and the account of the first
 * person (4C.8). The term runs from the day the fee was received.
 */
import { z } from 'zod'
import { addDays, addMonths, dateWords, type Day } from '../kernel/day.ts'
import { freeId } from '../kernel/id.ts'
import { country, dayInput, declared, email, maybeProse, named, prose, webAddress } from './input.ts'
import { FAMILIES } from './interface.ts'
import type { Invitation } from './invitation.ts'
import { MOST_OF_COMPANY } from './listing-text.ts'
import { type Membership, membershipOn, TIER_NAMES, TIERS, type Term } from './membership.ts'
import { type Context, moveOn, put, type Put, stampOf } from './move.ts'
import type { Organisation } from './organisation.ts'
import type { Person, Role } from './person.ts'
import { wordOfCompany } from './short-word.ts'

export type MembershipFile = {
  readonly organisation: Organisation
  readonly membership: Membership
  /** A certification of theirs in force whose last review call the partner declined to follow (8.7). */
  readonly declined?: string | null
  /** What an input names, where it is theirs. */
  readonly named?: { readonly certification: string } | null
}

/** Before an organisation is known: whether the name is taken already. */
export type ApplicationFile = { readonly taken: (id: string) => boolean }

const move = moveOn<MembershipFile>()
const applyMove = moveOn<ApplicationFile>()
const office = { 'programme-manager': 'any' } as const

export const applicationInput = z
  .strictObject({
    name: named(160),
    country: country(),
    web: webAddress(),
    summary: maybeProse(MOST_OF_COMPANY),
    family: z.enum(FAMILIES),
    tier: z.enum(TIERS),
    isReseller: z.boolean().default(false),
    contactName: named(),
    contactEmail: email(),
    secondName: named(),
    secondEmail: email(),
    plans: prose(2000),
    acceptsTerms: declared('That you accept the terms of the programme'),
  })
  .refine((input) => input.contactEmail !== input.secondEmail, {
    path: ['secondEmail'],
    error: 'The second contact is a second person, so that nothing is lost when one leaves.',
  })

export const joiningMoves = {
  'apply-for-membership': applyMove({
    says: 'Apply for membership',
    clause: '4C.7',
    by: { visitor: 'any', 'programme-manager': 'any' },
    input: applicationInput,
    decide: (file, input, context) => {
      const stamp = stampOf(context)
      const id = freeId(wordOfCompany(input.name, input.country), file.taken)
      const organisation: Organisation = {
        id,
        name: input.name,
        country: input.country,
        roles: input.isReseller ? ['partner', 'reseller'] : ['partner'],
        ...(input.web ? { web: input.web } : {}),
        ...(input.summary ? { summary: input.summary } : {}),
      }
      const membership: Membership = {
        organisation: id,
        application: {
          state: 'applied',
          tier: input.tier,
          family: input.family,
          received: stamp,
          contact: { name: input.contactName, email: input.contactEmail },
          secondContact: { name: input.secondName, email: input.secondEmail },
          plans: input.plans,
          decided: null,
        },
        terms: [],
        terminated: null,
      }
      return {
        kind: 'membership-applied-for',
        says: `${input.name} applied for membership`,
        data: { organisation: id, tier: input.tier, family: input.family },
        puts: [put('organisation', id, organisation), put('membership', id, membership)],
      }
    },
  }),

  'approve-membership': move({
    says: 'Approve the application',
    clause: '4C.3',
    by: office,
    input: z.strictObject({ reason: maybeProse(1000) }),
    obstacle: ({ membership }) => notAppliedFor(membership),
    decide: ({ organisation, membership }, input, context) => {
      const stamp = stampOf(context)
      const application = {
        ...membership.application!,
        state: 'approved' as const,
        decided: { ...stamp, reason: input.reason },
      }
      const { puts, links, person, until } = invite(context, organisation.id, application.contact, ['partner-admin'])
      return {
        kind: 'membership-approved',
        says: `Membership of ${organisation.name} approved`,
        data: {
          organisation: organisation.id,
          tier: application.tier,
          reason: input.reason,
          person: person.id,
          until,
        },
        puts: [put('membership', organisation.id, { ...membership, application }), ...puts],
        links,
      }
    },
  }),

  'decline-membership': move({
    says: 'Decline the application',
    clause: 'G-03',
    by: office,
    input: z.strictObject({ reason: prose(1000) }),
    obstacle: ({ membership }) => notAppliedFor(membership),
    decide: ({ organisation, membership }, input, context) => {
      const decided = { ...stampOf(context), reason: input.reason }
      const application = { ...membership.application!, state: 'declined' as const, decided }
      return {
        kind: 'membership-declined',
        says: `Membership of ${organisation.name} declined`,
        data: { organisation: organisation.id, reason: input.reason },
        puts: [put('membership', organisation.id, { ...membership, application })],
      }
    },
  }),

  'ask-for-term': move({
    says: 'Ask for a further term',
    clause: 'G-12',
    by: { 'partner-admin': 'own' },
    input: z.strictObject({ tier: z.enum(TIERS) }),
    obstacle: ({ membership }) =>
      membership.terminated
        ? { says: 'The membership was ended.', next: 'Write to the programme office.', clause: '8.7' }
        : membership.terms.length === 0
          ? { says: 'The first term has not begun.', next: 'It begins with the fee for it.', clause: '4C.4' }
          : null,
    decide: ({ organisation, membership }, input, context) => ({
      kind: 'membership-term-asked',
      says: `${organisation.name} asks for a further term as ${TIER_NAMES[input.tier]}`,
      data: { organisation: organisation.id, name: organisation.name, tier: input.tier },
      puts: [put('membership', organisation.id, { ...membership, asked: { ...stampOf(context), tier: input.tier } })],
    }),
  }),

  'note-membership-fee': move({
    says: 'Note the fee as received',
    clause: '4C.4',
    by: office,
    input: z.strictObject({ received: dayInput(), tier: z.enum(TIERS).optional() }),
    obstacle: ({ membership }) =>
      membership.terminated
        ? {
            says: `The membership was ended on ${dateWords(membership.terminated.day)}.`,
            next: 'A fee brings nothing back.',
            clause: '8.7',
          }
        : membership.application?.state === 'applied'
          ? { says: 'The application has not been decided yet.', next: 'Approve or decline it first.', clause: '4C.3' }
          : membership.application?.state === 'declined' && membership.terms.length === 0
            ? { says: 'The application was declined.', next: 'They may apply again.', clause: '4C.3' }
            : null,
    decide: ({ organisation, membership }, input, context) => {
      const tier =
        input.tier ??
        membership.asked?.tier ??
        membership.terms.at(-1)?.tier ??
        membership.application?.tier ??
        'mdp-commercial-basic'
      const state = membershipOn(membership, input.received, context.figure('membership.grace-days'))
      const last = membership.terms.at(-1)
      const from =
        last && (state === 'active' || state === 'grace') && last.tier === tier
          ? addDays(last.until, 1)
          : input.received
      const term: Term = { tier, from, until: addDays(addMonths(from, context.figure('membership.term-months')), -1) }
      const application = membership.application ? { ...membership.application, state: 'paid' as const } : null
      return {
        kind: 'membership-fee-received',
        says: `Membership of ${organisation.name} runs from ${dateWords(term.from)} to ${dateWords(term.until)}`,
        data: { organisation: organisation.id, ...term },
        puts: [
          put('membership', organisation.id, {
            ...membership,
            application,
            terms: [...membership.terms, term],
            asked: null,
          }),
        ],
      }
    },
  }),
}

/** A person with a one-time link: what approving a member and inviting a colleague have in common. */
export function invite(
  context: Context,
  organisation: string,
  who: { name: string; email: string },
  roles: readonly Role[],
): { puts: Put[]; links: Record<string, string>; person: Person; until: Day } {
  const stamp = stampOf(context)
  const secret = context.newSecret()
  const person: Person = { id: context.newId(), ...who, organisation, roles, state: 'invited', invited: stamp }
  const invitation: Invitation = {
    person: person.id,
    tokenHash: secret.hash,
    expires: addDays(context.day, context.figure('invitation.days')),
    issued: stamp,
    accepted: null,
  }
  return {
    puts: [put('person', person.id, person), put('invitation', person.id, invitation)],
    links: { invitation: `/invitation/${secret.token}` },
    person,
    until: invitation.expires,
  }
}

function notAppliedFor(membership: Membership) {
  return membership.application?.state === 'applied'
    ? null
    : { says: 'No application is waiting for a decision.', next: 'Nothing is left to decide.', clause: '4C.3' }
}
