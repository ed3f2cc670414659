/**
 * The certification report of a project for whoever may see it: gathered once, and its test cases with their ladders
 * one by one, so that a report of any length is never held whole.
 */
import { CRITICALITY_WORDS } from '../../conformance/test-case.ts'
import { titleOf, wordsOf } from '../../conformance/words.ts'
import { detailSaid, titleSaid } from '../../languages/ladder-words.ts'
import { attributedSaid, findingSaid, say } from '../../languages/say.ts'
import type { LadderWindow } from '../../capture/ladder-window.ts'
import type { Block } from '../../documents/paper.ts'
import {
  type ReportEvidence,
  type ReportSubject,
  type ReportTestCase,
  testCaseBlocks,
} from '../../documents/report-paper.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { count } from '../../kernel/text.ts'
import { limitationsOf } from '../../programme/decision.ts'
import { type Evidence, EVIDENCE_KINDS } from '../../programme/evidence.ts'
import type { ProjectFile } from '../../programme/project-file.ts'
import { acceptedReview, lastDecision, TOPOLOGIES } from '../../programme/project.ts'
import { plannedTestCases, restsOn, standingResults, testersOf, VERDICTS } from '../../programme/run.ts'
import { ladderAsSvg, ladderOfCapture } from '../captures/captures.ts'
import { type House, today } from '../house.ts'
import { vendorName } from '../papers.ts'
import { worksOn } from './evidence.ts'
import { namesOf } from './people.ts'
import type { OpenProject } from './projects.ts'

export async function reportSubject(house: House, { file }: Pick<OpenProject, 'file'>): Promise<ReportSubject> {
  const { project, runs } = file
  const decision = lastDecision(project)
  const last = runs.at(-1)
  return {
    vendor: await vendorName(house),
    publicUrl: house.settings.publicUrl,
    number: project.number,
    day: today(house),
    level: project.level,
    productName: file.product.name,
    platformName: file.platform.name,
    organisationName: file.organisation.name,
    pairs: [
      ...new Set(runs.map(({ pair }) => `${file.platform.name} ${pair.platformRelease} with ${pair.productRelease}`)),
    ],
    topology: TOPOLOGIES[project.topology],
    setUp: last?.setUp ?? '',
    summary: last?.finished?.summary ?? '',
    decision: decision && {
      says: decision.outcome === 'granted' ? 'granted' : 'not granted',
      reason: decision.reason,
      findings: decision.findings,
    },
    certification: decision?.certification ?? null,
    testCases: testCasesOf(file),
    limitations: limitationsOf(file),
    leftOut: runs[0]?.leftOut ?? [],
    people: await peopleOf(house, file),
  }
}

function testCasesOf(file: ProjectFile): readonly ReportTestCase[] {
  const results = standingResults(file.runs)
  const evidence = Map.groupBy(
    file.evidence.filter((each) => each.testCase && !each.setAside),
    (each) => each.testCase,
  )
  return plannedTestCases(file.runs).map(({ plan, criticality }) => {
    const words = wordsOf(file, plan)
    const result = results[plan]
    const limitation = result?.limitation
    return {
      plan,
      title: attributedSaid(titleOf(file, plan)),
      weight: CRITICALITY_WORDS[criticality],
      setUp: words?.precondition ? attributedSaid(words.precondition) : '',
      expected: (words?.expected ?? [])
        .map(([heading, text]) => say`${say(heading)}: ${attributedSaid(text)}`)
        .join('\n'),
      result: result ? VERDICTS[result.verdict] : null,
      isPassed: result?.verdict === 'passed' || result?.verdict === 'passed-with-limitation',
      note: [result?.note, limitation?.effect, limitation?.workaround].filter(Boolean).join(' '),
      evidence: (evidence.get(plan) ?? []).map(asReported),
    }
  })
}

function asReported({ id, name, kind, bytes, sha256 }: Evidence): ReportEvidence {
  return { id, name, kind: EVIDENCE_KINDS[kind], bytes, sha256 }
}

