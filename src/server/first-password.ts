/**
 * The two moves by which somebody comes in, by the set-up link and by an invitation, are sent with the password
 * they choose. It is kept in the move's own transaction or not at all, and it never reaches the journal.
 */
import { type Alongside, understood } from '../app/act.ts'
import { invitationOf } from '../app/ask/people.ts'
import { type FirstPerson, founderComesIn } from '../app/first-person.ts'
import { MOVES } from '../app/targets.ts'
import { refuse } from '../kernel/refusal.ts'
import { mightEver } from '../programme/permission.ts'
import type { Taken } from './intake.ts'
import type { Call } from './route.ts'

export async function withPassword(call: Call, move: string, id: string | null, sent: object): Promise<Taken> {
  const { password, ...input } = sent as { password?: unknown }
  const named = MOVES.get(move)!
  const taken = { input, clear: async () => {} }
  // Whoever may not do it is told so by the move itself.
  if (!mightEver(call.actor, named.move.by)) return taken
  const meant = understood(named.move, input)
  if (typeof password !== 'string') return noPassword()
  const { house, services } = call
  const alongside =
    move === 'found-programme'
      ? await founderComesIn(house, services.signIn, meant as FirstPerson, password)
      : (await invitedComesIn(call, id ?? '', password)).alongside
  return { ...taken, alongside }
}

/** What belongs into the acceptance's own transaction, and the address to sign in with afterwards. */
export async function invitedComesIn(
  { house, services }: Pick<Call, 'house' | 'services'>,
  token: string,
  password: string,
): Promise<{ email: string; alongside: Alongside }> {
  const { person } = await invitationOf(house, token)
  const { email, name } = person
  return { email, alongside: await services.signIn.passwordFor({ email, name, password }) }
}

function noPassword(): never {
  return refuse('wrong-input', {
    says: 'No password is chosen.',
    next: 'Choose one and send it along: nobody could sign in without.',
    clause: '4C.8',
    faults: [{ at: 'password', says: 'Choose a password.' }],
  })
}
