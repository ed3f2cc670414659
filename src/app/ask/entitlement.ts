/** What somebody is entitled to on a day: guides, and by the same rules logo and listing. */
import type { Identity } from '../identity.ts'
import type { Finding } from '../../rulebook/rule.ts'
import { stands } from '../../rulebook/rule.ts'
import { dossierOfHolder } from '../../rulebook/project-dossier.ts'
import { findingsAt } from '../../rulebook/rules.ts'
import type { Certification } from '../../programme/certification.ts'
import type { Membership } from '../../programme/membership.ts'
import type { Organisation } from '../../programme/organisation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { type Actor, may, type Permission } from '../../programme/permission.ts'
import type { GuideClass } from '../../programme/guide-content.ts'
import type { Gate } from '../../programme/move.ts'
import type { Family } from '../../programme/interface.ts'
import type { Level } from '../../programme/level.ts'
import type { Day } from '../../kernel/day.ts'
import type { Figures } from '../../rulebook/parameters.ts'
import type { GuideRecord } from '../../store/certifications.ts'
import { load } from '../../store/nouns.ts'
import { figures, type House, today } from '../house.ts'

export type Leave = { readonly isGiven: boolean; readonly says: string; readonly next: string; readonly clause: string }

/** What a partner's reading of a guide hangs on; that there is one to read is settled before. */
const READING: ReadonlySet<string> = new Set(['guide-goes-to-members', 'entitlement-rests-on-a-certification'])

/**
 * Everybody reads public guides; staff and resellers all of them (7.2); partners as members at MDP or higher while the
 * certification is in force (4C.6), and of the restricted ones only their own.
 */
export async function mayReadGuide(
  house: House,
  identity: Pick<Identity, 'actor' | 'organisation'> | null,
  { organisation: owner, certification }: { organisation: Pick<Organisation, 'id'>; certification: Certification },
  audience: GuideClass = 'member',
): Promise<Leave> {
  const given: Leave = { isGiven: true, says: '', next: '', clause: '7.2' }
  if (audience === 'public') return given
  if (!identity) return VISITORS_LEAVE
  const { actor, organisation } = identity
  if (!isPartner(actor)) return given
  const own = await load(house.database, 'organisation', organisation.id)
  const membership = await load(house.database, 'membership', organisation.id)
  if (!own) return given
  const day = today(house)
  const figure = await figures(house.database, day)
  const isKept = audience === 'restricted' || figure.word('guide.visibility') === 'owner-only'
  if (isKept && owner.id !== organisation.id) {
    return {
      isGiven: false,
      says: 'This guide goes to the company it was written for, to resellers and to staff.',
      next: 'Ask the company for it.',
      clause: '7.2',
    }
  }
  const against = entitlementFindings(
    'use-guide',
    {
      organisation: own.state,
      membership: membership?.state ?? null,
      family: 'other',
      level: certification.level,
      certification,
    },
    day,
    figure,
  ).find((finding) => READING.has(finding.rule) && !stands(finding))
  return against ? { isGiven: false, says: against.says, next: against.fix, clause: against.clause } : given
}

const VISITORS_LEAVE: Leave = {
  isGiven: false,
  says: "The whole guide is for the vendor's staff, resellers, and members at MDP or above.",
  next: 'Sign in if you are one of them; if not, this is how to get it.',
  clause: 'X-25',
}

export function isPartner({ parts }: Actor): boolean {
  return parts.some((part) => part === 'partner-admin' || part === 'partner-engineer')
}

/** Whether a partner reads the guides of other members today, whichever they are; each is looked at again when opened. */
export async function readsMembersGuides(house: House, organisation: string): Promise<boolean> {
  const own = await load(house.database, 'organisation', organisation)
  const membership = await load(house.database, 'membership', organisation)
  if (!own) return false
  const day = today(house)
  const holder = {
    organisation: own.state,
    membership: membership?.state ?? null,
    family: 'other',
    level: 'MCT',
  } as const
  return entitlementFindings('use-guide', { ...holder, certification: null }, day, await figures(house.database, day))
    .filter((finding) => finding.rule === 'guide-goes-to-members')
    .every(stands)
}

type LetterOf = Pick<GuideRecord, 'organisation' | 'product' | 'certification'>

/** Staff look at every letter; its holder has it while entitled: a member, and the certification in force (4C.6f, 4C.6g). */
export async function mayHaveLetter(
  house: House,
  actor: Actor,
  { organisation: owner, product, certification }: LetterOf,
): Promise<Leave> {
  const given: Leave = { isGiven: true, says: '', next: '', clause: '7.4' }
  if (may(actor, LOOKS_AT_LETTERS, {})) return given
  const organisation = await load(house.database, 'organisation', owner.id)
  const membership = await load(house.database, 'membership', owner.id)
  if (!organisation) return given
  const day = today(house)
  const holder = {
    organisation: organisation.state,
    membership: membership?.state ?? null,
    family: product.family,
    level: certification.level,
    certification,
  }
  const against = entitlementFindings('use-logo', holder, day, await figures(house.database, day)).find(
    (finding) => !stands(finding),
  )
  return against ? { isGiven: false, says: against.says, next: against.fix, clause: against.clause } : given
}

const LOOKS_AT_LETTERS: Permission = { 'programme-manager': 'any', 'lab-engineer': 'any', auditor: 'any' }

const ASKS_FOR_LETTERS: Permission = { ...LOOKS_AT_LETTERS, 'partner-admin': 'own', 'partner-engineer': 'own' }

/** What somebody hears who asks for a letter; null where it is not theirs to ask for. Links and files go by it alike. */
export async function letterLeave(house: House, actor: Actor, record: LetterOf): Promise<Leave | null> {
  return may(actor, ASKS_FOR_LETTERS, { organisation: record.organisation.id })
    ? mayHaveLetter(house, actor, record)
    : null
}

export type Holder = {
  readonly organisation: Organisation
  readonly membership: Membership | null
  readonly family: Family
  readonly level: Level
  /** The certification it is about; none where only the company is asked about. */
  readonly certification: Certification | null
}

export function entitlementFindings(gate: Gate, holder: Holder, day: Day, figure: Figures): readonly Finding[] {
  return findingsAt(gate, dossierOfHolder(holder, day, figure), figure)
}

export function isEntitled(gate: Gate, holder: Holder, day: Day, figure: Figures): boolean {
  return entitlementFindings(gate, holder, day, figure).every(stands)
}

/** The reference guide is for everybody, unless the programme keeps it to those who sign in. */
export async function mayReadReferenceGuide(house: House, actor: Actor): Promise<void> {
  const figure = await figures(house.database, today(house))
  if (figure.isOn('reference-guide.public') || !actor.parts.includes('visitor')) return
  refuse('not-signed-in', {
    says: 'This programme shows its reference guide to those who sign in.',
    next: 'Sign in, or ask your reseller.',
    clause: '8.8',
  })
}
