/** A certification by its number: genuine and in force or not, first; then all that stands behind it. */
import { type CertificationView, certificationByNumber, findNumber } from '../../../src/app/ask/certifications.ts'
import { letterLeave } from '../../../src/app/ask/entitlement.ts'
import { allRegions } from '../../../src/app/ask/platforms.ts'
import { vendorName } from '../../../src/app/papers.ts'
import type { Day } from '../../../src/kernel/day.ts'
import { dateWords } from '../../../src/kernel/day.ts'
import { type OldRecord, sayTester } from '../../../src/programme/certification.ts'
import { isOpen } from '../../../src/programme/field-issue.ts'
import { publishedGuide } from '../../../src/programme/guide.ts'
import { FAMILY_NAMES } from '../../../src/programme/interface.ts'
import { LEVEL_NAMES } from '../../../src/programme/level.ts'
import type { Region } from '../../../src/programme/organisation.ts'
import { EVERYBODY } from '../../../src/programme/permission.ts'
import { TOPOLOGIES } from '../../../src/programme/project.ts'
import { readTypedNumber } from '../../../src/programme/typed-number.ts'
import { LEVEL_TABLE } from '../../../src/rulebook/level-table.ts'
import { clauseLink } from '../../parts/because.ts'
import { address, each, html, type Html, nothing, say, when, written } from '../../parts/html.ts'
import { icon } from '../../parts/icon.ts'
import { publicPage } from '../../parts/layout.ts'
import { misreadNote } from '../../parts/misread.ts'
import { standingMark } from '../../parts/standing.ts'
import { seeOther } from '../../parts/see-other.ts'
import { sayDate } from '../../parts/time.ts'
import { page, type Visit } from '../../visit.ts'
import { limitationList } from './limitations.ts'
import { numberForm } from './number-form.ts'
import { pairsInFull } from './pairs.ts'
import { regionName } from './reference-guide.ts'
import { asked, dayAsked, partOf, withStatus } from './respond.ts'
import { nextChangeInFull, onWords, standingBecause } from './standing-words.ts'

/** From the form where a number is typed to the page of that number. */
export const checkNumberPage = page('/certifications/check', EVERYBODY, (visit) =>
  answerByNumber(visit, asked(visit, 'number', 80)),
)

/** The page of a number, however it is typed; what cannot be part of an address is answered where it was asked. */
export async function answerByNumber(visit: Visit, typed: string): Promise<Response> {
  const number = typed === '' ? '' : ((await findNumber(visit.house.database, typed)) ?? typed)
  return NO_PART_OF_AN_ADDRESS.test(number)
    ? unknownNumber(visit, number)
    : seeOther(`/certifications/${encodeURIComponent(number)}`)
}

/** Browsers take `..` for the folder above; under `check` stands the form itself. */
const NO_PART_OF_AN_ADDRESS = /^(?:|\.{1,2}|check)$/

export const certificationPage = page('/certifications/:number', EVERYBODY, async (visit) => {
  const { on, misread } = dayAsked(visit)
  const view = await publicCertification(visit, on)
  if (!view) return unknownNumber(visit, partOf(visit, 'number'))
  const { certification, record } = view
  const regions = await allRegions(visit.house.database)
  const names = { platform: record.platform.name, product: record.product.name }
  const content = html`<div class="page-head">
      <p class="eyebrow">Certification</p>
      <h1 class="mono number">${certification.number}</h1>
      <p class="lead">${record.product.name} of ${record.organisation.name} on ${record.platform.name}</p>
    </div>
    ${misreadNote(misread, html`Shown is the standing of today.`)} ${answer(view, visit, on)} ${facts(view, regions)}
    <section class="section">
      <h2>Release pairs</h2>
      <p>
        Exactly these pairs are covered, and no others: nothing is implied for earlier or later releases.
        ${clauseLink('8.1')} ${clauseLink('8.2')}
      </p>
      ${pairsInFull(certification, on, names)}
    </section>
    <section class="section">
      <h2>Limitations</h2>
      ${limitationList(certification.limitations ?? [])} ${issues(view, on)}
    </section>
    ${guideSection(view, visit)} ${await logoSection(view, visit)} ${shownElsewhere(view, visit)}
    ${historySection(view)}
    <p class="small soft">
      This page as data:
      <a href="/api/certifications/${encodeURIComponent(certification.number)}" data-turbo="false">JSON</a>. Its address
      does not change and can be printed beside the logo.
    </p>`
  return publicPage({
    visit,
    title: `${certification.number}: ${record.product.name} on ${record.platform.name}`,
    description: `${certification.level} of ${record.product.name} on ${record.platform.name}, granted on ${dateWords(certification.granted)}. Genuine or not, current or not.`,
    content,
  })
})

