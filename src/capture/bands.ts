/** Stretches of a call that stand out in its ladder: held, and being transferred. */
import { header, type SipMessage } from '../sip/message.ts'
import { textOf } from '../sip/bytes.ts'
import { type Description, holdsSound } from './offers.ts'

export type Band = {
  readonly what: 'held' | 'transfer'
  /** The lane that began it. */
  readonly by: number
  readonly fromMs: number
  readonly toMs: number
}

type Said = { readonly ms: number; readonly from: number; readonly status: number | null }

/** What was said of each message, the messages, and their descriptions: in the same order. */
export function bandsOf(
  said: readonly Said[],
  messages: readonly SipMessage[],
  descriptions: readonly (Description | null)[],
): readonly Band[] {
  const end = said.at(-1)?.ms ?? 0
  return [...holds(said, messages, descriptions, end), ...transfers(said, messages, end)]
}

/**
 * A side holds from when its description that holds is agreed on until one that does not is. Answering a hold in
 * kind is no hold of one's own.
 */
function holds(
  said: readonly Said[],
  messages: readonly SipMessage[],
  descriptions: readonly (Description | null)[],
  end: number,
): readonly Band[] {
  const bands: Band[] = []
  const since = new Map<number, number>()
  const offered = new Map<string, { readonly by: number; readonly isHold: boolean }>()
  const agree = (by: number, isHold: boolean, ms: number) => {
    const fromMs = since.get(by)
    if (isHold && fromMs === undefined) since.set(by, ms)
    if (isHold || fromMs === undefined) return
    since.delete(by)
    bands.push({ what: 'held', by, fromMs, toMs: ms })
  }
  for (const [index, { ms, from }] of said.entries()) {
    const description = descriptions[index]
    if (!description) continue
    // ACK has the number of its INVITE, and so has the answer the number of what it answers.
    const exchange = `${Number.parseInt(header(messages[index]!, 'CSeq') ?? '', 10)}`
    const isHold = holdsSound(description)
    if (description.role === 'offer') offered.set(exchange, { by: from, isHold })
    const offer = offered.get(exchange)
    if (description.role === 'offer' || !offer || offer.by === from || !isAgreed(messages[index]!)) continue
    agree(offer.by, offer.isHold, ms)
    agree(from, isHold && !offer.isHold, ms)
  }
  for (const [by, fromMs] of since) bands.push({ what: 'held', by, fromMs, toMs: end })
  return bands
}

/** An answer counts in a success, or in the ACK or PRACK that answers one. */
function isAgreed({ start }: SipMessage): boolean {
  return start.kind === 'request' || (start.status >= 200 && start.status < 300)
}

/** From a REFER that is accepted until its outcome is told (RFC 3515 §2.4.4). */
function transfers(said: readonly Said[], messages: readonly SipMessage[], end: number): readonly Band[] {
  const bands: Band[] = []
  let open: { readonly by: number; readonly fromMs: number } | null = null
  for (const [index, rung] of said.entries()) {
    const message = messages[index]!
    if (message.start.kind !== 'request') continue
    if (message.start.method === 'REFER' && !open) open = { by: rung.from, fromMs: rung.ms }
    const isOutcome = message.start.method === 'NOTIFY' && /^SIP\/2\.0 [2-6]\d\d/.test(textOf(message.body, 0, 20))
    if (!open || !isOutcome) continue
    bands.push({ what: 'transfer', ...open, toMs: rung.ms })
    open = null
  }
  if (open) bands.push({ what: 'transfer', ...open, toMs: end })
  return bands
}
