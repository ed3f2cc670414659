/**
 * Which keys are had by several: a look that is quick, and errs on one side only. What it says nobody shares, nobody does;
 * of what it says is shared, a little may be had by one alone.
 */

export type SharedKeys = {
  /** Takes note that somebody has a key: a number from 1, or `SEVERAL`. The key 0 is nobody's. */
  readonly note: (key: number, who: number) => void
  readonly isShared: (key: number) => boolean
  /** Whether any may be. */
  readonly hasAny: () => boolean
}

/** Who has a key that more than one has; those beyond this number are not told apart. */
export const SEVERAL = 255

const MOST_PLACES = 1 << 22

/** For about so many keys. */
export function sharedKeys(most: number): SharedKeys {
  const places = new Uint8Array(Math.min(MOST_PLACES, 2 ** Math.ceil(Math.log2(Math.max(64, most * 4)))))
  const mask = places.length - 1
  let hasAny = false
  const placeOf = (key: number) => (Math.imul(key ^ (key / 2 ** 32), 0x9e3779b1) >>> 9) & mask
  return {
    note: (key, who) => {
      if (key === 0) return
      const place = placeOf(key)
      if (places[place] === 0) places[place] = who
      else if (places[place] !== who) places[place] = SEVERAL
      hasAny ||= places[place] === SEVERAL
    },
    isShared: (key) => key !== 0 && places[placeOf(key)] === SEVERAL,
    hasAny: () => hasAny,
  }
}
