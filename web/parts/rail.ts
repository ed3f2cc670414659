/** The rail of nouns: what each role finds on the left, in groups. */
import type { Actor, Part } from '../../src/programme/permission.ts'
import type { IconName } from './icon.ts'

type Place = readonly [path: string, name: string, picture: IconName, for_: readonly Part[]]

const OFFICE: readonly Part[] = ['programme-manager', 'auditor']
const STAFF: readonly Part[] = ['programme-manager', 'lab-engineer', 'auditor']
const PARTNERS: readonly Part[] = ['partner-admin', 'partner-engineer']
const SPONSORS: readonly Part[] = ['sales-unit', 'reseller-sponsor', 'field-technician']
const ALL: readonly Part[] = [...STAFF, ...PARTNERS, ...SPONSORS, 'support-agent', 'operator']

const GROUPS: readonly (readonly Place[])[] = [
  [
    ['/home', 'Home', 'clock', ALL],
    ['/projects', 'Projects', 'file', [...STAFF, ...PARTNERS, ...SPONSORS]],
    [
      '/certifications',
      'Certifications',
      'tick',
      [...STAFF, ...PARTNERS, 'support-agent', 'sales-unit', 'reseller-sponsor'],
    ],
    ['/forecast', 'Forecast', 'arrow', [...STAFF, ...PARTNERS, 'support-agent', 'sales-unit', 'reseller-sponsor']],
    ['/review-calls', 'Review calls', 'bell', [...STAFF, ...PARTNERS]],
    ['/products', 'Products', 'link', [...PARTNERS, ...STAFF]],
  ],
  [
    ['/memberships', 'Memberships', 'person', OFFICE],
    ['/enquiries', 'Enquiries', 'question', OFFICE],
    ['/listing-texts', 'Listing texts', 'file', OFFICE],
    ['/organisations', 'Organisations', 'person', [...STAFF, 'operator']],
    ['/fee-requests', 'Who bears a fee', 'link', ['reseller-sponsor', 'sales-unit']],
    ['/technicians', 'Technicians', 'tick', [...STAFF, ...SPONSORS]],
    ['/equipment', 'Equipment', 'menu', [...OFFICE, ...PARTNERS]],
    ['/webhooks', 'Webhooks', 'link', [...OFFICE, ...PARTNERS, 'operator', 'reseller-sponsor', 'sales-unit']],
    ['/our-organisation', 'Our organisation', 'person', PARTNERS],
  ],
  [
    ['/lab-calendar', 'Lab calendar', 'clock', STAFF],
    ['/platforms', 'Platforms', 'menu', [...STAFF, 'support-agent']],
    ['/management', 'Management', 'info', STAFF],
    ['/parameters', 'Figures', 'tilde', [...OFFICE, 'operator']],
    ['/import', 'Import', 'upload', ['programme-manager']],
    ['/journal', 'Journal', 'file', ['programme-manager', 'auditor']],
    ['/outbox', 'Outbox', 'upload', ['programme-manager', 'operator', 'auditor']],
  ],
  [
    ['/tickets', 'Support tickets', 'question', [...STAFF, 'support-agent', 'sales-unit', 'reseller-sponsor']],
    ['/support', 'Support check', 'search', ALL],
    ['/installed-base', 'Installed base', 'menu', ALL],
    ['/reference-guide', 'Reference guide', 'info', ALL],
    ['/guides', 'Config guides', 'file', ALL],
    ['/captures/look', 'Look at a capture', 'search', ALL],
  ],
]

/** The places somebody in these parts can open, without empty groups. */
export function railFor(actor: Actor): readonly (readonly (readonly [string, string, IconName])[])[] {
  return GROUPS.map((group) =>
    group
      .filter(([, , , parts]) => parts.some((part) => actor.parts.includes(part)))
      .map(([path, name, picture]) => [path, name, picture] as const),
  ).filter((group) => group.length > 0)
}
