/**
 * What the interop reference guide (8.8) is asked for: the same names on its page, in its files and feeds, in the API and
 * in what somebody follows. The day and the standing are asked for beside them.
 */
export const GUIDE_FILTERS = [
  'search',
  'platform',
  'platformRelease',
  'family',
  'level',
  'region',
  'organisation',
  'product',
] as const

export type GuideFilterName = (typeof GUIDE_FILTERS)[number]

export type GuideFilter = Readonly<Partial<Record<GuideFilterName, string>>>
