/**
 * Where each move stands in the API: an address under the noun it is done to. The body is the move's own
 * input; `If-Match` carries the revision that was seen, `Idempotency-Key` a key of the sender's own.
 */
/** The address of what a target's moves are done to; `{id}` where there is one. */
const PLACES: Readonly<Record<string, string>> = {
  founding: '/founding',
  project: '/projects/{id}/:move',
  'new-project': '/projects',
  'new-sponsored-project': '/sponsored-projects',
  technician: '/technicians/{id}/:move',
  'new-membership': '/memberships',
  membership: '/memberships/{id}/:move',
  'organisation-people': '/organisations/{id}/people',
  person: '/people/{id}/:move',
  invitation: '/invitations/{id}/:move',
  organisation: '/organisations/{id}/:move',
  'new-product': '/organisations/{id}/products',
  product: '/products/{id}/:move',
  'new-platform': '/platforms',
  platform: '/platforms/{id}/:move',
  certification: '/certifications/{id}/:move',
  'new-ticket': '/tickets',
  ticket: '/tickets/{id}/:move',
  'new-equipment-order': '/organisations/{id}/equipment',
  'equipment-order': '/equipment/{id}/:move',
  'fee-request': '/fee-requests/{id}/:move',
  'new-enquiry': '/enquiries',
  enquiry: '/enquiries/{id}/:move',
  parameter: '/parameters/{id}/:move',
  keyring: '/signing-keys',
}

export type MovePlace = { readonly move: string; readonly path: string; readonly hasId: boolean }

/** The address of every move, given each move's name and what it is done to. */
export function movePlaces(
  moves: Iterable<{ readonly name: string; readonly target: { readonly name: string } }>,
): readonly MovePlace[] {
  return [...moves].map(({ name, target }) => {
    const place = PLACES[target.name]
    if (!place) throw new Error(`the moves on ${target.name} have no place in the API`)
    return { move: name, path: place.replace(':move', name), hasId: place.includes('{id}') }
  })
}
