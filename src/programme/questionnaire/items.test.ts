import { describe, expect, test } from 'vitest'
import type { Condition } from './conditions.ts'
import { answerKey, type Answer, type Answers, type Field, type Item } from './item.ts'
import { fieldOf, itemOf, ITEMS, SECTIONS } from './items.ts'

const FIELDS = ITEMS.flatMap((item) => item.fields.map((field) => ({ item, field, key: answerKey(item, field) })))

/** How many test cases each group of the trunk plan has. */
const CASES_IN_GROUP: Readonly<Record<string, number>> = {
  CON: 8,
  OUT: 8,
  INB: 7,
  RNG: 6,
  COD: 5,
  DTM: 4,
  HLD: 4,
  TRF: 6,
  CNF: 1,
  FWD: 4,
  IDN: 7,
  VAA: 2,
  FAX: 4,
  TMR: 5,
  FLV: 5,
  SEC: 7,
  EMG: 3,
  LOD: 2,
  QOS: 2,
}

const NOUNS_DRIVEN = [
  'capability matrix',
  'catalogue',
  'certificate',
  'config guide',
  'document review',
  'entry check',
  'evidence re-use',
  'firewall table',
  'limitations',
  'preset',
  'probe',
  'quote',
  'region',
  'schedule',
  'scope',
  'topology',
  'version pair',
]

describe('the questionnaire', () => {
  test('asks the 57 questions Q-01 to Q-57, each once', () => {
    const all = Array.from({ length: 57 }, (_, index) => `Q-${String(index + 1).padStart(2, '0')}`)
    expect(ITEMS.map((item) => item.id).toSorted()).toEqual(all)
  })

  test('can be handed out in sections to the commercial, network and security people', () => {
    expect(new Set(SECTIONS.map((section) => section.id)).size).toBe(SECTIONS.length)
    expect(new Set(SECTIONS.map((section) => section.owner))).toEqual(new Set(['commercial', 'network', 'security']))
  })

  test('keeps every answer under a key of its own', () => {
    expect(new Set(FIELDS.map(({ key }) => key)).size).toBe(FIELDS.length)
    for (const { key } of FIELDS) expect(key).toMatch(/^Q-\d\d\.[a-z0-9]+(-[a-z0-9]+)*$/)
  })

  test('finds a question and a field again, and nothing that is not there', () => {
    for (const item of ITEMS) expect(itemOf(item.id)).toBe(item)
    for (const { key, item, field } of FIELDS) expect(fieldOf(key)).toEqual({ item, field })
    for (const none of ['', 'Q-58', 'Q-05', 'Q-05.', '__proto__', 'constructor']) expect(fieldOf(none)).toBeNull()
    expect(itemOf('Q-58')).toBeNull()
  })

  test('asks in full questions and drives something with every one of them', () => {
    for (const item of ITEMS) {
      expect(item.asks, item.id).toMatch(/^[A-Z].*\?$/)
      expect(item.drives.length, item.id).toBeGreaterThan(0)
    }
  })

  test('drives test cases of the plan, or a noun of the programme', () => {
    const driven = ITEMS.flatMap((item) => item.drives)
    for (const each of driven) expect(isTestCase(each) || NOUNS_DRIVEN.includes(each), each).toBe(true)
    expect(new Set(driven.filter((each) => !isTestCase(each)))).toEqual(new Set(NOUNS_DRIVEN))
  })

  test('shows an example wherever people write', () => {
    for (const { key, field } of FIELDS) {
      if (field.kind === 'text' || field.kind === 'long-text') expect(field.example, key).toBeTruthy()
      if (field.kind === 'rows') for (const column of field.columns) expect(column.example, key).toBeTruthy()
    }
  })

  test('uses in its examples only addresses, numbers and names kept for documentation', () => {
    const examples = FIELDS.flatMap(({ field }) => examplesOf(field))
    expect(examples.join('\n')).not.toBe('')
    for (const example of examples) expect(strangersIn(example), example).toEqual([])
  })

  test('would notice a real address, number or name in an example', () => {
    expect(strangersIn('sip:+442079460000@10.0.0.1 or voice.example.org')).toEqual([
      '10.0.0.1',
      '+442079460000',
      'voice.example.org',
    ])
  })

  test('offers every option, column and range without doubles or gaps', () => {
    for (const { key, field } of FIELDS) {
      if (field.kind === 'number') expect(field.least, key).toBeLessThan(field.most)
      if (field.kind === 'rows') expectDistinct(field.columns.map((column) => column.id))
      if (field.kind === 'rows')
        expect(
          field.columns.some((column) => column.required),
          key,
        ).toBe(true)
      if ('options' in field) expectDistinct(field.options.map((option) => option.value))
    }
  })
})

