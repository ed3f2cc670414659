/** Evidence that does not get through at once: refused in its place, or cut off and gone on with. */
import { createHash, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { captureOf } from '../support/tus.ts'
import { type Audience, HAS_BROWSER, openAudience, sees } from '../support/browser.ts'
import type { Story } from '../support/cast.ts'
import { type Line, openLine } from '../support/line.ts'
import { eventually } from '../support/process.ts'
import { addEvidence, chooseFiles, evidence, smallCapture } from './lab-by-hand.ts'
import { openWorld } from './world.ts'

const MEGABYTE = 1024 ** 2
/** What the page sends at a time. */
const PIECE = 8 * MEGABYTE

describe.skipIf(!HAS_BROWSER)('a file that is no evidence', { timeout: 300_000 }, () => {
  const world = openWorld()
  let story: Story
  let tester: Page

  beforeAll(async () => {
    story = await world.story().bringTo('testing')
    tester = await world.as('tester')
  })

  const line = (name: string) => tester.getByRole('listitem').filter({ hasText: name })

  test('what a file is called does not make it one: a program is refused where it was dropped', async () => {
    await tester.goto(`/projects/${story.id}/testing/OUT-01`)
    const program = Buffer.concat([Buffer.from('7f454c4602010100', 'hex'), randomBytes(4000)])
    await chooseFiles(tester).setInputFiles({
      name: 'trace.pcap',
      mimeType: 'application/octet-stream',
      buffer: program,
    })
    await sees(line('trace.pcap').getByText('trace.pcap is none of the files that count as evidence.'))
    await sees(line('trace.pcap').getByText('Taken are captures (pcap, pcapng, also gzipped)'))
  })

  test('an empty file, and one larger than two gigabytes, are refused before a byte is sent', async () => {
    const large = path.join(world.house.dataDir, 'large.pcap')
    fs.closeSync(fs.openSync(large, 'w'))
    fs.truncateSync(large, 2 * 1024 ** 3 + 1)
    let pieces = 0
    tester.on('request', (request) => (pieces += request.method() === 'PATCH' ? 1 : 0))
    await chooseFiles(tester).setInputFiles(large)
    await sees(line('large.pcap').getByText('Cut the capture to the calls in question, or compress it with gzip.'))
    await chooseFiles(tester).setInputFiles({ name: 'empty.pcap', mimeType: '', buffer: Buffer.alloc(0) })
    await sees(line('empty.pcap').getByText('look whether it was stopped and saved'))
    expect(pieces).toBe(0)
    expect((await story.file()).evidence).toEqual([])
  })

  test('control: a capture is taken, and nothing else was', async () => {
    await addEvidence(tester, { name: 'good.pcap', mimeType: '', buffer: smallCapture() })
    expect((await story.file()).evidence.map((each) => each.name)).toEqual(['good.pcap'])
  })
})

describe.skipIf(!HAS_BROWSER)('an upload that is cut', { timeout: 300_000 }, () => {
  const world = openWorld()
  let story: Story
  let line: Line
  let audience: Audience
  let tester: Page

  beforeAll(async () => {
    story = await world.story().bringTo('testing')
    line = await openLine(world.server.address)
    audience = await openAudience(line.address)
    tester = await audience.signedIn(world.account('tester'))
  })
  afterAll(async () => {
    await audience.close()
    await line.close()
  })

  test('goes on in the middle of a piece when the connection is back, and arrives byte for byte', async () => {
    const file = capture('cut.pcap', 20 * MEGABYTE)
    const offsets = offsetsOf(tester)
    await tester.goto(`/projects/${story.id}/testing/OUT-01`)
    line.cutAfter(11 * MEGABYTE)
    await chooseFiles(tester).setInputFiles(file.path)
    await sees(tester.getByRole('listitem').filter({ hasText: 'The connection is cut' }))
    const there = await settled()
    expect(there, 'control: it was cut within the second piece').toBeGreaterThan(PIECE)
    expect(there % PIECE).toBeGreaterThan(0)
    line.mend()
    await sees(evidence(tester, 'cut.pcap').getByText(file.sha256))
    expect(offsets).toContain(there)
    expect((await story.file()).evidence.find((each) => each.name === 'cut.pcap')).toMatchObject({
      sha256: file.sha256,
      bytes: 20 * MEGABYTE,
    })
  })

  test('goes on where it stopped when the page was closed and the same file is chosen again', async () => {
    const file = capture('closed.pcap', 20 * MEGABYTE)
    line.stallAfter(11 * MEGABYTE)
    await chooseFiles(tester).setInputFiles(file.path)
    await eventually('it got stuck', () => line.isDown())
    // What went through before is on its way for a moment; whoever hangs up at once may lose it.
    await eventually('it got stuck within the second piece', () => arrived() > PIECE)
    await tester.close()
    line.mend()
    const there = await settled()
    expect(there).toBeGreaterThan(PIECE)
    const again = await tester.context().newPage()
    const offsets = offsetsOf(again)
    await again.goto(`/projects/${story.id}/testing/OUT-01`)
    await chooseFiles(again).setInputFiles(file.path)
    await sees(evidence(again, 'closed.pcap').getByText(file.sha256))
    expect(offsets[0]).toBe(there)
  })

  /** A capture of a size, on disk, so that choosing it again is choosing the same file. */
  function capture(name: string, bytes: number): { path: string; sha256: string } {
    const whole = captureOf(bytes)
    const file = path.join(world.house.dataDir, name)
    fs.writeFileSync(file, whole)
    return { path: file, sha256: createHash('sha256').update(whole).digest('hex') }
  }

  /** How much of the one upload under way lies on the server's disk. */
  function arrived(): number {
    const { intake } = world.house.evidence
    const part = fs.readdirSync(intake).find((name) => name.endsWith('.part'))
    return part ? fs.statSync(path.join(intake, part)).size : 0
  }

  /** How much has arrived once nothing more of what was on its way comes in. */
  async function settled(): Promise<number> {
    let before = -1
    await eventually('nothing more arrives', async () => {
      const isStill = arrived() === before
      before = arrived()
      await new Promise((resolve) => setTimeout(resolve, 300))
      return isStill
    })
    return before
  }
})

/** From where each piece was sent on. */
function offsetsOf(page: Page): number[] {
  const offsets: number[] = []
  page.on('request', (request) => {
    if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']))
  })
  return offsets
}
