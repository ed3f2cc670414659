/** What is done to notices and is no fact of the programme: read marks, what goes out by mail, mails to be sent again. */
import { choose } from '../app/ask/mail-choices.ts'
import { markRead, sendAgain } from '../app/ask/notices.ts'
import { ownPath } from '../kernel/own-path.ts'
import { choicesFrom } from '../programme/mail-kinds.ts'
import { SIGNED_IN } from '../programme/permission.ts'
import { readForm } from './form-input.ts'
import type { Call, Route } from './route.ts'
import { seeOther } from './security.ts'
import { flashCookie, languageCookie } from './visit-parts.ts'

export const NOTICE_ROUTES: readonly Route[] = [
  { method: 'POST', path: '/notices/read', permission: SIGNED_IN, kind: 'session', handle: readNotices },
  { method: 'POST', path: '/account/mail', permission: SIGNED_IN, kind: 'session', handle: chooseMails },
  {
    method: 'POST',
    path: '/outbox/send-again',
    permission: { 'programme-manager': 'any', operator: 'any' },
    kind: 'session',
    handle: sendMailAgain,
  },
]

/** One notice where the form names one, all of one's own otherwise; never somebody else's. */
async function readNotices(call: Call): Promise<Response> {
  const typed = await readForm(call.context)
  const notice = typed.get('notice') || null
  await markRead(call.house.database, call.actor.id, notice)
  const says = notice ? 'Marked as read' : 'Every notice is marked as read'
  return backTo(call, typed, '/notices', says)
}

/** One's own, and never somebody else's: the form names nobody. */
async function chooseMails(call: Call): Promise<Response> {
  const typed = await readForm(call.context)
  const choices = choicesFrom((name) => typed.get(name))
  await choose(call.house.database, call.actor.id, choices)
  const chosen = choices.language ? [languageCookie(choices.language)] : []
  return seeOther(call.context, '/account#mail', [flashCookie('Your choice of mails is saved'), ...chosen])
}

async function sendMailAgain(call: Call): Promise<Response> {
  const typed = await readForm(call.context)
  await sendAgain(call.house.database, typed.get('notice') ?? '')
  call.house.stir()
  return backTo(call, typed, '/outbox', 'The mail waits to be sent again')
}

function backTo({ context }: Call, typed: URLSearchParams, otherwise: string, says: string): Response {
  return seeOther(context, ownPath(typed.get('_back'), otherwise), [flashCookie(says)])
}
