/** How the sound of a call went over time: lost packets, jitter and gaps as bars, and the same in words and figures. */
import type { Inspection } from '../../src/capture/inspection.ts'
import { count, each, html, type Html, nothing, say, written } from '../parts/html.ts'
import { ledger } from '../parts/table.ts'

type Stream = Inspection['streams'][number]
type OverTime = NonNullable<Stream['overTime']>

/** Streams whose course is drawn at once. */
const MOST_DRAWN = 8

type Measure = {
  readonly head: string
  readonly of: (course: OverTime) => readonly number[]
  readonly words: (value: number) => string
  /** What fills the height at least, so that little looks like little. */
  readonly least: number
}

const MEASURES: readonly Measure[] = [
  { head: 'Lost', of: ({ lost }) => lost, words: (value) => count(value, 'packet'), least: 5 },
  { head: 'Jitter', of: ({ jitterMs }) => jitterMs, words: (value) => `${value.toFixed(1)} ms`, least: 30 },
  { head: 'Longest gap', of: ({ gapMs }) => gapMs, words: (value) => `${value.toFixed(0)} ms`, least: 100 },
]

/** Of the streams given, those that were followed; nothing where there is none. */
export function soundOverTime(streams: readonly Stream[]): Html {
  const drawn = streams.flatMap((stream) => (stream.overTime ? [{ ...stream, overTime: stream.overTime }] : []))
  if (drawn.length === 0) return nothing
  return html`<section class="section" id="sound-over-time">
    <h3>The sound over time</h3>
    ${each(drawn.slice(0, MOST_DRAWN), course)}
    ${drawn.length > MOST_DRAWN ? html`<p class="small soft">${count(drawn.length - MOST_DRAWN, 'more stream')} are not drawn.</p>` : nothing}
  </section>`
}

function course({ src, dst, payload, overTime }: Stream & { readonly overTime: OverTime }): Html {
  return html`<figure class="sound-course">
    <figcaption class="small">
      <strong class="break">${written(src)} to ${written(dst)}</strong>, ${written(payload)}.
      ${written(inWords(overTime))}
    </figcaption>
    ${each(MEASURES, (measure) => bars(measure, overTime))}
    <details>
      <summary class="small">The same as figures</summary>
      ${figures(overTime)}
    </details>
  </figure>`
}

/** Where it was worst; a measure that never shows anything is said to be clean. */
function inWords(overTime: OverTime): string {
  const worst = MEASURES.map(({ head, of, words }) => {
    const values = of(overTime)
    const most = Math.max(0, ...values)
    return most === 0
      ? say`${say(head)}: none.`
      : say`${say(head)}: at most ${words(most)}, at ${atOf(overTime, values.indexOf(most))}.`
  })
  return [say`${count(overTime.packets.length, 'interval')} of ${sayTime(overTime.everyMs)}.`, ...worst].join(' ')
}

function atOf({ everyMs }: OverTime, place: number): string {
  return sayTime(place * everyMs)
}

function sayTime(ms: number): string {
  return `${ms / 1000} s`
}

function bars({ head, of, words, least }: Measure, overTime: OverTime): Html {
  const values = of(overTime)
  const most = Math.max(0, ...values)
  const scale = 20 / Math.max(least, most)
  const path = values
    .map((value, at) => (value === 0 ? '' : `M${at + 0.1} 20v${(-value * scale).toFixed(2)}h.8V20z`))
    .join('')
  return html`<p class="sound-measure small">
    <span>${head}</span>
    <svg viewBox="0 0 ${values.length} 20" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <path d="${path}" />
    </svg>
    <span>${most === 0 ? say('none') : words(most)}</span>
  </p>`
}

function figures(overTime: OverTime): Html {
  return ledger({
    caption: 'Lost packets, jitter and gaps by interval',
    columns: [
      { head: 'From', cell: (place) => atOf(overTime, place) },
      { head: 'Packets', kind: 'figure', cell: (place) => String(overTime.packets[place]) },
      ...MEASURES.map(({ head, of, words }) => ({
        head,
        kind: 'figure' as const,
        cell: (place: number) => words(of(overTime)[place]!),
      })),
    ],
    items: [...overTime.packets.keys()],
    empty: html``,
  })
}
