/** What somebody says of themselves who asks for advice: the shape of the enquiry, for command line and API alike. */
import { z } from 'zod'
import { FAMILIES } from './interface.ts'
import { LEVELS } from './level.ts'
import { TIERS } from './membership.ts'

export const applicantInput = z.strictObject({
  family: z.enum(FAMILIES),
  resoldByVendor: z.boolean().default(false),
  sponsor: z.enum(['none', 'reseller', 'sales-unit', 'sales-prime']).default('none'),
  technicianCertified: z.boolean().default(false),
  isReseller: z.boolean().default(false),
  tier: z.enum(TIERS).nullable().default(null),
  level: z.enum(LEVELS),
  region: z.string().nullable().default(null),
  satAccepted: z.boolean().default(false),
})
