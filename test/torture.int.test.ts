/**
 * The torture messages of RFC 4475 in words of our own, each a capture under `torture/` that any reader opens: what is
 * read of them, what is named as wrong, and how they stand in a ladder. `MATRIX=write vitest run test/torture` writes the
 * captures anew.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { exchangeNumbers } from '../src/capture/calls.ts'
import { ladderAsText } from '../src/capture/ladder-text.ts'
import { readCapture } from '../src/capture/reading.ts'
import { CR, SPACE } from '../src/sip/bytes.ts'
import { pcap } from './support/capture-writer.ts'
import { redacted, without } from './support/soundless.ts'
import { ladderFrom } from './support/trunk-scene.ts'
import { hasTshark, messagesByPacket } from './support/tshark.ts'
import { TORTURE } from './torture/all.ts'
import { frameOf, odd, type Odd } from './torture/odd.ts'

const HOME = path.join(import.meta.dirname, 'torture')
const fileOf = ({ name }: Odd) => path.join(HOME, `${name}.pcap`)

if (process.env.MATRIX === 'write') for (const each of TORTURE) fs.writeFileSync(fileOf(each), pcap([frameOf(each)]))

/** What our reader makes of a capture: the faults of each message by their names, and the lines of the ladder. */
function readingOf(file: Uint8Array) {
  const reading = readCapture()
  reading.feed(file)
  reading.end()
  const { trace } = reading
  const { ladder, said } = ladderFrom(trace, file, exchangeNumbers(trace))
  const rungs = ladderAsText(ladder).split('\n')
  return {
    faults: said.map(({ message }) => message.faults),
    ladder: rungs.slice(rungs.findIndex((line) => line.includes('packet')) + 1).filter((line) => line !== ''),
  }
}

test('every message of the RFC has its capture, and each capture is as its message is written', () => {
  expect(TORTURE.length).toBe(49)
  expect(fs.readdirSync(HOME).filter((name) => name.endsWith('.pcap'))).toEqual(
    TORTURE.map(({ name }) => `${name}.pcap`).toSorted(),
  )
  for (const each of TORTURE) expect(fs.readFileSync(fileOf(each)).equals(pcap([frameOf(each)])), each.name).toBe(true)
})

describe('what is odd is read', () => {
  test.each(TORTURE)('$name: $shows', (each) => {
    const file = fs.readFileSync(fileOf(each))
    const { faults, ladder } = readingOf(file)
    expect(faults).toEqual([each.faults])
    expect(ladder.length).toBeGreaterThan(each.faults.length)
    expect(readingOf(without(file).file)).toEqual({ faults, ladder })
    expect(readingOf(redacted(file)).faults).toEqual(faults)
  })

  test('and stands in a ladder, to be looked at', async () => {
    const told = TORTURE.flatMap((each) => [
      `${each.section} ${each.name}: ${each.shows}`,
      ...readingOf(fs.readFileSync(fileOf(each))).ladder,
      '',
    ])
    await expect(told.join('\n')).toMatchFileSnapshot('golden/torture.txt')
  })
})

test('a fault more than there was, and one that is gone, would be seen', () => {
  for (const each of TORTURE) {
    const broken = each.bytes.with(each.bytes.indexOf(CR), SPACE)
    expect(readingOf(pcap([frameOf({ ...each, bytes: broken })])).faults, each.name).not.toEqual([each.faults])
  }
  const sound = odd({ ...TORTURE[0]!, first: 'OPTIONS sip:ben@sip.example.com SIP/2.0' })
  const { faults } = readingOf(pcap([frameOf(sound)]))
  expect(faults).toEqual([[]])
  for (const each of TORTURE.filter((one) => one.faults.length > 0))
    expect(faults, each.name).not.toEqual([each.faults])
})

type Difference = { readonly file: string; readonly what: string; readonly ours: string; readonly tshark: string }

const KNOWN: readonly Difference[] = JSON.parse(
  fs.readFileSync(path.join(import.meta.dirname, 'golden/tshark-differences.json'), 'utf8'),
)

describe.runIf(hasTshark())('beside tshark', () => {
  const ours = TORTURE.map((each) => readingOf(fs.readFileSync(fileOf(each))).faults.length)
  const apart = (counts: readonly number[], theirs: ReadonlyMap<number, number>) =>
    TORTURE.flatMap(({ name }, index): readonly Difference[] => {
      const [own, other] = [counts[index]!, theirs.get(index + 1) ?? 0]
      return own === other ? [] : [{ file: `torture/${name}`, what: 'messages', ours: `${own}`, tshark: `${other}` }]
    })

  test('as many messages are found in each, but where the list of differences tells why not', () => {
    const home = fs.mkdtempSync(path.join(os.tmpdir(), 'certwright-torture-'))
    const file = path.join(home, 'all.pcap')
    fs.writeFileSync(file, pcap(TORTURE.map((each, index) => frameOf(each, index * 1e9))))
    const theirs = messagesByPacket(file)
    fs.rmSync(home, { recursive: true })
    const known = KNOWN.filter((each) => each.file.startsWith('torture/'))
    expect(apart(ours, theirs)).toEqual(known.map(({ file, what, ours, tshark }) => ({ file, what, ours, tshark })))
    expect(apart(ours.with(0, 0), theirs).map(({ file }) => file)).toContain('torture/wsinv')
  })
})
