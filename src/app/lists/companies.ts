/** Companies and what they bring: organisations, memberships, products, equipment, and who asked before joining. */
import { countryName } from '../../kernel/country.ts'
import { sayMoney } from '../../kernel/money.ts'
import type { Enquiry } from '../../programme/enquiry.ts'
import { EQUIPMENT_STATES, SEES_EQUIPMENT } from '../../programme/equipment.ts'
import { FAMILIES, FAMILY_NAMES } from '../../programme/interface.ts'
import {
  type Membership,
  MEMBERSHIP_STATE_WORDS,
  membershipOn,
  TIER_NAMES,
  tierOn,
} from '../../programme/membership.ts'
import { ORGANISATION_ROLES } from '../../programme/organisation.ts'
import { whoseAlone } from '../../programme/permission.ts'
import type { Figures } from '../../rulebook/parameters.ts'
import { listEnquiries } from '../ask/enquiries.ts'
import { type EquipmentRow, listEquipment } from '../ask/equipment.ts'
import { listMemberships, MEMBERSHIP_VIEWS, type MembershipRow, type MembershipView } from '../ask/memberships.ts'
import { listWaitingTexts, type WaitingText } from '../ask/listing-texts.ts'
import { listOrganisations, type OrganisationRow } from '../ask/organisations.ts'
import { listProducts, type ProductRow } from '../ask/products.ts'
import { figures } from '../house.ts'
import type { List } from './list.ts'

/** A membership as it counts on the day. */
type WithToday = { readonly graceDays: number }

const graceDaysOf = (figure: Figures) => figure.number('membership.grace-days')

function withGrace<Row>(rows: readonly Row[], graceDays: number): readonly (Row & WithToday)[] {
  return rows.map((row) => ({ ...row, graceDays }))
}

const stateOf = (
  { membership, graceDays }: WithToday & { membership: Membership | null },
  day: Parameters<typeof membershipOn>[1],
) => MEMBERSHIP_STATE_WORDS[membershipOn(membership, day, graceDays)]

const tierNameOf = (
  { membership, graceDays }: WithToday & { membership: Membership | null },
  day: Parameters<typeof membershipOn>[1],
) => {
  const tier = tierOn(membership, day, graceDays)
  return tier ? TIER_NAMES[tier] : ''
}

export const ORGANISATION_LIST: List<OrganisationRow & WithToday> = {
  path: '/organisations',
  name: 'organisations',
  asks: ['search', 'role'],
  words: { role: ORGANISATION_ROLES },
  page: async ({ on, day, ask }, after, limit) => {
    const role = ORGANISATION_ROLES.find((each) => each === ask('role')) ?? null
    const found = await listOrganisations(on, { search: ask('search') || null, role, after, limit })
    return { rows: withGrace(found.rows, graceDaysOf(await figures(on, day))), after: found.after }
  },
  columns: [
    ['organisation', ({ organisation }) => organisation.name],
    ['roles', ({ organisation }) => organisation.roles.join(', ')],
    ['country', ({ organisation }) => countryName(organisation.country)],
    ['membership', stateOf],
    ['tier', tierNameOf],
    ['web', ({ organisation }) => organisation.web ?? ''],
    ['id', ({ organisation }) => organisation.id],
  ],
}

export function membershipView(word: string): MembershipView {
  return Object.hasOwn(MEMBERSHIP_VIEWS, word) ? (word as MembershipView) : 'members'
}

export const MEMBERSHIP_LIST: List<MembershipRow & WithToday> = {
  path: '/memberships',
  name: 'memberships',
  asks: ['state'],
  words: { state: Object.keys(MEMBERSHIP_VIEWS) },
  page: async ({ on, day, ask }, after, limit) => {
    const graceDays = graceDaysOf(await figures(on, day))
    const found = await listMemberships(on, { view: membershipView(ask('state')), day, graceDays, after, limit })
    return { rows: withGrace(found.rows, graceDays), after: found.after }
  },
  columns: [
    ['organisation', ({ organisation }) => organisation.name],
    ['state', stateOf],
    ['tier', tierNameOf],
    ['last term from', ({ membership }) => membership.terms.at(-1)?.from ?? ''],
    ['last term until', ({ membership }) => membership.terms.at(-1)?.until ?? ''],
    ['country', ({ organisation }) => countryName(organisation.country)],
    ['id', ({ organisation }) => organisation.id],
  ],
}

