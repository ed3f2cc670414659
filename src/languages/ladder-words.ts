/** What stands above a ladder, and in its details, in the reader’s language; addresses and lines of the capture stay. */
import { findingSaid, say, saidOf } from './say.ts'

export const CALL_STATES = {
  unanswered: 'unanswered',
  proceeding: 'proceeding',
  ringing: 'ringing',
  answered: 'answered',
  completed: 'completed',
  cancelled: 'cancelled',
  challenged: 'challenged',
  redirected: 'redirected',
  refused: 'refused',
} as const

type Titled = {
  readonly from: string
  readonly to: string
  readonly state: keyof typeof CALL_STATES
  readonly status: number | null
  readonly methods: readonly string[]
}

/** How a call went: `completed (200)`. */
export function stateSaid({ state, status }: Pick<Titled, 'state' | 'status'>): string {
  return `${say(CALL_STATES[state])}${status === null ? '' : ` (${status})`}`
}

/** What a ladder of one call is called; what belongs to no call goes by its methods. */
export function titleSaid({ isCall, of }: { readonly isCall: boolean; readonly of: Titled }): string {
  const way = `${of.from} → ${of.to}`
  return isCall ? saidOf(way, stateSaid(of)) : saidOf(of.methods.join(', '), way)
}

type Detailed = {
  readonly kind: 'request' | 'response' | 'media'
  readonly detail: string
  readonly faults: readonly string[]
}

const REFERS = 'refers to '

/**
 * What is said of a message beside its label. It begins with what the description of media says, which is as short as
 * SDP is, and with where a transfer goes; all behind it is quoted.
 */
export function detailSaid({ kind, detail, faults }: Detailed): string {
  const parts = kind === 'media' ? [findingSaid(detail)] : detail.split('; ').map(partSaid)
  return [...parts, ...faults.map((fault) => say`fault: ${findingSaid(fault)}`)]
    .filter((part) => part !== '')
    .join('; ')
}

function partSaid(part: string, place: number): string {
  return place < 2 && part.startsWith(REFERS) ? say`refers to ${part.slice(REFERS.length)}` : part
}
