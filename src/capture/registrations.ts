/** Registrations and keep-alives: REGISTERs by Call-ID, OPTIONS by who asks whom. */
import { numberOf } from '../sip/method.ts'
import { flowView } from './flows.ts'
import {
  callIdOf,
  callsWith,
  type IndexedMessage,
  messagesOf,
  methodOf,
  partiesOf,
  rowField,
  statusOf,
} from './messages.ts'
import type { Trace } from './reading.ts'

export type RegistrationState = 'registered' | 'challenged' | 'refused' | 'unanswered'

export type Registration = {
  readonly callId: string
  /** The address of record: who is registered. */
  readonly to: string
  readonly src: string
  readonly dst: string
  readonly startNs: number
  readonly state: RegistrationState
  readonly status: number | null
  /** REGISTERs sent, those sent again not counted; challenges and successes among the answers. */
  readonly requests: number
  readonly challenges: number
  readonly accepted: number
}

export function registrationsIn(trace: Trace): readonly Registration[] {
  return callsWith(trace.index, numberOf('REGISTER')).map((number) => registration(trace, number))
}

function registration(trace: Trace, number: number): Registration {
  const messages = withoutRepeats(messagesOf(trace.index, number).filter((each) => each.method === 'REGISTER'))
  const first = messages.find((each) => each.isRequest) ?? messages[0]!
  const view = flowView(trace.flows, first.flow)
  const answers = messages.filter((each) => !each.isRequest && each.status >= 200)
  const status = answers.at(-1)?.status ?? null
  const [src, dst] = first.isRequest ? [view.source, view.target] : [view.target, view.source]
  return {
    callId: callIdOf(trace.index, number),
    to: partiesOf(trace.index, number).to,
    src,
    dst,
    startNs: messages[0]!.timeNs,
    state: stateOf(status),
    status,
    requests: messages.filter((each) => each.isRequest).length,
    challenges: answers.filter((each) => each.status === 401 || each.status === 407).length,
    accepted: answers.filter((each) => each.status < 300).length,
  }
}

function stateOf(status: number | null): RegistrationState {
  if (status === null) return 'unanswered'
  if (status < 300) return 'registered'
  return status === 401 || status === 407 ? 'challenged' : 'refused'
}

/** Messages that say the same on the same way within the same transaction are one that was sent again. */
export function withoutRepeats(messages: readonly IndexedMessage[]): readonly IndexedMessage[] {
  const seen = new Set<string>()
  return messages.filter((message) => {
    const key = repeatKey(message)
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

export function repeatKey({ flow, status, method, cseq, branch, toTag }: IndexedMessage): string {
  return `${flow} ${status} ${method} ${cseq} ${branch} ${toTag}`
}

export type KeepAlive = {
  readonly src: string
  readonly dst: string
  readonly requests: number
  readonly answered: number
}

/** OPTIONS, request and answer, between two places. */
export function keepAlivesIn(trace: Trace): readonly KeepAlive[] {
  const found = new Map<string, { src: string; dst: string; requests: number; answered: number }>()
  const { index } = trace
  const options = numberOf('OPTIONS')
  for (let row = 0; row < index.count; row += 1) {
    if (methodOf(index, row) !== options) continue
    const isRequest = statusOf(index, row) === 0
    const view = flowView(trace.flows, rowField(index, row, 'flow'))
    const [src, dst] = isRequest ? [view.source, view.target] : [view.target, view.source]
    const key = `${src} ${dst}`
    const pair = found.get(key) ?? { src, dst, requests: 0, answered: 0 }
    found.set(key, pair)
    if (isRequest) pair.requests += 1
    else if (statusOf(index, row) >= 200) pair.answered += 1
  }
  return [...found.values()]
}
