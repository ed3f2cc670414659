/** Ways to hear of changes under a filter of the reference guide: by mail, by feed, by calendar. */
import { MOST_FOLLOWED } from '../../src/app/ask/standing-changes.ts'
import { address, each, html, type Html, nothing, when } from './html.ts'
import type { Visit } from '../visit.ts'

export type Followable = Readonly<Record<string, string | null | undefined>>

/** What a filter is too wide for: for mail it has to ask for something, and for any way to take in not too much. */
export type TooWide = 'for-mail' | 'for-all'

/** `query` is the filter; `what` says what would be followed, as in `this interop`. */
export function followPart(visit: Visit, query: Followable, what: string, tooWide: TooWide | null = null): Html {
  if (tooWide === 'for-all') return narrowFirst(what)
  const back = `${visit.path}${visit.query.size > 0 ? `?${visit.query.toString()}` : ''}`
  return html`<section class="follow" aria-label="Follow ${what}">
    <p class="small soft">
      Hear of it when the standing of ${what} changes, and before:
      <a href="${address('/reference-guide.atom', query)}" data-turbo="false">feed</a>,
      <a href="${address('/reference-guide.ics', query)}" data-turbo="false">calendar</a>${
        visit.identity
          ? '.'
          : tooWide
            ? html`. ${byMail()}`
            : html`, or by mail once you are <a href="${address('/sign-in', { next: back })}">signed in</a>.`
      }
    </p>
    ${visit.identity && tooWide ? html`<p class="small soft">${byMail()} <a href="/following">What I follow</a></p>` : nothing}
    ${when(
      tooWide ? null : visit.identity,
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

function byMail(): Html {
  return html`By mail too, once the list is narrowed down: to a platform, a product, a company or a search.`
}

function narrowFirst(what: string): Html {
  return html`<section class="follow" aria-label="Follow ${what}">
    <p class="small soft">
      Changes can be followed by mail, feed and calendar where a list has up to ${MOST_FOLLOWED} certifications. This
      one has more: narrow it down to a platform, a product, a company or a search.
    </p>
  </section>`
}
