/** The way in to an empty installation: one link, printed at the start, dead after its first use. */
import sql from 'sql-template-tag'
import { refuse } from '../kernel/refusal.ts'
import { VISITOR } from '../programme/permission.ts'
import { act } from './act.ts'
import { hashToken, type House, newSecret } from './house.ts'
import { LEAST_PASSWORD, type SignIn } from './sign-in.ts'

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
  if (password.length < LEAST_PASSWORD) {
    refuse('wrong-input', {
      says: `A password has at least ${LEAST_PASSWORD} characters.`,
      next: 'Choose a longer one; a few words in a row are easy to remember.',
      faults: [{ at: 'password', says: `At least ${LEAST_PASSWORD} characters.` }],
    })
  }
  await act(house, VISITOR, { move: 'found-programme', id: null, input })
  const email = first.email.trim().toLowerCase()
  await signIn.choosePassword({ email, name: first.name, password })
  await house.database.run(sql`update installation set set_up = null`)
  return email
}
