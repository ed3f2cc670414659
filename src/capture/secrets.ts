/**
 * What in a message proves to know a password, opens what is encrypted, or tells the keys somebody pressed: by what it
 * looks like. Every search is of a time that grows no faster than the text.
 */

/** A place in the text, and the character it is overwritten with: one that keeps the form. */
export type Secret = { readonly from: number; readonly end: number; readonly fill: number }

const ZERO = 48
const STAR = 42
const LETTER_A = 65

/** Lines by their name; of each what is not among the values that stay goes. */
const PROOF = /^((?:proxy-)?authorization|(?:proxy|www)-authenticate|(?:proxy-)?authentication-info)[ \t]*:(.*)/gim
/** What a request or an answer is told by, and what guesses nothing. */
const STAYS: ReadonlySet<string> = new Set(
  'username realm uri nonce algorithm qop nc stale domain charset userhash'.split(' '),
)
const PARAMETER = /([\w-]{1,64})[ \t]*=[ \t]*("(?:[^"\\]|\\.)*"?|[^\s,]+)/dg

/** In one line; the first group is what is overwritten. */
const IN_LINES: readonly (readonly [RegExp, number])[] = [
  // Digest responses let a password be guessed at leisure (RFC 7616 §5), wherever they are written down.
  [/\b(?:response|rspauth|password)[ \t]{0,9}=[ \t]{0,9}"?([^"\s,;]+)/dgi, ZERO],
  // Keys of SRTP (RFC 4568, RFC 4567) and of older descriptions (RFC 2327), and proofs of ICE (RFC 8839 §5.4).
  [/\binline:([^\s|;]+)/dgi, LETTER_A],
  [/^a=key-mgmt:[ \t]?[\w-]{1,32}[ \t]+([^\r\n]+)/dgim, LETTER_A],
  [/^a=ice-pwd:([^\r\n]+)/dgim, LETTER_A],
  [/^k=[a-z]{1,32}:([^\r\n]+)/dgim, LETTER_A],
  // Keys pressed.
  [/^signal[ \t]{0,9}=[ \t]{0,9}([^\r\n]+)/dgim, STAR],
  [/\bdigits[ \t]{0,9}=[ \t]{0,9}"([^"\r\n]*)/dgi, STAR],
]

/** Of any text: a message, a part of one, a log, a line of a page. */
export function secretsIn(text: string): readonly Secret[] {
  const flat = unfolded(text)
  return [
    ...proofsIn(flat),
    ...IN_LINES.flatMap(([form, fill]) =>
      [...flat.matchAll(form)].flatMap(({ indices }) => {
        const place = indices?.[1]
        return place ? [{ from: place[0], end: place[1], fill }] : []
      }),
    ),
    ...passwordsIn(flat),
  ]
}

/** A header goes on in the next line where that begins with a blank (RFC 3261 §7.3.1). Places stay what they are. */
function unfolded(text: string): string {
  return text.replace(/\r?\n(?=[ \t])/g, (end) => ' '.repeat(end.length))
}

/** Basic, Bearer, NTLM and the like are secret as a whole; Digest is, but for what tells whom and what it is about. */
function proofsIn(text: string): readonly Secret[] {
  return [...text.matchAll(PROOF)].flatMap((line) => {
    const value = line[2]!
    const begins = line.index + line[0].length - value.length
    const [scheme] = /^[ \t]*[\w-]*[ \t]*/.exec(value)!
    const isDigest = /^(?:digest|aka)\b/i.test(scheme.trim()) || /-info$/i.test(line[1]!)
    const rest = isDigest ? parametersIn(value) : [[scheme.length, value.length] as const]
    return rest.map(([from, end]) => ({ from: begins + from, end: begins + end, fill: isDigest ? ZERO : LETTER_A }))
  })
}

function parametersIn(value: string): readonly (readonly [number, number])[] {
  return [...value.matchAll(PARAMETER)].flatMap(({ indices, ...found }) => {
    if (STAYS.has(found[1]!.toLowerCase())) return []
    const [from, end] = indices![2]!
    const isQuoted = value[from] === '"'
    return [[from + (isQuoted ? 1 : 0), end - (isQuoted && end - from > 1 && value[end - 1] === '"' ? 1 : 0)] as const]
  })
}

