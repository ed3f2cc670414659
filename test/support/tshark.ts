/** What tshark says of a capture, for comparing: an independent reading, right where nothing tells otherwise. */
import { spawnSync } from 'node:child_process'

export function hasTshark(): boolean {
  return spawnSync('tshark', ['--version'], { stdio: 'ignore' }).status === 0
}

function run(file: string, args: readonly string[]): string {
  const done = spawnSync('tshark', ['-r', file, '-n', ...args], { encoding: 'utf8', maxBuffer: 1 << 28 })
  if (done.status !== 0) throw new Error(`tshark ended with ${done.status}: ${done.stderr}`)
  return done.stdout
}

const fields = (names: readonly string[]) => [
  '-T',
  'fields',
  ...names.flatMap((name) => ['-e', name]),
  '-E',
  'aggregator=|',
  '-E',
  'occurrence=a',
]

const rows = (text: string) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t').map((cell) => (cell === '' ? [] : cell.split('|'))))

export type Seen = {
  readonly messages: number
  readonly requests: number
  readonly responses: number
  /** Call-IDs with an INVITE, in order of their text. */
  readonly calls: readonly string[]
  readonly streams: readonly SeenStream[]
}

export type SeenStream = {
  readonly between: string
  readonly packets: number
  readonly lost: number
  readonly digits: string
}

/** Streams are asked for only where there may be any: each question reads the file anew. */
export function readByTshark(file: string, hasMedia: boolean): Seen {
  const messages = rows(
    run(file, ['-Y', 'sip', ...fields(['sip.Method', 'sip.Status-Code', 'sip.Call-ID', 'sip.CSeq.method'])]),
  )
  const all = (column: number) => messages.flatMap((row) => row[column] ?? [])
  return {
    messages: all(0).length + all(1).length,
    requests: all(0).length,
    responses: all(1).length,
    calls: [
      ...new Set(
        messages.flatMap(([, , ids = [], methods = []]) => ids.filter((_, index) => methods[index] === 'INVITE')),
      ),
    ].toSorted(),
    streams: hasMedia ? streams(file) : [],
  }
}

/** How many messages each packet holds; packets with none are left out. */
export function messagesByPacket(file: string): ReadonlyMap<number, number> {
  const found = rows(run(file, ['-Y', 'sip', ...fields(['frame.number', 'sip.Method', 'sip.Status-Code'])]))
  return new Map(
    found.map(([packet = [], methods = [], codes = []]) => [Number(packet[0]), methods.length + codes.length]),
  )
}

/** Lines of its table of streams: begin, end, source, port, target, port, SSRC, payload, packets, lost. */
function streams(file: string): readonly SeenStream[] {
  const heuristics = ['--enable-heuristic', 'rtp_udp']
  const table = run(file, [...heuristics, '-q', '-z', 'rtp,streams'])
  const digits = events(file, heuristics)
  return table
    .split('\n')
    .flatMap((line) => {
      const found =
        /^\s*[\d.]+\s+[\d.]+\s+(\S+)\s+(\d+)\s+(\S+)\s+(\d+)\s+(0x[0-9A-F]+)\s+(\S.*?)\s+(\d+)\s+(-?\d+) \(/i.exec(line)
      if (!found) return []
      const [, src, sport, dst, dport, ssrc, , packets, lost] = found
      const between = `${src}:${sport} ${dst}:${dport} ${ssrc!.toLowerCase()}`
      return [{ between, packets: Number(packets), lost: Number(lost), digits: digits.get(between) ?? '' }]
    })
    .toSorted((a, b) => (a.between < b.between ? -1 : 1))
}

const KEYS = '0123456789*#ABCD!'

/** One digit for each timestamp, in the order they are met. */
function events(file: string, heuristics: readonly string[]): ReadonlyMap<string, string> {
  const names = ['ip.src', 'udp.srcport', 'ip.dst', 'udp.dstport', 'rtp.ssrc', 'rtp.timestamp', 'rtpevent.event_id']
  const digits = new Map<string, string>()
  const met = new Set<string>()
  const lines = rows(run(file, [...heuristics, '-Y', 'rtpevent', ...fields(names)]))
  for (const cells of lines) {
    const [src, sport, dst, dport, ssrc, stamp, event] = cells.map((cell) => cell.join('|'))
    const between = `${src}:${sport} ${dst}:${dport} ${ssrc!.toLowerCase()}`
    if (met.has(`${between} ${stamp}`)) continue
    met.add(`${between} ${stamp}`)
    digits.set(between, (digits.get(between) ?? '') + (KEYS[Number(event)] ?? ''))
  }
  return digits
}

/** What goes on beside calls, as counts and words that both readers can be asked for. */
export type SeenBeside = {
  readonly questions: number
  readonly answers: number
  /** ICMP errors that say unreachable. */
  readonly unreachable: number
  /** Version and cipher of each ServerHello, in their order. */
  readonly agreed: readonly string[]
  readonly serverNames: readonly string[]
  /** Messages of SIP by code point. */
  readonly marks: Readonly<Record<string, number>>
}

export function besideByTshark(file: string): SeenBeside {
  const asked = rows(run(file, ['-Y', 'dns && !mdns && !llmnr && !icmp', ...fields(['dns.flags.response'])]))
  const isAnswer = asked.map(([flag]) => /1|true/i.test(flag?.[0] ?? ''))
  const names = [
    'tls.handshake.type',
    'tls.handshake.version',
    'tls.handshake.extensions.supported_version',
    'tls.handshake.ciphersuite',
  ]
  const hellos = rows(run(file, ['-Y', 'tls.handshake.type == 2', ...fields(names)]))
  const asking = rows(run(file, ['-Y', 'tls.handshake.type == 1', ...fields(['tls.handshake.extensions_server_name'])]))
  const said = rows(
    run(file, ['-Y', 'sip && !icmp', ...fields(['sip.Call-ID', 'ip.dsfield.dscp', 'ipv6.tclass.dscp'])]),
  )
  const marks: Record<string, number> = {}
  for (const [ids = [], four = [], six = []] of said) {
    const dscp = [...four, ...six].at(-1) ?? '0'
    marks[dscp] = (marks[dscp] ?? 0) + ids.length
  }
  return {
    questions: isAnswer.filter((each) => !each).length,
    answers: isAnswer.filter(Boolean).length,
    unreachable: rows(run(file, ['-Y', 'icmp.type == 3 || icmpv6.type == 1', ...fields(['frame.number'])])).length,
    agreed: hellos.map(([, version = [], supported = [], cipher = []]) =>
      [Number(supported[0] ?? version[0]), Number(cipher[0])].join(' '),
    ),
    serverNames: asking.flatMap(([name = []]) => name),
    marks,
  }
}
