/**
 * The ground a generated exchange file stands on: regions, platforms, organisations and products, each made from the
 * seed and its index alone. A resold product belongs to an MSP or MPP partner, an API product to one with its
 * tier. All facts lie on or before `generatedToday`; plans may lie after it, and some passed without a GA.
 * Part of the oracle: deliberately a second implementation that shares nothing with src.
 */
import { chanceOf, daysAfter, monthsAfter, notableDay } from './chance.ts'
import type { Chance } from './chance.ts'
import { servicePackKind } from './exchange.ts'
import type { Day, Family, Organisation, Platform, PlatformRelease, Product, Region, Tier } from './exchange.ts'

/** The day on which the generated programme stands; a month's end. */
export const generatedToday: Day = '2026-08-31'

/** One number per kind of record, so that no two draw the same chance. */
export const drawing = {
  platforms: 1,
  organisation: 2,
  product: 3,
  owner: 4,
  share: 5,
  history: 6,
  deployments: 7,
} as const

export const regions: readonly Region[] = [
  { id: 'emea', name: 'EMEA', countries: ['DE', 'FR', 'GB', 'AT', 'CH'] },
  { id: 'nordics', name: 'Nordics', countries: ['SE', 'NO', 'DK', 'FI'] },
  { id: 'americas', name: 'Americas', countries: ['US', 'CA', 'BR', 'MX'] },
  { id: 'apac', name: 'Asia Pacific', countries: ['AU', 'JP', 'IN', 'SG'] },
]

export const countriesOfNoRegion: readonly string[] = ['ZA', 'NZ', 'IS']
const countries = [...regions.flatMap((region) => region.countries), ...countriesOfNoRegion]

const families: readonly Family[] = ['sip-trunk', 'sip-lineside', 'advanced-api', 'other']

/** The families a partner of that tier can have certified; a trunk needs no membership when it is sponsored. */
const familiesOf = {
  none: ['sip-trunk'],
  'mdp-noncommercial': ['sip-trunk'],
  'mdp-commercial-basic': ['sip-trunk', 'sip-lineside', 'other'],
  'mdp-commercial-advanced': families,
  msp: families,
  mpp: families,
} as const satisfies Record<Tier | 'none', readonly Family[]>

const interfacesOf = {
  'sip-trunk': [['sip-trunk']],
  'sip-lineside': [['sip-lineside']],
  'advanced-api': [['mitai'], ['csta', 'tapi'], ['oig']],
  other: [['fax-gateway'], ['recorder']],
} as const satisfies Record<Family, readonly (readonly string[])[]>

export type World = {
  readonly seed: number
  readonly size: number
  readonly organisations: number
  readonly products: number
  readonly platforms: readonly Platform[]
}

export function worldOf(seed: number, size: number): World {
  return {
    seed,
    size,
    organisations: Math.max(5, Math.floor(size / 20)),
    products: Math.min(50_000, Math.max(10, Math.floor(size / 4))),
    platforms: platformsOf(seed),
  }
}

export function* organisationsOf(world: World): Generator<Organisation> {
  for (let index = 0; index < world.organisations; index += 1) yield organisationOf(world, index)
}

export function* productsOf(world: World): Generator<Product> {
  for (const index of productIndexes(world)) yield productOf(world, index)
}

export function* productIndexes(world: World): Generator<number> {
  for (let index = 0; index < world.products; index += 1) yield index
}

function platformsOf(seed: number): readonly Platform[] {
  const chance = chanceOf(seed, drawing.platforms)
  return Array.from({ length: chance.between(4, 6) }, (_, index) => {
    const releases = platformReleases(chance)
    const listed = chance.often(0.5) ? chance.shuffled(releases) : releases
    return { id: `platform-${index + 1}`, name: `Communications Platform ${index + 1}`, releases: listed }
  })
}

