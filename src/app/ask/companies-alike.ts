/**
 * Companies that cannot be told apart by their names. Whether two of them are one is for the programme office to say;
 * nobody else is told, since who is a member is not public everywhere.
 */
import sql from 'sql-template-tag'
import { lookOf, looksLike, spellingOf } from '../../kernel/name-look.ts'
import type { Queryable, Row } from '../../store/database.ts'
import { everyRow } from '../../store/every-row.ts'

export type Company = { readonly id: string; readonly name: string }

/** More is shown of none: whoever has so many of one name looks at the list. */
const MOST_ALIKE = 5

/** For each of these companies the others that look the same by name, five at most; all names are gone through once. */
export async function companiesAlike(
  on: Queryable,
  of: readonly Company[],
): Promise<ReadonlyMap<string, readonly Company[]>> {
  const wanted = new Set(of.flatMap(({ name }) => [lookOf(name), spellingOf(name)]))
  const found: Company[] = []
  if (of.length > 0)
    for await (const each of everyRow<Company & Row>(
      on,
      (row) => row.id,
      (after, limit) => sql`select id, name from organisation where id > ${after} order by id limit ${limit}`,
    ))
      if (wanted.has(lookOf(each.name)) || wanted.has(spellingOf(each.name))) found.push(each)
  return new Map(
    of.map(({ id, name }) => [
      id,
      found.filter((each) => each.id !== id && looksLike(each.name, name)).slice(0, MOST_ALIKE),
    ]),
  )
}
