/**
 * Developer equipment at a discount (4C.6d, 5N.c): bills of material that the programme keeps beside each platform,
 * and a member's request for one: asked, quoted or declined by the office, ordered, delivered. The membership fee
 * includes none of it (4C.FN2). What is asked for is kept as it stood that day, whatever becomes of the bill.
 */
import { z } from 'zod'
import { addDays, dateWords, type Day } from '../kernel/day.ts'
import { freeId, slugOf } from '../kernel/id.ts'
import { type Money, money, scale, sum } from '../kernel/money.ts'
import { refuse } from '../kernel/refusal.ts'
import { line, maybeProse, named, prose, reference } from './input.ts'
import type { Membership } from './membership.ts'
import { moveOn, type Obstacle, put, stampOf } from './move.ts'
import type { Organisation } from './organisation.ts'
import { PARTNER, type Permission } from './permission.ts'
import type { Platform } from './platform.ts'
import type { PlatformFile } from './registering.ts'
import type { Stamp } from './stamp.ts'

/** `price` is the list price of one. */
export type BillLine = {
  readonly part: string
  readonly says: string
  readonly quantity: number
  readonly price: Money
}

/** What a developer of one kind typically needs of a platform. */
export type EquipmentBill = {
  readonly id: string
  readonly name: string
  readonly says?: string
  readonly lines: readonly BillLine[]
}

export type EquipmentQuote = Stamp & {
  readonly percent: number
  readonly total: Money
  readonly validUntil: Day
  readonly note: string
}

export type EquipmentOrder = {
  readonly id: string
  readonly number: string
  readonly organisation: string
  readonly platform: string
  readonly bill: EquipmentBill
  /** How often the whole bill is wanted. */
  readonly sets: number
  readonly purpose: string
  readonly state: 'asked' | 'quoted' | 'withdrawn' | 'declined' | 'ordered' | 'delivered'
  readonly asked: Stamp
  readonly quote: EquipmentQuote | null
  readonly declined: (Stamp & { readonly reason: string; readonly next: string }) | null
  /** By the member, before anything was ordered. */
  readonly withdrawn?: Stamp & { readonly reason: string }
  readonly ordered: (Stamp & { readonly purchaseOrder: string }) | null
  readonly delivered: (Stamp & { readonly note: string }) | null
}

export function listPriceOf(bill: EquipmentBill, sets = 1): Money {
  return sum(
    'USD',
    bill.lines.map(({ price, quantity }) => scale(price, quantity * sets)),
  )
}

export function discounted(list: Money, percent: number): Money {
  return scale(list, 1 - percent / 100)
}

export const SEES_EQUIPMENT = {
  'programme-manager': 'any',
  auditor: 'any',
  'partner-admin': 'own',
  'partner-engineer': 'own',
} as const satisfies Permission

export type NewEquipmentFile = {
  readonly organisation: Organisation
  readonly membership: Membership | null
  /** The platform named; null before one is. */
  readonly platform: Platform | null
}

export type EquipmentFile = Omit<NewEquipmentFile, 'platform'> & { readonly order: EquipmentOrder }

const onPlatform = moveOn<PlatformFile>()
const newMove = moveOn<NewEquipmentFile>()
const move = moveOn<EquipmentFile>()
const office = { 'programme-manager': 'any' } as const

const MOST_BILLS = 20
const DEAREST = 1_000_000

const billLine = z.strictObject({
  part: line(60),
  says: line(160),
  quantity: z.coerce.number({ error: 'A number, please.' }).int().min(1, { error: 'At least one.' }).max(1000),
  price: z.coerce
    .number({ error: 'A price in USD, such as 1200.50.' })
    .min(0, { error: 'A price in USD, such as 1200.50.' })
    .max(DEAREST, { error: 'No part is as dear as this.' }),
})

function nameTaken({ name }: EquipmentBill): never {
  return refuse('conflict', {
    says: `There is a bill of material called "${name}" already.`,
    next: 'Change that one, or choose another name.',
    clause: '5N.c',
    faults: [{ at: 'name', says: `"${name}" is there already.` }],
  })
}

