/** Whoever wants to know what bytes there are in a capture while it is read: told of all of them, the unread ones too. */
import type { Packet } from './records.ts'
import { everySpanOf, type Origin, type Span } from './spans.ts'

/** The places in the file of some of the bytes at hand. */
export type Where = (from: number, end: number) => readonly Span[]

type Bytes = (bytes: Uint8Array, from: number, end: number, where: Where) => void

export type Watch = {
  /** A packet of the form of RTP or RTCP. */
  readonly media: Bytes
  readonly fax: (from: number, end: number, where: Where) => void
  readonly message: Bytes
  /** The headers by which HTTP becomes a WebSocket, or does not. */
  readonly upgrade: Bytes
  /**
   * What nobody here understood: no whole message, no stream, a link or a tunnel that is not read. Whether it may be
   * sound is told by its ports and by what else came that way.
   */
  readonly unread: (spans: readonly Span[], mayBeSound: boolean) => void
  /** The file has ended, and was understood up to here. */
  readonly ended: (understood: number) => void
}

/** Without an origin the bytes lie in the packet as they do in the file. */
export function places(packet: Packet, origin: Origin | null): Where {
  return (from, end) =>
    origin
      ? everySpanOf(origin, from, end)
      : [{ packet: packet.number, offset: packet.offset + from - packet.at, length: end - from, mask: 0 }]
}
