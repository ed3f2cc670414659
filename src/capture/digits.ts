/**
 * Digits as telephone-events (RFC 4733): each key is one event with one timestamp, told again and again while it
 * lasts and three times when it ends. A long one is told in segments that follow on from each other (§2.5.1.3).
 */

export type Digit = {
  readonly event: number
  readonly startNs: number
  /** In ticks of the payload's clock, all segments together. */
  duration: number
  endPackets: number
  hasMarker: boolean
}

export type Digits = {
  readonly list: Digit[]
  stamp: number
  /** Duration told in the segment at hand, and in those before it. */
  segment: number
  before: number
  clock: number
}

const MOST_DIGITS = 1024
const KEYS = '0123456789*#ABCD!'

export function noDigits(): Digits {
  return { list: [], stamp: 0, segment: 0, before: 0, clock: 8000 }
}

export function event(
  digits: Digits,
  bytes: Uint8Array,
  at: number,
  stamp: number,
  isMarked: boolean,
  timeNs: number,
  clock: number,
): void {
  const code = bytes[at]!
  const isEnd = (bytes[at + 1]! & 0x80) !== 0
  const duration = (bytes[at + 2]! << 8) | bytes[at + 3]!
  const last = digits.list.at(-1)
  digits.clock = clock
  if (last && last.event === code && stamp === digits.stamp) {
    digits.segment = Math.max(digits.segment, duration)
    last.duration = digits.before + digits.segment
    if (isEnd) last.endPackets += 1
    return
  }
  // A late packet of an event before this one.
  if (last && ((stamp - digits.stamp) | 0) <= 0) return
  const isContinued = last !== undefined && last.event === code && last.endPackets === 0 && !isMarked
  if (isContinued && stamp === (digits.stamp + digits.segment) >>> 0) {
    digits.before += digits.segment
    digits.segment = duration
    digits.stamp = stamp
    last.duration = digits.before + duration
    if (isEnd) last.endPackets += 1
    return
  }
  if (digits.list.length >= MOST_DIGITS) return
  digits.stamp = stamp
  digits.before = 0
  digits.segment = duration
  digits.list.push({ event: code, startNs: timeNs, duration, endPackets: isEnd ? 1 : 0, hasMarker: isMarked })
}

/** The keys pressed, in order; events that are no keys are left out. A flash of the hook is an exclamation mark. */
export function keysOf(digits: Digits): string {
  return digits.list.map((digit) => KEYS[digit.event] ?? '').join('')
}

/** Whether four bytes may be a telephone-event where no description says what the payload type means. */
export function looksLikeEvent(bytes: Uint8Array, from: number, end: number): boolean {
  return end - from === 4 && bytes[from]! <= 16 && (bytes[from + 1]! & 0x40) === 0
}
