/** Certificates that ought to be refused, and what became of the connection (A21). */
import { alertName, refusesCertificate, TLS_1_3 } from '../../capture/tls-words.ts'
import type { TlsSeen } from './network.ts'
import { expected, type Observation, type OfScene } from './observation.ts'
import { type Scene, SIDE_WORDS } from './scene.ts'
import { capital } from './set-up.ts'
import { hostOf } from './sides.ts'
import { carriesData, type Flaw, flawOf } from './tls.ts'

const KINDS: Readonly<Record<Flaw['kind'], string>> = {
  expired: 'An expired certificate',
  name: 'A certificate with a wrong name',
  authority: 'A certificate of an unknown authority',
}

/** A handshake with a bad certificate: which kind, seen in it or told by the alert that refused it. */
type Bad = { readonly seen: TlsSeen; readonly kind: Flaw['kind'] }

const UNKNOWN_CA = 48
const EXPIRED = 45

function badIn({ network }: Scene): readonly Bad[] {
  return network.handshakes.flatMap((seen) => {
    const refusal = refusalIn(seen)
    const told = refusal === UNKNOWN_CA ? 'authority' : refusal === EXPIRED ? 'expired' : null
    const kind = flawOf(seen)?.kind ?? told
    return kind ? [{ seen, kind }] : []
  })
}

/** The alert by which the client refuses what it is shown; null where there is none in the clear. */
function refusalIn({ handshake }: TlsSeen): number | null {
  return handshake.alerts.find((each) => each.by === 'client' && each.level === 2)?.description ?? null
}

/** A21. Each kind of bad certificate ends the handshake with an alert. */
export const badCertificatesAreRefused: OfScene = (scene) => {
  const { handshakes } = scene.network
  const bad = badIn(scene)
  if (bad.length === 0) return [nothingBad(handshakes)]
  return (['expired', 'name', 'authority'] as const).map((kind) => {
    const say = expected('A21', `${KINDS[kind]} is refused with an alert.`, 'RFC 5922 §7.3; RFC 8446 §6.2')
    const own = bad.filter((each) => each.kind === kind)
    const taken = own.find(({ seen }) => carriesData(seen.handshake) && refusalIn(seen) === null)
    const packets = own.flatMap(({ seen }) => [
      seen.handshake.serverChain?.packet ?? seen.handshake.packet,
      ...seen.handshake.alerts.map((each) => each.packet),
    ])
    if (own.length === 0) return say.hidden('None was tried in the capture.')
    if (taken && (kind !== 'authority' || refusals(own).length === 0))
      return kind === 'authority'
        ? say.warn(
            { seen: 'It is issued by itself and is taken.', packets },
            'Right only where the sides exchanged this very certificate.',
          )
        : say.fail(
            { seen: `${capital(flawOf(taken.seen)?.says ?? 'it is bad')}, and data goes on.`, packets },
            'Certificates are taken as they come: the check is switched off.',
          )
    const alerts = refusals(own)
    if (alerts.length > 0) return say.ok({ seen: `Refused with ${alerts.map(alertName).join(', ')}.`, packets })
    return say.warn(
      { seen: 'The connection ends without an alert in the clear.', packets },
      'The side that refuses closes the connection and says nothing: its alarm has to tell why.',
    )
  })
}

function refusals(own: readonly Bad[]): readonly number[] {
  return [...new Set(own.flatMap(({ seen }) => refusalIn(seen) ?? []))]
}

function nothingBad(handshakes: readonly TlsSeen[]): Observation {
  const say = expected('A21', 'A bad certificate is refused with an alert.', 'RFC 5922 §7.3; RFC 8446 §6.2')
  if (handshakes.length === 0)
    return say.absent({ seen: 'No handshake of TLS is in the capture.' }, 'The trunk is set to another transport.')
  if (handshakes.every(({ handshake }) => (handshake.version ?? 0) >= TLS_1_3))
    return say.hidden('TLS 1.3 encrypts certificates and the alerts about them: a probe has to tell.')
  const alert = handshakes
    .flatMap(({ handshake }) => handshake.alerts)
    .find((each) => refusesCertificate(each.description))
  const seen = alert
    ? `${alertName(alert.description)} came, and the certificate it is about is not in the capture.`
    : 'All certificates name what was asked for and were valid.'
  return say.absent({ seen, packets: alert ? [alert.packet] : [] }, 'The probe did not offer a bad certificate.')
}

/** A21. Refused TLS is not followed by signalling in the clear. */
export const staysEncrypted: OfScene = (scene) => {
  const say = expected('A21', 'The refused connection is not replaced by one in the clear.', 'RFC 3261 §26.2.1')
  const refused = badIn(scene).filter(({ seen }) => refusalIn(seen) !== null || !carriesData(seen.handshake))
  const [first] = refused
  if (!first) return []
  const exchanges = [
    ...scene.calls.flatMap((call) => call.exchanges),
    ...scene.registrations.flat(),
    ...scene.keepAlives,
  ]
  const clear = exchanges.find(
    ({ request, by }) =>
      request &&
      refused.some(({ seen }) => by === seen.client && request.at > seen.at && hostOf(request.to) === hostOf(seen.to)),
  )
  return [
    clear
      ? say.fail(
          {
            seen: `${capital(SIDE_WORDS[clear.by])} sends ${clear.method} to ${clear.request!.to} over ${clear.request!.transport} afterwards.`,
            at: [clear.request],
          },
          'The trunk is set to fall back to TCP or UDP; whoever breaks TLS then listens in.',
        )
      : say.ok({ seen: 'Nothing is sent in the clear afterwards.', packets: [first.seen.handshake.packet] }),
  ]
}
