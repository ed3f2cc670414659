/**
 * The small world of the demo programme: a vendor with two platforms, a dozen partners and their products,
 * certifications in all colours. Every day is counted from the day it is filled, so that it never grows old.
 * All names are invented; all addresses are of domains and ranges kept for examples.
 */
import { DEMO_BILLS } from './equipment.ts'
import { addDays, addMonths, type Day } from '../../kernel/day.ts'
import type { Capability } from '../../programme/capability.ts'
import { REGION_NAMES } from '../../programme/organisation.ts'
import type { Role } from '../../programme/person.ts'
import { workingDay } from './clock.ts'

export const VENDOR = { name: 'Aldermoor Communications', country: 'IE' }

export const MANAGER = { name: 'Maren Holt', email: 'maren.holt@aldermoor.example' }

export type DemoAccount = {
  readonly name: string
  readonly email: string
  readonly organisation: string
  readonly roles: readonly Role[]
}

/** One named person for each role, and a few more where four eyes are needed. */
export const STAFF: readonly DemoAccount[] = [
  {
    name: 'Idris Quayle',
    email: 'idris.quayle@aldermoor.example',
    organisation: 'aldermoor-communications',
    roles: ['lab-engineer'],
  },
  {
    name: 'Sunniva Brandt',
    email: 'sunniva.brandt@aldermoor.example',
    organisation: 'aldermoor-communications',
    roles: ['lab-engineer'],
  },
  {
    name: 'Teodor Vance',
    email: 'teodor.vance@aldermoor.example',
    organisation: 'aldermoor-communications',
    roles: ['lab-engineer'],
  },
  {
    name: 'Pilar Oduya',
    email: 'pilar.oduya@aldermoor.example',
    organisation: 'aldermoor-communications',
    roles: ['programme-manager'],
  },
  {
    name: 'Casimir Wells',
    email: 'casimir.wells@aldermoor.example',
    organisation: 'aldermoor-communications',
    roles: ['support-agent'],
  },
  {
    name: 'Ottilie Renner',
    email: 'ottilie.renner@aldermoor.example',
    organisation: 'aldermoor-communications',
    roles: ['auditor'],
  },
  {
    name: 'Bram Kessler',
    email: 'bram.kessler@aldermoor.example',
    organisation: 'aldermoor-communications',
    roles: ['operator'],
  },
  {
    name: 'Lucia Fairbairn',
    email: 'lucia.fairbairn@aldermoor-emea.example',
    organisation: 'aldermoor-sales-emea',
    roles: ['sales-unit'],
  },
  {
    name: 'Henrik Solvang',
    email: 'henrik.solvang@brightline.example',
    organisation: 'brightline-networks',
    roles: ['reseller-sponsor'],
  },
  {
    name: 'Noor Castellan',
    email: 'noor.castellan@brightline.example',
    organisation: 'brightline-networks',
    roles: ['field-technician'],
  },
]

const years = (day: Day, months: number, days = 0) => workingDay(addDays(addMonths(day, -months), -days))

export function regions() {
  return [
    {
      id: 'emea',
      name: REGION_NAMES.emea,
      countries: ['AT', 'BE', 'CH', 'DE', 'DK', 'ES', 'FI', 'FR', 'GB', 'IE', 'IT', 'NL', 'NO', 'PL', 'PT', 'SE', 'ZA'],
    },
    { id: 'americas', name: REGION_NAMES.americas, countries: ['BR', 'CA', 'CL', 'MX', 'US'] },
    { id: 'apac', name: REGION_NAMES.apac, countries: ['AU', 'IN', 'JP', 'NZ', 'SG'] },
  ]
}

const NO_ENCRYPTION: readonly Capability[] = ['srtp', 'tls', 't38', 'wideband']

export const PLATFORM_NAMES: Readonly<Record<string, string>> = {
  'aldermoor-voice': 'Aldermoor Voice',
  'aldermoor-connect': 'Aldermoor Connect',
}

