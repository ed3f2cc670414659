/**
 * Answers that do not go together whatever the platform: what an engineer would point out on a first
 * reading (5T.d). One row per contradiction.
 */
import { affirms, chose, lists, numberIn, optionsIn, type Condition } from './conditions.ts'
import type { Answers } from './item.ts'

export type Contradiction = {
  /** The question where it is most likely put right. */
  readonly question: string
  /** It blocks when tests would be bound to fail; a note may turn out to be as intended. */
  readonly weight: 'blocks' | 'note'
  readonly when: Condition
  readonly says: string
  readonly fix: string
}

export const CONTRADICTIONS: readonly Contradiction[] = [
  {
    question: 'Q-06',
    weight: 'blocks',
    when: both(chose('Q-06.encryption', 'sdes', 'both'), leavesOut('Q-05.transports', 'tls', 'wss')),
    says: 'You exchange media keys by SDES, but no transport protects the signalling that carries them (RFC 4568 §8).',
    fix: 'Accept TLS (Q-05), or exchange keys by DTLS alone (Q-06).',
  },
  {
    question: 'Q-15',
    weight: 'blocks',
    when: both(lists('Q-15.methods', 'mutual-tls'), leavesOut('Q-05.transports', 'tls', 'wss')),
    says: 'You authenticate the PBX by its certificate, but accept no transport with TLS.',
    fix: 'Accept TLS (Q-05), or authenticate in another way (Q-15).',
  },
  {
    question: 'Q-15',
    weight: 'note',
    when: both(affirms('Q-49.mutual'), leavesOut('Q-15.methods', 'mutual-tls')),
    says: 'The PBX must present a certificate, but mutual TLS is not among your ways of authentication.',
    fix: 'Name mutual TLS in Q-15, or say no in Q-49.',
  },
  {
    question: 'Q-15',
    weight: 'blocks',
    when: both(lists('Q-15.methods', 'register-digest'), chose('Q-13.mode', 'static')),
    says: 'You challenge REGISTER with a digest, but the PBX does not register.',
    fix: 'Let the PBX register (Q-13), or authenticate in another way (Q-15).',
  },
  {
    question: 'Q-31',
    weight: 'note',
    when: both(lists('Q-31.tags', 'gin'), chose('Q-13.mode', 'static')),
    says: 'You support the option tag gin for bulk registration, but the PBX does not register.',
    fix: 'Let the PBX register (Q-13), or leave gin out (Q-31).',
  },
  {
    question: 'Q-14',
    weight: 'blocks',
    when: isAbove('Q-14.least-expiry', 'Q-14.greatest-expiry'),
    says: 'The shortest expiry of a registration is longer than the longest.',
    fix: 'Put the two right in Q-14.',
  },
  {
    question: 'Q-32',
    weight: 'blocks',
    when: isAbove('Q-32.shortest', 'Q-32.longest'),
    says: 'The shortest interval between OPTIONS is longer than the longest.',
    fix: 'Put the two right in Q-32.',
  },
  {
    question: 'Q-27',
    weight: 'blocks',
    when: isAbove('Q-27.min-se', 'Q-27.interval'),
    says: 'You ask for a session interval that is below your own Min-SE, which RFC 4028 §4 does not allow.',
    fix: 'Ask for a longer interval, or lower Min-SE (Q-27).',
  },
  {
    question: 'Q-24',
    weight: 'blocks',
    when: both(chose('Q-24.support', 'required', 'supported'), leavesOut('Q-30.methods', 'PRACK')),
    says: 'You exchange reliable provisional responses, but PRACK is not among your methods.',
    fix: 'Name PRACK in Q-30, or answer no in Q-24.',
  },
  {
    question: 'Q-27',
    weight: 'blocks',
    when: both(chose('Q-27.method', 'update'), leavesOut('Q-30.methods', 'UPDATE')),
    says: 'You refresh sessions with UPDATE, but UPDATE is not among your methods.',
    fix: 'Name UPDATE in Q-30, or refresh with re-INVITE (Q-27).',
  },
  {
    question: 'Q-28',
    weight: 'blocks',
    when: both(lists('Q-28.accepted', 'blind', 'attended'), leavesOut('Q-30.methods', 'REFER')),
    says: 'You accept REFER for a transfer, but REFER is not among your methods.',
    fix: 'Name REFER in Q-30, or say in Q-28 that it is refused.',
  },
  {
    question: 'Q-28',
    weight: 'blocks',
    when: both(lists('Q-28.accepted', 'no'), lists('Q-28.accepted', 'blind', 'attended')),
    says: 'REFER is both accepted and refused.',
    fix: 'Choose one of the two in Q-28.',
  },
  {
    question: 'Q-26',
    weight: 'blocks',
    when: both(lists('Q-26.use', 'never'), lists('Q-26.use', 'send', 'accept')),
    says: 'INVITE without SDP is both used and never used.',
    fix: 'Choose one of the two in Q-26.',
  },
  {
    question: 'Q-21',
    weight: 'blocks',
    when: both(lists('Q-21.methods', 'none'), lists('Q-21.methods', 't38', 'g711')),
    says: 'Fax is both carried and not supported.',
    fix: 'Choose one of the two in Q-21.',
  },
  {
    question: 'Q-21',
    weight: 'blocks',
    when: both(lists('Q-21.methods', 'g711'), leavesOut('Q-17.codecs', 'pcma', 'pcmu')),
    says: 'You carry fax in G.711, but G.711 is not among your codecs.',
    fix: 'Name G.711 in Q-17, or carry fax by T.38 alone (Q-21).',
  },
  {
    question: 'Q-20',
    weight: 'note',
    when: both(lists('Q-20.methods', 'in-band'), leavesOut('Q-17.codecs', 'pcma', 'pcmu')),
    says: 'You carry DTMF as tones in the audio, which only G.711 carries faithfully, and it is not among your codecs.',
    fix: 'Name G.711 in Q-17, or carry DTMF in another way (Q-20).',
  },
]

/** A list was answered and names none of these; what has not been answered yet contradicts nothing. */
function leavesOut(key: string, ...options: readonly string[]): Condition {
  const isNamed = lists(key, ...options)
  return (answers) => optionsIn(answers, key).length > 0 && !isNamed(answers)
}

function both(first: Condition, second: Condition): Condition {
  return (answers) => first(answers) && second(answers)
}

/** Both numbers were given and the first is the greater. */
function isAbove(first: string, second: string): Condition {
  return (answers: Answers) => (numberIn(answers, first) ?? -Infinity) > (numberIn(answers, second) ?? Infinity)
}
