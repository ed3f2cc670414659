import { expect, test } from 'vitest'
import { outbound, PBX_ENDS, SET_UP } from '../../../test/support/trunk-calls.ts'
import { captureOf, sceneOfScripts } from '../../../test/support/trunk-scene.ts'
import { callNumbers } from '../../capture/calls.ts'
import { inspect } from '../../capture/inspection.ts'
import { ladderOf, saidIn, spansForLadder } from '../../capture/ladder.ts'
import { windowOf } from '../../capture/ladder-window.ts'
import { readCapture } from '../../capture/reading.ts'
import { SIP_TRUNK_TEST_CASES } from '../cases/index.ts'
import { judge } from './judge.ts'
import { maskedReading, maskedWindow } from './privacy.ts'

const SCRIPT = outbound(SET_UP, 'both sound 500\npbx digits 4711#', PBX_ENDS)

test('keys are stars in streams, verdicts and ladders, and everything else is as it was', () => {
  const file = captureOf(SCRIPT)
  const reading = readCapture()
  reading.feed(file)
  reading.end()
  const numbers = callNumbers(reading.trace)
  const bytes = spansForLadder(reading.trace, numbers).map(([span]) =>
    file.subarray(span!.offset, span!.offset + span!.length),
  )
  const said = saidIn(reading.trace, numbers, bytes)
  const window = windowOf(ladderOf(reading.trace, numbers, said), said, 0)
  const scene = sceneOfScripts(SCRIPT)
  const made = {
    inspection: inspect(reading.trace),
    guess: null,
    judgements: SIP_TRUNK_TEST_CASES.map((testCase) => judge(testCase, scene)),
  }
  const seen = (value: unknown) => JSON.stringify(value)
  expect(seen(made).match(/4711#/g)!.length).toBeGreaterThan(1)
  expect(seen(window)).toContain('digits 4711#')
  expect(seen([maskedReading(made), maskedWindow(window)])).not.toContain('4711')
  expect(seen([maskedReading(made), maskedWindow(window)])).toBe(seen([made, window]).replaceAll('4711#', '*****'))
})
