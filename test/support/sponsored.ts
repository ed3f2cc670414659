/** A project that a reseller asked for, on a real house: its technician, its request, and the way of path A. */
import { act, type Done } from '../../src/app/act.ts'
import type { House } from '../../src/app/house.ts'
import { exampleAnswers } from '../../src/programme/questionnaire/example.ts'
import type { Stage } from '../../src/programme/stage.ts'
import { type Cast, OPENING, Story, TICKED } from './cast.ts'
import { ACCESS, CASE, HANDING_IN } from './sponsored-files.ts'

export const CREDENTIAL = {
  platform: 'voice',
  release: null,
  number: 'V-1',
  issued: '2025-07-01',
  expires: '2026-12-31',
} as const

/** Registered by the technician's side, confirmed by the office; once for each house. */
export async function qualify(
  house: House,
  { sponsor, manager, technician }: Cast,
  change: object = {},
): Promise<string> {
  const registered = await act(house, sponsor, {
    move: 'register-credential',
    id: technician.id,
    input: { ...CREDENTIAL, ...change },
  })
  const { credential } = registered.fact.data as { credential: string }
  await act(house, manager, { move: 'confirm-credential', id: technician.id, input: { credential } })
  return credential
}

export function requestOf(cast: Cast, path: 'A' | 'B', change: object = {}): object {
  const technician = path === 'A' ? cast.technician.id : null
  return { ...OPENING, path, technician, requirement: 'A trunk for our customers.', ...CASE, ...change }
}

/** On path A: the technician is qualified before. */
export class SponsoredStory extends Story {
  async request(change: object = {}, path: 'A' | 'B' = 'A'): Promise<Done> {
    const input = requestOf(this.cast, path, change)
    const done = await act(this.house, this.cast.sponsor, { move: 'request-sponsored-project', id: null, input })
    this.id = done.made.project!
    return done
  }

  override async bringTo(stage: Stage): Promise<this> {
    const { sponsor, technician, tester, reviewer, granter } = this.cast
    if (this.id === '') await this.request()
    const from = new Date(this.house.now()).toISOString().slice(0, 10)
    const steps: readonly (readonly [Stage, () => Promise<unknown>])[] = [
      ['request-review', () => this.do(tester, 'approve-request', { reason: 'Sound.', next: 'Go on.' })],
      ['questionnaire', () => this.do(sponsor, 'save-answers', { answers: exampleAnswers() })],
      ['questionnaire', () => this.do(sponsor, 'submit-questionnaire')],
      ['questionnaire-review', () => this.do(reviewer, 'review-questionnaire', { remark: 'Fine.' })],
      ['readiness', () => this.do(sponsor, 'declare-readiness', TICKED)],
      ['self-test-access', () => this.do(tester, 'give-self-test-access', { ...ACCESS, from })],
      ['self-testing', () => this.runAll()],
      ['self-testing', () => this.do(technician, 'upload-self-test', HANDING_IN)],
      ['report-review', () => this.do(reviewer, 'accept-report', { remark: 'Read.' })],
      ['decision', () => this.do(granter, 'grant', { reason: 'All passed.' })],
      ['guide', () => this.publish()],
    ]
    for (const [at, step] of steps) {
      const now = (await this.file()).project.stage
      if (now === stage) return this
      if (now === at) await step()
    }
    return this
  }

  /** The run from its start: every test case passed. */
  async runAll(): Promise<void> {
    const { technician } = this.cast
    await this.do(technician, 'start-self-test', { setUp: 'At the reseller’s bench.', connected: true })
    for (const { plan } of (await this.file()).runs.at(-1)!.testCases)
      await this.do(technician, 'record-self-test', { testCase: plan, verdict: 'passed', note: '', seen: 0 })
  }
}
