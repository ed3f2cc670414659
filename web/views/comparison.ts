/** Two captures beside each other: what differs in sentences, then their messages, each beside its counterpart. */
import type { Comparison, Pair } from '../../src/capture/comparison.ts'
import type { Rung } from '../../src/capture/ladder.ts'
import type { LadderWindow } from '../../src/capture/ladder-window.ts'
import { each, found, html, type Html, nothing, say, written } from '../parts/html.ts'
import { drawnRung } from './ladder.ts'

export type Compared = {
  readonly name: string
  readonly window: LadderWindow
  /** Where a message of it stands in its own page. */
  readonly to: (ref: string) => string
}

const MOST_SAID = 60

export function comparisonView(first: Compared, second: Compared, { pairs, says, isPart }: Comparison): Html {
  return html`<section class="section" id="differences">
      <h3>What differs</h3>
      ${
        says.length === 0
          ? html`<p>Nothing but addresses and times: the same messages in the same order, with the same media.</p>`
          : html`<ul>
              ${each(says.slice(0, MOST_SAID), (sentence) => html`<li>${found(sentence)}</li>`)}
              ${says.length > MOST_SAID ? html`<li class="soft">and ${says.length - MOST_SAID} more, marked below.</li>` : nothing}
            </ul>`
      }
      <p class="small soft">
        Addresses, ports and tags are left out, since they differ between any two
        tries.${say(isPart ? ` Only the first ${Math.max(first.window.rungs.length, second.window.rungs.length)} lines of each were compared.` : '')}
      </p>
    </section>
    <section class="section" id="beside">
      <h3>Message by message</h3>
      <div class="ladder-frame" tabindex="0" role="region" aria-label="Both ladders beside each other">
        <ol class="side-by-side lanes-2">
          <li class="lane-heads">
            ${each([first, second], ({ name }) => html`<span class="break">${written(name)}</span>`)}
          </li>
          ${each(pairs, (pair) => row(pair, first, second))}
        </ol>
      </div>
    </section>`
}

function row(pair: Pair, first: Compared, second: Compared): Html {
  const differs = pair.differs.length > 0 || !pair.first || !pair.second
  return html`<li class="pair-row ${differs ? 'differs' : ''}">
    ${side(pair.first, first)}${side(pair.second, second)}
    ${each(pair.differs, (sentence) => html`<p class="pair-says small">${found(sentence)}</p>`)}
  </li>`
}

function side(rung: Rung | null, { window, to, name }: Compared): Html {
  if (!rung) return html`<span class="pair-side missing soft small">not in ${written(name)}</span>`
  const words = html`<span class="rung-at"
      ><span>${(rung.ms / 1000).toFixed(3)}</span><span class="soft">#${rung.packet}</span></span
    >${drawnRung(rung, window.lanes)}`
  const classes = `pair-side rung ${rung.kind} call-0`
  return rung.kind === 'media'
    ? html`<span class="${classes}">${words}</span>`
    : html`<a class="${classes}" href="${to(rung.ref)}">${words}</a>`
}
