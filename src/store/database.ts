/**
 * The door to PostgreSQL: a pool, transactions, and the retry of what PostgreSQL itself asks to retry.
 * The embedded database and a server of one's own are the same from here on.
 */
import pg from 'pg'
import type { Sql } from 'sql-template-tag'
import { refuse, Refusal } from '../kernel/refusal.ts'
import { hasEmbedded, type Owner, startEmbedded } from './embedded-postgres.ts'
import { hasSchema, migrate } from './migrate.ts'

export type Row = Record<string, unknown>

/** Runs a statement: on a connection of the pool, or within a transaction. */
export type Queryable = {
  readonly all: <R extends Row>(statement: Sql | Prepared) => Promise<readonly R[]>
  readonly one: <R extends Row>(statement: Sql | Prepared) => Promise<R | null>
  readonly run: (statement: Sql | Prepared) => Promise<number>
}

/** A statement PostgreSQL keeps parsed under its name: for the reads that have to be fast. */
export type Prepared = { readonly name: string; readonly text: string; readonly values: unknown[] }

export type Transaction = Queryable & { readonly client: pg.PoolClient }

export type Database = Queryable & {
  readonly pool: pg.Pool
  readonly kind: 'embedded' | 'server'
  readonly version: string
  readonly transaction: <Result>(work: (tx: Transaction) => Promise<Result>) => Promise<Result>
  /** Reads any number of rows in one snapshot with bounded memory, a batch at a time. */
  readonly walk: <R extends Row>(statement: Sql, batch?: number) => AsyncGenerator<readonly R[]>
  /** The same for whoever asks several things of one moment; what `work` asks, it asks of the snapshot. */
  readonly reading: <Item>(work: (on: Queryable) => AsyncGenerator<Item>) => AsyncGenerator<Item>
  readonly close: () => Promise<void>
}

// Counts and sequence numbers stay far below 2^53; days are text, not instants in some zone.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number)
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

export type DatabaseChoice = {
  readonly dataDir: string
  readonly url: string | null
  readonly owner: Owner
  /** For whoever works on what is there: an installation that is not there is refused, not made. */
  readonly mustExist?: true
  /** Told once, where somebody else has the database, for whom is waited. */
  readonly waiting?: (says: string) => void
}

export async function openDatabase(choice: DatabaseChoice): Promise<Database> {
  if (choice.mustExist && choice.url === null && !hasEmbedded(choice.dataDir)) noInstallation(choice)
  const embedded = choice.url === null ? await startEmbedded(choice.dataDir, choice.owner, choice.waiting) : null
  const poolOf = (max: number) => {
    const opened = new pg.Pool({
      ...(embedded ? embedded.connection : { connectionString: choice.url! }),
      max,
      connectionTimeoutMillis: 10_000,
      application_name: 'certwright',
    })
    // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
    opened.on('error', () => {})
    return opened
  }
  const pool = poolOf(12)
  const walkers = poolOf(MOST_WALKS)
  const idleMs = choice.owner === 'server' ? IDLE_MS : null
  const database = { ...queries(pool), pool, kind: embedded ? ('embedded' as const) : ('server' as const) }
  const close = async () => {
    await walkers.end()
    await pool.end()
    await embedded?.stop()
  }
  const transaction: Database['transaction'] = (work) => inTransaction(pool, work)
  try {
    const version = embedded?.version ?? (await serverVersion(database))
    if (choice.mustExist && !(await hasSchema(database))) noInstallation(choice)
    await migrate({ ...database, transaction })
    return {
      ...database,
      version,
      transaction,
      walk: (statement, batch) => snapshot({ pool: walkers, idleMs }, (client) => fetched(client, statement, batch)),
      reading: (work) => snapshot({ pool: walkers, idleMs }, (client) => work(queries(client))),
      close,
    }
  } catch (fault) {
    await close()
    throw embedded ? fault : explained(fault)
  }
}

/** What is not there cannot be read: an empty one made instead would answer that all is well. */
function noInstallation({ dataDir, url }: DatabaseChoice): never {
  return refuse('not-found', {
    says:
      url === null
        ? `There is no installation in ${dataDir}, and this command makes none.`
        : 'There is no installation in the database that DATABASE_URL names, and this command makes none.',
    next: 'Name the folder of the installation in DATA_DIR, and its database in DATABASE_URL if that is elsewhere. certwright serve makes a new one.',
  })
}

/** The system cannot connect, or PostgreSQL does not let us in: no such database, user or password. */
const UNREACHABLE = /^(E[A-Z]+|28...|3D000|57P03)$/

