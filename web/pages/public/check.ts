/** Whether a document or a number is ours: a number typed, a file dropped, and the answer in words. */
import { checkpoints } from '../../../src/app/checkpoints.ts'
import type { DocumentVerdict } from '../../../src/app/checking.ts'
import { EVERYBODY } from '../../../src/programme/permission.ts'
import { clauseLink } from '../../parts/because.ts'
import { each, html, type Html, nothing, say, written } from '../../parts/html.ts'
import { icon } from '../../parts/icon.ts'
import { publicPage } from '../../parts/layout.ts'
import { sayInstant } from '../../parts/time.ts'
import { page, type Visit } from '../../visit.ts'
import { answerByNumber } from './certification.ts'
import { numberForm } from './number-form.ts'
import { asked } from './respond.ts'

export const checkPage = page('/check', EVERYBODY, async (visit) => {
  const number = asked(visit, 'number', 80)
  return number === '' ? checkedPage(visit, null) : answerByNumber(visit, number)
})

/** The page with the answer to a file that was sent, where one was. */
export async function checkedPage(visit: Visit, verdict: DocumentVerdict | null): Promise<Html> {
  const heads = await checkpoints(visit.house.database, null, 5)
  return publicPage({
    visit,
    title: verdict ? 'What the check says' : 'Is it genuine?',
    description: 'Check a certificate, a logo letter or a signed statement by its number or by the file itself.',
    content: html`<div class="page-head">
        <h1>Is it genuine?</h1>
        <p class="lead">
          By the number that stands beside a logo, by the code on a certificate, or by the file itself.
          ${clauseLink('G-09')}
        </p>
      </div>
      ${verdict ? answer(verdict) : nothing}
      <section class="section">
        <h2>By number</h2>
        ${numberForm('', 'Number of the certification or of the logo letter')}
      </section>
      <section class="section">
        <h2>By file</h2>
        <form class="stack" method="post" action="/check" enctype="multipart/form-data" data-turbo="false">
          <div class="field">
            <label for="check-file">The certificate or logo letter as PDF, or a signed statement</label>
            <input
              id="check-file"
              type="file"
              name="file"
              accept=".pdf,.json,application/pdf,application/json"
              required
              aria-describedby="check-help"
            />
            <p class="help" id="check-help">
              Drop it here or choose it. It is read, answered and forgotten; nothing of it is kept.
            </p>
          </div>
          <p class="actions"><button class="button primary">Check this file</button></p>
        </form>
      </section>
      <section class="section">
        <h2>Without asking us</h2>
        <p>
          Every statement is signed. Keep <a href="/.well-known/did.json" data-turbo="false">our keys</a>, and a
          statement can be checked anywhere, also without a network, by
          <span class="mono">certwright verify FILE --key did.json</span> or by any program for W3C Verifiable
          Credentials that knows eddsa-jcs-2022.
        </p>
        ${
          heads.length === 0
            ? html`<p class="soft">
                Once a day the journal's last line is signed; those checkpoints will stand here. Whoever keeps one can
                tell whether history before it was changed.
              </p>`
            : html`<p>
                  Once a day the journal's last line is signed. Whoever keeps such a checkpoint can tell whether history
                  before it was changed.
                </p>
                <ul class="plain-marks">
                  ${each(
                    heads,
                    ({ facts, head, proof }) =>
                      html`<li>
                        ${sayInstant(proof.created)}: ${facts} facts, ending in
                        <span class="mono" title="${head}">${head.slice(0, 16)}</span>
                      </li>`,
                  )}
                </ul>
                <p class="small soft"><a href="/checkpoints" data-turbo="false">All of them as data</a></p>`
        }
      </section>`,
  })
}

function answer(verdict: DocumentVerdict): Html {
  const sign = !verdict.genuine ? 'cross' : verdict.inForce === true ? 'tick' : 'warning'
  const [headline = '', ...rest] = say(verdict.says).split(/(?<=[:.]) /)
  return html`<section class="answer" aria-label="The answer" role="status">
    <p class="answer-words">${icon(sign)} ${written(capitalised(headline.replace(/\s?[:.]$/, '')))}</p>
    ${rest.length > 0 ? html`<p>${written(capitalised(rest.join(' ')))}</p>` : nothing}
    <p>${say(verdict.next)}</p>
    ${
      verdict.number && verdict.genuine
        ? html`<p class="actions">
            <a class="button plain" href="/certifications/${encodeURIComponent(verdict.number)}"
              >${verdict.number} today</a
            >
          </p>`
        : nothing
    }
    ${
      verdict.signedWith
        ? html`<p class="small soft">
            Signed with <span class="mono break">${verdict.signedWith.key}</span>, in use since
            ${sayInstant(verdict.signedWith.from)}${verdict.signedWith.until ? html` until ${sayInstant(verdict.signedWith.until)}` : nothing}.
          </p>`
        : nothing
    }
  </section>`
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
