import type { Day } from '../kernel/day.ts'

/** Who did something and when: the instant for the journal, the day for the rules. */
export type Stamp = { readonly by: string; readonly at: string; readonly day: Day }
