/** Other names that something goes by: a few one-line fields under one legend. */
import { ariaOf, faultNote, groupFrame } from '../../parts/form.ts'
import { type FormState, idIn } from '../../parts/form-state.ts'
import { each, html, type Html, say } from '../../parts/html.ts'

const LEAST_FIELDS = 3
const MOST_FIELDS = 12

export function aliasFields(form: FormState, aliases: readonly string[]): Html {
  const filled = form.values('aliases', aliases).filter((value) => value !== '')
  const fields = Math.min(Math.max(LEAST_FIELDS, filled.length + 1), MOST_FIELDS)
  const names = Array.from({ length: fields }, (_, index) => aliasField(form, index, filled[index] ?? ''))
  const help = 'What people also call it, so that a search finds it.'
  return groupFrame(
    { form, name: 'aliases', label: 'Other names', required: false, help },
    () => html`<div class="field-row">${each(names, (name) => name)}</div>`,
  )
}

function aliasField(form: FormState, index: number, value: string): Html {
  const id = idIn(form, `aliases-${index}`)
  const label = say`Other name ${index + 1}`
  const wrong = form.wrongWith({ name: `aliases.${index}`, id, label })
  return html`<div class="field ${wrong ? 'wrong' : ''}">
    <input
      type="text"
      id="${id}"
      name="aliases"
      value="${value}"
      maxlength="60"
      aria-label="${label}"
      ${ariaOf({ id, wrong })}
    />
    ${faultNote(wrong, id)}
  </div>`
}
