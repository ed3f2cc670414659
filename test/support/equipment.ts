/** Developer equipment as tests ask for it. */
import { act } from '../../src/app/act.ts'
import type { House } from '../../src/app/house.ts'
import type { Cast } from './cast.ts'
import type { Actor } from '../../src/programme/permission.ts'

export const STARTER = { platform: 'voice', bill: 'starter-set', sets: 2, purpose: 'A test bench.' } as const

export async function askForEquipment(house: House, actor: Actor): Promise<string> {
  const { made } = await act(house, actor, { move: 'ask-for-equipment', id: actor.organisation, input: STARTER })
  return made['equipment-order']!
}

/** Quoted at half the list price, and ordered: USD 2,280.08. */
export async function orderEquipment(house: House, cast: Pick<Cast, 'admin' | 'manager'>): Promise<string> {
  const id = await askForEquipment(house, cast.admin)
  await act(house, cast.manager, { move: 'quote-equipment', id, input: { percent: 50, note: '' } })
  await act(house, cast.admin, { move: 'order-equipment', id, input: { purchaseOrder: 'PO', cents: 228_008 } })
  return id
}
