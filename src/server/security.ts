/** Headers on every answer, the check on where a form came from, and the address somebody calls from. */
import { isIP } from 'node:net'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context, MiddlewareHandler } from 'hono'
import type { Client } from '../app/sign-in.ts'
import { ownPath } from '../kernel/own-path.ts'
import type { Call } from './route.ts'

/** The one inline style there is: the bar that Turbo, as pinned, shows while a page is fetched. */
const TURBO_BAR = "'sha256-WAyOw4V+FqDc35lQPyRADLBWbuNK8ahvYEaQIYF1+Ps='"

/** Scripts, styles and forms only of our own; nobody frames us. No inline script exists to be allowed. */
const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' ${TURBO_BAR}`,
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

export const securityHeaders: MiddlewareHandler = async (context, next) => {
  await next()
  const { headers } = context.res
  if (!headers.has('content-security-policy')) headers.set('content-security-policy', CONTENT_POLICY)
  headers.set('x-content-type-options', 'nosniff')
  headers.set('referrer-policy', 'same-origin')
  headers.set('cross-origin-opener-policy', 'same-origin')
  headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=()')
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store')
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Whether a request that changes something was sent from our own pages, or by a program that is no browser.
 * Browsers say so themselves (Fetch Metadata), send the origin, or at least the page they come from; whatever
 * of it is said has to fit.
 */
export function isOwnOrigin(context: Context): boolean {
  const { method, header } = { method: context.req.method, header: (name: string) => context.req.header(name) }
  if (SAFE.has(method)) return true
  const site = header('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  const host = header('host') ?? ''
  const said = header('origin') ?? header('referer')
  return said === undefined || said === '' || sameHost(said, host)
}

function sameHost(origin: string, host: string): boolean {
  try {
    return new URL(origin).host === host
  } catch {
    return false
  }
}

/**
 * The address somebody calls from. What a request says of that itself is believed only of a proxy the operator
 * named, and of it only the last word: all before it may have been made up by the caller.
 */
export function addressOf(context: Context, proxies: readonly string[] = []): string {
  const direct = plainAddress(connectedFrom(context))
  if (!proxies.includes(direct)) return direct
  const told = (context.req.header('x-forwarded-for') ?? '').split(',').map((each) => plainAddress(each.trim()))
  return told.findLast((each) => isIP(each) !== 0 && !proxies.includes(each)) ?? direct
}

function connectedFrom(context: Context): string {
  try {
    return getConnInfo(context).remote.address ?? 'unknown'
  } catch {
    return 'unknown'
  }
}

/** An IPv4 address that came over IPv6 is the IPv4 address. */
function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '')
}

export function clientOf({ context, house }: Pick<Call, 'context' | 'house'>): Client {
  const address = addressOf(context, house.settings.proxies)
  return { address, agent: context.req.header('user-agent') ?? '' }
}

/** On to a page of ours, with what the browser is to keep: the one way to send anybody anywhere. */
export function seeOther(context: Context, path: string, cookies: readonly string[] = []): Response {
  for (const cookie of cookies) context.header('set-cookie', cookie, { append: true })
  return context.redirect(ownPath(path, '/'), 303)
}

/** Whether a name or address is this machine, seen from itself. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.')
}
