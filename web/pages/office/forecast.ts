/** What changes colour and when (X-08): partners see their own, everybody else here all, with a picture and a file. */
import { monthSaid } from '../../../src/languages/say.ts'
import { AHEAD_MONTHS, type Forecast, forecast, type ForecastRow } from '../../../src/app/ask/forecast.ts'
import { allPlatforms } from '../../../src/app/ask/platforms.ts'
import { addMonths, type Day } from '../../../src/kernel/day.ts'
import { whoseAlone } from '../../../src/programme/permission.ts'
import { STANDING_RULES } from '../../../src/rulebook/chapters/08-standing.ts'
import { STANDING_WORDS } from '../../../src/rulebook/standing-rule.ts'
import { barPicture } from '../../parts/bars.ts'
import { clauseLink } from '../../parts/because.ts'
import { selectField } from '../../parts/form.ts'
import { address, count, html, type Html, nothing, say } from '../../parts/html.ts'
import { portalPage } from '../../parts/layout.ts'
import { fileNames, wholeList } from '../../parts/listing.ts'
import { standingMark } from '../../parts/standing.ts'
import { ledger, pager } from '../../parts/table.ts'
import { sayDate } from '../../parts/time.ts'
import { page } from '../../visit.ts'
import { cursorIn, cursorText } from '../../parts/cursor.ts'
import { FILTER, filterForm, hasFilter } from './parts.ts'
import { SEES_CERTIFICATIONS } from './who.ts'

export const forecastPage = page('/forecast', SEES_CERTIFICATIONS, async (visit) => {
  const { database } = visit.house
  const own = whoseAlone(visit.actor, SEES_CERTIFICATIONS)
  const platform = visit.query.get('platform') ?? ''
  const turns = visit.query.get('standing') ?? ''
  const standing = turns === 'yellow' || turns === 'red' ? turns : null
  const found = await forecast(database, {
    today: visit.day,
    filter: { ...(platform ? { platform } : {}), organisation: own ?? undefined },
    standing,
    after: cursorIn(visit),
  })
  const asked = { platform, standing: standing ?? '' }
  const content = html`<div class="page-head">
      <h1>What changes colour and when</h1>
      <p class="soft">
        By age and by planned releases alone, if nothing is done, within ${AHEAD_MONTHS} months. A new major release can
        turn a current interop obsolete in one day ${clauseLink('X-08')}.
      </p>
    </div>
    ${filterForm(
      '/forecast',
      html`${selectField({ form: FILTER, name: 'platform', label: 'Platform', required: false, value: platform, empty: 'Any', choices: (await allPlatforms(database)).map((each) => ({ value: each.id, says: each.name })) })}
      ${selectField({ form: FILTER, name: 'standing', label: 'Becomes', required: false, value: turns, empty: 'Either', choices: (['yellow', 'red'] as const).map((value) => ({ value, says: STANDING_WORDS[value] })) })}`,
      hasFilter(visit, 'platform', 'standing'),
    )}
    ${picture(found, visit.day)} ${forecastLedger(found, own === null)}
    ${wholeList(asked, fileNames('/forecast', asked))}
    ${pager({
      older: found.next ? address('/forecast', { ...asked, after: cursorText(found.next) }) : null,
      first: visit.query.get('after') ? address('/forecast', asked) : null,
    })}`
  return portalPage({ visit, title: 'Forecast', content, crumbs: [['/forecast', 'Forecast']] })
})

function picture({ rows }: Forecast, today: Day): Html {
  const months = Array.from({ length: AHEAD_MONTHS + 1 }, (_, index) => addMonths(today, index).slice(0, 7))
  const bars = months.flatMap((month) => {
    const those = rows.filter((row) => row.change.on.startsWith(month))
    const parts = (['yellow', 'red'] as const).map((kind) => ({
      kind,
      amount: those.filter((row) => row.change.standing === kind).length,
    }))
    const says = parts
      .filter((part) => part.amount > 0)
      .map((part) => `${part.amount} ${STANDING_WORDS[part.kind]}`)
      .join(', ')
    return those.length > 0 ? [{ name: monthSaid(Date.parse(`${month}-01`)), parts, says }] : []
  })
  return bars.length < 2 ? nothing : barPicture('How many become stale and obsolete in each month', bars)
}

function forecastLedger(found: Forecast, seesAll: boolean): Html {
  return ledger<ForecastRow>({
    caption: 'Changes of colour ahead, soonest first',
    items: found.rows,
    to: (row) => `/certifications/${row.certification.number}`,
    columns: [
      { head: 'Interop', cell: (row) => html`${row.product.name} on ${row.platform.name}` },
      { head: 'On', cell: (row) => sayDate(row.change.on) },
      { head: 'Becomes', cell: (row) => standingMark(row.change.standing) },
      { head: 'Because', cell: (row) => because(row.change.rule) },
      ...(seesAll ? [{ head: 'Company', cell: (row: ForecastRow) => row.organisation.name }] : []),
      { head: 'Number', kind: 'mono', cell: (row) => row.certification.number },
    ],
    empty: found.next
      ? html`<p>
          Nothing changes among the ${count(found.searched, 'certification')} looked at so far. Go on to the next page
          to look further.
        </p>`
      : html`<p>
          Nothing changes colour in this time. A change stands here as soon as it is in sight: by the age of a
          certification, or by a release that the programme office plans.
        </p>`,
  })
}

function because(id: string): Html {
  const rule = STANDING_RULES.find((each) => each.id === id)
  return rule ? html`<span class="small">${say(rule.says)} ${clauseLink(rule.clause)}</span>` : nothing
}
