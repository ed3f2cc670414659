/** Media as it flowed: what was negotiated (A06), both ways (A07), how well (A24), encrypted (A22), fax (A20). */
import { jitterMsOf, lostOf, mainPayload } from '../../capture/rtp.ts'
import { asksAgain, isRefusedAs } from '../refusals.ts'
import { agreementsOf } from './bodies.ts'
import { expected, type OfCall, sayLine, saySeconds } from './observation.ts'
import { type Exchange, type Side, SIDE_WORDS, type Sound } from './scene.ts'
import { capital } from './set-up.ts'

const packetsOf = (sounds: readonly Sound[]) => sounds.map((sound) => sound.stream.firstPacket)

/** Fixed by the profile, or names every side knows (RFC 3551 §6, RFC 3389). */
const ALWAYS_ALLOWED = new Set(['cn'])

/** A06. What flows is what was agreed on. */
export const soundIsAsAgreed: OfCall = (call) => {
  const say = expected('A06', 'Sound flows in a format that was agreed on.', 'RFC 3264 §6.1')
  // What was offered and not taken is not agreed on (RFC 3264 §6.1); a call that forked has several answers.
  const agreed = new Set(
    call.lines.flatMap((line) =>
      line.description?.role === 'answer'
        ? line.description.media
            .filter((media) => media.port !== 0)
            .flatMap((media) => media.codecs.map((codec) => codec.name.toLowerCase()))
        : [],
    ),
  )
  if (call.sounds.length === 0) return [say.hidden('No sound of this call is in the capture.')]
  if (agreed.size === 0) return [say.hidden('What was agreed on is not in the capture.')]
  const strange = call.sounds.flatMap((sound) =>
    sound.stream.payloads.flatMap((type) => {
      const name = sound.stream.names[type]
      return name === undefined || (!agreed.has(name.toLowerCase()) && !ALWAYS_ALLOWED.has(name.toLowerCase()))
        ? [{ sound, name: name ?? String(type) }]
        : []
    }),
  )
  const [first] = strange
  return [
    first
      ? say.fail(
          {
            seen: first.sound.by
              ? `${capital(SIDE_WORDS[first.sound.by])} sends payload ${first.name}, which was not agreed on.`
              : `Somebody sends payload ${first.name}, which was not agreed on.`,
            packets: packetsOf(strange.map((each) => each.sound)),
          },
          'A media gateway keeps the format of the leg behind it.',
        )
      : say.ok({
          seen: `${[...new Set(call.sounds.map((sound) => sound.stream.names[mainPayload(sound.stream)] ?? '?'))].join(', ')}.`,
          packets: packetsOf(call.sounds),
        }),
  ]
}

/** A06. One of these formats carries the sound, by its name in the description. */
export function soundIsIn(names: readonly string[]): OfCall {
  return (call) => {
    const say = expected('A06', `The sound is in ${names.join(' / ')}.`, 'RFC 3551 §6')
    if (call.sounds.length === 0) return [say.hidden('No sound of this call is in the capture.')]
    const heard = call.sounds.map((sound) => sound.stream.names[mainPayload(sound.stream)] ?? 'unknown')
    const wanted = new Set(names.map((name) => name.toLowerCase()))
    const strange = call.sounds.filter((_, index) => !wanted.has(heard[index]!.toLowerCase()))
    const isOffered = call.lines.some((line) =>
      line.description?.media.some((media) => media.codecs.some((codec) => wanted.has(codec.name.toLowerCase()))),
    )
    if (!isOffered)
      return [
        say.absent({ seen: `Nobody offers it; the sound is in ${heard[0]}.` }, 'The format is not set on the trunk.'),
      ]
    return [
      strange.length === 0
        ? say.ok({ seen: `${[...new Set(heard)].join(', ')}.`, packets: packetsOf(call.sounds) })
        : say.fail(
            { seen: `${[...new Set(heard)].join(', ')}.`, packets: packetsOf(strange) },
            'The format is not offered first, or not taken by the other side.',
          ),
    ]
  }
}

