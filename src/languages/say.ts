/**
 * What is said, in the language of whoever reads: the English of the source is the key, and what has no words in a
 * language is said in English. Only what we say goes through here; what people wrote is given as they wrote it.
 */
import { dateIn, dayIn, knownIn, listIn, moneyIn, monthIn, numberIn, weekdayIn } from './known.ts'
import { ARTICLES, joinedIn, signIn } from './joining.ts'
import { type Attributed, type Language } from '../kernel/language.ts'
import { type Money } from '../kernel/money.ts'
import { onOneLine, put, takenApart, type Template } from './template.ts'

/** A sentence around values: what stands before, between and after them. */
type Pattern = {
  readonly literals: readonly string[]
  readonly key: string
  /** Its own letters. */
  readonly weight: number
  /** All that is its own; of two as heavy the longer one says more. */
  readonly signs: number
  readonly isOneWord: boolean
}

type Dictionary = {
  /** Whether it tells of what it quotes: only words of its own are said, and no day, number or country. */
  readonly isQuoting: boolean
  readonly words: ReadonlyMap<string, string>
  /** What of them begins with an article. */
  readonly named: ReadonlySet<string>
  /** Sentences that come finished from the rules and moves, by the word they begin with; `''` begins with a value. */
  readonly patterns: ReadonlyMap<string, readonly Pattern[]>
  readonly templates: WeakMap<readonly string[], Template>
  readonly said: Map<string, string>
  readonly valuesSaid: Map<string, string>
}

/** What pages say; and what was found in captures, which quotes them. */
export type Room = 'pages' | 'findings'

const rooms: Readonly<Record<Room, Map<Language, Dictionary>>> = { pages: new Map(), findings: new Map() }
const dictionaries = rooms.pages
let languageOfReader: () => Language = () => 'en'

export function languageNow(): Language {
  return languageOfReader()
}

/** Tells where the language of whoever reads is to be asked for; English where nobody tells. */
export function speakBy(source: () => Language): void {
  languageOfReader = source
}

/** Learns a language anew: English to its words. */
export function learn(language: Language, words: ReadonlyMap<string, string>, room: Room = 'pages'): void {
  const patterns = new Map<string, Pattern[]>()
  for (const key of words.keys()) {
    const pattern = patternOf(key)
    if (!pattern) continue
    const group = patterns.get(beginning(key)) ?? []
    patterns.set(beginning(key), [...group, pattern])
  }
  for (const [word, group] of patterns)
    patterns.set(
      word,
      group.toSorted((a, b) => b.weight - a.weight || b.signs - a.signs),
    )
  rooms[room].set(language, {
    isQuoting: room === 'findings',
    words,
    named: new Set([...words.values()].filter((said) => ARTICLES[language]?.test(said))),
    patterns,
    templates: new WeakMap(),
    said: new Map(),
    valuesSaid: new Map(),
  })
}

/** The template of a page in the reader's language; null where it stays as it is written. */
export function templateSaid(strings: TemplateStringsArray): Template | null {
  const dictionary = dictionaries.get(languageNow())
  if (!dictionary) return null
  const known = dictionary.templates.get(strings)
  if (known) return known
  const made = withSigns(put(takenApart(strings), (key) => dictionary.words.get(key)))
  dictionary.templates.set(strings, made)
  return made
}

/** A template may begin with a sign, or have nothing but one between two values: nobody translates that. */
function withSigns(template: Template): Template {
  return { ...template, strings: template.strings.map((text) => signIn(languageNow(), text)) }
}

/** A value of a page, said, with what stands before it, as the reader’s language joins the two. */
export function joinedSaid(before: string, value: string): readonly [before: string, said: string] {
  const said = valueSaid(value)
  return joinedIn(languageNow(), before, said, said !== value || isOfOurs(said))
}

const MOST_WORDS = 8

