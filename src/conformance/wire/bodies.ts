/** Offers and answers (A05), reliable provisional answers (A12), session timers (A13). */
import { parseCSeq, parseRAck, parseSessionExpires } from '../../sip/header-values.ts'
import { header } from '../../sip/message.ts'
import type { Media } from '../../sip/sdp.ts'
import { expected, type Observation, type OfCall, sayLine, saySeconds } from './observation.ts'
import { type Call, type Line, type Side, SIDE_WORDS } from './scene.ts'
import { capital, isSuccess, opening } from './set-up.ts'

export type Agreement = { readonly offer: Line; readonly answer: Line }

/** Each offer with the answer that follows it, from the other side. */
export function agreementsOf(call: Call): readonly Agreement[] {
  const found: Agreement[] = []
  let offer: Line | null = null
  for (const line of call.lines) {
    if (line.description?.role === 'offer') offer = line
    else if (line.description?.role === 'answer' && offer && offer.by !== line.by) {
      found.push({ offer, answer: line })
      offer = null
    }
  }
  return found
}

const COMPLEMENT_MEDIA: Readonly<Record<Media['direction'], readonly Media['direction'][]>> = {
  sendrecv: ['sendrecv', 'sendonly', 'recvonly', 'inactive'],
  sendonly: ['recvonly', 'inactive'],
  recvonly: ['sendonly', 'inactive'],
  inactive: ['inactive'],
}

/** A05. Every answer fits its offer (RFC 3264 §6). */
export const answersFitOffers: OfCall = (call) => {
  const say = expected(
    'A05',
    'Every answer fits its offer: the same media in the same order, formats out of those offered, a direction that matches.',
    'RFC 3264 §6',
  )
  const agreements = agreementsOf(call)
  if (agreements.length === 0) return [say.hidden('There is no offer with its answer in the capture.')]
  for (const { offer, answer } of agreements) {
    const wrong = misfit(offer.description!.media, answer.description!.media)
    if (wrong)
      return [
        say.fail(
          { seen: `${sayLine(answer)} came from ${SIDE_WORDS[answer.by]}: ${wrong}`, at: [offer, answer] },
          'A border gateway rewrites one of the descriptions and not the other.',
        ),
      ]
  }
  return [
    say.ok({
      seen: agreements.length === 1 ? 'The answer does.' : `All ${agreements.length} answers do.`,
      at: agreements.map((each) => each.answer),
    }),
  ]
}

function misfit(offered: readonly Media[], answered: readonly Media[]): string | null {
  if (offered.length !== answered.length) return `${answered.length} media lines answer ${offered.length}.`
  for (const [index, offer] of offered.entries()) {
    const answer = answered[index]!
    if (answer.kind !== offer.kind) return `${answer.kind} answers ${offer.kind}.`
    if (answer.port === 0 || offer.port === 0) continue
    const names = new Set(offer.codecs.map((codec) => codec.name.toLowerCase()))
    const strange = answer.codecs.find((codec) => !names.has(codec.name.toLowerCase()))
    if (strange) return `${strange.name} was not offered.`
    if (!COMPLEMENT_MEDIA[offer.direction].includes(answer.direction))
      return `${answer.direction} answers ${offer.direction}.`
  }
  return null
}

/** A05. A description that changes steps its version by one, one that does not keeps it (RFC 3264 §8). */
export const versionsStep: OfCall = (call) => {
  const say = expected(
    'A05',
    'The version in the o= line goes up by one with each new description, and only then.',
    'RFC 3264 §8',
  )
  const observations: Observation[] = []
  let described = 0
  for (const side of ['pbx', 'provider'] as const) {
    const own = call.lines.filter((line) => line.by === side && line.description?.version != null)
    described += own.length
    for (const [index, line] of own.entries()) {
      const before = own[index - 1]
      if (!before || !isNumber(before) || !isNumber(line)) continue
      const step = BigInt(line.description!.version!) - BigInt(before.description!.version!)
      const isSame = mediaText(before) === mediaText(line)
      if (step === 1n || (step === 0n && isSame)) continue
      const seen = {
        seen: isSame
          ? `${capital(SIDE_WORDS[side])} went from ${before.description!.version} to ${line.description!.version}.`
          : `${capital(SIDE_WORDS[side])} went from ${before.description!.version} to ${line.description!.version} with a changed description.`,
        at: [before, line],
      }
      // A jump upwards is seen everywhere and does little harm; a step back makes the other side overlook the change.
      observations.push(
        step > 0n
          ? say.warn(
              seen,
              'The version is made from a clock, or descriptions come from several devices behind one address.',
            )
          : say.fail(seen, 'Descriptions come from several devices behind one address.'),
      )
    }
  }
  if (described === 0) return [say.hidden('No description is in the capture.')]
  return observations.length > 0 ? observations.slice(0, 2) : [say.ok({ seen: 'It does.' })]
}

