/** Who is asking, found out once for each request, and whether they want a page or data. */
import type { Context } from 'hono'
import { identify, tokenOf } from '../app/identity.ts'
import { VISITOR } from '../programme/permission.ts'
import type { Call, Services } from './route.ts'

export async function callOf(context: Context, services: Services): Promise<Call> {
  const token = tokenOf(
    context.req.header('cookie') ?? null,
    context.req.header('authorization') ?? null,
    services.secret,
  )
  const identity = token ? await identify(services.house.database, token) : null
  return { context, services, house: services.house, identity, actor: identity?.actor ?? VISITOR }
}

export function wantsPage(context: Context): boolean {
  const accept = context.req.header('accept') ?? ''
  return accept.includes('text/html') && !context.req.path.startsWith('/api/')
}
