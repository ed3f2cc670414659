/** What one follows: each with its list, its feed and its calendar, and a button that ends it. */
import { followedBy, type Following } from '../../../src/app/ask/following.ts'
import { guideWords, namesIn } from '../../../src/app/ask/guide-words.ts'
import { SIGNED_IN } from '../../../src/programme/permission.ts'
import { address, each, html, type Html, written } from '../../parts/html.ts'
import { portalPage } from '../../parts/layout.ts'
import { sayInstant } from '../../parts/time.ts'
import { page } from '../../visit.ts'

export const followingPage = page('/following', SIGNED_IN, async (visit) => {
  const { database } = visit.house
  const followed = await followedBy(database, visit.actor.id)
  const names = await namesIn(
    database,
    followed.map(({ filter }) => filter),
  )
  const content = html`<div class="page-head">
      <h1>What I follow</h1>
      <p class="soft">
        You are told when the standing of one of these changes, and some time before.
        <a href="/account#mail">How mails reach you</a>
      </p>
    </div>
    ${
      followed.length === 0
        ? html`<div class="empty">
            <p>You follow nothing yet.</p>
            <p>
              Open an interop in the <a href="/reference-guide">reference guide</a>, or narrow the list down to a
              platform, a product or a search, and choose “Follow by mail”.
            </p>
          </div>`
        : html`<ul class="rows">
            ${each(followed, (each) => row(each, guideWords(each, names)))}
          </ul>`
    }`
  return portalPage({
    visit,
    title: 'What I follow',
    content,
    crumbs: [
      ['/notices', 'Notices'],
      ['/following', 'What I follow'],
    ],
  })
})

/** One interop has a page of its own; everything else is a list. */
function placeOf(filter: Following['filter'], standing: Following['standing']): string {
  const { platform, product, ...more } = filter
  const isInterop = platform && product && standing === null && Object.keys(more).length === 0
  return isInterop
    ? `/reference-guide/${encodeURIComponent(platform)}/${encodeURIComponent(product)}`
    : address('/reference-guide', { ...filter, standing })
}

function row({ id, filter, standing, since }: Following, words: string): Html {
  const query = { ...filter, standing }
  return html`<li class="spread">
    <div>
      <p>
        <a href="${placeOf(filter, standing)}">${written(words.charAt(0).toUpperCase() + words.slice(1))}</a>
      </p>
      <p class="small soft">
        Since ${sayInstant(since)}.
        <a href="${address('/reference-guide.atom', query)}" data-turbo="false">Feed</a>,
        <a href="${address('/reference-guide.ics', query)}" data-turbo="false">calendar</a>
      </p>
    </div>
    <form method="post" action="/following/stop" data-once>
      <input type="hidden" name="following" value="${id}" />
      <button class="button plain small" aria-label="Stop following ${words}">Stop following</button>
    </form>
  </li>`
}
