/** Uploads that are too large, too long, out of step, somebody else's or not what they are called: refused clearly, nothing half done (R23). */
import fs from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { act } from '../src/app/act.ts'
import type { Evidence } from '../src/programme/evidence.ts'
import { type Cast, enterCast, Story } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { countFacts } from './support/race.ts'
import { serveHouse, type TestServer } from './support/server.ts'
import { chunked, filesOf, Uploading } from './support/uploading.ts'

const GIGABYTE = 1024 ** 3

let house: TestHouse
let cast: Cast
let server: TestServer
let story: Story
let admin: Uploading
let stranger: Uploading
beforeAll(async () => {
  house = await testHouse()
  cast = await enterCast(house)
  server = await serveHouse(house, cast)
  story = await new Story(house, cast).open()
  admin = new Uploading(server, 'admin')
  stranger = new Uploading(server, 'stranger')
})
afterEach(async () => {
  for (const name of await fs.readdir(house.evidence.intake)) await fs.rm(path.join(house.evidence.intake, name))
})
afterAll(async () => {
  await server.close()
  await house.end()
})

const bytesOf = (address: string) => fs.readFile(path.join(house.evidence.intake, `${address.split('/').at(-1)}.part`))

/** What there is before and after must be the same: files and facts. */
async function leavesNothing(work: () => Promise<void>): Promise<void> {
  const state = async () => ({ files: await filesOf(house), facts: await countFacts(house.database) })
  const before = await state()
  await work()
  expect(await state()).toEqual(before)
}

describe('a length', () => {
  test.each([
    ['more than two gigabytes', 2 * GIGABYTE + 1, 413],
    ['far more', '999999999999999', 413],
    ['more than can be counted', '99999999999999999999999', 422],
    ['nothing', 0, 422],
    ['less than nothing', -1, 422],
    ['not said', null, 422],
    ['empty', '', 422],
    ['in another notation', '1e3', 422],
    ['in sixteens', '0x10', 422],
    ['with a fraction', '1.5', 422],
    ['in other digits', '１２', 422],
    ['two of them', '5, 5', 422],
  ])('that is %s is refused before a byte is sent', async (_, length, status) => {
    if (typeof length === 'string' && /[^\u0020-\u007e]/.test(length)) return
    await leavesNothing(async () => expect((await admin.begin(length)).status).toBe(status))
  })

  test('of two gigabytes to the byte is taken, and can be taken back', async () => {
    await leavesNothing(async () => {
      const { status, headers } = await admin.begin(2 * GIGABYTE)
      expect(status).toBe(201)
      expect((await admin.drop(headers.get('location')!)).status).toBe(204)
      expect(await admin.offset(headers.get('location')!)).toBeNull()
    })
  })
})

