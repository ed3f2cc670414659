/**
 * What becomes of the captures of a project (G-11). They hold what people said, so sound is taken out of them before
 * they are kept, unless the lab chose for the project that it stays, because it is needed to judge. When nothing rests on
 * them any more their bytes go, unless the office holds them.
 */
import { z } from 'zod'
import { dateWords, laterOf } from '../kernel/day.ts'
import { count } from '../kernel/text.ts'
import { prose } from './input.ts'
import { moveOn, put, stampOf } from './move.ts'
import { refuse } from '../kernel/refusal.ts'
import type { Evidence } from './evidence.ts'
import type { ProjectFile } from './project-file.ts'
import type { Project } from './project.ts'
import { capturesDue } from './retention.ts'
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

  'hold-captures': move({
    says: 'Hold the captures',
    clause: 'G-11',
    by: { 'programme-manager': 'any' },
    input: z.strictObject({ reason: prose(1000) }),
    obstacle: ({ project }) =>
      project.hold ? { says: 'They are held already.', next: 'End the hold when nobody needs them.' } : null,
    decide: ({ project }, input, context) => ({
      kind: 'captures-held',
      says: 'Captures held until the hold is ended',
      data: input,
      puts: [put('project', project.id, { ...project, hold: { ...stampOf(context), reason: input.reason } })],
    }),
  }),

  'end-hold': move({
    says: 'End the hold',
    clause: 'G-11',
    by: { 'programme-manager': 'any' },
    input: z.strictObject({ reason: prose(1000) }),
    obstacle: ({ project }) => (project.hold ? null : { says: 'Nothing is held.', next: 'Nothing is left to end.' }),
    decide: ({ project }, input) => ({
      kind: 'hold-ended',
      says: 'Captures no longer held',
      data: input,
      puts: [put('project', project.id, { ...project, hold: null })],
    }),
  }),
}

/** What the daily round does by itself, and nobody else may: the fact comes first, the bytes go after it. */
export const retentionMoves = {
  'remove-captures': move({
    says: 'Remove captures whose day has come',
    clause: 'G-11',
    by: { console: 'any' },
    input: z.strictObject({}),
    decide: (file, _, context) => {
      const due = capturesDue(file, context.day, context.figure)
      if (due.length === 0)
        return refuse('not-now', {
          says: 'No capture of this project has reached its day.',
          next: 'Its page says until when each is kept.',
          clause: 'G-11',
        })
      const latest = due.map(({ until }) => until).reduce(laterOf)
      const removed = due.map(({ evidence, until }): Evidence => ({
        ...evidence,
        removed: { ...stampOf(context), until },
      }))
      return {
        kind: 'captures-removed',
        says: `${count(due.length, 'capture')} removed, kept until ${dateWords(latest)}`,
        data: {
          captures: due.map(({ evidence: { id, name, sha256 }, until }) => ({ evidence: id, name, sha256, until })),
        },
        puts: removed.map((each) => put('evidence', each.id, each)),
      }
    },
  }),
}
