/** Digits as telephone-events (A10). */
import { type Digit, keysOf } from '../../capture/digits.ts'
import { header } from '../../sip/message.ts'
import { expected, type OfCall, type Observation, sayLine } from './observation.ts'
import { type Call, type Line, otherSide, type Side, SIDE_WORDS } from './scene.ts'
import { capital } from './set-up.ts'

/** Shorter ones are not recognised everywhere (RFC 4733 §2.3.5, ITU-T Q.24). */
const LEAST_MS = 40
const END_PACKETS = 3

/** A10. Digits of one side: whole, in order, none doubled; all of `least` different keys where that is asked for. */
export function digitsOf(side: Side, least = 1): OfCall {
  return (call) => {
    const who = capital(SIDE_WORDS[side])
    const sent = expected(
      'A10',
      least > 1
        ? `${who} sends digits as telephone-events, ${least} different keys.`
        : `${who} sends digits as telephone-events.`,
      'RFC 4733 §2.5',
    )
    const whole = expected(
      'A10',
      'Each digit begins with the marker, ends with three end packets and lasts 40 ms or longer.',
      'RFC 4733 §2.5.1',
    )
    const own = call.sounds.filter((sound) => sound.by === side)
    if (own.length === 0) return [sent.hidden(`No sound of ${SIDE_WORDS[side]} is in the capture.`)]
    const heard = own.filter((sound) => sound.stream.digits.list.length > 0)
    const packets = heard.map((sound) => sound.stream.firstPacket)
    const keys = heard.map((sound) => keysOf(sound.stream.digits)).join('')
    if (keys === '')
      return [
        sent.absent(
          { seen: 'There is no telephone-event.' },
          'Digits go in the sound itself, or as INFO; look at what the descriptions offer.',
        ),
      ]
    const different = new Set(keys).size
    const first: Observation =
      different >= least
        ? sent.ok({ seen: `${keys}.`, packets })
        : sent.absent(
            { seen: `${different} different keys: ${keys}.`, packets },
            'Not every key was pressed, or some were lost.',
          )
    const flaw = heard
      .flatMap((sound) => sound.stream.digits.list.map((digit) => flawOf(digit, sound.stream.digits.clock)))
      .filter((each) => each !== null)
      .toSorted((a, b) => Number(a.isAdvice) - Number(b.isAdvice))[0]
    return [
      first,
      flaw
        ? (flaw.isAdvice ? whole.warn : whole.fail)(
            { seen: flaw.says, packets },
            'A gateway makes the events anew and cuts them short.',
          )
        : whole.ok({ seen: 'All of them do.', packets }),
    ]
  }
}

/** A10. Events go by the number that whoever receives them gave them, which may differ from one side to the other. */
export const eventsAreAsAnnounced: OfCall = (call) => {
  const say = expected(
    'A10',
    'Each side sends events with the payload type that the other announced.',
    'RFC 3264 §5.1, 6.1; RFC 4733 §2.4.1',
  )
  const sent = call.sounds.flatMap(({ by, stream }) =>
    by === null
      ? []
      : stream.payloads
          .filter((type) => isEvent(stream.names[type]))
          .map((type) => ({ by, type, packet: stream.firstPacket, wanted: eventTypesOf(otherSide(by), call) })),
  )
  if (sent.length === 0) return []
  const packets = sent.map((each) => each.packet)
  const wrong = sent.find(({ type, wanted }) => wanted.length > 0 && !wanted.includes(type))
  return [
    wrong
      ? say.fail(
          {
            seen: `${capital(SIDE_WORDS[wrong.by])} sends them as ${wrong.type}, and ${SIDE_WORDS[otherSide(wrong.by)]} announced ${wrong.wanted.join(', ')}.`,
            packets: [wrong.packet],
          },
          'The sender takes its own number for both directions.',
        )
      : say.ok({
          seen: sent.map(({ by, type }) => `${capital(SIDE_WORDS[by])} sends them as ${type}.`).join(' '),
          packets,
        }),
  ]
}

const isEvent = (name: string | undefined) => name?.toLowerCase() === 'telephone-event'

/** Payload types by which a side asks for events, in all its descriptions. */
function eventTypesOf(side: Side, call: Call): readonly number[] {
  const types = call.lines
    .filter((line) => line.by === side)
    .flatMap((line) => line.description?.media ?? [])
    .flatMap((media) => media.codecs.filter((codec) => isEvent(codec.name)).map((codec) => codec.payload))
  return [...new Set(types)]
}

/** Three end packets are advised only (RFC 4733 §2.5.1.4). */
type Flaw = { readonly says: string; readonly isAdvice: boolean }

function flawOf(digit: Digit, clock: number): Flaw | null {
  const ms = (digit.duration * 1000) / clock
  if (!digit.hasMarker) return { says: 'A digit begins without the marker.', isAdvice: false }
  if (ms < LEAST_MS) return { says: `A digit lasts ${Math.round(ms)} ms.`, isAdvice: false }
  return digit.endPackets < END_PACKETS
    ? { says: `A digit ends with ${digit.endPackets} end packets.`, isAdvice: true }
    : null
}

/** What INFO carries says its type (RFC 6086 §7; the two of RFC 2833's time that are in use). */
function carriesDigit({ message }: Line): boolean {
  return /^(application\/(dtmf|dtmf-relay|vnd\.nortelnetworks\.digits)|audio\/telephone-event)\b/i.test(
    header(message, 'Content-Type') ?? '',
  )
}

/** A10. Without telephone-events on offer, digits go as INFO (RFC 6086) or in the sound. */
export const digitsByFallback: OfCall = (call) => {
  const say = expected('A10', 'Where telephone-events are not on offer, digits go as INFO or in the sound.', 'RFC 6086')
  const offered = call.lines.some(
    (line) =>
      line.description?.role === 'answer' &&
      line.description.media.some((media) => media.codecs.some((codec) => isEvent(codec.name))),
  )
  if (offered)
    return [
      say.absent(
        { seen: 'Telephone-events are agreed on.', at: [call.answered] },
        'The far end was not set to leave them out.',
      ),
    ]
  const info = call.exchanges.filter(({ method, request }) => method === 'INFO' && request && carriesDigit(request))
  const refused = info.find(({ final }) => final && final.row.status >= 300)
  if (refused)
    return [
      say.fail(
        {
          seen: `INFO with a digit was refused with ${sayLine(refused.final!)}.`,
          at: [refused.request, refused.final],
        },
        'The other side takes no digits as INFO; they have to go in the sound.',
      ),
    ]
  return [
    info.length > 0
      ? say.ok({ seen: `${info.length} INFO.`, at: info.map((each) => each.request) })
      : say.hidden('No INFO; tones in the sound are for a person to hear.'),
  ]
}
