/**
 * What was acknowledged survives a power cut (R2): every answer comes after the flush that makes it last, and
 * evidence is on disk, and in its place, before anybody is told of it.
 */
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import sql from 'sql-template-tag'
import { openHouse, type House } from '../src/app/house.ts'
import type { Database, Transaction } from '../src/store/database.ts'
import { type Disk, openEvidenceStore, realDisk } from '../src/store/evidence-store.ts'
import { enterCast, Story } from './support/cast.ts'
import { KINDS, testHouse, type TestHouse } from './support/house.ts'

const ACTS = 60

describe.each(KINDS)('acknowledged acts on the %s database', (kind) => {
  let house: TestHouse
  let story: Story
  beforeAll(async () => {
    house = await testHouse(kind)
    story = await new Story(house, await enterCast(house)).open()
  })
  afterAll(() => house.end())

  test('are flushed to disk, each before it is answered', async () => {
    const early = await answeredBeforeFlushed(house, story)
    expect(early).toBe(0)
  })

  test('control: with commits that do not wait for the disk, some are answered before they are flushed', async () => {
    const hasty = await hastyHouse(house)
    try {
      expect(await answeredBeforeFlushed(hasty, story)).toBeGreaterThan(0)
    } finally {
      await hasty.close()
    }
  })
})

/** How many of so many acts were answered while the end of their own writing was not on disk yet. */
async function answeredBeforeFlushed(house: House, story: Story): Promise<number> {
  let written = ''
  const watched = watching(house, async (tx) => {
    written = (await tx.one<{ at: string }>(sql`select pg_current_wal_insert_lsn()::text as at`))!.at
  })
  const asking = new Story(watched, story.cast)
  asking.id = story.id
  let early = 0
  for (let count = 0; count < ACTS; count += 1) {
    await asking.do(story.cast.admin, 'ask', { about: { kind: 'project' }, text: `Question ${count}?` })
    const row = await house.database.one<{ flushed: boolean }>(
      sql`select pg_current_wal_flush_lsn() > ${written}::pg_lsn as flushed`,
    )
    if (!row!.flushed) early += 1
  }
  return early
}

/** Looks in at the end of every transaction, when all but its commit is written. */
function watching(house: House, look: (tx: Transaction) => Promise<void>): House {
  const transaction: Database['transaction'] = (work) =>
    house.database.transaction(async (tx) => {
      const result = await work(tx)
      await look(tx)
      return result
    })
  return { ...house, database: { ...house.database, transaction } }
}

async function hastyHouse(house: TestHouse): Promise<House> {
  const url = `${house.url}${house.url.includes('?') ? '&' : '?'}options=${encodeURIComponent('-c synchronous_commit=off')}`
  const hasty = await openHouse({ dataDir: house.dataDir, url, owner: 'command' }, house.settings)
  return { ...hasty, now: house.now }
}

describe('a database of one’s own', () => {
  let dataDir: string
  let house: House
  let story: Story
  beforeAll(async () => {
    dataDir = await fs.mkdtemp(path.join(os.tmpdir(), 'certwright-fsync-'))
    const choice = { dataDir, url: null, owner: 'command' as const }
    const opened = await openHouse(choice, {
      dataDir,
      publicUrl: 'http://127.0.0.1:3000',
      mailbox: 'a@b.test',
      smtpUrl: null,
    })
    house = { ...opened, now: () => Date.parse('2026-06-15T09:00:00Z') }
    story = await new Story(house, await enterCast(house)).open()
  })
  afterAll(async () => {
    await house.close()
    await fs.rm(dataDir, { recursive: true, force: true })
  })

  test('calls fsync on its log at least once for every act, one after another', async () => {
    expect(await fsyncsDuring(house.database, () => ask(story, ACTS))).toBeGreaterThanOrEqual(ACTS)
  })

  test('control: fewer, where commits do not wait for the disk', async () => {
    const client = await house.database.pool.connect()
    await client.query('set synchronous_commit = off')
    client.release()
    expect(await fsyncsDuring(house.database, () => ask(story, ACTS))).toBeLessThan(ACTS)
  })
})

async function ask(story: Story, count: number): Promise<void> {
  for (let done = 0; done < count; done += 1)
    await story.do(story.cast.admin, 'ask', { about: { kind: 'project' }, text: `Question ${done}?` })
}

