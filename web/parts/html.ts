/** What every part is written with: templates that escape what is put into them, said in the reader's language. */
import { html as asWritten, raw } from 'hono/html'
import type { Attributed } from '../../src/kernel/language.ts'
import { count as countInEnglish } from '../../src/kernel/text.ts'
import {
  allSaid,
  attributedSaid,
  findingSaid,
  joinedSaid,
  languageNow,
  moneySaid,
  numberSaid,
  say,
  templateSaid,
} from '../../src/languages/say.ts'

export { allSaid, findingSaid, moneySaid, numberSaid, raw, say }

export type Html = ReturnType<typeof asWritten>

export function html(strings: TemplateStringsArray, ...values: readonly unknown[]): Html {
  const said = templateSaid(strings)
  if (!said) return asWritten(strings, ...values)
  const parts = [...said.strings]
  const inOrder = said.order.map((from, index) => {
    const value = values[from]
    if (typeof value !== 'string' || !said.isSaid[index]) return value
    // What stands before a link is joined with its words, also where the address of the link is a value of its own.
    let at = index
    while (at > 0 && !said.isSaid[at - 1] && !parts[at]!.includes('<')) at -= 1
    const text = parts[at]!
    const end = at === index || !text.includes('<') ? text.length : text.lastIndexOf('<')
    const [before, after] = joinedSaid(text.slice(0, end), value)
    parts[at] = before + text.slice(end)
    return after
  })
  return asWritten(parts as unknown as TemplateStringsArray, ...inOrder)
}

/** What people wrote, as they wrote it, in whatever language the page is read. */
export const written = (text: string): Html => asWritten`${text}`

/** A text that may be ours or somebody's, told by where it comes from and not by what it says. */
export const oursOrWritten = (text: Attributed): Html => written(attributedSaid(text))

/** What was found in a capture, said but for what it quotes. */
export const found = (text: string): Html => written(findingSaid(text))

/** A number with its noun: `1 question`, `3 questions`. */
export function count(...counted: Parameters<typeof countInEnglish>): string {
  return say(countInEnglish(...counted))
}

export const nothing = html``

/** The part when there is something to show, nothing otherwise. */
export function when<Value>(value: Value | null | undefined | false | '', show: (value: Value) => Html): Html {
  return value === null || value === undefined || value === false || value === '' ? nothing : show(value)
}

export function each<Item>(items: readonly Item[], show: (item: Item, index: number) => Html): Html {
  return html`${items.map(show)}`
}

/** An address with its query, values escaped, empty ones left out. */
export function address(path: string, query: Readonly<Record<string, string | null | undefined>> = {}): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value) params.set(name, value)
  const text = params.toString()
  return text === '' ? path : `${path}?${text}`
}

/** A name within a sentence: `Other product` becomes `other product`, `SIP trunk` stays. */
export function lowerFirst(name: string): string {
  // German writes its nouns with a capital wherever they stand.
  if (languageNow() === 'de') return name
  return /^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name
}
