/**
 * Where each move stands in the API: an address under the noun it is done to. The body is the move's own
 * input; `If-Match` carries the revision that was seen, `Idempotency-Key` a key of the sender's own.
 */
import type { z } from 'zod'
import type { Permission } from '../programme/permission.ts'
import type { TokenScope } from '../programme/access-token.ts'

type Place = {
  /** The address of what a target's moves are done to; `{id}` where there is one. */
  readonly path: string
  /** What an access token has to reach so that these moves can be done with it; null: with none. */
  readonly scope: TokenScope | null
}

const PLACES: Readonly<Record<string, Place>> = {
  founding: { path: '/founding', scope: null },
  project: { path: '/projects/{id}/:move', scope: 'projects' },
  'guide-writing': { path: '/projects/{id}/:move', scope: 'projects' },
  'new-project': { path: '/projects', scope: 'projects' },
  'new-sponsored-project': { path: '/sponsored-projects', scope: 'projects' },
  technician: { path: '/technicians/{id}/:move', scope: 'organisation' },
  'new-membership': { path: '/memberships', scope: 'organisation' },
  membership: { path: '/memberships/{id}/:move', scope: 'organisation' },
  'organisation-people': { path: '/organisations/{id}/people', scope: null },
  person: { path: '/people/{id}/:move', scope: null },
  invitation: { path: '/invitations/{id}/:move', scope: null },
  organisation: { path: '/organisations/{id}/:move', scope: 'organisation' },
  'company-listing': { path: '/organisations/{id}/:move', scope: 'organisation' },
  'new-product': { path: '/organisations/{id}/products', scope: 'organisation' },
  product: { path: '/products/{id}/:move', scope: 'organisation' },
  'product-listing': { path: '/products/{id}/:move', scope: 'organisation' },
  'new-platform': { path: '/platforms', scope: 'programme' },
  platform: { path: '/platforms/{id}/:move', scope: 'programme' },
  certification: { path: '/certifications/{id}/:move', scope: 'programme' },
  'new-ticket': { path: '/tickets', scope: 'support' },
  ticket: { path: '/tickets/{id}/:move', scope: 'support' },
  'new-equipment-order': { path: '/organisations/{id}/equipment', scope: 'organisation' },
  'equipment-order': { path: '/equipment/{id}/:move', scope: 'organisation' },
  'fee-request': { path: '/fee-requests/{id}/:move', scope: 'projects' },
  'new-webhook': { path: '/organisations/{id}/webhooks', scope: null },
  webhook: { path: '/webhooks/{id}/:move', scope: null },
  'new-enquiry': { path: '/enquiries', scope: 'programme' },
  enquiry: { path: '/enquiries/{id}/:move', scope: 'programme' },
  parameter: { path: '/parameters/{id}/:move', scope: 'programme' },
  'new-access-token': { path: '/people/{id}/access-tokens', scope: null },
  'access-token': { path: '/access-tokens/{id}/:move', scope: null },
}

/** A move as far as the API cares. */
export type PlacedMove = {
  readonly name: string
  readonly target: { readonly name: string }
  readonly move: { readonly says: string; readonly clause: string; readonly by: Permission; readonly input: z.ZodType }
}

export type MovePlace = {
  readonly move: string
  readonly path: string
  readonly hasId: boolean
  readonly scope: TokenScope | null
}

/** The address of every move, given each move's name and what it is done to. */
export function movePlaces(
  moves: Iterable<{ readonly name: string; readonly target: { readonly name: string } }>,
): readonly MovePlace[] {
  return [...moves].map(({ name, target }) => {
    const place = PLACES[target.name]
    if (!place) throw new Error(`the moves on ${target.name} have no place in the API`)
    const path = place.path.replace(':move', name)
    return { move: name, path, hasId: path.includes('{id}'), scope: place.scope }
  })
}
