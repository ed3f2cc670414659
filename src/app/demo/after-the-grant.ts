/**
 * What comes after a grant in the demo: tickets of a reseller (6.4), a verdict disputed and ruled on (G-07), review
 * calls proposed and booked (8.4), and a member who declined to test again and whose membership was ended (8.7).
 */
import sql from 'sql-template-tag'
import { addDays, type Day } from '../../kernel/day.ts'
import type { Actor } from '../../programme/permission.ts'
import { act } from '../act.ts'
import type { House } from '../house.ts'
import { type DemoClock, workingDay } from './clock.ts'
import type { Players } from './play.ts'
import type { Step } from './sponsored.ts'

type Stage = {
  readonly house: House
  readonly today: Day
  readonly players: Players
  readonly on: (daysAgo: number, hour: number, run: () => Promise<unknown>) => Step
  readonly does: (actor: Actor, move: string, id: string | null, input: object) => ReturnType<typeof act>
}

export function afterGrantSteps(house: House, clock: DemoClock, today: Day, players: Players): readonly Step[] {
  const stage: Stage = {
    house,
    today,
    players,
    on: (daysAgo, hour, run) => ({
      day: workingDay(addDays(today, -daysAgo)),
      hour,
      run: async () => void (await run()),
    }),
    does: async (actor, move, id, input) => {
      clock.pass(3)
      return act(house, actor, { move, id, input })
    },
  }
  return [...tickets(stage), ...dispute(stage), ...reviewCalls(stage), ...termination(stage), ...listingText(stage)]
}

const HARBOUR = {
  product: 'harbour-business-trunk',
  productRelease: '7.0',
  platform: 'aldermoor-voice',
  platformRelease: '10.0',
  country: 'DE',
} as const

/** Closed, found out and waiting, just come in at the sales unit, and redirected. */
function tickets({ players, on, does }: Stage): readonly Step[] {
  const open = async (deployment: object, problem: string) =>
    (await does(players.reseller, 'open-ticket', null, { ...HARBOUR, ...deployment, problem })).made.ticket!
  const casimir = players.support
  return [
    on(12, 10, async () => {
      const id = await open({}, 'Since the weekend calls to mobiles are refused with 403. Three sites, one trunk each.')
      const point = { follows: false, note: 'The class of service has no redirecting number.' }
      await does(casimir, 'check-guide-point', id, { point: 0, ...point })
      const cause = { cause: 'configuration', note: 'The redirecting number was switched off in the last update.' }
      await does(casimir, 'classify-ticket', id, cause)
      await does(casimir, 'close-ticket', id, { reason: 'Set as in the guide; calls to mobiles go out again.' })
    }),
    on(6, 11, async () => {
      const id = await open({}, 'On hold the far end hears nothing, and after it one side stays silent.')
      await does(players.reseller, 'report-field-issue', id, {
        title: 'One-way audio after hold',
        says: 'In about one call of ten, at two customers, since the provider changed its border controller.',
      })
    }),
    on(2, 14, () =>
      open(
        { product: 'alpine-connect-trunk', productRelease: '3.5' },
        'Digits sent to a voice portal arrive twice. Since Monday; nothing was changed here.',
      ),
    ),
    on(1, 9, () =>
      open(
        {
          product: 'cedar-sip',
          productRelease: '2025.1',
          platform: 'aldermoor-connect',
          platformRelease: '5.0',
        },
        'One-way audio after a transfer to a mobile.',
      ),
    ),
  ]
}

/** One dispute is ruled on and read by everybody; the other still waits for somebody new to it. */
function dispute({ house, players, on, does }: Stage): readonly Step[] {
  const saltmarsh = players.partner('Saltmarsh Networks')
  const project = () => idOf(house, 'project', 'saltmarsh-trunk', 'aldermoor-voice')
  return [
    on(2, 10, async () => {
      const says = 'The digits were sent faster than the plan asks for; at the usual speed all of them arrive.'
      await does(saltmarsh, 'dispute', await project(), { testCase: 'DTM-01', says })
    }),
    on(1, 10, async () => {
      const id = await project()
      const { id: disputed } = (await house.database.one<{ id: string }>(
        sql`select id from dispute where project = ${id}`,
      ))!
      await does(players.colleague, 'rule-on-dispute', id, {
        dispute: disputed,
        outcome: 'rejected',
        reason: 'The capture shows digits of 80 ms with pauses of 60 ms, which the plan names as the shortest.',
      })
      await does(players.manager, 'publish-interpretation', id, {
        dispute: disputed,
        title: 'How fast digits are sent in DTM-01',
        text: 'Digits as short as the plan names are part of the test case: people type so, and voice portals send so.',
      })
      const says = 'The refusal came from the carrier behind us, not from our service.'
      await does(saltmarsh, 'dispute', id, { testCase: 'TRF-02', says })
    }),
  ]
}

