/**
 * An invented language: every letter of ours by its fullwidth form, so that whatever stands in plain letters on a page
 * was not said through the words of a language. What is data stands in plain letters, and rightly so.
 */
import { findingKeys, spokenKeys } from '../../bin/spoken.ts'
import type { Room } from '../../src/languages/say.ts'

const PLAIN = /[A-Za-z]/g

export function inventedWords(room: Room = 'pages'): ReadonlyMap<string, string> {
  const keys = room === 'pages' ? spokenKeys() : findingKeys()
  return new Map([...keys.keys()].map((key) => [key, invented(key)]))
}

export function invented(text: string): string {
  return text.replaceAll(/(\{\d+\}|<\/?\d+\/?>|&\w+;)|[A-Za-z]/g, (sign, kept: string | undefined) =>
    kept === undefined ? String.fromCharCode(sign.charCodeAt(0) + 0xfee0) : kept,
  )
}

/**
 * What a page says or shows in plain letters, piece by piece: texts and the attributes that people read or hear. Fields
 * hold what is kept, and so does what is compared, struck out and put in.
 */
export function plainWordsOn(page: string): readonly string[] {
  const html = page
    .replaceAll(/<(script|style|svg|code|pre|textarea|kbd|del|ins)\b[^]*?<\/\1>/g, ' ')
    .replaceAll(/<(\w+)[^<>]*\blang="(?:en|de|fr|es)"[^<>]*\bhreflang[^]*?<\/\1>/g, ' ')
  const attributes = [...html.matchAll(/\s(?:aria-label|title|placeholder|alt|data-head|data-label)="([^"]*)"/g)].map(
    ([, text = '']) => text,
  )
  const texts = html.split(/<(?:"[^"]*"|'[^']*'|[^'">])*>/)
  return [...texts, ...attributes]
    .map((text) => decoded(text).replaceAll(/\s+/g, ' ').trim())
    .filter((text) => (text.match(PLAIN) ?? []).length > 1)
}

/** What of the attributes that programs go by differs from the English page; keys of forms are new on each, and labels go along to be read. */
export function otherwise(page: string, english: string): readonly string[] {
  const there = attributesOn(english)
  const here = attributesOn(page)
  const changed = here.filter((each, index) => each !== there[index] && !there.includes(each))
  return here.length === there.length ? changed : [...changed, `${here.length} of ${there.length} attributes`]
}

function attributesOn(page: string): readonly string[] {
  const tags = page.replaceAll(/<(script|style|svg)\b[^]*?<\/\1>/g, ' ').match(/<[a-z](?:"[^"]*"|[^"<>])*>/g) ?? []
  return tags.flatMap((tag) => {
    const unread = tag
      .replace(/name="_(?:once|fields)" value="[^"]*"/, '')
      .replaceAll(/\s(?:aria-label|title|alt|placeholder)="[^"]*"/g, '')
    return unread.match(/\s(?:(?:name|id|value|href|for|action|type)="[^"]*"|required(?=[\s/>]))/g) ?? []
  })
}

/** Whether a text names a day as machines do, `2027-03-03`, where people read it; in an address or a name it stands so. */
export const holdsMachineDay = (text: string): boolean => /(?<![\w/=.~-])\d{4}-\d\d-\d\d(?![\w/-])/.test(text)

/** What is to be read on a page, piece by piece, with such a day in it. */
export function machineDaysOn(page: string): readonly string[] {
  return page
    .replaceAll(/<(script|style|code|pre|textarea|kbd)\b[^]*?<\/\1>/g, ' ')
    .split(/<(?:"[^"]*"|'[^']*'|[^'">])*>/)
    .map((text) => decoded(text).replaceAll(/\s+/g, ' ').trim())
    .filter(holdsMachineDay)
}

function decoded(text: string): string {
  return text
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