function isNumber(line: Line): boolean {
  return /^\d{1,20}$/.test(line.description?.version ?? '')
}

function mediaText(line: Line): string {
  return JSON.stringify(line.description?.media.map(({ rtcpPort: _, ...media }) => media))
}

/** A05. An INVITE without a description: the offer comes in the answer, its answer in ACK or PRACK. */
export const offersLate: OfCall = (call) => {
  const say = expected(
    'A05',
    'The INVITE has no description; the offer comes with the answer, and is answered in ACK or PRACK.',
    'RFC 3261 §13.2.1',
  )
  const own = opening(call)
  if (!own?.request) return [say.hidden('The INVITE is not in the capture.')]
  if (own.request.description)
    return [
      say.absent(
        { seen: 'The INVITE carries an offer.', at: [own.request] },
        'The side that calls is not set to leave the offer out.',
      ),
    ]
  const answered = agreementsOf(call).find(({ answer }) => answer.row.method === 'ACK' || answer.row.method === 'PRACK')
  return [
    answered
      ? say.ok({
          seen: `Offered in ${sayLine(answered.offer)}, answered in ${sayLine(answered.answer)}.`,
          at: [own.request, answered.offer, answered.answer],
        })
      : say.fail(
          { seen: 'The offer was not answered in ACK or PRACK.', at: [own.request, own.final, own.ack] },
          'The calling side does not know calls without an offer.',
        ),
  ]
}

/** A05. The answer may come in 183 alone; repeated in 200 it must be the same. */
export const answersInProgress: OfCall = (call) => {
  const say = expected(
    'A05',
    'The description in 183 is the answer: 200 has none, or the very same one.',
    'RFC 6337 §3.1',
  )
  const own = opening(call)
  const early = own?.provisional.find((line) => line.row.status === 183 && line.description)
  if (!early || !own?.final)
    return [
      say.absent(
        { seen: 'No 183 with a description came before the answer.', at: [own?.final] },
        'The provider puts the description into 200.',
      ),
    ]
  const later = own.final.description
  const isSame = later === null || mediaText(own.final) === mediaText(early)
  return [
    isSame
      ? say.ok({ seen: later ? '200 repeats it.' : '200 has none.', at: [early, own.final] })
      : say.fail(
          { seen: '200 carries another description than 183.', at: [early, own.final] },
          'The call was forwarded inside the provider between 183 and 200.',
        ),
  ]
}

/** A12. Reliable provisional answers are acknowledged one by one (RFC 3262). */
export const provisionalIsReliable: OfCall = (call) => {
  const say = expected(
    'A12',
    'Provisional answers that ask for it are acknowledged by PRACK with their own number, and that is answered.',
    'RFC 3262 §3, 4',
  )
  const reliable = call.lines.filter(
    (line) => line.row.status > 100 && line.row.status < 200 && header(line.message, 'RSeq') !== null,
  )
  if (reliable.length === 0)
    return [
      say.absent(
        { seen: 'No provisional answer is reliable.', at: [opening(call)?.request] },
        '100rel is not offered, or the other side does not take it up.',
      ),
    ]
  const pracks = call.exchanges.filter((each) => each.method === 'PRACK' && each.request)
  for (const line of reliable) {
    const number = Number(header(line.message, 'RSeq'))
    const own = pracks.find(({ request }) => acknowledges(request!, line, number))
    if (!own)
      return [
        say.fail(
          { seen: `${sayLine(line)} with RSeq ${number} has no PRACK.`, at: [line] },
          'The PRACK went to another Contact than that of this answer.',
        ),
      ]
    if (!isSuccess(own.final))
      return [
        say.fail(
          { seen: `The PRACK for RSeq ${number} was not answered with 200.`, at: [own.request, own.final] },
          'RAck names another number than the one on the way.',
        ),
      ]
  }
  return [say.ok({ seen: `${reliable.length} acknowledged.`, at: reliable })]
}

/** RAck names the number, and the request that was answered (RFC 3262 §7.2); each branch of a call is told of its own. */
function acknowledges(prack: Line, answer: Line, number: number): boolean {
  const told = parseRAck(header(prack.message, 'RAck') ?? '')
  const cseq = parseCSeq(header(answer.message, 'CSeq') ?? '')
  return (
    told?.response === number &&
    told.cseq.number === cseq?.number &&
    told.cseq.method === cseq.method &&
    prack.row.toTag === answer.row.toTag
  )
}

/** Least time a session may be set to (RFC 4028 §4). */
const LEAST_SESSION_SECONDS = 90

