/** What registering acts on: organisations, products and platforms with their releases, and the figures of the rulebook. */
import sql from 'sql-template-tag'
import { billMoves } from '../programme/equipment.ts'
import { wordOfPlatform, wordOfProduct } from '../programme/short-word.ts'
import {
  companyTextMoves,
  type ListingFile,
  listingId,
  productTextMoves,
  SEES_LISTING_TEXTS,
} from '../programme/listing-text.ts'
import { EVERYBODY, SEES_PRODUCT } from '../programme/permission.ts'
import * as registering from '../programme/registering.ts'
import { KEYRING, type KeyringFile, keyringMoves } from '../programme/keyring.ts'
import { acceptValue, parameterOf, sayExpected } from '../rulebook/parameters.ts'
import { firstTested } from '../store/certifications.ts'
import type { Queryable } from '../store/database.ts'
import { exists, load, loadWhere } from '../store/nouns.ts'
import { allPlatforms } from './ask/platforms.ts'
import { anybodys, revisionsOf, type Target, textIn } from './target.ts'

export const organisation: Target<registering.OrganisationOnly> = {
  name: 'organisation',
  moves: registering.organisationMoves,
  load: async (on, { id }) => {
    const kept = id ? await load(on, 'organisation', id) : null
    return kept ? { file: { organisation: kept.state }, revisions: revisionsOf(['organisation', kept]) } : null
  },
  belongs: (file) => ({ organisation: file.organisation.id }),
  sees: EVERYBODY,
  shows: (file) => ({ noun: 'organisation', id: file.organisation.id }),
}

export const newProduct: Target<registering.NewProductFile> = {
  name: 'new-product',
  moves: { 'add-product': registering.productMoves['add-product'] },
  load: async (on, { id, input }) => {
    const kept = id ? await load(on, 'organisation', id) : null
    if (!kept) return null
    // Of two names that look the same, sent at once, the second is to see the first.
    await on.run(sql`select pg_advisory_xact_lock(hashtextextended(${`products of ${kept.id}`}, 0))`)
    const interfaces = await on.all<{ id: string }>(sql`select id from interface order by id`)
    const file = {
      organisation: kept.state,
      taken: await takenIds(on, 'product', wordOfProduct(textIn(input, 'name'), kept.id, textIn(input, 'family'))),
      products: (await loadWhere(on, 'product', { organisation: kept.id })).map((each) => each.state),
      interfaces: interfaces.map((each) => each.id),
    }
    return { file, revisions: new Map() }
  },
  belongs: (file) => ({ organisation: file.organisation.id }),
  sees: EVERYBODY,
}

export const product: Target<registering.ProductFile> = {
  name: 'product',
  moves: pick(registering.productMoves, 'add-product-release', 'note-product-ga', 'describe-product', 'note-resale'),
  load: async (on, { id, input }) => {
    const kept = id ? await load(on, 'product', id) : null
    const owner = kept ? await load(on, 'organisation', kept.state.organisation) : null
    if (!kept || !owner) return null
    const tested = await firstTested(on, 'product', kept.id, textIn(input, 'version'))
    return {
      file: { product: kept.state, organisation: owner.state, tested },
      revisions: revisionsOf(['product', kept]),
    }
  },
  belongs: (file) => ({ organisation: file.product.organisation }),
  // Of somebody else's product nobody is told even that it is there (decision 29).
  sees: SEES_PRODUCT,
  shows: (file) => ({ noun: 'product', id: file.product.id }),
}

const listing = {
  belongs: ({ organisation }: ListingFile) => ({ organisation: organisation.id }),
  sees: SEES_LISTING_TEXTS,
}

export const companyListing: Target<ListingFile> = {
  name: 'company-listing',
  moves: companyTextMoves,
  load: async (on, { id }) => {
    const kept = id ? await load(on, 'organisation', id) : null
    if (!kept) return null
    const text = await load(on, 'listing-text', listingId({ organisation: kept.id, product: null }))
    return {
      file: { organisation: kept.state, product: null, listing: text?.state ?? null },
      revisions: revisionsOf(['organisation', kept], ['listing-text', text]),
    }
  },
  ...listing,
}

