/** Calls for help while all channels are busy (A26, A30): admitted all the same, beside the others or in place of one. */
import { header } from '../../sip/message.ts'
import { refusedAsFull } from './capacity.ts'
import { isEmergency } from './identity.ts'
import { upAt } from './load.ts'
import { expected, type OfCall, sayLine, saySeconds } from './observation.ts'
import { type Call, type Scene, SIDE_WORDS } from './scene.ts'
import { capital, opening } from './set-up.ts'

/** A call that ends so near to another's beginning was ended for it. */
const FOR_IT_SECONDS = 2
/** A refusal for want of a channel tells how many there are for as long as this. */
const TELLS_SECONDS = 600

type Fullness = {
  readonly up: number
  readonly channels: number | null
  readonly refusal: ReturnType<typeof refusedAsFull>
}

/** How many calls were up when this one began, and how many there may be, as far as a refusal tells. */
function fullnessAt(call: Call, scene: Scene): Fullness {
  const others = scene.calls.filter((each) => each !== call)
  const refusals = others.flatMap((each) => {
    const final = isEmergency(each) ? null : refusedAsFull(each)
    const isNear = final && Math.abs(final.at - call.begins) <= TELLS_SECONDS
    return final && isNear ? [{ final, up: upAt(final.at, scene, others) }] : []
  })
  const [fullest] = refusals.toSorted((a, b) => b.up - a.up)
  return { up: upAt(call.begins, scene, others), channels: fullest?.up ?? null, refusal: fullest?.final ?? null }
}

/** Calls of others that are ended while this one is set up. */
function endedFor(call: Call, scene: Scene) {
  const until = (call.answered?.at ?? call.begins) + FOR_IT_SECONDS
  return scene.calls.flatMap((each) => {
    const bye = each === call ? null : each.exchanges.find((other) => other.method === 'BYE' && other.request)
    return bye?.request && bye.request.at >= call.begins && bye.request.at <= until ? [bye] : []
  })
}

/** A26. With every channel taken the call for help is answered. */
export const getsThroughAtCapacity: OfCall = (call, scene) => {
  const say = expected(
    'A26',
    'With all channels taken the emergency call is admitted, by a reserved channel or by ending another call.',
    'RFC 4412 §4.7.2; RFC 7135 §3',
  )
  const { up, channels, refusal } = fullnessAt(call, scene)
  const own = opening(call)
  const at = [own?.request, refusal, own?.final]
  if (refusedAsFull(call))
    return [
      say.fail(
        { seen: `${sayLine(own!.final!)} with ${up} up.`, at },
        'No channel is kept back for emergency calls, and none is taken from another call.',
      ),
    ]
  if (channels === null || channels === 0 || up < channels)
    return [
      say.absent(
        {
          seen:
            channels === null
              ? `${up} up, and no other call was refused for want of a channel: nothing shows that all were taken.`
              : `${up} up of the ${channels} with which another call was refused.`,
          at,
        },
        'Fill the trunk first, and let one ordinary call be refused to show that it is full.',
      ),
    ]
  if (!call.answered)
    return [
      say.fail(
        { seen: own?.final ? `It ends in ${sayLine(own.final)}.` : 'It is not answered.', at },
        'The call was admitted and led nowhere; look at the route for emergency numbers.',
      ),
    ]
  const [ended] = endedFor(call, scene)
  const how = ended
    ? `${capital(SIDE_WORDS[ended.by])} ends another call for it.`
    : 'The others stay up: a channel was kept back.'
  return [
    say.ok({
      seen: [
        `Answered after ${saySeconds(call.answered.at - call.begins)} with ${up} up, where another was refused with ${sayLine(refusal!)}.`,
        how,
      ].join(' '),
      at: [...at, ended?.request],
    }),
  ]
}

/** A30. What asks for precedence, where it is used; whether it is agreed on stands in the questionnaire. */
export const priorityIsTold: OfCall = (call) => {
  const line = opening(call)?.request
  const value = line ? header(line.message, 'Resource-Priority') : null
  if (!line || value === null) return []
  const say = expected('A30', 'Resource-Priority asks for precedence.', 'RFC 4412 §3.1; RFC 7135 §3')
  return [
    /^\s*[\w-]+\.[\w-]+/.test(value)
      ? say.ok({ seen: `Resource-Priority: ${value.slice(0, 60)}.`, at: [line] })
      : say.fail(
          { seen: `Resource-Priority: ${value.slice(0, 60)}.`, at: [line] },
          'It has to be a namespace, a dot and a priority.',
        ),
  ]
}
