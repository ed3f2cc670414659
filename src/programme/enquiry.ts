/** A first question from outside: availability of a level on a platform (1.FN1), or anything else before joining. */
import { z } from 'zod'
import { email, maybeProse, named, prose } from './input.ts'
import { moveOn, put, stampOf } from './move.ts'
import type { Stamp } from './stamp.ts'

export type Enquiry = {
  readonly id: string
  readonly number: string
  readonly name: string
  readonly email: string
  readonly organisation: string
  readonly platform: string
  readonly level: string
  readonly question: string
  readonly received: Stamp
  readonly answer: (Stamp & { readonly text: string }) | null
}

const move = moveOn<{ readonly enquiry: Enquiry }>()
const openMove = moveOn<null>()

export const enquiryMoves = {
  enquire: openMove({
    says: 'Send the enquiry',
    clause: '1.FN1',
    by: {
      visitor: 'any',
      'partner-admin': 'any',
      'partner-engineer': 'any',
      'reseller-sponsor': 'any',
      'sales-unit': 'any',
    },
    input: z.strictObject({
      name: named(),
      email: email(),
      organisation: named(160),
      platform: maybeProse(80),
      level: z.enum(['', 'SAT', 'MCT', 'MQT', 'MAT']).default(''),
      question: prose(3000),
    }),
    series: (_, { day }) => `E-${day.slice(0, 4)}`,
    decide: (_, input, context) => {
      const enquiry: Enquiry = {
        id: context.newId(),
        number: context.number,
        ...input,
        received: stampOf(context),
        answer: null,
      }
      return {
        kind: 'enquiry-received',
        says: `Enquiry ${enquiry.number} received`,
        data: { enquiry: enquiry.id, number: enquiry.number, platform: input.platform, level: input.level },
        puts: [put('enquiry', enquiry.id, enquiry)],
      }
    },
  }),

  'answer-enquiry': move({
    says: 'Answer the enquiry',
    clause: '1.FN1',
    by: { 'programme-manager': 'any' },
    input: z.strictObject({ text: prose(4000) }),
    obstacle: ({ enquiry }) =>
      enquiry.answer ? { says: 'It is answered already.', next: 'Write to the person directly.' } : null,
    decide: ({ enquiry }, input, context) => ({
      kind: 'enquiry-answered',
      says: `Enquiry ${enquiry.number} answered`,
      data: { enquiry: enquiry.id, number: enquiry.number, text: input.text },
      puts: [put('enquiry', enquiry.id, { ...enquiry, answer: { ...stampOf(context), text: input.text } })],
    }),
  }),
}
