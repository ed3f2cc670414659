/** Review calls of a certification (8.5, 8.6): the form that records one, and what is on record of those held. */
import { GROUPS } from '../../../src/conformance/test-case.ts'
import type { Certification } from '../../../src/programme/certification.ts'
import { OUTCOMES, RECERTIFICATION_OUTCOMES } from '../../../src/programme/recertification.ts'
import { clauseLink } from '../../parts/because.ts'
import { selectField, textArea, textField, tickBox } from '../../parts/form.ts'
import { type FormState } from '../../parts/form-state.ts'
import { each, html, type Html, nothing, say, when, written } from '../../parts/html.ts'
import { sayDate } from '../../parts/time.ts'

/** Groups are ticked under the name that single test cases are written under: what was ticked is not written there. */
function besides(form: FormState): FormState {
  return { ...form, value: (name, kept = '') => form.values(name).find((each) => !Object.hasOwn(GROUPS, each)) ?? kept }
}

export function reviewCallFields(form: FormState): Html {
  const choices = OUTCOMES.map((value) => ({ value, says: RECERTIFICATION_OUTCOMES[value] }))
  return html`${selectField({ form, name: 'outcome', label: 'What was decided', choices, empty: 'Choose one' })}
    <div class="field-row">
      ${textField({ form, name: 'attendees.vendor', label: 'Who took part for the vendor', most: 300 })}
      ${textField({ form, name: 'attendees.partner', label: 'Who took part for the partner', most: 300 })}
    </div>
    ${textArea({ form, name: 'significance', label: 'How weighty the change is', rows: 2, most: 1000 })}
    ${textArea({ form, name: 'operationalRisk', label: 'Operational risk', rows: 2, most: 1000 })}
    ${textArea({ form, name: 'businessRisk', label: 'Business risk', rows: 2, most: 1000 })}
    ${textArea({ form, name: 'reason', label: 'Why this was decided', rows: 3, most: 1000, help: 'The partner reads it.' })}
    <fieldset class="choices">
      <legend>What the change touches <span class="optional">of a partial recertification</span></legend>
      <p class="help">Every test case of these groups is run again, and the regression core in any case.</p>
      <div class="tick-columns">
        ${each(Object.entries(GROUPS), ([value, says]) => tickBox({ form, name: 'testCases', value, label: says, group: 'What the change touches' }))}
      </div>
    </fieldset>
    <div class="field-row">
      ${textField({ form: besides(form), name: 'testCases', label: 'Single test cases besides', required: false, most: 2000, value: '', help: 'Such as HLD-01, separated by commas.' })}
      ${textField({ form, name: 'due', label: 'Due on', type: 'date', required: false })}
    </div>`
}

export function reviewCalls({ recertifications = [] }: Certification): Html {
  if (recertifications.length === 0) return nothing
  return html`<section class="section">
    <h2>Review calls ${clauseLink('8.5')}</h2>
    <ul class="rows deeds">
      ${each(
        recertifications.toReversed(),
        (call) =>
          html`<li class="deed">
            <div>
              <h3>${sayDate(call.day)}: ${say(RECERTIFICATION_OUTCOMES[call.outcome])}</h3>
              <p>${written(call.reason)}</p>
              <p class="small soft">
                ${call.attendees.vendor} with ${call.attendees.partner}. Weight: ${call.significance} Operational risk:
                ${call.operationalRisk} Business risk: ${call.businessRisk}
              </p>
              <p class="small soft">
                ${call.testCases.length > 0 ? html`Run again: <span class="mono">${call.testCases.join(', ')}</span>. ` : nothing}
                ${when(call.due, (day) => html`Due on ${sayDate(day)}. `)}
                ${when(call.used, (day) => html`Carried out on ${sayDate(day)}.`)}
              </p>
            </div>
          </li>`,
      )}
    </ul>
  </section>`
}
