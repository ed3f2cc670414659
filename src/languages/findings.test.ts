/** What is found in captures is known by its sentences, and what it quotes is never said otherwise. */
import { describe, expect, test } from 'vitest'
import { findingKeys } from '../../bin/spoken.ts'
import { OTHER_LANGUAGES } from '../kernel/language.ts'
import { findingSaid, saidOf, valueSaid } from './say.ts'
import { inLanguage, wordsOf } from './speaking.ts'

const inGerman = <Said>(work: () => Said): Said => inLanguage('de', work)

const filled = (text: string): string => text.replaceAll(/\{(\d+)\}/g, (_, number: string) => `<${number}>`)

test('every sentence of a judge is known by its form, in each language', () => {
  const keys = [...findingKeys().keys()]
  expect(keys.length).toBeGreaterThan(700)
  for (const language of OTHER_LANGUAGES) {
    const words = wordsOf(language, 'findings')
    const taken = keys.filter((key) => {
      const said = filled(words.get(key)!)
      const wanted = /^\p{Lu}/u.test(key) ? said.charAt(0).toUpperCase() + said.slice(1) : said
      return inLanguage(language, () => findingSaid(filled(key))) !== wanted
    })
    expect(taken, language).toEqual([])
  }
})

test('control: what nobody has words for stays in English', () => {
  expect(inGerman(() => findingSaid('The moon is full.'))).toBe('The moon is full.')
})

test.each([
  ['The PBX sends BYE 2.0 s after the last sound.', 'Die PBX-Seite sendet BYE 2.0 s nach dem letzten Ton.'],
  ['486 Busy Here came from the provider.', '486 Busy Here kam von der Provider-Seite.'],
  [
    '12 exchanges, all closed. None was sent again.',
    '12 Austausche, alle abgeschlossen. Keiner wurde erneut gesendet.',
  ],
  [
    'The capture shows an inbound call, 2 times or more.',
    'Der Mitschnitt zeigt einen eingehenden Anruf, mindestens 2-mal.',
  ],
  ['The PBX sends EF on 3 packets, CS0 on 2 packets.', 'Die PBX-Seite sendet EF auf 3 Paketen, CS0 auf 2 Paketen.'],
])('in German: %s', (english, german) => {
  expect(inGerman(() => findingSaid(english))).toBe(german)
})

test('what cannot all be kept says in each language how to cut it', () => {
  const says = [...findingKeys().keys()].find((key) => key.startsWith('There are more messages than are kept'))!
  for (const language of OTHER_LANGUAGES) {
    const said = inLanguage(language, () => findingSaid(says))
    expect(said).not.toBe(says)
    expect(said).toContain('editcap -A … -B …')
    expect(said).toContain('tshark -Y … -w …')
  }
})

test('what is said of something has a blank before its colon in French', () => {
  expect(inLanguage('fr', () => saidOf('OUT-01', 'rien'))).toBe('OUT-01\u00a0: rien')
  expect(inGerman(() => saidOf('OUT-01', 'nichts'))).toBe('OUT-01: nichts')
})

describe('what is quoted stays as the capture has it', () => {
  test.each([
    ['603 Decline came.', '603 Decline kam.'],
    ['From names Jordan.', 'From nennt Jordan.'],
    ['From names Passed.', 'From nennt Passed.'],
    ['It ends in 480 Search.', 'Das Ende ist 480 Search.'],
    [
      'Reason: SIP;cause=200;text="The call was not anonymous."',
      'Reason: SIP;cause=200;text="The call was not anonymous."',
    ],
  ])('%s', (english, german) => {
    expect(inGerman(() => findingSaid(english))).toBe(german)
  })

  test.each([
    [
      'It ends in 480 Gone. Try later, which is not acknowledged.',
      'Das Ende ist 480 Gone. Try later, nicht bestätigt.',
    ],
    ['It ends in 480 {0} "x" <b>, which is not acknowledged.', 'Das Ende ist 480 {0} "x" <b>, nicht bestätigt.'],
    ['480 a\nb came.', '480 a\nb kam.'],
    [`It ends in ${'x'.repeat(900)}.`, `Das Ende ist ${'x'.repeat(900)}.`],
  ])('with odd signs: %s', (english, german) => {
    expect(inGerman(() => findingSaid(english))).toBe(german)
  })

  test('control: on a page the same words are said', () => {
    expect(inGerman(() => valueSaid('Passed'))).toBe('Bestanden')
  })
})
