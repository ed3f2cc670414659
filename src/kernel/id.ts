/**
 * Names of things. Records made by people carry a UUIDv7 (RFC 9562 §5.7): sortable by time, made by
 * us and never by the database. Programme data keeps the short words it came with (`acme-trunk`).
 */

/** A UUIDv7 from an instant and ten random bytes; both are arguments, so that this stays pure. */
export function uuidV7(instantMs: number, random: Uint8Array): string {
  const time = instantMs.toString(16).padStart(12, '0')
  const hex = Array.from(random.subarray(0, 10), (byte) => byte.toString(16).padStart(2, '0')).join('')
  const variant = ((random[2]! & 0x3f) | 0x80).toString(16).padStart(2, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(1, 4)}-${variant}${hex.slice(6, 8)}-${hex.slice(8, 20)}`
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export function isUuid(text: string): boolean {
  return UUID.test(text)
}

/** What a short word may look like, in files and addresses. */
export const SLUG = /^[a-z0-9]+(?:[-.][a-z0-9]+)*$/

/**
 * A short word out of a name people gave: `Acme SIP Trunk` becomes `acme-sip-trunk`. What else to call it is for a name
 * whose letters are none of these, as of `日本語 2`, where hardly anything would be left.
 */
export function slugOf(name: string, otherwise: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const word = cut(plain.replace(/[^a-z0-9]+/g, '-'))
  return word === '' || (/\p{L}/u.test(name) && !/[a-z]/.test(word)) ? cut(otherwise) : word
}

const cut = (word: string): string =>
  word
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '')

/** The wanted word, or the first of `word-2`, `word-3`, … that nobody has yet. */
export function freeId(wanted: string, taken: (id: string) => boolean): string {
  for (let count = 1; count < 1000; count += 1) {
    const id = count === 1 ? wanted : `${wanted}-${count}`
    if (!taken(id)) return id
  }
  throw new Error(`a thousand things are called ${wanted}`)
}
