/** One message of a ladder, opened in its place: its text, and what it says of media beside what the other side says. */
import { endpointText } from '../../src/capture/address.ts'
import type { Rung } from '../../src/capture/ladder.ts'
import type { Described, LadderWindow } from '../../src/capture/ladder-window.ts'
import type { Media } from '../../src/sip/sdp.ts'
import { count, each, html, type Html, nothing, say, when, written } from '../parts/html.ts'
import { icon } from '../parts/icon.ts'
import type { CaptureLinks } from './links.ts'

export function openMessage(window: LadderWindow, rung: Rung, calls: readonly number[], links: CaptureLinks): Html {
  const message = window.messages[rung.ref]
  if (!message) return nothing
  const spoken = window.rungs.filter(({ kind }) => kind !== 'media')
  const at = spoken.findIndex(({ ref }) => ref === rung.ref)
  const to = (other: Rung | undefined, words: Html) =>
    when(other, ({ ref }) => html`<a href="${links.message(calls, ref)}" data-turbo-action="replace">${words}</a>`)
  return html`<section class="message" aria-label="Message in packet ${rung.packet}">
    <p class="spread small">
      <span class="soft"
        >Packet ${rung.packet}, ${written(window.lanes[rung.from] ?? '')} to ${written(window.lanes[rung.to] ?? '')}.
        Its transaction is marked in the ladder.</span
      >
      <span class="row"
        >${to(spoken[at - 1], html`${icon('back')} Before`)}${to(spoken[at + 1], html`After ${icon('arrow')}`)}</span
      >
    </p>
    ${when(message.description, (own) => descriptions(window, own, message.other))}
    <pre class="message-text" tabindex="0" aria-label="Text of the message">${message.text}</pre>
    ${message.left > 0 ? html`<p class="small soft">${count(message.left, 'byte')} more are not shown.</p>` : nothing}
  </section>`
}

const ROLE_WORDS = { offer: 'offers', answer: 'answers' } as const

function descriptions(window: LadderWindow, own: Described, other: Described | null): Html {
  const head = ({ by, role, ref }: Described) =>
    html`${written(window.lanes[by] ?? '')} ${say(ROLE_WORDS[role])} <span class="soft">#${ref}</span>`
  const lines = Math.max(own.media.length, other?.media.length ?? 0)
  return html`<div class="ledger-frame" tabindex="0" role="region" aria-label="What both sides say of media">
    <table class="ledger sides">
      <caption class="visually-hidden">
        What both sides say of media
      </caption>
      <thead>
        <tr>
          <td></td>
          <th scope="col">${head(own)}</th>
          <th scope="col">${other ? head(other) : 'The other side says nothing to it in this capture'}</th>
        </tr>
      </thead>
      ${each(
        Array.from({ length: lines }, (_, line) => line),
        (line) => mediaRows(own.media[line], other?.media[line]),
      )}
    </table>
  </div>`
}

const ROWS: readonly (readonly [string, (media: Media) => string])[] = [
  ['Media', ({ kind, port }) => (port === 0 ? say`${kind}, refused` : kind)],
  ['Place', ({ address, port }) => (port === 0 ? '' : endpointText(address, port))],
  ['Direction', ({ direction }) => direction],
  ['Codecs', ({ codecs, formats }) => (codecs.length > 0 ? codecs.map(sayCodec).join(', ') : formats.join(', '))],
  ['Packet time', ({ ptimeMs }) => (ptimeMs === null ? '' : `${ptimeMs} ms`)],
  ['Protocol', ({ protocol, isSecure }) => (isSecure ? say`${protocol}, encrypted` : protocol)],
]

function sayCodec({ name, payload, clock }: Media['codecs'][number]): string {
  return `${name}/${clock} (${payload})`
}

/** Rows that neither side says anything in are left out. */
function mediaRows(own: Media | undefined, other: Media | undefined): Html {
  const rows = ROWS.map(([name, told]) => [name, own ? told(own) : '', other ? told(other) : ''] as const)
  return html`<tbody>
    ${each(
      rows.filter(([, mine, theirs]) => mine !== '' || theirs !== ''),
      ([name, mine, theirs]) =>
        html`<tr>
          <th scope="row" data-head="">${name}</th>
          <td data-head="This side">${written(mine)}</td>
          <td data-head="The other side">${written(theirs)}</td>
        </tr>`,
    )}
  </tbody>`
}
