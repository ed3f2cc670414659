/** Developer equipment as tests ask for it. */
import { act } from '../../src/app/act.ts'
import type { House } from '../../src/app/house.ts'
import type { Actor } from '../../src/programme/permission.ts'

export const STARTER = { platform: 'voice', bill: 'starter-set', sets: 2, purpose: 'A test bench.' } as const

export async function askForEquipment(house: House, actor: Actor): Promise<string> {
  const { made } = await act(house, actor, { move: 'ask-for-equipment', id: actor.organisation, input: STARTER })
  return made['equipment-order']!
}
