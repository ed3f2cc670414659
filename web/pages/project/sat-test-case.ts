/** One test case of a SAT plan: its words, what changed in it, the lab's tick, comments and suggestions. */
import { offered } from '../../../src/app/ask/moves.ts'
import type { OpenProject } from '../../../src/app/ask/projects.ts'
import { CRITICALITY_WORDS } from '../../../src/conformance/test-case.ts'
import { placed, titleOf } from '../../../src/conformance/words.ts'
import { refuse } from '../../../src/kernel/refusal.ts'
import { changesSince, type Sat, type SatTestCase } from '../../../src/programme/sat/sat.ts'
import { moveForm, textArea, textField } from '../../parts/form.ts'
import { html, type Html, nothing, oursOrWritten, say, when } from '../../parts/html.ts'
import { icon } from '../../parts/icon.ts'
import type { Visit } from '../../visit.ts'
import { projectPage } from './frame.ts'
import { askForm, threadList } from './questions.ts'
import { keptAs, noSat, wordingChanged, wordingFields, wordingRead } from './sat-parts.ts'

export const satTestCasePage = projectPage('/plan/:case', 'plan', async (visit, open) => {
  const { sat, project, threads } = open.file
  const plan = visit.part('case')
  if (sat?.project !== project.id) return { title: 'SAT plan', content: noSat(open) }
  const testCase = sat.testCases.find((each_) => each_.plan === plan)
  if (!testCase)
    return refuse('not-found', { says: `The SAT plan has no test case ${plan}.`, next: 'Go back to the plan.' })
  const title = titleOf(open.file, plan)
  const about = threads.filter((thread) => thread.about.kind === 'test-case' && thread.about.ref === plan)
  const content = html`<article class="test-case">
    ${neighbours(open, sat, plan)}
    <header class="stack tight">
      <p class="eyebrow">
        <span class="mono">${plan}</span> · ${say(CRITICALITY_WORDS[testCase.criticality])} ·
        ${say(testCase.origin === 'own' ? 'the partner’s own' : 'from the template')}
      </p>
      <h2 class="case-title">${oursOrWritten(title)}</h2>
    </header>
    ${changed(sat, plan)} ${wordingRead(open.file, testCase)} ${tick(visit, open, sat, testCase)}
    ${editing(visit, open, testCase)} ${leaving(visit, open, plan)}
    <section class="section" id="questions">
      <h3>Comments</h3>
      ${await threadList(visit, open, about)}${askForm(visit, open, { kind: 'test-case', ref: plan })}
      ${suggesting(visit, open, testCase)}
    </section>
  </article>`
  return { title: placed(plan, title), content }
})

function neighbours(open: OpenProject, sat: Sat, plan: string): Html {
  const index = sat.testCases.findIndex((each_) => each_.plan === plan)
  const to = (other: SatTestCase | undefined, words: string) =>
    when(
      other,
      (each_) =>
        html`<a
          href="/projects/${open.file.project.id}/plan/${each_.plan}"
          title="${oursOrWritten(titleOf(open.file, each_.plan))}"
          >${words} <span class="mono">${each_.plan}</span></a
        >`,
    )
  return html`<nav class="spread small" aria-label="Other test cases">
    <span class="row"
      ><a href="/projects/${open.file.project.id}/plan">The whole plan</a>
      ${to(sat.testCases[index - 1], 'Previous')}${to(sat.testCases[index + 1], 'Next')}</span
    >
  </nav>`
}

function changed(sat: Sat, plan: string): Html {
  const change = changesSince(sat).find((each_) => each_.plan === plan)
  if (!change?.after) return nothing
  return html`<section class="card">
    <p class="eyebrow">Since the last review</p>
    ${change.before ? wordingChanged(change.before, change.after) : html`<p>This test case is new.</p>`}
  </section>`
}

/** The next one to read: further down first, then from the top again. */
function nextToView(sat: Sat, reader: string, plan: string): SatTestCase | undefined {
  const at = sat.testCases.findIndex((each_) => each_.plan === plan)
  const order = [...sat.testCases.slice(at + 1), ...sat.testCases.slice(0, Math.max(at, 0))]
  return order.find((each_) => sat.viewed[reader]?.[each_.plan] !== each_.version)
}

/** The tick of whoever reads: it holds for this version alone. */
function tick(visit: Visit, open: OpenProject, sat: Sat, { plan, version }: SatTestCase): Html {
  const move = offered(open.moves, 'view-sat-test-cases')
  if (!move?.isItsTime) return nothing
  const isViewed = sat.viewed[visit.actor.id]?.[plan] === version
  const next = nextToView(sat, visit.actor.id, plan)
  const form = moveForm({
    visit,
    move: move.name,
    id: open.file.project.id,
    submit: isViewed ? 'Take the tick back' : move.says,
    tone: isViewed ? 'plain' : 'primary',
    compact: true,
    ...(isViewed || !next ? {} : { goTo: `/projects/${open.file.project.id}/plan/${next.plan}` }),
    fields: () =>
      html`<input type="hidden" name="viewed[0].testCase" value="${plan}" /><input
          type="hidden"
          name="viewed[0].version"
          value="${isViewed ? 0 : version}"
        />`,
  })
  return html`<div class="row">${isViewed ? html`<span>${icon('tick')} Viewed by you</span>` : nothing}${form}</div>`
}

function editing(visit: Visit, open: OpenProject, testCase: SatTestCase): Html {
  const move = offered(open.moves, 'save-sat-test-case')
  if (!move?.isItsTime) return nothing
  return html`<details class="section" ${visit.refused?.move === move.name ? 'open' : ''}>
    <summary>Change this test case</summary>
    ${moveForm({
      visit,
      move: move.name,
      id: open.file.project.id,
      key: testCase.plan,
      submit: move.says,
      fields: (form) =>
        html`${keptAs(open.file, testCase)} <input type="hidden" name="plan" value="${testCase.plan}" /><input
            type="hidden"
            name="seen"
            value="${testCase.version}"
          />
          ${wordingFields(form, testCase, open.file.product.interfaces)}`,
    })}
  </details>`
}

function leaving(visit: Visit, open: OpenProject, plan: string): Html {
  const move = offered(open.moves, 'leave-sat-test-case-out')
  if (!move?.isItsTime) return nothing
  return html`<details class="section">
    <summary>Leave this test case out</summary>
    ${moveForm({
      visit,
      move: move.name,
      id: open.file.project.id,
      submit: move.says,
      tone: 'plain',
      goTo: `/projects/${open.file.project.id}/plan`,
      fields: (form) =>
        html`<input type="hidden" name="testCase" value="${plan}" />
          ${textField({ form, name: 'because', label: 'Why, or what covers it', most: 300 })}`,
    })}
  </details>`
}

function suggesting(visit: Visit, open: OpenProject, testCase: SatTestCase): Html {
  const move = offered(open.moves, 'suggest-sat-wording')
  if (!move?.isItsTime) return nothing
  return html`<details class="ask" ${visit.refused?.move === move.name ? 'open' : ''}>
    <summary>Suggest another wording</summary>
    ${moveForm({
      visit,
      move: move.name,
      id: open.file.project.id,
      submit: move.says,
      tone: 'plain',
      fields: (form) =>
        html`${keptAs(open.file, testCase)}<input type="hidden" name="testCase" value="${testCase.plan}" />
          ${textArea({ form, name: 'text', label: 'Why', rows: 2, most: 2000 })}
          ${wordingFields(form, testCase, open.file.product.interfaces)}`,
    })}
  </details>`
}
