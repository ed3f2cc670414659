/** The self-test portal of one project (4A.5, 4A.6): pre-flight, technician and access, the run, hours, handing in. */
import { offered } from '../../../src/app/ask/moves.ts'
import type { OpenProject } from '../../../src/app/ask/projects.ts'
import { techniciansFor } from '../../../src/app/ask/technicians.ts'
import { addDays } from '../../../src/kernel/day.ts'
import { currentRun } from '../../../src/programme/project-file.ts'
import { clashesWithRelease } from '../../../src/programme/questionnaire/questionnaire.ts'
import { progressOf } from '../../../src/programme/run.ts'
import { hoursOf, isInForce, lastAccess, LEAST_HOURS } from '../../../src/programme/self-test.ts'
import { CREDENTIAL_STATES, credentialsOn, qualifiedUntil, stateOf } from '../../../src/programme/technician.ts'
import { clauseLink, findingList } from '../../parts/because.ts'
import { moveForm, selectField, textArea, textField, tickBox } from '../../parts/form.ts'
import { count, each, type Html, html, nothing, say, when, written } from '../../parts/html.ts'
import { icon } from '../../parts/icon.ts'
import { sayDate, sayDay } from '../../parts/time.ts'
import type { Visit } from '../../visit.ts'
import { bar, projectPage, textMove, projectMove } from '../project/frame.ts'
import { technicianChoice } from './new.ts'

export const selfTestPage = projectPage('/self-test', 'self-test', async (visit, open) => {
  if (open.file.project.path !== 'A') return { title: 'Self-test', content: notHere() }
  const content = html`${preFlight(visit, open)}${running(visit, open)}${await access(visit, open)}${hours(visit, open)}`
  return { title: 'Self-test', content }
})

function notHere(): Html {
  return html`<div class="empty">
    <p>The lab runs the plan of this project. On path A the sponsor’s technician does, and works from here.</p>
  </div>`
}

/** What the run rests on, checked before it begins: the same rules as at its start. */
function preFlight(visit: Visit, open: OpenProject): Html {
  const start = offered(open.moves, 'start-self-test')
  const clashes = clashesWithRelease(open.file)
  if (!start?.isItsTime || start.obstacle?.says.startsWith('A run is open')) return nothing
  return html`<section class="section">
    <h2>Pre-flight</h2>
    <p class="soft">What the run rests on today. When all of it is so, note the set-up and begin.</p>
    ${findingList(start.findings)}
    ${each(
      clashes,
      (clash) =>
        html`<p class="clash ${clash.weight}">
          ${icon('warning')} <span>${say(clash.says)} <span class="soft">${say(clash.fix)}</span></span>
        </p>`,
    )}
    ${moveForm({
      visit,
      move: start.name,
      id: open.file.project.id,
      submit: start.says,
      obstacle: start.obstacle,
      goTo: `/projects/${open.file.project.id}/testing`,
      fields: (form) =>
        html`${textArea({
          form,
          name: 'setUp',
          label: 'Set-up',
          rows: 3,
          help: 'Bench or customer site, trunk, numbers, where the capture is taken: what somebody would need to do it again.',
        })}
        ${tickBox({ form, name: 'connected', label: 'Platform and trunk reach each other: a call got through each way.' })}`,
    })}
  </section>`
}

function running(visit: Visit, open: OpenProject): Html {
  const run = currentRun(open.file)
  const upload = offered(open.moves, 'upload-self-test')
  if (!run || open.file.project.stage !== 'self-testing') return nothing
  const { done, of } = progressOf(run)
  return html`<section class="section">
    <h2>${say(run.kind === 'retest' ? 'Retest' : 'The run')}</h2>
    <p class="soft">Started ${sayDay(run.started.day, visit.day)}. ${run.setUp}</p>
    ${bar(done, of, say`${done} of ${of} test cases have a result`)}
    <p><a class="button primary" href="/projects/${open.file.project.id}/testing">Go to the test cases</a></p>
    ${when(
      upload?.isItsTime ? upload : null,
      (move) =>
        html`<h3>Hand the report in</h3>
          ${findingList(move.findings)}
          ${moveForm({
            ...projectMove(visit, open, move),
            goTo: `/projects/${open.file.project.id}`,
            fields: (form) =>
              html`${textArea({ form, name: 'summary', label: 'How it went', rows: 3, help: 'Two or three sentences; the report opens with them.' })}
              ${tickBox({ form, name: 'ranAsWritten', label: 'The plan was run as it is written.' })}
              ${tickBox({ form, name: 'resultsAsSeen', label: 'Results and evidence are as I saw them; nothing was left out.' })}`,
          })}`,
    )}
  </section>`
}

