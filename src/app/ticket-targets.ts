/** What moves on support tickets act on: the answer a new one rests on, and whose a ticket is. */
import { publishedGuide } from '../programme/guide.ts'
import { EVERYBODY } from '../programme/permission.ts'
import {
  deploymentIn,
  newTicketMoves,
  type NewTicketFile,
  SEES_TICKETS,
  type Ticket,
  ticketBelongs,
  type TicketFile,
  ticketMoves,
} from '../programme/ticket.ts'
import type { Queryable } from '../store/database.ts'
import { load, loadWhere } from '../store/nouns.ts'
import { answerSupport } from './ask/support.ts'
import { anybodys, revisionsOf, type Target } from './target.ts'

export const newTicket: Target<NewTicketFile> = {
  name: 'new-ticket',
  moves: newTicketMoves,
  load: async (on, { input, day }) => {
    const asked = deploymentIn(input)
    if (!asked) return null
    const { requester: named, problem: _, fieldIssue, ...deployment } = asked
    const question = { ...deployment, on: day, ...(fieldIssue ? { fieldIssue } : {}) }
    const { answer, record } = await answerSupport(on, question, day)
    const requester = named ? await load(on, 'organisation', named) : null
    const guide = answer.certification ? await load(on, 'guide', answer.certification) : null
    const file = {
      answer,
      guide: publishedGuide(guide?.state ?? null)?.content ?? null,
      requester: requester?.state ?? null,
      vendor: record.vendor?.id ?? '',
      salesUnit: record.salesUnits[0]?.id ?? null,
    }
    return { file, revisions: new Map() }
  },
  belongs: anybodys,
  sees: EVERYBODY,
}

export const ticket: Target<TicketFile> = {
  name: 'ticket',
  moves: ticketMoves,
  load: async (on, { id }) => {
    const kept = id ? await load(on, 'ticket', id) : null
    const of = kept ? await load(on, 'product', kept.state.product) : null
    const against = kept ? await load(on, 'platform', kept.state.platform) : null
    if (!kept || !of || !against) return null
    const names = { product: of.state.name, platform: against.state.name }
    const file = { ticket: kept.state, partner: of.state.organisation, names }
    return { file, revisions: revisionsOf(['ticket', kept]) }
  },
  belongs: ticketBelongs,
  sees: SEES_TICKETS,
  shows: (file) => ({ noun: 'ticket', id: file.ticket.id }),
}

/** The ticket of this number; nothing is looked up where none is named. */
export async function ticketNumbered(on: Queryable, number: string): Promise<Ticket | null> {
  if (number === '') return null
  const [kept] = await loadWhere(on, 'ticket', { number })
  return kept?.state ?? null
}
