/**
 * One embedded PostgreSQL for the whole run, with a template every test's database is copied from. A
 * PostgreSQL server is used beside it when TEST_DATABASE_URL names one.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '../../src/store/database.ts'
import { startEmbedded } from '../../src/store/embedded-postgres.ts'

export const TEMPLATE = 'certwright_template'

declare module 'vitest' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- vitest is extended by merging
  interface ProvidedContext {
    embedded: string
    server: string | null
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'certwright-test-'))
  const embedded = await startEmbedded(home, 'server')
  const url = `postgres://${embedded.connection.user}@/postgres?host=${encodeURIComponent(embedded.connection.host)}`
  await makeTemplate(url)
  const server = process.env.TEST_DATABASE_URL ?? null
  if (server) await makeTemplate(server)
  project.provide('embedded', url)
  project.provide('server', server)
  return async () => {
    await embedded.stop()
    fs.rmSync(home, { recursive: true, force: true })
  }
}

/** A database with the schema in it, copied in a tenth of a second instead of migrated each time. */
async function makeTemplate(url: string): Promise<void> {
  await onServer(url, async (client) => {
    await client.query(`drop database if exists ${TEMPLATE}`)
    await client.query(`create database ${TEMPLATE}`)
  })
  const database = await openDatabase({ dataDir: '', url: withDatabase(url, TEMPLATE), owner: 'command' })
  await database.close()
}

export async function onServer(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

export function withDatabase(url: string, name: string): string {
  return url.replace(/^(postgres(?:ql)?:\/\/[^/]*\/)[^?]*/, `$1${name}`)
}
