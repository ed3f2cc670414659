/** Certifications and what follows from them: standing, review calls, tickets of the field, the catalogue. */
import { countryName } from '../../kernel/country.ts'
import { pairsOn } from '../../programme/certification.ts'
import { FAMILY_NAMES } from '../../programme/interface.ts'
import { CERTIFIED_LEVELS } from '../../programme/level.ts'
import { whoseAlone, SEES_CERTIFICATIONS, STAFF } from '../../programme/permission.ts'
import { sayTime } from '../../programme/review-call.ts'
import { TICKET_CAUSES } from '../../programme/ticket.ts'
import { STANDING_WORDS } from '../../rulebook/standing-rule.ts'
import {
  catalogue,
  type CatalogueCompany,
  type CatalogueProduct,
  companies,
  type NameCursor,
} from '../ask/catalogue.ts'
import { CATALOGUE_FACETS, catalogueFilterOf } from '../ask/catalogue-filter.ts'
import type { Askable } from '../ask/misread.ts'
import { sayNext } from '../ask/guide-on-paper.ts'
import { type GuideRow, referenceGuide, standingNamed, STANDINGS } from '../ask/reference-guide.ts'
import { reviewCalls, type ReviewRow } from '../ask/review-calls.ts'
import { listTickets, TICKET_VIEWS, type TicketRow, type TicketView } from '../ask/tickets.ts'
import { guideCursorIn, guideCursorText, type List } from './list.ts'

export const CERTIFICATION_LIST: List<GuideRow> = {
  path: '/certifications',
  name: 'certifications',
  asks: ['search', 'level', 'platform', 'standing'],
  words: { level: CERTIFIED_LEVELS, standing: STANDINGS },
  page: async ({ on, actor, day, ask }, after, limit) => {
    const level = CERTIFIED_LEVELS.find((each) => each === ask('level'))
    const found = await referenceGuide(on, {
      on: day,
      today: day,
      filter: {
        ...(ask('search') ? { search: ask('search') } : {}),
        ...(level ? { level } : {}),
        ...(ask('platform') ? { platform: ask('platform') } : {}),
        organisation: whoseAlone(actor, SEES_CERTIFICATIONS) ?? undefined,
      },
      standing: standingNamed(ask('standing')),
      after: guideCursorIn(after),
      limit,
    })
    return { rows: found.rows, after: found.next && guideCursorText(found.next) }
  },
  columns: [
    ['number', ({ certification }) => certification.number],
    ['product', ({ product }) => product.name],
    ['platform', ({ platform }) => platform.name],
    ['company', ({ organisation }) => organisation.name],
    ['standing', ({ onDay }) => STANDING_WORDS[onDay.standing]],
    ['because', ({ onDay }) => onDay.reasons.map(({ says, clause }) => `${says} (${clause})`).join(' ')],
    ['next change', ({ onDay }) => (onDay.next ? sayNext(onDay.next) : '')],
    ['level', ({ certification }) => certification.level],
    ['region', ({ certification }) => certification.region ?? ''],
    [
      'release pairs',
      ({ certification }, day) =>
        pairsOn(certification, day)
          .map((pair) => `${pair.platformRelease} with ${pair.productRelease}`)
          .join(', '),
    ],
    ['granted', ({ certification }) => certification.granted],
  ],
}

/** What the forecast may be asked for; nothing turns green by itself. */
export const FORECAST_ASKS: Askable = {
  asks: ['platform', 'standing'],
  words: { standing: STANDINGS.filter((each) => each !== 'green') },
}

export const REVIEW_CALL_LIST: List<ReviewRow> = {
  path: '/review-calls',
  name: 'review-calls',
  asks: [],
  page: async ({ on, actor, day }, after, limit) => {
    const filter = { organisation: whoseAlone(actor, STAFF) ?? undefined }
    const found = await reviewCalls(on, { today: day, filter, after: guideCursorIn(after), limit })
    return { rows: found.rows, after: found.next && guideCursorText(found.next) }
  },
  columns: [
    ['number', ({ certification }) => certification.number],
    ['product', ({ product }) => product.name],
    ['platform', ({ platform }) => platform.name],
    ['company', ({ organisation }) => organisation.name],
    [
      'what changed',
      ({ changes }) =>
        changes
          .map(({ side, release, on, says }) => `${side} ${release} on ${on}${says ? `: ${says}` : ''}`)
          .join('; '),
    ],
    ['call', ({ certification: { call } }) => (call?.booked ? sayTime(call.booked.time) : call ? 'proposed' : 'owed')],
  ],
}

