/** The course a test case wants, as a ladder beside the one seen: message by message, what differs in words. */
import { type Course, isFromCaller, type Step } from '../../src/conformance/course.ts'
import type { CourseComparison, CoursePair } from '../../src/conformance/course-comparison.ts'
import type { LadderWindow } from '../../src/capture/ladder-window.ts'
import { allSaid, count, each, html, type Html, nothing, say } from '../parts/html.ts'
import { drawnRung } from './ladder.ts'

/** Where a message of the ladder seen stands. */
type To = (ref: string) => string

export function expectedView(
  own: string,
  { course, pairs, isPart }: CourseComparison,
  window: LadderWindow,
  to: To,
): Html {
  const differing = pairs.filter(({ differs }) => differs !== null).length
  return html`<section class="section" id="expected">
    <h3>Expected of ${own}, and seen</h3>
    <p class="small">
      ${say(differing === 0 ? 'The messages are those that are expected, in their order.' : `${count(differing, 'difference')}, marked below.`)}
      ${say(isPart ? `Only the first ${window.rungs.length} lines of the ladder were compared.` : '')}
      <span class="soft"
        >Whoever speaks first is taken for the side that calls. What the messages say is judged above.</span
      >
    </p>
    <div class="ladder-frame" tabindex="0" role="region" aria-label="Expected and seen beside each other">
      <ol class="side-by-side stacks">
        <li class="lane-heads"><span>Expected</span><span>Seen</span></li>
        ${each(pairs, (pair) => row(pair, course, window, to))}
      </ol>
    </div>
  </section>`
}

/** Of a test case that leaves open which messages there are. */
export function unexpectedView(own: string, why: string): Html {
  return html`<section class="section" id="expected">
    <h3>Expected of ${own}</h3>
    <p class="small">There is no course of messages to hold the ladder against. ${say(why)}</p>
  </section>`
}

const DIFFERENCE_WORDS: Readonly<Record<NonNullable<CoursePair['differs']>, string>> = {
  missing: 'Missing: this message was not seen.',
  additional: 'Additional: nobody expects this message here.',
}

function row({ step, seen, differs }: CoursePair, course: Course, window: LadderWindow, to: To): Html {
  return html`<li class="pair-row ${differs === null ? '' : 'differs'}">
    ${step ? expectedSide(step, course) : html`<span class="pair-side missing soft small">${say(differs === null ? 'left open' : 'not expected')}</span>`}
    ${
      seen
        ? html`<a
            class="pair-side rung ${seen.kind} call-0 lanes-${window.lanes.length}"
            data-head="${say('Seen')}"
            href="${to(seen.ref)}"
            ><span class="rung-at"
              ><span>${(seen.ms / 1000).toFixed(3)}</span><span class="soft">#${seen.packet}</span></span
            >${drawnRung(seen, window.lanes)}</a
          >`
        : html`<span class="pair-side missing soft small">not seen</span>`
    }
    ${differs === null ? nothing : html`<p class="pair-says small">${say(DIFFERENCE_WORDS[differs])}</p>`}
  </li>`
}

/** `180 or 183 (INVITE)`, as the course has it, in the reader’s language. */
function stepSaid({ methods, statuses, header }: Step): string {
  const method = [allSaid(methods, 'or'), header ?? []].flat().join(', ')
  return statuses ? `${statusesSaid(statuses)} (${method})` : method
}

function statusesSaid(statuses: readonly number[]): string {
  const [first] = statuses
  const isRun = statuses.length > 2 && statuses.every((status, at) => status === first! + at)
  return isRun ? say`${first!} to ${statuses.at(-1)!}` : allSaid(statuses.map(String), 'or')
}

function expectedSide(step: Step, course: Course): Html {
  const [caller, called] = course.begins === 'pbx' ? (['PBX', 'Provider'] as const) : (['Provider', 'PBX'] as const)
  const isForth = isFromCaller(course, step)
  const drawn = {
    kind: step.statuses ? ('response' as const) : ('request' as const),
    label: stepSaid(step),
    from: isForth ? 0 : 1,
    to: isForth ? 1 : 0,
    status: step.statuses?.[0] ?? null,
    isRepeat: false,
  }
  const by = step.by === 'either' ? say('either') : step.by === 'other' ? say('the other') : isForth ? caller : called
  return html`<span class="pair-side rung ${drawn.kind} call-0 lanes-2" data-head="${say('Expected')}"
    ><span class="rung-at"><span>${by}</span>${step.isOptional ? html`<span class="soft">or not</span>` : nothing}</span
    >${drawnRung(drawn, [caller, called])}</span
  >`
}
