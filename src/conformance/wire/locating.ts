/** Servers found by DNS (A19): what is asked for, which of the answers is taken, and for how long (RFC 3263, RFC 2782). */
import { domainOf, type Located, locatedAt, type Server } from './located.ts'
import { expected, type OfScene, saySeconds } from './observation.ts'
import type { Scene, Side } from './scene.ts'
import { capital } from './set-up.ts'
import { fateOf, type Visit, visitsBy } from './visits.ts'

const ASKING: Side = 'pbx'

/** A19. NAPTR, then SRV, then addresses; or beginning with SRV. */
export const asksForServers: OfScene = (scene) => {
  const say = expected('A19', 'The PBX asks DNS for NAPTR or SRV, and then for addresses.', 'RFC 3263 §4.1, 4.2')
  const { asked } = scene.network
  const services = asked.filter((each) => each.type === 'SRV' && domainOf(each.name) !== null)
  const [first] = services
  if (!first) {
    const others = asked.filter((each) => each.type === 'A' || each.type === 'AAAA')
    return [
      others.length > 0
        ? say.absent(
            { seen: `Only addresses are asked for, of ${others[0]!.name} first.`, packets: [others[0]!.packet] },
            'A port is set beside the name, so that no SRV is to be asked for; or SRV is switched off.',
          )
        : say.absent(
            { seen: 'No question to a name server is in the capture.' },
            'The addresses are set by hand or were still known; capture on the way to the name server, from a restart on.',
          ),
    ]
  }
  const found = services.find((each) => each.isAnswer && each.records.some((record) => record.type === 'SRV'))
  const naptr = asked.find((each) => each.type === 'NAPTR' && each.name === domainOf(first.name))
  const packets = [naptr, first, found].flatMap((each) => each?.packet ?? [])
  if (!found)
    return [
      say.fail(
        { seen: `${first.name} is asked for, and no server is answered.`, packets },
        'The records are not in the zone that the PBX asks, or its name server cannot reach that zone.',
      ),
    ]
  const servers = found.records.filter((each) => each.type === 'SRV').length
  const seen = {
    seen:
      naptr && naptr.at <= first.at
        ? `NAPTR of ${naptr.name}, then SRV of ${found.name}: ${servers} servers.`
        : `SRV of ${found.name}: ${servers} servers.`,
    packets,
  }
  return [
    naptr && naptr.at > first.at
      ? say.warn(
          { ...seen, seen: [seen.seen, 'NAPTR is asked for only afterwards.'].join(' ') },
          'The transport is set by hand.',
        )
      : say.ok(seen),
  ]
}

/** What was in force when a visit was made, of the answers that name where it went; else all of them. */
type Choice = {
  readonly visit: Visit
  readonly servers: readonly Server[]
  readonly own: Server | null
  readonly of: Located | null
}

function choicesIn(scene: Scene): readonly Choice[] {
  return visitsBy(ASKING, scene).flatMap((visit) => {
    const located = locatedAt(scene, visit.at)
    if (located.length === 0) return []
    const holds = (of: Located) => of.servers.find((each) => each.places.includes(visit.to)) ?? null
    const fitting = located.find((of) => holds(of)?.transport === visit.transport)
    const of = fitting ?? located.find(holds) ?? null
    return [{ visit, of, own: of && holds(of), servers: of?.servers ?? [] }]
  })
}

/** A19. The server of the lowest priority number that is there, over the transport its name stands for. */
export const choosesByPriority: OfScene = (scene) => {
  const say = expected(
    'A19',
    'Of the servers that DNS names the one with the lowest priority is taken, unless it was found gone.',
    'RFC 2782; RFC 3263 §4.2, 4.3',
  )
  const choices = choicesIn(scene)
  const [first] = choices
  if (!first) return [say.hidden('Nothing was sent to a server after DNS had named some.')]
  const stray = choices.find(({ own }) => own === null)
  if (stray)
    return [
      say.fail(
        {
          seen: `${capital(stray.visit.what)} goes to ${stray.visit.to}, which DNS does not name.`,
          packets: [stray.visit.packet],
        },
        'Another address is set by hand beside the name, or an outbound proxy is.',
      ),
    ]
  const crossed = choices.find(({ own, visit }) => own!.transport !== visit.transport)
  if (crossed)
    return [
      say.fail(
        {
          seen: `${crossed.visit.to} is named for ${crossed.own!.transport}, and ${crossed.visit.what} goes there over ${crossed.visit.transport}.`,
          packets: [crossed.visit.packet],
        },
        'The transport is set by hand and the name asked for is that of another.',
      ),
    ]
  const wrong = choices.flatMap((each) => {
    const passed = passedOver(each, scene)
    return passed ? [{ ...each, passed }] : []
  })
  const [worst] = wrong
  if (worst)
    return [
      say.fail(
        {
          seen: `${capital(worst.visit.what)} goes to ${worst.visit.to} of priority ${worst.own!.priority}, while ${worst.passed.name} of priority ${worst.passed.priority} was not seen to fail.`,
          packets: wrong.map(({ visit }) => visit.packet),
        },
        'Priority is read the wrong way round, or servers are taken in the order of the answer.',
      ),
    ]
  return [
    say.ok({
      seen: [sayShares(choices), `All went over ${first.visit.transport}.`].join(' '),
      packets: choices.map(({ visit }) => visit.packet),
    }),
    ...byWeight(choices),
  ]
}

