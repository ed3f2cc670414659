/**
 * The two moves by which somebody comes in, by the set-up link and by an invitation, take the password they choose
 * with them. It is chosen first, so that a kill in between can be repeated, and it never reaches the journal.
 */
import { understood } from '../app/act.ts'
import { invitationOf } from '../app/ask/people.ts'
import { closeSetUp, letFounderIn } from '../app/first-person.ts'
import { MOVES } from '../app/targets.ts'
import { refuse } from '../kernel/refusal.ts'
import { mightEver } from '../programme/permission.ts'
import type { Taken } from './intake.ts'
import type { Call } from './route.ts'

export async function withPassword(
  call: Call,
  move: 'found-programme' | 'accept-invitation',
  id: string | null,
  sent: object,
): Promise<Taken> {
  const { password, ...input } = sent as { password?: unknown }
  const named = MOVES.get(move)!
  const nothing = async () => {}
  // Whoever may not do it is told so by the move itself.
  if (!mightEver(call.actor, named.move.by)) return { input, clear: nothing }
  understood(named.move, input)
  if (typeof password !== 'string') return noPassword()
  if (move === 'found-programme') {
    await letFounderIn(call.house, call.services.signIn, input, password)
    return { input, clear: () => closeSetUp(call.house) }
  }
  await letInvitedIn(call, id ?? '', password)
  return { input, clear: nothing }
}

/** Gives the person that an invitation is for a password; the address to sign in with comes back. */
export async function letInvitedIn(
  { house, services }: Pick<Call, 'house' | 'services'>,
  token: string,
  password: string,
): Promise<string> {
  const { person } = await invitationOf(house, token)
  await services.signIn.choosePassword({ email: person.email, name: person.name, password })
  return person.email
}

function noPassword(): never {
  return refuse('wrong-input', {
    says: 'No password is chosen.',
    next: 'Choose one and send it along: nobody could sign in without.',
    clause: '4C.8',
    faults: [{ at: 'password', says: 'Choose a password.' }],
  })
}
