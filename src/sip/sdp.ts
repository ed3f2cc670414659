/**
 * A session description as a value: lines in their order, each read by its row of `sdp-table.ts` where one
 * reads it and kept as it stands where none does. What offer and answer are told by is derived from them.
 */
import { textOf } from './bytes.ts'
import { type Fields, rowFor } from './sdp-table.ts'

export type SdpLine = {
  /** The letter, or `a=` and the attribute's name. */
  readonly key: string
  /** What its row read; null where no row knows it or it does not fit. */
  readonly fields: Fields | null
  readonly written: string
}

export type SdpFault = { readonly line: number; readonly says: string }

export type Sdp = {
  readonly session: readonly SdpLine[]
  readonly media: readonly (readonly SdpLine[])[]
  readonly faults: readonly SdpFault[]
}

const MOST_LINES = 2048
const MOST_MEDIA = 64
const LONGEST = 262_144

export function parseSdp(bytes: Uint8Array | string): Sdp {
  const text = typeof bytes === 'string' ? bytes.slice(0, LONGEST) : textOf(bytes, 0, Math.min(bytes.length, LONGEST))
  const session: SdpLine[] = []
  const media: SdpLine[][] = []
  const faults: SdpFault[] = []
  const written = text.split(/\r?\n/, MOST_LINES + 1)
  if (written.length > MOST_LINES) faults.push({ line: MOST_LINES, says: 'There are more lines than are read.' })
  for (const [index, each] of written.slice(0, MOST_LINES).entries()) {
    if (each === '') continue
    const line = parseLine(each)
    const fault = faultOf(line)
    if (fault) faults.push({ line: index + 1, says: fault })
    if (line.key === 'm' && media.length < MOST_MEDIA) media.push([line])
    else (media.at(-1) ?? session).push(line)
  }
  for (const key of ['v', 'o', 's'])
    if (!session.some((line) => line.key === key)) faults.push({ line: 0, says: `There is no ${key}= line.` })
  return { session, media, faults }
}

function parseLine(written: string): SdpLine {
  const parts = /^([a-z])=(?:(?<=a=)([^:]*)(?::|$))?(.*)$/s.exec(written)
  if (!parts) return { key: '', fields: null, written }
  const key = parts[2] === undefined ? parts[1]! : `a=${parts[2]}`
  const groups = rowFor(key)?.reads.exec(parts[3]!)?.groups
  return { key, fields: groups ? { ...groups } : null, written }
}

function faultOf(line: SdpLine): string | null {
  if (line.key === '') return 'This is not a letter, an equals sign and a value.'
  return line.fields === null && rowFor(line.key) ? `This ${line.key} line does not read as one.` : null
}

/** Lines with fields are written by their row, the others as they stand. */
export function writeSdp(sdp: Pick<Sdp, 'session' | 'media'>): string {
  return [...sdp.session, ...sdp.media.flat()].map((line) => `${writeLine(line)}\r\n`).join('')
}

export function writeLine({
  key,
  fields,
  written,
}: Pick<SdpLine, 'key' | 'fields'> & { readonly written?: string }): string {
  const row = rowFor(key)
  if (!fields || !row) return written ?? ''
  return key.startsWith('a=') ? `${key}:${row.writes(fields)}` : `${key}=${row.writes(fields)}`
}

export type Direction = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive'

const DIRECTIONS: readonly Direction[] = ['sendrecv', 'sendonly', 'recvonly', 'inactive']

export type Codec = { readonly payload: number; readonly name: string; readonly clock: number }

/** One media line as an offer or answer means it; what it does not say itself it takes from the session. */
export type Media = {
  readonly kind: string
  readonly address: string
  /** 0 is a stream refused or ended (RFC 3264 §6, 8.2). */
  readonly port: number
  readonly protocol: string
  readonly formats: readonly string[]
  readonly direction: Direction
  readonly codecs: readonly Codec[]
  readonly ptimeMs: number | null
  /** Where RTCP is expected when not on the next port (RFC 3605); the RTP port itself when multiplexed. */
  readonly rtcpPort: number
  readonly isSecure: boolean
}

