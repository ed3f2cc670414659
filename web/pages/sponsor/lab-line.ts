/** When the lab is likely to test: a place in line and a band of time, never a date before its time. */
import { placeInLine } from '../../../src/app/ask/lab-line.ts'
import type { OpenProject } from '../../../src/app/ask/projects.ts'
import { clauseLink } from '../../parts/because.ts'
import { html, type Html, nothing, say } from '../../parts/html.ts'
import { sayDate } from '../../parts/time.ts'
import type { Visit } from '../../visit.ts'

/** Where it stands in the line for the lab, and in which band of time a slot is likely (4B.7, G-22). */
export async function labLine(visit: Visit, open: OpenProject): Promise<Html> {
  const place = await placeInLine(visit.house.database, open.file, visit.actor, visit.day, open.figures)
  if (!place) return nothing
  if (place.kind === 'no-date-yet')
    return html`<section class="section">
      <h2>When</h2>
      <p>No date yet. ${say(place.because.says)} ${clauseLink(place.because.clause)}</p>
    </section>`
  const { position, of, band } = place
  return html`<section class="section">
    <h2>When</h2>
    <p>
      Number ${position} of ${of} in line for the lab ${clauseLink('G-22')}. A slot is likely to begin between
      ${sayDate(band.from)} and ${sayDate(band.until)}, if everything else is ready by then.
    </p>
  </section>`
}
