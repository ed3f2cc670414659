/** The start page: three questions people come with, what was certified last, and how the programme works. */
import { referenceGuide } from '../../../src/app/ask/reference-guide.ts'
import { figures } from '../../../src/app/house.ts'
import { vendorName } from '../../../src/app/papers.ts'
import { EVERYBODY } from '../../../src/programme/permission.ts'
import { LEVEL_NAMES } from '../../../src/programme/level.ts'
import type { GuideRow } from '../../../src/app/ask/reference-guide.ts'
import { each, html, type Html, say } from '../../parts/html.ts'
import { publicPage } from '../../parts/layout.ts'
import { nextChange, standingMark } from '../../parts/standing.ts'
import { type Column, ledger } from '../../parts/table.ts'
import { sayDate } from '../../parts/time.ts'
import { page, type Visit } from '../../visit.ts'
import { numberForm } from './number-form.ts'
import { pairsShort } from './pairs.ts'
import { standingLegend } from './standing-words.ts'

const NEWEST = 6

export const startPage = page('/', EVERYBODY, async (visit) => {
  const { database } = visit.house
  const [vendor, figure, newest] = await Promise.all([
    vendorName(visit.house),
    figures(database, visit.day),
    referenceGuide(database, {
      on: visit.day,
      today: visit.day,
      filter: {},
      standing: null,
      after: null,
      limit: NEWEST,
    }),
  ])
  const content = html`<div class="page-head home-head">
      <h1>What was tested to work together</h1>
      <p class="lead">
        ${vendor} certifies products and services of other companies on its platforms. Here is what is certified, how
        current it is, and who helps when something does not work.
      </p>
    </div>
    ${doors()}
    <div class="beside">${numberForm('', 'Seen a certification number somewhere?')}</div>
    <section class="section">
      <h2>Certified last</h2>
      ${ledger({
        caption: 'Newest certifications',
        columns: columns(visit),
        items: newest.rows,
        empty: html`<p>Nothing is certified yet. The first certification will stand here on the day it is granted.</p>
          <p><a href="/advisor">How a product gets here</a></p>`,
      })}
      <p class="small"><a href="/reference-guide">All certifications, on any day</a></p>
    </section>
    <section class="section open">
      <h2>Current, stale, obsolete</h2>
      <p class="soft">
        Nobody sets these by hand. They are computed from facts for the day you ask about, and every one tells its
        reason.
      </p>
      ${standingLegend(figure)}
    </section>
    <section class="section open">
      <h2>From evidence to the support answer</h2>
      ${chain()}
    </section>`
  return publicPage({
    visit,
    title: 'Interoperability certification',
    description: `What is certified on the platforms of ${vendor}, how current it is, and whether support helps with a deployment.`,
    content,
    wide: true,
  })
})

function doors(): Html {
  return html`<div class="doors">
    <section>
      <h2>Does support help with my deployment?</h2>
      <p>Name the product, the releases, the country and the day.</p>
      <form method="get" action="/support" role="search" aria-label="Support check">
        <label for="door-support">Product or company</label>
        <div class="with-button">
          <input id="door-support" type="search" name="find" maxlength="120" required />
          <button class="button primary">Check</button>
        </div>
      </form>
    </section>
    <section>
      <h2>Find a certified product</h2>
      <p>By name, company, kind or platform, with its limits and its guide.</p>
      <form method="get" action="/catalogue" role="search" aria-label="Catalogue">
        <label for="door-catalogue">Product or company</label>
        <div class="with-button">
          <input id="door-catalogue" type="search" name="search" maxlength="120" />
          <button class="button primary">Search</button>
        </div>
      </form>
    </section>
    <section>
      <h2>Get your product certified</h2>
      <p>Five questions tell which path is open to you, what it costs and what to have ready. No account is needed.</p>
      <p class="door-foot"><a class="button primary" href="/advisor">Answer five questions</a></p>
    </section>
  </div>`
}

function columns(visit: Visit): readonly Column<GuideRow>[] {
  return [
    {
      head: 'Product',
      cell: ({ product, platform, organisation }) =>
        html`<a class="row-link" href="/reference-guide/${platform.id}/${product.id}">${product.name}</a>
          <span class="under">${organisation.name}</span>`,
    },
    { head: 'Standing', cell: ({ onDay }) => standingMark(onDay.standing) },
    {
      head: 'Platform',
      cell: ({ platform, certification }) =>
        html`<span class="over">${platform.name}</span>${pairsShort(certification, visit.day)}`,
    },
    {
      head: 'Level',
      cell: ({ certification }) =>
        html`<abbr title="${say(LEVEL_NAMES[certification.level])}">${certification.level}</abbr>`,
    },
    { head: 'Certified', cell: ({ certification }) => sayDate(certification.granted) },
    { head: 'Next change', cell: ({ onDay }) => nextChange(onDay, visit.day) },
    {
      head: 'Number',
      cell: ({ certification }) =>
        html`<a class="mono" href="/certifications/${encodeURIComponent(certification.number)}"
          >${certification.number}</a
        >`,
      kind: 'mono',
    },
  ]
}

const CHAIN: readonly (readonly [name: string, says: string])[] = [
  ['Evidence', 'Captures and results of each test case, kept byte for byte.'],
  ['Verdict', 'What was expected held against what was seen, with the packets that show it.'],
  ['Decision', 'Somebody who neither tested nor reviewed grants it, or does not.'],
  ['Certification', 'A level for exact pairs of releases, under a number.'],
  ['Listing', 'Reference guide and catalogue, with its standing on any day.'],
  ['Support answer', 'Who helps with a deployment, how far, and by which clause.'],
]

/** The chain whose every link can be followed by hand, from the packets to the answer at the desk. */
function chain(): Html {
  return html`<ol class="chain">
    ${each(CHAIN, ([name, says]) => html`<li><strong>${name}</strong><span>${says}</span></li>`)}
  </ol>`
}
