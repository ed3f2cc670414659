/**
 * A template of a page taken apart into what is said and what is not. What is said comes in units as a translator
 * wants them: one run of text with the links and tags within it. Values are `{0}`, `{1}`, … and tags are
 * `<1>…</1>`, so that a translation can put them where its own grammar has them.
 */

/** Something said: the English as a key, and where its values and tags are to be found. */
export type Unit = {
  readonly key: string
  /** Which values of the template stand for `{0}`, `{1}`, … */
  readonly values: readonly number[]
  /** What `<1>`, `</1>`, `<2/>`, … stand for; their attributes say something too. */
  readonly tags: ReadonlyMap<string, readonly Piece[]>
  readonly isAttribute: boolean
}

/** Markup as it stands, values as `\uE000number\uE001`; or a unit. */
export type Piece = string | Unit

const VALUE = /\uE000(\d+)\uE001/g
const TOKENS =
  /<!--[^]*?-->|<(script|style|textarea|pre)\b[^]*?<\/\1>|<\/?[a-z!][^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*>|[^<]+|</gi
const WITHIN_TEXT =
  /^<\/?(?:a|abbr|b|bdi|br|cite|code|dfn|em|i|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|var)\b/i
const SAYING_ATTRIBUTE = /\b(aria-label|title|placeholder|alt|content|data-says|data-head|data-label)="([^"]*)"/g
/** A template within a tag, such as `aria-label="…"` or `disabled`: it begins with an attribute, whatever follows. */
const ATTRIBUTES =
  /^\s*[a-z][\w-]*(?:="|\s+[a-z][\w-]*=")|^\s*(?:checked|disabled|hidden|multiple|open|readonly|required|selected)\s*$/
const isWithinTag = (joined: string): boolean => !joined.includes('<') && ATTRIBUTES.test(joined)

export function takenApart(strings: readonly string[]): readonly Piece[] {
  const joined = strings.reduce((all, text, index) => `${all}\uE000${index - 1}\uE001${text}`)
  if (isWithinTag(joined)) return withAttributes(joined)
  const pieces: Piece[] = []
  let run: string[] = []
  for (const [token] of joined.matchAll(TOKENS)) {
    if (!token.startsWith('<') || WITHIN_TEXT.test(token)) run.push(token)
    else {
      pieces.push(...unitsOf(run), ...withAttributes(token))
      run = []
    }
  }
  return [...pieces, ...unitsOf(run)]
}

/** A run of text and tags: one unit, or several where a tag has no partner within the run. */
function unitsOf(run: readonly string[]): readonly Piece[] {
  const partners = partnersIn(run)
  const lonely = run.findIndex((token, index) => isTag(token) && !isVoid(token) && !partners.has(index))
  if (lonely === -1) return unitOf(run, partners)
  return [...unitsOf(run.slice(0, lonely)), ...withAttributes(run[lonely]!), ...unitsOf(run.slice(lonely + 1))]
}

function unitOf(run: readonly string[], partners: ReadonlyMap<number, number>): readonly Piece[] {
  const first = run.findIndex((token) => token.trim() !== '')
  const last = run.findLastIndex((token) => token.trim() !== '')
  const says = run.some((token) => !isTag(token) && /\p{L}/u.test(token.replace(VALUE, '')) && !/[{}]/.test(token))
  if (!says) return run.flatMap((token) => (isTag(token) ? withAttributes(token) : [token]))
  if (isTag(run[first]!) && partners.get(first) === last) {
    const inner = run.slice(first + 1, last)
    return [
      ...run.slice(0, first),
      ...withAttributes(run[first]!),
      ...unitOf(inner, partnersIn(inner)),
      run[last]!,
      ...run.slice(last + 1),
    ]
  }
  const whole = run.slice(first, last + 1)
  const before = /^\s*/.exec(isTag(whole[0]!) ? '' : whole[0]!)![0]
  const after = /\s*$/.exec(isTag(whole.at(-1)!) ? '' : whole.at(-1)!)![0]
  return [...run.slice(0, first), before, keyed(whole), after, ...run.slice(last + 1)]
}

