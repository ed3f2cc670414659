/** A capture looked at where it is: the browser reads it by the code the server has, and nothing of it is sent. */
import { EVERYBODY } from '../../../src/programme/permission.ts'
import { SIP_TRUNK_TEST_CASES } from '../../../src/conformance/cases/index.ts'
import { each, html, say } from '../../parts/html.ts'
import { icon } from '../../parts/icon.ts'
import { publicPage } from '../../parts/layout.ts'
import { page } from '../../visit.ts'

export const lookPage = page('/captures/look', EVERYBODY, async (visit) =>
  publicPage({
    visit,
    title: 'Look at a capture',
    description:
      'Drop a pcap or pcapng file: calls, ladders, sound and proposed verdicts, read in your browser. The file stays on your computer.',
    wide: true,
    content: html`<div class="page-head">
        <h1>Look at a capture</h1>
        <p class="lead">
          It stays on this computer: the file is read in this browser, by the same code that reads captures in a
          project, and nothing of it is sent anywhere.
        </p>
      </div>
      <div class="capture stack" data-look>
        <div class="drop" data-look-zone>
          <p>
            <strong>${icon('file')} Drop a capture here</strong>
            <span class="soft small">pcap or pcapng, also compressed with gzip, of any length.</span>
          </p>
          <label class="button plain small"
            >Choose a file<input type="file" class="visually-hidden" data-look-input
          /></label>
          <div class="field">
            <label for="look-provider">Addresses of the provider <span class="soft">optional</span></label>
            <input id="look-provider" data-look-provider autocomplete="off" aria-describedby="look-provider-help" />
            <p class="help" id="look-provider-help">
              IP addresses of the trunk’s far end, with spaces between. Without them the sides are guessed from who
              registers or calls first.
            </p>
          </div>
          <div class="field">
            <label for="look-case">Test case it was made for <span class="soft">optional</span></label>
            <select id="look-case" data-look-case aria-describedby="look-case-help">
              <option value="">None: whatever it shows</option>
              ${each(SIP_TRUNK_TEST_CASES, ({ plan, title }) => html`<option value="${plan}">${plan} ${say(title)}</option>`)}
            </select>
            <p class="help" id="look-case-help">
              Its verdict then comes first, and the messages it expects stand beside those seen. It can be changed at
              any time; the file is not read again.
            </p>
          </div>
        </div>
        <noscript>
          <p class="fault">
            Reading a file in the browser needs JavaScript. Without it, certwright capture does the same on the command
            line.
          </p>
        </noscript>
        <div data-look-progress aria-live="polite"></div>
        <article class="stack" data-look-result data-turbo="false">
          <p class="soft">
            What it will show: the calls with their ladders, each message with its text, both sides’ offers and answers,
            the sound with its losses, and a proposed verdict for each test case of the SIP trunk plan that the capture
            says something about.
          </p>
        </article>
      </div>`,
  }),
)
