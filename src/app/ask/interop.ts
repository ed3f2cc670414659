/**
 * One interop: a product on a platform, with every certification it has had, how each stands on a day, and
 * which of them speaks for the interop. A SAT is not among them: it is never shown in public (3T.SAT).
 */
import sql from 'sql-template-tag'
import { addMonths, type Day, laterOf } from '../../kernel/day.ts'
import { type Certification, isInForce } from '../../programme/certification.ts'
import { type FieldIssue, isOpen } from '../../programme/field-issue.ts'
import { rankOf } from '../../programme/level.ts'
import type { Organisation } from '../../programme/organisation.ts'
import type { Platform } from '../../programme/platform.ts'
import type { Product } from '../../programme/product.ts'
import type { SatEvidence } from '../../programme/sat-evidence.ts'
import { figuresOn } from '../../rulebook/parameters.ts'
import { standingOn, type StandingOnDay } from '../../rulebook/standing.ts'
import type { Standing } from '../../rulebook/standing-rule.ts'
import type { Queryable, Row } from '../../store/database.ts'
import { parameterSettings } from '../house.ts'
import { type Span, standingSpans } from './standing-spans.ts'

export type GuideEdition = { readonly version: number; readonly day: Day }

export type InteropCertification = {
  readonly certification: Certification
  readonly inForce: boolean
  readonly onDay: StandingOnDay
  readonly spans: readonly Span[]
  readonly openIssues: readonly FieldIssue[]
  /** The newest published guide, if there is one. */
  readonly guide: GuideEdition | null
}

export type InteropView = {
  readonly product: Product
  readonly platform: Platform
  readonly organisation: Organisation
  /** Newest grant first. */
  readonly certifications: readonly InteropCertification[]
  /** The one that speaks for the interop on the day: the best standing, then the highest level. */
  readonly leading: InteropCertification | null
  /** Whether a recertification is under way now. */
  readonly recertifying: boolean
  /** Up to which day the spans reach. */
  readonly horizon: Day
}

type InteropRow = {
  readonly product: Product
  readonly platform: Platform
  readonly organisation: Organisation
  readonly certifications: readonly Certification[]
  readonly satEvidence: readonly SatEvidence[]
  readonly fieldIssues: readonly FieldIssue[]
  readonly guides: readonly (GuideEdition & { readonly certification: string })[]
  readonly recertifying: boolean
}

/** How far ahead a forecast is drawn, in months; beyond it nobody plans. */
const FORECAST_MONTHS = 36
/** How many certifications of one interop are read; the newest count. */
const MOST = 40

/** How it stood, stands or is foreseen to stand `on` a day; `today` decides what is forecast. */
export async function interopOf(
  database: Queryable,
  productId: string,
  platformId: string,
  { on, today }: { readonly on: Day; readonly today: Day },
): Promise<InteropView | null> {
  const row = await database.one<InteropRow & Row>(sql`
    select p.state as product, pl.state as platform, o.state as organisation,
      (select coalesce(json_agg(c.state order by c.granted desc, c.id desc), '[]') from (select state, granted, id from certification
        where product = p.id and platform = pl.id and level <> 'SAT' order by granted desc, id desc limit ${MOST}) c) as certifications,
      (select coalesce(json_agg(state), '[]') from sat_evidence where product = p.id and platform = pl.id) as "satEvidence",
      (select coalesce(json_agg(f.state), '[]') from field_issue f join certification c on c.id = f.certification
        where c.product = p.id and c.platform = pl.id) as "fieldIssues",
      (select coalesce(json_agg(json_build_object('certification', g.id, 'version', g.state->'published'->-1->'version', 'day', g.state->'published'->-1->'day')), '[]')
        from guide g join certification c on c.id = g.id
        where c.product = p.id and c.platform = pl.id and jsonb_array_length(g.state->'published') > 0) as guides,
      exists (select 1 from project w where w.product = p.id and w.platform = pl.id
        and w.stage not in ('published', 'closed') and w.state->>'kind' <> 'initial') as recertifying
    from product p join organisation o on o.id = p.organisation, platform pl
    where p.id = ${productId} and pl.id = ${platformId}`)
  if (!row) return null
  const settings = await parameterSettings(database)
  const figures = figuresOn(on, settings)
  const horizon = addMonths(laterOf(on, today), FORECAST_MONTHS)
  const certifications = row.certifications.map((certification): InteropCertification => {
    const fieldIssues = row.fieldIssues.filter((issue) => issue.certification === certification.number)
    const record = {
      certification,
      family: row.product.family,
      platform: row.platform,
      satEvidence: row.satEvidence,
      fieldIssues,
    }
    const guide = row.guides.find((each) => each.certification === certification.number)
    return {
      certification,
      inForce: isInForce(certification, on),
      onDay: standingOn(record, on, today, figures),
      spans: standingSpans(record, laterOf(horizon, certification.granted), today, settings),
      openIssues: fieldIssues.filter((issue) => isOpen(issue, on)),
      guide: guide ? { version: guide.version, day: guide.day } : null,
    }
  })
  const { product, platform, organisation, recertifying } = row
  return { product, platform, organisation, recertifying, certifications, leading: leadingOf(certifications), horizon }
}

const BEST_FIRST: readonly Standing[] = ['green', 'yellow', 'red']

/** In the order in which the support answer chooses: best standing, highest level, latest grant. */
export function leadingOf<Item extends Pick<InteropCertification, 'certification' | 'inForce' | 'onDay'>>(
  items: readonly Item[],
): Item | null {
  const [first] = items
    .filter((item) => item.inForce)
    .toSorted(
      (a, b) =>
        BEST_FIRST.indexOf(a.onDay.standing) - BEST_FIRST.indexOf(b.onDay.standing) ||
        rankOf(b.certification.level) - rankOf(a.certification.level) ||
        (a.certification.granted < b.certification.granted ? 1 : -1),
    )
  return first ?? null
}
