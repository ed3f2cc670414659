/** A capture that explains itself: the verdicts it supports with what was seen, its calls, and the ladder of one. */
import { ladderOfCapture, lookAtCapture, type CaptureReading } from '../../../src/app/captures/captures.ts'
import type { Ladder } from '../../../src/capture/ladder.ts'
import { testCaseByPlanId } from '../../../src/conformance/cases/index.ts'
import { ANALYSER, type Judgement } from '../../../src/conformance/wire/judge.ts'
import type { Observation } from '../../../src/conformance/wire/observation.ts'
import { refuse } from '../../../src/kernel/refusal.ts'
import { count, each, html, type Html, nothing, when } from '../../parts/html.ts'
import { icon, type IconName } from '../../parts/icon.ts'
import { sayBytes } from '../../parts/size.ts'
import { ledger } from '../../parts/table.ts'
import { verdictMark } from '../../parts/verdict.ts'
import type { Visit } from '../../visit.ts'
import { projectPage } from './frame.ts'

export const capturePage = projectPage('/captures/:evidence', 'testing', async (visit, open) => {
  const evidence = open.file.evidence.find((each_) => each_.id === visit.part('evidence') && each_.kind === 'capture')
  if (!evidence)
    return refuse('not-found', {
      says: 'There is no such capture in this project.',
      next: 'Go back to the test case it was added to.',
    })
  const place = `/projects/${open.file.project.id}/captures/${evidence.id}`
  const looked = await lookAtCapture(visit.house, open.file, evidence)
  const shown =
    looked.state === 'read'
      ? await reading(visit, place, evidence.testCase, looked.value, (call) =>
          ladderOfCapture(visit.house, evidence, call),
        )
      : looked.state === 'reading'
        ? stillReading(looked.share)
        : html`<p class="fault">${looked.refusal.says} ${looked.refusal.next}</p>`
  const content = html`<article class="capture stack">
    <header class="stack tight">
      <p class="eyebrow">
        Capture,
        ${sayBytes(evidence.bytes)}${when(evidence.testCase, (id) => html` · <a href="/projects/${open.file.project.id}/testing/${id}">${id}</a>`)}
      </p>
      <h2 class="break">${evidence.name}</h2>
    </header>
    ${shown}
  </article>`
  return { title: evidence.name, content }
})

/** Comes back by itself; without a script by the link. */
function stillReading(share: number): Html {
  return html`<section data-again="2000" aria-live="polite">
    <p>Reading the capture: ${Math.round(share * 100)} %.</p>
    <progress max="1" value="${share}">${Math.round(share * 100)} %</progress>
    <p class="small"><a href="">Look again</a>. It goes on when you leave this page.</p>
  </section>`
}

async function reading(
  visit: Visit,
  place: string,
  own: string | null,
  { inspection, guess, judgements }: CaptureReading,
  draw: (call: number) => ReturnType<typeof ladderOfCapture>,
): Promise<Html> {
  const asked = /^[1-9]\d{0,5}$/.exec(visit.query.get('call') ?? '')?.[0]
  const call = asked ? Number(asked) : firstCall(inspection, judgements, own)
  const drawn = call === null ? null : await draw(call)
  return html`${verdicts(place, own, judgements, inspection)}
    ${when(guess, (each_) => html`<p class="small soft">Nobody told which side is the PBX: ${each_} Name the provider’s addresses in the questionnaire (Q-08, Q-10).</p>`)}
    <section class="section" id="calls">
      <h3>Calls</h3>
      ${callTable(place, inspection, call)}
    </section>
    ${drawn?.state === 'read' && drawn.value ? ladderPart(drawn.value, call!, place) : drawn?.state === 'reading' ? stillReading(drawn.share) : nothing}
    <section class="section">
      <h3>In the file</h3>
      <p>
        ${count(inspection.file.packets, 'packet')}, ${count(inspection.sip.messages, 'SIP message')},
        ${count(inspection.streams.length, 'stream')} of sound. ${inspection.file.start ?? ''}
      </p>
      ${when(
        inspection.notObservable.length > 0 ? inspection.notObservable : null,
        (hidden) =>
          html`<p>What cannot be looked into:</p>
            <ul>
              ${each(hidden, (thing) => html`<li>${thing.what}: ${count(thing.packets, 'packet')}, ${thing.says}</li>`)}
            </ul>`,
      )}
      <p class="small soft">Read by ${ANALYSER}. Verdicts are proposals: a person confirms them.</p>
    </section>`
}

function callIndex(inspection: CaptureReading['inspection'], callId: string | null): number | null {
  const index = inspection.calls.findIndex((each_) => each_.callId === callId)
  return index < 0 ? null : index + 1
}

function firstCall(
  inspection: CaptureReading['inspection'],
  judgements: readonly Judgement[],
  own: string | null,
): number | null {
  const judged = judgements.find((each_) => each_.id === own)?.call ?? null
  return callIndex(inspection, judged) ?? (inspection.calls.length > 0 ? 1 : null)
}

