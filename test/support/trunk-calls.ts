/** Calls over a trunk as scripts, good ones and parts of them, and the table that tests of verdicts are written in. */
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { testCaseByPlanId } from '../../src/conformance/cases/index.ts'
import { exchangeNumbers } from '../../src/capture/calls.ts'
import { windowOf } from '../../src/capture/ladder-window.ts'
import { callIdOf } from '../../src/capture/messages.ts'
import { compareWithCourse, type CoursePair } from '../../src/conformance/course-comparison.ts'
import { sayStep } from '../../src/conformance/course.ts'
import { coursesFor } from '../../src/conformance/courses.ts'
import { judge, type Judgement } from '../../src/conformance/wire/judge.ts'
import type { JudgedVerdict } from '../../src/conformance/wire/verdicts.ts'
import { voiced, without } from './soundless.ts'
import {
  captureOf,
  ladderFrom,
  ladderTextOf,
  type Part,
  sceneOfCapture,
  sceneOfScripts,
  type Script,
  traceIn,
} from './trunk-scene.ts'

export const SET_UP = `
  pbx      INVITE              offer
  provider 100 Trying
  provider 180 Ringing  +500
  provider 200 OK       +2000  answer
  pbx      ACK`
export const TALK = '\n  both     sound 3000'
export const PBX_ENDS = '\n  pbx BYE\n  provider 200 OK'
export const PROVIDER_ENDS = '\n  provider BYE\n  pbx 200 OK'
export const swapped = (lines: string) =>
  lines.replaceAll(/\b(pbx|provider)\b/g, (side) => (side === 'pbx' ? 'provider' : 'pbx'))

export const outbound = (...parts: readonly string[]): Script => ({ lines: parts.join('\n') })
export const inbound = (...parts: readonly string[]): Script => ({ lines: swapped(parts.join('\n')), by: 'provider' })

export const HOLD = `
  pbx      INVITE +1000 offer:sendonly
  provider 200 OK answer:recvonly
  pbx      ACK
  provider sound 2000
  pbx      INVITE offer
  provider 200 OK answer
  pbx      ACK
  both     sound 1000`
export const refused = (status: string, ...headers: readonly string[]) => `
  pbx      INVITE offer
  provider 100 Trying
  provider ${status} ${headers.map((each) => `[${each}]`).join(' ')}
  pbx      ACK`
export const CANCELLED = `
  pbx      INVITE offer
  provider 180 Ringing
  pbx      CANCEL +3000
  provider 200 OK of CANCEL
  provider 487 Request Terminated of INVITE
  pbx      ACK`

export const ALIVE = 'pbx OPTIONS\n provider 200 OK'
export const REGISTERED = `
  pbx      REGISTER
  provider 401 Unauthorized [WWW-Authenticate: Digest realm="x", nonce="1"]
  pbx      REGISTER [Authorization: Digest username="u", realm="x", nonce="1", uri="sip:x", response="0"]
  provider 200 OK [Expires: 60]`
export const WRONG = `
  pbx      REGISTER [Authorization: Digest username="u", realm="x", nonce="1", uri="sip:x", response="0"]
  provider 403 Forbidden`

export type Row = readonly [
  testCase: string,
  says: string,
  verdict: JudgedVerdict,
  told: string,
  scripts: readonly Part[],
]

const GOLDEN = path.join(import.meta.dirname, '../golden/judged')

/** What is seen of a row for reading: the ladder of its calls, what goes on beside them, and the verdict in words. */
function shown([id, says, , , scripts]: Row): string {
  const file = captureOf(...scripts)
  const judged = judge(testCaseByPlanId(id)!, sceneOfCapture(file))
  return [
    `${id} ${says}: ${judged.verdict}`,
    '',
    ...ladderTextOf(...scripts),
    ...besideCourse(id, file, judged),
    ...judged.observations.flatMap(({ outcome, expect: wanted, seen, packets, cites }) => [
      `${outcome.padEnd(14)} ${wanted}`,
      `${''.padEnd(14)} ${seen} (${cites}${packets.length > 0 ? `; packets ${packets.join(', ')}` : ''})`,
    ]),
    '',
  ].join('\n')
}

