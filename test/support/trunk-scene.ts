/**
 * Captures of a trunk out of a script that reads like a ladder: who says what, one line below the other.
 *
 *     pbx      INVITE              offer
 *     provider 180 Ringing  +500
 *     provider 200 OK       +2000  answer
 *     pbx      ACK
 *     both     sound 3000
 *     pbx      BYE
 *     provider 200 OK
 *
 * `+500` waits so many milliseconds first, `offer`, `answer` and a direction behind a colon make a body, `[Header:
 * value]` adds a header, `of CANCEL` says which request is answered when it is not the last, `tag x` which branch of a
 * fork answers. `sound 3000` sends voice in PCMA, or in what is named behind it, and with `levels` behind that tells how loud it is; `digits 12# 60 96` sends telephone-events
 * of 60 ms as payload 96, `fax 2000` sends T.38. `dscp 46` marks a message or a sound,
 * `version 7.0` changes that of a request, `lacks CSeq` leaves a header out, `twice From` repeats one, `says Max-Forwards 0`
 * gives one another value.
 */
import { callNumbers, exchangeNumbers } from '../../src/capture/calls.ts'
import { inspect } from '../../src/capture/inspection.ts'
import { ladderOf, saidIn, spansForLadder } from '../../src/capture/ladder.ts'
import { ladderAsText } from '../../src/capture/ladder-text.ts'
import { readCapture, type Trace } from '../../src/capture/reading.ts'
import { spansForScene, sceneOf, type Scene, type Side } from '../../src/conformance/wire/scene.ts'
import { bytesOf } from '../../src/sip/bytes.ts'
import { type Beside, framesBeside } from './beside-calls.ts'
import { type Ends, eventBody, type Frame, ip, LINKS, pcap, rtp, udp } from './capture-writer.ts'

export const PBX = '192.0.2.10'
export const SECOND_PBX = '192.0.2.11'
export const PROVIDER = '198.51.100.20'
export const SECOND_PROVIDER = '198.51.100.21'

export type Script = {
  readonly lines: string
  /** Who calls; the PBX unless told. */
  readonly by?: Side
  readonly call?: string
  readonly from?: string
  readonly to?: string
  /** Milliseconds after the beginning of the capture. */
  readonly at?: number
  /** Which of the provider's addresses it goes to. */
  readonly provider?: string
  /** Which of the PBX's. */
  readonly pbx?: string
}

export type Part = Script | Beside

export function captureOf(...scripts: readonly Part[]): Uint8Array {
  const frames = scripts.flatMap((script, index) =>
    'beside' in script ? framesBeside(script) : new Telling(script, index).frames,
  )
  return pcap(frames.toSorted((a, b) => a.ns - b.ns))
}

export function sceneOfScripts(...scripts: readonly Part[]): Scene {
  return sceneOfCapture(captureOf(...scripts))
}

export function sceneOfCapture(file: Uint8Array): Scene {
  const trace = traceIn(file)
  const bytes = spansForScene(trace).spans.map((spans) => {
    const [only] = spans
    return file.subarray(only!.offset, only!.offset + only!.length)
  })
  return sceneOf(trace, bytes, { pbx: [PBX, SECOND_PBX], provider: [PROVIDER, SECOND_PROVIDER] })
}

/** Some of the calls or exchanges of a trace as one ladder, with what was said in them. */
export function ladderFrom(trace: Trace, file: Uint8Array, numbers: readonly number[]) {
  const bytes = spansForLadder(trace, numbers).map(([span]) => file.subarray(span!.offset, span!.offset + span!.length))
  const said = saidIn(trace, numbers, bytes)
  return { said, ladder: ladderOf(trace, numbers, said) }
}

/** The ladder of all calls of some scripts. */
export function laddersOf(...scripts: readonly Part[]) {
  const { trace, file } = traceOf(...scripts)
  return { trace, ...ladderFrom(trace, file, callNumbers(trace)) }
}

