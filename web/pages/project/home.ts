/** Home of whoever signed in: waiting for you, waiting for others, coming up. */
import { homeOf, type Home } from '../../../src/app/ask/home.ts'
import type { ProjectRow } from '../../../src/app/ask/projects.ts'
import { daysBetween, parseDay } from '../../../src/kernel/day.ts'
import { TIER_NAMES } from '../../../src/programme/membership.ts'
import { type Part, SIGNED_IN } from '../../../src/programme/permission.ts'
import { STAGES } from '../../../src/programme/stage.ts'
import { count, each, html, type Html, nothing, say, when, written } from '../../parts/html.ts'
import { icon } from '../../parts/icon.ts'
import { portalPage } from '../../parts/layout.ts'
import { versionPair } from '../../parts/pair.ts'
import { sayDate, sayDay, sayFor } from '../../parts/time.ts'
import { page, type Visit } from '../../visit.ts'

export const homePage = page('/home', SIGNED_IN, async (visit) => {
  const home = await homeOf(visit.house.database, visit.actor, visit.day)
  const first = visit.identity?.person.name.split(' ')[0] ?? ''
  const content = html`<div class="page-head"><h1>${greeting(home, first)}</h1></div>
    <div class="home">
      <section class="section">
        <h2>Waiting for you</h2>
        ${feeNote(home)}${officeRows(home)}${questionRows(visit, home)}${projectRows(visit, home.mine, true)}
        ${waitingFor(home) === 0 ? emptyHome(visit, home) : nothing}
      </section>
      ${
        home.others.length > 0
          ? html`<section class="section">
              <h2>Waiting for others</h2>
              ${projectRows(visit, home.others, false)}
            </section>`
          : nothing
      }
      ${when(
        home.coming.length > 0 && home.coming,
        (coming) =>
          html`<section class="section">
            <h2>Coming up</h2>
            <ul class="rows coming">
              ${each(coming, (each_) => html`<li><span class="coming-day">${sayDay(each_.on, visit.day)}</span><a href="${each_.link}">${say(each_.says)}</a></li>`)}
            </ul>
            <p class="small"><a href="/home/calendar.ics" data-turbo="false">Put these days in your calendar</a></p>
          </section>`,
      )}
    </div>`
  return portalPage({ visit, title: 'Home', content, crumbs: [['/home', 'Home']] })
})

function waitingFor(home: Home): number {
  const office = home.waiting.reduce((sum, work) => sum + work.count, 0)
  return home.mine.length + home.allQuestions + office + (home.fee ? 1 : 0)
}

function greeting(home: Home, first: string): string {
  const waiting = waitingFor(home)
  return waiting === 0 ? say`Nothing is asked of you, ${first}` : say`${count(waiting, 'thing')} for you, ${first}`
}

function feeNote({ fee }: Home): Html {
  return when(
    fee,
    ({ tier, since }) =>
      html`<div class="empty">
        <p>
          <strong>The fee of the membership is awaited.</strong> Your application as ${say(TIER_NAMES[tier])} was
          approved${since ? html` on ${sayDate(since)}` : nothing}; the term begins on the day the fee is received.
          <a href="/our-organisation#membership">How much it is and how it is paid</a>
        </p>
        <p>
          Until then you can look round: <a href="/handbook">the handbook</a> tells the rules,
          <a href="/advisor">the advisor</a> which path and level fit your product.
        </p>
      </div>`,
  )
}

function officeRows(home: Home): Html {
  if (home.waiting.length === 0) return nothing
  return html`<ul class="rows office">
    ${each(home.waiting, (work) => html`<li><a href="${work.link}">${say(work.says)}</a></li>`)}
  </ul>`
}

/** Open questions that wait for an answer of one's own side, the oldest first. */
function questionRows(visit: Visit, { questions, allQuestions }: Home): Html {
  if (questions.length === 0) return nothing
  return html`<ul class="rows work">
      ${each(
        questions,
        (question) =>
          html`<li>
            <div>
              <a class="work-title" href="${question.link}"
                >Answer a question${question.about ? html` about <span class="mono">${question.about}</span>` : nothing}
                <span class="soft">${question.product}</span></a
              >
              <p class="small">${written(question.text)}</p>
            </div>
            <div class="work-side small soft">
              <span class="mono">${question.number}</span>
              <span>${icon('clock')} ${sayFor(question.since, visit.day)}</span>
            </div>
          </li>`,
      )}
    </ul>
    ${allQuestions > questions.length ? html`<p class="small soft">and ${count(allQuestions - questions.length, 'more question')}</p>` : nothing}`
}

