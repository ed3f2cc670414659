/** What all pages of a project share: its head, the tracker, the tabs, and the side with turn, money and people. */
import { namesOf } from '../../../src/app/ask/people.ts'
import { offered, type OfferedMove } from '../../../src/app/ask/moves.ts'
import { openProjectFile, type OpenProject } from '../../../src/app/ask/projects.ts'
import { addBusinessDays, businessDaysBetween } from '../../../src/kernel/day.ts'
import { turnsOf } from '../../../src/app/ask/home.ts'
import { isKeptOut } from '../../../src/programme/decision.ts'
import type { Attributed } from '../../../src/kernel/language.ts'
import { attributedSaid } from '../../../src/languages/say.ts'
import { SEES_PROJECT } from '../../../src/programme/permission.ts'
import type { ProjectFile } from '../../../src/programme/project-file.ts'
import { progressOf as questionnaireProgress } from '../../../src/programme/questionnaire/answering.ts'
import { currentRun } from '../../../src/programme/project-file.ts'
import { isTrunk } from '../../../src/programme/product.ts'
import { progressOf } from '../../../src/programme/run.ts'
import { nextWords } from '../../../src/programme/next-words.ts'
import { isTurnOf, STAGES, TURN_WORDS } from '../../../src/programme/stage.ts'
import { clauseLink } from '../../parts/because.ts'
import { moveForm, textArea } from '../../parts/form.ts'
import { count, each, html, type Html, nothing, say, when } from '../../parts/html.ts'
import { icon } from '../../parts/icon.ts'
import { portalPage } from '../../parts/layout.ts'
import { versionPair } from '../../parts/pair.ts'
import { sayDay, sayFor } from '../../parts/time.ts'
import { tracker } from '../../parts/tracker.ts'
import { page, type Page, type PageOutcome, type Visit } from '../../visit.ts'

export type Tab =
  | 'overview'
  | 'request'
  | 'plan'
  | 'questionnaire'
  | 'quote'
  | 'self-test'
  | 'testing'
  | 'decision'
  | 'guide'
  | 'questions'
  | 'journal'

/** A project's page: the project is opened for whoever may see it, and its file handed on. */
export function projectPage(
  path: string,
  tab: Tab,
  show: (visit: Visit, open: OpenProject) => Promise<{ title: string | Attributed; content: Html } | Response>,
): Page {
  return page(`/projects/:project${path}`, SEES_PROJECT, async (visit): Promise<PageOutcome> => {
    const open = await openProjectFile(visit.house, visit.actor, visit.part('project'))
    const shown = await show(visit, open)
    if (shown instanceof Response) return shown
    const { project, product, platform } = open.file
    return portalPage({
      visit,
      title: `${titleSaid(shown.title)} · ${project.number}`,
      crumbs: [
        ['/projects', 'Projects'],
        [`/projects/${project.id}`, project.number],
      ],
      content: html`<header class="project-head">
          <div class="spread">
            <h1>${product.name} <span class="soft">on ${platform.name}</span></h1>
            <span class="row"><span class="tag strong">${project.level}</span>${versionPair(project)}</span>
          </div>
          ${tracker(open.file, visit.day, isMyTurn(visit, open))} ${ownAssertion(project)} ${tabs(open.file, tab)}
        </header>
        ${shown.content}`,
      aside: await side(visit, open, tab),
    })
  })
}

const titleSaid = (title: string | Attributed): string =>
  typeof title === 'string' ? say(title) : attributedSaid(title)

/** Whatever is shown of a SAT says whose word it is (3S.2, 5N.e1). */
function ownAssertion({ level }: ProjectFile['project']): Html {
  return level === 'SAT'
    ? html`<p class="small soft own-assertion">
        ${icon('info')}
        <span
          >A SAT is the partner’s own assertion, not a certification: no logo, no listing, no support by the vendor.
          ${clauseLink('3S.2')}</span
        >
      </p>`
    : nothing
}

