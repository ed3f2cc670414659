/** The way in to an empty installation: one link, printed at the start, dead after its first use. */
import sql from 'sql-template-tag'
import { refuse } from '../kernel/refusal.ts'
import { VISITOR } from '../programme/permission.ts'
import { act, type Alongside } from './act.ts'
import { hashToken, type House, newSecret } from './house.ts'
import { passwordFits, type SignIn } from './sign-in.ts'

/** A fresh set-up link while nobody can sign in yet; null once somebody can. */
export async function setUpLink(house: House): Promise<string | null> {
  const founded = await house.database.one(
    sql`select 1 as there from person where state->'roles' ? 'programme-manager' limit 1`,
  )
  if (founded) return null
  const { token, hash } = newSecret(house)
  await house.database.run(sql`update installation set set_up = ${hash}`)
  return `/set-up?token=${token}`
}

export async function isSetUpToken(house: House, token: string): Promise<boolean> {
  const found = await house.database.one(sql`select 1 as there from installation where set_up = ${hashToken(token)}`)
  return found !== null
}

export type FirstPerson = {
  readonly token: string
  readonly organisation: string
  readonly country: string
  readonly name: string
  readonly email: string
  readonly password: string
}

/** Founds the programme and gives its first person a password; the address to sign in with comes back. */
export async function setUpFirstPerson(house: House, signIn: SignIn, first: FirstPerson): Promise<string> {
  const { password, ...input } = first
  const comesIn = await founderComesIn(house, signIn, input, password)
  await act(house, VISITOR, { move: 'found-programme', id: null, input }, comesIn)
  return first.email.trim().toLowerCase()
}

/**
 * What belongs into the founding's own transaction: the set-up link is used up and the founder's password
 * kept, or neither.
 */
export async function founderComesIn(
  house: House,
  signIn: SignIn,
  input: Omit<FirstPerson, 'password'>,
  password: string,
): Promise<Alongside> {
  passwordFits(password)
  // Who does not hold the link is refused by the move itself; nothing is worked out for them.
  if (!(await isSetUpToken(house, input.token))) return () => noLink()
  const email = input.email.trim().toLowerCase()
  const keepPassword = await signIn.passwordFor({ email, name: input.name, password })
  return async (tx) => {
    await tx.run(sql`update installation set set_up = null`)
    await keepPassword(tx)
  }
}

function noLink(): never {
  return refuse('not-permitted', {
    says: 'This set-up link is not the one of this installation.',
    next: 'Use the link that the server printed at its last start.',
  })
}