function projectRows(visit: Visit, projects: readonly ProjectRow[], isMine: boolean): Html {
  if (projects.length === 0) return nothing
  return html`<ul class="rows work">
    ${each(projects, (project) => {
      const stage = STAGES[project.stage]
      const since = parseDay(project.since.slice(0, 10))
      const days = since ? daysBetween(since, visit.day) : 0
      return html`<li>
        <div>
          <a class="work-title" href="/projects/${project.id}"
            >${project.productName} <span class="soft">on ${project.platformName}</span></a
          >
          <p class="small">${isMine ? stage.asks : stage.meanwhile}</p>
        </div>
        <div class="work-side small soft">
          <span>${project.organisationName}</span>
          <span class="row">${versionPair(project)}<span class="mono">${project.number}</span></span>
          <span
            >${icon('clock')}
            ${days <= 0 ? say('since today') : days === 1 ? say('for 1 day') : say`for ${days} days`}${project.openQuestions > 0 ? html` · ${count(project.openQuestions, 'open question')}` : nothing}</span
          >
        </div>
      </li>`
    })}
  </ul>`
}

type Chair = { readonly says: string; readonly links: readonly (readonly [string, string])[] }

const PARTNERS_CHAIR: Chair = {
  says: 'A project begins with a product of yours and the platform it is to work with.',
  links: [
    ['/projects/new', 'Open a project'],
    ['/products', 'Your products'],
  ],
}

const SPONSORS_CHAIR: Chair = {
  says: 'You ask for a partner’s product, and follow the projects your organisation sponsors: where each stands and whose turn it is.',
  links: [
    ['/projects/request', 'Sponsor a certification'],
    ['/projects', 'Sponsored projects'],
    ['/certifications', 'Certifications'],
  ],
}

/** What each chair does, for homes where nothing waits. */
const CHAIRS: Readonly<Partial<Record<Part, Chair>>> = {
  'partner-admin': PARTNERS_CHAIR,
  'partner-engineer': PARTNERS_CHAIR,
  'programme-manager': {
    says: 'Applications, enquiries, quotes and decisions appear here when it is your turn.',
    links: [['/projects', 'All projects']],
  },
  'lab-engineer': {
    says: 'Questionnaires, quotes, slots, tests and reports appear here when it is your turn.',
    links: [['/projects', 'All projects']],
  },
  'support-agent': {
    says: 'You tell callers whether an interop is supported, and record field issues on certifications.',
    links: [
      ['/support', 'Support check'],
      ['/certifications', 'Certifications and their field issues'],
    ],
  },
  operator: {
    says: 'You keep the house running: mails that go out, its health, the figures it works by. On its machine, certwright verify checks that journal, records and evidence are as they were written.',
    links: [
      ['/outbox', 'Outbox'],
      ['/healthz', 'Health'],
      ['/parameters', 'Figures'],
    ],
  },
  auditor: {
    says: 'You read everything and change nothing: projects, memberships, and the journal of what happened.',
    links: [
      ['/journal', 'Journal'],
      ['/projects', 'Projects'],
    ],
  },
  'sales-unit': SPONSORS_CHAIR,
  'reseller-sponsor': SPONSORS_CHAIR,
  'field-technician': {
    says: 'You run the plans of the projects you are assigned to, while your credential on the platform is in date.',
    links: [
      ['/projects', 'Assigned projects'],
      ['/technicians', 'Your credentials'],
    ],
  },
}

function emptyHome(visit: Visit, home: Home): Html {
  const chairs = visit.actor.parts.flatMap((part) => CHAIRS[part] ?? [])
  const links = new Map(chairs.flatMap((chair) => chair.links))
  const says = [...new Set(chairs.map((chair) => chair.says))].join(' ')
  return html`<div class="empty">
    <p>Nothing waits for you. ${say(home.others.length > 0 ? 'What others have to do stands below. ' : '')}${says}</p>
    <p class="actions">
      ${each([...links], ([path, name], index) => html`<a class="button ${index === 0 ? 'primary' : 'plain'}" href="${path}">${name}</a>`)}
    </p>
  </div>`
}
