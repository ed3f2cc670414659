/** The lab adds to certification plans (6.1): over HTTP, seen by the partner, run, and by one of eight at once. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyInstallation } from '../src/app/verify.ts'
import { quickly } from './matrix/world.ts'
import { type Cast, enterCast, Story } from './support/cast.ts'
import { KINDS, testHouse, type TestHouse } from './support/house.ts'
import { eight, faultsOf, race } from './support/race.ts'
import { addPhone, bringSatTo, LABS_OWN, openSat, SAT_OPENING } from './support/sat-story.ts'
import { serveHouse, type TestServer, type Who } from './support/server.ts'

describe.each(KINDS)('what the lab adds to a plan on the %s database', (kind) => {
  let house: TestHouse
  let cast: Cast
  let server: TestServer
  let story: Story
  beforeAll(async () => {
    house = await testHouse(kind)
    cast = await enterCast(house)
    server = await serveHouse(house, cast)
    story = await new Story(house, cast).bringTo('quote-to-request')
  })
  afterAll(async () => {
    await server.close()
    await house.end()
  })

  const sends = async (who: Who, move: string, body: object) =>
    (await server.send(who, `/api/projects/${story.id}/${move}`, { body })).status
  const plan = async (who: Who) => {
    const response = await server.send(who, `/projects/${story.id}/testing`, { headers: { accept: 'text/html' } })
    return (await response.text()).replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
  }

  test('is offered to the lab and to nobody else', async () => {
    expect(await plan('tester')).toContain('Add a test case that was left out')
    expect(await plan('admin')).not.toContain('Add a test case')
    expect(await sends('admin', 'add-own-to-plan', LABS_OWN)).toBe(403)
    expect(await sends('stranger', 'add-own-to-plan', LABS_OWN)).toBe(403)
  })

  test('stands in the plan with who added it and why, for the partner too', async () => {
    const [left] = (await story.file()).plan.leftOut
    expect(await sends('tester', 'add-to-plan', { testCase: left!.plan, because: 'It broke last time.' })).toBe(200)
    expect(await sends('reviewer', 'add-own-to-plan', LABS_OWN)).toBe(200)
    for (const who of ['admin', 'tester'] as const) {
      const text = await plan(who)
      expect(text).toMatch(new RegExp(`${left!.plan} [^.]*\\. It broke last time\\. Tester, `))
      expect(text).toMatch(/LAB-1 A second line\. It broke in the field\. Reviewer, /)
      expect(text).toContain('Added by the lab: It broke in the field.')
    }
    const testCase = await server.send('admin', `/projects/${story.id}/testing/LAB-1`, {
      headers: { accept: 'text/html' },
    })
    expect(await testCase.text()).toContain('Both have speech.')
  })

  test('of eight who add at once one does, and of eight who take it out one does', async () => {
    const lab = [cast.tester, cast.reviewer]
    const { plan: left } = (await story.file()).plan.leftOut[0]!
    for (const isHeld of [true, false]) {
      for (const [move, testCase, input] of [
        ['add-own-to-plan', 'LAB-2', { ...LABS_OWN, plan: 'LAB-2' }],
        ['add-to-plan', left, { testCase: left, because: 'Asked for.' }],
      ] as const) {
        const ended = await race(house, eight(story.id, [[lab, move, input]]), isHeld)
        expect([ended.won.length, ended.facts, [...new Set(ended.lost)]], move).toEqual([1, 1, ['conflict']])
        const out = { testCase, reason: 'No longer.' }
        expect(faultsOf(await race(house, eight(story.id, [[lab, 'take-out-of-plan', out]]), isHeld))).toEqual([])
      }
    }
  })

  test('is priced, run and granted with the rest', async () => {
    await quickly(story, 'testing')
    const { runs, plan: planned } = await story.file()
    expect(runs[0]!.testCases).toEqual(planned.testCases)
    expect(runs[0]!.testCases.at(-1)!.plan).toBe('LAB-1')
    expect(await sends('tester', 'add-own-to-plan', { ...LABS_OWN, plan: 'LAB-4' })).toBe(409)
    await quickly(story, 'published')
    expect((await story.file()).certification?.level).toBe('MCT')
  })

  test('comes on top of a SAT plan, whatever that did without', async () => {
    await addPhone(house, cast)
    const sat = await openSat(house, cast)
    await sat.do(cast.admin, 'take-sat-template')
    await sat.do(cast.admin, 'leave-sat-test-case-out', { testCase: 'REG-04', because: 'One device only.' })
    await bringSatTo(sat, 'sat-accepted')
    const further = await new Story(house, cast).open({ ...SAT_OPENING, level: 'MCT' })
    const without = (await further.file()).plan.leftOut.find((each) => each.plan === 'REG-04')
    expect(without?.because).toBe('The SAT did without: One device only.')
    await further.do(cast.tester, 'add-to-plan', { testCase: 'REG-04', because: 'The reseller needs it.' })
    const { testCases } = (await further.file()).plan
    const at = testCases.findIndex((each) => each.plan === 'REG-04')
    expect([testCases[at - 1]!.plan, testCases[at]!.because]).toEqual([
      'REG-03',
      'Added by the lab: The reseller needs it.',
    ])
    const { faults } = await verifyInstallation(house)
    expect(faults.filter((each) => !each.startsWith('run '))).toEqual([])
  })
})
