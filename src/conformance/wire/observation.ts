/** What was looked for, and what was seen: the sentences of a verdict. */
import { beginningOf, count } from '../../kernel/text.ts'
import type { Call, Line, Scene } from './scene.ts'

export type Seeing = 'ok' | 'warn' | 'fail' | 'not-observable'

export type Observation = {
  /** The check of the analyser it belongs to: `A08`. */
  readonly check: string
  readonly expect: string
  /** A standard with its section, or a clause. */
  readonly cites: string
  readonly outcome: Seeing
  readonly seen: string
  readonly packets: readonly number[]
  /** What is usually behind it, where it went wrong. */
  readonly cause: string | null
}

/** An expectation on one call, or on the capture as a whole. */
export type OfCall = (call: Call, scene: Scene) => readonly Observation[]
export type OfScene = (scene: Scene, calls: readonly Call[]) => readonly Observation[]

type Seen = {
  readonly seen: string
  readonly at?: readonly (Line | null | undefined)[]
  readonly packets?: readonly number[]
}

/** Something that is expected, to be said one way or the other. */
export type Expected = {
  readonly ok: (seen: Seen) => Observation
  readonly warn: (seen: Seen, cause: string) => Observation
  readonly fail: (seen: Seen, cause: string) => Observation
  readonly hidden: (seen: string) => Observation
  /** The capture does not show what the test case is about; why that may be. */
  readonly absent: (seen: Seen, cause: string) => Observation
}

const MOST_PACKETS = 20

/** Longer than anything we say; what is longer quotes a capture that was made for it. */
const MOST_SEEN = 1000

export function expected(check: string, expect: string, cites: string): Expected {
  const made = (outcome: Seeing, { seen, at = [], packets = [] }: Seen, cause: string | null): Observation => ({
    check,
    expect,
    cites,
    outcome,
    seen: beginningWith(seen, MOST_SEEN),
    packets: [...packets, ...at.flatMap((line) => (line ? [line.packet] : []))].slice(0, MOST_PACKETS),
    cause,
  })
  return {
    ok: (seen) => made('ok', seen, null),
    warn: (seen, cause) => made('warn', seen, cause),
    fail: (seen, cause) => made('fail', seen, cause),
    hidden: (seen) => made('not-observable', { seen }, null),
    absent: (seen, cause) => made('not-observable', seen, cause),
  }
}

/** What is expected of the form of messages, in every test case. */
export const WELL_FORMED = 'Every message reads as the standard has it.'

/** Whether it tells of messages that are wrong as they stand: the same of a call, whichever test case it was judged for. */
export function tellsOfFaults({ expect, outcome }: Observation): boolean {
  return expect === WELL_FORMED && outcome === 'fail'
}

/** What is wrong with the messages of a capture, each of it once. */
export function faultsTold<Told extends { readonly observations: readonly Observation[] }>(
  judgements: readonly Told[],
): readonly { readonly judgement: Told; readonly observation: Observation }[] {
  const all = judgements.flatMap((judgement) =>
    judgement.observations.filter(tellsOfFaults).map((observation) => ({ judgement, observation })),
  )
  const keyed = all.map((each) => [`${each.observation.packets.join()} ${each.observation.seen}`, each] as const)
  return [...new Map(keyed.toReversed()).values()].toReversed()
}

/** What a message is called in a sentence: `486 Busy Here` or `BYE`. Whoever sent it chose the words, of any length. */
export function sayLine({ message }: Line): string {
  const { start } = message
  const words = start.kind === 'request' ? start.method : `${start.status} ${start.reason}`.trim()
  return beginningWith(words, MOST_LETTERS)
}

const MOST_LETTERS = 80

function beginningWith(text: string, most: number): string {
  return text.length > most ? `${beginningOf(text, most)}…` : text
}

export function sayTimes(number: number): string {
  return count(number, 'time')
}

export function saySeconds(seconds: number): string {
  return seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${seconds.toFixed(1)} s`
}
