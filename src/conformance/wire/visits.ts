/** When a side turned to a server of its own choice, and whether servers were there: what choices by DNS are seen in. */
import type { Exchange, Scene, Side } from './scene.ts'
import { openings } from './set-up.ts'

/** A call, a registration or a connection of TLS that a side began, to where and over what. */
export type Visit = {
  readonly at: number
  readonly to: string
  readonly transport: string
  readonly packet: number
  readonly what: 'a call' | 'a connection' | 'a registration'
}

/** What choices are seen in at most: more of them tell nothing new. */
const MOST_VISITS = 2000

/** Calls and connections; registrations only where there is neither. In their order. */
export function visitsBy(side: Side, scene: Scene): readonly Visit[] {
  const visit = ({ request }: Exchange, what: Visit['what']): Visit => {
    const { at, to, transport, packet } = request!
    return { at, to, transport, packet, what }
  }
  const calls = scene.calls
    .flatMap(openings)
    .filter((each) => each.by === side)
    .map((each) => visit(each, 'a call'))
  const connections = scene.network.handshakes
    .filter((each) => each.client === side)
    .map(({ at, to, handshake }): Visit => ({
      at,
      to,
      transport: 'TLS',
      packet: handshake.packet,
      what: 'a connection',
    }))
  const own = [...calls, ...connections]
  const registrations = scene.registrations
    .flat()
    .filter((each) => each.by === side && each.request)
    .map((each) => visit(each, 'a registration'))
  return (own.length > 0 ? own : registrations).toSorted((a, b) => a.at - b.at).slice(0, MOST_VISITS)
}

type Fate = 'there' | 'gone'
type Fates = ReadonlyMap<string, readonly (readonly [at: number, fate: Fate])[]>

/** How each place fared with a side, in the order of time; made once for each capture. */
const FATES = new WeakMap<Scene, Map<Side, Fates>>()

function fatesOf(side: Side, scene: Scene): Fates {
  const known = FATES.get(scene) ?? new Map<Side, Fates>()
  FATES.set(scene, known)
  const own = known.get(side) ?? fates(side, scene)
  known.set(side, own)
  return own
}

function fates(side: Side, scene: Scene): Fates {
  const exchanges = [
    ...scene.calls.flatMap((call) => call.exchanges),
    ...scene.registrations.flat(),
    ...scene.keepAlives,
  ]
  const met = exchanges.flatMap(({ by, method, request, provisional, final }) =>
    by === side && request && method !== 'ACK'
      ? [
          {
            to: request.to,
            at: request.at,
            fate: isGone({ provisional, final }) ? ('gone' as const) : ('there' as const),
          },
        ]
      : [],
  )
  const failed = scene.network.failures.flatMap(({ by, to, at }) =>
    by === side ? [{ to, at, fate: 'gone' as const }] : [],
  )
  const byPlace = new Map<string, [number, Fate][]>()
  for (const { to, at, fate } of [...met, ...failed].toSorted((a, b) => a.at - b.at)) {
    const own = byPlace.get(to)
    if (own) own.push([at, fate])
    else byPlace.set(to, [[at, fate]])
  }
  return byPlace
}

/** How a place fared with a side the last time before a moment; null where nothing is known. */
export function fateOf(place: string, side: Side, scene: Scene, before: number): Fate | null {
  return (
    fatesOf(side, scene)
      .get(place)
      ?.findLast(([at]) => at < before)?.[1] ?? null
  )
}

/** Places that a side turned to. */
export function placesTried(side: Side, scene: Scene): readonly string[] {
  return [...fatesOf(side, scene).keys()]
}

/** No answer at all, or one that sends to another server (RFC 3263 §4.3). */
export function isGone({ provisional, final }: Pick<Exchange, 'provisional' | 'final'>): boolean {
  if (!final) return provisional.length === 0
  return final.row.status === 503 || final.row.status === 408
}
