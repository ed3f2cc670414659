/**
 * Published guides as readers get them: the list, where who may read which is part of the query (7.2, X-25), and one
 * guide with what the certification and the results say beside it.
 */
import sql, { empty, join, type Sql } from 'sql-template-tag'
import { titleOf } from '../../conformance/words.ts'
import { guidePaper, type GuideSubject } from '../../documents/guide-paper.ts'
import { attributedSaid, dateSaid, say } from '../../languages/say.ts'
import type { Paper } from '../../documents/paper.ts'
import { type Day, instantOf } from '../../kernel/day.ts'
import { type PublishedGuide, publishedGuide } from '../../programme/guide.ts'
import { audienceOf, type GuideClass } from '../../programme/guide-content.ts'
import type { Level } from '../../programme/level.ts'
import { plannedTestCases, standingResults, VERDICTS } from '../../programme/run.ts'
import { LEVEL_TABLE } from '../../rulebook/level-table.ts'
import { STANDING_WORDS } from '../../rulebook/standing-rule.ts'
import type { Row } from '../../store/database.ts'
import { andCertificationFound, searchTerms } from '../../store/search.ts'
import { figures, type House, today } from '../house.ts'
import type { Identity } from '../identity.ts'
import { vendorName } from '../papers.ts'
import { projectFile } from '../project-file.ts'
import type { CertificationView } from './certifications.ts'
import { isPartner, type Leave, mayReadGuide, readsMembersGuides } from './entitlement.ts'
import { joinCursor, splitCursor } from './organisations.ts'

type Reader = Pick<Identity, 'actor' | 'organisation'>

export type GuideListing = {
  readonly certification: string
  readonly version: number
  readonly day: Day
  readonly audience: GuideClass
  readonly level: Level
  readonly productName: string
  readonly platformName: string
  readonly organisationName: string
  readonly published: string
}

export type GuideList = { readonly rows: readonly GuideListing[]; readonly after: string | null }

/** The published guides this reader may open, newest first, a page at a time by their index. */
export async function listGuides(
  house: House,
  reader: Reader | null,
  asked: { readonly search: string | null; readonly after: string | null; readonly limit: number },
): Promise<GuideList> {
  const [published = '', id = ''] = splitCursor(asked.after)
  const rows = await house.database.all<GuideListing & Row>(
    sql`select g.id as certification, (g.state->'published'->-1->>'version')::int as version, g.state->'published'->-1->>'day' as day,
          g.audience, c.level, product.name as "productName", platform.name as "platformName", o.name as "organisationName", g.published
        from guide g join certification c on c.id = g.id join product on product.id = c.product
          join platform on platform.id = c.platform join organisation o on o.id = product.organisation
        where g.published is not null and c.withdrawn is null and ${await readBy(house, reader)} ${andCertificationFound(await searchTerms(house.database, asked.search))}
          ${id ? sql`and (g.published, g.id) < (${published}, ${id})` : empty}
        order by g.published desc, g.id desc limit ${asked.limit + 1}`,
  )
  const shown = rows.slice(0, asked.limit)
  const last = shown.at(-1)
  return {
    rows: shown,
    after: rows.length > asked.limit && last ? joinCursor(last.published, last.certification) : null,
  }
}

/** The part of the query that leaves out what somebody may not read, in the words of `mayReadGuide`. */
async function readBy(house: House, reader: Reader | null): Promise<Sql> {
  if (reader && !isPartner(reader.actor)) return sql`true`
  const ways = [sql`g.audience = 'public'`]
  if (reader && (await readsMembersGuides(house, reader.organisation.id))) {
    const figure = await figures(house.database, today(house))
    ways.push(sql`o.id = ${reader.organisation.id}`)
    if (figure.word('guide.visibility') !== 'owner-only') ways.push(sql`g.audience = 'member'`)
  }
  return sql`(${join(ways, ' or ')})`
}

export type ReadableGuide = {
  readonly published: PublishedGuide
  readonly audience: GuideClass
  readonly leave: Leave
}

/** The version readers have, and whether this one may read it; null where none is published. */
export async function readableGuide(
  house: House,
  reader: Reader | null,
  { guide, record }: Pick<CertificationView, 'guide' | 'record'>,
): Promise<ReadableGuide | null> {
  const published = publishedGuide(guide)
  if (!published) return null
  const audience = audienceOf(published.content)
  return { published, audience, leave: await mayReadGuide(house, reader, record, audience) }
}

/** A version of the guide as the value that page, PDF, DOCX and Markdown are made from. */
export async function paperOfGuide(house: House, view: CertificationView, version: PublishedGuide): Promise<Paper> {
  const subject = await guideSubject(house, view)
  return guidePaper(version, {
    ...subject,
    earlier: (view.guide?.published ?? []).filter((each) => each.version < version.version),
    pictures: view.guide?.pictures ?? [],
    testCases: version.content.kind === 'settings-and-tests' ? await testCasesRun(house, view) : [],
  })
}

export async function guideSubject(house: House, view: CertificationView): Promise<GuideSubject> {
  const { certification, record, row } = view
  const standing = row ? say(STANDING_WORDS[row.onDay.standing]) : say('not in force')
  return {
    certification,
    productName: record.product.name,
    platformName: record.platform.name,
    organisationName: record.organisation.name,
    vendor: await vendorName(house),
    publicUrl: house.settings.publicUrl,
    standingWords: say`${standing} on ${dateSaid(instantOf(today(house)))}`,
    supportWords: say`Support by: ${say(LEVEL_TABLE[certification.level].support)}. Only the releases named above are covered.`,
  }
}

/** What was run and how it came out, by itself out of the results (7.5b). */
async function testCasesRun(
  house: House,
  { certification }: CertificationView,
): Promise<NonNullable<GuideSubject['testCases']>> {
  const found = certification.project ? await projectFile(house.database, certification.project) : null
  if (!found) return []
  const results = standingResults(found.file.runs)
  return plannedTestCases(found.file.runs).flatMap(({ plan }) => {
    const result = results[plan]
    return result ? [[plan, attributedSaid(titleOf(found.file, plan)), say(VERDICTS[result.verdict])] as const] : []
  })
}
