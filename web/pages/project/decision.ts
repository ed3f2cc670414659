/** The report, its review by a second person, the decision by a third, and what follows a no. */
import { CRITICALITY_WORDS } from '../../../src/conformance/test-case.ts'
import { groupName, titleOf } from '../../../src/conformance/words.ts'
import { offered } from '../../../src/app/ask/moves.ts'
import { namesOf } from '../../../src/app/ask/people.ts'
import type { OpenProject } from '../../../src/app/ask/projects.ts'
import { addDays } from '../../../src/kernel/day.ts'
import { limitationsOf } from '../../../src/programme/decision.ts'
import { feeOfRetest } from '../../../src/programme/dispute.ts'
import { lastDecision, type Review } from '../../../src/programme/project.ts'
import { plannedTestCases, type Result, standingResults, testersOf } from '../../../src/programme/run.ts'
import { findingList } from '../../parts/because.ts'
import { moveForm, textArea, textField, tickBox } from '../../parts/form.ts'
import { each, html, type Html, moneySaid, nothing, oursOrWritten, say, when, written } from '../../parts/html.ts'
import { icon } from '../../parts/icon.ts'
import { sayDate, sayDay } from '../../parts/time.ts'
import { ledger } from '../../parts/table.ts'
import { verdictMark } from '../../parts/verdict.ts'
import type { Visit } from '../../visit.ts'
import { signing } from '../sponsor/signing.ts'
import { disputes } from './disputes.ts'
import { projectPage, textMove, projectMove } from './frame.ts'

export const decisionPage = projectPage('/decision', 'decision', async (visit, open) => {
  const content = html`${outcome(visit, open)}${work(visit, open)}${signing(visit, open)}${disputes(visit, open)}${await report(visit, open)}`
  return { title: 'Report and decision', content }
})

/** The last decision, in large words, with what to do next. */
function outcome(visit: Visit, open: OpenProject): Html {
  const decision = lastDecision(open.file.project)
  if (!decision) return nothing
  if (decision.outcome === 'granted') {
    return html`<section class="answer">
      <p class="answer-words">Granted: ${open.file.project.level}</p>
      <p>
        <a href="/certifications/${decision.certification}" class="mono">${decision.certification}</a>,
        ${sayDate(decision.day)}
      </p>
      <p>${written(decision.reason)}</p>
    </section>`
  }
  return html`<section class="answer">
    <p class="answer-words">Not granted</p>
    <p class="soft">${sayDate(decision.day)}. ${written(decision.reason)}</p>
    <ul class="rows">
      ${each(
        decision.findings,
        (finding) =>
          html`<li>
            <p>
              <a class="mono" href="/projects/${open.file.project.id}/testing/${finding.testCase}"
                >${finding.testCase}</a
              >
              <strong>${oursOrWritten(titleOf(open.file, finding.testCase))}</strong>
            </p>
            <p>${written(finding.says)}</p>
            <p class="soft">${written(finding.next)}</p>
          </li>`,
      )}
    </ul>
    ${retest(visit, open)}
  </section>`
}

function retest(visit: Visit, open: OpenProject): Html {
  const move = offered(open.moves, 'request-retest')
  const decision = lastDecision(open.file.project)
  if (!move?.isItsTime || !decision) return nothing
  const cases = plannedTestCases(open.file.runs).filter((each_) => open.file.retest.includes(each_.plan))
  const fee = feeOfRetest(open.file, open.figures.number)
  return html`<div class="stack">
    <h2>Ask for a retest</h2>
    <p class="soft">
      It takes in what failed and what is linked to it: ${cases.map((each_) => each_.plan).join(', ')}. The fee is
      ${moneySaid(fee)}; it can be asked for until
      ${sayDate(addDays(decision.day, open.figures.number('retest.days')))}.
    </p>
    ${moveForm({
      ...projectMove(visit, open, move),
      decides: true,
      goTo: `/projects/${open.file.project.id}`,
      fields: (form) =>
        html`${textArea({ form, name: 'mended', label: 'What you mended', rows: 3 })}${tickBox({ form, name: 'acceptsFee', label: `I accept the fee of ${moneySaid(fee)}.` })}`,
    })}
  </div>`
}

function work(visit: Visit, open: OpenProject): Html {
  const { stage } = open.file.project
  if (stage === 'report-review') return review(visit, open)
  if (stage === 'decision') return decide(visit, open)
  return nothing
}

function review(visit: Visit, open: OpenProject): Html {
  const accept = offered(open.moves, 'accept-report')
  if (!accept) return nothing
  return html`<section class="section">
    <h2>Your review</h2>
    <p class="soft">
      You read what somebody else tested. Look at the evidence of every test case that must pass; accept the report, or
      send it back.
    </p>
    ${findingList(accept.findings)}
    ${textMove(visit, open, 'accept-report', { name: 'remark', label: 'What you looked at' }, { decides: true })}
    <details>
      <summary>Send it back</summary>
      ${textMove(visit, open, 'return-report', { name: 'remark', label: 'What has to be done again, and why' }, { tone: 'plain', decides: true })}
    </details>
  </section>`
}

function decide(visit: Visit, open: OpenProject): Html {
  const grant = offered(open.moves, 'grant')
  if (!grant) return nothing
  return html`<section class="section">
    <h2>Your decision</h2>
    ${findingList(grant.findings)}
    ${textMove(visit, open, 'grant', { name: 'reason', label: 'Reason' }, { decides: true })}
    <details ${visit.refused?.move === 'decline-grant' ? 'open' : ''}>
      <summary>Do not grant</summary>
      ${decline(visit, open)}
    </details>
  </section>`
}

