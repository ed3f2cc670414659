import { expect, test } from 'vitest'
import type { Visit } from '../visit.ts'
import { moveForm, textArea, textField } from './form.ts'
import { html } from './html.ts'

const visit = { refused: null, path: '/here', query: new URLSearchParams() } as unknown as Visit

/** A form of a move with a long text and a day, as it is drawn. */
async function drawn(move: string, name: string): Promise<string> {
  const form = await moveForm({
    visit,
    move,
    id: '',
    submit: 'Do it',
    fields: (form) =>
      html`${textArea({ form, name, label: 'Text', most: 9999 })}
      ${textField({ form, name: 'until', label: 'Day', type: 'date' })}`,
  })
  return form.toString()
}

test('a field takes as many characters as its move does, whatever the page thinks', async () => {
  expect(await drawn('request-sponsored-project', 'requirement')).toContain('maxlength="2000"')
  expect(await drawn('waive-rule', 'reason')).toContain('maxlength="1000"')
})

test('control: of a field that the move does not know, what the page says', async () => {
  expect(await drawn('waive-rule', 'other')).toContain('maxlength="9999"')
})

test('a day can be chosen only where days of this trade lie', async () => {
  expect(await drawn('waive-rule', 'reason')).toMatch(/type="date"[^>]*min="1990-01-01" max="2100-12-31"/)
})
