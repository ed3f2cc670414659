/**
 * Accounts and sessions, kept by a library: passwords hashed, sessions issued, tries limited. Who a person
 * is and what they may do is ours: the account is joined to the person by its e-mail address, and a session
 * counts only while the person is active.
 */
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { betterAuth } from 'better-auth'
import sql from 'sql-template-tag'
import { refuse } from '../kernel/refusal.ts'
import type { Database, Row } from '../store/database.ts'
import type { Settings } from './house.ts'

export type SignIn = {
  /** The response to a sign-in: it sets the session's cookie, or says that address and password do not fit. */
  readonly signIn: (who: { email: string; password: string }, from: Client) => Promise<Response>
  readonly signOut: (cookie: string) => Promise<Response>
  /** Gives an account its first password, or a new one where it has one already. */
  readonly choosePassword: (who: { email: string; name: string; password: string }) => Promise<void>
  /** One password for several people, worked out once: for the demo, where it is no secret between them. */
  readonly sharePassword: (people: readonly { email: string; name: string }[], password: string) => Promise<void>
  readonly changePassword: (cookie: string, change: { before: string; after: string }) => Promise<Response>
}

export type Client = { readonly address: string; readonly agent: string }

export const LEAST_PASSWORD = 10
const MOST_PASSWORD = 200

const HOURS = 12

export function openSignIn(database: Database, settings: Settings): SignIn {
  const auth = betterAuth({
    database: database.pool,
    baseURL: settings.publicUrl,
    basePath: '/sign-in/api',
    secret: installationSecret(settings.dataDir),
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: LEAST_PASSWORD,
      maxPasswordLength: MOST_PASSWORD,
    },
    user: { modelName: 'sign_in' },
    account: { modelName: 'sign_in_credential' },
    session: { modelName: 'sign_in_session', expiresIn: HOURS * 3600, disableSessionRefresh: true },
    verification: { modelName: 'sign_in_verification' },
    rateLimit: {
      enabled: true,
      storage: 'database',
      modelName: 'sign_in_rate',
      customRules: { '/sign-in/email': { window: 60, max: 20 } },
    },
    advanced: {
      cookiePrefix: 'certwright',
      useSecureCookies: settings.publicUrl.startsWith('https:'),
      ipAddress: { ipAddressHeaders: ['x-certwright-address'] },
    },
  })
  const call = (route: string, body: unknown, headers: Record<string, string>) =>
    auth.handler(
      new Request(`${settings.publicUrl}/sign-in/api${route}`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', origin: settings.publicUrl, ...headers },
      }),
    )
  return {
    signIn: (who, from) =>
      call('/sign-in/email', who, { 'x-certwright-address': from.address, 'user-agent': from.agent }),
    signOut: (cookie) => call('/sign-out', {}, { cookie }),
    changePassword: (cookie, change) =>
      call(
        '/change-password',
        { currentPassword: change.before, newPassword: change.after, revokeOtherSessions: true },
        { cookie },
      ),
    choosePassword: async ({ password, ...who }) => {
      if (password.length < LEAST_PASSWORD || password.length > MOST_PASSWORD) unfitPassword()
      await keep(who, await (await auth.$context).password.hash(password))
    },
    sharePassword: async (people, password) => {
      const hash = await (await auth.$context).password.hash(password)
      for (const person of people) await keep(person, hash)
    },
  }

  async function keep({ email, name }: { email: string; name: string }, hash: string): Promise<void> {
    const { internalAdapter } = await auth.$context
    const there = await internalAdapter.findUserByEmail(email.toLowerCase())
    if (there) return internalAdapter.updatePassword(there.user.id, hash)
    const made = await internalAdapter.createUser(
      { email: email.toLowerCase(), name, emailVerified: true },
      { method: 'email-password' },
    )
    await internalAdapter.linkAccount({ userId: made.id, providerId: 'credential', accountId: made.id, password: hash })
  }
}

function unfitPassword(): never {
  return refuse('wrong-input', {
    says: `A password has ${LEAST_PASSWORD} to ${MOST_PASSWORD} characters.`,
    next: 'Choose another one; a few words in a row are easy to remember.',
    faults: [{ at: 'password', says: `${LEAST_PASSWORD} to ${MOST_PASSWORD} characters.` }],
  })
}

/** Made once per installation; sessions are signed with it. */
export function installationSecret(dataDir: string): string {
  if (process.env.CERTWRIGHT_SECRET) return process.env.CERTWRIGHT_SECRET
  const file = path.join(dataDir, 'secret')
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  try {
    fs.writeFileSync(file, randomBytes(48).toString('base64url'), { flag: 'wx', mode: 0o600 })
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault
  }
  return fs.readFileSync(file, 'utf8').trim()
}

export type SessionRow = {
  readonly id: string
  readonly created: string
  readonly expires: string
  readonly address: string | null
  readonly agent: string | null
  readonly isThis: boolean
}

/** A person's sessions, newest first. */
export async function sessionsOf(database: Database, email: string, token: string): Promise<readonly SessionRow[]> {
  return database.all<SessionRow & Row>(
    sql`select s.id, s."createdAt"::text as created, s."expiresAt"::text as expires, s."ipAddress" as address, s."userAgent" as agent,
          s.token = ${token} as "isThis"
        from sign_in_session s join sign_in u on u.id = s."userId"
        where u.email = ${email} and s."expiresAt" > now() order by s."createdAt" desc limit 100`,
  )
}

/** Ends one of a person's own sessions; it is refused from its next request on. */
export async function endSession(database: Database, email: string, id: string): Promise<void> {
  const ended = await database.run(
    sql`delete from sign_in_session s using sign_in u where u.id = s."userId" and u.email = ${email} and s.id = ${id}`,
  )
  if (ended === 0)
    refuse('not-found', { says: 'That session is over already.', next: 'Look at the list as it is now.' })
}
