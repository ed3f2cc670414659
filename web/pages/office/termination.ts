/** Ending a membership on its pages: what is on record, the notice and its answer, and what a person decides (8.7). */
import { offered, type OfferedMove } from '../../../src/app/ask/moves.ts'
import type { MembershipFile } from '../../../src/programme/joining.ts'
import { type Burden, burdensToWeigh } from '../../../src/programme/termination.ts'
import { clauseLink } from '../../parts/because.ts'
import { textArea, textField } from '../../parts/form.ts'
import { type FormState } from '../../parts/form-state.ts'
import { count, each, html, type Html, nothing, when, written } from '../../parts/html.ts'
import { sayDate, sayDay } from '../../parts/time.ts'
import type { Visit } from '../../visit.ts'
import { foldedMove, offeredForm, prose, sayStamp } from './parts.ts'

type Moves = readonly OfferedMove[]

/** For the office: everything that ending it takes, in the order in which it comes about. */
export function terminationSection(
  visit: Visit,
  { organisation, membership, declined }: MembershipFile,
  moves: Moves,
  names: ReadonlyMap<string, string>,
): Html {
  const { burdens = [], termination = null } = membership
  const form = { visit, id: organisation.id }
  return html`<section class="section" id="ending">
    <h2>Ending the membership ${clauseLink('8.7')}</h2>
    <p class="soft">
      It can be ended only where the partner declined to recertify and the burden this is in the field is approved;
      never by the program, and only after notice and time to answer ${clauseLink('X-36')}.
    </p>
    <dl class="facts">
      <dt>Recertification</dt>
      <dd>
        ${declined ? html`declined for <a href="/certifications/${declined}/review" class="mono">${declined}</a>` : 'none declined'}
      </dd>
      <dt>Burden in the field</dt>
      <dd>${sayBurdens(burdens.length, burdensToWeigh(membership).length)}</dd>
    </dl>
    ${burdenList(visit, organisation.id, burdens, offered(moves, 'approve-burden'), names)}
    ${when(
      termination,
      ({ given, reason, answerBy, answer }) =>
        html`<div class="card">
          <h3>Notice given</h3>
          <p class="small soft">${sayStamp(given, names, visit.day)}; time to answer until ${sayDate(answerBy)}</p>
          ${prose(reason)}
          ${
            answer
              ? html`<h3>Their answer</h3>
                  ${prose(answer.text)}`
              : html`<p class="soft">No answer yet.</p>`
          }
        </div>`,
    )}
    ${
      membership.terminated
        ? nothing
        : html`<div class="folds">
            ${foldedMove(offered(moves, 'record-burden'), { ...form, fields: burdenFields })}
            ${foldedMove(offered(moves, 'give-termination-notice'), { ...form, tone: 'grave', fields: (state) => reason(state, 'Why', 'The member reads it and can answer.') })}
            ${termination ? html`${foldedMove(offered(moves, 'keep-membership'), { ...form, fields: (state) => reason(state, 'Why', 'The member reads it.') })}${foldedMove(offered(moves, 'terminate-membership'), { ...form, tone: 'grave', fields: (state) => reason(state, 'Why', 'The member reads it. Guides, logos and listings are off at once; certifications stay as history.') })}` : nothing}
          </div>`
    }
  </section>`
}

function sayBurdens(all: number, toWeigh: number): string {
  if (all === 0) return 'none on record'
  return toWeigh === 0 ? 'weighed, and let go; nothing new on record' : ''
}

function reason(form: FormState, label: string, help: string): Html {
  return textArea({ form, name: 'reason', label, rows: 4, most: 2000, help })
}

function burdenList(
  visit: Visit,
  id: string,
  burdens: readonly Burden[],
  approve: OfferedMove | null,
  names: ReadonlyMap<string, string>,
): Html {
  if (burdens.length === 0) return nothing
  return html`<ul class="rows deeds">
    ${each(
      burdens.toReversed(),
      (burden) =>
        html`<li class="deed">
          <div>
            <h3>
              ${count(burden.tickets, 'ticket')}, ${count(burden.hours, 'hour')}
              <span class="mono">${burden.certification}</span>
            </h3>
            ${prose(burden.says)}
            <p class="small soft">
              Recorded by
              ${sayStamp(burden.recorded, names, visit.day)}${when(burden.approved, (stamp) => html`; approved by ${sayStamp(stamp, names, visit.day)}`)}${when(burden.weighed, ({ day }) => html`; weighed ${sayDay(day, visit.day)}, and the membership went on`)}
            </p>
          </div>
          ${
            burden.approved || burden.weighed
              ? nothing
              : foldedMove(
                  approve,
                  {
                    visit,
                    id,
                    key: burden.id,
                    fields: () =>
                      html`<input type="hidden" name="burden" value="${burden.id}" />
                        <p class="help">A second person approves it ${clauseLink('G-08')}.</p>`,
                  },
                  'Approve',
                )
          }
        </li>`,
    )}
  </ul>`
}

export function burdenFields(form: FormState, certification = ''): Html {
  return html`<div class="field-row">
      ${certification ? html`<input type="hidden" name="certification" value="${certification}" />` : textField({ form, name: 'certification', label: 'Certification', mono: true, most: 60 })}
      ${textField({ form, name: 'tickets', label: 'Tickets', type: 'number' })}
      ${textField({ form, name: 'hours', label: 'Hours of support', type: 'number' })}
    </div>
    ${textArea({ form, name: 'says', label: 'What the burden is, and how the interop causes it', rows: 4, most: 2000 })}`
}

/** For the member: the notice, what it means, and the answer. */
export function noticeForMember(visit: Visit, file: MembershipFile, moves: Moves): Html {
  const { termination, terminated } = file.membership
  if (terminated)
    return html`<p>
      <strong>The membership was ended on ${sayDate(terminated.day)}.</strong> ${written(terminated.reason)}
    </p>`
  return when(
    termination,
    ({ reason: why, answerBy, answer }) =>
      html`<div class="card" id="notice">
        <h3>Notice that the membership may be ended ${clauseLink('8.7')}</h3>
        ${prose(why)}
        <p>
          Nothing is decided before ${sayDate(answerBy)} has passed; what you answer is read first. Certifications stay
          on record whatever is decided.
        </p>
        ${
          answer
            ? html`<p class="small soft">Your answer of ${sayDate(answer.day)}:</p>
                ${prose(answer.text)}`
            : nothing
        }
        ${offeredForm(offered(moves, 'answer-termination-notice'), { visit, id: file.organisation.id, submit: answer ? 'Answer anew' : 'Send the answer', fields: (form) => textArea({ form, name: 'text', label: 'Your answer', rows: 5, most: 4000 }) })}
      </div>`,
  )
}
