/**
 * What a product can declare that it does on the wire. The questionnaire's answers give these words,
 * a platform release may name some it cannot do, and test cases say which they need: one vocabulary,
 * so that what is claimed, what clashes and what is tested cannot drift apart.
 */
export const CAPABILITIES = {
  udp: 'SIP over UDP',
  tcp: 'SIP over TCP',
  tls: 'SIP over TLS',
  websocket: 'SIP over WebSocket',
  ipv6: 'IPv6',
  registration: 'Registration of the PBX',
  'static-peering': 'Peering by address without registration',
  'bulk-registration': 'Registration of a whole number block at once',
  'dns-location': 'Location of servers by DNS',
  'invite-challenge': 'Digest challenge on calls',
  'keep-alive': 'OPTIONS as keep-alive',
  'several-targets': 'Several signalling targets with fail-over',
  'second-pbx-address': 'Delivery to a second PBX address',
  'early-media': 'Early media before answer',
  'reliable-provisional': 'Reliable provisional responses (100rel)',
  forking: 'Forking of calls to the outside',
  'late-offer': 'INVITE without an offer',
  g729: 'G.729',
  wideband: 'Wideband codecs (G.722, Opus, AMR-WB)',
  'several-codecs': 'More than one codec',
  'rtp-events': 'DTMF as RTP events',
  'dtmf-fallback': 'A second way to carry DTMF',
  refer: 'Transfer by REFER',
  'redirect-by-pbx': 'Redirection by a 3xx from the PBX',
  'connected-identity': 'Connected-line identity',
  'caller-authentication': 'Signed caller identity',
  fax: 'Fax',
  t38: 'Fax by T.38',
  'fax-pass-through': 'Fax in G.711',
  'session-timers': 'Session timers',
  srtp: 'Encrypted media',
  emergency: 'Emergency calls',
} as const

export type Capability = keyof typeof CAPABILITIES

export function isCapability(word: string): word is Capability {
  return Object.hasOwn(CAPABILITIES, word)
}
