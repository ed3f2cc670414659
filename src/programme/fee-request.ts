/**
 * A sponsor's share on path C (9.1, 9.2): a partner asks a reseller or a sales unit to bear the fee in part or
 * whole, who accepts or declines. Whoever is asked sees this request, what it is for, and what each side pays, and
 * nothing else of the project: bearing a fee makes nobody the sponsor that paths A and B know.
 */
import { z } from 'zod'
import type { Money } from '../kernel/money.ts'
import { refuse } from '../kernel/refusal.ts'
import type { FeeLine } from './fees.ts'
import { declared, prose, reference } from './input.ts'
import { moveOn, type Obstacle, put, type Put, stampOf } from './move.ts'
import type { Organisation } from './organisation.ts'
import { type Permission, PARTNER, SPONSOR } from './permission.ts'
import type { ProjectFile } from './project-file.ts'
import type { Project } from './project.ts'
import { BEFORE_THE_QUOTE, type Stage } from './stage.ts'
import type { Stamp } from './stamp.ts'

export type FeeRequest = {
  readonly id: string
  readonly project: string
  readonly organisation: string
  readonly sponsor: string
  /** What the sponsor is to bear, 0 to 1. */
  readonly share: number
  readonly reason: string
  readonly state: 'asked' | 'borne' | 'declined' | 'withdrawn'
  readonly asked: Stamp
  readonly answered: (Stamp & { readonly reason: string }) | null
}

/** The same as the project keeps it: the last one alone. */
export type CostShare = Pick<FeeRequest, 'sponsor' | 'share' | 'state'> & {
  readonly request: string
  readonly name: string
}

export const FEE_REQUEST_STATES: Readonly<Record<FeeRequest['state'], string>> = {
  asked: 'waits for the answer',
  borne: 'accepted',
  declined: 'declined',
  withdrawn: 'taken back',
}

/** The part of the fee that a sponsor agreed to bear on path C; none before it did. */
export function shareBorne({ path, costShare }: Pick<Project, 'path' | 'costShare'>): number {
  return path === 'C' && costShare?.state === 'borne' ? costShare.share : 0
}

/** Both sides' parts of a fee, out of the lines of its quote. */
export function partsOf(lines: readonly FeeLine[]): { readonly partner: Money; readonly sponsor: Money } {
  const centsOf = (of: readonly FeeLine[]) => of.reduce((total, each) => total + each.amount.cents, 0)
  const taken = centsOf(lines.filter(({ driver }) => driver === 'sponsorship'))
  return { partner: { currency: 'USD', cents: centsOf(lines) }, sponsor: { currency: 'USD', cents: 0 - taken } }
}

/** No quote is prepared while a sponsor has still to say what it bears. */
export function notAnsweredYet({ path, costShare }: Pick<Project, 'path' | 'costShare'>): Obstacle | null {
  return path === 'C' && costShare?.state === 'asked'
    ? {
        says: `${costShare.name} has not said yet whether it bears its part of the fee.`,
        next: 'Wait for the answer; the partner can take the question back.',
        clause: '9.2',
      }
    : null
}

export const SEES_FEE_REQUESTS = {
  'programme-manager': 'any',
  auditor: 'any',
  ...PARTNER,
  ...SPONSOR,
} as const satisfies Permission

export type FeeRequestFile = {
  readonly request: FeeRequest
  readonly project: Project
  readonly names: { readonly partner: string; readonly sponsor: string; readonly interop: string }
}

const onProject = moveOn<ProjectFile>()
const move = moveOn<FeeRequestFile>()

export const feeAskingMoves = {
  'ask-sponsor-for-fee': onProject({
    says: 'Ask a sponsor to bear part of the fee',
    clause: '9.2',
    by: { 'partner-admin': 'own' },
    from: BEFORE_THE_QUOTE,
    input: z.strictObject({
      bearer: reference(),
      percent: z.coerce
        .number({ error: 'A part from 1 to 100.' })
        .int({ error: 'Whole percent, please.' })
        .min(1, { error: 'A part from 1 to 100.' })
        .max(100, { error: 'A part from 1 to 100.' }),
      reason: prose(2000),
    }),
    obstacle: ({ project }) => onlyOnPathC(project) ?? alreadySettled(project),
    decide: ({ project, bearer }, { percent, reason }, context) => {
      if (!bearer || !canBear(bearer, project)) return nobodyToAsk()
      const request: FeeRequest = {
        id: context.newId(),
        project: project.id,
        organisation: project.organisation,
        sponsor: bearer.id,
        share: percent / 100,
        reason,
        state: 'asked',
        asked: stampOf(context),
        answered: null,
      }
      return {
        kind: 'fee-share-asked',
        says: `${bearer.name} is asked to bear ${percent} % of the fee`,
        data: { request: request.id, bearer: bearer.id, share: request.share, reason },
        puts: bothOf(project, request, bearer.name),
      }
    },
  }),
}

