/** What is due on the way to a slot: a new place in the line for the lab (N16), and an entry check that would fail (N27). */
import sql from 'sql-template-tag'
import { addDays, dateWords, type Day } from '../../kernel/day.ts'
import { clauseLine, onClause } from '../../programme/notice.ts'
import { dossierOfProject } from '../../rulebook/project-dossier.ts'
import type { Figures } from '../../rulebook/parameters.ts'
import { stands } from '../../rulebook/rule.ts'
import { findingsAt } from '../../rulebook/rules.ts'
import type { Queryable } from '../../store/database.ts'
import { bandOf, lineForLab } from '../ask/lab-line.ts'
import { subjectOf, type Told } from '../notices.ts'
import { projectFile } from '../project-file.ts'
import { aboutProject, type Occasion } from './occasion.ts'

/** Told whenever the week in which a slot is likely becomes another one, not at every step forward (4B.7, G-22). */
export async function placesInLine(on: Queryable, day: Day, figures: Figures): Promise<readonly Occasion[]> {
  const line = await lineForLab(on)
  return line.map(({ position, ...told }) => {
    const { from, until } = bandOf(position, day, figures)
    const week = Math.floor((position - 1) / Math.max(1, figures.number('lab.slots-a-week')))
    return {
      ...aboutProject(told, ['partner', 'sponsor']),
      code: 'N16',
      // A retest stands in line anew.
      key: `line/${told.project.id}/${told.project.runs.length}/${week}`,
      subject: `${subjectOf(told)}: place ${position} in the line for the lab`,
      body: onClause(
        'G-22',
        `A slot is likely to begin between ${dateWords(from)} and ${dateWords(until)}. It is an estimate and moves with those before you; what is still open on your side goes on meanwhile.`,
      ),
      link: `/projects/${told.project.id}`,
    }
  })
}

/** So many days before a slot the entry check is looked at, while there is time to mend what would fail. */
const DAYS_AHEAD = 5
const MOST = 500

export async function entryChecksFailing(on: Queryable, day: Day, figures: Figures): Promise<readonly Occasion[]> {
  const rows = await on.all<Told & { from: Day; engineer: string }>(
    sql`select p.state as project, product.name as product, platform.name as platform,
          p.state->'slot'->>'from' as "from", p.state->'slot'->>'engineer' as engineer
        from project p join product on product.id = p.product join platform on platform.id = p.platform
        where p.stage = 'scheduled' and p.state->'slot'->>'from' between ${day} and ${addDays(day, DAYS_AHEAD)}
        order by p.id limit ${MOST}`,
  )
  const occasions: Occasion[] = []
  for (const { from, engineer, ...told } of rows) {
    const loaded = await projectFile(on, told.project.id)
    if (!loaded) continue
    const actor = { id: engineer, name: '', organisation: null, parts: ['lab-engineer'] as const }
    const dossier = dossierOfProject(loaded.file, actor, from, figures, ['start-testing'])
    const against = findingsAt('start-testing', dossier, figures).filter((each) => !stands(each))
    if (against.length === 0) continue
    const reasons = against.map(({ says, fix, clause }) => [says, fix, clauseLine(clause)].join('\n'))
    occasions.push({
      ...aboutProject(told, ['partner', 'sponsor', 'lab']),
      code: 'N27',
      key: `entry/${told.project.id}/${from}/${against.map(({ rule }) => rule).join()}`,
      subject: `${subjectOf(told)}: testing could not start on ${dateWords(from)}`,
      body: onClause(
        '6.2',
        `As things stand the entry check on ${dateWords(from)} would fail:`,
        ...reasons,
        'Mend it by then, or ask for another slot in time.',
      ),
      link: `/projects/${told.project.id}`,
    })
  }
  return occasions
}
