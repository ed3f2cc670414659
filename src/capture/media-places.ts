/**
 * Where media is expected: by the number of a host and a port, what was announced there last. A capture may announce half
 * a million places, so they are rows of numbers and no objects. Places made to belong in one slot cost no more than
 * others: behind a few of them the rest go by a map of the engine's.
 */
import { bytesOf, textOf } from '../sip/bytes.ts'
import type { Codec } from '../sip/sdp.ts'
import { byteTable, type ByteTable, freeSlot, numbered, REACH } from './byte-table.ts'
import { blockFor, narrowAt, type Table, table, wordOf } from './columns.ts'

export type MediaPlaces = {
  count: number
  slots: Int32Array
  /** See `PLACE`. */
  readonly rows: Table
  /** Those that found every slot within reach taken. */
  readonly beyond: Map<string, number>
  /** Slots taken by another place, passed over in looking: counted so that a test can hold the cost against its bound. */
  passed: number
  /** Sets of codecs by the hash of their lines: most calls offer the same. */
  readonly sets: ByteTable
  readonly codecs: (readonly Codec[])[]
  /** Codecs of all sets together. */
  codecsKept: number
  /** The set asked for last, and its hash; -1 before the first. */
  lastSet: number
  lastHash: number
  /** Announcements there was no room for. */
  left: number
}

/** What a description announced of a place. */
export type Announced = {
  /** The number of the Call-ID. */
  readonly call: number
  readonly isImage: boolean
  readonly isSecure: boolean
  /** See `codecSet`. */
  readonly set: number
}

const PLACE = { host: 0, port: 1, call: 2, epoch: 3, set: 4, kind: 5 } as const
const PLACE_WORDS = 6
const IS_IMAGE = 1
const IS_SECURE = 2

const MOST_PLACES = 500_000
const MOST_SETS = 10_000
const MOST_CODECS = 100_000
const LONGEST_NAME = 64

/** Nothing is announced there. */
export const NOWHERE = -1

export function mediaPlaces(): MediaPlaces {
  return {
    count: 0,
    slots: new Int32Array(256),
    rows: table(PLACE_WORDS),
    beyond: new Map(),
    passed: 0,
    sets: byteTable(MOST_SETS),
    codecs: [],
    codecsKept: 0,
    lastSet: -1,
    lastHash: 0,
    left: 0,
  }
}

/** The number of a place, or `NOWHERE`. */
export function placeAt(places: MediaPlaces, host: number, port: number): number {
  const slot = slotOf(places, host, port)
  return slot < 0 ? (places.beyond.get(keyOf(host, port)) ?? NOWHERE) : places.slots[slot]! - 1
}

/** Takes note of what is expected at a place; whoever announced something else there before has used it. */
export function expectAt(places: MediaPlaces, host: number, port: number, announced: Announced): void {
  const known = placeAt(places, host, port)
  if (known === NOWHERE && places.count >= MOST_PLACES) {
    places.left += 1
    return
  }
  const place = known === NOWHERE ? add(places, host, port) : known
  const epoch = known === NOWHERE ? 0 : epochOf(places, place) + (callOf(places, place) === announced.call ? 0 : 1)
  write(places, place, PLACE.call, announced.call)
  write(places, place, PLACE.epoch, epoch)
  write(places, place, PLACE.set, announced.set)
  write(places, place, PLACE.kind, (announced.isImage ? IS_IMAGE : 0) | (announced.isSecure ? IS_SECURE : 0))
}

export function callOf({ rows }: MediaPlaces, place: number): number {
  return narrowAt(rows, place, PLACE.call)
}

/** Which use of the place it is: calls one after the other use the same ports. */
export function epochOf({ rows }: MediaPlaces, place: number): number {
  return narrowAt(rows, place, PLACE.epoch)
}

export function isImageAt({ rows }: MediaPlaces, place: number): boolean {
  return (narrowAt(rows, place, PLACE.kind) & IS_IMAGE) !== 0
}

