/**
 * What would come of each row of an older reference guide: a certification added, known already, or refused with
 * the cells at fault and why (G-25). Companies and products that are new come with it; platforms and their releases
 * do not, since standing hangs on them, and nothing that is here already is changed from a file.
 */
import { dateWords, type Day } from '../../kernel/day.ts'
import { freeId } from '../../kernel/id.ts'
import type { Fault } from '../../kernel/refusal.ts'
import { nameKey } from '../../kernel/text.ts'
import { type Certification, covers } from '../certification.ts'
import type { Exchanged } from '../exchange.ts'
import type { Family } from '../interface.ts'
import type { Organisation, Region } from '../organisation.ts'
import { type Platform, releaseOf } from '../platform.ts'
import { type Product, productReleaseOf } from '../product.ts'
import { wordOfCompany, wordOfProduct } from '../short-word.ts'
import type { GuideField } from './columns.ts'
import type { OldRow, ReadRow } from './rows.ts'

/** What the installation holds of all that the file could mean. */
export type KnownHere = {
  readonly platforms: readonly Platform[]
  readonly regions: readonly Region[]
  readonly organisations: readonly Organisation[]
  readonly products: readonly Product[]
  readonly certifications: readonly Certification[]
}

export type RowOutcome = {
  readonly at: string
  readonly becomes: 'added' | 'known' | 'refused'
  readonly says: string
  readonly faults: readonly Fault[]
}

/** A certification as it would be taken in; one without a number gets the next of its level and year. */
export type OldCertification = Omit<Exchanged['certifications'], 'number' | 'oldRecord'> & {
  readonly number: string | null
  readonly row: string
  readonly guide: string | null
}

export type Judged = {
  readonly outcomes: readonly RowOutcome[]
  readonly organisations: readonly Exchanged['organisations'][]
  readonly products: readonly Exchanged['products'][]
  readonly certifications: readonly OldCertification[]
}

export function judgeOldGuide(rows: readonly ReadRow[], here: KnownHere, today: Day): Judged {
  const judging = new Judging(here, today)
  const outcomes = rows.map((read) =>
    read.row
      ? judging.judge(read.row)
      : { at: read.at, becomes: 'refused' as const, says: saysOf(read.faults), faults: read.faults },
  )
  const { organisations, products, certifications } = judging
  return {
    outcomes,
    organisations: [...organisations.values()],
    products: [...products.values()].map(({ product }) => product),
    certifications,
  }
}

type Tell = (field: GuideField, says: string) => void

class Judging {
  readonly organisations = new Map<string, Exchanged['organisations']>()
  readonly products = new Map<string, { readonly product: Exchanged['products']; readonly at: string }>()
  readonly certifications: OldCertification[] = []
  private readonly seen = new Map<string, string>()
  private readonly here: KnownHere
  private readonly today: Day
  private readonly companies: ReadonlyMap<string, Organisation>
  private readonly known: ReadonlyMap<string, Product>
  private readonly ids: Set<string>
  private readonly certified: ReadonlyMap<string, readonly Certification[]>
  private readonly numbers: ReadonlyMap<string, Certification>

  constructor(here: KnownHere, today: Day) {
    this.here = here
    this.today = today
    this.companies = new Map(here.organisations.flatMap((each) => namesOf(each).map((name) => [name, each])))
    this.known = new Map(
      here.products.flatMap((each) => namesOf(each).map((name) => [`${each.organisation}/${name}`, each])),
    )
    this.ids = new Set([...here.organisations, ...here.products].map((each) => each.id))
    this.certified = Map.groupBy(here.certifications, (each) => `${each.product}/${each.platform}`)
    this.numbers = new Map(here.certifications.map((each) => [each.number, each]))
  }

  judge(row: OldRow): RowOutcome {
    const faults: Fault[] = []
    const tell: Tell = (field, says) => void faults.push({ at: row.cellOf(field), says })
    const platform = this.platformOf(row, tell)
    const region = this.regionOf(row, tell)
    const product = this.productOf(row, this.companyOf(row, tell), tell)
    this.days(row, platform, product, tell)
    if (!platform || !product || faults.length > 0) return refused(row, faults)
    const certification = certificationOf(row, { product: product.id, platform: platform.id, region })
    const says = `${row.level} of ${product.name} ${row.productRelease} on ${platform.name} ${row.platformRelease}, granted on ${dateWords(row.granted)}`
    this.twice(certification, row, tell)
    const before = this.there(certification, tell)
    if (faults.length > 0) return refused(row, faults)
    if (before) return { at: row.at, becomes: 'known', says: `${says}: here already as ${before.number}`, faults }
    this.certifications.push(certification)
    return { at: row.at, becomes: 'added', says, faults }
  }

