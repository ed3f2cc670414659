/**
 * Which end of the trunk is which. Whoever asks may say so; where nobody does it is guessed from who registers, or
 * from who called first, and said to be a guess.
 */
import { flowView } from '../../capture/flows.ts'
import type { IndexedMessage } from '../../capture/messages.ts'
import type { Trace } from '../../capture/reading.ts'
import type { Side } from './scene.ts'

export type Sides = {
  /** Hosts, as written in the capture. */
  readonly pbx: ReadonlySet<string>
  readonly provider: ReadonlySet<string>
  /** What it was taken from, when nobody said it; null where it was said. */
  readonly guess: string | null
  /** Who sent what goes this way across the trunk; null where it does not cross it. */
  readonly sender: (trace: Trace, flow: number) => Side | null
  readonly ofEndpoint: (endpoint: string) => Side | null
}

export function hostOf(endpoint: string): string {
  return endpoint.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1')
}

export function sidesOf(
  trace: Trace,
  rows: readonly IndexedMessage[],
  told: Partial<Record<Side, readonly string[]>>,
): Sides {
  const said = { pbx: new Set(told.pbx), provider: new Set(told.provider) }
  if (said.pbx.size > 0 || said.provider.size > 0) return made(said.pbx, said.provider, null)
  const first =
    rows.find((row) => row.isRequest && row.method === 'REGISTER') ??
    rows.find((row) => row.isRequest && row.method === 'INVITE') ??
    rows.find((row) => row.isRequest)
  const [connection] = trace.handshakes.list
  const flow = first?.flow ?? connection?.flow
  if (flow === undefined) return made(new Set(), new Set(), 'There is nothing to tell the sides by.')
  const { source, target } = flowView(trace.flows, flow)
  // On one host both ends differ by their ports only.
  const ends =
    hostOf(source) === hostOf(target) ? ([source, target] as const) : ([hostOf(source), hostOf(target)] as const)
  const guess = !first
    ? `${ends[0]} connects by TLS and is taken for the PBX.`
    : first.method === 'REGISTER'
      ? `${ends[0]} registers and is taken for the PBX.`
      : first.method === 'INVITE'
        ? `${ends[0]} called first and is taken for the PBX.`
        : `${ends[0]} spoke first and is taken for the PBX.`
  return made(new Set([ends[0]]), new Set([ends[1]]), guess)
}

/** With one side named, everybody else on a line with it is the other side. */
function made(pbx: ReadonlySet<string>, provider: ReadonlySet<string>, guess: string | null): Sides {
  const isIn = (hosts: ReadonlySet<string>, endpoint: string) => hosts.has(endpoint) || hosts.has(hostOf(endpoint))
  const ofEndpoint = (endpoint: string): Side | null =>
    isIn(pbx, endpoint) ? 'pbx' : isIn(provider, endpoint) ? 'provider' : null
  const sender = (trace: Trace, flow: number): Side | null => {
    const { source, target } = flowView(trace.flows, flow)
    const [from, to] = [ofEndpoint(source), ofEndpoint(target)]
    if (from && to) return from === to ? null : from
    const isOpen = pbx.size === 0 || provider.size === 0
    if (!isOpen || (!from && !to)) return null
    return from ?? (to === 'pbx' ? 'provider' : 'pbx')
  }
  return { pbx, provider, guess, sender, ofEndpoint }
}
