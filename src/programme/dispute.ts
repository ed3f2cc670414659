/**
 * Disputes (G-07): the partner holds a verdict or a decision to be wrong. Somebody who neither tested nor reviewed,
 * signed or decided rules, with reasons; where the lab erred the retest is free. What a ruling says of a test case in
 * general can be published, so that everybody is judged alike.
 */
import { z } from 'zod'
import { type Money, scale } from '../kernel/money.ts'
import { refuse } from '../kernel/refusal.ts'
import { payerOfProject, sponsoredShareOf } from './fee-agreement.ts'
import { retestFee } from './fees.ts'
import { line, prose, reference } from './input.ts'
import { moveOn, type Obstacle, put, stampOf } from './move.ts'
import { PARTNER } from './permission.ts'
import type { ProjectFile } from './project-file.ts'
import { lastDecision } from './project.ts'
import { effortOf, plannedTestCases, standingResults, testersOf } from './run.ts'
import type { Stamp } from './stamp.ts'

export const RULINGS = {
  upheld: 'the partner is right',
  'upheld-lab-erred': 'the partner is right, and the lab erred: the retest is free',
  rejected: 'the verdict stands',
} as const

export type Ruling = keyof typeof RULINGS

export type Dispute = {
  readonly id: string
  readonly number: string
  readonly project: string
  /** The test case whose verdict is disputed; none where the decision as a whole is. */
  readonly testCase: string | null
  readonly says: string
  readonly opened: Stamp
  readonly ruling: (Stamp & { readonly outcome: Ruling; readonly reason: string }) | null
  /** What everybody may read of it; it names no project and no partner. */
  readonly interpretation: (Stamp & { readonly title: string; readonly text: string }) | null
}

const move = moveOn<ProjectFile>()

export const disputeMoves = {
  dispute: move({
    says: 'Dispute a verdict or the decision',
    clause: 'G-07',
    by: PARTNER,
    input: z.strictObject({ testCase: reference().nullable().default(null), says: prose(4000) }),
    series: (_, { day }) => `D-${day.slice(0, 4)}`,
    obstacle: (file) =>
      file.runs.length === 0
        ? {
            says: 'Nothing was tested yet.',
            next: 'A verdict can be disputed as soon as there is one.',
            clause: 'G-07',
          }
        : null,
    decide: (file, input, context) => {
      const { testCase } = input
      if (testCase !== null && !standingResults(file.runs)[testCase])
        return refuseSubject(`${testCase} has no verdict.`)
      if (testCase === null && !lastDecision(file.project)) return refuseSubject('Nothing was decided yet.')
      if (file.disputes.some((each) => each.testCase === testCase && each.ruling === null)) {
        return refuse('conflict', {
          says: 'This is disputed already, and not ruled on yet.',
          next: 'Wait for the ruling; ask a question to add to it.',
          clause: 'G-07',
        })
      }
      const dispute: Dispute = {
        id: context.newId(),
        number: context.number,
        project: file.project.id,
        ...input,
        opened: stampOf(context),
        ruling: null,
        interpretation: null,
      }
      return {
        kind: 'dispute-opened',
        says: testCase
          ? `${dispute.number}: the verdict on ${testCase} is disputed`
          : `${dispute.number}: the decision is disputed`,
        data: { dispute: dispute.id, testCase, text: input.says },
        puts: [put('dispute', dispute.id, dispute)],
      }
    },
  }),

  'rule-on-dispute': move({
    says: 'Rule on the dispute',
    clause: 'G-07',
    by: { 'lab-engineer': 'any', 'programme-manager': 'any' },
    input: z.strictObject({
      dispute: reference(),
      outcome: z.enum(Object.keys(RULINGS) as [Ruling, ...Ruling[]]),
      reason: prose(4000),
    }),
    obstacle: (file, actor) => tookPart(file, actor.id),
    decide: (file, input, context) => {
      const dispute = disputeIn(file, input.dispute)
      if (dispute.ruling) return refuse('not-now', { says: 'It is ruled on already.', next: 'Look at the ruling.' })
      const ruling = { ...stampOf(context), outcome: input.outcome, reason: input.reason }
      return {
        kind: 'dispute-ruled',
        says: `${dispute.number} ruled on: ${RULINGS[input.outcome]}`,
        data: { ...input, testCase: dispute.testCase },
        puts: [put('dispute', dispute.id, { ...dispute, ruling })],
      }
    },
  }),

  'publish-interpretation': move({
    says: 'Publish what it means for everybody',
    clause: 'G-07',
    by: { 'programme-manager': 'any' },
    input: z.strictObject({ dispute: reference(), title: line(160), text: prose(4000) }),
    obstacle: ({ disputes }) =>
      disputes.some((each) => each.ruling)
        ? null
        : { says: 'No dispute of this project is ruled on.', next: 'The ruling comes first.', clause: 'G-07' },
    decide: (file, input, context) => {
      const dispute = disputeIn(file, input.dispute)
      if (!dispute.ruling) return refuse('not-now', { says: 'It is not ruled on yet.', next: 'Wait for the ruling.' })
      const interpretation = { ...stampOf(context), title: input.title, text: input.text }
      return {
        kind: 'interpretation-published',
        says: `Interpretation published: ${input.title}`,
        data: { dispute: dispute.id, testCase: dispute.testCase, title: input.title, text: input.text },
        puts: [put('dispute', dispute.id, { ...dispute, interpretation })],
      }
    },
  }),
}

/**
 * The fee of the retest that could be asked for, for whoever the project's quotes are made out to: less what the sponsor
 * bears of it, and nothing where nobody is charged, the vendor bears the cost (table E4), or the lab erred (G-02, G-07).
 */
export function feeOfRetest(file: ProjectFile, figure: (key: string) => number): Money {
  const retested = plannedTestCases(file.runs).filter((each) => file.retest.includes(each.plan))
  const payer = payerOfProject(file.project)
  const isFree = payer === 'nobody' || payer === 'vendor' || labErred(file)
  return scale(retestFee(effortOf(retested), figure), isFree ? 0 : 1 - sponsoredShareOf(file.project))
}

/** Whether the lab was found to have erred since the last decision, or about it. */
function labErred({ disputes, project }: ProjectFile): boolean {
  const decided = lastDecision(project)
  return disputes.some(
    ({ ruling }) => ruling?.outcome === 'upheld-lab-erred' && (decided === null || ruling.at >= decided.at),
  )
}

function disputeIn({ disputes }: ProjectFile, id: string): Dispute {
  const dispute = disputes.find((each) => each.id === id)
  return (
    dispute ?? refuse('not-found', { says: 'There is no such dispute in this project.', next: 'Choose one there is.' })
  )
}

/** Ruling is for somebody to whom the matter is new: nobody judges their own work (G-07, G-08). */
function tookPart({ runs, project }: ProjectFile, person: string): Obstacle | null {
  const involved = [
    ...testersOf(runs),
    ...project.reviews.map((each) => each.by),
    ...project.decisions.map((each) => each.by),
    // Whoever signed the report stood up for what it says (3Q.1, 3A.1).
    ...(project.signatures ?? []).map((each) => each.by),
  ]
  return involved.includes(person)
    ? {
        says: 'You tested, reviewed, signed or decided here.',
        next: 'Somebody who did none of it rules on it.',
        clause: 'G-07',
      }
    : null
}

function refuseSubject(says: string): never {
  return refuse('wrong-input', {
    says,
    next: 'Name a test case that has a verdict, or dispute the decision once there is one.',
    clause: 'G-07',
    faults: [{ at: 'testCase', says }],
  })
}
