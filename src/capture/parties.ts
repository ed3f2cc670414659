/** Whom addresses name, for telling whether two of them name the same: by the number called or calling, however it is written. */
import { bytesOf, inLowerCase, isDigit, spells } from '../sip/bytes.ts'
import { type ByteTable, byteTable, bytesOfEntry, numbered } from './byte-table.ts'

/** Digits that tell numbers apart: what stands before them is written in one place and left out in another. */
const TELLING = 9
/** Fewer digits are a name like any other. */
const LEAST = 6

const SCHEMES = ['sip:', 'sips:', 'tel:'].map(bytesOf)
const ANONYMOUS = bytesOf('anonymous')
const COLON = 58
/** What a user part ends at. */
const ENDS = new Uint8Array(256)
for (const sign of '@;>') ENDS[sign.charCodeAt(0)] = 1

/** The party of an address, by its entry in the table; 0 where it names nobody. */
export function partiesIn(addresses: ByteTable): (entry: number) => number {
  const parties = byteTable(addresses.count)
  /** One more than the number of the party; 0 where it was not looked for. */
  const known = new Uint32Array(addresses.count)
  return (entry) => {
    if (entry >= known.length) return 0
    if (known[entry] === 0) known[entry] = partyNumber(parties, bytesOfEntry(addresses, entry)) + 1
    return known[entry]! - 1
  }
}

const digits = new Uint8Array(TELLING)

function partyNumber(parties: ByteTable, address: Uint8Array): number {
  const from = userAt(address)
  let end = from
  while (end < address.length && ENDS[address[end]!] === 0) end += 1
  if (end === from || spells(address, from, end, ANONYMOUS)) return 0
  let count = 0
  for (let at = end - 1; at >= from && count < TELLING; at -= 1)
    if (isDigit(address[at])) {
      count += 1
      digits[TELLING - count] = address[at]!
    }
  if (count >= LEAST) return numbered(parties, digits, TELLING - count, TELLING) + 1
  return numbered(parties, inLowerCase(address, from, end), 0, end - from) + 1
}

/** Behind the first scheme, or the end where there is none. */
function userAt(address: Uint8Array): number {
  for (let at = 0; at < address.length; at += 1) {
    if (address[at] !== COLON) continue
    for (const scheme of SCHEMES)
      if (at + 1 >= scheme.length && spells(address, at + 1 - scheme.length, at + 1, scheme)) return at + 1
  }
  return address.length
}
