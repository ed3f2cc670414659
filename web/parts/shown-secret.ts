/** A secret that is shown to whoever made it: what it is good for, itself, and what to do with it. */
import { html, type Html } from './html.ts'
import { icon } from './icon.ts'

export function shownSecret(secret: string, says: Html, below: Html): Html {
  return html`<div class="card" role="status">
    <p>${icon('warning')} ${says}</p>
    <p><code class="hash">${secret}</code></p>
    ${below}
  </div>`
}
