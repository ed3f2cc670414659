/** The config guide of a project: edited in rows, saved as a whole, published when it says what it must. */
import { certificationByNumber, guideRecordOf } from '../../../src/app/ask/certifications.ts'
import { letterLeave } from '../../../src/app/ask/entitlement.ts'
import { paperSaid } from '../../../src/documents/paper-words.ts'
import { paperOfGuide } from '../../../src/app/ask/guides.ts'
import { offered } from '../../../src/app/ask/moves.ts'
import type { OpenProject } from '../../../src/app/ask/projects.ts'
import { isWriting } from '../../../src/programme/guide-writing.ts'
import { type Guide, publishedGuide } from '../../../src/programme/guide.ts'
import { clauseLink, findingList } from '../../parts/because.ts'
import { html, type Html, nothing, when } from '../../parts/html.ts'
import { icon } from '../../parts/icon.ts'
import { paperBlocks } from '../../parts/paper-blocks.ts'
import { sayDay } from '../../parts/time.ts'
import type { Visit } from '../../visit.ts'
import { plainMove, projectPage } from './frame.ts'
import { guideEditor } from './guide-editor.ts'
import { guidePictures, guideReviews } from './guide-work.ts'

export const guidePage = projectPage('/guide', 'guide', async (visit, open) => {
  const { guide } = open.file
  if (!guide) {
    return {
      title: 'Config guide',
      content: html`<div class="empty">
        <p>
          The config guide is drafted by itself when the certification is granted, from the questionnaire, the versions
          and the results.
        </p>
      </div>`,
    }
  }
  const save = offered(open.moves, 'save-guide')
  const content = html`${state(visit, open, guide, await logoLink(visit, open, guide))}${publishing(visit, open)}${await guideReviews(visit, open, guide)}${guidePictures(visit, open, guide)}${save?.isItsTime ? await guideEditor(visit, open, guide) : nothing}${await preview(visit, open, guide)}`
  return { title: 'Config guide', content }
})

/** Where the files are given: not to a sponsor or a technician, and to the partner while entitled (4C.6g). */
async function logoLink(visit: Visit, { file }: OpenProject, guide: Guide): Promise<Html> {
  const { authorisation } = file
  if (!authorisation) return nothing
  const record = await guideRecordOf(visit.house.database, guide.certification)
  const leave = record && (await letterLeave(visit.house, visit.actor, record))
  const path = `/certifications/${guide.certification}`
  return leave?.isGiven
    ? html`<p class="small soft">
        Use of the logo is authorised by
        <a class="mono" href="${path}/authorisation.pdf" data-turbo="false">${authorisation.number}</a>.
        <a href="${path}/logo.zip" data-turbo="false">The logo with its letter</a>
      </p>`
    : html`<p class="small soft">
        Use of the logo is authorised by <span class="mono">${authorisation.number}</span>.
      </p>`
}

function state(visit: Visit, open: OpenProject, guide: Guide, logo: Html): Html {
  const published = publishedGuide(guide)
  return html`<section class="stack tight">
    <p>
      ${guide.state === 'published' ? icon('tick') : icon('file')}
      ${guide.state === 'published' ? html`Version ${guide.version - 1} is published.` : html`Draft of version ${guide.version}, changed ${sayDay(guide.changed.day, visit.day)}.`}
      ${when(published, (each_) => html` Readers have version ${each_.version} of ${sayDay(each_.day, visit.day)}: <a href="/certifications/${guide.certification}/guide">read it</a>, <a href="/certifications/${guide.certification}/guide.pdf" data-turbo="false">as PDF</a>.`)}
    </p>
    ${logo}
    ${guide.state === 'published' && !open.file.authorisation ? html`<p class="small soft">No logo authorisation: the partner was no member at MDP or higher when the guide came out ${clauseLink('4C.6g')}.</p>` : nothing}
  </section>`
}

function publishing(visit: Visit, open: OpenProject): Html {
  const publish = offered(open.moves, 'publish-guide')
  const further = offered(open.moves, 'publish-guide-version')
  if (publish?.isItsTime) {
    return html`<section class="card" data-fresh="publishing">
      <h2>Publish</h2>
      <p class="soft">Members, resellers and staff can read it from then on; the certification counts as published.</p>
      ${findingList(publish.findings)}${plainMove(visit, open, 'publish-guide', { decides: true })}
    </section>`
  }
  // Published and changed by nobody since, there is nothing to say; what is being written is told as it is typed.
  const isChanged = open.file.guide?.state === 'draft' || isWriting(open.file.guideWriting)
  const isShown = further?.isItsTime && isChanged
  return html`<section class="card" data-fresh="publishing" ${isShown ? '' : 'hidden'}>
    ${isShown ? plainMove(visit, open, 'publish-guide-version', { decides: true }) : nothing}
  </section>`
}

/** The draft as its readers will have it, made from the same value as page and PDF. */
async function preview({ house, day }: Visit, open: OpenProject, guide: Guide): Promise<Html> {
  const view = await certificationByNumber(house, guide.certification, day)
  if (!view) return nothing
  const draft = { ...guide.changed, version: guide.version, content: guide.content }
  const paper = paperSaid(await paperOfGuide(house, view, draft))
  const pictureAt = (sha256: string) => `/evidence/${guide.pictures?.find((each) => each.sha256 === sha256)?.id ?? ''}`
  return html`<details class="section" ${offered(open.moves, 'save-guide')?.isItsTime ? nothing : html`open`}>
    <summary>As readers will have it</summary>
    ${paperBlocks(paper, pictureAt)}
  </details>`
}
