/**
 * What stands beside a project that somebody wants to open, as far as they may know of it: certifications are public;
 * of projects partners know all on their products, sponsors their own.
 */
import sql, { empty } from 'sql-template-tag'
import type { Day } from '../kernel/day.ts'
import { type Beside, besideOf, type ProjectWanted } from '../programme/beside.ts'
import type { Project } from '../programme/project.ts'
import type { Queryable } from '../store/database.ts'
import { loadWhere } from '../store/nouns.ts'

/** More than ever run on one product and platform at a time. */
const MOST_PROJECTS = 200

/** `sponsor` is the organisation of whoever asks as one; null where the partner itself does. */
export async function besideOn(
  on: Queryable,
  wanted: ProjectWanted,
  { day, sponsor, recertifies }: { day: Day; sponsor: string | null; recertifies: string | null },
): Promise<Beside> {
  // Of two who open at once the second is to see the first.
  await on.run(sql`select pg_advisory_xact_lock(hashtextextended(${`projects of ${wanted.product}`}, 0))`)
  const known = sponsor === null ? empty : sql`and (p.sponsor = ${sponsor} or p.organisation = ${sponsor})`
  const projects = await on.all<{ state: Project }>(
    sql`select p.state from project p
        where p.product = ${wanted.product} and p.platform = ${wanted.platform} and p.stage not in ('published', 'closed') ${known}
        order by p.since desc, p.id desc limit ${MOST_PROJECTS}`,
  )
  const { product, platform } = wanted
  const certifications = await loadWhere(on, 'certification', { product, platform })
  return besideOf(
    wanted,
    { projects: projects.map((each) => each.state), certifications: certifications.map((each) => each.state) },
    day,
    recertifies,
  )
}
