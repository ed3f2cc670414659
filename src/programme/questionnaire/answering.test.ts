import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  checkAnswer,
  fieldsAsked,
  isAnswered,
  isAsked,
  missingAnswers,
  progressOf,
  standingAnswers,
} from './answering.ts'
import { exampleAnswers } from './example.ts'
import { answerKey, type Answers, type Field } from './item.ts'
import { fieldOf, itemOf, ITEMS, SECTIONS } from './items.ts'

const KEYS = ITEMS.flatMap((item) => item.fields.map((field) => answerKey(item, field)))

describe('what is asked', () => {
  /** A question or field, answers under which it is asked, and answers under which it is not. */
  const CONDITIONAL: readonly (readonly [string, Answers, Answers])[] = [
    ['Q-14.model', { 'Q-13.mode': 'register' }, { 'Q-13.mode': 'static' }],
    ['Q-16.user-name', { 'Q-13.mode': 'both' }, {}],
    ['Q-49.versions', { 'Q-05.transports': ['udp', 'tls'] }, { 'Q-05.transports': ['udp'] }],
    ['Q-49.mutual', { 'Q-05.transports': ['wss'] }, {}],
    ['Q-05.plain-port', { 'Q-05.transports': ['tcp'] }, { 'Q-05.transports': ['tls'] }],
    ['Q-06.mandatory', { 'Q-06.encryption': 'sdes' }, { 'Q-06.encryption': 'none' }],
    ['Q-08.addresses-too', { 'Q-08.method': 'srv' }, { 'Q-08.method': 'address-list' }],
    ['Q-09.sharing', { 'Q-09.count': 2 }, { 'Q-09.count': 1 }],
    ['Q-11.after', { 'Q-11.method': 'srv' }, { 'Q-11.method': 'none' }],
    ['Q-15.algorithms', { 'Q-15.methods': ['invite-digest'] }, { 'Q-15.methods': ['address'] }],
    ['Q-17.annex-b', { 'Q-17.codecs': ['pcma', 'g729'] }, { 'Q-17.codecs': ['pcma'] }],
    ['Q-20.payload-type', { 'Q-20.methods': ['rtp-events'] }, { 'Q-20.methods': ['info'] }],
    ['Q-21.t38-rate', { 'Q-21.methods': ['t38', 'g711'] }, { 'Q-21.methods': ['none'] }],
    ['Q-23.p-early-media', { 'Q-23.early-media': true }, { 'Q-23.early-media': false }],
    ['Q-27.min-se', { 'Q-27.used': true }, { 'Q-27.used': false }],
    ['Q-32.longest', { 'Q-32.direction': 'provider' }, { 'Q-32.direction': 'none' }],
    ['Q-35.other', { 'Q-35.place': 'other' }, { 'Q-35.place': 'to' }],
    ['Q-39.prefix', { 'Q-39.methods': ['prefix'] }, { 'Q-39.methods': ['privacy'] }],
    ['Q-40.by', { 'Q-40.supported': true }, { 'Q-40.supported': false }],
    ['Q-42.shown', { 'Q-42.scheme': 'sign' }, { 'Q-42.scheme': 'none' }],
    ['Q-44.numbers', { 'Q-44.carried': true }, { 'Q-44.carried': false }],
    ['Q-53.national-profile', { 'Q-53.profiles': ['national'] }, { 'Q-53.profiles': ['sipconnect-2.0'] }],
  ]

  for (const [key, asked, notAsked] of CONDITIONAL) {
    test(`${key} is asked with ${JSON.stringify(asked)}, not with ${JSON.stringify(notAsked)}`, () => {
      expect(isFieldAsked(key, asked)).toBe(true)
      expect(isFieldAsked(key, notAsked)).toBe(false)
    })
  }

  test('a question that is not asked asks for none of its fields', () => {
    expect(isAsked(itemOf('Q-14')!, {})).toBe(false)
    expect(fieldsAsked(itemOf('Q-14')!, {})).toEqual([])
    expect(isAsked(itemOf('Q-13')!, {})).toBe(true)
  })

  test('an answer to a question that vanished stays on file but no longer stands', () => {
    const answers = { ...exampleAnswers(), 'Q-13.mode': 'static' }
    expect(answers).toHaveProperty(['Q-14.model'])
    expect(standingAnswers(answers)).not.toHaveProperty(['Q-14.model'])
    expect(standingAnswers(answers)).toHaveProperty(['Q-13.mode'])
  })

  test('an answer under a key that no question has does not stand', () => {
    expect(standingAnswers({ 'Q-99.nonsense': true, 'Q-25.forks': true })).toEqual({ 'Q-25.forks': true })
  })
})

