/** Elements of DER (ITU-T X.690 §8, 10): a tag, a length, what is inside. No element reaches beyond the one it is in. */

export type Element = { readonly tag: number; readonly at: number; readonly from: number; readonly end: number }

export const TAG = {
  integer: 2,
  octets: 4,
  object: 6,
  utcTime: 23,
  generalTime: 24,
  sequence: 0x30,
  set: 0x31,
} as const

/** The element beginning here; null where there is none that ends before `end`. */
export function elementAt(bytes: Uint8Array, at: number, end: number): Element | null {
  if (at + 2 > end) return null
  const tag = bytes[at]!
  const first = bytes[at + 1]!
  if (first < 0x80) return at + 2 + first <= end ? { tag, at, from: at + 2, end: at + 2 + first } : null
  const size = first & 0x7f
  if (size === 0 || size > 3 || at + 2 + size > end) return null
  let length = 0
  for (let index = 0; index < size; index += 1) length = length * 256 + bytes[at + 2 + index]!
  const from = at + 2 + size
  return from + length <= end ? { tag, at, from, end: from + length } : null
}

const MOST_ELEMENTS = 256

/** What is inside, one after the other, as far as it can be read. */
export function elementsIn(bytes: Uint8Array, { from, end }: Pick<Element, 'from' | 'end'>): readonly Element[] {
  const found: Element[] = []
  let at = from
  while (at < end && found.length < MOST_ELEMENTS) {
    const next = elementAt(bytes, at, end)
    if (!next) break
    found.push(next)
    at = next.end
  }
  return found
}
