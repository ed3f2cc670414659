/** What a deed tells whoever sent it in. */
import type { Done } from '../app/act.ts'
import type { Actor } from '../programme/permission.ts'

export type Told = { readonly made: Done['made']; readonly data: unknown }

/** Strangers are told no ids: that of a new company, made of its name, says whether there is another of that name here. */
export function toldTo(actor: Actor, { fact, made }: Done): Told {
  return actor.parts.includes('visitor') ? { made: {}, data: null } : { made, data: fact.data }
}
