/**
 * Quotes: budgetary at any time, firm only once the questionnaire is reviewed (9.3). A firm quote is
 * prepared by the programme office, agreed to by the lab, and issued together with its statement of
 * work and ordering instructions (5T.d); a new version supersedes the one before.
 */
import { z } from 'zod'
import { addBusinessDays, addDays, dateWords, type Day } from '../kernel/day.ts'
import { type Money, money } from '../kernel/money.ts'
import { refuse } from '../kernel/refusal.ts'
import { adjustment, type Effort, type FeeBasis, type FeeLine, feeLines, type Payer, totalOf } from './fees.ts'
import {
  billToOf,
  borneByVendor,
  FOR_THE_OTHER_SIDE,
  notAgreedYet,
  payerOfProject,
  sponsoredShareOf,
} from './fee-agreement.ts'
import { declared, email, line, maybeProse, prose, reference } from './input.ts'
import { type Context, moveOn, put, stampOf } from './move.ts'
import { PARTNER, PARTNER_AND_SPONSOR, SPONSOR } from './permission.ts'
import { type ProjectFile } from './project-file.ts'
import { enter, type Project } from './project.ts'
import { effortOf } from './run.ts'
import type { Stamp } from './stamp.ts'

export type Quote = {
  readonly number: string
  readonly version: number
  readonly kind: 'budgetary' | 'firm'
  readonly state: 'requested' | 'prepared' | 'issued' | 'superseded' | 'ordered'
  readonly requested: Stamp & { readonly note: string }
  /** A budgetary quote is a range, a firm one its lines (9.4). */
  readonly range: { readonly least: Money; readonly most: Money } | null
  readonly lines: readonly FeeLine[]
  readonly effort: Effort | null
  readonly billTo: string
  /** Who bears it by table E4; the partner where nothing is said. */
  readonly payer?: Payer
  readonly assumptions: readonly string[]
  readonly prepared: Stamp | null
  readonly agreed: Stamp | null
  readonly issued: Stamp | null
  readonly validUntil: Day | null
}

export type Order = Stamp & {
  readonly quote: string
  readonly version: number
  readonly purchaseOrder: string
  /** Where the invoice goes; nowhere where the vendor bears the cost. */
  readonly billing: { readonly name: string; readonly address: string; readonly email: string } | null
  readonly payment: {
    readonly state: 'awaited' | 'paid' | 'waived'
    readonly note: string
    readonly noted: Stamp | null
  }
}

/** The three papers issued together (5T.d), linked by the quote's number and version. */
export const QUOTE_PAPERS = {
  quotation: 'Quotation',
  'statement-of-work': 'Statement of work',
  'ordering-instructions': 'Ordering instructions',
} as const

export type QuotePaper = keyof typeof QUOTE_PAPERS

export function firmQuote(project: Project): Quote | null {
  return project.quotes.findLast((quote) => quote.kind === 'firm' && quote.state !== 'superseded') ?? null
}

export function isExpired(quote: Quote, on: Day): boolean {
  return quote.state === 'issued' && quote.validUntil !== null && quote.validUntil < on
}

const move = moveOn<ProjectFile>()
const office = { 'programme-manager': 'any' } as const
/** With whoever pays: the partner, or the sponsor (4B.b, 4B.c). */
const OFFERED = ['quote-offered', 'quote-with-sponsor'] as const

