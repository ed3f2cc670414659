/** The second walk of docs/api.md: path A, the plan, a dispute, a SAT, a review call and a ticket, over HTTP as the page shows them. */
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyInstallation } from '../src/app/verify.ts'
import { type Cast, enterCast, importRecords } from './support/cast.ts'
import { requestsIn } from './support/http-document.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { addPhone } from './support/sat-story.ts'
import { serveHouse, type TestServer } from './support/server.ts'
import { SponsoredStory } from './support/sponsored.ts'
import { Walk } from './support/walk.ts'

const DOCUMENT = requestsIn(path.join(import.meta.dirname, '../docs/api.md'), 'Other ways, and what comes after')
const CERTIFIED = 'MCT-2025-00001'

describe('what the document shows beside path C', () => {
  let house: TestHouse
  let cast: Cast
  let server: TestServer
  let walk: Walk
  const walked: string[] = []
  beforeAll(async () => {
    house = await testHouse()
    cast = await enterCast(house)
    await addPhone(house, cast)
    const pairs = [{ platformRelease: '10.0', productRelease: '3.1' }]
    const certified = { product: 'north-trunk', platform: 'voice', level: 'MCT', region: null, granted: '2025-09-01' }
    await importRecords(house, { format: 'certwright/1', certifications: [{ number: CERTIFIED, ...certified, pairs }] })
    server = await serveHouse(house, cast)
    walk = new Walk(server.address)
    for (const who of Object.keys(cast) as (keyof Cast)[]) walk.values[who] = server.token(who)
    Object.assign(walk.values, {
      assigned: server.token('technician'),
      technicianId: cast.technician.id,
      platform: 'voice',
      product: 'north-trunk',
      phone: 'north-phone',
      certification: CERTIFIED,
      today: '2026-06-15',
    })
  })
  afterAll(async () => {
    await server.close()
    await house.end()
  })

  /** The answers to the requests of a section, in order; ids in `data` are known by their names from then on. */
  async function step(title: string): Promise<readonly string[]> {
    const kinds: string[] = []
    for (const request of DOCUMENT.get(title)!) {
      const answer = (await (await walk.done(request)).json()) as { kind: string; data: Record<string, unknown> }
      if (typeof answer.data.credential === 'string') walk.values.credential = answer.data.credential
      kinds.push(answer.kind)
    }
    walked.push(title)
    return kinds
  }

  test('a technician is qualified, the credential known by the data of the answer', async () => {
    expect(await step('Qualify a technician')).toEqual(['credential-registered', 'credential-confirmed'])
  })

  test('a sponsor asks, the lab approves and adds to the plan, the technician tests, the partner disputes', async () => {
    expect(await step('Ask as a sponsor')).toEqual(['sponsored-project-requested', 'request-approved'])
    const story = new SponsoredStory(house, cast)
    story.id = walk.values.project!
    walk.values.leftOut = (await story.file()).plan.leftOut[0]!.plan
    expect(await step('Add to the plan')).toEqual(['plan-added-to'])
    await story.bringTo('self-test-access')
    expect(await step('Let the technician test')).toEqual([
      'self-test-access-given',
      'self-test-started',
      'result-recorded',
    ])
    expect((await story.file()).runs[0]!.testCases.map((each) => each.plan)).toContain(walk.values.leftOut)
    expect(await step('Dispute a verdict')).toEqual(['dispute-opened', 'dispute-ruled'])
  })

  test('a SAT plan is written, approved and tested by', async () => {
    expect((await step('Write a SAT plan')).slice(-3)).toEqual([
      'sat-plan-submitted',
      'sat-plan-approved',
      'result-recorded',
    ])
  })

  test('a review call is arranged, and a ticket opened and closed', async () => {
    expect(await step('Arrange a review call')).toEqual(['review-call-proposed', 'review-call-booked'])
    expect(await step('Open a ticket')).toEqual(['ticket-opened', 'ticket-classified', 'ticket-closed'])
  })

  test('nothing that the document shows was left out, and the journal proves itself', async () => {
    expect(new Set(walked)).toEqual(new Set(DOCUMENT.keys()))
    expect((await verifyInstallation(house)).faults).toEqual([])
  })

  test('control: a chapter that is not there is no empty one', () => {
    expect(() => requestsIn(path.join(import.meta.dirname, '../docs/api.md'), 'Nothing')).toThrow('no chapter Nothing')
  })
})
