/**
 * Offers and answers among the messages of a call (RFC 3264, 3311, 6337): a body answers where its transaction
 * carried an offer already, and offers where it did not.
 */
import { parseAddress } from '../sip/header-values.ts'
import { header, type SipMessage } from '../sip/message.ts'
import { isHold, type Media, mediaOf, originOf, parseSdp, type Sdp } from '../sip/sdp.ts'
import { bytesOf, textOf } from '../sip/bytes.ts'

export type Role = 'offer' | 'answer'

export type Description = {
  readonly role: Role
  readonly sdp: Sdp
  readonly media: readonly Media[]
  /** The version in its origin line; null where there is none. */
  readonly version: string | null
}

/** What each message says about media; null where it says nothing. In the order of the messages given. */
export function descriptionsOf(messages: readonly SipMessage[]): readonly (Description | null)[] {
  const withOffer = new Set<string>()
  let isInviteOpen = false
  return messages.map((message) => {
    const body = sdpBody(message)
    const cseq = header(message, 'CSeq') ?? ''
    const method = cseq.split(/\s+/)[1] ?? ''
    const transaction = `${cseq} ${senderOf(message)}`
    if (message.start.kind === 'request' && method === 'INVITE') isInviteOpen = body === null
    if (!body) return null
    const role = roleOf(message, transaction, method, withOffer, isInviteOpen)
    if (role === 'offer' && message.start.kind === 'request') withOffer.add(transaction)
    const sdp = parseSdp(body)
    return { role, sdp, media: mediaOf(sdp), version: originOf(sdp)?.version ?? null }
  })
}

/** The tag of whoever asked: each side numbers its own requests (RFC 3261 §12.2.1.1), so that both may say the same. */
function senderOf(message: SipMessage): string {
  return parseAddress(header(message, 'From') ?? '')?.params.get('tag') ?? ''
}

/** An INVITE without an offer gets it in its answer, and gives its own in ACK or PRACK. */
function roleOf(
  message: SipMessage,
  transaction: string,
  method: string,
  withOffer: ReadonlySet<string>,
  isInviteOpen: boolean,
): Role {
  if (message.start.kind === 'response') return withOffer.has(transaction) ? 'answer' : 'offer'
  if (method === 'ACK') return 'answer'
  return method === 'PRACK' && isInviteOpen ? 'answer' : 'offer'
}

/** The description in a body, on its own or as a part of several (RFC 5621). */
export function sdpBody(message: SipMessage): Uint8Array | null {
  if (message.body.length === 0) return null
  const type = header(message, 'Content-Type') ?? ''
  if (/^application\/sdp\b/i.test(type)) return message.body
  const boundary = /^multipart\/.*;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(type)
  if (!boundary) return null
  const parts = textOf(message.body).split(`--${boundary[1] ?? boundary[2]}`)
  const part = parts.find((each) => /^content-type:\s*application\/sdp\b/im.test(each))
  const at = part ? part.search(/\r?\n\r?\n/) : -1
  return part && at >= 0 ? bytesOf(part.slice(at).trim()) : null
}

/** Whether sound is held by whoever sent it. */
export function holdsSound({ media }: Description): boolean {
  const sound = media.filter((each) => each.kind === 'audio' && each.port !== 0)
  return sound.length > 0 && sound.every(isHold)
}
