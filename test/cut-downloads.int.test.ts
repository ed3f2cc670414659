/**
 * Downloads that are cut, wherever that is: before the first byte, in the middle, while the first row is still being
 * looked for. Neither a connection to the database nor an open file stays behind for whoever is gone.
 */
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { unpacked } from '../src/app/captures/capture-file.ts'
import { sampleCapture } from '../src/app/demo/sample-capture.ts'
import { LISTS } from '../src/app/lists/all.ts'
import { buildApp } from '../src/server/app.ts'
import { holding } from '../src/server/held.ts'
import { enterCast, importRecords, type Cast, Story } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { eventually } from './support/process.ts'
import { serveHouse, type TestServer } from './support/server.ts'
import { Uploading } from './support/uploading.ts'

const RECORDS = {
  format: 'certwright/1',
  products: Array.from({ length: 40 }, (_, at) => ({
    id: `desk-${at}`,
    organisation: 'northwind',
    name: `Desk ${at}`,
    family: 'other',
    interfaces: ['fax-gateway'],
    resoldByVendor: false,
    releases: [{ version: '1.0', ga: '2020-01-01' }],
  })),
  certifications: Array.from({ length: 40 }, (_, at) => ({
    number: `MCT-2026-${String(700 + at).padStart(5, '0')}`,
    product: `desk-${at}`,
    platform: 'voice',
    level: 'MCT',
    granted: '2026-05-01',
    pairs: [{ platformRelease: '10.0', productRelease: '1.0' }],
  })),
}

let house: TestHouse
let cast: Cast
let server: TestServer
const captures: string[] = []
beforeAll(async () => {
  house = await testHouse()
  cast = await enterCast(house)
  server = await serveHouse(house, cast)
  await importRecords(house, RECORDS)
  const { id } = await new Story(house, cast).open()
  const admin = new Uploading(server, 'admin')
  const call = sampleCapture(1_780_000_000)
  for (const [name, bytes] of [
    ['plain.pcap', call],
    ['small.pcap.gz', gzipSync(call)],
  ] as const) {
    const upload = await admin.whole(bytes, name)
    expect((await admin.add(id, upload, 'OUT-01')).status).toBe(200)
    captures.push(`/evidence/${upload.split('/').at(-1)}`)
  }
})
afterAll(async () => {
  await server.close()
  await house.end()
})

/** Connections to the house's database on which a snapshot is kept open. */
async function snapshots(): Promise<number> {
  const row = await house.database.one<{ open: number }>(
    sql`select count(*)::int as open from pg_stat_activity
        where datname = current_database() and state like 'idle in transaction%'`,
  )
  return row!.open
}

/** Files of the evidence that this process has open. */
function openFiles(): number {
  const root = path.join(house.dataDir, 'evidence')
  return fs.readdirSync('/proc/self/fd').filter((fd) => fileBehind(fd).startsWith(root)).length
}

/** A descriptor may be closed between the two looks. */
function fileBehind(fd: string): string {
  try {
    return fs.readlinkSync(`/proc/self/fd/${fd}`)
  } catch {
    return ''
  }
}

async function nothingIsHeld(): Promise<void> {
  await eventually('no snapshot is kept open', async () => (await snapshots()) === 0, 5_000)
  await eventually('no file is open', () => openFiles() === 0, 5_000)
}

const answerOf = (address: string) =>
  buildApp(server.services).fetch(
    new Request(`http://127.0.0.1:3000${address}`, { headers: { authorization: `Bearer ${server.token('manager')}` } }),
  )

/** Asks, and hangs up after so long. */
async function cut(address: string, afterMs: number): Promise<void> {
  const { hostname, port } = new URL(server.address)
  const socket = net.connect(Number(port), hostname)
  socket.on('error', () => {})
  await new Promise((resolve) => socket.once('connect', resolve))
  socket.write(`GET ${address} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${server.token('manager')}\r\n\r\n`)
  await new Promise((resolve) => setTimeout(resolve, afterMs))
  socket.destroy()
}

const STREAMED = [
  '/reference-guide.csv',
  '/reference-guide.json',
  '/reference-guide.xlsx',
  '/reference-guide.pdf',
  '/forecast.csv',
  '/sitemap.xml',
  '/sitemap/products.xml?from=desk-0',
  ...LISTS.map((list) => `${list.path}.csv`),
]

