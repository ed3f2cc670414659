/** The main job at the level of moves: a trunk from the first save to the published certification. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyInstallation } from '../src/app/verify.ts'
import { answerSupport } from '../src/app/ask/support.ts'
import { day } from '../src/kernel/day.ts'
import { enterCast, Story } from './support/cast.ts'
import { KINDS, testHouse, type TestHouse } from './support/house.ts'

describe.each(KINDS)('path C on the %s database', (kind) => {
  let house: TestHouse
  let story: Story
  beforeAll(async () => {
    house = await testHouse(kind)
    story = new Story(house, await enterCast(house))
  })
  afterAll(() => house.end())

  test('a trunk is certified, published and supported', async () => {
    await story.open()
    await story.bringTo('published')
    const { project, certification, guide, authorisation } = await story.file()
    expect(project.stage).toBe('published')
    expect(certification?.number).toBe('MCT-2026-00001')
    expect(guide?.published).toHaveLength(1)
    expect(authorisation?.logo).toBe('MCT')
    const question = {
      product: 'north-trunk',
      productRelease: '3.1',
      platform: 'voice',
      platformRelease: '10.0',
      country: 'DE',
      on: day('2026-06-15'),
    }
    const { answer } = await answerSupport(house.database, question, day('2026-06-15'))
    expect(answer).toMatchObject({
      supported: true,
      caution: false,
      route: 'product-support',
      certification: 'MCT-2026-00001',
    })
  })

  test('every step left a fact, and the journal proves itself', async () => {
    const report = await verifyInstallation(house)
    expect(report.faults).toEqual([])
    expect(report.facts).toBeGreaterThan(90)
  })

  test('a test case that failed leads to no certification, a retest of what failed, and then to one', async () => {
    const second = new Story(house, story.cast)
    await second.bringTo('decision', { 'HLD-01': 'failed' })
    await expect(second.do(story.cast.granter, 'grant', { reason: 'x' })).rejects.toMatchObject({
      code: 'rule',
      clause: '6.0',
    })
    await second.do(story.cast.granter, 'decline-grant', {
      reason: 'Hold fails.',
      findings: [{ testCase: 'HLD-01', says: 'It fails.', next: 'Mend it.' }],
    })
    const { retest } = await second.file()
    expect(retest).toEqual(['HLD-01', 'HLD-02'])
    await second.do(story.cast.admin, 'request-retest', { mended: 'Mended.', acceptsFee: true })
    await second.bringTo('testing')
    expect((await second.file()).runs.at(-1)!.testCases.map((each) => each.plan)).toEqual(['HLD-01', 'HLD-02'])
    await second.bringTo('guide')
    expect((await second.file()).certification?.number).toBe('MCT-2026-00002')
  })
})
