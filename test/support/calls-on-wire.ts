/** Twenty-four small calls of five messages each: the traffic that corner captures carry in ever other ways. */
import { bytesOf } from '../../src/sip/bytes.ts'
import type { Ends } from './capture-writer.ts'

export const CALLS = 24
export const MESSAGES = 120

export const FOUR: Ends = { src: '192.0.2.10', dst: '192.0.2.20', sport: 5060, dport: 5060 }
export const SIX: Ends = { src: '2001:db8::10', dst: '2001:db8::20', sport: 5060, dport: 5060 }

/** One message, and whether the caller's side sent it. */
export type Said = { readonly isCaller: boolean; readonly bytes: Uint8Array }

export function sdp(address: string, port: number, more: readonly string[] = []): string {
  return [
    'v=0',
    `o=- 7 1 IN IP4 ${address}`,
    's=-',
    `c=IN IP4 ${address}`,
    't=0 0',
    `m=audio ${port} RTP/AVP 8 101`,
    'a=rtpmap:8 PCMA/8000',
    'a=rtpmap:101 telephone-event/8000',
    ...more,
    '',
  ].join('\r\n')
}

export type Words = {
  readonly first: string
  readonly call: string
  readonly cseq: string
  readonly branch: string
  readonly toTag?: string | undefined
  readonly body?: string
  readonly type?: string
  readonly more?: readonly string[]
}

export function sipMessage({
  first,
  call,
  cseq,
  branch,
  toTag,
  body = '',
  type = 'application/sdp',
  more = [],
}: Words): Uint8Array {
  return bytesOf(
    [
      first,
      `Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK${branch}`,
      'Max-Forwards: 70',
      `From: "Anna Example" <sip:+4930900001@sip.example.com>;tag=a-${call}`,
      `To: <sip:+4930900002@sip.example.com>${toTag ? `;tag=${toTag}` : ''}`,
      `Call-ID: ${call}@192.0.2.10`,
      `CSeq: ${cseq}`,
      'Contact: <sip:pbx@192.0.2.10:5060>',
      ...more,
      ...(body === '' ? [] : [`Content-Type: ${type}`]),
      `Content-Length: ${bytesOf(body).length}`,
      '',
      body,
    ].join('\r\n'),
  )
}

export function oneCall(number: number): readonly Said[] {
  const call = `call-${number}`
  const toTag = `b-${number}`
  const invite = { call, cseq: '1 INVITE', branch: `${call}-1` }
  const port = 20_000 + number * 2
  return [
    {
      isCaller: true,
      bytes: sipMessage({
        first: 'INVITE sip:+4930900002@sip.example.com SIP/2.0',
        ...invite,
        body: sdp('192.0.2.10', port),
      }),
    },
    {
      isCaller: false,
      bytes: sipMessage({ first: 'SIP/2.0 200 OK', ...invite, toTag, body: sdp('192.0.2.20', port) }),
    },
    {
      isCaller: true,
      bytes: sipMessage({ first: 'ACK sip:pbx@192.0.2.20 SIP/2.0', call, cseq: '1 ACK', branch: `${call}-2`, toTag }),
    },
    {
      isCaller: true,
      bytes: sipMessage({ first: 'BYE sip:pbx@192.0.2.20 SIP/2.0', call, cseq: '2 BYE', branch: `${call}-3`, toTag }),
    },
    {
      isCaller: false,
      bytes: sipMessage({ first: 'SIP/2.0 200 OK', call, cseq: '2 BYE', branch: `${call}-3`, toTag }),
    },
  ]
}

export const SAID: readonly Said[] = Array.from({ length: CALLS }, (_, number) => oneCall(number)).flat()
