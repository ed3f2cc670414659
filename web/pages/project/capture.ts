/** The page of a capture in a project: read once by the server, and drawn window by window. */
import { type Analysed, ladderOfCapture, lookAtCapture, MOST_TOGETHER } from '../../../src/app/captures/captures.ts'
import { worksOn } from '../../../src/app/ask/evidence.ts'
import type { OpenProject } from '../../../src/app/ask/projects.ts'
import { testCaseByPlanId } from '../../../src/conformance/cases/index.ts'
import { trunkTestCase } from '../../../src/conformance/words.ts'
import { ANALYSER } from '../../../src/conformance/wire/judge.ts'
import { maskedReading } from '../../../src/conformance/wire/privacy.ts'
import { refuse } from '../../../src/kernel/refusal.ts'
import type { Evidence } from '../../../src/programme/evidence.ts'
import { html, type Html, nothing, when } from '../../parts/html.ts'
import { sayBytes } from '../../parts/size.ts'
import { changedVerdicts, readByAnother } from '../../views/analysers.ts'
import { captureView, firstShown, type FirstShown, type LadderPart } from '../../views/capture.ts'
import type { Visit } from '../../visit.ts'
import {
  comparable,
  handedIn,
  keptUntil,
  linksAt,
  lookedUp,
  placeOf,
  readAnewButton,
  waiting,
} from './capture-parts.ts'
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
      ${
        evidence.removed
          ? nothing
          : html`<p class="small">
              <a href="/evidence/${evidence.id}/redacted.pcap" data-turbo="false"
                >Take it with sound, keys and passwords overwritten</a
              >
              <span class="soft">as a capture of the same packets, for handing on.</span>
            </p>`
      }
      ${keptUntil(open, evidence)}
    </header>
    ${handedIn(evidence)} ${expectedWords(open, evidence)}
    ${looked.state === 'read' ? await shown(visit, evidence, looked.value, worksOn(open)) : waiting(looked, evidence)}
    ${evidence.removed ? nothing : comparable(open, evidence)}
  </article>`
  return { title: evidence.name, content }
})

/** What the wire should show, beside what it shows. */
function expectedWords({ file }: OpenProject, { testCase }: Evidence): Html {
  return when(
    testCase && trunkTestCase(file.product, testCase),
    ({ onWire, cites }) =>
      html`<p class="small">
        <strong>What the wire should show:</strong> ${onWire} <span class="soft">${cites.join(', ')}</span>
      </p>`,
  )
}

async function shown(
  visit: Visit,
  evidence: Evidence,
  { reading: read, analyser, earlier }: Analysed,
  isInside: boolean,
): Promise<Html> {
  const reading = isInside ? read : maskedReading(read)
  const own = evidence.testCase
  const asked = await placeAsked(visit, evidence, firstShown({ ...reading, own }))
  return html`${isInside ? nothing : html`<p class="small soft">You see this project without working on it: keys pressed and proofs of passwords are overwritten.</p>`}
  ${when(earlier, (before) => changedVerdicts(before, { analyser, reading }))}
  ${analyser === ANALYSER || evidence.removed ? nothing : readByAnother(analyser, readAnewButton(evidence, 'Read it anew and see what changes'))}
  ${captureView({
    ...reading,
    analyser,
    own,
    titleOf: (id) => testCaseByPlanId(id)?.title ?? '',
    ladder: 'instead' in asked ? nowhere(asked.instead) : await ladder(visit, evidence, asked, isInside),
    links: linksAt(placeOf(evidence)),
    ofNone: 'This capture was added to the project as a whole.',
    aboutSides: 'Name the provider’s addresses in the questionnaire (Q-08, Q-10).',
  })}`
}

/** The calls named in the address; a packet alone is looked up, which may take a while; or else what is to be looked at first. */
async function placeAsked(
  visit: Visit,
  evidence: Evidence,
  first: FirstShown,
): Promise<FirstShown | { readonly instead: Html }> {
  const named = visit.query.getAll('call').filter((text) => /^[1-9]\d{0,5}$/.test(text))
  const told = packetAsked(visit)
  if (named.length > 0) return { calls: [...new Set(named.map(Number))].slice(0, MOST_TOGETHER), packet: told }
  return lookedUp(visit, evidence, told === null ? first : { calls: [], packet: told }, first.calls)
}

function nowhere(instead: Html): LadderPart {
  return { calls: [], window: null, instead, open: null }
}

function packetAsked({ query }: Visit): string | null {
  return /^\d{1,10}(\.\d{1,4})?$/.exec(query.get('packet') ?? '')?.[0] ?? null
}

async function ladder(
  visit: Visit,
  evidence: Evidence,
  { calls, packet }: FirstShown,
  isInside: boolean,
): Promise<LadderPart> {
  const begins = Number(/^\d{1,6}$/.exec(visit.query.get('from') ?? '')?.[0] ?? 0)
  if (calls.length === 0 || evidence.removed) return nowhere(nothing)
  const looked = await ladderOfCapture(visit.house, { evidence, isInside }, calls, { packet, begins })
  const window = looked.state === 'read' ? looked.value : null
  const instead =
    looked.state === 'read'
      ? html`<p class="fault" id="ladder">There is no such call in this capture: choose one of the list.</p>`
      : waiting(looked, evidence)
  return { calls, window, instead, open: packet }
}