function tabs(file: ProjectFile, current: Tab): Html {
  const base = `/projects/${file.project.id}`
  const open = file.threads.filter((thread) => thread.state === 'open').length
  const isSat = file.project.level === 'SAT'
  const places: readonly (readonly [Tab, string, string, number, boolean])[] = [
    ['overview', base, 'Overview', 0, true],
    ['request', `${base}/request`, 'Request', 0, file.project.request !== undefined],
    ['plan', `${base}/plan`, 'SAT plan', 0, isSat],
    ['questionnaire', `${base}/questionnaire`, 'Questionnaire', 0, isTrunk(file.product) && !isSat],
    ['quote', `${base}/quote`, isSat ? 'Estimate' : 'Quote and order', 0, file.project.path !== 'A'],
    ['self-test', `${base}/self-test`, 'Self-test', 0, file.project.path === 'A'],
    ['testing', `${base}/testing`, isSat ? 'Results' : 'Plan and results', 0, !isSat || file.runs.length > 0],
    ['decision', `${base}/decision`, 'Report and decision', 0, !isSat && file.runs.length > 0],
    ['guide', `${base}/guide`, 'Config guide', 0, file.guide !== null],
    ['questions', `${base}/questions`, 'Questions', open, true],
    ['journal', `${base}/journal`, 'Journal', 0, true],
  ]
  return html`<nav class="tabs" aria-label="Parts of the project">
    ${each(
      places.filter(([, , , , isThere]) => isThere),
      ([tab, path, name, number]) =>
        html`<a href="${path}" ${tab === current ? html`aria-current="page"` : nothing}
          >${name}${number > 0 ? html`<span class="badge-count" title="open">${number}</span>` : nothing}</a
        >`,
    )}
  </nav>`
}

async function side(visit: Visit, open: OpenProject, tab: Tab): Promise<Html> {
  return html`${turnCard(visit, open, tab)}${await people(visit, open.file)}`
}

/** Where each stage's work is done, and what the link to it says. */
const WORKPLACES: Readonly<Partial<Record<keyof typeof STAGES, readonly [Tab, string, string]>>> = {
  'request-review': ['request', '/request', 'Read the request'],
  'request-returned': ['request', '/request', 'Complete the request'],
  'self-test-access': ['self-test', '/self-test', 'Give the access'],
  'self-testing': ['self-test', '/self-test', 'Go to the self-test'],
  questionnaire: ['questionnaire', '/questionnaire', 'Open the questionnaire'],
  'questionnaire-review': ['questionnaire', '/questionnaire', 'Read the questionnaire'],
  'questionnaire-questions': ['questionnaire', '/questionnaire', 'Go to the comments'],
  'quote-to-request': ['quote', '/quote', 'Request the firm quote'],
  'quote-preparation': ['quote', '/quote', 'Prepare the quote'],
  'quote-agreement': ['quote', '/quote', 'Read the quote'],
  'quote-offered': ['quote', '/quote', 'Read and order'],
  readiness: ['overview', '', 'Declare readiness'],
  'slot-to-offer': ['overview', '', 'Offer a slot'],
  'slot-offered': ['overview', '', 'Look at the slot'],
  scheduled: ['overview', '', 'Start testing'],
  testing: ['testing', '/testing', 'Go to the test cases'],
  'report-review': ['decision', '/decision', 'Read the report'],
  decision: ['decision', '/decision', 'Decide'],
  guide: ['guide', '/guide', 'Write the guide'],
  'sat-plan': ['plan', '/plan', 'Write the plan'],
  'sat-plan-review': ['plan', '/plan', 'Read the plan'],
  'sat-plan-changes': ['plan', '/plan', 'Go to the comments'],
  'sat-testing': ['testing', '/testing', 'Record results'],
  'sat-results-review': ['testing', '/testing', 'Read the results'],
  'sat-questions': ['testing', '/testing', 'Answer the questions'],
  'sat-update': ['overview', '', 'Read the update'],
  'not-granted': ['decision', '/decision', 'Read the findings'],
}

/** Whether whoever looks is one of those the project waits for. */
function isMyTurn({ actor }: Visit, { file }: OpenProject): boolean {
  return isTurnOf(file.project.stage, turnsOf(actor)) && !isKeptOut(file, actor.id)
}

/** The turn card: what is asked of whom, since when, by when, what comes next, and the way there. */
export function turnCard(visit: Visit, open: OpenProject, tab: Tab): Html {
  const { file, figures } = open
  const { project } = file
  const stage = STAGES[project.stage]
  const isMine = isMyTurn(visit, open)
  const next = nextWords(project.stage, turnsOf(visit.actor))
  const target = stage.target ? figures.number(stage.target) : null
  const place = WORKPLACES[project.stage]
  return html`<section class="turn-card ${isMine ? 'mine' : 'theirs'}" data-fresh="turn">
    <p class="eyebrow">
      ${say(stage.turn === 'nobody' ? 'Nobody has to do anything' : isMine ? 'Your turn' : `The turn of ${TURN_WORDS[stage.turn]}`)}
    </p>
    <h2>${isMine ? stage.asks : stage.meanwhile} ${clauseLink(stage.clause)}</h2>
    ${progress(file)}
    <p class="when">
      ${icon('clock')} ${say(stage.says)}, ${sayFor(project.since.day, visit.day)}.
      ${target === null ? nothing : targetWords(project.since.day, visit.day, target)}
    </p>
    ${when(next, (words) => html`<p class="when">${words}</p>`)}
    ${isMine && place && place[0] !== tab ? html`<a class="button primary" href="/projects/${project.id}${place[1]}">${place[2]}</a>` : nothing}
    ${when(project.certification, (number) => html`<a class="button plain" href="/certifications/${number}">Certification ${number}</a>`)}
  </section>`
}