describe('what is answered', () => {
  const field = (key: string): Field => fieldOf(key)!.field

  test('no, zero and a full row are answers', () => {
    expect(isAnswered(field('Q-25.forks'), false)).toBe(true)
    expect(isAnswered(field('Q-48.dscp-media'), 0)).toBe(true)
    expect(isAnswered(field('Q-54.platforms'), [{ platform: 'Example PBX', release: '10.0' }])).toBe(true)
  })

  test('nothing, blanks, an empty list and a half-filled row are not', () => {
    expect(isAnswered(field('Q-25.forks'), undefined)).toBe(false)
    expect(isAnswered(field('Q-01.company'), '  ')).toBe(false)
    expect(isAnswered(field('Q-05.transports'), [])).toBe(false)
    expect(isAnswered(field('Q-54.platforms'), [])).toBe(false)
    expect(isAnswered(field('Q-54.platforms'), [{ platform: 'Example PBX' }])).toBe(false)
    expect(isAnswered(field('Q-54.platforms'), [{ platform: 'Example PBX', release: ' ' }])).toBe(false)
  })
})

describe('what is missing', () => {
  test('is told by question, in words', () => {
    const { 'Q-13.mode': _, ...rest } = exampleAnswers()
    expect(missingAnswers(rest)).toEqual([
      { question: 'Q-13', key: 'Q-13.mode', says: 'Q-13 still needs: Way of peering.' },
    ])
  })

  test('is only what is asked and required', () => {
    const missing = missingAnswers({}).map(({ key }) => key)
    expect(missing).toContain('Q-05.transports')
    expect(missing).not.toContain('Q-14.model')
    expect(missing).not.toContain('Q-01.brands')
  })

  test('grows when an answer brings up a further question', () => {
    const withTls = missingAnswers({ 'Q-05.transports': ['tls'] }).map(({ key }) => key)
    expect(withTls).toContain('Q-49.versions')
    expect(missingAnswers({ 'Q-05.transports': ['udp'] }).map(({ key }) => key)).not.toContain('Q-49.versions')
  })

  test('is nothing if and only if all questions count as answered', () => {
    fc.assert(
      fc.property(fc.subarray(Object.keys(exampleAnswers())), (dropped) => {
        const answers = Object.fromEntries(Object.entries(exampleAnswers()).filter(([key]) => !dropped.includes(key)))
        const { answered, asked } = progressOf(answers)
        expect(answered === asked).toBe(missingAnswers(answers).length === 0)
      }),
      { numRuns: 50 },
    )
  })
})

describe('progress', () => {
  test('starts at nothing and counts questions, not fields', () => {
    expect(progressOf({}).answered).toBe(0)
    expect(progressOf({ 'Q-01.company': 'Northwind Voice Ltd' }).answered).toBe(0)
    expect(progressOf({ 'Q-01.company': 'Northwind Voice Ltd', 'Q-01.service': 'Trunk' }).answered).toBe(1)
  })

  test('counts a further question once it is asked', () => {
    expect(progressOf({ 'Q-05.transports': ['tls'] }).asked).toBe(progressOf({}).asked + 1)
  })

  test('of the sections adds up to that of the whole', () => {
    const answers = exampleAnswers()
    const parts = SECTIONS.map((section) => progressOf(answers, section.items))
    expect(parts.reduce((sum, part) => sum + part.asked, 0)).toBe(progressOf(answers).asked)
    expect(parts.reduce((sum, part) => sum + part.answered, 0)).toBe(progressOf(answers).answered)
  })
})

