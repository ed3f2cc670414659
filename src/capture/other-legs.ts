/**
 * One call under several Call-IDs: what a back-to-back agent takes in on one side and sends out anew on the other.
 * Calls are held against each other by what both say; what proves that they belong together makes them certain, what
 * only speaks for it makes a guess, and of two that are equally likely neither is taken. One pass over the calls, each
 * looking at so many before it and no more.
 */
import { callNumbers } from './calls.ts'
import { clueOf } from './clues.ts'
import { type Latest, latestByKey } from './latest.ts'
import {
  becauseOf,
  callIdKey,
  type Fit,
  fitOf,
  type Ground,
  groundOf,
  LATEST_NS,
  mayBelong,
  nameInCommon,
  sourceOf,
  targetOf,
} from './leg-evidence.ts'
import type { Trace } from './reading.ts'
import { callField, rowField, statusOf } from './messages.ts'
import { SEVERAL, type SharedKeys, sharedKeys } from './shared-keys.ts'

/** How sure it is that two calls are legs of one. */
export type Sureness = 'certain' | 'guess'

export type OtherLeg = {
  /** Of its Call-ID. */
  readonly number: number
  readonly sureness: Sureness
  /** What speaks for it, each to be read after `because of`. */
  readonly because: readonly string[]
}

type Bond = { readonly to: number; readonly sureness: Sureness; readonly because: readonly string[] }

/** Legs that one call is told to have at most. */
const MOST_LEGS = 7
/** Calls before a call that it is held against, for each thing they may have in common. */
const MOST_BACK = 32
/** A guess needs this much to speak for it. */
const ENOUGH = 6

/** The other legs of each call that has any, by the number of its Call-ID. */
export function otherLegs(trace: Trace): ReadonlyMap<number, readonly OtherLeg[]> {
  const bonds = bondsIn(groundOf(trace))
  return new Map([...bonds.keys()].map((number) => [number, reachedFrom(bonds, number)] as const))
}

/** Along the bonds from leg to leg; what hangs on a guess is one. */
function reachedFrom(bonds: ReadonlyMap<number, readonly Bond[]>, number: number): readonly OtherLeg[] {
  const met = new Set([number])
  const found: OtherLeg[] = []
  const ways: { readonly from: number; readonly sureness: Sureness }[] = [{ from: number, sureness: 'certain' }]
  for (const { from, sureness } of ways)
    for (const bond of bonds.get(from) ?? []) {
      if (met.has(bond.to) || found.length >= MOST_LEGS) continue
      met.add(bond.to)
      const sure = sureness === 'guess' ? 'guess' : bond.sureness
      found.push({ number: bond.to, sureness: sure, because: bond.because })
      ways.push({ from: bond.to, sureness: sure })
    }
  return found
}

function bondsIn(ground: Ground): ReadonlyMap<number, readonly Bond[]> {
  const bonds = new Map<number, Bond[]>()
  const bind = (one: number, other: number, sureness: Sureness, because: readonly string[]) => {
    bonds.set(one, [...(bonds.get(one) ?? []), { to: other, sureness, because }])
    bonds.set(other, [...(bonds.get(other) ?? []), { to: one, sureness, because }])
  }
  const before = new Map<number, Best>()
  const after = new Map<number, Best>()
  for (const [later, candidates] of candidatesIn(ground))
    for (const earlier of candidates) {
      const named = nameInCommon(ground.trace, earlier, later)
      if (named) {
        bind(earlier, later, 'certain', [named])
        continue
      }
      const fit = fitOf(ground, earlier, later)
      if (fit.score < ENOUGH) continue
      contend(before, later, earlier, fit)
      contend(after, earlier, later, fit)
    }
  // Each is the other's best, and nobody else is as good for either.
  for (const [later, { call: earlier, fit, isShared }] of before) {
    const back = after.get(earlier)
    if (isShared || !back || back.isShared || back.call !== later) continue
    bind(earlier, later, fit.isCertain ? 'certain' : 'guess', becauseOf(fit))
  }
  return bonds
}

type Best = { call: number; fit: Fit; isShared: boolean }

function contend(best: Map<number, Best>, of: number, call: number, fit: Fit): void {
  const known = best.get(of)
  if (!known || fit.score > known.fit.score) best.set(of, { call, fit, isShared: false })
  else if (fit.score === known.fit.score) known.isShared = true
}

/** To each call those before it that it may be another leg of. */
function* candidatesIn(ground: Ground): Generator<readonly [later: number, earlier: readonly number[]]> {
  const calls = callNumbers(ground.trace).filter((call) => beginsHere(ground.trace, call))
  const pairs = pairsOf(ground, calls)
  const keys = isOnePair(pairs) ? [] : keysOfCalls(ground)
  const tables = keys.flatMap((each) => tableOf(ground, calls, pairs, each) ?? [])
  for (const call of calls) {
    const found = soundInCommon(ground, call).filter((other) => mayBelong(ground, other, call))
    for (const table of tables) lookBack(ground, table, call, found)
    if (found.length > 0) yield [call, found]
    for (const { key, latest, shared } of tables) if (shared.isShared(key(call))) latest.add(call)
  }
}

