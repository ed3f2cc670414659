/** Following interops by mail: begun and ended by one's own form, or ended by the link of a mail, signed in or not. */
import { endWith, follow, unfollow } from '../app/ask/following.ts'
import { guideAskedStrictly } from '../app/ask/guide-asked.ts'
import { mayReadReferenceGuide } from '../app/ask/entitlement.ts'
import { ownPath } from '../kernel/own-path.ts'
import { EVERYBODY, SIGNED_IN } from '../programme/permission.ts'
import { readForm } from './form-input.ts'
import type { Call, Route } from './route.ts'
import { seeOther } from './security.ts'
import { flashCookie } from './visit-parts.ts'

export const FOLLOWING_ROUTES: readonly Route[] = [
  { method: 'POST', path: '/following', permission: SIGNED_IN, kind: 'session', handle: begin },
  { method: 'POST', path: '/following/stop', permission: SIGNED_IN, kind: 'session', handle: stop },
  { method: 'POST', path: '/following/end', permission: EVERYBODY, kind: 'session', handle: end },
]

async function begin({ house, actor, context }: Call): Promise<Response> {
  await mayReadReferenceGuide(house, actor)
  const typed = await readForm(context)
  const asked = new URLSearchParams([...typed].filter(([name]) => !name.startsWith('_')))
  await follow(house, actor.id, await guideAskedStrictly(house.database, asked))
  return seeOther(context, ownPath(typed.get('_back'), '/following'), [
    flashCookie('You follow this now: what changes is told to you before and on its day'),
  ])
}

async function stop({ house, actor, context }: Call): Promise<Response> {
  const typed = await readForm(context)
  await unfollow(house.database, actor.id, typed.get('following') ?? '')
  return seeOther(context, '/following', [flashCookie('You no longer follow it')])
}

async function end({ house, context }: Call): Promise<Response> {
  const typed = await readForm(context)
  await endWith(house.database, typed.get('token') ?? '')
  return seeOther(context, '/following/end', [flashCookie('It has ended: no mail is sent about it any more')])
}
