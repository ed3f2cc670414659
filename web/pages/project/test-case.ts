/** One test case of a project: what to do, what to expect, what was seen, with its evidence and questions. */
import { type CaptureReading, keptReadings, lookAtCapture } from '../../../src/app/captures/captures.ts'
import type { JudgedVerdict } from '../../../src/conformance/wire/verdicts.ts'
import { offered } from '../../../src/app/ask/moves.ts'
import { namesOf } from '../../../src/app/ask/people.ts'
import type { OpenProject } from '../../../src/app/ask/projects.ts'
import { refuse } from '../../../src/kernel/refusal.ts'
import { CRITICALITY_WORDS } from '../../../src/conformance/test-case.ts'
import { type TestCaseWords, titleOf, wordsOf } from '../../../src/conformance/words.ts'
import type { Evidence } from '../../../src/programme/evidence.ts'
import { EVIDENCE_KINDS } from '../../../src/programme/evidence.ts'
import { keepsSound } from '../../../src/programme/captures.ts'
import { currentRun } from '../../../src/programme/project-file.ts'
import { type Result, standingResults, VERDICTS } from '../../../src/programme/run.ts'
import { isSupervisedOn } from '../../../src/programme/supervised.ts'
import { clauseLink } from '../../parts/because.ts'
import { choiceCards, moveForm, textArea, textField } from '../../parts/form.ts'
import { each, html, type Html, nothing, say, when, written } from '../../parts/html.ts'
import { icon } from '../../parts/icon.ts'
import { sayBytes } from '../../parts/size.ts'
import { sayDate, sayInstant } from '../../parts/time.ts'
import { verdictMark } from '../../parts/verdict.ts'
import type { Visit } from '../../visit.ts'
import { projectPage } from './frame.ts'
import { handedIn } from './capture-parts.ts'
import { askForm, threadList } from './questions.ts'
import { nameOf } from '../office/parts.ts'

export const testCasePage = projectPage('/testing/:case', 'testing', async (visit, open) => {
  const plan = visit.part('case')
  const testCase = wordsOf(open.file, plan)
  if (!testCase) return refuse('not-found', { says: `There is no test case ${plan}.`, next: 'Go back to the plan.' })
  const { file } = open
  const result = standingResults(file.runs)[plan] ?? null
  const evidence = file.evidence.filter((each_) => each_.testCase === plan)
  const captures = evidence.filter((each_) => each_.kind === 'capture' && !each_.setAside)
  const readings = await lookedAt(visit, open, captures)
  const names = await namesOf(visit.house.database, [
    ...(result ? [result.by] : []),
    ...evidence.map((each_) => each_.added.by),
  ])
  const threads = file.threads.filter((thread) => thread.about.kind === 'test-case' && thread.about.ref === plan)
  const content = html`<article class="test-case">
    ${neighbours(open, plan)}
    <header class="stack tight">
      <p class="eyebrow">
        <span class="mono">${plan}</span> · ${say(CRITICALITY_WORDS[testCase.criticality])} · ${testCase.scope}
      </p>
      <h2 class="case-title">${testCase.title}</h2>
      <p>${verdictMark(result?.verdict ?? null)}</p>
    </header>
    <div class="case-columns">
      <div class="stack">${instructions(testCase)}</div>
      <div class="stack" id="result">${seen(result, names)}${record(visit, open, plan, result)}</div>
    </div>
    <section class="section" id="evidence">
      <h3>Evidence</h3>
      ${evidenceList(visit, open, evidence, names, proposals(readings, plan))}${dropZone(visit, open, plan)}
    </section>
    <section class="section" id="questions">
      <h3>Questions</h3>
      ${await threadList(visit, open, threads)}${askForm(visit, open, { kind: 'test-case', ref: plan })}
    </section>
  </article>`
  return { title: `${plan} ${testCase.title}`, content }
})

/** Readings of these captures; one that is new is waited for a moment, since it was dropped here to be looked at. */
async function lookedAt(
  visit: Visit,
  { file }: OpenProject,
  captures: readonly Evidence[],
): Promise<ReadonlyMap<string, CaptureReading>> {
  const kept = new Map(await keptReadings(visit.house, file, captures))
  const fresh = captures.find((each_) => !kept.has(each_.id) && !each_.removed)
  const looked = fresh ? await lookAtCapture(visit.house, file, fresh) : null
  if (fresh && looked?.state === 'read') kept.set(fresh.id, looked.value.reading)
  return kept
}

/** What each capture that has been read proposes for this test case. */
function proposals(readings: ReadonlyMap<string, CaptureReading>, plan: string): ReadonlyMap<string, JudgedVerdict> {
  return new Map(
    [...readings].flatMap(([id, { judgements }]) => {
      const verdict = judgements.find((each_) => each_.id === plan)?.verdict
      return verdict ? [[id, verdict] as const] : []
    }),
  )
}