describe('an answer', () => {
  const ACCEPTED: readonly (readonly [string, unknown, unknown])[] = [
    ['Q-01.company', '  Northwind Voice Ltd\n', 'Northwind Voice Ltd'],
    ['Q-01.company', '   ', ''],
    ['Q-08.names', 'a.example.net\r\nb.example.net', 'a.example.net\nb.example.net'],
    ['Q-47.channels', 60, 60],
    ['Q-47.channels', '60', 60],
    ['Q-47.channels', '', ''],
    ['Q-48.dscp-media', 0, 0],
    ['Q-25.forks', false, false],
    ['Q-25.forks', 'yes', true],
    ['Q-13.mode', 'register', 'register'],
    ['Q-05.transports', ['tls', 'udp', 'tls'], ['tls', 'udp']],
    ['Q-05.transports', [], []],
    ['Q-07.versions', ['ipv6', 'ipv4'], ['ipv4', 'ipv6']],
    ['Q-02.countries', ['nl', 'DE', 'NL'], ['DE', 'NL']],
    ['Q-55.ready-from', ' 2026-02-02 ', '2026-02-02'],
    [
      'Q-54.platforms',
      [{ platform: ' Example PBX ', release: '10.0' }, {}, { platform: '', release: ' ' }, { platform: 'Other' }],
      [{ platform: 'Example PBX', release: '10.0' }, { platform: 'Other' }],
    ],
  ]

  for (const [key, value, kept] of ACCEPTED) {
    test(`${key} keeps ${JSON.stringify(value)} as ${JSON.stringify(kept)}`, () => {
      expect(checkAnswer(key, value)).toEqual({ answer: kept })
    })
  }

  const REFUSED: readonly (readonly [string, unknown, string])[] = [
    ['Q-99.nonsense', 'x', 'The questionnaire has no such field.'],
    ['__proto__', 'x', 'The questionnaire has no such field.'],
    ['Q-01.company', 7, 'Legal name of the company takes one line of plain text, at most 500 characters.'],
    ['Q-01.company', null, 'Legal name of the company takes one line of plain text, at most 500 characters.'],
    [
      'Q-01.company',
      'x'.repeat(501),
      'Legal name of the company takes one line of plain text, at most 500 characters.',
    ],
    ['Q-01.company', 'two\nlines', 'Legal name of the company takes one line of plain text, at most 500 characters.'],
    ['Q-01.company', 'nul\u0000', 'Legal name of the company takes one line of plain text, at most 500 characters.'],
    ['Q-01.company', 'half \ud83d', 'Legal name of the company takes one line of plain text, at most 500 characters.'],
    ['Q-57.description', 'x'.repeat(4001), 'What is attached takes plain text, at most 4000 characters.'],
    ['Q-47.channels', 0, 'Channels takes a whole number from 1 to 100000.'],
    ['Q-47.channels', 1.5, 'Channels takes a whole number from 1 to 100000.'],
    ['Q-47.channels', Number.NaN, 'Channels takes a whole number from 1 to 100000.'],
    ['Q-47.channels', '1e3', 'Channels takes a whole number from 1 to 100000.'],
    ['Q-25.forks', 1, 'Calls may be forked takes yes or no.'],
    ['Q-13.mode', 'sometimes', 'Way of peering takes one of: register, static, both.'],
    ['Q-07.versions', ['ipv5'], 'IP versions takes a list out of: ipv4, ipv6.'],
    ['Q-07.versions', 'ipv4', 'IP versions takes a list out of: ipv4, ipv6.'],
    ['Q-07.versions', [['ipv4']], 'IP versions takes a list out of: ipv4, ipv6.'],
    ['Q-02.countries', ['ZZ'], 'Countries of service takes a list of two-letter country codes of ISO 3166.'],
    ['Q-55.ready-from', '2026-02-30', 'Ready from takes a day as year-month-day, such as 2026-03-31.'],
    ['Q-54.platforms', { platform: 'x' }, 'Platforms and releases takes a list of rows.'],
    ['Q-54.platforms', ['x'], 'Platforms and releases, row 1: a row has platform, release.'],
    [
      'Q-54.platforms',
      [{ platform: 'x' }, { price: '1' }],
      'Platforms and releases, row 2: a row has platform, release and nothing else.',
    ],
    [
      'Q-54.platforms',
      JSON.parse('[{ "__proto__": "x" }]'),
      'Platforms and releases, row 1: a row has platform, release and nothing else.',
    ],
    [
      'Q-54.platforms',
      [{ platform: 'x'.repeat(301) }],
      'Platforms and releases, row 1: Platform takes one line of plain text, at most 300 characters.',
    ],
    [
      'Q-54.platforms',
      Array.from({ length: 11 }, () => ({ platform: 'x' })),
      'Platforms and releases takes at most 10 rows.',
    ],
  ]

  for (const [key, value, says] of REFUSED) {
    test(`${key} refuses ${JSON.stringify(value).slice(0, 50)}: ${says}`, () => {
      expect(checkAnswer(key, value)).toEqual({ fault: says })
    })
  }

  test('can be anything at all without doing harm, and what is kept is kept unchanged the next time', () => {
    const key = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...KEYS) }, { weight: 1, arbitrary: fc.string() })
    fc.assert(
      fc.property(key, fc.oneof(fc.jsonValue(), fc.anything()), (each, value) => {
        const checked = checkAnswer(each, value)
        if ('fault' in checked) expect(checked.fault).toMatch(/\.$/)
        else expect(checkAnswer(each, checked.answer)).toEqual(checked)
      }),
      { numRuns: 3000 },
    )
  })

  test('that fits its field is kept, and kept unchanged the next time', () => {
    const fitting = fc
      .constantFrom(...KEYS)
      .chain((key) => fc.record({ key: fc.constant(key), value: fittingValue(fieldOf(key)!.field) }))
    fc.assert(
      fc.property(fitting, ({ key, value }) => {
        const checked = checkAnswer(key, value)
        if ('fault' in checked) throw new Error(checked.fault)
        expect(isAnswered(fieldOf(key)!.field, checked.answer)).toBe(true)
        expect(checkAnswer(key, checked.answer)).toEqual(checked)
      }),
      { numRuns: 2000 },
    )
  })
})