export const productListing: Target<ListingFile> = {
  name: 'product-listing',
  moves: productTextMoves,
  load: async (on, { id }) => {
    const kept = id ? await load(on, 'product', id) : null
    const owner = kept ? await load(on, 'organisation', kept.state.organisation) : null
    if (!kept || !owner) return null
    const text = await load(on, 'listing-text', listingId({ organisation: owner.id, product: kept.id }))
    return {
      file: { organisation: owner.state, product: kept.state, listing: text?.state ?? null },
      revisions: revisionsOf(['product', kept], ['listing-text', text]),
    }
  },
  ...listing,
}

export const newPlatform: Target<registering.NewPlatformFile> = {
  name: 'new-platform',
  moves: { 'add-platform': registering.platformMoves['add-platform'] },
  load: async (on, { input }) => {
    await on.run(sql`select pg_advisory_xact_lock(hashtextextended('platforms', 0))`)
    const file = {
      taken: await takenIds(on, 'platform', wordOfPlatform(textIn(input, 'name'))),
      platforms: await allPlatforms(on),
    }
    return { file, revisions: new Map() }
  },
  belongs: anybodys,
  sees: EVERYBODY,
}

export const platform: Target<registering.PlatformFile> = {
  name: 'platform',
  moves: {
    ...pick(registering.platformMoves, 'add-platform-release', 'note-platform-ga', 'set-availability'),
    ...billMoves,
  },
  load: async (on, { id, input }) => {
    const kept = id ? await load(on, 'platform', id) : null
    if (!kept) return null
    const tested = await firstTested(on, 'platform', kept.id, textIn(input, 'version'))
    return { file: { platform: kept.state, tested }, revisions: revisionsOf(['platform', kept]) }
  },
  belongs: anybodys,
  sees: EVERYBODY,
  shows: (file) => ({ noun: 'platform', id: file.platform.id }),
}

export const parameter: Target<registering.ParameterFile> = {
  name: 'parameter',
  moves: registering.parameterMoves,
  load: async (on, { id, day }) => {
    const definition = id ? parameterOf(id) : null
    if (!definition) return null
    const kept = await load(on, 'parameter', definition.key)
    const file = {
      key: definition.key,
      setting: kept?.state ?? null,
      accepts: (value: unknown) => acceptValue(definition, value),
      expects: sayExpected(definition),
      today: day,
    }
    return { file, revisions: revisionsOf(['parameter', kept]) }
  },
  belongs: anybodys,
  sees: { 'programme-manager': 'any', auditor: 'any', operator: 'any' },
  shows: (file) => ({ noun: 'parameter', id: file.key }),
}

/** The one keyring of the installation, which only the operator's console changes. */
export const keyring: Target<KeyringFile> = {
  name: 'keyring',
  moves: keyringMoves,
  load: async (on) => {
    const kept = await load(on, 'keyring', KEYRING)
    return { file: { keyring: kept?.state ?? null }, revisions: revisionsOf(['keyring', kept]) }
  },
  belongs: anybodys,
  sees: { console: 'any' },
}

/** The ids that something by this short word could clash with. */
export async function takenIds(
  on: Queryable,
  noun: 'organisation' | 'product' | 'platform',
  wanted: string,
): Promise<(id: string) => boolean> {
  const candidates = [wanted, ...Array.from({ length: 98 }, (_, index) => `${wanted}-${index + 2}`)]
  const taken = new Set<string>()
  for (const id of candidates) {
    if (!(await exists(on, noun, id))) break
    taken.add(id)
  }
  return (id) => taken.has(id)
}

export function pick<Table extends object, Name extends keyof Table>(
  table: Table,
  ...names: readonly Name[]
): Pick<Table, Name> {
  return Object.fromEntries(names.map((name) => [name, table[name]])) as Pick<Table, Name>
}
