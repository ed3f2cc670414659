/**
 * What was sent, as text. It is read here only, and strictly: bytes that are no UTF-8 are refused, where the readers of
 * the platform would put U+FFFD in their place, and the journal would keep what nobody wrote.
 */
import { isUtf8 } from 'node:buffer'
import type { Context } from 'hono'
import { refuse } from '../kernel/refusal.ts'

/** The body as text; that of a form as it was sent, with what stands in it percent-encoded held to be text as well. */
export async function textSent(context: Context): Promise<string> {
  const bytes = Buffer.from(await context.req.arrayBuffer())
  if (!isUtf8(bytes) || (isForm(context) && !isUtf8(percentDecoded(bytes)))) noText()
  return new TextDecoder().decode(bytes)
}

/** A form with files in it; null where it cannot be read. Files may be anything, all that stands beside them is text. */
export async function partsSent(context: Context): Promise<FormData | null> {
  const bytes = Buffer.from(await context.req.arrayBuffer())
  const type = context.req.header('content-type') ?? ''
  const typed = typedParts(bytes, type)
  if (typed.length > MOST_PARTS) return null
  if (!typed.every((part) => isUtf8(part))) noText()
  return new Response(bytes, { headers: { 'content-type': type } }).formData().catch(() => null)
}

/** No form of ours comes near it; each part is looked at. */
const MOST_PARTS = 2000

function isForm(context: Context): boolean {
  return (context.req.header('content-type') ?? '').startsWith('application/x-www-form-urlencoded')
}

/** Names, values and what parts them, as bytes: what parts them is ASCII, so that no character reaches across it. */
function percentDecoded(bytes: Buffer): Buffer {
  const decoded = bytes
    .toString('latin1')
    .replace(/%([89a-f][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(decoded, 'latin1')
}

/** Of each part its head, and its content where it is no file (RFC 7578 §4.2). */
function typedParts(bytes: Buffer, type: string): readonly Buffer[] {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(type) ?? []
  const boundary = quoted ?? plain
  if (boundary === undefined) return []
  return bytes
    .toString('latin1')
    .split(`--${boundary}`, MOST_PARTS + 1)
    .map((part) => {
      const end = part.indexOf('\r\n\r\n')
      const head = end < 0 ? part : part.slice(0, end)
      return Buffer.from(/;\s*filename\*?=/i.test(head) ? head : part, 'latin1')
    })
}

function noText(): never {
  refuse('wrong-input', {
    says: 'What was sent holds characters that are no text.',
    next: 'Type it anew, or send it as UTF-8.',
  })
}
