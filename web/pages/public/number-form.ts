/**
 * Where a certification number is typed to be checked. The browser sends it, not Turbo, which would show "there is no
 * such number" under the address it came from: every answer has an address of its own, to be linked and asked again.
 */
import { html, type Html } from '../../parts/html.ts'

export function numberForm(value: string, label: string): Html {
  return html`<form class="one-line" method="get" action="/certifications/check" data-turbo="false">
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
