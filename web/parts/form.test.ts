import { expect, test } from 'vitest'
import type { Visit } from '../visit.ts'
import { choiceCards, moveForm, selectField, textArea, textField, tickBox } from './form.ts'
import { formState } from './form-state.ts'
import { html, type Html } from './html.ts'
import { refusalBox } from './refusal.ts'

const textOf = (part: Html) => (part as { toString: () => string }).toString()

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

/** Every kind of field in one form, refused at each of them. */
const KINDS = ['text', 'long', 'chosen', 'card', 'cards', 'tick'] as const

function refusedForm(faults: readonly { at: string; says: string }[]): string {
  const refusal = { says: `${faults.length} fields need another look.`, next: 'Look again.', clause: null, faults }
  const refused = { move: 'waive-rule', id: '', key: '', refusal, typed: new URLSearchParams({ text: 'typed' }) }
  const choices = ['a', 'b'].map((value) => ({ value, says: value }))
  return textOf(
    moveForm({
      visit: { ...visit, refused } as unknown as Visit,
      move: 'waive-rule',
      id: '',
      submit: 'Do it',
      fields: (form) =>
        html`${textField({ form, name: 'text', label: 'The text' })}
        ${textArea({ form, name: 'long', label: 'The long' })}
        ${selectField({ form, name: 'chosen', label: 'The chosen', choices })}
        ${choiceCards({ form, name: 'card', label: 'The card', choices })}
        ${choiceCards({ form, name: 'cards', label: 'The cards', choices, many: true })}
        ${tickBox({ form, name: 'tick', label: 'The tick' })}`,
    }),
  )
}

test.each(KINDS)('a refused field of the kind %s is named and led to, says so itself, and keeps its words', (name) => {
  const page = refusedForm([
    { at: name === 'cards' ? 'cards.0' : name, says: 'Not so.' },
    { at: 'elsewhere', says: 'Nor this.' },
  ])
  const id = `waive-rule-${name}`
  expect(page).toContain(`<li><a href="#${id}">The ${name}</a> – Not so.</li>`)
  expect(page).toContain('<li>Nor this.</li>')
  expect(page).toMatch(new RegExp(`<(input|textarea|select)[^>]*\\bid="${id}"`))
  expect(page).toMatch(new RegExp(`<p class="fault" id="${id}-wrong">.*Not so\\.`, 's'))
  expect(page).toMatch(new RegExp(`<[^>]*aria-describedby="${id}-wrong"`))
  expect(page).toContain('aria-invalid="true"')
  expect(page).toContain('value="typed"')
})

test('of one fault alone the first line names the field', () => {
  const refusal = { says: 'Not so.', next: 'Look again.', clause: null, faults: [{ at: 'text', says: 'Not so.' }] }
  const form = formState(null, refusal.faults, 'f')
  void textField({ form, name: 'text', label: 'The text' })
  expect(textOf(refusalBox(refusal, form))).toContain('<strong><a href="#f-text">The text</a> – Not so.</strong>')
})

test('control: without a refusal nothing is marked', () => {
  expect(refusedForm([])).not.toMatch(/aria-invalid|class="fault"/)
})
