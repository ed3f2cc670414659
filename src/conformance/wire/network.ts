/** What a judge sees beside calls: names looked up, what was sent in vain, handshakes of TLS across the trunk. */
import { flowView } from '../../capture/flows.ts'
import type { Handshake } from '../../capture/handshakes.ts'
import type { Lookup } from '../../capture/lookups.ts'
import type { Trace } from '../../capture/reading.ts'
import { listed } from '../../capture/recent.ts'
import { whenOf } from '../../capture/surroundings.ts'
import type { Side } from './scene.ts'
import { hostOf, type Sides } from './sides.ts'

/** A question to a name server, or its answer. */
export type Asked = Lookup & { readonly at: number }

/** Something one side sent that did not get where it should: an error came back, or nothing at all. */
export type Failure = {
  readonly at: number
  readonly packet: number
  readonly by: Side
  /** Where it was sent: `198.51.100.20:5060`. */
  readonly to: string
  readonly says: string
}

/** A handshake across the trunk; the client is the side that connects. */
export type TlsSeen = {
  readonly at: number
  readonly client: Side
  readonly to: string
  readonly handshake: Handshake
  /** Milliseconds since 1970; null where the file does not say. */
  readonly when: number | null
  /** Whether the connection was reset. */
  readonly isReset: boolean
}

export type Network = {
  readonly asked: readonly Asked[]
  readonly failures: readonly Failure[]
  readonly handshakes: readonly TlsSeen[]
}

/** Errors about places of sound tell nothing about signalling: those count that are about a place SIP is sent to. */
export function networkOf(trace: Trace, sides: Sides, signalling: ReadonlySet<string>): Network {
  const { setbacks, knocks } = trace.unreached
  const isSignalling = (to: string) => signalling.has(to) || /:506[01]$/.test(to)
  const failure = (flow: number, timeNs: number, packet: number, says: string): readonly Failure[] => {
    const by = senderOf(trace, sides, flow)
    const { target, transport } = flowView(trace.flows, flow)
    if (by === null || (transport === 'UDP' && !isSignalling(target))) return []
    return [{ at: timeNs / 1e9, packet, by, to: target, says }]
  }
  const back = listed(setbacks)
  const resets = new Set(back.filter((each) => each.kind === 'reset').map((each) => each.flow))
  return {
    asked: listed(trace.lookups.kept).map((each) => ({ ...each, at: each.timeNs / 1e9 })),
    failures: [
      ...back.flatMap(({ flow, timeNs, packet, says }) => failure(flow, timeNs, packet, says)),
      // Asked for twice and never granted: nobody is there.
      ...listed(knocks).flatMap(({ flow, timeNs, packet, again, outcome }) =>
        outcome === null && again > 0 ? failure(flow, timeNs, packet, 'connection not taken') : [],
      ),
    ].toSorted((a, b) => a.at - b.at),
    handshakes: trace.handshakes.list.flatMap((handshake) => {
      const client = senderOf(trace, sides, handshake.flow)
      if (client === null) return []
      const to = flowView(trace.flows, handshake.flow).target
      const isReset = resets.has(handshake.flow)
      return [{ at: handshake.timeNs / 1e9, client, to, handshake, when: whenOf(trace, handshake.timeNs), isReset }]
    }),
  }
}

/** Signalling may be all encrypted, so that only the addresses tell: a side is known by its host. */
function senderOf(trace: Trace, sides: Sides, flow: number): Side | null {
  const crossing = sides.sender(trace, flow)
  if (crossing) return crossing
  const { source, target } = flowView(trace.flows, flow)
  return hostOf(source) === hostOf(target) ? null : sides.ofEndpoint(source)
}
