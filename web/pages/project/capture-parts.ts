/** What the pages of captures share: where things are, what is shown while a capture is read, and other tries. */
import { callOfPacket, type Looked } from '../../../src/app/captures/captures.ts'
import type { OpenProject } from '../../../src/app/ask/projects.ts'
import type { Evidence } from '../../../src/programme/evidence.ts'
import { keepingOf } from '../../../src/programme/retention.ts'
import { clauseLink } from '../../parts/because.ts'
import { each, html, type Html, nothing, say, when, findingSaid } from '../../parts/html.ts'
import { sayBytes } from '../../parts/size.ts'
import { sayDate, sayInstant } from '../../parts/time.ts'
import type { FirstShown } from '../../views/capture.ts'
import type { CaptureLinks } from '../../views/links.ts'
import type { Visit } from '../../visit.ts'

export function placeOf({ project, id }: Evidence): string {
  return `/projects/${project}/captures/${id}`
}

type Waiting = Exclude<Looked<unknown>, { state: 'read' }>

/** Comes back by itself; without a script by the link. What cannot be read here at all is not offered again. */
export function waiting(looked: Waiting, evidence: Evidence): Html {
  if (looked.state === 'refused')
    return html`<p class="fault">${say(findingSaid(looked.refusal.says))} ${say(findingSaid(looked.refusal.next))}</p>
      ${looked.refusal.code === 'unavailable' ? readAnewButton(evidence, 'Read it again') : nothing}`
  const percent = `${Math.round(looked.share * 100)} %`
  return html`<section data-again="2000" aria-live="polite">
    <p>Reading the capture: ${percent}.</p>
    <progress max="1" value="${looked.share}">${percent}</progress>
    <p class="small"><a href="">Look again</a>. It goes on when you leave this page.</p>
    <form method="post" action="${placeOf(evidence)}/stop">
      <button class="button plain small">Stop reading</button>
    </form>
  </section>`
}

/** So that whoever handed it in can prove what that was. */
export function handedIn({ handedIn: was }: Evidence): Html {
  return when(
    was,
    ({ sha256, bytes }) =>
      html`<p class="small soft">
        Its sound was taken out. Handed in were ${sayBytes(bytes)}, SHA-256 <span class="mono hash">${sha256}</span>
      </p>`,
  )
}

/** Until when its bytes are kept, or since when they are gone. */
export function keptUntil({ file, figures }: OpenProject, evidence: Evidence): Html {
  if (evidence.removed)
    return html`<p>
      <strong>Removed on ${sayDate(evidence.removed.day)}</strong>: kept until ${sayDate(evidence.removed.until)}, when
      nothing rested on it any more. What was read from it, its hash and the verdicts stay. ${clauseLink('G-11')}
    </p>`
  const keeping = keepingOf(file, evidence, figures.number)
  return html`<p class="small soft">
    ${'until' in keeping ? html`Kept until ${sayDate(keeping.until)}, then removed.` : html`Kept: ${keeping.held}.`}
    ${clauseLink('G-11')}
  </p>`
}

/** A link that somebody follows again, or a page that comes back by itself, must not begin a reading: a press does. */
export function readAnewButton(evidence: Evidence, says: string): Html {
  return html`<form method="post" action="${placeOf(evidence)}/anew">
    <button class="button plain small">${says}</button>
  </form>`
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

/** A packet without a call is looked up, which may take a while; where it is of none, other calls are shown. */
export async function lookedUp(
  { house }: Visit,
  evidence: Evidence,
  { calls, packet }: FirstShown,
  otherwise: readonly number[] = [],
): Promise<FirstShown | { readonly instead: Html }> {
  if (calls.length > 0 || packet === null || evidence.removed) return { calls, packet }
  const found = await callOfPacket(house, evidence, Number.parseInt(packet, 10))
  if (found.state !== 'read') return { instead: waiting(found, evidence) }
  return { calls: found.value.call === null ? otherwise : [found.value.call], packet }
}

/** Other captures of the test case that this one can be held against. */
export function comparable({ file }: OpenProject, evidence: Evidence): Html {
  // Two captures that belong to no test case have nothing in common that they could be held to.
  const others = file.evidence.filter(
    (each_) =>
      evidence.testCase !== null &&
      each_.kind === 'capture' &&
      each_.id !== evidence.id &&
      !each_.setAside &&
      !each_.removed &&
      each_.testCase === evidence.testCase,
  )
  if (others.length === 0) return nothing
  return html`<section class="section" id="compare">
    <h3>Compare with another try</h3>
    <ul class="rows">
      ${each(
        others.slice(0, MOST_OTHERS),
        (other) =>
          html`<li>
            <a href="${placeOf(evidence)}/with/${other.id}">${other.name}</a>
            <span class="small soft">added ${sayInstant(other.added.at)}</span>
          </li>`,
      )}
    </ul>
  </section>`
}

const MOST_OTHERS = 20
