/**
 * The headers we know by name: how they are spelt, their compact form, and whether a message may have one
 * value of them or a list. What is not in here is kept as it was written.
 */

type Row = readonly [name: string, compact: string | null, isList: boolean]

const ROWS: readonly Row[] = [
  ['Accept', null, true],
  ['Alert-Info', null, true],
  ['Allow', null, true],
  ['Allow-Events', 'u', true],
  ['Authorization', null, false],
  ['Call-ID', 'i', false],
  ['Call-Info', null, true],
  ['Contact', 'm', true],
  ['Content-Disposition', null, false],
  ['Content-Encoding', 'e', true],
  ['Content-Length', 'l', false],
  ['Content-Type', 'c', false],
  ['CSeq', null, false],
  ['Diversion', null, true],
  ['Event', 'o', false],
  ['Expires', null, false],
  ['From', 'f', false],
  ['Geolocation', null, true],
  ['History-Info', null, true],
  ['Max-Forwards', null, false],
  ['Min-Expires', null, false],
  ['Min-SE', null, false],
  ['P-Asserted-Identity', null, true],
  ['P-Early-Media', null, true],
  ['P-Preferred-Identity', null, true],
  ['Path', null, true],
  ['Privacy', null, false],
  ['Proxy-Authenticate', null, false],
  ['Proxy-Authorization', null, false],
  ['Proxy-Require', null, true],
  ['RAck', null, false],
  ['Reason', null, true],
  ['Record-Route', null, true],
  ['Refer-Sub', null, false],
  ['Refer-To', 'r', false],
  ['Referred-By', 'b', false],
  ['Replaces', null, false],
  ['Require', null, true],
  ['Retry-After', null, false],
  ['Route', null, true],
  ['RSeq', null, false],
  ['Server', null, false],
  ['Service-Route', null, true],
  ['Session-Expires', 'x', false],
  ['Session-ID', null, false],
  ['Subject', 's', false],
  ['Subscription-State', null, false],
  ['Supported', 'k', true],
  ['To', 't', false],
  ['Unsupported', null, true],
  ['User-Agent', null, false],
  ['Via', 'v', true],
  ['Warning', null, true],
  ['WWW-Authenticate', null, false],
]

const BY_SPELLING: ReadonlyMap<string, Row> = new Map(
  ROWS.flatMap((row) => {
    const [name, compact] = row
    return compact
      ? [[name.toLowerCase(), row] as const, [compact, row] as const]
      : [[name.toLowerCase(), row] as const]
  }),
)

/** The usual spelling of a header's name, its compact form written out; an unknown name as it was written. */
export function headerName(written: string): string {
  return BY_SPELLING.get(written.toLowerCase())?.[0] ?? written
}

/** Whether commas divide its values (RFC 3261 §7.3.1); never in what we do not know. */
export function isListHeader(name: string): boolean {
  return BY_SPELLING.get(name.toLowerCase())?.[2] ?? false
}

export const HEADER_NAMES: readonly string[] = ROWS.map(([name]) => name)
