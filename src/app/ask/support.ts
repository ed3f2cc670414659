/** The support answer: one reading of the record, one ruling, and whom to call. */
import type { Day } from '../../kernel/day.ts'
import { isCountry } from '../../kernel/country.ts'
import { refuse } from '../../kernel/refusal.ts'
import { hasContact, type Organisation, sayContact } from '../../programme/organisation.ts'
import type { Actor } from '../../programme/permission.ts'
import { figuresOn } from '../../rulebook/parameters.ts'
import { type Route, supportRuling, type SupportRuling } from '../../rulebook/support.ts'
import { type InteropRecord, interopRecord } from '../../store/certifications.ts'
import type { Queryable } from '../../store/database.ts'
import { isNamed } from './named-products.ts'

export type SupportQuestion = {
  readonly product: string
  readonly productRelease: string
  readonly platform: string
  readonly platformRelease: string
  readonly country: string
  readonly on: Day
  readonly fieldIssue?: string
}

export type SupportAnswer = {
  readonly supported: boolean
  readonly caution: boolean
  readonly route: Route
  readonly certification: string | null
  readonly clause: string
  readonly rule: string
  readonly says: string
  readonly next: string
  readonly contact: string
}

export async function answerSupport(
  on: Queryable,
  question: SupportQuestion,
  today: Day,
): Promise<{ answer: SupportAnswer; record: InteropRecord }> {
  const record = await recordFor(on, question)
  return { answer: answerFrom(record, question, today), record }
}

/** What an answer goes by: the same for every release and day of a product, a platform and a customer's country. */
export async function recordFor(
  on: Queryable,
  question: Pick<SupportQuestion, 'product' | 'platform' | 'country'>,
): Promise<InteropRecord> {
  if (!isCountry(question.country)) {
    refuse('wrong-input', {
      says: `${question.country || 'Nothing'} is not a country code.`,
      next: 'Give the two letters of ISO 3166, such as DE.',
      faults: [{ at: 'country', says: 'Two letters, such as DE.' }],
    })
  }
  return interopRecord(on, question.product, question.platform, question.country)
}

/** Refuses a product or a platform that the record does not know. */
export function answerFrom(record: InteropRecord, question: SupportQuestion, today: Day): SupportAnswer {
  const { product, platform } = record
  if (!product) return unknown('product', question.product)
  if (!platform) return unknown('platform', question.platform)
  const figures = figuresOn(question.on, record.parameters)
  const ruling = supportRuling({ ...record, family: product.family, platform }, question, today, figures)
  const { certification, ...rest } = ruling
  return { ...rest, certification: certification?.number ?? null, contact: contactFor(ruling, record) }
}

function contactFor(ruling: SupportRuling, record: InteropRecord): string {
  const partner = record.organisation ? sayContact(record.organisation) : 'the partner'
  switch (ruling.route) {
    case 'product-support':
    case 'tailored':
      return productSupport(record.vendor)
    case 'sales-unit':
      return unitFor(record.salesUnits) ?? 'The sales unit of the region'
    case 'partner':
      return partner
    default:
      return ruling.route satisfies never
  }
}

/** Without an address on record the way is the reseller's, whose ticket reaches product support (6.4). */
function productSupport(vendor: Organisation | null): string {
  if (vendor && hasContact(vendor)) return `Product support of ${sayContact(vendor)}`
  return `Product support of ${vendor?.name ?? 'the vendor'}, by a ticket of the reseller of this deployment (6.4)`
}

function unitFor(units: readonly Organisation[]): string | null {
  const [unit] = units
  return unit ? sayContact(unit) : null
}

/** Refuses a product that may not be named to whoever asks, as one that is not there. */
export async function refuseUnnamed(on: Queryable, actor: Actor, today: Day, product: string): Promise<void> {
  if (!(await isNamed(on, actor, today, product))) unknown('product', product)
}

function unknown(what: 'product' | 'platform', id: string): never {
  return refuse('not-found', {
    says: `There is no ${what} ${id}.`,
    next: `Look it up in the ${what === 'product' ? 'catalogue' : 'reference guide'}; the id stands in its address.`,
    clause: '6.4',
    faults: [{ at: what, says: `Unknown ${what}.` }],
  })
}