/** A13. A session timer is agreed on, and the refresh comes from whom it was agreed with, in time. */
export function refreshedBy(side: Side): OfCall {
  return (call, scene) => {
    const agreed = expected('A13', 'A session time and who refreshes it are agreed on.', 'RFC 4028 §7, 9')
    const kept = expected(
      'A13',
      `${capital(SIDE_WORDS[side])} refreshes the session before its time is over.`,
      'RFC 4028 §10',
    )
    const answer = call.answered
    const told = answer ? parseSessionExpires(header(answer.message, 'Session-Expires') ?? '') : null
    if (!answer || !told)
      return [
        agreed.absent(
          { seen: 'The answer names no session time.', at: [answer] },
          'Session timers are switched off on one side.',
        ),
      ]
    const caller = call.direction === 'outbound' ? 'pbx' : 'provider'
    const refresher =
      told.refresher === 'uac' ? caller : told.refresher === 'uas' ? (caller === 'pbx' ? 'provider' : 'pbx') : null
    const says = `${told.seconds} s, refreshed by ${refresher ? SIDE_WORDS[refresher] : 'nobody named'}.`
    const first =
      told.seconds < LEAST_SESSION_SECONDS || refresher === null
        ? agreed.fail(
            { seen: says, at: [answer] },
            'The refresher parameter or the least time of RFC 4028 is not kept.',
          )
        : agreed.ok({ seen: says, at: [answer] })
    if (refresher !== null && refresher !== side)
      return [
        first,
        kept.absent(
          { seen: `${capital(SIDE_WORDS[refresher])} is to refresh it.`, at: [answer] },
          'The refresher was agreed on otherwise than this test case asks.',
        ),
      ]
    const refreshes = call.exchanges.filter(
      (each) =>
        each.isWithin &&
        (each.method === 'INVITE' || each.method === 'UPDATE') &&
        each.by === side &&
        isSuccess(each.final),
    )
    const times = [answer.at, ...refreshes.map((each) => each.final!.at)]
    const end = call.exchanges.find((each) => each.method === 'BYE')?.request?.at ?? scene.ends
    const gaps = [...times, end].slice(1).map((time, index) => time - times[index]!)
    const late = gaps.some((gap) => gap > told.seconds)
    if (refreshes.length === 0 && end - answer.at < patienceWith(told.seconds))
      return [first, kept.hidden(`The call lasts ${saySeconds(end - answer.at)}, too short for a refresh.`)]
    return [
      first,
      refreshes.length > 0 && !late
        ? kept.ok({
            seen: `${refreshes.length} refreshes, the longest pause ${saySeconds(Math.max(...gaps))}.`,
            at: refreshes.map((each) => each.request),
          })
        : kept.fail(
            {
              seen: refreshes.length === 0 ? `No refresh of ${SIDE_WORDS[side]} came.` : 'A refresh came too late.',
              at: [answer],
            },
            'The side named as refresher does not know it is, because the parameter was changed on the way.',
          ),
    ]
  }
}

/**
 * To refresh at half the time is advice; whoever waits for it ends the call a little before the time is over
 * (RFC 4028 §10). In seconds.
 */
export function patienceWith(session: number): number {
  return session - Math.min(32, session / 3)
}

/** When the call was answered or its session last refreshed, in seconds since the capture began. */
export function lastRefreshOf(call: Call): number {
  const refreshes = call.exchanges.filter(
    ({ method, isWithin, final }) => isWithin && (method === 'INVITE' || method === 'UPDATE') && isSuccess(final),
  )
  return Math.max(call.answered?.at ?? 0, ...refreshes.map((each) => each.final!.at))
}

/** A13. A session time below the least the other side takes is refused and tried again with its least. */
export const shortSessionIsRaised: OfCall = (call) => {
  const say = expected(
    'A13',
    'Too short a session time is refused with 422 and its Min-SE, and tried again with that.',
    'RFC 4028 §6',
  )
  const refused = call.exchanges.find((each) => each.method === 'INVITE' && each.final?.row.status === 422)
  if (!refused)
    return [
      say.absent(
        { seen: 'No 422 came.', at: [opening(call)?.request] },
        'The session time sent is not below the least of the other side.',
      ),
    ]
  const least = Number.parseInt(header(refused.final!.message, 'Min-SE') ?? '', 10)
  const next = call.exchanges.find(
    (each) => each.method === 'INVITE' && each.request && each.request.at > refused.final!.at,
  )
  const sent = next ? parseSessionExpires(header(next.request!.message, 'Session-Expires') ?? '')?.seconds : undefined
  return [
    Number.isFinite(least) && sent !== undefined && sent >= least
      ? say.ok({ seen: `422 with Min-SE ${least}, then ${sent} s.`, at: [refused.final, next!.request] })
      : say.fail(
          {
            seen: next ? `The INVITE after 422 asks for ${sent ?? 'no time'}.` : 'The call was not tried again.',
            at: [refused.final, next?.request],
          },
          'The caller gives up on 422 instead of raising the time.',
        ),
  ]
}
