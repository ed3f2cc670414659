/**
 * Pages leave compressed where they are a visitor's. How long a compressed page is tells a listener on the line
 * whether what he made the browser ask for stands in it as well (the BREACH attack), so that a page with something of
 * somebody's own in it, which is any page of somebody signed in, leaves as it is.
 */
import type { MiddlewareHandler } from 'hono'
import { compress } from 'hono/compress'
import { claimsSomebody } from '../app/identity.ts'

const compressed = compress({ encoding: 'gzip', contentTypeFilter: /^text\/html\b/ })

export const visitorsPagesCompressed: MiddlewareHandler = (context, next) => {
  const { cookie = null, authorization = null } = context.req.header()
  return claimsSomebody(cookie, authorization) ? next() : compressed(context, next)
}
