/**
 * Who is asking: the person behind a session, looked up at every request, so that an ended session, a
 * changed role or a departed person counts from the next request on.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { TOKEN_PREFIX, type TokenScope } from '../programme/access-token.ts'
import type { Actor } from '../programme/permission.ts'
import type { Organisation } from '../programme/organisation.ts'
import type { Person } from '../programme/person.ts'
import sql from 'sql-template-tag'
import type { Database, Queryable, Row } from '../store/database.ts'
import { hashToken, type House, today } from './house.ts'

export type Identity = {
  readonly actor: Actor
  readonly person: Person
  readonly organisation: Pick<Organisation, 'id' | 'name' | 'roles'>
  readonly token: string
  /** What an access token reaches; null where somebody has signed in themselves. */
  readonly reach: readonly TokenScope[] | null
}

const BY_TOKEN = `
  select p.state as person, o.state as organisation
  from sign_in_session s join sign_in u on u.id = s."userId" join person p on p.email = u.email
    join organisation o on o.id = p.organisation
  where s.token = $1 and s."expiresAt" > now() and p.state_word = 'active'`

/** Whoever is behind a token, be it a session's or one that was made for a program. */
export function whoHas(house: Pick<House, 'database' | 'now'>, token: string): Promise<Identity | null> {
  return token.startsWith(TOKEN_PREFIX) ? byAccessToken(house, token) : identify(house.database, token)
}

export async function identify(on: Queryable, token: string): Promise<Identity | null> {
  const found = await on.one<{ person: Person; organisation: Organisation } & Row>({
    name: 'session',
    text: BY_TOKEN,
    values: [token],
  })
  if (!found) return null
  return { person: found.person, organisation: found.organisation, token, actor: actorOf(found.person), reach: null }
}

const BY_ACCESS_TOKEN = `
  select t.id, p.state as person, o.state as organisation, t.state->'scopes' as reach,
    (u.last is null or u.last < $3::timestamptz - interval '1 hour') as "isUnused"
  from access_token t join person p on p.id = t.person join organisation o on o.id = p.organisation
    left join access_token_use u on u.token = t.id
  where t.hash = $1 and t.until >= $2 and not t.is_ended and p.state_word = 'active'`

type Reached = Pick<Identity, 'person' | 'reach'> & { id: string; organisation: Organisation; isUnused: boolean }

async function byAccessToken(house: Pick<House, 'database' | 'now'>, token: string): Promise<Identity | null> {
  const at = new Date(house.now()).toISOString()
  const found = await house.database.one<Reached & Row>({
    name: 'access-token',
    text: BY_ACCESS_TOKEN,
    values: [hashToken(token), today(house), at],
  })
  if (!found) return null
  const { id, person, organisation, reach, isUnused } = found
  if (isUnused) await noteUse(house.database, id, at)
  return { person, organisation, reach, token, actor: actorOf(person) }
}

/** By the hour is near enough for whoever wonders whether a token is still needed. */
async function noteUse(database: Database, id: string, at: string): Promise<void> {
  await database.run(
    sql`insert into access_token_use (token, last) values (${id}, ${at}) on conflict (token) do update set last = excluded.last`,
  )
}

export function actorOf(person: Person): Actor {
  return { id: person.id, name: person.name, organisation: person.organisation, parts: person.roles }
}

const SESSION_COOKIE = /(?:^|;\s*)(?:__Secure-)?certwright\.session_token=([^;]+)/

/** Whether a request claims to come from somebody, rightly or not. */
export function claimsSomebody(cookie: string | null, bearer: string | null): boolean {
  return bearer !== null || SESSION_COOKIE.test(cookie ?? '')
}

/** The session token out of the signed cookie, or out of `Authorization: Bearer`; null when it is not genuine. */
export function tokenOf(cookie: string | null, bearer: string | null, secret: string): string | null {
  const named = SESSION_COOKIE.exec(cookie ?? '')?.[1]
  if (named) {
    const [token, signature] = splitSigned(decode(named))
    return isGenuine(token, signature, secret) ? token : null
  }
  const direct = /^Bearer ([A-Za-z0-9_-]{20,80})$/.exec(bearer ?? '')?.[1]
  return direct ?? null
}

function splitSigned(value: string): [string, string] {
  const dot = value.lastIndexOf('.')
  return dot < 0 ? ['', ''] : [value.slice(0, dot), value.slice(dot + 1)]
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return ''
  }
}

function isGenuine(token: string, signature: string, secret: string): boolean {
  const expected = createHmac('sha256', secret).update(token).digest()
  const given = Buffer.from(signature, 'base64')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/** The session token in the cookies that the sign-in library sets. */
export function tokenFrom(cookies: readonly string[]): string | null {
  for (const cookie of cookies) {
    const value = /certwright\.session_token=([^;]+)/.exec(cookie)?.[1]
    if (value) return splitSigned(decode(value))[0] || null
  }
  return null
}
