/**
 * What it means for the service when a platform release lacks a capability: how it is said, and when
 * the service cannot do without it. One row per capability. Without T.38 a fax goes another way or
 * untested, so it is never required.
 */
import type { Capability } from '../capability.ts'
import { affirms, chose, lists, optionsIn } from './conditions.ts'
import type { Answers } from './item.ts'

export type Demand = {
  /** The question whose answer declares it. */
  readonly question: string
  /** What is required or offered: follows "You require" and "You offer". */
  readonly what: string
  /** What the release does not do: follows "release 10.0 cannot". */
  readonly does: string
  /** When the service cannot do without it, and how the provider could make do. */
  readonly required?: { readonly when: Need; readonly fix: string }
}

type Need = (answers: Answers, cannot: readonly Capability[]) => boolean

/** The options of a question that take a capability; any other option works on every release. */
type TakenBy = Readonly<Record<string, Capability>>

const MODES: TakenBy = { register: 'registration', static: 'static-peering' }
const TRANSPORTS: TakenBy = { udp: 'udp', tcp: 'tcp', tls: 'tls', wss: 'websocket' }
const VERSIONS: TakenBy = { ipv6: 'ipv6' }
const CODECS: TakenBy = { g729: 'g729', g722: 'wideband', opus: 'wideband', 'amr-wb': 'wideband' }
const DTMF: TakenBy = { 'rtp-events': 'rtp-events' }

const onlyTransport = {
  when: nothingLeft('Q-05.transports', TRANSPORTS),
  fix: 'Accept a transport that the release has (Q-05), or choose a release that can.',
}
const onlyCodec = {
  when: nothingLeft('Q-17.codecs', CODECS),
  fix: 'Accept G.711 as well (Q-17), or choose a release that can.',
}
const onlyMode = {
  when: noModeLeft,
  fix: 'Accept the other way of peering as well (Q-13), or choose a release that can.',
}

