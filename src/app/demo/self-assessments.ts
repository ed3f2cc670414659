/**
 * The SATs of the demo: an application on an API whose plan is with the lab for the second time, a telephone
 * that is being tested, and a recorder whose SAT was accepted. Each was brought there by its moves.
 */
import { addDays, type Day } from '../../kernel/day.ts'
import type { Actor } from '../../programme/permission.ts'
import type { Stage } from '../../programme/stage.ts'
import { act } from '../act.ts'
import type { House } from '../house.ts'
import { projectFile } from '../project-file.ts'
import { type DemoClock, workingDay } from './clock.ts'
import type { Players } from './play.ts'
import type { Step } from './sponsored.ts'

type DemoSat = {
  readonly company: string
  readonly product: string
  readonly productRelease: string
  readonly reach: Extract<Stage, 'sat-plan-review' | 'sat-testing' | 'sat-accepted'>
  readonly openedDaysAgo: number
  readonly architecture: string
  readonly connections: string
  readonly leavesOut: readonly (readonly [testCase: string, because: string])[]
  readonly own: readonly (readonly [plan: string, title: string, step: string, expected: string])[]
}

const SATS: readonly DemoSat[] = [
  {
    company: 'Tessera Contact',
    product: 'tessera-desk',
    productRelease: '12.0',
    reach: 'sat-plan-review',
    openedDaysAgo: 16,
    architecture: 'A server beside the platform holds one CSTA session; agents work in the browser.',
    connections: 'CSTA over TLS, from the server to the platform, port 1040.',
    leavesOut: [['AGT-03', 'Tessera Desk shows calls and does not route them.']],
    own: [
      [
        'DESK-1',
        'A case is opened with the call',
        'Take a call of a known customer.',
        'The case of the customer is open.',
      ],
    ],
  },
  {
    company: 'Kestrel Devices',
    product: 'kestrel-k40',
    productRelease: '3.4',
    reach: 'sat-testing',
    openedDaysAgo: 27,
    architecture: 'Desk telephones in the local network, set up by a file from the platform.',
    connections: 'SIP over TLS, port 5061; media encrypted.',
    leavesOut: [['REG-04', 'One telephone for each extension.']],
    own: [],
  },
  {
    company: 'Ferrous Recording',
    product: 'ferrous-vault',
    productRelease: '8.0',
    reach: 'sat-accepted',
    openedDaysAgo: 60,
    architecture: 'Two recorders in a resilient pair, fed by the recording connector of the platform.',
    connections: 'SRC over TLS, port 6810, from the platform to both recorders.',
    leavesOut: [['AGT-01', 'The recorder records telephones, whoever has signed in at them.']],
    own: [
      [
        'VAULT-1',
        'A recording is found again',
        'Record a call and look for it by number.',
        'It is found within a second.',
      ],
    ],
  },
]

/** Days after opening on which each step happens. */
const PACE = { written: 2, submitted: 4, returned: 9, again: 12, approved: 18, tested: 28, accepted: 36 } as const

const REACHES = ['sat-plan-review', 'sat-testing', 'sat-accepted'] as const

export function selfAssessmentSteps(house: House, clock: DemoClock, today: Day, players: Players): readonly Step[] {
  return SATS.flatMap((sat) => stepsOf(sat, house, clock, today, players))
}