/** A06. What machines say to each other in the sound gets through: no agreement on other formats, and no made-up noise. */
export function soundStaysWhole(names: readonly string[]): OfCall {
  return (call) => {
    const say = expected(
      'A06',
      `No change leaves ${names.join(' / ')}, and no comfort noise fills the pauses.`,
      'RFC 3551 §6; RFC 3389',
    )
    const wanted = new Set(names.map((name) => name.toLowerCase()))
    const agreements = agreementsOf(call)
    const left = agreements.find(({ answer }) =>
      answer.description!.media.some(
        ({ port, codecs }) =>
          port !== 0 && codecs.length > 0 && !codecs.some(({ name }) => wanted.has(name.toLowerCase())),
      ),
    )
    const noise = call.sounds.filter(({ stream }) =>
      stream.payloads.some((type) => stream.names[type]?.toLowerCase() === 'cn'),
    )
    if (left)
      return [
        say.fail(
          { seen: `${capital(SIDE_WORDS[left.offer.by])} changes to another format.`, at: [left.offer, left.answer] },
          'The call is taken for speech and made to need less of the line.',
        ),
      ]
    if (noise.length > 0)
      return [
        say.fail(
          { seen: 'There is comfort noise.', packets: packetsOf(noise) },
          'Silence suppression is switched on for the port of the fax machine.',
        ),
      ]
    return [say.ok({ seen: 'None does.', at: agreements.map(({ answer }) => answer) })]
  }
}

/** What they are announced with, whatever they sample at. */
const CLOCKS: Readonly<Record<string, number>> = { g722: 8000, opus: 48_000 }

/** A06. Wideband formats are announced with the clock the standards give them, which is not that of their sampling. */
export const wideClocksAreRight: OfCall = (call) => {
  const say = expected(
    'A06',
    'G.722 is announced with a clock rate of 8000, and Opus with 48000.',
    'RFC 3551 §4.5.2; RFC 7587 §7',
  )
  const announced = call.lines.flatMap((line) =>
    (line.description?.media ?? [])
      .flatMap((media) => media.codecs)
      .flatMap(({ name, clock }) => (name.toLowerCase() in CLOCKS ? [{ line, name, clock }] : [])),
  )
  if (announced.length === 0) return []
  const wrong = announced.find(({ name, clock }) => CLOCKS[name.toLowerCase()] !== clock)
  const [first] = announced
  return [
    wrong
      ? say.fail(
          { seen: `${sayLine(wrong.line)} announces ${wrong.name}/${wrong.clock}.`, at: [wrong.line] },
          'The rate of sampling was taken for the clock; the other side does not know the format by that.',
        )
      : say.ok({ seen: `${first!.name}/${first!.clock}.`, at: [first!.line] }),
  ]
}

const LEAST_SECONDS = 1
const LATEST_START_SECONDS = 1

/** A07. Sound goes both ways, from the answer on. */
export const soundBothWays: OfCall = (call) => {
  const both = expected('A07', 'Sound goes both ways, for a second at least.', 'RFC 3264 §5.1')
  const soon = expected('A07', 'It begins within a second of the answer.', 'RFC 3264 §8.3')
  if (!call.answered) return []
  const heard = call.sounds.filter((sound) => sound.by !== null)
  if (heard.length === 0) return [both.hidden('No sound of this call is in the capture.')]
  const long = (side: Side) => heard.filter((sound) => sound.by === side && sound.until - sound.from >= LEAST_SECONDS)
  const missing = (['pbx', 'provider'] as const).filter((side) => long(side).length === 0)
  if (missing.length > 0)
    return [
      both.fail(
        {
          seen:
            missing.length > 1 ? 'No sound of the PBX nor the provider.' : `No sound of ${SIDE_WORDS[missing[0]!]}.`,
          packets: packetsOf(heard),
          at: [call.answered],
        },
        'Sound is sent to an address that cannot be reached: look at the c= line and at NAT between the sides.',
      ),
    ]
  const starts = (['pbx', 'provider'] as const).map(
    (side) => Math.min(...long(side).map((sound) => sound.from)) - call.answered!.at,
  )
  const latest = Math.max(...starts)
  const seen = {
    seen: `The later side begins ${saySeconds(Math.max(0, latest))} after the answer.`,
    packets: packetsOf(heard),
  }
  return [
    both.ok({ seen: 'Sound of both sides.', packets: packetsOf(heard) }),
    latest <= LATEST_START_SECONDS
      ? soon.ok(seen)
      : soon.fail(seen, 'Speech at the beginning is cut off while a gateway waits for the other side’s first packet.'),
  ]
}

