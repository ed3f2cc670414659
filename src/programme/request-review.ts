/**
 * What the lab does with a sponsor's request: weighs the case on path B (4B.4), approves it, asks for more,
 * or declines it with its reason and what to do next (4A.4, G-03). The sponsor completes what is missing.
 */
import { z } from 'zod'
import { refuse } from '../kernel/refusal.ts'
import type { Strategy } from './fees.ts'
import { prose, reference } from './input.ts'
import { CERTIFIED_LEVELS, type Level } from './level.ts'
import { type Context, moveOn, type Obstacle, put, stampOf } from './move.ts'
import { recertificationGivenBack } from './opening.ts'
import { SPONSOR } from './permission.ts'
import { isTrunk } from './product.ts'
import type { ProjectFile } from './project-file.ts'
import { enter, type Project } from './project.ts'
import {
  type Assessment,
  caseInput,
  caseOf,
  type RequestDecision,
  type SponsorRequest,
  type Weight,
  WEIGHTS,
} from './sponsorship.ts'

export const STRATEGIES: Readonly<Record<Strategy, { says: string; clause: string }>> = {
  a: { says: 'In the lab, at the vendor’s expense', clause: '4B.a' },
  b: { says: 'In the region, coordinated by the sales unit; the fee is agreed', clause: '4B.b' },
  c: { says: 'In the lab, at the reseller’s expense', clause: '4B.c' },
}

/** A letter tells only those who know the programme: `c (in the lab, at the reseller’s expense)`. */
export function sayStrategy(strategy: Strategy): string {
  const { says } = STRATEGIES[strategy]
  return `${strategy} (${says.charAt(0).toLowerCase()}${says.slice(1)})`
}

const weighed = z.strictObject({
  weight: z.enum(Object.keys(WEIGHTS) as [Weight, ...Weight[]]),
  reason: prose(1000),
})

const move = moveOn<ProjectFile>()
const lab = { 'lab-engineer': 'any' } as const

