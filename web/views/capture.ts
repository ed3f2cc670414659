/**
 * A capture that explains itself: the verdicts it supports with what was seen, its calls, the ladder of those asked for.
 * Drawn by the server for captures of a project, and by browsers for a file that stays where it is.
 */
import type { Inspection } from '../../src/capture/inspection.ts'
import { sayLeg } from '../../src/capture/ladder-calls.ts'
import type { LadderWindow } from '../../src/capture/ladder-window.ts'
import type { Sureness } from '../../src/capture/other-legs.ts'
import { compareWithCourse } from '../../src/conformance/course-comparison.ts'
import { whyNoCourse } from '../../src/conformance/courses-untold.ts'
import { coursesFor } from '../../src/conformance/courses.ts'
import type { Judgement } from '../../src/conformance/wire/judge.ts'
import { tellsOfFaults } from '../../src/conformance/wire/observation.ts'
import { titleSaid } from '../../src/languages/ladder-words.ts'
import { saidOf } from '../../src/languages/say.ts'
import { count, each, findingSaid, found, html, type Html, nothing, say, when, written } from '../parts/html.ts'
import { besideCalls } from './beside.ts'
import { beyondOf, callList, streamList } from './calls.ts'
import { expectedView, unexpectedView } from './expected.ts'
import { brokenOff, inTheFile } from './in-the-file.ts'
import { ladderView, type Mark, sayCalls } from './ladder.ts'
import type { CaptureLinks } from './links.ts'
import { soundOverTime } from './sound.ts'
import { FAULTS, judgedCard, judgedLine, messageFaults, OUTCOME_WORDS, placeOfObservation } from './verdicts.ts'

export type CaptureShown = {
  /** What it was read by. */
  readonly analyser: string
  readonly inspection: Inspection
  /** What the sides were taken from where nobody said which is the PBX. */
  readonly guess: string | null
  readonly judgements: readonly Judgement[]
  readonly titleOf: (testCase: string) => string
  /** The test case it was made for, by its place in the plan; null where it is of none. */
  readonly own: string | null
  readonly ladder: LadderPart
  readonly links: CaptureLinks
  /** What is said of a capture that was made for no one test case. */
  readonly ofNone: string
  /** How the sides are told, where nobody told them. */
  readonly aboutSides: string
}

export type LadderPart = {
  /** The calls it shows, from 1. */
  readonly calls: readonly number[]
  /** Null where there is none yet; `instead` says why. */
  readonly window: LadderWindow | null
  readonly instead: Html
  readonly open: string | null
}

export function captureView(shown: CaptureShown): Html {
  const { inspection, guess, ladder, links } = shown
  return html`${brokenOff(inspection)} ${verdicts(shown)}
    ${when(guess, (says) => html`<p class="small soft">Nobody told which side is the PBX: ${found(says)} ${shown.aboutSides}</p>`)}
    <section class="section" id="calls">
      <h3>Calls</h3>
      ${callList(inspection.calls, ladder.calls, links)}
    </section>
    ${ladderSection(shown)} ${expectedBeside(shown)}
    ${soundOverTime(inspection.streams.filter(({ call }) => call !== null && ladder.calls.includes(call)))}
    ${streamList(inspection.streams)} ${besideCalls(inspection)}
    <section class="section" id="file">
      <h3>In the file</h3>
      ${inTheFile(inspection)}
      <p class="small soft">Read by ${shown.analyser}. Verdicts are proposals: a person confirms them.</p>
    </section>`
}

function ladderSection(shown: CaptureShown): Html {
  const { ladder, links } = shown
  const { window, calls } = ladder
  if (!window) return ladder.instead
  const marks = marksFor(shown, window)
  return html`<section class="section" id="ladder">
    <h3>Ladder of ${sayCalls(window, calls)}</h3>
    ${each(window.calls, (call) => html`<p class="small soft break">${written(titleSaid(call))}</p>`)}
    ${each(window.calls, (call, place) => when(sayLeg(call, place), (says) => html`<p class="small">${found(says)}</p>`))}
    ${otherLegs(shown)}
    ${when(
      ladder.open !== null && !Object.hasOwn(window.messages, ladder.open) && ladder.open,
      (packet) => html`<p class="small fault">Packet ${packet} holds no message of this ladder.</p>`,
    )}
    ${ladderView({ window, calls, open: ladder.open, marks, links })}
    ${window.left > 0 ? html`<p class="small">${count(window.left, 'more message')} are not drawn.</p>` : nothing}
  </section>`
}

/** Of one call or exchange, from its beginning, where its own test case tells a course; where it tells none, why. */
function expectedBeside({ own, ladder, links }: CaptureShown): Html {
  const { window, calls } = ladder
  if (own === null) return nothing
  const why = whyNoCourse(own)
  if (why !== null) return unexpectedView(own, why)
  if (!window || calls.length !== 1 || window.begins > 0) return nothing
  const compared = compareWithCourse(coursesFor(own) ?? [], window)
  return compared ? expectedView(own, compared, window, (ref) => links.message(calls, ref)) : nothing
}