/** What speech in G.711 is held to; the score is that of ITU-T G.107 Annex B. The test case says the same out of this. */
export const GOOD_SPEECH = { lostBelow: 0.01, jitterBelowMs: 30, leastMos: 4 } as const

/** A24. Loss, evenness, and what people would make of it. */
export const soundIsGood: OfCall = (call) => {
  const say = expected(
    'A24',
    `Loss below ${GOOD_SPEECH.lostBelow * 100} percent, jitter below ${GOOD_SPEECH.jitterBelowMs} ms, an estimated MOS of ${GOOD_SPEECH.leastMos.toFixed(1)} or better.`,
    'ITU-T G.107; RFC 3550 §6.4.1',
  )
  const sounds = call.sounds.filter((sound) => sound.stream.packets >= 50)
  if (sounds.length === 0) return [say.hidden('Too little sound is in the capture.')]
  return sounds.map((sound) => {
    const { stream } = sound
    const lost = lostOf(stream) / (lostOf(stream) + stream.packets)
    const jitter = jitterMsOf(stream)
    const mos = scoreOf(lost, jitter)
    const seen = {
      seen: `${sound.by ? capital(SIDE_WORDS[sound.by]) : 'A stream'}: ${(lost * 100).toFixed(2)} % lost, jitter ${jitter.toFixed(1)} ms, MOS ${mos.toFixed(1)}.`,
      packets: [stream.firstPacket],
    }
    return lost < GOOD_SPEECH.lostBelow && jitter < GOOD_SPEECH.jitterBelowMs && mos >= GOOD_SPEECH.leastMos
      ? say.ok(seen)
      : say.warn(seen, 'The line is full at times, or voice has no precedence on it.')
  })
}

/**
 * A simple estimate by the E-model for G.711 (ITU-T G.107, Bpl 25.1): loss alone, and a buffer that has to be as long
 * as twice the jitter. Delay on the way cannot be seen at one place.
 */
export function scoreOf(lost: number, jitterMs: number): number {
  const percent = lost * 100
  const delay = 2 * jitterMs + 20
  const delayed = 0.024 * delay + (delay > 177.3 ? 0.11 * (delay - 177.3) : 0)
  const r = Math.max(0, Math.min(100, 93.2 - delayed - (95 * percent) / (percent + 25.1)))
  return Math.max(1, 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6)
}

/** A22. Media is encrypted, by what was agreed on, and nothing of it in the clear. */
export const soundIsEncrypted: OfCall = (call) => {
  const say = expected('A22', 'Media is agreed on as encrypted and never in the clear.', 'RFC 3711; RFC 4568')
  const agreements = agreementsOf(call)
  if (agreements.length === 0) return [say.hidden('The descriptions are not in the capture.')]
  const clear = agreements.flatMap(({ answer }) =>
    answer.description!.media.some((media) => media.port !== 0 && !media.isSecure) ? [answer] : [],
  )
  const open = call.sounds.filter((sound) => !sound.stream.isSecure)
  if (!agreements.some(({ offer }) => offer.description!.media.some((media) => media.isSecure)))
    return [
      say.absent(
        { seen: 'No offer asks for encryption.', at: agreements.map((each) => each.offer) },
        'Encryption is switched off on the trunk.',
      ),
    ]
  if (clear.length > 0)
    return [
      say.fail(
        { seen: 'An answer takes media without encryption.', at: clear },
        'One side offers RTP/AVP beside RTP/SAVP and the other prefers it.',
      ),
    ]
  return [
    open.length > 0
      ? say.fail(
          {
            seen:
              open.length === 1
                ? 'One stream belongs to no encrypted offer.'
                : `${open.length} streams belong to no encrypted offer.`,
            packets: packetsOf(open),
          },
          'A media gateway decrypts on one leg.',
        )
      : say.ok({ seen: 'Every answer is RTP/SAVP.', at: agreements.map((each) => each.answer) }),
  ]
}

