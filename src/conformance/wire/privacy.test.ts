import { expect, test } from 'vitest'
import { outbound, PBX_ENDS, SET_UP } from '../../../test/support/trunk-calls.ts'
import { extended, redacted, without } from '../../../test/support/soundless.ts'
import { captureOf, laddersOf, sceneOfCapture, sceneOfScripts } from '../../../test/support/trunk-scene.ts'
import { inspect } from '../../capture/inspection.ts'
import { windowOf } from '../../capture/ladder-window.ts'
import { SIP_TRUNK_TEST_CASES } from '../cases/index.ts'
import { judge } from './judge.ts'
import { maskedReading, maskedWindow } from './privacy.ts'

const SCRIPT = outbound(SET_UP, 'both sound 500\npbx digits 4711#', PBX_ENDS)

test('keys are stars in streams, verdicts and ladders, and everything else is as it was', () => {
  const { trace, said, ladder } = laddersOf(SCRIPT)
  const window = windowOf(ladder, said, 0)
  const scene = sceneOfScripts(SCRIPT)
  const made = {
    inspection: inspect(trace),
    guess: null,
    judgements: SIP_TRUNK_TEST_CASES.map((testCase) => judge(testCase, scene)),
  }
  const seen = (value: unknown) => JSON.stringify(value)
  expect(seen(made).match(/4711#/g)!.length).toBeGreaterThan(1)
  expect(seen(window)).toContain('digits 4711#')
  expect(seen([maskedReading(made), maskedWindow(window)])).not.toContain('4711')
  expect(seen([maskedReading(made), maskedWindow(window)])).toBe(seen([made, window]).replaceAll('4711#', '*****'))
})

test('sound that tells how loud it is, taken out or overwritten, is judged as it was', () => {
  const file = captureOf(outbound(SET_UP, 'both sound 2000 PCMA levels', PBX_ENDS))
  const judged = (bytes: Uint8Array) => {
    const scene = sceneOfCapture(bytes)
    return SIP_TRUNK_TEST_CASES.map((testCase) => judge(testCase, scene))
  }
  expect(extended(file)).toBeGreaterThan(100)
  expect(judged(file).filter(({ verdict }) => verdict === 'passed').length).toBeGreaterThan(0)
  for (const made of [without(file).file, redacted(file)]) {
    expect(extended(made)).toBe(0)
    expect(judged(made)).toEqual(judged(file))
  }
})
