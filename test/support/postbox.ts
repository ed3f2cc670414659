/**
 * A real mail server on loopback that takes what it is given, and can be told to refuse, to stay silent, or
 * to let somebody act at each step of the conversation. What arrived is read here without the sender's library.
 */
import type { AddressInfo, Socket } from 'node:net'
import { SMTPServer } from 'smtp-server'

export type Step = 'connect' | 'from' | 'to' | 'data' | 'end'

/** What is asked at each step; a number is the code to refuse with, nothing lets it pass. */
export type Says = (
  step: Step,
  mail: { readonly to: string; readonly raw: string },
) => Promise<number | void> | number | void

export type Received = {
  readonly from: string
  readonly to: readonly string[]
  readonly raw: string
  /** Header fields by their lower-case name, unfolded and decoded. */
  readonly header: (name: string) => string
  readonly names: readonly string[]
  readonly subject: string
  readonly id: string
  readonly text: string
  /** The calendar file that came along, if one did. */
  readonly calendar: string | null
}

export type Postbox = {
  readonly url: string
  readonly mails: Received[]
  /** How a conversation goes from now on. */
  says: Says
  /** Every line breaks, without a word. */
  readonly cut: () => void
  readonly close: () => Promise<void>
}

type Line = { readonly _socket: Socket }

export async function openPostbox(): Promise<Postbox> {
  const mails: Received[] = []
  const refusing = async (step: Step, mail: { to: string; raw: string }, done: (fault?: Error | null) => void) => {
    const code = await box.says(step, mail)
    done(typeof code === 'number' ? Object.assign(new Error(`refused with ${code}`), { responseCode: code }) : null)
  }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onConnect: (_, done) => void refusing('connect', { to: '', raw: '' }, done),
    onMailFrom: (_, __, done) => void refusing('from', { to: '', raw: '' }, done),
    onRcptTo: (address, _, done) => void refusing('to', { to: address.address, raw: '' }, done),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      const { mailFrom, rcptTo } = session.envelope
      const to = rcptTo.map((each) => each.address)
      void box.says('data', { to: to.join(), raw: '' })
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('latin1')
        const take = (fault?: Error | null) => {
          if (!fault) mails.push(readMail(mailFrom ? mailFrom.address : '', to, raw))
          done(fault)
        }
        void refusing('end', { to: to.join(), raw }, take)
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.server.address() as AddressInfo
  const box: Postbox = {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    says: () => {},
    cut: () => {
      for (const connection of server.connections) (connection as unknown as Line)._socket.destroy()
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
  return box
}

export function readMail(from: string, to: readonly string[], raw: string): Received {
  const { fields, body } = partOf(raw)
  const header = (name: string) => fields.find(([each]) => each === name)?.[1] ?? ''
  return {
    from,
    to,
    raw,
    header,
    names: fields.map(([name]) => name),
    subject: header('subject'),
    id: header('message-id'),
    text: contentOf(fields, body, 'text/plain') ?? '',
    calendar: contentOf(fields, body, 'text/calendar'),
  }
}

type Fields = readonly (readonly [name: string, value: string])[]

/** Header fields and body (RFC 5322 §2.1, §2.2.3): a folded line belongs to the one before. */
function partOf(raw: string): { fields: Fields; body: string } {
  const end = raw.indexOf('\r\n\r\n')
  const head = raw.slice(0, end).replace(/\r\n(?=[ \t])/g, '')
  const fields = head.split('\r\n').map((line): [string, string] => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).toLowerCase(), decodeWords(line.slice(colon + 1).trim())]
  })
  return { fields, body: raw.slice(end + 4) }
}

/** Encoded words (RFC 2047); white space between two of them is none. */
function decodeWords(value: string): string {
  return value
    .replace(/(\?=)\s+(?==\?)/g, '$1')
    .replace(/=\?utf-8\?([qb])\?([^?]*)\?=/gi, (_, how: string, word: string) =>
      (how.toLowerCase() === 'b' ? Buffer.from(word, 'base64') : quoted(word.replaceAll('_', ' '))).toString('utf8'),
    )
}

/** The first part of a kind, decoded; null where there is none. */
function contentOf(fields: Fields, body: string, type: string): string | null {
  const header = (name: string) => fields.find(([each]) => each === name)?.[1] ?? ''
  const boundary = /^multipart\/.*boundary="?([^";]+)"?/i.exec(header('content-type'))?.[1]
  if (boundary) {
    const parts = body.split(`--${boundary}`).slice(1, -1)
    const found = parts.map((part) => {
      const inner = partOf(part.replace(/^\r\n/, ''))
      return contentOf(inner.fields, inner.body, type)
    })
    return found.find((each) => each !== null) ?? null
  }
  if (!header('content-type').startsWith(type)) return null
  const encoding = header('content-transfer-encoding').toLowerCase()
  const bytes =
    encoding === 'base64'
      ? Buffer.from(body, 'base64')
      : encoding === 'quoted-printable'
        ? quoted(body.replace(/=\r\n/g, ''))
        : Buffer.from(body, 'latin1')
  return bytes.toString('utf8').replaceAll('\r\n', '\n').trim()
}

function quoted(text: string): Buffer {
  return Buffer.from(
    text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
}