export const feeRequestMoves = {
  'bear-fee': move({
    says: 'Bear this part of the fee',
    clause: '9.2',
    by: SPONSOR,
    input: z.strictObject({ accepts: declared('That you bear it') }),
    obstacle: (file) => onlyWhile(file, ['asked']),
    decide: ({ request, project, names }, _, context) => {
      const borne: FeeRequest = { ...request, state: 'borne', answered: { ...stampOf(context), reason: '' } }
      return {
        kind: 'fee-share-borne',
        says: `${names.sponsor} bears ${percentOf(request)} % of the fee`,
        data: { request: request.id, bearer: request.sponsor, share: request.share },
        puts: bothOf(project, borne, names.sponsor),
      }
    },
  }),

  'decline-to-bear-fee': move({
    says: 'Decline',
    clause: '9.2',
    by: SPONSOR,
    input: z.strictObject({ reason: prose(1000) }),
    obstacle: (file) => onlyWhile(file, ['asked']),
    decide: ({ request, project, names }, { reason }, context) => {
      const declined: FeeRequest = { ...request, state: 'declined', answered: { ...stampOf(context), reason } }
      return {
        kind: 'fee-share-declined',
        says: `${names.sponsor} does not bear a part of the fee`,
        data: { request: request.id, bearer: request.sponsor, reason },
        puts: bothOf(project, declined, names.sponsor),
      }
    },
  }),

  'take-fee-request-back': move({
    says: 'Take the question back',
    clause: '9.2',
    by: { 'partner-admin': 'own' },
    input: z.strictObject({}),
    obstacle: (file) => onlyWhile(file, ['asked']),
    decide: ({ request, project, names }, _, context) => {
      const back: FeeRequest = { ...request, state: 'withdrawn', answered: { ...stampOf(context), reason: '' } }
      return {
        kind: 'fee-share-withdrawn',
        says: `${names.sponsor} is no longer asked to bear a part of the fee`,
        data: { request: request.id, bearer: request.sponsor },
        puts: bothOf(project, back, names.sponsor),
      }
    },
  }),
}

export function percentOf({ share }: Pick<FeeRequest, 'share'>): number {
  return Math.round(share * 100)
}

/** Resellers and sales units can, but for the partner itself. */
function canBear({ id, roles }: Organisation, project: Project): boolean {
  return id !== project.organisation && (roles.includes('reseller') || roles.includes('sales-unit'))
}

function bothOf(project: Project, request: FeeRequest, name: string): readonly Put[] {
  const { id, sponsor, share, state } = request
  return [
    put('fee-request', id, request),
    put('project', project.id, { ...project, costShare: { request: id, sponsor, name, share, state } }),
  ]
}

function onlyOnPathC(project: Project): Obstacle | null {
  return project.path === 'C'
    ? null
    : { says: 'On this path the fee is not the partner’s affair.', next: 'Go on with the quote.', clause: '9.1' }
}

function alreadySettled({ costShare }: Project): Obstacle | null {
  if (costShare?.state === 'asked')
    return {
      says: `${costShare.name} has been asked already.`,
      next: 'Wait for the answer, or take the question back first.',
      clause: '9.2',
    }
  return costShare?.state === 'borne'
    ? { says: `${costShare.name} bears its part already.`, next: 'Nothing is left to ask.', clause: '9.2' }
    : null
}

function onlyWhile({ request, project }: FeeRequestFile, states: readonly FeeRequest['state'][]): Obstacle | null {
  if (!states.includes(request.state))
    return {
      says: `This question is ${FEE_REQUEST_STATES[request.state]}.`,
      next: 'Nothing is left to answer.',
      clause: '9.2',
    }
  return (BEFORE_THE_QUOTE as readonly Stage[]).includes(project.stage)
    ? null
    : { says: 'The quote has been prepared, or the project is over.', next: 'Ask the partner.', clause: '9.2' }
}

function nobodyToAsk(): never {
  return refuse('wrong-input', {
    says: 'Only a reseller or a sales unit other than yourself can bear a part of the fee.',
    next: 'Choose one of them.',
    clause: '9.2',
    faults: [{ at: 'bearer', says: 'Choose a reseller or a sales unit.' }],
  })
}
