/**
 * What goes into the reads of the API and what comes out, each with a word on what it is: the description and the typed
 * client repeat them. Of what is on file of a thing only the members that programs go by are named; the others stand
 * beside them.
 */
import { z } from 'zod'
import { LEVELS } from '../programme/level.ts'
import { GUIDE_FILTERS, type GuideFilterName } from '../programme/reference-guide.ts'
import { STAGE_NAMES } from '../programme/stage.ts'
import { WEBHOOK_STATES } from '../programme/webhook.ts'

const STANDINGS = ['green', 'yellow', 'red'] as const

export const standing = z.enum(STANDINGS)

export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'A day as YYYY-MM-DD.' })
  .describe('A day, YYYY-MM-DD; today where it is left out.')

export const limit = z.coerce.number().int().min(1).max(200).default(50).describe('How many at most, 1 to 200.')

/** What is asked for by a text: nothing typed is no answer to that, and would be a list of everything. */
export const asked = z.string().trim().min(1, { error: 'Say what is looked for, or leave it out.' }).max(200)

/** A day or an instant, then an id: what has not this form would begin again, and a program that pages would never end. */
export const after = z
  .string()
  .max(400)
  .regex(/^\d{4}-\d\d-\d\d(T[\d:.]+Z)?~[^~]+$/, { error: 'Give it as the page before said it, or leave it out.' })
  .describe('Where to go on: the `after` of the page before.')
  .optional()

export const onward = z.string().nullable().describe('Where the next page goes on; null at the end.')

export const before = z.coerce
  .number()
  .int()
  .positive()
  .describe('Where to go on: the `before` of the page before.')
  .optional()

const FILTER_SAYS: Readonly<Record<GuideFilterName, string>> = {
  search: 'Words of the product, company, platform, number or release; every one has to be found.',
  platform: 'The id of a platform.',
  platformRelease: 'A release of the platform that was certified, such as 10.0.',
  family: 'How the product meets the platform, such as sip-trunk.',
  level: 'MCT, MQT or MAT.',
  region: 'The id of the region of an MQT.',
  organisation: 'The id of the company.',
  product: 'The id of the product.',
}

export const guideFilter = Object.fromEntries(
  GUIDE_FILTERS.map((name) => [name, asked.describe(FILTER_SAYS[name]).optional()]),
) as Readonly<Record<GuideFilterName, ReturnType<typeof asked.optional>>>

const reason = z.object({ rule: z.string(), clause: z.string(), says: z.string() })

export const because = z.object({ clause: z.string(), says: z.string() })

export const guideRow = z.object({
  product: z.string().describe('Its id.'),
  platform: z.string().describe('Its id.'),
  certification: z.string().describe('Its number.'),
  level: z.enum(LEVELS),
  region: z.string().nullable(),
  standing,
  reasons: z.array(reason).describe('Why it is not green; empty where it is.'),
  next: z
    .object({ on: z.string(), standing, rule: z.string() })
    .nullable()
    .describe('The next change of standing, as things are planned today.'),
})

export const supportAnswer = z.object({
  supported: z.boolean(),
  caution: z.boolean().describe('Supported, and stale.'),
  route: z.enum(['product-support', 'sales-unit', 'tailored', 'partner']).describe('Who helps.'),
  certification: z.string().nullable().describe('The number it rests on.'),
  clause: z.string(),
  rule: z.string(),
  says: z.string(),
  next: z.string(),
  contact: z.string(),
})

export const platform = z.looseObject({
  id: z.string(),
  name: z.string(),
  releases: z.array(z.looseObject({ version: z.string() })).readonly(),
})

export const projectRow = z.object({
  id: z.string(),
  number: z.string().describe('As people say it, such as P-2026-0042.'),
  stage: z.enum(STAGE_NAMES),
  level: z.enum(LEVELS),
  since: z.string().describe('Since when it is in its stage.'),
  organisation: z.string(),
  organisationName: z.string(),
  product: z.string(),
  productName: z.string(),
  productRelease: z.string(),
  platform: z.string(),
  platformName: z.string(),
  platformRelease: z.string(),
  certification: z.string().nullable(),
  openQuestions: z.number(),
})

export const fact = z.looseObject({
  seq: z.number().describe('Its place in the journal, counted from 1.'),
  before: z.string().describe('The hash of the fact before.'),
  id: z.string(),
  at: z.string().describe('An instant of UTC, ISO 8601.'),
  day: z.string(),
  kind: z.string(),
  clause: z.string(),
  says: z.string(),
  by: z.looseObject({ id: z.string(), name: z.string(), organisation: z.string().nullable() }),
  project: z.string().nullable(),
  data: z.unknown().describe('Differs from kind to kind; null where it is not for you.'),
})

export const move = z.object({
  name: z.string(),
  says: z.string(),
  clause: z.string(),
  isItsTime: z.boolean().describe('Whether it belongs to the stage the thing is in.'),
  obstacle: z
    .object({ says: z.string(), next: z.string(), clause: z.string().nullable() })
    .nullable()
    .describe('What stands in the way; null where it can be done now.'),
})

export const notice = z.object({
  id: z.string(),
  code: z.string().describe('What kind of notice, such as N41.'),
  subject: z.string(),
  body: z.string(),
  link: z.string().nullable().describe('A path of this server.'),
  created: z.string().describe('An instant of UTC, ISO 8601.'),
  isRead: z.boolean(),
})

export const webhook = z.object({
  id: z.string(),
  organisation: z.string(),
  name: z.string().describe('That of the organisation.'),
  host: z.string(),
  kinds: z.array(z.string()).describe('What it is told of.'),
  state: z.enum(WEBHOOK_STATES),
})

export const tried = z.object({
  at: z.string(),
  attempt: z.number(),
  status: z.number().nullable().describe('The status of the answer; null where none came.'),
  ms: z.number().describe('How long it took, in milliseconds.'),
  says: z
    .string()
    .nullable()
    .describe('How the answer began; null for an access token, which is not shown the address either.'),
})
