/**
 * What the catalogue says of a company or a product in the partner's own words (4C.6h). The partner proposes a text and
 * the programme office approves or declines it; until then, and after a no, what was approved before stays shown. What
 * is shown stands with the company or the product itself; what waits stands here alone, where no public page looks.
 */
import { z } from 'zod'
import { refuse } from '../kernel/refusal.ts'
import { shortHash } from '../kernel/text.ts'
import { maybeProse, prose } from './input.ts'
import { type Decision, moveOn, type Obstacle, put, type Put, stampOf } from './move.ts'
import type { Organisation } from './organisation.ts'
import { type Actor, may, PARTNER, type Permission } from './permission.ts'
import type { Product } from './product.ts'
import type { Stamp } from './stamp.ts'

export type ListingText = {
  readonly id: string
  readonly organisation: string
  /** Null where the text is about the company itself. */
  readonly product: string | null
  /** How many texts were proposed so far: which one somebody read. */
  readonly proposals: number
  readonly waiting: (Stamp & { readonly text: string }) | null
  /** The last one, where it was declined, until another is proposed. */
  readonly declined: (Stamp & { readonly text: string; readonly reason: string }) | null
}

export type ListingFile = {
  readonly organisation: Organisation
  readonly product: Product | null
  readonly listing: ListingText | null
}

/** Whoever proposes and whoever decides; to everybody else a text that waits is not there. */
export const SEES_LISTING_TEXTS = {
  'programme-manager': 'any',
  auditor: 'any',
  ...PARTNER,
} as const satisfies Permission

export const MOST_OF_COMPANY = 600
export const MOST_OF_PRODUCT = 1000

export function listingId({ organisation, product }: { organisation: string; product: string | null }): string {
  return product === null ? `companies/${organisation}` : `products/${product}`
}

/** Where people look at it: partners' own company stands on a page of its own. */
export function listingPage(
  { organisation, product }: { readonly organisation: string; readonly product: string | null },
  reader: 'partner' | 'office',
): string {
  if (product !== null) return `/products/${product}#listing`
  return reader === 'partner' ? '/our-organisation#listing' : `/organisations/${organisation}#listing`
}

export function shownText({ organisation, product }: ListingFile): string {
  return (product ?? organisation).summary ?? ''
}

/** Sent along by pages in place of the text itself, which nobody typed there. */
export function shownHash(file: ListingFile): string {
  return shortHash(plain(shownText(file)))
}

/** The first text of a product that its partner registers waits like every other. */
export function firstProposal(product: Product, text: string, stamp: Stamp): Put {
  const of = { organisation: product.organisation, product: product.id }
  const id = listingId(of)
  return put('listing-text', id, { id, ...of, proposals: 1, waiting: { ...stamp, text }, declined: null })
}

/** Whoever speaks for a company proposes what is said of it, and does not say yes to that as well (G-08). */
export function speaksFor(actor: Actor, organisation: string): boolean {
  return may(actor, PARTNER, { organisation })
}

const move = moveOn<ListingFile>()
const office = { 'programme-manager': 'any' } as const
const CLAUSE = '4C.6h'

/** Which text was read: another may have taken its place while the page was open. */
const readInput = { proposal: z.int().min(1) }

/** The text that was read as shown, or its hash as pages have it; an end of a line may be sent as two characters. */
const shownInput = {
  shown: z
    .string()
    .max(2 * MOST_OF_PRODUCT)
    .optional(),
}

/** Whoever names the proposal that was read last, none being 0, replaces no later one. */
function proposing(by: Permission, most: number) {
  return move({
    says: 'Propose a listing text',
    clause: CLAUSE,
    by,
    input: z.strictObject({ text: maybeProse(most), proposal: z.int().min(0).optional(), ...shownInput }),
    decide: (file, { text, proposal, shown }, context) => {
      stillShown(file, shown)
      const { proposals = 0, waiting = null } = file.listing ?? {}
      if (proposal !== undefined && proposal !== proposals) refuseUnread(file)
      const before = shownText(file)
      if (isSame(text, before)) refuseSame(file)
      if (waiting && isSame(text, waiting.text)) refuseWaiting()
      return told(file, 'proposed', { text, before, proposal: proposals + 1 }, waiting ? 'replaced' : '', [
        listed(file, { proposals: proposals + 1, waiting: { ...stampOf(context), text }, declined: null }),
      ])
    },
  })
}

function takingBack(by: Permission) {
  return move({
    says: 'Take the proposed text back',
    clause: CLAUSE,
    by,
    input: z.strictObject(readInput),
    obstacle: nothingWaits,
    decide: (file, { proposal }) => {
      textRead(file, proposal)
      return told(file, 'taken-back', { proposal }, '', [listed(file, { waiting: null })])
    },
  })
}

const approving = move({
  says: 'Approve the listing text',
  clause: CLAUSE,
  by: office,
  input: z.strictObject({ ...readInput, ...shownInput }),
  obstacle: notTheirsToDecide,
  decide: (file, { proposal, shown }) => {
    const { text } = textRead(file, proposal)
    stillShown(file, shown)
    return told(file, 'approved', { text, before: shownText(file), proposal }, '', [
      shows(file, text),
      listed(file, { waiting: null }),
    ])
  },
})

const declining = move({
  says: 'Decline the listing text',
  clause: CLAUSE,
  by: office,
  input: z.strictObject({ ...readInput, reason: prose(1000) }),
  obstacle: notTheirsToDecide,
  decide: (file, { proposal, reason }, context) => {
    const { text } = textRead(file, proposal)
    const declined = { ...stampOf(context), text, reason }
    return told(file, 'declined', { text, reason, proposal }, '', [listed(file, { waiting: null, declined })])
  },
})

