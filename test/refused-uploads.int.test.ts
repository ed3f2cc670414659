/** Each kind of file that cannot be taken is refused with a next step of its own, and nothing of it stays in the intake. */
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { sampleCapture } from '../src/app/demo/sample-capture.ts'
import { enterCast, Story } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { serveHouse, type TestServer } from './support/server.ts'
import { filesOf, type Said, Uploading } from './support/uploading.ts'

let house: TestHouse
let server: TestServer
let story: Story
let admin: Uploading
beforeAll(async () => {
  house = await testHouse()
  const cast = await enterCast(house)
  server = await serveHouse(house, cast)
  story = await new Story(house, cast).open()
  admin = new Uploading(server, 'admin')
})
afterAll(async () => {
  await server.close()
  await house.end()
})

const intake = async () => (await filesOf(house)).filter((file) => file.startsWith('intake/'))
const capture = Buffer.from(sampleCapture(1_780_000_000))
const broken = Buffer.concat([capture, Buffer.from('garbage and nothing but garbage; '.repeat(40))])
/** Records of no bytes, one after the other: well formed, and nothing but zeros. */
const bomb = () => gzipSync(Buffer.concat([capture.subarray(0, 24), Buffer.alloc(80 * 2 ** 20)]), { level: 9 })

async function sent(bytes: Buffer, name: string): Promise<Said> {
  return admin.add(story.id, await admin.whole(bytes, name))
}

describe('an upload that is refused for what it is', () => {
  test.each<[what: string, bytes: () => Buffer, name: string, status: number, says: RegExp, next: RegExp]>([
    [
      'wrong kind',
      () => Buffer.from('INVITE'),
      'a.pcap',
      422,
      /called a packet capture and holds plain/,
      /call it what/,
    ],
    ['an archive', () => Buffer.from('504b0304140000000000', 'hex'), 'a.zip', 422, /none of the files/, /^Unpack it/],
    ['a program', () => Buffer.from('7f454c46020101000000', 'hex'), 'a', 422, /none of the files/, /^Taken are/],
    [
      'packed, and no capture',
      () => gzipSync('x'.repeat(99)),
      'a.pcap.gz',
      422,
      /neither pcap/,
      /^Save the capture as/,
    ],
    ['packed, and empty', () => gzipSync(''), 'a.pcap.gz', 422, /nothing in it once/, /whether anything was recorded/],
    [
      'packed and damaged',
      () => gzipSync(capture).subarray(0, 12),
      'a.pcap.gz',
      422,
      /cannot be unpacked/,
      /compress .+ anew/,
    ],
    [
      'cut before its first packet',
      () => capture.subarray(0, 20),
      'a.pcap',
      422,
      /it was cut short/,
      /copy the whole file/,
    ],
    ['broken', () => broken, 'a.pcap', 422, /cannot be read to its end/, /save it anew .+ ask the lab/],
    [
      'broken, packed',
      () => gzipSync(broken),
      'a.pcap.gz',
      422,
      /cannot be read to its end/,
      /save it anew .+ ask the lab/,
    ],
    ['a bomb', bomb, 'a.pcap.gz', 422, /more than 200 times its size/, /^Unpack it yourself/],
  ])('%s: says what to do about that, and is gone', async (_, bytes, name, status, says, next) => {
    const said = await sent(bytes(), name)
    expect(said).toMatchObject({ status, says: expect.stringMatching(says), next: expect.stringMatching(next) })
    expect(await intake()).toEqual([])
  })

  test.each<[what: string, length: string | number | null, name: string, status: number, says: RegExp, next: RegExp]>([
    ['empty', 0, 'a.pcap', 422, /is empty/, /stopped and saved/],
    ['of no length', null, 'a.pcap', 422, /not said how long/, /upload-length/],
    ['too large', 3 * 2 ** 30, 'a.pcap', 413, /3 GB; 2 GB is the most/, /or compress it/],
    ['too large, packed', 3 * 2 ** 30, 'a.pcapng.gz', 413, /2 GB is the most/, /then compress it again/],
    ['too large, no capture', 3 * 2 ** 30, 'a.pdf', 413, /2 GB is the most/, /the part of it/],
  ])('before a byte is sent, since it is %s', async (_, length, name, status, says, next) => {
    const said = await admin.begin(length, name)
    expect(said).toMatchObject({ status, says: expect.stringMatching(says), next: expect.stringMatching(next) })
    expect(await intake()).toEqual([])
  })
})

describe('an upload stays', () => {
  test('while it is not whole, and where the disk did not take it', async () => {
    const half = await admin.begun(capture.length, 'half.pcap')
    await admin.piece(half, 0, capture.subarray(0, 100))
    expect((await admin.add(story.id, half)).status).toBe(409)
    expect(await admin.offset(half)).toBe(100)
    await admin.piece(half, 100, capture.subarray(100))
    const full = vi
      .spyOn(house.evidence, 'take')
      .mockRejectedValueOnce(Object.assign(new Error('planted'), { code: 'ENOSPC', syscall: 'link' }))
    expect((await admin.add(story.id, half)).status).toBe(503)
    full.mockRestore()
    expect(await admin.offset(half)).toBe(capture.length)
    expect((await admin.add(story.id, half)).status).toBe(200)
    expect(await intake()).toEqual([])
  })

  test('where it is what was asked for beside it that is wrong', async () => {
    const address = await admin.whole(Buffer.from('A log.\n'), 'a.log')
    expect((await admin.add(story.id, address, 'x'.repeat(500))).status).toBe(422)
    expect(await admin.offset(address)).toBe(7)
    expect((await admin.add(story.id, address)).status).toBe(200)
  })
})

test('control: a capture that packs well is taken', async () => {
  expect((await sent(gzipSync(Buffer.concat([capture, Buffer.alloc(32 * 2 ** 20)])), 'well.pcap.gz')).status).toBe(200)
})
