/**
 * Review by a second person, the grant by a third (G-08), or a decision not to grant with findings by
 * test case and what to do next; then the retest of what failed (G-02).
 */
import { z } from 'zod'
import { addDays, dateWords } from '../kernel/day.ts'
import { refuse } from '../kernel/refusal.ts'
import { count } from '../kernel/text.ts'
import type { Certification, Limitation, Tester } from './certification.ts'
import { feeOfRetest } from './dispute.ts'
import { billToOf } from './fee-agreement.ts'
import { draftGuide } from './guide-draft.ts'
import { declared, prose, reference } from './input.ts'
import { moveOn, type Obstacle, put, stampOf } from './move.ts'
import { PARTNER_AND_SPONSOR } from './permission.ts'
import type { ProjectFile } from './project-file.ts'
import { acceptedReview, enter, lastDecision, type ProjectDecision, type Review } from './project.ts'
import { plannedTestCases, reopened, restsOn, standingResults, testersOf } from './run.ts'

const move = moveOn<ProjectFile>()

export const decisionMoves = {
  'accept-report': move({
    says: 'Accept the report',
    clause: 'G-08',
    by: { 'lab-engineer': 'any', 'programme-manager': 'any' },
    from: ['report-review'],
    to: ['decision'],
    gates: () => ['review-report'],
    input: z.strictObject({ remark: prose() }),
    obstacle: (file, actor) =>
      testedIt(file, actor.id, 'The report is reviewed by somebody who took no part in testing.'),
    decide: (file, input, context) => {
      const stamp = stampOf(context)
      const review: Review = { ...stamp, outcome: 'accepted', remark: input.remark, rests: restsOn(file), voided: null }
      const project = { ...file.project, reviews: [...file.project.reviews, review] }
      return {
        kind: 'report-accepted',
        says: 'Report accepted by a second person',
        data: { remark: input.remark },
        puts: [put('project', project.id, enter(project, 'decision', stamp))],
      }
    },
  }),

  'return-report': move({
    says: 'Send the report back',
    clause: 'G-08',
    by: { 'lab-engineer': 'any', 'programme-manager': 'any' },
    from: ['report-review'],
    to: ['testing', 'self-testing'],
    input: z.strictObject({ remark: prose() }),
    obstacle: (file, actor) =>
      testedIt(file, actor.id, 'The report is reviewed by somebody who took no part in testing.'),
    decide: (file, input, context) => {
      const stamp = stampOf(context)
      const review: Review = { ...stamp, outcome: 'returned', remark: input.remark, rests: restsOn(file), voided: null }
      const project = { ...file.project, reviews: [...file.project.reviews, review] }
      const run = file.runs.at(-1)
      return {
        kind: 'report-returned',
        says: 'Report sent back to testing',
        data: { remark: input.remark },
        puts: [
          put('project', project.id, enter(project, project.path === 'A' ? 'self-testing' : 'testing', stamp)),
          ...(run ? [put('run', run.id, reopened(run))] : []),
        ],
      }
    },
  }),

  grant: move({
    says: 'Grant the certification',
    clause: '6.0',
    by: { 'programme-manager': 'any', 'lab-engineer': 'any' },
    from: ['decision'],
    to: ['guide'],
    gates: () => ['grant'],
    input: z.strictObject({ reason: prose() }),
    obstacle: (file, actor) => reviewedIt(file, actor.id) ?? staleReview(file),
    series: (file, { day }) => `${file.project.level}-${day.slice(0, 4)}`,
    decide: (file, input, context) => {
      const { project } = file
      const stamp = stampOf(context)
      const certification: Certification = {
        number: context.number,
        product: project.product,
        platform: project.platform,
        level: project.level,
        granted: context.day,
        region: project.level === 'MQT' ? project.region : null,
        testedBy: testerOf(file),
        ...(project.path === 'A' && file.sponsor ? { selfTestedFor: file.sponsor.name } : {}),
        pairs: [{ platformRelease: project.platformRelease, productRelease: project.productRelease }],
        extensions: [],
        withdrawn: null,
        project: project.id,
        topology: project.topology,
        limitations: limitationsOf(file),
        ...(project.level === 'MAT' && project.supportTerms ? { supportTerms: project.supportTerms } : {}),
        ...(project.kind === 'partial-recertification' && project.recertifies
          ? { agesFrom: project.recertifies.agesFrom }
          : {}),
      }
      const decision: ProjectDecision = {
        ...stamp,
        outcome: 'granted',
        reason: input.reason,
        findings: [],
        certification: context.number,
      }
      const granted = { ...project, certification: context.number, decisions: [...project.decisions, decision] }
      const guide = draftGuide(file, certification, stamp)
      return {
        kind: 'certification-granted',
        says: `${project.level} granted: ${context.number}`,
        data: {
          certification: certification.number,
          level: certification.level,
          pairs: certification.pairs,
          reason: input.reason,
        },
        puts: [
          put('certification', certification.number, certification),
          put('guide', guide.certification, guide),
          put('project', project.id, enter(granted, 'guide', stamp)),
        ],
      }
    },
  }),

  'decline-grant': move({
    says: 'Do not grant',
    clause: '6.0',
    by: { 'programme-manager': 'any', 'lab-engineer': 'any' },
    from: ['decision'],
    to: ['not-granted'],
    input: z.strictObject({
      reason: prose(),
      findings: z
        .array(z.strictObject({ testCase: reference(), says: prose(1000), next: prose(1000) }))
        .min(1, { error: 'A decision against the partner needs its findings, test case by test case.' })
        .max(200),
    }),
    obstacle: (file, actor) => reviewedIt(file, actor.id) ?? staleReview(file),
    decide: (file, input, context) => {
      const results = standingResults(file.runs)
      const unknown = input.findings.find((finding) => !results[finding.testCase])
      if (unknown) {
        return refuse('wrong-input', {
          says: `${unknown.testCase} has no result in this project.`,
          next: 'Name a test case that was run.',
          faults: [{ at: 'findings', says: `${unknown.testCase} was not run.` }],
        })
      }
      const stamp = stampOf(context)
      const decision: ProjectDecision = {
        ...stamp,
        outcome: 'not-granted',
        reason: input.reason,
        findings: input.findings,
        certification: null,
      }
      const project = { ...file.project, decisions: [...file.project.decisions, decision] }
      return {
        kind: 'certification-not-granted',
        says: `Not granted: ${count(input.findings.length, 'finding')}`,
        data: { reason: input.reason, findings: input.findings },
        puts: [put('project', project.id, enter(project, 'not-granted', stamp))],
      }
    },
  }),

  'request-retest': move({
    says: 'Ask for a retest',
    clause: 'G-02',
    by: PARTNER_AND_SPONSOR,
    from: ['not-granted'],
    to: ['readiness'],
    input: z.strictObject({ mended: prose(), acceptsFee: declared('That you accept the fee of the retest') }),
    obstacle: (file, actor, { day, figure }) => {
      const declined = lastDecision(file.project)
      const last = declined ? addDays(declined.day, figure('retest.days')) : null
      if (last && day > last) {
        return {
          says: `A retest could be asked for until ${dateWords(last)}.`,
          next: 'Open a new project for this release.',
          clause: 'G-02',
        }
      }
      return feeOfRetest(file, figure).cents > 0 && actor.organisation !== billToOf(file.project, '')
        ? OTHERS_FEE
        : null
    },
    decide: (file, input, context) => {
      const declined = lastDecision(file.project)
      if (!declined) return refuse('not-now', { says: 'Nothing was declined.', next: 'Wait for the decision.' })
      const stamp = stampOf(context)
      const fee = feeOfRetest(file, context.figure)
      const lastDay = addDays(declined.day, context.figure('retest.days'))
      const project = {
        ...file.project,
        retest: { ...stamp, testCases: file.retest, fee, lastDay },
        readiness: null,
        slot: null,
      }
      return {
        kind: 'retest-requested',
        says: `Retest of ${count(file.retest.length, 'test case')} asked for`,
        data: { testCases: file.retest, mended: input.mended, fee },
        puts: [put('project', project.id, enter(project, 'readiness', stamp))],
      }
    },
  }),
}

