/**
 * The programme's own data as people keep it: organisations, products and their releases, platforms and
 * theirs, availability (1.FN1), regions, and the figures of the rulebook.
 */
import { z } from 'zod'
import { dateWords, type Day } from '../kernel/day.ts'
import { freeId, slugOf } from '../kernel/id.ts'
import { looksLike } from '../kernel/name-look.ts'
import { refuse } from '../kernel/refusal.ts'
import { CAPABILITIES, type Capability } from './capability.ts'
import { dayInput, email, line, maybeProse, named, prose, reference, webAddress } from './input.ts'
import { FAMILIES } from './interface.ts'
import { LEVELS } from './level.ts'
import { firstProposal, MOST_OF_PRODUCT, speaksFor } from './listing-text.ts'
import { moveOn, put, stampOf } from './move.ts'
import type { Organisation } from './organisation.ts'
import type { ParameterSetting, ParameterValue } from './parameter-setting.ts'
import { type Platform, releaseOf } from './platform.ts'
import { type Product, productReleaseOf } from './product.ts'
import { wordOfPlatform, wordOfProduct } from './short-word.ts'

export type OrganisationOnly = { readonly organisation: Organisation }
export type NewProductFile = {
  readonly organisation: Organisation
  readonly taken: (id: string) => boolean
  /** What the company has registered already. */
  readonly products: readonly Product[]
  readonly interfaces: readonly string[]
}
/** The first certification that a release was tested for: it was generally available then, or it could not be (6.2). */
export type FirstTested = { readonly number: string; readonly granted: Day } | null
export type ProductFile = {
  readonly product: Product
  readonly organisation: Organisation
  readonly tested: FirstTested
}
export type NewPlatformFile = { readonly taken: (id: string) => boolean; readonly platforms: readonly Platform[] }
export type PlatformFile = { readonly platform: Platform; readonly tested: FirstTested }
export type ParameterFile = {
  readonly key: string
  readonly setting: ParameterSetting | null
  readonly accepts: (value: unknown) => ParameterValue | null
  readonly expects: string
  readonly today: Day
}

const organisationMove = moveOn<OrganisationOnly>()
const newProductMove = moveOn<NewProductFile>()
const productMove = moveOn<ProductFile>()
const newPlatformMove = moveOn<NewPlatformFile>()
const platformMove = moveOn<PlatformFile>()
const parameterMove = moveOn<ParameterFile>()

const office = { 'programme-manager': 'any' } as const
const ownProduct = { 'partner-admin': 'own', 'partner-engineer': 'own', 'programme-manager': 'any' } as const
const aliases = z.array(named(60)).max(12).default([])
const maybeDay = dayInput().nullable().default(null)
/** A change of the interface and what it is: what either side tells the other (8.4). */
const changeFields = { interfaceChange: z.boolean().default(false), changes: maybeProse(1000) }

function changeIsTold(input: { interfaceChange: boolean; changes: string }, context: z.RefinementCtx): void {
  if (input.interfaceChange && input.changes === '') {
    context.addIssue({ code: 'custom', path: ['changes'], message: 'Say what changes; the lab reads it.' })
  }
}

const releaseKind = z.enum(['major', 'point', 'service-pack'])
const cannot = z
  .array(z.enum(Object.keys(CAPABILITIES) as [Capability, ...Capability[]]))
  .max(40)
  .default([])

