/** Who is asking, found out once for each request, and whether they want a page or data. */
import type { Context } from 'hono'
import { tokenOf, whoHas } from '../app/identity.ts'
import { refuse } from '../kernel/refusal.ts'
import { TOKEN_SCOPES, type TokenScope } from '../programme/access-token.ts'
import { VISITOR } from '../programme/permission.ts'
import type { Call, Services } from './route.ts'

export async function callOf(context: Context, services: Services): Promise<Call> {
  const token = tokenOf(
    context.req.header('cookie') ?? null,
    context.req.header('authorization') ?? null,
    services.secret,
  )
  const identity = token ? await whoHas(services.house, token) : null
  return { context, services, house: services.house, identity, actor: identity?.actor ?? VISITOR }
}

export function wantsPage(context: Context): boolean {
  const accept = context.req.header('accept') ?? ''
  return accept.includes('text/html') && !context.req.path.startsWith('/api/')
}

/** Refuses an access token what it was not made for; whoever has signed in themselves reaches everything. */
export function mayReach({ identity }: Call, scope: TokenScope | null): void {
  if (!identity?.reach || (scope && identity.reach.includes(scope))) return
  refuse('not-permitted', {
    says: scope
      ? `This access token does not reach that: it was not made for "${TOKEN_SCOPES[scope]}".`
      : 'No access token reaches that.',
    next: scope ? 'Make one under Account that does, or sign in.' : 'Sign in, and do it yourself.',
  })
}
