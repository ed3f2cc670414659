/**
 * What a sponsor sends in for a partner's product on path A or B (4A.12, 4A.15, 4B.5, 4B.6): the opening of a
 * project by a request that the lab reads first. What becomes of the request stands in request-review.
 */
import { z } from 'zod'
import { type Money, money, sayMoney } from '../kernel/money.ts'
import { refuse } from '../kernel/refusal.ts'
import type { Strategy } from './fees.ts'
import { maybeProse, prose, reference } from './input.ts'
import { CERTIFIED_LEVELS, type Level, namesItsRegion, WITHOUT_REGION } from './level.ts'
import { moveOn, put, stampOf } from './move.ts'
import { freshProject, interopInput, type OpeningFile, type OpeningInput, sayOpened } from './opening.ts'
import type { Organisation } from './organisation.ts'
import type { Project } from './project.ts'
import type { Stamp } from './stamp.ts'
import type { Technician } from './technician.ts'

export const URGENCIES = {
  none: 'No particular hurry',
  quarter: 'Within the quarter',
  month: 'Within a month',
  waiting: 'Customers are waiting now',
} as const

export type Urgency = keyof typeof URGENCIES

/** What the sponsor states; everything in it may be completed while the lab asks for more. */
export type BusinessCase = {
  /** Why it is worth it: what both sides gain (4A.15). */
  readonly justification: string
  /** Expected over three years; needed where the vendor is to bear the cost (4B.6). */
  readonly revenue: { readonly vendor: Money | null; readonly reseller: Money | null }
  readonly strategic: string
  readonly urgency: Urgency
  /** What has to be done in the region itself, or on equipment the lab does not have. */
  readonly localNeeds: string
  /** The strategy the sponsor would like; the lab chooses (4B.4). */
  readonly wanted: Strategy | null
  readonly declares: { readonly opportunity: boolean; readonly resources: boolean }
}

/** The four inputs of the choice among strategies (4B.4). */
export const DECISION_INPUTS = {
  size: 'Size of the business case',
  urgency: 'Urgency',
  capacity: 'Capacity of the lab',
  local: 'Regional and technical needs',
} as const

export type DecisionInput = keyof typeof DECISION_INPUTS

export const WEIGHTS = { low: 'Low', medium: 'Medium', high: 'High' } as const

export type Weight = keyof typeof WEIGHTS

/** The lab's reading of a case on path B: each input with its weight and reason, and the strategy they lead to. */
export type Assessment = Stamp & {
  readonly strategy: Strategy
  readonly inputs: Readonly<Record<DecisionInput, { readonly weight: Weight; readonly reason: string }>>
  readonly rationale: string
}

export type SponsorRequest = Stamp & {
  readonly stated: BusinessCase
  /** What the project aims at unless a weighing names something else; requests of old do not have it. */
  readonly wanted?: { readonly level: Level; readonly region: string | null }
  /** What the lab asked to be completed, oldest first. */
  readonly asked: readonly (Stamp & { readonly gaps: string })[]
  readonly assessment: Assessment | null
  readonly decided: (Stamp & RequestDecision) | null
}

export type RequestDecision = {
  readonly outcome: 'approved' | 'declined'
  readonly reason: string
  /** What the sponsor can do next. */
  readonly next: string
}

/** Above any sum this trade sees: a slip of the pen, not a business case. */
const MOST_REVENUE = 1_000_000_000

const revenue = () =>
  z
    .number({ error: 'A sum in USD, or nothing.' })
    .min(0, { error: 'A sum in USD that is not negative.' })
    .max(MOST_REVENUE, { error: `${sayMoney(money('USD', MOST_REVENUE))} at most.` })
    .nullable()
    .default(null)

export const caseInput = {
  justification: maybeProse(4000),
  revenueVendor: revenue(),
  revenueReseller: revenue(),
  strategic: maybeProse(2000),
  urgency: z.enum(Object.keys(URGENCIES) as [Urgency, ...Urgency[]], { error: 'How urgent it is.' }),
  localNeeds: maybeProse(2000),
  wanted: z.enum(['a', 'b', 'c']).nullable().default(null),
  seesOpportunity: z.boolean().default(false),
  hasResources: z.boolean().default(false),
}