export const organisationMoves = {
  'describe-organisation': organisationMove({
    says: 'Save the organisation',
    clause: '4C.6h',
    by: { 'partner-admin': 'own', 'programme-manager': 'any' },
    input: z.strictObject({
      web: webAddress(),
      supportEmail: z.union([z.literal(''), email()]).default(''),
      supportPhone: maybeProse(60),
    }),
    decide: ({ organisation }, input) => {
      const support = {
        ...(input.supportEmail ? { email: input.supportEmail } : {}),
        ...(input.supportPhone ? { phone: input.supportPhone } : {}),
        ...(organisation.support?.web ? { web: organisation.support.web } : {}),
      }
      const changed: Organisation = { ...organisation, web: input.web, support }
      return {
        kind: 'organisation-described',
        says: `${organisation.name} described`,
        data: { organisation: organisation.id, ...input },
        puts: [put('organisation', organisation.id, changed)],
      }
    },
  }),

  'confirm-contacts': organisationMove({
    says: 'Our people and addresses are right',
    clause: 'G-13',
    by: { 'partner-admin': 'own' },
    input: z.strictObject({}),
    decide: ({ organisation }, _input, context) => ({
      kind: 'contacts-confirmed',
      says: `${organisation.name} confirmed its people and addresses`,
      data: { organisation: organisation.id },
      puts: [put('organisation', organisation.id, { ...organisation, contactsConfirmed: context.day })],
    }),
  }),
}

export const productMoves = {
  'add-product': newProductMove({
    says: 'Add a product',
    clause: '2.1',
    by: ownProduct,
    input: z.strictObject({
      name: named(),
      family: z.enum(FAMILIES),
      interfaces: z.array(reference()).min(1, { error: 'At least one interface.' }).max(12),
      summary: maybeProse(MOST_OF_PRODUCT),
      aliases,
      version: named(40),
      ga: maybeDay,
    }),
    decide: (file, input, context) => {
      const unknown = input.interfaces.find((each) => !file.interfaces.includes(each))
      if (unknown) {
        return refuse('wrong-input', {
          says: `There is no interface ${unknown}.`,
          next: `Choose among: ${file.interfaces.join(', ')}.`,
          clause: '1A.2',
          faults: [{ at: 'interfaces', says: 'Unknown interface.' }],
        })
      }
      const alike = file.products.find((each) => looksLike(each.name, input.name))
      if (alike) return refuseAlike(file.organisation, alike)
      const id = freeId(wordOfProduct(input.name, file.organisation.id, input.family), file.taken)
      const { version, ga, summary, ...described } = input
      const isProposed = summary !== '' && speaksFor(context.actor, file.organisation.id)
      const product: Product = {
        id,
        organisation: file.organisation.id,
        ...described,
        summary: isProposed ? '' : summary,
        resoldByVendor: false,
        releases: [{ version, ga }],
      }
      return {
        kind: 'product-added',
        says: `${product.name} ${version} registered`,
        data: {
          product: id,
          organisation: file.organisation.id,
          family: input.family,
          version,
          ...(isProposed ? { name: product.name, text: summary, proposal: 1 } : {}),
        },
        puts: [put('product', id, product), ...(isProposed ? [firstProposal(product, summary, stampOf(context))] : [])],
      }
    },
  }),

  'add-product-release': productMove({
    says: 'Add a release',
    clause: '8.1',
    by: ownProduct,
    adds: true,
    input: z.strictObject({ version: named(40), ga: maybeDay, ...changeFields }).superRefine(changeIsTold),
    decide: ({ product, organisation }, input) => {
      if (productReleaseOf(product, input.version)) return refuseTwice(`${product.name} ${input.version}`)
      return {
        kind: input.interfaceChange ? 'product-change-told' : 'product-release-added',
        says: input.interfaceChange
          ? `${product.name} ${input.version} registered; it changes the interface`
          : `${product.name} ${input.version} registered`,
        data: { product: product.id, organisation: organisation.id, name: product.name, ...input },
        puts: [put('product', product.id, { ...product, releases: [...product.releases, input] })],
      }
    },
  }),

  'note-product-ga': productMove({
    says: 'Note general availability',
    clause: '6.2',
    by: ownProduct,
    input: z.strictObject({ version: line(40), ga: dayInput(), ...changeFields }).superRefine(changeIsTold),
    decide: ({ product, organisation, tested }, input) => {
      if (!productReleaseOf(product, input.version)) return refuseRelease(product.name, input.version)
      if (tested && tested.granted < input.ga) return refuseAfterTest(`${product.name} ${input.version}`, input, tested)
      const releases = product.releases.map((each) => (each.version === input.version ? available(each, input) : each))
      return {
        kind: input.interfaceChange ? 'product-change-told' : 'product-release-available',
        says: input.interfaceChange
          ? `${product.name} ${input.version} generally available since ${dateWords(input.ga)}; it changes the interface`
          : `${product.name} ${input.version} generally available since ${dateWords(input.ga)}`,
        data: { product: product.id, organisation: organisation.id, name: product.name, ...input },
        puts: [put('product', product.id, { ...product, releases })],
      }
    },
  }),

  'describe-product': productMove({
    says: 'Save the product',
    clause: '4C.6h',
    by: ownProduct,
    input: z.strictObject({ aliases }),
    decide: ({ product }, input) => ({
      kind: 'product-described',
      says: `${product.name} described`,
      data: { product: product.id, ...input },
      puts: [put('product', product.id, { ...product, ...input })],
    }),
  }),

  'note-resale': productMove({
    says: 'Note whether the vendor resells it',
    clause: '1A.1',
    by: office,
    input: z.strictObject({ resoldByVendor: z.boolean() }),
    decide: ({ product }, input) => ({
      kind: 'resale-noted',
      says: input.resoldByVendor
        ? `${product.name} is resold by the vendor`
        : `${product.name} is not resold by the vendor`,
      data: { product: product.id, ...input },
      puts: [put('product', product.id, { ...product, ...input })],
    }),
  }),
}