/** Kept by the office on the platform it is for. */
export const billMoves = {
  'set-equipment-bill': onPlatform({
    says: 'Keep a bill of material',
    clause: '5N.c',
    by: office,
    input: z.strictObject({
      /** The bill that is changed; none where one is added. */
      bill: reference().optional(),
      name: named(),
      says: maybeProse(600),
      lines: z.array(billLine).min(1, { error: 'Name the parts.' }).max(60),
    }),
    decide: ({ platform }, { bill: changed, name, says, lines }) => {
      const bills = platform.bills ?? []
      const isThere = changed !== undefined
      const word = slugOf(name, '')
      const taken = bills.find((each) => each.name === name || each.id === word)
      if (!isThere && taken) return nameTaken(taken)
      const isTaken = (id: string) => bills.some((each) => each.id === id)
      const id = isThere ? billOf(platform, changed).id : freeId(word || 'bill', isTaken)
      const bill: EquipmentBill = {
        id,
        name,
        ...(says ? { says } : {}),
        lines: lines.map((each) => ({ ...each, price: money('USD', each.price) })),
      }
      if (!isThere && bills.length === MOST_BILLS)
        return refuse('too-many', { says: `A platform has ${MOST_BILLS} bills at most.`, next: 'Take one back first.' })
      return {
        kind: 'equipment-bill-set',
        says: isThere
          ? `${platform.name}: bill of material "${name}" changed`
          : `${platform.name}: bill of material "${name}" added`,
        data: { platform: platform.id, bill: id, lines: lines.length },
        puts: [
          put('platform', platform.id, {
            ...platform,
            bills: isThere ? bills.map((each) => (each.id === id ? bill : each)) : [...bills, bill],
          }),
        ],
      }
    },
  }),

  'drop-equipment-bill': onPlatform({
    says: 'Take a bill of material back',
    clause: '5N.c',
    by: office,
    input: z.strictObject({ bill: reference() }),
    decide: ({ platform }, input) => {
      const bill = billOf(platform, input.bill)
      return {
        kind: 'equipment-bill-dropped',
        says: `${platform.name}: bill of material "${bill.name}" taken back`,
        data: { platform: platform.id, bill: bill.id },
        puts: [
          put('platform', platform.id, { ...platform, bills: platform.bills!.filter((each) => each.id !== bill.id) }),
        ],
      }
    },
  }),
}

export const newEquipmentMoves = {
  'ask-for-equipment': newMove({
    says: 'Ask for a quote',
    clause: '4C.6d',
    by: PARTNER,
    gates: () => ['use-benefits'],
    input: z.strictObject({
      platform: reference(),
      bill: reference(),
      sets: z.coerce.number({ error: 'How many?' }).int().min(1, { error: 'At least one.' }).max(20, {
        error: 'At most 20: it is for development, lab and test.',
      }),
      purpose: prose(1000),
    }),
    series: (_, { day }) => `EQ-${day.slice(0, 4)}`,
    decide: ({ organisation, platform }, input, context) => {
      if (!platform) return noSuchBill()
      const order: EquipmentOrder = {
        id: context.newId(),
        number: context.number,
        organisation: organisation.id,
        platform: platform.id,
        bill: billOf(platform, input.bill),
        sets: input.sets,
        purpose: input.purpose,
        state: 'asked',
        asked: stampOf(context),
        quote: null,
        declined: null,
        ordered: null,
        delivered: null,
      }
      return {
        ...told('equipment-asked-for', order, `${order.number}: ${organisation.name} asks for ${order.bill.name}`),
        puts: [put('equipment-order', order.id, order)],
      }
    },
  }),
}

