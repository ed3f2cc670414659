/** The latest of many under each key, and to each the one before it: chains through time in two arrays of numbers. */

export type Latest = {
  /** The one added last under this key; -1 where there is none, and under 0, where nothing is kept. */
  readonly of: (key: number) => number
  /** The one added before it under its key; -1 where it was the first. */
  readonly before: (item: number) => number
  readonly add: (item: number) => void
}

/** For items from 0 up to this many, each added once at most; what its key is must not change. */
export function latestByKey(most: number, keyOf: (item: number) => number): Latest {
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(1, most) * 2)))
  const earlier = new Int32Array(most)
  const mask = slots.length - 1
  const slotOf = (key: number) => {
    let slot = (Math.imul(key ^ (key / 2 ** 32), 0x9e3779b1) >>> 7) & mask
    while (slots[slot] !== 0 && keyOf(slots[slot]! - 1) !== key) slot = (slot + 1) & mask
    return slot
  }
  return {
    of: (key) => (key === 0 ? -1 : slots[slotOf(key)]! - 1),
    before: (item) => earlier[item]! - 1,
    add: (item) => {
      const key = keyOf(item)
      if (key === 0) return
      const slot = slotOf(key)
      earlier[item] = slots[slot]!
      slots[slot] = item + 1
    },
  }
}
