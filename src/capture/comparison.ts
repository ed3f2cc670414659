/**
 * Two ladders held against each other: which message of the one is which of the other, and what differs, in sentences.
 * Addresses, ports and tags always differ between two tries and are not told; who speaks, what, when and about which
 * media is. Lanes are the same by the order they appear in.
 */
import { alignedBy } from './alignment.ts'
import type { Media } from '../sip/sdp.ts'
import type { Rung } from './ladder.ts'
import type { Described, LadderWindow } from './ladder-window.ts'

export type Pair = {
  readonly first: Rung | null
  readonly second: Rung | null
  /** What differs between the two. */
  readonly differs: readonly string[]
}

export type Comparison = {
  readonly pairs: readonly Pair[]
  /** What differs as a whole, order first, then media, then timing. */
  readonly says: readonly string[]
  /** Whether either ladder goes on beyond what was compared. */
  readonly isPart: boolean
}

/** Waits that differ less than this, or by less than half, are chance. */
const WORTH_TELLING_MS = 500

export function compareLadders(first: LadderWindow, second: LadderWindow): Comparison {
  const pairs = aligned(first.rungs, second.rungs)
  const said = pairs.map((pair) => ({ ...pair, differs: differencesOf(pair, first, second) }))
  const timing = timingOf(pairs)
  const told = said.map((pair, index) => ({ ...pair, differs: [...pair.differs, ...(timing.get(index) ?? [])] }))
  return {
    pairs: told,
    says: [...orderOf(pairs), ...said.flatMap(({ differs }) => differs), ...[...timing.values()].flat()],
    isPart: [first, second].some(({ refs, rungs, begins }) => begins > 0 || refs.length > rungs.length),
  }
}

/** What a rung is, whoever’s addresses it carries. A message sent again is another than the first. */
function kindOf({ kind, label, from, to, status, isRepeat }: Rung): string {
  const what =
    kind === 'request' ? label.split(' ', 1)[0] : kind === 'response' ? `${status} ${methodOf(label)}` : 'sound'
  return `${from} ${to} ${what}${isRepeat ? ' again' : ''}`
}

function methodOf(label: string): string {
  return /\(\S+ (\S+)\)$/.exec(label)?.[1] ?? ''
}

function aligned(first: readonly Rung[], second: readonly Rung[]): readonly Omit<Pair, 'differs'>[] {
  const kinds = new Map([...first, ...second].map((rung) => [rung, kindOf(rung)] as const))
  return alignedBy(first, second, (one, other) => kinds.get(one) === kinds.get(other))
}

function nameOf({ kind, label }: Rung): string {
  return kind === 'request' ? label.split(' ', 1)[0]! : label
}

/** Messages that only one of them has; the same several times is said once. */
function orderOf(pairs: readonly Omit<Pair, 'differs'>[]): readonly string[] {
  type Alone = Map<string, { readonly rung: Rung; readonly packets: readonly number[] }>
  const alone: { readonly first: Alone; readonly second: Alone } = { first: new Map(), second: new Map() }
  for (const { first, second } of pairs) {
    const only = first ?? second!
    if (first && second) continue
    const side = first ? alone.first : alone.second
    const key = `${nameOf(only)} ${only.isRepeat}`
    const of = side.get(key) ?? { rung: only, packets: [] }
    side.set(key, { ...of, packets: [...of.packets, only.packet] })
  }
  return [
    ...[...alone.first.values()].map(({ rung, packets }) =>
      rung.isRepeat
        ? `Only in the first, sent again: ${nameOf(rung)} (${sayPackets(packets)}).`
        : `Only in the first: ${nameOf(rung)} (${sayPackets(packets)}).`,
    ),
    ...[...alone.second.values()].map(({ rung, packets }) =>
      rung.isRepeat
        ? `Only in the second, sent again: ${nameOf(rung)} (${sayPackets(packets)}).`
        : `Only in the second: ${nameOf(rung)} (${sayPackets(packets)}).`,
    ),
  ]
}

/** `#5, #8`, as the ladder has them. */
function sayPackets(packets: readonly number[]): string {
  const shown = packets.slice(0, 4).map((packet) => `#${packet}`)
  return [...shown, ...(packets.length > 4 ? [`… #${packets.at(-1)}`] : [])].join(', ')
}

