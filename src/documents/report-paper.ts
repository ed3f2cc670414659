/**
 * The certification report as a value (layout 4.7): the verdict and the score first, then versions, the table of test
 * cases, findings, what was not tested and why, who tested, read and granted, and each test case with its evidence.
 */
import { dateWords, type Day, instantOf } from '../kernel/day.ts'
import { dateSaid, say } from '../languages/say.ts'
import type { Level } from '../programme/level.ts'
import { LEVEL_NAMES } from '../programme/level.ts'
import type { Limitation } from '../programme/certification.ts'
import type { DecisionFinding } from '../programme/project.ts'
import { type Block, type Paper, plainPaper } from './paper.ts'

export type ReportEvidence = {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly bytes: number
  readonly sha256: string
}

/** What it says of a test case is in the reader's language already, as far as it is ours. */
export type ReportTestCase = {
  readonly plan: string
  readonly title: string
  readonly weight: string
  readonly setUp: string
  readonly expected: string
  /** The result in words; null where nothing was recorded. */
  readonly result: string | null
  readonly isPassed: boolean
  readonly note: string
  readonly evidence: readonly ReportEvidence[]
}

export type ReportSubject = {
  readonly vendor: string
  readonly publicUrl: string
  readonly number: string
  readonly day: Day
  readonly level: Level
  readonly productName: string
  readonly platformName: string
  readonly organisationName: string
  readonly pairs: readonly string[]
  readonly topology: string
  readonly setUp: string
  readonly summary: string
  /** `granted`, `not granted`, or null while nobody has decided. */
  readonly decision: {
    readonly says: string
    readonly reason: string
    readonly findings: readonly DecisionFinding[]
  } | null
  readonly certification: string | null
  readonly testCases: readonly ReportTestCase[]
  readonly limitations: readonly Limitation[]
  readonly leftOut: readonly { readonly plan: string; readonly because: string }[]
  /** Who tested, read, signed and decided, with the day where it was one. */
  readonly people: readonly (readonly [part: string, name: string, day: Day | null])[]
}

/** The head of the report and everything but the test cases one by one, which follow it in `testCaseBlocks`. */
export function reportPaper(subject: ReportSubject): Paper {
  const { decision, testCases } = subject
  const untested = testCases.filter(
    ({ result }) => result === null || /^not (tested|applicable|observable)$/.test(result),
  )
  return plainPaper({
    kind: 'Certification report',
    title: say`${subject.productName} on ${subject.platformName}`,
    number: subject.certification ? `${subject.number}, ${subject.certification}` : subject.number,
    day: dateWords(subject.day),
    writtenFacts: ['Company'],
    facts: [
      ['Outcome', decision ? `${subject.level} ${decision.says}` : 'not decided yet; this is a draft'],
      ['Level', `${subject.level}, ${say(LEVEL_NAMES[subject.level])}`],
      ['Company', subject.organisationName],
      ['Releases tested', subject.pairs.join('; ')],
      ['Topology', subject.topology],
      ['Set-up', subject.setUp],
      ['Kept at', `${subject.publicUrl}/projects, number ${subject.number}`],
    ],
    blocks: [
      ...(subject.summary === '' ? [] : [{ type: 'text' as const, text: subject.summary, isWritten: true as const }]),
      ...(decision ? [{ type: 'note' as const, text: decision.reason, isWritten: true as const }] : []),
      { type: 'heading', text: 'Score' },
      { type: 'table', head: ['Weight', 'Passed', 'Of'], widths: [4, 1, 1], figures: [1, 2], rows: scores(testCases) },
      { type: 'heading', text: 'Test cases' },
      {
        type: 'table',
        head: ['Test case', 'Title', 'Weight', 'Result', 'Evidence'],
        widths: [2, 6, 2, 3, 2],
        isWritten: true,
        rows: testCases.map((each) => [
          each.plan,
          each.title,
          say(each.weight),
          say(each.result ?? 'not recorded'),
          each.evidence.length === 0 ? '' : String(each.evidence.length),
        ]),
      },
      ...section(
        'Findings',
        ['Test case', 'What was found', 'What to do'],
        [2, 4, 4],
        (decision?.findings ?? []).map((each) => [each.testCase, each.says, each.next]),
      ),
      ...section(
        'Limitations',
        ['Test case', 'What people notice', 'Workaround'],
        [2, 4, 4],
        subject.limitations.map((each) => [each.testCase ?? say('General'), each.effect, each.workaround]),
      ),
      ...section(
        'Not tested',
        ['Test case', 'Why'],
        [2, 8],
        [
          ...untested.map((each) => [
            each.plan,
            [say(each.result ?? 'not recorded'), each.note].filter(Boolean).join(': '),
          ]),
          ...subject.leftOut.map(({ plan, because }) => [plan, say`left out of the plan: ${say(because)}`]),
        ],
      ),
      ...section(
        'Who',
        ['Part', 'Name', 'Day'],
        [3, 4, 3],
        subject.people.map(([did, name, day]) => [say(did), name, day ? dateSaid(instantOf(day)) : '']),
      ),
    ],
    foot: say`${subject.vendor} · ${subject.number} · report of ${dateSaid(instantOf(subject.day))}`,
  })
}

function section(
  title: string,
  head: readonly string[],
  widths: readonly number[],
  rows: readonly (readonly string[])[],
): readonly Block[] {
  if (rows.length === 0) return []
  return [
    { type: 'heading', text: title },
    { type: 'table', head, widths, rows, isWritten: true },
  ]
}

/** Passed of how many, by weight, in the order in which the weights come first. */
function scores(testCases: readonly ReportTestCase[]): readonly (readonly string[])[] {
  return [...new Set(testCases.map(({ weight }) => weight))].map((weight) => {
    const of = testCases.filter((each) => each.weight === weight)
    return [weight, String(of.filter(({ isPassed }) => isPassed).length), String(of.length)]
  })
}

/** One test case in full: what was set up, expected and seen, and its evidence with the hashes it is known by. */
export function testCaseBlocks(testCase: ReportTestCase): readonly Block[] {
  const { plan, title, setUp, expected, result, note, evidence } = testCase
  const rows: [string, string][] = [
    ['Set-up', setUp],
    ['Expected', expected],
    ['Result', say(result ?? 'not recorded')],
    ['Seen', note],
  ]
  return [
    { type: 'subheading', name: plan, text: `${plan} ${title}`, isWritten: true },
    { type: 'facts', rows: rows.filter(([, text]) => text !== ''), isWritten: true },
    ...(evidence.length === 0
      ? []
      : [
          {
            type: 'table' as const,
            head: ['Evidence', 'Kind', 'Bytes', 'SHA-256'],
            widths: [4, 3, 2, 7],
            figures: [2],
            isWritten: true as const,
            rows: evidence.map((each) => [each.name, say(each.kind), String(each.bytes), each.sha256]),
          },
        ]),
  ]
}
