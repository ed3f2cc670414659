/** Where a certification number is typed to be checked. */
import { html, type Html } from '../../parts/html.ts'

export function numberForm(value: string, label: string): Html {
  return html`<form class="one-line" method="get" action="/certifications/check">
    <label for="check-number">${label}</label>
    <input
      id="check-number"
      class="mono"
      name="number"
      value="${value}"
      maxlength="80"
      required
      autocomplete="off"
      spellcheck="false"
      placeholder="MCT-2026-00017"
    />
    <button class="button plain">Check</button>
  </form>`
}
