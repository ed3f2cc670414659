/**
 * The grammar of SDP as a table: one row a kind of line, with a sample, what is read from it, and how it is
 * written back (RFC 8866, 3264, 3605, 4568, 8122, T.38 Annex D). A line no row reads is kept as it stands.
 */

export type Fields = Readonly<Record<string, string | undefined>>

export type Row = {
  /** The letter before the equals sign; of an attribute, `a=` and its name. */
  readonly key: string
  readonly sample: string
  /** What stands after the equals sign, or after the attribute's colon; its named groups are the fields. */
  readonly reads: RegExp
  readonly writes: (fields: Fields) => string
}

const text = (value: string | undefined) => value ?? ''
const before = (mark: string, value: string | undefined) => (value === undefined ? '' : `${mark}${value}`)

export const ROWS: readonly Row[] = [
  { key: 'v', sample: 'v=0', reads: /^(?<version>\d+)$/, writes: (f) => text(f.version) },
  {
    key: 'o',
    sample: 'o=- 20518 2 IN IP4 203.0.113.1',
    reads: /^(?<user>\S+) (?<session>\d+) (?<version>\d+) (?<net>\S+) (?<family>\S+) (?<address>\S+)$/,
    writes: (f) => [f.user, f.session, f.version, f.net, f.family, f.address].join(' '),
  },
  { key: 's', sample: 's=-', reads: /^(?<name>.*)$/s, writes: (f) => text(f.name) },
  {
    key: 'c',
    sample: 'c=IN IP4 203.0.113.1',
    reads: /^(?<net>\S+) (?<family>\S+) (?<address>[^\s/]+)(?<scope>\/\S+)?$/,
    writes: (f) => `${f.net} ${f.family} ${f.address}${text(f.scope)}`,
  },
  {
    key: 'b',
    sample: 'b=AS:84',
    reads: /^(?<kind>[^\s:]+):(?<kilobits>\d+)$/,
    writes: (f) => `${f.kind}:${f.kilobits}`,
  },
  { key: 't', sample: 't=0 0', reads: /^(?<start>\d+) (?<stop>\d+)$/, writes: (f) => `${f.start} ${f.stop}` },
  {
    key: 'm',
    sample: 'm=audio 49170 RTP/AVP 0 8 101',
    reads: /^(?<kind>\S+) (?<port>\d{1,5})(?:\/(?<count>\d+))? (?<protocol>\S+)(?: (?<formats>.*))?$/,
    writes: (f) => `${f.kind} ${f.port}${before('/', f.count)} ${f.protocol}${before(' ', f.formats)}`,
  },
  {
    key: 'a=rtpmap',
    sample: 'a=rtpmap:111 opus/48000/2',
    reads: /^(?<payload>\d{1,3}) (?<codec>[^\s/]+)\/(?<clock>\d+)(?:\/(?<channels>\S+))?$/,
    writes: (f) => `${f.payload} ${f.codec}/${f.clock}${before('/', f.channels)}`,
  },
  {
    key: 'a=fmtp',
    sample: 'a=fmtp:101 0-16',
    reads: /^(?<payload>\S+) (?<parameters>.+)$/s,
    writes: (f) => `${f.payload} ${f.parameters}`,
  },
  { key: 'a=ptime', sample: 'a=ptime:20', reads: /^(?<ms>\d+)$/, writes: (f) => text(f.ms) },
  { key: 'a=maxptime', sample: 'a=maxptime:60', reads: /^(?<ms>\d+)$/, writes: (f) => text(f.ms) },
  {
    key: 'a=rtcp',
    sample: 'a=rtcp:53020 IN IP4 203.0.113.1',
    reads: /^(?<port>\d{1,5})(?: (?<net>\S+) (?<family>\S+) (?<address>\S+))?$/,
    writes: (f) => `${f.port}${f.address === undefined ? '' : ` ${f.net} ${f.family} ${f.address}`}`,
  },
  {
    key: 'a=crypto',
    sample: 'a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj',
    reads: /^(?<tag>\d{1,9}) (?<suite>\S+) (?<keys>.+)$/s,
    writes: (f) => `${f.tag} ${f.suite} ${f.keys}`,
  },
  {
    key: 'a=fingerprint',
    sample:
      'a=fingerprint:sha-256 4A:AD:B9:B1:3F:82:18:3B:54:02:12:DF:3E:5D:49:6B:19:E5:7C:AB:4A:AD:B9:B1:3F:82:18:3B:54:02:12:DF',
    reads: /^(?<hash>\S+) (?<print>\S+)$/,
    writes: (f) => `${f.hash} ${f.print}`,
  },
  { key: 'a=T38MaxBitRate', sample: 'a=T38MaxBitRate:14400', reads: /^(?<rate>\d+)$/, writes: (f) => text(f.rate) },
  { key: 'a=T38FaxVersion', sample: 'a=T38FaxVersion:0', reads: /^(?<version>\d+)$/, writes: (f) => text(f.version) },
]

const BY_KEY: ReadonlyMap<string, Row> = new Map(ROWS.map((row) => [row.key, row]))

export function rowFor(key: string): Row | null {
  return BY_KEY.get(key) ?? null
}
