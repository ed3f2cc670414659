/** The yearly update of a SAT in minutes: the partner says what changed, the lab notes it as evidence (8.9b, X-05). */
import { z } from 'zod'
import { refuse } from '../../kernel/refusal.ts'
import { declared, maybeProse, prose, reference } from '../input.ts'
import { moveOn, put, stampOf } from '../move.ts'
import { PARTNER } from '../permission.ts'
import { releaseOf } from '../platform.ts'
import type { ProjectFile } from '../project-file.ts'
import { enter } from '../project.ts'
import { satEvidenceId } from '../standing-moves.ts'
import type { Context, Decision } from '../move.ts'
import { satOf } from './plan-moves.ts'
import type { SatUpdate } from './sat.ts'

const move = moveOn<ProjectFile>()
const lab = { 'lab-engineer': 'any' } as const

export const satUpdateMoves = {
  'ask-for-sat-update': move({
    says: 'Ask for the update',
    clause: '8.9b',
    by: PARTNER,
    from: ['sat-accepted'],
    to: ['sat-update'],
    gates: () => ['note-sat-update'],
    input: z.strictObject({
      platformRelease: reference(),
      changes: prose(2000),
      declares: declared('That you ran the plan again on this release'),
    }),
    decide: (file, { platformRelease, changes }, context) => {
      if (!releaseOf(file.platform, platformRelease)) {
        return refuse('wrong-input', {
          says: `${file.platform.name} has no release ${platformRelease}.`,
          next: 'Choose a release that is registered.',
          faults: [{ at: 'platformRelease', says: 'Unknown release.' }],
        })
      }
      const stamp = stampOf(context)
      const sat = satOf(file)
      const update: SatUpdate = { asked: stamp, platformRelease, changes, answered: null }
      return {
        kind: 'sat-update-asked-for',
        says: `SAT update asked for on ${file.platform.name} ${platformRelease}`,
        data: { platformRelease, changes },
        puts: [
          put('sat', sat.project, { ...sat, updates: [...sat.updates, update] }),
          put('project', file.project.id, enter(file.project, 'sat-update', stamp)),
        ],
      }
    },
  }),

  'note-sat-update': move({
    says: 'Note the update',
    clause: '8.9b',
    by: lab,
    from: ['sat-update'],
    to: ['sat-accepted'],
    gates: () => ['note-sat-update'],
    input: z.strictObject({ remark: maybeProse(1000) }),
    decide: (file, { remark }, context) => {
      const { product, platform } = file.project
      const { platformRelease } = openUpdate(file)
      const evidence = { product, platform, platformRelease, accepted: context.day }
      const answered = withAnswer(file, context, 'noted', remark)
      return {
        ...answered,
        kind: 'sat-update-noted',
        says: `SAT update noted on ${file.platform.name} ${platformRelease}`,
        data: { remark, ...evidence },
        puts: [...answered.puts, put('sat-evidence', satEvidenceId(evidence), evidence)],
      }
    },
  }),

  'return-sat-update': move({
    says: 'Send the update back',
    clause: '8.9b',
    by: lab,
    from: ['sat-update'],
    to: ['sat-accepted'],
    input: z.strictObject({ remark: prose(1000) }),
    decide: (file, { remark }, context) => ({
      ...withAnswer(file, context, 'returned', remark),
      kind: 'sat-update-returned',
      says: 'The lab sent the SAT update back',
      data: { remark },
    }),
  }),
}

function openUpdate(file: ProjectFile): SatUpdate {
  const update = satOf(file).updates.at(-1)
  return update && !update.answered
    ? update
    : refuse('not-now', { says: 'No update is asked for.', next: 'Wait for the partner to ask for one.' })
}

function withAnswer(
  file: ProjectFile,
  context: Context,
  outcome: 'noted' | 'returned',
  remark: string,
): Pick<Decision, 'puts'> {
  const stamp = stampOf(context)
  const sat = satOf(file)
  const answered: SatUpdate = { ...openUpdate(file), answered: { ...stamp, outcome, remark } }
  return {
    puts: [
      put('sat', sat.project, { ...sat, updates: [...sat.updates.slice(0, -1), answered] }),
      put('project', file.project.id, enter(file.project, 'sat-accepted', stamp)),
    ],
  }
}
