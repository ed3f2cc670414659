/** Limitations of a certification: what people notice, and the way round. */
import type { Limitation } from '../../../src/programme/certification.ts'
import { each, html, type Html, nothing } from '../../parts/html.ts'

export function limitationList(limitations: readonly Limitation[]): Html {
  if (limitations.length === 0) return html`<p class="soft">No limitation is on record.</p>`
  return html`<ul class="rows limitations">
    ${each(
      limitations,
      ({ effect, workaround, testCase }) =>
        html`<li>
          <p>${effect}</p>
          <p class="soft">
            Way round:
            ${workaround === '' ? 'none known.' : workaround}${testCase ? html` <span class="mono small">${testCase}</span>` : nothing}
          </p>
        </li>`,
    )}
  </ul>`
}