/** PostgreSQL counts them per backend and tells when asked to; until 17 in one view, from 18 on in another. */
async function fsyncsDuring(database: Database, work: () => Promise<void>): Promise<number> {
  const before = await fsyncs(database)
  await work()
  return (await fsyncs(database)) - before
}

async function fsyncs(database: Database): Promise<number> {
  await database.one(sql`select pg_stat_force_next_flush()`)
  const isNew = Number(database.version.split('.')[0]) >= 18
  const row = await database.one<{ count: number }>(
    isNew
      ? sql`select coalesce(sum(fsyncs), 0)::bigint as count from pg_stat_io where object = 'wal'`
      : sql`select wal_sync as count from pg_stat_wal`,
  )
  return row!.count
}

describe('evidence', () => {
  let dataDir: string
  beforeAll(async () => {
    dataDir = await fs.mkdtemp(path.join(os.tmpdir(), 'certwright-evidence-'))
  })
  afterAll(() => fs.rm(dataDir, { recursive: true, force: true }))

  async function taken(disk: (log: string[]) => Disk): Promise<readonly string[]> {
    const log: string[] = []
    const store = await openEvidenceStore(dataDir, disk(log))
    const file = path.join(store.intake, `file-${process.hrtime.bigint()}`)
    await fs.writeFile(file, `Evidence ${process.hrtime.bigint()}`)
    const { sha256 } = await store.take(file)
    log.push('acknowledged')
    expect(await store.size(sha256)).toBeGreaterThan(0)
    return log
  }

  test('is on disk before it has its place, and its place is on disk before it is acknowledged', async () => {
    expect(orderFaults(await taken(recording))).toEqual([])
  })

  test.each(['syncFile', 'syncDirectory', 'makeDirectory'] as const)(
    'control: a disk without its %s is noticed',
    async (step) => {
      const log = await taken((calls) => ({ ...recording(calls), [step]: realDisk[step] }))
      expect(orderFaults(log)).not.toEqual([])
    },
  )

  test('control: a disk that gives the place first is noticed', () => {
    expect(
      orderFaults([
        'make directory',
        'link',
        'sync file',
        'sync directory ab',
        'sync directory evidence',
        'acknowledged',
      ]),
    ).not.toEqual([])
  })

  test('a disk that fails at any step acknowledges nothing, and what is in place is whole', async () => {
    for (const step of ['makeDirectory', 'syncFile', 'link', 'syncDirectory'] as const) {
      const store = await openEvidenceStore(dataDir, {
        ...realDisk,
        [step]: () => Promise.reject(Object.assign(new Error('no space left'), { code: 'ENOSPC' })),
      })
      const text = `Lost at ${step}`
      await expect(store.put(Buffer.from(text)), step).rejects.toThrow('no space left')
      expect(await fs.readdir(store.intake).then((names) => names.filter((name) => name.startsWith('made-')))).toEqual(
        [],
      )
    }
  })
})

/** What is wrong with the order in which a file was made to last. */
function orderFaults(log: readonly string[]): readonly string[] {
  const at = (call: string) => log.findLastIndex((each) => each.startsWith(call))
  const wanted = ['make directory', 'sync file', 'link', 'sync directory', 'acknowledged']
  const missing = wanted.filter((call) => at(call) < 0).map((call) => `no ${call}`)
  const early = wanted.slice(1).filter((call, index) => at(call) < at(wanted[index]!))
  const directories = log.filter((each) => each.startsWith('sync directory')).length
  return [
    ...missing,
    ...early.map((call) => `${call} too early`),
    ...(directories < 2 ? ['a directory was not synced'] : []),
  ]
}

function recording(log: string[]): Disk {
  return {
    makeDirectory: (directory) => realDisk.makeDirectory(directory).finally(() => log.push('make directory')),
    syncFile: (file) => realDisk.syncFile(file).finally(() => log.push('sync file')),
    link: (file, place) => realDisk.link(file, place).finally(() => log.push('link')),
    syncDirectory: (directory) =>
      realDisk.syncDirectory(directory).finally(() => log.push(`sync directory ${path.basename(directory)}`)),
  }
}
