/**
 * The one spelling of a JSON value (RFC 8785): what is hashed and signed. Two values that mean the
 * same have the same spelling whatever the order in which their members were written.
 */
import canonicalize from 'canonicalize'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json | undefined }

export function canonical(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new Error('a value without a JSON spelling cannot be recorded')
  return text
}