/** Clock rates and names of the payload types fixed by RFC 3551 §6. */
const FIXED: Readonly<Record<number, readonly [name: string, clock: number]>> = {
  0: ['PCMU', 8000],
  3: ['GSM', 8000],
  4: ['G723', 8000],
  5: ['DVI4', 8000],
  6: ['DVI4', 16_000],
  7: ['LPC', 8000],
  8: ['PCMA', 8000],
  9: ['G722', 8000],
  10: ['L16', 44_100],
  11: ['L16', 44_100],
  12: ['QCELP', 8000],
  13: ['CN', 8000],
  14: ['MPA', 90_000],
  15: ['G728', 8000],
  16: ['DVI4', 11_025],
  17: ['DVI4', 22_050],
  18: ['G729', 8000],
  26: ['JPEG', 90_000],
  31: ['H261', 90_000],
  32: ['MPV', 90_000],
  34: ['H263', 90_000],
}

export function fixedCodec(payload: number): Codec | null {
  const known = FIXED[payload]
  return known ? { payload, name: known[0], clock: known[1] } : null
}

export function mediaOf(sdp: Sdp): readonly Media[] {
  return sdp.media.map((lines) => oneMedia(sdp, lines))
}

function oneMedia(sdp: Sdp, lines: readonly SdpLine[]): Media {
  const line = lines[0]?.fields ?? {}
  const formats = (line.formats ?? '').split(/ +/).filter((format) => format !== '')
  const protocol = (line.protocol ?? '').toUpperCase()
  const port = Number(line.port ?? 0)
  const ptime = fieldsOf(lines, 'a=ptime')?.ms
  return {
    kind: line.kind ?? '',
    address: (fieldsOf(lines, 'c') ?? fieldsOf(sdp.session, 'c'))?.address ?? '',
    port,
    protocol,
    formats,
    direction: directionOf(lines) ?? directionOf(sdp.session) ?? 'sendrecv',
    codecs: /RTP\//.test(protocol) ? codecsOf(lines, formats) : [],
    ptimeMs: ptime === undefined ? null : Number(ptime),
    rtcpPort: lines.some((each) => each.key === 'a=rtcp-mux')
      ? port
      : Number(fieldsOf(lines, 'a=rtcp')?.port ?? port + 1),
    isSecure: /SAVPF?$/.test(protocol),
  }
}

function codecsOf(lines: readonly SdpLine[], formats: readonly string[]): readonly Codec[] {
  const mapped = new Map<number, Codec>()
  for (const { key, fields } of lines) {
    if (key !== 'a=rtpmap' || !fields) continue
    const payload = Number(fields.payload)
    mapped.set(payload, { payload, name: fields.codec ?? '', clock: Number(fields.clock) || 8000 })
  }
  return formats.flatMap((format) => {
    const payload = Number(format)
    if (!/^\d{1,3}$/.test(format) || payload > 127) return []
    return [mapped.get(payload) ?? fixedCodec(payload) ?? { payload, name: format, clock: 8000 }]
  })
}

function fieldsOf(lines: readonly SdpLine[], key: string): Fields | null {
  return lines.find((line) => line.key === key && line.fields)?.fields ?? null
}

function directionOf(lines: readonly SdpLine[]): Direction | null {
  for (const line of lines) {
    const named = DIRECTIONS.find((direction) => line.key === `a=${direction}`)
    if (named) return named
  }
  return null
}

/** Where the session version stands: a changed description steps it by one (RFC 3264 §8). */
export function originOf(sdp: Sdp): Fields | null {
  return fieldsOf(sdp.session, 'o')
}

/** Held: the other side is not to be heard (RFC 3264 §8.4), or the old way of an address of zeros (RFC 2543). */
export function isHold(media: Media): boolean {
  return media.direction === 'sendonly' || media.direction === 'inactive' || media.address === '0.0.0.0'
}