/** A22. Sides that cannot agree on encryption end the call plainly, or agree on none. */
export const encryptionIsSettled: OfCall = (call) => {
  const say = expected(
    'A22',
    'Sides that differ about encryption refuse with 488, or agree on one way for both.',
    'RFC 3264 §6; RFC 4568 §7',
  )
  const last = call.final
  if (!last) return [say.hidden('The final answer is not in the capture.')]
  if (isRefusedAs('no-encryption', last.row.status))
    return [say.ok({ seen: `Refused with ${last.row.status}.`, at: [last] })]
  const isDisputed = call.lines.some((line) => line.description?.media.some((media) => media.isSecure))
  if (!isDisputed)
    return [say.absent({ seen: 'Nobody offers encryption.', at: [last] }, 'Encryption is switched off on both sides.')]
  if (last.row.status >= 300)
    return [
      say.fail(
        { seen: `Refused with ${last.row.status}.`, at: [last] },
        'The refusal says nothing about media, so that the caller cannot try again without encryption.',
      ),
    ]
  const mixed = agreementsOf(call).find(({ offer, answer }) =>
    offer.description!.media.some((media, index) => {
      const other = answer.description!.media[index]
      return media.port !== 0 && other && other.port !== 0 && media.isSecure !== other.isSecure
    }),
  )
  return [
    mixed
      ? say.fail(
          { seen: 'One side is encrypted, the other is not.', at: [mixed.offer, mixed.answer] },
          'The answer names another profile than the offer.',
        )
      : say.ok({ seen: 'Both sides agree.', at: [last] }),
  ]
}

/** A20. The call changes over to T.38, and facsimile flows both ways. */
export const faxFlows: OfCall = (call) => {
  const change = expected('A20', 'A re-INVITE offers an image line over UDPTL, which is taken.', 'ITU-T T.38 Annex D')
  const flow = expected('A20', 'Facsimile flows both ways over UDPTL.', 'ITU-T T.38')
  const taken = agreementsOf(call).find(({ answer }) =>
    answer.description!.media.some((media) => media.kind === 'image' && media.port !== 0),
  )
  if (!taken) {
    const offered = call.lines.find(
      (line) =>
        line.description?.role === 'offer' &&
        line.description.media.some((media) => media.kind === 'image' && media.port !== 0),
    )
    if (!offered)
      return [
        change.absent(
          { seen: 'No image line was offered.', at: [call.answered] },
          'The fax tone is not recognised, or T.38 is switched off.',
        ),
      ]
    return [
      change.fail(
        { seen: 'The image line was offered and not taken.', at: [offered] },
        'T.38 is switched off on one side, or the fax tone is not recognised.',
      ),
    ]
  }
  const sides = (['pbx', 'provider'] as const).filter((side) => call.fax[side] > 0)
  return [
    change.ok({
      seen: `Offered by ${SIDE_WORDS[taken.offer.by]}, taken by ${SIDE_WORDS[taken.answer.by]}.`,
      at: [taken.offer, taken.answer],
    }),
    sides.length === 2
      ? flow.ok({ seen: `${call.fax.pbx} and ${call.fax.provider} packets.` })
      : sides.length === 0
        ? flow.hidden('No packet of T.38 is in the capture.')
        : flow.fail(
            { seen: `Only ${SIDE_WORDS[sides[0]!]} sends.`, at: [taken.answer] },
            'UDPTL is blocked on the port that was announced.',
          ),
  ]
}

/** A20. A refused change leaves the call in sound. */
export const faxFallsBack: OfCall = (call) => {
  const say = expected(
    'A20',
    'The offer of T.38 is refused and the call goes on in G.711.',
    'RFC 3264 §8; ITU-T T.38 Annex D',
  )
  const refusals = call.exchanges.filter(
    (each) =>
      each.isWithin &&
      each.request?.description?.media.some((media) => media.kind === 'image') &&
      each.final &&
      each.final.row.status >= 300 &&
      !asksAgain(each.final.row.status),
  )
  const isRight = (each: Exchange) => isRefusedAs('no-t38', each.final!.row.status)
  const refused = refusals.find(isRight) ?? refusals[0]
  if (!refused)
    return [
      say.absent(
        { seen: 'No offer of T.38 was refused.', at: [call.answered] },
        'The other side takes T.38, or none was offered.',
      ),
    ]
  const at = [refused.request, refused.final]
  if (!call.sounds.some((sound) => sound.until > refused.final!.at + LEAST_SECONDS))
    return [
      say.fail(
        { seen: 'Sound stopped with the refusal.', at },
        'The gateway closes its sound channel before the answer is there.',
      ),
    ]
  const seen = `Refused with ${refused.final!.row.status}; sound went on.`
  return [isRight(refused) ? say.ok({ seen, at }) : say.warn({ seen, at }, OTHER_CODE)]
}

const OTHER_CODE = 'The answer does not say that it is T.38 which is not taken; 488 or 415 does.'
