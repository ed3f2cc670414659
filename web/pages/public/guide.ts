/** The config guide of a certification, to be read on the page by those entitled; for others, who that is and why. */
import { type CertificationView } from '../../../src/app/ask/certifications.ts'
import type { Leave } from '../../../src/app/ask/entitlement.ts'
import { paperSaid } from '../../../src/documents/paper-words.ts'
import { paperOfGuide, type ReadableGuide, readableGuide } from '../../../src/app/ask/guides.ts'
import { GUIDE_AUDIENCES } from '../../../src/programme/guide-content.ts'
import type { PublishedGuide } from '../../../src/programme/guide.ts'
import { EVERYBODY } from '../../../src/programme/permission.ts'
import { clauseLink } from '../../parts/because.ts'
import { address, each, html, type Html, nothing, say, written } from '../../parts/html.ts'
import { icon } from '../../parts/icon.ts'
import { publicPage } from '../../parts/layout.ts'
import { paperBlocks, paperContents, paperFacts } from '../../parts/paper-blocks.ts'
import { sayDate } from '../../parts/time.ts'
import { page, type PageOutcome, type Visit } from '../../visit.ts'
import { publicCertification, unknownNumber } from './certification.ts'
import { partOf, withStatus } from './respond.ts'

export const guidePage = page('/certifications/:number/guide', EVERYBODY, (visit) =>
  readingGuide(visit, async (view, readable) => {
    const { published } = readable
    const paper = paperSaid(await paperOfGuide(visit.house, view, published))
    const content = html`${paperFacts(paper.facts.slice(0, -1))} ${ways(view, readable)}
    ${paperContents(paper, 'In this guide')} ${paperBlocks(paper, (sha256) => `${guidePath(view)}/pictures/${sha256}`)}`
    return guideShell(visit, view, published, content)
  }),
)

/** A page about a published guide, for those who may read it; others are told who may, and how to get there. */
export async function readingGuide(
  visit: Visit,
  show: (view: CertificationView, readable: ReadableGuide) => Promise<PageOutcome>,
): Promise<PageOutcome> {
  const view = await publicCertification(visit, visit.day)
  if (!view) return unknownNumber(visit, partOf(visit, 'number'))
  const readable = await readableGuide(visit.house, visit.identity, view)
  if (!readable) return withStatus(404, guideShell(visit, view, null, notWritten(view)))
  if (readable.leave.isGiven) return show(view, readable)
  const closedPage = guideShell(visit, view, readable.published, closed(visit, readable.published, readable.leave))
  return withStatus(visit.identity ? 403 : 200, closedPage)
}

export function guidePath({ certification }: CertificationView): string {
  return `/certifications/${encodeURIComponent(certification.number)}/guide`
}

const FORMATS = [
  ['pdf', 'PDF'],
  ['docx', 'DOCX'],
  ['md', 'Markdown'],
] as const

/** The same in other forms, and what can be done with it. */
function ways(view: CertificationView, { published, audience }: ReadableGuide): Html {
  const path = guidePath(view)
  return html`<p class="actions">
      ${each(FORMATS, ([ending, name]) => html`<a class="button plain" href="${path}.${ending}" data-turbo="false">${icon('download')} ${name}</a>`)}
      <a class="button plain" href="${path}/settings">Compare with a system’s settings</a>
      ${published.version > 1 ? html`<a class="button plain" href="${address(`${path}/versions`, { from: String(published.version - 1), to: String(published.version) })}">What changed</a>` : nothing}
    </p>
    <p class="small soft">Read by: ${say(GUIDE_AUDIENCES[audience])}. ${clauseLink('7.2')}</p>`
}

export function guideShell(
  visit: Visit,
  view: CertificationView,
  published: PublishedGuide | null,
  content: Html,
): Html {
  const title = say`Guide: ${view.record.product.name} on ${view.record.platform.name}`
  return publicPage({
    visit,
    title,
    description: published?.content.summary ?? `The config guide of ${view.certification.number}.`,
    content: html`<div class="page-head">
        <p class="eyebrow">
          Config guide to
          <a class="mono" href="/certifications/${encodeURIComponent(view.certification.number)}"
            >${view.certification.number}</a
          >
        </p>
        <h1>${view.record.product.name} on ${view.record.platform.name}</h1>
        ${published ? html`<p class="lead">Version ${published.version} of ${sayDate(published.day)}</p>` : nothing}
      </div>
      ${content}`,
  })
}

function notWritten({ guide, record }: CertificationView): Html {
  return html`<p class="lead">There is no guide to read here yet.</p>
    <p>
      ${
        guide
          ? html`The lab is writing it. It appears at this address when it is published. ${clauseLink('7.2')}`
          : html`This certification was taken over from earlier records. Ask ${record.organisation.name} or your sales
            unit for the guide of that time.`
      }
    </p>`
}

function closed(visit: Visit, published: PublishedGuide, leave: Leave): Html {
  return html`<section class="section">
      <h2>In short</h2>
      <p>${written(published.content.summary)}</p>
    </section>
    <section class="section">
      <h2>Who reads the rest</h2>
      <p>${say(leave.says)} ${clauseLink(leave.clause)}</p>
      <p>${say(leave.next)}</p>
      <ul class="plain-marks">
        <li>
          Product support, the lab and sales units read every guide, and so do resellers' people. ${clauseLink('7.2')}
        </li>
        <li>A partner reads them while it is a member at MDP or above. ${clauseLink('7.4')}</li>
      </ul>
      <p class="actions">
        ${visit.identity ? nothing : html`<a class="button primary" href="/sign-in?next=${encodeURIComponent(visit.path)}">Sign in</a>`}
        <a class="button plain" href="/join">Join the partner programme</a>
      </p>
    </section>`
}