  private platformOf(row: OldRow, tell: Tell): Platform | null {
    const wanted = nameKey(row.platform)
    const platform = this.here.platforms.find((each) => namesOf(each).includes(wanted))
    if (!platform) tell('platform', `There is no platform ${row.platform} here; add it with its releases first.`)
    else if (!releaseOf(platform, row.platformRelease))
      tell(
        'platformRelease',
        `${platform.name} has no release ${row.platformRelease} here; add it to the platform first.`,
      )
    const to = row.extension?.to
    if (platform && to !== undefined && !releaseOf(platform, to))
      tell('extendedTo', `${platform.name} has no release ${to} here; add it to the platform first.`)
    return platform ?? null
  }

  /** MQT alone is bound to a region (3T.MQT). */
  private regionOf({ region, level }: OldRow, tell: Tell): string | null {
    if (level !== 'MQT') {
      if (region !== null) tell('region', `${level} is valid in every country; leave the region empty, or "worldwide".`)
      return null
    }
    if (region === null) {
      tell('region', 'MQT is valid in one region, which has to be named (3T.MQT).')
      return null
    }
    const found = this.here.regions.find((each) => namesOf(each).includes(nameKey(region)))
    if (!found) tell('region', `There is no region ${region} here.`)
    return found?.id ?? null
  }

  private companyOf(row: OldRow, tell: Tell): { readonly id: string } {
    const name = nameKey(row.company)
    const there = this.companies.get(name) ?? this.organisations.get(name)
    if (there) return there
    if (row.country === null) tell('country', `${row.company} is not here yet: its country is wanted, in two letters.`)
    const roles = ['partner' as const]
    const fresh = {
      id: this.idFor(wordOfCompany(row.company, row.country)),
      name: row.company,
      country: row.country ?? '',
      roles,
    }
    this.organisations.set(name, fresh)
    return fresh
  }

  private productOf(row: OldRow, company: { readonly id: string }, tell: Tell): { id: string; name: string } | null {
    const key = `${company.id}/${nameKey(row.product)}`
    const there = this.known.get(key)
    if (there) {
      if (row.family && row.family !== there.family)
        tell('family', `${there.name} is of the family ${there.family} here, not ${row.family}.`)
      if (!productReleaseOf(there, row.productRelease))
        tell('productRelease', `${there.name} has no release ${row.productRelease} here; add it to the product first.`)
      return there
    }
    const before = this.products.get(key)
    if (before) return this.furtherRelease(key, before, row, tell)
    if (!row.family) {
      tell('family', `${row.product} is not here yet: its family is wanted.`)
      return null
    }
    const product = {
      id: this.idFor(wordOfProduct(row.product, company.id, row.family)),
      organisation: company.id,
      name: row.product,
      family: row.family,
      interfaces: interfacesOf(row.family),
      resoldByVendor: false,
      releases: [releaseIn(row)],
    }
    this.products.set(key, { product, at: row.cellOf('family') })
    return product
  }

  private idFor(word: string): string {
    const id = freeId(word, (wanted) => this.ids.has(wanted))
    this.ids.add(id)
    return id
  }

  private furtherRelease(
    key: string,
    { product, at }: { readonly product: Exchanged['products']; readonly at: string },
    row: OldRow,
    tell: Tell,
  ): Exchanged['products'] {
    if (row.family && row.family !== product.family)
      tell('family', `${product.name} is of the family ${product.family} in ${at}, and ${row.family} here.`)
    const release = product.releases.find((each) => each.version === row.productRelease)
    if (!release) {
      const releases = [...product.releases, releaseIn(row)]
      this.products.set(key, { product: { ...product, releases }, at })
    } else if (row.productGa && release.ga && release.ga !== row.productGa) {
      tell(
        'productGa',
        `${row.productRelease} is available since ${dateWords(row.productGa)} here, and since ${dateWords(release.ga)} above.`,
      )
    }
    return this.products.get(key)!.product
  }