/** A certification everybody may see, however its number is typed; a SAT is none of them (3T.SAT). */
export async function publicCertification(visit: Visit, on: Day): Promise<CertificationView | null> {
  const number = await findNumber(visit.house.database, partOf(visit, 'number'))
  const found = number === null ? null : await certificationByNumber(visit.house, number, on)
  return found && found.certification.level !== 'SAT' ? found : null
}

export async function unknownNumber(visit: Visit, number: string): Promise<Response> {
  const vendor = await vendorName(visit.house)
  const title = number === '' ? 'Check a number' : `There is no certification ${number} here`
  const content = html`<div class="page-head">
      <p class="eyebrow">Certification</p>
      <h1>${title}</h1>
    </div>
    ${
      number === ''
        ? html`<p class="lead">Type the number that stands beside the logo, such as MCT-2026-00017.</p>`
        : readTypedNumber(number)
          ? html`<p class="lead">
                <span class="mono">${number}</span> was never given to a certification of ${vendor}.
              </p>
              <p>
                Perhaps a digit was swapped. If you found this number beside a logo, the logo is not ours to vouch for;
                please tell us where you saw it.
              </p>`
          : html`<p class="lead">
              This is not how numbers of ${vendor} are written: they look like
              <span class="mono">MCT-2026-00017</span>, with four digits for the year. Please look again.
            </p>`
    }
    ${numberForm(number, 'Check this number')}
    <p class="actions">
      <a class="button plain" href="${address('/reference-guide', { search: number })}">Look in the reference guide</a>
      <a class="button plain" href="/enquire">Tell the programme office</a>
    </p>`
  return withStatus(number === '' ? 200 : 404, publicPage({ visit, title, content }))
}

function answer(view: CertificationView, visit: Visit, on: Day): Html {
  const { certification, row } = view
  if (!view.genuine) {
    return html`<section class="answer" aria-label="The answer">
      <p class="answer-words">${icon('cross')} Do not rely on it</p>
      <p>
        The record of this number is not the one that was granted: it was changed behind the journal's back. The
        programme office has to look into it first. ${clauseLink('G-09')}
      </p>
    </section>`
  }
  if (!row) {
    const isOver = certification.withdrawn != null && certification.withdrawn <= on
    return html`<section class="answer" aria-label="The answer">
      <p class="answer-words">
        ${icon('cross')} Genuine, but
        ${isOver && certification.withdrawn ? html`withdrawn on ${sayDate(certification.withdrawn)}` : 'not yet in force'}
      </p>
      <p>
        ${
          isOver && certification.withdrawn
            ? html`It was granted on ${sayDate(certification.granted)} and withdrawn on
              ${sayDate(certification.withdrawn)}. Product support no longer helps on its ground. ${clauseLink('6.5')}`
            : html`It was granted on ${sayDate(certification.granted)}; on ${sayDate(on)} it did not exist.`
        }
      </p>
    </section>`
  }
  const { onDay } = row
  const { record } = view
  return html`<section class="answer standing-edge-${onDay.standing}" aria-label="The answer">
    <p class="answer-words">
      ${onDay.standing === 'red' ? html`${icon('warning')} Genuine, but obsolete` : html`${icon('tick')} Genuine and in force`}${on === visit.day ? nothing : html` ${onWords(on, visit.day)}`}
    </p>
    <p class="answer-standing">
      ${standingMark(onDay.standing)}<span class="soft">is its standing ${onWords(on, visit.day)}</span>
    </p>
    ${standingBecause(onDay, { open: onDay.reasons.length > 0 })} ${nextChangeInFull(onDay)}
    ${record.supportEnded && record.supportEnded <= on ? html`<p>${icon('warning')} <strong>Support withdrawn.</strong> The membership of ${record.organisation.name} was ended on ${sayDate(record.supportEnded)}; product support no longer helps on the ground of this certification. ${clauseLink('8.7')}</p>` : nothing}
    ${row.recertifying ? html`<p>${icon('clock')} A recertification is in progress. ${clauseLink('G-17')}</p>` : nothing}
    <p class="actions"><a class="button plain" href="${supportAddress(view)}">Check support for a deployment</a></p>
  </section>`
}

