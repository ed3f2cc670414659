/**
 * The tracker: the steps of a project as a line. Done steps carry their day, the present one says whose
 * turn it is and since when. The same on pages, in mails and on paper.
 */
import { type Day, daysBetween } from '../../src/kernel/day.ts'
import type { Project } from '../../src/programme/project.ts'
import { isOver, STAGE_NAMES, STAGES, type Step, stepOf, STEPS, TURN_WORDS } from '../../src/programme/stage.ts'
import { each, html, type Html, nothing } from './html.ts'
import { icon } from './icon.ts'
import { dayWords } from './time.ts'

export type StepView = {
  readonly step: Step
  readonly name: string
  readonly state: 'done' | 'now' | 'later' | 'missed'
  readonly says: string
}

/** What each step says today; pure, so that mails and papers can use it as well. */
export function stepsOf(project: Project, today: Day): readonly StepView[] {
  const order = Object.keys(STEPS) as Step[]
  const current = order.indexOf(stepOf(project.stage))
  const isEnded = isOver(project.stage)
  return order.map((step, index) => {
    const entered = STAGE_NAMES.filter((stage) => stepOf(stage) === step).flatMap(
      (stage) => project.entered[stage] ?? [],
    )
    const last = entered.toSorted().at(-1) ?? null
    const isNow = index === current && !isEnded
    const state = isNow
      ? 'now'
      : project.stage === 'closed' && index >= current
        ? 'missed'
        : index < current || isEnded
          ? 'done'
          : 'later'
    return { step, name: STEPS[step], state, says: wordsFor(state, last, project, today) }
  })
}

function wordsFor(state: StepView['state'], last: Day | null, project: Project, today: Day): string {
  if (state === 'done') return last ? dayWords(last, today) : ''
  if (state !== 'now') return state === 'missed' ? 'not reached' : ''
  const turn = STAGES[project.stage].turn
  const days = daysBetween(project.since.day, today)
  const since = days === 0 ? 'since today' : days === 1 ? 'since yesterday' : `for ${days} days`
  return turn === 'nobody' ? since : `${TURN_WORDS[turn]}, ${since}`
}

const STATE_WORDS: Readonly<Record<StepView['state'], string>> = {
  done: 'done',
  now: 'now',
  later: 'to come',
  missed: 'not reached',
}

export function tracker(project: Project, today: Day): Html {
  return html`<ol class="tracker" aria-label="Where the project stands">
    ${each(
      stepsOf(project, today),
      (view) =>
        html`<li class="${view.state}" ${view.state === 'now' ? html`aria-current="step"` : nothing}>
          <span class="dot" aria-hidden="true"
            >${view.state === 'done' ? icon('tick') : view.state === 'missed' ? icon('dash') : nothing}</span
          >
          <span class="step-name">${view.name}</span><span class="visually-hidden"> ${STATE_WORDS[view.state]}. </span>
          <span class="step-says">${view.says}</span>
        </li>`,
    )}
  </ol>`
}
