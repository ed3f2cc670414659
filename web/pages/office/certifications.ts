/** Certifications in force with their standing: partners see their own, everybody else here all of them. */
import { allPlatforms, allRegions } from '../../../src/app/ask/platforms.ts'
import type { GuideRow } from '../../../src/app/ask/reference-guide.ts'
import { CERTIFICATION_LIST } from '../../../src/app/lists/certifications.ts'
import type { ListPage } from '../../../src/app/lists/list.ts'
import { CERTIFIED_LEVELS, type CertifiedLevel, LEVEL_NAMES } from '../../../src/programme/level.ts'
import type { Region } from '../../../src/programme/organisation.ts'
import { may, mightEver } from '../../../src/programme/permission.ts'
import { type Standing, STANDING_WORDS } from '../../../src/rulebook/standing-rule.ts'
import { guideRecordOf } from '../../../src/app/ask/certifications.ts'
import { selectField, textField } from '../../parts/form.ts'
import { address, html, type Html, nothing, say, when } from '../../parts/html.ts'
import { portalPage } from '../../parts/layout.ts'
import { fileLinks, pageOf } from '../../parts/listing.ts'
import { nextChange, standingMark } from '../../parts/standing.ts'
import { type Column, ledger, pager } from '../../parts/table.ts'
import { sayDate } from '../../parts/time.ts'
import { page, type Visit } from '../../visit.ts'
import { pairsShort } from '../public/pairs.ts'
import { regionName } from '../public/reference-guide.ts'
import { FILTER, filterForm, hasFilter } from './parts.ts'
import { SEES_CERTIFICATIONS, STAFF } from './who.ts'

type Asked = {
  readonly search: string
  readonly standing: Standing | null
  readonly level: CertifiedLevel | null
  readonly platform: string
}

export const certificationListPage = page('/certifications', SEES_CERTIFICATIONS, async (visit) => {
  const { database } = visit.house
  const seesAll = may(visit.actor, SEES_CERTIFICATIONS, {})
  const asked = askedOf(visit)
  const platforms = await allPlatforms(database)
  const found = await pageOf(visit, CERTIFICATION_LIST)
  const content = html`<div class="page-head">
      <h1>${say(seesAll ? 'Certifications' : 'Our certifications')}</h1>
      <p class="soft">In force today, newest first. Standing is computed for the day you look.</p>
    </div>
    ${filterForm('/certifications', filterFields(asked, platforms), hasFilter(visit, 'search', 'standing', 'level', 'platform'))}
    ${ledger({
      caption: 'Certifications in force, newest first',
      items: found.rows,
      to: (row) => `/certifications/${row.certification.number}`,
      columns: columnsFor(visit, await allRegions(database), seesAll),
      empty: await emptyWords(visit, asked, found, seesAll),
    })}
    ${pager({
      older: found.after ? address('/certifications', { ...asked, after: found.after }) : null,
      first: visit.query.get('after') ? address('/certifications', asked) : null,
    })}
    ${fileLinks(visit, CERTIFICATION_LIST)}`
  return portalPage({ visit, title: 'Certifications', content, crumbs: [['/certifications', 'Certifications']] })
})

function askedOf(visit: Visit): Asked {
  const standing = visit.query.get('standing') ?? ''
  const level = visit.query.get('level') ?? ''
  return {
    search: visit.query.get('search') ?? '',
    standing: Object.hasOwn(STANDING_WORDS, standing) ? (standing as Standing) : null,
    level: CERTIFIED_LEVELS.find((each) => each === level) ?? null,
    platform: visit.query.get('platform') ?? '',
  }
}

function filterFields(asked: Asked, platforms: Awaited<ReturnType<typeof allPlatforms>>): Html {
  return html`<div class="search">
      ${textField({ form: FILTER, name: 'search', label: 'Product, company or number', type: 'search', required: false, value: asked.search })}
    </div>
    ${selectField({ form: FILTER, name: 'standing', label: 'Standing', required: false, value: asked.standing ?? '', empty: 'Any', choices: Object.entries(STANDING_WORDS).map(([value, says]) => ({ value, says })) })}
    ${selectField({ form: FILTER, name: 'level', label: 'Level', required: false, value: asked.level ?? '', empty: 'Any', choices: CERTIFIED_LEVELS.map((value) => ({ value, says: `${value}, ${say(LEVEL_NAMES[value])}` })) })}
    ${selectField({ form: FILTER, name: 'platform', label: 'Platform', required: false, value: asked.platform, empty: 'Any', choices: platforms.map((each) => ({ value: each.id, says: each.name })) })}`
}

function columnsFor(visit: Visit, regions: readonly Region[], seesAll: boolean): readonly Column<GuideRow>[] {
  const company: Column<GuideRow> = { head: 'Company', cell: (row) => row.organisation.name }
  return [
    { head: 'Interop', cell: (row) => html`${row.product.name} on ${row.platform.name}` },
    { head: 'Standing', cell: (row) => standingMark(row.onDay.standing) },
    { head: 'Next change', cell: (row) => nextChange(row.onDay, visit.day) },
    {
      head: 'Level',
      cell: (row) =>
        html`${row.certification.level}${when(row.certification.region, (id) => html` <span class="soft">${regionName(regions, id)}</span>`)}`,
    },
    { head: 'Release pairs', cell: (row) => pairsShort(row.certification, visit.day) },
    ...(seesAll ? [company] : []),
    { head: 'Granted', cell: (row) => sayDate(row.certification.granted) },
    { head: 'Number', cell: (row) => numberCell(visit, row) },
  ]
}

/** The number, and for staff the way to what can be done with it. */
function numberCell(visit: Visit, { certification: { number } }: GuideRow): Html {
  return html`<span class="mono nowrap">${number}</span>${
      mightEver(visit.actor, STAFF)
        ? html`<br /><a href="/certifications/${number}/manage"
              >Manage<span class="visually-hidden"> ${number}</span></a
            >`
        : nothing
    }`
}

async function emptyWords(visit: Visit, asked: Asked, found: ListPage<GuideRow>, seesAll: boolean): Promise<Html> {
  if (found.rows.length > 0) return nothing
  if (found.after) return html`<p>None among those looked at so far. Go on to the next page to look further.</p>`
  const number = asked.search.trim().toUpperCase()
  const record = /^[A-Z]{3}-\d{4}-\d+$/.test(number) ? await guideRecordOf(visit.house.database, number) : null
  if (record && (seesAll || record.organisation.id === visit.actor.organisation))
    return html`<p>
      <a href="/certifications/${number}">${number}</a> exists, but is not listed here: it is a self-assessment or no
      longer in force.
    </p>`
  if (hasFilter(visit, 'search', 'standing', 'level', 'platform'))
    return html`<p>No certification fits this filter.</p>`
  return seesAll
    ? html`<p>Certifications stand here once a project is granted or a history is imported.</p>`
    : html`<p>
          Yours stand here once a project is granted, each with its standing: current, later stale, obsolete in the end,
          by its age and by what the platform has released since.
        </p>
        <a class="button plain" href="/projects">Your projects</a>`
}