function supportAddress({ certification }: CertificationView): string {
  const [pair] = certification.pairs
  return address('/support', { product: certification.product, platform: certification.platform, ...pair })
}

function facts({ certification, record }: CertificationView, regions: readonly Region[]): Html {
  const terms = LEVEL_TABLE[certification.level]
  return html`<dl class="facts">
    <dt>Level</dt>
    <dd>${certification.level}, ${say(LEVEL_NAMES[certification.level])} ${clauseLink(terms.clause)}</dd>
    <dt>Product</dt>
    <dd>${record.product.name}, ${say(FAMILY_NAMES[record.product.family])}</dd>
    <dt>Company</dt>
    <dd>${record.organisation.name}</dd>
    <dt>Platform</dt>
    <dd>
      ${record.platform.name} (<a href="/reference-guide/${record.platform.id}/${record.product.id}"
        >everything on this interop</a
      >)
    </dd>
    <dt>Valid in</dt>
    <dd>${certification.region ? regionName(regions, certification.region) : say('every country')}</dd>
    <dt>Granted on</dt>
    <dd>${sayDate(certification.granted)}</dd>
    <dt>Tested by</dt>
    <dd>${sayTester(certification)}</dd>
    ${when(certification.oldRecord, oldRecord)}
    ${when(
      certification.topology,
      (topology) =>
        html`<dt>Topology</dt>
          <dd>${say(TOPOLOGIES[topology])}</dd>`,
    )}
    <dt>Second-line support</dt>
    <dd>${terms.support}</dd>
  </dl>`
}

/** Where a certification was read that nobody here tested (G-25). */
function oldRecord({ file, row, on, guide }: OldRecord): Html {
  return html`<dt>From older records</dt>
    <dd>
      Taken over on ${sayDate(on)} from ${row} of an older reference guide, file
      <span class="mono" title="SHA-256 ${file}">${file.slice(0, 12)}</span>; its tests were not seen here.
      ${clauseLink('G-25')} ${when(guide, (name) => html`<br />Config guide named there: ${name}`)}
    </dd>`
}

function issues({ fieldIssues }: CertificationView, on: Day): Html {
  const open = fieldIssues.filter((issue) => isOpen(issue, on))
  return each(
    open,
    (issue) =>
      html`<p>
        ${icon('warning')} Field issue <span class="mono">${issue.id}</span>, confirmed on ${sayDate(issue.confirmed)}
        and open: ${issue.title} ${clauseLink('8.10d')}
      </p>`,
  )
}

function guideSection({ certification, guide }: CertificationView, visit: Visit): Html {
  const published = publishedGuide(guide)
  const path = `/certifications/${encodeURIComponent(certification.number)}/guide`
  return html`<section class="section">
    <h2>Config guide</h2>
    ${
      published
        ? html`<p>${written(published.content.summary)}</p>
            <p>
              <a href="${path}">Read the guide</a>, version ${published.version} of ${sayDate(published.day)}.
              ${visit.identity ? nothing : html`<span class="soft">The whole of it is for members, resellers and staff. ${clauseLink('X-25')}</span>`}
            </p>`
        : html`<p class="soft">
            No guide is published here.
            ${guide ? html`The lab is writing it; a certification counts as published once its guide is out. ${clauseLink('X-45')}` : html`This certification was taken over from earlier records.`}
          </p>`
    }
  </section>`
}

/** What can be shown elsewhere: the certificate for those signed in, and a badge that tells the standing of the day. */
function shownElsewhere({ certification }: CertificationView, visit: Visit): Html {
  const path = `/certifications/${encodeURIComponent(certification.number)}`
  const address = `${visit.house.settings.publicUrl}${path}`
  return html`<section class="section" id="badge">
    <h2>Certificate, statement and badge</h2>
    ${
      certification.project
        ? html`<p>
            <a href="${path}/statement" data-turbo="false">The signed statement</a>, a W3C Verifiable Credential that
            anybody can check without asking us. <a href="/check">How it is checked</a>
          </p>`
        : nothing
    }
    ${
      visit.identity && certification.project && !certification.withdrawn
        ? html`<p>
            <a href="${path}/certificate.pdf" data-turbo="false">The certificate as PDF</a>, with the code that leads
            here.
          </p>`
        : nothing
    }
    <p><img src="${path}/badge.svg" height="20" alt="The badge as it stands today" /></p>
    <details>
      <summary>Show it on a page of yours</summary>
      <p class="small soft">
        It tells the standing of the day it is looked at; it turns with it, and says so when the certification is
        withdrawn. Badge services read <span class="mono break">${address}/badge.json</span>.
      </p>
      <pre class="fact-data" tabindex="0">
&lt;a href="${address}"&gt;&lt;img src="${address}/badge.svg" alt="${certification.number}" /&gt;&lt;/a&gt;</pre>
    </details>
  </section>`
}