export function isSecureAt({ rows }: MediaPlaces, place: number): boolean {
  return (narrowAt(rows, place, PLACE.kind) & IS_SECURE) !== 0
}

export function codecSetAt({ rows }: MediaPlaces, place: number): number {
  return narrowAt(rows, place, PLACE.set)
}

export function codecsAt(places: MediaPlaces, place: number): readonly Codec[] {
  return places.codecs[codecSetAt(places, place)] ?? []
}

/** Of what announced none, or one there was no room for: then payload types mean what the standard has them mean. */
export const NO_SET = MOST_SETS

const hashBytes = new Uint8Array(8)
const hashNumber = new Float64Array(hashBytes.buffer)

/** The number of a set of codecs by the hash of its lines, if it is the one asked for last; -1 otherwise. */
export function sameSet({ lastSet, lastHash }: MediaPlaces, hash: number): number {
  return hash === lastHash ? lastSet : -1
}

/** The number of a set of codecs by the hash of its lines, read when it is new. */
export function codecSet(places: MediaPlaces, hash: number, read: () => readonly Codec[]): number {
  hashNumber[0] = hash
  const set = numbered(places.sets, hashBytes, 0, hashBytes.length)
  if (set < 0) places.left += 1
  else {
    places.codecs[set] ??= keptCodecs(places, read())
    places.lastSet = set
    places.lastHash = hash
  }
  return set < 0 ? NO_SET : set
}

/** The first under each payload type, which is the one that counts; a name is copied, so that it keeps no message with it. */
function keptCodecs(places: MediaPlaces, all: readonly Codec[]): readonly Codec[] {
  const byPayload = new Map(all.toReversed().map((codec) => [codec.payload, codec]))
  if (places.codecsKept + byPayload.size > MOST_CODECS) {
    places.left += 1
    return []
  }
  places.codecsKept += byPayload.size
  return [...byPayload.values()].map((codec) => ({ ...codec, name: textOf(bytesOf(codec.name), 0, LONGEST_NAME) }))
}

/** Where a place stands or may be put; -1 where every slot within reach is another's. */
function slotOf(places: MediaPlaces, host: number, port: number): number {
  const { slots, rows } = places
  const mask = slots.length - 1
  const hash = hashOfPlace(host, port)
  for (let step = 0; step < REACH; step += 1) {
    const slot = (hash + step) & mask
    const place = slots[slot]! - 1
    if (place < 0 || (narrowAt(rows, place, PLACE.port) === port && narrowAt(rows, place, PLACE.host) === host))
      return slot
    places.passed += 1
  }
  return -1
}

export function hashOfPlace(host: number, port: number): number {
  const hash = Math.imul(Math.imul(host ^ 0x9e3779b9, 0x85ebca6b) ^ port, 0xc2b2ae35)
  return (hash ^ (hash >>> 15)) >>> 0
}

function keyOf(host: number, port: number): string {
  return `${host} ${port}`
}

function add(places: MediaPlaces, host: number, port: number): number {
  const place = places.count
  places.count += 1
  blockFor(places.rows, place)
  write(places, place, PLACE.host, host)
  write(places, place, PLACE.port, port)
  const slot = slotOf(places, host, port)
  if (slot < 0) places.beyond.set(keyOf(host, port), place)
  else places.slots[slot] = place + 1
  if (places.count * 2 > places.slots.length) spread(places)
  return place
}

function write({ rows }: MediaPlaces, place: number, word: number, value: number): void {
  blockFor(rows, place).narrow[wordOf(rows, place) + word] = value
}

/** In a larger table those that were beyond reach mostly find a slot. */
function spread(places: MediaPlaces): void {
  places.slots = new Int32Array(places.slots.length * 2)
  places.beyond.clear()
  for (let place = 0; place < places.count; place += 1) {
    const host = narrowAt(places.rows, place, PLACE.host)
    const port = narrowAt(places.rows, place, PLACE.port)
    const slot = freeSlot(places.slots, hashOfPlace(host, port))
    if (slot < 0) places.beyond.set(keyOf(host, port), place)
    else places.slots[slot] = place + 1
  }
}
