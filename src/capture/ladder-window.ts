/**
 * A part of a ladder as a page shows it: so many rungs, and the messages among them in full, each description of media
 * with that of the other side. A call of ten thousand messages is looked at window by window.
 */
import { textOf } from '../sip/bytes.ts'
import { header } from '../sip/message.ts'
import type { Media } from '../sip/sdp.ts'
import { type Ladder, refsOf, type Said } from './ladder.ts'
import type { Role } from './offers.ts'

export type Described = {
  /** The message it came in. */
  readonly ref: string
  /** The lane of who said it. */
  readonly by: number
  readonly role: Role
  readonly media: readonly Media[]
}

export type SaidInFull = {
  readonly text: string
  /** Bytes of it that are not shown. */
  readonly left: number
  readonly description: Described | null
  /** The offer that is answered here, or the answer that an offer got. */
  readonly other: Described | null
}

export type LadderWindow = Ladder & {
  /** How many rungs stand before these. */
  readonly begins: number
  /** What every rung of the whole ladder is pointed at by. */
  readonly refs: readonly string[]
  readonly messages: Readonly<Record<string, SaidInFull>>
}

/** Rungs a window shows: some screens full, and little enough to be drawn at once. */
export const WINDOW = 200

const LONGEST_TEXT = 16_384

/** The window that begins with this rung; the rungs are counted from 0. */
export function windowOf(ladder: Ladder, said: readonly Said[], begins: number): LadderWindow {
  const rungs = ladder.rungs.slice(begins, begins + WINDOW)
  const shown = new Set(rungs.map(({ ref }) => ref))
  const refs = refsOf(said)
  const lanes = new Map(ladder.rungs.map((rung) => [rung.ref, rung.from] as const))
  const described = said.map(({ description }, index): Described | null => {
    const ref = refs[index]!
    return description && { ref, by: lanes.get(ref) ?? 0, role: description.role, media: description.media }
  })
  const others = othersOf(said, described)
  const full = said.flatMap(({ message: { raw } }, index): [string, SaidInFull][] => {
    const ref = refs[index]!
    if (!shown.has(ref)) return []
    const end = Math.min(raw.length, LONGEST_TEXT)
    const text = textOf(raw, 0, end).toWellFormed()
    return [[ref, { text, left: raw.length - end, description: described[index]!, other: others[index]! }]]
  })
  const ends = rungs.at(-1)?.ms ?? 0
  return {
    ...ladder,
    rungs,
    bands: ladder.bands.filter(({ fromMs, toMs }) => fromMs <= ends && toMs >= (rungs[0]?.ms ?? 0)),
    begins,
    refs: ladder.rungs.map(({ ref }) => ref),
    messages: Object.fromEntries(full),
  }
}

/** Where the window with this rung begins; the first where there is no such rung. */
export function windowWith({ refs }: Pick<LadderWindow, 'refs'>, ref: string): number {
  return Math.floor(Math.max(0, refs.indexOf(ref)) / WINDOW) * WINDOW
}

/**
 * To each description that of the other side in the same exchange (RFC 3264): ACK has the number of its INVITE, and an
 * answer the number of what it answers. An offer sent again, and one answered several times, get the last answer.
 */
function othersOf(said: readonly Said[], described: readonly (Described | null)[]): readonly (Described | null)[] {
  const others: (Described | null)[] = said.map(() => null)
  const offers = new Map<string, number[]>()
  for (const [index, { call, message }] of said.entries()) {
    const own = described[index]
    if (!own) continue
    const exchange = `${call} ${Number.parseInt(header(message, 'CSeq') ?? '', 10)}`
    const known = (offers.get(exchange) ?? []).filter((offer) => described[offer]!.by === own.by)
    if (own.role === 'offer') offers.set(exchange, [...known, index])
    else {
      const offer = (offers.get(exchange) ?? []).filter((each) => described[each]!.by !== own.by)
      for (const each of offer) others[each] = own
      others[index] = offer.length > 0 ? described[offer.at(-1)!]! : null
    }
  }
  return others
}