/** The link stands where the file is given: for staff, and for its holder while entitled (4C.6g). */
async function logoSection({ authorisation, certification, record }: CertificationView, visit: Visit): Promise<Html> {
  const leave = authorisation && (await letterLeave(visit.house, visit.actor, record))
  return html`<section class="section">
    <h2>Logo</h2>
    ${
      authorisation
        ? html`<p>
              Use of the ${authorisation.logo} logo was authorised on ${sayDate(authorisation.issued.day)} under
              <span class="mono">${authorisation.number}</span>, on these conditions:
            </p>
            <ul class="plain-marks">
              ${each(authorisation.conditions, (condition) => html`<li>${condition}</li>`)}
            </ul>
            ${
              leave?.isGiven
                ? html`<p>
                    <a href="/certifications/${encodeURIComponent(certification.number)}/logo.zip" data-turbo="false"
                      >The logo with its letter</a
                    >, for its holder while the membership and the certification last. ${clauseLink('4C.6g')}
                  </p>`
                : nothing
            }`
        : html`<p class="soft">
            No use of the ${LEVEL_TABLE[certification.level].logo} logo has been authorised under this number. Members
            at MDP or above are given it. ${clauseLink('7.4')}
          </p>`
    }
  </section>`
}

/** `at` is the moment, or the day where no moment was kept. */
type Happening = { readonly at: string; readonly says: Html | string; readonly clause: string }

/** What is told of it elsewhere on this page, the newest first, and whatever else the journal says. */
function historySection({ certification, fieldIssues, guide, history, record }: CertificationView): Html {
  const momentOf = (day: string, kind: string, names: readonly string[] = []): string =>
    history.find(
      (fact) => fact.kind === kind && fact.at.startsWith(day) && names.every((name) => fact.says.includes(name)),
    )?.at ?? day
  const told: readonly Happening[] = [
    {
      at: momentOf(certification.granted, 'certification-granted'),
      says: say`${certification.level} granted`,
      clause: '6.0',
    },
    ...(certification.extensions ?? []).map(({ on, pairs }) => ({
      at: momentOf(
        on,
        'certification-extended',
        pairs.flatMap((pair) => [pair.platformRelease, pair.productRelease]),
      ),
      says: `Extended to ${pairs.map((pair) => `${record.platform.name} ${pair.platformRelease} with ${record.product.name} ${pair.productRelease}`).join(', ')}`,
      clause: '8.6',
    })),
    ...fieldIssues.flatMap((issue) => [
      {
        at: momentOf(issue.confirmed, 'field-issue-confirmed', [issue.id]),
        says: `Field issue ${issue.id} confirmed: ${issue.title}`,
        clause: '8.10d',
      },
      ...(issue.cleared
        ? [
            {
              at: momentOf(issue.cleared, 'field-issue-cleared', [issue.id]),
              says: `Field issue ${issue.id} cleared`,
              clause: 'G-18',
            },
          ]
        : []),
    ]),
    ...(guide?.published ?? []).map(({ at, version }) => ({
      at,
      says: `Config guide published, version ${version}`,
      clause: '7.2',
    })),
    ...(certification.withdrawn
      ? [{ at: momentOf(certification.withdrawn, 'certification-withdrawn'), says: 'Withdrawn', clause: '6.0' }]
      : []),
    ...history
      .filter(({ kind }) => !TOLD_ABOVE.has(kind))
      .toReversed()
      .map(({ at, says, clause }) => ({ at, says, clause: clause ?? 'G-24' })),
  ]
  return html`<section class="section">
    <h2>History</h2>
    <ol class="timeline">
      ${each(
        // Of one moment, what is told last came last.
        told.toReversed().toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)),
        ({ at, says, clause }) =>
          html`<li>
            <span class="when">${sayDate(at.slice(0, 10) as Day)}</span><br />${says} ${clauseLink(clause)}
          </li>`,
      )}
    </ol>
  </section>`
}

const TOLD_ABOVE = new Set([
  'certification-granted',
  'certification-extended',
  'certification-withdrawn',
  'field-issue-confirmed',
  'field-issue-cleared',
  'guide-published',
  'guide-version-published',
])
