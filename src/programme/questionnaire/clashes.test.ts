import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CAPABILITIES, isCapability, type Capability } from '../capability.ts'
import type { PlatformRelease } from '../platform.ts'
import { checkAnswer } from './answering.ts'
import { clashesOf, contradictionsIn } from './clashes.ts'
import { CONTRADICTIONS } from './contradictions.ts'
import { declaredCapabilities } from './declared.ts'
import { exampleAnswers } from './example.ts'
import type { Answers } from './item.ts'

const ALL = Object.keys(CAPABILITIES).filter(isCapability)

/** Offers every capability there is, and insists on none. */
const OFFERS_ALL: Answers = {
  'Q-05.transports': ['udp', 'tcp', 'tls', 'wss'],
  'Q-06.encryption': 'both',
  'Q-06.mandatory': false,
  'Q-07.versions': ['ipv4', 'ipv6'],
  'Q-08.method': 'srv',
  'Q-08.addresses-too': true,
  'Q-09.count': 2,
  'Q-11.method': 'second-address',
  'Q-13.mode': 'both',
  'Q-14.model': 'gin',
  'Q-15.methods': ['register-digest', 'invite-digest', 'address'],
  'Q-17.codecs': ['pcma', 'pcmu', 'g729', 'g722'],
  'Q-20.methods': ['rtp-events', 'in-band'],
  'Q-21.methods': ['t38', 'g711'],
  'Q-23.early-media': true,
  'Q-24.support': 'supported',
  'Q-25.forks': true,
  'Q-26.use': ['accept'],
  'Q-27.used': true,
  'Q-27.mandatory': false,
  'Q-28.accepted': ['blind', 'attended'],
  'Q-29.accepted': true,
  'Q-32.direction': 'both',
  'Q-40.supported': true,
  'Q-42.scheme': 'both',
  'Q-44.carried': true,
}

