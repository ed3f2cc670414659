/**
 * How long the bytes of captures are kept (G-11): as long as something rests on them, and some months after. While a
 * project is under way, something is disputed, or the office holds them, there is no day at all. Hash, readings and
 * verdicts stay for good.
 */
import { addMonths, type Day, laterOf } from '../kernel/day.ts'
import { retestUntil } from './due.ts'
import type { Evidence } from './evidence.ts'
import type { ProjectFile } from './project-file.ts'
import { isOver, type Stage } from './stage.ts'

/** Until a day, on which the bytes go; or held, and why. */
export type Keeping = { readonly until: Day } | { readonly held: string }

export type RestsOn = Pick<ProjectFile, 'project' | 'certification' | 'disputes'>

type Figure = (key: string) => number

export function keepingOf(file: RestsOn, { added }: Pick<Evidence, 'added'>, figure: Figure): Keeping {
  const held = heldBy(file)
  if (held) return { held }
  const rested = [added.day, ...endsOf(file, figure)].reduce(laterOf)
  return { until: addMonths(rested, figure('captures.kept-months')) }
}

/** Stages after which nothing is tested any more, or nothing need be: a retest has its own last day (G-12). */
export function isEnded(stage: Stage): boolean {
  return isOver(stage) || stage === 'not-granted'
}

const HELD_WHILE = { underWay: 'the project is under way' } as const

function heldBy({ project, disputes }: RestsOn): string | null {
  if (project.hold) return `the programme office holds them: ${project.hold.reason}`
  if (!isEnded(project.stage)) return HELD_WHILE.underWay
  const dispute = disputes.find(({ ruling }) => ruling === null)
  return dispute ? `${dispute.number} is not ruled on yet` : null
}

/** Until when something rests on them: age alone makes everything obsolete in the end (8.10a, 8.10b). */
function endsOf({ project, certification, disputes }: RestsOn, figure: Figure): readonly Day[] {
  const rulings = disputes.flatMap(({ ruling }) => ruling?.day ?? [])
  const retest = project.stage === 'not-granted' ? retestUntil(project, figure) : null
  const ended = [project.since.day, ...rulings, ...(retest ? [retest] : [])]
  if (project.stage === 'sat-accepted')
    return [...ended, addMonths(project.since.day, figure('status.obsolete.sat-months'))]
  if (!certification) return ended
  const { granted, extensions, withdrawn } = certification
  const last = (extensions ?? []).map(({ on }) => on).reduce(laterOf, granted)
  return [...ended, withdrawn ?? addMonths(last, figure('status.obsolete.certification-months'))]
}

/** Captures whose bytes are kept, with how long. */
export function keptCaptures(file: RestsOn & Pick<ProjectFile, 'evidence'>, figure: Figure) {
  return file.evidence
    .filter(({ kind, removed }) => kind === 'capture' && !removed)
    .map((evidence) => ({ evidence, keeping: keepingOf(file, evidence, figure) }))
}

/** Those whose day has come, each with the day. */
export function capturesDue(file: RestsOn & Pick<ProjectFile, 'evidence'>, day: Day, figure: Figure) {
  return keptCaptures(file, figure).flatMap(({ evidence, keeping }) =>
    'until' in keeping && keeping.until <= day ? [{ evidence, until: keeping.until }] : [],
  )
}
