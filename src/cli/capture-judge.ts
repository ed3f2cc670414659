/** `certwright capture judge`: the verdicts a capture supports, for reading and as JSON. */
import fs from 'node:fs'
import { type JudgingPlan, readPlan, WHOLE_PLAN } from '../conformance/plan-file.ts'
import { testCaseByPlanId } from '../conformance/cases/index.ts'
import { ANALYSER, judge, type Judgement } from '../conformance/wire/judge.ts'
import { JUDGED_VERDICTS } from '../conformance/wire/verdicts.ts'
import { faultsTold, type Observation, tellsOfFaults } from '../conformance/wire/observation.ts'
import { sceneOf, spansForScene } from '../conformance/wire/scene.ts'
import { refuse } from '../kernel/refusal.ts'
import { openCaptureOnTwoThreads } from '../app/captures/capture-file.ts'
import { done, type Outcome } from './command.ts'
import { progressLine } from './progress.ts'

const MOST_PLAN_BYTES = 1 << 20

/** One test case is judged, or all of the plan; one that the plan leaves out does not apply. */
export async function judgeCapture(file: string, plan: string, only: string | null): Promise<Outcome> {
  const judging = planAt(plan)
  if (only !== null && !testCaseByPlanId(only))
    return refuse('not-found', { says: `There is no test case ${only}.`, next: 'docs/test-cases.md lists them.' })
  const progress = progressLine(`Reading ${file}`)
  const { trace, bytesOf } = await openCaptureOnTwoThreads(file, progress.show).finally(progress.clear)
  const scene = sceneOf(trace, await bytesOf(spansForScene(trace).spans), judging.sides)
  const wanted = only === null ? judging.testCases : judging.testCases.filter((each) => each.plan === only)
  const testCases = wanted.length > 0 ? wanted.map((testCase) => judge(testCase, scene)) : [notInPlan(only ?? '')]
  return done(sayJudgements(testCases, scene.sides.guess), {
    analyser: ANALYSER,
    sides: scene.sides.guess ?? 'as told',
    testCases,
  })
}

function planAt(plan: string): JudgingPlan {
  if (plan === 'sip-trunk') return WHOLE_PLAN
  const found = fs.statSync(plan, { throwIfNoEntry: false })
  if (!found?.isFile() || found.size > MOST_PLAN_BYTES)
    return refuse('wrong-file', {
      says: `There is no plan ${plan}, or it is larger than a plan.`,
      next: 'Name a plan file, or say sip-trunk for the whole plan.',
    })
  return readPlan(fs.readFileSync(plan, 'utf8'))
}

function notInPlan(id: string): Judgement {
  return { id, verdict: 'not-applicable', observations: [], call: null, others: 0, also: [] }
}

function sayJudgements(testCases: readonly Judgement[], guess: string | null): string {
  const counts = Object.entries(JUDGED_VERDICTS).flatMap(([verdict, says]) => {
    const count = testCases.filter((each) => each.verdict === verdict).length
    return count === 0 ? [] : [`${count} ${says.toLowerCase()}`]
  })
  return [
    `${counts.join(', ')}. Verdicts are proposals: a person confirms them.`,
    ...(guess === null ? [] : [`Nobody said which side is the PBX: ${guess}`]),
    ...sayFaults(testCases),
    ...testCases.flatMap(sayJudgement),
  ].join('\n')
}

/** Told once: one broken message counts against every test case that its call is judged for. */
function sayFaults(testCases: readonly Judgement[]): readonly string[] {
  const told = faultsTold(testCases)
  if (told.length === 0) return []
  return ['', WRONG, ...told.flatMap(({ observation }) => [`  ${observation.seen}`, ...sayWhere(observation)])]
}

const WRONG = 'What is wrong with the messages'

function sayJudgement({ id, verdict, observations, others, also }: Judgement): readonly string[] {
  const title = testCaseByPlanId(id)?.title ?? ''
  const more = [
    others > 0 ? `the best of ${others + 1} calls` : '',
    also.length > 0 ? `also for a ${also.join(' and a ')} to judge` : '',
  ]
  const notes = more.filter((part) => part !== '').join('; ')
  return [
    '',
    `${id}  ${JUDGED_VERDICTS[verdict]}  ${title}${notes === '' ? '' : ` (${notes})`}`,
    ...observations.flatMap(sayObservation),
  ]
}

const MARKS: Readonly<Record<Observation['outcome'], string>> = {
  ok: 'ok  ',
  warn: 'warn',
  fail: 'FAIL',
  'not-observable': '?   ',
}

function sayObservation(observation: Observation): readonly string[] {
  const { expect, outcome, seen } = observation
  if (tellsOfFaults(observation)) return [`  ${MARKS.fail} ${expect} See above: ${WRONG.toLowerCase()}.`]
  const isWrong = outcome === 'fail' || outcome === 'warn'
  return [`  ${MARKS[outcome]} ${expect} Seen: ${seen}`, ...(isWrong ? sayWhere(observation) : [])]
}

function sayWhere({ check, cites, packets, cause }: Observation): readonly string[] {
  const where =
    packets.length === 0
      ? ''
      : ` ${packets.length === 1 ? 'Packet' : 'Packets'} ${packets.slice(0, 6).join(', ')}${packets.length > 6 ? ', …' : ''}.`
  return [`       ${cites} (${check}).${where}`, ...(cause ? [`       Usually: ${cause}`] : [])]
}
