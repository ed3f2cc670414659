/**
 * The tracker: the steps of a project as a line. Done steps carry the day they were left, the present one
 * says whose turn it is and since when. The same on pages, in mails and on paper.
 */
import type { Day } from '../../src/kernel/day.ts'
import { isTrunk } from '../../src/programme/product.ts'
import type { ProjectFile } from '../../src/programme/project-file.ts'
import type { Project } from '../../src/programme/project.ts'
import {
  isOver,
  STAGE_NAMES,
  STAGES,
  type Stage,
  type Step,
  stepOf,
  stepsOnPath,
  STEPS,
  TURN_WORDS,
} from '../../src/programme/stage.ts'
import { each, html, type Html, nothing, say } from './html.ts'
import { icon } from './icon.ts'
import { dayWords, sayFor } from './time.ts'

export type StepView = {
  readonly step: Step
  readonly name: string
  /** `again`: done once, and to be done once more in a retest; `closed`: where the project was given up. */
  readonly state: 'done' | 'now' | 'later' | 'again' | 'closed' | 'missed'
  readonly says: string
}

type Tracked = Pick<ProjectFile, 'project' | 'product'>

/** What each step says today; pure, so that mails and papers can use it as well. */
export function stepsOf({ project, product }: Tracked, today: Day, isMine = false): readonly StepView[] {
  const { path } = project
  const order = stepsFor({ project, product })
  const stage = project.stage === 'closed' ? closedIn(project) : project.stage
  const current = order.indexOf(stepOf(stage, path))
  return order.map((step, index) => {
    const state = stateOf(project, index - current, wasIn(project, step))
    return { step, name: STEPS[step], state, says: wordsFor(state, step, project, today, isMine) }
  })
}

/** A SAT has steps of its own; a certification has the questionnaire only of a SIP trunk (5T.b). */
function stepsFor({ project, product }: Tracked): readonly Step[] {
  const all = stepsOnPath(project.path)
  const ofSat: readonly Step[] = ['sat-plan', 'sat-testing', 'sat-acceptance']
  if (project.level === 'SAT') return ofSat
  return all.filter((step) => !ofSat.includes(step) && (step !== 'questionnaire' || isTrunk(product)))
}

/** Only what was entered is ever done; how far a step lies ahead of the present one tells the rest. */
function stateOf(project: Project, ahead: number, wasThere: boolean): StepView['state'] {
  const isClosed = project.stage === 'closed'
  if (ahead === 0) return isClosed ? 'closed' : isOver(project.stage) ? 'done' : 'now'
  if (ahead < 0) return wasThere ? 'done' : 'missed'
  if (isClosed) return wasThere && project.retest ? 'done' : 'missed'
  return wasThere && project.retest ? 'again' : 'later'
}

const stagesIn = (step: Step, { path }: Project): readonly Stage[] =>
  STAGE_NAMES.filter((stage) => stage !== 'closed' && stepOf(stage, path) === step)

function wasIn(project: Project, step: Step): boolean {
  return stagesIn(step, project).some((stage) => project.entered[stage] !== undefined)
}

/** The stage a closed project was in: the last one entered before. */
function closedIn(project: Project): Stage {
  const before = STAGE_NAMES.filter((stage) => stage !== 'closed' && project.entered[stage] !== undefined)
  const byDay = before.toSorted((a, b) => (project.entered[a]! < project.entered[b]! ? -1 : 1))
  return byDay.at(-1) ?? 'questionnaire'
}

/** The day a step was left; of projects older than that record, the day it was last entered. */
function leftOn(project: Project, step: Step): Day | null {
  const days = stagesIn(step, project).flatMap((stage) => {
    const entered = project.entered[stage]
    const left = project.left?.[stage]
    return entered === undefined ? [] : [left !== undefined && left >= entered ? left : entered]
  })
  return days.toSorted().at(-1) ?? null
}

function wordsFor(state: StepView['state'], step: Step, project: Project, today: Day, isMine: boolean): string {
  const left = leftOn(project, step)
  switch (state) {
    case 'done':
      return left ? dayWords(left, today) : ''
    case 'again':
      return left ? say`${dayWords(left, today)}, again for the retest` : say('again for the retest')
    case 'closed':
      return project.closed ? say`closed ${dayWords(project.closed.day, today)}` : say('closed')
    case 'missed':
      return say('not reached')
    case 'later':
      return ''
    case 'now':
      return nowWords(project, today, isMine)
    default:
      return state satisfies never
  }
}

function nowWords(project: Project, today: Day, isMine: boolean): string {
  const turn = say(isMine ? 'you' : TURN_WORDS[STAGES[project.stage].turn])
  const since = sayFor(project.since.day, today)
  return isInRetest(project) ? say`retest: ${turn}, ${since}` : `${turn}, ${since}`
}

/** A retest is over with its grant: what is published was granted, in whichever lap (G-02). */
function isInRetest({ retest, stage, path }: Project): boolean {
  return retest !== null && stepOf(stage, path) !== 'publication'
}

const STATE_WORDS: Readonly<Record<StepView['state'], string>> = {
  done: 'done',
  now: 'now',
  later: 'to come',
  again: 'done, to come again',
  closed: 'closed here',
  missed: 'not reached',
}

const PICTURES: Readonly<Partial<Record<StepView['state'], Html>>> = {
  done: icon('tick'),
  again: icon('tick'),
  closed: icon('cross'),
  missed: icon('dash'),
}

export function tracker(tracked: Tracked, today: Day, isMine: boolean): Html {
  return html`<ol class="tracker" aria-label="Where the project stands">
    ${each(
      stepsOf(tracked, today, isMine),
      (view) =>
        html`<li class="${view.state}" ${view.state === 'now' ? html`aria-current="step"` : nothing}>
          <span class="dot" aria-hidden="true">${PICTURES[view.state] ?? nothing}</span>
          <span class="step-name">${view.name}</span
          ><span class="visually-hidden"> ${say(STATE_WORDS[view.state])}. </span>
          <span class="step-says">${keptTogether(view.says)}</span>
        </li>`,
    )}
  </ol>`
}

/** Day and month stay on one line, however narrow a step is. */
function keptTogether(says: string): string {
  return says.replaceAll(/(\d) (?=[A-Z][a-z]{2})/g, '$1\u00a0')
}
