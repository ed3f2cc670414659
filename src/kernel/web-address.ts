/**
 * Addresses on the web that we send something to: read strictly, so that what is checked and what is called are the
 * same thing. One spelling of each counts; every other that a library would read as an address is none here.
 */
import { addressBytes } from './internet-address.ts'

export type WebAddress = {
  readonly isSecure: boolean
  /** In lower case; an IPv6 address without its brackets. */
  readonly host: string
  readonly port: number
  /** With its query; at least `/`. */
  readonly path: string
}

export const LONGEST_WEB_ADDRESS = 500

const SHAPE = /^(https?):\/\/(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::([1-9]\d{0,4}))?([/?][\w.~!$&'()*+,;=:@%/?-]*)?$/i

/** Null where it is not one plain address: credentials, fragments, odd spellings of numbers, anything not ASCII. */
export function readWebAddress(text: string): WebAddress | null {
  if (text.length > LONGEST_WEB_ADDRESS) return null
  const [, scheme = '', named = '', port = '', rest = ''] = SHAPE.exec(text) ?? []
  if (scheme === '' || Number(port) > 65_535 || !isAsRead(text, named)) return null
  const isSecure = scheme.toLowerCase() === 'https'
  return {
    isSecure,
    host: named.toLowerCase().replace(/^\[|\]$/g, ''),
    port: port === '' ? (isSecure ? 443 : 80) : Number(port),
    path: rest.startsWith('/') ? rest : `/${rest}`,
  }
}

/** What a page and a journal say of an address: its query may hold something that is nobody else's affair. */
export function hostOf(address: string): string {
  return /^[a-z]+:\/\/([^/?]+)/i.exec(address)?.[1] ?? address
}

/** What the library that connects would read the host as has to be the host as it is written. */
function isAsRead(text: string, named: string): boolean {
  try {
    return new URL(text).hostname === named.toLowerCase()
  } catch {
    return false
  }
}

/** Ports of the web; everything else is some other service's. */
const WEB_PORTS: ReadonlySet<number> = new Set([443, 8443])

/** Names that are nobody's on the internet (RFC 6761, 6762, 7686, 8375, 9476), or that offices use within. */
const NOT_NAMES = /(^|\.)(localhost|localdomain|local|internal|intranet|private|corp|home|lan|invalid|onion|alt|arpa)$/

/** As an operator writes the hosts within that may be called: `hooks.office:8443`, `[fd00::1]:80`. */
export function hostAndPort({ host, port }: Pick<WebAddress, 'host' | 'port'>): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}

/** Why nothing is sent to an address, as far as its spelling tells; null where it may be looked up. */
export function notToBeCalled(text: string, allowed: readonly string[] = []): string | null {
  const address = readWebAddress(text)
  if (!address)
    return 'This is no plain web address. Write it as https://hooks.example.com/certwright: a name in ASCII letters, no password, no #.'
  if (allowed.includes(hostAndPort(address))) return null
  if (!address.isSecure) return 'The address has to begin with https://, so that nobody on the way reads along.'
  if (!WEB_PORTS.has(address.port)) return `Port ${address.port} is none of the web; use 443 or 8443.`
  return isPublicName(address.host) ? null : `${address.host} is not the name of a host on the public internet.`
}

function isPublicName(host: string): boolean {
  const labels = host.split('.')
  return (
    addressBytes(host) === null &&
    host.length <= 253 &&
    labels.length > 1 &&
    labels.every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label)) &&
    /^(?:[a-z]+|xn--[a-z0-9-]+)$/.test(labels.at(-1)!) &&
    !NOT_NAMES.test(host)
  )
}
