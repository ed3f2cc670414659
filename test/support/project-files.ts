/**
 * A project moved along without a database: the same guards in the same order as the write path, over files held in
 * memory. For unit tests of moves; what is promised of the database is tested on a database.
 */
import { withDerived } from '../../src/app/project-file.ts'
import { type Day, day } from '../../src/kernel/day.ts'
import { refuse } from '../../src/kernel/refusal.ts'
import { captureMoves } from '../../src/programme/captures.ts'
import { notToBeCalled } from '../../src/kernel/web-address.ts'
import { decisionMoves } from '../../src/programme/decision.ts'
import { evidenceMoves } from '../../src/programme/evidence.ts'
import { agreementMoves } from '../../src/programme/fee-agreement.ts'
import { guideDiscardMoves } from '../../src/programme/guide-writing.ts'
import { guideReviewMoves } from '../../src/programme/guide-review.ts'
import { guideMoves } from '../../src/programme/guide.ts'
import { waiverMoves } from '../../src/programme/waiver.ts'
import type { AnyMove, Context, Gate, Put } from '../../src/programme/move.ts'
import { openingMoves } from '../../src/programme/opening.ts'
import { type Actor, may } from '../../src/programme/permission.ts'
import type { Role } from '../../src/programme/person.ts'
import { belongsOf, type ProjectFile } from '../../src/programme/project-file.ts'
import { planAdditionMoves } from '../../src/programme/plan-additions.ts'
import { exampleAnswers } from '../../src/programme/questionnaire/example.ts'
import { requestMoves } from '../../src/programme/request-review.ts'
import { signingMoves } from '../../src/programme/report-signing.ts'
import { selfTestMoves } from '../../src/programme/self-test.ts'
import { supervisedMoves } from '../../src/programme/supervised.ts'
import { questionnaireMoves } from '../../src/programme/questionnaire/questionnaire.ts'
import { quoteMoves } from '../../src/programme/quote.ts'
import { runMoves } from '../../src/programme/run.ts'
import { satPlanMoves } from '../../src/programme/sat/plan-moves.ts'
import { satResultMoves } from '../../src/programme/sat/result-moves.ts'
import { satReviewMoves } from '../../src/programme/sat/review-moves.ts'
import { blankSat } from '../../src/programme/sat/sat.ts'
import { satSheetMoves } from '../../src/programme/sat/sheet-moves.ts'
import { satUpdateMoves } from '../../src/programme/sat/update-moves.ts'
import { slotMoves } from '../../src/programme/slot.ts'
import type { Stage } from '../../src/programme/stage.ts'
import type { Stamp } from '../../src/programme/stamp.ts'
import { threadMoves } from '../../src/programme/thread.ts'
import { stands } from '../../src/rulebook/rule.ts'
import { findingsAt } from '../../src/rulebook/rules.ts'
import { dossierOfProject } from '../../src/rulebook/project-dossier.ts'
import { figuresWith } from './records.ts'

export const person = (id: string, organisation: string, ...roles: readonly Role[]): Actor => ({
  id,
  name: id,
  organisation,
  parts: roles,
})

export const people = {
  admin: person('admin', 'northwind', 'partner-admin'),
  manager: person('manager', 'vendor', 'programme-manager'),
  granter: person('granter', 'vendor', 'programme-manager'),
  tester: person('tester', 'vendor', 'lab-engineer'),
  colleague: person('colleague', 'vendor', 'lab-engineer'),
  reviewer: person('reviewer', 'vendor', 'lab-engineer'),
  /** One person with both hats. */
  both: person('both', 'vendor', 'lab-engineer', 'programme-manager'),
} as const

export const TODAY = day('2026-06-15')

export const stampBy = (by: string, on: Day = TODAY): Stamp => ({ by, at: `${on}T09:00:00.000Z`, day: on })

