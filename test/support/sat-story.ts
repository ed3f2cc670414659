/** A lineside product of Northwind in its SAT, moved by the people of the cast. */
import { act } from '../../src/app/act.ts'
import type { House } from '../../src/app/house.ts'
import type { Stage } from '../../src/programme/stage.ts'
import { type Cast, OPENING, Story } from './cast.ts'

const PHONE = {
  name: 'North Phone',
  family: 'sip-lineside',
  interfaces: ['sip-lineside'],
  version: '2.0',
  ga: '2026-01-15',
} as const

export const SAT_OPENING = { ...OPENING, product: 'north-phone', productRelease: '2.0', level: 'SAT' } as const

export const DESCRIBED = {
  architecture: 'Telephones in the local network.',
  connections: 'SIP over TLS, 5061.',
  licences: 'One a device.',
  limits: '',
  testBed: 'Two telephones and a platform in our laboratory.',
}

export const SAT_WORDING = {
  title: 'A second line',
  criticality: 'IMP',
  scope: 'interface',
  interfaces: ['sip-lineside'],
  precondition: 'Two lines are set up.',
  steps: ['Call on both.'],
  expected: 'Both have speech.',
  evidence: 'Capture',
  reference: 'RFC 3261',
} as const

export const FILING = { place: 'in-house', summary: 'All went well.', declares: true } as const

/** Northwind registers the product; once for a house. */
export async function addPhone(house: House, { admin }: Cast): Promise<void> {
  await act(house, admin, { move: 'add-product', id: 'northwind', input: PHONE })
}

export async function openSat(house: House, cast: Cast): Promise<Story> {
  const story = new Story(house, cast)
  const { made } = await act(house, cast.admin, { move: 'open-project', id: null, input: SAT_OPENING })
  story.id = made.project!
  return story
}

/** Everything up to a stage of the SAT, without questions on the way. */
export async function bringSatTo(story: Story, stage: Stage): Promise<void> {
  const { admin, tester, reviewer } = story.cast
  const steps: readonly (readonly [Stage, () => Promise<unknown>])[] = [
    ['sat-plan', () => takeTemplate(story)],
    ['sat-plan', () => story.do(admin, 'describe-sat', DESCRIBED)],
    ['sat-plan', () => story.do(admin, 'submit-sat-plan')],
    ['sat-plan-review', () => story.do(reviewer, 'approve-sat-plan', { remark: '' })],
    ['sat-testing', () => recordSat(story)],
    ['sat-testing', () => story.do(admin, 'file-sat-results', FILING)],
    ['sat-results-review', () => story.do(tester, 'accept-sat', { remark: '' })],
    ['sat-accepted', () => askForUpdate(story)],
  ]
  for (const [from, step] of steps) {
    if ((await story.file()).project.stage === stage) return
    if ((await story.file()).project.stage === from) await step()
  }
}

async function takeTemplate(story: Story): Promise<void> {
  if ((await story.file()).sat?.testCases.length === 0) await story.do(story.cast.admin, 'take-sat-template')
}

export function askForUpdate(story: Story): Promise<unknown> {
  const input = { platformRelease: '10.0', changes: 'Nothing at the interface.', declares: true }
  return story.do(story.cast.admin, 'ask-for-sat-update', input)
}

export async function recordSat(story: Story): Promise<void> {
  const run = (await story.file()).runs.at(-1)!
  for (const { plan } of run.testCases) {
    const seen = run.results[plan]?.version ?? 0
    await story.do(story.cast.admin, 'record-sat-result', { testCase: plan, verdict: 'passed', note: '', seen })
  }
}

/** A test case that the lab adds to a plan in its own words (6.1). */
export const LABS_OWN = {
  ...SAT_WORDING,
  interfaces: ['sip-trunk'],
  plan: 'LAB-1',
  because: 'It broke in the field.',
  effort: 'simple',
} as const