/** Everything in some scripts, for reading: the ladder of all calls and exchanges, and what goes on beside them. */
export function ladderTextOf(...scripts: readonly Part[]): readonly string[] {
  const { trace, file } = traceOf(...scripts)
  const { ladder } = ladderFrom(trace, file, exchangeNumbers(trace))
  const { dns, tls, unreached } = inspect(trace)
  const beside = [
    ...dns.lookups.map((each) => {
      const says = each.isAnswer ? each.records.map((record) => record.says).join('; ') || each.outcome : 'asked'
      return [each.packet, `${each.src} to ${each.dst}: ${each.type} ${each.name}: ${says}`] as const
    }),
    ...tls.map(({ packet, client, server, offered, version, cipher, serverCertificate, alerts }) => {
      const told = alerts.map(({ by, says }) => `, ${says} by the ${by}`).join('')
      const names = serverCertificate
        ? `, certificate for ${serverCertificate.names.join(' ')} until ${serverCertificate.until}`
        : ''
      return [
        packet,
        `${client} to ${server}: TLS offered ${offered.join(' ')}, agreed ${version} ${cipher}${names}${told}`,
      ] as const
    }),
    ...unreached.list.map(({ packet, src, dst, says }) => [packet, `${src} to ${dst}: ${says}`] as const),
  ].toSorted(([one], [other]) => one - other)
  return [
    ...(ladder.rungs.length > 0 ? [ladderAsText(ladder).trimEnd(), ''] : []),
    ...(beside.length > 0 ? ['Beside the calls:', ...beside.map(([packet, says]) => `  ${packet}  ${says}`), ''] : []),
  ]
}

export function traceOf(...scripts: readonly Part[]) {
  const file = captureOf(...scripts)
  return { trace: traceIn(file), file }
}

export function traceIn(file: Uint8Array): Trace {
  const reading = readCapture()
  reading.feed(file)
  reading.end()
  return reading.trace
}

const PORTS = { pbx: 20_000, provider: 30_000 } as const

const CODECS: Readonly<Record<string, readonly [payload: number, map: string]>> = {
  PCMA: [8, 'PCMA/8000'],
  PCMU: [0, 'PCMU/8000'],
  G722: [9, 'G722/8000'],
  'G722/16000': [9, 'G722/16000'],
  CN: [13, 'CN/8000'],
  G729: [18, 'G729/8000'],
}
const codecOf = (name: string) => CODECS[name] ?? CODECS.PCMA!

/** What a slip makes of a line of a message. */
type Slip = (line: string) => readonly string[]

/** Takes the words of slips out of a line of the script. */
function slipsIn(words: string[]): readonly Slip[] {
  const taken = (word: string, count: number) => {
    const at = words.indexOf(word)
    return at < 0 ? null : words.splice(at, count).slice(1)
  }
  const [version] = taken('version', 2) ?? []
  const [lacking] = taken('lacks', 2) ?? []
  const [twice] = taken('twice', 2) ?? []
  const [name, value] = taken('says', 3) ?? []
  return [
    (line) => [version ? line.replace(/^(\w+ \S+ SIP\/)2\.0$/, `$1${version}`) : line],
    (line) => (lacking && line.startsWith(`${lacking}:`) ? [] : [line]),
    (line) => (twice && line.startsWith(`${twice}:`) ? [line, line] : [line]),
    (line) => [name && line.startsWith(`${name}:`) ? `${name}: ${value}` : line],
  ]
}

type Asked = { readonly method: string; readonly cseq: number; readonly branch: string; readonly by: Side }

class Telling {
  readonly frames: Frame[] = []
  private ms: number
  private readonly call: string
  private readonly caller: Side
  private readonly numbers: { readonly from: string; readonly to: string }
  private readonly cseqs = { pbx: 0, provider: 100 }
  private readonly versions = { pbx: 1, provider: 1 }
  private readonly sent = { pbx: 0, provider: 0 }
  private readonly asked: Asked[] = []
  private tag = ''
  private dscp = 0
  private readonly port: number
  private readonly hosts: Readonly<Record<Side, string>>

  constructor(
    {
      lines,
      by = 'pbx',
      call,
      from = '+4930900001',
      to = '+4930900002',
      at = 0,
      provider = PROVIDER,
      pbx = PBX,
    }: Script,
    index: number,
  ) {
    this.call = call ?? `call-${index}`
    this.caller = by
    this.numbers = { from, to }
    this.ms = at
    this.port = index * 10
    this.hosts = { pbx, provider }
    for (const line of lines.split('\n').map((each) => each.trim()))
      if (line !== '' && !line.startsWith('#')) this.tell(line)
  }