function differencesOf(
  { first, second }: Omit<Pair, 'differs'>,
  of: LadderWindow,
  with_: LadderWindow,
): readonly string[] {
  if (!first || !second) return []
  if (first.kind === 'media') {
    const [mine, theirs] = [codecIn(first), codecIn(second)]
    if (mine === theirs) return []
    return [
      first.from === 0
        ? `Sound from whoever spoke first is ${mine} in the first, ${theirs} in the second.`
        : `Sound from the other side is ${mine} in the first, ${theirs} in the second.`,
    ]
  }
  const [own, other] = [of.messages[first.ref]?.description, with_.messages[second.ref]?.description]
  const where = `${nameOf(first)} (#${first.packet}/#${second.packet})`
  const reasons = first.kind === 'response' && nameOf(first).split(' (')[0] !== nameOf(second).split(' (')[0]
  return [
    ...(reasons ? [`${where} is worded ${nameOf(first)} in the first, ${nameOf(second)} in the second.`] : []),
    ...(first.faults.length === second.faults.length
      ? []
      : [`${where} has ${first.faults.length} faults in the first, ${second.faults.length} in the second.`]),
    ...describedDifferences(where, own ?? null, other ?? null),
  ]
}

function codecIn({ label }: Rung): string {
  return /^RTP (.*), [\d.]+ s$/.exec(label)?.[1] ?? label
}

type Field = {
  readonly of: (media: Media) => string
  readonly says: (where: string, first: string, second: string) => string
}

const FIELDS: readonly Field[] = [
  {
    of: ({ direction }) => direction,
    says: (where, a, b) => `${where} direction: ${a} in the first, ${b} in the second.`,
  },
  {
    of: ({ codecs, formats }) => (codecs.length > 0 ? codecs.map(({ name }) => name) : formats).join(', '),
    says: (where, a, b) => `${where} codecs: ${a} in the first, ${b} in the second.`,
  },
  {
    of: ({ ptimeMs }) => (ptimeMs === null ? 'not said' : `${ptimeMs} ms`),
    says: (where, a, b) => `${where} packet time: ${a} in the first, ${b} in the second.`,
  },
  {
    of: ({ protocol }) => protocol,
    says: (where, a, b) => `${where} protocol: ${a} in the first, ${b} in the second.`,
  },
  {
    of: ({ port }) => (port === 0 ? '0' : ''),
    says: (where, a) =>
      a === '0'
        ? `${where} is refused in the first and taken in the second.`
        : `${where} is taken in the first and refused in the second.`,
  },
]

function describedDifferences(where: string, own: Described | null, other: Described | null): readonly string[] {
  if (!own && !other) return []
  if (!own || !other)
    return [own ? `${where} describes media only in the first.` : `${where} describes media only in the second.`]
  if (own.media.length !== other.media.length)
    return [`${where} has ${own.media.length} media lines in the first, ${other.media.length} in the second.`]
  return own.media.flatMap((mine, line) => {
    const theirs = other.media[line]!
    if (mine.kind !== theirs.kind) return [`${where}: ${mine.kind} in the first, ${theirs.kind} in the second.`]
    return FIELDS.flatMap(({ of, says }) => {
      const [a, b] = [of(mine), of(theirs)]
      return a === b ? [] : [says(`${where}, ${mine.kind}`, a, b)]
    })
  })
}

/** How long each message was waited for after the one before it that both have, where that differs. */
function timingOf(pairs: readonly Omit<Pair, 'differs'>[]): ReadonlyMap<number, readonly string[]> {
  const told = new Map<number, readonly string[]>()
  let before: { readonly first: Rung; readonly second: Rung } | null = null
  for (const [index, { first, second }] of pairs.entries()) {
    if (!first || !second || first.kind === 'media') continue
    if (before) {
      const waits = [first.ms - before.first.ms, second.ms - before.second.ms] as const
      const [shorter, longer] = waits.toSorted((a, b) => a - b) as [number, number]
      if (longer - shorter >= WORTH_TELLING_MS && shorter * 1.5 < longer)
        told.set(index, [
          `From ${nameOf(before.first)} to ${nameOf(first)}: ${saySeconds(waits[0])} in the first, ${saySeconds(waits[1])} in the second.`,
        ])
    }
    before = { first, second }
  }
  return told
}

function saySeconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
