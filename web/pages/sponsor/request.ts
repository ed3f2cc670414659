/** The sponsor's request within its project: what was stated, how the lab weighed it, what was decided and why. */
import { offered } from '../../../src/app/ask/moves.ts'
import { namesOf } from '../../../src/app/ask/people.ts'
import { allRegions } from '../../../src/app/ask/platforms.ts'
import type { OpenProject } from '../../../src/app/ask/projects.ts'
import { CERTIFIED_LEVELS } from '../../../src/programme/level.ts'
import { STRATEGIES } from '../../../src/programme/request-review.ts'
import {
  type Assessment,
  DECISION_INPUTS,
  type SponsorRequest,
  sponsorsItself,
  URGENCIES,
  WEIGHTS,
} from '../../../src/programme/sponsorship.ts'
import { clauseLink, findingList } from '../../parts/because.ts'
import { choiceCards, moveForm, selectField, textArea } from '../../parts/form.ts'
import { saidOf } from '../../../src/languages/say.ts'
import { each, html, type Html, nothing, say, when, written } from '../../parts/html.ts'
import { sayDay } from '../../parts/time.ts'
import type { Visit } from '../../visit.ts'
import { nameOf, prose } from '../office/parts.ts'
import { projectPage, textMove } from '../project/frame.ts'
import { caseFields, sayRevenue } from './case-fields.ts'

export const requestPage = projectPage('/request', 'request', async (visit, open) => {
  const { request } = open.file.project
  if (!request) return { title: 'Request', content: withoutSponsor() }
  const people = [request.by, request.decided?.by, request.assessment?.by, ...request.asked.map((ask) => ask.by)]
  const names = await namesOf(
    visit.house.database,
    people.filter((id) => id !== undefined),
  )
  const content = html`${decision(visit, request, names)}${stated(open, request)}${await work(visit, open)}${when(
    request.assessment,
    (assessment) => weighing(visit, assessment, names),
  )}${asked(visit, request, names)}`
  return { title: 'Request', content }
})

function withoutSponsor(): Html {
  return html`<div class="empty">
    <p>
      Nobody sponsors this project: its partner opened it on path C. On paths A and B a sponsor’s request stands here,
      with what the lab said of it.
    </p>
  </div>`
}

function decision(visit: Visit, { decided }: SponsorRequest, names: ReadonlyMap<string, string>): Html {
  return when(
    decided,
    (each_) =>
      html`<section class="answer">
        <p class="answer-words">${say(each_.outcome === 'approved' ? 'Approved' : 'Declined')}</p>
        <p>${written(each_.reason)}</p>
        <p class="soft">${say(each_.next)}</p>
        <p class="small soft">${nameOf(each_.by, names)}, ${sayDay(each_.day, visit.day)} ${clauseLink('4A.4')}</p>
      </section>`,
  )
}

async function work(visit: Visit, open: OpenProject): Promise<Html> {
  const { stage, path, request } = open.file.project
  if (stage === 'request-returned') return complete(visit, open)
  const approve = offered(open.moves, 'approve-request')
  if (stage !== 'request-review' || !approve) return nothing
  return html`${path === 'B' ? await assess(visit, open) : nothing}
    <section class="section">
      <h2>Your decision</h2>
      ${findingList(approve.findings)}
      ${moveForm({
        visit,
        move: approve.name,
        id: open.file.project.id,
        submit: approve.says,
        obstacle: approve.obstacle,
        decides: true,
        fields: (form) =>
          html`${textArea({ form, name: 'reason', label: 'Reason', rows: 2, value: request?.assessment?.rationale })}
          ${textArea({ form, name: 'next', label: 'What comes next', rows: 2, value: 'Fill in the questionnaire; the partner and the sponsor both can.' })}`,
      })}
      <details>
        <summary>Something is missing</summary>
        ${textMove(visit, open, 'return-request', { name: 'gaps', label: 'What the sponsor has to complete' }, { tone: 'plain', decides: true })}
      </details>
      <details>
        <summary>Decline it</summary>
        ${decline(visit, open)}
      </details>
    </section>`
}

function decline(visit: Visit, open: OpenProject): Html {
  return moveForm({
    visit,
    move: 'decline-request',
    id: open.file.project.id,
    submit: 'Decline the request',
    tone: 'grave',
    decides: true,
    fields: (form) =>
      html`${textArea({ form, name: 'reason', label: 'Reason', rows: 2 })}
      ${textArea({ form, name: 'next', label: 'What the sponsor can do instead', rows: 2 })}`,
  })
}

