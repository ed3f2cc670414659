/**
 * The API described as OpenAPI 3.1, made from what the server itself goes by: the contract of the reads, the tables of
 * moves with their inputs, and the addresses of files. Nothing in it is written by hand twice.
 */
import { OpenAPIGenerator } from '@orpc/openapi'
import { z } from 'zod'
import { API_REFUSALS } from '../kernel/refusal.ts'
import type { Permission, Relation } from '../programme/permission.ts'
import { type Address, ADDRESSES, listAddresses } from './addresses.ts'
import { CONTRACT } from './contract.ts'
import { type MovePlace, movePlaces, type PlacedMove } from './moves.ts'
import type { Schema } from './schema-words.ts'
import { bodyOf, sayBody } from './sent.ts'

export type Parameter = {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required?: boolean
  readonly description?: string
  readonly schema: Schema
}

export type Operation = {
  readonly operationId: string
  readonly summary: string
  readonly description: string
  readonly tags: readonly string[]
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly required: boolean; readonly content: Content }
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[]
}

type Content = Readonly<Record<string, { readonly schema: Schema }>>

export type ApiDescription = {
  readonly openapi: string
  readonly info: { readonly title: string; readonly version: string; readonly description: string }
  readonly servers: readonly { readonly url: string }[]
  readonly tags: readonly { readonly name: string; readonly description: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** How operations stand together: in the description by `tag`, on the page under `title`. */
export const API_GROUPS = [
  { tag: 'public', title: 'For everybody', says: 'Reads that need no signing in.' },
  { tag: 'session', title: 'Signing in', says: 'A token by password, and who one is.' },
  { tag: 'project', title: 'Projects', says: 'Everything on file, and what can be done next.' },
  {
    tag: 'fees',
    title: 'Equipment and fees',
    says: 'Requests for developer equipment, and requests to bear a part of a fee.',
  },
  { tag: 'webhooks', title: 'Webhooks', says: 'Where an organisation’s programs are told, and what they were sent.' },
  { tag: 'programme', title: 'The programme', says: 'The journal, notices, and what the office keeps.' },
  { tag: 'moves', title: 'Moves', says: 'Everything that changes anything. Each leaves one fact in the journal.' },
  { tag: 'files', title: 'Files', says: 'Files given out, and uploads in pieces (tus 1.0.0).' },
] as const

const REFUSED: Schema = { $ref: '#/components/schemas/Refused' }
const json = (schema: Schema): Content => ({ 'application/json': { schema } })

/** The whole of it; `version` is the program's. */
export async function describeApi(
  moves: Iterable<PlacedMove>,
  lists: Parameters<typeof listAddresses>[0],
  version: string,
): Promise<ApiDescription> {
  const reads = await describedReads()
  return {
    openapi: '3.1.1',
    info: {
      title: 'Certwright',
      version,
      description:
        'The same moves and reads as the pages. A no is always a refusal that says what, why, under which clause and what to do next.',
    },
    servers: [{ url: '/' }],
    tags: API_GROUPS.map(({ tag, says }) => ({ name: tag, description: says })),
    paths: merged([...reads, ...movesOf(moves), ...[...ADDRESSES, ...listAddresses(lists)].map(describedAddress)]),
    components: {
      schemas: { Done: DONE, Refused: REFUSED_SHAPE },
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'The token of a session (POST /api/sessions), or an access token made under Account.',
        },
      },
    },
  }
}

type Described = readonly [path: string, method: string, operation: Operation]

function merged(all: readonly Described[]): ApiDescription['paths'] {
  const paths: Record<string, Record<string, Operation>> = {}
  for (const [path, method, operation] of all) (paths[path] ??= {})[method] = operation
  return paths
}

/** As the library reads them out of the contract, with who may call them and what a no looks like. */
async function describedReads(): Promise<readonly Described[]> {
  const generator = new OpenAPIGenerator({
    schemaConverters: [
      {
        condition: (schema) => schema instanceof z.ZodType,
        convert: (schema, { strategy }) => [true, schemaOf(schema as z.ZodType, strategy)] as never,
      },
    ],
  })
  const { paths = {} } = await generator.generate(CONTRACT, { info: { title: 'Certwright', version: '' } })
  const permissions = new Map(
    Object.entries(CONTRACT).flatMap(([group, routes]) =>
      Object.entries(routes).map(([name, route]) => [`${group}.${name}`, route['~orpc'].meta.permission] as const),
    ),
  )
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods as Readonly<Record<string, Operation>>).map(([method, operation]): Described => {
      const permission = permissions.get(operation.operationId as `${string}.${string}`) ?? {}
      return [
        `/api${path}`,
        method,
        {
          ...operation,
          description: sayWho(permission),
          responses: { ...operation.responses, default: { description: 'Refused', content: json(REFUSED) } },
          security: securityOf(permission, ['read']),
        },
      ]
    }),
  )
}