describe('a piece', () => {
  test.each([
    ['said before', (bytes: Buffer) => bytes],
    ['not said before', (bytes: Buffer) => chunked(bytes.subarray(0, 4), bytes.subarray(4))],
  ])(
    'longer than what is left, its length %s, is refused whole, and the upload goes on from where it was',
    async (_, body) => {
      const address = await admin.begun(10)
      expect((await admin.piece(address, 0, Buffer.from('abcd'))).status).toBe(204)
      const over = await admin.piece(address, 4, body(Buffer.from('0123456789')))
      expect(over).toMatchObject({ status: 413, says: 'This upload was to have 10 bytes, and more was sent.' })
      expect(await admin.offset(address)).toBe(4)
      expect((await bytesOf(address)).toString()).toBe('abcd')
      expect((await admin.piece(address, 4, Buffer.from('efghij'))).status).toBe(204)
      expect((await bytesOf(address)).toString()).toBe('abcdefghij')
      expect((await admin.piece(address, 10, Buffer.from('k'))).status).toBe(413)
    },
  )

  test.each([0, 3, 5, 1_000_000, '', null, '-1', 'x', '4.0', '4e0', ' 4x'])(
    'at %j, where four bytes have arrived, is refused',
    async (offset) => {
      const address = await admin.begun(10)
      await admin.piece(address, 0, Buffer.from('abcd'))
      const refused = await admin.piece(address, offset, Buffer.from('ef'))
      expect(refused).toMatchObject({ status: 409, says: '4 bytes have arrived so far.' })
      expect(await admin.offset(address)).toBe(4)
    },
  )

  test('of another media type is refused', async () => {
    const address = await admin.begun(4)
    for (const type of ['application/octet-stream', 'text/plain', 'application/x-www-form-urlencoded'])
      expect((await admin.piece(address, 0, Buffer.from('abcd'), type)).status, type).toBe(422)
    expect(await admin.offset(address)).toBe(0)
  })

  test('sent by eight at once is taken from one', async () => {
    for (let round = 0; round < 5; round += 1) {
      const address = await admin.begun(100_000)
      const pieces = Array.from({ length: 8 }, (_, index) => Buffer.alloc(40_000, 97 + index))
      const said = await Promise.all(
        pieces.map((piece) => admin.piece(address, 0, chunked(piece.subarray(0, 9), piece.subarray(9)))),
      )
      const won = said.flatMap(({ status }, index) => (status === 204 ? [pieces[index]!] : []))
      expect(said.filter(({ status }) => status !== 204 && status !== 409)).toEqual([])
      expect(won).toHaveLength(1)
      expect((await bytesOf(address)).equals(won[0]!)).toBe(true)
      await admin.drop(address)
    }
  })

  test('cut off leaves what arrived, and the rest completes it', async () => {
    const address = await admin.begun(50_000)
    const breaking = new ReadableStream({
      start: (controller) => controller.enqueue(new Uint8Array(30_000).fill(65)),
      pull: async (controller) => {
        await new Promise((resolve) => setTimeout(resolve, 100))
        controller.error(new Error('the line broke'))
      },
    })
    await expect(admin.piece(address, 0, breaking)).rejects.toThrow()
    let arrived = 0
    for (let tries = 0; tries < 50 && arrived < 30_000; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20))
      arrived = (await admin.offset(address))!
    }
    expect(arrived).toBe(30_000)
    expect((await admin.piece(address, arrived, Buffer.alloc(20_000, 66))).status).toBe(204)
    expect((await bytesOf(address)).equals(Buffer.concat([Buffer.alloc(30_000, 65), Buffer.alloc(20_000, 66)]))).toBe(
      true,
    )
  })
})

describe('an upload of somebody else', () => {
  test('is not there: to ask about, to go on with, to take back, to add', async () => {
    const address = await admin.begun(10)
    await admin.piece(address, 0, Buffer.from('abcd'))
    expect(await stranger.offset(address)).toBeNull()
    expect((await stranger.piece(address, 4, Buffer.from('efghij'))).status).toBe(404)
    expect((await stranger.drop(address)).status).toBe(404)
    expect(await admin.offset(address)).toBe(4)
    const colleague = new Uploading(server, 'engineer')
    expect((await colleague.add(story.id, address)).status).toBe(404)
  })

  test.each([
    '/uploads/../secret',
    '/uploads/..%2fsecret',
    '/uploads/..%2f..%2f..%2fetc%2fpasswd',
    '/uploads/..%5csecret',
    '/uploads/x',
    '/uploads/00000000-0000-7000-8000-000000000000',
    '/uploads/00000000-0000-7000-8000-000000000000.part',
    '/uploads/%F0%9F%92%A9',
    `/uploads/${'0'.repeat(5000)}`,
  ])('and %s is none', async (address) => {
    await leavesNothing(async () => {
      expect(await admin.offset(address)).toBeNull()
      expect((await admin.drop(address)).status).toBe(404)
      expect((await admin.piece(address, 0, Buffer.from('x'))).status).toBe(404)
      expect((await admin.add(story.id, address)).status).toBe(404)
    })
  })
})

async function evidence(): Promise<readonly Evidence[]> {
  return (await story.file()).evidence
}

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
const JPEG = Buffer.from('ffd8ffe000104a464946', 'hex')
const PCAP = Buffer.from('d4c3b2a1020004000000000000000000ffff000001000000', 'hex')
const GZIP = Buffer.from('1f8b08000000000000030300000000000000', 'hex')
const PDF = Buffer.from('%PDF-1.4\n')
const TEXT = Buffer.from('INVITE sip:a@b SIP/2.0\r\n')
const ELF = Buffer.from('7f454c4602010100000000000000000003003e00', 'hex')
const HTML = Buffer.from('<!doctype html><script>alert(1)</script>')

