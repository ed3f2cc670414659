/** One thing of every kind that moves and routes are done to: Northwind's, and the same of Southwind, who are strangers. */
import { sampleCapture } from '../../src/app/demo/sample-capture.ts'
import fs from 'node:fs/promises'
import path from 'node:path'
import sql from 'sql-template-tag'
import { act, type Done } from '../../src/app/act.ts'
import { newId } from '../../src/app/house.ts'
import { type Actor, CONSOLE, VISITOR } from '../../src/programme/permission.ts'
import type { Stage } from '../../src/programme/stage.ts'
import { type Cast, enterCast, importRecords, OPENING, Story } from '../support/cast.ts'
import { askForEquipment } from '../support/equipment.ts'
import { askForFee } from '../support/fee-requests.ts'
import { addWebhook } from '../support/webhooks.ts'
import { DEPLOYED, openTicket } from '../support/tickets.ts'
import type { TestHouse } from '../support/house.ts'

export type Things = {
  readonly organisation: string
  readonly person: string
  /** A field technician of one's own side, or of the vendor as a stranger's. */
  readonly technician: string
  /** An invitation that was never used. */
  readonly invitation: string
  readonly product: string
  readonly release: string
  readonly project: string
  readonly evidence: string
  readonly thread: string
  readonly comment: string
  readonly quote: string
  readonly certification: string
  readonly ticket: string
  readonly equipment: string
  /** A request that resale bears a part of the fee. */
  readonly feeRequest: string
  /** An access token of the person's. */
  readonly accessToken: string
  readonly webhook: string
}

export type World = {
  readonly cast: Cast
  readonly own: Things
  readonly foreign: Things
  readonly enquiry: string
  readonly platform: string
  readonly parameter: string
  /** An access token of everybody's. */
  readonly accessTokens: Readonly<Record<keyof Cast, string>>
}

/** Both partners' projects are brought to a stage at which there is something of everything. */
export async function buildWorld(house: TestHouse, stage: Stage = 'published'): Promise<World> {
  const cast = await enterCast(house)
  const north = new Story(house, cast)
  const south = new Story(house, { ...cast, admin: cast.stranger })
  const own = await thingsOf(house, north, { person: cast.engineer, product: 'north-trunk', release: '3.1' }, stage)
  const foreign = await thingsOf(house, south, { person: cast.stranger, product: 'south-trunk', release: '1.0' }, stage)
  const enquiry = await act(house, VISITOR, { move: 'enquire', id: null, input: ENQUIRY })
  const tokens = new Map<string, string>()
  for (const [who, person] of Object.entries(cast)) tokens.set(who, await tokenOf(house, person))
  return {
    cast,
    own,
    foreign,
    enquiry: enquiry.made.enquiry!,
    platform: 'voice',
    parameter: 'quote.validity-days',
    accessTokens: Object.fromEntries(tokens) as World['accessTokens'],
  }
}

const ENQUIRY = {
  name: 'Somebody',
  email: 'somebody@elsewhere.test',
  organisation: 'Elsewhere',
  platform: 'voice',
  level: 'MCT',
  question: 'May we?',
}

async function thingsOf(
  house: TestHouse,
  story: Story,
  of: { person: Actor; product: string; release: string },
  stage: Stage,
): Promise<Things> {
  const { tester, reviewer } = story.cast
  await story.open({ ...OPENING, product: of.product, productRelease: of.release })
  const feeRequest = await askForFee(story, 50)
  await act(house, story.cast.admin, { move: 'take-fee-request-back', id: feeRequest, input: {} })
  await story.bringTo('questionnaire-review')
  const commented = await story.do(reviewer, 'comment-on-question', { question: 'Q-04', text: 'Which?' })
  const comment = (await story.file()).questionnaire.comments.at(-1)!.id
  await story.do(reviewer, 'resolve-comment', { comment })
  const evidence = await addEvidence(story, tester, sampleCapture(commented.fact.seq), null, 'capture')
  const asked = await story.do(tester, 'ask', { about: { kind: 'project' }, text: 'Ready?' })
  await quickly(story, stage)
  const { project } = await story.file()
  return {
    organisation: of.person.organisation!,
    person: of.person.id,
    technician: of.person.organisation === 'northwind' ? story.cast.technician.id : await vendorsTechnician(house),
    invitation: await invitationTo(house, of.person.organisation!),
    product: of.product,
    release: of.release,
    project: story.id,
    evidence,
    thread: asked.made.thread!,
    comment,
    quote: project.quotes.find((quote) => quote.kind === 'firm')?.number ?? '',
    certification: project.certification ?? '',
    ticket: await ticketOn(story, of),
    equipment: await askForEquipment(house, of.person),
    feeRequest,
    accessToken: await tokenOf(house, of.person),
    webhook: await addWebhook(house, story.cast.admin, 'https://hooks.example.com/in'),
  }
}

