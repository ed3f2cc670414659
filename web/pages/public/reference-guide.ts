/** The reference guide (7.3, 8.8): certified interops with their standing on any day, filtered by the address. */
import { mayReadReferenceGuide } from '../../../src/app/ask/entitlement.ts'
import { allPlatforms, allRegions } from '../../../src/app/ask/platforms.ts'
import { isNarrow } from '../../../src/app/ask/following.ts'
import { guideAskedIn } from '../../../src/app/ask/guide-asked.ts'
import { guideWords, namesIn } from '../../../src/app/ask/guide-words.ts'
import { type GuideRow, referenceGuide, STANDINGS } from '../../../src/app/ask/reference-guide.ts'
import { isFollowable } from '../../../src/app/ask/standing-changes.ts'
import type { Fault } from '../../../src/kernel/refusal.ts'
import type { Day } from '../../../src/kernel/day.ts'
import { compareVersions } from '../../../src/kernel/version.ts'
import { sayTester } from '../../../src/programme/certification.ts'
import { isOpen } from '../../../src/programme/field-issue.ts'
import { FAMILIES, FAMILY_NAMES } from '../../../src/programme/interface.ts'
import { CERTIFIED_LEVELS, LEVEL_NAMES } from '../../../src/programme/level.ts'
import type { Region } from '../../../src/programme/organisation.ts'
import { EVERYBODY } from '../../../src/programme/permission.ts'
import { GUIDE_FILTERS, type GuideFilter } from '../../../src/programme/reference-guide.ts'
import type { Platform } from '../../../src/programme/platform.ts'
import { type Standing, STANDING_WORDS } from '../../../src/rulebook/standing-rule.ts'
import { cursorIn, cursorText } from '../../parts/cursor.ts'
import { because } from '../../parts/because.ts'
import { followPart, type TooWide } from '../../parts/follow.ts'
import { type Choice, selectField, textField } from '../../parts/form.ts'
import { formState } from '../../parts/form-state.ts'
import { address, count, each, html, type Html, nothing, say, when } from '../../parts/html.ts'
import { icon } from '../../parts/icon.ts'
import { publicPage } from '../../parts/layout.ts'
import { wholeList } from '../../parts/listing.ts'
import { misreadNote } from '../../parts/misread.ts'
import { nextChange, standingMark } from '../../parts/standing.ts'
import { type Column, ledger, pager } from '../../parts/table.ts'
import { sayDate } from '../../parts/time.ts'
import { page, type Visit } from '../../visit.ts'
import { pairsShort } from './pairs.ts'
import { asked, dayAsked } from './respond.ts'

const LIMIT = 50

export const referenceGuidePage = page('/reference-guide', EVERYBODY, async (visit) => {
  await mayReadReferenceGuide(visit.house, visit.actor)
  const { database } = visit.house
  const { on, faults } = dayAsked(visit)
  const { filter, standing, misread } = await guideAskedIn(database, visit.query)
  const [platforms, regions, found] = await Promise.all([
    allPlatforms(database),
    allRegions(database),
    referenceGuide(database, {
      on,
      today: visit.day,
      filter,
      standing,
      after: cursorIn(visit),
      limit: LIMIT,
    }),
  ])
  const query = { ...filter, standing, on: on === visit.day ? null : on }
  const goOn = found.next ? address('/reference-guide', { ...query, after: cursorText(found.next) }) : null
  const isWhole = found.next === null && !visit.query.get('after') && on === visit.day
  const isStretch = found.next !== null && found.rows.length < LIMIT
  const content = html`<div class="page-head">
      <h1>Interop reference guide</h1>
      <p class="lead">
        Every product certified at MCT or above, with its standing
        ${on === visit.day ? html`today, ${sayDate(on)}` : html`on ${sayDate(on)}${on > visit.day ? html`, as far as it can be foreseen` : nothing}`}.
        Any day can be asked for, past or to come.
      </p>
    </div>
    ${misreadNote(misread, html`Shown without it: ${guideWords({ filter, standing }, await namesIn(database, [filter]))}. <a href="/reference-guide">Clear all</a>`)}
    ${filters(visit, platforms, regions, faults)}
    <div class="wide-ledger">
      ${ledger({
        caption: 'Certified interops',
        columns: columns(visit, on, regions),
        items: found.rows,
        empty: isStretch ? html`<p>None so far.</p>` : emptyGuide(visit),
      })}
    </div>
    ${isStretch && goOn ? stretchNote(found.searched, found.rows.length, standing, goOn) : pager({ older: goOn, first: visit.query.get('after') ? address('/reference-guide', query) : null })}
    ${files(query)}
    ${followPart(visit, { ...filter, standing }, say('what is shown here'), await tooWide(visit, filter, isWhole && standing === null))}`
  return publicPage({
    visit,
    title: 'Interop reference guide',
    description:
      'Which products are certified on which platform releases, whether they are current, stale or obsolete, and why.',
    content,
    wide: true,
  })
})

