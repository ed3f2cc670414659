/** How a receiver checks that what it gets is from here: in words, and as a program that runs as it stands. */
import fs from 'node:fs'
import { html, type Html } from '../../parts/html.ts'

/** The program beside this file, as it stands. */
const EXAMPLE = fs.readFileSync(new URL('receiver-example.mjs', import.meta.url), 'utf8')

export function howToVerify(isOpen: boolean): Html {
  return html`<section class="section">
    <details class="fold" ${isOpen ? 'open' : ''}>
      <summary><span class="button plain small">How a program checks what it gets</span></summary>
      <div class="fold-body">
        <p>
          Each request is a POST with a small JSON body and three headers. <code>webhook-id</code> is the same however
          often one is sent: keep those you have worked through. <code>webhook-timestamp</code> is the second it was
          sent; refuse what is older than a few minutes. <code>webhook-signature</code> holds one signature for each
          secret that is in use, parted by blanks: HMAC with SHA-256, keyed with what follows <code>whsec_</code> in the
          secret, over id, timestamp and body joined by full stops.
        </p>
        <p>Answer with any status from 200 to 299 within fifteen seconds, and do long work afterwards. In Node:</p>
        <pre class="fact-data" tabindex="0">${EXAMPLE}</pre>
      </div>
    </details>
  </section>`
}
