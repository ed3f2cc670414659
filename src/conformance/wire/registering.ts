/** Registrations (A17) and keep-alives (A18). */
import { parseAddress } from '../../sip/header-values.ts'
import { header, headerValues } from '../../sip/message.ts'
import { expected, type Observation, type OfScene, sayLine, saySeconds } from './observation.ts'
import { type Line, type Exchange, type Scene, type Side, SIDE_WORDS, startOf } from './scene.ts'
import { capital, isChallenge, isSuccess } from './set-up.ts'

function lifetimeOf(each: Exchange): number {
  const bindings = headerValues(each.final!.message, 'Contact').map(parseAddress)
  const own = parseAddress(headerValues(each.request!.message, 'Contact')[0] ?? '')?.uri
  // The answer lists every binding of the address of record, others' as well (RFC 3261 §10.3).
  const mine = bindings.find(
    (each_) => own && each_?.uri.host === own.host && each_.uri.port === own.port && each_.uri.user === own.user,
  )
  const contact = (mine ? [mine] : bindings)
    .map((each_) => each_?.params.get('expires'))
    .find((value) => value !== undefined)
  return Number(contact ?? header(each.final!.message, 'Expires') ?? 0)
}

/** A17. Registered after a challenge, and refreshed before its time is over. */
export const registersAndRefreshes: OfScene = (scene) => {
  const takes = expected('A17', 'REGISTER is challenged, then taken with a lifetime.', 'RFC 3261 §10.2, 22.2')
  const again = expected('A17', 'It is refreshed before its lifetime is over.', 'RFC 3261 §10.2.4')
  const all = scene.registrations
    .flat()
    .filter((each) => each.request)
    .toSorted((a, b) => startOf(a) - startOf(b))
  if (all.length === 0) return [takes.absent({ seen: 'There is no REGISTER.' }, 'The trunk is set to static peering.')]
  const good = all.filter((each) => isSuccess(each.final))
  if (good.length === 0) {
    const last = all.at(-1)!
    return [
      takes.fail(
        {
          seen: last.final ? `It ends in ${sayLine(last.final)}.` : 'It is not answered.',
          at: [last.request, last.final],
        },
        'Name, realm or password differ between the sides.',
      ),
    ]
  }
  const isChallenged = all.some((each) => isChallenge(each.final))
  const life = lifetimeOf(good[0]!)
  const first = isChallenged
    ? takes.ok({ seen: `Challenged, then taken for ${life} s.`, at: [good[0]!.request, good[0]!.final] })
    : takes.warn(
        { seen: `Taken for ${life} s without a challenge.`, at: [good[0]!.final] },
        'The provider knows the PBX by its address; anybody with that address may register.',
      )
  const gaps = refreshesOf(good)
  if (gaps.length === 0) return [first, again.hidden('The capture ends before the first refresh.')]
  const late = gaps.find(({ gap, life: of }) => gap > of)
  return [
    first,
    late
      ? again.fail(
          { seen: `After ${saySeconds(late.gap)}, of ${late.life} s.`, at: [late.each.request] },
          'The PBX counts from its own lifetime, not from that in the answer.',
        )
      : again.ok({
          seen: `After ${saySeconds(gaps[0]!.gap)}, of ${gaps[0]!.life} s.`,
          at: gaps.map(({ each }) => each.request),
        }),
  ]
}

/**
 * Each registration with the one before it of the same address of record (RFC 3261 §10.2): another user who registers
 * refreshes nothing, nor does taking a registration back, which leaves no lifetime.
 */
function refreshesOf(good: readonly Exchange[]) {
  const before = new Map<string, Exchange>()
  return good.flatMap((each) => {
    const uri = parseAddress(header(each.request!.message, 'To') ?? '')?.uri
    const record = `${uri?.user ?? ''}@${uri?.host ?? ''}`
    const last = before.get(record)
    const life = lifetimeOf(each)
    if (life > 0) before.set(record, each)
    else before.delete(record)
    return last && life > 0 ? [{ gap: startOf(each) - startOf(last), life: lifetimeOf(last), each }] : []
  })
}

/** At most so many tries a minute with a wrong password: more is a storm. */
const MOST_TRIES_A_MINUTE = 4

/** How long the PBX has to be seen to wait after a refusal. */
const LEAST_WAIT_SECONDS = 30

/** A17. A wrong password leads to few tries, and the right one to a registration. */
export const wrongPasswordIsCalm: OfScene = (scene) => {
  const calm = expected('A17', 'After a refusal the PBX waits before it tries again.', 'RFC 3261 §10.2.7, 22.2')
  const again = expected('A17', 'With the right password it registers.', 'RFC 3261 §10.2')
  const all = scene.registrations.flat().filter((each) => each.request && each.final)
  const tries = all.filter(
    ({ request, final }) =>
      final!.row.status === 403 ||
      (final!.row.status >= 400 && header(request!.message, 'Authorization') !== null && !isStale(final!)),
  )
  if (tries.length === 0) return [calm.absent({ seen: 'No REGISTER was refused.' }, 'The password was right.')]
  const times = tries.map(startOf).toSorted((a, b) => a - b)
  const most = Math.max(...times.map((from) => times.filter((time) => time >= from && time < from + 60).length))
  const tried = tries.length === 1 ? 'One try.' : `${tries.length} tries, at most ${most} in a minute.`
  const seen = { seen: tried, at: tries.map((each) => each.request) }
  const good = all.find((each) => isSuccess(each.final) && startOf(each) > times.at(-1)!)
  const last = Math.max(...tries.map((each) => each.final!.at))
  const isWaitSeen = tries.length > 1 || scene.ends - last >= LEAST_WAIT_SECONDS
  return [
    most > MOST_TRIES_A_MINUTE
      ? calm.fail(seen, 'The PBX tries again at once on 401 with the same password; accounts get locked by this.')
      : isWaitSeen
        ? calm.ok(seen)
        : calm.hidden(`The capture ends ${saySeconds(scene.ends - last)} after the only refusal.`),
    good
      ? again.ok({ seen: 'It does.', at: [good.request, good.final] })
      : again.hidden('No registration that was taken follows in the capture.'),
  ]
}

