/**
 * TLS between the sides as far as it goes in the clear (A21): versions, ciphers, certificates up to TLS 1.2, alerts, and
 * whether data followed. Who is trusted, and what TLS 1.3 encrypts, is for a probe to see.
 */
import { wasValid } from '../../capture/surroundings.ts'
import {
  alertName,
  cipherName,
  isWeak,
  refusesCertificate,
  TLS_1_2,
  TLS_1_3,
  versionName,
} from '../../capture/tls-words.ts'
import type { TlsAlert } from '../../capture/handshakes.ts'
import type { TlsSeen } from './network.ts'
import { expected, type Observation, type OfScene } from './observation.ts'
import { otherSide, SIDE_WORDS } from './scene.ts'
import { capital } from './set-up.ts'

/** Answered, and nobody broke it off. */
function isAgreed({ handshake }: TlsSeen): boolean {
  return handshake.version !== null && fatalOf(handshake.alerts) === null && carriesData(handshake)
}

function fatalOf(alerts: readonly TlsAlert[]): TlsAlert | null {
  return alerts.find(({ description, level }) => level === 2 || refusesCertificate(description)) ?? null
}

/**
 * Data both ways. In TLS 1.3 the rest of the handshake looks like data: what goes beyond the client's last message of it
 * and the server's flight is more than one record each (RFC 8446 §2).
 */
export function carriesData({ version, encrypted }: TlsSeen['handshake']): boolean {
  const least = version !== null && version >= TLS_1_3 ? 2 : 1
  return encrypted.client >= least && encrypted.server >= least
}

/** The name of the other end, by what was asked for. Domains of SIP are compared whole, without wildcards (RFC 5922 §7.2). */
export function fitsName(names: readonly string[], wanted: string): boolean {
  const name = wanted.toLowerCase()
  return names.some((each) => each.toLowerCase() === name || each.toLowerCase() === `sip:${name}`)
}

const NO_TLS =
  'The trunk is set to another transport, or the capture begins after the connection was made: restart the trunk while capturing.'

/** A21. A version and a cipher that protect. */
export const agreesOnTls: OfScene = ({ network }) => {
  const say = expected(
    'A21',
    'The sides agree on TLS 1.2 or later and on a cipher that protects.',
    'RFC 9325 §3.1.1, 4.1',
  )
  const { handshakes } = network
  if (handshakes.length === 0) return [say.absent({ seen: 'No handshake of TLS is in the capture.' }, NO_TLS)]
  const agreed = handshakes.filter(isAgreed)
  const [first] = agreed
  if (!first) return [brokenOff(handshakes)]
  const old = agreed.find(({ handshake }) => handshake.version! < TLS_1_2)
  if (old)
    return [
      say.fail(
        { seen: `${versionName(old.handshake.version!)} is agreed on.`, packets: packetsOf(old) },
        'One side knows nothing newer, or is set to put up with older versions.',
      ),
    ]
  const weak = agreed.find(({ handshake }) => isWeak(handshake.cipher ?? 0))
  if (weak)
    return [
      say.fail(
        { seen: `${cipherName(weak.handshake.cipher ?? 0)} is agreed on.`, packets: packetsOf(weak) },
        'The list of ciphers of one side is from another time.',
      ),
    ]
  const { version, cipher } = first.handshake
  return [
    say.ok({
      seen: `${versionName(version!)} with ${cipherName(cipher ?? 0)}, between ${SIDE_WORDS[first.client]} and ${first.to}.`,
      packets: packetsOf(first),
    }),
  ]

  function brokenOff(all: readonly TlsSeen[]): Observation {
    const last = all.at(-1)!
    const alert = fatalOf(last.handshake.alerts)
    const ends = alert
      ? `${capital(SIDE_WORDS[alert.by === 'client' ? last.client : otherSide(last.client)])} ends the handshake with ${alertName(alert.description)}.`
      : null
    if (ends)
      return say.fail(
        { seen: ends, packets: [...packetsOf(last), alert!.packet] },
        'Chain, name or dates of a certificate do not suit the side that ends it, or no version and cipher is common to both.',
      )
    return say.absent(
      { seen: 'The handshake is not answered, or no data follows it.', packets: packetsOf(last) },
      'The capture ends too early, or lacks one direction.',
    )
  }
}

