/** Evidence as it is given out: what is on record, for whoever may see its project, and its bytes. */
import type { Readable } from 'node:stream'
import { dateWords } from '../../kernel/day.ts'
import { Refusal, refuse } from '../../kernel/refusal.ts'
import type { Evidence } from '../../programme/evidence.ts'
import type { Actor } from '../../programme/permission.ts'
import { load } from '../../store/nouns.ts'
import type { House } from '../house.ts'
import { offered } from './moves.ts'
import { type OpenProject, openProjectFile } from './projects.ts'

/** What is on record, and whether whoever asks works on its project or only looks at it. */
export type OpenEvidence = { readonly evidence: Evidence; readonly isInside: boolean }

export async function evidenceFor(house: House, actor: Actor, id: string): Promise<OpenEvidence | null> {
  const kept = await load(house.database, 'evidence', id)
  if (!kept) return null
  const open = await openProjectFile(house, actor, kept.state.project)
  return { evidence: kept.state, isInside: worksOn(open) }
}

/** Whoever may add evidence works on a project; others who see it are shown captures without keys and secrets. */
export function worksOn({ moves }: Pick<OpenProject, 'moves'>): boolean {
  return offered(moves, 'add-evidence') !== null
}

/** A capture whose day has come: its bytes are gone, and what is on record of it stays (G-11). */
export function removalOf({ name }: Evidence, { day, until }: NonNullable<Evidence['removed']>): Refusal {
  return new Refusal('not-found', {
    says: `${name} was removed on ${dateWords(day)}: it was kept until ${dateWords(until)}, when nothing rested on it any more.`,
    next: 'Its hash, what was read from it and the verdicts are on its page; whoever handed it in may still have the file.',
    clause: 'G-11',
  })
}

export type StoredBytes = { readonly size: number; readonly read: (part?: { start: number; end: number }) => Readable }

/** The stored bytes behind a hash. What is on record but not on disk is our loss, and said plainly. */
export async function storedBytes(house: House, sha256: string): Promise<StoredBytes> {
  const size = await house.evidence.size(sha256)
  if (size !== null) return { size, read: (part) => house.evidence.read(sha256, part) }
  return refuse('unavailable', {
    says: `The file ${sha256.slice(0, 12)}… is on record but not in the evidence store.`,
    next: 'Tell the operator: restore it from the backup and run certwright verify.',
  })
}