/** What the call drawn is called beyond an agent, with a ladder of all of it; a guess is called one. */
function otherLegs({ inspection, ladder, links }: CaptureShown): Html {
  const [only, ...more] = ladder.calls
  const beyond = (more.length === 0 && only !== undefined && beyondOf(inspection.calls[only - 1])) || []
  if (beyond.length === 0 || only === undefined) return nothing
  const together = [only, ...beyond.map(({ call }) => call)]
  return html`<ul class="small" id="legs">
      ${each(beyond, ({ call, sureness, because }) => html`<li>${written(saidOf(say(sayBeyond(call, sureness)), because.map(findingSaid).join(', ')))}.</li>`)}
    </ul>
    <p>
      <a class="button plain small" href="${links.ladder(together)}"
        >Draw ${count(together.length, 'leg')} in one ladder</a
      >
    </p>`
}

function sayBeyond(call: number, sureness: Sureness): string {
  return sureness === 'certain'
    ? `Call ${call} is another leg of it, certainly`
    : `Call ${call} is probably another leg of it. This is a guess`
}

/** Which call of the list a judgement is about, from 1. */
export function callOf(inspection: Inspection, { call }: Judgement): number | null {
  const index = inspection.calls.findIndex(({ callId }) => callId === call)
  return index < 0 ? null : index + 1
}

/**
 * What is drawn when nothing is asked for: the call its own test case was judged by; the exchange of the packet it was
 * judged by, where it was by no call, such as a registration; else the first call.
 */
export function firstShown({
  inspection,
  judgements,
  own,
}: Pick<CaptureShown, 'inspection' | 'judgements' | 'own'>): FirstShown {
  const judged = judgements.find(({ id }) => id === own)
  const call = judged ? callOf(inspection, judged) : null
  if (call !== null) return { calls: [call], packet: null }
  const packet = judged?.observations.flatMap(({ packets }) => packets)[0]
  if (packet !== undefined) return { calls: [], packet: `${packet}` }
  return { calls: inspection.calls.length > 0 ? [1] : [], packet: null }
}

/** The packet is opened, and looked up where no call is named. */
export type FirstShown = { readonly calls: readonly number[]; readonly packet: string | null }

/** Its own test case in full; others that the capture settles folded up below. */
function verdicts({ inspection, judgements, own, ofNone, titleOf, links }: CaptureShown): Html {
  const mine = judgements.find(({ id }) => id === own)
  const settled = judgements.filter((each_) => each_ !== mine && SETTLED.has(each_.verdict))
  const judged = (judgement: Judgement) => ({
    judgement,
    title: titleOf(judgement.id),
    call: callOf(inspection, judgement),
  })
  // Of all, settled or not: a mark in the ladder leads there whichever test case it counts against.
  const wrong = messageFaults(judgements.map(judged), links)
  const lines = each(settled, (judgement) => judgedLine(judged(judgement), links))
  if (own === null)
    return html`<section class="section" id="verdict">
        <h3>What it shows</h3>
        <p class="soft">
          ${ofNone}
          ${say(settled.length === 0 ? 'It settles none of them.' : `It says something about ${count(settled.length, 'test case')} of the plan.`)}
        </p>
        ${lines}
      </section>
      ${wrong}`
  return html`<section class="section" id="verdict">
      <h3>What it shows</h3>
      ${mine ? judgedCard(judged(mine), links) : html`<p class="soft">A capture cannot judge ${own}; a probe or a person does.</p>`}
    </section>
    ${wrong}
    ${
      settled.length === 0
        ? nothing
        : html`<details class="section">
            <summary>${count(settled.length, 'other test case')} of the plan it says something about</summary>
            ${lines}
          </details>`
    }`
}

const SETTLED: ReadonlySet<string> = new Set(['passed', 'passed-with-limitation', 'failed'])

/**
 * Which packets of this ladder an expectation failed at, or was met with a warning: of its own test case, else of all. What
 * is wrong with a message is marked once, whichever test cases it counts against.
 */
function marksFor({ judgements, own }: CaptureShown, { callId }: LadderWindow): ReadonlyMap<number, readonly Mark[]> {
  const marks = new Map<number, Mark[]>()
  for (const { id, call, observations } of judgements) {
    if (call === null || !callId.split(', ').includes(call) || (own !== null && id !== own)) continue
    for (const [index, observation] of observations.entries()) {
      const { outcome, packets, seen } = observation
      if (outcome !== 'fail' && outcome !== 'warn') continue
      const isToldOnce = tellsOfFaults(observation)
      const says = isToldOnce
        ? findingSaid(seen)
        : saidOf(`${id} ${say(OUTCOME_WORDS[outcome].says)}`, findingSaid(seen))
      const to = `#${isToldOnce ? FAULTS : placeOfObservation(id, index)}`
      for (const packet of packets.slice(-1)) {
        const others = (marks.get(packet) ?? []).filter((each_) => !isToldOnce || each_.to !== to)
        marks.set(packet, [...others, { says, to, isFailed: outcome === 'fail' }])
      }
    }
  }
  return marks
}
