/**
 * The exchange file, `certwright/1`: the shape of every record, as outside programs write it. Fields that
 * may be left out stay left out, so that what was taken in can be given back as it came.
 */
import { z } from 'zod'
import { isCountry } from '../kernel/country.ts'
import { dateWords, type Day, parseDay } from '../kernel/day.ts'
import { isPlainLine, isPlainText } from '../kernel/text.ts'
import { CAPABILITIES, type Capability } from './capability.ts'
import { FAMILIES } from './interface.ts'
import { LEVELS } from './level.ts'
import { TIERS } from './membership.ts'
import { ORGANISATION_ROLES } from './organisation.ts'
import { RELEASE_KINDS } from './platform.ts'

export const FORMAT = 'certwright/1'

const text = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .refine((value) => isPlainLine(value), {
      error: 'plain text without control characters',
    })
const id = () => text(80).regex(/^[A-Za-z0-9][A-Za-z0-9._~+-]*$/, { error: 'an id of letters, digits and . _ ~ + -' })
const day = () =>
  z.custom<Day>((value) => typeof value === 'string' && parseDay(value) !== null, {
    error: 'a day of the calendar as YYYY-MM-DD',
  })
const maybe = <Schema extends z.ZodType>(schema: Schema) => schema.nullish()
const prose = (most: number) =>
  z
    .string()
    .max(most)
    .refine((value) => isPlainText(value))

const pair = z.strictObject({ platformRelease: text(60), productRelease: text(60) })
const pairs = z.array(pair).min(1).max(200)
const term = z.strictObject({ tier: z.enum(TIERS), from: day(), until: day() })

const bill = z.strictObject({
  id: id(),
  name: text(120),
  says: prose(600).optional(),
  lines: z
    .array(
      z.strictObject({
        part: text(60),
        says: text(160),
        quantity: z.int().min(1).max(1000),
        price: z.strictObject({ currency: z.literal('USD'), cents: z.int().min(0).max(100_000_000) }),
      }),
    )
    .min(1)
    .max(60),
})

export const EXCHANGE = {
  regions: z.strictObject({
    id: id(),
    name: text(120),
    countries: z.array(z.string().refine(isCountry, { error: 'a two-letter country code' })).max(300),
  }),
  platforms: z.strictObject({
    id: id(),
    name: text(120),
    summary: prose(1000).optional(),
    aliases: z.array(text(60)).max(20).optional(),
    releases: z
      .array(
        z.strictObject({
          version: text(60),
          kind: z.enum(RELEASE_KINDS),
          ga: maybe(day()),
          planned: maybe(day()),
          interfaceChange: z.boolean().optional(),
          changes: prose(1000).optional(),
          cannot: z.array(z.enum(Object.keys(CAPABILITIES) as [Capability, ...Capability[]])).optional(),
        }),
      )
      .max(1000),
    availability: z.partialRecord(z.enum(LEVELS), z.enum(['yes', 'no', 'ask'])).optional(),
    bills: z.array(bill).max(20).optional(),
  }),
  organisations: z.strictObject({
    id: id(),
    name: text(160),
    country: z.string().refine(isCountry, { error: 'a two-letter country code' }),
    roles: z.array(z.enum(ORGANISATION_ROLES)).max(4),
    membership: maybe(z.strictObject({ ...term.shape, earlier: z.array(term).max(100).optional() })),
    web: prose(300).optional(),
    summary: prose(1000).optional(),
    support: z
      .strictObject({ email: text(254).optional(), phone: text(60).optional(), web: text(300).optional() })
      .optional(),
    regions: z.array(id()).max(50).optional(),
    contactsConfirmed: day().optional(),
  }),
  products: z.strictObject({
    id: id(),
    organisation: id(),
    name: text(160),
    family: z.enum(FAMILIES),
    interfaces: z.array(text(60)).max(40),
    resoldByVendor: z.boolean(),
    releases: z
      .array(
        z.strictObject({
          version: text(60),
          ga: maybe(day()),
          interfaceChange: z.boolean().optional(),
          changes: prose(1000).optional(),
        }),
      )
      .max(1000),
    summary: prose(1000).optional(),
    aliases: z.array(text(60)).max(20).optional(),
  }),
  certifications: z.strictObject({
    number: text(60).regex(/^[A-Za-z0-9][A-Za-z0-9./_-]*$/, { error: 'a number of letters, digits and . / _ -' }),
    product: id(),
    platform: id(),
    level: z.enum(LEVELS),
    granted: day(),
    region: maybe(id()),
    testedBy: maybe(z.enum(['lab', 'sales-unit', 'reseller', 'joint'])),
    pairs,
    extensions: maybe(z.array(z.strictObject({ on: day(), pairs })).max(200)),
    withdrawn: maybe(day()),
    topology: z.enum(['direct', 'via-border-gateway']).optional(),
    /** Since when its age runs, where a partial recertification does not start it anew. */
    agesFrom: maybe(day()),
    limitations: z
      .array(z.strictObject({ effect: prose(2000), workaround: prose(600), testCase: text(20).nullable() }))
      .max(200)
      .optional(),
    oldRecord: z.strictObject({ file: text(64), row: text(30), on: day(), guide: text(300).optional() }).optional(),
  }),
  satEvidence: z.strictObject({ product: id(), platform: id(), platformRelease: text(60), accepted: day() }),
  fieldIssues: z.strictObject({
    id: text(60),
    certification: text(60),
    confirmed: day(),
    cleared: maybe(day()),
    title: text(300),
  }),
} as const

