/** One interop of the reference guide: how it stands today and why, its time line, its certifications, its limits. */
import { instantOf } from '../../../src/kernel/day.ts'
import { dateWords } from '../../../src/kernel/day.ts'
import { mayReadReferenceGuide } from '../../../src/app/ask/entitlement.ts'
import { type InteropCertification, interopOf, type InteropView } from '../../../src/app/ask/interop.ts'
import { isNamed } from '../../../src/app/ask/named-products.ts'
import { allRegions } from '../../../src/app/ask/platforms.ts'
import type { Day } from '../../../src/kernel/day.ts'
import { type Fault, refuse } from '../../../src/kernel/refusal.ts'
import { isWithdrawn, newestPlatformRelease, sayTester } from '../../../src/programme/certification.ts'
import { FAMILY_NAMES } from '../../../src/programme/interface.ts'
import { LEVEL_NAMES } from '../../../src/programme/level.ts'
import type { Region } from '../../../src/programme/organisation.ts'
import { EVERYBODY } from '../../../src/programme/permission.ts'
import { LEVEL_TABLE } from '../../../src/rulebook/level-table.ts'
import { STANDING_WORDS } from '../../../src/rulebook/standing-rule.ts'
import { clauseLink } from '../../parts/because.ts'
import { followPart } from '../../parts/follow.ts'
import { textField } from '../../parts/form.ts'
import { formState } from '../../parts/form-state.ts'
import { dateSaid } from '../../../src/languages/say.ts'
import { address, each, html, type Html, nothing, say, when } from '../../parts/html.ts'
import { icon } from '../../parts/icon.ts'
import { publicPage } from '../../parts/layout.ts'
import { misreadNote } from '../../parts/misread.ts'
import { standingMark } from '../../parts/standing.ts'
import { type Column, ledger } from '../../parts/table.ts'
import { sayDate } from '../../parts/time.ts'
import { page, type Visit } from '../../visit.ts'
import { limitationList } from './limitations.ts'
import { pairsShort } from './pairs.ts'
import { regionName } from './reference-guide.ts'
import { dayAsked, partOf } from './respond.ts'
import { nextChangeInFull, standingBecause } from './standing-words.ts'
import { timeLine } from './time-line-picture.ts'

export const interopPage = page('/reference-guide/:platform/:product', EVERYBODY, async (visit) => {
  await mayReadReferenceGuide(visit.house, visit.actor)
  const { database } = visit.house
  const { on, faults, misread } = dayAsked(visit)
  const view = await interopOf(database, partOf(visit, 'product'), partOf(visit, 'platform'), { on, today: visit.day })
  const isThere = view !== null && (await isNamed(database, visit.actor, visit.day, view.product.id))
  if (!view || !isThere || view.certifications.length === 0) return notCertified(isThere ? view : null)
  const regions = await allRegions(database)
  const { product, platform, organisation } = view
  const title = `${product.name} on ${platform.name}`
  const content = html`<div class="page-head">
      <p class="eyebrow"><a href="/reference-guide">Reference guide</a></p>
      <h1>${title}</h1>
      <p class="lead">${say(FAMILY_NAMES[product.family])} of ${organisation.name}</p>
    </div>
    ${misreadNote(misread, html`Shown is the standing of today.`)} ${dayForm(visit, faults)}
    ${answer(view, on, visit.day)}
    <section class="section">
      <h2>Standing over time</h2>
      ${timeLine(view, visit.day)}
    </section>
    <section class="section">
      <h2>Certifications</h2>
      ${ledger({ caption: 'Certifications of this interop', columns: columns(on, visit.day, regions), items: view.certifications, empty: html`<p>None.</p>` })}
    </section>
    ${known(view)} ${guides(view, visit)}
    ${followPart(visit, { platform: platform.id, product: product.id }, say('this interop'))}`
  return publicPage({ visit, title, description: describe(view, on), content })
})

function notCertified(view: InteropView | null): never {
  return refuse('not-found', {
    says: view
      ? `${view.product.name} is not certified on ${view.platform.name} at MCT or above, and never was.`
      : 'There is no such pair of product and platform here.',
    next: 'Look in the reference guide for what is certified, or check the deployment under Support check.',
    clause: view ? '1B.2' : null,
  })
}

/** Any day, past or to come, by the address alone. */
function dayForm(visit: Visit, faults: readonly Fault[]): Html {
  const form = formState(visit.query, faults, 'interop')
  return html`<form class="filters" method="get" action="${visit.path}" aria-label="The day it is about">
    ${textField({ form, name: 'on', label: 'On the day', type: 'date', required: false, value: visit.day })}
    <div class="actions">
      <button class="button plain">Show</button>
      ${visit.query.has('on') ? html`<a class="small" href="${visit.path}">Today</a>` : nothing}
    </div>
  </form>`
}

