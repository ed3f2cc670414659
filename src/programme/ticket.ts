/**
 * A support ticket (6.4 to 6.6): what a support answer becomes when a reseller needs help. Where support helps, the
 * ticket goes to who the level names, with the config guide as a checklist (3C.2); where it does not, the
 * redirect to the partner is on record all the same.
 */
import { z } from 'zod'
import { isCountry } from '../kernel/country.ts'
import { refuse } from '../kernel/refusal.ts'
import type { GuideContent } from './guide-content.ts'
import { country, line, maybeProse, prose, reference } from './input.ts'
import { moveOn, type Obstacle, put, stampOf } from './move.ts'
import type { Organisation } from './organisation.ts'
import type { Belongs, Permission } from './permission.ts'
import type { Stamp } from './stamp.ts'

export const TICKET_CAUSES = {
  configuration: 'the deployment does not follow the config guide',
  releases: 'the deployed releases are others than those certified',
  interop: 'the interop itself',
  elsewhere: 'something else',
} as const

export type TicketCause = keyof typeof TICKET_CAUSES

export type TicketDeployment = {
  readonly product: string
  readonly productRelease: string
  readonly platform: string
  readonly platformRelease: string
  readonly country: string
}

/** The answer as it was given on the day; whatever changes later, this is what the reseller was told. */
export type AnswerGiven = {
  readonly supported: boolean
  readonly caution: boolean
  readonly route: 'product-support' | 'sales-unit' | 'tailored' | 'partner'
  readonly certification: string | null
  readonly clause: string
  readonly rule: string
  readonly says: string
  readonly next: string
  readonly contact: string
}

/** One point of the guide held against the deployment. */
export type GuidePoint = {
  readonly says: string
  readonly checked: (Stamp & { readonly follows: boolean; readonly note: string }) | null
}

export type Ticket = TicketDeployment & {
  readonly id: string
  readonly number: string
  readonly state: 'open' | 'closed' | 'redirected'
  /** The reseller who asks. */
  readonly requester: string
  /** The organisation whose queue it is in: the vendor's, or a sales unit's; none where it was redirected. */
  readonly queue: string | null
  readonly fieldIssue: string | null
  readonly problem: string
  readonly opened: Stamp
  readonly answer: AnswerGiven
  readonly certification: string | null
  readonly checklist: readonly GuidePoint[]
  /** What goes wrong in the field by the reporter's own words, before anybody confirmed it. */
  readonly reported: (Stamp & { readonly title: string; readonly says: string }) | null
  /** What support found to be the cause; `interop` is its half of a confirmed field issue (G-18). */
  readonly cause: (Stamp & { readonly kind: TicketCause; readonly note: string }) | null
  readonly closed: (Stamp & { readonly reason: string }) | null
}

export type NewTicketFile = {
  readonly answer: AnswerGiven
  readonly guide: GuideContent | null
  /** Whoever it is opened for, as a support agent names them; the reseller's own organisation otherwise. */
  readonly requester: Organisation | null
  readonly vendor: string
  readonly salesUnit: string | null
}

export type TicketFile = {
  readonly ticket: Ticket
  /** Whose product it is about. */
  readonly partner: string
  readonly names: { readonly product: string; readonly platform: string }
}

export function ticketBelongs({ ticket, partner }: TicketFile): Belongs {
  return { organisation: partner, sponsor: ticket.requester, serving: ticket.queue }
}

export const SEES_TICKETS = {
  'programme-manager': 'any',
  'lab-engineer': 'any',
  'support-agent': 'any',
  auditor: 'any',
  'sales-unit': 'serving',
  'reseller-sponsor': 'sponsored',
} as const satisfies Permission

const newMove = moveOn<NewTicketFile>()
const move = moveOn<TicketFile>()
const helpers = { 'support-agent': 'any', 'sales-unit': 'serving' } as const

export const ticketInput = z.strictObject({
  product: reference(),
  productRelease: line(60),
  platform: reference(),
  platformRelease: line(60),
  country: country(),
  fieldIssue: line(60).nullable().default(null),
  requester: reference().nullable().default(null),
  problem: prose(4000),
})