export const requestMoves = {
  'assess-business-case': move({
    says: 'Weigh the business case',
    clause: '4B.4',
    by: lab,
    from: ['request-review'],
    input: z.strictObject({
      strategy: z.enum(['a', 'b', 'c']),
      size: weighed,
      urgency: weighed,
      capacity: weighed,
      local: weighed,
      rationale: prose(2000),
      /** Where the case is to reach another level or region than was asked for. */
      level: z.enum(CERTIFIED_LEVELS).nullable().default(null),
      region: reference().nullable().default(null),
    }),
    obstacle: ({ project }) => onlyOnPathB(project),
    decide: (file, input, context) => {
      const request = requestOf(file)
      const { strategy, size, urgency, capacity, local, rationale } = input
      const inputs = { size, urgency, capacity, local }
      const assessment: Assessment = { ...stampOf(context), strategy, inputs, rationale }
      // What was asked for, not what an earlier weighing made of it.
      const wanted = request.wanted ?? file.project
      const level = input.level ?? levelBy(strategy, wanted.level, context)
      const region = input.region ?? wanted.region ?? (strategy === 'b' ? ownRegion(file) : null)
      const project: Project = { ...file.project, level, region, request: { ...request, assessment } }
      return {
        kind: 'business-case-assessed',
        says: region
          ? `Business case weighed: strategy ${sayStrategy(strategy)}, ${level} in ${region}`
          : `Business case weighed: strategy ${sayStrategy(strategy)}, ${level}`,
        data: { strategy, inputs, rationale, level, region },
        puts: [put('project', project.id, project)],
      }
    },
  }),

  'approve-request': move({
    says: 'Approve the request',
    clause: '4A.4',
    by: lab,
    from: ['request-review'],
    to: ['questionnaire', 'quote-to-request'],
    // What is no trunk has no questionnaire; its SAT has been accepted before (5N.f1).
    gates: () => ['approve-business-case', 'open-project', 'pursue-level'],
    input: z.strictObject({ reason: prose(2000), next: prose(1000) }),
    obstacle: ({ project }) =>
      project.path === 'B' && !project.request?.assessment
        ? {
            says: 'The case has not been weighed yet.',
            next: 'Record the four inputs and the strategy they lead to.',
            clause: '4B.4',
          }
        : null,
    decide: (file, input, context) => {
      const { strategy } = requestOf(file).assessment ?? {}
      // Until the lab has read the request, its sponsor sees nothing of the partner's SAT; from then on the plan builds on it.
      const sat = file.project.sat ?? file.acceptedSat
      const approved = { ...decided(file, { outcome: 'approved', ...input }, context), sat }
      return {
        kind: 'request-approved',
        says: strategy ? `Request approved, strategy ${sayStrategy(strategy)}` : 'Request approved',
        data: { ...input, strategy: strategy ?? null },
        puts: [
          put(
            'project',
            approved.id,
            enter(approved, isTrunk(file.product) ? 'questionnaire' : 'quote-to-request', stampOf(context)),
          ),
        ],
      }
    },
  }),

  'return-request': move({
    says: 'Ask for more',
    clause: 'G-03',
    by: lab,
    from: ['request-review'],
    to: ['request-returned'],
    input: z.strictObject({ gaps: prose(2000) }),
    decide: (file, input, context) => {
      const stamp = stampOf(context)
      const request = requestOf(file)
      const project = { ...file.project, request: { ...request, asked: [...request.asked, { ...stamp, ...input }] } }
      return {
        kind: 'request-returned',
        says: 'The lab asks for more on the request',
        data: { gaps: input.gaps },
        puts: [put('project', project.id, enter(project, 'request-returned', stamp))],
      }
    },
  }),

  'complete-request': move({
    says: 'Send the request in again',
    clause: '4A.3',
    by: SPONSOR,
    from: ['request-returned'],
    to: ['request-review'],
    input: z.strictObject(caseInput),
    decide: (file, input, context) => {
      const project: Project = {
        ...file.project,
        request: { ...requestOf(file), stated: caseOf(input), assessment: null },
      }
      return {
        kind: 'request-completed',
        says: 'Request completed and sent in again',
        data: input,
        puts: [put('project', project.id, enter(project, 'request-review', stampOf(context)))],
      }
    },
  }),

  'decline-request': move({
    says: 'Decline the request',
    clause: '4A.4',
    by: lab,
    from: ['request-review'],
    to: ['closed'],
    input: z.strictObject({ reason: prose(2000), next: prose(1000) }),
    decide: (file, input, context) => {
      const stamp = stampOf(context)
      const declined = decided(file, { outcome: 'declined', ...input }, context)
      const project: Project = { ...enter(declined, 'closed', stamp), closed: { ...stamp, reason: input.reason } }
      return {
        kind: 'request-declined',
        says: 'Request declined',
        data: input,
        puts: [put('project', project.id, project), ...recertificationGivenBack(file)],
      }
    },
  }),
}

/** Strategy b leads to the level of the sales unit's region unless another is named. */
function levelBy(strategy: Strategy, wanted: Level, context: Context): Level {
  return strategy === 'b' ? (context.word('path-b.b.default-level') as Level) : wanted
}

/** A sales unit that serves one region tests in that one (4B.b). */
function ownRegion({ sponsor }: ProjectFile): string | null {
  const regions = sponsor?.regions ?? []
  return regions.length === 1 ? regions[0]! : null
}

function onlyOnPathB({ path }: Project): Obstacle | null {
  return path === 'B'
    ? null
    : { says: `On path ${path} there are no strategies to choose among.`, next: 'Approve or decline.', clause: '4B.4' }
}

function decided(file: ProjectFile, decision: RequestDecision, context: Context): Project {
  return { ...file.project, request: { ...requestOf(file), decided: { ...stampOf(context), ...decision } } }
}

export function requestOf({ project }: Pick<ProjectFile, 'project'>): SponsorRequest {
  return (
    project.request ??
    refuse('not-now', { says: 'No sponsor asked for this project.', next: 'Go on on path C.', clause: '4A.3' })
  )
}
