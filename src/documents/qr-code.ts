/** An address as a code that cameras read: ISO/IEC 18004 with a quarter of it to spare, and the quiet zone of four squares. */
import { encode } from 'uqr'
import type { Block } from './paper.ts'

export function codeBlock(address: string): Block {
  const { data } = encode(address, { ecc: 'Q', border: 4 })
  const rows = data.map((row) => row.map((isDark) => (isDark ? '1' : '0')).join(''))
  return { type: 'code', rows, text: address }
}
