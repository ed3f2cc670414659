/**
 * What becomes of the captures of a project (G-11). They hold what people said, so sound is taken out of them before
 * they are kept, unless the lab chose for the project that it stays, because it is needed to judge.
 */
import { z } from 'zod'
import { prose } from './input.ts'
import { moveOn, put, stampOf } from './move.ts'
import type { ProjectFile } from './project-file.ts'
import type { Project } from './project.ts'
import type { Stamp } from './stamp.ts'

export type SoundChoice = Stamp & { readonly isKept: boolean; readonly reason: string }

/** Whether captures that are handed in from now on keep their sound. */
export function keepsSound({ sound }: Pick<Project, 'sound'>): boolean {
  return sound?.isKept ?? false
}

export const SOUND_CHOICES = {
  'taken-out': 'Sound is taken out before a capture is kept',
  kept: 'Captures keep their sound',
} as const

const move = moveOn<ProjectFile>()

export const captureMoves = {
  'choose-sound': move({
    says: 'Choose whether captures keep their sound',
    clause: 'G-11',
    by: { 'lab-engineer': 'any', 'programme-manager': 'any' },
    input: z.strictObject({ sound: z.enum(['taken-out', 'kept']), reason: prose(1000) }),
    obstacle: ({ project }) =>
      project.closed
        ? { says: 'The project is closed: nothing is handed in any more.', next: 'Nothing is left to choose.' }
        : null,
    decide: ({ project }, input, context) => {
      const sound = { ...stampOf(context), isKept: input.sound === 'kept', reason: input.reason }
      return {
        kind: 'sound-chosen',
        says: `${SOUND_CHOICES[input.sound]}, from now on`,
        data: input,
        puts: [put('project', project.id, { ...project, sound })],
      }
    },
  }),
}
