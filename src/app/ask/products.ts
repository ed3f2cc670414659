/** Reading products: partners see their own, staff all; one with its certifications and projects under way. */
import sql, { empty, join, type Sql } from 'sql-template-tag'
import type { Day } from '../../kernel/day.ts'
import type { Certification } from '../../programme/certification.ts'
import type { Family } from '../../programme/interface.ts'
import type { Level } from '../../programme/level.ts'
import { type Actor, may, SEES_PRODUCT } from '../../programme/permission.ts'
import type { Product } from '../../programme/product.ts'
import type { Stage } from '../../programme/stage.ts'
import type { StandingOnDay } from '../../rulebook/standing.ts'
import type { Queryable, Row } from '../../store/database.ts'
import { andProductFound, searchTerms } from '../../store/search.ts'
import { joinCursor, splitCursor } from './organisations.ts'
import { visibleProjects } from './projects.ts'
import { referenceGuide } from './reference-guide.ts'

export type ProductRow = { readonly product: Product; readonly organisationName: string }

export type ProductQuestion = {
  readonly search: string | null
  readonly family: Family | null
  readonly after: string | null
  readonly limit: number
}

function visibleProducts(actor: Actor): Sql {
  if (may(actor, SEES_PRODUCT, {})) return sql`true`
  return may(actor, SEES_PRODUCT, { organisation: actor.organisation })
    ? sql`p.organisation = ${actor.organisation}`
    : sql`false`
}

/** By name; a page is found by its index. */
export async function listProducts(
  on: Queryable,
  actor: Actor,
  asked: ProductQuestion,
): Promise<{ rows: readonly ProductRow[]; after: string | null }> {
  const [name = '', id = ''] = splitCursor(asked.after)
  const conditions = [
    visibleProducts(actor),
    asked.family ? sql`p.family = ${asked.family}` : empty,
    id ? sql`(p.name, p.id) > (${name}, ${id})` : empty,
  ].filter((condition) => condition !== empty)
  const found = await on.all<ProductRow & Row>(
    sql`select p.state as product, o.name as "organisationName" from product p join organisation o on o.id = p.organisation
        where ${join(conditions, ' and ')} ${andProductFound(sql`p.id`, await searchTerms(on, asked.search))} order by p.name, p.id limit ${asked.limit + 1}`,
  )
  const rows = found.slice(0, asked.limit)
  const last = rows.at(-1)?.product
  return { rows, after: found.length > asked.limit && last ? joinCursor(last.name, last.id) : null }
}

export type ProductCertification = {
  readonly certification: Certification
  readonly platformName: string
  /** None for a SAT and for what is no longer in force. */
  readonly onDay: StandingOnDay | null
}

const MOST_CERTIFICATIONS = 100

/** Every certification a product ever had, newest first, with its standing where it has one. */
export async function certificationsOfProduct(
  on: Queryable,
  product: string,
  today: Day,
): Promise<readonly ProductCertification[]> {
  const all = await on.all<{ certification: Certification; platformName: string } & Row>(
    sql`select c.state as certification, pl.name as "platformName" from certification c join platform pl on pl.id = c.platform
        where c.product = ${product} order by c.granted desc, c.id desc limit ${MOST_CERTIFICATIONS}`,
  )
  const { rows } = await referenceGuide(on, {
    on: today,
    today,
    filter: { product },
    standing: null,
    after: null,
    limit: MOST_CERTIFICATIONS,
  })
  const standings = new Map(rows.map((row) => [row.certification.number, row.onDay]))
  return all.map((row) => ({ ...row, onDay: standings.get(row.certification.number) ?? null }))
}

export type ProductProject = {
  readonly id: string
  readonly number: string
  readonly stage: Stage
  readonly level: Level
  readonly platformName: string
  readonly platformRelease: string
  readonly productRelease: string
}

/** Projects of a product that are not over, as far as the actor may see them. */
export async function projectsUnderWay(
  on: Queryable,
  actor: Actor,
  product: string,
): Promise<readonly ProductProject[]> {
  return on.all<ProductProject & Row>(
    sql`select p.id, p.number, p.stage, p.level, platform.name as "platformName",
          p.state->>'platformRelease' as "platformRelease", p.state->>'productRelease' as "productRelease"
        from project p join platform on platform.id = p.platform
        where p.product = ${product} and p.stage not in ('published', 'closed') and ${visibleProjects(actor)}
        order by p.since desc, p.id desc limit 50`,
  )
}
