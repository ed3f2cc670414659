/** What single headers say. Each reads one value and gives null where it cannot be read; nothing throws. */
import { divided, type Params, paramsOf, unquoted, withParams } from './params.ts'
import { hostAndPort, parseUri, type Uri } from './uri.ts'

export type Address = {
  readonly display: string | null
  readonly uri: Uri
  readonly params: Params
}

/**
 * From, To, Contact, Refer-To, P-Asserted-Identity, Diversion, History-Info and their like. Without angle
 * brackets everything after a semicolon belongs to the header, not to the URI (RFC 3261 §20.10).
 */
export function parseAddress(text: string): Address | null {
  const [first = '', ...rest] = divided(text, ';')
  const bracketed = /^(.*?)<([^>]*)>(.*)$/s.exec(first)
  const uri = parseUri(bracketed ? bracketed[2]! : first)
  if (!uri) return null
  const display = bracketed ? unquoted(bracketed[1]!.trim()) : ''
  return { display: display === '' ? null : display, uri, params: paramsOf(rest) }
}

export type Via = {
  readonly transport: string
  readonly host: string
  readonly port: number | null
  readonly params: Params
}

export function parseVia(text: string): Via | null {
  const { value, params } = withParams(text)
  const parts = /^SIP\s*\/\s*2\.0\s*\/\s*([^\s/]+)\s+(\S.*)$/is.exec(value)
  if (!parts) return null
  return { transport: parts[1]!.toUpperCase(), ...hostAndPort(parts[2]!), params }
}

export type CSeq = { readonly number: number; readonly method: string }

export function parseCSeq(text: string): CSeq | null {
  const parts = /^(\d{1,10})\s+(\S+)$/.exec(text)
  return parts ? { number: Number(parts[1]), method: parts[2]! } : null
}

/** RAck: which reliable provisional response a PRACK acknowledges (RFC 3262 §7.2). */
export type RAck = { readonly response: number; readonly cseq: CSeq }

export function parseRAck(text: string): RAck | null {
  const parts = /^(\d{1,10})\s+(\d{1,10}\s+\S+)$/.exec(text)
  const cseq = parts && parseCSeq(parts[2]!)
  return cseq ? { response: Number(parts[1]), cseq } : null
}

/** A plain number, as in RSeq, Expires, Min-SE, Max-Forwards; parameters after it are left out. */
export function parseCount(text: string): number | null {
  const digits = /^(\d{1,10})\s*(?:[;(].*)?$/s.exec(text)?.[1]
  return digits === undefined ? null : Number(digits)
}

export type SessionExpires = { readonly seconds: number; readonly refresher: string | null }

export function parseSessionExpires(text: string): SessionExpires | null {
  const { value, params } = withParams(text)
  const seconds = parseCount(value)
  return seconds === null ? null : { seconds, refresher: params.get('refresher')?.toLowerCase() ?? null }
}

/** `Reason: Q.850;cause=17;text="User busy"` (RFC 3326). */
export type Reason = { readonly protocol: string; readonly cause: number | null; readonly text: string | null }

export function parseReason(text: string): Reason | null {
  const { value, params } = withParams(text)
  if (value === '') return null
  const cause = params.get('cause')
  return {
    protocol: value,
    cause: cause && /^\d+$/.test(cause) ? Number(cause) : null,
    text: params.get('text') ?? null,
  }
}

/** Which dialog is to be replaced (RFC 3891). */
export type Replaces = {
  readonly callId: string
  readonly toTag: string
  readonly fromTag: string
  readonly isEarlyOnly: boolean
}

export function parseReplaces(text: string): Replaces | null {
  const { value, params } = withParams(text)
  const toTag = params.get('to-tag')
  const fromTag = params.get('from-tag')
  if (value === '' || toTag === undefined || fromTag === undefined) return null
  return { callId: value, toTag, fromTag, isEarlyOnly: params.has('early-only') }
}

/** A challenge or its answer: the scheme and its parameters, divided by commas (RFC 3261 §20.44, RFC 7616). */
export type Credentials = { readonly scheme: string; readonly params: Params }

export function parseCredentials(text: string): Credentials | null {
  const parts = /^(\S+)\s+(.*)$/s.exec(text)
  return parts ? { scheme: parts[1]!, params: paramsOf(divided(parts[2]!, ',')) } : null
}
