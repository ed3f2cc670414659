/**
 * Our reading of captures beside tshark's, over corner files of our own and over real captures where some lie beside
 * the checkout (or where CAPTURES says). Every difference there is has to stand in the list of known ones with its
 * reason, and every known one has to be there still.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { inspect } from '../src/capture/inspection.ts'
import { readCapture } from '../src/capture/reading.ts'
import { FOUR, SAID } from './support/calls-on-wire.ts'
import { back, eventBody, ip, LINKS, pcap, rtp, type RtpPacket, udp } from './support/capture-writer.ts'
import { corners } from './support/corners.ts'
import { framesBeside } from './support/beside-calls.ts'
import { besideByTshark, hasTshark, readByTshark, type Seen, type SeenBeside } from './support/tshark.ts'

type Difference = {
  readonly file: string
  readonly what: string
  readonly ours: string
  readonly tshark: string
  readonly because: string
}

const KNOWN: readonly Difference[] = JSON.parse(
  fs.readFileSync(path.join(import.meta.dirname, 'golden/tshark-differences.json'), 'utf8'),
)

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'certwright-tshark-'))
afterAll(() => fs.rmSync(home, { recursive: true, force: true }))

/** Sound and digits both ways of one call, some of it lost, late, double. */
function talk(): Uint8Array {
  const ends = { ...FOUR, sport: 20_000, dport: 20_000 }
  const packet = (isCaller: boolean, more: RtpPacket, ms: number) => {
    const side = isCaller ? ends : back(ends)
    return {
      bytes: LINKS.Ethernet!.wrap(ip(side, 17, udp(side, rtp({ ssrc: isCaller ? 1 : 2, ...more })))),
      ns: ms * 1e6,
    }
  }
  const sound = Array.from({ length: 200 }, (_, index) => index)
  const there = sound
    .filter((index) => ![20, 50, 51].includes(index))
    .map((index) => packet(true, { sequence: index, stamp: index * 160, payload: 8 }, 100 + index * 20))
  const backAgain = sound.map((index) =>
    packet(false, { sequence: index, stamp: index * 160, payload: 8 }, 101 + index * 20),
  )
  ;[backAgain[9], backAgain[10]] = [backAgain[10]!, backAgain[9]!]
  backAgain.splice(30, 0, backAgain[29]!)
  const keys = [1, 5, 9, 11].flatMap((key, index) =>
    [0, 1, 2, 3, 4].map((step) =>
      packet(
        true,
        {
          sequence: 200 + index * 5 + step,
          stamp: 40_000 + index * 2000,
          payload: 101,
          isMarked: step === 0,
          body: eventBody(key, Math.min(step, 2) * 400 + 160, step > 1),
        },
        4200 + index * 250 + Math.min(step, 2) * 20,
      ),
    ),
  )
  const said = SAID.slice(0, 3).map((each, index) => {
    const side = each.isCaller ? FOUR : back(FOUR)
    return { bytes: LINKS.Ethernet!.wrap(ip(side, 17, udp(side, each.bytes))), ns: index * 1e6 }
  })
  return pcap([...said, ...there, ...backAgain, ...keys].toSorted((a, b) => a.ns - b.ns))
}

/** Real captures are neither needed nor kept here. */
const REAL = process.env.CAPTURES ?? path.join(import.meta.dirname, '../../shared/captures')

type Compared = { readonly name: string; readonly file: string; readonly hasMedia: boolean }

function files(): readonly Compared[] {
  const lower = corners().filter(({ name }) => /TCP|fragments|WebSocket|pcapng/.test(name))
  const made = [...lower, { name: 'talk', bytes: talk() }].map(({ name, bytes }, index) => {
    const file = path.join(home, `${index}.pcap`)
    fs.writeFileSync(file, bytes)
    return { name, file, hasMedia: name === 'talk' }
  })
  const real = fs.existsSync(REAL) ? fs.readdirSync(REAL).filter((name) => /\.pcap(ng)?$/.test(name)) : []
  if (real.length === 0)
    process.stdout.write('There are no real captures beside the checkout: only our own are compared.\n')
  return [...made, ...real.map((name) => ({ name, file: path.join(REAL, name), hasMedia: true }))]
}

function ours(file: string): Seen {
  const reading = readCapture()
  reading.feed(fs.readFileSync(file))
  reading.end()
  const found = inspect(reading.trace)
  return {
    ...found.sip,
    calls: found.calls.map((call) => call.callId).toSorted(),
    streams: found.streams
      .map(({ src, dst, ssrc, packets, lost, dtmf }) => ({
        between: `${src} ${dst} ${ssrc}`,
        packets,
        lost,
        digits: dtmf,
      }))
      .toSorted((a, b) => (a.between < b.between ? -1 : 1)),
  }
}

type Apart = Omit<Difference, 'because' | 'file'>

/** Each thing that is not the same, by itself. */
function differences(own: Seen, other: Seen): readonly Apart[] {
  const scalars = (['messages', 'requests', 'responses'] as const).map(
    (what) => [what, own[what], other[what]] as const,
  )
  const between = [...new Set([...own.streams, ...other.streams].map((stream) => stream.between))]
  const streams = between.flatMap((name) => {
    const [mine, theirs] = [own, other].map((seen) => seen.streams.find((stream) => stream.between === name))
    return (['packets', 'lost', 'digits'] as const).map(
      (what) => [`${what} of ${name}`, mine?.[what] ?? 'none', theirs?.[what] ?? 'none'] as const,
    )
  })
  const only = (these: readonly string[], those: readonly string[]) =>
    these.filter((id) => !those.includes(id)).join(' ')
  const calls = [['calls nobody else has', only(own.calls, other.calls), only(other.calls, own.calls)] as const]
  return [...scalars, ...calls, ...streams].flatMap(([what, mine, theirs]) =>
    mine === theirs ? [] : [{ what, ours: String(mine), tshark: String(theirs) }],
  )
}