function isFieldAsked(key: string, answers: Answers): boolean {
  const { item, field } = fieldOf(key)!
  return fieldsAsked(item, answers).includes(field)
}

const words = fc.stringMatching(/^ ?[a-zA-Z0-9+.@µ’-]{1,40} ?$/)

function fittingValue(field: Field): fc.Arbitrary<unknown> {
  switch (field.kind) {
    case 'text':
    case 'long-text':
      return words
    case 'number':
      return fc.integer({ min: field.least, max: field.most }).chain((number) => fc.constantFrom(number, `${number}`))
    case 'yes-no':
      return fc.constantFrom(true, false, 'yes', 'no', 'true', 'false')
    case 'day':
      return fc.constantFrom('2026-02-28', '2028-02-29')
    case 'countries':
      return fc.array(fc.constantFrom('DE', 'gb', 'NL', 'us'), { minLength: 1 })
    case 'one':
      return fc.constantFrom(...field.options.map((option) => option.value))
    case 'many':
    case 'ordered':
      return fc.array(fc.constantFrom(...field.options.map((option) => option.value)), { minLength: 1 })
    case 'rows':
      return fc.array(fc.record(Object.fromEntries(field.columns.map((column) => [column.id, words]))), {
        minLength: 1,
        maxLength: field.most,
      })
    default:
      return field satisfies never
  }
}
