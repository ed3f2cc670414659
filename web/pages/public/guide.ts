/** The config guide of a certification, to be read on the page by those entitled; for others, who that is and why. */
import { type CertificationView } from '../../../src/app/ask/certifications.ts'
import { mayReadGuide } from '../../../src/app/ask/entitlement.ts'
import { guideSubject } from '../../../src/app/ask/guides.ts'
import { guidePaper } from '../../../src/documents/guide-paper.ts'
import type { Block } from '../../../src/documents/paper.ts'
import { publishedGuide, type PublishedGuide } from '../../../src/programme/guide.ts'
import { EVERYBODY } from '../../../src/programme/permission.ts'
import { clauseLink } from '../../parts/because.ts'
import { each, html, type Html, nothing } from '../../parts/html.ts'
import { icon } from '../../parts/icon.ts'
import { publicPage } from '../../parts/layout.ts'
import { sayDate } from '../../parts/time.ts'
import { page, type Visit } from '../../visit.ts'
import { publicCertification, unknownNumber } from './certification.ts'
import { partOf, withStatus } from './respond.ts'

export const guidePage = page('/certifications/:number/guide', EVERYBODY, async (visit) => {
  const view = await publicCertification(visit, visit.day)
  if (!view) return unknownNumber(visit, partOf(visit, 'number'))
  const published = publishedGuide(view.guide)
  if (!published) return withStatus(404, shell(visit, view, null, notWritten(view)))
  const leave = visit.identity ? await mayReadGuide(visit.house, visit.identity, view.record) : VISITOR_LEAVE
  if (!leave.isGiven)
    return withStatus(visit.identity ? 403 : 200, shell(visit, view, published, closed(visit, published, leave)))
  const { blocks, facts } = guidePaper(published, await guideSubject(visit.house, view))
  const content = html`<dl class="facts">
      ${each(
        facts.slice(0, -1),
        ([label, value]) =>
          html`<dt>${label}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>
    <p class="actions">
      <a class="button plain" href="${pathOf(view)}/guide.pdf" data-turbo="false"
        >${icon('download')} The same as PDF</a
      >
    </p>
    ${contents(blocks)}
    <article class="document">${each(blocks, (block, index) => shown(block, index))}</article>`
  return shell(visit, view, published, content)
})

const VISITOR_LEAVE = {
  isGiven: false,
  says: "The whole guide is for the vendor's staff, resellers, and members at MDP or above.",
  next: 'Sign in if you are one of them; if not, this is how to get it.',
  clause: 'X-25',
}

function pathOf({ certification }: CertificationView): string {
  return `/certifications/${encodeURIComponent(certification.number)}`
}

function shell(visit: Visit, view: CertificationView, published: PublishedGuide | null, content: Html): Html {
  const title = `Guide: ${view.record.product.name} on ${view.record.platform.name}`
  return publicPage({
    visit,
    title,
    description: published?.content.summary ?? `The config guide of ${view.certification.number}.`,
    content: html`<div class="page-head">
        <p class="eyebrow">Config guide to <a class="mono" href="${pathOf(view)}">${view.certification.number}</a></p>
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

function closed(visit: Visit, published: PublishedGuide, leave: { says: string; next: string; clause: string }): Html {
  return html`<section class="section">
      <h2>In short</h2>
      <p>${published.content.summary}</p>
    </section>
    <section class="section">
      <h2>Who reads the rest</h2>
      <p>${leave.says} ${clauseLink(leave.clause)}</p>
      <p>${leave.next}</p>
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

function contents(blocks: readonly Block[]): Html {
  return html`<nav class="contents" aria-label="In this guide">
    <ol>
      ${each(blocks, (block, index) => (block.type === 'heading' ? html`<li><a href="#part-${index}">${block.text}</a></li>` : nothing))}
    </ol>
  </nav>`
}

/** One block of the paper as it stands on a page; texts are data, never markup. */
function shown(block: Block, index: number): Html {
  switch (block.type) {
    case 'heading':
      return html`<h2 id="part-${index}">${block.text}</h2>`
    case 'text':
      return each(block.text.split(/\n{2,}/), (text) => html`<p>${text}</p>`)
    case 'note':
      return html`<p class="soft">${block.text}</p>`
    case 'list':
      return block.numbered
        ? html`<ol>
            ${each(block.items, (item) => html`<li>${item}</li>`)}
          </ol>`
        : html`<ul>
            ${each(block.items, (item) => html`<li>${item}</li>`)}
          </ul>`
    case 'facts':
      return html`<dl class="facts">
        ${each(
          block.rows,
          ([label, value]) =>
            html`<dt>${label}</dt>
              <dd>${value}</dd>`,
        )}
      </dl>`
    case 'table':
      return table(block)
    case 'code':
      return html`<p class="soft">${block.text}</p>`
    default:
      return block satisfies never
  }
}

function table({ head, rows }: Extract<Block, { type: 'table' }>): Html {
  return html`<div class="ledger-frame" tabindex="0" role="region" aria-label="${head.join(', ')}">
    <table class="ledger">
      <thead>
        <tr>
          ${each(head, (name) => html`<th scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${each(
          rows,
          (row) =>
            html`<tr>
              ${each(row, (text, column) => (column === 0 ? html`<th scope="row" data-head="${head[0] ?? ''}">${text}</th>` : html`<td data-head="${head[column] ?? ''}">${text}</td>`))}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}
