/** The plan and its results: every test case with its verdict, filtered; what was left out, and why. */
import { CRITICALITY_WORDS } from '../../../src/conformance/test-case.ts'
import { groupName, titleOf } from '../../../src/conformance/words.ts'
import type { OpenProject } from '../../../src/app/ask/projects.ts'
import { isTrunk } from '../../../src/programme/product.ts'
import { currentRun, type ProjectFile } from '../../../src/programme/project-file.ts'
import {
  type PlannedTestCase,
  type Run,
  sayCounts,
  standingResults,
  type Verdict,
  VERDICTS,
} from '../../../src/programme/run.ts'
import { selectField } from '../../parts/form.ts'
import { formState } from '../../parts/form-state.ts'
import { count, each, html, type Html, nothing, oursOrWritten, say, when } from '../../parts/html.ts'
import { ledger } from '../../parts/table.ts'
import { sayDay } from '../../parts/time.ts'
import { verdictMark } from '../../parts/verdict.ts'
import type { Visit } from '../../visit.ts'
import { capturesKept } from './captures-kept.ts'
import { bar, projectPage, textMove } from './frame.ts'
import { planAdditions } from './plan-additions.ts'
import { supervision } from './supervision.ts'
import { satResults } from './sat-results.ts'

export const testingPage = projectPage('/testing', 'testing', async (visit, open) => {
  const run = currentRun(open.file)
  const content = html`${run ? running(visit, open, run) : planned(open)}${leftOut(open.file)}
  ${await supervision(visit, open)}${await planAdditions(visit, open)}${await capturesKept(visit, open)}`
  return { title: 'Plan and results', content }
})

function planned(open: OpenProject): Html {
  const { plan } = open.file
  const must = plan.testCases.filter((each_) => each_.criticality === 'KO').length
  return html`<section class="section">
    <h2>Plan</h2>
    <p class="soft">
      ${count(plan.testCases.length, 'test case')}, ${must} of which must pass, ${planSource(open.file)} until testing
      starts; then it is fixed.
    </p>
    ${cases(open.file, plan.testCases, {}, null)}
  </section>`
}

/** Where a plan that is not run yet comes from, and what it goes by. */
export function planSource({ product, sat, project }: ProjectFile): string {
  if (project.level === 'SAT') return 'as the SAT plan stands. It changes with the plan'
  if (isTrunk(product)) return 'selected by what the questionnaire declares. It changes with the answers'
  return sat ? 'built on the accepted SAT plan. It is added to' : 'taken from the template. It is added to'
}

function running(visit: Visit, open: OpenProject, run: Run): Html {
  const { file } = open
  const wanted = visit.query.get('verdict') ?? ''
  const results = run.kind === 'retest' ? run.results : standingResults(file.runs)
  const shown = run.testCases.filter(
    (each_) => wanted === '' || (wanted === 'none' ? !results[each_.plan] : results[each_.plan]?.verdict === wanted),
  )
  const done = run.testCases.filter((each_) => results[each_.plan]).length
  return html`<section class="section">
      <h2>${say(run.kind === 'retest' ? 'Retest' : 'Results')}</h2>
      <p class="soft">
        Started ${sayDay(run.started.day, visit.day)} on ${run.pair.platformRelease} with ${run.pair.productRelease}.
        ${run.setUp}
      </p>
      ${bar(done, run.testCases.length, say`${done} of ${run.testCases.length} test cases have a result`)}
      ${done > 0 ? html`<p class="small soft">${say(sayCounts(run))}</p>` : nothing}
      <form class="filters" method="get">
        ${selectField({ form: blank, name: 'verdict', label: 'Show', required: false, value: wanted, empty: 'Every test case', choices: [{ value: 'none', says: 'Without a result' }, ...Object.entries(VERDICTS).map(([value, says]) => ({ value, says }))] })}
        <button class="button plain">Show</button>
      </form>
      ${cases(file, shown, results, run)}
    </section>
    ${finishing(visit, open)} ${satResults(visit, open)} ${earlier(visit, file)}`
}

const blank = formState(null, [], 'filter')

function cases(
  file: ProjectFile,
  testCases: readonly PlannedTestCase[],
  results: Readonly<Record<string, { verdict: Verdict; note: string }>>,
  run: Run | null,
): Html {
  const evidence = new Map<string, number>()
  for (const each_ of file.evidence)
    if (each_.testCase && !each_.setAside) evidence.set(each_.testCase, (evidence.get(each_.testCase) ?? 0) + 1)
  return ledger({
    caption: 'Test cases',
    items: testCases,
    to: (planned_) => `/projects/${file.project.id}/testing/${planned_.plan}`,
    group: (planned_) => planned_.group ?? groupName(planned_.plan),
    columns: [
      {
        head: 'Test case',
        cell: (planned_) =>
          html`<span class="mono">${planned_.plan}</span> ${oursOrWritten(titleOf(file, planned_.plan))}`,
      },
      {
        head: 'Weight',
        cell: (planned_) =>
          html`<span class="nowrap ${planned_.criticality === 'KO' ? 'weighty' : ''}"
            >${say(CRITICALITY_WORDS[planned_.criticality])}</span
          >`,
      },
      ...(run
        ? [
            {
              head: 'Result',
              cell: (planned_: PlannedTestCase) => verdictMark(results[planned_.plan]?.verdict ?? null),
            },
            {
              head: 'Evidence',
              kind: 'figure' as const,
              cell: (planned_: PlannedTestCase) => String(evidence.get(planned_.plan) ?? ''),
            },
          ]
        : [{ head: 'Because', cell: (planned_: PlannedTestCase) => say(planned_.because) }]),
    ],
    empty: html`<p>No test case fits this filter.</p>`,
  })
}

function finishing(visit: Visit, open: OpenProject): Html {
  const form = textMove(
    visit,
    open,
    'finish-testing',
    { name: 'summary', label: 'Summary', help: 'How it went, in two or three sentences; the report opens with it.' },
    { goTo: `/projects/${open.file.project.id}/decision` },
  )
  return form === nothing
    ? nothing
    : html`<section class="section">
        <h2>Finish testing</h2>
        ${form}
      </section>`
}

function earlier(visit: Visit, file: ProjectFile): Html {
  const runs = file.runs.slice(0, -1)
  if (runs.length === 0) return nothing
  return html`<details>
    <summary>Earlier runs</summary>
    ${each(
      runs,
      (run) =>
        html`<section class="section">
          <h3>${say(run.kind === 'retest' ? 'Retest' : 'First run')}, ${sayDay(run.started.day, visit.day)}</h3>
          ${cases(file, run.testCases, run.results, run)}
        </section>`,
    )}
  </details>`
}

function leftOut(file: ProjectFile): Html {
  const left = file.runs[0]?.leftOut ?? file.plan.leftOut
  return when(
    left.length > 0 && left,
    (cases_) =>
      html`<details>
        <summary>${count(cases_.length, 'test case')} left out, and why</summary>
        <ul class="rows small">
          ${each(cases_, (each_) => html`<li><span class="mono">${each_.plan}</span> ${oursOrWritten(titleOf(file, each_.plan))}. <span class="soft">${say(each_.because)}</span></li>`)}
        </ul>
      </details>`,
  )
}
