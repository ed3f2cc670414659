/** A filter of the reference guide as one reads it out: `on Orchid Exchange, platform release 9.1, stale`. */
import sql from 'sql-template-tag'
import { say, valueSaid } from '../../languages/say.ts'
import { FAMILY_NAMES } from '../../programme/interface.ts'
import { type Level, LEVEL_NAMES } from '../../programme/level.ts'
import type { GuideFilter, GuideFilterName } from '../../programme/reference-guide.ts'
import { STANDING_WORDS } from '../../rulebook/standing-rule.ts'
import type { Queryable, Row } from '../../store/database.ts'
import { allPlatforms, allRegions } from './platforms.ts'
import type { GuideQuestion } from './reference-guide.ts'

type Named = { readonly id: string; readonly name: string }

/** What can be named in a filter, by the part of the filter that names it: ids of different nouns may be alike. */
export type GuideNames = Readonly<Partial<Record<'platform' | 'region' | 'organisation' | 'product', readonly Named[]>>>

/**
 * The names behind some filters. Platforms and regions everybody may know; companies and products have names here once
 * something of theirs is certified.
 */
export async function namesIn(on: Queryable, filters: readonly GuideFilter[]): Promise<GuideNames> {
  const wanted = (part: 'organisation' | 'product') => filters.flatMap((filter) => filter[part] ?? [])
  const [platform, region, organisation, product] = await Promise.all([
    allPlatforms(on),
    allRegions(on),
    on.all<Named & Row>(
      sql`select o.id, o.name from organisation o where o.id = any(${wanted('organisation')}) and exists
          (select from product p join certification c on c.product = p.id where p.organisation = o.id and c.level <> 'SAT')`,
    ),
    on.all<Named & Row>(
      sql`select p.id, p.name from product p where p.id = any(${wanted('product')}) and exists
          (select from certification c where c.product = p.id and c.level <> 'SAT')`,
    ),
  ])
  return { platform, region, organisation, product }
}

/** In the reader's language; what has no name in `names` is called by its id. */
export function guideWords(
  { filter, standing }: Pick<GuideQuestion, 'filter' | 'standing'>,
  names: GuideNames,
): string {
  const nameOf = (part: GuideFilterName, id: string) =>
    names[part as keyof GuideNames]?.find((each) => each.id === id)?.name ?? id
  const parts = (Object.keys(FILTER_WORDS) as GuideFilterName[]).flatMap((part) => {
    const value = filter[part]
    return value ? [FILTER_WORDS[part](value, nameOf(part, value))] : []
  })
  const all = standing ? [...parts, say(STANDING_WORDS[standing])] : parts
  return all.length > 0 ? all.join(', ') : say('everything certified at MCT or above')
}

/** In the order in which they are read out. */
const FILTER_WORDS: Readonly<Record<GuideFilterName, (value: string, name: string) => string>> = {
  search: (words) => say`found by “${words}”`,
  platform: (_, name) => say`on the platform ${name}`,
  platformRelease: (release) => say`platform release ${release}`,
  family: (family) => say`of the type ${familyName(family)}`,
  level: (level) => (isLevel(level) ? say`at ${level}, ${say(LEVEL_NAMES[level])}` : say`at ${level}`),
  region: (_, name) => say`for the region ${valueSaid(name)}`,
  organisation: (_, name) => say`of the company ${name}`,
  product: (_, name) => say`product ${name}`,
}

function familyName(word: string): string {
  return say(Object.entries(FAMILY_NAMES).find(([id]) => id === word)?.[1] ?? word)
}

function isLevel(word: string): word is Level {
  return Object.hasOwn(LEVEL_NAMES, word)
}
