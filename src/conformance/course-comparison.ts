/** The course a test case wants beside the ladder seen: what is missing, and what nobody expected. */
import { alignedBy } from '../capture/alignment.ts'
import type { Rung } from '../capture/ladder.ts'
import type { LadderWindow } from '../capture/ladder-window.ts'
import { type Course, isFromCaller, isOfCall, type Step } from './course.ts'

export type CoursePair = {
  readonly step: Step | null
  readonly seen: Rung | null
  /** What differs; null where nothing does, or where the course leaves it open. */
  readonly differs: 'missing' | 'additional' | null
}

export type CourseComparison = {
  readonly course: Course
  readonly pairs: readonly CoursePair[]
  /** Whether the ladder goes on beyond what was compared. */
  readonly isPart: boolean
}

/**
 * Against the one of these courses that it comes nearest to; whoever spoke first is taken for the side that calls. Null
 * where they are of something else: of calls, and this is a registration.
 */
export function compareWithCourse(courses: readonly Course[], window: LadderWindow): CourseComparison | null {
  const isCall = window.calls[0]?.isCall === true
  const [first, ...others] = courses.filter((each) => isOfCall(each) === isCall).map((each) => compared(each, window))
  const differences = ({ pairs }: CourseComparison) => pairs.filter(({ differs }) => differs !== null).length
  return first ? others.reduce((best, each) => (differences(each) < differences(best) ? each : best), first) : null
}

function compared(course: Course, { rungs, refs, begins }: LadderWindow): CourseComparison {
  const seen = rungs.filter(({ kind }) => kind !== 'media')
  const caller = seen[0]?.from ?? 0
  const challenged = course.steps.some(isChallenge) ? new Set() : challengedIn(seen)
  const isOpen = (rung: Rung) => rung.isRepeat || (rung.transaction !== null && challenged.has(rung.transaction))
  const isStep = (rung: Rung, step: Step) => !isOpen(rung) && matches(course, step, rung, caller)
  const aligned = alignedBy(seen, course.steps, isStep, (step) => step.isOptional)
  const pairs = aligned.flatMap(({ first: rung, second: step }): CoursePair[] => {
    if (step && rung) return [{ step, seen: rung, differs: null }]
    if (step) return step.isOptional ? [] : [{ step, seen: null, differs: 'missing' }]
    const isLeftOpen = isOpen(rung!) || course.steps.some((each) => each.isRepeatable && isStep(rung!, each))
    return [{ step: null, seen: rung, differs: isLeftOpen ? null : 'additional' }]
  })
  return { course, pairs, isPart: begins > 0 || refs.length > rungs.length }
}

/** Transactions that ended in a question for credentials: a provider may ask for them in any call. */
function challengedIn(rungs: readonly Rung[]): ReadonlySet<number | null> {
  return new Set(rungs.flatMap(({ status, transaction }) => (CHALLENGES.has(status ?? 0) ? [transaction] : [])))
}

const CHALLENGES: ReadonlySet<number> = new Set([401, 407])

function isChallenge({ statuses }: Step): boolean {
  return statuses?.some((status) => CHALLENGES.has(status)) === true
}

function matches(course: Course, step: Step, rung: Rung, caller: number): boolean {
  if ((rung.kind === 'response') !== (step.statuses !== null)) return false
  if (step.statuses && !step.statuses.includes(rung.status ?? 0)) return false
  if (!step.methods.includes(methodOf(rung))) return false
  if (step.header !== null && !rung.detail.split('; ').includes(step.header)) return false
  const isEither = step.by === 'either' || step.by === 'other'
  return isEither || (rung.from === caller) === isFromCaller(course, step)
}

/** `INVITE +4930`, `200 OK (1 INVITE)`. */
function methodOf({ kind, label }: Rung): string {
  return kind === 'request' ? (label.split(' ', 1)[0] ?? '') : (/\(\S+ (\S+)\)$/.exec(label)?.[1] ?? '')
}
