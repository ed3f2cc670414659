/** Where the link of a mail leads that ends what somebody follows: nothing ends before the button is pressed. */
import { followedWith } from '../../../src/app/ask/following.ts'
import { guideWords, namesIn } from '../../../src/app/ask/guide-words.ts'
import { EVERYBODY } from '../../../src/programme/permission.ts'
import { html, written } from '../../parts/html.ts'
import { publicPage } from '../../parts/layout.ts'
import { page } from '../../visit.ts'
import { asked } from './respond.ts'

export const followingEndPage = page('/following/end', EVERYBODY, async (visit) => {
  const { database } = visit.house
  const token = asked(visit, 'token')
  const followed = token === '' ? null : await followedWith(database, token)
  const names = await namesIn(database, followed ? [followed.filter] : [])
  const content = html`<div class="page-head">
      <h1>Mails about standing</h1>
    </div>
    ${
      followed
        ? html`<p class="lead">You are told what becomes of: ${written(guideWords(followed, names))}.</p>
            <form method="post" action="/following/end" data-once>
              <input type="hidden" name="token" value="${token}" />
              <button class="button primary">End these mails</button>
            </form>`
        : html`<p class="lead">Nothing is followed by this link, or not any more.</p>
            <p class="actions">
              <a class="button plain" href="/following">What I follow</a>
              <a href="/reference-guide">To the reference guide</a>
            </p>`
    }`
  return publicPage({ visit, title: 'Mails about standing', content })
})