/** How the call that was judged differs from the course its test case wants. */
function besideCourse(id: string, file: Uint8Array, { call }: Judgement): readonly string[] {
  const differing = differencesFrom(id, file, call)
  if (differing === null) return []
  return [differing.length === 0 ? 'As its course.' : `Not as its course: ${differing.join('; ')}.`, '']
}

/** Of the call that was judged, or of what comes nearest where none was; null where the test case has no course. */
function differencesFrom(id: string, file: Uint8Array, judged: string | null): readonly string[] | null {
  const courses = coursesFor(id)
  if (!courses) return null
  const trace = traceIn(file)
  const numbers = exchangeNumbers(trace).filter((each) => judged === null || callIdOf(trace.index, each) === judged)
  const all = numbers.flatMap((number) => {
    const { ladder, said } = ladderFrom(trace, file, [number])
    const compared = compareWithCourse(courses, windowOf(ladder, said, 0))
    return compared ? [compared.pairs.flatMap(sayDifference)] : []
  })
  return all.toSorted((one, other) => one.length - other.length)[0] ?? ['nothing of its kind']
}

function sayDifference({ step, seen, differs }: CoursePair): readonly string[] {
  return differs === null ? [] : [`${differs} ${step ? sayStep(step) : seen!.label}`]
}

/**
 * Each row is judged as it says; what failed has its packets, its standard and its usual cause. Of each test case the
 * first row that passes and the first that fails are kept beside each other as they are seen, for people to read.
 */
export function judgedAs(rows: readonly Row[]): void {
  const first = (id: string, verdict: JudgedVerdict) => rows.find((row) => row[0] === id && row[2] === verdict)
  const kept = [...new Set(rows.map(([id]) => id))].filter((id) => first(id, 'passed') && first(id, 'failed'))
  describe('a test case judged by a capture', () => {
    test.each(rows)('%s %s: %s, since %s', (id, _, verdict, told, scripts) => {
      const judged = judge(testCaseByPlanId(id)!, sceneOfScripts(...scripts))
      const seen = judged.observations.map(({ outcome, seen: each }) => `${outcome}: ${each}`)
      expect([judged.verdict, seen.some((each) => each.includes(told))], seen.join('\n')).toEqual([verdict, true])
      for (const { packets, cause, cites } of judged.observations.filter((each) => each.outcome === 'fail'))
        expect([packets.length > 0, cause?.endsWith('.'), cites !== '']).toEqual([true, true, true])
    })

    test.each(rows)('%s %s: %s, with voices in it as without (G-11)', (id, _, __, ___, scripts) => {
      const said = voiced(captureOf(...scripts))
      const [before, after] = [said, without(said).file].map((file) =>
        judge(testCaseByPlanId(id)!, sceneOfCapture(file)),
      )
      expect(after).toEqual(before)
    })

    test.each(kept)('%s has one that passes and one that fails, to be read', async (id) => {
      const both = (['passed', 'failed'] as const).map((verdict) => first(id, verdict)!)
      await expect(both.map(shown).join('\n')).toMatchFileSnapshot(`${GOLDEN}/${id}.txt`)
    })

    test.each(kept.filter((id) => coursesFor(id)))('%s that passes keeps to its course', (id) => {
      const [, , , , scripts] = first(id, 'passed')!
      const file = captureOf(...scripts)
      const { call } = judge(testCaseByPlanId(id)!, sceneOfCapture(file))
      expect(differencesFrom(id, file, call)).toEqual([])
    })

    test('has rows that fail, so that a judge that passes all would be found', () => {
      expect(rows.filter(([, , verdict]) => verdict === 'failed').length).toBeGreaterThan(3)
    })
  })
}