export const requestInput = z
  .strictObject({
    path: z.enum(['A', 'B']),
    ...interopInput,
    level: z.enum(CERTIFIED_LEVELS),
    /** Who will test; path A needs somebody (4A.12). */
    technician: reference().nullable().default(null),
    requirement: prose(2000),
    ...caseInput,
  })
  .refine((input) => namesItsRegion(input.level, input.region), WITHOUT_REGION)

export type RequestInput = z.infer<typeof requestInput>

/** What is known before a sponsored project exists. */
export type SponsoringFile = Omit<OpeningFile, 'wanted'> & {
  readonly wanted: RequestInput
  readonly sponsor: Organisation
  readonly technician: Technician | null
}

/** A provider that is a reseller too and asks for its own product (4A.10, X-20). */
export function sponsorsItself(project: Pick<Project, 'organisation' | 'sponsor'>): boolean {
  return project.sponsor !== null && project.sponsor === project.organisation
}

const move = moveOn<SponsoringFile>()

export const sponsoringMoves = {
  'request-sponsored-project': move({
    says: 'Send in the request',
    clause: '4A.12',
    by: { 'reseller-sponsor': 'any', 'sales-unit': 'any' },
    to: ['request-review'],
    gates: (file) => ['open-project', file.wanted?.path === 'B' ? 'take-path-b' : 'take-path-a'],
    input: requestInput,
    series: (_, { day }) => `P-${day.slice(0, 4)}`,
    decide: (file, input, context) => {
      const { path, technician: wantedTechnician, requirement, ...rest } = input
      if (wantedTechnician !== null && !file.technician) {
        return refuse('wrong-input', {
          says: 'There is no such technician on your side.',
          next: 'Choose one of your technicians, or register the credential of the one you mean.',
          clause: '4A.12',
          faults: [{ at: 'technician', says: 'Not a technician of yours.' }],
        })
      }
      const stamp = stampOf(context)
      const { product, productRelease, platform, platformRelease, level, region, topology, despite, ...stated } = rest
      const pair = { product, productRelease, platform, platformRelease, level, region, topology }
      const wanted: OpeningInput = { ...pair, despite }
      const fresh = freshProject({ ...file, wanted }, context)
      const project: Project = {
        ...fresh.project,
        path,
        sponsor: file.sponsor.id,
        stage: 'request-review',
        entered: { 'request-review': context.day },
        requirement,
        request: {
          ...stamp,
          stated: caseOf(stated),
          wanted: { level, region },
          asked: [],
          assessment: null,
          decided: null,
        },
        technicians: file.technician ? [file.technician.person] : [],
      }
      return {
        kind: 'sponsored-project-requested',
        says: sponsorsItself(project)
          ? `${sayOpened(project, file)}, sent in by ${file.sponsor.name} for path ${path}, which sponsors itself`
          : `${sayOpened(project, file)}, sent in by ${file.sponsor.name} for path ${path}`,
        data: {
          project: project.id,
          number: project.number,
          sponsor: file.sponsor.id,
          path,
          ...pair,
          ...(project.beside ? { despite } : {}),
          ...stated,
        },
        puts: [put('project', project.id, project), ...fresh.puts],
      }
    },
  }),
}

export function caseOf(input: z.infer<z.ZodObject<typeof caseInput>>): BusinessCase {
  const sum = (units: number | null) => (units === null ? null : money('USD', units))
  return {
    justification: input.justification,
    revenue: { vendor: sum(input.revenueVendor), reseller: sum(input.revenueReseller) },
    strategic: input.strategic,
    urgency: input.urgency,
    localNeeds: input.localNeeds,
    wanted: input.wanted,
    declares: { opportunity: input.seesOpportunity, resources: input.hasResources },
  }
}
