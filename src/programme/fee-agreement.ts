/**
 * Who bears the fee of a sponsored project and whom the quote is made out to (4B.a to 4B.c, table E4); and what the
 * sales unit and the partner agree on under strategy b, where both sides sign.
 */
import { z } from 'zod'
import { refuse } from '../kernel/refusal.ts'
import { notAnsweredYet, shareBorne } from './fee-request.ts'
import { type Payer, payerOf } from './fees.ts'
import { declared, prose, reference } from './input.ts'
import { moveOn, type Obstacle, put, stampOf } from './move.ts'
import { SPONSOR } from './permission.ts'
import type { ProjectFile } from './project-file.ts'
import type { Project } from './project.ts'
import type { Order, Quote } from './quote.ts'
import type { Stamp } from './stamp.ts'
import { BEFORE_THE_QUOTE } from './stage.ts'

export type FeeAgreement = Stamp & {
  /** What the sponsor bears of the fee, 0 to 1; the partner bears the rest. */
  readonly sponsoredShare: number
  readonly terms: string
  readonly accepted: Stamp | null
}

export function payerOfProject({ path, request }: Pick<Project, 'path' | 'request'>): Payer {
  return payerOf(path, request?.assessment?.strategy ?? null)
}

/** The organisation a quote is made out to; the vendor's own where it bears the cost. */
export function billToOf(project: Project, vendor: string): string {
  switch (payerOfProject(project)) {
    case 'vendor':
      return vendor
    case 'reseller':
      return project.sponsor ?? project.organisation
    case 'as-agreed':
      return bearsAll(project) ? project.sponsor! : project.organisation
    default:
      return project.organisation
  }
}

/**
 * Whether an organisation reads the lines and papers of a quote: the one it is made out to, both sides where they agree
 * on the fee (4B.b), and neither where the vendor bears the cost: it is the vendor's own reckoning (4B.a).
 */
export function readsQuote(
  organisation: string | null,
  { payer, billTo }: Pick<Quote, 'payer' | 'billTo'>,
  project: Pick<Project, 'organisation' | 'sponsor'>,
): boolean {
  if (organisation === null || payer === 'vendor') return false
  if (payer === 'as-agreed') return organisation === project.organisation || organisation === project.sponsor
  return organisation === billTo
}

/** The part of a fee that is taken off the partner's quote, because the sponsor bears it (9.2). */
export function sponsoredShareOf(project: Project): number {
  if (project.path === 'C') return shareBorne(project)
  return payerOfProject(project) === 'as-agreed' && !bearsAll(project) ? (project.agreement?.sponsoredShare ?? 0) : 0
}

function bearsAll({ agreement, sponsor }: Project): boolean {
  return sponsor !== null && agreement?.sponsoredShare === 1
}

/** No quote is prepared before both sides have signed what they agreed (4B.b), nor while one still has to answer (9.2). */
export function notAgreedYet({ project }: ProjectFile): Obstacle | null {
  if (project.path === 'C') return notAnsweredYet(project)
  return payerOfProject(project) !== 'as-agreed' || project.agreement?.accepted
    ? null
    : {
        says: 'Sales unit and partner have not agreed on the fee yet.',
        next: 'The sales unit proposes who bears which part; the partner accepts it.',
        clause: '4B.b',
      }
}

export const FOR_THE_OTHER_SIDE = {
  says: 'The quote is made out to the other side.',
  next: 'Whoever pays orders; they find the quote on this page.',
  clause: 'G-05',
} as const

/** Ordered by nobody and paid by nobody: an order that says so, for the pages and papers that show one (4B.a). */
export function borneByVendor({ number, version }: Quote, stamp: Stamp): Order {
  return {
    ...stamp,
    quote: number,
    version,
    purchaseOrder: 'none: borne by the vendor',
    billing: null,
    payment: { state: 'waived', note: 'Strategy a: the vendor bears the cost.', noted: stamp },
  }
}

const move = moveOn<ProjectFile>()

export const agreementMoves = {
  'propose-fee-share': move({
    says: 'Propose who bears the fee',
    clause: '4B.b',
    by: SPONSOR,
    from: BEFORE_THE_QUOTE,
    input: z.strictObject({
      sponsoredPercent: z.coerce
        .number({ error: 'A part from 0 to 100.' })
        .int({ error: 'Whole percent, please.' })
        .min(0, { error: 'A part from 0 to 100.' })
        .max(100, { error: 'A part from 0 to 100.' }),
      terms: prose(2000),
    }),
    obstacle: ({ project }) => onlyAsAgreed(project),
    decide: ({ project }, input, context) => {
      const sponsoredShare = input.sponsoredPercent / 100
      const agreement: FeeAgreement = { ...stampOf(context), sponsoredShare, terms: input.terms, accepted: null }
      return {
        kind: 'fee-share-proposed',
        says: `The sponsor proposes to bear ${input.sponsoredPercent} % of the fee`,
        data: { sponsoredShare, terms: input.terms },
        puts: [put('project', project.id, { ...project, agreement })],
      }
    },
  }),

  'accept-fee-share': move({
    says: 'Accept the proposal',
    clause: '4B.b',
    by: { 'partner-admin': 'own' },
    from: BEFORE_THE_QUOTE,
    input: z.strictObject({
      /** The instant of the proposal that was read: terms can change where the share does not. */
      proposed: reference(),
      accepts: declared('That you accept it'),
    }),
    obstacle: ({ project }) =>
      onlyAsAgreed(project) ??
      (project.agreement?.accepted === null
        ? null
        : {
            says: project.agreement ? 'The proposal is accepted already.' : 'Nothing has been proposed yet.',
            next: project.agreement ? 'Nothing is left to do.' : 'Wait for the sales unit to propose it.',
            clause: '4B.b',
          }),
    decide: ({ project }, input, context) => {
      const { agreement } = project
      if (!agreement || agreement.at !== input.proposed) {
        return refuse('stale', {
          says: 'The sponsor has meanwhile proposed something else.',
          next: 'Read the proposal as it is now, then accept that.',
          clause: '4B.b',
        })
      }
      return {
        kind: 'fee-share-accepted',
        says: `Agreed: the sponsor bears ${Math.round(agreement.sponsoredShare * 100)} % of the fee`,
        data: { sponsoredShare: agreement.sponsoredShare, proposed: agreement.at },
        puts: [put('project', project.id, { ...project, agreement: { ...agreement, accepted: stampOf(context) } })],
      }
    },
  }),
}

function onlyAsAgreed(project: Project): Obstacle | null {
  return payerOfProject(project) === 'as-agreed'
    ? null
    : { says: 'Here the fee is not a matter of agreement.', next: 'Go on with the quote.', clause: '4B.b' }
}