/** The office's own words are shown at once; what the partner proposed goes on waiting. */
function writing(most: number) {
  return move({
    says: 'Change the listing text',
    clause: CLAUSE,
    by: office,
    input: z.strictObject({ text: maybeProse(most), ...shownInput }),
    obstacle: theirOwn,
    decide: (file, { text, shown }) => {
      stillShown(file, shown)
      const before = shownText(file)
      if (isSame(text, before)) refuseSame(file)
      return told(file, 'changed', { text, before }, '', [shows(file, text)])
    },
  })
}

const ADMIN = { 'partner-admin': 'own' } as const

export const companyTextMoves = {
  'propose-company-text': proposing(ADMIN, MOST_OF_COMPANY),
  'take-company-text-back': takingBack(ADMIN),
  'approve-company-text': approving,
  'decline-company-text': declining,
  'change-company-text': writing(MOST_OF_COMPANY),
}

export const productTextMoves = {
  'propose-product-text': proposing(PARTNER, MOST_OF_PRODUCT),
  'take-product-text-back': takingBack(PARTNER),
  'approve-product-text': approving,
  'decline-product-text': declining,
  'change-product-text': writing(MOST_OF_PRODUCT),
}

function waitingOf({ listing }: ListingFile): ListingText['waiting'] {
  return listing?.waiting ?? null
}

function nothingWaits(file: ListingFile): Obstacle | null {
  return waitingOf(file)
    ? null
    : { says: 'No text waits for approval.', next: 'What is shown is approved.', clause: CLAUSE }
}

/** Whoever wrote a text, or speaks for its company, does not say yes to it (G-08). */
function notTheirsToDecide(file: ListingFile, actor: Actor): Obstacle | null {
  const waiting = waitingOf(file)
  if (!waiting) return nothingWaits(file)
  const next = 'Another programme manager decides on it.'
  if (waiting.by === actor.id) return { says: 'You proposed this text yourself.', next, clause: 'G-08' }
  return speaksFor(actor, file.organisation.id) ? { says: OWN_COMPANY, next, clause: 'G-08' } : null
}

const OWN_COMPANY = 'You speak for this company yourself.'

function theirOwn({ organisation }: ListingFile, actor: Actor): Obstacle | null {
  if (!speaksFor(actor, organisation.id)) return null
  const next = 'Somebody of your company proposes it; another programme manager decides.'
  return { says: OWN_COMPANY, next, clause: 'G-08' }
}

function textRead(file: ListingFile, read: number): { readonly text: string } {
  const { listing } = file
  return listing?.waiting && listing.proposals === read ? listing.waiting : refuseUnread(file)
}

function refuseUnread({ organisation }: ListingFile): never {
  return refuse('stale', {
    says: `${organisation.name} proposed another text while this page was open.`,
    next: 'Read what is proposed now, then decide again.',
    clause: CLAUSE,
  })
}

function stillShown(file: ListingFile, read: string | undefined): void {
  if (read === undefined || read === shownHash(file) || isSame(read, shownText(file))) return
  refuse('stale', {
    says: 'Another text is shown since this page was opened.',
    next: 'Read what is shown now, then decide again.',
    clause: CLAUSE,
  })
}

/** As a page shows them: browsers send ends of lines of their own. */
function isSame(one: string, other: string): boolean {
  return plain(one) === plain(other)
}

const plain = (text: string) => text.replaceAll(/\r\n?/g, '\n').trim()

function refuseSame(file: ListingFile): never {
  return refuse('wrong-input', {
    says: 'This is the text that is shown already.',
    next: waitingOf(file) ? 'To keep it, take the proposed text back.' : 'Change it first.',
    clause: CLAUSE,
    faults: [{ at: 'text', says: 'Shown already.' }],
  })
}

function refuseWaiting(): never {
  return refuse('wrong-input', {
    says: 'This is the text that waits already.',
    next: 'Change it first, or wait for the programme office.',
    clause: CLAUSE,
    faults: [{ at: 'text', says: 'Waits already.' }],
  })
}

function listed(file: ListingFile, changed: Partial<ListingText>): Put {
  const of = { organisation: file.organisation.id, product: file.product?.id ?? null }
  const id = listingId(of)
  const before = file.listing ?? { id, ...of, proposals: 0, waiting: null, declined: null }
  return put('listing-text', id, { ...before, ...changed })
}

function shows({ organisation, product }: ListingFile, summary: string): Put {
  return product
    ? put('product', product.id, { ...product, summary })
    : put('organisation', organisation.id, { ...organisation, summary })
}

/** Whole sentences: other languages say the name elsewhere among the words. */
const SAYS = {
  proposed: (name: string) => `Listing text of ${name} proposed`,
  replaced: (name: string) => `Listing text of ${name} replaced while it waited`,
  'taken-back': (name: string) => `Listing text of ${name} taken back`,
  approved: (name: string) => `Listing text of ${name} approved`,
  declined: (name: string) => `Listing text of ${name} declined`,
  changed: (name: string) => `Listing text of ${name} changed by the programme office`,
} as const

type Happened = Exclude<keyof typeof SAYS, 'replaced'>

function told(
  { organisation, product }: ListingFile,
  happened: Happened,
  data: Readonly<Record<string, string | number>>,
  says: 'replaced' | '',
  puts: readonly Put[],
): Decision {
  const name = (product ?? organisation).name
  return {
    kind: `listing-text-${happened}`,
    says: SAYS[says || happened](name),
    data: { organisation: organisation.id, product: product?.id ?? null, name, ...data },
    puts,
  }
}
