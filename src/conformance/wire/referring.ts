/** Transfers by REFER (A16). */
import { header } from '../../sip/message.ts'
import { asksAgain, isRefusedAs } from '../refusals.ts'
import { expected, type OfCall, sayLine } from './observation.ts'
import { type Exchange, SIDE_WORDS } from './scene.ts'
import { isSuccess } from './set-up.ts'

function fragOf(body: Uint8Array): number | null {
  const status = /^SIP\/2\.0 (\d{3})/.exec(new TextDecoder().decode(body.subarray(0, 40)))?.[1]
  return status ? Number(status) : null
}

/** Neither side wants a subscription: the REFER says so, and its answer (RFC 4488 §4). */
function isUnsubscribed({ request, final }: Exchange): boolean {
  return [request, final].every((line) => line && /^\s*false\s*(;|$)/i.test(header(line.message, 'Refer-Sub') ?? ''))
}

/** A16. REFER is taken, its NOTIFYs tell how it went, and the old leg is released. */
export const referSucceeds: OfCall = (call) => {
  const taken = expected('A16', 'REFER is taken with 202 or 200.', 'RFC 3515 §2.4.2')
  const told = expected('A16', 'NOTIFY tells how it went, up to a success.', 'RFC 3515 §2.4.4')
  const refer = call.exchanges.find((each) => each.method === 'REFER')
  if (!refer?.request)
    return [
      taken.fail(
        { seen: 'There is no REFER.', at: [call.answered] },
        'The PBX joins the calls itself instead of referring.',
      ),
    ]
  if (!isSuccess(refer.final))
    return [
      taken.fail(
        {
          seen: refer.final ? `${sayLine(refer.final)} came.` : 'It was not answered.',
          at: [refer.request, refer.final],
        },
        'The provider does not take transfers by REFER.',
      ),
    ]
  const notifies = call.exchanges.filter((each) => each.method === 'NOTIFY' && each.request && each.by !== refer.by)
  const statuses = notifies.flatMap((each) => fragOf(each.request!.message.body) ?? [])
  const last = statuses.at(-1)
  const isTaken = taken.ok({
    seen: `${sayLine(refer.final!)} came from ${SIDE_WORDS[refer.final!.by]}.`,
    at: [refer.request, refer.final],
  })
  if (notifies.length === 0 && isUnsubscribed(refer)) {
    const untold = expected('A16', 'Where no subscription is asked for, none is made.', 'RFC 4488 §4')
    return [
      isTaken,
      untold.ok({ seen: 'Refer-Sub: false stands in REFER and answer.', at: [refer.request, refer.final] }),
    ]
  }
  return [
    isTaken,
    last !== undefined && last >= 200 && last < 300
      ? told.ok({ seen: `${statuses.join(', ')}.`, at: notifies.map((each) => each.request) })
      : told.fail(
          {
            seen: statuses.length === 0 ? 'No NOTIFY with a status came.' : `${statuses.join(', ')}.`,
            at: notifies.length === 0 ? [refer.request, refer.final] : notifies.map((each) => each.request),
          },
          'The side that carries out the transfer ends the subscription before it knows the outcome.',
        ),
  ]
}

/** A16. A transfer that cannot be done is told so, and the call is still there. */
export const referFails: OfCall = (call) => {
  const say = expected('A16', 'REFER is refused, or a NOTIFY tells the failure; the call goes on.', 'RFC 3515 §2.4.4')
  const refers = call.exchanges.filter((each) => each.method === 'REFER')
  const refer = refers.find((each) => !asksAgain(each.final?.row.status ?? 0)) ?? refers[0]
  if (!refer?.request) return [say.hidden('There is no REFER: the PBX joins calls itself.')]
  const notifies = call.exchanges.filter((each) => each.method === 'NOTIFY' && each.request)
  const failed = notifies.find((each) => (fragOf(each.request!.message.body) ?? 0) >= 300)
  const isRefused = refer.final !== null && refer.final.row.status >= 300
  const bye = call.exchanges.find((each) => each.method === 'BYE')
  const told = isRefused ? refer.final : failed?.request
  if (!told)
    return [
      say.fail(
        { seen: 'Nothing tells that it failed.', at: [refer.request, refer.final] },
        'The subscription ends without a last word.',
      ),
    ]
  const isKept = !bye?.request || bye.request.at - told.at > 1
  const at = [refer.request, told]
  if (!isKept)
    return [
      say.fail(
        { seen: 'The call was released at once.', at: [told, bye?.request] },
        'The PBX releases the held leg before it knows the outcome.',
      ),
    ]
  const seen = `${isRefused ? sayLine(told) : 'NOTIFY with a failure'}; the call went on.`
  const isRight = !isRefused || isRefusedAs('no-transfer', told.row.status)
  return [isRight ? say.ok({ seen, at }) : say.warn({ seen, at }, OTHER_CODE)]
}

const OTHER_CODE = 'The answer does not say that transfers are not taken; 405, 501 or 603 does.'
