/** Home: what waits for somebody, then what waits for others, then what is coming. */
import sql, { type Sql } from 'sql-template-tag'
import { addDays, type Day } from '../../kernel/day.ts'
import { beginningOf, count } from '../../kernel/text.ts'
import { type Membership, membershipOn, type Tier } from '../../programme/membership.ts'
import type { Actor, Part } from '../../programme/permission.ts'
import { sideOf, type Thread } from '../../programme/thread.ts'
import { isTurnOf, STAGE_NAMES, STAGES, type Stage, type Turn } from '../../programme/stage.ts'
import { STANDING_WORDS } from '../../rulebook/standing-rule.ts'
import type { Figures } from '../../rulebook/parameters.ts'
import type { Queryable, Row } from '../../store/database.ts'
import { figures } from '../house.ts'
import { membershipOf } from './organisations.ts'
import { listProjects, type ProjectRow, visibleProjects } from './projects.ts'
import { referenceGuide } from './reference-guide.ts'

export type Home = {
  readonly mine: readonly ProjectRow[]
  readonly others: readonly ProjectRow[]
  readonly coming: readonly Coming[]
  readonly waiting: readonly Waiting[]
  readonly questions: readonly AskedOfMe[]
  /** How many questions wait in all; the list shows the oldest. */
  readonly allQuestions: number
  readonly fee: FeeAwaited | null
}

/** An open question that waits for an answer of one's own side. */
export type AskedOfMe = {
  readonly project: string
  readonly number: string
  readonly product: string
  readonly about: string | null
  readonly text: string
  readonly since: Day
  readonly link: string
}

/** A membership that is approved and begins with its fee. */
export type FeeAwaited = { readonly tier: Tier; readonly since: Day | null }

/** Something with a day to come: a slot, a quote that expires, a term that ends. */
export type Coming = { readonly on: Day; readonly says: string; readonly link: string }

/** Work that is not a project's: applications and enquiries for the office. */
export type Waiting = { readonly says: string; readonly link: string; readonly count: number }

const MOST_QUESTIONS = 20
const COMING_DAYS = 45
/** Terms and standings are told of earlier than slots and quotes: there is more to do about them. */
const CHANGING_DAYS = 90

const TURNS: Readonly<Partial<Record<Part, Turn>>> = {
  'partner-admin': 'partner',
  'partner-engineer': 'partner',
  'programme-manager': 'programme-office',
  'lab-engineer': 'lab',
  'reseller-sponsor': 'sponsor',
  'sales-unit': 'sponsor',
  'field-technician': 'technician',
}

export function turnsOf(actor: Actor): readonly Turn[] {
  return [...new Set(actor.parts.flatMap((part) => TURNS[part] ?? []))]
}

export async function homeOf(on: Queryable, actor: Actor, today: Day): Promise<Home> {
  const turns = turnsOf(actor)
  const stagesOf = (isMine: boolean): readonly Stage[] =>
    STAGE_NAMES.filter((stage) => STAGES[stage].turn !== 'nobody' && isTurnOf(stage, turns) === isMine)
  const mine = await listProjects(on, actor, {
    stages: stagesOf(true),
    only: sql`not ${keptOut(actor)}`,
    limit: 30,
    longestFirst: true,
  })
  const others = await listProjects(on, actor, {
    only: sql`(p.stage = any(${[...stagesOf(false)]}) or ${keptOut(actor)})`,
    limit: 15,
    longestFirst: true,
  })
  const questions = await askedOf(on, actor)
  const figure = await figures(on, today)
  const membership = isPartner(actor) && actor.organisation ? await membershipOf(on, actor.organisation) : null
  return {
    mine: mine.projects,
    others: others.projects,
    coming: [
      ...(await comingUp(on, actor, today)),
      ...(membership ? termEnding(membership, today) : []),
      ...(isPartner(actor) && actor.organisation ? await standingsChanging(on, actor.organisation, today) : []),
    ]
      .toSorted((a, b) => (a.on < b.on ? -1 : 1))
      .slice(0, 12),
    waiting: actor.parts.includes('programme-manager') ? await officeWork(on) : [],
    questions: questions.slice(0, MOST_QUESTIONS),
    allQuestions: questions[0]?.all ?? 0,
    fee: feeAwaited(membership, today, figure),
  }
}

function isPartner(actor: Actor): boolean {
  return actor.parts.includes('partner-admin') || actor.parts.includes('partner-engineer')
}

/**
 * Projects that four eyes keep somebody out of while they wait for a reader or a decision (G-08), as
 * `isKeptOut` of the programme tells it of one project.
 */
function keptOut(actor: Actor): Sql {
  const { id } = actor
  if (!turnsOf(actor).some((turn) => turn === 'lab' || turn === 'programme-office')) return sql`false`
  const tested = sql`exists (select 1 from run where run.project = p.id and (run.state->'started'->>'by' = ${id}
    or run.state->'finished'->>'by' = ${id} or run.state->'recordedBy' ? ${id}
    or exists (select 1 from jsonb_each(run.state->'results') result where result.value->>'by' = ${id})))`
  const read = sql`exists (select 1 from jsonb_array_elements(p.state->'reviews') review where review->>'by' = ${id})`
  return sql`(p.stage in ('report-review', 'decision') and (${tested} or (p.stage = 'decision' and ${read})))`
}

