/**
 * Which refusals tell that a trunk is full (A26). 503 does by itself. Any other, 486 above all, comes just as well from
 * a user who is busy or away: it counts only where a Reason or a Warning says that there was no channel.
 */
import { parseReason } from '../../sip/header-values.ts'
import { headerValues } from '../../sip/message.ts'
import type { Call, Line } from './scene.ts'
import { opening } from './set-up.ts'

/** No channel, congestion, channel not available, resources unavailable (ITU-T Q.850 §2.2.7.1.6), as RFC 3398 maps them. */
const CAUSES_OF_CAPACITY: ReadonlySet<number> = new Set([34, 42, 44, 47])

/** Insufficient bandwidth (RFC 3261 §20.43). */
const WARNING_OF_CAPACITY = /^\s*370\b/

export function meansFull({ row, message }: Line): boolean {
  if (row.status < 400) return false
  if (row.status === 503) return true
  const causes = headerValues(message, 'Reason').map(parseReason)
  return (
    causes.some((reason) => /^q\.850$/i.test(reason?.protocol ?? '') && CAUSES_OF_CAPACITY.has(reason?.cause ?? 0)) ||
    headerValues(message, 'Warning').some((value) => WARNING_OF_CAPACITY.test(value))
  )
}

/** The final answer by which a call was refused for want of a channel; null where it was not. */
export function refusedAsFull(call: Call): Line | null {
  const final = opening(call)?.final ?? null
  return final && meansFull(final) ? final : null
}

/** Refusals a busy user gives as well as a full trunk, and that tell no more. */
const EITHER: ReadonlySet<number> = new Set([480, 486, 600])

export function refusedEitherWay(call: Call): Line | null {
  const final = opening(call)?.final ?? null
  return final && EITHER.has(final.row.status) && !meansFull(final) ? final : null
}
