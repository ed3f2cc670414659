/** What a capture shows of test cases: each verdict with what was expected and seen, the packets and the usual cause. */
import type { Judgement } from '../../src/conformance/wire/judge.ts'
import { faultsTold, type Observation, tellsOfFaults } from '../../src/conformance/wire/observation.ts'
import { JUDGED_VERDICTS, type JudgedVerdict } from '../../src/conformance/wire/verdicts.ts'
import { each, found, html, type Html, nothing, say, when, written } from '../parts/html.ts'
import { icon, type IconName } from '../parts/icon.ts'
import type { CaptureLinks } from './links.ts'

export const VERDICT_PICTURES: Readonly<Record<JudgedVerdict, IconName>> = {
  passed: 'tick',
  'passed-with-limitation': 'tilde',
  failed: 'cross',
  inconclusive: 'question',
  'not-observable': 'eye-off',
  'not-applicable': 'dash',
}

export function judgedMark(verdict: JudgedVerdict): Html {
  return html`<span class="verdict ${verdict}"
    >${icon(VERDICT_PICTURES[verdict])} ${say(JUDGED_VERDICTS[verdict])}</span
  >`
}

export type Judged = {
  readonly judgement: Judgement
  readonly title: string
  /** The place of the judged call in the list, from 1; null where none was, or where it is not listed. */
  readonly call: number | null
}

/** Where an observation stands in the page: what the ladder's margin leads to. */
export function placeOfObservation(id: string, index: number): string {
  return `seen-${id}-${index + 1}`
}

export function judgedCard(judged: Judged, links: CaptureLinks): Html {
  const { id, verdict } = judged.judgement
  return html`<section class="card judged">
    <p class="spread">
      <strong><span class="mono">${id}</span> ${judged.title}</strong>
      ${judgedMark(verdict)}
    </p>
    ${observations(judged, links)}
  </section>`
}

/** The same in a line that unfolds, where there are many. */
export function judgedLine(judged: Judged, links: CaptureLinks): Html {
  const { id, verdict } = judged.judgement
  return html`<details class="judged-line">
    <summary><span class="mono">${id}</span> ${judged.title} ${judgedMark(verdict)}</summary>
    ${observations(judged, links)}
  </details>`
}

/** Who judges what a capture does not show. */
const REST_JUDGED: Readonly<Record<string, string>> = {
  probe: 'A probe judges the rest of it.',
  person: 'A person judges the rest of it.',
  'probe and person': 'A probe and a person judges the rest of it.',
  'person and probe': 'A person and a probe judges the rest of it.',
}

/** Told once: one broken message counts against every test case that its call is judged for. */
export function messageFaults(all: readonly Judged[], links: CaptureLinks): Html {
  const told = faultsTold(all.map(({ judgement, call }) => ({ ...judgement, place: call })))
  if (told.length === 0) return nothing
  return html`<section class="section" id="${FAULTS}">
    <h3>What is wrong with the messages</h3>
    <ul class="observations">
      ${each(
        told,
        ({ observation, judgement }) =>
          html`<li class="observation fail">
            <p>${icon('cross')} ${found(observation.seen)}</p>
            <p class="small">${packetsSeen(observation, judgement.place, links)}</p>
          </li>`,
      )}
    </ul>
    ${each(causesOf(told), (cause) => html`<p class="small soft">Usually: ${found(cause)}</p>`)}
  </section>`
}

/** Where the page tells them. */
export const FAULTS = 'wrong-messages'

const causesOf = (told: ReturnType<typeof faultsTold>): readonly string[] => [
  ...new Set(told.flatMap(({ observation }) => observation.cause ?? [])),
]

function observations({ judgement, call }: Judged, links: CaptureLinks): Html {
  const { id, observations: all, others, also } = judgement
  return html`<ul class="observations">
      ${each(all, (observation, index) => observed(id, index, observation, call, links))}
    </ul>
    ${when(
      [others > 0 ? say`The best of ${others + 1} such calls.` : '', say(REST_JUDGED[also.join(' and ')] ?? '')]
        .join(' ')
        .trim(),
      (text) => html`<p class="small soft">${text}</p>`,
    )}`
}

export const OUTCOME_WORDS: Readonly<
  Record<Observation['outcome'], { readonly icon: IconName; readonly says: string }>
> = {
  ok: { icon: 'tick', says: 'met' },
  warn: { icon: 'tilde', says: 'met with a warning' },
  fail: { icon: 'cross', says: 'not met' },
  'not-observable': { icon: 'question', says: 'not seen' },
}

const MOST_PACKETS = 8

function observed(id: string, index: number, observation: Observation, call: number | null, links: CaptureLinks): Html {
  const { expect, seen, outcome, cause } = observation
  const mark = OUTCOME_WORDS[outcome]
  const isToldOnce = tellsOfFaults(observation)
  const says = isToldOnce
    ? html`${found(expect)} <a class="small" href="#${FAULTS}">What is wrong with the messages</a>`
    : found(expect)
  return html`<li class="observation ${outcome}" id="${placeOfObservation(id, index)}">
    <p>
      <span title="${say(mark.says)}">${icon(mark.icon)}<span class="visually-hidden">${say(mark.says)}: </span></span>
      ${says}
    </p>
    ${isToldOnce ? nothing : html`<p class="small">${found(seen)} ${packetsSeen(observation, call, links)}</p>`}
    ${!isToldOnce && outcome !== 'ok' && cause ? html`<p class="small soft">Usually: ${found(cause)}</p>` : nothing}
  </li>`
}

function packetsSeen({ packets, cites }: Observation, call: number | null, links: CaptureLinks): Html {
  const shown = packets.slice(0, MOST_PACKETS)
  return html` ${
      shown.length === 0
        ? nothing
        : html`<span class="soft"
            >${say(shown.length === 1 ? 'Packet' : 'Packets')}
            ${each(
              shown,
              (packet, at) =>
                html`${at > 0 ? ', ' : ''}<a href="${links.message(call === null ? [] : [call], `${packet}`)}"
                    >${packet}</a
                  >`,
            )}${say(packets.length > MOST_PACKETS ? ` and ${packets.length - MOST_PACKETS} more` : '')}.</span
          >`
    }
    <span class="soft">${written(cites)}</span>`
}
