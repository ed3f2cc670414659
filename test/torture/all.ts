/** Every message of RFC 4475 that shows something by itself, in the order of its sections. */
import { INVALID } from './invalid.ts'
import { MEANING } from './meaning.ts'
import { VALID } from './valid.ts'

export const TORTURE = [...VALID, ...INVALID, ...MEANING]