/** A trunk just opened on path C at MCT, its questionnaire answered by the example. */
export function newProject(): ProjectFile {
  const opened = stampBy('admin')
  return kept({
    project: {
      id: 'p1',
      number: 'P-2026-0001',
      kind: 'initial',
      path: 'C',
      level: 'MCT',
      organisation: 'northwind',
      sponsor: null,
      product: 'north-trunk',
      productRelease: '3.1',
      platform: 'voice',
      platformRelease: '10.0',
      topology: 'direct',
      region: null,
      stage: 'questionnaire',
      since: opened,
      opened,
      entered: { questionnaire: opened.day },
      quotes: [],
      order: null,
      readiness: null,
      slot: null,
      runs: [],
      reviews: [],
      decisions: [],
      retest: null,
      certification: null,
      closed: null,
    },
    organisation: { id: 'northwind', name: 'Northwind', country: 'NL', roles: ['partner'] },
    sponsor: null,
    technician: null,
    membership: {
      organisation: 'northwind',
      application: null,
      terms: [{ tier: 'mdp-commercial-basic', from: day('2026-01-01'), until: day('2026-12-31') }],
      terminated: null,
    },
    product: {
      id: 'north-trunk',
      organisation: 'northwind',
      name: 'North Trunk',
      family: 'sip-trunk',
      interfaces: ['sip-trunk'],
      resoldByVendor: false,
      releases: [{ version: '3.1', ga: day('2026-02-01') }, { version: '4.0' }],
    },
    platform: {
      id: 'voice',
      name: 'Voice',
      releases: [
        { version: '9.0', kind: 'major', ga: day('2024-06-01') },
        { version: '10.0', kind: 'major', ga: day('2025-06-01') },
        { version: '11.0', kind: 'major', planned: day('2026-12-01') },
      ],
      availability: { SAT: 'yes', MCT: 'yes', MQT: 'yes', MAT: 'no' },
    },
    questionnaire: {
      project: 'p1',
      answers: exampleAnswers(),
      versions: {},
      comments: [],
      submissions: [],
      reviewed: null,
    },
    plan: { testCases: [], leftOut: [] },
    sat: null,
    acceptedSat: null,
    template: [],
    templateLeftOut: [],
    retest: [],
    runs: [],
    evidence: [],
    threads: [],
    disputes: [],
    certification: null,
    recertified: null,
    guide: null,
    guideWriting: null,
    authorisation: null,
    satEvidence: [],
    fieldIssues: [],
  })
}

/** A SAT of an application on an API just opened by a member at the tier that APIs take. */
export function newSat(): ProjectFile {
  const trunk = newProject()
  const { id, platform, platformRelease } = trunk.project
  return kept({
    ...trunk,
    project: {
      ...trunk.project,
      level: 'SAT',
      product: 'north-desk',
      stage: 'sat-plan',
      entered: { 'sat-plan': TODAY },
    },
    membership: {
      organisation: 'northwind',
      application: null,
      terms: [{ tier: 'mdp-commercial-advanced', from: day('2026-01-01'), until: day('2026-12-31') }],
      terminated: null,
    },
    product: { ...trunk.product, id: 'north-desk', name: 'North Desk', family: 'advanced-api', interfaces: ['csta'] },
    sat: blankSat({ project: id, product: 'north-desk', platform, platformRelease }),
  })
}

/** What follows from what is kept, as the write path works it out on loading. */
export function kept(file: ProjectFile): ProjectFile {
  return withDerived(file)
}

export const PROJECT_MOVES = {
  'close-project': openingMoves['close-project'],
  ...questionnaireMoves,
  ...quoteMoves,
  ...slotMoves,
  ...planAdditionMoves,
  ...runMoves,
  ...evidenceMoves,
  ...captureMoves,
  ...decisionMoves,
  ...guideMoves,
  ...guideReviewMoves,
  ...guideDiscardMoves,
  ...waiverMoves,
  ...requestMoves,
  ...agreementMoves,
  ...selfTestMoves,
  ...supervisedMoves,
  ...signingMoves,
  ...threadMoves,
  ...satPlanMoves,
  ...satSheetMoves,
  ...satReviewMoves,
  ...satResultMoves,
  ...satUpdateMoves,
} as const

export type ProjectMove = keyof typeof PROJECT_MOVES

/** The file after a move, or the refusal thrown. */
export function after(
  file: ProjectFile,
  by: Actor,
  name: ProjectMove,
  input: unknown = {},
  on: Day = TODAY,
): ProjectFile {
  const move = PROJECT_MOVES[name] as unknown as AnyMove<ProjectFile>
  const figures = figuresWith({}, on)
  if (!may(by, move.by, belongsOf(file))) refuse('not-permitted', { says: `Not for ${by.name}.`, next: 'Ask.' })
  if (move.from && !move.from.includes(file.project.stage))
    refuse('not-now', { says: file.project.stage, next: 'Wait.' })
  const parsed = move.input.safeParse(input)
  if (!parsed.success) return refuse('wrong-input', { says: parsed.error.issues[0]!.message, next: 'Correct it.' })
  const obstacle = move.obstacle?.(file, by, { day: on, figure: figures.number })
  if (obstacle) refuse('not-now', obstacle)
  const gates = move.gates?.(file) ?? []
  const dossier = dossierOfProject(file, by, on, figures, gates)
  const against = gates.flatMap((gate) => findingsAt(gate, dossier, figures)).find((finding) => !stands(finding))
  if (against) refuse('rule', { says: against.says, next: against.fix, clause: against.clause })
  const allows = (gate: Gate) => findingsAt(gate, dossier, figures).every(stands)
  const decision = move.decide(file, parsed.data as never, contextOf(by, on, allows))
  return kept(decision.puts.reduce(withPut, file))
}

let made = 0

