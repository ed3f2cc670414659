/** One's own notices: what happened, what to do, and where. */
import { noticeSaid, subjectSaid } from '../../../src/app/effects/mail-words.ts'
import { noticePage, type WholeNotice } from '../../../src/app/ask/notices.ts'
import { SIGNED_IN } from '../../../src/programme/permission.ts'
import { address, count, each, html, type Html, nothing, say, written } from '../../parts/html.ts'
import { portalPage } from '../../parts/layout.ts'
import { pager } from '../../parts/table.ts'
import { sayInstant } from '../../parts/time.ts'
import { page, type Visit } from '../../visit.ts'

export const noticesPage = page('/notices', SIGNED_IN, async (visit) => {
  const before = visit.query.get('before')
  const found = await noticePage(visit.house.database, visit.actor.id, { before, limit: 50 })
  const content = html`<div class="spread">
      <div class="page-head">
        <h1>Notices</h1>
        <p class="soft">
          ${say(visit.unread === 0 ? 'You have read them all.' : `${visit.unread >= 100 ? 'More than 99 notices' : count(visit.unread, 'notice')} unread`)}.
          <a href="/following">What I follow</a>
        </p>
      </div>
      ${visit.unread > 0 ? readForm(visit, null) : nothing}
    </div>
    ${
      found.notices.length > 0
        ? html`<ul class="rows notices">
            ${each(found.notices, (notice) => noticeRow(visit, notice))}
          </ul>`
        : html`<div class="empty">
            <p>
              Nothing has been asked of you yet. When something happens that concerns you, or becomes your turn, it
              stands here and goes out to you by mail.
            </p>
          </div>`
    }
    ${pager({
      older: found.older ? address('/notices', { before: found.older }) : null,
      first: before ? '/notices' : null,
    })}`
  return portalPage({ visit, title: 'Notices', content, crumbs: [['/notices', 'Notices']] })
})

function noticeRow(visit: Visit, notice: WholeNotice): Html {
  const subject = subjectSaid(notice.subject)
  return html`<li class="notice ${notice.isRead ? '' : 'unread'}" id="notice-${notice.id}">
    <div>
      <p class="notice-subject">
        ${notice.isRead ? nothing : html`<span class="visually-hidden">Unread: </span>`}${notice.link ? html`<a href="${notice.link}">${written(subject)}</a>` : written(subject)}
      </p>
      ${each(paragraphs(noticeSaid(notice)), (text) => html`<p class="small">${written(text)}</p>`)}
    </div>
    <div class="notice-side small soft">
      <span>${sayInstant(notice.created)} <span class="mono">${notice.code}</span></span>
      ${notice.isRead ? nothing : readForm(visit, { id: notice.id, subject })}
    </div>
  </li>`
}

function paragraphs(body: string): readonly string[] {
  return body.split(/\n+/).filter((text) => text.trim() !== '')
}

/** Marks one notice, or all of them. */
function readForm(visit: Visit, notice: { readonly id: string; readonly subject: string } | null): Html {
  const query = visit.query.toString()
  return html`<form method="post" action="/notices/read" data-once>
    <input type="hidden" name="_back" value="/notices${query ? `?${query}` : ''}" />
    ${
      notice
        ? html`<input type="hidden" name="notice" value="${notice.id}" /><button
              class="quiet"
              aria-label="Mark as read: ${written(notice.subject)}"
            >
              Mark as read
            </button>`
        : html`<button class="button plain">Mark all as read</button>`
    }
  </form>`
}
