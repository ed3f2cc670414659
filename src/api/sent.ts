/**
 * Some moves are sent otherwise than they take it in: a file as the upload in which it arrived, a table perhaps so too,
 * and a password beside the rest. The server's intake goes by this table, and so does the description.
 */
import type { Schema } from './schema-words.ts'

type SentAs = 'evidence' | 'picture' | 'table' | 'password'

const SENT_AS: Readonly<Record<string, SentAs>> = {
  'add-evidence': 'evidence',
  'add-guide-picture': 'picture',
  'take-in-sat-plan': 'table',
  'take-in-sat-results': 'table',
  'found-programme': 'password',
  'accept-invitation': 'password',
}

/** How a move is sent; null where its input is sent as it is. */
export function sentAs(move: string): SentAs | null {
  return SENT_AS[move] ?? null
}

const UPLOAD: Schema = { type: 'string', format: 'uuid' }
const COLUMNS: Schema = { type: 'object', additionalProperties: { type: 'string' } }

/** The schema of the body, made from that of the input. */
export function bodyOf(move: string, input: Schema): Schema {
  const { file: _, ...properties } = input.properties ?? {}
  const required = (input.required ?? []).filter((name) => name !== 'file')
  switch (sentAs(move)) {
    case 'evidence':
    case 'picture':
      return { ...input, properties: { ...properties, upload: UPLOAD }, required: [...required, 'upload'] }
    case 'table':
      return { anyOf: [tableBody(move), input] }
    case 'password':
      return {
        ...input,
        properties: { ...properties, password: { type: 'string' } },
        required: [...required, 'password'],
      }
    case null:
      return input
  }
}

/** Only the columns of a plan may be called otherwise than in our export. */
function tableBody(move: string): Schema {
  const columns: Record<string, Schema> = move === 'take-in-sat-plan' ? { columns: COLUMNS } : {}
  return { type: 'object', properties: { upload: UPLOAD, ...columns }, required: ['upload'] }
}

/** What of it the schema does not say, as a sentence more for the description of the move; empty for most. */
export function sayBody(move: string): string {
  switch (sentAs(move)) {
    case 'evidence':
    case 'picture':
      return ' The file is sent as the id of a finished upload.'
    case 'table':
      return ' Either the rows themselves or the id of a finished upload that holds them.'
    case 'password':
      return ' The password is that of whoever comes in.'
    case null:
      return ''
  }
}
