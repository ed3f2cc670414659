/** Captures lose their sound when they are handed in, unless the project keeps it; what was handed in can be proved (G-11). */
import { createHash } from 'node:crypto'
import fs from 'node:fs/promises'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sampleCapture } from '../src/app/demo/sample-capture.ts'
import type { Evidence } from '../src/programme/evidence.ts'
import { readJournal } from '../src/store/journal.ts'
import { type Cast, enterCast, Story } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { spoken, voiced, without } from './support/soundless.ts'
import { serveHouse, type TestServer } from './support/server.ts'
import { filesOf, Uploading } from './support/uploading.ts'

let house: TestHouse
let cast: Cast
let server: TestServer
let story: Story
beforeAll(async () => {
  house = await testHouse()
  cast = await enterCast(house)
  server = await serveHouse(house, cast)
  story = await new Story(house, cast).open()
})
afterAll(async () => {
  await server.close()
  await house.end()
})

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** What is on record of a capture that the partner handed in, and the bytes that are kept. */
async function handedIn(bytes: Uint8Array, name: string): Promise<{ evidence: Evidence; kept: Buffer }> {
  const admin = new Uploading(server, 'admin')
  const address = await admin.whole(Buffer.from(bytes), name)
  expect(await admin.add(story.id, address)).toMatchObject({ status: 200 })
  const evidence = (await story.file()).evidence.find(({ id }) => id === address.split('/').at(-1))!
  return { evidence, kept: await fs.readFile(house.evidence.pathOf(evidence.sha256)) }
}

let count = 0
/** Another call each time. */
const call = () => voiced(sampleCapture(1_780_000_000 + (count += 10)))

describe('a capture that is handed in', () => {
  test('is kept without its sound; both hashes are on record, and in the fact', async () => {
    const was = call()
    const { evidence, kept } = await handedIn(was, 'call.pcap')
    expect(spoken(was)).toBeGreaterThan(50)
    expect(kept.equals(without(was).file)).toBe(true)
    expect(spoken(kept)).toBe(0)
    expect(evidence).toMatchObject({
      sha256: sha256(kept),
      bytes: kept.length,
      handedIn: { sha256: sha256(was), bytes: was.length },
    })
    const [fact] = (await readJournal(house.database, { project: story.id, limit: 1 })).facts
    expect(fact).toMatchObject({
      says: 'Evidence added: call.pcap, without its sound',
      data: { sha256: sha256(kept), handedIn: { sha256: sha256(was) } },
    })
    const page = await server.send('tester', `/projects/${story.id}/captures/${evidence.id}`, {
      headers: { accept: 'text/html' },
    })
    expect(await page.text()).toMatch(new RegExp(`Its sound was taken out[\\s\\S]+${sha256(was)}`))
  })

  test('compressed, is kept compressed', async () => {
    const was = gzipSync(call())
    const { evidence, kept } = await handedIn(was, 'call.pcap.gz')
    expect(evidence).toMatchObject({ mediaType: 'application/gzip', handedIn: { sha256: sha256(was) } })
    expect(gunzipSync(kept).equals(without(gunzipSync(was)).file)).toBe(true)
  })

  test('cut short, keeps no rest of a packet that nobody reads', async () => {
    const was = call()
    const cut = was.subarray(0, was.length - 40)
    const { kept } = await handedIn(cut, 'cut.pcap')
    expect(kept.length).toBe(cut.length)
    expect(kept.subarray(-100).every((byte) => byte === 0)).toBe(true)
  })

  test('without any sound, is kept as it is, byte for byte', async () => {
    const was = without(call()).file.subarray(0, 1500)
    const silent = was.subarray(0, 24)
    const { evidence, kept } = await handedIn(silent, 'silent.pcap')
    expect(evidence.handedIn).toBeUndefined()
    expect(kept.equals(silent)).toBe(true)
  })

  test('twice, is the same file on disk, and the second leaves the first as it is', async () => {
    const was = call()
    const [first, second] = [await handedIn(was, 'a.pcap'), await handedIn(was, 'b.pcap')]
    expect(second.evidence.sha256).toBe(first.evidence.sha256)
    expect(sha256(second.kept)).toBe(first.evidence.sha256)
  })

  test('that cannot be read to its end is refused and gone, and can be sent again once its sound may stay', async () => {
    const broken = Buffer.concat([call(), Buffer.from('garbage and nothing but garbage; '.repeat(40))])
    const admin = new Uploading(server, 'admin')
    const address = await admin.whole(broken, 'broken.pcap')
    const said = await admin.add(story.id, address)
    expect(said).toMatchObject({ status: 422, says: expect.stringContaining('cannot be read to its end') })
    await story.do(cast.tester, 'choose-sound', { sound: 'kept', reason: 'What there is of it is needed.' })
    expect((await admin.add(story.id, address)).status).toBe(404)
    expect((await admin.add(story.id, await admin.whole(broken, 'broken.pcap'))).status).toBe(200)
    const kept = (await story.file()).evidence.find(({ name }) => name === 'broken.pcap')!
    expect([kept.sha256, kept.handedIn]).toEqual([sha256(broken), undefined])
    await story.do(cast.tester, 'choose-sound', { sound: 'taken-out', reason: 'It is in.' })
  })

  test('is no capture by its name alone', async () => {
    const admin = new Uploading(server, 'admin')
    const said = await admin.add(story.id, await admin.whole(gzipSync(Buffer.from('no capture')), 'call.pcap.gz'))
    expect(said).toMatchObject({ status: 422, says: expect.stringContaining('neither pcap nor pcapng') })
  })

  test('leaves nothing in the intake, taken or refused', async () => {
    expect((await filesOf(house)).filter((file) => file.startsWith('intake/'))).toEqual([])
  })
})
