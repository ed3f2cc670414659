/**
 * A DNS message as a value (RFC 1035): its question and the records that locate servers (RFC 3263): addresses, other
 * names, SRV (RFC 2782) and NAPTR (RFC 3403). Of others only the kind is told. Any bytes give a message or null.
 */
import { textOf } from '../sip/bytes.ts'
import { addressText } from './address.ts'
import { dnsName } from './dns-name.ts'
import { u16, u32 } from './records.ts'

export type DnsMessage = {
  readonly id: number
  readonly isAnswer: boolean
  /** 0 for no error, 3 for a name that does not exist. */
  readonly code: number
  /** Cut by its sender, to be asked for again over TCP. */
  readonly isCut: boolean
  readonly name: string
  readonly type: string
  readonly records: readonly DnsRecord[]
}

export type DnsRecord = { readonly name: string; readonly ttl: number } & DnsData

export type DnsData =
  | { readonly type: 'A' | 'AAAA'; readonly address: string }
  | { readonly type: 'CNAME'; readonly target: string }
  | {
      readonly type: 'SRV'
      readonly priority: number
      readonly weight: number
      readonly port: number
      readonly target: string
    }
  | {
      readonly type: 'NAPTR'
      readonly order: number
      readonly preference: number
      readonly flags: string
      readonly service: string
      readonly target: string
    }

const TYPES: Readonly<Record<number, string>> = {
  1: 'A',
  2: 'NS',
  5: 'CNAME',
  6: 'SOA',
  12: 'PTR',
  16: 'TXT',
  28: 'AAAA',
  33: 'SRV',
  35: 'NAPTR',
}

const HEAD = 12
const INTERNET = 1
/** Records of a message that are kept; a list of servers is shorter. */
const MOST_RECORDS = 64
/** Records of a message that are gone through, whatever their kind. */
const MOST_READ = 512

/** Reads an ordinary question or its answer: one question, opcode 0. Null for anything else. */
export function readDns(bytes: Uint8Array, from: number, end: number): DnsMessage | null {
  if (end - from < HEAD) return null
  const flags = u16(bytes, from + 2, false)
  const questions = u16(bytes, from + 4, false)
  if ((flags & 0x7840) !== 0 || questions !== 1) return null
  const asked = dnsName(bytes, from, from + HEAD, end)
  if (!asked || asked.next + 4 > end) return null
  const isAnswer = (flags & 0x8000) !== 0
  const type = u16(bytes, asked.next, false)
  return {
    id: u16(bytes, from, false),
    isAnswer,
    code: flags & 15,
    isCut: (flags & 0x0200) !== 0,
    name: asked.text,
    type: TYPES[type] ?? `TYPE${type}`,
    records: isAnswer ? records(bytes, from, asked.next + 4, end) : [],
  }
}

/** Answers, authorities and what comes along, as far as they can be read. */
function records(bytes: Uint8Array, start: number, from: number, end: number): readonly DnsRecord[] {
  const found: DnsRecord[] = []
  const count = u16(bytes, start + 6, false) + u16(bytes, start + 8, false) + u16(bytes, start + 10, false)
  let at = from
  for (let index = 0; index < Math.min(count, MOST_READ) && found.length < MOST_RECORDS; index += 1) {
    const owner = dnsName(bytes, start, at, end)
    if (!owner || owner.next + 10 > end) break
    const dataAt = owner.next + 10
    const dataEnd = dataAt + u16(bytes, owner.next + 8, false)
    if (dataEnd > end) break
    at = dataEnd
    if (u16(bytes, owner.next + 2, false) !== INTERNET) continue
    const data = dataOf(bytes, start, u16(bytes, owner.next, false), dataAt, dataEnd)
    // A lifetime with its highest bit set is none (RFC 2181 §8).
    const ttl = u32(bytes, owner.next + 4, false)
    if (data) found.push({ name: owner.text, ttl: ttl > 0x7fffffff ? 0 : ttl, ...data })
  }
  return found
}

function dataOf(bytes: Uint8Array, start: number, type: number, at: number, end: number): DnsData | null {
  switch (TYPES[type]) {
    case 'A':
      return end - at === 4 ? { type: 'A', address: addressText(bytes.subarray(at, end)) } : null
    case 'AAAA':
      return end - at === 16 ? { type: 'AAAA', address: addressText(bytes.subarray(at, end)) } : null
    case 'CNAME': {
      const target = dnsName(bytes, start, at, end)
      return target && { type: 'CNAME', target: target.text }
    }
    case 'SRV': {
      const target = end - at > 6 ? dnsName(bytes, start, at + 6, end) : null
      if (!target) return null
      const [priority, weight, port] = [u16(bytes, at, false), u16(bytes, at + 2, false), u16(bytes, at + 4, false)]
      return { type: 'SRV', priority, weight, port, target: target.text }
    }
    case 'NAPTR':
      return naptr(bytes, start, at, end)
    default:
      return null
  }
}

function naptr(bytes: Uint8Array, start: number, from: number, end: number): DnsData | null {
  if (end - from < 8) return null
  const texts: string[] = []
  let at = from + 4
  for (let part = 0; part < 3; part += 1) {
    const next = at + 1 + (bytes[at] ?? 0)
    if (at >= end || next > end) return null
    texts.push(textOf(bytes, at + 1, next))
    at = next
  }
  const target = dnsName(bytes, start, at, end)
  if (!target) return null
  const [flags, service] = texts
  return {
    type: 'NAPTR',
    order: u16(bytes, from, false),
    preference: u16(bytes, from + 2, false),
    flags: flags!,
    service: service!.toUpperCase(),
    target: target.text,
  }
}
