/** What the palette asks for: places by a few words. */
import { findPlaces } from '../app/ask/find.ts'
import { SIGNED_IN } from '../programme/permission.ts'
import type { Route } from './route.ts'

export const FIND_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/find',
    permission: SIGNED_IN,
    kind: 'page',
    handle: async ({ context, house, actor }) =>
      context.json({ places: await findPlaces(house.database, actor, context.req.query('q') ?? '') }),
  },
]
