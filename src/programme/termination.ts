/**
 * Ending a membership (8.7, X-36): never by the program, and only where the partner declined to recertify and
 * the burden this is in the field is on record and approved by a second person. The member is given notice and
 * time to answer; then a person decides. The certifications stay as history.
 */
import { z } from 'zod'
import { addDays, dateWords, type Day } from '../kernel/day.ts'
import { refuse } from '../kernel/refusal.ts'
import { prose, reference } from './input.ts'
import type { MembershipFile } from './joining.ts'
import type { Membership } from './membership.ts'
import { moveOn, type Obstacle, put, stampOf } from './move.ts'
import type { Stamp } from './stamp.ts'

/** What an interop costs support in the field: a judgement on tickets and hours, apart from single issues. */
export type Burden = {
  readonly id: string
  readonly certification: string
  readonly tickets: number
  readonly hours: number
  readonly says: string
  readonly recorded: Stamp
  readonly approved: Stamp | null
  /**
   * When it was weighed and the membership went on. It speaks for ending it no more: a person's decision would be worth
   * nothing if the very same burden could be held against the member the next day (8.7, X-36).
   */
  readonly weighed?: Stamp
}

export type TerminationNotice = {
  readonly given: Stamp
  readonly reason: string
  /** The last day on which the member can answer before it is decided. */
  readonly answerBy: Day
  readonly answer: (Stamp & { readonly text: string }) | null
}

/** More than this nobody has to weigh of one member, nor reads of what was weighed; the journal has them all. */
const MOST_BURDENS = 50

/** Facts that are on record for the vendor's people alone (8.7): to the member nothing they see has changed. */
export const KEPT_FROM_MEMBERS: ReadonlySet<string> = new Set(['burden-recorded', 'burden-approved'])

/** The burdens on which nobody has decided yet, oldest first; those alone can end a membership. */
export function burdensToWeigh({ burdens = [] }: Pick<Membership, 'burdens'>): readonly Burden[] {
  return burdens.filter((each) => each.weighed === undefined)
}

const move = moveOn<MembershipFile>()
const office = { 'programme-manager': 'any' } as const

