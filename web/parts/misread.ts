/** What of an address was not understood, said beside what is shown without it. */
import type { Fault } from '../../src/kernel/refusal.ts'
import { each, html, type Html, nothing, say } from './html.ts'
import { icon } from './icon.ts'

/** `shown` is a sentence on what is shown instead; nothing where all of it was understood. */
export function misreadNote(misread: readonly Fault[], shown: Html): Html {
  if (misread.length === 0) return nothing
  return html`<div class="refusal" role="status">
    ${icon('warning')}
    <div>
      <p><strong>Not all of this address was understood.</strong></p>
      <ul>
        ${each(misread, ({ says }) => html`<li>${say(says)}</li>`)}
      </ul>
      <p>${shown}</p>
    </div>
  </div>`
}