const releaseInput = z
  .strictObject({
    version: named(40),
    kind: releaseKind,
    ga: maybeDay,
    planned: maybeDay,
    ...changeFields,
    cannot,
  })
  .refine((release) => release.ga !== null || release.planned !== null, {
    path: ['planned'],
    error: 'Name the day it became available, or the day it is planned for.',
  })

export const platformMoves = {
  'add-platform': newPlatformMove({
    says: 'Add a platform',
    clause: '1A.1',
    by: office,
    input: z.strictObject({ name: named(), summary: maybeProse(1000), aliases }),
    decide: (file, input) => {
      const alike = file.platforms.find((each) => looksLike(each.name, input.name))
      if (alike) return refuseTwice(alike.name, `/platforms/${alike.id}`)
      const word = slugOf(input.name, '')
      if (word !== '' && file.taken(word)) return refuseTwice(input.name, `/platforms/${word}`)
      const id = freeId(wordOfPlatform(input.name), file.taken)
      return {
        kind: 'platform-added',
        says: `${input.name} registered`,
        data: { platform: id },
        puts: [put('platform', id, { id, ...input, releases: [] })],
      }
    },
  }),

  'add-platform-release': platformMove({
    says: 'Add a release',
    clause: '8.11',
    by: office,
    adds: true,
    input: releaseInput,
    decide: ({ platform }, input) => {
      if (releaseOf(platform, input.version)) return refuseTwice(`${platform.name} ${input.version}`)
      return {
        kind: input.ga ? 'platform-release-available' : 'platform-release-planned',
        says: input.ga
          ? `${platform.name} ${input.version} available since ${dateWords(input.ga)}`
          : `${platform.name} ${input.version} planned for ${dateWords(input.planned!)}`,
        data: { platform: platform.id, ...input },
        puts: [put('platform', platform.id, { ...platform, releases: [...platform.releases, input] })],
      }
    },
  }),

  'note-platform-ga': platformMove({
    says: 'Note general availability',
    clause: '6.2',
    by: office,
    input: z.strictObject({ version: line(40), ga: dayInput(), ...changeFields }),
    decide: ({ platform, tested }, input) => {
      if (!releaseOf(platform, input.version)) return refuseRelease(platform.name, input.version)
      if (tested && tested.granted < input.ga)
        return refuseAfterTest(`${platform.name} ${input.version}`, input, tested)
      const releases = platform.releases.map((each) => (each.version === input.version ? available(each, input) : each))
      return {
        kind: 'platform-release-available',
        says: `${platform.name} ${input.version} generally available since ${dateWords(input.ga)}`,
        data: { platform: platform.id, ...input },
        puts: [put('platform', platform.id, { ...platform, releases })],
      }
    },
  }),

  'set-availability': platformMove({
    says: 'Set what is offered',
    clause: '1.FN1',
    by: office,
    input: z.strictObject({ level: z.enum(LEVELS), availability: z.enum(['yes', 'no', 'ask']) }),
    decide: ({ platform }, input) => ({
      kind: 'availability-set',
      says: `${input.level} on ${platform.name}: ${input.availability}`,
      data: { platform: platform.id, ...input },
      puts: [
        put('platform', platform.id, {
          ...platform,
          availability: { ...platform.availability, [input.level]: input.availability },
        }),
      ],
    }),
  }),
}

