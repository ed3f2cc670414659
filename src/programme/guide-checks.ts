/** How a setting-up is checked in five minutes: what a guide proposes for a trunk until the lab writes better (4.8). */
import type { GuideContent } from './guide-content.ts'

const OUT = 'Call out to a fixed and a mobile number, answer, speak both ways, hang up on either side.'
const IN = 'Call in to the first and the last number of the block.'
const HOLD = 'Hold a call for thirty seconds and take it back.'

export const TRUNK_CHECKS: readonly string[] = [
  OUT,
  IN,
  'Send the digits 0 to 9, * and # to a menu and see that it reacts.',
  HOLD,
]

export const ONE_WAY_AUDIO = {
  symptom: 'One side hears nothing',
  cause: 'Media addresses or ports are blocked',
  look: 'Firewall table and the SDP of both sides',
}

type Expected = NonNullable<GuideContent['expected']>

/** The messages of a plain call out, a call in, and a hold, between the two ends by name (RFC 3261, RFC 3264). */
export function trunkLadders(platform: string, product: string): Expected {
  return [
    ...callBetween('A call out', platform, product),
    ...callBetween('A call in', product, platform),
    ...rows('Hold and take back', [
      [platform, product, 'INVITE, media sendonly'],
      [product, platform, '200 OK, media recvonly'],
      [platform, product, 'ACK'],
      [platform, product, 'INVITE, media sendrecv'],
      [product, platform, '200 OK, media sendrecv'],
      [platform, product, 'ACK'],
    ]),
  ]
}

function callBetween(check: string, caller: string, called: string): Expected {
  return rows(check, [
    [caller, called, 'INVITE with an offer'],
    [called, caller, '100 Trying'],
    [called, caller, '180 Ringing or 183 Session Progress'],
    [called, caller, '200 OK with the answer'],
    [caller, called, 'ACK'],
    [caller, called, 'Media both ways'],
    [caller, called, 'BYE'],
    [called, caller, '200 OK'],
  ])
}

function rows(check: string, messages: readonly (readonly [string, string, string])[]): Expected {
  return messages.map(([from, to, message]) => ({ check, from, to, message }))
}