/** Its own test case in full; others that the capture settles folded up below. */
function verdicts(
  place: string,
  own: string | null,
  judgements: readonly Judgement[],
  inspection: CaptureReading['inspection'],
): Html {
  const mine = judgements.find((each_) => each_.id === own)
  const settled = judgements.filter((each_) => each_ !== mine && SETTLED.has(each_.verdict))
  const link = (judgement: Judgement, packet: number) => {
    const call = callIndex(inspection, judgement.call)
    return call === null ? html`${packet}` : html`<a href="${place}?call=${call}#packet-${packet}">${packet}</a>`
  }
  return html`<section class="section" id="verdict">
      <h3>What it shows</h3>
      ${
        mine
          ? judged(mine, link)
          : html`<p class="soft">
              ${own === null ? 'This capture was added to the project as a whole.' : `A capture cannot judge ${own}; a probe or a person does.`}
            </p>`
      }
    </section>
    ${
      settled.length === 0
        ? nothing
        : html`<details class="section">
            <summary>${count(settled.length, 'other test case')} of the plan this capture says something about</summary>
            ${each(settled, (each_) => judged(each_, link))}
          </details>`
    }`
}

const SETTLED: ReadonlySet<string> = new Set(['passed', 'passed-with-limitation', 'failed'])

type Link = (judgement: Judgement, packet: number) => Html

function judged(judgement: Judgement, link: Link): Html {
  const { id, verdict, observations, others, also } = judgement
  return html`<section class="card judged">
    <p class="spread">
      <strong><span class="mono">${id}</span> ${testCaseByPlanId(id)?.title ?? ''}</strong>
      ${verdictMark(verdict)}
    </p>
    <ul class="observations">
      ${each(observations, (observation) => observed(judgement, observation, link))}
    </ul>
    ${when(
      [
        others > 0 ? `The best of ${others + 1} such calls.` : '',
        also.length > 0 ? `A ${also.join(' and a ')} judges the rest of it.` : '',
      ]
        .join(' ')
        .trim(),
      (text) => html`<p class="small soft">${text}</p>`,
    )}
  </section>`
}

const MARKS: Readonly<Record<Observation['outcome'], { readonly icon: IconName; readonly says: string }>> = {
  ok: { icon: 'tick', says: 'met' },
  warn: { icon: 'tilde', says: 'met with a warning' },
  fail: { icon: 'cross', says: 'not met' },
  'not-observable': { icon: 'question', says: 'not seen' },
}

function observed(
  judgement: Judgement,
  { expect, seen, outcome, packets, cites, cause }: Observation,
  link: Link,
): Html {
  const mark = MARKS[outcome]
  return html`<li class="observation ${outcome}">
    <p>
      <span title="${mark.says}">${icon(mark.icon)}<span class="visually-hidden">${mark.says}: </span></span> ${expect}
    </p>
    <p class="small">
      ${seen}${packets.length > 0 ? html` <span class="soft">${packets.length === 1 ? 'Packet' : 'Packets'} ${each(packets.slice(0, 8), (packet, index) => html`${index > 0 ? ', ' : ''}${link(judgement, packet)}`)}.</span>` : nothing}
      <span class="soft">${cites}</span>
    </p>
    ${outcome !== 'ok' && cause ? html`<p class="small soft">Usually: ${cause}</p>` : nothing}
  </li>`
}

function callTable(place: string, { calls }: CaptureReading['inspection'], shown: number | null): Html {
  return ledger({
    caption: 'Calls in the capture',
    columns: [
      {
        head: 'Call',
        cell: ({ number }) =>
          number === shown
            ? html`<strong>${number}</strong>`
            : html`<a href="${place}?call=${number}#ladder">${number}</a>`,
      },
      { head: 'From', cell: ({ call }) => html`<span class="break">${call.from}</span>` },
      { head: 'To', cell: ({ call }) => html`<span class="break">${call.to}</span>` },
      { head: 'How it went', cell: ({ call }) => `${call.state}${call.status === null ? '' : ` (${call.status})`}` },
      { head: 'Messages', cell: ({ call }) => String(call.messages) },
    ],
    items: calls.map((call, index) => ({ call, number: index + 1 })),
    empty: html`<p class="soft">There is no call in it.</p>`,
  })
}

function ladderPart(ladder: Ladder, call: number, place: string): Html {
  return html`<section class="section" id="ladder">
    <h3>Ladder of call ${call}</h3>
    <p class="small soft break">${ladder.title}</p>
    <div class="wide" tabindex="0" role="region" aria-label="Ladder of call ${call}">
      <img
        class="ladder"
        src="${place}/ladder/${call}.svg"
        alt="Who said what to whom in call ${call}; the table below says the same."
      />
    </div>
    <details>
      <summary>The same as a table, message by message</summary>
      ${ledger({
        caption: `Messages and sound of call ${call}`,
        columns: [
          {
            head: 'ms',
            cell: ({ ms }) => html`<span id="packet-${ms.packet}" class="mono">${ms.ms.toFixed(0)}</span>`,
          },
          { head: 'Packet', cell: ({ ms }) => String(ms.packet) },
          { head: 'From', cell: ({ ms }) => ladder.lanes[ms.from] ?? '' },
          { head: 'To', cell: ({ ms }) => ladder.lanes[ms.to] ?? '' },
          {
            head: 'What',
            cell: ({ ms }) =>
              html`<strong>${ms.label}</strong>${ms.isRepeat ? ' (again)' : ''}
                <span class="small soft break">${ms.detail}</span>`,
          },
        ],
        items: ladder.rungs.map((ms) => ({ ms })),
        empty: html`<p class="soft">Nothing.</p>`,
      })}
    </details>
    ${ladder.left > 0 ? html`<p class="small">${count(ladder.left, 'more message')} are not drawn.</p>` : nothing}
  </section>`
}
