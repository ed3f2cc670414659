/**
 * A ladder as a page shows it: the parties as columns, time downward, a message a line that opens in its place. Calls
 * are told apart by colour and by letter, requests from answers by solid and dashed, sound by a band.
 */
import type { Band } from '../../src/capture/bands.ts'
import type { Rung } from '../../src/capture/ladder.ts'
import { letterOf } from '../../src/capture/ladder-calls.ts'
import { type LadderWindow, WINDOW } from '../../src/capture/ladder-window.ts'
import { detailSaid } from '../../src/languages/ladder-words.ts'
import { each, html, type Html, nothing, say, when, written } from '../parts/html.ts'
import { icon } from '../parts/icon.ts'
import type { CaptureLinks } from './links.ts'
import { openMessage } from './message.ts'
import { hostName } from './sip-address.ts'

/** What a verdict says of a packet: a mark in the margin. */
export type Mark = { readonly says: string; readonly to: string; readonly isFailed: boolean }

export type LadderShown = {
  readonly window: LadderWindow
  /** The calls it shows, by their places in the list from 1. */
  readonly calls: readonly number[]
  /** The message that is open. */
  readonly open: string | null
  readonly marks: ReadonlyMap<number, readonly Mark[]>
  readonly links: CaptureLinks
}

/** Lanes that have a column of their own name; what is beyond shares the whole width for its words. */
const MOST_COLUMNS = 8

export function ladderView(shown: LadderShown): Html {
  const { window, calls, open } = shown
  const { lanes, rungs } = window
  const following = rungs.find(({ ref }) => ref === open)?.transaction ?? null
  return html`<p class="scrolls small soft">${icon('arrow')} Scroll sideways for the other side.</p>
    <div class="ladder-frame" tabindex="0" role="region" aria-label="Ladder of ${sayCalls(window, calls)}" data-ladder>
      <div class="ladder lanes-${Math.min(lanes.length, MOST_COLUMNS)}">
        <div class="lane-heads" aria-hidden="true">
          <span class="rung-at"></span>
          <span class="lane-names">${each(lanes, (name) => html`<span>${hostName(name)}</span>`)}</span>
        </div>
        <ol class="rungs" start="${window.begins + 1}">
          ${each(rungs, (rung, index) => html`${bandEdges(window, index, 'begins')}${line(shown, rung, following)}${bandEdges(window, index, 'ends')}`)}
        </ol>
      </div>
    </div>
    ${pager(shown)} ${legend(window)}`
}

/** `call 3`, `calls 1, 2`, or what a registration is: messages that belong to no call. */
export function sayCalls(window: LadderWindow, calls: readonly number[]): string {
  if (window.calls.every(({ isCall }) => !isCall)) return say('messages outside calls')
  return calls.length === 1 ? say`call ${calls[0]!}` : say`calls ${calls.join(', ')}`
}

function line(shown: LadderShown, rung: Rung, following: number | null): Html {
  const { window, calls, open, marks, links } = shown
  const { lanes, bands } = window
  const isOpen = rung.ref === open
  const isFollowed = following !== null && rung.transaction === following
  const within = bands
    .filter(({ fromMs, toMs }) => fromMs <= rung.ms && rung.ms <= toMs)
    .map(({ what }) => `in-${what}`)
  const classes = ['rung', rung.kind, `call-${rung.call % 8}`, isFollowed ? 'followed' : '', ...within]
  const isMany = window.calls.length > 1
  const words = html`<span class="rung-at"
      ><span>${(rung.ms / 1000).toFixed(3)}</span><span class="soft">#${rung.packet}</span></span
    >
    <span class="rung-drawn">
      ${arrow(rung, lanes.length)}
      <span class="rung-label ${columns(rung)}"
        >${isMany ? html`<span class="call-letter" title="Call ${calls[rung.call]}">${letterOf(rung.call)}</span> ` : nothing}${isRefusal(rung) ? html`${icon('cross')} ` : nothing}<strong>${written(rung.label)}</strong>${say(rung.isRepeat ? ' (again)' : '')}<span
          class="visually-hidden"
        >
          from ${written(lanes[rung.from] ?? '')} to ${written(lanes[rung.to] ?? '')}</span
        ></span
      >
      <span class="rung-detail ${columns(rung)}">${written(detailSaid(rung))}</span>
    </span>`
  const target = isOpen ? links.ladder(calls, window.begins) : links.message(calls, rung.ref)
  return html`<li class="${classes.filter((name) => name !== '').join(' ')}">
    ${
      rung.kind === 'media'
        ? html`<div class="rung-line" id="packet-${rung.ref}">${words}</div>`
        : html`<a
            class="rung-line"
            id="packet-${rung.ref}"
            href="${target}"
            data-turbo-action="replace"
            data-rung
            ${isOpen ? html`aria-current="true"` : nothing}
            aria-expanded="${isOpen ? 'true' : 'false'}"
            >${words}</a
          >`
    }
    ${each(marks.get(rung.packet) ?? [], (mark) => html`<a class="rung-mark" href="${mark.to}">${icon(mark.isFailed ? 'cross' : 'tilde')} ${written(mark.says)}</a>`)}
    ${isOpen ? openMessage(window, rung, calls, links) : nothing}
  </li>`
}

