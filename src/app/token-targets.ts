/** What moves on access tokens act on: whoever makes one for themselves, and the token that is ended. */
import sql from 'sql-template-tag'
import { type NewTokenFile, newTokenMoves, SEES_TOKEN, type TokenFile, tokenMoves } from '../programme/access-token.ts'
import { load } from '../store/nouns.ts'
import { revisionsOf, type Target } from './target.ts'

/** The id is the person's whose token it will be. */
export const newAccessToken: Target<NewTokenFile> = {
  name: 'new-access-token',
  moves: newTokenMoves,
  load: async (on, { id, day }) => {
    const person = id ? await load(on, 'person', id) : null
    if (!person) return null
    const row = await on.one<{ count: number }>(
      sql`select count(*)::int as count from access_token where person = ${person.id} and until >= ${day} and not is_ended`,
    )
    return { file: { person: person.id, inUse: row!.count }, revisions: new Map() }
  },
  belongs: ({ person }) => ({ person }),
  sees: SEES_TOKEN,
}

export const accessToken: Target<TokenFile> = {
  name: 'access-token',
  moves: tokenMoves,
  load: async (on, { id }) => {
    const kept = id ? await load(on, 'access-token', id) : null
    return kept && { file: { token: kept.state }, revisions: revisionsOf(['access-token', kept]) }
  },
  belongs: ({ token }) => ({ person: token.person }),
  sees: SEES_TOKEN,
  shows: ({ token }) => ({ noun: 'access-token', id: token.id }),
}
