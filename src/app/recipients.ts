/**
 * Whom a notice goes to: groups of people found as they are at that moment, each person once, never the
 * one whose own act it is. Somebody without an account is written to and has nothing in the portal.
 */
import sql from 'sql-template-tag'
import type { Language } from '../kernel/language.ts'
import type { Audience } from '../programme/notice.ts'
import { type Role, ROLES } from '../programme/person.ts'
import { KEEPS_WEBHOOKS } from '../programme/webhook.ts'
import type { Turn } from '../programme/stage.ts'
import type { Queryable, Row } from '../store/database.ts'
import { askedIn } from './ask/mail-choices.ts'

export type Recipient = {
  readonly person: string | null
  readonly email: string
  /** The one in which they, or their organisation, once asked from outside; what they choose later counts before it. */
  readonly language?: Language | null
}

/** A recipient with the sides they are told as: what is asked of one of those is asked of them. */
export type Reader = Recipient & { readonly sides: readonly Turn[] }

/** What the groups are reckoned from: whose it is, who acts in it, and what the fact names. */
export type Concerned = {
  /** The partner's organisation; without one there is no partner to tell. */
  readonly organisation: string | null
  /** The organisation that sponsors the project, or that a technician works for. */
  readonly sponsor: string | null
  readonly technicians: readonly string[]
  readonly engineer: string | null
  readonly billing: string | null
  readonly data: Readonly<Record<string, unknown>>
  /** Whose act it was, or null where only time passed. */
  readonly by: { readonly id: string; readonly organisation: string | null } | null
}

export async function recipientsOf(
  on: Queryable,
  to: readonly Audience[],
  concerned: Concerned,
  mailbox: string,
): Promise<readonly Reader[]> {
  const found: Reader[] = []
  for (const audience of to.flatMap((each) => partsOf(each, concerned))) {
    const side = sideOf(audience)
    const people = await audienceOf(on, audience, concerned, mailbox)
    found.push(...people.map((each) => ({ ...each, sides: side ? [side] : [] })))
  }
  const others = found.filter((recipient) => recipient.person === null || recipient.person !== concerned.by?.id)
  // Whoever has an account comes first, so that their notice stands in the portal too.
  const known = others.toSorted((a, b) => Number(b.person !== null) - Number(a.person !== null))
  const byEmail = Map.groupBy(known, ({ email }) => email)
  return [...byEmail.values()].map((same) => ({ ...same[0]!, sides: same.flatMap(({ sides }) => sides) }))
}

/** Of one side or the other, each with a turn of its own. */
type Part = Exclude<Audience, 'other-side'>

function partsOf(audience: Audience, concerned: Concerned): readonly Part[] {
  if (audience !== 'other-side') return [audience]
  return isOfTheirs(concerned) ? ['lab', 'office'] : ['partner', 'sponsor']
}

/** Whose turn is the turn of an audience; null for those who are told and have none. */
function sideOf(audience: Part): Turn | null {
  switch (audience) {
    case 'partner':
    case 'sponsor':
    case 'technician':
    case 'lab':
      return audience
    case 'office':
    case 'mailbox':
      return 'programme-office'
    case 'slot-engineer':
      return 'lab'
    default:
      return null
  }
}

/** Whether it was an act of the partner or the sponsor, so that the other side is the vendor. */
function isOfTheirs({ by, organisation, sponsor }: Concerned): boolean {
  return by !== null && by.organisation !== null && [organisation, sponsor].includes(by.organisation)
}

async function audienceOf(
  on: Queryable,
  audience: Part,
  concerned: Concerned,
  mailbox: string,
): Promise<readonly Recipient[]> {
  const { organisation, sponsor, technicians, engineer, billing, data } = concerned
  switch (audience) {
    case 'partner':
      return partnerOf(on, organisation)
    case 'technician':
      return (await Promise.all(technicians.map((each) => personNamed(on, each)))).flat()
    case 'office': {
      const people = await vendorsOf(on, ['programme-manager'])
      return people.length > 0 ? people : [{ person: null, email: mailbox }]
    }
    case 'lab':
      return vendorsOf(on, ['lab-engineer'])
    case 'sponsor':
      return sponsor ? peopleOf(on, sponsor, ['reseller-sponsor', 'sales-unit']) : []
    case 'queue':
      return queueOf(on, data.queue)
    case 'support':
      return vendorsOf(on, ['support-agent'])
    case 'requester':
      return typeof data.requester === 'string' ? peopleOf(on, data.requester, ['reseller-sponsor']) : []
    case 'bearer':
      return typeof data.bearer === 'string' ? peopleOf(on, data.bearer, ['reseller-sponsor', 'sales-unit']) : []
    case 'keepers':
      return organisation ? peopleOf(on, organisation, KEEPERS) : []
    case 'slot-engineer':
      return engineer ? personNamed(on, engineer) : []
    case 'person':
      return typeof data.person === 'string' ? personOf(on, data.person) : []
    case 'applicant':
      return applicantOf(on, data)
    case 'billing':
      return billing ? atAddress(on, billing, organisation) : []
    case 'mailbox':
      return [{ person: null, email: mailbox }]
    default:
      return audience satisfies never
  }
}

