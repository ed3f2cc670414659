/**
 * Access tokens: how somebody lets a program of theirs in. It acts as the person, reaches what they chose, ends by
 * itself on a day, and can be ended before. Only the hash is kept; the token is shown once.
 */
import { z } from 'zod'
import { addDays, dateWords, type Day } from '../kernel/day.ts'
import { named } from './input.ts'
import { moveOn, put, stampOf } from './move.ts'
import { type Permission, SIGNED_IN } from './permission.ts'
import type { Stamp } from './stamp.ts'

/** What a token may reach beyond reading, in the order of the page. */
export const TOKEN_SCOPES = {
  read: 'Read what you may read',
  projects: 'Work on projects: answers, results, evidence, quotes',
  organisation: 'Keep your company: products, releases, contacts, membership, equipment',
  support: 'Open and work on support tickets',
  programme: 'Keep the programme: platforms, certifications, enquiries, parameters',
} as const

export type TokenScope = keyof typeof TOKEN_SCOPES

export const TOKEN_SCOPE_NAMES = Object.keys(TOKEN_SCOPES) as readonly TokenScope[]

export type AccessToken = {
  readonly id: string
  readonly person: string
  readonly name: string
  readonly scopes: readonly TokenScope[]
  /** SHA-256 of the token, in hex. */
  readonly hash: string
  readonly made: Stamp
  /** The last day on which it lets anybody in. */
  readonly until: Day
  readonly ended: Stamp | null
}

/** What every access token begins with, so that one that leaked is known for what it is. */
export const TOKEN_PREFIX = 'cwt_'

const MOST_DAYS = 365
const MOST_TOKENS = 20

export type NewTokenFile = { readonly person: string; readonly inUse: number }
export type TokenFile = { readonly token: AccessToken }

const newMove = moveOn<NewTokenFile>()
const move = moveOn<TokenFile>()

const THEMSELVES = Object.fromEntries(Object.keys(SIGNED_IN).map((role) => [role, 'self'])) as {
  readonly [Role in keyof typeof SIGNED_IN]: 'self'
}

/** Whoever keeps accounts can end the tokens of others; nobody can make one for somebody else. */
export const SEES_TOKEN = { ...THEMSELVES, 'programme-manager': 'any', operator: 'any' } as const satisfies Permission

export const newTokenMoves = {
  'make-access-token': newMove({
    says: 'Make a token',
    clause: '4C.8',
    by: THEMSELVES,
    input: z.strictObject({
      name: named(80),
      scopes: z
        .array(z.enum(TOKEN_SCOPE_NAMES), { error: 'Choose what it may reach.' })
        .min(1, { error: 'Choose what it may reach.' })
        .max(TOKEN_SCOPE_NAMES.length),
      days: z.coerce
        .number({ error: 'For how many days?' })
        .int()
        .min(1, { error: 'At least one day.' })
        .max(MOST_DAYS, { error: `At most ${MOST_DAYS} days.` }),
    }),
    obstacle: ({ inUse }) =>
      inUse < MOST_TOKENS
        ? null
        : { says: `You have ${MOST_TOKENS} tokens in use.`, next: 'End one that is not needed any more.' },
    decide: ({ person }, input, context) => {
      const { token, hash } = context.newSecret(TOKEN_PREFIX)
      const id = context.newId()
      const scopes = TOKEN_SCOPE_NAMES.filter((scope) => input.scopes.includes(scope))
      const until = addDays(context.day, input.days)
      return {
        kind: 'access-token-made',
        says: `Access token "${input.name}" made, good until ${dateWords(until)}`,
        data: { token: id, person, scopes, until },
        puts: [
          put('access-token', id, {
            id,
            person,
            name: input.name,
            scopes,
            hash,
            made: stampOf(context),
            until,
            ended: null,
          }),
        ],
        secret: token,
      }
    },
  }),
}

export const tokenMoves = {
  'end-access-token': move({
    says: 'End the token',
    clause: '4C.8',
    by: SEES_TOKEN,
    input: z.strictObject({}),
    obstacle: ({ token }) =>
      token.ended ? { says: 'This token was ended already.', next: 'Nothing is left to do.' } : null,
    decide: ({ token }, _, context) => ({
      kind: 'access-token-ended',
      says: `Access token "${token.name}" ended`,
      data: { token: token.id, person: token.person },
      puts: [put('access-token', token.id, { ...token, ended: stampOf(context) })],
    }),
  }),
}