function reviewCalls({ house, today, players, on, does }: Stage): readonly Step[] {
  const times = [7, 8].map((days) => ({ day: workingDay(addDays(today, days)), time: '13:30' }))
  const [first] = times
  const propose = async (actor: Actor, product: string, about: string) =>
    does(actor, 'propose-review-call', await idOf(house, 'certification', product, 'aldermoor-voice'), { about, times })
  return [
    on(5, 10, () => propose(players.tester, 'ferrous-vault', 'Release 10.1 changes how recording sessions are named.')),
    on(3, 11, async () => {
      const number = await idOf(house, 'certification', 'ferrous-vault', 'aldermoor-voice')
      const time = `${first!.day} ${first!.time}`
      await does(players.partner('Ferrous Recording'), 'book-review-call', number, { time })
    }),
    on(2, 15, () =>
      propose(players.partner('Orchid Telecom'), 'orchid-trunk', 'Our release 5.3 and yours, looked at together.'),
    ),
  ]
}

/** Dunlin declined to test again while its old interop kept support busy; notice, time to answer, the end. */
function termination({ house, players, on, does }: Stage): readonly Step[] {
  const member = 'dunlin-paging'
  const number = () => idOf(house, 'certification', 'dunlin-pager', 'aldermoor-voice')
  return [
    on(120, 10, async () =>
      does(players.tester, 'decide-recertification', await number(), {
        outcome: 'declined',
        attendees: { vendor: 'Idris Quayle', partner: 'Femke Terlouw, by telephone' },
        significance: 'Two platform releases since the test.',
        operationalRisk: 'Pages get lost after updates of the platform.',
        businessRisk: 'Hospitals depend on it.',
        reason: 'Dunlin does not mean to test release 4 again.',
        testCases: [],
        due: null,
      }),
    ),
    on(110, 10, async () => {
      const says = 'Pages get lost since platform release 9.0; every update brings tickets.'
      const burden = { certification: await number(), tickets: 31, hours: 140, says }
      await does(players.support, 'record-burden', member, burden)
    }),
    on(105, 11, async () => {
      const row = await house.database.one<{ id: string }>(
        sql`select state->'burdens'->-1->>'id' as id from membership where id = ${member}`,
      )
      await does(players.manager, 'approve-burden', member, { burden: row!.id })
      const reason = 'The interop is obsolete, is not tested again, and keeps support busy.'
      await does(players.manager, 'give-termination-notice', member, { reason })
    }),
    on(90, 10, () =>
      does(players.partner('Dunlin Paging'), 'answer-termination-notice', member, {
        text: 'The product is at the end of its life. We have no objection.',
      }),
    ),
    on(65, 10, () =>
      does(players.granter, 'terminate-membership', member, {
        reason: 'Dunlin does not object, and the time to answer is over.',
      }),
    ),
  ]
}

/** A text for the catalogue waits for the programme office (4C.6h). */
function listingText({ players, on, does }: Stage): readonly Step[] {
  const text =
    'Desktop for agents: screen pop from the directory, routing by skill, and every call noted where it belongs.'
  return [on(1, 14, () => does(players.partner('Tessera Contact'), 'propose-product-text', 'tessera-desk', { text }))]
}

/** The one there is of a product on a platform; the newest of several. */
async function idOf(
  house: House,
  noun: 'project' | 'certification',
  product: string,
  platform: string,
): Promise<string> {
  const where = sql`where product = ${product} and platform = ${platform} order by id desc limit 1`
  const row =
    noun === 'project'
      ? await house.database.one<{ id: string }>(sql`select id from project ${where}`)
      : await house.database.one<{ id: string }>(sql`select id from certification ${where}`)
  if (!row) throw new Error(`the demo has no ${noun} of ${product} on ${platform}`)
  return row.id
}