export function contextOf(by: Actor, on: Day = TODAY, allows: Context['allows'] = () => false): Context {
  const figures = figuresWith({}, on)
  return {
    actor: by,
    day: on,
    at: `${on}T09:00:00.000Z`,
    number: 'N-2026-0001',
    newId: () => `id-${(made += 1)}`,
    newSecret: () => ({ token: 'token', hash: 'hash' }),
    figure: figures.number,
    word: figures.word,
    allows,
    notToBeCalled: (address) => notToBeCalled(address),
  }
}

function withPut(file: ProjectFile, { noun, state }: Put): ProjectFile {
  switch (noun) {
    case 'certification':
      return state.number === file.recertified?.number
        ? { ...file, recertified: state }
        : { ...file, certification: state }
    case 'project':
    case 'questionnaire':
    case 'guide':
    case 'authorisation':
    case 'sat':
      return { ...file, [noun]: state }
    case 'guide-writing':
      return { ...file, guideWriting: state }
    case 'run':
      return { ...file, runs: withKept(file.runs, state) }
    case 'evidence':
      return { ...file, evidence: withKept(file.evidence, state) }
    case 'thread':
      return { ...file, threads: withKept(file.threads, state) }
    case 'sat-evidence':
      return { ...file, satEvidence: [...file.satEvidence, state] }
    default:
      throw new Error(`a move on a project put a ${noun}`)
  }
}

function withKept<Kept extends { readonly id: string }>(all: readonly Kept[], fresh: Kept): readonly Kept[] {
  return all.some((each) => each.id === fresh.id)
    ? all.map((each) => (each.id === fresh.id ? fresh : each))
    : [...all, fresh]
}

export const TICKED = {
  ownTesting: true,
  generallyAvailable: true,
  documents: true,
  people: true,
  setUp: true,
  note: '',
} as const

/** Records a result for every test case of the open run, by whoever is said to; passed unless told. */
export function recordAll(
  file: ProjectFile,
  by: Actor = people.tester,
  verdicts: Readonly<Record<string, string>> = {},
): ProjectFile {
  const run = file.runs.at(-1)!
  return run.testCases.reduce((so, { plan }) => {
    const verdict = verdicts[plan] ?? 'passed'
    const seen = so.runs.at(-1)!.results[plan]?.version ?? 0
    return after(so, by, 'record-result', { testCase: plan, verdict, note: verdict === 'passed' ? '' : 'Seen.', seen })
  }, file)
}

/** The way to publication, one step after the other, each with the stage it starts from. */
const WAY: readonly (readonly [from: Stage, step: (file: ProjectFile) => ProjectFile])[] = [
  ['questionnaire', (file) => after(file, people.admin, 'submit-questionnaire')],
  ['questionnaire-review', (file) => after(file, people.reviewer, 'review-questionnaire', { remark: 'Fine.' })],
  ['quote-to-request', (file) => after(file, people.admin, 'request-firm-quote', { note: '' })],
  ['quote-preparation', (file) => after(file, people.manager, 'prepare-quote', { reason: '', assumptions: '' })],
  ['quote-agreement', (file) => after(file, people.tester, 'issue-quote')],
  ['quote-offered', order],
  ['readiness', (file) => after(file, people.admin, 'declare-readiness', TICKED)],
  [
    'slot-to-offer',
    (file) => after(file, people.tester, 'offer-slot', { from: TODAY, to: TODAY, engineer: 'tester', note: '' }),
  ],
  ['slot-offered', (file) => after(file, people.admin, 'confirm-slot', { from: TODAY })],
  ['scheduled', (file) => after(file, people.tester, 'start-testing', { setUp: 'Bench 1.' })],
  ['testing', (file) => after(recordAll(file), people.tester, 'finish-testing', { summary: 'Done.' })],
  ['report-review', (file) => after(file, people.reviewer, 'accept-report', { remark: 'Read.' })],
  ['decision', (file) => after(file, people.granter, 'grant', { reason: 'All passed.' })],
]

export function order(file: ProjectFile): ProjectFile {
  const quote = file.project.quotes.find((each) => each.kind === 'firm' && each.state === 'issued')!
  return after(file, people.admin, 'order', {
    quote: quote.number,
    version: quote.version,
    purchaseOrder: 'PO-1',
    billingName: 'Northwind',
    billingAddress: '1 Example Street',
    billingEmail: 'accounts@northwind.test',
    acceptsTerms: true,
  })
}

/** A project brought to a stage of path C, by the people of the cast. */
export function projectIn(stage: Stage, from: ProjectFile = newProject()): ProjectFile {
  let file = from
  for (const [at, step] of WAY) {
    if (file.project.stage === stage) return file
    if (file.project.stage === at) file = step(file)
  }
  if (file.project.stage !== stage) throw new Error(`no way leads to ${stage} from here`)
  return file
}
