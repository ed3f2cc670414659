/**
 * What speaks for two calls being legs of one: names they share, the same media, the same numbers, the same moments. It
 * only weighs; `other-legs.ts` chooses.
 */
import { wideHash } from '../sip/bytes.ts'
import { bytesOfEntry, textOfEntry } from './byte-table.ts'
import { clueOf } from './clues.ts'
import { at } from './columns.ts'
import { messagesOf } from './messages.ts'
import type { Trace } from './reading.ts'

export type Fit = {
  readonly score: number
  /** Whether what they share is had by nothing else. */
  readonly isCertain: boolean
  readonly because: readonly string[]
}

/** An agent sends a call on at once, or once a person has dialled on; what begins later is not guessed. */
export const LATEST_NS = 10e9
/** What has to speak for two calls before their moments are looked at. */
const LEAST_BEFORE_MOMENTS = 4
const NO_FIT: Fit = { score: 0, isCertain: false, because: [] }
/** Answers and ends of both legs lie as near together as an agent passes them on. */
const NEAR_NS = 500e6

/** What is looked up again and again, made once. */
export type Ground = {
  readonly trace: Trace
  /** The party an address names, by its entry; 0 where it names nobody. */
  readonly partyOf: (entry: number) => number
  /** The calls that a source of sound is heard in, and the sources heard in a call. */
  readonly callsHearing: ReadonlyMap<number, ReadonlySet<number>>
  readonly heardIn: ReadonlyMap<number, ReadonlySet<number>>
  readonly courseOf: (call: number) => Course
}

export function groundOf(trace: Trace): Ground {
  const callsHearing = new Map<number, Set<number>>()
  const heardIn = new Map<number, Set<number>>()
  for (const { ssrc, call } of trace.media.streams) {
    if (call < 0) continue
    callsHearing.set(ssrc, (callsHearing.get(ssrc) ?? new Set()).add(call))
    heardIn.set(call, (heardIn.get(call) ?? new Set()).add(ssrc))
  }
  return { trace, partyOf: partiesIn(trace), callsHearing, heardIn, courseOf: coursesIn(trace) }
}

/** Told apart by the last nine digits, or by the name where there are none. */
function partiesIn({ index }: Trace): (entry: number) => number {
  const byEntry: (number | undefined)[] = []
  const byParty = new Map<string, number>()
  return (entry) => {
    if (entry >= index.addresses.count) return 0
    return (byEntry[entry] ??= partyNumber(byParty, textOfEntry(index.addresses, entry)))
  }
}

function partyNumber(byParty: Map<string, number>, address: string): number {
  const user = /(?:sips?|tel):([^@;>]+)/i.exec(address)?.[1]?.toLowerCase() ?? ''
  if (user === '' || user === 'anonymous') return 0
  const digits = user.replaceAll(/\D/g, '')
  const party = digits.length >= 6 ? digits.slice(-9) : user
  if (!byParty.has(party)) byParty.set(party, byParty.size + 1)
  return byParty.get(party)!
}

export function callIdKey({ index }: Trace, call: number): number {
  const bytes = bytesOfEntry(index.callIds, call)
  return wideHash(bytes, 0, bytes.length)
}

const flowOf = ({ index }: Trace, call: number) => at(index.rows.flow, at(index.calls.first, call))

/** Numbers of the hosts that the first message of a call went from and to. */
export const sourceOf = (trace: Trace, call: number) => at(trace.flows.source, flowOf(trace, call))
export const targetOf = (trace: Trace, call: number) => at(trace.flows.target, flowOf(trace, call))
const portsOf = (trace: Trace, call: number) => at(trace.flows.ports, flowOf(trace, call))

export const beginOf = ({ index }: Trace, call: number) => at(index.rows.timeNs, at(index.calls.first, call))
const endOf = ({ index }: Trace, call: number) => at(index.rows.timeNs, at(index.calls.last, call))

