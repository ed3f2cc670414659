/** What people look at in a capture: what it holds with the verdicts it supports, and a window of a ladder. As values. */
import { exchangeNumbers } from '../../capture/calls.ts'
import type { CaptureFile } from '../../capture/capture-file.ts'
import { type Inspection, inspect } from '../../capture/inspection.ts'
import { type Ladder, ladderOf, type Said, saidIn, spansForLadder } from '../../capture/ladder.ts'
import { type LadderWindow, windowOf, windowWith } from '../../capture/ladder-window.ts'
import type { TestCase } from '../test-case.ts'
import { judge, type Judgement } from './judge.ts'
import { sceneOf, type Side, spansForScene } from './scene.ts'

export type CaptureReading = {
  readonly inspection: Inspection
  /** What the sides were taken from where nobody said which is the PBX. */
  readonly guess: string | null
  readonly judgements: readonly Judgement[]
}

/** Calls and streams a page shows; what is beyond is told by the console. */
const MOST_SHOWN = 500

export async function readingOf(
  { trace, bytesOf }: CaptureFile,
  sides: Partial<Record<Side, readonly string[]>>,
  testCases: readonly TestCase[],
): Promise<CaptureReading> {
  const scene = sceneOf(trace, await bytesOf(spansForScene(trace).spans), sides)
  const { dns, tls, unreached, signalling, ...inspection } = inspect(trace, MOST_SHOWN)
  return {
    inspection: {
      ...inspection,
      dns: { ...dns, lookups: dns.lookups.slice(0, MOST_SHOWN) },
      tls: tls.slice(0, MOST_SHOWN),
      unreached: { ...unreached, list: unreached.list.slice(0, MOST_SHOWN) },
      signalling: { marks: signalling.marks.slice(0, MOST_SHOWN) },
    },
    guess: scene.sides.guess,
    judgements: testCases.flatMap((testCase) => (testCase.wire ? [judge(testCase, scene)] : [])),
  }
}

/** A ladder with its messages: what windows are cut from. */
export type WholeLadder = { readonly ladder: Ladder; readonly said: readonly Said[] }

/** Of the calls and other exchanges with these places among them, from 1; null where there is no such one. */
export async function wholeLadder(
  { trace, bytesOf }: CaptureFile,
  calls: readonly number[],
): Promise<WholeLadder | null> {
  const all = exchangeNumbers(trace)
  const numbers = calls.flatMap((call) => all[call - 1] ?? [])
  if (numbers.length === 0 || numbers.length < calls.length) return null
  const said = saidIn(trace, numbers, await bytesOf(spansForLadder(trace, numbers)))
  return { ladder: ladderOf(trace, numbers, said), said }
}

/** The window with this message, or else the one that begins with this rung. */
export function windowAt({ ladder, said }: WholeLadder, begins: number, ref: string | null = null): LadderWindow {
  const there = ref === null ? begins : windowWith({ refs: ladder.rungs.map((rung) => rung.ref) }, ref)
  return windowOf(ladder, said, there)
}
