/**
 * Which capabilities the answers declare: what selects the plan. One row per capability, so that a
 * new one cannot be added without saying which answer gives it.
 */
import { CAPABILITIES, isCapability, type Capability } from '../capability.ts'
import { standingAnswers } from './answering.ts'
import { affirms, chose, lists, listsAtLeast, reaches, type Condition } from './conditions.ts'
import type { Answers } from './item.ts'

const DECLARED_BY: Readonly<Record<Capability, Condition>> = {
  udp: lists('Q-05.transports', 'udp'),
  tcp: lists('Q-05.transports', 'tcp'),
  tls: lists('Q-05.transports', 'tls'),
  websocket: lists('Q-05.transports', 'wss'),
  ipv6: lists('Q-07.versions', 'ipv6'),
  registration: chose('Q-13.mode', 'register', 'both'),
  'static-peering': chose('Q-13.mode', 'static', 'both'),
  'bulk-registration': chose('Q-14.model', 'gin'),
  'dns-location': chose('Q-08.method', 'fqdn', 'srv', 'naptr-srv'),
  'invite-challenge': lists('Q-15.methods', 'invite-digest'),
  'keep-alive': chose('Q-32.direction', 'pbx', 'provider', 'both'),
  'several-targets': reaches('Q-09.count', 2),
  // Diverting to a telephone number reaches people, not the PBX: there is no second address to test.
  'second-pbx-address': chose('Q-11.method', 'second-address', 'srv'),
  'early-media': affirms('Q-23.early-media'),
  'reliable-provisional': chose('Q-24.support', 'required', 'supported'),
  forking: affirms('Q-25.forks'),
  'late-offer': lists('Q-26.use', 'send', 'accept'),
  g729: lists('Q-17.codecs', 'g729'),
  wideband: lists('Q-17.codecs', 'g722', 'opus', 'amr-wb'),
  'several-codecs': listsAtLeast('Q-17.codecs', 2),
  'rtp-events': lists('Q-20.methods', 'rtp-events'),
  'dtmf-fallback': listsAtLeast('Q-20.methods', 2),
  refer: lists('Q-28.accepted', 'blind', 'attended'),
  'redirect-by-pbx': affirms('Q-29.accepted'),
  'connected-identity': affirms('Q-40.supported'),
  'caller-authentication': chose('Q-42.scheme', 'sign', 'verify', 'both'),
  fax: lists('Q-21.methods', 't38', 'g711'),
  t38: lists('Q-21.methods', 't38'),
  'fax-pass-through': lists('Q-21.methods', 'g711'),
  'session-timers': affirms('Q-27.used'),
  srtp: chose('Q-06.encryption', 'sdes', 'dtls-srtp', 'both'),
  emergency: affirms('Q-44.carried'),
}

/** In the order of the vocabulary; an answer to a question that is no longer asked declares nothing. */
export function declaredCapabilities(answers: Answers): readonly Capability[] {
  const standing = standingAnswers(answers)
  return Object.keys(CAPABILITIES)
    .filter(isCapability)
    .filter((capability) => DECLARED_BY[capability](standing))
}