  private tell(line: string): void {
    const headers = [...line.matchAll(/\[([^\]]+)\]/g)].map((found) => found[1]!)
    const words = line
      .replaceAll(/\[[^\]]+\]/g, '')
      .trim()
      .split(/\s+/)
    const who = words.shift()!
    this.ms += Number(words.find((word) => /^\+\d+$/.test(word))?.slice(1) ?? 20)
    const rest = words.filter((word) => !/^\+\d+$/.test(word))
    const dscpAt = rest.indexOf('dscp')
    this.dscp = dscpAt < 0 ? 0 : Number(rest.splice(dscpAt, 2)[1])
    if (rest[0] === 'sound') return this.sound(who, Number(rest[1]), rest[2] ?? 'PCMA', rest[3] === 'levels')
    if (rest[0] === 'digits') return this.digits(who as Side, rest[1]!, Number(rest[2] ?? 100), Number(rest[3] ?? 101))
    if (rest[0] === 'fax') return this.fax(who, Number(rest[1]))
    const slips = slipsIn(rest)
    const body = rest.find((word) => /^(offer|answer)(:|$)/.test(word))
    const tagAt = rest.indexOf('tag')
    if (tagAt >= 0) this.tag = rest[tagAt + 1]!
    const ofAt = rest.indexOf('of')
    this.message(who as Side, rest, ofAt >= 0 ? rest[ofAt + 1]! : null, body ?? null, headers, slips)
  }

  private message(
    by: Side,
    words: readonly string[],
    of: string | null,
    body: string | null,
    headers: readonly string[],
    slips: readonly Slip[],
  ): void {
    const isAnswer = /^\d{3}$/.test(words[0]!)
    const asked = isAnswer ? this.answered(by, of) : this.request(by, words[0]!)
    if (isAnswer && words[0] !== '100' && this.tag === '') this.tag = 'b'
    const reason = words.slice(1).filter((word) => !['of', of, 'tag', this.tag, body].includes(word))
    const { from, to } = this.numbers
    const other = by === 'pbx' ? 'provider' : 'pbx'
    const asker = asked.by
    const ofCaller = asker === this.caller
    const caller = `<sip:${from}@${this.hosts[this.caller]}>;tag=a-${this.call}`
    const isDialog = this.tag !== '' && (isAnswer ? words[0] !== '100' : asked.method !== 'INVITE' || this.hasDialog)
    const called = `<sip:${to}@trunk.example>${isDialog ? `;tag=${this.tag}-${this.call}` : ''}`
    const described = body === null ? '' : this.describe(by, body)
    const text = [
      isAnswer
        ? `SIP/2.0 ${words[0]} ${reason.join(' ')}`
        : `${asked.method} sip:${ofCaller ? to : from}@${this.hosts[other]} SIP/2.0`,
      `Via: SIP/2.0/UDP ${this.hosts[asker]}:5060;branch=${asked.branch}`,
      ...(isAnswer ? [] : ['Max-Forwards: 70']),
      `From: ${ofCaller ? caller : called}`,
      `To: ${ofCaller ? called : caller}`,
      `Call-ID: ${this.call}@${this.hosts[this.caller]}`,
      `CSeq: ${asked.cseq} ${asked.method}`,
      `Contact: <sip:trunk@${this.hosts[by]}:5060>`,
      ...headers.filter((each) => !each.startsWith('Body:')),
      ...(described === '' ? [] : ['Content-Type: application/sdp']),
      ...this.fragment(headers, described),
    ]
      .flatMap((line) => slips.reduce<readonly string[]>((lines, slip) => lines.flatMap(slip), [line]))
      .join('\r\n')
    this.send({ src: this.hosts[by], dst: this.hosts[other], sport: 5060, dport: 5060 }, bytesOf(text), this.ms)
    if (isAnswer && words[0]!.startsWith('2') && asked.method === 'INVITE') this.hasDialog = true
  }

  private hasDialog = false

  private fragment(headers: readonly string[], described: string): readonly string[] {
    const body =
      headers
        .find((each) => each.startsWith('Body:'))
        ?.slice(5)
        .trim() ?? described
    return [`Content-Length: ${bytesOf(body).length}`, '', body]
  }

  /** ACK and CANCEL belong to the INVITE before them, that of a success excepted (RFC 3261 §9.1, 13.2.2.4). */
  private request(by: Side, method: string): Asked {
    const invite = this.asked.findLast((each) => each.method === 'INVITE' && each.by === by)
    const isOfInvite = (method === 'ACK' || method === 'CANCEL') && invite !== undefined
    if (!isOfInvite) this.cseqs[by] += 1
    const cseq = isOfInvite ? invite.cseq : this.cseqs[by]
    const branch =
      isOfInvite && !(method === 'ACK' && this.hasDialog)
        ? invite.branch
        : `z9hG4bK-${this.call}-${by}-${cseq}-${method}`
    const asked = { method, cseq, branch, by }
    this.asked.push(asked)
    return asked
  }

  private answered(by: Side, of: string | null): Asked {
    const found = this.asked.findLast(
      (each) => each.by !== by && each.method !== 'ACK' && (of === null || each.method === of),
    )
    if (!found) throw new Error(`nothing asks ${by} for an answer`)
    return found
  }

  /**
   * `offer`, `answer:recvonly`, `offer:sendrecv:G729`, `offer:image`, `offer:secure`, `answer:same` keeps the version;
   * `offer:sendrecv:PCMA:96` has events as payload 96, `offer:sendrecv:PCMA:none` has none.
   */
  private describe(by: Side, body: string): string {
    const [, direction = 'sendrecv', codec = 'PCMA', event = '101'] = body.split(':')
    const isSame = codec === 'same' || direction === 'same'
    const version = isSame ? Math.max(1, this.versions[by] - 1) : this.versions[by]
    if (!isSame) this.versions[by] += 1
    const port = PORTS[by] + this.port
    const isImage = direction === 'image'
    const isSecure = direction === 'secure'
    const direct = ['sendrecv', 'sendonly', 'recvonly', 'inactive'].includes(direction) ? direction : 'sendrecv'
    const [type, map] = codecOf(codec)
    const hasEvents = event !== 'none'
    const media = isImage
      ? [`m=image ${port} udptl t38`]
      : [
          `m=audio ${direction === 'refused' ? 0 : port} RTP/${isSecure ? 'SAVP' : 'AVP'} ${type}${hasEvents ? ` ${event}` : ''}`,
          `a=rtpmap:${type} ${map}`,
          ...(hasEvents ? [`a=rtpmap:${event} telephone-event/8000`] : []),
          `a=${direct}`,
        ]
    return [
      'v=0',
      `o=- 7 ${version} IN IP4 ${this.hosts[by]}`,
      's=-',
      `c=IN IP4 ${this.hosts[by]}`,
      't=0 0',
      ...media,
      '',
    ].join('\r\n')
  }

  private sound(who: string, ms: number, codec: string, hasLevels: boolean): void {
    const [payload] = codecOf(codec)
    this.during(who, ms, (side, at) => {
      const extension = hasLevels ? Uint8Array.of(0x10, 0x80 | (at % 127), 0, 0) : undefined
      this.packet(side, at, payload, false, undefined, undefined, extension)
    })
  }

  private fax(who: string, ms: number): void {
    this.during(who, ms, (side, at) => {
      const sequence = this.sent[side]++
      this.send(this.mediaEnds(side), Uint8Array.of(sequence >> 8, sequence & 255, 6, 0xc0, 1, 0x80, 0, 0), at)
    })
  }

  /** Every 20 ms. */
  private during(who: string, ms: number, send: (side: Side, at: number) => void): void {
    for (const side of ['pbx', 'provider'] as const)
      if (who === 'both' || who === side) for (let at = 0; at < ms; at += 20) send(side, this.ms + at)
    this.ms += ms
  }

  private packet(
    side: Side,
    ms: number,
    payload: number,
    isMarked: boolean,
    body: Uint8Array | undefined,
    stamp?: number,
    extension?: Uint8Array,
  ): void {
    const sequence = this.sent[side]++
    const packet = rtp({
      sequence,
      stamp: stamp ?? sequence * 160,
      payload,
      isMarked,
      ssrc: side === 'pbx' ? 0x1000 + this.port : 0x2000 + this.port,
      ...(body ? { body } : {}),
      ...(extension ? { extension } : {}),
    })
    this.send(this.mediaEnds(side), packet, ms)
  }

  private mediaEnds(side: Side): Ends {
    const other = side === 'pbx' ? 'provider' : 'pbx'
    return {
      src: this.hosts[side],
      dst: this.hosts[other],
      sport: PORTS[side] + this.port,
      dport: PORTS[other] + this.port,
    }
  }

  /** Each key lasts so long, the end told three times. */
  private digits(side: Side, keys: string, ms: number, payload: number): void {
    for (const key of keys) {
      const stamp = this.sent[side] * 160
      const event = '0123456789*#'.indexOf(key)
      const steps = Math.max(1, Math.round(ms / 20))
      for (let step = 1; step <= steps; step += 1)
        this.packet(side, (this.ms += 20), payload, step === 1, eventBody(event, step * 160), stamp)
      for (let end = 0; end < 3; end += 1)
        this.packet(side, (this.ms += 1), payload, false, eventBody(event, steps * 160, true), stamp)
      this.ms += 60
    }
  }

  private send(ends: Ends, payload: Uint8Array, ms: number): void {
    this.frames.push({ bytes: LINKS.Ethernet!.wrap(ip(ends, 17, udp(ends, payload), this.dscp)), ns: ms * 1e6 })
  }
}