/** More than there are. */
const MOST_HOSTS = 2 ** 26

type KeyTable = Keys & { readonly latest: Latest; readonly shared: SharedKeys }

/**
 * Keys that calls between the same two hosts alone have are left out: those are never legs of each other. Null where all are.
 */
function tableOf(ground: Ground, calls: readonly number[], pairs: Uint8Array, keys: Keys): KeyTable | null {
  const { key, soughtBy } = keys
  const shared = sharedKeys(calls.length)
  for (let at = 0; at < calls.length; at += 1) {
    shared.note(key(calls[at]!), pairs[at]!)
    if (soughtBy !== key) shared.note(soughtBy(calls[at]!), pairs[at]!)
  }
  return shared.hasAny() ? { ...keys, shared, latest: latestByKey(ground.trace.index.callIds.count, key) } : null
}

/**
 * To each call the number of the pair of hosts it goes between, from 1; `SEVERAL` where all is one host, whose ports tell calls
 * apart, and beyond as many pairs as are told apart.
 */
function pairsOf(ground: Ground, calls: readonly number[]): Uint8Array {
  const numbers = new Map<number, number>()
  return Uint8Array.from(calls, (call) => {
    const source = sourceOf(ground, call)
    const target = targetOf(ground, call)
    if (source === target) return SEVERAL
    const pair = source * MOST_HOSTS + target
    const known = numbers.get(pair)
    if (known !== undefined) return known
    const number = Math.min(numbers.size + 1, SEVERAL)
    numbers.set(pair, number)
    return number
  })
}

function isOnePair(pairs: Uint8Array): boolean {
  return pairs[0] !== SEVERAL && pairs.every((pair) => pair === pairs[0])
}

/** Adds those of the calls before a call that have in this table what it looks for. */
function lookBack(
  ground: Ground,
  { soughtBy, withinNs, latest, shared }: KeyTable,
  call: number,
  found: number[],
): void {
  const sought = soughtBy(call)
  if (!shared.isShared(sought)) return
  const { begins } = ground.spans
  const since = begins[call]! - withinNs
  let other = latest.of(sought)
  for (let back = 0; other >= 0 && back < MOST_BACK && begins[other]! >= since; back += 1) {
    if (mayBelong(ground, other, call) && !found.includes(other)) found.push(other)
    other = latest.before(other)
  }
}

/** Its first message is the INVITE that opened it: what began before the capture gives no evidence. */
function beginsHere({ index }: Trace, call: number): boolean {
  const first = callField(index, call, 'first')
  return statusOf(index, first) === 0 && rowField(index, first, 'toTag') === 0
}

type Keys = {
  /** What later calls find this one by; 0 for nothing. */
  readonly key: (call: number) => number
  /** What this one looks for among those before it. */
  readonly soughtBy: (call: number) => number
  /** How long before it one may have begun. */
  readonly withinNs: number
}

function keysOfCalls(ground: Ground): readonly Keys[] {
  const { trace, partyOf } = ground
  const { clues, index } = trace
  const anyTime = (key: Keys['key'], soughtBy = key): Keys => ({ key, soughtBy, withinNs: Number.POSITIVE_INFINITY })
  const soon = (key: Keys['key'], soughtBy = key): Keys => ({ key, soughtBy, withinNs: LATEST_NS })
  const label = (call: number) => clueOf(clues, 'label', call)
  const isLabelled = clues.label.blocks.length > 0
  return [
    anyTime((call) => clueOf(clues, 'session', call)),
    anyTime((call) => clueOf(clues, 'origin', call)),
    anyTime((call) => clueOf(clues, 'place', call)),
    soon((call) => partyOf(callField(index, call, 'to'))),
    // The agent: what came to a host, and what goes out of it.
    soon(
      (call) => targetOf(ground, call) + 1,
      (call) => sourceOf(ground, call) + 1,
    ),
    ...(isLabelled ? [anyTime(label), anyTime((call) => callIdKey(trace, call), label)] : []),
  ]
}

/** Earlier calls with the same source of sound: an agent that passes sound on leaves its name as it is. */
function soundInCommon({ callsHearing, heardIn }: Ground, call: number): number[] {
  const heard = heardIn.get(call)
  if (!heard) return []
  const found = [...heard].flatMap((source) => {
    const calls = callsHearing.get(source)!
    return calls.size > MOST_LEGS ? [] : [...calls].filter((other) => other < call)
  })
  return [...new Set(found)]
}