export type SectionName = keyof typeof EXCHANGE

export const SECTION_NAMES = Object.keys(EXCHANGE) as readonly SectionName[]

export type Exchanged = { readonly [S in SectionName]: z.infer<(typeof EXCHANGE)[S]> }

/** What a record is called within its section: the id that others refer to. */
export function exchangeId(section: SectionName, record: Exchanged[SectionName]): string {
  if (section === 'certifications') return (record as Exchanged['certifications']).number
  if (section === 'satEvidence') {
    const { product, platform, platformRelease, accepted } = record as Exchanged['satEvidence']
    return [product, platform, platformRelease, accepted].join('/')
  }
  return (record as { id: string }).id
}

/** What contradicts itself within one record, as path and sentence; nothing when all is well. */
export function contradictionsIn(
  section: SectionName,
  record: Exchanged[SectionName],
): readonly { at: string; says: string }[] {
  switch (section) {
    case 'certifications':
      return inCertification(record as Exchanged['certifications'])
    case 'fieldIssues': {
      const { confirmed, cleared } = record as Exchanged['fieldIssues']
      return cleared != null && cleared < confirmed
        ? [
            {
              at: 'cleared',
              says: `cleared on ${dateWords(cleared)}, before it was confirmed on ${dateWords(confirmed)}`,
            },
          ]
        : []
    }
    case 'organisations': {
      const { membership } = record as Exchanged['organisations']
      if (!membership) return []
      const earlier = (membership.earlier ?? []).map((term, index) => ({ at: `membership.earlier[${index}]`, term }))
      return [{ at: 'membership', term: membership }, ...earlier]
        .filter(({ term }) => term.until < term.from)
        .map(({ at, term }) => ({
          at: `${at}.until`,
          says: `the membership ends on ${dateWords(term.until)}, before it begins on ${dateWords(term.from)}`,
        }))
    }
    case 'platforms':
    case 'products':
      return twice(
        (record as { releases: readonly { version: string }[] }).releases.map((release) => release.version),
      ).map((version) => ({
        at: 'releases',
        says: `release ${version} stands there twice`,
      }))
    case 'regions':
    case 'satEvidence':
      return []
    default:
      return section satisfies never
  }
}

function inCertification(record: Exchanged['certifications']): readonly { at: string; says: string }[] {
  const { granted, withdrawn, level, region } = record
  const faults: { at: string; says: string }[] = []
  if (record.agesFrom != null && record.agesFrom > granted)
    faults.push({
      at: 'agesFrom',
      says: `ages from ${dateWords(record.agesFrom)}, after it was granted on ${dateWords(granted)}`,
    })
  for (const [index, extension] of (record.extensions ?? []).entries()) {
    if (extension.on < granted)
      faults.push({
        at: `extensions[${index}].on`,
        says: `extended on ${dateWords(extension.on)}, before it was granted on ${dateWords(granted)}`,
      })
    if (withdrawn != null && extension.on > withdrawn)
      faults.push({
        at: `extensions[${index}].on`,
        says: `extended on ${dateWords(extension.on)}, after it was withdrawn on ${dateWords(withdrawn)}`,
      })
  }
  if (withdrawn != null && withdrawn < granted)
    faults.push({
      at: 'withdrawn',
      says: `withdrawn on ${dateWords(withdrawn)}, before it was granted on ${dateWords(granted)}`,
    })
  if (level === 'MQT' && region == null)
    faults.push({ at: 'region', says: 'MQT is valid in one region, which has to be named (3T.MQT)' })
  return faults
}

function twice(values: readonly string[]): readonly string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))]
}
