/**
 * What goes on beside calls, out of a script with a moment in milliseconds before each line:
 *
 *     0    asks SRV _sip._udp.trunk.example
 *     5    told SRV 10 60 5060 a.trunk.example 300; a.trunk.example: A 198.51.100.20 300
 *     900  unreachable 198.51.100.20 port
 *     950  connects 198.51.100.20 5061
 *     960  accepts
 *     970  client hello 1.2 1.3 trunk.example
 *     980  server hello 1.2 c02f
 *     985  server certificate trunk.example until 260101000000Z
 *     990  client alert unknown_ca
 *
 * The PBX asks and connects; what it asks is answered by a name server, the rest by the provider.
 */
import { back, type Ends, FLAG, type Frame, ip, join, LINKS, tcp, udp } from './capture-writer.ts'
import { answer, question } from './dns-writer.ts'
import {
  alertBytes,
  certificateBytes,
  certificateOf,
  certificateRequestBytes,
  clientHelloBytes,
  RECORD,
  serverHelloBytes,
  tlsRecord,
} from './tls-writer.ts'

export type Beside = { readonly beside: string; readonly at?: number }

const PBX = '192.0.2.10'
const NAME_SERVER = '192.0.2.53'

const VERSIONS: Readonly<Record<string, number>> = { '1.0': 0x0301, '1.1': 0x0302, '1.2': 0x0303, '1.3': 0x0304 }
const ALERTS: Readonly<Record<string, number>> = {
  close_notify: 0,
  handshake_failure: 40,
  bad_certificate: 42,
  certificate_expired: 45,
  unknown_ca: 48,
  protocol_version: 70,
}
const CODES: Readonly<Record<string, number>> = { network: 0, host: 1, port: 3 }

type Line = { ends: Ends; sent: Record<'client' | 'server', number> }

export function framesBeside({ beside, at = 0 }: Beside): readonly Frame[] {
  const frames: Frame[] = []
  let asked = { id: 0, type: '', name: '', port: 40_000 }
  let line: Line = { ends: { src: PBX, dst: '', sport: 50_000, dport: 5061 }, sent: { client: 1, server: 1 } }
  for (const [, ms, words] of beside.matchAll(/^\s*(\d+)\s+(\S.*?)\s*$/gm)) {
    const put = (packet: Uint8Array) =>
      frames.push({ bytes: LINKS.Ethernet!.wrap(packet), ns: (Number(ms) + at) * 1e6 })
    const said = words!.split(' ')
    const [verb, ...rest] = said
    const dns: Ends = { src: PBX, dst: NAME_SERVER, sport: asked.port, dport: 53 }
    switch (verb) {
      case 'asks':
        asked = { id: asked.id + 1, type: rest[0]!, name: rest[1]!, port: asked.port + 1 }
        put(ip(dns, 17, udp({ ...dns, sport: asked.port }, question(asked.id, asked.type, asked.name))))
        break
      case 'told': {
        const isNothing = rest[0] === 'nothing'
        const records = isNothing ? [] : words!.slice(5).split(';')
        put(ip(back(dns), 17, udp(back(dns), answer(asked.id, asked.type, asked.name, records, isNothing ? 3 : 0))))
        break
      }
      case 'unreachable':
        put(unreachable(rest[0]!, CODES[rest[1]!]!))
        break
      case 'connects':
        line = {
          ends: { src: PBX, dst: rest[0]!, sport: line.ends.sport + 1, dport: Number(rest[1]) },
          sent: { client: 1, server: 1 },
        }
        put(ip(line.ends, 6, tcp(line.ends, 0, NOTHING, FLAG.syn)))
        break
      case 'accepts':
        put(ip(back(line.ends), 6, tcp(back(line.ends), 0, NOTHING, FLAG.syn | FLAG.ack)))
        break
      case 'resets':
        put(ip(back(line.ends), 6, tcp(back(line.ends), line.sent.server, NOTHING, FLAG.rst | FLAG.ack)))
        break
      case 'client':
      case 'server': {
        const bytes = tlsSaid(verb, rest)
        const ends = verb === 'client' ? line.ends : back(line.ends)
        put(ip(ends, 6, tcp(ends, line.sent[verb], bytes, FLAG.ack | FLAG.push)))
        line.sent[verb] += bytes.length
        break
      }
      default:
        throw new Error(`nobody ${verb} beside calls`)
    }
  }
  return frames
}

const NOTHING = new Uint8Array(0)

/** ICMP about a packet of SIP from the PBX, of which it quotes eight bytes beyond the header (RFC 792). */
function unreachable(host: string, code: number): Uint8Array {
  const ends: Ends = { src: PBX, dst: host, sport: 5060, dport: 5060 }
  const sent = ip(ends, 17, udp(ends, new Uint8Array(400)))
  return ip(back(ends), 1, join([3, code, 0, 0, 0, 0, 0, 0], sent.subarray(0, 28)))
}

function tlsSaid(by: 'client' | 'server', [what, ...rest]: readonly string[]): Uint8Array {
  const clear = (body: Uint8Array) => tlsRecord(RECORD.handshake, body)
  switch (what) {
    case 'hello': {
      const versions = rest.flatMap((word) => VERSIONS[word] ?? [])
      if (by === 'server') return clear(serverHelloBytes(versions[0]!, Number.parseInt(rest[1]!, 16)))
      const name = rest.find((word) => !(word in VERSIONS))
      return clear(clientHelloBytes({ versions, ...(name ? { serverName: name } : {}) }))
    }
    case 'certificate': {
      const [subject, , until] = rest
      const own = certificateOf({ subject: subject!, ...(until ? { until } : {}) })
      return clear(certificateBytes([own, certificateOf({ subject: 'Invented Authority', names: [] })]))
    }
    case 'asks':
      return clear(certificateRequestBytes)
    case 'alert':
      return alertBytes(2, ALERTS[rest[0]!]!)
    case 'changes':
      return join(tlsRecord(RECORD.changeCipher, Uint8Array.of(1)), clear(new Uint8Array(40)))
    case 'data':
      return tlsRecord(RECORD.data, new Uint8Array(Number(rest[0] ?? 400)))
    default:
      throw new Error(`nobody says ${what} in a handshake`)
  }
}