async function peopleOf(house: House, file: ProjectFile): Promise<ReportSubject['people']> {
  const { project, runs } = file
  // What was decided on stands, whatever is recorded later.
  const rests = (project.certification && acceptedReview(project)?.rests) || restsOn(file)
  const parts = [
    ...testersOf(runs).map((by) => ['Tested', by, null] as const),
    ...project.reviews
      .filter((each) => each.outcome === 'accepted' && !each.voided)
      .map((each) => ['Read and accepted', each.by, each.day] as const),
    ...(project.signatures ?? [])
      .filter((each) => each.rests === rests)
      .map(
        (each) =>
          [each.side === 'vendor' ? 'Signed for the vendor' : 'Signed for the partner', each.by, each.day] as const,
      ),
    ...project.decisions.map(
      (each) => [each.outcome === 'granted' ? 'Granted' : 'Declined', each.by, each.day] as const,
    ),
  ]
  const names = await namesOf(
    house.database,
    parts.map(([, by]) => by),
  )
  return parts.map(([part, by, day]) => [part, names.get(by) ?? 'somebody who has left', day])
}

/** Ladders a report has at most, and messages each of them. */
export const REPORT_LADDERS = { most: 60, rungs: 40 } as const

/** How often a report waits a while for captures that are still being read, all of them together. */
const PATIENCE = 20

/** Every test case in full, with the ladder of the first call of each of its captures. */
export async function* reportTestCases(
  house: House,
  open: OpenProject,
  { testCases }: ReportSubject,
): AsyncGenerator<Block> {
  let left: number = REPORT_LADDERS.most
  let isCut = false
  const patience = { left: PATIENCE }
  for (const testCase of testCases) {
    yield* testCaseBlocks(testCase)
    for (const { id } of testCase.evidence) {
      const kept = open.file.evidence.find((each) => each.id === id)
      if (kept?.kind !== 'capture') continue
      isCut ||= left === 0
      if (isCut) continue
      left -= 1
      yield* ladderBlocks(kept, await firstLadder(house, open, kept, patience))
    }
  }
  if (isCut) yield { type: 'note', text: `Only the first ${REPORT_LADDERS.most} ladders are drawn.` }
}

function ladderBlocks({ name }: Evidence, ladder: LadderWindow | string): readonly Block[] {
  if (typeof ladder === 'string') return [{ type: 'note', text: `${name}: ${ladder}`, isWritten: true }]
  const svg = ladderAsSvg(ladder, findingSaid)
  const [, width = '800', height = '600'] = /width="(\d+)" height="(\d+)"/.exec(svg) ?? []
  const says = say`Ladder of ${name}, ${ladder.title}: ${say(count(ladder.rungs.length, 'line'))}`
  return [
    { type: 'drawing', svg, width: Number(width), height: Number(height), says },
    { type: 'list', numbered: true, items: inWords(ladder) },
  ]
}

/** The same messages for whoever does not see the drawing. */
function inWords({ lanes, rungs }: LadderWindow): readonly string[] {
  return rungs.map(({ ms, from, to, label, detail }) =>
    [`${(ms / 1000).toFixed(3)} s, ${lanes[from] ?? ''} → ${lanes[to] ?? ''}: ${label}`, detail]
      .filter(Boolean)
      .join('; '),
  )
}

/** What is ours of it in the language of the report; the drawing says the rest of its words itself. */
function ladderSaid(window: LadderWindow): LadderWindow {
  const [first] = window.calls
  return {
    ...window,
    title: first ? titleSaid(first) : window.title,
    rungs: window.rungs.map((rung) => ({ ...rung, detail: detailSaid({ ...rung, faults: [] }) })),
  }
}

/** The ladder, or why there is none; whoever only looks at the project sees no keys and no secrets in it. */
async function firstLadder(
  house: House,
  open: OpenProject,
  kept: Evidence,
  patience: { left: number },
): Promise<LadderWindow | string> {
  const isInside = worksOn(open)
  try {
    let looked = await ladderOfCapture(house, { evidence: kept, isInside }, [1])
    for (; looked.state === 'reading' && patience.left > 0; patience.left -= 1)
      looked = await ladderOfCapture(house, { evidence: kept, isInside }, [1])
    if (looked.state === 'refused') return findingSaid(looked.refusal.says)
    if (looked.state === 'reading') return say('The capture was still being read when this was made.')
    if (!looked.value) return say('No call is in it.')
    const window = looked.value
    const rungs = window.rungs.slice(0, REPORT_LADDERS.rungs)
    return ladderSaid({ ...window, rungs, left: window.left + window.refs.length - rungs.length })
  } catch (fault) {
    if (fault instanceof Refusal) return findingSaid(fault.says)
    throw fault
  }
}