async function tokenOf(house: TestHouse, person: Actor): Promise<string> {
  const input = { name: 'Nightly', scopes: ['read'], days: 30 }
  const done = await act(house, person, { move: 'make-access-token', id: person.id, input })
  return done.made['access-token']!
}

/** As `bringTo`, but with the results of testing laid in at once: what is tried here is not how they are recorded. */
export async function quickly(story: Story, stage: Stage): Promise<void> {
  const isReached = story.id !== '' && (await story.file()).runs.length > 0
  if (!isReached) await story.bringTo(BEFORE_TESTING.has(stage) ? stage : 'testing')
  if (stage === 'testing' || BEFORE_TESTING.has(stage)) return
  if ((await story.file()).project.stage === 'testing') await layResults(story)
  await story.bringTo(stage)
}

const BEFORE_TESTING: ReadonlySet<Stage> = new Set([
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
  'closed',
])

/** Every test case but the last passed, written behind the journal's back; the last is recorded as it should be. */
export async function layResults(story: Story): Promise<Done> {
  const { house, cast } = story
  const run = (await story.file()).runs.at(-1)!
  const at = new Date(house.now()).toISOString()
  const result = {
    by: cast.tester.id,
    at,
    day: at.slice(0, 10),
    verdict: 'passed',
    note: '',
    limitation: null,
    version: 1,
  }
  const results = Object.fromEntries(run.testCases.slice(0, -1).map(({ plan }) => [plan, result]))
  await house.database.run(
    sql`update run set state = jsonb_set(state, '{results}', ${JSON.stringify(results)}::jsonb) where id = ${run.id}`,
  )
  const isSelfTest = (await story.file()).project.path === 'A'
  return story.do(isSelfTest ? cast.technician : cast.tester, isSelfTest ? 'record-self-test' : 'record-result', {
    testCase: run.testCases.at(-1)!.plan,
    verdict: 'passed',
    note: '',
    limitation: null,
    seen: 0,
  })
}

/** The reseller asks about the first product; about the second, a support agent for another reseller. */
async function ticketOn({ house, cast }: Story, of: { product: string; release: string }): Promise<string> {
  const deployed = { product: of.product, productRelease: of.release }
  if (of.product === 'north-trunk') return openTicket(house, cast, deployed)
  const another = { id: 'another', name: 'Another', country: 'FR', roles: ['reseller'] }
  await importRecords(house, { format: 'certwright/1', organisations: [another] })
  const input = { ...DEPLOYED, ...deployed, requester: another.id, problem: 'No ringing.' }
  return (await act(house, cast.support, { move: 'open-ticket', id: null, input })).made.ticket!
}

export async function addEvidence(
  story: Story,
  actor: Actor,
  content: string | Buffer,
  testCase: string | null = null,
  kind: 'log' | 'capture' = 'log',
): Promise<string> {
  const { sha256, bytes } = await story.house.evidence.put(Buffer.from(content))
  const file = { name: `notes.${kind}`, kind, mediaType: 'text/plain; charset=utf-8', bytes, sha256 }
  const done = await story.do(actor, 'add-evidence', { testCase, file })
  return done.made.evidence!
}

async function vendorsTechnician(house: TestHouse): Promise<string> {
  const input = { name: 'Theirs', email: 'theirs@vendor.test', roles: ['field-technician'] }
  return (await act(house, CONSOLE, { move: 'invite-person', id: 'vendor', input })).made.person!
}

let invited = 0

export async function invitationTo(house: TestHouse, organisation: string): Promise<string> {
  invited += 1
  const role = organisation === 'vendor' ? 'auditor' : 'partner-engineer'
  const input = { name: 'Newcomer', email: `newcomer-${invited}@${organisation}.test`, roles: [role] }
  const done = await act(house, CONSOLE, { move: 'invite-person', id: organisation, input })
  const row = await house.database.one<{ link: string }>(
    sql`select secret_link as link from notice where fact = ${done.fact.seq}`,
  )
  return row!.link.split('/').at(-1)!
}

/** An upload that has arrived whole in the intake, of somebody. */
export async function arrivedUpload(house: TestHouse, owner: string, text: string | Buffer): Promise<string> {
  const id = newId(house)
  const file = path.join(house.evidence.intake, id)
  await fs.writeFile(`${file}.part`, text)
  await fs.writeFile(`${file}.json`, JSON.stringify({ owner, name: 'notes.txt', length: Buffer.byteLength(text) }))
  return id
}
