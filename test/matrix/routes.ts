/** Every address the server answers, out of the tables it is built from: routes, pages, the contract, the places of moves. */
import { CONTRACT } from '../../src/api/contract.ts'
import { MOVE_PLACES } from '../../src/server/api.ts'
import { MOVES } from '../../src/app/targets.ts'
import type { Permission } from '../../src/programme/permission.ts'
import { ROUTES } from '../../src/server/app.ts'
import { PAGES } from '../../web/pages/index.ts'

export type KnownRoute = {
  readonly key: string
  readonly method: string
  readonly path: string
  readonly permission: Permission
  readonly kind: 'page' | 'route' | 'api-move' | 'api'
  /** The move that is sent there, if one is. */
  readonly move: string | null
}

export function knownRoutes(): readonly KnownRoute[] {
  return [...pages(), ...routes(), ...apiMoves(), ...contract()]
}

function pages(): readonly KnownRoute[] {
  return PAGES.map((page) => known('GET', page.path, page.permission, 'page'))
}

function routes(): readonly KnownRoute[] {
  return ROUTES.map((route) =>
    known(route.method, route.path, route.permission, 'route', /^\/moves\/(.+)$/.exec(route.path)?.[1] ?? null),
  )
}

function apiMoves(): readonly KnownRoute[] {
  return MOVE_PLACES.map((place) =>
    known('POST', `/api${place.path.replace('{id}', ':id')}`, MOVES.get(place.move)!.move.by, 'api-move', place.move),
  )
}

type Procedure = { '~orpc': { route: { method?: string; path?: string }; meta: { permission: Permission } } }

function contract(): readonly KnownRoute[] {
  return Object.values(CONTRACT)
    .flatMap((group) => Object.values(group) as unknown as readonly Procedure[])
    .map(({ '~orpc': { route, meta } }) =>
      known(route.method!, `/api${route.path!.replace(/\{(\w+)\}/g, ':$1')}`, meta.permission, 'api'),
    )
}

function known(
  method: string,
  path: string,
  permission: Permission,
  kind: KnownRoute['kind'],
  move: string | null = null,
): KnownRoute {
  return { key: `${method} ${path}`, method, path, permission, kind, move }
}

/** HEAD is mounted as GET, and only so found. */
const asMounted = (key: string) => key.replace(/^HEAD /, 'GET ')

/** What the server mounts besides its tables: the checks every request passes, the assets, and the door of the contract. */
const FRAME = new Set(['ALL /*', 'GET /assets/:hash/*', 'ALL /api/*'])

export function isOneOf(all: readonly KnownRoute[], mounted: string): boolean {
  return FRAME.has(mounted) || all.some((route) => route.kind !== 'api' && asMounted(route.key) === mounted)
}
