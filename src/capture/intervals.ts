/**
 * How a stream of sound went over time: a bounded number of equal intervals, each with what came, what should have come,
 * the worst jitter and the longest gap. When they run out, each two become one and the intervals twice as wide.
 */

export type Intervals = {
  readonly beginNs: number
  widthNs: number
  /** Packets that came for the first time, and how far the numbering went on. */
  readonly came: number[]
  readonly expected: number[]
  readonly jitterMs: number[]
  readonly gapMs: number[]
}

export const MOST_INTERVALS = 60
const FIRST_WIDTH_NS = 1e9

export function intervals(beginNs: number): Intervals {
  return { beginNs, widthNs: FIRST_WIDTH_NS, came: [], expected: [], jitterMs: [], gapMs: [] }
}

/** Takes in a packet: how far it brought the numbering, whether it came for the first time, and how it came. */
export function noteInterval(
  into: Intervals,
  timeNs: number,
  advance: number,
  isFirst: boolean,
  jitterMs: number,
  gapMs: number,
): void {
  let place = placeOf(into, timeNs)
  while (place >= MOST_INTERVALS) {
    halve(into)
    place = placeOf(into, timeNs)
  }
  while (into.came.length <= place)
    for (const each of [into.came, into.expected, into.jitterMs, into.gapMs]) each.push(0)
  into.came[place]! += isFirst ? 1 : 0
  into.expected[place]! += advance
  into.jitterMs[place] = Math.max(into.jitterMs[place]!, jitterMs)
  into.gapMs[place] = Math.max(into.gapMs[place]!, gapMs)
}

function placeOf({ beginNs, widthNs }: Intervals, timeNs: number): number {
  return Math.max(0, Math.floor((timeNs - beginNs) / widthNs))
}

function halve(of: Intervals): void {
  of.widthNs *= 2
  const sum = (one: number, other: number) => one + other
  for (const [each, join] of [
    [of.came, sum],
    [of.expected, sum],
    [of.jitterMs, Math.max],
    [of.gapMs, Math.max],
  ] as const) {
    for (let at = 0; at * 2 < each.length; at += 1) each[at] = join(each[at * 2]!, each[at * 2 + 1] ?? 0)
    each.length = Math.ceil(each.length / 2)
  }
}

/** Packets missing in each interval; one that comes late in a later interval is missing where it should have been. */
export function lostIn({ came, expected }: Intervals): readonly number[] {
  return expected.map((wanted, at) => Math.max(0, wanted - came[at]!))
}
