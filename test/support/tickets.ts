/** Tickets as tests need them: opened by the reseller, and found by support to be caused by the interop. */
import { act } from '../../src/app/act.ts'
import type { House } from '../../src/app/house.ts'
import { load } from '../../src/store/nouns.ts'
import type { Cast } from './cast.ts'

export const DEPLOYED = {
  product: 'north-trunk',
  productRelease: '3.1',
  platform: 'voice',
  platformRelease: '10.0',
  country: 'DE',
} as const

type People = Pick<Cast, 'sponsor' | 'support'>

export async function openTicket(house: House, cast: People, deployed: object = {}): Promise<string> {
  const input = { ...DEPLOYED, ...deployed, problem: 'One-way audio after hold.' }
  const { made } = await act(house, cast.sponsor, { move: 'open-ticket', id: null, input })
  return made.ticket!
}

/** The number of a ticket in which support holds the interop to be the cause (G-18). */
export async function interopTicket(house: House, cast: People, deployed: object = {}): Promise<string> {
  const id = await openTicket(house, cast, deployed)
  await act(house, cast.support, {
    move: 'classify-ticket',
    id,
    input: { cause: 'interop', note: 'Seen in a capture.' },
  })
  return (await load(house.database, 'ticket', id))!.state.number
}