export function platforms(today: Day) {
  const offered = { SAT: 'yes', MCT: 'yes', MQT: 'yes', MAT: 'ask' } as const
  return [
    {
      id: 'aldermoor-voice',
      name: PLATFORM_NAMES['aldermoor-voice'],
      summary: 'Call server for offices of twenty to five thousand people, on site or hosted.',
      aliases: ['AV', 'Voice Server'],
      releases: [
        { version: '8.0', kind: 'major', ga: years(today, 39), cannot: NO_ENCRYPTION },
        { version: '8.1', kind: 'point', ga: years(today, 33), cannot: NO_ENCRYPTION },
        { version: '9.0', kind: 'major', ga: years(today, 26), cannot: ['srtp', 't38'] },
        { version: '9.0 SP1', kind: 'service-pack', ga: years(today, 22), cannot: ['srtp', 't38'] },
        { version: '9.1', kind: 'point', ga: years(today, 17), cannot: ['srtp'] },
        { version: '10.0', kind: 'major', ga: years(today, 10), interfaceChange: true },
        { version: '10.1', kind: 'point', ga: years(today, 3) },
        { version: '11.0', kind: 'major', planned: addMonths(today, 4), interfaceChange: true },
      ],
      availability: offered,
      bills: DEMO_BILLS['aldermoor-voice'],
    },
    {
      id: 'aldermoor-connect',
      name: PLATFORM_NAMES['aldermoor-connect'],
      summary: 'Border gateway and contact routing for organisations with many sites.',
      aliases: ['AC', 'Connect Gateway'],
      releases: [
        { version: '4.0', kind: 'major', ga: years(today, 31), cannot: ['srtp', 'wideband'] },
        { version: '4.2', kind: 'point', ga: years(today, 23), cannot: ['srtp'] },
        { version: '5.0', kind: 'major', ga: years(today, 15) },
        { version: '5.1', kind: 'point', ga: years(today, 7) },
        { version: '6.0', kind: 'major', planned: addMonths(today, 11) },
      ],
      availability: { ...offered, MAT: 'no' },
      bills: DEMO_BILLS['aldermoor-connect'],
    },
  ] as const
}

type Partner = {
  readonly id: string
  readonly name: string
  readonly country: string
  readonly roles?: readonly ('partner' | 'reseller')[]
  readonly tier: string | null
  /** Months since the term began; a term runs twelve. */
  readonly since: number
  readonly summary: string
  readonly product: {
    readonly id: string
    readonly name: string
    readonly family: string
    readonly interfaces: readonly string[]
    readonly summary: string
    readonly resold?: boolean
    readonly releases: readonly (readonly [version: string, monthsAgo: number])[]
  }
}