describe('a file that is not what it is called', () => {
  test.each([
    ['call.pcap', TEXT, 'call.pcap is called a packet capture and holds plain text.'],
    ['call.pcapng', PNG, 'call.pcapng is called a packet capture and holds a picture.'],
    ['call.pcap.gz', TEXT, 'call.pcap.gz is called a packet capture and holds plain text.'],
    ['shot.PNG', HTML, 'shot.PNG is called a picture and holds plain text.'],
    ['shot.jpg', PDF, 'shot.jpg is called a picture and holds a PDF.'],
    ['report.pdf', PCAP, 'report.pdf is called a PDF and holds a packet capture.'],
    ['notes.txt', PNG, 'notes.txt is called plain text and holds a picture.'],
    ['trace.log', PCAP, 'trace.log is called plain text and holds a packet capture.'],
    ['call.pcap', ELF, 'call.pcap is none of the files that count as evidence.'],
    ['tool', ELF, 'tool is none of the files that count as evidence.'],
    ['all.zip', GZIP, 'all.zip is none of the files that count as evidence.'],
    ['half.txt', Buffer.from([0xff, 0xfe, 0, 65, 0, 66]), 'half.txt is none of the files that count as evidence.'],
    ['page.html', HTML, 'page.html is a file that runs when it is opened.'],
    ['page.HTM', TEXT, 'page.HTM is a file that runs when it is opened.'],
    ['image.svg', Buffer.from('<svg onload="alert(1)"/>'), 'image.svg is a file that runs when it is opened.'],
    ['x.mjs', TEXT, 'x.mjs is a file that runs when it is opened.'],
    ['x.xhtml', TEXT, 'x.xhtml is a file that runs when it is opened.'],
    ...['fix.reg', 'open.url', 'go.desktop', 'go.py', 'setup.exe', 'x.scf', 'x.jar', 'x.lnk', 'x.docm', 'x.php5'].map(
      (name): [string, Buffer, string] => [name, TEXT, `${name} is a file that runs when it is opened.`],
    ),
    ['call.exe', PCAP, 'call.exe is a file that runs when it is opened.'],
    ['evil.hta.', PNG, 'evil.hta. is a file that runs when it is opened.'],
    ['notes.unheard-of', TEXT, 'notes.unheard-of holds plain text and is called something else.'],
    ['.hidden', TEXT, '.hidden holds plain text and is called something else.'],
  ])('%s is refused, and nothing of it stays', async (name, bytes, says) => {
    await leavesNothing(async () => {
      const address = await admin.whole(bytes, name)
      expect(await admin.add(story.id, address)).toMatchObject({ status: 422, says })
      expect(await admin.offset(address)).toBeNull()
    })
    expect(await evidence()).toEqual([])
  })

  test('control: what is what it is called is taken', async () => {
    const good: readonly (readonly [string, Buffer, string])[] = [
      ['call.pcap', PCAP, 'capture'],
      ['call.PCAP.GZ', gzipSync(PCAP), 'capture'],
      ['shot.png', PNG, 'image'],
      ['shot.jpeg', JPEG, 'image'],
      ['report.pdf', PDF, 'document'],
      ['notes.txt', TEXT, 'log'],
      ['no ending', TEXT, 'log'],
      ['server.conf.old', TEXT, 'log'],
      ['sip.log.2026-11-20', TEXT, 'log'],
      ['messages.1', TEXT, 'log'],
      ['verbose.log.20240501_1200', TEXT, 'log'],
      ['app.log.2026-05-01T10', TEXT, 'log'],
      ['asterisk.full', TEXT, 'log'],
      ['sip.log~', TEXT, 'log'],
      ['trace.bin', PCAP, 'capture'],
    ]
    for (const [name, bytes] of good)
      expect((await admin.add(story.id, await admin.whole(bytes, name))).status, name).toBe(200)
    const kept = (await evidence()).map(({ name, kind }) => `${name}: ${kind}`)
    expect(kept.toSorted()).toEqual(good.map(([name, , kind]) => `${name}: ${kind}`).toSorted())
  })
})