type AskedRow = { project: string; number: string; product: string; state: Thread; all: number } & Row

/** Questions waiting for the side somebody is on, the oldest first; for those who may answer. */
async function askedOf(on: Queryable, actor: Actor): Promise<readonly (AskedOfMe & { readonly all: number })[]> {
  if (turnsOf(actor).length === 0) return []
  const rows = await on.all<AskedRow>(
    sql`select p.id as project, p.number, product.name as product, t.state, (count(*) over ())::int as all
        from thread t join project p on p.id = t.project join product on product.id = p.product
        where t.state_word = 'open' and t.waits_for = ${sideOf(actor)} and ${visibleProjects(actor)}
        order by t.state->'messages'->-1->>'at', t.id limit ${MOST_QUESTIONS}`,
  )
  return rows.flatMap(({ project, number, product, state, all }) => {
    const last = state.messages.at(-1)
    if (!last) return []
    const link = `/projects/${project}/questions#thread-${state.id}`
    return [{ project, number, product, about: state.about.ref, text: cut(last.text), since: last.day, link, all }]
  })
}

const MOST_TEXT = 160

function cut(text: string): string {
  return text.length > MOST_TEXT ? `${beginningOf(text, MOST_TEXT)}…` : text
}

function feeAwaited(membership: Membership | null, today: Day, figure: Figures): FeeAwaited | null {
  const { application } = membership ?? {}
  if (!application || membershipOn(membership, today, figure.number('membership.grace-days')) !== 'approved')
    return null
  return { tier: application.tier, since: application.decided?.day ?? null }
}

function termEnding({ terms, terminated }: Membership, today: Day): readonly Coming[] {
  const last = terms.at(-1)
  if (!last || terminated || last.until < today || last.until > addDays(today, CHANGING_DAYS)) return []
  return [
    { on: last.until, says: 'Your membership ends, unless its fee is paid', link: '/our-organisation#membership' },
  ]
}

const MOST_STANDINGS = 100

/** What is about to change with the partner's own certifications, by time alone. */
async function standingsChanging(on: Queryable, organisation: string, today: Day): Promise<readonly Coming[]> {
  const { rows } = await referenceGuide(on, {
    on: today,
    today,
    filter: { organisation },
    standing: null,
    after: null,
    limit: MOST_STANDINGS,
  })
  return rows.flatMap(({ certification, product, platform, onDay: { next } }) =>
    next && next.on > today && next.on <= addDays(today, CHANGING_DAYS)
      ? [
          {
            on: next.on,
            says: `${product.name} on ${platform.name} becomes ${STANDING_WORDS[next.standing]} (${certification.number})`,
            link: `/certifications/${certification.number}`,
          },
        ]
      : [],
  )
}

async function comingUp(on: Queryable, actor: Actor, today: Day): Promise<readonly Coming[]> {
  const until = addDays(today, COMING_DAYS)
  const rows = await on.all<{ id: string; number: string; product: string; slot: Day | null; valid: Day | null } & Row>(
    sql`select p.id, p.number, product.name as product, p.state->'slot'->>'from' as slot,
          (select max(q->>'validUntil') from jsonb_array_elements(p.state->'quotes') q where q->>'state' = 'issued') as valid
        from project p join product on product.id = p.product
        where ${visibleProjects(actor)} and p.stage in ('quote-offered', 'quote-with-sponsor', 'slot-offered', 'scheduled') order by p.since desc limit 200`,
  )
  return rows.flatMap(({ id, number, product, slot, valid }): Coming[] => [
    ...(slot && slot >= today && slot <= until
      ? [{ on: slot, says: `Slot of ${product} begins (${number})`, link: `/projects/${id}` }]
      : []),
    ...(valid && valid >= today && valid <= until
      ? [{ on: valid, says: `Quote for ${product} expires (${number})`, link: `/projects/${id}/quote` }]
      : []),
  ])
}

async function officeWork(on: Queryable): Promise<readonly Waiting[]> {
  const row = await on.one<{ applied: number; approved: number; asked: number; enquiries: number; texts: number }>(
    sql`select (select count(*)::int from membership where application = 'applied') as applied,
          (select count(*)::int from membership where state ? 'asked' and state->'asked' <> 'null'::jsonb) as asked,
          (select count(*)::int from membership where application = 'approved') as approved,
          (select count(*)::int from enquiry where not answered) as enquiries,
          (select count(*)::int from listing_text where waiting is not null) as texts`,
  )
  const { applied, approved, asked, enquiries, texts } = row ?? {
    applied: 0,
    approved: 0,
    asked: 0,
    enquiries: 0,
    texts: 0,
  }
  return [
    {
      says: count(applied, 'application to decide', 'applications to decide'),
      link: '/memberships?state=applied',
      count: applied,
    },
    {
      says: count(approved, 'membership approved, fee awaited', 'memberships approved, fee awaited'),
      link: '/memberships?state=approved',
      count: approved,
    },
    {
      says: count(asked, 'further term asked for', 'further terms asked for'),
      link: '/memberships?state=asked',
      count: asked,
    },
    { says: count(enquiries, 'enquiry to answer', 'enquiries to answer'), link: '/enquiries', count: enquiries },
    {
      says: count(texts, 'listing text to approve', 'listing texts to approve'),
      link: '/listing-texts',
      count: texts,
    },
  ].filter((each) => each.count > 0)
}
