/**
 * Arranging a review call (8.4): either side proposes times and says what it is about, the other takes one of
 * them or proposes others. What the call decides is a recertification; with it the arrangement is over.
 */
import { z } from 'zod'
import { dateWords, type Day, dayOf } from '../kernel/day.ts'
import { refuse } from '../kernel/refusal.ts'
import { dayInput, prose } from './input.ts'
import type { CertificationFile } from './standing-moves.ts'
import { moveOn, type Obstacle, put, stampOf } from './move.ts'
import { type Actor, PARTNER } from './permission.ts'
import type { Stamp } from './stamp.ts'

/** A day and a time of day in UTC, as `14:30`. */
export type CallTime = { readonly day: Day; readonly time: string }

export type ReviewCall = {
  readonly proposed: Stamp & { readonly side: 'partner' | 'vendor' }
  readonly about: string
  readonly times: readonly CallTime[]
  readonly booked: (Stamp & { readonly time: CallTime }) | null
}

export function sayTime({ day, time }: CallTime): string {
  return `${dateWords(day)} at ${time} UTC`
}

const callTime = z.strictObject({
  day: dayInput(),
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'A time as hour and minute, such as 14:30.' }),
})

const move = moveOn<CertificationFile>()
const bothSides = { 'lab-engineer': 'any', 'programme-manager': 'any', ...PARTNER } as const

export const reviewCallMoves = {
  'propose-review-call': move({
    says: 'Propose times for a review call',
    clause: '8.4',
    by: bothSides,
    input: z.strictObject({
      about: prose(1000),
      times: z.array(callTime).min(1, { error: 'At least one time.' }).max(3, { error: 'At most three times.' }),
    }),
    obstacle: notInForce,
    decide: ({ certification, product, platform }, input, context) => {
      const past = input.times.findIndex((each) => pastTime(each, context.at) !== null)
      if (past >= 0) {
        return refuse('wrong-input', {
          ...pastTime(input.times[past]!, context.at)!,
          next: 'Propose times that are still to come.',
          faults: [{ at: `times.${past}.day`, says: 'This time has passed.' }],
        })
      }
      const call: ReviewCall = {
        proposed: { ...stampOf(context), side: sideFor(context.actor) },
        about: input.about,
        times: input.times,
        booked: null,
      }
      return {
        kind: 'review-call-proposed',
        says: `Review call on ${product.name} on ${platform.name} proposed: ${input.times.map(sayTime).join(', ')}`,
        data: { certification: certification.number, about: input.about, times: input.times },
        puts: [put('certification', certification.number, { ...certification, call })],
      }
    },
  }),

  'book-review-call': move({
    says: 'Take a time for the review call',
    clause: '8.4',
    by: bothSides,
    input: z.strictObject({ time: z.string().max(40) }),
    obstacle: (file, actor, seen) => notInForce(file, actor, seen) ?? nothingToTake(file, actor),
    decide: ({ certification, product, platform }, input, context) => {
      const call = certification.call!
      const time = call.times.find((each) => keyOf(each) === input.time)
      if (!time) {
        return refuse('wrong-input', {
          says: 'That is not one of the times proposed.',
          next: `Take one of them (${call.times.map(keyOf).join(', ')}), or propose others.`,
          clause: '8.4',
          faults: [{ at: 'time', says: 'Choose one of the times proposed.' }],
        })
      }
      const past = pastTime(time, context.at)
      if (past) return refuse('wrong-input', { ...past, faults: [{ at: 'time', says: 'This time has passed.' }] })
      const booked = { ...stampOf(context), time }
      return {
        kind: 'review-call-booked',
        says: `Review call on ${product.name} on ${platform.name} booked: ${sayTime(time)}`,
        data: { certification: certification.number, about: call.about, time },
        puts: [put('certification', certification.number, { ...certification, call: { ...call, booked } })],
      }
    },
  }),
}

/** What stands against a time that has passed at an instant; null while it is to come. */
export function pastTime(time: CallTime, at: string): (Obstacle & { readonly clause: string }) | null {
  return `${time.day}T${time.time}` < at
    ? {
        says: `${sayTime(time)} has passed; today is ${dateWords(dayOf(Date.parse(at)))}.`,
        next: 'Take a time that is still to come, or propose others.',
        clause: '8.4',
      }
    : null
}

/** How a time is named when it is taken. */
export function keyOf({ day, time }: CallTime): string {
  return `${day} ${time}`
}

function sideFor(actor: Actor): 'partner' | 'vendor' {
  return actor.parts.some((part) => part === 'lab-engineer' || part === 'programme-manager') ? 'vendor' : 'partner'
}

function nothingToTake({ certification }: CertificationFile, actor: Actor): Obstacle | null {
  const call = certification.call ?? null
  if (!call) return { says: 'No times are proposed.', next: 'Propose some.', clause: '8.4' }
  if (call.booked)
    return { says: `The call is booked for ${sayTime(call.booked.time)}.`, next: 'Propose other times to move it.' }
  return call.proposed.side === sideFor(actor)
    ? { says: 'Your own side proposed these times.', next: 'The other side takes one, or proposes others.' }
    : null
}

function notInForce({ certification }: CertificationFile, _: Actor, seen: { readonly day: Day }): Obstacle | null {
  return certification.withdrawn != null && certification.withdrawn <= seen.day
    ? { says: `${certification.number} was withdrawn.`, next: 'A new project leads to a new certification.' }
    : null
}
