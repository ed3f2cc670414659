/**
 * Who may do or read what: a role held against a relation to the thing. Every move and every route
 * carries one of these as data; the permission matrix in the tests is made from nothing else.
 */
import type { Role } from './person.ts'

/** How somebody stands to a thing; `any` needs no relation at all. */
export const RELATIONS = ['any', 'own', 'sponsored', 'assigned', 'self', 'serving'] as const

export type Relation = (typeof RELATIONS)[number]

/** Besides the roles of people: a visitor has not signed in; the console is the operator's shell. */
export type Part = Role | 'visitor' | 'console'

export type Permission = Readonly<Partial<Record<Part, Relation>>>

/** Somebody who asks or acts: a signed-in person, a visitor, or the console. */
export type Actor = {
  readonly id: string
  readonly name: string
  readonly organisation: string | null
  readonly parts: readonly Part[]
}

export const VISITOR: Actor = { id: 'visitor', name: 'A visitor', organisation: null, parts: ['visitor'] }

export const CONSOLE: Actor = {
  id: 'console',
  name: 'The operator at the console',
  organisation: null,
  parts: ['console'],
}

/** What happens by itself on its day and leaves a fact. */
export const DAILY_ROUND: Actor = { id: 'daily-round', name: 'The daily round', organisation: null, parts: ['console'] }

/** What a thing belongs to, as far as permission cares. */
export type Belongs = {
  readonly organisation?: string | null
  readonly sponsor?: string | null
  /** The organisation whose task it is to help. */
  readonly serving?: string | null
  readonly technicians?: readonly string[]
  readonly person?: string | null
}

export function relatesTo(actor: Actor, thing: Belongs, relation: Relation): boolean {
  switch (relation) {
    case 'any':
      return true
    case 'own':
      return actor.organisation !== null && actor.organisation === thing.organisation
    case 'sponsored':
      return actor.organisation !== null && actor.organisation === thing.sponsor
    case 'serving':
      return actor.organisation !== null && actor.organisation === thing.serving
    case 'assigned':
      return thing.technicians?.includes(actor.id) ?? false
    case 'self':
      return thing.person === actor.id
    default:
      return relation satisfies never
  }
}

/** Whether one of the actor's parts has the relation that the permission asks of it. */
export function may(actor: Actor, permission: Permission, thing: Belongs): boolean {
  return actor.parts.some((part) => {
    const relation = permission[part]
    return relation !== undefined && relatesTo(actor, thing, relation)
  })
}

/** Whether some relation could ever let the actor do it; what can be told before the thing is known. */
export function mightEver(actor: Actor, permission: Permission): boolean {
  return actor.parts.some((part) => permission[part] !== undefined)
}

/** Anybody who has signed in. */
export const SIGNED_IN = {
  'programme-manager': 'any',
  'lab-engineer': 'any',
  'support-agent': 'any',
  'sales-unit': 'any',
  'reseller-sponsor': 'any',
  'field-technician': 'any',
  'partner-admin': 'any',
  'partner-engineer': 'any',
  auditor: 'any',
  operator: 'any',
} as const satisfies Permission

/** Open to everybody, signed in or not. */
export const EVERYBODY = { visitor: 'any', console: 'any', ...SIGNED_IN } as const satisfies Permission

/** Who sees a project at all; everybody else is told that there is no such project. */
export const SEES_PROJECT = {
  'programme-manager': 'any',
  'lab-engineer': 'any',
  auditor: 'any',
  'sales-unit': 'sponsored',
  'reseller-sponsor': 'sponsored',
  'field-technician': 'assigned',
  'partner-admin': 'own',
  'partner-engineer': 'own',
} as const satisfies Permission

/** The partner's people, for their own things. */
export const PARTNER = { 'partner-admin': 'own', 'partner-engineer': 'own' } as const satisfies Permission

/** The vendor's people who see the whole programme. */
export const STAFF = {
  'programme-manager': 'any',
  auditor: 'any',
  'lab-engineer': 'any',
} as const satisfies Permission

/** Who sees a product in the portal; what is certified of it everybody finds in the catalogue. */
export const SEES_PRODUCT = { ...STAFF, ...PARTNER } as const satisfies Permission

/** Null for whoever sees everybody's; otherwise whose alone: where somebody speaks for no organisation, of none, `''`. */
export function whoseAlone(actor: Actor, sees: Permission): string | null {
  return may(actor, sees, {}) ? null : (actor.organisation ?? '')
}

/** Certifications and what is ahead for them: partners see their own, whoever else is named here all. */
export const SEES_CERTIFICATIONS = {
  ...STAFF,
  ...PARTNER,
  'support-agent': 'any',
  'sales-unit': 'any',
  'reseller-sponsor': 'any',
} as const satisfies Permission

/** The sponsor's people, for what they sponsor (4A.3, 4B.3). */
export const SPONSOR = { 'reseller-sponsor': 'sponsored', 'sales-unit': 'sponsored' } as const satisfies Permission

/** The partner's people and whoever sponsors them: on paths A and B the sponsor acts for the partner (4A.3). */
export const PARTNER_AND_SPONSOR = { ...PARTNER, ...SPONSOR } as const satisfies Permission
