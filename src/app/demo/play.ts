/** Plays the demo's projects: each step by the person whose turn it is, a little later than the one before. */
import { addDays, type Day } from '../../kernel/day.ts'
import type { Actor } from '../../programme/permission.ts'
import type { Stage } from '../../programme/stage.ts'
import { act } from '../act.ts'
import type { House } from '../house.ts'
import { projectFile } from '../project-file.ts'
import { afterGrantSteps } from './after-the-grant.ts'
import { type Cast, partnerPeople } from './cast.ts'
import { type DemoClock, workingDay } from './clock.ts'
import { heldCapture, sampleCapture } from './sample-capture.ts'
import { sponsoredSteps, type Step } from './sponsored.ts'
import { selfAssessmentSteps } from './self-assessments.ts'
import { completedGuide, nextGuide } from './complete-guide.ts'
import { answersFor, type DemoProject, PROJECTS } from './scenario.ts'

/** Days after opening on which each step happens, for a project that goes through. */
const PACE = {
  submitted: 3,
  reviewed: 6,
  requested: 7,
  prepared: 9,
  issued: 11,
  ordered: 16,
  ready: 20,
  offered: 22,
  confirmed: 24,
  tested: 34,
  accepted: 38,
  decided: 41,
  guided: 46,
} as const

/** A project as it is played: its id once it is opened. */
type Playing = DemoProject & { id: string }

export async function playProjects(house: House, clock: DemoClock, today: Day, cast: Cast): Promise<void> {
  const players = new Players(cast)
  const steps = [
    ...PROJECTS.flatMap((project) => stepsOf({ ...project, id: '' }, house, clock, today, players)),
    ...sponsoredSteps(house, clock, today, players),
    ...selfAssessmentSteps(house, clock, today, players),
    ...afterGrantSteps(house, clock, today, players),
  ]
  // Everybody lives in one time: steps of all projects in the order of their days.
  for (const step of steps.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.hour - b.hour))) {
    clock.to(step.day, step.hour)
    clock.pass(4)
    await step.run()
  }
}

export class Players {
  private readonly cast: Cast

  constructor(cast: Cast) {
    this.cast = cast
  }

  get manager() {
    return this.named('maren.holt@aldermoor.example')
  }

  get granter() {
    return this.named('pilar.oduya@aldermoor.example')
  }

  get tester() {
    return this.named('idris.quayle@aldermoor.example')
  }

  get colleague() {
    return this.named('teodor.vance@aldermoor.example')
  }

  get reviewer() {
    return this.named('sunniva.brandt@aldermoor.example')
  }

  get support() {
    return this.named('casimir.wells@aldermoor.example')
  }

  get reseller() {
    return this.named('henrik.solvang@brightline.example')
  }

  get technician() {
    return this.named('noor.castellan@brightline.example')
  }

  get sales() {
    return this.named('lucia.fairbairn@aldermoor-emea.example')
  }

  partner(company: string): Actor {
    const account = partnerPeople().find((person) => person.organisation === slug(company))
    return this.named(account?.email ?? '')
  }

  private named(email: string): Actor {
    const actor = this.cast.get(email)
    if (!actor) throw new Error(`nobody in the demo has the address ${email}`)
    return actor
  }
}

const IDS: Readonly<Record<string, string>> = {
  'Lumen Alpine': 'lumen-alpine',
  'Cedar Carrier Services': 'cedar-carrier',
  'Saltmarsh Networks': 'saltmarsh',
}

function slug(company: string): string {
  return IDS[company] ?? company.toLowerCase().replaceAll(' ', '-')
}

const ORDER: readonly Stage[] = [
  'questionnaire',
  'questionnaire-review',
  'questionnaire-questions',
  'quote-to-request',
  'quote-preparation',
  'quote-agreement',
  'quote-offered',
  'readiness',
  'slot-to-offer',
  'slot-offered',
  'scheduled',
  'testing',
  'report-review',
  'decision',
  'guide',
  'published',
]

