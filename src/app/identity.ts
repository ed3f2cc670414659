/**
 * Who is asking: the person behind a session, looked up at every request, so that an ended session, a
 * changed role or a departed person counts from the next request on.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Actor } from '../programme/permission.ts'
import type { Organisation } from '../programme/organisation.ts'
import type { Person } from '../programme/person.ts'
import type { Queryable, Row } from '../store/database.ts'

export type Identity = {
  readonly actor: Actor
  readonly person: Person
  readonly organisation: Pick<Organisation, 'id' | 'name' | 'roles'>
  readonly token: string
}

const BY_TOKEN = `
  select p.state as person, o.state as organisation
  from sign_in_session s join sign_in u on u.id = s."userId" join person p on p.email = u.email
    join organisation o on o.id = p.organisation
  where s.token = $1 and s."expiresAt" > now() and p.state_word = 'active'`

export async function identify(on: Queryable, token: string): Promise<Identity | null> {
  const found = await on.one<{ person: Person; organisation: Organisation } & Row>({
    name: 'session',
    text: BY_TOKEN,
    values: [token],
  })
  if (!found) return null
  return { person: found.person, organisation: found.organisation, token, actor: actorOf(found.person) }
}

export function actorOf(person: Person): Actor {
  return { id: person.id, name: person.name, organisation: person.organisation, parts: person.roles }
}

/** The session token out of the signed cookie, or out of `Authorization: Bearer`; null when it is not genuine. */
export function tokenOf(cookie: string | null, bearer: string | null, secret: string): string | null {
  const named = /(?:^|;\s*)(?:__Secure-)?certwright\.session_token=([^;]+)/.exec(cookie ?? '')?.[1]
  if (named) {
    const [token, signature] = splitSigned(decode(named))
    return isGenuine(token, signature, secret) ? token : null
  }
  const direct = /^Bearer ([A-Za-z0-9]{20,80})$/.exec(bearer ?? '')?.[1]
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
