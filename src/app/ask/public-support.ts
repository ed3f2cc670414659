/** What the support check needs besides the answer itself: finding the product, and what can be chosen for it. */
import sql, { empty } from 'sql-template-tag'
import type { Day } from '../../kernel/day.ts'
import type { Certification } from '../../programme/certification.ts'
import type { FieldIssue } from '../../programme/field-issue.ts'
import { type Guide, publishedGuide } from '../../programme/guide.ts'
import type { Family } from '../../programme/interface.ts'
import type { Actor } from '../../programme/permission.ts'
import type { Platform } from '../../programme/platform.ts'
import type { Product } from '../../programme/product.ts'
import { figuresOn } from '../../rulebook/parameters.ts'
import { standingOn, type StandingOnDay } from '../../rulebook/standing.ts'
import type { Queryable, Row } from '../../store/database.ts'
import { andProductFound, searchTerms } from '../../store/search.ts'
import type { NameCursor } from './catalogue.ts'
import { mayBeNamed } from './named-products.ts'
import { allPlatforms } from './platforms.ts'
import { answerSupport, type SupportAnswer, type SupportQuestion } from './support.ts'

export type ProductMatch = {
  readonly id: string
  readonly name: string
  readonly family: Family
  readonly company: string
  /** Whether it was ever certified at MCT or above. */
  readonly isCertified: boolean
}

/** Products whose name, company or other name holds every word, by name; of those that may be named to whoever asks. */
export async function findProducts(
  on: Queryable,
  actor: Actor,
  asked: { readonly search: string; readonly today: Day; readonly after: NameCursor | null; readonly limit: number },
): Promise<{ readonly products: readonly ProductMatch[]; readonly next: NameCursor | null }> {
  const terms = await searchTerms(on, asked.search)
  const rows = await on.all<ProductMatch & Row>(sql`
    select p.id, p.name, p.family, o.name as company,
      exists (select 1 from certification c where c.product = p.id and c.level <> 'SAT') as "isCertified"
    from product p join organisation o on o.id = p.organisation
    where true ${andProductFound(sql`p.id`, terms)} ${mayBeNamed(actor, asked.today)}
      ${asked.after ? sql`and (p.name, p.id) > (${asked.after.name}, ${asked.after.id})` : empty}
    order by p.name, p.id limit ${asked.limit + 1}`)
  const products = rows.slice(0, asked.limit)
  const last = products.at(-1)
  return { products, next: rows.length > asked.limit && last ? { name: last.name, id: last.id } : null }
}

export type SupportSubject = {
  readonly product: Product
  readonly company: string
  /** Those it is certified on first. */
  readonly platforms: readonly Platform[]
  readonly certifiedOn: readonly string[]
  readonly openIssues: readonly FieldIssue[]
}

/** A product with what a deployment of it can be made of; null when there is none of this id. */
export async function supportSubject(on: Queryable, id: string): Promise<SupportSubject | null> {
  const row = await on.one<
    { product: Product; company: string; certifiedOn: string[]; openIssues: FieldIssue[] } & Row
  >(sql`
    select p.state as product, o.name as company,
      (select coalesce(json_agg(distinct c.platform), '[]') from certification c where c.product = p.id and c.level <> 'SAT') as "certifiedOn",
      (select coalesce(json_agg(f.state), '[]') from field_issue f join certification c on c.id = f.certification
        where c.product = p.id and f.cleared is null) as "openIssues"
    from product p join organisation o on o.id = p.organisation where p.id = ${id}`)
  if (!row) return null
  const platforms = await allPlatforms(on)
  const isCertified = (platform: Platform) => row.certifiedOn.includes(platform.id)
  return { ...row, platforms: [...platforms.filter(isCertified), ...platforms.filter((each) => !isCertified(each))] }
}

export type SupportCheck = {
  readonly answer: SupportAnswer
  readonly product: Product
  readonly platform: Platform
  /** The certification the answer rests on or speaks of, and how it stands on the day. */
  readonly about: {
    readonly certification: Certification
    readonly onDay: StandingOnDay
    readonly hasGuide: boolean
  } | null
}

/** The support answer with the standing it rests on; refuses like the answer itself. */
export async function supportCheck(on: Queryable, question: SupportQuestion, today: Day): Promise<SupportCheck> {
  const { answer, record } = await answerSupport(on, question, today)
  const product = record.product!
  const platform = record.platform!
  const certification = record.certifications.find((each) => each.number === answer.certification) ?? null
  if (!certification) return { answer, product, platform, about: null }
  const fieldIssues = record.fieldIssues.filter((issue) => issue.certification === certification.number)
  const clocked = { certification, family: product.family, platform, satEvidence: record.satEvidence, fieldIssues }
  const onDay = standingOn(clocked, question.on, today, figuresOn(question.on, record.parameters))
  const guide = await on.one<{ state: Guide } & Row>(sql`select state from guide where id = ${certification.number}`)
  const hasGuide = publishedGuide(guide?.state ?? null) !== null
  return { answer, product, platform, about: { certification, onDay, hasGuide } }
}
