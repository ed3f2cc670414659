/**
 * The sponsored projects of the demo: on path A a reseller's technician is in the middle of a self-test; on path B
 * a sales unit waits for what the lab decides.
 */
import { addDays, type Day } from '../../kernel/day.ts'
import type { Actor } from '../../programme/permission.ts'
import { act } from '../act.ts'
import type { House } from '../house.ts'
import { projectFile } from '../project-file.ts'
import { type DemoClock, workingDay } from './clock.ts'
import { answersFor } from './scenario.ts'

export type SponsoredCast = {
  readonly manager: Actor
  readonly tester: Actor
  readonly reviewer: Actor
  readonly reseller: Actor
  readonly technician: Actor
  readonly sales: Actor
}

export type Step = { readonly day: Day; readonly hour: number; readonly run: () => Promise<void> }

const PATH_A = {
  product: 'alpine-connect-trunk',
  productRelease: '3.5',
  platform: 'aldermoor-connect',
  platformRelease: '5.1',
  company: 'Lumen Alpine',
  reach: 'testing',
  openedDaysAgo: 27,
} as const

/** How much of the plan the technician has run so far. */
const SHARE = 0.4

export function sponsoredSteps(house: House, clock: DemoClock, today: Day, cast: SponsoredCast): readonly Step[] {
  const on = (daysAgo: number, run: () => Promise<unknown>, hour = 10): Step => ({
    day: workingDay(addDays(today, -daysAgo)),
    hour,
    run: async () => void (await run()),
  })
  const does = async (actor: Actor, move: string, id: string | null, input: object) => {
    clock.pass(3)
    return act(house, actor, { move, id, input })
  }
  return [
    ...credentials(on, does, today, cast),
    ...pathA(on, does, house, clock, today, cast),
    on(4, () => does(cast.sales, 'request-sponsored-project', null, caseOfFjordlink())),
  ]
}

type On = (daysAgo: number, run: () => Promise<unknown>, hour?: number) => Step
type Does = (actor: Actor, move: string, id: string | null, input: object) => ReturnType<typeof act>

/** One in date on either platform, and one that ends soon. */
function credentials(
  on: On,
  does: Does,
  today: Day,
  { reseller, manager, technician }: SponsoredCast,
): readonly Step[] {
  const registered = (daysAgo: number, number: string, platform: string, from: number, until: number) =>
    on(daysAgo, async () => {
      const input = { number, platform, issued: addDays(today, -from), expires: addDays(today, until) }
      const done = await does(reseller, 'register-credential', technician.id, { ...input, release: null })
      const { credential } = done.fact.data as { credential: string }
      await does(manager, 'confirm-credential', technician.id, { credential })
    })
  return [
    registered(60, 'ACP-5-20817', 'aldermoor-connect', 200, 165),
    registered(59, 'AVP-10-11932', 'aldermoor-voice', 340, 24),
  ]
}

function pathA(on: On, does: Does, house: House, clock: DemoClock, today: Day, cast: SponsoredCast): readonly Step[] {
  const { reseller, technician, tester, reviewer } = cast
  const { product, productRelease, platform, platformRelease, openedDaysAgo } = PATH_A
  let id = ''
  return [
    on(openedDaysAgo, async () => {
      const done = await does(reseller, 'request-sponsored-project', null, {
        path: 'A',
        product,
        productRelease,
        platform,
        platformRelease,
        level: 'MCT',
        region: null,
        topology: 'direct',
        technician: technician.id,
        despite: 'Both tenders ask for a test within the last half year, at a site of the customer.',
        requirement:
          'We move forty branches of two retailers to this trunk and want it certified on Connect before the first goes over.',
        justification:
          'Forty branches, eleven hundred extensions; both retailers ask for a certified trunk in their tender.',
        revenueVendor: 140_000,
        revenueReseller: 95_000,
        strategic: '',
        urgency: 'quarter',
        localNeeds: '',
        wanted: null,
        seesOpportunity: true,
        hasResources: true,
      })
      id = done.made.project!
    }),
    on(openedDaysAgo - 3, () =>
      does(tester, 'approve-request', id, {
        reason: 'The trunk is known, the technician qualified, and the case sound.',
        next: 'Fill in the questionnaire; provider and reseller can share the work.',
      }),
    ),
    on(openedDaysAgo - 4, () =>
      does(reseller, 'save-answers', id, { answers: answersFor(PATH_A, addDays(today, -openedDaysAgo)) }),
    ),
    on(openedDaysAgo - 6, () => does(reseller, 'submit-questionnaire', id, {})),
    on(openedDaysAgo - 10, () =>
      does(reviewer, 'review-questionnaire', id, { remark: 'Complete and free of clashes.' }),
    ),
    on(openedDaysAgo - 12, () =>
      does(reseller, 'declare-readiness', id, { ...TICKED, note: 'Bench at our Cologne office.' }),
    ),
    on(openedDaysAgo - 13, () =>
      does(tester, 'give-self-test-access', id, {
        from: workingDay(addDays(today, 13 - openedDaysAgo)),
        until: addDays(today, 40),
        instructions: 'Begin with the pre-flight; take a capture of every test case that must pass.',
      }),
    ),
    on(openedDaysAgo - 16, async () => {
      await does(technician, 'start-self-test', id, {
        connected: true,
        setUp: 'Bench in Cologne, trunk over the public access, capture at the PBX side.',
      })
      await runShare(house, clock, id, technician)
      await does(technician, 'log-hours', id, {
        on: workingDay(addDays(today, 16 - openedDaysAgo)),
        hours: 6.5,
        note: 'Set-up and the first groups.',
      })
    }),
  ]
}

async function runShare(house: House, clock: DemoClock, id: string, technician: Actor): Promise<void> {
  const { testCases } = (await projectFile(house.database, id))!.file.runs.at(-1)!
  for (const { plan } of testCases.slice(0, Math.ceil(testCases.length * SHARE))) {
    clock.pass(6)
    const input = { testCase: plan, verdict: 'passed', note: '', limitation: null, seen: 0 }
    await act(house, technician, { move: 'record-self-test', id, input })
  }
}

const TICKED = { ownTesting: true, generallyAvailable: true, documents: true, people: true, setUp: true }

function caseOfFjordlink(): object {
  return {
    path: 'B',
    product: 'fjordlink-trunk',
    productRelease: '4.4',
    platform: 'aldermoor-voice',
    platformRelease: '10.1',
    level: 'MCT',
    region: null,
    topology: 'via-border-gateway',
    technician: null,
    requirement: 'A shipping company wants the trunk behind its border gateways, on sixty vessels and two offices.',
    justification: 'Sixty vessels in two years; the company renews its whole platform with the trunk.',
    revenueVendor: 310_000,
    revenueReseller: 0,
    strategic: 'The first customer at sea: three more watch it.',
    urgency: 'month',
    localNeeds: 'Satellite access is at the sales unit in Bergen only.',
    wanted: 'a',
    seesOpportunity: true,
    hasResources: true,
  }
}
