/** A big upload in one go (R23): the server's memory stays where it was, and the checksum is right. */
import { createHash } from 'node:crypto'
import { spawn } from 'node:child_process'
import fs from 'node:fs/promises'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import sql from 'sql-template-tag'
import { openHouse } from '../src/app/house.ts'
import { openSignIn } from '../src/app/sign-in.ts'
import { type Cast, enterCast, Story } from './support/cast.ts'
import { freshDatabase, type TestHouse } from './support/house.ts'
import { type Served, serveProcess } from './support/process.ts'
import { openSession, PASSWORD, send } from './support/server.ts'

const MEGABYTE = 1024 ** 2
const MEGABYTES = 300
const MOST_GROWTH = 150

const residentMegabytes = async (pid: number) => {
  const status = await fs.readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)![1]) / 1024
}

/** How far memory rose above where it was, at its highest, while something was done. */
async function growthDuring(pid: number, work: () => Promise<unknown>): Promise<number> {
  const before = await residentMegabytes(pid)
  let highest = before
  const watch = setInterval(() => {
    void residentMegabytes(pid).then((now) => (highest = Math.max(highest, now)))
  }, 20)
  await work()
  clearInterval(watch)
  return Math.max(highest, await residentMegabytes(pid)) - before
}

describe('three hundred megabytes in one piece', () => {
  let served: Served
  let dataDir: string
  let token: string
  let project: string
  let drop = async () => {}
  beforeAll(async () => {
    dataDir = await fs.mkdtemp(path.join(os.tmpdir(), 'certwright-big-'))
    const database = await freshDatabase('embedded')
    const choice = { dataDir, url: database.url, owner: 'command' as const }
    const settings = { dataDir, publicUrl: 'http://127.0.0.1', mailbox: 'a@b.test', smtpUrl: null }
    const house = (await openHouse(choice, settings)) as TestHouse
    const cast: Cast = await enterCast({ ...house, now: () => Date.parse('2026-06-15T09:00:00Z') })
    project = (await new Story({ ...house, now: () => Date.parse('2026-06-15T09:00:00Z') }, cast).open()).id
    const people = await house.database.all<{ name: string; email: string }>(sql`select name, email from person`)
    await openSignIn(house.database, settings).sharePassword(people, PASSWORD)
    token = await openSession(house, 'admin@northwind.test')
    await house.close()
    served = await serveProcess({ DATA_DIR: dataDir, DATABASE_URL: database.url })
    drop = database.drop
  }, 120_000)
  afterAll(async () => {
    await served.stop()
    await drop()
    await fs.rm(dataDir, { recursive: true, force: true })
  })

  async function begin(bytes: number): Promise<string> {
    const headers = { 'upload-length': String(bytes), 'upload-metadata': `filename ${btoa('big.pcap')}` }
    const begun = await send(`${served.address}/uploads`, token, { method: 'POST', headers })
    expect(begun.status).toBe(201)
    return begun.headers.get('location')!
  }

  /** A capture's first bytes and then zeros, as fast as they are taken; the hash of what was sent. */
  async function pour(address: string, bytes: number): Promise<string> {
    const hash = createHash('sha256')
    const request = http.request(`${served.address}${address}`, {
      method: 'PATCH',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/offset+octet-stream',
        'content-length': bytes,
        'upload-offset': '0',
      },
    })
    const answered = once(request, 'response') as Promise<[http.IncomingMessage]>
    const zeros = Buffer.alloc(MEGABYTE)
    const first = Buffer.from(zeros)
    first.write('d4c3b2a1', 'hex')
    for (let sent = 0; sent < bytes; sent += MEGABYTE) {
      const chunk = (sent === 0 ? first : zeros).subarray(0, bytes - sent)
      hash.update(chunk)
      if (!request.write(chunk)) await once(request, 'drain')
    }
    request.end()
    const [response] = await answered
    response.resume()
    expect(response.statusCode).toBe(204)
    expect(response.headers['upload-offset']).toBe(String(bytes))
    return hash.digest('hex')
  }

  async function add(address: string): Promise<{ sha256: string; bytes: number }> {
    const body = { upload: address.split('/').at(-1) }
    expect((await send(`${served.address}/api/projects/${project}/add-evidence`, token, { body })).status).toBe(200)
    const answer = await send(`${served.address}/api/projects/${project}`, token, {})
    const { file } = (await answer.json()) as { file: { evidence: { sha256: string; bytes: number }[] } }
    return file.evidence.toSorted((a, b) => b.bytes - a.bytes)[0]!
  }

  test('are taken and hashed within bounds, and are what was sent', async () => {
    const warm = await begin(2 * MEGABYTE)
    await pour(warm, 2 * MEGABYTE)
    await add(warm)
    const address = await begin(MEGABYTES * MEGABYTE)
    let sent = ''
    const taking = await growthDuring(served.pid, async () => (sent = await pour(address, MEGABYTES * MEGABYTE)))
    let kept = { sha256: '', bytes: 0 }
    const hashing = await growthDuring(served.pid, async () => (kept = await add(address)))
    expect(kept).toMatchObject({ sha256: sent, bytes: MEGABYTES * MEGABYTE })
    expect(taking).toBeLessThan(MOST_GROWTH)
    expect(hashing).toBeLessThan(MOST_GROWTH)
  }, 180_000)

  test('are given out again as they came, within the same bounds', async () => {
    const answer = await send(`${served.address}/api/projects/${project}`, token, {})
    const { file } = (await answer.json()) as { file: { evidence: { id: string; sha256: string; bytes: number }[] } }
    const big = file.evidence.toSorted((a, b) => b.bytes - a.bytes)[0]!
    const hash = createHash('sha256')
    const growth = await growthDuring(served.pid, async () => {
      const given = await send(`${served.address}/evidence/${big.id}`, token, {})
      for await (const chunk of given.body!) hash.update(chunk)
    })
    expect(hash.digest('hex')).toBe(big.sha256)
    expect(growth).toBeLessThan(MOST_GROWTH)
  }, 180_000)

  test('control: a program that keeps what it is sent is seen to grow', async () => {
    const keeps = `const kept = []; process.stdin.on('data', (chunk) => kept.push(Buffer.from(chunk))).on('end', () => setTimeout(() => process.exit(kept.length === 0 ? 1 : 0), 500))`
    const child = spawn(process.execPath, ['-e', keeps], { stdio: ['pipe', 'ignore', 'ignore'] })
    const ended = once(child, 'exit')
    const growth = await growthDuring(child.pid!, async () => {
      for (let sent = 0; sent < MEGABYTES; sent += 1)
        if (!child.stdin.write(Buffer.alloc(MEGABYTE, 1))) await once(child.stdin, 'drain')
    })
    child.stdin.end()
    await ended
    expect(growth).toBeGreaterThan(MOST_GROWTH)
  }, 60_000)
})
