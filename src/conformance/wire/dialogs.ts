/** Calls that fork or ring in several places (A04, A09). */
import { headerValues } from '../../sip/message.ts'
import { expected, type OfCall, sayLine } from './observation.ts'
import { isSuccess, opening } from './set-up.ts'

/** A04. Each place that rings is a dialog of its own, and the one that answers is the call. */
export const earlyDialogsAreKeptApart: OfCall = (call) => {
  const say = expected(
    'A04',
    'Several provisional answers with tags of their own come, and one of them answers.',
    'RFC 3261 §12.1, 13.2.2.4',
  )
  const own = opening(call)
  const early = own?.provisional.filter((line) => line.row.status > 100 && line.row.toTag !== 0) ?? []
  const tags = new Set(early.map((line) => line.row.toTag))
  if (tags.size < 2)
    return [
      say.absent(
        { seen: tags.size === 0 ? 'No early dialog was made.' : 'There is one early dialog.', at: early },
        'The provider does not fork, or a border gateway makes one dialog of several.',
      ),
    ]
  return [
    isSuccess(own!.final) && own!.ack
      ? say.ok({ seen: `${tags.size} early dialogs, one answered.`, at: [...early, own!.final] })
      : say.fail(
          { seen: 'None of them was answered and acknowledged.', at: [...early, own!.final] },
          'The PBX follows the first dialog only.',
        ),
  ]
}

/** What ends a call that nobody answered in its time. */
const RUNG_OUT: ReadonlySet<number> = new Set([408, 480])

/** A09. Of two legs that ring, the one not answered is cancelled, and told that it was answered elsewhere. */
export const losingLegIsCancelled: OfCall = (call) => {
  const gone = expected('A09', 'The leg that was not answered is cancelled and ends in 487.', 'RFC 3261 §9')
  const told = expected('A09', 'CANCEL tells that the call was completed elsewhere.', 'RFC 3326 §2')
  const cancel = call.exchanges.find((each) => each.method === 'CANCEL' && each.request)
  const final = opening(call)?.final
  if (!cancel) {
    const seen = {
      seen: final ? `No CANCEL was sent on this leg; it ends in ${sayLine(final)}.` : 'No CANCEL was sent on this leg.',
      at: [final],
    }
    const isRungOut = final != null && RUNG_OUT.has(final.row.status)
    const cause = 'The leg goes on ringing until its own time is over.'
    return [isRungOut ? gone.fail(seen, cause) : gone.absent(seen, cause)]
  }
  const reason = headerValues(cancel.request!.message, 'Reason').join(' ')
  return [
    final?.row.status === 487
      ? gone.ok({ seen: 'CANCEL, then 487.', at: [cancel.request, final] })
      : gone.fail(
          { seen: final ? `It ends in ${final.row.status}.` : 'It has no final answer.', at: [cancel.request, final] },
          'The leg was answered at the same moment.',
        ),
    /cause\s*=\s*200/.test(reason)
      ? told.ok({ seen: `Reason: ${reason.slice(0, 80)}`, at: [cancel.request] })
      : told.warn(
          { seen: reason === '' ? 'It carries no Reason.' : `Reason: ${reason.slice(0, 80)}`, at: [cancel.request] },
          'The phone then shows a missed call that was none.',
        ),
  ]
}