  /** Nothing is granted or extended before what it speaks of was available, nor in days to come. */
  private days(row: OldRow, platform: Platform | null, product: { id: string } | null, tell: Tell): void {
    const { granted, extension, productRelease, platformRelease } = row
    if (granted > this.today)
      tell('granted', `Granted on ${dateWords(granted)}, and today is ${dateWords(this.today)}.`)
    const ga = platform && releaseOf(platform, platformRelease)?.ga
    if (ga && granted < ga)
      tell(
        'granted',
        `Granted on ${dateWords(granted)}, before ${platform.name} ${platformRelease} was available on ${dateWords(ga)}.`,
      )
    const productGa = row.productGa ?? this.gaHere(product?.id, productRelease)
    if (productGa && granted < productGa)
      tell(
        'granted',
        `Granted on ${dateWords(granted)}, before ${row.product} ${productRelease} was available on ${dateWords(productGa)}.`,
      )
    if (!extension) return
    const extendedGa = platform && releaseOf(platform, extension.to)?.ga
    if (extension.on < granted)
      tell('extendedOn', `Extended on ${dateWords(extension.on)}, before it was granted on ${dateWords(granted)}.`)
    else if (extension.on > this.today)
      tell('extendedOn', `Extended on ${dateWords(extension.on)}, and today is ${dateWords(this.today)}.`)
    if (extendedGa && extension.on < extendedGa)
      tell(
        'extendedOn',
        `Extended on ${dateWords(extension.on)}, before ${extension.to} was available on ${dateWords(extendedGa)}.`,
      )
  }

  private gaHere(product: string | undefined, version: string): Day | null {
    const found = this.here.products.find((each) => each.id === product)
    return (found && productReleaseOf(found, version)?.ga) ?? null
  }

  private twice(certification: OldCertification, row: OldRow, tell: Tell): void {
    const { number } = certification
    const names = [number, [...interopKey(certification), certification.pairs[0]?.productRelease].join('/')]
    for (const name of names) {
      if (name === null) continue
      const before = this.seen.get(name)
      if (before && name === number) tell('number', `${number} stands in ${before} already.`)
      else if (before && number === null) tell('product', `The same certification stands in ${before} already.`)
      this.seen.set(name, row.cellOf(name === number ? 'number' : 'product'))
    }
  }

  /** The same certification as it is on record here; a number that means another one is told. */
  private there(certification: OldCertification, tell: Tell): Certification | null {
    const same = (this.certified.get(`${certification.product}/${certification.platform}`) ?? []).find(
      (each) =>
        interopKey(each).join('/') === interopKey(certification).join('/') &&
        covers(each, certification.pairs[0]!, this.today),
    )
    if (certification.number === null) return same ?? null
    const numbered = this.numbers.get(certification.number)
    if (numbered && numbered !== same) tell('number', `${numbered.number} is the number of another certification here.`)
    return numbered ?? null
  }
}

function certificationOf(
  row: OldRow,
  of: { readonly product: string; readonly platform: string; readonly region: string | null },
): OldCertification {
  const { extension, productRelease, platformRelease, limitations } = row
  return {
    number: row.number,
    ...of,
    level: row.level,
    granted: row.granted,
    pairs: [{ platformRelease, productRelease }],
    ...(extension
      ? { extensions: [{ on: extension.on, pairs: [{ platformRelease: extension.to, productRelease }] }] }
      : {}),
    ...(limitations.length > 0
      ? { limitations: limitations.map((effect) => ({ effect, workaround: '', testCase: null })) }
      : {}),
    row: row.at,
    guide: row.guide,
  }
}

function interopKey(of: Pick<Certification, 'product' | 'platform' | 'level' | 'region' | 'granted' | 'pairs'>) {
  return [of.product, of.platform, of.level, of.region ?? '', of.granted, of.pairs[0]?.platformRelease ?? ''] as const
}

function releaseIn({ productRelease, productGa }: OldRow) {
  return { version: productRelease, ...(productGa ? { ga: productGa } : {}) }
}

/** How products of the two SIP families meet the platform; of others it is not known, and stays open (1A.2). */
function interfacesOf(family: Family): string[] {
  return family === 'sip-trunk' || family === 'sip-lineside' ? [family] : []
}

function namesOf(thing: { readonly id: string; readonly name: string; readonly aliases?: readonly string[] }) {
  return [thing.id, thing.name, ...(thing.aliases ?? [])].map(nameKey)
}

function refused({ at }: OldRow, faults: readonly Fault[]): RowOutcome {
  return { at, becomes: 'refused', says: saysOf(faults), faults }
}

function saysOf(faults: readonly Fault[]): string {
  return faults.map(({ at, says }) => `${at}: ${says}`).join(' ')
}
