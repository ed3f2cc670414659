/** Reading projects: who may see which is part of every query. */
import sql, { empty, join, type Sql } from 'sql-template-tag'
import { addDays, type Day } from '../../kernel/day.ts'
import { refuse } from '../../kernel/refusal.ts'
import { readsQuote } from '../../programme/fee-agreement.ts'
import { SEES_GUIDE_WRITING } from '../../programme/guide-writing.ts'
import type { Level } from '../../programme/level.ts'
import { type Actor, may, SEES_PROJECT, STAFF } from '../../programme/permission.ts'
import type { Project } from '../../programme/project.ts'
import { belongsOf, type ProjectFile } from '../../programme/project-file.ts'
import type { SponsorRequest } from '../../programme/sponsorship.ts'
import { isOver, type Stage, STAGE_NAMES } from '../../programme/stage.ts'
import type { Figures } from '../../rulebook/parameters.ts'
import type { Fact } from '../../signing/journal.ts'
import type { Queryable, Row } from '../../store/database.ts'
import { productsLike, wordsOf } from '../../store/search.ts'
import { revisionKey } from '../../store/project-file.ts'
import { onSamePair } from '../beside.ts'
import { figures, type House, today } from '../house.ts'
import { projectFile } from '../project-file.ts'
import { TARGETS } from '../targets.ts'
import { type OfferedMove, offeredMoves } from './moves.ts'

/** The part of every query on projects that leaves out what the actor may not see (SEES_PROJECT). */
export function visibleProjects(actor: Actor): Sql {
  const ways = actor.parts.flatMap((part): Sql[] => {
    switch (SEES_PROJECT[part as keyof typeof SEES_PROJECT]) {
      case 'any':
        return [sql`true`]
      case 'own':
        return [sql`p.organisation = ${actor.organisation}`]
      case 'sponsored':
        return [sql`p.sponsor = ${actor.organisation}`]
      case 'assigned':
        return [sql`p.state->'technicians' ? ${actor.id}`]
      default:
        return []
    }
  })
  return ways.length === 0 ? sql`false` : sql`(${join(ways, ' or ')})`
}

export type ProjectRow = {
  readonly id: string
  readonly number: string
  readonly stage: Stage
  readonly level: Level
  readonly since: string
  readonly organisation: string
  readonly organisationName: string
  readonly product: string
  readonly productName: string
  readonly productRelease: string
  readonly platform: string
  readonly platformName: string
  readonly platformRelease: string
  readonly certification: string | null
  readonly openQuestions: number
}

const COLUMNS = sql`p.id, p.number, p.stage, p.level, p.since, p.organisation, o.name as "organisationName", p.product, product.name as "productName",
  p.state->>'productRelease' as "productRelease", p.platform, platform.name as "platformName", p.state->>'platformRelease' as "platformRelease",
  p.state->>'certification' as certification,
  (select count(*)::int from thread t where t.project = p.id and t.state_word = 'open') as "openQuestions"`

const TABLES = sql`project p join organisation o on o.id = p.organisation join product on product.id = p.product join platform on platform.id = p.platform`

export type ProjectQuestion = {
  readonly stage?: string | null
  readonly stages?: readonly string[]
  readonly search?: string | null
  readonly organisation?: string | null
  readonly product?: string
  readonly platform?: string
  /** Leaves out those that came to their end by this day, and what was declined too long ago for a retest (G-02). */
  readonly underWayOn?: Day
  readonly after?: string | null
  readonly limit: number
  /** A condition more on `p`, the project. */
  readonly only?: Sql
  /** What has waited longest first; for whoever has to do something about it. */
  readonly longestFirst?: boolean
}

/** Newest change first, or what waits longest; a page is found by its index. */
export async function listProjects(
  on: Queryable,
  actor: Actor,
  asked: ProjectQuestion,
): Promise<{ projects: readonly ProjectRow[]; after: string | null }> {
  const [since = '', id = ''] = (asked.after ?? '').split('~')
  const conditions = [
    visibleProjects(actor),
    asked.stage ? sql`p.stage = ${asked.stage}` : empty,
    asked.stages ? sql`p.stage = any(${[...asked.stages]})` : empty,
    asked.only ?? empty,
    asked.organisation ? sql`p.organisation = ${asked.organisation}` : empty,
    asked.product ? sql`p.product = ${asked.product}` : empty,
    asked.platform ? sql`p.platform = ${asked.platform}` : empty,
    asked.underWayOn ? await underWay(on, asked.underWayOn) : empty,
    asked.search ? found(asked.search) : empty,
    id ? sql`(p.since, p.id) ${asked.longestFirst ? sql`>` : sql`<`} (${since}, ${id})` : empty,
  ].filter((condition) => condition !== empty)
  const rows = await on.all<ProjectRow & Row>(
    sql`select ${COLUMNS} from ${TABLES} where ${join(conditions, ' and ')} order by ${asked.longestFirst ? sql`p.since, p.id` : sql`p.since desc, p.id desc`} limit ${asked.limit + 1}`,
  )
  const projects = rows.slice(0, asked.limit)
  const last = projects.at(-1)
  return { projects, after: rows.length > asked.limit && last ? `${last.since}~${last.id}` : null }
}

