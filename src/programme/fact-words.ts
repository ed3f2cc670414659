import type { Day } from '../kernel/day.ts'

/** A fact as notices speak of it: the words of the journal without its seals. */
export type Fact = {
  readonly kind: string
  readonly day: Day
  readonly clause: string
  readonly says: string
  readonly data: unknown
  readonly by: { readonly id: string; readonly name: string; readonly organisation: string | null }
}
