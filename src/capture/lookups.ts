/** Questions to name servers and their answers, as they went by: all are counted, those that locate servers are kept. */
import { type DnsMessage, readDns } from './dns.ts'
import { keep, type Recent, recent } from './recent.ts'

export type Lookup = DnsMessage & { readonly timeNs: number; readonly packet: number; readonly flow: number }

export type Lookups = {
  questions: number
  answers: number
  readonly kept: Recent<Lookup>
}

/** A device that asks once a second fills this in three hours; the last ones are what calls go by. */
const MOST_LOOKUPS = 10_000

export const DNS_PORT = 53

/** What servers are found by (RFC 3263 §4); other questions are counted and not kept. */
const LOCATES: ReadonlySet<string> = new Set(['A', 'AAAA', 'SRV', 'NAPTR'])

export function lookups(): Lookups {
  return { questions: 0, answers: 0, kept: recent(MOST_LOOKUPS) }
}

/** Says no when the bytes are no DNS message. */
export function lookUp(
  of: Lookups,
  bytes: Uint8Array,
  from: number,
  end: number,
  flow: number,
  packet: number,
  timeNs: number,
): boolean {
  const message = readDns(bytes, from, end)
  if (!message) return false
  if (message.isAnswer) of.answers += 1
  else of.questions += 1
  if (LOCATES.has(message.type)) keep(of.kept, { ...message, timeNs, packet, flow })
  return true
}
