/** The moves of sponsored projects and technicians, each at its time, for whoever tries them with more than they ask for. */
import sql from 'sql-template-tag'
import { act } from '../../src/app/act.ts'
import { layResults } from '../matrix/world.ts'
import type { Cast } from './cast.ts'
import type { TestHouse } from './house.ts'
import { ACCESS, ASSESSMENT, CASE, HANDING_IN } from './sponsored-files.ts'
import { CREDENTIAL, requestOf, SponsoredStory } from './sponsored.ts'

type Input = Readonly<Record<string, unknown>>

/** Where every move is tried with more than it asks for. */
export type Filling = {
  readonly house: TestHouse
  readonly cast: Cast
  readonly asksForNoMore: (move: string, who: keyof Cast, id: string | null, input?: Input) => Promise<void>
}

export async function fillSponsored({ house, cast, asksForNoMore }: Filling): Promise<void> {
  const { technician } = cast
  await asksForNoMore('register-credential', 'sponsor', technician.id, { ...CREDENTIAL })
  const registered = await act(house, cast.sponsor, {
    move: 'register-credential',
    id: technician.id,
    input: CREDENTIAL,
  })
  const { credential } = registered.fact.data as { credential: string }
  await asksForNoMore('confirm-credential', 'manager', technician.id, { credential })
  await act(house, cast.manager, { move: 'confirm-credential', id: technician.id, input: { credential } })
  await asksForNoMore('withdraw-credential', 'sponsor', technician.id, { credential, reason: 'Lost.' })
  await asksForNoMore('request-sponsored-project', 'sponsor', null, { ...requestOf(cast, 'A') })

  const other = new SponsoredStory(house, cast)
  const on = (move: string, who: keyof Cast, input: Input = {}) => asksForNoMore(move, who, other.id, input)
  await other.bringTo('request-review')
  const words = { reason: 'Sound.', next: 'Go on.' }
  await on('approve-request', 'tester', words)
  await on('decline-request', 'tester', words)
  await on('return-request', 'tester', { gaps: 'Who tests?' })
  await on('assign-technician', 'sponsor', { technician: technician.id })
  await other.do(cast.tester, 'return-request', { gaps: 'Who tests?' })
  await on('complete-request', 'sponsor', CASE)
  await other.do(cast.sponsor, 'complete-request', CASE)
  await other.bringTo('self-test-access')
  await on('give-self-test-access', 'tester', ACCESS)
  await other.bringTo('self-testing')
  await on('revoke-self-test-access', 'sponsor', { reason: 'Left.' })
  await on('start-self-test', 'technician', { setUp: 'At a bench.', connected: true })
  await on('log-hours', 'technician', { on: '2026-06-15', hours: 2, note: 'Set-up.' })
  await other.do(technician, 'start-self-test', { setUp: 'At a bench.', connected: true })
  await layResults(other)
  const result = { testCase: 'OUT-01', verdict: 'passed', note: '', limitation: null, seen: 1 }
  await on('record-self-test', 'technician', result)
  await on('upload-self-test', 'technician', HANDING_IN)

  const waiver = { rule: 'mqt-is-for-solution-partners', until: '2026-12-31', reason: 'As agreed.' }
  await on('waive-rule', 'manager', waiver)
  await other.do(cast.manager, 'waive-rule', waiver)
  await on('end-waiver', 'manager', { rule: waiver.rule, reason: 'Over.' })

  await on('aim-at-level', 'manager', { aim: 'MCT', region: null, reason: 'As it was.' })
  await other.do(technician, 'upload-self-test', HANDING_IN)
  await house.database.run(sql`update project set state = jsonb_set(state, '{level}', '"MAT"') where id = ${other.id}`)
  await on('sign-report', 'admin', { hasRead: true })
  await on('state-support-terms', 'tester', { hours: 'All.', contacts: 'Us.', escalation: 'None.' })

  const b = new SponsoredStory(house, cast)
  await b.request({}, 'B')
  await asksForNoMore('assess-business-case', 'tester', b.id, ASSESSMENT)
  const local = { ...ASSESSMENT, strategy: 'b', level: 'MCT', region: 'emea' }
  await b.do(cast.tester, 'assess-business-case', local)
  await b.do(cast.tester, 'approve-request', words)
  const share = { sponsoredPercent: 50, terms: 'Half each.' }
  await asksForNoMore('propose-fee-share', 'sponsor', b.id, share)
  await b.do(cast.sponsor, 'propose-fee-share', share)
  const proposed = (await b.file()).project.agreement!.at
  await asksForNoMore('accept-fee-share', 'admin', b.id, { proposed, accepts: true })
}