/** A database of one's own that cannot be reached is for the operator to mend. Its address is not told: it may hold a password. */
function explained(fault: unknown): unknown {
  const { code = '', message = '' } = fault as { code?: string; message?: string }
  if (!UNREACHABLE.test(code)) return fault
  return new Refusal('unavailable', {
    says: `The database in DATABASE_URL cannot be used: ${message || code}.`,
    next: 'Check the address, the user and the password, and that PostgreSQL runs there.',
  })
}

async function serverVersion(database: Queryable): Promise<string> {
  const row = await database.one<{ version: string; number: number }>({
    name: 'server-version',
    text: `select current_setting('server_version') as version, current_setting('server_version_num')::int as number`,
    values: [],
  })
  if (row && row.number >= 150_000) return row.version
  return refuse('unavailable', { says: `PostgreSQL ${row?.version} is too old.`, next: 'Use PostgreSQL 15 or later.' })
}

function queries(runner: pg.Pool | pg.PoolClient): Queryable {
  const query = async <R extends Row>(statement: Sql | Prepared) => {
    const prepared = 'name' in statement ? { name: statement.name } : {}
    return runner.query<R>({ ...prepared, text: statement.text, values: statement.values })
  }
  return {
    all: async <R extends Row>(statement: Sql | Prepared) => (await query<R>(statement)).rows,
    one: async <R extends Row>(statement: Sql | Prepared) => (await query<R>(statement)).rows[0] ?? null,
    run: async (statement) => (await query(statement)).rowCount ?? 0,
  }
}

/** Serialisation failures and deadlocks: PostgreSQL undid everything and asks to try again. */
const RETRY = new Set(['40001', '40P01'])

async function inTransaction<Result>(pool: pg.Pool, work: (tx: Transaction) => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    const client = await pool.connect()
    let broken: Error | undefined
    try {
      await client.query('begin')
      const result = await work({ ...queries(client), client })
      await client.query('commit')
      return result
    } catch (fault) {
      await client.query('rollback').catch((error: Error) => (broken = error))
      if (attempt >= 5 || !RETRY.has((fault as { code?: string }).code ?? '')) throw fault
    } finally {
      client.release(broken)
    }
  }
}

/**
 * Walks over everything hold a connection for as long as somebody reads, so they have a few of their own:
 * however slowly an export is fetched, pages and moves never wait for it.
 */
const MOST_WALKS = 4

type Walkers = { readonly pool: pg.Pool; readonly idleMs: number | null }

/** Whoever fetches nothing for so long from a server has gone away, whether the line says so or not. */
const IDLE_MS = 60_000

async function* snapshot<Item>(
  walkers: Walkers,
  work: (client: pg.PoolClient) => AsyncGenerator<Item>,
): AsyncGenerator<Item> {
  const client = await walkers.pool.connect().catch(tooManyWalks)
  let isGivenUp = false
  let timer: NodeJS.Timeout | undefined
  const giveUp = () => {
    isGivenUp = true
    client.release(true)
  }
  try {
    await client.query('begin isolation level repeatable read, read only')
    for await (const item of work(client)) {
      if (walkers.idleMs !== null) timer = setTimeout(giveUp, walkers.idleMs).unref()
      yield item
      clearTimeout(timer)
      if (isGivenUp) tooSlow()
    }
  } finally {
    // Whoever reads may stop at any row: then this is reached from the yield, with the timer still running.
    clearTimeout(timer)
    if (!isGivenUp) {
      const broken = await client.query('rollback').then(
        () => undefined,
        (error: Error) => error,
      )
      client.release(broken)
    }
  }
}

async function* fetched<R extends Row>(
  client: pg.PoolClient,
  statement: Sql,
  batch = 2000,
): AsyncGenerator<readonly R[]> {
  // Every row will be read, so the plan is made for all of them and not for the first few.
  await client.query('set local cursor_tuple_fraction = 1')
  await client.query({
    text: `declare walked no scroll cursor for ${statement.text}`,
    values: statement.values,
  })
  for (;;) {
    const { rows } = await client.query<R>(`fetch ${batch} from walked`)
    if (rows.length === 0) return
    yield rows
  }
}

function tooSlow(): never {
  refuse('unavailable', {
    says: 'This export was fetched too slowly, and was let go.',
    next: 'Ask for it again, or take it at the console with certwright export.',
  })
}

function tooManyWalks(fault: Error): never {
  if (!fault.message.includes('timeout')) throw fault
  return refuse('too-many', {
    says: 'Several large exports are being fetched at this moment.',
    next: 'Wait a minute, then ask again.',
  })
}

/** Whether PostgreSQL refused a row because one like it is there already. */
export function isUniqueViolation(fault: unknown): fault is pg.DatabaseError {
  return fault instanceof pg.DatabaseError && fault.code === '23505'
}
