/**
 * Nothing acknowledged is lost (R1, the short form): the real server is killed twenty times at moments of
 * chance while people work and upload; what they were told was done is there each time it comes back.
 */
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import sql from 'sql-template-tag'
import { openHouse, type House } from '../src/app/house.ts'
import { openSignIn } from '../src/app/sign-in.ts'
import { verifyInstallation } from '../src/app/verify.ts'
import type { Fact } from '../src/signing/journal.ts'
import { type Cast, enterCast, Story } from './support/cast.ts'
import { freshDatabase, KINDS, type TestHouse } from './support/house.ts'
import { databaseProcess, eventually, type Served, serveProcess } from './support/process.ts'
import { openSession, PASSWORD, send } from './support/server.ts'
import { chanceOf } from './oracle/chance.ts'
import { Ledger, Worker } from './support/crash-workers.ts'

describe.each(KINDS)('the server killed amid work on the %s database', (kind) => {
  // What differs is the database that goes down with its server, or does not: the same way is gone fewer times there.
  const kills = kind === 'embedded' ? 20 : 8
  let dataDir: string
  let environment: Record<string, string>
  let drop = async () => {}
  let cast: Cast
  let projects: readonly string[]
  const tokens = new Map<keyof Cast, string>()
  const ledger = new Ledger()

  beforeAll(async () => {
    dataDir = await fs.mkdtemp(path.join(os.tmpdir(), 'certwright-crash-'))
    environment = { DATA_DIR: dataDir }
    if (kind === 'server') {
      const database = await freshDatabase(kind)
      environment.DATABASE_URL = database.url
      drop = database.drop
    }
    await withHouse(prepare)
  })
  afterAll(async () => {
    await drop()
    await fs.rm(dataDir, { recursive: true, force: true })
  })

  async function withHouse<Result>(work: (house: House) => Promise<Result>): Promise<Result> {
    const choice = { dataDir, url: environment.DATABASE_URL ?? null, owner: 'command' as const }
    const house = await openHouse(choice, {
      dataDir,
      publicUrl: 'http://127.0.0.1',
      mailbox: 'a@b.test',
      smtpUrl: null,
    })
    try {
      return await work(house)
    } finally {
      await house.close()
    }
  }

  async function prepare(opened: House): Promise<void> {
    const house = { ...opened, now: () => Date.parse('2026-06-15T09:00:00Z') } as TestHouse
    cast = await enterCast(house)
    projects = await Promise.all([0, 1, 2, 3].map(async () => (await new Story(house, cast).open()).id))
    const people = await house.database.all<{ name: string; email: string }>(sql`select name, email from person`)
    await openSignIn(house.database, house.settings).sharePassword(people, PASSWORD)
    for (const who of ['admin', 'engineer', 'tester', 'manager', 'auditor'] as const)
      tokens.set(who, await openSession(house, `${who}@${cast[who].organisation}.test`))
  }

  test(`loses nothing of what it acknowledged in ${kills} kills, and comes back each time`, async () => {
    const chance = chanceOf(1, 20)
    const workers = projects.map(
      (project, index) =>
        new Worker(project, tokens.get((['admin', 'engineer', 'tester', 'manager'] as const)[index]!)!, ledger),
    )
    for (let kill = 0; kill < kills; kill += 1) {
      const server = await serveProcess(environment)
      expect(await lostOf(server)).toEqual([])
      const enough = ledger.acknowledged.length + chance.below(16)
      const work = Promise.all(workers.map((worker) => worker.workUntilCut(server.address)))
      await eventually('something was acknowledged', () => ledger.acknowledged.length > enough)
      await server.kill()
      await work
    }
    expect(ledger.acknowledged.length).toBeGreaterThan(kills * 4)
    expect(ledger.cut).toBeGreaterThan(0)
    expect(ledger.resumed).toBeGreaterThan(0)
  }, 240_000)

  /** Everything in the ledger, asked back from the server that came up. */
  async function lostOf(server: Served): Promise<readonly string[]> {
    const there = new Map<number, string>()
    for (let before: number | null = Number.MAX_SAFE_INTEGER; before !== null;) {
      const response = await send(
        `${server.address}/api/journal?limit=200&before=${before}`,
        tokens.get('auditor')!,
        {},
      )
      const page = (await response.json()) as { facts: Fact[]; before: number | null }
      for (const fact of page.facts) there.set(fact.seq, fact.kind)
      before = page.before
    }
    return ledger.lost(there)
  }

  test('afterwards everything acknowledged is there once, files whole, and the journal proves itself', async () => {
    const server = await serveProcess(environment)
    const workers = projects.map((project) => new Worker(project, tokens.get('admin')!, ledger))
    for (const { project, sha256 } of ledger.files) {
      const found = await workers[projects.indexOf(project)]!.evidenceHashes(server.address)
      expect(found).toContain(sha256)
    }
    expect(await lostOf(server)).toEqual([])
    expect(await server.stop()).toBe(0)
    await withHouse(async (house) => {
      const report = await verifyInstallation(house)
      expect(report.faults).toEqual([])
      expect(report.files).toBeGreaterThan(0)
      const rows = await house.database.all<{ key: string; fact: number }>(sql`select key, fact from once`)
      const facts = new Map(rows.map((row) => [row.key, row.fact]))
      for (const { key, fact } of ledger.acknowledged) expect(facts.get(key), key).toBe(fact)
      expect(new Set(facts.values()).size).toBe(facts.size)
    })
  })

  test('control: a ledger entry that was never acknowledged is missed', async () => {
    const other = new Ledger()
    other.acknowledged.push({ key: 'never', fact: 1_000_000, kind: 'question-asked' })
    expect(other.lost(new Map([[1, 'question-asked']]))).toEqual(['never: fact 1000000, question-asked'])
    other.acknowledged.push({ key: 'changed', fact: 1, kind: 'question-asked' })
    expect(other.lost(new Map([[1, 'order-placed']]))).toHaveLength(2)
  })

  test('leaves no database running when it is gone for good', async () => {
    const server = await serveProcess(environment)
    const database = databaseProcess(dataDir)
    expect(database === null).toBe(kind === 'server')
    await server.kill()
    await eventually('its database ended with it', () => databaseProcess(dataDir) === null)
  })
})
