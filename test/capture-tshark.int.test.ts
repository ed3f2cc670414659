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
import { hasTshark, readByTshark, type Seen } from './support/tshark.ts'

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
