/** The knowledge base of config guides: the published ones that whoever looks may open, newest first (7.2). */
import { type GuideListing, listGuides } from '../../../src/app/ask/guides.ts'
import { EVERYBODY } from '../../../src/programme/permission.ts'
import { clauseLink } from '../../parts/because.ts'
import { address, each, html, type Html, nothing, say } from '../../parts/html.ts'
import { publicPage } from '../../parts/layout.ts'
import { pager } from '../../parts/table.ts'
import { sayDate } from '../../parts/time.ts'
import { page, type Visit } from '../../visit.ts'
import { asked } from './respond.ts'

const LIMIT = 20

export const guidesPage = page('/guides', EVERYBODY, async (visit) => {
  const search = asked(visit, 'search', 120)
  const found = await listGuides(visit.house, visit.identity, {
    search: search || null,
    after: asked(visit, 'after') || null,
    limit: LIMIT,
  })
  const content = html`<div class="page-head">
      <h1>Config guides</h1>
      <p class="lead">
        How to set both sides up as they were tested: versions, topology, settings that differ from the default, limits,
        and how to check. ${clauseLink('7.2')}
      </p>
      ${visit.identity ? nothing : html`<p class="small soft">Here stand the guides that are for everybody. <a href="/sign-in?next=/guides">Sign in</a> to see those for members, resellers and staff.</p>`}
    </div>
    <form class="filters" method="get" action="/guides" role="search">
      <label for="guide-search">Product, company, platform or release</label>
      <input id="guide-search" type="search" name="search" value="${search}" maxlength="120" />
      <button class="button plain" type="submit">Find</button>
    </form>
    ${
      found.rows.length === 0
        ? empty(visit, search)
        : html`<ul class="rows guide-rows">
            ${each(found.rows, entry)}
          </ul>`
    }
    ${pager({
      older: found.after ? address('/guides', { search, after: found.after }) : null,
      first: visit.query.get('after') ? address('/guides', { search }) : null,
    })}`
  return publicPage({
    visit,
    title: 'Config guides',
    description: 'Published configuration guides of certified interops.',
    content,
  })
})

const AUDIENCE_WORDS = {
  public: 'for everybody',
  member: 'for members, resellers and staff',
  restricted: 'restricted',
} as const

function entry(row: GuideListing): Html {
  return html`<li>
    <a class="row-link" href="/certifications/${encodeURIComponent(row.certification)}/guide"
      >${row.productName} on ${row.platformName}</a
    >
    <span class="small soft"
      >${row.organisationName} · ${row.level} · version ${row.version} of ${sayDate(row.day)} ·
      ${say(AUDIENCE_WORDS[row.audience])} · <span class="mono">${row.certification}</span></span
    >
  </li>`
}

function empty(visit: Visit, search: string): Html {
  return html`<div class="empty">
    <p>
      ${say(
        search === ''
          ? 'No guide that you may read has been published yet. One comes out with every certification at MCT, MQT or MAT.'
          : 'No guide that you may read has these words in its names.',
      )}
    </p>
    ${visit.identity ? nothing : html`<p><a href="/join">Members of the partner programme</a> read more of them.</p>`}
  </div>`
}