export const PRODUCT_LIST: List<ProductRow> = {
  path: '/products',
  name: 'products',
  asks: ['search', 'family'],
  words: { family: FAMILIES },
  page: ({ on, actor, ask }, after, limit) => {
    const family = FAMILIES.find((each) => each === ask('family')) ?? null
    return listProducts(on, actor, { search: ask('search') || null, family, after, limit })
  },
  columns: [
    ['product', ({ product }) => product.name],
    ['company', (row) => row.organisationName],
    ['kind', ({ product }) => FAMILY_NAMES[product.family]],
    ['interfaces', ({ product }) => product.interfaces.join(', ')],
    ['releases', ({ product }) => product.releases.map(({ version }) => version).join(', ')],
    ['other names', ({ product }) => (product.aliases ?? []).join(', ')],
    ['id', ({ product }) => product.id],
  ],
}

/** Texts for the catalogue that wait for the programme office. */
export const LISTING_TEXT_LIST: List<WaitingText> = {
  path: '/listing-texts',
  name: 'listing-texts',
  asks: [],
  page: ({ on, actor }, after, limit) => listWaitingTexts(on, actor, { after, limit }),
  columns: [
    ['company', (row) => row.organisationName],
    ['product', (row) => row.productName ?? ''],
    ['shown', (row) => row.shown],
    ['proposed', ({ waiting }) => waiting.text],
    ['since', ({ waiting }) => waiting.day],
    ['id', (row) => row.product ?? row.organisation],
  ],
}

export const EQUIPMENT_LIST: List<EquipmentRow> = {
  path: '/equipment',
  name: 'equipment',
  asks: [],
  page: ({ on, actor }, after, limit) =>
    listEquipment(on, {
      organisation: whoseAlone(actor, SEES_EQUIPMENT),
      after,
      limit,
    }),
  columns: [
    ['number', ({ order }) => order.number],
    ['equipment', ({ order }) => order.bill.name],
    ['platform', (row) => row.platform],
    ['member', (row) => row.organisation],
    ['sets', ({ order }) => String(order.sets)],
    ['price', ({ order }) => (order.quote ? sayMoney(order.quote.total) : '')],
    ['stands', ({ order }) => EQUIPMENT_STATES[order.state]],
    ['asked', ({ order }) => order.asked.day],
  ],
}

/** Those that wait, oldest first, then those answered: as the page has them, one list under the other. */
export const ENQUIRY_LIST: List<Enquiry> = {
  path: '/enquiries',
  name: 'enquiries',
  asks: [],
  page: async ({ on }, after, limit) => {
    const [, part = 'open', beyond = ''] = /^(open|answered) (.*)$/.exec(after ?? '') ?? []
    const found = await listEnquiries(on, { answered: part === 'answered', after: beyond || null, limit })
    const next = found.after ? `${part} ${found.after}` : part === 'open' ? 'answered ' : null
    return { rows: found.enquiries, after: next }
  },
  columns: [
    ['number', (enquiry) => enquiry.number],
    ['received', (enquiry) => enquiry.received.day],
    ['from', (enquiry) => enquiry.name],
    ['company', (enquiry) => enquiry.organisation],
    ['mail', (enquiry) => enquiry.email],
    ['platform', (enquiry) => enquiry.platform ?? ''],
    ['level', (enquiry) => enquiry.level ?? ''],
    ['question', (enquiry) => enquiry.question],
    ['answered', (enquiry) => enquiry.answer?.day ?? ''],
    ['answer', (enquiry) => enquiry.answer?.text ?? ''],
  ],
}