async function access(visit: Visit, open: OpenProject): Promise<Html> {
  const { project, technician } = open.file
  const last = lastAccess(project)
  return html`<section class="section">
    <h2>Technician and access</h2>
    <dl class="facts">
      <dt>Technician</dt>
      <dd>${technician ? html`${technician.name} ${credentialWords(visit, open)}` : 'Nobody is assigned yet.'}</dd>
      <dt>Access</dt>
      <dd>
        ${
          last
            ? html`${sayDate(last.from)} to ${sayDate(last.until)},
              ${last.revoked ? html`revoked ${sayDay(last.revoked.day, visit.day)}: ${last.revoked.reason}` : say(isInForce(last, visit.day) ? 'in force' : 'not in force today')}`
            : 'Not given yet; the lab gives it once the release is declared ready.'
        }
        ${clauseLink('4A.5')}
      </dd>
    </dl>
    ${when(
      last && isInForce(last, visit.day) && visit.actor.organisation !== project.organisation
        ? last.instructions
        : null,
      (text) =>
        html`<h3>What the lab says to begin with</h3>
          <p class="prose">${written(text)}</p>`,
    )}
    ${await assign(visit, open)} ${give(visit, open)}
    ${
      offered(open.moves, 'revoke-self-test-access')?.isItsTime
        ? html`<details>
            <summary>Revoke the access</summary>
            ${textMove(visit, open, 'revoke-self-test-access', { name: 'reason', label: 'Why', help: 'It ends at once; results recorded so far stay.' }, { tone: 'grave' })}
          </details>`
        : nothing
    }
  </section>`
}

function credentialWords(visit: Visit, { file }: OpenProject): Html {
  const { technician, project } = file
  if (!technician) return nothing
  const until = qualifiedUntil(technician, project, visit.day)
  if (until) return html`<span class="soft">credential good until ${sayDate(until)}</span> ${clauseLink('4A.14')}`
  const [held] = credentialsOn(technician, project)
  return html`<strong
      >${held ? say`credential ${say(CREDENTIAL_STATES[stateOf(held, visit.day)])}` : say('no credential on this platform')}</strong
    >
    ${clauseLink('4A.14')}`
}

async function assign(visit: Visit, open: OpenProject): Promise<Html> {
  const move = offered(open.moves, 'assign-technician')
  const { project } = open.file
  if (!move?.isItsTime) return nothing
  const technicians = await techniciansFor(visit.house.database, project.sponsor)
  return html`<details ${open.file.technician ? nothing : 'open'}>
    <summary>${say(open.file.technician ? 'Assign somebody else' : 'Assign a technician')}</summary>
    ${moveForm({
      visit,
      move: move.name,
      id: project.id,
      submit: move.says,
      tone: 'plain',
      fields: (form) =>
        selectField({
          form,
          name: 'technician',
          label: 'Technician',
          empty: technicians.length === 0 ? 'Nobody is registered' : 'Choose who tests',
          choices: technicians.map((each_) => technicianChoice(each_, project.platform, visit)),
        }),
    })}
  </details>`
}

function give(visit: Visit, open: OpenProject): Html {
  const move = offered(open.moves, 'give-self-test-access')
  const { project } = open.file
  if (!move?.isItsTime) return nothing
  const until = addDays(visit.day, open.figures.number('self-test.access-days'))
  const form = moveForm({
    visit,
    move: move.name,
    id: project.id,
    submit: project.stage === 'self-testing' ? 'Renew the access' : move.says,
    obstacle: move.obstacle,
    fields: (state) =>
      html`${findingList(move.findings)}
        <div class="field-row">
          ${textField({ form: state, name: 'from', label: 'First day', type: 'date', value: visit.day })}
          ${textField({ form: state, name: 'until', label: 'Last day', type: 'date', value: until })}
        </div>
        ${textArea({ form: state, name: 'instructions', label: 'Instructions', rows: 3, value: 'Begin with the pre-flight; take a capture of every test case that must pass.' })}`,
  })
  return project.stage === 'self-testing'
    ? html`<details>
        <summary>Renew the access</summary>
        ${form}
      </details>`
    : form
}

function hours(visit: Visit, open: OpenProject): Html {
  const { project } = open.file
  const move = offered(open.moves, 'log-hours')
  const entries = project.hours ?? []
  const budget = open.figures.number('path-a.technician-hours')
  if (!move?.isItsTime && entries.length === 0) return nothing
  return html`<section class="section">
    <h2>Hours</h2>
    <p>
      ${count(hoursOf(project), 'hour')} of ${budget} to budget for ${clauseLink('4A.13')}.
      <span class="soft">More costs nothing; noting it helps others to plan.</span>
    </p>
    ${
      entries.length > 0
        ? html`<ul class="rows small">
            ${each(entries, (entry) => html`<li>${sayDate(entry.on)}: ${entry.hours} h, ${written(entry.note)}</li>`)}
          </ul>`
        : nothing
    }
    ${when(move?.isItsTime ? move : null, (each_) =>
      moveForm({
        visit,
        move: each_.name,
        id: project.id,
        submit: each_.says,
        tone: 'plain',
        obstacle: each_.obstacle,
        fields: (form) =>
          html`<div class="field-row">
            ${textField({ form, name: 'on', label: 'Day', type: 'date', value: visit.day })}
            ${textField({ form, name: 'hours', label: 'Hours', type: 'number', step: LEAST_HOURS, value: '' })}
            ${textField({ form, name: 'note', label: 'What for', value: '' })}
          </div>`,
      }),
    )}
  </section>`
}