/** Who keeps the webhooks of an organisation. */
const KEEPERS = ROLES.filter((role) => role in KEEPS_WEBHOOKS)

/** The partner's people; the contacts it once named where nobody of it has an account. */
async function partnerOf(on: Queryable, organisation: string | null): Promise<readonly Recipient[]> {
  if (organisation === null) return []
  const people = await peopleOf(on, organisation, ['partner-admin', 'partner-engineer'])
  return people.length > 0
    ? people
    : withoutAccount(await contactsOf(on, organisation), await askedIn(on, { organisation }))
}

/** A sales unit's own people for its queue, product support for every other. */
async function queueOf(on: Queryable, queue: unknown): Promise<readonly Recipient[]> {
  const people = typeof queue === 'string' ? await peopleOf(on, queue, ['sales-unit']) : []
  return people.length > 0 ? people : vendorsOf(on, ['support-agent'])
}

async function peopleOf(on: Queryable, organisation: string, roles: readonly Role[]): Promise<readonly Recipient[]> {
  return on.all<Recipient & Row>(
    sql`select id as person, email from person
        where state_word = 'active' and state->'roles' ?| ${roles} and organisation = ${organisation} order by id limit 200`,
  )
}

async function vendorsOf(on: Queryable, roles: readonly Role[]): Promise<readonly Recipient[]> {
  return on.all<Recipient & Row>(
    sql`select id as person, email from person where state_word = 'active' and state->'roles' ?| ${roles} order by id limit 200`,
  )
}

async function personNamed(on: Queryable, id: string): Promise<readonly Recipient[]> {
  return on.all<Recipient & Row>(
    sql`select id as person, email from person where id = ${id} and state_word <> 'departed'`,
  )
}

/** Somebody who is only being let in has chosen no language yet: theirs is the one their organisation asked in. */
async function personOf(on: Queryable, id: string): Promise<readonly Recipient[]> {
  const row = await on.one<{ organisation: string | null }>(sql`select organisation from person where id = ${id}`)
  const language = row?.organisation ? await askedIn(on, { organisation: row.organisation }) : null
  return (await personNamed(on, id)).map((each) => ({ ...each, language }))
}

/** Whoever of the partner has this address, so that they are not told of their own act; or the address alone. */
async function atAddress(on: Queryable, email: string, organisation: string | null): Promise<readonly Recipient[]> {
  const people = await on.all<Recipient & Row>(
    sql`select id as person, email from person where email = ${email} and organisation = ${organisation}`,
  )
  if (people.length > 0) return people
  return withoutAccount([email], organisation === null ? null : await askedIn(on, { organisation }))
}

async function applicantOf(on: Queryable, data: Readonly<Record<string, unknown>>): Promise<readonly Recipient[]> {
  const { enquiry, organisation } = data
  if (typeof enquiry === 'string') {
    const asked = await on.one<{ email: string }>(
      sql`select state->>'email' as email from enquiry where id = ${enquiry}`,
    )
    return asked ? withoutAccount([asked.email], await askedIn(on, { enquiry })) : []
  }
  if (typeof organisation !== 'string') return []
  return withoutAccount((await contactsOf(on, organisation)).slice(0, 1), await askedIn(on, { organisation }))
}

/** The first and the second contact of an application. */
async function contactsOf(on: Queryable, organisation: string): Promise<readonly string[]> {
  const found = await on.one<{ first: string | null; second: string | null }>(
    sql`select state->'application'->'contact'->>'email' as first, state->'application'->'secondContact'->>'email' as second
        from membership where id = ${organisation}`,
  )
  return [found?.first, found?.second].filter((email) => typeof email === 'string')
}

function withoutAccount(emails: readonly string[], language: Language | null): readonly Recipient[] {
  return emails.map((email) => ({ person: null, email, language }))
}
