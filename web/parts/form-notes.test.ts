import { expect, test } from 'vitest'
import { worksFor } from '../../test/support/busy.ts'
import type { Visit } from '../visit.ts'
import { choiceCards, moveForm, selectField, textArea, textField, tickBox } from './form.ts'
import { notesOf, typedInto } from './form-notes.ts'
import { html } from './html.ts'
import { rowTable } from './row-table.ts'

const CHOICES = [
  { value: 'ask', says: 'On request' },
  { value: 'no', says: 'Not offered' },
]
const CELLS = [
  { name: 'part', label: 'Part' },
  { name: 'kind', label: 'Kind', options: [['hard', 'Hardware'] as const] },
]

/** What a form with every kind of field tells of itself. */
function notesShown(move = 'waive-rule'): string {
  const visit = { refused: null, path: '/here', query: new URLSearchParams() } as unknown as Visit
  const form = moveForm({
    visit,
    move,
    id: '',
    submit: 'Do it',
    fields: (form) =>
      html`${textField({ form, name: 'amount', label: 'Amount', type: 'number', value: '0' })}
      ${textField({ form, name: 'until', label: 'Until', type: 'date' })}
      ${textArea({ form, name: 'note', label: 'Note', value: 'One.\nTwo.' })}
      ${selectField({ form, name: 'offered', label: 'Offered', choices: CHOICES })}
      ${choiceCards({ form, name: 'kinds', label: 'Kinds', choices: CHOICES, many: true, value: 'ask' })}
      ${tickBox({ form, name: 'accepts', label: 'I accept it.', checked: true })}
      ${['transfer', 'fax'].map((value) => tickBox({ form, name: 'cannot', value, label: `No ${value}`, group: 'What it cannot do' }))}
      ${rowTable({ form, title: 'Parts', name: 'lines', cells: CELLS, filled: [{ part: 'V-10', kind: '' }], most: 5 })}`,
  })
  const [, notes = ''] = /name="_fields" value="([^"]*)"/.exec((form as { toString: () => string }).toString()) ?? []
  return notes.replaceAll('&quot;', '"')
}

const AS_SHOWN = {
  amount: '0',
  note: 'One.\r\nTwo.',
  kinds: 'ask',
  accepts: 'on',
  'lines[0].part': 'V-10',
  'lines[1].part': '',
}

const told = (typed: Readonly<Record<string, string>>) =>
  typedInto(new URLSearchParams({ ...typed, _fields: notesShown() })).map(({ label, says }) => `${label}: ${says}`)

test('what was typed is told with labels: numbers, days, choices, ticks and rows', () => {
  const typed = {
    ...AS_SHOWN,
    amount: '-50',
    until: '2026-07-01',
    offered: 'ask',
    kinds: 'no',
    'lines[1].part': 'V-11',
    'lines[1].kind': 'hard',
  }
  const { accepts: _, ...unticked } = typed
  expect(told(unticked)).toEqual([
    'Amount: -50',
    'Until: 1 Jul 2026',
    'Offered: On request',
    'Kinds: Not offered',
    'I accept it.: no',
    'Parts: Part: V-10\nPart: V-11, Kind: Hardware',
  ])
})

test('control: what stood there before was typed by nobody', () => {
  expect(told(AS_SHOWN)).toEqual([])
})

test('what a form sent besides is told where it holds words, and never what steers', () => {
  expect(told({ ...AS_SHOWN, _back: '/a b', quote: 'Q-2026-0001', other: 'Two words.' })).toEqual(['null: Two words.'])
})

test.each(['', '[', '[1]', '{}', '[["a"]]', 'null'])('notes that cannot be read are none: %s', (sent) => {
  const typed = new URLSearchParams({ _fields: sent, reason: 'It works.', day: '2026-07-01' })
  expect(notesOf(typed)).toBeNull()
  expect(typedInto(typed)).toEqual([{ name: 'reason', label: null, says: 'It works.' }])
})

test('what a form claims of itself is looked at within bounds, and what was sent is gone through once', () => {
  const cells = Array.from({ length: 4000 }, () => ['', '', {}])
  expect(notesOf(new URLSearchParams({ _fields: JSON.stringify([['x', '', {}, {}, cells]]) }))).toBeNull()
  expect(
    notesOf(
      new URLSearchParams({ _fields: JSON.stringify(Array.from({ length: 1000 }, () => ['x', '', {}, {}, []])) }),
    ),
  ).toBeNull()
  const most = Array.from({ length: 300 }, (_, at) => [`x${at}`, '', {}, {}, [['a', 'A', {}]]])
  const typed = new URLSearchParams([
    ['_fields', JSON.stringify(most)],
    ...Array.from({ length: 100_000 }, () => ['a', '']),
  ] as [string, string][])
  expect(worksFor(() => typedInto(typed), 1000)).toBeLessThan(1000)
})

test('rows are told by their numbers, however far apart, and none that nobody sent', () => {
  expect(told({ ...AS_SHOWN, 'lines[0].part': '', 'lines[999].part': 'V-12', 'lines[2].kind': 'hard' })).toEqual([
    'Parts: Kind: Hardware\nPart: V-12',
  ])
})

test('boxes of one name are told by what they are together', () => {
  expect(told({ ...AS_SHOWN, cannot: 'transfer' })).toEqual(['What it cannot do: No transfer'])
})

test.each(['constructor', 'toString', 'valueOf', '__proto__'])('%s is told as it was typed', (typed) => {
  expect(told({ ...AS_SHOWN, note: typed, offered: typed, 'lines[1].part': typed })).toEqual([
    `Note: ${typed}`,
    `Offered: ${typed}`,
    `Parts: Part: V-10\nPart: ${typed}`,
  ])
})
