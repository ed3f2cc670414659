/** Brings the schema up to date: every migration once, in order, in one transaction each, one process at a time. */
import sql, { raw } from 'sql-template-tag'
import { refuse } from '../kernel/refusal.ts'
import type { Database } from './database.ts'
import { FIRST } from './migrations/0001-first.ts'
import { NOTICES_OF_PROJECTS } from './migrations/0002-notices-of-projects.ts'
import { VENDOR_FOUND } from './migrations/0003-vendor-found.ts'
import { TECHNICIANS } from './migrations/0004-technicians.ts'
import { SELF_ASSESSMENTS } from './migrations/0005-self-assessments.ts'
import { TERMS_ASKED } from './migrations/0006-terms-asked.ts'
import { TICKETS } from './migrations/0007-tickets.ts'
import { DISPUTES } from './migrations/0008-disputes.ts'
import { CAPTURE_READINGS } from './migrations/0009-capture-readings.ts'
import { FOUND_BY_INDEX } from './migrations/0010-found-by-index.ts'
import { READINGS_BY_ANALYSER } from './migrations/0012-readings-by-analyser.ts'
import { EQUIPMENT } from './migrations/0013-equipment.ts'
import { MAIL_CHOICES } from './migrations/0014-mail-choices.ts'
import { FEE_REQUESTS } from './migrations/0015-fee-requests.ts'
import { CAPTURES_REMOVED } from './migrations/0016-captures-removed.ts'
import { WEBHOOKS } from './migrations/0017-webhooks.ts'
import { GUIDES_READ } from './migrations/0018-guides-read.ts'
import { STATEMENTS } from './migrations/0019-statements.ts'
import { FOLLOWING } from './migrations/0020-following.ts'
import { FOUND_BY_RELEASE } from './migrations/0021-found-by-release.ts'
import { ACCESS_TOKENS } from './migrations/0022-access-tokens.ts'
import { WHAT_WAS_SENT } from './migrations/0023-what-was-sent.ts'
import { LISTING_TEXTS } from './migrations/0024-listing-texts.ts'
import { GUIDE_WRITINGS } from './migrations/0025-guide-writings.ts'
import { NOTICES_OF_FOLLOWERS } from './migrations/0026-notices-of-followers.ts'
import { WHAT_NOTICES_QUOTE } from './migrations/0027-what-notices-quote.ts'
import { ASKED_IN } from './migrations/0028-asked-in.ts'

export type Migration = { readonly name: string; readonly statements: readonly string[] }

export const MIGRATIONS: readonly Migration[] = [
  FIRST,
  NOTICES_OF_PROJECTS,
  VENDOR_FOUND,
  TECHNICIANS,
  SELF_ASSESSMENTS,
  TERMS_ASKED,
  TICKETS,
  DISPUTES,
  CAPTURE_READINGS,
  FOUND_BY_INDEX,
  READINGS_BY_ANALYSER,
  EQUIPMENT,
  MAIL_CHOICES,
  FEE_REQUESTS,
  CAPTURES_REMOVED,
  WEBHOOKS,
  GUIDES_READ,
  STATEMENTS,
  FOLLOWING,
  FOUND_BY_RELEASE,
  ACCESS_TOKENS,
  WHAT_WAS_SENT,
  LISTING_TEXTS,
  GUIDE_WRITINGS,
  NOTICES_OF_FOLLOWERS,
  WHAT_NOTICES_QUOTE,
  ASKED_IN,
]

/** Any number, only ours: whoever holds it migrates, the others wait and find nothing left to do. */
const LOCK = 4_711_017

export async function migrate(database: Pick<Database, 'all' | 'transaction'>): Promise<void> {
  const done = await appliedMigrations(database)
  const known = new Set(MIGRATIONS.map((migration) => migration.name))
  const foreign = done.find((name) => !known.has(name))
  if (foreign) {
    refuse('unavailable', {
      says: `This database was brought up to date by a newer version (${foreign}).`,
      next: 'Run that version or a later one.',
    })
  }
  for (const migration of MIGRATIONS.filter((each) => !done.includes(each.name))) {
    await database.transaction(async (tx) => {
      await tx.run(sql`select pg_advisory_xact_lock(${LOCK})`)
      await tx.run(
        sql`create table if not exists migration (name text primary key, applied timestamptz not null default now())`,
      )
      const isNew = await tx.run(sql`insert into migration (name) values (${migration.name}) on conflict do nothing`)
      if (isNew === 0) return
      for (const statement of migration.statements) await tx.run(raw(statement))
    })
  }
}

/** Whether a database was ever made one of ours. */
export async function hasSchema(database: Pick<Database, 'all'>): Promise<boolean> {
  const [{ there } = { there: false }] = await database.all<{ there: boolean }>(
    sql`select to_regclass('migration') is not null as there`,
  )
  return there
}

async function appliedMigrations(database: Pick<Database, 'all'>): Promise<readonly string[]> {
  if (!(await hasSchema(database))) return []
  const rows = await database.all<{ name: string }>(sql`select name from migration order by name`)
  return rows.map((row) => row.name)
}
