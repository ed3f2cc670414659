/** What is in the file as a whole, what is wrong with it, and what cannot be looked into. */
import type { Inspection } from '../../src/capture/inspection.ts'
import { count, each, found, html, type Html, nothing, say, when } from '../parts/html.ts'
import { icon } from '../parts/icon.ts'
import { sayInstant } from '../parts/time.ts'

type InFile = Pick<Inspection, 'file' | 'sip' | 'streams' | 'faults' | 'notObservable'>

/** A reading that broke off is said before anything is told from it; nothing where the file was read to its end. */
export function brokenOff({ file }: InFile): Html {
  return when(
    file.brokenBy,
    (says) =>
      html`<p class="fault">
        ${icon('warning')} The reading broke off after ${count(file.packets, 'packet')}: ${found(says)} What is said
        below holds for the part before. Save the capture anew, or take it from where it was made.
      </p>`,
  )
}

export function inTheFile({ file, sip, streams, faults, notObservable }: InFile): Html {
  return html`<p>
      ${count(file.packets, 'packet')}, ${count(sip.messages, 'SIP message')}, ${count(streams.length, 'stream')} of
      sound.${when(file.start, (at) => html` Begun ${sayInstant(at)}.`)}
    </p>
    ${list(
      'What is wrong in it:',
      faults.map(
        ({ says, cites, count: times, firstPacket }) =>
          html`${found(says)}${cites ? html` <span class="soft">${cites}.</span>` : nothing}
          ${say(times === 1 ? 'Once' : `${times} times`)}${say(firstPacket === null ? '' : `, first in packet ${firstPacket}`)}.`,
      ),
    )}
    ${list(
      'What cannot be looked into:',
      notObservable.map(({ what, packets, says }) => html`${found(what)}: ${count(packets, 'packet')}, ${found(says)}`),
    )}`
}

const MOST_LINES = 30

function list(title: string, lines: readonly Html[]): Html {
  if (lines.length === 0) return nothing
  return html`<p>${title}</p>
    <ul>
      ${each(lines.slice(0, MOST_LINES), (line) => html`<li>${line}</li>`)}
      ${lines.length > MOST_LINES ? html`<li class="soft">and ${lines.length - MOST_LINES} more kinds.</li>` : nothing}
    </ul>`
}
