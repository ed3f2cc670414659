/** What a deed tells whoever sent it in. */
import type { Done } from '../app/act.ts'
import type { Actor } from '../programme/permission.ts'

export type Told = { readonly made: Done['made']; readonly data: unknown }

/** A stranger who applies is told no id: made of the company's name, it says whether there is another of that name here. */
export function toldTo(actor: Actor, { fact, made }: Done): Told {
  const isStrangers = actor.parts.includes('visitor') && fact.kind === 'membership-applied-for'
  return isStrangers ? { made: {}, data: null } : { made, data: fact.data }
}
