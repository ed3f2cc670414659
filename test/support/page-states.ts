/** The pages of the demo programme in all their states, by who looks at them: what holds for every page is asked of these. */
import type { Stage } from '../../src/programme/stage.ts'

export const PUBLIC = [
  '/',
  '/support',
  '/support?find=north',
  '/support?product=northwind-sip-trunk',
  '/support?product=northwind-sip-trunk&productRelease=22.4&platform=aldermoor-voice&platformRelease=10.0&country=NL',
  '/reference-guide',
  '/reference-guide/aldermoor-voice/northwind-sip-trunk',
  '/catalogue',
  '/catalogue/companies',
  '/catalogue/compare?product=northwind-sip-trunk&product=orchid-trunk',
  '/following/end',
  '/catalogue/products/northwind-sip-trunk',
  '/catalogue/companies/northwind-voice',
  '/certifications/check',
  '/certifications/MCT-2026-00001',
  '/certifications/MCT-2026-00001/guide',
  '/certifications/MCT-2026-00001/guide/versions',
  '/certifications/MCT-1999-00001',
  '/advisor',
  '/advisor?sponsor=none',
  '/advisor?family=sip-trunk&level=MCT',
  '/handbook',
  '/interpretations',
  '/join',
  '/join/thanks',
  '/enquire',
  '/enquire/thanks',
  '/captures/look',
  '/sign-in',
  '/not/a/page',
] as const

/** What each of these pages answers with: a page that is not there is one of the states, and no other page may be in it. */
export function statusOf(address: string): number {
  return NOT_THERE.has(address) ? 404 : 200
}

const NOT_THERE: ReadonlySet<string> = new Set(['/certifications/MCT-1999-00001', '/not/a/page'])

export const MANAGER = 'maren.holt@aldermoor.example'
export const TESTER = 'idris.quayle@aldermoor.example'
export const REVIEWER = 'sunniva.brandt@aldermoor.example'
const SALES = 'lucia.fairbairn@aldermoor-emea.example'
const SPONSOR = 'henrik.solvang@brightline.example'
export const TECHNICIAN = 'noor.castellan@brightline.example'

/** Where the work of a stage is done, and by whom; the partner is the one whose project it is. */
export const PROJECTS: readonly (readonly [stage: Stage, part: string, who: string])[] = [
  ['request-review', '/request', TESTER],
  ['request-review', '', SALES],
  ['self-testing', '/self-test', TECHNICIAN],
  ['self-testing', '/request', SPONSOR],
  ['questionnaire', '', 'partner'],
  ['questionnaire', '/questionnaire', 'partner'],
  ['questionnaire', '/quote', 'partner'],
  ['questionnaire-review', '/questionnaire', REVIEWER],
  ['questionnaire-questions', '/questionnaire?section=capacity-and-quality', 'partner'],
  ['quote-preparation', '/quote', MANAGER],
  ['quote-agreement', '/quote', TESTER],
  ['quote-offered', '/quote', 'partner'],
  ['readiness', '', 'partner'],
  ['slot-to-offer', '', TESTER],
  ['slot-offered', '', 'partner'],
  ['scheduled', '', TESTER],
  ['testing', '/testing', TESTER],
  ['testing', '/testing/OUT-01', TESTER],
  ['testing', '/questions', TESTER],
  ['report-review', '/decision', REVIEWER],
  ['decision', '/decision', MANAGER],
  ['not-granted', '/decision', 'partner'],
  ['guide', '/guide', TESTER],
  ['published', '/guide', TESTER],
  ['published', '/journal', MANAGER],
  ['sat-plan-review', '/plan', REVIEWER],
  ['sat-plan-review', '/plan/ENV-01', REVIEWER],
  ['sat-testing', '/testing', 'partner'],
  ['sat-accepted', '', 'partner'],
]

export const OFFICE = [
  '/home',
  '/projects',
  '/certifications',
  '/certifications/MCT-2026-00001/review',
  '/certifications/MCT-2026-00001/manage',
  '/forecast',
  '/review-calls',
  '/tickets',
  '/management',
  '/installed-base',
  '/import',
  '/equipment',
  '/webhooks',
  '/products',
  '/memberships',
  '/memberships/northwind-voice',
  '/enquiries',
  '/organisations',
  '/organisations/northwind-voice',
  '/technicians',
  '/lab-calendar',
  '/platforms',
  '/platforms/aldermoor-voice',
  '/parameters',
  '/journal',
  '/outbox',
  '/notices',
  '/account',
] as const