function movesOf(moves: Iterable<PlacedMove>): readonly Described[] {
  const all = new Map([...moves].map((each) => [each.name, each]))
  return movePlaces(all.values()).map((place) => [
    `/api${place.path}`,
    'post',
    describedMove(place, all.get(place.move)!),
  ])
}

function describedMove(place: MovePlace, { move }: PlacedMove): Operation {
  const id: readonly Parameter[] = place.hasId
    ? [{ name: 'id', in: 'path', required: true, description: 'What it is done to', schema: { type: 'string' } }]
    : []
  return {
    operationId: place.move,
    summary: move.says,
    description: `${sayWho(move.by)} Clause ${move.clause}.${sayBody(place.move)}`,
    tags: ['moves'],
    parameters: [
      ...id,
      {
        name: 'Idempotency-Key',
        in: 'header',
        description: 'A key of the sender’s own: the same key again is answered with the fact of the first time.',
        schema: { type: 'string' },
      },
      {
        name: 'If-Match',
        in: 'header',
        description:
          'The revision that was read of what it is done to; refused when that has changed since. Where it makes something new, or only adds, it counts for nothing.',
        schema: { type: 'string' },
      },
    ],
    requestBody: { required: true, content: json(bodyOf(place.move, schemaOf(move.input, 'input'))) },
    responses: {
      200: { description: 'Done', content: json({ $ref: '#/components/schemas/Done' }) },
      default: { description: 'Refused', content: json(REFUSED) },
    },
    security: securityOf(move.by, place.scope ? [place.scope] : []),
  }
}

function describedAddress({
  method,
  path,
  says,
  gives,
  permission,
  query = [],
  takes,
  scope = 'read',
}: Address): Described {
  const parts = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']): Parameter => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const asked = query.map((name): Parameter => ({ name, in: 'query', schema: { type: 'string' } }))
  const types = typeof gives === 'string' ? [gives] : (gives ?? [])
  const content: Content = Object.fromEntries(types.map((type) => [type.replace(/;.*/, ''), { schema: {} }]))
  return [
    path,
    method.toLowerCase(),
    {
      operationId: `${method.toLowerCase()}${path.replace(/[^a-zA-Z0-9]+/g, '-').replace(/-$/, '')}`,
      summary: says,
      description: permission ? sayWho(permission) : 'For whoever may open its page.',
      tags: ['files'],
      parameters: [...parts, ...asked],
      ...(takes ? { requestBody: { required: true, content: { [takes]: { schema: {} } } } } : {}),
      responses: {
        '2XX': { description: 'Given', ...(gives === null ? {} : { content }) },
        default: { description: 'Refused', content: json(REFUSED) },
      },
      security: securityOf(permission ?? {}, [scope]),
    },
  ]
}

function schemaOf(type: z.ZodType, io: 'input' | 'output'): Schema {
  const { $schema: _, ...schema } = z.toJSONSchema(type, { io, unrepresentable: 'any' })
  return schema as Schema
}

function securityOf(permission: Permission, scopes: readonly string[]): Operation['security'] {
  const signedIn = { token: scopes }
  return permission.visitor ? [{}, signedIn] : [signedIn]
}

const RELATION_WORDS: Readonly<Record<Relation, string>> = {
  any: '',
  own: ' of their own',
  sponsored: ' of what they sponsor',
  assigned: ' of what they are assigned to',
  self: ' of themselves',
  serving: ' of whom they serve',
}

/** Who may, in one sentence. */
function sayWho(permission: Permission): string {
  if (permission.visitor) return 'For everybody.'
  const all = Object.entries(permission).filter(([part]) => part !== 'console')
  return `For ${all.map(([part, relation]) => `${part.replaceAll('-', ' ')}${RELATION_WORDS[relation]}`).join(', ')}.`
}

const DONE: Schema = {
  type: 'object',
  properties: {
    fact: { type: 'integer' },
    kind: { type: 'string' },
    says: { type: 'string' },
    data: {},
    made: { type: 'object', additionalProperties: { type: 'string' } },
    repeated: { type: 'boolean' },
    secret: { type: 'string' },
  },
  required: ['fact', 'kind', 'says', 'data', 'made', 'repeated'],
}

const REFUSED_SHAPE: Schema = {
  type: 'object',
  properties: {
    refused: {
      type: 'object',
      properties: {
        code: { type: 'string', enum: API_REFUSALS },
        says: { type: 'string' },
        clause: { type: ['string', 'null'] },
        next: { type: 'string' },
        faults: {
          type: 'array',
          items: {
            type: 'object',
            properties: { at: { type: 'string' }, says: { type: 'string' } },
            required: ['at', 'says'],
          },
        },
        see: { type: 'string', description: 'The page of what stands in the way, where there is one.' },
      },
      required: ['code', 'says', 'clause', 'next'],
    },
  },
  required: ['refused'],
}
