/**
 * What a certificate says of whom it is for and for how long (RFC 5280 §4.1). Signatures are not checked: nothing here
 * knows which authorities are trusted.
 */
import { textOf } from '../sip/bytes.ts'
import { addressText } from './address.ts'
import { type Element, elementAt, elementsIn, TAG } from './der.ts'

export type Certificate = {
  /** The common name; empty where there is none. */
  readonly subject: string
  readonly issuer: string
  /** Subject alternative names: domains, `sip:` addresses, IP addresses. */
  readonly names: readonly string[]
  /** Milliseconds since 1970; null where they cannot be read. */
  readonly from: number | null
  readonly until: number | null
  /** Issued by whom it is for. */
  readonly isSelfIssued: boolean
}

const MOST_NAMES = 64
const LONGEST_TEXT = 256
/** id-at-commonName and id-ce-subjectAltName, as DER writes them. */
const COMMON_NAME = [0x55, 4, 3] as const
const ALTERNATIVE_NAMES = [0x55, 0x1d, 0x11] as const
const EXTENSIONS = 0xa3
const VERSION = 0xa0

/** Null for bytes that are no certificate. */
export function readCertificate(bytes: Uint8Array, at: number, end: number): Certificate | null {
  const whole = elementAt(bytes, at, end)
  const body = whole?.tag === TAG.sequence ? elementAt(bytes, whole.from, whole.end) : null
  if (body?.tag !== TAG.sequence) return null
  const parts = elementsIn(bytes, body)
  const fields = parts[0]?.tag === VERSION ? parts.slice(1) : parts
  const [, , issuer, validity, subject] = fields
  if (issuer?.tag !== TAG.sequence || validity?.tag !== TAG.sequence || subject?.tag !== TAG.sequence) return null
  const [from, until] = elementsIn(bytes, validity).map((each) => timeOf(bytes, each))
  const extensions = fields.find((each) => each.tag === EXTENSIONS)
  return {
    subject: commonName(bytes, subject),
    issuer: commonName(bytes, issuer),
    names: extensions ? alternativeNames(bytes, extensions) : [],
    from: from ?? null,
    until: until ?? null,
    isSelfIssued: isSame(bytes, issuer, subject),
  }
}

function isSame(bytes: Uint8Array, one: Element, other: Element): boolean {
  const length = one.end - one.at
  if (length !== other.end - other.at) return false
  for (let index = 0; index < length; index += 1) if (bytes[one.at + index] !== bytes[other.at + index]) return false
  return true
}

function isObject(bytes: Uint8Array, element: Element | undefined, wanted: readonly number[]): boolean {
  if (element?.tag !== TAG.object || element.end - element.from !== wanted.length) return false
  return wanted.every((byte, index) => bytes[element.from + index] === byte)
}

function text(bytes: Uint8Array, { from, end }: Element): string {
  return textOf(bytes, from, Math.min(end, from + LONGEST_TEXT))
}

function commonName(bytes: Uint8Array, name: Element): string {
  for (const set of elementsIn(bytes, name))
    for (const pair of elementsIn(bytes, set)) {
      const [kind, value] = elementsIn(bytes, pair)
      if (isObject(bytes, kind, COMMON_NAME) && value) return text(bytes, value)
    }
  return ''
}

function alternativeNames(bytes: Uint8Array, extensions: Element): readonly string[] {
  const list = elementAt(bytes, extensions.from, extensions.end)
  for (const extension of list ? elementsIn(bytes, list) : []) {
    const parts = elementsIn(bytes, extension)
    const value = parts.at(-1)
    if (!isObject(bytes, parts[0], ALTERNATIVE_NAMES) || value?.tag !== TAG.octets) continue
    const names = elementAt(bytes, value.from, value.end)
    return (names ? elementsIn(bytes, names) : []).slice(0, MOST_NAMES).flatMap((each) => nameOf(bytes, each) ?? [])
  }
  return []
}

/** A domain, an address of SIP or of the network (RFC 5280 §4.2.1.6); others are of no concern here. */
function nameOf(bytes: Uint8Array, element: Element): string | null {
  const { tag, from, end } = element
  if (tag === 0x82 || tag === 0x86) return text(bytes, element)
  const size = end - from
  return tag === 0x87 && (size === 4 || size === 16) ? addressText(bytes.subarray(from, end)) : null
}

/** UTCTime below 50 means the years from 2000 on (RFC 5280 §4.1.2.5.1). */
function timeOf(bytes: Uint8Array, element: Element): number | null {
  const found = /^(\d{2,4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/.exec(text(bytes, element))
  if (!found) return null
  const [year, month, day, hour, minute, second] = found.slice(1).map(Number)
  const full = element.tag === TAG.utcTime ? year! + (year! < 50 ? 2000 : 1900) : year!
  const time = Date.UTC(full, month! - 1, day, hour, minute, second)
  return Number.isFinite(time) ? time : null
}
