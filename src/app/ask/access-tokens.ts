/** A person's access tokens, newest first, with when each was last used, and what one of theirs could reach. */
import sql, { type Sql } from 'sql-template-tag'
import type { Day } from '../../kernel/day.ts'
import { movePlaces } from '../../api/moves.ts'
import { type AccessToken, TOKEN_SCOPE_NAMES, type TokenScope } from '../../programme/access-token.ts'
import { type Actor, mightEver } from '../../programme/permission.ts'
import type { Queryable, Row } from '../../store/database.ts'
import { MOVES, SENT_MOVES } from '../targets.ts'

export type TokenInUse = AccessToken & {
  /** The instant, to the hour; null when it never was. */
  readonly lastUsed: string | null
}

/** Those that ended stay in the journal; here stand the newest that somebody might still ask about. */
const MOST_SHOWN = 50
const MOST_AT_ONCE = 1000

export async function accessTokensOf(on: Queryable, person: string): Promise<readonly TokenInUse[]> {
  return rowsOf(on, sql`t.person = ${person}`, MOST_SHOWN)
}

/** Those that still let somebody in, of each of these people. */
export async function accessTokensInUse(
  on: Queryable,
  people: readonly string[],
  day: Day,
): Promise<ReadonlyMap<string, readonly TokenInUse[]>> {
  const rows = await rowsOf(
    on,
    sql`t.person = any(${[...people]}) and t.until >= ${day} and not t.is_ended`,
    MOST_AT_ONCE,
  )
  return Map.groupBy(rows, ({ person }) => person)
}

async function rowsOf(on: Queryable, which: Sql, most: number): Promise<readonly TokenInUse[]> {
  const rows = await on.all<{ state: AccessToken; last: string | null } & Row>(
    sql`select t.state, to_char(u.last at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as last
        from access_token t left join access_token_use u on u.token = t.id
        where ${which} order by t.made desc, t.id desc limit ${most}`,
  )
  return rows.map(({ state, last }) => ({ ...state, lastUsed: last }))
}

/** Reading, and whatever has a move that is somebody's to do. */
export function scopesWithin(actor: Actor): readonly TokenScope[] {
  const reached = new Set(
    movePlaces(SENT_MOVES)
      .filter(({ move }) => mightEver(actor, MOVES.get(move)!.move.by))
      .map(({ scope }) => scope),
  )
  return TOKEN_SCOPE_NAMES.filter((scope) => scope === 'read' || reached.has(scope))
}
