/** A no that has no page of its own: what, why, and what to do next. */
import type { Refusal } from '../../src/kernel/refusal.ts'
import { ownPath } from '../../src/kernel/own-path.ts'
import { clauseLink } from '../parts/because.ts'
import { each, html, type Html, nothing, say, when } from '../parts/html.ts'
import { portalPage, publicPage } from '../parts/layout.ts'
import type { Visit } from '../visit.ts'

const TITLES: Readonly<Record<number, string>> = {
  401: 'Sign in first',
  403: 'Not for you to do',
  404: 'Not found',
  409: 'Not now',
  413: 'Too large',
  429: 'Too many tries',
  500: 'Something broke',
  503: 'Not available just now',
}

export async function refusalPage(visit: Visit, refusal: Refusal, status: number): Promise<Html> {
  const title = TITLES[status] ?? 'Refused'
  const content = html`<div class="page-head">
      <p class="eyebrow">${status}</p>
      <h1>${say(title)}</h1>
    </div>
    <p class="lead">${say(refusal.says)} ${when(refusal.clause, clauseLink)}</p>
    ${
      refusal.faults.length > 1
        ? html`<ul>
            ${each(refusal.faults, (fault) => html`<li>${say(fault.says)}</li>`)}
          </ul>`
        : nothing
    }
    <p>${say(refusal.next)} ${when(refusal.see, (path) => html`<a href="${path}">Look at what there is</a>`)}</p>
    <p class="actions">
      ${status === 401 ? html`<a class="button primary" href="/sign-in?next=${encodeURIComponent(ownPath(visit.path, '/'))}">Sign in</a>` : nothing}
      <a class="button plain" href="${visit.identity ? '/home' : '/'}"
        >${say(visit.identity ? 'Home' : 'Start page')}</a
      >
    </p>`
  return visit.identity
    ? portalPage({ visit, title, content })
    : publicPage({ visit, title, content, isIndexed: false })
}