describe('a name', () => {
  test.each([
    ['../../etc/passwd', 'passwd'],
    ['/etc/passwd', 'passwd'],
    ['C:\\Users\\kim\\notes.txt', 'notes.txt'],
    ['..\\..\\x.txt', 'x.txt'],
    ['no\0tes.txt', 'notes.txt'],
    ['notes.txt\0.pcap', 'notes.txt.pcap'],
    ['a\r\nset-cookie: x=y.txt', 'aset-cookie: x=y.txt'],
    ['evil\u202etxt.exe', 'eviltxt.exe'],
    ['\u2066so\u2069\u200f.txt', 'so.txt'],
    [`${'n'.repeat(300)}.txt`, 'n'.repeat(180)],
    ['😀'.repeat(95), '😀'.repeat(90)],
    [`x${'😀'.repeat(95)}`, `x${'😀'.repeat(89)}`],
    ['..', 'file'],
    ['...', 'file'],
    ['. .', 'file'],
    ['', 'file'],
    ['   ', 'file'],
    ['a/', 'file'],
    ['a"; filename="b.html', 'a"; filename="b.html'],
    [`it's (1)*.txt`, `it's (1)*.txt`],
    ['ñandú 漢字.txt', 'ñandú 漢字.txt'],
  ])('%j becomes %j, and is given out as that and nothing else', async (name, kept) => {
    const before = new Set((await evidence()).map((each) => each.id))
    const bytes = Buffer.from(`Something about ${name.length} and ${kept}\n`.toWellFormed().replaceAll('\0', ''))
    const added = await admin.add(story.id, await admin.whole(bytes, name))
    // What such a name promises is another matter than that it is a name.
    if (added.status === 422)
      return expect(added.says).toMatch(
        /^(notes\.txt\.pcap is called|(a"; filename="b\.html|eviltxt\.exe) is a file that runs)/,
      )
    expect(added.status).toBe(200)
    const found = (await evidence()).find((each) => !before.has(each.id))!
    expect(found.name).toBe(kept)
    const given = await server.send('admin', `/evidence/${found.id}`)
    const disposition = given.headers.get('content-disposition')!
    const [, encoded = ''] = /^attachment; filename\*=UTF-8''([A-Za-z0-9!#$&+.^_`|~%-]+)$/.exec(disposition) ?? []
    expect(decodeURIComponent(encoded)).toBe(kept)
    expect(given.headers.get('set-cookie')).toBeNull()
    expect(Buffer.from(await given.arrayBuffer()).equals(bytes)).toBe(true)
    const outside = (await filesOf(house)).filter((file) => !/^(evidence|intake)\/|^secret$|^records-/.test(file))
    expect(outside).toEqual([])
  })
})

describe('evidence that may not be added', () => {
  test('to a stranger’s project, or by a role that adds none: no file gets a place', async () => {
    const address = await stranger.whole(Buffer.from('Only here, of a stranger.\n'))
    await leavesNothing(async () => expect((await stranger.add(story.id, address)).status).toBe(404))
    const auditor = new Uploading(server, 'auditor')
    const read = await auditor.whole(Buffer.from('Only here, of an auditor.\n'))
    await leavesNothing(async () => expect((await auditor.add(story.id, read)).status).toBe(403))
  })

  test('to a project that is closed: no file gets a place', async () => {
    const closed = await new Story(house, cast).open()
    await closed.do(cast.admin, 'close-project', { reason: 'Enough.' })
    const address = await admin.whole(Buffer.from('Too late.\n'))
    await leavesNothing(async () =>
      expect(await admin.add(closed.id, address)).toMatchObject({ status: 409, says: 'The project is closed.' }),
    )
  })

  test('before all of it has arrived', async () => {
    const address = await admin.begun(10)
    await admin.piece(address, 0, Buffer.from('abcd'))
    await leavesNothing(async () =>
      expect(await admin.add(story.id, address)).toMatchObject({
        status: 409,
        says: '4 bytes of 10 bytes have arrived.',
      }),
    )
  })

  test('described by whoever sends it', async () => {
    const file = { name: 'x.html', kind: 'document', mediaType: 'text/html', bytes: 1, sha256: '0'.repeat(64) }
    await leavesNothing(async () => {
      const answer = await server.send('admin', `/api/projects/${story.id}/add-evidence`, { body: { file } })
      expect(answer.status).toBe(422)
    })
  })

  test('a second time, however many ask at once', async () => {
    const address = await admin.whole(Buffer.from('Once, and once only.\n'))
    const answers = await Promise.all(Array.from({ length: 8 }, () => admin.add(story.id, address)))
    // Who comes second finds it added already, or the upload gone.
    expect(answers.map((each) => each.status).filter((status) => status !== 404 && status !== 409)).toEqual([200])
    expect((await evidence()).filter((each) => each.id === address.split('/').at(-1))).toHaveLength(1)
  })

  test('while the disk is full: said plainly, and the upload is still there when there is room', async () => {
    const address = await admin.whole(Buffer.from('Waits for room.\n'))
    const full = vi
      .spyOn(house.evidence, 'take')
      .mockRejectedValueOnce(Object.assign(new Error('planted'), { code: 'ENOSPC', syscall: 'link' }))
    expect(await admin.add(story.id, address)).toMatchObject({
      status: 503,
      says: 'The evidence store cannot take more at the moment.',
    })
    full.mockRestore()
    expect((await admin.add(story.id, address)).status).toBe(200)
  })

  test('control: where it may be added, a file does get its place', async () => {
    const address = await admin.whole(Buffer.from('In time.\n'))
    const before = await filesOf(house)
    expect((await admin.add(story.id, address)).status).toBe(200)
    const after = await filesOf(house)
    expect(after.filter((file) => file.startsWith('evidence/')).length).toBe(
      before.filter((file) => file.startsWith('evidence/')).length + 1,
    )
    expect(after.some((file) => file.includes(address.split('/').at(-1)!))).toBe(false)
  })
})

describe('uploads that were left', () => {
  const agedBy = async (file: string, days: number) => {
    const then = Date.now() / 1000 - days * 86_400
    await fs.utimes(path.join(house.evidence.intake, file), then, then)
  }

  test('go away a week after their last piece, whatever a crash left of them; others stay', async () => {
    const old = (await admin.begun(10)).split('/').at(-1)!
    const resumed = (await admin.begun(10)).split('/').at(-1)!
    const fresh = (await admin.begun(10)).split('/').at(-1)!
    await fs.writeFile(path.join(house.evidence.intake, 'made-x-1'), 'half made')
    await fs.writeFile(path.join(house.evidence.intake, 'lonely.part'), 'x')
    await fs.writeFile(path.join(house.evidence.intake, 'lost.json'), '{"owner"')
    for (const file of [`${old}.part`, `${old}.json`, 'made-x-1', 'lonely.part', 'lost.json']) await agedBy(file, 7.01)
    await agedBy(`${resumed}.json`, 30)
    await agedBy(`${resumed}.part`, 6.99)
    expect(await house.evidence.tidy(Date.now())).toBe(5)
    const left = new Set((await fs.readdir(house.evidence.intake)).map((name) => name.split('.')[0]))
    expect(left).toEqual(new Set([resumed, fresh]))
    expect(await house.evidence.tidy(Date.now())).toBe(0)
  })

  test('say when that will be', async () => {
    const { headers } = await admin.begin(10)
    const days = (Date.parse(headers.get('upload-expires')!) - Date.now()) / 86_400_000
    expect(days).toBeGreaterThan(6.9)
    expect(days).toBeLessThan(7.1)
    expect(headers.get('tus-extension')).toContain('expiration')
  })

  test('are so many at most for one person, and room is made by taking one back', async () => {
    const tester = new Uploading(server, 'tester')
    const begun: string[] = []
    for (let index = 0; index < 40; index += 1) begun.push(await tester.begun(10))
    await leavesNothing(async () => {
      const refused = await tester.begin(10)
      expect(refused.status).toBe(429)
      expect(refused.says).toContain('40 uploads of yours')
    })
    expect((await new Uploading(server, 'reviewer').begin(10)).status).toBe(201)
    await tester.drop(begun[0]!)
    expect((await tester.begin(10)).status).toBe(201)
  })
})

test('evidence set aside is given out still, and never to a stranger', async () => {
  const [first] = await evidence()
  await act(house, cast.admin, {
    move: 'set-evidence-aside',
    id: story.id,
    input: { evidence: first!.id, reason: 'Wrong one.' },
  })
  expect((await server.send('tester', `/evidence/${first!.id}`)).status).toBe(200)
  expect((await server.send('stranger', `/evidence/${first!.id}`)).status).toBe(404)
  expect((await server.send(null, `/evidence/${first!.id}`)).status).toBe(401)
})
