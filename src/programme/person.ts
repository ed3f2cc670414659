/** Someone who signs in, for one organisation, in one or more roles. */
import type { Stamp } from './stamp.ts'

export const ROLES = [
  'programme-manager',
  'lab-engineer',
  'support-agent',
  'sales-unit',
  'reseller-sponsor',
  'field-technician',
  'partner-admin',
  'partner-engineer',
  'auditor',
  'operator',
] as const

export type Role = (typeof ROLES)[number]

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  'programme-manager': 'Programme manager',
  'lab-engineer': 'Lab engineer',
  'support-agent': 'Support agent',
  'sales-unit': 'Sales unit sponsor',
  'reseller-sponsor': 'Reseller sponsor',
  'field-technician': 'Field technician',
  'partner-admin': 'Partner administrator',
  'partner-engineer': 'Partner engineer',
  auditor: 'Auditor',
  operator: 'Operator',
}

/** Which roles make sense for people of an organisation in which role. */
export const ROLES_BY_ORGANISATION = {
  vendor: ['programme-manager', 'lab-engineer', 'support-agent', 'field-technician', 'auditor', 'operator'],
  'sales-unit': ['sales-unit', 'field-technician'],
  reseller: ['reseller-sponsor', 'field-technician'],
  partner: ['partner-admin', 'partner-engineer'],
} as const satisfies Record<string, readonly Role[]>

export type Person = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly organisation: string
  readonly roles: readonly Role[]
  readonly state: 'invited' | 'active' | 'departed'
  readonly invited: Stamp
}
