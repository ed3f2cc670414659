/** A house of its own for a test: a fresh database, a fresh data directory, and a clock the test holds. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { type House, openHouse } from '../../src/app/house.ts'
import { type Day, instantOf } from '../../src/kernel/day.ts'
import { onServer, TEMPLATE, withDatabase } from './cluster.ts'

export type TestHouse = House & {
  readonly clock: { now: number; to: (day: Day, hour?: number) => void }
  readonly url: string
  readonly dataDir: string
  readonly end: () => Promise<void>
}

export type Kind = 'embedded' | 'server'

/** The databases a test runs on: the embedded one always, a server where there is one. */
export const KINDS: readonly Kind[] = process.env.TEST_DATABASE_URL ? ['embedded', 'server'] : ['embedded']

export function clusterUrl(kind: Kind): string {
  const url = kind === 'embedded' ? inject('embedded') : inject('server')
  if (!url) throw new Error('TEST_DATABASE_URL is not set')
  return url
}

export async function freshDatabase(kind: Kind): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `certwright_test_${randomBytes(6).toString('hex')}`
  const url = clusterUrl(kind)
  await onServer(url, async (client) => void (await client.query(`create database ${name} template ${TEMPLATE}`)))
  return {
    url: withDatabase(url, name),
    drop: () =>
      onServer(url, async (client) => void (await client.query(`drop database if exists ${name} with (force)`))),
  }
}

export async function testHouse(
  kind: Kind = 'embedded',
  today: Day = '2026-06-15' as Day,
  settings: { smtpUrl?: string; webhookAllow?: readonly string[] } = {},
): Promise<TestHouse> {
  const database = await freshDatabase(kind)
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'certwright-data-'))
  const clock = {
    now: instantOf(today) + 9 * 3_600_000,
    to: (day: Day, hour = 9) => void (clock.now = instantOf(day) + hour * 3_600_000),
  }
  const house = await openHouse(
    { dataDir, url: database.url, owner: 'command' },
    {
      dataDir,
      publicUrl: 'http://127.0.0.1:3000',
      mailbox: 'programme@vendor.test',
      smtpUrl: settings.smtpUrl ?? null,
      webhookAllow: settings.webhookAllow ?? [],
    },
  )
  return {
    ...house,
    now: () => clock.now,
    clock,
    url: database.url,
    dataDir,
    end: async () => {
      await house.close()
      await database.drop()
      fs.rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