export const equipmentMoves = {
  'quote-equipment': move({
    says: 'Approve and quote',
    clause: '5N.c',
    by: office,
    gates: () => ['use-benefits'],
    input: z.strictObject({
      percent: z.coerce.number({ error: 'A part from 0 to 100.' }).min(0).max(100, { error: 'A part from 0 to 100.' }),
      note: maybeProse(1000),
    }),
    obstacle: ({ order }) => onlyWhile(order, ['asked', 'quoted']),
    decide: ({ order }, { percent, note }, context) => {
      const validUntil = addDays(context.day, context.figure('equipment.quote-days'))
      const total = discounted(listPriceOf(order.bill, order.sets), percent)
      const quoted = {
        ...order,
        state: 'quoted',
        quote: { ...stampOf(context), percent, total, validUntil, note },
      } as const
      return {
        ...told('equipment-quoted', quoted, `${order.number}: quoted at ${percent} % below the list price`, { note }),
        puts: [put('equipment-order', order.id, quoted)],
      }
    },
  }),

  'withdraw-equipment': move({
    says: 'Withdraw the request',
    clause: '5N.c',
    by: PARTNER,
    input: z.strictObject({ reason: prose(1000) }),
    obstacle: ({ order }) => onlyWhile(order, ['asked', 'quoted']),
    decide: ({ order }, input, context) => ({
      ...told('equipment-withdrawn', order, `${order.number}: withdrawn`, input),
      puts: [
        put('equipment-order', order.id, {
          ...order,
          state: 'withdrawn',
          withdrawn: { ...stampOf(context), ...input },
        }),
      ],
    }),
  }),

  'decline-equipment': move({
    says: 'Decline',
    clause: '5N.c',
    by: office,
    input: z.strictObject({ reason: prose(1000), next: prose(1000) }),
    obstacle: ({ order }) => onlyWhile(order, ['asked', 'quoted']),
    decide: ({ order }, input, context) => ({
      ...told('equipment-declined', order, `${order.number}: declined`, input),
      puts: [
        put('equipment-order', order.id, { ...order, state: 'declined', declined: { ...stampOf(context), ...input } }),
      ],
    }),
  }),

  'order-equipment': move({
    says: 'Order at this price',
    clause: '5N.c',
    by: { 'partner-admin': 'own' },
    gates: () => ['use-benefits'],
    input: z.strictObject({ purchaseOrder: line(80), cents: z.coerce.number().int().min(0) }),
    obstacle: ({ order }, _, { day }) =>
      onlyWhile(order, ['quoted']) ??
      (order.quote && order.quote.validUntil < day
        ? {
            says: `The quote was valid until ${dateWords(order.quote.validUntil)}.`,
            next: 'Ask the programme office to quote it anew.',
            clause: '5N.c',
          }
        : null),
    decide: ({ order }, { purchaseOrder, cents }, context) => {
      if (order.quote?.total.cents !== cents)
        return refuse('stale', {
          says: 'The office has meanwhile quoted another price.',
          next: 'Read the quote as it is now, then order.',
          clause: '5N.c',
        })
      const ordered = { ...stampOf(context), purchaseOrder }
      return {
        ...told('equipment-ordered', order, `${order.number}: ordered under ${purchaseOrder}`),
        puts: [put('equipment-order', order.id, { ...order, state: 'ordered', ordered })],
      }
    },
  }),

  'note-equipment-delivered': move({
    says: 'Note the delivery',
    clause: '5N.c',
    by: office,
    input: z.strictObject({ note: maybeProse(500) }),
    obstacle: ({ order }) => onlyWhile(order, ['ordered']),
    decide: ({ order }, { note }, context) => ({
      ...told('equipment-delivered', order, `${order.number}: delivered`, { note }),
      puts: [
        put('equipment-order', order.id, { ...order, state: 'delivered', delivered: { ...stampOf(context), note } }),
      ],
    }),
  }),
}

export const EQUIPMENT_STATES: Readonly<Record<EquipmentOrder['state'], string>> = {
  asked: 'waits for the office',
  quoted: 'quoted, waits for the order',
  withdrawn: 'withdrawn',
  declined: 'declined',
  ordered: 'ordered, waits for its delivery',
  delivered: 'delivered',
}

function onlyWhile(order: EquipmentOrder, states: readonly EquipmentOrder['state'][]): Obstacle | null {
  return states.includes(order.state)
    ? null
    : {
        says: `Not now: this request is ${EQUIPMENT_STATES[order.state]}.`,
        next:
          order.state === 'declined' || order.state === 'withdrawn'
            ? 'Ask anew, with what was said in mind.'
            : 'Look at where it stands.',
        clause: '5N.c',
      }
}

function told(kind: string, order: EquipmentOrder, says: string, more: Readonly<Record<string, string>> = {}) {
  const { id, number, organisation, platform, bill, sets, purpose } = order
  return { kind, says, data: { order: id, number, organisation, platform, bill: bill.id, sets, purpose, ...more } }
}

function billOf(platform: Platform, id: string): EquipmentBill {
  return platform.bills?.find((each) => each.id === id) ?? noSuchBill()
}

function noSuchBill(): never {
  return refuse('not-found', {
    says: 'There is no such bill of material.',
    next: 'Choose one of those on the equipment page; the office may have changed them.',
    clause: '5N.c',
  })
}