function answer(view: InteropView, on: Day, today: Day): Html {
  const { leading, recertifying, certifications, product, platform } = view
  if (!leading) {
    const withdrawn = certifications.find(({ certification }) => isWithdrawn(certification, on))
    return html`<section class="answer">
      <p class="answer-words">Not in force${on === today ? nothing : html` on ${sayDate(on)}`}</p>
      <p>
        ${
          withdrawn?.certification.withdrawn
            ? html`The certification was withdrawn on ${sayDate(withdrawn.certification.withdrawn)}; product support no
              longer helps with this interop.`
            : html`The certification is granted from a later day on.`
        }
        ${clauseLink('6.5')}
      </p>
      ${supportLink(certifications[0] ?? null, product.id, platform.id)}
    </section>`
  }
  const { onDay, certification, openIssues } = leading
  const inForce = certifications.filter((each) => each.inForce).length
  return html`<section
    class="answer standing-edge-${onDay.standing}"
    aria-label="${on === today ? say('Standing today') : say`Standing on ${dateSaid(instantOf(on))}`}"
  >
    <p>
      ${standingMark(onDay.standing, 'large')}
      ${on === today ? nothing : html`<span class="soft">on ${sayDate(on)}${on > today ? ', as far as it can be foreseen' : nothing}</span>`}
    </p>
    <p>
      ${certification.level}, ${say(LEVEL_NAMES[certification.level])}, by
      <a class="mono" href="/certifications/${encodeURIComponent(certification.number)}">${certification.number}</a>
      of ${sayDate(certification.granted)}.
      ${inForce > 1 ? html`Of ${inForce} certifications in force it stands best; the others are listed below.` : nothing}
    </p>
    ${standingBecause(onDay, { open: onDay.reasons.length > 0 })}
    ${each(openIssues, (issue) => html`<p>${icon('warning')} Field issue <span class="mono">${issue.id}</span>, open since ${sayDate(issue.confirmed)}: ${issue.title}</p>`)}
    ${nextChangeInFull(onDay)}
    ${recertifying && on === today ? html`<p>${icon('clock')} A recertification is in progress; until it is decided the standing stays as it is. ${clauseLink('G-17')}</p>` : nothing}
    ${supportLink(leading, product.id, platform.id)}
  </section>`
}

/** The support check, filled in with the newest pair it covers. */
function supportLink(item: InteropCertification | null, product: string, platform: string): Html {
  const release = item ? newestPlatformRelease(item.certification.pairs) : null
  const pair = item?.certification.pairs.find((each) => each.platformRelease === release)
  const to = address('/support', {
    product,
    platform,
    platformRelease: pair?.platformRelease,
    productRelease: pair?.productRelease,
  })
  return html`<p class="actions"><a class="button plain" href="${to}">Check support for this interop</a></p>`
}

function columns(on: Day, today: Day, regions: readonly Region[]): readonly Column<InteropCertification>[] {
  return [
    {
      head: 'Certification',
      cell: ({ certification }) =>
        html`<a class="row-link mono" href="/certifications/${encodeURIComponent(certification.number)}"
          >${certification.number}</a
        >`,
      kind: 'mono',
    },
    {
      head: on === today ? 'Today' : 'On the day',
      cell: ({ inForce, onDay, certification }) =>
        inForce
          ? standingMark(onDay.standing)
          : isWithdrawn(certification, on)
            ? html`<span class="soft">withdrawn ${sayDate(certification.withdrawn!)}</span>`
            : html`<span class="soft">not yet in force</span>`,
    },
    {
      head: 'Level',
      cell: ({ certification }) =>
        html`${certification.level}${when(certification.region, (id) => html`<span class="under">${regionName(regions, id)}</span>`)}`,
    },
    { head: 'Releases', cell: ({ certification }) => pairsShort(certification, on) },
    { head: 'Granted', cell: ({ certification }) => sayDate(certification.granted) },
    {
      head: 'Tested by',
      cell: ({ certification }) => sayTester(certification),
    },
    { head: 'Second-line support', cell: ({ certification }) => LEVEL_TABLE[certification.level].support },
  ]
}

function known({ certifications }: InteropView): Html {
  const inForce = certifications.filter((each) => each.inForce)
  const limitations = inForce.flatMap(({ certification }) => certification.limitations ?? [])
  const issues = inForce.flatMap(({ openIssues }) => openIssues)
  return html`<section class="section">
    <h2>Limitations and field issues</h2>
    ${limitationList(limitations)}
    ${
      issues.length === 0
        ? html`<p class="soft">No field issue is open.</p>`
        : html`<ul class="rows">
            ${each(issues, (issue) => html`<li><span class="mono">${issue.id}</span> ${issue.title}<br /><span class="small soft">Confirmed on ${sayDate(issue.confirmed)}; the interop is ${STANDING_WORDS.red} until it is cleared. ${clauseLink('8.10d')}</span></li>`)}
          </ul>`
    }
  </section>`
}

function guides({ certifications }: InteropView, visit: Visit): Html {
  const published = certifications.filter((each) => each.inForce && each.guide)
  return html`<section class="section">
    <h2>Config guide</h2>
    ${
      published.length === 0
        ? html`<p class="soft">No guide has been published here for this interop. Ask the company for what it has.</p>`
        : html`<ul class="rows">
            ${each(
              published,
              ({ certification, guide }) =>
                html`<li>
                  <a href="/certifications/${encodeURIComponent(certification.number)}/guide"
                    >Guide to ${certification.number}</a
                  >, version ${guide!.version} of
                  ${sayDate(guide!.day)}${visit.identity ? nothing : html`<span class="soft">; members, resellers and staff read it signed in ${clauseLink('X-25')}</span>`}
                </li>`,
            )}
          </ul>`
    }
  </section>`
}

function describe({ product, platform, leading }: InteropView, on: Day): string {
  return leading
    ? `${product.name} on ${platform.name}: ${STANDING_WORDS[leading.onDay.standing]} on ${dateWords(on)}, certified at ${leading.certification.level} on ${dateWords(leading.certification.granted)}.`
    : `${product.name} on ${platform.name}: no certification in force on ${dateWords(on)}.`
}
