/** Home: what waits for somebody, then what waits for others, then what is coming. */
import sql from 'sql-template-tag'
import { addDays, type Day } from '../../kernel/day.ts'
import type { Actor, Part } from '../../programme/permission.ts'
import { STAGE_NAMES, STAGES, type Stage, type Turn } from '../../programme/stage.ts'
import type { Queryable, Row } from '../../store/database.ts'
import { listProjects, type ProjectRow, visibleProjects } from './projects.ts'

export type Home = {
  readonly mine: readonly ProjectRow[]
  readonly others: readonly ProjectRow[]
  readonly coming: readonly Coming[]
  readonly waiting: readonly Waiting[]
}

/** Something with a day to come: a slot, a quote that expires, a term that ends. */
export type Coming = { readonly on: Day; readonly says: string; readonly link: string }

/** Work that is not a project's: applications and enquiries for the office. */
export type Waiting = { readonly says: string; readonly link: string; readonly count: number }

const TURNS: Readonly<Partial<Record<Part, Turn>>> = {
  'partner-admin': 'partner',
  'partner-engineer': 'partner',
  'programme-manager': 'programme-office',
  'lab-engineer': 'lab',
}

export function turnsOf(actor: Actor): readonly Turn[] {
  return [...new Set(actor.parts.flatMap((part) => TURNS[part] ?? []))]
}

export async function homeOf(on: Queryable, actor: Actor, today: Day): Promise<Home> {
  const turns = turnsOf(actor)
  const stagesOf = (isMine: boolean): readonly Stage[] =>
    STAGE_NAMES.filter((stage) => STAGES[stage].turn !== 'nobody' && turns.includes(STAGES[stage].turn) === isMine)
  const mine = await listProjects(on, actor, { stages: stagesOf(true), limit: 30, longestFirst: true })
  const others = await listProjects(on, actor, { stages: stagesOf(false), limit: 15 })
  return {
    mine: mine.projects,
    others: others.projects,
    coming: await comingUp(on, actor, today),
    waiting: actor.parts.includes('programme-manager') ? await officeWork(on) : [],
  }
}

async function comingUp(on: Queryable, actor: Actor, today: Day): Promise<readonly Coming[]> {
  const until = addDays(today, 45)
  const rows = await on.all<{ id: string; number: string; product: string; slot: Day | null; valid: Day | null } & Row>(
    sql`select p.id, p.number, product.name as product, p.state->'slot'->>'from' as slot,
          (select max(q->>'validUntil') from jsonb_array_elements(p.state->'quotes') q where q->>'state' = 'issued') as valid
        from project p join product on product.id = p.product
        where ${visibleProjects(actor)} and p.stage in ('quote-offered', 'slot-offered', 'scheduled') order by p.since desc limit 200`,
  )
  const found = rows.flatMap(({ id, number, product, slot, valid }): Coming[] => [
    ...(slot && slot >= today && slot <= until
      ? [{ on: slot, says: `Slot of ${product} begins (${number})`, link: `/projects/${id}` }]
      : []),
    ...(valid && valid >= today && valid <= until
      ? [{ on: valid, says: `Quote for ${product} expires (${number})`, link: `/projects/${id}/quote` }]
      : []),
  ])
  return found.toSorted((a, b) => (a.on < b.on ? -1 : 1)).slice(0, 12)
}

async function officeWork(on: Queryable): Promise<readonly Waiting[]> {
  const row = await on.one<{ applied: number; approved: number; enquiries: number }>(
    sql`select (select count(*) from membership where application = 'applied') as applied,
          (select count(*) from membership where application = 'approved') as approved,
          (select count(*) from enquiry where not answered) as enquiries`,
  )
  return [
    { says: 'applications to decide', link: '/memberships?state=applied', count: row?.applied ?? 0 },
    { says: 'approved, fee awaited', link: '/memberships?state=approved', count: row?.approved ?? 0 },
    { says: 'enquiries to answer', link: '/enquiries', count: row?.enquiries ?? 0 },
  ].filter((each) => each.count > 0)
}