describe('conditions', () => {
  const conditions = [
    ...ITEMS.flatMap((item) => (item.when ? [{ of: item.id, item, when: item.when }] : [])),
    ...FIELDS.flatMap(({ item, key, field }) => (field.when ? [{ of: key, item, when: field.when }] : [])),
  ]

  test('there are some, and each rests on one answer of the questionnaire', () => {
    expect(conditions.length).toBeGreaterThan(30)
    for (const { of, when } of conditions)
      expect(
        keysReadBy(when).filter((key) => fieldOf(key)),
        of,
      ).toHaveLength(1)
  })

  test('none rests on an answer that may itself have vanished', () => {
    for (const { of, item, when } of conditions) {
      const read = fieldOf(keysReadBy(when)[0]!)!
      expect(read.field.when, of).toBeUndefined()
      expect(read.item.when === undefined || read.item === item, of).toBe(true)
    }
  })

  test('each holds for some answers and not for others, so that no option is misspelt', () => {
    for (const { of, when } of conditions) {
      const key = keysReadBy(when)[0]!
      const outcomes = simpleAnswers(fieldOf(key)!.field).map((answer) => when({ [key]: answer }))
      expect(new Set(outcomes), of).toEqual(new Set([true, false]))
      expect(when({}), of).toBe(false)
    }
  })

  test('questions come after the ones they depend on', () => {
    const order = new Map(ITEMS.map((item, index) => [item.id, index]))
    const place = (item: Item) => order.get(item.id)!
    for (const { of, item, when } of conditions) {
      expect(place(fieldOf(keysReadBy(when)[0]!)!.item), of).toBeLessThanOrEqual(place(item))
    }
  })
})

function isTestCase(word: string): boolean {
  const match = /^([A-Z]{3})-(\d\d)$/.exec(word)
  const number = Number(match?.[2])
  return match !== null && number >= 1 && number <= (CASES_IN_GROUP[match[1]!] ?? 0)
}

function examplesOf(field: Field): readonly string[] {
  if (field.kind === 'rows') return field.columns.map((column) => column.example ?? '')
  return field.kind === 'text' || field.kind === 'long-text' ? [field.example ?? ''] : []
}

function strangersIn(text: string): readonly string[] {
  const addresses = text.match(/\b\d{1,3}(\.\d{1,3}){3}\b/g) ?? []
  const numbers = text.match(/\+\d{7,}/g) ?? []
  const hosts = text.match(/\b[a-z0-9-]+(\.[a-z0-9-]+)*\.(com|net|org|io|eu)\b/g) ?? []
  return [
    ...addresses.filter((each) => !/^(192\.0\.2|198\.51\.100|203\.0\.113)\./.test(each)),
    ...numbers.filter((each) => !/^\+121255501\d\d$/.test(each)),
    ...hosts.filter((each) => !/(^|\.)example\.(com|net)$/.test(each)),
  ]
}

function expectDistinct(words: readonly string[]): void {
  expect(words.length).toBeGreaterThan(1)
  expect(new Set(words).size).toBe(words.length)
}

/** Which answers a condition looks at when nothing has been answered. */
function keysReadBy(when: Condition): readonly string[] {
  const read = new Set<string>()
  const nothing: Answers = {}
  when(new Proxy(nothing, { get: (_, key) => void read.add(String(key)) }))
  return [...read]
}

function simpleAnswers(field: Field): readonly Answer[] {
  if (field.kind === 'yes-no') return [true, false]
  if (field.kind === 'number') return [field.least, field.most]
  if (field.kind === 'one') return field.options.map((option) => option.value)
  return 'options' in field ? field.options.map((option) => [option.value]) : []
}