export const quoteMoves = {
  'request-budgetary-quote': move({
    says: 'Get a budgetary estimate',
    clause: '9.4',
    by: { ...PARTNER, ...SPONSOR, ...office },
    input: z.strictObject({ note: maybeProse(1000) }),
    obstacle: ({ project }) =>
      project.path === 'A'
        ? { says: 'Path A costs the sponsor nothing.', next: 'There is nothing to estimate.', clause: '4A.8' }
        : null,
    series: (_, { day }) => `Q-${day.slice(0, 4)}`,
    decide: (file, input, context) => {
      const stamp = stampOf(context)
      const isOnRequest = file.project.level === 'MAT'
      const range = isOnRequest
        ? null
        : {
            least: money('USD', context.figure('fee.range-least')),
            most: money('USD', context.figure('fee.range-most')),
          }
      const quote: Quote = {
        ...blank(file, context, input.note),
        kind: 'budgetary',
        state: 'issued',
        range,
        issued: stamp,
        validUntil: null,
      }
      return {
        kind: 'budgetary-quote-issued',
        says: `Budgetary estimate ${quote.number} given`,
        data: { quote: quote.number, range },
        puts: [withQuotes(file.project, [...file.project.quotes, quote])],
      }
    },
  }),

  'request-firm-quote': move({
    says: 'Request the firm quote',
    clause: '5T.c',
    by: PARTNER_AND_SPONSOR,
    from: ['quote-to-request'],
    to: ['quote-preparation'],
    gates: () => ['issue-firm-quote'],
    input: z.strictObject({ note: maybeProse(1000) }),
    series: (_, { day }) => `Q-${day.slice(0, 4)}`,
    decide: (file, input, context) => {
      const quote = blank(file, context, input.note)
      const project = enter(file.project, 'quote-preparation', stampOf(context))
      return {
        kind: 'firm-quote-requested',
        says: `Firm quote requested, ${quote.number}`,
        data: { quote: quote.number, note: input.note },
        puts: [withQuotes(project, [...project.quotes, quote])],
      }
    },
  }),

  'prepare-quote': move({
    says: 'Prepare the quote',
    clause: '9.1',
    by: office,
    from: ['quote-preparation'],
    to: ['quote-agreement'],
    gates: () => ['issue-firm-quote'],
    input: z
      .strictObject({
        adjustment: z.coerce.number().min(-100_000).max(100_000).default(0),
        reason: maybeProse(300),
        assumptions: maybeProse(2000),
      })
      .superRefine((input, context) => {
        if (input.adjustment !== 0 && input.reason === '') {
          context.addIssue({ code: 'custom', path: ['reason'], message: 'An adjustment needs its reason.' })
        }
      }),
    obstacle: notAgreedYet,
    decide: (file, input, context) => {
      const stamp = stampOf(context)
      const effort = effortOf(file.plan.testCases)
      const base = feeLines(basisOf(file, effort), context.figure)
      const lines = input.adjustment === 0 ? base : [...base, adjustment(input.adjustment, input.reason)]
      if (totalOf(lines).cents < 0) {
        return refuse('wrong-input', {
          says: 'The adjustment is larger than the fee.',
          next: 'Lower the adjustment, or waive the payment on the order.',
          faults: [{ at: 'adjustment', says: 'Larger than the fee.' }],
        })
      }
      const assumptions = input.assumptions
        .split('\n')
        .map((each) => each.trim())
        .filter((each) => each !== '')
      const project = changeFirm(file.project, (quote) => ({
        ...quote,
        state: 'prepared',
        billTo: billToOf(file.project, context.actor.organisation ?? ''),
        lines,
        effort,
        assumptions,
        prepared: stamp,
        agreed: null,
      }))
      return {
        kind: 'quote-prepared',
        says: 'Quote prepared for the lab to agree to',
        data: { quote: firmQuote(project)?.number ?? '', lines },
        puts: [put('project', project.id, enter(project, 'quote-agreement', stamp))],
      }
    },
  }),

  'return-quote': move({
    says: 'Send the quote back',
    clause: '9.1',
    by: { 'lab-engineer': 'any' },
    from: ['quote-agreement'],
    to: ['quote-preparation'],
    input: z.strictObject({ reason: prose(1000) }),
    decide: (file, input, context) => ({
      kind: 'quote-returned',
      says: 'The lab sent the quote back',
      data: { reason: input.reason },
      puts: [put('project', file.project.id, enter(file.project, 'quote-preparation', stampOf(context)))],
    }),
  }),

  'issue-quote': move({
    says: 'Agree and issue the quote',
    clause: '5T.d',
    by: { 'lab-engineer': 'any' },
    from: ['quote-agreement'],
    to: ['quote-offered', 'quote-with-sponsor', 'readiness'],
    gates: () => ['issue-firm-quote', 'issue-quote'],
    input: z.strictObject({}),
    obstacle: (file, actor) =>
      firmQuote(file.project)?.prepared?.by === actor.id
        ? { says: 'You prepared this quote yourself.', next: 'Somebody else of the lab agrees to it.', clause: '9.1' }
        : null,
    decide: (file, _, context) => {
      const stamp = stampOf(context)
      const validUntil = addDays(context.day, context.figure('quote.validity-days'))
      const project = changeFirm(file.project, (quote) => ({
        ...quote,
        state: 'issued',
        agreed: stamp,
        issued: stamp,
        validUntil,
      }))
      const quote = firmQuote(project)
      const isBorne = quote?.payer === 'vendor'
      const issued = `Quotation ${quote?.number} version ${quote?.version}, statement of work and ordering instructions issued`
      const offeredTo = quote?.billTo === project.organisation ? 'quote-offered' : 'quote-with-sponsor'
      // What the vendor bears nobody orders: its cost is on record, and the work goes on (4B.a).
      const ordered = isBorne
        ? changeFirm({ ...project, order: borneByVendor(quote, stamp) }, (each) => ({ ...each, state: 'ordered' }))
        : project
      return {
        kind: 'quote-issued',
        says: isBorne ? `${issued}; the vendor bears the cost` : issued,
        data: {
          quote: quote?.number ?? '',
          version: quote?.version ?? 0,
          validUntil,
          papers: Object.keys(QUOTE_PAPERS),
        },
        puts: [put('project', project.id, enter(ordered, isBorne ? 'readiness' : offeredTo, stamp))],
      }
    },
  }),

  'revise-quote': move({
    says: 'Make a new version of the quote',
    clause: '5T.d',
    by: office,
    from: OFFERED,
    to: ['quote-preparation'],
    input: z.strictObject({ reason: prose(1000) }),
    decide: (file, input, context) => {
      const stamp = stampOf(context)
      const before = firmQuote(file.project)
      if (!before)
        return refuse('not-now', { says: 'There is no quote to revise.', next: 'Prepare one first.', clause: '5T.d' })
      const quotes = file.project.quotes.map((quote) =>
        quote === before ? { ...quote, state: 'superseded' as const } : quote,
      )
      const next: Quote = {
        ...before,
        version: before.version + 1,
        state: 'requested',
        prepared: null,
        agreed: null,
        issued: null,
        validUntil: null,
        requested: { ...stamp, note: input.reason },
      }
      const project = { ...enter(file.project, 'quote-preparation', stamp), quotes: [...quotes, next] }
      return {
        kind: 'quote-superseded',
        says: `Quotation ${before.number} version ${before.version} is being revised`,
        data: { quote: before.number, version: before.version, reason: input.reason },
        puts: [put('project', project.id, project)],
      }
    },
  }),

  order: move({
    says: 'Place the order',
    clause: '5T.d',
    by: { 'partner-admin': 'own', ...SPONSOR },
    from: OFFERED,
    to: ['readiness'],
    input: z.strictObject({
      quote: reference(),
      version: z.coerce.number().int().min(1),
      purchaseOrder: line(60),
      billingName: line(),
      billingAddress: prose(500),
      billingEmail: email(),
      acceptsTerms: declared('That you accept the statement of work'),
    }),
    obstacle: (file, actor, { day }) => {
      const quote = firmQuote(file.project)
      if (quote && quote.billTo !== actor.organisation) return FOR_THE_OTHER_SIDE
      return quote?.validUntil && isExpired(quote, day)
        ? {
            says: `The quote was valid until ${dateWords(quote.validUntil)}.`,
            next: 'Ask the programme office for a new version.',
            clause: 'G-04',
          }
        : null
    },
    decide: (file, input, context) => {
      const quote = firmQuote(file.project)
      if (!quote || quote.number !== input.quote || quote.version !== input.version) {
        return refuse('stale', {
          says: `Quotation ${input.quote} version ${input.version} is no longer the one on offer.`,
          next: 'Read the version that is on offer now, then order that.',
          clause: '5T.d',
        })
      }
      const stamp = stampOf(context)
      const order: Order = {
        ...stamp,
        quote: quote.number,
        version: quote.version,
        purchaseOrder: input.purchaseOrder,
        billing: { name: input.billingName, address: input.billingAddress, email: input.billingEmail },
        payment: { state: 'awaited', note: '', noted: null },
      }
      const project = changeFirm({ ...file.project, order }, (each) => ({ ...each, state: 'ordered' }))
      return {
        kind: 'order-placed',
        says: `Ordered by ${input.purchaseOrder}`,
        data: { quote: quote.number, version: quote.version, purchaseOrder: input.purchaseOrder },
        puts: [put('project', project.id, enter(project, 'readiness', stamp))],
      }
    },
  }),

  'note-payment': move({
    says: 'Note the payment',
    clause: 'G-05',
    by: office,
    input: z.strictObject({ state: z.enum(['paid', 'waived']), note: line() }),
    obstacle: (file) =>
      file.project.order === null
        ? { says: 'Nothing has been ordered yet.', next: 'Wait for the order.', clause: 'G-05' }
        : file.project.order.payment.state !== 'awaited'
          ? {
              says: `The payment is already noted as ${file.project.order.payment.state}.`,
              next: 'Nothing is left to do.',
            }
          : null,
    decide: (file, input, context) => {
      const order = file.project.order
      if (!order) return refuse('not-now', { says: 'Nothing has been ordered yet.', next: 'Wait for the order.' })
      const payment = { state: input.state, note: input.note, noted: stampOf(context) }
      return {
        kind: 'payment-noted',
        says: `Payment noted as ${input.state}`,
        data: { state: input.state, note: input.note },
        puts: [put('project', file.project.id, { ...file.project, order: { ...order, payment } })],
      }
    },
  }),
}

