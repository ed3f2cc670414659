/** A person's access tokens, newest first, with when each was last used, and what one of theirs could reach. */
import sql from 'sql-template-tag'
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

export async function accessTokensOf(on: Queryable, person: string): Promise<readonly TokenInUse[]> {
  const rows = await on.all<{ state: AccessToken; last: string | null } & Row>(
    sql`select t.state, to_char(u.last at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as last
        from access_token t left join access_token_use u on u.token = t.id
        where t.person = ${person} order by t.made desc, t.id desc limit ${MOST_SHOWN}`,
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
