/** Fields that nobody asked for, put beside and inside of what a move wants. */
import { expect } from 'vitest'
import { z } from 'zod'
import { MOVE_PLACES } from '../../src/server/api.ts'

/** What a sender would like to set: somebody's place, state, standing, number, or the journal's own columns. */
export const UNASKED: Readonly<Record<string, unknown>> = {
  'no such field': true,
  id: '00000000-0000-7000-8000-000000000000',
  organisation: 'southwind',
  sponsor: 'resale',
  state: 'active',
  stage: 'published',
  path: 'A',
  roles: ['programme-manager'],
  tier: 'mpp',
  level: 'MAT',
  certification: 'MCT-2026-99999',
  granted: '2020-01-01',
  by: 'manager',
  at: '2020-01-01T00:00:00Z',
  revision: 1,
  fact: 1,
}

type Branch = { readonly [name: string]: unknown }

/** Where objects with fields of their own stand in an input: the whole first, then every one inside it. */
export function objectsIn(
  input: Branch,
  free: readonly string[],
  at: readonly (string | number)[] = [],
): (string | number)[][] {
  return [
    [...at],
    ...Object.entries(input).flatMap(([name, value]) => {
      const path = [...at, name]
      if (free.includes(path.join('.'))) return []
      if (Array.isArray(value))
        return value.flatMap((each, index) => (isBranch(each) ? objectsIn(each, free, [...path, index]) : []))
      return isBranch(value) ? objectsIn(value, free, path) : []
    }),
  ]
}

/** The same input with every unasked field in the object at this place, but for those it has already. */
export function overfilled(
  input: Branch,
  at: readonly (string | number)[],
): { input: Branch; fields: readonly string[] } {
  const copy = structuredClone(input)
  let inner = copy as Record<string | number, unknown>
  for (const step of at) inner = inner[step] as typeof inner
  const fields = Object.keys(UNASKED).filter((field) => !(field in inner))
  for (const field of fields) inner[field] = UNASKED[field]
  return { input: copy, fields }
}

function isBranch(value: unknown): value is Branch {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

type Shape = {
  readonly properties?: Readonly<Record<string, Shape>>
  readonly additionalProperties?: Shape | boolean
  readonly items?: Shape
  readonly anyOf?: readonly Shape[]
  readonly oneOf?: readonly Shape[]
  readonly allOf?: readonly Shape[]
}

/** Places of a schema that take what nobody named: fields of any name, or anything at all. */
export function openPlaces(schema: z.ZodType): readonly string[] {
  return placesIn(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape, '')
}

function placesIn(shape: Shape, at: string): readonly string[] {
  const inside = [
    ...Object.entries(shape.properties ?? {}).flatMap(([name, inner]) =>
      placesIn(inner, at === '' ? name : `${at}.${name}`),
    ),
    ...(shape.items ? placesIn(shape.items, `${at}[]`) : []),
    ...[...(shape.anyOf ?? []), ...(shape.oneOf ?? []), ...(shape.allOf ?? [])].flatMap((each) => placesIn(each, at)),
  ]
  const isObject = shape.properties !== undefined || shape.additionalProperties !== undefined
  const isOpen = (isObject && shape.additionalProperties !== false) || Object.keys(shape).length === 0
  return isOpen ? [at, ...inside] : inside
}

/** A move's address under /api. */
export function addressOf(move: string, id: string | null): string {
  const place = MOVE_PLACES.find((each) => each.move === move)!
  return `/api${place.path.replace('{id}', encodeURIComponent(id ?? ''))}`
}

/** As a form sends it. */
export function typed(input: object): [string, string][] {
  return Object.entries(input).map(([name, value]) => [name, String(value)])
}

/** Refused for its input, every field that was not asked for named. */
export async function namesThem(what: string, response: Response, fields: readonly string[]): Promise<void> {
  const { refused } = (await response.json()) as { refused: { code: string; faults: readonly { says: string }[] } }
  expect([response.status, refused.code], what).toEqual([422, 'wrong-input'])
  const unknown = refused.faults
    .filter((fault) => fault.says.startsWith('Unknown'))
    .map((fault) => fault.says)
    .join(' ')
  for (const field of fields) expect(unknown, `${what}: ${field}`).toContain(field)
  expect(Object.keys(UNASKED)).toEqual(expect.arrayContaining([...fields]))
}

/** Where any name, or anything at all, may stand: answers by field, their versions, the value of a figure. */
export const FREE: Readonly<Record<string, readonly string[]>> = {
  'save-answers': ['answers', 'seen'],
  // Versions by the names of a guide's parts, which are an enumeration.
  'save-guide': ['seen'],
  'discard-guide-writing': ['seen'],
  'write-guide': ['seen'],
  'set-parameter': ['value'],
}
