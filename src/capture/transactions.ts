/**
 * The messages of a Call-ID put together as the standard does: a request with its answers is a transaction (RFC 3261
 * §17), requests under the same pair of tags are a dialog (§12). Messages sent again are kept apart from the first.
 */
import type { IndexedMessage } from './messages.ts'

export type Transaction = {
  readonly method: string
  readonly cseq: number | null
  readonly request: IndexedMessage | null
  readonly provisional: readonly IndexedMessage[]
  /** The first final answer; a request that forked may have several. */
  readonly final: IndexedMessage | null
  /** Of an INVITE: what acknowledged its final answer. */
  readonly ack: IndexedMessage | null
  /** Requests, answers and acknowledgements that came again. */
  readonly again: readonly IndexedMessage[]
}

type Open = { -readonly [Name in keyof Transaction]: Transaction[Name] } & {
  provisional: IndexedMessage[]
  again: IndexedMessage[]
}

export function transactionsOf(messages: readonly IndexedMessage[]): readonly Transaction[] {
  const all: Open[] = []
  const byKey = new Map<string, Open>()
  for (const message of messages) {
    const own = message.method === 'ACK' ? acknowledged(all, byKey, message) : begun(all, byKey, message)
    if (own) take(own, message)
  }
  return all
}

/** The branch is the transaction's; where there is none, who sent it has to do. */
function keyOf({ branch, cseq, fromTag }: IndexedMessage, method: string): string {
  return `${branch === 0 ? `tag ${fromTag}` : branch} ${cseq} ${method}`
}

function begun(all: Open[], byKey: Map<string, Open>, message: IndexedMessage): Open {
  const key = keyOf(message, message.method)
  const known = byKey.get(key)
  if (known) return known
  const { method, cseq } = message
  const fresh: Open = { method, cseq, request: null, provisional: [], final: null, ack: null, again: [] }
  byKey.set(key, fresh)
  all.push(fresh)
  return fresh
}

/** The ACK of a refusal has the branch of its INVITE; that of a success has its own, and the same number (§13.2.2.4). */
function acknowledged(all: readonly Open[], byKey: ReadonlyMap<string, Open>, ack: IndexedMessage): Open | null {
  const sameBranch = byKey.get(keyOf(ack, 'INVITE'))
  if (sameBranch) return sameBranch
  const matching = all.filter(
    ({ method, cseq, request }) => method === 'INVITE' && cseq === ack.cseq && request?.fromTag === ack.fromTag,
  )
  return matching.findLast(({ request }) => request!.flow === ack.flow) ?? matching.at(-1) ?? null
}

function take(own: Open, message: IndexedMessage): void {
  if (message.method === 'ACK') {
    if (own.ack) own.again.push(message)
    else own.ack = message
  } else if (message.isRequest) {
    if (own.request) own.again.push(message)
    else own.request = message
  } else if (message.status < 200) {
    const isAgain = own.provisional.some(({ status, toTag }) => status === message.status && toTag === message.toTag)
    if (isAgain) own.again.push(message)
    else own.provisional.push(message)
  } else if (own.final) own.again.push(message)
  else own.final = message
}

export type Dialog = {
  /** Hashes of both tags, the smaller first: the same from either side. */
  readonly tags: readonly [number, number]
  readonly messages: readonly IndexedMessage[]
  /** Confirmed by a success; early before that (§12). */
  readonly isConfirmed: boolean
  readonly isEnded: boolean
}

export function dialogsOf(messages: readonly IndexedMessage[]): readonly Dialog[] {
  const byTags = new Map<string, { tags: readonly [number, number]; messages: IndexedMessage[] }>()
  for (const message of messages) {
    const { fromTag, toTag, status } = message
    const isRefused = message.method === 'INVITE' && status >= 300
    if (toTag === 0 || status === 100 || isRefused) continue
    const tags = fromTag < toTag ? ([fromTag, toTag] as const) : ([toTag, fromTag] as const)
    const known = byTags.get(tags.join(' '))
    if (known) known.messages.push(message)
    // An ACK begins none: that of a refusal carries a tag as well.
    else if (message.method === 'INVITE' || (message.isRequest && message.method !== 'ACK'))
      byTags.set(tags.join(' '), { tags, messages: [message] })
  }
  return [...byTags.values()].map(({ tags, messages }) => ({
    tags,
    messages,
    isConfirmed: messages.some(({ method, status }) => method === 'INVITE' && status >= 200),
    isEnded: messages.some(({ method, isRequest }) => method === 'BYE' && isRequest),
  }))
}