function stepsOf(project: Playing, house: House, clock: DemoClock, today: Day, players: Players): readonly Step[] {
  const partner = players.partner(project.company)
  const opened = addDays(today, -project.openedDaysAgo)
  const target =
    project.reach === 'not-granted' ? 'decision' : project.reach === 'closed' ? 'quote-offered' : project.reach
  const goesTo = (stage: Stage) => ORDER.indexOf(target) >= ORDER.indexOf(stage)
  const move = async (actor: Actor, name: string, input: unknown = {}) => {
    clock.pass(3)
    return act(house, actor, { move: name, id: project.id, input })
  }
  const on = (days: number, run: () => Promise<unknown>, hour = 9): Step => ({
    day: workingDay(addDays(opened, days)),
    hour,
    run: async () => void (await run()),
  })
  const steps: Step[] = []
  const when = (isTrue: boolean, ...more: readonly Step[]) => {
    if (isTrue) steps.push(...more)
  }

  steps.push(
    on(0, async () => {
      const { product, productRelease, platform, platformRelease, despite } = project
      const reason = despite ? { despite } : {}
      const done = await act(house, partner, {
        move: 'open-project',
        id: null,
        input: {
          product,
          productRelease,
          platform,
          platformRelease,
          level: 'MCT',
          topology: 'direct',
          region: null,
          ...reason,
        },
      })
      project.id = done.made.project!
      if (project.openedDaysAgo % 2 === 0)
        await move(partner, 'request-budgetary-quote', { note: 'For our budget of next quarter.' })
    }),
    on(1, () =>
      move(partner, 'save-answers', {
        answers: answersFor(project, addDays(opened, PACE.ready)),
      }),
    ),
  )
  when(
    goesTo('questionnaire-review'),
    on(PACE.submitted, () => move(partner, 'submit-questionnaire')),
  )
  when(
    project.reach === 'questionnaire-questions',
    on(PACE.submitted + 3, async () => {
      await move(players.reviewer, 'comment-on-question', {
        question: 'Q-48',
        text: 'Your quality targets name no packet loss for the mobile route. Is it the same?',
      })
      await move(players.reviewer, 'comment-on-question', {
        question: 'Q-10',
        text: 'Which of the two media ranges is used from the second site?',
      })
      await move(players.reviewer, 'return-questionnaire')
    }),
  )
  when(
    goesTo('quote-to-request'),
    on(PACE.reviewed, () =>
      move(players.reviewer, 'review-questionnaire', { remark: 'Complete and free of clashes.' }),
    ),
  )
  when(
    goesTo('quote-preparation'),
    on(PACE.requested, () => move(partner, 'request-firm-quote', { note: '' })),
  )
  when(
    goesTo('quote-agreement'),
    on(PACE.prepared, () =>
      move(players.manager, 'prepare-quote', {
        adjustment: 0,
        reason: '',
        assumptions: 'Remote access to the test trunk is set up by the partner.',
      }),
    ),
  )
  when(
    goesTo('quote-offered'),
    on(PACE.issued, () => move(players.tester, 'issue-quote')),
  )
  when(
    goesTo('readiness'),
    on(PACE.ordered, async () => {
      const { project: state } = (await projectFile(house.database, project.id))!.file
      const quote = state.quotes.find((each) => each.kind === 'firm')!
      await move(partner, 'order', {
        quote: quote.number,
        version: quote.version,
        purchaseOrder: `PO-${4000 + project.openedDaysAgo}`,
        billingName: project.company,
        billingAddress: `${project.company}\nAccounts\n1 Example Street`,
        billingEmail: `accounts@${slug(project.company)}.example`,
        acceptsTerms: true,
      })
      await move(players.manager, 'note-payment', { state: 'paid', note: 'Bank transfer' })
    }),
  )
  when(
    goesTo('slot-to-offer'),
    on(PACE.ready, () => move(partner, 'declare-readiness', { ...TICKED, note: '' })),
  )
  const slot = (days: number) => ({
    from: workingDay(addDays(opened, days)),
    to: workingDay(addDays(opened, days + 7)),
    engineer: engineerOf(project, players).id,
    note: 'Bench 2',
  })
  when(
    goesTo('slot-offered'),
    on(PACE.offered, () => move(players.tester, 'offer-slot', slot(PACE.confirmed + 2))),
  )
  when(
    goesTo('scheduled'),
    on(PACE.confirmed, () => move(partner, 'confirm-slot', { from: slot(PACE.confirmed + 2).from })),
  )
  when(
    goesTo('testing'),
    on(PACE.confirmed + 2, async () => {
      await move(players.tester, 'start-testing', {
        setUp: 'Bench 2, trunk over the public access, capture at the PBX side.',
      })
      await recordResults(house, clock, project, players.tester, target === 'testing' ? 0.55 : 1)
    }),
  )
  when(
    goesTo('testing') && target === 'testing',
    on(PACE.confirmed + 5, () =>
      move(players.tester, 'ask', {
        about: { kind: 'test-case', ref: 'FLV-01' },
        text: 'When the first target is blocked, your second one answers 503 for about a minute. Is that meant?',
      }),
    ),
  )
  when(
    goesTo('report-review'),
    on(PACE.tested, () =>
      move(players.tester, 'finish-testing', { summary: 'All planned test cases run in two sittings.' }),
    ),
  )
  when(
    goesTo('decision'),
    on(PACE.accepted, () => move(players.reviewer, 'accept-report', { remark: readWords(project) })),
  )
  const isShort = project.fails !== undefined
  when(
    project.reach === 'not-granted' || project.retested === true,
    on(PACE.decided, () =>
      move(players.granter, 'decline-grant', {
        reason: 'Test cases that must pass have failed.',
        findings: (project.fails ?? []).map((testCase) => ({
          testCase,
          says: FINDINGS[testCase] ?? 'It failed twice in a row.',
          next: 'Mend it on your side, then ask for a retest.',
        })),
      }),
    ),
  )
  when(
    project.retested === true,
    on(PACE.decided + 6, () =>
      move(partner, 'request-retest', {
        mended: 'Corrected in the session border controller; the answer is now the complement of the offer.',
        acceptsFee: true,
      }),
    ),
    on(PACE.decided + 7, () => move(partner, 'declare-readiness', { ...TICKED, note: 'Patched and in production.' })),
    on(PACE.decided + 8, () => move(players.tester, 'offer-slot', slot(PACE.decided + 11))),
    on(PACE.decided + 9, () => move(partner, 'confirm-slot', { from: slot(PACE.decided + 11).from })),
    on(PACE.decided + 11, async () => {
      await move(players.tester, 'start-testing', { setUp: 'Bench 2, as before.' })
      await recordResults(house, clock, { ...project, fails: [] }, players.tester, 1)
      await move(players.tester, 'finish-testing', { summary: 'Retest: all passed.' })
    }),
    on(PACE.decided + 13, () =>
      move(players.reviewer, 'accept-report', { remark: 'Results of the retest read; the fault is gone.' }),
    ),
    on(PACE.decided + 15, () =>
      move(players.granter, 'grant', { reason: 'All test cases that must pass have passed after the retest.' }),
    ),
  )
  when(
    goesTo('guide') && !isShort,
    on(PACE.decided, () => move(players.granter, 'grant', { reason: 'All test cases that must pass have passed.' })),
  )
  when(
    goesTo('published'),
    on(PACE.guided, async () => {
      const { guide } = (await projectFile(house.database, project.id))!.file
      await move(players.tester, 'save-guide', { content: completedGuide(guide!.content, project) })
      await move(players.tester, 'publish-guide')
      const { guide: out } = (await projectFile(house.database, project.id))!.file
      await move(players.tester, 'save-guide', { content: nextGuide(out!.content) })
      await move(players.tester, 'publish-guide-version')
    }),
  )
  when(
    project.reach === 'closed',
    on(PACE.ordered + 4, () => move(partner, 'close-project', { reason: 'We certify the next release instead.' })),
  )
  return steps
}