function targetWords(since: Visit['day'], today: Visit['day'], target: number): Html {
  const due = addBusinessDays(since, target)
  const used = businessDaysBetween(since, today)
  return used > target
    ? html`<strong>Usually ${count(target, 'working day')}; it has taken ${used}. We are late.</strong>`
    : html`Usually ${count(target, 'working day')}, so by ${sayDay(due, today)}.`
}

/** "41 of 57": how far the work of the present stage has come. */
function progress(file: ProjectFile): Html {
  const { stage } = file.project
  if (stage === 'questionnaire' || stage === 'questionnaire-questions') {
    const { answered, asked } = questionnaireProgress(file.questionnaire.answers)
    return bar(answered, asked, say`${answered} of ${asked} questions answered`)
  }
  const run = currentRun(file)
  if (!['testing', 'self-testing', 'sat-testing', 'sat-questions'].includes(stage) || !run) return nothing
  const { done, of } = progressOf(run)
  return bar(done, of, say`${done} of ${of} test cases have a result`)
}

export function bar(done: number, of: number, says: string): Html {
  return html`<div class="progress">
    <progress value="${done}" max="${Math.max(of, 1)}" aria-label="${says}"></progress
    ><span class="small soft">${says}</span>
  </div>`
}

async function people(visit: Visit, file: ProjectFile): Promise<Html> {
  const { project, organisation, sponsor, technician } = file
  const involved = [
    ['Opened by', project.opened.by],
    ['Slot engineer', project.slot?.engineer],
    ['Reviewed by', project.reviews.findLast((review) => review.outcome === 'accepted')?.by],
    ['Decided by', project.decisions.at(-1)?.by],
  ].filter((row): row is [string, string] => row[1] !== undefined)
  const names = await namesOf(
    visit.house.database,
    involved.map(([, id]) => id),
  )
  return html`<section class="side-facts">
    <h2>Who</h2>
    <dl class="facts">
      <dt>Partner</dt>
      <dd>${organisation.name}</dd>
      ${when(
        sponsor,
        (each) =>
          html`<dt>Sponsor</dt>
            <dd>${each.name}</dd>`,
      )}
      ${when(
        technician,
        (each_) =>
          html`<dt>Technician</dt>
            <dd>${each_.name}</dd>`,
      )}
      ${each(
        involved,
        ([what, id]) =>
          html`<dt>${what}</dt>
            <dd>${names.get(id) ?? say('somebody who has left')}</dd>`,
      )}
    </dl>
  </section>`
}

/** What every form of a move on a project is made with; its fields are the page's. */
export function projectMove(visit: Visit, open: OpenProject, { name, says, obstacle }: OfferedMove) {
  return { visit, move: name, id: open.file.project.id, submit: says, obstacle }
}

/** The form of a move with one text to write, as many of them have. */
export function textMove(
  visit: Visit,
  open: OpenProject,
  name: string,
  field: { name: string; label: string; help?: string; required?: boolean },
  options: { tone?: 'primary' | 'plain' | 'grave'; decides?: boolean; goTo?: string } = {},
): Html {
  const move = offered(open.moves, name)
  if (!move?.isItsTime) return nothing
  return moveForm({
    ...projectMove(visit, open, move),
    tone: options.tone ?? 'primary',
    decides: options.decides,
    ...(options.goTo ? { goTo: options.goTo } : {}),
    fields: (form) => textArea({ form, rows: 3, ...field }),
  })
}

/** A move that needs no more than its button. */
export function plainMove(
  visit: Visit,
  open: OpenProject,
  name: string,
  options: { tone?: 'primary' | 'plain' | 'grave'; decides?: boolean } = {},
): Html {
  const move = offered(open.moves, name)
  if (!move?.isItsTime) return nothing
  return moveForm({
    ...projectMove(visit, open, move),
    tone: options.tone ?? 'primary',
    decides: options.decides,
  })
}
