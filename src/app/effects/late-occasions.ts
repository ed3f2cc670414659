/**
 * What is about to be late and what is late, by the days the programme aims at (N46, G-06): whoever's turn it is hears
 * before and after the day, the programme office once it has been late for some time. The clock stands while the
 * partner has the turn, so that only the vendor's own sides are ever late.
 */
import sql from 'sql-template-tag'
import { addBusinessDays, businessDaysBetween, dateWords, type Day } from '../../kernel/day.ts'
import { count } from '../../kernel/text.ts'
import { dueOf } from '../../programme/due.ts'
import { type Audience, onClause } from '../../programme/notice.ts'
import { STAGE_NAMES, STAGES, type Stage, type Turn } from '../../programme/stage.ts'
import type { Figures } from '../../rulebook/parameters.ts'
import type { Queryable } from '../../store/database.ts'
import { subjectOf, type Told } from '../notices.ts'
import { aboutProject, headed, type Occasion } from './occasion.ts'
import { everyRow } from '../../store/every-row.ts'

const AUDIENCE: Readonly<Partial<Record<Turn, Audience>>> = { lab: 'lab', 'programme-office': 'office' }

/** Stages with a day the programme aims at, on the turn of a side that is told. */
const AIMED: readonly Stage[] = STAGE_NAMES.filter((stage) => STAGES[stage].target && AUDIENCE[STAGES[stage].turn])

export async function* lateOccasions(on: Queryable, day: Day, figure: Figures): AsyncGenerator<Occasion> {
  const warning = figure.number('target.warning-days')
  const escalation = figure.number('target.escalation-days')
  for await (const told of projectsAimed(on)) {
    const { project } = told
    const due = dueOf(project, figure.number)
    const audience = AUDIENCE[STAGES[project.stage].turn]
    if (!due || !audience) continue
    const left = due.by >= day ? businessDaysBetween(day, due.by) : null
    const since = `${project.since.at}/${due.by}`
    const about = {
      code: 'N46',
      subject: headed(subjectOf(told), `due on ${dateWords(due.by)}, at the stage “${STAGES[project.stage].says}”`),
      link: `/projects/${project.id}`,
    }
    const { asks, meanwhile } = STAGES[project.stage]
    if (left !== null) {
      if (left > warning) continue
      yield {
        ...aboutProject(told, [audience]),
        ...about,
        key: `late/${project.id}/${since}/before`,
        body: onClause(
          'G-06',
          asks,
          left === 0
            ? `The programme aims at ${dateWords(due.by)}, which is today.`
            : `The programme aims at ${dateWords(due.by)}, ${count(left, 'working day')} from now.`,
        ),
      }
      continue
    }
    const isEscalated = addBusinessDays(due.by, escalation) <= day
    const late = count(businessDaysBetween(due.by, day), 'working day')
    yield {
      ...aboutProject(told, isEscalated ? [...new Set<Audience>([audience, 'office'])] : [audience]),
      ...about,
      key: `late/${project.id}/${since}/${isEscalated ? 'escalated' : 'after'}`,
      body: isEscalated
        ? onClause(
            'G-06',
            `This has been late for ${late}; the programme aimed at ${dateWords(due.by)}.`,
            ...(audience === 'office'
              ? [asks, 'Agree who does it, and tell the partner a day.']
              : [meanwhile, 'The lab and the programme office agree who does it, and tell the partner a day.']),
          )
        : onClause('G-06', `This is late: the programme aimed at ${dateWords(due.by)}.`, asks),
    }
  }
}

function projectsAimed(on: Queryable): AsyncGenerator<Told> {
  return everyRow<Told>(
    on,
    ({ project }) => project.id,
    (after, limit) =>
      sql`select p.state as project, product.name as product, platform.name as platform
          from project p join product on product.id = p.product join platform on platform.id = p.platform
          where p.stage = any(${[...AIMED]}) and p.id > ${after} order by p.id limit ${limit}`,
  )
}