/** A list that is seen whole is short enough; a longer one is asked about. */
async function tooWide({ house, day }: Visit, filter: GuideFilter, isSeenWhole: boolean): Promise<TooWide | null> {
  if (!isSeenWhole && !(await isFollowable(house.database, filter, day))) return 'for-all'
  return isNarrow(filter) ? null : 'for-mail'
}

/** Asked for by links from elsewhere; whoever narrows such a list down keeps them. */
const WITHOUT_A_FIELD = GUIDE_FILTERS.filter((name) => name === 'organisation' || name === 'product')

function filters(
  visit: Visit,
  platforms: readonly Platform[],
  regions: readonly Region[],
  faults: readonly Fault[],
): Html {
  const form = formState(visit.query, faults, 'filter')
  const any = { form, required: undefined } as const
  return html`<form
    class="filters guide-filters"
    method="get"
    action="/reference-guide"
    role="search"
    aria-label="Filter the reference guide"
  >
    ${each(WITHOUT_A_FIELD, (name) => when(asked(visit, name), (value) => html`<input type="hidden" name="${name}" value="${value}" />`))}
    <div class="search field">
      <label for="filter-search">Product, company or number</label>
      <input id="filter-search" type="search" name="search" value="${asked(visit, 'search', 120)}" maxlength="120" />
    </div>
    ${optional({ ...any, name: 'platform', label: 'Platform', choices: platforms.map(({ id, name }) => ({ value: id, says: name })) })}
    ${optional({ ...any, name: 'platformRelease', label: 'Platform release', choices: releaseChoices(platforms, asked(visit, 'platform')) })}
    ${optional({ ...any, name: 'family', label: 'Type', choices: FAMILIES.map((family) => ({ value: family, says: FAMILY_NAMES[family] })) })}
    ${optional({ ...any, name: 'level', label: 'Level', choices: CERTIFIED_LEVELS.map((level) => ({ value: level, says: `${level}, ${say(LEVEL_NAMES[level])}` })) })}
    ${optional({ ...any, name: 'region', label: 'Region of an MQT', choices: regions.map(({ id, name }) => ({ value: id, says: name })) })}
    ${optional({ ...any, name: 'standing', label: 'Standing', choices: STANDINGS.map((value) => ({ value, says: STANDING_WORDS[value] })) })}
    ${textField({ form, name: 'on', label: 'On the day', type: 'date', required: false, value: visit.day })}
    <div class="actions">
      <button class="button primary">Show</button>
      ${visit.query.size > 0 ? html`<a class="small" href="/reference-guide">Clear all</a>` : nothing}
    </div>
  </form>`
}

function optional(field: Omit<Parameters<typeof selectField>[0], 'empty'>): Html {
  return selectField({ ...field, required: false, empty: 'All' })
}

/** Releases of the chosen platform, or of all of them with the platform named beside. */
function releaseChoices(platforms: readonly Platform[], chosen: string): readonly Choice[] {
  const of = platforms.filter((platform) => chosen === '' || platform.id === chosen)
  const names = new Map<string, string[]>()
  for (const platform of of) {
    for (const { version } of platform.releases) names.set(version, [...(names.get(version) ?? []), platform.name])
  }
  return [...names]
    .toSorted(([a], [b]) => compareVersions(b, a))
    .map(([version, owners]) => ({
      value: version,
      says: of.length > 1 ? `${version} (${owners.join(', ')})` : version,
    }))
}