type DrawnRung = Pick<Rung, 'kind' | 'label' | 'from' | 'to' | 'status' | 'isRepeat'>

/**
 * Arrow and label alone, for where two ladders stand beside each other: without names above them the lanes stand at the
 * edges, so that the arrow is as long as its place allows and the label keeps within it.
 */
export function drawnRung(rung: DrawnRung, lanes: readonly string[]): Html {
  return html`<span class="rung-drawn">
    ${arrow(rung, lanes.length, EDGE)}
    <span class="rung-label ${columns(rung)}" title="${written(rung.label)}"
      >${isRefusal(rung) ? html`${icon('cross')} ` : nothing}<strong>${written(rung.label)}</strong>${say(rung.isRepeat ? ' (again)' : '')}</span
    >
  </span>`
}

function isRefusal({ kind, status }: Pick<Rung, 'kind' | 'status'>): boolean {
  return kind === 'response' && status !== null && status >= 400
}

/** From which column to which the words stand, as classes: the style sheet has a rule for each. */
function columns({ from, to }: Pick<Rung, 'from' | 'to'>): string {
  const [left, right] = [Math.min(from, to), Math.max(from, to)]
  return right < MOST_COLUMNS ? `from-${left} to-${right}` : ''
}

/** How far from the edge the outer lanes of ladders beside each other stand, in percent of the width. */
const EDGE = 6

/** Lanes and arrow, in shares of the width, so that a ladder is as wide as its place. */
function arrow({ kind, from, to }: Pick<Rung, 'kind' | 'from' | 'to'>, lanes: number, edge = 50 / lanes): Html {
  const at = (lane: number) => (lanes === 1 ? 50 : edge + (lane / (lanes - 1)) * (100 - 2 * edge))
  const end = from === to ? at(from) + 30 / lanes : at(to)
  const [left, right] = [Math.min(at(from), end), Math.max(at(from), end)]
  const points = end > at(from) ? 'M0 0l-8-4v8z' : 'M0 0l8-4v8z'
  const each_ = (lane: number) => html`<line class="lane" x1="${at(lane)}%" x2="${at(lane)}%" y1="0" y2="100%" />`
  return html`<svg class="rung-arrow" width="100%" height="100%" aria-hidden="true" focusable="false">
    ${each(
      Array.from({ length: lanes }, (_, lane) => lane),
      each_,
    )}
    ${kind === 'media' ? html`<rect class="sound" x="${left}%" y="20" width="${right - left}%" height="10" />` : nothing}
    <line class="arrow" x1="${at(from)}%" x2="${end}%" y1="25" y2="25" />
    <svg x="${end}%" y="25" overflow="visible"><path class="head" d="${points}" /></svg>
  </svg>`
}

const BAND_SAYS: Readonly<Record<Band['what'], Readonly<Record<'begins' | 'ends', (by: string) => string>>>> = {
  held: { begins: (by) => say`Held by ${by}`, ends: (by) => say`No longer held by ${by}` },
  transfer: {
    begins: (by) => say`Transfer begun by ${by}`,
    ends: (by) => say`Outcome told of the transfer by ${by}`,
  },
}

/** A line where a hold or a transfer begins in this window, and one where it ends. */
function bandEdges({ rungs, bands, lanes }: LadderWindow, index: number, edge: 'begins' | 'ends'): Html {
  const here = bands.filter(({ fromMs, toMs }) =>
    edge === 'begins'
      ? rungs.findIndex(({ ms }) => ms >= fromMs) === index
      : rungs.findLastIndex(({ ms }) => ms <= toMs) === index,
  )
  return html`${each(here, ({ what, by }) => html`<li class="band-edge in-${what}">${written(BAND_SAYS[what][edge](lanes[by] ?? ''))}</li>`)}`
}

function pager({ window, calls, links }: LadderShown): Html {
  const { begins, refs, rungs } = window
  if (refs.length <= WINDOW) return nothing
  const last = begins + rungs.length
  return html`<nav class="pager" aria-label="Parts of the ladder">
    ${when(begins > 0 && links.ladder(calls, begins - WINDOW), (path) => html`<a href="${path}" rel="prev">${icon('back')} Earlier messages</a>`)}
    <span class="small soft">Lines ${begins + 1} to ${last} of ${refs.length}.</span>
    ${when(last < refs.length && links.ladder(calls, last), (path) => html`<a href="${path}" rel="next">Later messages ${icon('arrow')}</a>`)}
  </nav>`
}

function legend({ calls }: LadderWindow): Html {
  return html`<p class="small soft">
    Solid: a request. Dashed: an answer. A band: sound.
    ${say(calls.length > 1 ? 'Each call has its letter and its colour.' : '')} Choose a message to read it and to follow
    its transaction.
    <span class="keys"><kbd>j</kbd> <kbd>k</kbd> step, <kbd>Enter</kbd> opens, <kbd>Esc</kbd> closes.</span>
  </p>`
}
