import { describe, expect, test } from 'vitest'
import { CAPABILITIES, type Capability } from '../capability.ts'
import { checkAnswer } from './answering.ts'
import { declaredCapabilities } from './declared.ts'
import type { Answers } from './item.ts'

/** For each capability the least that declares it. */
const DECLARES: Readonly<Record<Capability, Answers>> = {
  udp: { 'Q-05.transports': ['udp'] },
  tcp: { 'Q-05.transports': ['tcp'] },
  tls: { 'Q-05.transports': ['tls'] },
  websocket: { 'Q-05.transports': ['wss'] },
  ipv6: { 'Q-07.versions': ['ipv6'] },
  registration: { 'Q-13.mode': 'register' },
  'static-peering': { 'Q-13.mode': 'static' },
  'bulk-registration': { 'Q-13.mode': 'register', 'Q-14.model': 'gin' },
  'dns-location': { 'Q-08.method': 'srv' },
  'invite-challenge': { 'Q-15.methods': ['invite-digest'] },
  'keep-alive': { 'Q-32.direction': 'pbx' },
  'several-targets': { 'Q-09.count': 2 },
  'second-pbx-address': { 'Q-11.method': 'second-address' },
  'early-media': { 'Q-23.early-media': true },
  'reliable-provisional': { 'Q-24.support': 'supported' },
  forking: { 'Q-25.forks': true },
  'late-offer': { 'Q-26.use': ['accept'] },
  g729: { 'Q-17.codecs': ['g729'] },
  wideband: { 'Q-17.codecs': ['opus'] },
  'several-codecs': { 'Q-17.codecs': ['pcma', 'pcmu'] },
  'rtp-events': { 'Q-20.methods': ['rtp-events'] },
  'dtmf-fallback': { 'Q-20.methods': ['info', 'in-band'] },
  refer: { 'Q-28.accepted': ['blind'] },
  'redirect-by-pbx': { 'Q-29.accepted': true },
  'connected-identity': { 'Q-40.supported': true },
  'caller-authentication': { 'Q-42.scheme': 'verify' },
  fax: { 'Q-21.methods': ['g711'] },
  t38: { 'Q-21.methods': ['t38'] },
  'fax-pass-through': { 'Q-21.methods': ['g711'] },
  'session-timers': { 'Q-27.used': true },
  srtp: { 'Q-06.encryption': 'sdes' },
  emergency: { 'Q-44.carried': true },
}

/** The other answers that declare a capability, option by option. */
const DECLARES_TOO: readonly (readonly [Capability, Answers])[] = [
  ['registration', { 'Q-13.mode': 'both' }],
  ['static-peering', { 'Q-13.mode': 'both' }],
  ['bulk-registration', { 'Q-13.mode': 'both', 'Q-14.model': 'gin' }],
  ['dns-location', { 'Q-08.method': 'fqdn' }],
  ['dns-location', { 'Q-08.method': 'naptr-srv' }],
  ['keep-alive', { 'Q-32.direction': 'provider' }],
  ['keep-alive', { 'Q-32.direction': 'both' }],
  ['several-targets', { 'Q-09.count': 64 }],
  ['second-pbx-address', { 'Q-11.method': 'srv' }],
  ['reliable-provisional', { 'Q-24.support': 'required' }],
  ['late-offer', { 'Q-26.use': ['send'] }],
  ['wideband', { 'Q-17.codecs': ['g722'] }],
  ['wideband', { 'Q-17.codecs': ['amr-wb'] }],
  ['several-codecs', { 'Q-17.codecs': ['pcma', 'other'] }],
  ['refer', { 'Q-28.accepted': ['attended'] }],
  ['caller-authentication', { 'Q-42.scheme': 'sign' }],
  ['caller-authentication', { 'Q-42.scheme': 'both' }],
  ['fax', { 'Q-21.methods': ['t38'] }],
  ['srtp', { 'Q-06.encryption': 'dtls-srtp' }],
  ['srtp', { 'Q-06.encryption': 'both' }],
]

/** Answers that declare nothing, though a hasty reading might think so. */
const DECLARES_NOTHING: readonly Answers[] = [
  {},
  { 'Q-05.transports': [] },
  { 'Q-05.transports': '' },
  { 'Q-06.encryption': 'none' },
  { 'Q-07.versions': ['ipv4'] },
  { 'Q-08.method': 'address-list' },
  { 'Q-09.count': 1 },
  { 'Q-11.method': 'none' },
  { 'Q-11.method': 'divert' },
  { 'Q-15.methods': ['register-digest', 'address', 'mutual-tls'] },
  { 'Q-17.codecs': ['pcma'] },
  { 'Q-20.methods': ['info'] },
  { 'Q-21.methods': ['none'] },
  { 'Q-23.early-media': false },
  { 'Q-24.support': 'no' },
  { 'Q-25.forks': false },
  { 'Q-26.use': ['never'] },
  { 'Q-27.used': false },
  { 'Q-28.accepted': ['no'] },
  { 'Q-29.accepted': false },
  { 'Q-32.direction': 'none' },
  { 'Q-40.supported': false },
  { 'Q-42.scheme': 'none' },
  { 'Q-44.carried': false },
]

describe('declared capabilities', () => {
  for (const [capability, answers] of Object.entries(DECLARES)) {
    test(`${CAPABILITIES[capability as Capability]} is declared by ${JSON.stringify(answers)}`, () => {
      expect(declaredCapabilities(answers)).toContain(capability)
    })
  }

  for (const [capability, answers] of DECLARES_TOO) {
    test(`${CAPABILITIES[capability]} is declared by ${JSON.stringify(answers)}, too`, () => {
      expect(declaredCapabilities(answers)).toContain(capability)
    })
  }

  test('are made of answers that the questionnaire accepts', () => {
    const all = [...Object.values(DECLARES), ...DECLARES_TOO.map(([, answers]) => answers), ...DECLARES_NOTHING]
    for (const [key, answer] of all.flatMap((answers) => Object.entries(answers))) {
      expect(checkAnswer(key, answer), key).toHaveProperty('answer')
    }
  })

  test('are none as long as the answers say no, or nothing', () => {
    for (const answers of DECLARES_NOTHING) expect(declaredCapabilities(answers), JSON.stringify(answers)).toEqual([])
  })

  test('are both ways of peering when the customer has the choice', () => {
    expect(declaredCapabilities({ 'Q-13.mode': 'both' })).toEqual(['registration', 'static-peering'])
  })

  test('do not follow from an answer whose question vanished', () => {
    const changedMind = { 'Q-13.mode': 'static', 'Q-14.model': 'gin' }
    expect(declaredCapabilities(changedMind)).toEqual(['static-peering'])
  })
})
