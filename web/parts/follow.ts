/** Ways to hear of changes under a filter of the reference guide: by mail, by feed, by calendar. */
import { address, each, html, type Html, when } from './html.ts'
import type { Visit } from '../visit.ts'

export type Followable = Readonly<Record<string, string | null | undefined>>

/** `query` is the filter; `what` says what would be followed, as in `this interop`. */
export function followPart(visit: Visit, query: Followable, what: string): Html {
  const back = `${visit.path}${visit.query.size > 0 ? `?${visit.query.toString()}` : ''}`
  return html`<section class="follow" aria-label="Follow ${what}">
    <p class="small soft">
      Hear of it when the standing of ${what} changes, and before:
      <a href="${address('/reference-guide.atom', query)}" data-turbo="false">feed</a>,
      <a href="${address('/reference-guide.ics', query)}" data-turbo="false">calendar</a>${
        visit.identity
          ? '.'
          : html`, or by mail once you are <a href="${address('/sign-in', { next: back })}">signed in</a>.`
      }
    </p>
    ${when(
      visit.identity,
      () =>
        html`<form method="post" action="/following" data-once>
          ${each(Object.entries(query), ([name, value]) => when(value, (text) => html`<input type="hidden" name="${name}" value="${text}" />`))}
          <input type="hidden" name="_back" value="${back}" />
          <button class="button plain small">Follow by mail</button>
          <a class="small" href="/following">What I follow</a>
        </form>`,
    )}
  </section>`
}
