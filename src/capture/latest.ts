/** The latest of many under each key, and to each the one before it: chains through time in two arrays of numbers. */
import { REACH, textOfChosen } from './byte-table.ts'

export type Latest = {
  /** The one added last under this key; -1 where there is none, and under 0, where nothing is kept. */
  readonly of: (key: number) => number
  /** The one added before it under its key; -1 where it was the first. */
  readonly before: (item: number) => number
  readonly add: (item: number) => void
}

/**
 * For items from 0 up to this many, each added once at most; what its key is must not change. Keys made to have one place
 * cost no more than others: behind a few of them the rest go by a map of the engine's.
 */
export function latestByKey(most: number, keyOf: (item: number) => number): Latest {
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(REACH, most * 1.25))))
  const earlier = new Int32Array(most)
  const beyond = new Map<string, number>()
  const mask = slots.length - 1
  /** Where the latest under a key stands, or may be put; below zero where it is beyond reach. */
  const slotOf = (key: number) => {
    const first = Math.imul(key ^ (key / 2 ** 32), 0x9e3779b1) >>> 7
    for (let step = 0; step < REACH; step += 1) {
      const slot = (first + step) & mask
      if (slots[slot] === 0 || keyOf(slots[slot]! - 1) === key) return slot
    }
    return -1
  }
  /** Where was looked last: what is added has mostly been asked for just before. */
  const sought = { key: 0, slot: -1 }
  const seek = (key: number) => {
    if (key !== sought.key) {
      sought.slot = slotOf(key)
      sought.key = key
    }
    return sought.slot
  }
  const standsIn = (slot: number, key: number) => (slot < 0 ? (beyond.get(textOfChosen(key)) ?? 0) : slots[slot]!)
  return {
    of: (key) => (key === 0 ? -1 : standsIn(seek(key), key) - 1),
    before: (item) => earlier[item]! - 1,
    add: (item) => {
      const key = keyOf(item)
      if (key === 0) return
      const slot = seek(key)
      earlier[item] = standsIn(slot, key)
      if (slot < 0) beyond.set(textOfChosen(key), item + 1)
      else slots[slot] = item + 1
    },
  }
}
