/** The plan of a SAT: written by the partner, read by the lab test case by test case, sent back or approved. */
import { offered } from '../../../src/app/ask/moves.ts'
import type { OpenProject } from '../../../src/app/ask/projects.ts'
import { CRITICALITY_WORDS } from '../../../src/conformance/test-case.ts'
import { TEMPLATE_NAMES } from '../../../src/conformance/sat/templates.ts'
import { groupName, titleOf } from '../../../src/conformance/words.ts'
import {
  changesSince,
  missingFromTemplate,
  openThreads,
  type Sat,
  type SatTestCase,
} from '../../../src/programme/sat/sat.ts'
import { clauseLink, findingList } from '../../parts/because.ts'
import { moveForm, textArea, textField } from '../../parts/form.ts'
import { count, each, html, type Html, nothing, oursOrWritten, say, when, written } from '../../parts/html.ts'
import { icon } from '../../parts/icon.ts'
import { ledger } from '../../parts/table.ts'
import { sayDay } from '../../parts/time.ts'
import type { Visit } from '../../visit.ts'
import { bar, projectPage, textMove } from './frame.ts'
import { noSat, wordingFields } from './sat-parts.ts'
import { tableDrop } from './sat-upload.ts'

export const satPlanPage = projectPage('/plan', 'plan', async (visit, open) => {
  const { sat, project } = open.file
  if (sat?.project !== project.id) return { title: 'SAT plan', content: noSat(open) }
  const content = html`${reading(visit, open, sat)} ${template(visit, open)} ${cases(visit, open, sat)}
  ${leftOut(open, sat)} ${adding(visit, open)} ${tableDrop(open, 'take-in-sat-plan')} ${description(visit, open, sat)}
  ${ending(visit, open)}`
  return { title: 'SAT plan', content }
})

/** Where the review stands: what was read, what changed since, what is not settled. */
function reading(visit: Visit, open: OpenProject, sat: Sat): Html {
  const threads = openThreads(open.file.threads)
  const changes = changesSince(sat)
  const removed = changes.filter((change) => change.kind === 'removed').map((change) => change.plan)
  const isReader = offered(open.moves, 'view-sat-test-cases')?.isItsTime ?? false
  const viewed = sat.testCases.filter((each_) => isViewed(sat, visit, each_)).length
  return html`${isReader ? bar(viewed, sat.testCases.length, say`${viewed} of ${sat.testCases.length} test cases viewed by you`) : nothing}
  ${when(
    changes.length > 0 && sat.lastRead,
    (last) =>
      html`<p>
        Since the lab sent it back ${sayDay(last.day, visit.day)}, ${count(changes.length, 'test case')} changed: they
        are marked
        below.${removed.length > 0 ? html` No longer in the plan: <span class="mono">${removed.join(', ')}</span>.` : nothing}
      </p>`,
  )}
  ${
    threads.length > 0
      ? html`<p class="clash">
          ${icon('question')}
          <span
            >${count(threads.length, 'thread')} not settled:
            ${each(threads, (thread) => html`<a class="mono" href="${placeOf(open, thread.about.ref ?? '')}#questions">${thread.about.ref}</a> `)}</span
          >
        </p>`
      : nothing
  }
  ${when(
    sat.approved,
    (approved) =>
      html`<p>
        ${icon('tick')} Approved ${sayDay(approved.day, visit.day)} ${clauseLink('5.1')}.
        ${when(approved.remark, (remark) => html`${remark}`)}
      </p>`,
  )}`
}

const placeOf = (open: OpenProject, plan: string) => `/projects/${open.file.project.id}/plan/${plan}`

function isViewed(sat: Sat, visit: Visit, testCase: SatTestCase): boolean {
  return sat.viewed[visit.actor.id]?.[testCase.plan] === testCase.version
}

function template(visit: Visit, open: OpenProject): Html {
  const move = offered(open.moves, 'take-sat-template')
  const { sat, product, template: proposed, templateLeftOut } = open.file
  if (!move?.isItsTime || move.obstacle) return nothing
  const isFirst = sat?.testCases.length === 0
  const missing = missingFromTemplate(open.file)
  return html`<section class="section">
    <h2>${say(isFirst ? 'Start from the template' : 'From the template')}</h2>
    <p class="soft">
      ${
        isFirst
          ? html`${say(TEMPLATE_NAMES[product.family])}: ${count(proposed.length, 'test case')} ${clauseLink('5N.b2')}.
            Change them, leave out what does not apply, and add your
            own.${when(templateLeftOut.length, (number) => html` ${count(number, 'test case')} of that plan ${say(number === 1 ? 'does' : 'do')} not fit this product and this release of the platform: ${say(number === 1 ? 'it stands' : 'they stand')} among what is left out, with the reason.`)}`
          : html`${count(missing.length, 'must-pass test case')} of the template
            ${say(missing.length === 1 ? 'is' : 'are')} neither in the plan nor left out for a reason.`
      }
    </p>
    ${moveForm({ visit, move: move.name, id: open.file.project.id, submit: isFirst ? move.says : 'Take in what is missing', tone: isFirst ? 'primary' : 'plain' })}
  </section>`
}

const CHANGE_WORDS = { added: 'added', changed: 'changed', removed: 'removed' } as const

