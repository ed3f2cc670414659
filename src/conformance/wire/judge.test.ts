/** What holds of all verdicts. */
import { describe, expect, test } from 'vitest'
import { outbound, PBX_ENDS, SET_UP, TALK } from '../../../test/support/trunk-calls.ts'
import { sceneOfScripts } from '../../../test/support/trunk-scene.ts'
import { SIP_TRUNK_TEST_CASES } from '../cases/index.ts'
import { judge } from './judge.ts'

describe('a test case', () => {
  test('of the plan has all its expectations of a capture', () => {
    expect(SIP_TRUNK_TEST_CASES.filter((each) => !each.wire)).toEqual([])
  })

  test('that a capture cannot judge says so', () => {
    const { wire, ...bare } = SIP_TRUNK_TEST_CASES[0]!
    expect(wire).toBeDefined()
    expect(judge(bare, sceneOfScripts(outbound(SET_UP)))).toMatchObject({ verdict: 'not-observable' })
  })

  test('none of whose calls crossed the trunk says which leg would have counted', () => {
    const scene = { ...sceneOfScripts(outbound(SET_UP, TALK, PBX_ENDS)), calls: [], elsewhere: 4 }
    const { verdict, observations } = judge(
      SIP_TRUNK_TEST_CASES.find((each) => each.plan === 'OUT-01')!,
      scene,
    )
    expect([verdict, observations[0]!.seen]).toEqual([
      'inconclusive',
      'None of the 4 calls of the capture crosses the trunk between PBX (192.0.2.10, 192.0.2.11) and provider (198.51.100.20, 198.51.100.21), and only that leg is judged.',
    ])
  })

  test('of which there is no call says that and no figures', () => {
    const scene = sceneOfScripts({ lines: 'pbx REGISTER\nprovider 200 OK' })
    const { observations } = judge(
      SIP_TRUNK_TEST_CASES.find((each) => each.plan === 'OUT-01')!,
      scene,
    )
    expect(observations[0]!.seen).toBe('There is no call in the capture.')
  })

  test('passes nothing that the capture does not show: one plain call', () => {
    const scene = sceneOfScripts(outbound(SET_UP, TALK, PBX_ENDS))
    const passed = SIP_TRUNK_TEST_CASES.map((each) => judge(each, scene)).filter((each) => each.verdict === 'passed')
    expect(passed.map((each) => each.id)).toEqual([
      'OUT-01',
      'RNG-01',
      'COD-01',
      'IDN-01',
      'FAX-04',
      'SEC-07',
      'QOS-02',
    ])
  })
})
