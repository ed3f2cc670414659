/** Two captures of the same test case, beside each other: a try that worked and one that did not, say. */
import { ladderOfCapture, lookAtCapture } from '../../../src/app/captures/captures.ts'
import { worksOn } from '../../../src/app/ask/evidence.ts'
import type { OpenProject } from '../../../src/app/ask/projects.ts'
import { compareLadders } from '../../../src/capture/comparison.ts'
import { refuse } from '../../../src/kernel/refusal.ts'
import type { Evidence } from '../../../src/programme/evidence.ts'
import { each, html, nothing } from '../../parts/html.ts'
import { sayInstant } from '../../parts/time.ts'
import { firstShown } from '../../views/capture.ts'
import { comparisonView } from '../../views/comparison.ts'
import type { Visit } from '../../visit.ts'
import { linksAt, lookedUp, placeOf, waiting } from './capture-parts.ts'
import { projectPage } from './frame.ts'

export const captureComparisonPage = projectPage('/captures/:evidence/with/:other', 'testing', async (visit, open) => {
  const [first, second] = [captureNamed(open, visit.part('evidence')), captureNamed(open, visit.part('other'))]
  const [mine, theirs] = [await drawn(visit, open, first), await drawn(visit, open, second)]
  const shown =
    'instead' in mine || 'instead' in theirs
      ? html`${'instead' in mine ? mine.instead : nothing}${'instead' in theirs ? theirs.instead : nothing}`
      : comparisonView(mine, theirs, compareLadders(mine.window, theirs.window))
  const content = html`<article class="capture stack">
    <header class="stack tight">
      <p class="eyebrow">
        Two
        captures${first.testCase ? html` of <a href="/projects/${first.project}/testing/${first.testCase}">${first.testCase}</a>` : nothing}
      </p>
      <h2 class="break">${first.name} and ${second.name}</h2>
      <p class="small">
        ${each([first, second], (one, at) => html`${at > 0 ? ' · ' : ''}<a href="${placeOf(one)}">${one.name}</a> <span class="soft">added ${sayInstant(one.added.at)}</span>`)}
      </p>
    </header>
    ${shown}
  </article>`
  return { title: `${first.name} and ${second.name}`, content }
})

function captureNamed({ file }: OpenProject, id: string): Evidence {
  const found = file.evidence.find((each_) => each_.id === id && each_.kind === 'capture')
  return (
    found ??
    refuse('not-found', {
      says: 'There is no such capture in this project.',
      next: 'Go back to the test case and choose two of its captures.',
    })
  )
}

/** The ladder of the call or exchange that shows its test case best, or what stands instead of it. */
async function drawn(visit: Visit, open: OpenProject, evidence: Evidence) {
  const read = await lookAtCapture(visit.house, open.file, evidence)
  if (read.state !== 'read') return { instead: waiting(read, evidence) }
  const first = firstShown({ ...read.value.reading, own: evidence.testCase })
  const found = await lookedUp(visit, evidence, first)
  if ('instead' in found) return found
  const [call] = found.calls
  if (call === undefined)
    return { instead: html`<p class="fault">There is no call in ${evidence.name} to compare.</p>` }
  const looked = await ladderOfCapture(visit.house, { evidence, isInside: worksOn(open) }, [call])
  if (looked.state !== 'read') return { instead: waiting(looked, evidence) }
  const links = linksAt(placeOf(evidence))
  return { name: evidence.name, window: looked.value!, to: (ref: string) => links.message([call], ref) }
}
