/** A capture read by one analyser and then by another: what was said before, and what is said now. */
import { changesOf } from '../../src/conformance/wire/changes.ts'
import type { CaptureReading } from '../../src/conformance/wire/looking.ts'
import { html, type Html } from '../parts/html.ts'
import { ledger } from '../parts/table.ts'
import { judgedMark } from './verdicts.ts'

type Read = { readonly analyser: string; readonly reading: CaptureReading }

/** The reading stands as it was made until somebody asks for a new one. */
export function readByAnother(analyser: string, anew: Html): Html {
  return html`<div class="card stack tight">
    <p>This was read by ${analyser}; there is another analyser now, which may judge otherwise.</p>
    ${anew}
  </div>`
}

export function changedVerdicts(before: Read, now: Read): Html {
  const changes = changesOf(before.reading.judgements, now.reading.judgements)
  if (changes.length === 0)
    return html`<p class="small soft">Read before by ${before.analyser}: all its verdicts are the same.</p>`
  return html`<section class="section" id="changes">
    <h3>What changed since ${before.analyser}</h3>
    ${ledger({
      caption: `Verdicts of ${before.analyser} and ${now.analyser}`,
      columns: [
        { head: 'Test case', cell: ({ id }) => html`<span class="mono">${id}</span>` },
        { head: 'Before', cell: (change) => (change.before ? judgedMark(change.before) : 'not judged') },
        { head: 'Now', cell: (change) => (change.now ? judgedMark(change.now) : 'not judged') },
      ],
      items: changes,
      empty: html``,
    })}
    <p class="small soft">
      These are proposals. A result that somebody recorded stands until it is recorded again or corrected.
    </p>
  </section>`
}
