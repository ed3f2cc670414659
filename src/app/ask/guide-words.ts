/** A filter of the reference guide as one reads it out: `on Orchid Exchange, platform release 9.1, stale`. */
import { say } from '../../languages/say.ts'
import { FAMILY_NAMES } from '../../programme/interface.ts'
import { type Level, LEVEL_NAMES } from '../../programme/level.ts'
import type { GuideFilterName } from '../../programme/reference-guide.ts'
import { STANDING_WORDS } from '../../rulebook/standing-rule.ts'
import type { GuideQuestion, GuideRow } from './reference-guide.ts'

type Named = { readonly id: string; readonly name: string }

/**
 * In the reader's language. `named` are platforms and regions, which everybody may know. Companies and products are
 * named where the list shows them: what is not certified has no name here.
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
  const parts = (Object.keys(FILTER_WORDS) as GuideFilterName[]).flatMap((part) => {
    const value = filter[part]
    return value ? [FILTER_WORDS[part](value, names.get(value) ?? value)] : []
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
  region: (_, name) => say`for the region ${name}`,
  organisation: (_, name) => say`of the company ${name}`,
  product: (_, name) => say`product ${name}`,
}

function familyName(word: string): string {
  return say(Object.entries(FAMILY_NAMES).find(([id]) => id === word)?.[1] ?? word)
}

function isLevel(word: string): word is Level {
  return Object.hasOwn(LEVEL_NAMES, word)
}
