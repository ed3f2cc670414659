/**
 * A SIP message as a value. Reading is total: any bytes give a message with its faults, the bytes survive
 * in it, and every header keeps its place. What single headers mean is told by `header-values.ts`.
 */
import { bytesOf, CR, endOfLine, isBlank, isToken, LF, textOf } from './bytes.ts'
import { type FaultCode, faultsIn } from './fault.ts'
import { headerName, isListHeader } from './header-table.ts'
import { divided } from './params.ts'
import { emptySkim, MOST_HEADERS, skim } from './skim.ts'

export type StartLine =
  | { readonly kind: 'request'; readonly method: string; readonly uri: string; readonly version: string }
  | { readonly kind: 'response'; readonly version: string; readonly status: number; readonly reason: string }

export type Header = {
  /** The usual spelling, the compact form written out. */
  readonly name: string
  /** Unfolded, without blanks around it. */
  readonly value: string
  /** Where the line stands in the raw bytes. */
  readonly at: number
  readonly end: number
}

export type SipMessage = {
  readonly raw: Uint8Array
  readonly start: StartLine
  readonly headers: readonly Header[]
  readonly body: Uint8Array
  readonly faults: readonly FaultCode[]
}

/** Longest header value that is turned into text; the rest of it stays in the raw bytes. */
const LONGEST_VALUE = 65_536

export function parseMessage(raw: Uint8Array): SipMessage {
  const found = emptySkim()
  skim(raw, 0, raw.length, found)
  const headers: Header[] = []
  const startEnd = endOfLine(raw, 0, raw.length)
  for (let at = startEnd + 1; at < raw.length && headers.length < MOST_HEADERS;) {
    if (raw[at] === LF || (raw[at] === CR && raw[at + 1] === LF)) break
    let end = endOfLine(raw, at, raw.length)
    while (end + 1 < raw.length && isBlank(raw[end + 1])) end = endOfLine(raw, end + 1, raw.length)
    const header = headerAt(raw, at, end)
    if (header) headers.push(header)
    at = end + 1
  }
  return {
    raw,
    start: startLine(raw, startEnd),
    headers,
    body: raw.subarray(found.bodyAt, found.bodyEnd),
    faults: faultsIn(found.faults),
  }
}

function startLine(raw: Uint8Array, lineEnd: number): StartLine {
  const line = textOf(raw, 0, Math.min(lineEnd, LONGEST_VALUE)).replace(/\r$/, '')
  const status = /^(SIP\/\S*) (\d{3})(?: (.*))?$/s.exec(line)
  if (status) return { kind: 'response', version: status[1]!, status: Number(status[2]), reason: status[3] ?? '' }
  if (line.startsWith('SIP/')) return { kind: 'response', version: line.split(' ', 1)[0]!, status: 0, reason: line }
  const request = /^([^ ]*) (.*) (SIP\/\S*)[ \t]*$/s.exec(line)
  if (request) return { kind: 'request', method: request[1]!, uri: request[2]!.trim(), version: request[3]! }
  const [method = '', ...rest] = line.split(' ')
  return { kind: 'request', method, uri: rest.join(' '), version: '' }
}

function headerAt(raw: Uint8Array, at: number, end: number): Header | null {
  let nameEnd = at
  while (nameEnd < end && isToken(raw[nameEnd])) nameEnd += 1
  let colon = nameEnd
  while (colon < end && isBlank(raw[colon])) colon += 1
  if (nameEnd === at || colon >= end || raw[colon] !== 58) return null
  const value = textOf(raw, colon + 1, Math.min(end, colon + LONGEST_VALUE))
  return { name: headerName(textOf(raw, at, nameEnd)), value: value.replace(/\r?\n[ \t]+/g, ' ').trim(), at, end }
}

/** The first value of a header as it stands, or null. */
export function header(message: SipMessage, name: string): string | null {
  const wanted = name.toLowerCase()
  return message.headers.find((each) => each.name.toLowerCase() === wanted)?.value ?? null
}

/** Every value of a header, in order; where commas divide values, each by itself. */
export function headerValues(message: SipMessage, name: string): readonly string[] {
  const wanted = name.toLowerCase()
  const lines = message.headers.filter((each) => each.name.toLowerCase() === wanted).map((each) => each.value)
  return isListHeader(name) ? lines.flatMap((line) => divided(line, ',')) : lines
}

export type Draft = {
  readonly start: StartLine
  readonly headers: readonly { readonly name: string; readonly value: string }[]
  readonly body?: Uint8Array
}

/** The bytes of a message. Content-Length is counted, never taken from the draft. */
export function writeMessage(draft: Draft): Uint8Array<ArrayBuffer> {
  const { start, body = new Uint8Array(0) } = draft
  const first =
    start.kind === 'request'
      ? `${start.method} ${start.uri} ${start.version}`
      : `${start.version} ${start.status} ${start.reason}`
  const lines = draft.headers
    .filter((each) => headerName(each.name) !== 'Content-Length')
    .map((each) => `${each.name}: ${each.value}`)
  const head = bytesOf(`${[first, ...lines, `Content-Length: ${body.length}`].join('\r\n')}\r\n\r\n`)
  const bytes = new Uint8Array(head.length + body.length)
  bytes.set(head)
  bytes.set(body, head.length)
  return bytes
}
