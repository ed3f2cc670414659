/** A JSON Schema said for people: what a field is in a few words, and an example to begin from. */

/** Of draft 2020-12, as far as it is looked into here. */
export type Schema = {
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly default?: unknown
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly additionalProperties?: Schema | boolean
  readonly format?: string
  readonly description?: string
  readonly $ref?: string
}

/** What is expected, such as `text`, `one of A, B, C`, `list of rows`. */
export function sayKind(schema: Schema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return `one of ${schema.enum.map((each) => String(each)).join(', ')}`
  const either = schema.anyOf ?? schema.oneOf
  if (either) return [...new Set(either.map(sayKind))].join(' or ')
  const [type] = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? [])
  if (type === 'array') return `list of ${sayKind(schema.items ?? {})}`
  return KINDS[type ?? ''] ?? 'anything'
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: 'true or false',
  object: 'record',
  null: 'nothing',
}

const EXAMPLES: Readonly<Record<string, string>> = {
  date: '2026-03-31',
  uuid: '01990b5e-6d2a-7c11-9a44-3f0c6f1f2b7d',
}

/** How deep an example goes; no input of ours is deeper. */
const DEEPEST = 6

/** Something of the right shape, with every field that has to be there. */
export function exampleOf(schema: Schema, depth = 0): unknown {
  if (depth > DEEPEST) return null
  if (schema.const !== undefined) return schema.const
  if (schema.default !== undefined) return schema.default
  if (schema.enum) return schema.enum[0]
  const either = schema.anyOf ?? schema.oneOf ?? schema.allOf
  if (either) return exampleOf(either[0] ?? {}, depth + 1)
  const [type] = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? [])
  switch (type) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [name, exampleOf(schema.properties?.[name] ?? {}, depth + 1)]),
      )
    case 'array':
      return [exampleOf(schema.items ?? {}, depth + 1)]
    case 'integer':
    case 'number':
      return 1
    case 'boolean':
      return true
    case 'null':
      return null
    default:
      return EXAMPLES[schema.format ?? ''] ?? '…'
  }
}
