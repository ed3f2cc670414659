/** A house whose database is one transaction, so that whatever is done in it can be looked at and taken back. */
import type { House } from '../../src/app/house.ts'
import type { Database, Row, Transaction } from '../../src/store/database.ts'

/** Runs `work` with everything read and written in one transaction, which is then rolled back. */
export async function takenBack<Kind extends House, Result>(
  house: Kind,
  work: (bound: Kind) => Promise<Result>,
): Promise<Result> {
  const client = await house.database.pool.connect()
  try {
    await client.query('begin')
    return await work({ ...house, database: boundTo(house.database, client) })
  } finally {
    await client.query('rollback')
    client.release()
  }
}

function boundTo(database: Database, client: Transaction['client']): Database {
  const query = async <R extends Row>(statement: Parameters<Database['all']>[0]) =>
    client.query<R>({ text: statement.text, values: statement.values })
  const tx: Transaction = {
    client,
    all: async <R extends Row>(statement: Parameters<Database['all']>[0]) => (await query<R>(statement)).rows,
    one: async <R extends Row>(statement: Parameters<Database['all']>[0]) =>
      (await query<R>(statement)).rows[0] ?? null,
    // How the snapshot is taken was settled when this transaction began.
    run: async (statement) =>
      statement.text.startsWith('set transaction') ? 0 : ((await query(statement)).rowCount ?? 0),
  }
  return {
    ...database,
    ...tx,
    transaction: (work) => work(tx),
    walk: async function* <R extends Row>(statement: Parameters<Database['walk']>[0]) {
      yield await tx.all<R>(statement)
    },
  }
}