function stepsOf(sat: DemoSat, house: House, clock: DemoClock, today: Day, players: Players): readonly Step[] {
  const partner = players.partner(sat.company)
  const opened = addDays(today, -sat.openedDaysAgo)
  let id: string | null = null
  const move = (actor: Actor, name: string, input: unknown = {}) => {
    clock.pass(3)
    return act(house, actor, { move: name, id, input })
  }
  const on = (days: number, run: () => Promise<unknown>): Step => ({
    day: workingDay(addDays(opened, days)),
    hour: 10,
    run: async () => void (await run()),
  })
  const goesTo = (stage: DemoSat['reach']) => REACHES.indexOf(sat.reach) >= REACHES.indexOf(stage)
  const { product, productRelease } = sat
  const interop = { product, productRelease, platform: 'aldermoor-connect', platformRelease: '5.1' }
  return [
    on(0, async () => {
      const input = { ...interop, level: 'SAT', topology: 'direct', region: null }
      const done = await act(house, partner, { move: 'open-project', id: null, input })
      id = done.made.project!
    }),
    on(PACE.written, () => write(sat, (name, input) => move(partner, name, input))),
    on(PACE.submitted, () => move(partner, 'submit-sat-plan')),
    on(PACE.returned, () => read(sat, (name, input) => move(players.reviewer, name, input))),
    on(PACE.again, async () => {
      const { threads } = (await projectFile(house.database, id!))!.file
      const suggested = threads.find((thread) => thread.suggests)!
      await move(partner, 'take-sat-suggestion', { thread: suggested.id })
      const asked = threads.find((thread) => !thread.suggests)!
      await move(partner, 'answer', {
        thread: asked.id,
        text: 'With the number that the guide names, and a fifth more.',
      })
      await move(partner, 'submit-sat-plan')
      if (sat.reach !== 'sat-plan-review') await move(players.reviewer, 'close-question', { thread: asked.id })
    }),
    ...(goesTo('sat-testing')
      ? [
          on(PACE.approved, () => move(players.reviewer, 'approve-sat-plan', { remark: 'A plan one can test by.' })),
          on(PACE.approved + 3, () =>
            test(house, id!, sat.reach === 'sat-testing' ? 0.6 : 1, (name, input) => move(partner, name, input)),
          ),
        ]
      : []),
    ...(goesTo('sat-accepted')
      ? [
          on(PACE.tested, () =>
            move(partner, 'file-sat-results', {
              place: 'in-house',
              summary: 'All test cases were run on a pair of recorders; one has a limitation, which is named.',
              declares: true,
            }),
          ),
          on(PACE.accepted, () => move(players.tester, 'accept-sat', { remark: 'Clear results, thank you.' })),
        ]
      : []),
  ]
}

type Does = (name: string, input?: unknown) => Promise<unknown>

async function write(sat: DemoSat, does: Does): Promise<void> {
  const { architecture, connections } = sat
  await does('take-sat-template')
  for (const [testCase, because] of sat.leavesOut) await does('leave-sat-test-case-out', { testCase, because })
  for (const [plan, title, step, expected] of sat.own) {
    const wording = { title, criticality: 'IMP', scope: 'feature', steps: [step], expected, evidence: 'Screenshot' }
    await does('save-sat-test-case', { ...wording, plan, seen: 0 })
  }
  await does('describe-sat', {
    architecture,
    connections,
    licences: 'One for each user, on both sides.',
    limits: 'Video is not part of the product.',
    testBed: 'Two servers, a platform on the release named above, six telephones and a call generator.',
  })
}

/** The reviewer reads most of it, suggests one wording, asks one question, and sends it back. */
async function read(sat: DemoSat, does: Does): Promise<void> {
  await does('view-sat-test-cases', {
    viewed: ['ENV-01', 'ENV-02', 'ENV-03'].map((testCase) => ({ testCase, version: 1 })),
  })
  await does('suggest-sat-wording', {
    testCase: 'ENV-01',
    text: 'Please say on how many machines; it is asked every time.',
    title: 'Installed and licensed by the guide alone',
    criticality: 'KO',
    scope: 'interface',
    precondition: 'Two clean machines, a platform that is generally available, the installer and the licences.',
    steps: ['Follow the installation guide from its first page, on both machines.', 'Count the licences in use.'],
    expected: 'Application and platform services start. As many licences are in use as the guide says.',
    evidence: 'Screenshots of both sides',
  })
  const ref = sat.product === 'kestrel-k40' ? 'RES-03' : 'MON-03'
  await does('ask', { about: { kind: 'test-case', ref }, text: 'With how many devices will this be run?' })
  await does('return-sat-plan', { remark: 'Close to done: one suggestion, one question.' })
}

async function test(house: House, id: string, share: number, does: Does): Promise<void> {
  const run = (await projectFile(house.database, id))!.file.runs.at(-1)!
  for (const { plan } of run.testCases.slice(0, Math.ceil(run.testCases.length * share))) {
    const isLimited = plan === 'PER-01'
    await does('record-sat-result', {
      testCase: plan,
      verdict: isLimited ? 'passed-with-limitation' : 'passed',
      note: isLimited ? 'One in fifty events came after more than a second.' : '',
      limitation: isLimited
        ? { effect: 'In the busiest hour the screen may lag a second behind.', workaround: 'Add a second server.' }
        : null,
      seen: 0,
    })
  }
}
