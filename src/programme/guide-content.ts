/**
 * What the lab writes into a config guide (7.5), as rows that a page shows, a paper prints and a version is compared
 * by. Parts that came later are missing in guides of earlier days, and read as empty.
 */
import { z } from 'zod'
import { line, maybeProse, prose, reference } from './input.ts'

/** How a feature came through, as the guide says it. */
export const FEATURE_RESULTS = {
  ok: 'works',
  'ok-with-note': 'works, with a note',
  issue: 'has an issue, not recommended',
  'not-supported': 'not supported',
  'not-tested': 'not tested',
} as const

/** Who reads a published guide (7.2, X-25). */
export const GUIDE_AUDIENCES = {
  public: 'public: everybody',
  member: 'member: staff, resellers, and partners at MDP or above',
  restricted: 'restricted: staff, resellers, and the partner it was written for',
} as const

export type GuideClass = keyof typeof GUIDE_AUDIENCES

/** Some kinds of guide list the test cases that were run (7.5b). */
export const GUIDE_KINDS = {
  settings: 'versions, features and settings',
  'settings-and-tests': 'the same, and the test cases that were run',
} as const

/** Where a place of the topology belongs: the platform, the product, or between the two. */
export const PLACE_SIDES = { platform: 'platform', between: 'in between', product: 'product' } as const

const testedFeature = z.strictObject({
  feature: line(120),
  result: z.enum(['ok', 'ok-with-note', 'issue', 'not-supported', 'not-tested']),
  note: maybeProse(400),
})

const setting = z.strictObject({
  form: line(120),
  field: line(120),
  value: line(300),
  standard: maybeProse(200),
  why: maybeProse(400),
  /** A restricted value is told to staff and to the company the guide was written for, and never printed. */
  told: z.enum(['restricted']).nullish(),
  /** The id of one of the guide's pictures. */
  picture: reference().nullish(),
})

const many = <Row extends z.ZodType>(row: Row, most = 200) => z.array(row).max(most, { error: `At most ${most} rows.` })

/** Everything else in the guide comes from the certification and the results. */
export const guideContent = z.strictObject({
  audience: z.enum(['public', 'member', 'restricted']).nullish(),
  kind: z.enum(['settings', 'settings-and-tests']).nullish(),
  summary: prose(2000),
  topology: prose(2000),
  places: many(
    z.strictObject({ name: line(60), side: z.enum(['platform', 'between', 'product']), note: maybeProse(80) }),
    12,
  ).optional(),
  links: many(
    z.strictObject({ from: line(60), to: line(60), carries: line(80), ports: maybeProse(60) }),
    30,
  ).optional(),
  equipment: many(z.strictObject({ element: line(120), product: line(160), version: line(60) }), 60),
  features: many(testedFeature),
  limitations: many(z.strictObject({ feature: line(120), effect: prose(600), workaround: prose(600) })),
  prerequisites: many(line(300), 60),
  vendorSettings: many(setting),
  partnerSettings: many(setting),
  verification: many(line(400), 60),
  /** The messages a check should show, in order; rows of one check stand together. */
  expected: many(
    z.strictObject({ check: line(120), from: line(60), to: line(60), message: line(120) }),
    120,
  ).optional(),
  troubleshooting: many(z.strictObject({ symptom: line(200), cause: line(300), look: line(300) }), 60),
  emergencyNote: maybeProse(1000),
  contacts: many(z.strictObject({ who: line(120), reach: line(200) }), 20),
})

export type GuideContent = z.infer<typeof guideContent>

export type Setting = GuideContent['vendorSettings'][number]

/** The pictures that settings name, but for those that show a restricted value as well: they would tell it. */
export function picturesShown({
  vendorSettings,
  partnerSettings,
}: Pick<GuideContent, 'vendorSettings' | 'partnerSettings'>): ReadonlySet<string> {
  const rows = [...vendorSettings, ...partnerSettings]
  const named = (of: readonly Setting[]) => new Set(of.flatMap(({ picture }) => (picture ? [picture] : [])))
  const telling = named(rows.filter(({ told }) => told))
  return new Set([...named(rows)].filter((picture) => !telling.has(picture)))
}

export const audienceOf = ({ audience }: Pick<GuideContent, 'audience'>): GuideClass => audience ?? 'member'

/** The checks that say which messages they should show, each with these in order. */
export function expectedLadders({ expected = [] }: GuideContent): readonly ExpectedLadder[] {
  const names = [...new Set(expected.map((row) => row.check))]
  return names.map((check) => ({ check, messages: expected.filter((row) => row.check === check) }))
}

export type ExpectedLadder = {
  readonly check: string
  readonly messages: readonly { readonly from: string; readonly to: string; readonly message: string }[]
}
