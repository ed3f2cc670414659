/**
 * What speaks for two calls being legs of one: names they share, the same media, the same numbers, the same moments. It
 * only weighs; `other-legs.ts` chooses.
 */
import { wideHash } from '../sip/bytes.ts'
import { bytesOfEntry, textOfChosen } from './byte-table.ts'
import { clueOf } from './clues.ts'
import { at } from './columns.ts'
import { callField, hasMessages, messagesOf, rowField, timeOfRow } from './messages.ts'
import { partiesIn } from './parties.ts'
import type { Trace } from './reading.ts'

export type Fit = {
  readonly score: number
  /** Whether what they share is had by nothing else. */
  readonly isCertain: boolean
  /** Which pieces of evidence there are, a bit each in the order of `EVIDENCE`. */
  readonly found: number
}

/** An agent sends a call on at once, or once a person has dialled on; what begins later is not guessed. */
export const LATEST_NS = 10e9
/** What has to speak for two calls before their moments are looked at. */
const LEAST_BEFORE_MOMENTS = 4
const NO_FIT: Fit = { score: 0, isCertain: false, found: 0 }
/** Answers and ends of both legs lie as near together as an agent passes them on. */
const NEAR_NS = 500e6

/** What is looked up again and again, made once. */
export type Ground = {
  readonly trace: Trace
  readonly spans: CallSpans
  /** The party an address names, by its entry; 0 where it names nobody. */
  readonly partyOf: (entry: number) => number
  /** The calls that a source of sound is heard in, and the sources heard in a call; sources by their texts. */
  readonly callsHearing: ReadonlyMap<string, ReadonlySet<number>>
  readonly heardIn: ReadonlyMap<number, ReadonlySet<string>>
  readonly momentsOf: (call: number) => Moments
}

export function groundOf(trace: Trace): Ground {
  const callsHearing = new Map<string, Set<number>>()
  const heardIn = new Map<number, Set<string>>()
  for (const { ssrc, call } of trace.media.streams) {
    if (call < 0) continue
    const source = textOfChosen(ssrc)
    callsHearing.set(source, (callsHearing.get(source) ?? new Set()).add(call))
    heardIn.set(call, (heardIn.get(call) ?? new Set()).add(source))
  }
  return {
    trace,
    spans: spansOfCalls(trace),
    partyOf: partiesIn(trace.index.addresses),
    callsHearing,
    heardIn,
    momentsOf: momentsIn(trace),
  }
}

/** Of each call when it begins and ends, and the flow of its first message: side by side, since calls are held against many others. */
export type CallSpans = { readonly begins: Float64Array; readonly ends: Float64Array; readonly flow: Uint32Array }

function spansOfCalls({ index }: Trace): CallSpans {
  const { count } = index.callIds
  const spans = { begins: new Float64Array(count), ends: new Float64Array(count), flow: new Uint32Array(count) }
  for (let call = 0; call < count; call += 1) {
    if (!hasMessages(index, call)) continue
    const first = callField(index, call, 'first')
    spans.begins[call] = timeOfRow(index, first)
    spans.ends[call] = timeOfRow(index, callField(index, call, 'last'))
    spans.flow[call] = rowField(index, first, 'flow')
  }
  return spans
}

export function callIdKey({ index }: Trace, call: number): number {
  const bytes = bytesOfEntry(index.callIds, call)
  return wideHash(bytes, 0, bytes.length)
}

/** Numbers of the hosts that the first message of a call went from and to. */
export const sourceOf = ({ trace, spans }: Ground, call: number) => at(trace.flows.source, spans.flow[call]!)
export const targetOf = ({ trace, spans }: Ground, call: number) => at(trace.flows.target, spans.flow[call]!)
const portsOf = ({ trace, spans }: Ground, call: number) => at(trace.flows.ports, spans.flow[call]!)

/** The later begins while the earlier goes on, and between other places: two calls of the same two are two calls. */
export function mayBelong(ground: Ground, earlier: number, later: number): boolean {
  const { begins, ends } = ground.spans
  if (begins[earlier]! > begins[later]! || begins[later]! > ends[earlier]!) return false
  const [source, target] = [sourceOf(ground, earlier), targetOf(ground, earlier)]
  const isSamePair = source === sourceOf(ground, later) && target === targetOf(ground, later)
  return !isSamePair || (source === target && portsOf(ground, earlier) !== portsOf(ground, later))
}

/** The one comes to the host that the other leaves from; where all is one host, its port tells. */
function meetAtAgent(ground: Ground, earlier: number, later: number): boolean {
  const target = targetOf(ground, earlier)
  if (target !== sourceOf(ground, later)) return false
  return target !== sourceOf(ground, earlier) || (portsOf(ground, earlier) & 0xffff) === portsOf(ground, later) >>> 16
}

/** A name that both carry, or by which one names the other; null where there is none. */
export function nameInCommon(trace: Trace, earlier: number, later: number): string | null {
  const { clues } = trace
  const same = (clue: 'session' | 'label') =>
    clueOf(clues, clue, earlier) !== 0 && clueOf(clues, clue, earlier) === clueOf(clues, clue, later)
  if (same('session')) return 'the same Session-ID (RFC 7989)'
  if (same('label')) return 'the same header of the agent that names the call'
  return clueOf(clues, 'label', later) === callIdKey(trace, earlier) ? 'a header that names its Call-ID' : null
}

type Evidence = {
  readonly weight: number
  /** To be read after `because of`. */
  readonly says: string
  readonly speaks: (ground: Ground, earlier: number, later: number) => boolean
}

function isSame({ trace }: Ground, clue: 'origin' | 'place', one: number, other: number): boolean {
  const said = clueOf(trace.clues, clue, one)
  return said !== 0 && said === clueOf(trace.clues, clue, other)
}

