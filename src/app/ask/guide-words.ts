/** A filter of the reference guide as one reads it out: `on Orchid Exchange, platform release 9.1, stale`. */
import { say } from '../../languages/say.ts'
import { FAMILY_NAMES } from '../../programme/interface.ts'
import { type Level, LEVEL_NAMES } from '../../programme/level.ts'
import type { GuideFilterName } from '../../programme/reference-guide.ts'
import { STANDING_WORDS } from '../../rulebook/standing-rule.ts'
import type { GuideQuestion, GuideRow } from './reference-guide.ts'

const FILTER_WORDS: Readonly<Record<GuideFilterName, string>> = {
  search: 'found by',
  platform: 'on',
  platformRelease: 'platform release',
  family: 'of the type',
  level: 'at',
  region: 'for',
  organisation: 'of',
  product: 'product',
}

type Named = { readonly id: string; readonly name: string }

/**
 * `named` are platforms and regions, which everybody may know. Companies and products are named where the list shows
 * them: what is not certified has no name here (X-23).
 */
export function guideWords(
  { filter, standing }: Pick<GuideQuestion, 'filter' | 'standing'>,
  named: readonly Named[],
  shown: readonly Pick<GuideRow, 'organisation' | 'product'>[],
): string {
  const names = new Map(
    [...named, ...shown.flatMap(({ organisation, product }) => [organisation, product])].map(({ id, name }) => [
      id,
      name,
    ]),
  )
  const parts = (Object.keys(FILTER_WORDS) as GuideFilterName[]).flatMap((name) => {
    const value = filter[name]
    return value ? [`${FILTER_WORDS[name]} ${valueWords(name, value, names)}`] : []
  })
  const all = standing ? [...parts, STANDING_WORDS[standing]] : parts
  return all.length > 0 ? all.join(', ') : 'everything certified at MCT or above'
}

function valueWords(name: GuideFilterName, value: string, names: ReadonlyMap<string, string>): string {
  if (name === 'search') return `“${value}”`
  if (name === 'family') return Object.entries(FAMILY_NAMES).find(([id]) => id === value)?.[1] ?? value
  if (name === 'level') return `${value}${isLevel(value) ? `, ${say(LEVEL_NAMES[value])}` : ''}`
  return name === 'platformRelease' ? value : (names.get(value) ?? value)
}

function isLevel(word: string): word is Level {
  return Object.hasOwn(LEVEL_NAMES, word)
}