/** Passwords in addresses (RFC 3261 §19.1.1): what stands between a colon behind the user and the sign `@`. */
function passwordsIn(text: string): readonly Secret[] {
  return [...text.matchAll(/[^\s<>"@]+/g)].flatMap((run) => {
    const end = run.index + run[0].length
    const scheme = text[end] === '@' ? /(?<![a-z])sips?:/i.exec(run[0]) : null
    if (!scheme) return []
    const colon = run[0].indexOf(':', scheme.index + scheme[0].length)
    return colon < 0 ? [] : [{ from: run.index + colon + 1, end, fill: STAR }]
  })
}

const RELAY = 'application/dtmf-relay'
/** Bodies that say nothing but how a call goes. Whatever else is carried is what somebody wrote, pressed or sent. */
const KNOWN_BODIES =
  /^(?:application\/(?:sdp|(?:dialog|conference|reg)-?info\+xml|simple-message-summary|dtmf-relay)|message\/sipfrag)$/
/** Offers and answers beside something else; what is no description in them is gone through as text. */
const MIXED = /^multipart\//
const OFFERS: ReadonlySet<string> = new Set(['INVITE', 'ACK', 'PRACK', 'UPDATE'])

/** Of a message that begins where the text does. */
export function secretsOfMessage(text: string): readonly Secret[] {
  const [empty] = /\r?\n\r?\n/.exec(text) ?? ['']
  const head = empty ? text.slice(0, text.indexOf(empty)) : text
  if (!empty) return secretsIn(text)
  const bodyAt = head.length + empty.length
  const flat = unfolded(head)
  const told = Number(headerOf(flat, /^(?:content-length|l)[ \t]*:[ \t]*(\d{1,9})/im) ?? text.length)
  const bodyEnd = Math.min(bodyAt + told, text.length)
  const type = (headerOf(flat, /^(?:content-type|c)[ \t]*:[ \t]*([^\s;]+)/im) ?? '').toLowerCase()
  const method = (headerOf(flat, /^cseq[ \t]*:[ \t]*\d+[ \t]+(\w+)/im) ?? '').toUpperCase()
  const isKnown = KNOWN_BODIES.test(type) || (MIXED.test(type) && OFFERS.has(method))
  const foreign = isKnown && type === RELAY ? linesIn(text.slice(bodyAt, bodyEnd), bodyAt) : []
  return [
    ...foreign,
    ...secretsIn(isKnown ? text.slice(0, bodyEnd) : head),
    { from: isKnown ? bodyEnd : bodyAt, end: text.length, fill: STAR },
  ].filter(({ from, end }) => from < end)
}

/** A key and how long it was held is all that such a body has to say; what else stands in it goes. */
function linesIn(body: string, bodyAt: number): readonly Secret[] {
  return [...body.matchAll(/[^\r\n]+/g)].flatMap(({ 0: line, index }) =>
    /^(?:signal[ \t]*=|duration[ \t]*=[ \t]*\d+[ \t]*$)/i.test(line)
      ? []
      : [{ from: bodyAt + index, end: bodyAt + index + line.length, fill: STAR }],
  )
}

function headerOf(head: string, form: RegExp): string | null {
  return form.exec(head)?.[1] ?? null
}

/** Of what turns a connection into a WebSocket, this stays (RFC 6455 §4); the rest may name who asks. */
const OF_UPGRADES =
  /^(?:host|upgrade|connection|sec-websocket-(?:version|protocol|extensions|accept)|server|date)[ \t]*:/i

export function secretsOfUpgrade(text: string): readonly Secret[] {
  return [...unfolded(text).matchAll(/[^\r\n]+/g)].flatMap((line, index): Secret[] => {
    const end = line.index + line[0].length
    if (OF_UPGRADES.test(line[0])) return []
    const shown = index === 0 ? line[0].indexOf('?') : line[0].indexOf(':')
    return shown < 0 ? [] : [{ from: line.index + shown + 1, end, fill: STAR }]
  })
}

/** The same text, with what is nobody else’s business overwritten. */
export function withoutSecrets(text: string): string {
  if (!/[:=]/.test(text)) return text
  return overwritten(text, secretsIn(text))
}

function overwritten(text: string, secrets: readonly Secret[]): string {
  if (secrets.length === 0) return text
  let shown = ''
  let at = 0
  for (const { from, end, fill } of secrets.toSorted((a, b) => a.from - b.from)) {
    const start = Math.max(at, from)
    if (start >= end) continue
    shown += text.slice(at, start) + text.slice(start, end).replace(/[^\r\n]/g, String.fromCharCode(fill))
    at = end
  }
  return shown + text.slice(at)
}

/** The same message, byte for byte as long. */
export function messageWithoutSecrets(message: Uint8Array): Uint8Array {
  const made = message.slice()
  for (const { from, end, fill } of secretsOfMessage(latin(message))) made.fill(fill, from, end)
  return made
}

/** One character a byte, so that places in the text are places in the bytes. */
export function latin(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes)
}
