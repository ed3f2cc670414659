import { expect, test } from 'vitest'
import type { Visit } from '../visit.ts'
import { html } from './html.ts'
import { moveForm, textArea, textField } from './form.ts'

const visit = { refused: null, path: '/here', query: new URLSearchParams() } as unknown as Visit

/** A form of a move with a text field, a long text and a day, as it is drawn. */
const drawn = (move: string, name: string) =>
  moveForm({
    visit,
    move,
    id: '',
    submit: 'Do it',
    fields: (form) =>
      html`${textArea({ form, name, label: 'Text', most: 9999 })}
      ${textField({ form, name: 'until', label: 'Day', type: 'date' })}`,
  }).toString()

test('a field takes as many characters as its move does, whatever the page thinks', () => {
  expect(drawn('request-sponsored-project', 'requirement')).toContain('maxlength="2000"')
  expect(drawn('waive-rule', 'reason')).toContain('maxlength="1000"')
})

test('control: of a field that the move does not know, what the page says', () => {
  expect(drawn('waive-rule', 'other')).toContain('maxlength="9999"')
})

test('a day can be chosen only where days of this trade lie', () => {
  expect(drawn('waive-rule', 'reason')).toMatch(/type="date"[^>]*min="1990-01-01" max="2100-12-31"/)
})