/** A no names its findings, one by one, each with what to do: those that failed are there already. */
function decline(visit: Visit, open: OpenProject): Html {
  const move = offered(open.moves, 'decline-grant')
  if (!move) return nothing
  const results = standingResults(open.file.runs)
  const short = plannedTestCases(open.file.runs).filter((each_) =>
    ['failed', 'inconclusive', 'not-tested'].includes(results[each_.plan]?.verdict ?? ''),
  )
  const rows = [
    ...short.map((each_) => ({ plan: each_.plan, note: results[each_.plan]?.note ?? '' })),
    { plan: '', note: '' },
  ]
  return moveForm({
    visit,
    move: move.name,
    id: open.file.project.id,
    submit: move.says,
    tone: 'grave',
    obstacle: move.obstacle,
    decides: true,
    fields: (form) =>
      html`${textArea({ form, name: 'reason', label: 'Reason', rows: 2 })}
      ${each(
        rows,
        (row, index) =>
          html`<fieldset class="finding-row">
            <legend>${say(row.plan === '' ? 'A further finding' : `Finding on ${row.plan}`)}</legend>
            ${textField({ form, name: `findings[${index}].testCase`, label: 'Test case', value: row.plan, required: row.plan !== '', mono: true })}
            ${textArea({ form, name: `findings[${index}].says`, label: 'What was found', value: row.note, rows: 2, required: row.plan !== '' })}
            ${textArea({ form, name: `findings[${index}].next`, label: 'What the partner can do', rows: 2, required: row.plan !== '' })}
          </fieldset>`,
      )}`,
  })
}

async function report(visit: Visit, open: OpenProject): Promise<Html> {
  const { file } = open
  const planned = plannedTestCases(file.runs)
  const results = standingResults(file.runs)
  const people = [...testersOf(file.runs), ...file.project.reviews.map((each_) => each_.by)]
  const names = await namesOf(visit.house.database, people)
  const evidence = new Map<string, number>()
  for (const each_ of file.evidence)
    if (each_.testCase && !each_.setAside) evidence.set(each_.testCase, (evidence.get(each_.testCase) ?? 0) + 1)
  const limitations = limitationsOf(file)
  return html`<section class="section">
      <h2>Report</h2>
      <p class="actions">
        <a class="button plain" href="/projects/${file.project.id}/report.html" data-turbo="false"
          >${icon('download')} One file, readable offline</a
        >
        <a class="button plain" href="/projects/${file.project.id}/report.pdf" data-turbo="false"
          >${icon('download')} PDF</a
        >
      </p>
      ${when(file.runs.at(-1)?.finished?.summary, (words) => html`<p>${written(words)}</p>`)}
      ${scores(planned, results)}
      <dl class="facts">
        <dt>Tested by</dt>
        <dd>
          ${testersOf(file.runs)
            .map((id) => names.get(id) ?? say('somebody who has left'))
            .join(', ')}
        </dd>
        ${each(
          file.project.reviews,
          (each_) =>
            html`<dt>${say(each_.outcome === 'accepted' ? 'Accepted by' : 'Sent back by')}</dt>
              <dd>
                ${names.get(each_.by) ?? say('somebody who has left')}, ${sayDay(each_.day, visit.day)}:
                ${written(each_.remark)}${voided(each_)}
              </dd>`,
        )}
      </dl>
      ${
        limitations.length > 0
          ? html`<h3>Limitations</h3>
              <ul class="rows">
                ${each(limitations, (each_) => html`<li><span class="mono">${each_.testCase}</span> ${written(each_.effect)} <span class="soft">${written(each_.workaround)}</span></li>`)}
              </ul>`
          : nothing
      }
    </section>
    <section class="section">
      <h2>Results</h2>
      ${ledger({
        caption: 'Results',
        items: planned,
        to: ({ plan }) => `/projects/${file.project.id}/testing/${plan}`,
        group: ({ plan }) => groupName(plan),
        columns: [
          {
            head: 'Test case',
            cell: ({ plan }) => html`<span class="mono">${plan}</span> ${oursOrWritten(titleOf(file, plan))}`,
          },
          {
            head: 'Weight',
            cell: (each_) => html`<span class="nowrap">${say(CRITICALITY_WORDS[each_.criticality])}</span>`,
          },
          { head: 'Result', cell: ({ plan }) => verdictMark(results[plan]?.verdict ?? null) },
          { head: 'Seen', cell: ({ plan }) => written(results[plan]?.note ?? '') },
          { head: 'Evidence', kind: 'figure', cell: ({ plan }) => String(evidence.get(plan) ?? '') },
        ],
        empty: html`<p>The plan of this project is empty.</p>`,
      })}
    </section>`
}

function voided(review: Review): Html {
  return when(review.voided, (each_) => html` <strong>Void:</strong> ${written(each_.reason)}`)
}

/** Passed of how many, by weight: what a reader wants first. */
function scores(planned: ReturnType<typeof plannedTestCases>, results: Readonly<Record<string, Result>>): Html {
  const rows = (['KO', 'IMP', 'OPT'] as const).map((weight) => {
    const of = planned.filter((each_) => each_.criticality === weight)
    const passed = of.filter((each_) =>
      ['passed', 'passed-with-limitation'].includes(results[each_.plan]?.verdict ?? ''),
    )
    return {
      says: CRITICALITY_WORDS[weight],
      passed: passed.length,
      of: of.length,
    }
  })
  return html`<ul class="scores plain-list">
    ${each(
      rows.filter((row) => row.of > 0),
      (row) =>
        html`<li>
          <span class="score">${row.passed}<span class="soft"> of ${row.of}</span></span
          ><span class="small soft">${say(row.says)} passed</span>
        </li>`,
    )}
  </ul>`
}
