/** Something that time alone brought: whom it is told, and in which words. */
import type { Audience } from '../../programme/notice.ts'
import type { Sql } from 'sql-template-tag'
import type { Queryable, Row } from '../../store/database.ts'
import type { Told } from '../notices.ts'

export type Occasion = {
  /** Names the occasion: the same one is never told twice. */
  readonly key: string
  readonly code: string
  readonly to: readonly Audience[]
  readonly organisation: string
  readonly sponsor?: string | null
  readonly technicians?: readonly string[]
  /** Who it is told, where it is one person and nobody else. */
  readonly person?: string
  readonly project: string | null
  readonly subject: string
  readonly body: string
  readonly link: string
}

export function aboutProject({ project }: Told, to: readonly Audience[]) {
  const { organisation, sponsor, technicians = [] } = project
  return { project: project.id, organisation, sponsor, technicians, to }
}

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
