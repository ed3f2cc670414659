import { describe, expect, test } from 'vitest'
import { hiddenIn, lookOf, looksLike } from './name-look.ts'

describe('two names look the same', () => {
  test.each([
    ['case', 'Cedar SIP', 'CEDAR sip'],
    ['blanks', 'Cedar SIP', ' Cedar  SIP'],
    ['a blank left out', 'Cedar SIP', 'CedarSIP'],
    ['a blank that does not break', 'Cedar SIP', 'Cedar\u00a0SIP'],
    ['a zero width space', 'Cedar SIP', 'Ce\u200bdar SIP'],
    ['a soft hyphen', 'Cedar SIP', 'Ce\u00addar SIP'],
    ['a mark that turns direction', 'Cedar SIP', 'Cedar \u202eSIP'],
    ['a byte order mark', 'Cedar SIP', 'Cedar\ufeff SIP'],
    ['full width', 'Cedar SIP', 'Ｃｅｄａｒ ＳＩＰ'],
    ['Cyrillic а', 'Cedar SIP', 'Ced\u0430r SIP'],
    ['Greek ο', 'Orchid Exchange', '\u039frchid Exchange'],
    ['Cyrillic capitals', 'NEXT BOX', 'N\u0415\u0425\u0422 \u0412\u041e\u0425'],
    ['the same in small letters', 'next box', 'N\u0435\u0445\u0442 \u0432\u043e\u0445'],
    ['Cyrillic І for I', 'SIP', 'S\u0406P'],
    ['Greek in either case', '\u039d\u039f\u039a\u0399\u0391', '\u03bd\u03bf\u03ba\u03b9\u03b1'],
    ['Greek capitals for Latin', 'NOKIA', '\u039d\u039f\u039a\u0399\u0391'],
    ['sigma at the end', '\u03a3\u03a3', '\u03c3\u03c2'],
    ['ß and SS', 'Stra\u00dfe', 'STRASSE'],
    ['an accent put beside', 'Caf\u00e9', 'Cafe\u0301'],
  ])('that differ by %s', (_, one, other) => {
    expect([one === other, looksLike(one, other), looksLike(other, one)]).toEqual([false, true, true])
  })

  test.each([
    ['a digit', 'Cedar SIP 1', 'Cedar SIP 2'],
    ['l and 1', 'Cedar l', 'Cedar 1'],
    ['an accent', 'Cafe', 'Caf\u00e9'],
    ['a sign', 'C', 'C#'],
    ['a hyphen', 'Cedar-SIP', 'CedarSIP'],
    ['a letter', 'Cedar', 'Cedan'],
    ['script, and look it too', 'Ivanov', '\u0418\u0432\u0430\u043d\u043e\u0432'],
  ])('but not where they differ by %s', (_, one, other) => {
    expect(looksLike(one, other)).toBe(false)
  })

  test('as every letter of the table looks like one Latin letter only', () => {
    const drawn = Array.from('ɑаАаΑαᎪ', lookOf)
    expect(new Set(drawn)).toEqual(new Set(['a']))
    for (const latin of 'abcdefghijklmnopqrstuvwxyz') expect(lookOf(latin.toUpperCase())).toBe(latin)
  })
})

describe('what nobody sees in a name', () => {
  test.each([
    ['Ce\u200bdar', 'U+200B', 3, false],
    ['\u00adCedar', 'U+00AD', 1, false],
    ['Cedar\u202e', 'U+202E', 6, true],
    ['\u2066x', 'U+2066', 1, true],
    ['a\u{e0041}', 'U+E0041', 2, false],
    ['😀\u2800', 'U+2800', 2, false],
    ['\u3164', 'U+3164', 1, false],
    ['a\u200f\u200b', 'U+200F', 2, true],
  ])('of %j is %s at %i', (name, code, place, turns) => {
    expect(hiddenIn(name)).toEqual({ code, place, turns })
  })

  test.each(['Cedar SIP', 'Größe', 'Cafe\u0301', '日本語', 'عربي', '😀', 'a\u00a0b', 'Ⓡ &c. – “x”'])(
    'is nothing in %j',
    (name) => {
      expect(hiddenIn(name)).toBeNull()
    },
  )
})
