/**
 * The review call of one certification, for both sides: what changed, the times proposed, and what earlier calls
 * decided. What the call decides is recorded where the certification is managed.
 */
import { offered, type OfferedMove } from '../../../src/app/ask/moves.ts'
import { openThing } from '../../../src/app/ask/open-thing.ts'
import { changesAsking } from '../../../src/app/ask/review-calls.ts'
import { TARGETS } from '../../../src/app/targets.ts'
import { keyOf, pastTime, type ReviewCall, sayTime } from '../../../src/programme/review-call.ts'
import type { CertificationFile } from '../../../src/programme/standing-moves.ts'
import { mightEver } from '../../../src/programme/permission.ts'
import { clauseLink } from '../../parts/because.ts'
import { moveForm, textArea, textField } from '../../parts/form.ts'
import { type FormState } from '../../parts/form-state.ts'
import { each, html, type Html, nothing, say } from '../../parts/html.ts'
import { portalPage } from '../../parts/layout.ts'
import { sayDay } from '../../parts/time.ts'
import { page, type Visit } from '../../visit.ts'
import { changeList } from './review-list.ts'
import { foldedMove, offeredForm, prose } from './parts.ts'
import { reviewCalls } from './review-calls.ts'
import { SEES_REVIEWS, STAFF } from './who.ts'

export const reviewPage = page('/certifications/:number/review', SEES_REVIEWS, async (visit) => {
  const number = visit.part('number')
  const { file, moves, figures } = await openThing(
    visit.house,
    visit.actor,
    TARGETS.certification,
    number,
    SEES_REVIEWS,
  )
  const { certification, product, platform } = file
  const record = { ...file, satEvidence: [], supportEnded: null }
  const isStaff = mightEver(visit.actor, STAFF)
  const content = html`<div class="page-head">
      <p class="eyebrow mono">${number}</p>
      <h1>Review call: ${product.name} on ${platform.name}</h1>
      <p class="lead">
        Both sides look at what changed and decide together how far the interop is tested again ${clauseLink('8.5')}.
      </p>
      <p class="small">
        <a href="/certifications/${number}">Public page of ${number}</a
        >${isStaff ? html` · <a href="/certifications/${number}/manage">Manage it, and record what the call decides</a>` : nothing}
      </p>
    </div>
    <section class="section">
      <h2>What changed since ${clauseLink('8.4')}</h2>
      ${changeList(changesAsking(record, visit.day, figures), file)}
    </section>
    <section class="section">
      <h2>The call</h2>
      ${arrangement(visit, file, moves)}
    </section>
    ${reviewCalls(certification)}`
  return portalPage({
    visit,
    title: `Review call of ${number}`,
    content,
    crumbs: [
      ['/review-calls', 'Review calls'],
      [visit.path, number],
    ],
  })
})

function arrangement(visit: Visit, { certification }: CertificationFile, moves: readonly OfferedMove[]): Html {
  const { call = null } = certification
  const propose = offered(moves, 'propose-review-call')
  const form = { visit, id: certification.number, fields: proposalFields }
  if (!call) {
    return html`<p class="soft">
        Nobody has proposed a time yet. It is the partner's duty to ask for the call; the lab may as well.
      </p>
      ${offeredForm(propose, { ...form, submit: 'Propose these times' })}`
  }
  return html`<p>
      Proposed by ${say(call.proposed.side === 'vendor' ? 'the lab' : 'the partner')},
      ${sayDay(call.proposed.day, visit.day)}.
    </p>
    ${prose(call.about)}
    ${call.booked ? html`<p><strong>Booked: ${sayTime(call.booked.time)}.</strong></p>` : timeList(visit, certification.number, call, offered(moves, 'book-review-call'))}
    ${foldedMove(propose, form, 'Propose other times')}`
}

function timeList(visit: Visit, id: string, call: ReviewCall, book: OfferedMove | null): Html {
  return html`<ul class="call-times">
    ${each(
      call.times,
      (time) =>
        html`<li>
          <span>${sayTime(time)}</span>
          ${
            book
              ? moveForm({
                  visit,
                  move: book.name,
                  id,
                  key: keyOf(time),
                  compact: true,
                  submit: 'Take this time',
                  label: sayTime(time),
                  obstacle: book.obstacle ?? pastTime(time, new Date(visit.house.now()).toISOString()),
                  fields: () => html`<input type="hidden" name="time" value="${keyOf(time)}" />`,
                })
              : nothing
          }
        </li>`,
    )}
  </ul>`
}

function proposalFields(form: FormState): Html {
  return html`${textArea({ form, name: 'about', label: 'What the call is about', rows: 3, most: 1000, help: 'What changed, and what it may touch. The other side reads it.' })}
  ${each(
    [0, 1, 2],
    (index) =>
      html`<div class="field-row">
        ${textField({ form, name: `times[${index}].day`, label: index === 0 ? 'Day' : `Or on`, type: 'date', required: index === 0 })}
        ${textField({ form, name: `times[${index}].time`, label: 'Time (UTC)', most: 5, placeholder: '14:30', required: index === 0 })}
      </div>`,
  )}`
}