export const PARTNERS: readonly Partner[] = [
  {
    id: 'northwind-voice',
    name: 'Northwind Voice',
    country: 'NL',
    tier: 'mdp-commercial-basic',
    since: 5,
    summary: 'SIP trunks for offices in the Benelux and Germany.',
    product: {
      id: 'northwind-sip-trunk',
      name: 'Northwind SIP Trunk',
      family: 'sip-trunk',
      interfaces: ['sip-trunk'],
      summary: 'Registered trunk with two sites, TLS and T.38.',
      releases: [
        ['22.1', 20],
        ['22.4', 7],
      ],
    },
  },
  {
    id: 'harbour-telecom',
    name: 'Harbour Telecom',
    country: 'DK',
    tier: 'mdp-commercial-basic',
    since: 8,
    summary: 'Fixed and mobile operator of the Baltic coast.',
    product: {
      id: 'harbour-business-trunk',
      name: 'Harbour Business Trunk',
      family: 'sip-trunk',
      interfaces: ['sip-trunk'],
      summary: 'Static trunk over a private access.',
      releases: [
        ['6.2', 30],
        ['7.0', 12],
      ],
    },
  },
  {
    id: 'lumen-alpine',
    name: 'Lumen Alpine',
    country: 'CH',
    tier: 'msp',
    since: 3,
    summary: 'Voice and data for the Alpine countries.',
    product: {
      id: 'alpine-connect-trunk',
      name: 'Alpine Connect Trunk',
      family: 'sip-trunk',
      interfaces: ['sip-trunk'],
      summary: 'Trunk with geo-redundant delivery.',
      releases: [
        ['3.0', 26],
        ['3.5', 9],
      ],
    },
  },
  {
    id: 'cedar-carrier',
    name: 'Cedar Carrier Services',
    country: 'CA',
    tier: 'mdp-commercial-basic',
    since: 10,
    summary: 'Wholesale and business voice across Canada.',
    product: {
      id: 'cedar-sip',
      name: 'Cedar SIP',
      family: 'sip-trunk',
      interfaces: ['sip-trunk'],
      summary: 'Trunk with toll-free and emergency routing.',
      releases: [
        ['2023.2', 34],
        ['2025.1', 14],
      ],
    },
  },
  {
    id: 'saltmarsh',
    name: 'Saltmarsh Networks',
    country: 'GB',
    tier: 'mdp-commercial-basic',
    since: 11,
    summary: 'Regional provider in the south of England.',
    product: {
      id: 'saltmarsh-trunk',
      name: 'Saltmarsh Trunk',
      family: 'sip-trunk',
      interfaces: ['sip-trunk'],
      summary: 'Trunk for small offices.',
      releases: [
        ['1.8', 28],
        ['2.0', 8],
      ],
    },
  },
  {
    id: 'orchid-telecom',
    name: 'Orchid Telecom',
    country: 'SG',
    tier: 'mdp-commercial-basic',
    since: 2,
    summary: 'Business voice in Singapore and Australia.',
    product: {
      id: 'orchid-trunk',
      name: 'Orchid Trunk',
      family: 'sip-trunk',
      interfaces: ['sip-trunk'],
      summary: 'Trunk with number portability in two countries.',
      releases: [
        ['5.0', 16],
        ['5.3', 5],
      ],
    },
  },
  {
    id: 'fjordlink',
    name: 'Fjordlink',
    country: 'NO',
    tier: 'mdp-commercial-basic',
    since: 7,
    summary: 'Provider for shipping and offshore.',
    product: {
      id: 'fjordlink-trunk',
      name: 'Fjordlink Trunk',
      family: 'sip-trunk',
      interfaces: ['sip-trunk'],
      summary: 'Trunk that lives with long delays.',
      releases: [
        ['4.1', 24],
        ['4.4', 10],
      ],
    },
  },
  {
    id: 'prairie-voip',
    name: 'Prairie VoIP',
    country: 'US',
    tier: 'mdp-commercial-basic',
    since: 1,
    summary: 'Voice for farms and small towns.',
    product: {
      id: 'prairie-trunk',
      name: 'Prairie Trunk',
      family: 'sip-trunk',
      interfaces: ['sip-trunk'],
      summary: 'Registered trunk without frills.',
      releases: [
        ['9', 12],
        ['10', 4],
      ],
    },
  },
  {
    id: 'tessera-contact',
    name: 'Tessera Contact',
    country: 'DE',
    tier: 'mdp-commercial-advanced',
    since: 6,
    summary: 'Contact centre software.',
    product: {
      id: 'tessera-desk',
      name: 'Tessera Desk',
      family: 'advanced-api',
      interfaces: ['csta'],
      summary: 'Agent desktop with screen pop and routing.',
      releases: [
        ['11.2', 27],
        ['12.0', 11],
      ],
    },
  },
  {
    id: 'ferrous-recording',
    name: 'Ferrous Recording',
    country: 'US',
    tier: 'mdp-commercial-advanced',
    since: 4,
    summary: 'Recording for banks and emergency services.',
    product: {
      id: 'ferrous-vault',
      name: 'Ferrous Vault',
      family: 'advanced-api',
      interfaces: ['src'],
      summary: 'Call recording with legal hold.',
      releases: [
        ['7.4', 25],
        ['8.0', 13],
      ],
    },
  },
  {
    id: 'kestrel-devices',
    name: 'Kestrel Devices',
    country: 'JP',
    tier: 'mpp',
    since: 9,
    summary: 'Phones and door stations.',
    product: {
      id: 'kestrel-k40',
      name: 'Kestrel K40',
      family: 'sip-lineside',
      interfaces: ['sip-lineside'],
      summary: 'Desk phone series.',
      resold: true,
      releases: [
        ['3.1', 22],
        ['3.4', 9],
      ],
    },
  },
  {
    id: 'quillfax',
    name: 'Quillfax',
    country: 'FR',
    tier: null,
    since: 0,
    summary: 'Fax servers, a member until last year.',
    product: {
      id: 'quillfax-server',
      name: 'Quillfax Server',
      family: 'other',
      interfaces: ['sip-lineside'],
      summary: 'Fax server for hospitals.',
      releases: [['16', 40]],
    },
  },
  {
    id: 'brightline-networks',
    name: 'Brightline Networks',
    country: 'DE',
    roles: ['partner', 'reseller'],
    tier: 'mdp-commercial-basic',
    since: 6,
    summary: 'Reseller and trunk provider in one.',
    product: {
      id: 'brightline-trunk',
      name: 'Brightline Trunk',
      family: 'sip-trunk',
      interfaces: ['sip-trunk'],
      summary: 'Trunk sold with installation.',
      releases: [
        ['1.0', 18],
        ['1.2', 6],
      ],
    },
  },
  {
    id: 'dunlin-paging',
    name: 'Dunlin Paging',
    country: 'NL',
    tier: 'mdp-commercial-basic',
    since: 9,
    summary: 'Paging for hospitals, at the end of its life.',
    product: {
      id: 'dunlin-pager',
      name: 'Dunlin Pager',
      family: 'other',
      interfaces: ['sip-lineside'],
      summary: 'Calls from the telephone to the pager.',
      releases: [['4', 32]],
    },
  },
]

