/** All rows of a table without holding them all. */
import type { Sql } from 'sql-template-tag'
import type { Queryable, Row } from './database.ts'

const BATCH = 500

/** Every row there is, however many, a batch at a time; each batch goes on after the id of the last row before. */
export async function* everyRow<R extends Row>(
  on: Queryable,
  idOf: (row: R) => string,
  batchAfter: (id: string, limit: number) => Sql,
): AsyncGenerator<R> {
  for (let after = ''; ;) {
    const rows = await on.all<R>(batchAfter(after, BATCH))
    yield* rows
    const last = rows.at(-1)
    if (!last || rows.length < BATCH) return
    after = idOf(last)
  }
}
