/** What the lab added to a certification plan: by whom and why, until testing starts with the forms to add and take out (6.1). */
import { offered } from '../../../src/app/ask/moves.ts'
import { namesOf } from '../../../src/app/ask/people.ts'
import type { OpenProject } from '../../../src/app/ask/projects.ts'
import { placed, titleOf } from '../../../src/conformance/words.ts'
import { clauseLink } from '../../parts/because.ts'
import { moveForm, selectField, textField } from '../../parts/form.ts'
import { each, html, type Html, nothing, oursOrWritten, say } from '../../parts/html.ts'
import { sayDay } from '../../parts/time.ts'
import type { Visit } from '../../visit.ts'
import { nameOf } from '../office/parts.ts'
import { projectMove } from './frame.ts'
import { wordingFields } from './sat-parts.ts'

const EFFORT_WORDS = { simple: 'Simple', medium: 'Medium', complex: 'Complex' } as const

export async function planAdditions(visit: Visit, open: OpenProject): Promise<Html> {
  const additions = open.file.project.additions ?? []
  const canAdd = offered(open.moves, 'add-to-plan')?.isItsTime ?? false
  if (additions.length === 0 && !canAdd) return nothing
  const names = await namesOf(
    visit.house.database,
    additions.map((each_) => each_.by),
  )
  return html`<section class="section" id="additions">
    <h2>Added by the lab</h2>
    ${
      additions.length === 0
        ? html`<p class="soft">
            Nothing yet. Until testing starts the lab can add what the plan left out, and test cases of its own
            ${clauseLink('6.1')}.
          </p>`
        : html`<ul class="rows">
            ${each(
              additions,
              (each_) =>
                html`<li>
                  <span class="mono">${each_.plan}</span> ${oursOrWritten(titleOf(open.file, each_.plan))}.
                  <span class="soft"
                    >${each_.because} ${nameOf(each_.by, names)}, ${sayDay(each_.day, visit.day)}.</span
                  >
                  ${takingOut(visit, open, each_.plan)}
                </li>`,
            )}
          </ul>`
    }
    ${leftOutForm(visit, open)} ${ownForm(visit, open)}
  </section>`
}

function takingOut(visit: Visit, open: OpenProject, plan: string): Html {
  const move = offered(open.moves, 'take-out-of-plan')
  if (!move?.isItsTime || move.obstacle) return nothing
  return html`<details class="small">
    <summary>Take out</summary>
    ${moveForm({
      ...projectMove(visit, open, move),
      key: plan,
      tone: 'plain',
      compact: true,
      fields: (form) =>
        html`<input
            type="hidden"
            name="testCase"
            value="${plan}"
          />${textField({ form, name: 'reason', label: 'Why', most: 300 })}`,
    })}
  </details>`
}

function leftOutForm(visit: Visit, open: OpenProject): Html {
  const move = offered(open.moves, 'add-to-plan')
  const { leftOut } = open.file.plan
  if (!move?.isItsTime || leftOut.length === 0) return nothing
  return html`<details ${visit.refused?.move === move.name ? 'open' : ''}>
    <summary>Add a test case that was left out</summary>
    ${moveForm({
      ...projectMove(visit, open, move),
      tone: 'plain',
      fields: (form) =>
        html`${selectField({ form, name: 'testCase', label: 'Test case', empty: 'Choose one', choices: leftOut.map(({ plan, because }) => ({ value: plan, says: html`${oursOrWritten(placed(plan, titleOf(open.file, plan)))} (${say(because)})` })) })}
        ${textField({ form, name: 'because', label: 'Why it is needed here', most: 300, help: 'It stands in the plan, and the partner is told.' })}`,
    })}
  </details>`
}

function ownForm(visit: Visit, open: OpenProject): Html {
  const move = offered(open.moves, 'add-own-to-plan')
  if (!move?.isItsTime) return nothing
  return html`<details ${visit.refused?.move === move.name ? 'open' : ''}>
    <summary>Add a test case of the lab’s own</summary>
    ${moveForm({
      ...projectMove(visit, open, move),
      tone: 'plain',
      fields: (form) =>
        html`<div class="field-row">
            ${textField({ form, name: 'plan', label: 'Short name', placeholder: 'LAB-1', most: 12, mono: true, help: 'Letters, a hyphen and a number.' })}
            ${selectField({ form, name: 'effort', label: 'Effort', value: 'medium', choices: Object.entries(EFFORT_WORDS).map(([value, says]) => ({ value, says })) })}
          </div>
          ${textField({ form, name: 'because', label: 'Why it is needed here', most: 300 })}
          ${wordingFields(form, null, open.file.product.interfaces)}`,
    })}
  </details>`
}
