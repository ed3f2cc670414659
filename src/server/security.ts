/** Headers on every answer, the check on where a form came from, and the address somebody calls from. */
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context, MiddlewareHandler } from 'hono'

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
 * Browsers say so themselves (Fetch Metadata); those that do not still send the origin.
 */
export function isOwnOrigin(context: Context): boolean {
  if (SAFE.has(context.req.method)) return true
  const site = context.req.header('sec-fetch-site')
  if (site) return site === 'same-origin' || site === 'none'
  const origin = context.req.header('origin')
  return !origin || origin === 'null' ? origin !== 'null' : sameHost(origin, context.req.header('host') ?? '')
}

function sameHost(origin: string, host: string): boolean {
  try {
    return new URL(origin).host === host
  } catch {
    return false
  }
}

export function addressOf(context: Context): string {
  try {
    return getConnInfo(context).remote.address ?? 'unknown'
  } catch {
    return 'unknown'
  }
}

/** A path within this site, or the given fallback: redirects never lead elsewhere. */
export function ownPath(path: string | null | undefined, otherwise: string): string {
  if (!path || !path.startsWith('/') || path.startsWith('//') || /[\\\s\p{Cc}]/u.test(path)) return otherwise
  try {
    const url = new URL(path, 'http://own.invalid')
    return url.host === 'own.invalid' ? url.pathname + url.search + url.hash : otherwise
  } catch {
    return otherwise
  }
}
