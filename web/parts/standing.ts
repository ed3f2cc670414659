/**
 * Standing in words, shape and colour: a filled circle, a half circle, a ring with a bar. The word is
 * always there; colour never tells anything alone.
 */
import type { Day } from '../../src/kernel/day.ts'
import { type Standing, STANDING_WORDS } from '../../src/rulebook/standing-rule.ts'
import type { StandingOnDay } from '../../src/rulebook/standing.ts'
import { html, type Html, nothing, raw, say } from './html.ts'
import { sayDay } from './time.ts'

const SHAPES: Readonly<Record<Standing, string>> = {
  green: '<circle cx="8" cy="8" r="6" fill="currentColor"/>',
  yellow:
    '<circle cx="8" cy="8" r="5.25" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M8 2.75a5.25 5.25 0 0 0 0 10.5z" fill="currentColor"/>',
  red: '<circle cx="8" cy="8" r="5.25" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M4.3 8h7.4" stroke="currentColor" stroke-width="2"/>',
}

export function standingShape(standing: Standing) {
  return raw(
    `<svg class="standing-shape" viewBox="0 0 16 16" aria-hidden="true" focusable="false">${SHAPES[standing]}</svg>`,
  )
}

export function standingMark(standing: Standing, size: 'small' | 'large' = 'small'): Html {
  return html`<span class="standing standing-${standing} ${size}"
    >${standingShape(standing)}<span>${say(STANDING_WORDS[standing])}</span></span
  >`
}

export function nextChange(onDay: StandingOnDay, today: Day): Html {
  const { next } = onDay
  if (!next) return nothing
  return html`<span class="next-change"
    >${standingShape(next.standing)} ${say(STANDING_WORDS[next.standing])} from ${sayDay(next.on, today)}</span
  >`
}
