/**
 * A move is one thing that can be done to a noun of the programme. The tables of moves are the one
 * place from which come the server's guard, the button (enabled, or disabled with the reason), the
 * state diagram and the permission matrix. Deciding is pure: what is known goes in, one fact and the
 * new states come out; nothing is written here.
 */
import type { z } from 'zod'
import type { Day } from '../kernel/day.ts'
import type { Json } from '../kernel/canonical.ts'
import type { Nouns, NounName } from './nouns.ts'
import type { Actor, Permission } from './permission.ts'
import type { Stamp } from './stamp.ts'

export type Move<File, Input> = {
  /** What the button says: a verb and its object. */
  readonly says: string
  readonly clause: string
  readonly by: Permission
  /** The stages in which it can be done; left out where the noun has none or any will do. */
  readonly from?: readonly string[]
  /** The stages it can lead to, for the diagram; left out where it leads nowhere else. */
  readonly to?: readonly string[]
  /** Gates of the rulebook that are asked first; a breach there refuses the move. */
  readonly gates?: (file: File) => readonly Gate[]
  readonly input: z.ZodType<Input>
  /** It adds to what is there and puts nothing in place of anything: done whatever changed since the page was shown. */
  readonly adds?: true
  /** What stands in the way apart from stage, permission and rules; shown on the disabled button. */
  readonly obstacle?: (file: File, actor: Actor, seen: Circumstances) => Obstacle | null
  /** The series from which a number is drawn in the same transaction, such as `MCT-2026`. */
  readonly series?: (file: File, context: Moment) => string
  readonly decide: (file: File, input: Input, context: Context) => Decision
}

/** Points at which the rulebook is asked; every rule names those it guards. */
export const GATES = [
  'certification-required',
  'take-path-a',
  'take-path-b',
  'take-path-c',
  'pursue-level',
  'open-project',
  'assign-technician',
  'give-self-test-access',
  'run-self-test',
  'upload-self-test',
  'approve-business-case',
  'fix-timing',
  'approve-sat-plan',
  'file-sat-results',
  'accept-sat',
  'note-sat-update',
  'issue-firm-quote',
  'issue-quote',
  'declare-readiness',
  'schedule',
  'start-testing',
  'finish-testing',
  'review-report',
  'grant',
  'publish',
  'use-guide',
  'use-logo',
  'list-product',
  'list-company',
  'use-benefits',
  'extend',
  'decide-recertification',
  'give-termination-notice',
  'terminate-membership',
] as const

export type Gate = (typeof GATES)[number]

export type Obstacle = { readonly says: string; readonly next: string; readonly clause?: string }

export type Moment = { readonly day: Day; readonly at: string }

/** What a button needs to know besides the file: the day, and the programme's figures on it. */
export type Circumstances = { readonly day: Day; readonly figure: (key: string) => number }

export type Context = Moment & {
  readonly actor: Actor
  /** A fresh UUIDv7 each time. */
  readonly newId: () => string
  /** The number drawn from the move's series, or an empty text when it has none. */
  readonly number: string
  /** A one-time secret: the hash is kept, the token goes into a single link. */
  readonly newSecret: (prefix?: string) => { readonly token: string; readonly hash: string }
  /** The programme's figures on this day (rulebook parameters), by key. */
  readonly figure: (key: string) => number
  /** A word of the programme's on this day, such as the level a strategy leads to. */
  readonly word: (key: string) => string
  /** Whether the rulebook lets something further happen as well, beside the move itself. */
  readonly allows: (gate: Gate) => boolean
  /** Why nothing is ever sent to a web address, as far as its spelling tells; null where it may be tried. */
  readonly notToBeCalled: (address: string) => string | null
}

/** One noun's new state; `id` is where it is kept. */
export type Put = { [N in NounName]: { readonly noun: N; readonly id: string; readonly state: Nouns[N] } }[NounName]

export type Decision = {
  /** What happened, in the past tense: `quote-issued`. */
  readonly kind: string
  /** One sentence for the timeline. */
  readonly says: string
  readonly data: Json
  readonly puts: readonly Put[]
  /** One-time links for the mails of this fact, by the name of the notice; never in the journal. */
  readonly links?: Readonly<Record<string, string>>
  /** Shown once to whoever did it; kept nowhere. */
  readonly secret?: string
  /** Nothing is new: the answer is the fact that this noun stands by, and no other is made. */
  readonly standsBy?: { readonly noun: NounName; readonly id: string }
}

/** What was sent stands there already. */
export function unchanged(noun: NounName, id: string): Decision {
  return { kind: '', says: '', data: null, puts: [], standsBy: { noun, id } }
}

export function put<N extends NounName>(noun: N, id: string, state: Nouns[N]): Put {
  return { noun, id, state } as Put
}

export function stampOf(context: Context): Stamp {
  return { by: context.actor.id, at: context.at, day: context.day }
}

/** A move whose input is not known here: what tables of moves hold. */
export type AnyMove<File> = Omit<Move<File, never>, 'input'> & { readonly input: z.ZodType }

/** Writes down a move on one kind of file, its input inferred from the schema. */
export function moveOn<File>() {
  return <Input>(definition: Move<File, Input>): Move<File, Input> => definition
}