describe('clashes with a platform release', () => {
  test('the answers used here offer everything, so that no capability goes untried', () => {
    expect(declaredCapabilities(OFFERS_ALL)).toEqual(ALL)
    expect(clashesOf(OFFERS_ALL, releaseThatCannot())).toEqual([])
  })

  for (const capability of ALL) {
    test(`${CAPABILITIES[capability]}: merely offered, it will not be tested on a release that cannot`, () => {
      const clashes = clashesOf(OFFERS_ALL, releaseThatCannot(capability))
      expect(clashes).toHaveLength(1)
      expect(clashes[0]!.weight).toBe('note')
      expect(clashes[0]!.says).toMatch(/^You offer .+; release 10\.0 cannot .+, so it will not be tested\.$/)
    })

    test(`${CAPABILITIES[capability]}: not offered, it clashes with nothing`, () => {
      expect(clashesOf({}, releaseThatCannot(capability))).toEqual([])
    })
  }

  /** What the provider insists on, what the release cannot, and the question where they clash. */
  const BLOCKING: readonly (readonly [Answers, readonly Capability[], readonly string[]])[] = [
    [{ 'Q-05.transports': ['udp'] }, ['udp'], ['Q-05']],
    [{ 'Q-05.transports': ['tcp'] }, ['tcp'], ['Q-05']],
    [{ 'Q-05.transports': ['tls'] }, ['tls'], ['Q-05']],
    [{ 'Q-05.transports': ['wss'] }, ['websocket'], ['Q-05']],
    [{ 'Q-05.transports': ['tcp', 'tls'] }, ['tcp', 'tls'], ['Q-05', 'Q-05']],
    [{ 'Q-07.versions': ['ipv6'] }, ['ipv6'], ['Q-07']],
    [{ 'Q-13.mode': 'register' }, ['registration'], ['Q-13']],
    [{ 'Q-13.mode': 'static' }, ['static-peering'], ['Q-13']],
    [{ 'Q-13.mode': 'both' }, ['registration', 'static-peering'], ['Q-13', 'Q-13']],
    [{ 'Q-13.mode': 'register', 'Q-14.model': 'gin' }, ['bulk-registration'], ['Q-14']],
    [{ 'Q-08.method': 'srv' }, ['dns-location'], ['Q-08']],
    [{ 'Q-08.method': 'fqdn', 'Q-08.addresses-too': false }, ['dns-location'], ['Q-08']],
    [{ 'Q-15.methods': ['invite-digest'] }, ['invite-challenge'], ['Q-15']],
    [{ 'Q-24.support': 'required' }, ['reliable-provisional'], ['Q-24']],
    [{ 'Q-26.use': ['send', 'accept'] }, ['late-offer'], ['Q-26']],
    [{ 'Q-17.codecs': ['g729'] }, ['g729'], ['Q-17']],
    [{ 'Q-17.codecs': ['opus', 'g722'] }, ['wideband'], ['Q-17']],
    [{ 'Q-20.methods': ['rtp-events'] }, ['rtp-events'], ['Q-20']],
    [{ 'Q-27.used': true, 'Q-27.mandatory': true }, ['session-timers'], ['Q-27']],
    [{ 'Q-06.encryption': 'dtls-srtp', 'Q-06.mandatory': true }, ['srtp'], ['Q-06']],
  ]

  for (const [answers, cannot, questions] of BLOCKING) {
    test(`${JSON.stringify(answers)} cannot be had on a release without ${cannot.join(' and ')}`, () => {
      const clashes = clashesOf(answers, releaseThatCannot(...cannot))
      expect(clashes.map((clash) => clash.question)).toEqual(questions)
      for (const clash of clashes) {
        expect(clash.weight).toBe('blocks')
        expect(clash.says).toMatch(/^You require .+; release 10\.0 cannot .+\.$/)
        expect(clash.fix).toContain(`(${clash.question})`)
      }
    })
  }

  test('fax by T.38 alone is no more than a note', () => {
    const clashes = clashesOf({ 'Q-21.methods': ['t38'] }, releaseThatCannot('t38'))
    expect(clashes.map((clash) => clash.weight)).toEqual(['note'])
  })

  test('are said in one plain sentence', () => {
    const mandatory = { ...exampleAnswers(), 'Q-06.mandatory': true }
    expect(clashesOf(mandatory, releaseThatCannot('srtp'))).toEqual([
      {
        question: 'Q-06',
        weight: 'blocks',
        says: 'You require encrypted media; release 10.0 cannot encrypt media on trunks.',
        fix: 'Make encryption optional (Q-06), or choose a release that can.',
      },
    ])
  })

  test('an answer whose question vanished demands nothing', () => {
    const changedMind = {
      'Q-06.encryption': 'none',
      'Q-06.mandatory': true,
      'Q-27.used': false,
      'Q-27.mandatory': true,
    }
    expect(clashesOf(changedMind, releaseThatCannot('srtp', 'session-timers'))).toEqual([])
  })

  test('those that block are told first', () => {
    const answers = { ...OFFERS_ALL, 'Q-06.mandatory': true }
    const weights = clashesOf(answers, releaseThatCannot('udp', 'srtp', 'emergency')).map((clash) => clash.weight)
    expect(weights).toEqual(['blocks', 'note', 'note'])
  })

  test('a release that can do less never has fewer of them, and never blocks less', () => {
    const answers = fc.constantFrom(OFFERS_ALL, exampleAnswers(), ...BLOCKING.map(([each]) => each))
    fc.assert(
      fc.property(answers, fc.subarray(ALL), fc.subarray(ALL), (given, some, more) => {
        const fewer = clashesOf(given, releaseThatCannot(...some))
        const all = clashesOf(given, releaseThatCannot(...some, ...more))
        expect(all.length).toBeGreaterThanOrEqual(fewer.length)
        expect(all.filter(isBlock).length).toBeGreaterThanOrEqual(fewer.filter(isBlock).length)
      }),
    )
  })
})

