/** A verdict disputed and ruled on by somebody new to it; a free retest where the lab erred; an interpretation for all (G-07). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act } from '../src/app/act.ts'
import { feeOfRetest } from '../src/programme/dispute.ts'
import { figures, today } from '../src/app/house.ts'
import { Refusal } from '../src/kernel/refusal.ts'
import type { Actor } from '../src/programme/permission.ts'
import { type Cast, enterCast, Story } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { serveHouse, type TestServer, type Who } from './support/server.ts'
import { quickly } from './matrix/world.ts'

describe('a disputed verdict', () => {
  let house: TestHouse
  let cast: Cast
  let story: Story
  let server: TestServer
  beforeAll(async () => {
    house = await testHouse()
    cast = await enterCast(house)
    story = new Story(house, cast)
    await quickly(story, 'report-review')
    const result = (await story.file()).runs[0]!.results['HLD-01']!
    await story.do(cast.tester, 'correct-result', {
      testCase: 'HLD-01',
      verdict: 'failed',
      note: 'No music on hold.',
      limitation: null,
      seen: result.version,
    })
    server = await serveHouse(house, cast)
  })
  afterAll(async () => {
    await server.close()
    await house.end()
  })

  async function told(who: Actor, move: string, input: object): Promise<string> {
    try {
      await act(house, who, { move, id: story.id, input })
      return 'done'
    } catch (fault) {
      if (fault instanceof Refusal) return [fault.code, fault.clause].join(' ')
      throw fault
    }
  }
  const text = async (who: Who, path: string) =>
    (await (await server.send(who, path, { headers: { accept: 'text/html' } })).text()).replaceAll(/\s+/g, ' ')
  const dispute = async () => (await story.file()).disputes.at(-1)!

  test('is one that there is, and is disputed by the partner, once at a time', async () => {
    const says = 'Music is optional (RFC 3264 §8.4).'
    expect(await told(cast.tester, 'dispute', { testCase: 'HLD-01', says })).toMatch(/^not-permitted/)
    expect(await told(cast.stranger, 'dispute', { testCase: 'HLD-01', says })).toMatch(/^not-found/)
    expect(await told(cast.admin, 'dispute', { testCase: 'ABC-99', says })).toBe('wrong-input G-07')
    expect(await told(cast.admin, 'dispute', { testCase: null, says })).toBe('wrong-input G-07')
    expect(await told(cast.admin, 'dispute', { testCase: 'HLD-01', says })).toBe('done')
    expect(await told(cast.engineer, 'dispute', { testCase: 'HLD-01', says })).toBe('conflict G-07')
  })

  test('is ruled on by nobody who tested, reviewed or decided', async () => {
    await story.do(cast.reviewer, 'accept-report', { remark: 'Read.' })
    const findings = [{ testCase: 'HLD-01', says: 'No music.', next: 'Play some.' }]
    await story.do(cast.granter, 'decline-grant', { reason: 'Hold fails.', findings })
    const ruling = { dispute: (await dispute()).id, outcome: 'upheld-lab-erred', reason: 'Music is optional.' }
    for (const who of [cast.tester, cast.reviewer, cast.granter])
      expect(await told(who, 'rule-on-dispute', ruling)).toBe('not-now G-07')
    expect(await told(cast.admin, 'rule-on-dispute', ruling)).toMatch(/^not-permitted/)
    expect(await told(cast.manager, 'publish-interpretation', { dispute: ruling.dispute, title: 'T', text: 'T' })).toBe(
      'not-now G-07',
    )
    expect(await text('admin', `/projects/${story.id}/decision`)).not.toContain('The fee is USD 0.00')
    expect(await told(cast.manager, 'rule-on-dispute', ruling)).toBe('done')
    expect(await told(cast.manager, 'rule-on-dispute', ruling)).toMatch(/^not-now/)
  })

  test('frees the retest where the lab erred', async () => {
    expect(await text('admin', `/projects/${story.id}/decision`)).toContain('USD 0.00')
    expect(await told(cast.admin, 'request-retest', { mended: 'Nothing had to be.', acceptsFee: true })).toBe('done')
    expect((await story.file()).project.retest!.fee.cents).toBe(0)
  })

  test('is published as an interpretation that names no partner', async () => {
    expect(await text(null, '/interpretations')).toContain('Nothing has been published yet')
    const told_ = { dispute: (await dispute()).id, title: 'Music on hold is optional', text: 'Silence passes HLD-01.' }
    expect(await told(cast.reviewer, 'publish-interpretation', told_)).toMatch(/^not-permitted/)
    expect(await told(cast.manager, 'publish-interpretation', told_)).toBe('done')
    const page = await text(null, '/interpretations')
    expect(page).toContain('Music on hold is optional')
    expect(page).toContain('D-2026-0001')
    expect(page).not.toMatch(/Northwind|North Trunk|P-2026/)
  })

  test('that is rejected leaves the fee as it is', async () => {
    const fees = (await figures(house.database, today(house))).number
    const other = new Story(house, cast)
    await quickly(other, 'decision')
    await other.do(cast.admin, 'dispute', { testCase: 'OUT-01', says: 'It should not have passed.' })
    const { id } = (await other.file()).disputes[0]!
    await other.do(cast.manager, 'rule-on-dispute', { dispute: id, outcome: 'rejected', reason: 'It passed.' })
    expect(feeOfRetest({ ...(await other.file()), retest: ['OUT-01'] }, fees).cents).toBeGreaterThan(0)
    expect(await text('admin', `/projects/${other.id}/decision`)).toContain('It passed.')
  })
})