export function ticketView(word: string): TicketView {
  return Object.hasOwn(TICKET_VIEWS, word) ? (word as TicketView) : 'open'
}

export const TICKET_LIST: List<TicketRow> = {
  path: '/tickets',
  name: 'tickets',
  asks: ['state', 'queue'],
  words: { state: Object.keys(TICKET_VIEWS) },
  page: ({ on, actor, ask }, after, limit) =>
    listTickets(on, actor, { view: ticketView(ask('state')), queue: ask('queue') || null, after, limit }),
  columns: [
    ['number', ({ ticket }) => ticket.number],
    ['product', (row) => row.product],
    ['product release', ({ ticket }) => ticket.productRelease],
    ['platform', (row) => row.platform],
    ['platform release', ({ ticket }) => ticket.platformRelease],
    ['reseller', (row) => row.requester],
    ['country', ({ ticket }) => countryName(ticket.country)],
    ['queue', (row) => row.queue ?? ''],
    ['answer', ({ ticket }) => `${ticket.answer.says} (${ticket.answer.clause})`],
    ['cause', ({ ticket }) => (ticket.cause ? TICKET_CAUSES[ticket.cause.kind] : '')],
    ['opened', ({ ticket }) => ticket.opened.day],
    ['closed', ({ ticket }) => ticket.closed?.day ?? ''],
  ],
}

/** An id and a name, in one part of the address; ids hold no blanks, names may. */
export function nameCursorIn(text: string | null): NameCursor | null {
  const split = (text ?? '').indexOf(' ')
  return text && split > 0 ? { id: text.slice(0, split), name: text.slice(split + 1) } : null
}

export function nameCursorText(cursor: NameCursor | null): string | null {
  return cursor ? `${cursor.id} ${cursor.name}` : null
}

export const CATALOGUE_LIST: List<CatalogueProduct> = {
  path: '/catalogue',
  name: 'catalogue',
  isPublic: true,
  asks: ['search', ...CATALOGUE_FACETS, 'standing'],
  words: { standing: STANDINGS },
  page: async ({ on, day, ask }, after, limit) => {
    const found = await catalogue(on, {
      search: ask('search') || null,
      filter: catalogueFilterOf(ask),
      standing: standingNamed(ask('standing')),
      today: day,
      after: nameCursorIn(after),
      limit,
    })
    return { rows: found.items, after: nameCursorText(found.next) }
  },
  columns: [
    ['product', ({ product }) => product.name],
    ['company', ({ organisation }) => organisation.name],
    ['country', ({ organisation }) => countryName(organisation.country)],
    ['kind', ({ product }) => FAMILY_NAMES[product.family]],
    ['in short', ({ product }) => product.summary ?? ''],
    [
      'certified',
      ({ interops }) =>
        interops
          .map(
            ({ platform, certification, onDay }) =>
              `${certification.level} on ${platform.name}, ${STANDING_WORDS[onDay.standing]}`,
          )
          .join('; '),
    ],
    ['certifications', ({ interops }) => interops.map(({ certification }) => certification.number).join(', ')],
    ['id', ({ product }) => product.id],
  ],
}

export const COMPANY_LIST: List<CatalogueCompany> = {
  path: '/catalogue/companies',
  name: 'companies',
  isPublic: true,
  asks: ['search'],
  page: async ({ on, day, ask }, after, limit) => {
    const found = await companies(on, { search: ask('search') || null, today: day, after: nameCursorIn(after), limit })
    return { rows: found.items, after: nameCursorText(found.next) }
  },
  columns: [
    ['company', ({ organisation }) => organisation.name],
    ['country', ({ organisation }) => countryName(organisation.country)],
    ['in short', ({ organisation }) => organisation.summary ?? ''],
    ['web', ({ organisation }) => organisation.web ?? ''],
    ['id', ({ organisation }) => organisation.id],
  ],
}
