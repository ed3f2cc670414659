/** The way in to an empty installation: one link, printed at the start, dead after its first use. */
import sql from 'sql-template-tag'
import { VISITOR } from '../programme/permission.ts'
import { act, understood } from './act.ts'
import { hashToken, type House, newSecret } from './house.ts'
import type { SignIn } from './sign-in.ts'
import { MOVES } from './targets.ts'

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
  await letFounderIn(house, signIn, input, password)
  await act(house, VISITOR, { move: 'found-programme', id: null, input })
  await closeSetUp(house)
  return first.email.trim().toLowerCase()
}

/**
 * Gives whoever holds the set-up link a password, before there is a founder: a kill in between can be repeated,
 * while a founder without a password could never come in. Without the link nothing is done; the move refuses.
 */
export async function letFounderIn(house: House, signIn: SignIn, input: unknown, password: string): Promise<void> {
  const { token, name, email } = understood(MOVES.get('found-programme')!.move, input) as FirstPerson
  if (await isSetUpToken(house, token)) await signIn.choosePassword({ email, name, password })
}

export async function closeSetUp(house: House): Promise<void> {
  await house.database.run(sql`update installation set set_up = null`)
}
