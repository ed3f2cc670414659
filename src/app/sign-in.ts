/**
 * Accounts and sessions, kept by a library: passwords hashed and compared, sessions issued, tries from one
 * address limited. Who a person is and what they may do is ours: the account is joined to the person by its
 * e-mail address, a session counts only while the person is active, and tries at one account are limited too.
 */
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { betterAuth } from 'better-auth'
import sql from 'sql-template-tag'
import { refuse } from '../kernel/refusal.ts'
import type { Database, Queryable, Row } from '../store/database.ts'
import { hashToken, type Settings } from './house.ts'
import { identify, tokenFrom } from './identity.ts'

export type Credentials = { readonly email: string; readonly password: string }

export type Entered = { readonly token: string; readonly cookies: readonly string[] }

export type SignIn = {
  /** A session for whoever knows the password; refused in the same words whatever was wrong. */
  readonly signIn: (who: Credentials, from: Client) => Promise<Entered>
  /** Ends the session of this token; the cookies that make a browser forget it. */
  readonly signOut: (token: string, cookie: string) => Promise<readonly string[]>
  /**
   * A password worked out, to be written in the transaction of whatever gives a person theirs: an account
   * is made where there was none, and every session of it ends.
   */
  readonly passwordFor: (who: Account) => Promise<(on: Queryable) => Promise<void>>
  /** One password for several people, worked out once: for the demo, where it is no secret between them. */
  readonly sharePassword: (people: readonly Omit<Account, 'password'>[], password: string) => Promise<void>
  /** The cookies of the session that goes on; every other one ends. */
  readonly changePassword: (
    cookie: string,
    change: { readonly before: string; readonly after: string },
    from: Client,
  ) => Promise<readonly string[]>
}

export type Account = Credentials & { readonly name: string }

export type Client = { readonly address: string; readonly agent: string }

export const LEAST_PASSWORD = 10
const LONGEST_PASSWORD = 200

const HOURS = 12

/** Tries in a minute: from one address, and at one account from wherever. */
const MOST_TRIES = 20
const WINDOW_SECONDS = 60

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
      maxPasswordLength: LONGEST_PASSWORD,
    },
    user: { modelName: 'sign_in' },
    account: { modelName: 'sign_in_credential' },
    session: { modelName: 'sign_in_session', expiresIn: HOURS * 3600, disableSessionRefresh: true },
    verification: { modelName: 'sign_in_verification' },
    rateLimit: {
      enabled: true,
      storage: 'database',
      modelName: 'sign_in_rate',
      customRules: {
        '/sign-in/email': { window: WINDOW_SECONDS, max: MOST_TRIES },
        '/change-password': { window: WINDOW_SECONDS, max: MOST_TRIES },
      },
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
  const hash = async (password: string) => {
    passwordFits(password)
    return (await auth.$context).password.hash(password)
  }
  return {
    signIn: async ({ email, password }, from) => {
      const account = email.trim().toLowerCase()
      if (!(await mayTry(database, account))) tooManyTries()
      const answer = await call('/sign-in/email', { email: account, password }, said(from))
      if (answer.status === 429) tooManyTries()
      const cookies = answer.headers.getSetCookie()
      const token = answer.ok ? tokenFrom(cookies) : null
      if (!token) return doNotFit()
      // The password of somebody who has left still fits; they are told no more than a stranger.
      if (!(await identify(database, token))) {
        await endToken(database, token)
        return doNotFit()
      }
      await forgetTries(database, account)
      return { token, cookies }
    },
    signOut: async (token, cookie) => {
      await endToken(database, token)
      return (await call('/sign-out', {}, { cookie })).headers.getSetCookie()
    },
    changePassword: async (cookie, { before, after }, from) => {
      passwordFits(after)
      const change = { currentPassword: before, newPassword: after, revokeOtherSessions: true }
      const answer = await call('/change-password', change, { ...said(from), cookie })
      if (answer.status === 429) tooManyTries()
      return answer.ok ? answer.headers.getSetCookie() : notThePresentOne()
    },
    passwordFor: async ({ password, ...who }) => {
      const hashed = await hash(password)
      return (on) => keep(on, who, hashed)
    },
    sharePassword: async (people, password) => {
      const hashed = await hash(password)
      for (const person of people) await keep(database, person, hashed)
    },
  }
}