describe('an answer that nobody reads a byte of', () => {
  test.each(STREAMED)('keeps no connection: %s', async (address) => {
    for (let times = 0; times < 5; times += 1) {
      const answer = await answerOf(address)
      expect(answer.status).toBe(200)
      await answer.body!.cancel()
    }
    await nothingIsHeld()
  })

  test('keeps no file open, whatever is given out of the evidence', async () => {
    for (const address of captures.flatMap((each) => [each, `${each}/redacted.pcap`])) {
      for (let times = 0; times < 3; times += 1) {
        const answer = await answerOf(address)
        expect(answer.status, address).toBe(200)
        await answer.body!.cancel()
      }
      await nothingIsHeld()
    }
  })
})

describe('an answer that is cut in the middle', () => {
  test.each([...STREAMED.slice(0, 5), '/journal.json'])('keeps no connection: %s', async (address) => {
    const answer = await answerOf(address)
    const reader = answer.body!.getReader()
    expect((await reader.read()).done).toBe(false)
    await reader.cancel()
    await nothingIsHeld()
  })

  test('keeps no file open', async () => {
    for (const address of captures.map((each) => `${each}/redacted.pcap`)) {
      const reader = (await answerOf(address)).body!.getReader()
      expect((await reader.read()).done).toBe(false)
      await reader.cancel()
      await nothingIsHeld()
    }
  })
})

describe('whoever hangs up', () => {
  test('twenty times within two milliseconds leaves the list files to everybody else', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, at) => cut('/reference-guide.csv', 0.5 + at * 0.075)))
    await Promise.all(captures.map((each, at) => cut(`${each}/redacted.pcap`, 1 + at)))
    const answer = await fetch(`${server.address}/reference-guide.csv`)
    expect(answer.status).toBe(200)
    expect((await answer.text()).split('\n').length).toBeGreaterThan(40)
    await nothingIsHeld()
  })

  test('while the first row is still looked for frees the connection once it is found', async () => {
    await house.database.transaction(async (tx) => {
      await tx.run(sql`lock table certification in access exclusive mode`)
      await Promise.all(Array.from({ length: 6 }, () => cut('/reference-guide.csv', 150)))
    })
    expect((await fetch(`${server.address}/reference-guide.csv`)).status).toBe(200)
    await nothingIsHeld()
  })
})

describe('whoever reads to the end', () => {
  test('gets every byte, and the same as before', async () => {
    const lines = (await (await fetch(`${server.address}/reference-guide.csv`)).text()).trim().split('\n')
    expect(lines.filter((line) => line.includes('MCT-2026-007'))).toHaveLength(40)
    const whole = await server.send('manager', captures[0]!)
    expect(Number(whole.headers.get('content-length'))).toBe((await whole.arrayBuffer()).byteLength)
    await nothingIsHeld()
  })

  test('a refusal on the way is told as before, and keeps nothing', async () => {
    const answer = await answerOf('/reference-guide.csv?standing=purple')
    expect(answer.status).toBe(422)
    await nothingIsHeld()
  })
})

describe('a stored capture that is compressed', () => {
  test('breaks off for whoever reads it, and for nobody else, where its file does', async () => {
    const { sha256 } = await house.evidence.put(gzipSync(randomBytes(1 << 20)))
    const stored = house.evidence.read(sha256)
    const pieces = unpacked(stored)
    await pieces.next()
    stored.destroy(new Error('the disk is gone'))
    const rest = async () => {
      for (;;) if ((await pieces.next()).done) return
    }
    await expect(rest()).rejects.toThrow('the disk is gone')
    await nothingIsHeld()
  })
})

describe('control', () => {
  test('a walk that was begun and left is seen, until what held it is let go', async () => {
    const held = holding(house)
    const rows = held.house.database.walk(sql`select id from product`)
    await rows.next()
    expect(await snapshots()).toBe(1)
    held.letGo()
    await nothingIsHeld()
  })

  test('a file that was opened and left is seen, until whoever unpacks it stops', async () => {
    const { sha256 } = await house.evidence.put(Buffer.alloc(1 << 20, 'x'))
    const pieces = unpacked(house.evidence.read(sha256))
    await pieces.next()
    expect(openFiles()).toBe(1)
    await pieces.return(undefined)
    await nothingIsHeld()
  })
})
