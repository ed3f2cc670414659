/** What is said through the words of a language, and what is left as people wrote it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { worksFor } from '../../test/support/busy.ts'
import { type Language, LANGUAGE_TAGS, languageAccepted, OTHER_LANGUAGES } from '../kernel/language.ts'
import { money } from '../kernel/money.ts'
import { allSaid, dateSaid, learn, moneySaid, monthSaid, say, templateSaid, valueSaid } from './say.ts'
import { inLanguage, inSameLanguage, wordsOf } from './speaking.ts'

const WORDS = new Map([
  ['Search', 'Suchen'],
  ['current', 'aktuell'],
  ['Nothing is called “{0}”.', 'Nichts heißt „{0}“.'],
  ['{0} turns {1} on {2}.', 'Am {2} wird {0} {1}.'],
  ['Review call on {0} proposed: {1}', 'Review-Gespräch über {0} vorgeschlagen: {1}'],
  ['Clause {0}.', 'Klausel {0}.'],
  ['Result recorded', 'Ergebnis festgehalten'],
  ['{0} from {1}', '{0} ab {1}'],
  ['{0} tickets', '{0} Tickets'],
  ['old tickets', 'alte Tickets'],
  ['Not at this stage: {0}.', 'Nicht in diesem Stadium: {0}.'],
  ['Slot offered', 'Termin angeboten'],
  ['passed', 'bestanden'],
  ['failed', 'nicht bestanden'],
  ['{0} registered', '{0} angemeldet'],
  ['{0} thing', '{0} Aufgabe'],
  ['{0} came out of {1}.', '{0} kam aus {1}.'],
  ['{0} came out of {1}: {2}', '{0} kam aus {1}: {2}'],
  ['Enquiry {0}', 'Anfrage {0}'],
  ['Enquiry {0} received', 'Anfrage {0} eingegangen'],
  ['{0} months were over on {1}', '{0} Monate waren am {1} vorbei'],
])

beforeAll(() => {
  inLanguage('de', () => {})
  learn('de', WORDS)
})
afterAll(() => learn('de', wordsOf('de')))

const inGerman = <Said>(work: () => Said): Said => inLanguage('de', work)

describe('say', () => {
  test('gives English as it is written, and other languages by their words', () => {
    expect(say('Search')).toBe('Search')
    expect(say`Nothing is called “${'x'}”.`).toBe('Nothing is called “x”.')
    expect(inGerman(() => say('Search'))).toBe('Suchen')
    expect(
      inGerman(() => say`Nothing is called “${'Search'}”.`),
      'what was typed is not ours',
    ).toBe('Nichts heißt „Search“.')
    expect(inGerman(() => say('No words for this'))).toBe('No words for this')
  })

  test.each([
    ['a finished sentence', 'Orchid Trunk turns current on 3 Mar 2027.', 'Am 3. März 2027 wird Orchid Trunk aktuell.'],
    ['a fact told as a sentence', 'Result recorded.', 'Ergebnis festgehalten.'],
    ['a fact with what follows', 'Result recorded:', 'Ergebnis festgehalten:'],
    ['one sentence after another', 'Result recorded. Clause 8.4.', 'Ergebnis festgehalten. Klausel 8.4.'],
    ['a sentence within another', 'Not at this stage: slot offered.', 'Nicht in diesem Stadium: Termin angeboten.'],
    ['what is counted', '76 passed, 1 failed', '76 bestanden, 1 nicht bestanden'],
    ['what has a number', 'OUT-01 passed', 'OUT-01 bestanden'],
    ['a name before a word', 'Orchid Trunk 5.3 registered', 'Orchid Trunk 5.3 angemeldet'],
    ['words among blanks', ' Search ', ' Suchen '],
    ['a short noun that is counted', '1 thing', '1 Aufgabe'],
    ['a fact rather than a name with the rest of it', 'Enquiry E-2026-1 received.', 'Anfrage E-2026-1 eingegangen.'],
    [
      'a value at the end, without the full stop',
      '24 months were over on 3 Mar 2027.',
      '24 Monate waren am 3. März 2027 vorbei.',
    ],
    [
      'a sentence behind a colon, which has a full stop of its own',
      'BYE came out of Orchid: Nothing is called “x”.',
      'BYE kam aus Orchid: Nichts heißt „x“.',
    ],
    ['a country', 'the Netherlands', 'Niederlande'],
    ['a large number', '12,345', '12.345'],
    ['what is counted by a name of its own', '3 old tickets', '3 alte Tickets'],
    ['a sum', 'USD 12,000.00', '12.000,00\u00a0USD'],
    ['a sum taken off', 'Enquiry USD -250.50 received.', 'Anfrage -250,50\u00a0USD eingegangen.'],
    ['a day kept as machines write it', 'Enquiry 2027-03-03 received.', 'Anfrage 3. März 2027 eingegangen.'],
    [
      'days with their times',
      'Review call on X proposed: 3 Mar 2027 at 14:30 UTC, 4 Mar 2027 at 09:00 UTC',
      'Review-Gespräch über X vorgeschlagen: 3. März 2027, 14:30 UTC, 4. März 2027, 09:00 UTC',
    ],
  ])('knows %s', (_, english, german) => {
    expect(inGerman(() => say(english))).toBe(german)
  })

  test.each([
    'The refusal came from the carrier behind us, not from our service.',
    'Northwind from A to Z',
    'RFC 3,261.00',
    'current affairs',
    'Pages get lost since release 9.0; every update brings tickets',
    'The device stays registered',
    'passed on, failed',
  ])('leaves what people wrote: %s', (text) => {
    expect(inGerman(() => valueSaid(text))).toBe(text)
  })

  test.each([
    'The refusal came from the carrier behind us, not from our service.',
    'Pages get lost since release 9.0; every update brings tickets.',
    'Northwind from A to Z.',
  ])('leaves it where it is quoted among ours, as in a mail: %s', (text) => {
    expect(inGerman(() => say(text))).toBe(text)
  })

  test('puts lists and days together as the language does', () => {
    expect(allSaid(['Search', 'b', 'c'], 'or')).toBe('Search, b or c')
    expect(inGerman(() => allSaid(['Search', 'b', 'c'], 'or'))).toBe('Suchen, b oder c')
    expect(inGerman(() => dateSaid(Date.UTC(2027, 2, 3)))).toBe('3. März 2027')
    expect([monthSaid(Date.UTC(2027, 4, 1)), inGerman(() => monthSaid(Date.UTC(2027, 4, 1)))]).toEqual([
      'May 2027',
      'Mai 2027',
    ])
  })

  test('writes sums as the language does, held together by no-break spaces', () => {
    const said = (language: Language) => inLanguage(language, () => moneySaid(money('USD', 12_000)))
    expect(LANGUAGE_TAGS.map(said)).toEqual([
      'USD\u00a012,000.00',
      '12.000,00\u00a0USD',
      '12\u202f000,00\u00a0USD',
      '12.000,00\u00a0USD',
    ])
  })

  test('goes with what is awaited, and with what is made piece by piece later', async () => {
    const later = async () => (await Promise.resolve(), say('Search'))
    expect(await Promise.all([inGerman(later), later()])).toEqual(['Suchen', 'Search'])
    async function* pieces() {
      yield say('Search')
    }
    const made = inGerman(() => inSameLanguage(pieces()))
    expect((await made.next()).value).toBe('Suchen')
    expect((await pieces().next()).value).toBe('Search')
  })

  test('keeps what it was told apart from what stands on a page as a value', () => {
    const both = inGerman(() => [valueSaid('Northwind registered'), say('Northwind registered')])
    expect(both).toEqual(['Northwind registered', 'Northwind angemeldet'])
    expect(inGerman(() => [valueSaid('Search'), say('value Search')])).toEqual(['Suchen', 'value Search'])
  })

  test('leaves a text alone that is longer than anything of ours, or has more sentences', () => {
    const told = 'Result recorded. '
    expect(inGerman(() => say(told.repeat(30)))).toBe('Ergebnis festgehalten. '.repeat(30))
    expect(inGerman(() => say(told.repeat(200)))).toBe(told.repeat(200))
    expect(inGerman(() => say(`${'No! '.repeat(30)}${told}`))).toBe(`${'No! '.repeat(30)}Ergebnis festgehalten. `)
    expect(inGerman(() => say(`${'No! '.repeat(50)}${told}`))).toBe(`${'No! '.repeat(50)}${told}`)
  })

  test('a template in English is not touched', () => {
    expect(templateSaid(['<p>Search</p>'] as unknown as TemplateStringsArray)).toBeNull()
  })
})

/** Texts that begin as a sentence of ours, and go on as if they might become it, as long as a text is looked at. */
function hostileTo(key: string, length: number): readonly string[] {
  const [first = '', ...rest] = key.split(/\{\d+\}/)
  const last = rest.pop() ?? ''
  const filler = ['a', ' ', '. ', '. A', ': ', ', ', '\n', rest.join('') || 'a']
  return filler.flatMap((each) => {
    const text = `${first}${each.repeat(Math.ceil(length / each.length))}`.slice(0, length - last.length)
    return [`${text}${last}`, `${text}!`]
  })
}