describe.runIf(hasTshark())('beside tshark', () => {
  test.each(hasTshark() ? files() : [])('$name', { timeout: 300_000 }, ({ name, file, hasMedia }) => {
    const known = KNOWN.filter((each) => each.file === name).map(({ what, ours, tshark }) => ({ what, ours, tshark }))
    expect(differences(ours(file), readByTshark(file, hasMedia))).toEqual(known)
  })

  test('every known difference has its reason', () => {
    expect(KNOWN.filter((each) => each.because.length < 20)).toEqual([])
  })

  test('a message too few and a digit too many would be found', () => {
    const file = path.join(home, 'control.pcap')
    fs.writeFileSync(file, talk())
    const own = ours(file)
    const before = differences(own, readByTshark(file, true)).map((each) => each.what)
    const [first, ...rest] = own.streams
    const wrong = { ...own, messages: own.messages - 1, streams: [{ ...first!, digits: `${first!.digits}0` }, ...rest] }
    expect(differences(wrong, readByTshark(file, true)).map((each) => each.what)).toEqual(
      expect.arrayContaining(['messages', `digits of ${first!.between}`, ...before]),
    )
    expect(before).not.toContain('messages')
  })
})

/** Names, errors, handshakes of two versions, and SIP under three marks. */
function beside(): Uint8Array {
  const frames = framesBeside({
    beside: `
      0   asks NAPTR trunk.example
      1   told NAPTR 10 50 SIP+D2U _sip._udp.trunk.example 30
      2   asks SRV _sip._udp.trunk.example
      3   told SRV 10 60 5060 a.trunk.example 30; a.trunk.example: A 198.51.100.20 30
      4   asks AAAA none.example
      5   told nothing
      6   unreachable 198.51.100.20 port
      10  connects 198.51.100.20 5061
      11  accepts
      12  client hello 1.2 trunk.example
      13  server hello 1.2 c02f
      14  server certificate trunk.example
      15  client alert unknown_ca
      20  connects 198.51.100.20 5061
      21  accepts
      22  client hello 1.3 1.2 other.example
      23  server hello 1.3 1301`,
  })
  const said = SAID.slice(0, 9).map((each, index) => {
    const side = each.isCaller ? FOUR : back(FOUR)
    return {
      bytes: LINKS.Ethernet!.wrap(ip(side, 17, udp(side, each.bytes), [0, 24, 46][index % 3])),
      ns: 1e9 + index * 1e6,
    }
  })
  return pcap([...frames, ...said])
}

function besideByUs(file: string): SeenBeside {
  const reading = readCapture()
  reading.feed(fs.readFileSync(file))
  reading.end()
  const { dns, unreached, signalling } = inspect(reading.trace)
  const { list } = reading.trace.handshakes
  const marks: Record<string, number> = {}
  for (const { dscp, messages } of signalling.marks) marks[dscp] = (marks[dscp] ?? 0) + messages
  return {
    questions: dns.questions,
    answers: dns.answers,
    unreachable: unreached.list.filter((each) => each.kind === 'unreachable').length,
    agreed: list.flatMap(({ version, cipher }) => (version === null ? [] : [`${version} ${cipher}`])),
    serverNames: list.flatMap(({ offered }) => offered.serverName ?? []),
    marks,
  }
}

/** Files whose messages both readers find; where they differ it is in the list above. */
function filesBeside(): readonly (readonly [name: string, file: string])[] {
  const made = [['beside', beside()] as const, ['talk', talk()] as const].map(([name, bytes]) => {
    const file = path.join(home, `beside-${name}.pcap`)
    fs.writeFileSync(file, bytes)
    return [name, file] as const
  })
  const differing = new Set(KNOWN.filter((each) => each.what === 'messages').map((each) => each.file))
  const real = fs.existsSync(REAL) ? fs.readdirSync(REAL).filter((name) => /\.pcap(ng)?$/.test(name)) : []
  return [...made, ...real.filter((name) => !differing.has(name)).map((name) => [name, path.join(REAL, name)] as const)]
}

describe.runIf(hasTshark())('beside tshark, beside calls', () => {
  test.each(hasTshark() ? filesBeside() : [])('%s', { timeout: 300_000 }, (_, file) => {
    expect(besideByUs(file)).toEqual(besideByTshark(file))
  })

  test('all of it is there to be compared, and a mark read wrongly would be found', () => {
    const file = path.join(home, 'beside-beside.pcap')
    const own = besideByUs(file)
    expect([own.questions, own.answers, own.unreachable, own.agreed.length, own.serverNames, own.marks]).toEqual([
      3,
      3,
      1,
      2,
      ['trunk.example', 'other.example'],
      { 0: 3, 24: 3, 46: 3 },
    ])
    expect({ ...own, marks: { ...own.marks, 24: 2, 26: 1 } }).not.toEqual(besideByTshark(file))
  })
})
