/** The page of a capture in a project: read once by the server, and drawn window by window. */
import { callOfPacket, ladderOfCapture, lookAtCapture, MOST_TOGETHER } from '../../../src/app/captures/captures.ts'
import { testCaseByPlanId } from '../../../src/conformance/cases/index.ts'
import { refuse } from '../../../src/kernel/refusal.ts'
import type { Evidence } from '../../../src/programme/evidence.ts'
import { html, type Html, nothing, when } from '../../parts/html.ts'
import { sayBytes } from '../../parts/size.ts'
import { captureView, firstCall, type LadderPart } from '../../views/capture.ts'
import type { CaptureLinks } from '../../views/links.ts'
import type { Visit } from '../../visit.ts'
import { comparable } from './capture-comparison.ts'
import { projectPage } from './frame.ts'

export const capturePage = projectPage('/captures/:evidence', 'testing', async (visit, open) => {
  const evidence = open.file.evidence.find((each) => each.id === visit.part('evidence') && each.kind === 'capture')
  if (!evidence)
    return refuse('not-found', {
      says: 'There is no such capture in this project.',
      next: 'Go back to the test case it was added to.',
    })
  const looked = await lookAtCapture(visit.house, open.file, evidence)
  const content = html`<article class="capture stack">
    <header class="stack tight">
      <p class="eyebrow">
        Capture,
        ${sayBytes(evidence.bytes)}${when(evidence.testCase, (id) => html` · <a href="/projects/${open.file.project.id}/testing/${id}">${id}</a>`)}
      </p>
      <h2 class="break">${evidence.name}</h2>
    </header>
    ${expectedWords(evidence)} ${looked.state === 'read' ? await shown(visit, evidence, looked.value) : waiting(looked)}
    ${comparable(open, evidence)}
  </article>`
  return { title: evidence.name, content }
})

/** What the wire should show, beside what it shows. */
function expectedWords({ testCase }: Evidence): Html {
  return when(
    testCase && testCaseByPlanId(testCase),
    ({ onWire, cites }) =>
      html`<p class="small">
        <strong>What the wire should show:</strong> ${onWire} <span class="soft">${cites.join(', ')}</span>
      </p>`,
  )
}

type Waiting = Exclude<Awaited<ReturnType<typeof ladderOfCapture>>, { state: 'read' }>

/** Comes back by itself; without a script by the link. */
export function waiting(looked: Waiting): Html {
  if (looked.state === 'refused') return html`<p class="fault">${looked.refusal.says} ${looked.refusal.next}</p>`
  const percent = `${Math.round(looked.share * 100)} %`
  return html`<section data-again="2000" aria-live="polite">
    <p>Reading the capture: ${percent}.</p>
    <progress max="1" value="${looked.share}">${percent}</progress>
    <p class="small"><a href="">Look again</a>. It goes on when you leave this page.</p>
  </section>`
}

type Read = Extract<Awaited<ReturnType<typeof lookAtCapture>>, { state: 'read' }>['value']

async function shown(visit: Visit, evidence: Evidence, reading: Read): Promise<Html> {
  const place = `/projects/${evidence.project}/captures/${evidence.id}`
  const own = evidence.testCase
  const calls = await callsAsked(visit, evidence, firstCall({ ...reading, own }))
  return captureView({
    ...reading,
    own,
    titleOf: (id) => testCaseByPlanId(id)?.title ?? '',
    ladder: await ladder(visit, evidence, calls),
    links: linksAt(place),
    ofNone: 'This capture was added to the project as a whole.',
    aboutSides: 'Name the provider’s addresses in the questionnaire (Q-08, Q-10).',
  })
}

/** The calls named in the address; a packet alone is looked up; or else the first to look at. */
async function callsAsked(visit: Visit, evidence: Evidence, first: number | null): Promise<readonly number[]> {
  const asked = visit.query.getAll('call').filter((text) => /^[1-9]\d{0,5}$/.test(text))
  if (asked.length > 0) return [...new Set(asked.map(Number))].slice(0, MOST_TOGETHER)
  const packet = packetAsked(visit)
  const found = packet === null ? null : await callOfPacket(visit.house, evidence, Number.parseInt(packet, 10))
  const call = (found?.state === 'read' ? found.value.call : null) ?? first
  return call === null ? [] : [call]
}

function packetAsked({ query }: Visit): string | null {
  return /^\d{1,10}(\.\d{1,4})?$/.exec(query.get('packet') ?? '')?.[0] ?? null
}

async function ladder(visit: Visit, evidence: Evidence, calls: readonly number[]): Promise<LadderPart> {
  const packet = packetAsked(visit)
  const begins = Number(/^\d{1,6}$/.exec(visit.query.get('from') ?? '')?.[0] ?? 0)
  if (calls.length === 0) return { calls, window: null, instead: nothing, open: null }
  const looked = await ladderOfCapture(visit.house, evidence, calls, { packet, begins })
  const window = looked.state === 'read' ? looked.value : null
  const instead =
    looked.state === 'read'
      ? html`<p class="fault" id="ladder">There is no such call in this capture: choose one of the list.</p>`
      : waiting(looked)
  return { calls, window, instead, open: packet }
}

/** A message is named by its packet in the query, for those without a script, and after the sign where it stands. */
export function linksAt(place: string): CaptureLinks {
  const query = (calls: readonly number[], ...more: readonly string[]) =>
    `${place}?${[...calls.map((call) => `call=${call}`), ...more].join('&')}`
  return {
    ladder: (calls, begins = 0) => `${query(calls, ...(begins === 0 ? [] : [`from=${begins}`]))}#ladder`,
    message: (calls, ref) => `${query(calls, `packet=${ref}`)}#packet-${ref}`,
  }
}
