/** The first person of an installation: the vendor itself and a programme manager, once, by a link only the operator has. */
import { z } from 'zod'
import { slugOf } from '../kernel/id.ts'
import { refuse } from '../kernel/refusal.ts'
import { country, email, named } from './input.ts'
import { type Interface, NAMED_INTERFACES } from './interface.ts'
import { moveOn, put, stampOf } from './move.ts'
import type { Organisation } from './organisation.ts'
import type { Person } from './person.ts'

export type FoundingFile = {
  readonly isFounded: boolean
  readonly accepts: (token: string) => boolean
  /** The interfaces there are already, as records that were imported brought them. */
  readonly interfaces: readonly Interface[]
}

const move = moveOn<FoundingFile>()

export const foundingMoves = {
  'found-programme': move({
    says: 'Set the programme up',
    clause: '0.1',
    by: { visitor: 'any', console: 'any' },
    input: z.strictObject({
      token: z.string().max(100),
      organisation: named(160),
      country: country(),
      name: named(),
      email: email(),
    }),
    obstacle: ({ isFounded }) =>
      isFounded
        ? {
            says: 'The programme has been set up already.',
            next: 'Sign in, or ask a programme manager for an invitation.',
          }
        : null,
    decide: (file, input, context) => {
      if (!file.accepts(input.token)) {
        return refuse('not-permitted', {
          says: 'This set-up link is not the one of this installation.',
          next: 'Use the link that the server printed at its start.',
        })
      }
      const stamp = stampOf(context)
      const vendor: Organisation = {
        id: slugOf(input.organisation, 'vendor'),
        name: input.organisation,
        country: input.country,
        roles: ['vendor'],
      }
      const person: Person = {
        id: context.newId(),
        name: input.name,
        email: input.email,
        organisation: vendor.id,
        roles: ['programme-manager', 'operator'],
        state: 'active',
        invited: stamp,
      }
      // Put again where it is known: two who found at once meet at the interfaces, and one of them loses.
      const interfaces = NAMED_INTERFACES.map((named) => file.interfaces.find(({ id }) => id === named.id) ?? named)
      return {
        kind: 'programme-founded',
        says: `The programme of ${vendor.name} was set up`,
        data: { organisation: vendor.id, person: person.id },
        puts: [
          put('organisation', vendor.id, vendor),
          put('person', person.id, person),
          ...interfaces.map((each) => put('interface', each.id, each)),
        ],
      }
    },
  }),
}