/** Whoever tests later has the slot; nobody has two at once. */
function engineerOf({ reach }: DemoProject, players: Players): Actor {
  if (reach === 'scheduled') return players.colleague
  return reach === 'slot-offered' ? players.reviewer : players.tester
}

const TICKED = { ownTesting: true, generallyAvailable: true, documents: true, people: true, setUp: true }

const FINDINGS: Readonly<Record<string, string>> = {
  'HLD-01': 'The provider answers sendonly with sendrecv; the held party hears the office.',
  'DTM-01': 'Digits sent faster than ten a second are lost at the provider.',
  'TRF-02': 'A blind transfer back to the outside is refused with 403, because the redirecting number is not accepted.',
}

/** What the reviewer had before them: captures are handed in of a plain call, a held one, and what failed. */
function readWords({ fails = [] }: DemoProject): string {
  const captures = ['a plain call', 'a held one', ...fails.filter((plan) => plan !== 'HLD-01')].join(', ')
  return `Read the captures handed in, of ${captures}; the other verdicts stand as the tester recorded them.`
}

/** Results for a share of the plan: passed, unless the story says otherwise. */
async function recordResults(
  house: House,
  clock: DemoClock,
  project: Playing,
  tester: Actor,
  share: number,
): Promise<void> {
  const { file } = (await projectFile(house.database, project.id))!
  const run = file.runs.at(-1)!
  const planned = run.testCases.slice(0, Math.ceil(run.testCases.length * share))
  for (const { plan, criticality } of planned) {
    clock.pass(6)
    const limit = project.limits?.[plan]
    const fails = project.fails?.includes(plan) ?? false
    const verdict = fails ? 'failed' : limit ? 'passed-with-limitation' : 'passed'
    await act(house, tester, {
      move: 'record-result',
      id: project.id,
      input: {
        testCase: plan,
        verdict,
        note: fails ? (FINDINGS[plan] ?? 'Failed.') : '',
        limitation: limit ? { effect: limit[0], workaround: limit[1] } : null,
        seen: run.results[plan]?.version ?? 0,
      },
    })
    if (criticality === 'KO' && (SHOWN_BY_CAPTURES.has(plan) || fails))
      await addCapture(house, clock, tester, { project: project.id, plan, fails })
  }
}

/** Test cases that one plain call, or one that is held, shows. */
const SHOWN_BY_CAPTURES = new Set(['OUT-01', 'RNG-01', 'COD-01', 'HLD-01'])

type Captured = { readonly project: string; readonly plan: string; readonly fails: boolean }

async function addCapture(
  house: House,
  clock: DemoClock,
  tester: Actor,
  { project, plan, fails }: Captured,
): Promise<void> {
  clock.pass(1)
  const seconds = Math.floor(clock.now() / 1000)
  const bytes = plan === 'HLD-01' ? heldCapture(seconds, fails ? 'sendrecv' : 'recvonly') : sampleCapture(seconds)
  const stored = await house.evidence.put(bytes)
  await act(house, tester, {
    move: 'add-evidence',
    id: project,
    input: {
      testCase: plan,
      file: {
        name: `${plan.toLowerCase()}.pcap`,
        kind: 'capture',
        mediaType: 'application/vnd.tcpdump.pcap',
        ...stored,
      },
    },
  })
}
