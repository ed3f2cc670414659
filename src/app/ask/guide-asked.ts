/**
 * What an address asks of the reference guide, and what in it is nothing that can be asked for: a name that is no filter,
 * a name given twice, a value that is none of those there are. People are told so beside the list, which is shown without
 * it; programs are refused. A company or product that nothing is certified of may be asked for: it has no rows yet.
 */
import type { Fault } from '../../kernel/refusal.ts'
import { asTyped } from '../../kernel/text.ts'
import { FAMILIES } from '../../programme/interface.ts'
import { CERTIFIED_LEVELS } from '../../programme/level.ts'
import { GUIDE_FILTERS, type GuideFilter } from '../../programme/reference-guide.ts'
import type { Standing } from '../../rulebook/standing-rule.ts'
import type { Queryable } from '../../store/database.ts'
import { namesMisread, noDay, oneOf, refuseMisread } from './misread.ts'
import { allPlatforms, allRegions } from './platforms.ts'
import { guideFilterOf, standingNamed, STANDINGS } from './reference-guide.ts'

export type GuideAsked = {
  /** Only what was understood. */
  readonly filter: GuideFilter
  readonly standing: Standing | null
  readonly misread: readonly Fault[]
}

/** What is asked for beside the filters; the language is of the page that the address was copied from. */
const BESIDE = ['standing', 'on', 'after', 'language'] as const

const KNOWN = [...GUIDE_FILTERS, ...BESIDE]
const noFilter = (name: string) => `The reference guide has no filter called “${name}”.`

const LONGEST = 200

export async function guideAskedIn(on: Queryable, query: URLSearchParams): Promise<GuideAsked> {
  const ask = (name: string) => asTyped(query.get(name) ?? '', LONGEST)
  const typed = guideFilterOf(ask)
  const values = await valuesMisread(on, { ...typed, standing: ask('standing'), on: ask('on') })
  const isKept = ([name]: readonly [string, unknown]) => !values.some((fault) => fault.at === name)
  return {
    filter: Object.fromEntries(Object.entries(typed).filter(isKept)),
    standing: standingNamed(ask('standing')),
    misread: [...namesMisread(query, KNOWN, noFilter), ...values],
  }
}

/** The same for programs, which are never given the answer to another question than theirs. */
export async function guideAskedStrictly(on: Queryable, query: URLSearchParams): Promise<Omit<GuideAsked, 'misread'>> {
  const { misread, ...asked } = await guideAskedIn(on, query)
  refuseMisread(misread, NEXT, '8.8')
  return asked
}

/** Refuses values that are none, however they were sent. */
export async function refuseValuesMisread(on: Queryable, filter: GuideFilter): Promise<void> {
  refuseMisread(await valuesMisread(on, filter), NEXT, '8.8')
}

const NEXT = `Correct it and ask again; the reference guide can be asked for ${[...GUIDE_FILTERS, 'standing', 'on'].join(', ')}.`

async function valuesMisread(
  on: Queryable,
  asked: GuideFilter & { readonly standing?: string; readonly on?: string },
): Promise<readonly Fault[]> {
  const platforms = asked.platform || asked.platformRelease ? await allPlatforms(on) : []
  const regions = asked.region ? await allRegions(on) : []
  const releases = platforms
    .filter((each) => !asked.platform || each.id === asked.platform)
    .flatMap((each) => each.releases.map(({ version }) => version))
  const platformIds = platforms.map(({ id }) => id)
  const isPlatform = !asked.platform || platformIds.includes(asked.platform)
  return [
    ...oneOf('platform', asked.platform, platformIds, (value) => `There is no platform “${value}”.`),
    ...oneOf(
      'platformRelease',
      isPlatform ? asked.platformRelease : '',
      releases,
      (value) => `No platform asked for has a release “${value}”.`,
    ),
    ...oneOf('family', asked.family, FAMILIES, (value) => `There is no type “${value}”.`),
    ...oneOf('level', asked.level, CERTIFIED_LEVELS, (value) => `There is no level “${value}” in the reference guide.`),
    ...oneOf(
      'region',
      asked.region,
      regions.map(({ id }) => id),
      (value) => `There is no region “${value}”.`,
    ),
    ...oneOf('standing', asked.standing, STANDINGS, (value) => `There is no standing “${value}”.`),
    ...noDay('on', asked.on),
  ]
}