/** The last day by which a slot can still be moved free of charge (G-05). */
export function freeToMoveUntil(slotFrom: Day, on: Day, businessDays: number): boolean {
  return addBusinessDays(on, businessDays) <= slotFrom
}

export function basisOf(file: ProjectFile, effort: Effort): FeeBasis {
  return {
    effort,
    platformName: `${file.platform.name} ${file.project.platformRelease}`,
    kind: file.project.kind,
    selfTestShare: 0,
    sponsoredShare: sponsoredShareOf(file.project),
  }
}

function blank(file: ProjectFile, context: Context, note: string): Quote {
  return {
    number: context.number,
    version: 1,
    kind: 'firm',
    state: 'requested',
    requested: { ...stampOf(context), note },
    range: null,
    lines: [],
    effort: null,
    billTo: file.organisation.id,
    payer: payerOfProject(file.project),
    assumptions: [],
    prepared: null,
    agreed: null,
    issued: null,
    validUntil: null,
  }
}

function changeFirm(project: Project, change: (quote: Quote) => Quote): Project {
  const current = firmQuote(project)
  return { ...project, quotes: project.quotes.map((quote) => (quote === current ? change(quote) : quote)) }
}

function withQuotes(project: Project, quotes: readonly Quote[]) {
  return put('project', project.id, { ...project, quotes })
}