function casesOf({ file }: OpenProject): readonly string[] {
  return (currentRun(file)?.testCases ?? file.plan.testCases).map((each_) => each_.plan)
}

/** The next one to do: further down first, then from the top again. */
function nextWithoutResult(open: OpenProject, plan: string): string | undefined {
  const run = currentRun(open.file)
  const cases = casesOf(open)
  const left = run ? cases.filter((each_) => !run.results[each_] && each_ !== plan) : []
  return left.find((each_) => cases.indexOf(each_) > cases.indexOf(plan)) ?? left[0]
}

function neighbours(open: OpenProject, plan: string): Html {
  const cases = casesOf(open)
  const index = cases.indexOf(plan)
  const to = (other: string | undefined, words: string) =>
    when(
      other,
      (each_) =>
        html`<a href="/projects/${open.file.project.id}/testing/${each_}" title="${titleOf(open.file, each_)}"
          >${words} <span class="mono">${each_}</span></a
        >`,
    )
  return html`<nav class="spread small" aria-label="Other test cases">
    <span class="row"
      ><a href="/projects/${open.file.project.id}/testing">All test cases</a
      >${to(cases[index - 1], 'Previous')}${to(cases[index + 1], 'Next')}</span
    >
    ${to(nextWithoutResult(open, plan), 'Next without a result')}
  </nav>`
}

function instructions(testCase: TestCaseWords): Html {
  return html`${when(
      testCase.precondition,
      (text) =>
        html`<section>
          <h3>Before you begin</h3>
          <p>${text}</p>
        </section>`,
    )}
    <section>
      <h3>What to do</h3>
      <ol class="steps">
        ${each(testCase.steps, (step) => html`<li>${step}</li>`)}
      </ol>
    </section>
    ${each(
      testCase.expected,
      ([heading, text]) =>
        html`<section>
          <h3>${heading}</h3>
          <p>${text}</p>
        </section>`,
    )}
    <p class="small soft">${clauseLink(testCase.clause)} ${testCase.cites}</p>`
}

function seen(result: Result | null, names: ReadonlyMap<string, string>): Html {
  return when(
    result,
    (each_) =>
      html`<section class="card">
        <p>${verdictMark(each_.verdict)}</p>
        ${when(each_.note, (note) => html`<p>${written(note)}</p>`)}
        ${when(
          each_.limitation,
          (limitation) =>
            html`<dl class="facts">
              <dt>People notice</dt>
              <dd>${limitation.effect}</dd>
              <dt>Way round</dt>
              <dd>${limitation.workaround}</dd>
            </dl>`,
        )}
        <p class="small soft">${nameOf(each_.by, names)}, ${sayInstant(each_.at)}</p>
      </section>`,
  )
}

/**
 * By the lab on its bench, by the technician in the self-test portal (4A.6), by the partner for a SAT (5N.d1), or by the
 * partner under the lab's supervision while that lasts (X-30).
 */
const RECORDING = ['record-result', 'record-self-test', 'record-supervised-result', 'record-sat-result'] as const

/** In a retest there is no result yet to record again, whatever an earlier run brought. */
function record(visit: Visit, open: OpenProject, plan: string, standing: Result | null): Html {
  const mayBe = (each_: (typeof RECORDING)[number]) =>
    each_ !== 'record-supervised-result' || isSupervisedOn(open.file.project, visit.day)
  const name = RECORDING.find((each_) => offered(open.moves, each_)?.isItsTime && mayBe(each_)) ?? 'correct-result'
  const move = offered(open.moves, name)
  const isInRun = currentRun(open.file)?.testCases.some((each_) => each_.plan === plan) ?? false
  if (!move?.isItsTime || !isInRun) return nothing
  const run = currentRun(open.file)!
  const result = name === 'correct-result' ? standing : (run.results[plan] ?? null)
  const version = run.results[plan]?.version ?? 0
  const place = `/projects/${open.file.project.id}/testing`
  const next = result ? undefined : nextWithoutResult(open, plan)
  const form = moveForm({
    visit,
    move: name,
    id: open.file.project.id,
    key: plan,
    submit: result ? (name === 'correct-result' ? 'Correct the result' : 'Record again') : 'Record the result',
    obstacle: move.obstacle,
    goTo: next ? `${place}/${next}` : `${place}/${plan}#result`,
    fields: (state) =>
      html`<input type="hidden" name="testCase" value="${plan}" /><input type="hidden" name="seen" value="${version}" />
        ${choiceCards({
          form: state,
          name: 'verdict',
          label: 'Verdict',
          ...(result ? { value: result.verdict } : {}),
          choices: Object.entries(VERDICTS)
            .filter(([value]) => value !== 'not-applicable')
            .map(([value, says]) => ({ value, says })),
        })}
        ${textArea({ form: state, name: 'note', label: 'What was seen', required: false, rows: 3, value: result?.note ?? '', help: 'Needed for failed, inconclusive and not tested.' })}
        <div class="limitation" data-shown-for="passed-with-limitation">
          ${textField({ form: state, name: 'limitation.effect', label: 'What people notice', required: false, value: result?.limitation?.effect ?? '', help: 'For a pass with limitation: it is published in the guide.' })}
          ${textField({ form: state, name: 'limitation.workaround', label: 'The way round it', required: false, value: result?.limitation?.workaround ?? '' })}
        </div>`,
  })
  if (name === 'correct-result')
    return html`<details>
      <summary>Correct this result</summary>
      <p class="small soft">A correction voids the reviews that rested on it.</p>
      ${form}
    </details>`
  return result
    ? html`<details>
        <summary>Record it again</summary>
        ${form}
      </details>`
    : html`<section class="stack tight">
        <h3>Record the result</h3>
        ${form}
      </section>`
}