/** Whether a value that was said by whoever made a sentence of it begins with words of ours that have an article. */
function isOfOurs(said: string): boolean {
  const known = dictionaries.get(languageNow())
  if (!known || !ARTICLES[languageNow()]?.test(said)) return false
  const words = said.split(/(?=[\s,;:(])/, MOST_WORDS)
  return words.some((_, at) => known.named.has(words.slice(0, at + 1).join('')))
}

/**
 * Words of ours for the reader: `say('Search')`, or a sentence around values, which are left as they are:
 * say`Nothing is called “${typed}”.` A finished sentence of a rule or a move is recognised by its form.
 */
export function say(words: string | TemplateStringsArray, ...values: readonly (string | number)[]): string {
  const dictionary = dictionaries.get(languageNow())
  if (typeof words === 'string') return dictionary ? finished(words, dictionary) : words
  if (!dictionary) return words.reduce((all, text, index) => `${all}${values[index - 1]}${text}`)
  const key = onOneLine(words.reduce((all, text, index) => `${all}{${index - 1}}${text}`))
  return filled(dictionary.words.get(key) ?? key, values.map(String), isOfOurs)
}

/** A text as it is shown: what is ours of it in the reader's language, what somebody wrote as they wrote it. */
export function attributedSaid({ text, ours }: Attributed): string {
  return ours.length === 0 ? text : ours.map((each) => say(each)).join(' ')
}

/** Said as it stands, or as the sentence it is without its full stop. */
function named(text: string, { words }: Dictionary): string | null {
  return words.get(text) ?? words.get(`${text}.`)?.replace(/\.$/, '') ?? null
}

/**
 * A value of a page: a name of ours, such as a state or a level, or a whole sentence of ours around names. Anything else
 * is what people wrote, and is left as it is.
 */
export function valueSaid(text: string): string {
  const dictionary = dictionaries.get(languageNow())
  if (!dictionary || !/\p{L}{2}/u.test(text)) return text
  return keptIn(
    dictionary.valuesSaid,
    text,
    () => recognised(text, dictionary, 0, ENOUGH_LETTERS) ?? withoutItsEnd(text, dictionary, 0, ENOUGH_LETTERS) ?? text,
  )
}

/**
 * What was found in a capture. It quotes names and lines of it, which are nobody’s words: so it is said by words of its
 * own room alone, and a caller who is called `Passed` or `Jordan` stays what they are.
 */
export function findingSaid(text: string): string {
  const dictionary = rooms.findings.get(languageNow())
  if (!dictionary) return text
  const said = keptIn(dictionary.said, text, () => asSentences(text, dictionary) ?? whole(text, dictionary))
  return /^\p{Lu}/u.test(text) ? said.charAt(0).toUpperCase() + said.slice(1) : said
}

/**
 * Where every sentence is known by itself, so that none is taken for a value of the one before; but not where they are one
 * around something quoted that has a full stop, which says more in words of ours.
 */
function asSentences(text: string, dictionary: Dictionary): string | null {
  const parts = text.split(BETWEEN_SENTENCES)
  const said = parts.map((part, index) => (index % 2 === 1 ? part : sentence(part, dictionary, 0)))
  if (said.includes(null)) return null
  const own = parts.reduce((sum, part, index) => sum + (index % 2 === 1 ? 0 : ownLetters(part, dictionary)), 0)
  return parts.length > 1 && ownLetters(text, dictionary) > own ? null : said.join('')
}

/** How many letters of a sentence are ours, and no value’s. */
function ownLetters(text: string, dictionary: Dictionary): number {
  if (named(text, dictionary) !== null) return lettersIn(text)
  const begun = [text, text.charAt(0).toLowerCase() + text.slice(1)]
  const known = begun.flatMap((each) => [each, each.slice(0, -1)]).map((each) => patternFor(each, dictionary, 0, 0))
  return known.find((each) => each !== null)?.pattern.weight ?? 0
}

const BETWEEN_SENTENCES = /((?<=[.!?]) +(?=[\p{Lu}\d“+])|\n+)/u

/** So many letters of its own has a sentence that is taken for ours without having been told. */
const ENOUGH_LETTERS = 10

const MOST_KEPT = 5000

/** Longer than anything we say: what is longer is somebody’s own, and is neither looked at nor kept. */
const LONGEST = 2000

function finished(text: string, dictionary: Dictionary): string {
  return keptIn(dictionary.said, text, () => whole(text, dictionary))
}

function keptIn(kept: Map<string, string>, text: string, make: () => string): string {
  if (text.length > LONGEST) return text
  const known = kept.get(text)
  if (known !== undefined) return known
  const made = make()
  if (kept.size >= MOST_KEPT) kept.clear()
  kept.set(text, made)
  return made
}

function whole(text: string, dictionary: Dictionary): string {
  const words = text.trim()
  if (words === '') return text
  const from = text.length - text.trimStart().length
  const said = sentence(words, dictionary, 0) ?? sentences(words, dictionary)
  return `${text.slice(0, from)}${said}${text.slice(from + words.length)}`
}

/** Sentence after sentence, the longest run that is known first, where the whole is not. What parts them stands between. */
function sentences(text: string, dictionary: Dictionary): string {
  const parts = text.split(BETWEEN_SENTENCES)
  let said = ''
  let from = 0
  for (let tries = 0; from < parts.length && tries < MOST_SENTENCES; tries += 1) {
    let to = Math.min(parts.length, from + LONGEST_RUN)
    let known: string | null = null
    for (; to > from && known === null; to -= known === null ? 2 : 0)
      known = sentence(parts.slice(from, to).join(''), dictionary, 0)
    const next = known === null ? from + 1 : to
    said += `${known ?? parts[from]!}${parts[next] ?? ''}`
    from = next + 1
  }
  return said + parts.slice(from).join('')
}

/** More than these nothing of ours has; whoever wrote more wrote it themselves. */
const MOST_SENTENCES = 40

/** In sentences and what parts them: three sentences. */
const LONGEST_RUN = 5

/** With a colon at its end it is a fact with something to follow, and known by the fact. */
function sentence(text: string, dictionary: Dictionary, depth: number): string | null {
  const ending = named(text, dictionary) ?? (text.endsWith(':') ? withoutItsEnd(text, dictionary, depth) : null)
  return ending ?? recognised(text, dictionary, depth) ?? withoutItsEnd(text, dictionary, depth)
}

/** What happened is a fact without a full stop; where it is told as a sentence it has one, or a colon. */
function withoutItsEnd(text: string, dictionary: Dictionary, depth: number, least = 0): string | null {
  const end = text.at(-1)
  if (text.length < 2 || (end !== '.' && end !== ':')) return null
  const said = recognised(text.slice(0, -1), dictionary, depth, least)
  return said === null ? null : `${said}${end === ':' ? colon() : end}`
}

const DEEPEST = 3

function recognised(text: string, dictionary: Dictionary, depth: number, least = 0): string | null {
  const exact = named(text, dictionary) ?? (depth > 0 ? namedWithin(text, dictionary) : null)
  if (exact !== null) return exact
  const known = dictionary.isQuoting ? (depth > 0 ? allFound(text, dictionary) : null) : knownIn(text, languageNow())
  if (known !== null) return known
  if (depth === DEEPEST || text.length > LONGEST) return null
  // What is counted has a word of its own, and is no number of something shorter: `3 simple test cases`.
  const counted = !dictionary.isQuoting && /^\d/.test(text) ? listed(text, dictionary) : null
  if (counted !== null) return counted
  const found = patternFor(text, dictionary, depth, least)
  if (found) {
    const { key } = found.pattern
    const values = found.values.map((value) => sentence(value, dictionary, depth + 1) ?? value)
    const ours = new Set(values.filter((value, at) => value !== found.values[at]))
    return filled(dictionary.words.get(key)!, inOrder(key, values), (value) => ours.has(value))
  }
  if (!dictionary.isQuoting) return listed(text, dictionary)
  // What was found begins with whoever did it: `The PBX` is `the PBX`.
  return /^\p{Lu}/u.test(text)
    ? recognised(text.charAt(0).toLowerCase() + text.slice(1), dictionary, Math.max(1, depth))
    : null
}

/** The sentence a text is, and what stands in it where that has values; the one with most letters of its own. */
function patternFor(
  text: string,
  dictionary: Dictionary,
  depth: number,
  least: number,
): { readonly pattern: Pattern; readonly values: readonly string[] } | null {
  const letters = lettersIn(text)
  const mayBe = depth === 0 && least === 0 ? isPartlyOurs : isMostlyOurs
  const isCounted = /^\d/.test(text) || (least === 0 && text.split(' ').length <= LONGEST_NAME)
  for (const group of [beginning(text), '']) {
    for (const pattern of dictionary.patterns.get(group) ?? []) {
      const { weight, isOneWord } = pattern
      const isToldOurs = dictionary.isQuoting && depth === 0
      if (!isToldOurs && (weight < least || (isOneWord && !isCounted) || !mayBe(weight, letters))) continue
      // The full stop ends the sentence, and belongs to no value (`withoutItsEnd`) but a sentence behind a colon.
      if (text.endsWith('.') && pattern.literals.at(-1) === '' && !pattern.literals.at(-2)!.endsWith(': ')) continue
      const values = valuesIn(text, pattern)
      if (values) return { pattern, values }
    }
  }
  return null
}

/** Several things of ours and nothing else; what stands beside numbers is quoted. */
function allFound(text: string, dictionary: Dictionary): string | null {
  const items = text.split(', ')
  if (items.length === 1) return null
  const said = items.map((item) => recognised(item, dictionary, DEEPEST - 1))
  return said.includes(null) ? null : said.join(', ')
}

/**
 * What stands in a text where a pattern has values; null where it is another sentence. Each of its literals is looked
 * for once, from where the one before ended: a text that anybody may write never makes it look back.
 */
function valuesIn(text: string, { literals }: Pattern): readonly string[] | null {
  const first = literals[0]!
  const last = literals.at(-1)!
  const end = text.length - last.length
  if (end < first.length || !text.startsWith(first) || !text.endsWith(last)) return null
  const values: string[] = []
  let from = first.length
  for (const literal of literals.slice(1, -1)) {
    const at = text.indexOf(literal, from)
    if (at === -1 || at + literal.length > end) return null
    values.push(text.slice(from, at))
    from = at + literal.length
  }
  return [...values, text.slice(from, end)]
}

/** A sentence of ours within another begins with a small letter; nouns of German have a capital wherever they stand. */
function namedWithin(text: string, dictionary: Dictionary): string | null {
  const said = /^\p{Ll}/u.test(text) ? named(text.charAt(0).toUpperCase() + text.slice(1), dictionary) : null
  if (said === null || languageNow() === 'de') return said
  return said.replace(/^\p{Lu}(?=\p{Ll})/u, (first) => first.toLowerCase())
}

/** Several names of ours, counted or of something with a number: `76 passed, 1 failed`, `OUT-01 passed`. */
function listed(text: string, dictionary: Dictionary): string | null {
  const items = text.split(', ').map((item) => {
    const known = named(item, dictionary) ?? knownIn(item, languageNow())
    if (known !== null) return known
    const [, number = '', name = item] = /^((?:\d[\d,]*|[A-Z][A-Z\d]+-\d+:?) )(.+)$/.exec(item) ?? []
    const said = number === '' ? null : (named(name, dictionary) ?? knownIn(name, languageNow()))
    return said === null ? null : `${number}${said}`
  })
  return items.includes(null) ? null : items.join(', ')
}

/** Somebody’s own sentence can happen to hold a few words of ours: a form counts where it makes up a part of the text. */
function isMostlyOurs(weight: number, letters: number): boolean {
  return weight >= 14 || weight * 4 >= letters
}

/** What is said on purpose is ours more likely, around longer names; and where all its letters are ours, as in `1 thing`. */
function isPartlyOurs(weight: number, letters: number): boolean {
  return weight >= 10 || (weight >= 6 && weight * 8 >= letters) || weight === letters
}

/**
 * `{0} applications` is known where something is counted, or after a name where it was told, not at any sentence’s end.
 * In words: no product and no company is called by more.
 */
const LONGEST_NAME = 7

const lettersIn = (text: string): number => (text.match(/\p{L}/gu) ?? []).length

/** The values as `{0}`, `{1}`, … name them, which is the order they stand in. */
function inOrder(key: string, found: readonly string[]): readonly string[] {
  const values: string[] = []
  for (const [index, [, number = '']] of [...key.matchAll(/\{(\d+)\}/g)].entries())
    values[Number(number)] = found[index]!
  return values
}

function filled(words: string, values: readonly string[], isOurs: (value: string) => boolean): string {
  const parts = words.split(/\{(\d+)\}/)
  let said = parts[0]!
  for (let at = 1; at < parts.length; at += 2) {
    const each = values[Number(parts[at])] ?? ''
    const [before, value] = joinedIn(languageNow(), said, each, isOurs(each))
    said = `${before}${value}${parts[at + 1]}`
  }
  return said
}

/** A form needs words enough to be known by: two of three letters at least, or one of four; or begin with six letters. */
function patternOf(key: string): Pattern | null {
  if (!/\{\d+\}/.test(key) || /<\/?\d+\/?>/.test(key)) return null
  const literal = key.replaceAll(/\{\d+\}/g, ' ')
  const words = literal.match(/\p{L}{3,}/gu) ?? []
  const begins = /^\p{L}[\p{L}-]* \p{L}+/u.exec(key)?.[0] ?? ''
  if (words.length < 2 && begins.length < 6 && !words.some((word) => word.length > 3)) return null
  return {
    literals: key.split(/\{\d+\}/),
    key,
    weight: lettersIn(literal),
    signs: literal.length,
    isOneWord: /^\{0\} \S+$/.test(key),
  }
}

/** The first word of a text; none where it begins with a value, or the word ends in one. */
function beginning(text: string): string {
  return /^[^\s{]+(?=\s|$)/.exec(text)?.[0] ?? ''
}

/** Something, and what is said of it. */
export const saidOf = (what: string, says: string): string => `${what}${colon()} ${says}`

/** Several things of ours, each said: `A; B; C`. */
export const partedSaid = (items: readonly string[]): string => items.map(valueSaid).join(signIn(languageNow(), '; '))

const colon = (): string => signIn(languageNow(), ': ').trimEnd()

/** Several things of one sentence, each said and all of them put together: `A, B and C`. */
export const allSaid = (items: readonly string[], type: 'and' | 'or' = 'and'): string =>
  listIn(languageNow(), items.map(valueSaid), type)

/** An amount of money as the reader’s language writes it. */
export const moneySaid = (amount: Money): string => moneyIn(languageNow(), amount)

export const numberSaid = (number: number): string => numberIn(languageNow(), number)

export const dateSaid = (instantMs: number): string => dateIn(languageNow(), instantMs)

export const daySaid = (instantMs: number): string => dayIn(languageNow(), instantMs)

export const monthSaid = (instantMs: number): string => monthIn(languageNow(), instantMs)

export const weekdaySaid = (instantMs: number): string => weekdayIn(languageNow(), instantMs)
