/**
 * How a name looks to whoever reads it: which characters in it nobody sees, and whether two names cannot be told apart.
 * Two spellings look the same if they differ only in case, blanks, width, hidden characters, or letters of other
 * scripts that are drawn like Latin ones. Digits and accents tell names apart, and so do signs: `C` is not `C#`.
 */

/** Drawn as nothing, or only to turn the order of what stands beside them; the braille blank is drawn as a gap. */
const HIDDEN = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]/u
const EVERY_HIDDEN = new RegExp(HIDDEN.source, 'gu')

export type HiddenCharacter = {
  /** As Unicode counts it: `U+200B`. */
  readonly code: string
  /** Its place among the characters of the name, the first being 1. */
  readonly place: number
  /** Whether it turns the order of what stands beside it. */
  readonly turns: boolean
}

/** The first character of a text that nobody sees; null where all can be seen. */
export function hiddenIn(text: string): HiddenCharacter | null {
  const characters = Array.from(text)
  const at = characters.findIndex((each) => HIDDEN.test(each))
  const found = characters[at]
  if (found === undefined) return null
  const code = `U+${found.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
  return { code, place: at + 1, turns: /\p{Bidi_Control}/u.test(found) }
}

/**
 * Letters of other scripts by the Latin letter they are drawn like, out of Unicode's table of confusables (UTS 39):
 * Greek, Cyrillic, Armenian, Cherokee, and the odd Latin ones. Small Cyrillic letters with the shape of a Latin capital
 * stand with it, since case tells no names apart. What looks like a capital I stands with i.
 */
const DRAWN_LIKE: Readonly<Record<string, string>> = {
  a: 'ɑαаΑАᎪ',
  b: 'ЬᏏΒВвᏴ',
  c: 'ᴄсСᏟ',
  d: 'ԁᏧᎠ',
  e: 'еҽΕЕᎬ',
  f: 'քϜ',
  g: 'ɡցԌᏀᏳ',
  h: 'һհᏂΗНнᎻ',
  i: 'ıɪɩιіꙇӏᎥΙІӀ',
  j: 'ϳјͿЈᎫ',
  k: 'κкΚКᏦ',
  l: 'ǀᏞ',
  m: 'мΜϺМᎷ',
  n: 'ոռΝ',
  o: 'ᴏοσоօΟОՕ',
  p: 'ρрΡРᏢ',
  q: 'ԛգզ',
  r: 'гᏒᎡ',
  s: 'ꜱѕЅՏᏕᏚ',
  t: 'тΤТᎢ',
  u: 'ʋυսՍ',
  v: 'ᴠνѵѴᏙ',
  w: 'ᴡѡԝաԜᎳᏔ',
  x: 'хΧХ',
  y: 'ɣʏγуүΥУҮᎩᎽ',
  z: 'ᴢΖᏃ',
}

const LATIN = new Map(Object.entries(DRAWN_LIKE).flatMap(([latin, all]) => Array.from(all, (each) => [each, latin])))

/** What every spelling of a name has in common that differs in case, blanks, width or hidden characters alone. */
export function spellingOf(name: string): string {
  return inOneCase(bare(name))
}

/** What every name has in common that is drawn alike. */
export function lookOf(name: string): string {
  return inOneCase(Array.from(bare(name), (each) => LATIN.get(each) ?? each).join(''))
}

/** Asked of both: what is small in one script is drawn unlike its own capital, as ν and Ν are. */
export function looksLike(one: string, other: string): boolean {
  return spellingOf(one) === spellingOf(other) || lookOf(one) === lookOf(other)
}

function bare(name: string): string {
  return name.normalize('NFKC').replace(EVERY_HIDDEN, '').replaceAll(/\s/gu, '')
}

/** Letter by letter: the small sigma at the end of a word is the one in its middle. */
function inOneCase(text: string): string {
  return Array.from(text, (each) => each.toUpperCase().toLowerCase())
    .join('')
    .normalize('NFKC')
}