describe('what strangers write', () => {
  const german = wordsOf('de')
  const worst = [...german.keys()].filter((key) => (key.match(/\{\d+\}/g) ?? []).length >= 5)
  beforeAll(() => learn('de', german))
  afterAll(() => learn('de', WORDS))

  test('never takes long, at the length that is looked at or beyond', () => {
    expect(worst.length).toBeGreaterThan(10)
    for (const key of worst)
      for (const text of [...hostileTo(key, 1999), ...hostileTo(key, 100_000)]) {
        const taken = worksFor(() => inGerman(() => (say(text), valueSaid(text))), MOST_MS)
        expect(taken, `${key}: ${text.slice(0, 60)}`).toBeLessThan(MOST_MS)
      }
  })

  test('control: a regular expression that looks back takes long', () => {
    for (const [lookingBack, text] of [
      [/^(.*?) on (.*?) on (.*?)\.$/s, `${' on '.repeat(1200)}!`],
      [/^(\s*)([^]*?)(\s*)$/, `a${' '.repeat(25_000)}a`],
    ] as const)
      expect(worksFor(() => lookingBack.test(text), MOST_MS)).toBeGreaterThan(MOST_MS)
  })
})

/** For one text, on a slow machine. */
const MOST_MS = 150

test.each([
  ['de-AT,de;q=0.9,en;q=0.5', 'de'],
  ['en;q=0.5, fr;q=0.8', 'fr'],
  ['it, es;q=0.1', 'es'],
  ['de;q=0, en', 'en'],
  ['*', null],
  ['', null],
  [`${'x,'.repeat(10_000)}de`, null],
])('a browser that asks for %j is answered in %j', (header, language) => {
  expect(languageAccepted(header.slice(0, 20_000))).toBe(language)
})

test('every language says what English says', () => {
  for (const language of OTHER_LANGUAGES) expect(wordsOf(language).get('Search'), language).not.toBe('Search')
})
