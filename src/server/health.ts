/** For whoever watches the server: alive, and ready to do its work. */
import { isReady } from '../app/house.ts'
import { EVERYBODY } from '../programme/permission.ts'
import type { Route } from './route.ts'

export const HEALTH_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/healthz',
    permission: EVERYBODY,
    kind: 'health',
    handle: ({ context }) => context.json({ alive: true }),
  },
  {
    method: 'GET',
    path: '/readyz',
    permission: EVERYBODY,
    kind: 'health',
    handle: async ({ context, house }) => {
      const ready = await isReady(house)
      return context.json({ ready }, ready ? 200 : 503)
    },
  },
]
