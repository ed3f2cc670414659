/** The real HTTP server in this process, on a free port, over a test house, with the cast signed in. */
import { createHmac, randomBytes } from 'node:crypto'
import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import sql from 'sql-template-tag'
import { installationSecret, openSignIn } from '../../src/app/sign-in.ts'
import type { Person } from '../../src/programme/person.ts'
import { buildApp } from '../../src/server/app.ts'
import type { Services } from '../../src/server/route.ts'
import type { Cast } from './cast.ts'
import type { TestHouse } from './house.ts'

export const PASSWORD = 'seven calm herons'

export type Who = keyof Cast | null

export type Sending = {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  /** A form where it is URLSearchParams, bytes where it is a Buffer, JSON otherwise. */
  readonly body?: unknown
  readonly redirect?: 'manual' | 'follow'
}

export type TestServer = {
  readonly address: string
  readonly services: Services
  /** A session's token for `Authorization: Bearer`; null is a visitor. */
  readonly token: (who: keyof Cast) => string
  readonly cookie: (who: keyof Cast) => string
  /** Sends as somebody of the cast; redirects are shown, not followed. */
  readonly send: (who: Who, path: string, sending?: Sending) => Promise<Response>
  readonly close: () => Promise<void>
}

export async function serveHouse(
  house: TestHouse,
  cast: Partial<Cast> = {},
  demo: Services['demo'] = { isOn: false, password: null },
): Promise<TestServer> {
  const signIn = openSignIn(house.database, house.settings)
  const secret = installationSecret(house.dataDir)
  const services: Services = { house, signIn, secret, demo }
  const people = await house.database.all<{ state: Person }>(sql`select state from person`)
  await signIn.sharePassword(
    people.map(({ state }) => ({ email: state.email, name: state.name })),
    PASSWORD,
  )
  const tokens = new Map<string, string>()
  for (const { state } of people) tokens.set(state.id, await openSession(house, state.email))
  const token = (who: keyof Cast) => tokens.get(cast[who]!.id)!
  const { address, close } = await serveApp(services)
  return {
    address,
    services,
    token,
    cookie: (who) => `certwright.session_token=${encodeURIComponent(signed(token(who), secret))}`,
    send: (who, path, sending = {}) => send(`${address}${path}`, who ? token(who) : null, sending),
    close,
  }
}

/** The server alone, over whatever house. */
export async function serveApp(services: Services): Promise<{ address: string; close: () => Promise<void> }> {
  const { fetch } = buildApp(services)
  const server = await new Promise<Server>((resolve) => {
    const opened: Server = serve({ fetch, hostname: '127.0.0.1', port: 0 }, () => resolve(opened)) as Server
  })
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { address: `http://127.0.0.1:${(server.address() as { port: number }).port}`, close }
}

/** A session as the sign-in library keeps them; signing in itself has tests of its own. */
export async function openSession(house: Pick<TestHouse, 'database'>, email: string): Promise<string> {
  const token = randomBytes(24).toString('hex')
  await house.database.run(
    sql`insert into sign_in_session (id, "expiresAt", token, "updatedAt", "userId")
        select ${token.slice(0, 16)}, now() + interval '1 hour', ${token}, now(), id from sign_in where email = ${email}`,
  )
  return token
}

function signed(token: string, secret: string): string {
  return `${token}.${createHmac('sha256', secret).update(token).digest('base64')}`
}

export function send(url: string, token: string | null, sending: Sending): Promise<Response> {
  const { method, headers, redirect = 'manual' } = sending
  const { body, type } = bodyOf(sending.body)
  return fetch(url, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    redirect,
    headers: {
      ...(type ? { 'content-type': type } : {}),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  })
}

function bodyOf(body: unknown): { body?: string | Uint8Array<ArrayBuffer> | FormData; type?: string } {
  if (body === undefined) return {}
  // With a boundary of its own, which only whoever writes it out knows.
  if (body instanceof FormData) return { body }
  if (body instanceof URLSearchParams) return { body: body.toString(), type: 'application/x-www-form-urlencoded' }
  if (Buffer.isBuffer(body)) return { body: new Uint8Array(body), type: 'application/offset+octet-stream' }
  if (typeof body === 'string') return { body, type: 'application/json' }
  return { body: JSON.stringify(body), type: 'application/json' }
}

/** What a refusal over HTTP says of itself; null when the answer was none. */
export async function refusalOf(
  response: Response,
): Promise<{ code: string; says: string; next: string; see?: string; faults?: { at: string }[] } | null> {
  const text = await response.text()
  try {
    return (JSON.parse(text) as { refused?: { code: string; says: string; next: string } }).refused ?? null
  } catch {
    return null
  }
}