const OTHERS_FEE: Obstacle = {
  says: 'The retest has a fee, and the other side bears it.',
  next: 'Whoever bears it asks for the retest and accepts the fee.',
  clause: 'G-02',
}

/** Who tested, as customers read it: the sponsor's technician on path A, a sales unit under strategy b. */
function testerOf({ project, sponsor }: ProjectFile): Tester {
  const { path, request, level } = project
  if (path === 'A') return sponsor?.roles.includes('sales-unit') ? 'sales-unit' : 'reseller'
  if (request?.assessment?.strategy === 'b') return 'sales-unit'
  return level === 'MAT' ? 'joint' : 'lab'
}

export function limitationsOf(file: Pick<ProjectFile, 'runs'>): readonly Limitation[] {
  const planned = plannedTestCases(file.runs)
  return Object.entries(standingResults(file.runs)).flatMap(([testCase, result]) => {
    if (result.limitation) return [{ ...result.limitation, testCase }]
    const isImportant = planned.find((each) => each.plan === testCase)?.criticality !== 'KO'
    const isShort = result.verdict === 'failed' || result.verdict === 'inconclusive'
    return isImportant && isShort ? [{ effect: result.note, workaround: 'None known.', testCase }] : []
  })
}

function testedIt(file: ProjectFile, person: string, next: string): Obstacle | null {
  return testersOf(file.runs).includes(person) ? { says: 'You took part in testing.', next, clause: 'G-08' } : null
}

function reviewedIt(file: ProjectFile, person: string): Obstacle | null {
  const tested = testedIt(file, person, 'The report is decided on by somebody who neither tested nor reviewed.')
  if (tested) return tested
  return file.project.reviews.some((review) => review.by === person)
    ? { says: 'You reviewed this report.', next: 'A third person decides.', clause: 'G-08' }
    : null
}

/** Whether four eyes keep somebody from what the project waits for, though the turn is their part's (G-08). */
export function isKeptOut(file: ProjectFile, person: string): boolean {
  const { stage } = file.project
  if (stage === 'report-review') return testersOf(file.runs).includes(person)
  return stage === 'decision' && reviewedIt(file, person) !== null
}

function staleReview(file: ProjectFile): Obstacle | null {
  const review = acceptedReview(file.project)
  return review && review.rests === restsOn(file)
    ? null
    : { says: 'The results changed since they were reviewed.', next: 'Have the report read again.', clause: 'G-08' }
}
