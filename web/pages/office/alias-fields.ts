/** Other names that something goes by: a few one-line fields under one legend. */
import type { FormState } from '../../parts/form.ts'
import { each, html, type Html, nothing, when } from '../../parts/html.ts'
import { icon } from '../../parts/icon.ts'

const LEAST_FIELDS = 3
const MOST_FIELDS = 12

export function aliasFields(form: FormState, aliases: readonly string[]): Html {
  const values = form.values('aliases', aliases)
  const filled = values.filter((value) => value !== '')
  const fields = Math.min(Math.max(LEAST_FIELDS, filled.length + 1), MOST_FIELDS)
  const wrong = Array.from({ length: MOST_FIELDS }, (_, index) => form.fault(`aliases.${index}`)).find(Boolean) ?? null
  return html`<fieldset class="choices">
    <legend>Other names <span class="optional">optional</span></legend>
    <p class="help">What people also call it, so that a search finds it.</p>
    <div class="field-row field">
      ${each(
        Array.from({ length: fields }, (_, index) => filled[index] ?? ''),
        (value, index) =>
          html`<input
            type="text"
            name="aliases"
            value="${value}"
            maxlength="60"
            aria-label="Other name ${index + 1}"
            ${wrong ? html`aria-invalid="true"` : nothing}
          />`,
      )}
    </div>
    ${when(wrong, (says) => html`<p class="fault">${icon('warning')} ${says}</p>`)}
  </fieldset>`
}