async function assess(visit: Visit, open: OpenProject): Promise<Html> {
  const move = offered(open.moves, 'assess-business-case')
  const { project } = open.file
  const before = project.request?.assessment ?? null
  if (!move) return nothing
  const regions = await allRegions(visit.house.database)
  const form = moveForm({
    visit,
    move: move.name,
    id: project.id,
    submit: before ? 'Weigh it again' : move.says,
    tone: before ? 'plain' : 'primary',
    obstacle: move.obstacle,
    decides: true,
    fields: (state) =>
      html`${each(
          Object.entries(DECISION_INPUTS),
          ([name, says]) =>
            html`<fieldset class="finding-row">
              <legend>${says}</legend>
              <div class="weighed">
                ${selectField({ form: state, name: `${name}.weight`, label: 'Weight', value: before?.inputs[name as keyof typeof DECISION_INPUTS].weight ?? 'medium', choices: Object.entries(WEIGHTS).map(([value, word]) => ({ value, says: word })) })}
                ${textArea({ form: state, name: `${name}.reason`, label: 'Reason', rows: 2, value: before?.inputs[name as keyof typeof DECISION_INPUTS].reason })}
              </div>
            </fieldset>`,
        )}
        ${choiceCards({
          form: state,
          name: 'strategy',
          label: 'Strategy',
          value: before?.strategy ?? project.request?.stated.wanted ?? 'a',
          choices: Object.entries(STRATEGIES).map(([value, { says }]) => ({ value, says: saidOf(value, say(says)) })),
        })}
        <div class="field-row">
          ${selectField({ form: state, name: 'level', label: 'Level', required: false, empty: 'As it follows', choices: CERTIFIED_LEVELS.map((value) => ({ value, says: value })) })}
          ${selectField({ form: state, name: 'region', label: 'Region', required: false, empty: 'As asked for', choices: regions.map((region) => ({ value: region.id, says: region.name })) })}
        </div>
        ${textArea({ form: state, name: 'rationale', label: 'How they lead to it', rows: 3, value: before?.rationale, help: 'The sponsor reads all of this.' })}`,
  })
  return before
    ? html`<details class="section">
        <summary>Weigh the business case again</summary>
        ${form}
      </details>`
    : html`<section class="section">
        <h2>Weigh the business case ${clauseLink('4B.4')}</h2>
        ${form}
      </section>`
}

function complete(visit: Visit, open: OpenProject): Html {
  const move = offered(open.moves, 'complete-request')
  const { project } = open.file
  const gaps = project.request?.asked.at(-1)
  if (!move) return nothing
  return html`<section class="section">
    <h2>Complete the request</h2>
    ${when(gaps, (each_) => html`<p>The lab asks: ${each_.gaps}</p>`)}
    ${moveForm({
      visit,
      move: move.name,
      id: project.id,
      submit: move.says,
      obstacle: move.obstacle,
      decides: true,
      fields: (form) => caseFields(form, project.path, project.request?.stated ?? null),
    })}
  </section>`
}

function stated({ file }: OpenProject, { stated: case_ }: SponsorRequest): Html {
  const { project, sponsor, technician } = file
  const isShown = case_.justification !== '' || case_.revenue.vendor !== null
  return html`<section class="section">
    <h2>What was sent in</h2>
    ${when(project.requirement, prose)}
    <dl class="facts">
      <dt>Sponsor</dt>
      <dd>
        ${sponsor?.name ?? ''}${sponsorsItself(project) ? html` <span class="tag">sponsors itself</span> ${clauseLink('4A.10')}` : nothing}
      </dd>
      ${
        project.path === 'A'
          ? html`<dt>Technician</dt>
              <dd>${technician?.name ?? say('nobody named')}</dd>`
          : nothing
      }
      <dt>Urgency</dt>
      <dd>${say(URGENCIES[case_.urgency])}</dd>
      ${
        isShown
          ? html`<dt>Justification</dt>
              <dd>${case_.justification}</dd>
              <dt>Revenue, three years</dt>
              <dd>${sayRevenue(case_)}</dd>`
          : nothing
      }
      ${when(
        case_.strategic,
        (text) =>
          html`<dt>Strategic reason</dt>
            <dd>${text}</dd>`,
      )}
      ${when(
        case_.localNeeds,
        (text) =>
          html`<dt>In the region</dt>
            <dd>${text}</dd>`,
      )}
      ${when(
        case_.wanted,
        (strategy) =>
          html`<dt>Preferred</dt>
            <dd>${strategy}: ${say(STRATEGIES[strategy].says)}</dd>`,
      )}
    </dl>
  </section>`
}

function weighing(visit: Visit, assessment: Assessment, names: ReadonlyMap<string, string>): Html {
  const { says, clause } = STRATEGIES[assessment.strategy]
  return html`<section class="section">
    <h2>How it was weighed</h2>
    <p><strong>Strategy ${assessment.strategy}:</strong> ${says} ${clauseLink(clause)}. ${assessment.rationale}</p>
    <dl class="facts">
      ${each(
        Object.entries(DECISION_INPUTS),
        ([name, words]) =>
          html`<dt>${words}</dt>
            <dd>
              <strong>${say(WEIGHTS[assessment.inputs[name as keyof typeof DECISION_INPUTS].weight])}.</strong>
              ${written(assessment.inputs[name as keyof typeof DECISION_INPUTS].reason)}
            </dd>`,
      )}
    </dl>
    <p class="small soft">${nameOf(assessment.by, names)}, ${sayDay(assessment.day, visit.day)}</p>
  </section>`
}

function asked(visit: Visit, request: SponsorRequest, names: ReadonlyMap<string, string>): Html {
  if (request.asked.length === 0) return nothing
  return html`<section class="section">
    <h2>What the lab asked for</h2>
    <ul class="rows small">
      ${each(request.asked, (ask) => html`<li>${ask.gaps} <span class="soft">${nameOf(ask.by, names)}, ${sayDay(ask.day, visit.day)}</span></li>`)}
    </ul>
  </section>`
}