function said({ address, agent }: Client): Record<string, string> {
  return { 'x-certwright-address': address, 'user-agent': agent.replace(/[^\t\u0020-\u007e]/g, '').slice(0, 500) }
}

/** The account and its one password, laid out as the library reads them. */
async function keep(on: Queryable, who: Omit<Account, 'password'>, hashed: string): Promise<void> {
  const id = () => randomBytes(16).toString('hex')
  const account = await on.one<{ id: string }>(
    sql`insert into sign_in (id, name, email, "emailVerified") values (${id()}, ${who.name}, ${who.email.toLowerCase()}, true)
        on conflict (email) do update set name = excluded.name, "updatedAt" = now() returning id`,
  )
  await on.run(sql`delete from sign_in_session where "userId" = ${account!.id}`)
  await on.run(sql`delete from sign_in_credential where "userId" = ${account!.id}`)
  await on.run(
    sql`insert into sign_in_credential (id, "accountId", "providerId", "userId", password, "updatedAt")
        values (${id()}, ${account!.id}, 'credential', ${account!.id}, ${hashed}, now())`,
  )
}

/**
 * Counts a try at an account before its password is looked at, so that no number of tries at once comes
 * past. Known accounts and unknown ones are counted alike.
 */
async function mayTry(database: Database, account: string): Promise<boolean> {
  const key = keyOfTries(account)
  const row = await database.one<{ count: number }>(
    sql`insert into sign_in_rate (id, key, count, "lastRequest") values (${key}, ${key}, 1, (extract(epoch from now()) * 1000)::bigint)
        on conflict (key) do update set
          count = case when sign_in_rate."lastRequest" <= excluded."lastRequest" - ${WINDOW_SECONDS * 1000}::bigint then 1 else sign_in_rate.count + 1 end,
          "lastRequest" = case when sign_in_rate.count < ${MOST_TRIES} or sign_in_rate."lastRequest" <= excluded."lastRequest" - ${WINDOW_SECONDS * 1000}::bigint
            then excluded."lastRequest" else sign_in_rate."lastRequest" end
        returning count`,
  )
  return row!.count <= MOST_TRIES
}

async function forgetTries(database: Database, account: string): Promise<void> {
  await database.run(sql`delete from sign_in_rate where key = ${keyOfTries(account)}`)
}

function keyOfTries(account: string): string {
  return `account ${hashToken(account)}`
}

/** Refuses what is too short or too long before anything is worked out from it. */
export function passwordFits(password: string): void {
  if (password.length >= LEAST_PASSWORD && password.length <= LONGEST_PASSWORD) return
  const bound = password.length < LEAST_PASSWORD ? `At least ${LEAST_PASSWORD}` : `At most ${LONGEST_PASSWORD}`
  refuse('wrong-input', {
    says: `${bound} characters make a password.`,
    next: 'Choose another one; a few words in a row are easy to remember.',
    faults: [{ at: 'password', says: `${bound} characters.` }],
  })
}

function doNotFit(): never {
  return refuse('not-signed-in', {
    says: 'Address and password do not fit together.',
    next: 'Check both. If you have not chosen a password yet, open the link in your invitation.',
    faults: [{ at: 'password', says: 'Address and password do not fit together.' }],
  })
}

function notThePresentOne(): never {
  return refuse('wrong-input', {
    says: 'The present password is another one.',
    next: 'Type the password you signed in with.',
    faults: [{ at: 'before', says: 'Not the present password.' }],
  })
}

function tooManyTries(): never {
  return refuse('too-many', { says: 'There were too many tries.', next: 'Wait a minute, then try again.' })
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

async function endToken(database: Database, token: string): Promise<void> {
  await database.run(sql`delete from sign_in_session where token = ${token}`)
}