function columns(visit: Visit, on: Day, regions: readonly Region[]): readonly Column<GuideRow>[] {
  const day = on === visit.day ? null : on
  return [
    {
      head: 'Product',
      cell: ({ product, organisation, platform }) =>
        html`<a class="row-link" href="${address(`/reference-guide/${platform.id}/${product.id}`, { on: day })}"
            >${product.name}</a
          >
          <span class="under">${organisation.name}</span>`,
    },
    {
      head: 'Standing',
      cell: (row) =>
        html`${standingMark(row.onDay.standing)}${row.supportEnded && row.supportEnded <= on ? html` <span class="tag">support withdrawn</span>` : nothing}${because(row.onDay.reasons, { summary: 'Why' })}
        ${row.recertifying && on === visit.day ? html`<span class="under">Recertification in progress</span>` : nothing}
        ${openIssues(row, on)}`,
    },
    {
      head: 'Platform and releases',
      cell: ({ platform, certification }) =>
        html`<span class="over">${platform.name}</span>${pairsShort(certification, on)}`,
    },
    { head: 'Type', cell: ({ product }) => FAMILY_NAMES[product.family] },
    {
      head: 'Level',
      cell: ({ certification }) =>
        html`<abbr title="${say(LEVEL_NAMES[certification.level])}">${certification.level}</abbr
          >${when(certification.region, (id) => html`<span class="under">${regionName(regions, id)}</span>`)}`,
    },
    {
      head: 'Certified',
      cell: ({ certification }) =>
        html`${sayDate(certification.granted)}<a
            class="under mono"
            href="${address(`/certifications/${encodeURIComponent(certification.number)}`, { on: day })}"
            >${certification.number}</a
          >`,
    },
    {
      head: 'Tested by',
      cell: ({ certification }) => sayTester(certification),
    },
    {
      head: 'Next change',
      cell: ({ onDay }) => (onDay.next ? nextChange(onDay, visit.day) : html`<span class="soft">none known</span>`),
    },
  ]
}

function openIssues({ fieldIssues }: GuideRow, on: Day): Html {
  const open = fieldIssues.filter((issue) => isOpen(issue, on)).length
  return open > 0 ? html`<span class="under">${count(open, 'open field issue')}</span>` : nothing
}

export function regionName(regions: readonly Region[], id: string): string {
  return regions.find((region) => region.id === id)?.name ?? id
}

function emptyGuide(visit: Visit): Html {
  return visit.query.size > 0
    ? html`<p>Nothing certified fits all of this on that day.</p>
        <p>
          Take a filter away, or <a href="/support">check one deployment</a>: it tells why a product is not supported,
          too.
        </p>`
    : html`<p>
          Here stand all products certified at MCT or above, one row for each certification, from the day it is granted.
        </p>
        <p><a href="/advisor">How a product gets here</a></p>`
}

/** A rare colour is looked for a stretch at a time; the page says how far it got and goes on when asked. */
function stretchNote(searched: number, found: number, standing: Standing | null, goOn: string): Html {
  return html`<p class="done-note">
    ${icon('search')}
    <span
      >${lookedThrough(count(searched, 'certification'), found, standing)} There are more to look through.
      <a href="${goOn}">Go on from here</a></span
    >
  </p>`
}

function lookedThrough(certifications: string, found: number, standing: Standing | null): string {
  if (!standing) return say`Looked through ${certifications} and found ${found}.`
  const word = say(STANDING_WORDS[standing])
  return found === 1
    ? say`Looked through ${certifications} and found one that is ${word}.`
    : say`Looked through ${certifications} and found ${found} that are ${word}.`
}

const FORMATS = [
  ['pdf', 'PDF'],
  ['csv', 'CSV'],
  ['xlsx', 'XLSX'],
  ['json', 'JSON'],
] as const

function files(query: Readonly<Record<string, string | null>>): Html {
  return wholeList(
    query,
    each(
      FORMATS,
      ([format, name], index) =>
        html`${index > 0 ? ', ' : ''}<a href="${address(`/reference-guide.${format}`, query)}" data-turbo="false"
            >${name}</a
          >`,
    ),
  )
}