export const parameterMoves = {
  'set-parameter': parameterMove({
    says: 'Set the figure',
    clause: '0.2',
    by: office,
    input: z.strictObject({ value: z.unknown(), from: dayInput(), reason: prose(500) }),
    decide: (file, input, context) => {
      const value = file.accepts(input.value)
      if (value === null) {
        return refuse('wrong-input', {
          says: `That is not a value for ${file.key}.`,
          next: `It wants ${file.expects}.`,
          faults: [{ at: 'value', says: `It wants ${file.expects}.` }],
        })
      }
      const values = [
        ...(file.setting?.values ?? []),
        { ...stampOf(context), from: input.from, value, reason: input.reason },
      ]
      return {
        kind: 'parameter-set',
        says: `${file.key} set to ${String(value)} from ${dateWords(input.from)}`,
        data: { key: file.key, value: value as never, from: input.from, reason: input.reason },
        puts: [put('parameter', file.key, { key: file.key, values })],
      }
    },
  }),
}

/** A release that has come out; that it changes the interface may be found out only then, and is never taken back. */
function available<Release extends { interfaceChange?: boolean; changes?: string }>(
  release: Release,
  { ga, interfaceChange, changes }: { ga: Day; interfaceChange: boolean; changes: string },
): Release {
  return { ...release, ga, ...(interfaceChange ? { interfaceChange } : {}), ...(changes ? { changes } : {}) }
}

function refuseAfterTest(what: string, { ga }: { ga: Day }, tested: NonNullable<FirstTested>): never {
  return refuse('wrong-input', {
    says: `${what} cannot have become available on ${dateWords(ga)}: ${tested.number} was granted for it on ${dateWords(tested.granted)}.`,
    next: 'Correct the day; what is certified was generally available when it was tested.',
    clause: '6.2',
    faults: [{ at: 'ga', says: `Not after ${dateWords(tested.granted)}.` }],
  })
}

function refuseTwice(what: string, see?: string): never {
  return refuse('conflict', {
    says: `${what} is registered already.`,
    next: 'Look at it, or choose another name.',
    see,
  })
}

/** Two products of one company by one name would be two interops that nobody can tell apart. */
function refuseAlike(organisation: Organisation, { id, name, releases }: Product): never {
  return refuse('conflict', {
    says: `${organisation.name} has a product already whose name looks the same: ${name}, registered with the releases ${releases.map((each) => each.version).join(', ')}.`,
    next: 'Add a release to that product, or give this one a name that can be told apart from it.',
    clause: '2.1',
    faults: [{ at: 'name', says: `${name} is there already.` }],
    see: `/products/${id}`,
  })
}

function refuseRelease(name: string, version: string): never {
  return refuse('not-found', {
    says: `${name} has no release ${version}.`,
    next: 'Choose a release that is registered.',
  })
}