/** Three to six majors spread over the years up to today and a little beyond; the last may be planned or overdue. */
function platformReleases(chance: Chance): readonly PlatformRelease[] {
  const releases: PlatformRelease[] = []
  const count = chance.between(3, 6)
  const first = chance.between(7, 9)
  const hasZero = chance.often(0.6)
  const monthsApart = Math.round(96 / (count - 1))
  let ga = notableDay(chance, '2018-01-01', '2019-03-31')
  for (let place = 0; place < count; place += 1) {
    const number = first + place
    const version = hasZero ? `${number}.0` : `${number}`
    const isPlanned = ga > generatedToday || (place >= 2 && place === count - 1 && chance.often(0.7))
    releases.push({ version, kind: 'major', ...(isPlanned ? { planned: planAfter(chance, ga) } : { ga }) })
    if (!isPlanned) releases.push(...minorReleases(chance, number, version, ga))
    const earliest = monthsAfter(ga, monthsApart + chance.between(-4, 4))
    ga = notableDay(chance, earliest, daysAfter(earliest, 60))
  }
  return releases
}

/** Two plans in three lie ahead, the third has passed without a GA. */
function planAfter(chance: Chance, expected: Day): Day {
  if (expected > generatedToday) return expected
  if (chance.often(0.35)) return notableDay(chance, expected, generatedToday)
  return notableDay(chance, daysAfter(generatedToday, 1), monthsAfter(generatedToday, 36))
}

function minorReleases(chance: Chance, number: number, major: string, ga: Day): readonly PlatformRelease[] {
  const points = chance.shuffled([1, 2, 10]).slice(0, chance.between(0, 2))
  const packs = [1, 2].slice(0, chance.between(0, 2))
  const when = () => {
    const day = notableDay(chance, ga, monthsAfter(ga, 14))
    return day > generatedToday ? { planned: day } : { ga: day }
  }
  return [
    ...points.map((point): PlatformRelease => ({ version: `${number}.${point}`, kind: 'point', ...when() })),
    ...packs.map((pack): PlatformRelease => ({ version: `${major} SP${pack}`, kind: servicePackKind, ...when() })),
  ]
}

const houses = ['Acme', 'Bellwether', 'Réseaux du Midi', 'Müller & Söhne', '北光']
const tiersOfTheFirst: readonly Tier[] = ['msp', 'mpp']
const tiersDrawn: readonly (Tier | null)[] = [
  'msp',
  'msp',
  'mpp',
  'mdp-commercial-basic',
  'mdp-commercial-advanced',
  'mdp-noncommercial',
  null,
]

function organisationOf(world: World, index: number): Organisation {
  const chance = chanceOf(world.seed, drawing.organisation, index)
  const tier = tiersOfTheFirst[index] ?? chance.pick(tiersDrawn)
  const from = notableDay(chance, '2019-01-01', '2026-06-30')
  return {
    id: `organisation-${index + 1}`,
    name: `${chance.pick(houses)} ${index + 1}`,
    country: chance.pick(countries),
    roles: chance.often(0.2) ? ['partner', 'reseller'] : ['partner'],
    membership: tier && { tier, from, until: monthsAfter(from, 12 * chance.between(1, 4)) },
  }
}

/** The first four products, one of each family, belong to the first two organisations, which may own any family. */
export function ownerOf(world: World, product: number): Organisation {
  const drawn = chanceOf(world.seed, drawing.owner, product).below(world.organisations)
  return organisationOf(world, product < families.length ? product % 2 : drawn)
}

export function productOf(world: World, index: number): Product {
  const chance = chanceOf(world.seed, drawing.product, index)
  const owner = ownerOf(world, index)
  const tier = owner.membership?.tier ?? 'none'
  const family = families[index] ?? chance.pick<Family>(familiesOf[tier])
  const mayBeResold = tier === 'msp' || tier === 'mpp'
  return {
    id: `product-${index + 1}`,
    organisation: owner.id,
    name: `${chance.pick(['Trunk', 'Contact Centre', 'Recorder', 'Gateway', 'Attendant'])} ${index + 1}`,
    family,
    interfaces: chance.pick<readonly string[]>(interfacesOf[family]),
    resoldByVendor: mayBeResold && chance.often(0.15),
    releases: productReleases(chance),
  }
}

function productReleases(chance: Chance): Product['releases'] {
  const releases = [{ version: '1.0', ga: notableDay(chance, '2018-01-01', '2019-05-31') }]
  let ga = releases[0]?.ga ?? generatedToday
  for (let number = 2, count = chance.between(2, 5); number <= count; number += 1) {
    ga = notableDay(chance, ga, monthsAfter(ga, 30))
    if (ga > generatedToday) break
    releases.push({ version: chance.often(0.5) ? `${number}.0` : `${number}.${chance.between(1, 11)}`, ga })
  }
  return releases
}
