/**
 * How a language joins what stands beside each other: a preposition of ours with a name behind it, and a sign with what
 * stands before it. Names are data, so that no translation can know what its `{0}` begins with.
 */
import type { Language } from '../kernel/language.ts'

/** Tags may stand between the two. */
const TAGS = String.raw`((?:<[^<>]*>)*)$`
const FRENCH = new RegExp(String.raw`(?<![\p{L}’'-])(de|à) ${TAGS}`, 'iu')
const SPANISH = new RegExp(String.raw`(?<![\p{L}’'-])(de|a) ${TAGS}`, 'iu')

/** What an article of ours begins with, by language. */
export const ARTICLES: Readonly<Partial<Record<Language, RegExp>>> = { fr: /^les? /, es: /^el / }

/**
 * `de` and `Aldermoor` are `d’Aldermoor`; and where the value is words of ours, `de` and `le partenaire` are `du
 * partenaire`, `a` and `el socio` are `al socio`. What somebody is called keeps its article: `de le Bris`.
 */
export function joinedIn(
  language: Language,
  before: string,
  value: string,
  isOurs: boolean,
): readonly [before: string, value: string] {
  if (!/[ >]$/.test(before)) return [before, value]
  if (language === 'fr') return joinedInFrench(before, value, isOurs)
  const [whole = '', word = '', tags = ''] =
    language === 'es' && isOurs && value.startsWith('el ') ? (SPANISH.exec(before) ?? []) : []
  return word === ''
    ? [before, value]
    : [`${before.slice(0, -whole.length)}${word}l ${tags}`, value.slice('el '.length)]
}

function joinedInFrench(before: string, value: string, isOurs: boolean): readonly [string, string] {
  const [whole = '', word = '', tags = ''] = FRENCH.exec(before) ?? []
  if (word === '') return [before, value]
  const isOf = word.length === 2
  const put = (joined: string, rest = value) => [`${before.slice(0, -whole.length)}${joined}${tags}`, rest] as const
  if (isOf && /^[aeiouàâäæéèêëîïôöœùûü]/i.test(value)) return put(`${word[0]}’`)
  const [article = ''] = /^les? /.exec(value) ?? []
  if (article === '' || !isOurs) return [before, value]
  const contracted = isOf
    ? `${word[0]}${article === 'le ' ? 'u' : 'es'}`
    : `${word === 'À' ? 'A' : 'a'}${article === 'le ' ? 'u' : 'ux'}`
  return put(`${contracted} `, value.slice(article.length))
}

/** What follows a value: before a sign and its blank French has another, which never breaks a line; `12:30` has none. */
export function signIn(language: Language, text: string): string {
  return language === 'fr' ? text.replace(/^(?=[:;?!]\s)/, '\u00a0') : text
}
