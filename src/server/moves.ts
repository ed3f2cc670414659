/**
 * Moves sent by forms: one route for each move, with the move's own permission. Done, the browser is sent
 * on; refused, the page it came from is shown again with what was typed and why.
 */
import { act, type Done } from '../app/act.ts'
import { type NamedMove, SENT_MOVES } from '../app/targets.ts'
import { ownPath } from '../kernel/own-path.ts'
import { Refusal } from '../kernel/refusal.ts'
import { answersInput } from './answers-input.ts'
import { wantsPage } from './call.ts'
import { pageAt, showPage } from './show-page.ts'
import { formBounds, formInput, readForm } from './form-input.ts'
import { intakeOf } from './intake.ts'
import type { Call, Route } from './route.ts'
import { seeOther } from './security.ts'
import { toldTo } from './told.ts'
import { flashCookie, languageOf } from './visit-parts.ts'

export const MOVE_ROUTES: readonly Route[] = SENT_MOVES.map((named) => ({
  method: 'POST',
  path: `/moves/${named.name}`,
  permission: named.move.by,
  kind: 'move',
  handle: (call) => sent(call, named),
}))

async function sent(call: Call, named: NamedMove): Promise<Response> {
  const { context, house, actor } = call
  const typed = await readForm(context, formBounds(named.name))
  const control = (name: string) => typed.get(`_${name}`) ?? ''
  const id = control('id')
  try {
    const sent = named.name === 'save-answers' ? answersInput(typed) : formInput(named.move.input, typed)
    const taken = await intakeOf(call, { move: named.name, id, input: sent, once: control('once') })
    const seen = control('seen')
    const deed = {
      move: named.name,
      id: id === '' ? null : id,
      input: taken.input,
      sent,
      ...(/^\d{1,9}$/.test(seen) ? { shownAt: Number(seen) } : {}),
      ...(control('once') === '' ? {} : { once: control('once') }),
      language: languageOf(context),
    }
    const done = await act(house, actor, deed, taken.alongside)
    await taken.clear()
    return goOn(call, { ...done, made: toldTo(actor, done).made }, control('goTo'), control('back'))
  } catch (fault) {
    const back = new URL(ownPath(control('back'), '/home'), 'http://own.invalid')
    const page = pageAt(back.pathname)
    if (!(fault instanceof Refusal) || !page || !wantsPage(context)) throw fault
    return showPage(call, page, { move: named.name, id, key: control('key'), refusal: fault, typed }, back)
  }
}

/** On to where the form wanted, with ids of what was just made filled in. */
function goOn(call: Call, done: Done, goTo: string, back: string): Response | Promise<Response> {
  const { context } = call
  const wanted = goTo.replace(/:([a-z-]+)/g, (whole, noun: string) => encodeURIComponent(done.made[noun] ?? whole))
  const path = ownPath(wanted || back, '/home')
  const flash = flashCookie(done.fact.says)
  const page = done.secret ? pageAt(path) : null
  if (done.secret && page && wantsPage(context)) {
    const made = { says: done.fact.says, secret: done.secret }
    return showPage(call, page, null, new URL(path, 'http://own.invalid'), made)
  }
  if (wantsPage(context)) return seeOther(context, path, [flash])
  context.header('set-cookie', flash, { append: true })
  return context.json({ fact: done.fact.seq, says: done.fact.says, made: done.made, secret: done.secret, goTo: path })
}
