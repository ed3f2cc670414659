/** Standing told in full: the shape and word large, why, what comes next, and what the three words mean. */
import type { Day } from '../../../src/kernel/day.ts'
import { STANDING_RULES } from '../../../src/rulebook/chapters/08-standing.ts'
import type { Figures } from '../../../src/rulebook/parameters.ts'
import type { StandingOnDay } from '../../../src/rulebook/standing.ts'
import { type Standing, STANDING_WORDS } from '../../../src/rulebook/standing-rule.ts'
import { because, clauseLink, type Reason } from '../../parts/because.ts'
import { each, html, type Html, nothing, say } from '../../parts/html.ts'
import { standingMark } from '../../parts/standing.ts'
import { sayDate } from '../../parts/time.ts'

/** Every rule that fires, or for a green one that none does. */
export function reasonsOf(onDay: StandingOnDay): readonly Reason[] {
  return onDay.reasons.length > 0
    ? onDay.reasons
    : [{ clause: '8.8', says: 'No rule of section 8 makes it stale or obsolete on this day.' }]
}

/** What it turns to next, when, and by which rule. */
export function nextChangeInFull({ next }: StandingOnDay): Html {
  if (!next) return html`<p class="soft">Nothing that is known today will change this by itself.</p>`
  const rule = STANDING_RULES.find((each) => each.id === next.rule)
  return html`<p class="next-in-full">
    Next change: <strong>${say(STANDING_WORDS[next.standing])}</strong> from <strong>${sayDate(next.on)}</strong>, if
    nothing is done. ${rule ? html`<span class="soft">${say(rule.says)} ${clauseLink(rule.clause)}</span>` : nothing}
  </p>`
}

export function standingBecause(onDay: StandingOnDay, options: { open?: boolean; summary?: string } = {}): Html {
  return because(reasonsOf(onDay), options)
}

/** The three standings by shape, word and what they mean, with the figures in force. */
export function standingLegend(figures: Figures): Html {
  return html`<dl class="legend">
    ${each(
      MEANINGS,
      ([standing, says]) =>
        html`<div>
          <dt>${standingMark(standing)}</dt>
          <dd>${says(figures)}</dd>
        </div>`,
    )}
  </dl>`
}

const MEANINGS: readonly (readonly [Standing, (figures: Figures) => Html])[] = [
  ['green', () => html`Tested recently enough, on a release recent enough, and nothing known against it.`],
  [
    'yellow',
    (figures) =>
      html`Certified more than ${figures.number('status.stale.certification-months')} months ago, or its self-assessment
      is older than ${figures.number('status.stale.sat-months')} months or too many releases back. Support still helps,
      with caution. ${clauseLink('8.9a')} ${clauseLink('8.9b')} ${clauseLink('8.9c')}`,
  ],
  [
    'red',
    (figures) =>
      html`Certified more than ${figures.number('status.obsolete.certification-months')} months ago, more than
      ${figures.number('status.n-minus')} major release back, or trouble in the field is confirmed and not yet cleared.
      ${clauseLink('8.10a')} ${clauseLink('8.10c')} ${clauseLink('8.10d')}`,
  ],
]

/** How a day is named in a heading: today by its word, others by date. */
export function onWords(on: Day, today: Day): Html {
  return on === today ? html`today` : html`on ${sayDate(on)}`
}
