/** What moves on support tickets act on: the answer a new one rests on, and whose a ticket is. */
import { publishedGuide } from '../programme/guide.ts'
import { EVERYBODY } from '../programme/permission.ts'
import {
  deploymentIn,
  newTicketMoves,
  type NewTicketFile,
  SEES_TICKETS,
  ticketBelongs,
  type TicketFile,
  ticketMoves,
} from '../programme/ticket.ts'
import { load } from '../store/nouns.ts'
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
    if (!kept || !of) return null
    return { file: { ticket: kept.state, partner: of.state.organisation }, revisions: revisionsOf(['ticket', kept]) }
  },
  belongs: ticketBelongs,
  sees: SEES_TICKETS,
}
