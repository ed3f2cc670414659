/** The calls of a capture as a list that leads to their ladders; several are drawn together. */
import type { CallLeg, Inspection } from '../../src/capture/inspection.ts'
import { stateSaid } from '../../src/languages/ladder-words.ts'
import { count, html, type Html, nothing, say, written } from '../parts/html.ts'
import { ledger } from '../parts/table.ts'
import type { CaptureLinks } from './links.ts'
import { sipAddress } from './sip-address.ts'

/** `shown` are the calls whose ladder is drawn, from 1. */
export function callList(calls: Inspection['calls'], shown: readonly number[], links: CaptureLinks): Html {
  const table = ledger({
    caption: 'Calls in the capture',
    columns: [
      {
        head: 'Call',
        cell: ({ number }) =>
          shown.includes(number)
            ? html`<strong>${number}</strong>`
            : html`<a href="${links.ladder([number])}">${number}</a>`,
      },
      { head: 'From', cell: ({ call }) => html`<span class="break">${sipAddress(call.from)}</span>` },
      { head: 'To', cell: ({ call }) => html`<span class="break">${sipAddress(call.to)}</span>` },
      {
        head: 'How it went',
        cell: ({ call }) => stateSaid(call),
      },
      { head: 'Messages', cell: ({ call }) => String(call.messages) },
      ...(calls.some((call) => beyondOf(call).length > 0)
        ? [
            {
              head: 'Other legs',
              cell: ({ call }: { call: Inspection['calls'][number] }) =>
                beyondOf(call)
                  .map(({ call: number, sureness }) =>
                    sureness === 'guess' ? say`call ${number} (a guess)` : say`call ${number}`,
                  )
                  .join(', '),
            },
          ]
        : []),
      ...(calls.length > 1
        ? [
            {
              head: 'Together',
              cell: ({ number }: { number: number }) =>
                html`<input
                  type="checkbox"
                  name="call"
                  value="${number}"
                  aria-label="Draw call ${number} with others"
                  ${shown.includes(number) ? html`checked` : nothing}
                />`,
            },
          ]
        : []),
    ],
    items: calls.map((call, index) => ({ call, number: index + 1 })),
    empty: html`<p class="soft">There is no call in it.</p>`,
  })
  if (calls.length < 2) return table
  return html`<form method="get" action="#ladder" class="stack tight" data-together>
    ${table}
    <p><button class="button plain small">Draw the chosen calls together</button></p>
  </form>`
}

/** The other legs of a call, each once however many hops it has. */
export function beyondOf(call: Inspection['calls'][number] | undefined): readonly NonNullable<CallLeg['beyond']>[] {
  const met = new Set<number>()
  return (call?.legs ?? []).flatMap(({ beyond }) => {
    if (!beyond || met.has(beyond.call)) return []
    met.add(beyond.call)
    return [beyond]
  })
}

export function streamList(streams: Inspection['streams']): Html {
  if (streams.length === 0) return nothing
  return html`<details class="section" id="sound">
    <summary>${count(streams.length, 'stream')} of sound</summary>
    ${ledger({
      caption: 'Streams of sound',
      columns: [
        { head: 'From', cell: ({ src }) => written(src) },
        { head: 'To', cell: ({ dst }) => written(dst) },
        {
          head: 'Codec',
          cell: ({ payload, isEncrypted }) => written(isEncrypted ? say`${payload}, encrypted` : payload),
        },
        { head: 'Packets', kind: 'figure', cell: ({ packets }) => String(packets) },
        { head: 'Lost', kind: 'figure', cell: ({ lost }) => String(lost) },
        { head: 'Jitter, ms', kind: 'figure', cell: ({ jitterMs }) => jitterMs.toFixed(1) },
        { head: 'Seconds', kind: 'figure', cell: ({ durationMs }) => (durationMs / 1000).toFixed(1) },
        { head: 'Digits', cell: ({ dtmf }) => written(dtmf) },
        { head: 'Marked', cell: ({ marks }) => written(marks.map(({ name }) => name).join(', ')) },
      ],
      items: streams,
      empty: html``,
    })}
  </details>`
}