/** A better server than the one taken that nothing shows to be gone. */
function passedOver({ own, servers, visit }: Choice, scene: Scene): Server | null {
  return (
    servers.find(
      (each) =>
        each.priority < own!.priority &&
        each.places.length > 0 &&
        each.places.every((place) => fateOf(place, ASKING, scene, visit.at) !== 'gone'),
    ) ?? null
  )
}

function sayShares(choices: readonly Choice[]): string {
  const shares = Map.groupBy(choices, ({ own }) => own!.name)
  return [...shares]
    .map(
      ([name, of]) => `${of.length} went to ${name}, priority ${of[0]!.own!.priority}, weight ${of[0]!.own!.weight}.`,
    )
    .join(' ')
}

/** So many choices have to be seen before a server that is never taken tells anything. */
const ENOUGH_CHOICES = 20
/** And so many of them should have been its own. */
const ENOUGH_EXPECTED = 5

/** A19. Among servers of one priority each gets its share by weight; a few calls show nothing of it. */
function byWeight(choices: readonly Choice[]) {
  const say = expected('A19', 'Among servers of the same priority calls are shared by weight.', 'RFC 2782')
  const last = choices.at(-1)!
  const peers = last.servers.filter((each) => each.priority === last.own!.priority)
  const total = peers.reduce((sum, each) => sum + each.weight, 0)
  if (peers.length < 2 || total === 0 || choices.length < ENOUGH_CHOICES) return []
  const left = peers.find(
    (each) =>
      (each.weight / total) * choices.length >= ENOUGH_EXPECTED && !choices.some(({ own }) => own!.name === each.name),
  )
  const packets = choices.map(({ visit }) => visit.packet)
  return [
    left
      ? say.fail(
          { seen: `None of ${choices.length} goes to ${left.name} of weight ${left.weight} of ${total}.`, packets },
          'The first server of the answer is always taken.',
        )
      : say.ok({ seen: sayShares(choices), packets }),
  ]
}

/** Clocks of a second are no fault. */
const SLACK_SECONDS = 1

/** A19. An answer is used for as long as it lives, and asked for again then (RFC 1035 §3.2.1). */
export const keepsToLifetimes: OfScene = (scene) => {
  const say = expected(
    'A19',
    'Answers are asked for again once their lifetime is over.',
    'RFC 1035 §3.2.1; RFC 3263 §4',
  )
  const choices = choicesIn(scene).filter(({ of }) => of !== null)
  const stale = choices.find(({ visit, of }) => visit.at > of!.until + SLACK_SECONDS)
  if (stale)
    return [
      say.fail(
        {
          seen: `${capital(stale.visit.what)} goes by an answer whose lifetime was over ${saySeconds(stale.visit.at - stale.of!.until)} before.`,
          packets: [stale.of!.answered.packet, stale.visit.packet],
        },
        'The PBX looks names up when it starts and keeps what it found.',
      ),
    ]
  const [first] = choices
  const anew = choices.find(
    ({ of }) => first && of!.name === first.of!.name && of!.answered.at > first.of!.until - SLACK_SECONDS,
  )
  return [
    anew
      ? say.ok({
          seen: `Asked again ${saySeconds(anew.of!.answered.at - first!.of!.answered.at)} after the first answer, which lived ${saySeconds(first!.of!.until - first!.of!.answered.at)}.`,
          packets: [first!.of!.answered.packet, anew.of!.answered.packet, anew.visit.packet],
        })
      : say.hidden('No call after the lifetime of the first answer is in the capture.'),
  ]
}
