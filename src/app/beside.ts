/**
 * What stands beside a project that somebody wants to open, as far as they may know of it: certifications of its level are
 * public, or the partner's own; of projects partners know all on their products, sponsors what they sponsor.
 */
import sql, { empty, type Sql } from 'sql-template-tag'
import type { Day } from '../kernel/day.ts'
import { type Beside, besideOf, type ProjectWanted } from '../programme/beside.ts'
import type { Project } from '../programme/project.ts'
import { isOver, STAGE_NAMES } from '../programme/stage.ts'
import type { Queryable } from '../store/database.ts'
import { loadWhere } from '../store/nouns.ts'
import { figures } from './house.ts'

/** More than ever run on the same releases at a time. */
const MOST_PROJECTS = 200

/** `sponsor` is the organisation of whoever asks as one; null where the partner itself does. */
export async function besideOn(
  on: Queryable,
  wanted: ProjectWanted,
  { day, sponsor, recertifies }: { day: Day; sponsor: string | null; recertifies: string | null },
): Promise<Beside> {
  // Of two who open at once the second is to see the first.
  await on.run(sql`select pg_advisory_xact_lock(hashtextextended(${`projects of ${wanted.product}`}, 0))`)
  const known = sponsor === null ? empty : sql`and p.sponsor = ${sponsor}`
  const projects = await on.all<{ state: Project }>(
    sql`select p.state from project p
        where ${onSamePair(wanted)} and p.stage = any(${LASTING}) ${known}
        order by p.since desc, p.id desc limit ${MOST_PROJECTS}`,
  )
  const { product, platform } = wanted
  const certifications = await loadWhere(on, 'certification', { product, platform })
  return besideOf(
    wanted,
    { projects: projects.map((each) => each.state), certifications: certifications.map((each) => each.state) },
    { day, figure: (await figures(on, day)).number },
    recertifies,
  )
}

const LASTING = STAGE_NAMES.filter((stage) => !isOver(stage) || stage === 'sat-accepted')

/** The part of a query on projects that leaves those of one pair of releases and one topology. */
export function onSamePair({ product, productRelease, platform, platformRelease, topology }: ProjectWanted): Sql {
  return sql`p.product = ${product} and p.platform = ${platform} and p.state->>'productRelease' = ${productRelease}
    and p.state->>'platformRelease' = ${platformRelease} and p.state->>'topology' = ${topology}`
}