/** Others that are under way for the same releases and topology, as far as the actor may see them. */
export async function projectsOnSamePair(
  on: Queryable,
  actor: Actor,
  project: Project,
  day: Day,
): Promise<readonly ProjectRow[]> {
  const only = sql`p.id <> ${project.id} and ${onSamePair(project)}`
  return (await listProjects(on, actor, { underWayOn: day, only, limit: 20 })).projects
}

/** Of these projects those that the actor may see. */
export async function projectsSeen(
  on: Queryable,
  actor: Actor,
  ids: readonly string[],
): Promise<readonly ProjectRow[]> {
  if (ids.length === 0) return []
  return (await listProjects(on, actor, { only: sql`p.id = any(${ids})`, limit: ids.length })).projects
}

async function underWay(on: Queryable, day: Day): Promise<Sql> {
  const retestable = addDays(day, -(await figures(on, day)).number('retest.days'))
  return sql`p.stage = any(${UNDER_WAY}) and (p.stage <> 'not-granted' or p.since >= ${retestable})`
}

const UNDER_WAY = STAGE_NAMES.filter((stage) => !isOver(stage))

/** By number, product, company, platform or release; every word has to be found. */
function found(search: string): Sql {
  const words = wordsOf(search).map((word) => {
    const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`
    return sql`(lower(p.number) like ${pattern} or lower(platform.name) like ${pattern}
      or lower(coalesce(platform.state->>'aliases', '')) like ${pattern} or p.state->>'platformRelease' = ${word}
      or p.state->>'productRelease' = ${word} or p.product in (${productsLike(word)}))`
  })
  return words.length > 0 ? join(words, ' and ') : sql`true`
}

export type OpenProject = {
  readonly file: ProjectFile
  readonly revision: number
  readonly moves: readonly OfferedMove[]
  readonly figures: Figures
}

/** One project for whoever may see it; for everybody else there is none. */
export async function openProjectFile(house: House, actor: Actor, id: string): Promise<OpenProject> {
  const loaded = await projectFile(house.database, id)
  if (!loaded || !may(actor, SEES_PROJECT, belongsOf(loaded.file))) {
    return refuse('not-found', {
      says: 'There is no such project, or it is not yours to see.',
      next: 'Go back to your projects.',
    })
  }
  const day = today(house)
  const figure = await figures(house.database, day)
  return {
    file: asShownTo(actor, loaded.file),
    revision: loaded.revisions.get(revisionKey('project', id)) ?? 0,
    moves: offeredMoves(TARGETS.project, loaded.file, actor, day, figure),
    figures: figure,
  }
}

/**
 * What the vendor is still working out is not shown outside: a quote has no lines before it is issued (5T.d), and
 * afterwards for those only whose affair it is; without lines it has no papers either. What the lab is writing into a
 * guide is not its draft yet.
 */
function asShownTo(actor: Actor, whole: ProjectFile): ProjectFile {
  const file = may(actor, SEES_GUIDE_WRITING, {}) ? whole : { ...whole, guideWriting: null }
  if (may(actor, STAFF, {})) return file
  const quotes = file.project.quotes.map((quote) =>
    quote.issued && readsQuote(actor.organisation, quote, file.project)
      ? quote
      : { ...quote, lines: [], effort: null, assumptions: [] },
  )
  const isSponsors = actor.organisation !== null && actor.organisation === file.project.sponsor
  const request = file.project.request && !isSponsors ? withoutFigures(file.project.request) : file.project.request
  return { ...file, project: { ...file.project, quotes, ...(request ? { request } : {}) } }
}

/** A business case is between the sponsor and the vendor: the partner reads its outcome, not its figures (4B.4). */
function withoutFigures(request: SponsorRequest): SponsorRequest {
  const stated = {
    ...request.stated,
    justification: '',
    strategic: '',
    localNeeds: '',
    revenue: { vendor: null, reseller: null },
  }
  return { ...request, stated, assessment: null, asked: [] }
}

/** The same of the facts by which a quote was prepared and a case was stated; their hash stays that of the whole. */
export function factAsShownTo(actor: Actor, fact: Fact, sponsor: string | null = null): Fact {
  if (may(actor, STAFF, {})) return fact
  const isSponsors = actor.organisation !== null && actor.organisation === sponsor
  const isHidden = fact.kind === 'quote-prepared' || (OF_THE_SPONSOR.has(fact.kind) && !isSponsors)
  return isHidden ? { ...fact, data: null } : fact
}

const OF_THE_SPONSOR = new Set([
  'sponsored-project-requested',
  'request-completed',
  'request-returned',
  'business-case-assessed',
])
