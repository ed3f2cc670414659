/** A one-time way in for a person (4C.8): only the hash of its token is kept. */
import type { Day } from '../kernel/day.ts'
import type { Stamp } from './stamp.ts'

export type Invitation = {
  readonly person: string
  readonly tokenHash: string
  readonly expires: Day
  readonly issued: Stamp
  readonly accepted: Stamp | null
}