function keyed(run: readonly string[]): Unit {
  const partners = partnersIn(run)
  const values: number[] = []
  const tags = new Map<string, readonly Piece[]>()
  const numbers = new Map<number, number>()
  const parts = run.map((token, index) => {
    if (!isTag(token)) return token.replace(VALUE, (_, value: string) => `{${values.push(Number(value)) - 1}}`)
    const opening = token.startsWith('</') ? partners.get(index)! : index
    if (!numbers.has(opening)) numbers.set(opening, numbers.size + 1)
    const number = numbers.get(opening)!
    const sign = isVoid(token) ? `<${number}/>` : token.startsWith('</') ? `</${number}>` : `<${number}>`
    tags.set(sign, withAttributes(token))
    return sign
  })
  return { key: onOneLine(parts.join('')), values, tags, isAttribute: false }
}

/** A tag or bare attributes, with those attributes taken out that people read or hear. */
function withAttributes(markup: string): readonly Piece[] {
  const pieces: Piece[] = []
  let done = 0
  for (const found of markup.matchAll(SAYING_ATTRIBUTE)) {
    const [, name = '', text = ''] = found
    if (!/\p{L}/u.test(text.replace(VALUE, '')) || (name === 'content' && !markup.includes('name="description"')))
      continue
    const from = found.index + name.length + 2
    const values: number[] = []
    const key = onOneLine(text.replace(VALUE, (_, value: string) => `{${values.push(Number(value)) - 1}}`))
    pieces.push(markup.slice(done, from), { key, values, tags: new Map(), isAttribute: true })
    done = from + text.length
  }
  return [...pieces, markup.slice(done)]
}

function partnersIn(run: readonly string[]): ReadonlyMap<number, number> {
  const partners = new Map<number, number>()
  const open: number[] = []
  for (const [index, token] of run.entries()) {
    if (!isTag(token) || isVoid(token)) continue
    if (!token.startsWith('</')) open.push(index)
    else if (nameOf(run[open.at(-1) ?? -1]) === nameOf(token)) {
      const opening = open.pop()!
      partners.set(opening, index).set(index, opening)
    }
  }
  return partners
}

const isTag = (token: string): boolean => token.startsWith('<')
const isVoid = (token: string): boolean => /^<br\b/i.test(token)
const nameOf = (token: string | undefined): string | null =>
  /^<\/?([a-z]+)/i.exec(token ?? '')?.[1]?.toLowerCase() ?? null

export const onOneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

/** All that a template says, as keys. */
export function keysOf(strings: readonly string[]): readonly string[] {
  const keys = (pieces: readonly Piece[]): readonly string[] =>
    pieces.flatMap((piece) =>
      typeof piece === 'string' ? [] : [piece.key, ...[...piece.tags.values()].flatMap((tag) => keys(tag))],
    )
  return keys(takenApart(strings))
}

/** The template in another language: its strings, and which values of the English one stand between them. */
export type Template = {
  readonly strings: readonly string[]
  readonly order: readonly number[]
  /** Of each of those: whether it is read or heard, and no part of a tag. */
  readonly isSaid: readonly boolean[]
}

export function put(pieces: readonly Piece[], wordsFor: (key: string) => string | undefined): Template {
  const whole = (all: readonly Piece[]): string =>
    all.map((piece) => (typeof piece === 'string' ? piece : unitIn(piece))).join('')
  const unitIn = ({ key, values, tags, isAttribute }: Unit): string =>
    (wordsFor(key) ?? key)
      .split(/(\{\d+\}|<\/?\d+\/?>)/)
      .map((part) => {
        const tag = tags.get(part)
        if (tag) return whole(tag)
        const value = /^\{(\d+)\}$/.exec(part)?.[1]
        if (value !== undefined) return `\uE000${values[Number(value)]}\uE001`
        return isAttribute ? part.replaceAll('"', '&quot;') : part
      })
      .join('')
  const text = whole(pieces)
  const parts = text.split(/\uE000(\d+)\uE001/)
  return {
    strings: parts.filter((_, index) => index % 2 === 0),
    order: parts.filter((_, index) => index % 2 === 1).map(Number),
    isSaid: [...text.matchAll(VALUE)].map(({ index }) => isSaidAt(text, index)),
  }
}

/** Within a tag only some attributes are read or heard; in scripts and fields nothing is ours. */
function isSaidAt(text: string, at: number): boolean {
  const before = text.slice(0, at)
  const open = before.lastIndexOf('<')
  if (open > before.lastIndexOf('>') || isWithinTag(text))
    return /\b(?:aria-label|title|placeholder|alt|data-says)="[^"]*$/.test(before)
  return !/<(?:script|style|textarea|pre|code)\b(?:(?!<\/)[^])*$/.test(before)
}
