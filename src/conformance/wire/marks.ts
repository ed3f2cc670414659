/** How packets are marked for the network to prefer (A23), as seen where the capture was made (RFC 2474, RFC 4594). */
import { dscpName, EXPEDITED, markedAs } from '../../capture/marking.ts'
import { expected, type Observation, type OfCall } from './observation.ts'
import { type Call, SIDE_WORDS, type Sound } from './scene.ts'
import { capital } from './set-up.ts'

const AT_THE_SENDER =
  'The sender does not mark, or a router between it and the place of the capture takes the mark off: capture where the packets leave.'

/** A23. Sound is marked EF all the way through, and signalling for its class. */
export const isMarked: OfCall = (call) => [...soundIsMarked(call), ...signallingIsMarked(call)]

function onPackets({ dscp, packets }: { readonly dscp: number; readonly packets: number }): string {
  return packets === 1 ? `${dscpName(dscp)} on 1 packet` : `${dscpName(dscp)} on ${packets} packets`
}

function soundIsMarked(call: Call): readonly Observation[] {
  const say = expected('A23', 'RTP is marked with DSCP EF.', 'RFC 4594 §4.1')
  const sounds = call.sounds.filter((sound) => sound.by !== null)
  if (sounds.length === 0) return [say.hidden('No sound of this call is in the capture.')]
  return sounds.map((sound) => {
    const { stream } = sound
    const marks = markedAs(stream.marking, stream.packets)
    const told = marks.map(onPackets).join(', ')
    const isExpedited = marks.some(({ dscp }) => dscp === EXPEDITED)
    const says = `${capital(SIDE_WORDS[sound.by!])} sends ${told}.`
    const seen = { seen: [says, ...whereChanged(sound)].join(' '), packets: packetsOf(sound) }
    if (!isExpedited) return say.fail(seen, AT_THE_SENDER)
    return marks.length === 1
      ? say.ok(seen)
      : say.warn(seen, 'Packets are marked anew on the way, or the sender changes over in the middle of the call.')
  })
}

function whereChanged({ stream }: Sound): readonly string[] {
  return stream.marking.changedAt === null ? [] : [`It changes at packet ${stream.marking.changedAt}.`]
}

function packetsOf({ stream }: Sound): readonly number[] {
  const { changedAt } = stream.marking
  return changedAt === null ? [stream.firstPacket] : [stream.firstPacket, changedAt]
}

/** What the value is was agreed on between the sides, and is not in the capture: it is told, for people to compare. */
function signallingIsMarked({ lines }: Call): readonly Observation[] {
  const say = expected('A23', 'SIP is marked with the agreed value, the same throughout.', 'RFC 4594 §4.2')
  return (['pbx', 'provider'] as const).flatMap((side) => {
    const own = lines.filter((line) => line.by === side)
    const codes = [...new Set(own.map((line) => line.row.dscp))]
    if (own.length === 0) return []
    const [who, marks] = [capital(SIDE_WORDS[side]), codes.map(dscpName).join(', ')]
    const at = codes.map((code) => own.find((line) => line.row.dscp === code))
    if (codes.length > 1)
      return [
        say.warn(
          { seen: `${who} sends ${marks}, by turns.`, at },
          'Some messages leave by another path, or are marked anew.',
        ),
      ]
    return [
      codes[0] === 0
        ? say.warn({ seen: `${who} sends ${marks}, which is no mark.`, at }, AT_THE_SENDER)
        : say.ok({ seen: `${who} sends ${marks}; compare with what was agreed on.`, at }),
    ]
  })
}