/** What a ticket asks about, out of an input nobody has looked at yet; null where it is not whole. */
export function deploymentIn(input: unknown): z.infer<typeof ticketInput> | null {
  const parsed = ticketInput.safeParse(input)
  return parsed.success && isCountry(parsed.data.country) ? parsed.data : null
}

export const newTicketMoves = {
  'open-ticket': newMove({
    says: 'Open a ticket',
    clause: '6.4',
    by: { 'reseller-sponsor': 'any', 'support-agent': 'any' },
    input: ticketInput,
    series: (_, { day }) => `T-${day.slice(0, 4)}`,
    decide: (file, input, context) => {
      const requester = requesterOf(file, input.requester, context.actor)
      const { answer } = file
      const { requester: _, problem, fieldIssue, ...deployment } = input
      const ticket: Ticket = {
        id: context.newId(),
        number: context.number,
        state: answer.supported ? 'open' : 'redirected',
        requester,
        queue: answer.supported ? queueOf(file) : null,
        ...deployment,
        fieldIssue,
        problem,
        opened: stampOf(context),
        answer,
        certification: answer.certification,
        checklist: answer.supported ? checklistOf(file.guide, deployment) : [],
        reported: null,
        cause: null,
        closed: null,
      }
      return {
        kind: answer.supported ? 'ticket-opened' : 'support-redirected',
        says: answer.supported
          ? `Ticket ${ticket.number} opened`
          : `${ticket.number}: support does not help; redirected`,
        data: {
          ticket: ticket.id,
          number: ticket.number,
          queue: ticket.queue,
          requester,
          problem,
          answer: { says: answer.says, contact: answer.contact, rule: answer.rule },
        },
        puts: [put('ticket', ticket.id, ticket)],
      }
    },
  }),
}

export const ticketMoves = {
  'check-guide-point': move({
    says: 'Check a point of the guide',
    clause: '3C.2',
    by: helpers,
    input: z.strictObject({ point: z.int().min(0).max(500), follows: z.boolean(), note: maybeProse(500) }),
    obstacle: notOpen,
    decide: ({ ticket }, input, context) => {
      if (input.point >= ticket.checklist.length)
        return refuse('not-found', { says: 'The checklist has no such point.', next: 'Choose one that it has.' })
      const { point, ...found } = input
      const checklist = ticket.checklist.map((each, index) =>
        index === point ? { ...each, checked: { ...stampOf(context), ...found } } : each,
      )
      return {
        kind: 'guide-point-checked',
        says: found.follows
          ? `${ticket.number}: follows a point of the guide`
          : `${ticket.number}: deviates from a point of the guide`,
        data: { ticket: ticket.id, number: ticket.number, ...input },
        puts: [put('ticket', ticket.id, { ...ticket, checklist })],
      }
    },
  }),

  'classify-ticket': move({
    says: 'Say what the cause is',
    clause: 'G-18',
    by: helpers,
    input: z.strictObject({
      cause: z.enum(Object.keys(TICKET_CAUSES) as [TicketCause, ...TicketCause[]]),
      note: prose(2000),
    }),
    obstacle: notOpen,
    decide: ({ ticket }, input, context) => ({
      kind: input.cause === 'interop' ? 'interop-found-as-cause' : 'ticket-classified',
      says: `${ticket.number}: the cause is ${TICKET_CAUSES[input.cause]}`,
      data: { ticket: ticket.id, number: ticket.number, certification: ticket.certification, ...input },
      puts: [
        put('ticket', ticket.id, { ...ticket, cause: { ...stampOf(context), kind: input.cause, note: input.note } }),
      ],
    }),
  }),

  'report-field-issue': move({
    says: 'Report a field issue',
    clause: '8.10d',
    by: { ...helpers, 'reseller-sponsor': 'sponsored' },
    input: z.strictObject({ title: line(160), says: prose(4000) }),
    obstacle: notOpen,
    decide: ({ ticket }, input, context) => ({
      kind: 'field-issue-reported',
      says: `${ticket.number}: field issue reported: ${input.title}`,
      data: { ticket: ticket.id, number: ticket.number, certification: ticket.certification, ...input },
      puts: [put('ticket', ticket.id, { ...ticket, reported: { ...stampOf(context), ...input } })],
    }),
  }),

  'close-ticket': move({
    says: 'Close the ticket',
    clause: '6.4',
    by: helpers,
    input: z.strictObject({ reason: prose(2000) }),
    obstacle: (file) =>
      notOpen(file) ??
      (file.ticket.cause
        ? null
        : {
            says: 'The cause is not named yet.',
            next: 'Say what it was; the programme learns from it.',
            clause: 'G-18',
          }),
    decide: ({ ticket }, input, context) => ({
      kind: 'ticket-closed',
      says: `Ticket ${ticket.number} closed`,
      data: { ticket: ticket.id, number: ticket.number, requester: ticket.requester, reason: input.reason },
      puts: [
        put('ticket', ticket.id, { ...ticket, state: 'closed', closed: { ...stampOf(context), reason: input.reason } }),
      ],
    }),
  }),
}

