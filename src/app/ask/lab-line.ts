/**
 * The line for the lab (4B.7, G-22): projects on paths B and C that are agreed on and have no slot yet, in the order
 * in which they were; and the band of time in which a slot is likely. Before the justification of path B is
 * accepted there is no place and no date.
 */
import sql from 'sql-template-tag'
import { addDays, type Day } from '../../kernel/day.ts'
import type { Actor } from '../../programme/permission.ts'
import type { ProjectFile } from '../../programme/project-file.ts'
import { BEFORE_THE_SLOT } from '../../programme/stage.ts'
import { dossierOfProject } from '../../rulebook/project-dossier.ts'
import type { Figures } from '../../rulebook/parameters.ts'
import { type Finding, stands } from '../../rulebook/rule.ts'
import { findingsAt } from '../../rulebook/rules.ts'
import type { Queryable } from '../../store/database.ts'
import type { Told } from '../notices.ts'

export type Place =
  | { readonly kind: 'no-date-yet'; readonly because: Finding }
  | { readonly kind: 'in-line'; readonly position: number; readonly of: number; readonly band: Band }

/** The earliest and the latest day on which a slot is likely to begin. */
export type Band = { readonly from: Day; readonly until: Day }

/** Further back than this nobody is told a date. */
const MOST_IN_LINE = 500

/** Since when a project is in line: on path B since its case was accepted, on path C since it was ordered. */
const JOINED = sql`coalesce(p.state->'request'->'decided'->>'at', p.state->'order'->>'at')`

const IN_LINE = sql`p.stage = any(${[...BEFORE_THE_SLOT]}) and p.state->>'path' <> 'A' and ${JOINED} is not null`

/** Null where nobody waits for the lab: on path A, before the order of path C, and once there is a slot. */
export async function placeInLine(
  on: Queryable,
  file: ProjectFile,
  actor: Actor,
  day: Day,
  figures: Figures,
): Promise<Place | null> {
  const { project } = file
  if (project.path === 'A') return null
  const findings = findingsAt('fix-timing', dossierOfProject(file, actor, day, figures), figures)
  const against = findings.find((finding) => !stands(finding))
  if (against) return project.stage === 'closed' ? null : { kind: 'no-date-yet', because: against }
  const row = await on.one<{ position: number; of: number }>(
    sql`with line as (
          select p.id, ${JOINED} as joined from project p where ${IN_LINE}
        )
        select (select count(*)::int from line where (line.joined, line.id) <= (own.joined, own.id)) as position,
          (select count(*)::int from line) as of
        from line own where own.id = ${project.id}`,
  )
  return row && { kind: 'in-line', ...row, band: bandOf(row.position, day, figures) }
}

/** Everybody in line, the first first. */
export async function lineForLab(on: Queryable): Promise<readonly (Told & { readonly position: number })[]> {
  return on.all<Told & { position: number }>(
    sql`select p.state as project, product.name as product, platform.name as platform,
          (row_number() over (order by ${JOINED}, p.id))::int as position
        from project p join product on product.id = p.product join platform on platform.id = p.platform
        where ${IN_LINE}
        order by position limit ${MOST_IN_LINE}`,
  )
}

/** As many weeks as the places before it take, and as many more as such things slip. */
export function bandOf(position: number, day: Day, figures: Figures): Band {
  const each = Math.max(1, figures.number('lab.slots-a-week'))
  const weeks = Math.floor((position - 1) / each)
  return {
    from: addDays(day, 7 * weeks),
    until: addDays(day, 7 * (weeks + 1 + figures.number('lab.queue-slip-weeks'))),
  }
}
