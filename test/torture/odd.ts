/** What the torture messages of RFC 4475 are made of: the usual headers, said otherwise where it hurts. */
import type { FaultCode } from '../../src/sip/fault.ts'
import { bytesOf, textOf } from '../../src/sip/bytes.ts'
import { FOUR } from '../support/calls-on-wire.ts'
import { back, type Frame, ip, join, LINKS, udp } from '../support/capture-writer.ts'

export type Odd = {
  /** As RFC 4475 calls the message that shows the same. */
  readonly name: string
  readonly section: string
  readonly shows: string
  readonly bytes: Uint8Array
  /** What our reader names of it. */
  readonly faults: readonly FaultCode[]
}

type Words = Omit<Odd, 'bytes' | 'faults'> & {
  readonly faults?: readonly FaultCode[]
  readonly first: string
  /** Values by the name of their header: instead of the usual ones or beside them; several lines, or none for null. */
  readonly headers?: Readonly<Record<string, string | readonly string[] | null>>
  readonly body?: string | Uint8Array
}

export function odd({ name, section, shows, faults = [], first, headers = {}, body = '' }: Words): Odd {
  const carried = typeof body === 'string' ? bytesOf(body) : body
  const isAnswer = first.startsWith('SIP/')
  const said = {
    Via: `SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK-${name}`,
    'Max-Forwards': isAnswer ? null : '70',
    From: '<sip:anna@sip.example.com>;tag=a',
    To: `<sip:ben@sip.example.com>${isAnswer ? ';tag=b' : ''}`,
    'Call-ID': `${name}@192.0.2.10`,
    CSeq: `1 ${isAnswer ? 'OPTIONS' : first.split(' ')[0]}`,
    'Content-Length': `${carried.length}`,
    ...headers,
  }
  const lines = Object.entries(said).flatMap(([each, value]) =>
    value === null ? [] : [value].flat().map((one) => `${each}: ${one}`),
  )
  return { name, section, shows, faults, bytes: join(bytesOf([first, ...lines, '', ''].join('\r\n')), carried) }
}

/** As it would be met: one datagram, from the side that says such a thing. */
export function frameOf({ bytes }: Odd, ns = 0): Frame {
  const ends = textOf(bytes, 0, 4) === 'SIP/' ? back(FOUR) : FOUR
  return { bytes: LINKS.Ethernet!.wrap(ip(ends, 17, udp(ends, bytes))), ns }
}
