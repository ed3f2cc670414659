/** Addresses: sip, sips and tel URIs, and whatever else, kept as it stands. */
import { type Params, paramsOf } from './params.ts'

export type Uri = {
  /** In lower case: `sip`, `sips`, `tel`, or another. */
  readonly scheme: string
  /** With its escapes undone; of a tel URI the number. Null where there is none. */
  readonly user: string | null
  readonly host: string
  readonly port: number | null
  readonly params: Params
  /** What follows the question mark, as it stands. */
  readonly headers: string | null
  readonly written: string
}

/** Reads a URI; null only where there is no scheme at all. */
export function parseUri(text: string): Uri | null {
  const parts = /^([A-Za-z][A-Za-z0-9+.-]*):(.*)$/s.exec(text.trim())
  if (!parts) return null
  const scheme = parts[1]!.toLowerCase()
  const rest = parts[2]!
  if (scheme === 'tel') return { ...telUri(rest), written: text }
  if (scheme !== 'sip' && scheme !== 'sips')
    return { scheme, user: null, host: rest, port: null, params: new Map(), headers: null, written: text }
  return { scheme, ...sipUri(rest), written: text }
}

function telUri(rest: string): Omit<Uri, 'written'> {
  const [number = '', ...params] = rest.split(';')
  return { scheme: 'tel', user: number, host: '', port: null, params: paramsOf(params), headers: null }
}

/** The user part may hold semicolons and question marks, so the @ is looked for first (RFC 3261 §25.1). */
function sipUri(rest: string): Omit<Uri, 'written' | 'scheme'> {
  const sign = rest.lastIndexOf('@')
  const after = sign < 0 ? rest : rest.slice(sign + 1)
  const question = after.indexOf('?')
  const [place = '', ...params] = (question < 0 ? after : after.slice(0, question)).split(';')
  const user = sign < 0 ? null : unescaped(rest.slice(0, sign).split(':', 1)[0]!)
  const { host, port } = hostAndPort(place)
  return { user, host, port, params: paramsOf(params), headers: question < 0 ? null : after.slice(question + 1) }
}

export function hostAndPort(text: string): { readonly host: string; readonly port: number | null } {
  const parts = /^(\[[^\]]*\]|[^:]*)(?::\s*(\d{1,5}))?\s*$/.exec(text.trim())
  if (!parts) return { host: text.trim().toLowerCase(), port: null }
  return { host: parts[1]!.trim().toLowerCase(), port: parts[2] === undefined ? null : Number(parts[2]) }
}

function unescaped(text: string): string {
  return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (escapes) => {
    const bytes = Uint8Array.from(escapes.slice(1).split('%'), (each) => Number.parseInt(each, 16))
    return new TextDecoder().decode(bytes)
  })
}

/** What people dial or call by: the number or name of an address, or its host where there is neither. */
export function partyOf(uri: Uri): string {
  return uri.user ?? uri.host
}
