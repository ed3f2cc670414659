/**
 * How the packets of a stream were marked (RFC 2474): which code points, how many packets each, and where it changed.
 * A change is what is written down; a packet like the one before it costs a look and nothing more.
 */

export type Marking = {
  /** The code point of the packet before; below zero before the first. */
  now: number
  /** How many packets there had been when it began. */
  since: number
  /** Packets by code point, of those before; null until it first changes. */
  counts: Uint32Array | null
  /** The packet of the capture at which it first changed; null where it did not. */
  changedAt: number | null
}

const CODE_POINTS = 64

export function noMarking(): Marking {
  return { now: -1, since: 0, counts: null, changedAt: null }
}

/** A packet marked otherwise than the one before it, which had so many packets before it. */
export function remark(of: Marking, dscp: number, before: number, packet: number): void {
  if (of.now >= 0) {
    of.counts ??= new Uint32Array(CODE_POINTS)
    of.counts[of.now]! += before - of.since
    of.changedAt ??= packet
  }
  of.now = dscp
  of.since = before
}

export type Marked = { readonly dscp: number; readonly packets: number }

/** Each code point with its packets, the one with most first; `packets` is how many there were in all. */
export function markedAs({ now, since, counts }: Marking, packets: number): readonly Marked[] {
  if (now < 0) return []
  return Array.from({ length: CODE_POINTS }, (_, dscp) => ({
    dscp,
    packets: (counts?.[dscp] ?? 0) + (dscp === now ? packets - since : 0),
  }))
    .filter((each) => each.packets > 0)
    .toSorted((a, b) => b.packets - a.packets)
}

export const EXPEDITED = 46

/** What a code point is called (RFC 4594 §1.5, RFC 8622); its number where it has no name. */
export function dscpName(dscp: number): string {
  if (dscp === EXPEDITED) return 'EF'
  if (dscp === 44) return 'VOICE-ADMIT'
  if (dscp === 1) return 'LE'
  if (dscp % 8 === 0) return `CS${dscp / 8}`
  const [group, drop] = [dscp >> 3, dscp & 7]
  return group >= 1 && group <= 4 && drop % 2 === 0 && drop <= 6 ? `AF${group}${drop / 2}` : `DSCP ${dscp}`
}