function evidenceList(
  visit: Visit,
  open: OpenProject,
  evidence: readonly Evidence[],
  names: ReadonlyMap<string, string>,
  proposed: ReadonlyMap<string, JudgedVerdict>,
): Html {
  if (evidence.length === 0)
    return html`<p class="soft">
      None yet. A capture of the call says more than a note: drop it here when you have it.
    </p>`
  const canSetAside = offered(open.moves, 'set-evidence-aside') !== null
  return html`<ul class="rows evidence">
    ${each(
      evidence,
      (each_) =>
        html`<li id="evidence-${each_.id}" class="${each_.setAside ? 'aside' : ''}">
          <div class="spread">
            <span
              >${icon('file')}
              ${each_.removed ? each_.name : html`<a href="/evidence/${each_.id}" data-turbo="false">${each_.name}</a>`}
              <span class="soft small">${say(EVIDENCE_KINDS[each_.kind])}, ${sayBytes(each_.bytes)}</span></span
            >
            <span class="small soft">${nameOf(each_.added.by, names)}, ${sayInstant(each_.added.at)}</span>
          </div>
          ${each_.kind === 'capture' && !each_.setAside ? html`<p><a href="/projects/${open.file.project.id}/captures/${each_.id}">What this capture shows</a> ${when(proposed.get(each_.id) ?? null, (verdict) => html`<span class="small soft">proposes</span> ${verdictMark(verdict)}`)}</p>` : nothing}
          <p class="small soft">SHA-256 <span class="mono hash">${each_.sha256}</span></p>
          ${handedIn(each_)}
          ${when(each_.removed ?? null, ({ day }) => html`<p class="small">Removed on ${sayDate(day)}; what was read from it stays.</p>`)}
          ${each_.kind === 'image' && !each_.setAside ? html`<img class="shown-evidence" src="/evidence/${each_.id}" alt="${each_.name}" loading="lazy" />` : nothing}
          ${when(each_.setAside, (aside) => html`<p class="small">Set aside: ${written(aside.reason)}</p>`)}
          ${
            canSetAside && !each_.setAside
              ? html`<details class="small">
                  <summary>Set aside</summary>
                  ${moveForm({ visit, move: 'set-evidence-aside', id: open.file.project.id, key: each_.id, submit: 'Set aside', tone: 'plain', compact: true, fields: (form) => html`<input type="hidden" name="evidence" value="${each_.id}" />${textField({ form, name: 'reason', label: 'Why', help: 'It stays readable; reviews that rested on it become void.' })}` })}
                </details>`
              : nothing
          }
        </li>`,
    )}
  </ul>`
}

/** Uploads need a script, because they resume where a cut line left them. */
function dropZone(visit: Visit, open: OpenProject, plan: string): Html {
  const move = offered(open.moves, 'add-evidence')
  if (!move || move.obstacle) return nothing
  const refused = visit.refused?.move === 'add-evidence' ? visit.refused.refusal : null
  return html`<div class="drop" data-upload data-project="${open.file.project.id}" data-test-case="${plan}">
    <p>
      <strong>${icon('upload')} Add evidence</strong>
      <span class="soft small"
        >Captures (pcap, pcapng, gzipped), PNG, JPEG, PDF, text; up to 2 GB. A cut upload goes on where it
        stopped.</span
      >
    </p>
    <label class="button plain small"
      >Choose files<input type="file" multiple class="visually-hidden" data-upload-input
    /></label>
    <p class="small soft">
      Or drop them here, or paste a screenshot. <a href="/captures/look">Look at a capture without handing it in</a>.
      ${keepsSound(open.file.project) ? nothing : 'Sound is taken out of captures before they are kept.'}
    </p>
    <ul class="uploads plain-list" id="uploads-${plan}" data-upload-list data-turbo-permanent aria-live="polite"></ul>
    ${when(refused, (each_) => html`<p class="fault">${say(each_.says)} ${say(each_.next)}</p>`)}
    <noscript><p class="small">Uploading needs JavaScript, because it resumes.</p></noscript>
  </div>`
}
