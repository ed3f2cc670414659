/**
 * The time line of standing as a picture made here and as words: releases of the platform on top, a bar for
 * each certification, today as a line, what lies beyond it paler. Bars differ by shape as well as colour.
 */
import type { InteropView } from '../../../src/app/ask/interop.ts'
import type { Day } from '../../../src/kernel/day.ts'
import { dateWords } from '../../../src/kernel/day.ts'
import { majorsOf } from '../../../src/programme/platform.ts'
import { STANDING_WORDS } from '../../../src/rulebook/standing-rule.ts'
import { standingMark } from '../../parts/standing.ts'
import { sayDate } from '../../parts/time.ts'
import { each, html, type Html, nothing, raw, say } from '../../parts/html.ts'
import { type Drawn, type DrawnSpan, layOut, type Strip, windowOf } from './time-line.ts'

/** How many certifications have a bar; older ones stand in the list. */
const MOST_LANES = 6
const MOST = { back: 96, ahead: 36 }
const WIDE = 800
const NARROW = 358

export function timeLine(view: InteropView, today: Day): Html {
  const strip = stripOf(view, today)
  if (!strip) return nothing
  return html`<figure class="time-line">
    ${picture(strip, WIDE, 'wide')} ${picture(strip, NARROW, 'narrow')}
    <figcaption>
      <p class="small soft">
        On top the major releases of ${view.platform.name}, below a bar for each certification. Right of the line is
        what follows from time and planned releases alone, if nothing is done.
      </p>
      ${inWords(strip, view)}
    </figcaption>
  </figure>`
}

function stripOf(view: InteropView, today: Day): Strip | null {
  const shown = view.certifications.slice(0, MOST_LANES)
  const first = shown.map(({ certification }) => certification.granted).toSorted()[0]
  if (!first) return null
  const releases = majorsOf(view.platform).flatMap(({ version, ga, planned }) => {
    const isPlanned = ga == null
    const on = ga ?? (planned != null && planned > today ? planned : null)
    return on ? [{ version: isPlanned ? `${version} planned` : version, on, isPlanned }] : []
  })
  const changes = shown.flatMap(({ spans }) => spans.slice(0, -1).map((span) => span.until))
  return {
    ...windowOf(first, changes, today, MOST),
    today,
    releases,
    lanes: shown.map(({ certification, spans }) => ({ label: certification.number, spans })),
  }
}

const ROW = 16
const LANE = 54
const BAR = 10

function picture(strip: Strip, width: number, size: 'wide' | 'narrow'): Html {
  const drawn = layOut(strip, width)
  const top = drawn.releaseRows * ROW + 14
  const foot = top + drawn.lanes.length * LANE
  const height = foot + 40
  const label = `Time line of standing from ${dateWords(strip.from)} to ${dateWords(strip.until)}. The same is told in words below it.`
  return html`<svg
    class="strip ${size}"
    viewBox="0 0 ${width} ${height}"
    width="${width}"
    height="${height}"
    role="img"
    aria-label="${label}"
  >
    ${releaseMarks(drawn, foot, width)} ${yearMarks(drawn, foot)}
    ${each(drawn.lanes, (lane, index) => bars(lane, top + index * LANE))}
    <rect
      class="veil"
      x="${drawn.today}"
      y="${top}"
      width="${Math.max(0, width - drawn.today)}"
      height="${drawn.lanes.length * LANE}"
    />
    <line class="today" x1="${drawn.today}" y1="4" x2="${drawn.today}" y2="${foot + 22}" />
    ${each(drawn.lanes, (lane, index) => html`${laneLabel(lane, top + index * LANE, width)}${laneWords(lane, top + index * LANE)}`)}
    <text class="today" x="${drawn.today}" y="${foot + 36}" text-anchor="${anchorAt(drawn.today, width)}">today</text>
  </svg>`
}

function anchorAt(x: number, width: number): 'start' | 'middle' | 'end' {
  return x < 30 ? 'start' : x > width - 30 ? 'end' : 'middle'
}