/** Certifications from before this program was in use: product, platform, level, months ago, releases. */
type Legacy = {
  readonly product: string
  readonly platform: string
  readonly level: 'MCT' | 'MQT' | 'MAT'
  readonly monthsAgo: number
  readonly pair: readonly [platformRelease: string, productRelease: string]
  readonly region?: string
  readonly testedBy?: 'lab' | 'sales-unit' | 'reseller' | 'joint'
  readonly extended?: { readonly monthsAgo: number; readonly pair: readonly [string, string] }
  readonly withdrawnMonthsAgo?: number
  readonly sat?: readonly (readonly [monthsAgo: number, platformRelease: string])[]
  readonly issue?: { readonly title: string; readonly monthsAgo: number; readonly clearedMonthsAgo?: number }
}

const LEGACY: readonly Legacy[] = [
  { product: 'harbour-business-trunk', platform: 'aldermoor-voice', level: 'MCT', monthsAgo: 8, pair: ['10.0', '7.0'] },
  {
    product: 'harbour-business-trunk',
    platform: 'aldermoor-connect',
    level: 'MCT',
    monthsAgo: 20,
    pair: ['4.2', '6.2'],
  },
  {
    product: 'alpine-connect-trunk',
    platform: 'aldermoor-voice',
    level: 'MQT',
    monthsAgo: 6,
    pair: ['10.0', '3.5'],
    region: 'emea',
    testedBy: 'sales-unit',
  },
  {
    product: 'alpine-connect-trunk',
    platform: 'aldermoor-connect',
    level: 'MCT',
    monthsAgo: 12,
    pair: ['5.0', '3.0'],
    extended: { monthsAgo: 5, pair: ['5.1', '3.5'] },
  },
  { product: 'cedar-sip', platform: 'aldermoor-voice', level: 'MCT', monthsAgo: 32, pair: ['8.1', '2023.2'] },
  {
    product: 'cedar-sip',
    platform: 'aldermoor-connect',
    level: 'MCT',
    monthsAgo: 13,
    pair: ['5.0', '2025.1'],
    issue: { title: 'One-way audio after a transfer to a mobile', monthsAgo: 1 },
  },
  { product: 'saltmarsh-trunk', platform: 'aldermoor-voice', level: 'MCT', monthsAgo: 25, pair: ['9.0', '1.8'] },
  {
    product: 'orchid-trunk',
    platform: 'aldermoor-voice',
    level: 'MCT',
    monthsAgo: 15,
    pair: ['9.1', '5.0'],
    testedBy: 'reseller',
  },
  {
    product: 'fjordlink-trunk',
    platform: 'aldermoor-voice',
    level: 'MCT',
    monthsAgo: 9,
    pair: ['10.0', '4.4'],
    issue: { title: 'Calls dropped after fifteen minutes', monthsAgo: 5, clearedMonthsAgo: 3 },
  },
  {
    product: 'fjordlink-trunk',
    platform: 'aldermoor-connect',
    level: 'MCT',
    monthsAgo: 22,
    pair: ['4.2', '4.1'],
    withdrawnMonthsAgo: 4,
  },
  {
    product: 'tessera-desk',
    platform: 'aldermoor-voice',
    level: 'MCT',
    monthsAgo: 10,
    pair: ['10.0', '12.0'],
    sat: [
      [11, '10.0'],
      [1, '10.1'],
    ],
  },
  {
    product: 'ferrous-vault',
    platform: 'aldermoor-voice',
    level: 'MCT',
    monthsAgo: 16,
    pair: ['9.1', '7.4'],
    sat: [[17, '9.1']],
  },
  {
    product: 'kestrel-k40',
    platform: 'aldermoor-voice',
    level: 'MAT',
    monthsAgo: 9,
    pair: ['10.0', '3.4'],
    testedBy: 'joint',
    sat: [[10, '10.0']],
  },
  {
    product: 'quillfax-server',
    platform: 'aldermoor-voice',
    level: 'MCT',
    monthsAgo: 38,
    pair: ['8.0', '16'],
    sat: [[38, '8.0']],
  },
  {
    product: 'brightline-trunk',
    platform: 'aldermoor-voice',
    level: 'MCT',
    monthsAgo: 17,
    pair: ['9.1', '1.0'],
    testedBy: 'reseller',
  },
  {
    product: 'dunlin-pager',
    platform: 'aldermoor-voice',
    level: 'MCT',
    monthsAgo: 30,
    pair: ['8.1', '4'],
    sat: [[31, '8.1']],
  },
]