export const terminationMoves = {
  'record-burden': move({
    says: 'Record a burden in the field',
    clause: '8.7',
    by: { 'support-agent': 'any', 'lab-engineer': 'any', 'programme-manager': 'any' },
    adds: true,
    input: z.strictObject({
      certification: reference(),
      tickets: z.int({ error: 'How many, as a whole number.' }).min(1).max(100_000),
      hours: z.number({ error: 'How many hours, as a number.' }).min(0).max(1_000_000),
      says: prose(2000),
    }),
    obstacle: ({ membership }) =>
      burdensToWeigh(membership).length >= MOST_BURDENS
        ? {
            says: `${MOST_BURDENS} are on record already that nobody has weighed.`,
            next: 'Those are enough to give notice on; once it is decided, others can be recorded.',
            clause: '8.7',
          }
        : null,
    decide: (file, input, context) => {
      const { organisation, membership, named } = file
      if (named?.certification !== input.certification) {
        return refuse('wrong-input', {
          says: `${organisation.name} holds no certification ${input.certification}.`,
          next: 'Name the certification of the interop that the tickets were about.',
          clause: '8.7',
          faults: [{ at: 'certification', says: 'Not one of theirs.' }],
        })
      }
      const burden: Burden = { id: context.newId(), ...input, recorded: stampOf(context), approved: null }
      return {
        kind: 'burden-recorded',
        says: `Burden in the field recorded for ${organisation.name}: ${input.tickets} tickets, ${input.hours} hours`,
        data: { organisation: organisation.id, name: organisation.name, burden: burden.id, ...input },
        puts: [put('membership', organisation.id, { ...membership, burdens: [...(membership.burdens ?? []), burden] })],
      }
    },
  }),

  'approve-burden': move({
    says: 'Approve the burden',
    clause: '8.7',
    by: office,
    input: z.strictObject({ burden: reference() }),
    decide: ({ organisation, membership }, input, context) => {
      const burden = burdensToWeigh(membership).find((each) => each.id === input.burden && each.approved === null)
      if (!burden) {
        return refuse('not-found', { says: 'No such burden waits for approval.', next: 'Choose one that does.' })
      }
      if (burden.recorded.by === context.actor.id) {
        return refuse('not-now', {
          says: 'You recorded this burden yourself.',
          next: 'Another programme manager approves it.',
          clause: 'G-08',
        })
      }
      const burdens = membership.burdens!.map((each) =>
        each === burden ? { ...each, approved: stampOf(context) } : each,
      )
      return {
        kind: 'burden-approved',
        says: `Burden in the field of ${organisation.name} approved`,
        data: { organisation: organisation.id, name: organisation.name, burden: burden.id },
        puts: [put('membership', organisation.id, { ...membership, burdens })],
      }
    },
  }),

  'give-termination-notice': move({
    says: 'Give notice that the membership may be ended',
    clause: '8.7',
    by: office,
    gates: () => ['give-termination-notice'],
    input: z.strictObject({ reason: prose(2000) }),
    obstacle: ({ membership }) =>
      membership.termination
        ? {
            says: 'Notice was given already.',
            next: `The time to answer runs until ${dateWords(membership.termination.answerBy)}.`,
          }
        : null,
    decide: ({ organisation, membership }, input, context) => {
      const answerBy = addDays(context.day, context.figure('termination.notice-days'))
      const termination: TerminationNotice = { given: stampOf(context), reason: input.reason, answerBy, answer: null }
      return {
        kind: 'termination-proposed',
        says: `${organisation.name} given notice that the membership may be ended; time to answer until ${dateWords(answerBy)}`,
        data: { organisation: organisation.id, name: organisation.name, reason: input.reason, answerBy },
        puts: [put('membership', organisation.id, { ...membership, termination })],
      }
    },
  }),

  'answer-termination-notice': move({
    says: 'Answer the notice',
    clause: '8.7',
    by: { 'partner-admin': 'own' },
    input: z.strictObject({ text: prose(4000) }),
    obstacle: noNotice,
    decide: ({ organisation, membership }, input, context) => {
      const answer = { ...stampOf(context), text: input.text }
      return {
        kind: 'termination-answered',
        says: `${organisation.name} answered the notice`,
        data: { organisation: organisation.id, name: organisation.name, text: input.text },
        puts: [
          put('membership', organisation.id, {
            ...membership,
            termination: { ...membership.termination!, answer },
          }),
        ],
      }
    },
  }),

  'keep-membership': move({
    says: 'Let the membership go on',
    clause: '8.7',
    by: office,
    input: z.strictObject({ reason: prose(2000) }),
    obstacle: noNotice,
    decide: ({ organisation, membership }, input, context) => {
      const weighed = stampOf(context)
      const burdens = (membership.burdens ?? []).map((each) => ({ weighed, ...each })).slice(-MOST_BURDENS)
      return {
        kind: 'termination-dropped',
        says: `Membership of ${organisation.name} goes on`,
        data: { organisation: organisation.id, name: organisation.name, reason: input.reason },
        puts: [put('membership', organisation.id, { ...membership, burdens, termination: null })],
      }
    },
  }),

  'terminate-membership': move({
    says: 'End the membership',
    clause: '8.7',
    by: office,
    gates: () => ['terminate-membership'],
    input: z.strictObject({ reason: prose(2000) }),
    obstacle: noNotice,
    decide: ({ organisation, membership }, input, context) => ({
      kind: 'membership-terminated',
      says: `Membership of ${organisation.name} ended`,
      data: { organisation: organisation.id, name: organisation.name, reason: input.reason },
      puts: [
        put('membership', organisation.id, {
          ...membership,
          terminated: { ...stampOf(context), reason: input.reason },
        }),
      ],
    }),
  }),
}

function noNotice({ membership }: MembershipFile): Obstacle | null {
  if (membership.terminated) return { says: 'The membership was ended.', next: 'Nothing is left to decide.' }
  return membership.termination
    ? null
    : { says: 'No notice was given.', next: 'It takes a notice and the time to answer first.', clause: 'X-36' }
}
