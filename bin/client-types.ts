/** The types of `client/operations.ts`, made from the description of the API: what each read asks and gives, each move takes. */
import { apiOperations, type Described } from '../src/app/ask/api-description.ts'
import type { Parameter } from '../src/api/description.ts'
import { API_REFUSALS } from '../src/kernel/refusal.ts'
import type { Schema } from '../src/api/schema-words.ts'

export async function clientTypes(): Promise<string> {
  const all = await apiOperations()
  const moves = all.filter(({ operation }) => operation.tags[0] === 'moves')
  const reads = all.filter(({ path, operation }) => path.startsWith('/api/') && operation.tags[0] !== 'moves')
  return `/** Made from the code by \`npm run generate\`; the tests fail when it is not current. */
export type Reads = {
${reads.map(readLine).join('\n')}
}

/** The kinds of no; docs/api.md says what each means. */
export type RefusalCode = ${API_REFUSALS.map((code) => `'${code}'`).join(' | ')}

export type MoveInputs = {
${moves.map(({ operation }) => `  /** ${operation.summary}. ${operation.description} */\n  '${operation.operationId}': ${bodyOf(operation, '  ')}`).join('\n')}
}

/** Where each move is sent; the id stands in braces. */
export const MOVE_PATHS: Readonly<Record<keyof MoveInputs, string>> = {
${moves.map(({ operation, path }) => `  '${operation.operationId}': '${path}',`).join('\n')}
}
`
}

function readLine({ path, operation }: Described): string {
  const answer = operation.responses['200']?.content?.['application/json']?.schema ?? {}
  const within = (place: Parameter['in']) => (operation.parameters ?? []).filter((each) => each.in === place)
  const asks = [
    ...named('path', within('path')),
    ...named('query', within('query')),
    ...(operation.requestBody ? [`readonly body: ${bodyOf(operation, '    ')}`] : []),
  ]
  return `  /** ${operation.summary}. ${operation.description} */
  '${path}': {
    readonly asks: { ${asks.join('; ')} }
    readonly gives: ${typeOf(answer, '    ')}
  }`
}

function named(place: string, parameters: readonly Parameter[]): readonly string[] {
  if (parameters.length === 0) return []
  const mark = parameters.some(({ required }) => required) ? '' : '?'
  return [
    `readonly ${place}${mark}: {\n${parameters.map(({ name, required = false, schema }) => field(name, required, schema, '      ')).join('\n')}\n    }`,
  ]
}

function bodyOf(operation: Described['operation'], indent: string): string {
  return typeOf(operation.requestBody?.content['application/json']?.schema ?? {}, indent)
}

/** A JSON Schema as TypeScript writes it. */
function typeOf(schema: Schema, indent: string): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((each) => JSON.stringify(each)).join(' | ')
  const either = schema.anyOf ?? schema.oneOf
  if (either) {
    const kinds = [...new Set(either.map((each) => typeOf(each, indent)))]
    // A text that may be empty is a text.
    return kinds.filter((kind) => !(kind.startsWith('"') && kinds.includes('string'))).join(' | ')
  }
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? [])
  return types.length === 0 ? 'unknown' : types.map((type) => plainType(type, schema, indent)).join(' | ')
}

function plainType(type: string, schema: Schema, indent: string): string {
  switch (type) {
    case 'array':
      return `readonly (${typeOf(schema.items ?? {}, indent)})[]`
    case 'object':
      return recordType(schema, indent)
    case 'integer':
    case 'number':
      return 'number'
    case 'boolean':
      return 'boolean'
    case 'null':
      return 'null'
    default:
      return 'string'
  }
}

/** With its word before it. */
function field(name: string, isNeeded: boolean, schema: Schema, indent: string): string {
  const says = schema.description ? `${indent}/** ${schema.description} */\n` : ''
  const key = /^\w+$/.test(name) ? name : JSON.stringify(name)
  return `${says}${indent}readonly ${key}${isNeeded ? '' : '?'}: ${typeOf(schema, indent)}`
}

function recordType({ properties, required = [], additionalProperties }: Schema, indent: string): string {
  if (!properties) {
    const values = typeof additionalProperties === 'object' ? typeOf(additionalProperties, indent) : 'unknown'
    return `Readonly<Record<string, ${values}>>`
  }
  const entries = Object.entries(properties)
  if (entries.length === 0) return 'Readonly<Record<string, never>>'
  const deeper = `${indent}  `
  const lines = entries.map(([name, each]) => field(name, required.includes(name), each, deeper))
  // Further members may come; what they are is not said.
  if (typeof additionalProperties === 'object') lines.push(`${deeper}readonly [more: string]: unknown`)
  return `{\n${lines.join('\n')}\n${indent}}`
}