describe('clashes within the answers', () => {
  /** What is said, answers that make it so, and the nearest answers that do not. */
  const WITHIN: readonly (readonly [string, Answers, Answers])[] = [
    [
      'You exchange media keys by SDES',
      { 'Q-06.encryption': 'sdes', 'Q-05.transports': ['udp', 'tcp'] },
      { 'Q-06.encryption': 'sdes', 'Q-05.transports': ['udp', 'tls'] },
    ],
    [
      'You authenticate the PBX by its certificate',
      { 'Q-15.methods': ['mutual-tls'], 'Q-05.transports': ['tcp'] },
      { 'Q-15.methods': ['mutual-tls'], 'Q-05.transports': ['tls'] },
    ],
    [
      'The PBX must present a certificate',
      { 'Q-05.transports': ['tls'], 'Q-49.mutual': true, 'Q-15.methods': ['address'] },
      { 'Q-05.transports': ['tls'], 'Q-49.mutual': true, 'Q-15.methods': ['address', 'mutual-tls'] },
    ],
    [
      'You challenge REGISTER with a digest',
      { 'Q-15.methods': ['register-digest'], 'Q-13.mode': 'static' },
      { 'Q-15.methods': ['register-digest'], 'Q-13.mode': 'both' },
    ],
    [
      'You support the option tag gin',
      { 'Q-31.tags': ['gin'], 'Q-13.mode': 'static' },
      { 'Q-31.tags': ['gin'], 'Q-13.mode': 'register' },
    ],
    [
      'The shortest expiry of a registration',
      { 'Q-13.mode': 'register', 'Q-14.least-expiry': 3600, 'Q-14.greatest-expiry': 120 },
      { 'Q-13.mode': 'register', 'Q-14.least-expiry': 3600, 'Q-14.greatest-expiry': 3600 },
    ],
    [
      'The shortest interval between OPTIONS',
      { 'Q-32.direction': 'pbx', 'Q-32.shortest': 60, 'Q-32.longest': 30 },
      { 'Q-32.direction': 'pbx', 'Q-32.shortest': 60 },
    ],
    [
      'You ask for a session interval',
      { 'Q-27.used': true, 'Q-27.min-se': 900, 'Q-27.interval': 600 },
      { 'Q-27.used': true, 'Q-27.min-se': 600, 'Q-27.interval': 600 },
    ],
    [
      'You exchange reliable provisional responses',
      { 'Q-24.support': 'supported', 'Q-30.methods': ['INVITE', 'ACK'] },
      { 'Q-24.support': 'supported', 'Q-30.methods': ['INVITE', 'PRACK'] },
    ],
    [
      'You refresh sessions with UPDATE',
      { 'Q-27.used': true, 'Q-27.method': 'update', 'Q-30.methods': ['INVITE'] },
      { 'Q-27.used': true, 'Q-27.method': 'update' },
    ],
    [
      'You accept REFER for a transfer',
      { 'Q-28.accepted': ['blind'], 'Q-30.methods': ['INVITE'] },
      { 'Q-28.accepted': ['no'], 'Q-30.methods': ['INVITE'] },
    ],
    ['REFER is both', { 'Q-28.accepted': ['blind', 'no'] }, { 'Q-28.accepted': ['blind', 'attended'] }],
    ['INVITE without SDP is both', { 'Q-26.use': ['accept', 'never'] }, { 'Q-26.use': ['never'] }],
    ['Fax is both', { 'Q-21.methods': ['t38', 'none'] }, { 'Q-21.methods': ['none'] }],
    [
      'You carry fax in G.711',
      { 'Q-21.methods': ['g711'], 'Q-17.codecs': ['g729'] },
      { 'Q-21.methods': ['g711'], 'Q-17.codecs': ['pcmu'] },
    ],
    [
      'You carry DTMF as tones in the audio',
      { 'Q-20.methods': ['in-band'], 'Q-17.codecs': ['g729'] },
      { 'Q-20.methods': ['in-band'] },
    ],
  ]

  for (const [says, contradictory, consistent] of WITHIN) {
    test(`${says}: found in ${JSON.stringify(contradictory)} and nowhere else`, () => {
      const found = contradictionsIn(contradictory)
      expect(found).toHaveLength(1)
      expect(found[0]!.says.startsWith(says)).toBe(true)
      expect(contradictionsIn(consistent)).toEqual([])
    })
  }

  test('are tried with answers that the questionnaire accepts', () => {
    const all = WITHIN.flatMap(([, contradictory, consistent]) => [contradictory, consistent])
    for (const [key, answer] of all.flatMap((answers) => Object.entries(answers))) {
      expect(checkAnswer(key, answer), key).toHaveProperty('answer')
    }
  })

  test('every row of the table is tried above', () => {
    const tried = CONTRADICTIONS.filter((row) => WITHIN.some(([says]) => row.says.startsWith(says)))
    expect(tried).toEqual(CONTRADICTIONS)
    expect(WITHIN).toHaveLength(CONTRADICTIONS.length)
  })

  test('are told together with those of the release', () => {
    const answers = { 'Q-21.methods': ['t38', 'none'] }
    expect(clashesOf(answers, releaseThatCannot('t38')).map((clash) => clash.weight)).toEqual(['blocks', 'note'])
  })
})

function releaseThatCannot(...cannot: readonly Capability[]): PlatformRelease {
  return { version: '10.0', kind: 'major', cannot }
}

function isBlock(clash: { readonly weight: string }): boolean {
  return clash.weight === 'blocks'
}