function isSameParty({ trace, partyOf }: Ground, side: 'from' | 'to', one: number, other: number): boolean {
  const party = partyOf(callField(trace.index, one, side))
  return party !== 0 && party === partyOf(callField(trace.index, other, side))
}

const samePlace: Evidence = {
  weight: 20,
  says: 'the same place for sound',
  speaks: (ground, one, other) => isSame(ground, 'place', one, other),
}
const sameSource: Evidence = {
  weight: 20,
  says: 'the same source of sound',
  speaks: ({ heardIn }, one, other) => {
    const heard = heardIn.get(one)
    return heard !== undefined && [...(heardIn.get(other) ?? [])].some((source) => heard.has(source))
  },
}
const sameOrigin: Evidence = {
  weight: 8,
  says: 'the same origin line in the description',
  speaks: (ground, one, other) => isSame(ground, 'origin', one, other),
}
const sameAgent: Evidence = {
  weight: 2,
  says: 'one coming to the host that the other leaves from',
  speaks: meetAtAgent,
}

/** What can be told from the first messages; cheap to look at. */
const AT_FIRST: readonly Evidence[] = [
  samePlace,
  sameSource,
  sameOrigin,
  sameAgent,
  {
    weight: 2,
    says: 'the same number called',
    speaks: (ground, one, other) => isSameParty(ground, 'to', one, other),
  },
  {
    weight: 2,
    says: 'the same number calling',
    speaks: (ground, one, other) => isSameParty(ground, 'from', one, other),
  },
  {
    weight: 1,
    says: 'one hop less to go',
    speaks: ({ trace }, one, other) => {
      const hops = clueOf(trace.clues, 'hops', one)
      return hops > 1 && clueOf(trace.clues, 'hops', other) === hops - 1
    },
  },
]

/** What only the whole of both calls tells. */
const IN_THE_END: readonly Evidence[] = [
  {
    weight: 2,
    says: 'both answered in the same moment',
    speaks: ({ momentsOf }, one, other) => isNear(momentsOf(one).answeredNs, momentsOf(other).answeredNs),
  },
  {
    weight: 1,
    says: 'both cleared in the same moment',
    speaks: ({ momentsOf }, one, other) => isNear(momentsOf(one).clearedNs, momentsOf(other).clearedNs),
  },
]

const EVIDENCE: readonly Evidence[] = [...AT_FIRST, ...IN_THE_END]
const bitOf = (evidence: Evidence) => 1 << EVIDENCE.indexOf(evidence)
/** Either of the first is had by no other call, nor are both of the second together. */
const PROOF = bitOf(samePlace) | bitOf(sameSource)
const PROOF_TOGETHER = bitOf(sameOrigin) | bitOf(sameAgent)

/** What speaks for two calls being one, put together. */
export function fitOf(ground: Ground, earlier: number, later: number): Fit {
  let found = 0
  let score = 0
  const weigh = (from: number, all: readonly Evidence[]) => {
    for (let at = 0; at < all.length; at += 1) {
      if (!all[at]!.speaks(ground, earlier, later)) continue
      found |= 1 << (from + at)
      score += all[at]!.weight
    }
  }
  weigh(0, AT_FIRST)
  const isCertain = (found & PROOF) !== 0 || (found & PROOF_TOGETHER) === PROOF_TOGETHER
  // Moments alone make no guess among many calls: numbers or a host have to speak for it as well.
  if (!isCertain && (score < LEAST_BEFORE_MOMENTS || !isInTime(ground, earlier, later))) return NO_FIT
  weigh(AT_FIRST.length, IN_THE_END)
  return { score, isCertain, found }
}

/** What was found, in words. */
export function becauseOf({ found }: Fit): readonly string[] {
  return EVIDENCE.flatMap(({ says }, at) => ((found & (1 << at)) !== 0 ? [says] : []))
}

/** The later begins while the earlier is being set up, and soon. */
function isInTime({ momentsOf }: Ground, earlier: number, later: number): boolean {
  const { beginsNs, decidedNs } = momentsOf(earlier)
  const begins = momentsOf(later).beginsNs
  return begins <= decidedNs && begins - beginsNs <= LATEST_NS
}

function isNear(one: number | null, other: number | null): boolean {
  return one !== null && other !== null && Math.abs(one - other) <= NEAR_NS
}

type Moments = {
  readonly beginsNs: number
  /** When the INVITE got its final answer; without end where it got none. */
  readonly decidedNs: number
  readonly answeredNs: number | null
  readonly clearedNs: number | null
}

const MOST_KEPT = 4096

/** Candidates lie near together: those of the last few thousand calls are kept. */
function momentsIn(trace: Trace): (call: number) => Moments {
  const kept = new Map<number, Moments>()
  return (call) => {
    const known = kept.get(call)
    if (known) return known
    if (kept.size >= MOST_KEPT) kept.clear()
    const moments = momentsOfCall(trace, call)
    kept.set(call, moments)
    return moments
  }
}

function momentsOfCall(trace: Trace, call: number): Moments {
  const messages = messagesOf(trace.index, call)
  const final = messages.find((each) => each.method === 'INVITE' && each.status >= 200 && !isChallenge(each.status))
  const cleared = messages.find((each) => each.isRequest && (each.method === 'BYE' || each.method === 'CANCEL'))
  return {
    beginsNs: messages[0]!.timeNs,
    decidedNs: final?.timeNs ?? Number.POSITIVE_INFINITY,
    answeredNs: final && final.status < 300 ? final.timeNs : null,
    clearedNs: cleared?.timeNs ?? null,
  }
}

function isChallenge(status: number): boolean {
  return status === 401 || status === 407
}
