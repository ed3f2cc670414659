/** Who may open which of these pages; the rail names the same places to the same people. */
import { PARTNER, type Permission, STAFF } from '../../../src/programme/permission.ts'

export const OFFICE = { 'programme-manager': 'any', auditor: 'any' } as const satisfies Permission

export const SEES_ORGANISATIONS = { ...STAFF, operator: 'any' } as const satisfies Permission

export const SEES_PLATFORMS = { ...STAFF, 'support-agent': 'any' } as const satisfies Permission

export const SEES_FIGURES = { ...OFFICE, operator: 'any' } as const satisfies Permission

export const SEES_REVIEWS = { ...STAFF, ...PARTNER } as const satisfies Permission

export { SEES_CERTIFICATIONS, STAFF } from '../../../src/programme/permission.ts'