/** The later begins while the earlier goes on, and between other places: two calls of the same two are two calls. */
export function mayBelong(trace: Trace, earlier: number, later: number): boolean {
  const [source, target] = [sourceOf(trace, earlier), targetOf(trace, earlier)]
  const isSamePair = source === sourceOf(trace, later) && target === targetOf(trace, later)
  if (isSamePair && (source !== target || portsOf(trace, earlier) === portsOf(trace, later))) return false
  const begins = beginOf(trace, later)
  return beginOf(trace, earlier) <= begins && begins <= endOf(trace, earlier)
}

/** The one comes to the host that the other leaves from; where all is one host, its port tells. */
function meetAtAgent(trace: Trace, earlier: number, later: number): boolean {
  const target = targetOf(trace, earlier)
  if (target !== sourceOf(trace, later)) return false
  return target !== sourceOf(trace, earlier) || (portsOf(trace, earlier) & 0xffff) === portsOf(trace, later) >>> 16
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

/** What speaks for two calls being one, put together. */
export function fitOf({ trace, partyOf, heardIn, courseOf }: Ground, earlier: number, later: number): Fit {
  const { clues, index } = trace
  const said: { readonly weight: number; readonly says: string }[] = []
  const speaks = (isSo: boolean, weight: number, says: string) => isSo && said.push({ weight, says }) > 0
  const same = (clue: 'origin' | 'place') =>
    clueOf(clues, clue, earlier) !== 0 && clueOf(clues, clue, earlier) === clueOf(clues, clue, later)
  const isPlace = speaks(same('place'), 20, 'the same place for sound')
  const isHeard = speaks(
    [...(heardIn.get(later) ?? [])].some((source) => heardIn.get(earlier)?.has(source)),
    20,
    'the same source of sound',
  )
  const isOrigin = speaks(same('origin'), 8, 'the same origin line in the description')
  const isAgent = speaks(meetAtAgent(trace, earlier, later), 2, 'one coming to the host that the other leaves from')
  const isSameParty = (side: 'from' | 'to') => {
    const party = partyOf(at(index.calls[side], earlier))
    return party !== 0 && party === partyOf(at(index.calls[side], later))
  }
  speaks(isSameParty('to'), 2, 'the same number called')
  speaks(isSameParty('from'), 2, 'the same number calling')
  const hops = clueOf(clues, 'hops', earlier)
  speaks(hops > 1 && clueOf(clues, 'hops', later) === hops - 1, 1, 'one hop less to go')
  const isCertain = isPlace || isHeard || (isOrigin && isAgent)
  const weight = () => said.reduce((sum, each) => sum + each.weight, 0)
  // Moments alone make no guess among many calls: numbers or a host have to speak for it as well.
  if (!isCertain && weight() < LEAST_BEFORE_MOMENTS) return NO_FIT
  const [first, second] = [courseOf(earlier), courseOf(later)]
  speaks(isNear(first.answeredNs, second.answeredNs), 2, 'both answered in the same moment')
  speaks(isNear(first.clearedNs, second.clearedNs), 1, 'both cleared in the same moment')
  const isInTime = second.beginsNs <= first.decidedNs && second.beginsNs - first.beginsNs <= LATEST_NS
  return {
    score: isCertain || isInTime ? weight() : 0,
    isCertain,
    because: said.map(({ says }) => says),
  }
}

function isNear(one: number | null, other: number | null): boolean {
  return one !== null && other !== null && Math.abs(one - other) <= NEAR_NS
}

type Course = {
  readonly beginsNs: number
  /** When the INVITE got its final answer; without end where it got none. */
  readonly decidedNs: number
  readonly answeredNs: number | null
  readonly clearedNs: number | null
}

const MOST_COURSES = 4096

/** Candidates lie near together: the courses of the last few thousand calls are kept. */
function coursesIn(trace: Trace): (call: number) => Course {
  const kept = new Map<number, Course>()
  return (call) => {
    const known = kept.get(call)
    if (known) return known
    if (kept.size >= MOST_COURSES) kept.clear()
    const course = courseIn(trace, call)
    kept.set(call, course)
    return course
  }
}

function courseIn(trace: Trace, call: number): Course {
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
