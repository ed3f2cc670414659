/** Home of whoever signed in: waiting for you, waiting for others, coming up. */
import { homeOf, type Home } from '../../../src/app/ask/home.ts'
import type { ProjectRow } from '../../../src/app/ask/projects.ts'
import { daysBetween, parseDay } from '../../../src/kernel/day.ts'
import { SIGNED_IN } from '../../../src/programme/permission.ts'
import { STAGES, TURN_WORDS } from '../../../src/programme/stage.ts'
import { count, each, html, type Html, nothing, when } from '../../parts/html.ts'
import { icon } from '../../parts/icon.ts'
import { portalPage } from '../../parts/layout.ts'
import { versionPair } from '../../parts/pair.ts'
import { sayDay } from '../../parts/time.ts'
import { page, type Visit } from '../../visit.ts'

export const homePage = page('/home', SIGNED_IN, async (visit) => {
  const home = await homeOf(visit.house.database, visit.actor, visit.day)
  const first = visit.identity?.person.name.split(' ')[0] ?? ''
  const hasProjects = home.mine.length + home.others.length > 0
  const content = html`<div class="page-head"><h1>${greeting(home, first)}</h1></div>
    <div class="home">
      <section class="section">
        <h2>Waiting for you</h2>
        ${
          home.waiting.length > 0
            ? html`<ul class="rows office">
                ${each(
                  home.waiting,
                  (work) =>
                    html`<li>
                      <a href="${work.link}"><strong>${work.count}</strong> ${work.says}</a>
                    </li>`,
                )}
              </ul>`
            : nothing
        }
        ${projectRows(visit, home.mine, true)}
        ${
          home.mine.length + home.waiting.length === 0
            ? html`<div class="empty">
                <p>
                  Nothing waits for you. ${hasProjects ? 'What others have to do stands below.' : emptyWords(visit)}
                </p>
                ${startLinks(visit)}
              </div>`
            : nothing
        }
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
              ${each(coming, (each_) => html`<li><span class="coming-day">${sayDay(each_.on, visit.day)}</span><a href="${each_.link}">${each_.says}</a></li>`)}
            </ul>
          </section>`,
      )}
    </div>`
  return portalPage({ visit, title: 'Home', content, crumbs: [['/home', 'Home']] })
})

function greeting(home: Home, first: string): string {
  const waiting = home.mine.length + home.waiting.reduce((sum, work) => sum + work.count, 0)
  return waiting === 0 ? `Nothing is asked of you, ${first}` : `${count(waiting, 'thing')} for you, ${first}`
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
          <p class="small">
            ${isMine ? stage.asks : html`${stage.says}. <span class="soft">The turn of ${TURN_WORDS[stage.turn]}.</span>`}
          </p>
        </div>
        <div class="work-side small soft">
          <span>${project.organisationName}</span>
          <span class="row">${versionPair(project)}<span class="mono">${project.number}</span></span>
          <span
            >${icon('clock')}
            ${days <= 0 ? 'since today' : `for ${count(days, 'day')}`}${project.openQuestions > 0 ? html` · ${count(project.openQuestions, 'open question')}` : nothing}</span
          >
        </div>
      </li>`
    })}
  </ul>`
}

function emptyWords(visit: Visit): string {
  return visit.actor.parts.some((part) => part === 'partner-admin' || part === 'partner-engineer')
    ? 'A project begins with a product of yours and the platform it is to work with.'
    : 'Projects appear here when it is your turn.'
}

function startLinks(visit: Visit): Html {
  const isPartner = visit.actor.parts.some((part) => part === 'partner-admin' || part === 'partner-engineer')
  return isPartner
    ? html`<p class="actions">
        <a class="button primary" href="/projects/new">Open a project</a
        ><a class="button plain" href="/products">Your products</a>
      </p>`
    : nothing
}
