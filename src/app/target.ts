/** The vocabulary of targets: how the file of a move is loaded, whom it belongs to, and who may see it at all. */
import type { Day } from '../kernel/day.ts'
import type { AnyMove, Gate } from '../programme/move.ts'
import type { NounName } from '../programme/nouns.ts'
import type { Actor, Belongs, Permission } from '../programme/permission.ts'
import type { Dossier } from '../rulebook/dossier.ts'
import type { Figures } from '../rulebook/parameters.ts'
import type { Queryable } from '../store/database.ts'
import type { Kept } from '../store/nouns.ts'
import { revisionKey } from '../store/project-file.ts'

export type Loaded<File> = { readonly file: File; readonly revisions: ReadonlyMap<string, number> }

/** How a file is asked for: by the id in the address, or out of what was sent in. */
export type Asked = {
  readonly id: string | null
  readonly input: unknown
  readonly day: Day
  /** The organisation of whoever asks, where it matters to what is made. */
  readonly by?: string | null
}

/** A record by its noun and id. */
export type Shown = { readonly noun: NounName; readonly id: string }

export type Target<File> = {
  readonly name: string
  readonly moves: Readonly<Record<string, AnyMove<File>>>
  readonly load: (on: Queryable, asked: Asked) => Promise<Loaded<File> | null>
  readonly belongs: (file: File) => Belongs
  readonly sees: Permission
  readonly stageOf?: (file: File) => string
  readonly projectOf?: (file: File) => string
  /** The record that a page about the file shows and moves on it write anew; where there is a project, that is it. */
  readonly shows?: (file: File) => Shown
  /** What the rulebook is told; a target without it has no move with gates. */
  readonly dossier?: (file: File, actor: Actor, day: Day, figures: Figures, gates: readonly Gate[]) => Dossier
}

/** A file nobody in particular owns: visibility is settled by the permission of the move alone. */
export const anybodys = () => ({})

export type Pair = readonly [NounName, Kept<NounName> | null]

export function revisionsOf(...pairs: readonly Pair[]): ReadonlyMap<string, number> {
  return new Map(
    pairs.flatMap(([noun, kept]): [string, number][] => (kept ? [[revisionKey(noun, kept.id), kept.revision]] : [])),
  )
}

/** What a page about the file shows; null where nothing is there yet that could change meanwhile. */
export function shownIn(target: Target<unknown>, file: unknown): Shown | null {
  const project = target.projectOf?.(file)
  return project === undefined ? (target.shows?.(file) ?? null) : { noun: 'project', id: project }
}

/** A text in an input that nobody has looked at yet; empty where there is none. */
export function textIn(input: unknown, name: string): string {
  const value: unknown = typeof input === 'object' && input !== null ? Reflect.get(input, name) : null
  return typeof value === 'string' ? value.slice(0, 300) : ''
}