export const DEMANDS: Readonly<Record<Capability, Demand>> = {
  udp: { question: 'Q-05', what: 'signalling over UDP', does: 'signal over UDP', required: onlyTransport },
  tcp: { question: 'Q-05', what: 'signalling over TCP', does: 'signal over TCP', required: onlyTransport },
  tls: { question: 'Q-05', what: 'signalling over TLS', does: 'signal over TLS', required: onlyTransport },
  websocket: {
    question: 'Q-05',
    what: 'signalling over WebSocket',
    does: 'signal over WebSocket',
    required: onlyTransport,
  },
  ipv6: {
    question: 'Q-07',
    what: 'IPv6',
    does: 'use IPv6',
    required: {
      when: nothingLeft('Q-07.versions', VERSIONS),
      fix: 'Offer IPv4 as well (Q-07), or choose a release that can.',
    },
  },
  registration: { question: 'Q-13', what: 'registration', does: 'register', required: onlyMode },
  'static-peering': {
    question: 'Q-13',
    what: 'peering by address',
    does: 'connect by address without registering',
    required: onlyMode,
  },
  'bulk-registration': {
    question: 'Q-14',
    what: 'registration of the whole number block at once',
    does: 'register a whole number block at once',
    required: {
      when: chose('Q-13.mode', 'register'),
      fix: 'Let a PBX register its pilot number (Q-14), or choose a release that can.',
    },
  },
  'dns-location': {
    question: 'Q-08',
    what: 'location of your servers by DNS',
    does: 'locate servers by DNS',
    required: {
      when: (answers) => !affirms('Q-08.addresses-too')(answers),
      fix: 'Allow fixed addresses instead (Q-08), or choose a release that can.',
    },
  },
  'invite-challenge': {
    question: 'Q-15',
    what: 'a digest on every call',
    does: 'answer a digest challenge on calls',
    required: {
      when: (answers) => !lists('Q-15.methods', 'address', 'mutual-tls')(answers),
      fix: 'Authenticate calls in another way (Q-15), or choose a release that can.',
    },
  },
  'keep-alive': { question: 'Q-32', what: 'OPTIONS as keep-alive', does: 'exchange OPTIONS as keep-alive' },
  'several-targets': {
    question: 'Q-09',
    what: 'several signalling targets',
    does: 'change over between signalling targets',
  },
  'second-pbx-address': {
    question: 'Q-11',
    what: 'delivery to a second address of the PBX',
    does: 'be reached at a second address',
  },
  'early-media': { question: 'Q-23', what: 'early media', does: 'play audio before the answer' },
  'reliable-provisional': {
    question: 'Q-24',
    what: 'reliable provisional responses',
    does: 'exchange reliable provisional responses',
    required: {
      when: chose('Q-24.support', 'required'),
      fix: 'Make them supported rather than required (Q-24), or choose a release that can.',
    },
  },
  forking: { question: 'Q-25', what: 'forking of calls', does: 'follow several early dialogs of one call' },
  'late-offer': {
    question: 'Q-26',
    what: 'INVITE without SDP',
    does: 'take a call by INVITE without SDP',
    required: {
      when: lists('Q-26.use', 'send'),
      fix: 'Send an offer in every INVITE (Q-26), or choose a release that can.',
    },
  },
  g729: { question: 'Q-17', what: 'G.729', does: 'use G.729', required: onlyCodec },
  wideband: { question: 'Q-17', what: 'wideband codecs', does: 'use wideband codecs', required: onlyCodec },
  'several-codecs': { question: 'Q-17', what: 'more than one codec', does: 'choose among several codecs' },
  'rtp-events': {
    question: 'Q-20',
    what: 'DTMF as RTP events',
    does: 'carry DTMF as RTP events',
    required: {
      when: nothingLeft('Q-20.methods', DTMF),
      fix: 'Accept a second way to carry DTMF (Q-20), or choose a release that can.',
    },
  },
  'dtmf-fallback': {
    question: 'Q-20',
    what: 'a second way to carry DTMF',
    does: 'fall back to a second way of carrying DTMF',
  },
  refer: { question: 'Q-28', what: 'transfer by REFER', does: 'transfer by REFER' },
  'redirect-by-pbx': { question: 'Q-29', what: 'redirection by the PBX', does: 'redirect a call with a 3xx' },
  'connected-identity': {
    question: 'Q-40',
    what: 'connected-line identity',
    does: 'pass on who was reached',
  },
  'caller-authentication': {
    question: 'Q-42',
    what: 'signed caller identity',
    does: 'handle signed caller identity',
  },
  fax: { question: 'Q-21', what: 'fax', does: 'carry fax on trunks' },
  t38: { question: 'Q-21', what: 'fax by T.38', does: 'carry fax by T.38' },
  'fax-pass-through': { question: 'Q-21', what: 'fax in G.711', does: 'carry fax in G.711' },
  'session-timers': {
    question: 'Q-27',
    what: 'session timers',
    does: 'keep session timers',
    required: {
      when: affirms('Q-27.mandatory'),
      fix: 'Accept calls without session timers (Q-27), or choose a release that can.',
    },
  },
  srtp: {
    question: 'Q-06',
    what: 'encrypted media',
    does: 'encrypt media on trunks',
    required: {
      when: affirms('Q-06.mandatory'),
      fix: 'Make encryption optional (Q-06), or choose a release that can.',
    },
  },
  emergency: { question: 'Q-44', what: 'emergency calls', does: 'place emergency calls on trunks' },
}

/** None of the options that were named is within reach of a release that lacks these capabilities. */
function nothingLeft(key: string, takenBy: TakenBy): Need {
  return (answers, cannot) =>
    optionsIn(answers, key).every((option) => {
      const taken = takenBy[option]
      return taken !== undefined && cannot.includes(taken)
    })
}

function noModeLeft(answers: Answers, cannot: readonly Capability[]): boolean {
  const open = Object.keys(MODES).filter((mode) => chose('Q-13.mode', mode, 'both')(answers))
  return open.every((mode) => MODES[mode] !== undefined && cannot.includes(MODES[mode]))
}
