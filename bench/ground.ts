/** Databases to measure on: each filled by a real import of a generated file, and taken away afterwards. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import pg from 'pg'
import { importExchange } from '../src/app/exchange/importing.ts'
import { type House, openHouse } from '../src/app/house.ts'
import { settingsFrom } from '../src/app/settings.ts'
import { CONSOLE } from '../src/programme/permission.ts'
import { writeExchangeFile } from '../test/oracle/generate.ts'

export type Kind = 'embedded' | 'server'

export type Ground = {
  readonly kind: Kind
  readonly size: number
  readonly house: House
  readonly environment: Readonly<Record<string, string>>
  /** How long the import took, in seconds. */
  readonly importSeconds: number
  /** The same ground with nothing running on it, for measuring a start. */
  readonly rest: () => Promise<void>
  readonly remove: () => Promise<void>
}

const SEED = 7

export async function exchangeFile(size: number): Promise<{ file: string; remove: () => void }> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'certwright-bench-'))
  const file = path.join(directory, 'generated.json')
  await writeExchangeFile(file, SEED, size)
  return { file, remove: () => fs.rmSync(directory, { recursive: true, force: true }) }
}

export async function prepare(kind: Kind, size: number, file: string, serverUrl: string | null): Promise<Ground> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'certwright-bench-'))
  const server = kind === 'server' && serverUrl ? await databaseOn(serverUrl) : null
  const environment = { DATA_DIR: dataDir, CERTWRIGHT_DEMO: 'off', ...(server ? { DATABASE_URL: server.url } : {}) }
  const { choice, settings } = settingsFrom(environment, 'server')
  const house = await openHouse(choice, settings)
  const from = performance.now()
  await importExchange(house, CONSOLE, file, false)
  const importSeconds = (performance.now() - from) / 1000
  // What autovacuum would have done by the next morning.
  await house.database.pool.query('vacuum analyze')
  let isOpen = true
  const rest = async () => {
    if (isOpen) await house.close()
    isOpen = false
  }
  const remove = async () => {
    await rest()
    await server?.drop()
    fs.rmSync(dataDir, { recursive: true, force: true })
  }
  return { kind, size, house, environment, importSeconds, rest, remove }
}

async function databaseOn(server: string): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `certwright_bench_${process.pid}_${Date.now()}`
  const asked = async (statement: string) => {
    const client = new pg.Client({ connectionString: server })
    await client.connect()
    await client.query(statement).finally(() => client.end())
  }
  await asked(`create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { url: url.toString(), drop: () => asked(`drop database ${name} with (force)`) }
}
