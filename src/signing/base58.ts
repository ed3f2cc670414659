/** Bytes as base58 in the alphabet of Bitcoin, which multibase calls `z`; one spelling for each run of bytes. */
const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** A signature has 64 bytes; nothing written here is longer than twice that. */
const MOST_LETTERS = 180

export function base58(bytes: Uint8Array): string {
  const leading = bytes.findIndex((byte) => byte !== 0)
  const zeros = leading === -1 ? bytes.length : leading
  let rest = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
  let text = ''
  for (; rest > 0n; rest /= 58n) text = ALPHABET[Number(rest % 58n)] + text
  return ALPHABET[0]!.repeat(zeros) + text
}

/** The bytes of a text; null where it is none, or longer than anything that is written this way. */
export function bytesOfBase58(text: string): Uint8Array | null {
  if (text.length > MOST_LETTERS) return null
  let rest = 0n
  for (const letter of text) {
    const digit = ALPHABET.indexOf(letter)
    if (digit === -1) return null
    rest = rest * 58n + BigInt(digit)
  }
  const bytes: number[] = []
  for (; rest > 0n; rest /= 256n) bytes.unshift(Number(rest % 256n))
  const zeros = /^1*/.exec(text)![0].length
  return Uint8Array.from([...Array.from<number>({ length: zeros }).fill(0), ...bytes])
}