/** Only resellers are helped (6.4): one opens it for itself, a support agent for the one who called. */
function requesterOf(
  { requester }: NewTicketFile,
  named: string | null,
  actor: { readonly organisation: string | null; readonly parts: readonly string[] },
): string {
  if (actor.parts.includes('reseller-sponsor') && (named === null || named === actor.organisation))
    return actor.organisation ?? ''
  if (actor.parts.includes('support-agent') && requester?.roles.includes('reseller')) return requester.id
  return refuse('wrong-input', {
    says: requester ? `${requester.name} is no reseller.` : 'No reseller is named.',
    next: 'Support helps resellers; a customer turns to the reseller of the deployment, who opens the ticket.',
    clause: '6.4',
    faults: [{ at: 'requester', says: 'Name the reseller of this deployment.' }],
  })
}

/** MQT goes to the sales unit of the customer's region; where none serves it, to product support. */
function queueOf({ answer, salesUnit, vendor }: NewTicketFile): string {
  return answer.route === 'sales-unit' ? (salesUnit ?? vendor) : vendor
}

/** More points than this no guide has; what lies beyond is read in the guide itself. */
const MOST_POINTS = 200

function checklistOf(guide: GuideContent | null, deployment: TicketDeployment): readonly GuidePoint[] {
  const setting = (side: string) => (each: GuideContent['vendorSettings'][number]) =>
    `${side}: ${each.form}, ${each.field} is ${each.told ? 'as the company told it' : each.value}`
  const points = [
    `The deployed releases are ${deployment.platformRelease} of the platform and ${deployment.productRelease} of the product`,
    ...(guide?.prerequisites ?? []),
    ...(guide?.vendorSettings.map(setting('Platform')) ?? []),
    ...(guide?.partnerSettings.map(setting('Product')) ?? []),
    ...(guide?.verification ?? []),
  ]
  return points.slice(0, MOST_POINTS).map((says) => ({ says, checked: null }))
}

function notOpen({ ticket }: TicketFile): Obstacle | null {
  if (ticket.state === 'redirected')
    return { says: 'Support does not help with this one.', next: ticket.answer.next, clause: '6.5' }
  return ticket.state === 'closed' ? { says: 'The ticket is closed.', next: 'Open a new one if it comes back.' } : null
}

/** A ticket is about an interop, whichever of its certifications the answer rested on. */
export function isOfInterop(ticket: Ticket, interop: { readonly product: string; readonly platform: string }): boolean {
  return ticket.product === interop.product && ticket.platform === interop.platform
}

/** Whether support holds the interop itself to be the cause: its half of a confirmed field issue (G-18). */
export function foundAsCause(ticket: Ticket | null): ticket is Ticket & { cause: NonNullable<Ticket['cause']> } {
  return ticket?.cause?.kind === 'interop'
}