function cases(visit: Visit, open: OpenProject, sat: Sat): Html {
  const changes = new Map(changesSince(sat).map((change) => [change.plan, change.kind]))
  const threads = Map.groupBy(openThreads(open.file.threads), (thread) => thread.about.ref)
  const isReader = offered(open.moves, 'view-sat-test-cases')?.isItsTime ?? false
  return html`<section class="section">
    <h2>Test cases</h2>
    ${ledger({
      caption: 'Test cases of the SAT plan',
      items: sat.testCases,
      to: ({ plan }) => placeOf(open, plan),
      group: ({ plan }) => groupName(plan),
      columns: [
        {
          head: 'Test case',
          cell: ({ plan }) => html`<span class="mono">${plan}</span> ${oursOrWritten(titleOf(open.file, plan))}`,
        },
        {
          head: 'Weight',
          cell: ({ criticality }) =>
            html`<span class="nowrap ${criticality === 'KO' ? 'weighty' : ''}"
              >${say(CRITICALITY_WORDS[criticality])}</span
            >`,
        },
        { head: 'From', cell: originWords },
        {
          head: 'Review',
          cell: (each_) =>
            html`${when(changes.get(each_.plan), (kind) => html`<span class="tag strong">${say(CHANGE_WORDS[kind])}</span> `)}${when(
              threads.get(each_.plan)?.length,
              (number) => html`<span class="tag">${count(number, 'open thread')}</span> `,
            )}${isReader && isViewed(sat, visit, each_) ? html`${icon('tick')} viewed` : nothing}`,
        },
      ],
      empty: html`<p>
        No test case yet. A plan begins with the template or with a test case of your own; the lab reads it before you
        test.
      </p>`,
    })}
  </section>`
}

function originWords({ origin, version, because }: SatTestCase): Html {
  if (origin === 'own') return html`the partner’s own`
  return html`${say(version > 1 ? 'template, changed' : 'template')}${when(because, (why) => html`<span class="soft small">: ${say(why)}</span>`)}`
}

function leftOut({ file }: OpenProject, { leftOut: left }: Sat): Html {
  return when(
    left.length > 0 && left,
    (each_) =>
      html`<details>
        <summary>${count(each_.length, 'test case')} of the template left out, and why</summary>
        <ul class="rows small">
          ${each(each_, ({ plan, because }) => html`<li><span class="mono">${plan}</span> ${oursOrWritten(titleOf(file, plan))}. <span class="soft">${say(because)}</span></li>`)}
        </ul>
      </details>`,
  )
}

function adding(visit: Visit, open: OpenProject): Html {
  const move = offered(open.moves, 'save-sat-test-case')
  if (!move?.isItsTime) return nothing
  return html`<details class="section" ${visit.refused?.move === move.name ? 'open' : ''}>
    <summary>Add a test case of your own</summary>
    ${moveForm({
      visit,
      move: move.name,
      id: open.file.project.id,
      submit: 'Add the test case',
      fields: (form) =>
        html`<input type="hidden" name="seen" value="0" />
          ${textField({ form, name: 'plan', label: 'Short name', placeholder: 'OWN-1', most: 12, mono: true, help: 'Letters, a hyphen and a number.' })}
          ${wordingFields(form, null, open.file.product.interfaces)}`,
    })}
  </details>`
}

const PARTS = [
  ['architecture', 'Architecture', 'What runs where, and how the product meets the platform.'],
  ['connections', 'Interfaces and ports', 'Protocols, ports, directions, encryption.'],
  ['licences', 'Licences', 'On both sides.'],
  ['limits', 'Known limits', 'What the product does not do.'],
  ['testBed', 'Test bed', 'Hardware, software and numbers: what somebody would need to do it again.'],
] as const

function description(visit: Visit, open: OpenProject, { application }: Sat): Html {
  const move = offered(open.moves, 'describe-sat')
  if (move?.isItsTime) {
    return html`<section class="section" id="application">
      <h2>Application and test bed</h2>
      ${moveForm({
        visit,
        move: move.name,
        id: open.file.project.id,
        decides: true,
        submit: move.says,
        tone: 'plain',
        fields: (form) =>
          html`${each(PARTS, ([name, label, help]) => textArea({ form, name, label, help, rows: 2, value: application[name], required: false }))}`,
      })}
    </section>`
  }
  return html`<section class="section" id="application">
    <h2>Application and test bed</h2>
    <dl class="facts">
      ${each(
        PARTS,
        ([name, label]) =>
          html`<dt>${label}</dt>
            <dd class="prose">${written(application[name] || say('not described'))}</dd>`,
      )}
    </dl>
  </section>`
}

/** How this round ends: handed in by the partner; sent back or approved by the lab. */
function ending(visit: Visit, open: OpenProject): Html {
  const submit = offered(open.moves, 'submit-sat-plan')
  const approve = offered(open.moves, 'approve-sat-plan')
  const { id } = open.file.project
  if (submit?.isItsTime) {
    return html`<section class="section">
      <h2>Submit the plan</h2>
      <p class="soft">The lab reads it and comments by test case; you test once it is approved ${clauseLink('5.1')}.</p>
      ${moveForm({ visit, move: submit.name, id, submit: submit.says, obstacle: submit.obstacle, decides: true })}
    </section>`
  }
  if (!approve?.isItsTime) return nothing
  return html`<section class="section">
    <h2>Approve it, or request changes</h2>
    <div class="two-forms">
      ${moveForm({
        visit,
        move: approve.name,
        id,
        submit: approve.says,
        obstacle: approve.obstacle,
        decides: true,
        fields: (form) =>
          html`${findingList(approve.findings)}
          ${textArea({ form, name: 'remark', label: 'Remark', required: false, rows: 2, most: 2000 })}`,
      })}
      ${textMove(visit, open, 'return-sat-plan', { name: 'remark', label: 'What should change' }, { tone: 'plain', decides: true })}
    </div>
  </section>`
}