function releaseMarks(drawn: Drawn, foot: number, width: number): Html {
  return each(drawn.releases, ({ x, row, label, isPlanned }) => {
    const y = row * ROW + 12
    const isLate = x > width - label.length * 7.2
    return html`<line class="release ${isPlanned ? 'planned' : ''}" x1="${x}" y1="${y + 4}" x2="${x}" y2="${foot}" />
      <text class="release" x="${isLate ? width : x}" y="${y}" text-anchor="${isLate ? 'end' : 'start'}"
        >${label}</text
      >`
  })
}

function yearMarks(drawn: Drawn, foot: number): Html {
  return each(
    drawn.years,
    ({ x, year }) =>
      html`<line class="year" x1="${x}" y1="${foot}" x2="${x}" y2="${foot + 6}" />
        <text class="year" x="${x}" y="${foot + 20}">${year}</text>`,
  )
}

type DrawnLane = Drawn['lanes'][number]

function bars(lane: DrawnLane, y: number): Html {
  return each(lane.spans, (span) => bar(span, y + 19))
}

function laneLabel(lane: DrawnLane, y: number, width: number): Html {
  const x = Math.min(lane.spans[0]?.x ?? 0, width - lane.label.length * 7.8)
  return html`<text class="lane" x="${Math.max(0, x)}" y="${y + 12}">${lane.label}</text>`
}

/** Solid for current, half filled for stale, an outline with a bar through it for obsolete. */
function bar({ x, width, standing, from, until }: DrawnSpan, y: number): Html {
  const wide = Math.max(1, width - 1)
  const outline = html`<rect
    class="outline"
    x="${x + 0.75}"
    y="${y + 0.75}"
    width="${Math.max(0.5, wide - 1.5)}"
    height="${BAR - 1.5}"
  />`
  const inside = {
    green: html`<rect class="fill" x="${x}" y="${y}" width="${wide}" height="${BAR}" />`,
    yellow: html`${outline}<rect class="fill" x="${x}" y="${y + BAR / 2}" width="${wide}" height="${BAR / 2}" />`,
    red: html`${outline}<rect class="fill" x="${x}" y="${y + BAR / 2 - 1}" width="${wide}" height="2" />`,
  }[standing]
  return html`<g class="standing-${standing}">
    <title>${say(STANDING_WORDS[standing])} from ${dateWords(from)}, until ${dateWords(until)}</title>
    ${inside}
  </g>`
}

const SHAPES = {
  green: '<circle cx="5" cy="-4" r="4.5" fill="currentColor"/>',
  yellow:
    '<circle cx="5" cy="-4" r="4" fill="none" stroke="currentColor" stroke-width="1.2"/><path d="M5 -8a4 4 0 0 0 0 8z" fill="currentColor"/>',
  red: '<circle cx="5" cy="-4" r="4" fill="none" stroke="currentColor" stroke-width="1.2"/><path d="M2.2 -4h5.6" stroke="currentColor" stroke-width="1.6"/>',
} as const

function laneWords(lane: DrawnLane, y: number): Html {
  return each(lane.spans, ({ x, standing, says }) =>
    says === 'nothing'
      ? nothing
      : html`<g class="standing-${standing}" transform="translate(${x} ${y + 43})">
          ${raw(SHAPES[standing])}${says === 'word' ? html`<text class="word" x="14" y="0">${say(STANDING_WORDS[standing])}</text>` : nothing}
        </g>`,
  )
}

function inWords(strip: Strip, { certifications, horizon }: InteropView): Html {
  const isShown = (on: Day) => on >= strip.from && on <= strip.until
  return html`<details class="because">
    <summary>The same in words</summary>
    <ul class="in-words">
      ${each(
        certifications,
        ({ certification, spans }) =>
          html`<li>
            <span class="mono">${certification.number}</span>
            <ul>
              ${each(
                spans,
                (span) =>
                  html`<li>
                    ${standingMark(span.standing)} from
                    ${sayDate(span.from)}${span.until < horizon ? html` until ${sayDate(span.until)}` : nothing}
                  </li>`,
              )}
              ${certification.withdrawn ? html`<li>withdrawn on ${sayDate(certification.withdrawn)}</li>` : nothing}
            </ul>
          </li>`,
      )}
      ${each(
        strip.releases.filter((release) => isShown(release.on)),
        ({ version, on }) => html`<li>Release <span class="mono">${version}</span>: ${sayDate(on)}</li>`,
      )}
    </ul>
  </details>`
}