/** The nonce was old and not the password wrong (RFC 7616 §3.3). */
function isStale({ message }: Line): boolean {
  return headerValues(message, 'WWW-Authenticate').some((value) => /\bstale\s*=\s*"?true/i.test(value))
}

/** A17. One registration for a block of numbers. */
export const registersInBulk: OfScene = (scene) => {
  const say = expected('A17', 'REGISTER asks for gin with a bnc Contact, and is taken.', 'RFC 6140 §5')
  const all = scene.registrations.flat().filter((each) => each.request)
  const asked = all.filter(
    (each) =>
      /\bgin\b/.test(headerValues(each.request!.message, 'Require').join(',')) &&
      headerValues(each.request!.message, 'Contact').some((value) => /;bnc\b/.test(value)),
  )
  const bulk = asked.find((each) => isSuccess(each.final))
  const refused = asked.findLast((each) => each.final && !isChallenge(each.final))
  if (!bulk && refused)
    return [
      say.fail(
        { seen: `It is refused with ${sayLine(refused.final!)}.`, at: [refused.request, refused.final] },
        'The provider does not know RFC 6140, or has not switched it on for this account.',
      ),
    ]
  return [
    bulk
      ? say.ok({ seen: 'Taken.', at: [bulk.request, bulk.final] })
      : say.absent(
          {
            seen: all.length === 0 ? 'There is no REGISTER.' : 'No REGISTER asks for gin with bnc and is taken.',
            at: all.slice(0, 3).map((each) => each.request),
          },
          'The provider does not know RFC 6140, or the PBX registers each number by itself.',
        ),
  ]
}

const LEAST_PERIODS = 3
const MOST_UNEVEN = 0.25

/** A18. One side asks with OPTIONS, evenly, and is answered each time; unless the test case blocks so many answers. */
export function keepsAlive(side: Side, blocked = Number.POSITIVE_INFINITY): OfScene {
  return (scene) => {
    const asks = expected(
      'A18',
      `${capital(SIDE_WORDS[side])} sends OPTIONS evenly, three times at least.`,
      'RFC 3261 §11',
    )
    const told = expected('A18', 'Each is answered.', 'RFC 3261 §11.2')
    const own = scene.keepAlives.filter((each) => each.by === side && each.request)
    const at = own.map((each) => each.request)
    if (own.length < LEAST_PERIODS)
      return [
        asks.absent(
          { seen: own.length === 0 ? 'There are none.' : `Only ${own.length}.`, at },
          'Keep-alives are switched off, or the capture is shorter than three periods.',
        ),
      ]
    const gaps = own.slice(1).map((each, index) => startOf(each) - startOf(own[index]!))
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length
    const isEven = gaps.every((gap) => Math.abs(gap - mean) <= mean * MOST_UNEVEN)
    const seen = { seen: `${own.length}, every ${saySeconds(mean)}.`, at }
    const lost = own.filter((each) => !each.final && scene.ends - startOf(each) > 2)
    const isBlock = lost.length >= blocked && isOneStretch(lost, own)
    const unanswered = isBlock ? [] : lost
    const statuses = [...new Set(own.flatMap((each) => each.final?.row.status ?? []))].join(', ')
    const second: Observation =
      unanswered.length === 0
        ? told.ok({
            seen: isBlock
              ? `They are, with ${statuses}. The ${lost.length} in a row that are not are taken for those the test case blocks.`
              : `All are, with ${statuses}.`,
            at: own.map((each) => each.final),
          })
        : told.fail(
            {
              seen: unanswered.length === 1 ? 'One is not.' : `${unanswered.length} are not.`,
              at: unanswered.map((each) => each.request),
            },
            'OPTIONS is not allowed from that address, or to that user part.',
          )
    return [
      isEven
        ? asks.ok(seen)
        : asks.warn(
            { seen: `${own.length}, ${saySeconds(Math.min(...gaps))} to ${saySeconds(Math.max(...gaps))} apart.`, at },
            'Several targets are asked in turn, or the trunk was down in between.',
          ),
      second,
    ]
  }
}

/** Whether these follow each other, with answered ones before and after. */
function isOneStretch(lost: readonly Exchange[], own: readonly Exchange[]): boolean {
  const from = own.indexOf(lost[0]!)
  const until = own.indexOf(lost.at(-1)!)
  return until - from === lost.length - 1 && from > 0 && until < own.length - 1
}

/** A17. A trunk that is known by its address registers nowhere. */
export const registersNowhere: OfScene = (scene) => {
  const say = expected('A17', 'No REGISTER is sent.', 'SIPconnect 2.0 §6')
  const all = scene.registrations.flat().filter((each) => each.request)
  return [
    all.length === 0 && !isCalledBothWays(scene)
      ? say.absent(
          { seen: 'There is none, and calls of one direction only.' },
          'Call in both directions while the capture runs: a trunk that has not registered is reached by its address.',
        )
      : all.length === 0
        ? say.ok({ seen: 'There is none, and calls are answered in both directions.' })
        : say.fail(
            { seen: `${all.length} came.`, at: all.map((each) => each.request) },
            'The PBX is set to registration.',
          ),
  ]
}

function isCalledBothWays(scene: Scene): boolean {
  return (['outbound', 'inbound'] as const).every((way) =>
    scene.calls.some((call) => call.direction === way && call.answered !== null),
  )
}