function packetsOf({ handshake }: TlsSeen): readonly number[] {
  return [handshake.packet, handshake.answerPacket].flatMap((packet) => packet ?? [])
}

/** A21. The certificate names the domain asked for, was valid, and has a chain; so does the client's where one is asked for. */
export const certificateSuits: OfScene = ({ network }) => {
  const say = expected(
    'A21',
    'The certificate names the domain and is valid on the day.',
    'RFC 5922 §7.1, 7.2; RFC 5280 §4.1.2.5',
  )
  const agreed = network.handshakes.filter(isAgreed)
  const [first] = agreed
  if (!first) return []
  // One bad certificate that was taken tells more than many good ones.
  const seen = agreed.find(flawOf) ?? agreed.find(({ handshake }) => handshake.serverChain !== null)
  if (!seen)
    return [
      say.hidden(
        (first.handshake.version ?? 0) >= TLS_1_3
          ? 'TLS 1.3 encrypts certificates: their names, dates and chain are for a probe to see.'
          : 'The certificate is not in the capture: the connection was taken up again, or the capture lacks a packet.',
      ),
    ]
  const { own, length, packet } = seen.handshake.serverChain!
  const wanted = seen.handshake.offered.serverName
  const names = own.names.length > 0 ? own.names : [own.subject]
  const packets = [packet]
  const flaw = flawOf(seen)
  if (flaw && flaw.isCertain) return [say.fail({ seen: `It was taken although ${flaw.says}.`, packets }, flaw.cause)]
  if (flaw) return [say.warn({ seen: `${capital(flaw.says)}.`, packets }, flaw.cause)]
  if (wanted === null)
    return [
      say.warn(
        { seen: `It names ${names.join(', ')}; the client asks for no name.`, packets },
        'Compare the name with the domain that is set on the trunk.',
      ),
    ]
  return [
    say.ok({ seen: `It names ${wanted}, issued by ${own.issuer}, a chain of ${length}.`, packets }),
    ...mutual(seen),
  ]
}

function mutual({ handshake }: TlsSeen): readonly Observation[] {
  if (!handshake.asksClient) return []
  const say = expected(
    'A21',
    'The client shows a certificate where one is asked for.',
    'RFC 5922 §7.4; RFC 5246 §7.4.6',
  )
  const { clientChain } = handshake
  if (!clientChain)
    return [
      say.warn(
        { seen: 'It shows none, and is let in.', packets: [handshake.packet] },
        'The server asks and does not insist; nobody knows who connects.',
      ),
    ]
  return [
    say.ok({ seen: `${clientChain.own.subject}, a chain of ${clientChain.length}.`, packets: [clientChain.packet] }),
  ]
}

export type Flaw = {
  readonly kind: 'expired' | 'name' | 'authority'
  readonly says: string
  readonly cause: string
  readonly isCertain: boolean
}

/** What is wrong with the certificate of a server, by itself; null where nothing is, or where it is encrypted. */
export function flawOf({ handshake, when }: TlsSeen): Flaw | null {
  const chain = handshake.serverChain
  if (!chain) return null
  const { own } = chain
  if (wasValid(own, when) === false) {
    const day = (ms: number | null) => (ms === null ? '?' : new Date(ms).toISOString().slice(0, 10))
    const says = `it is valid from ${day(own.from)} until ${day(own.until)} only`
    return {
      kind: 'expired',
      says,
      cause: 'Dates are not checked, or the clock of one side is wrong.',
      isCertain: true,
    }
  }
  const wanted = handshake.offered.serverName
  const names = own.names.length > 0 ? own.names : [own.subject]
  if (wanted !== null && !fitsName(names, wanted))
    return {
      kind: 'name',
      says: `it names ${names.slice(0, 3).join(', ')} and not ${wanted}`,
      cause: 'The name is not checked, or compared with a wildcard.',
      isCertain: true,
    }
  if (own.isSelfIssued && chain.length === 1)
    return {
      kind: 'authority',
      says: 'it is issued by itself',
      cause: 'Right only where the sides exchanged this very certificate.',
      isCertain: false,
    }
  return null
}
