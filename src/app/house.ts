/**
 * The house: what every deed and every reading needs from outside (database, files, clock, chance, the
 * figures of the programme) in one value, so that a test can hold the clock.
 */
import { createHash, randomBytes } from 'node:crypto'
import { type Day, dayOf } from '../kernel/day.ts'
import { uuidV7 } from '../kernel/id.ts'
import type { ParameterSetting } from '../programme/parameter-setting.ts'
import { type Figures, figuresOn } from '../rulebook/parameters.ts'
import { type Database, type DatabaseChoice, openDatabase, type Queryable } from '../store/database.ts'
import { type EvidenceStore, openEvidenceStore } from '../store/evidence-store.ts'
import sql from 'sql-template-tag'

export type { DatabaseChoice }

export type House = {
  readonly database: Database
  readonly evidence: EvidenceStore
  readonly settings: Settings
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly chance: (bytes: number) => Uint8Array
  /** Told after a fact has been committed, so that mails and papers need not wait for their next round. */
  readonly stir: () => void
  readonly close: () => Promise<void>
}

export type Settings = {
  readonly dataDir: string
  readonly publicUrl: string
  /** Where enquiries and requests without an owner go. */
  readonly mailbox: string
  readonly smtpUrl: string | null
  /** Addresses of proxies in front of the server, whose word on who is calling counts. */
  readonly proxies?: readonly string[]
  /** Hosts within, as `host:port`, that webhooks may reach; all others have to be of the public internet. */
  readonly webhookAllow?: readonly string[]
  /** A private key of the operator's own to sign with, as a file; made by the installation where none is named. */
  readonly signingKey?: string | null
}

export async function openHouse(choice: DatabaseChoice, settings: Settings): Promise<House> {
  const database = await openDatabase(choice)
  const evidence = await openEvidenceStore(settings.dataDir)
  return {
    database,
    evidence,
    settings,
    now: Date.now,
    chance: (bytes) => randomBytes(bytes),
    stir: () => {},
    close: () => database.close(),
  }
}

export function today(house: Pick<House, 'now'>): Day {
  return dayOf(house.now())
}

export function newId(house: Pick<House, 'now' | 'chance'>): string {
  return uuidV7(house.now(), house.chance(10))
}

/** A token for one link; the hash is what is kept. */
export function newSecret(house: Pick<House, 'chance'>, prefix = ''): { token: string; hash: string } {
  const token = prefix + Buffer.from(house.chance(24)).toString('base64url')
  return { token, hash: hashToken(token) }
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

export async function parameterSettings(on: Queryable): Promise<readonly ParameterSetting[]> {
  const rows = await on.all<{ state: ParameterSetting }>(sql`select state from parameter`)
  return rows.map((row) => row.state)
}

/** The figures of the programme on a day. */
export async function figures(on: Queryable, day: Day): Promise<Figures> {
  return figuresOn(day, await parameterSettings(on))
}

/** Whether the database answers. */
export async function isReady(house: Pick<House, 'database'>): Promise<boolean> {
  return house.database.one(sql`select 1 as there`).then(Boolean, () => false)
}
