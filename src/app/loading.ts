/** What loading the files of moves has in common: the revisions of what was read, and a look into an input. */
import type { NounName } from '../programme/nouns.ts'
import type { Kept } from '../store/nouns.ts'
import { revisionKey } from '../store/project-file.ts'

/** A file nobody in particular owns: visibility is settled by the permission of the move alone. */
export const anybodys = () => ({})

export type Pair = readonly [NounName, Kept<NounName> | null]

export function revisionsOf(...pairs: readonly Pair[]): ReadonlyMap<string, number> {
  return new Map(
    pairs.flatMap(([noun, kept]): [string, number][] => (kept ? [[revisionKey(noun, kept.id), kept.revision]] : [])),
  )
}

/** A text in an input that nobody has looked at yet; empty where there is none. */
export function textIn(input: unknown, name: string): string {
  const value: unknown = typeof input === 'object' && input !== null ? Reflect.get(input, name) : null
  return typeof value === 'string' ? value.slice(0, 300) : ''
}
