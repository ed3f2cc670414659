/** Registrations that tell of a new start: one Call-ID serves all of them from one start to the next (RFC 3261 §10.2.4). */
import { parseAddress } from '../../sip/header-values.ts'
import { header } from '../../sip/message.ts'
import type { Line, Scene, Side } from './scene.ts'
import { isSuccess } from './set-up.ts'

/** The first REGISTER of each Call-ID that follows a taken one of the same address of record; in the order of time. */
export function newStartsOf(side: Side, scene: Scene): readonly Line[] {
  const taken = new Set<string>()
  return scene.registrations
    .flatMap((exchanges) => {
      const first = exchanges.find((each) => each.by === side && each.request)?.request
      return first ? [{ first, isTaken: exchanges.some((each) => isSuccess(each.final)) }] : []
    })
    .toSorted((a, b) => a.first.at - b.first.at)
    .flatMap(({ first, isTaken }) => {
      const uri = parseAddress(header(first.message, 'To') ?? '')?.uri
      const record = `${uri?.user ?? ''}@${uri?.host ?? ''}`
      const isNew = taken.has(record)
      if (isTaken) taken.add(record)
      return isNew ? [first] : []
    })
}