/** Everything that was there before: as an exchange file, taken in like any other. */
export function legacyProgramme(today: Day) {
  const back = (months: number, days = 0) => years(today, months, days)
  const certifications = LEGACY.map((each, index) => {
    const granted = back(each.monthsAgo, index)
    return {
      number: `${each.level}-${granted.slice(0, 4)}-${String(101 + index).padStart(5, '0')}`,
      product: each.product,
      platform: each.platform,
      level: each.level,
      granted,
      region: each.region ?? null,
      testedBy: each.testedBy ?? 'lab',
      pairs: [pairOf(each.pair)],
      extensions: each.extended ? [{ on: back(each.extended.monthsAgo), pairs: [pairOf(each.extended.pair)] }] : [],
      withdrawn: each.withdrawnMonthsAgo === undefined ? null : back(each.withdrawnMonthsAgo),
    }
  })
  return {
    format: 'certwright/1',
    regions: regions(),
    platforms: platforms(today),
    organisations: [
      {
        id: 'aldermoor-sales-emea',
        name: 'Aldermoor Sales EMEA',
        country: 'DE',
        roles: ['sales-unit'],
        regions: ['emea'],
        support: { email: 'support@aldermoor-emea.example', phone: '+49 30 5550 0100' },
      },
      ...PARTNERS.map((partner) => ({
        id: partner.id,
        name: partner.name,
        country: partner.country,
        roles: partner.roles ?? ['partner'],
        summary: partner.summary,
        web: `https://www.${partner.id}.example`,
        support: { email: `help@${partner.id}.example` },
        ...membershipOf(partner, today),
      })),
    ],
    products: PARTNERS.map(({ id, product }) => ({
      id: product.id,
      organisation: id,
      name: product.name,
      family: product.family,
      interfaces: product.interfaces,
      resoldByVendor: product.resold ?? false,
      releases: product.releases.map(([version, months]) => ({ version, ga: back(months) })),
      summary: product.summary,
    })),
    certifications,
    satEvidence: LEGACY.flatMap((each) =>
      (each.sat ?? []).map(([months, platformRelease]) => ({
        product: each.product,
        platform: each.platform,
        platformRelease,
        accepted: back(months),
      })),
    ),
    fieldIssues: LEGACY.flatMap((each, index) =>
      each.issue
        ? [
            {
              id: `FI-${index + 1}`,
              certification: certifications[index]!.number,
              confirmed: back(each.issue.monthsAgo),
              cleared: each.issue.clearedMonthsAgo === undefined ? null : back(each.issue.clearedMonthsAgo),
              title: each.issue.title,
            },
          ]
        : [],
    ),
  }
}

function pairOf([platformRelease, productRelease]: readonly [string, string]) {
  return { platformRelease, productRelease }
}

function membershipOf(partner: Partner, today: Day) {
  const tier = partner.tier ?? 'mdp-commercial-basic'
  const from = partner.tier === null ? years(today, 26) : years(today, partner.since)
  const earlier =
    partner.tier === null ? {} : { earlier: [{ tier, from: addMonths(from, -12), until: addDays(from, -1) }] }
  return { membership: { tier, from, until: addDays(addMonths(from, 12), -1), ...earlier } }
}
