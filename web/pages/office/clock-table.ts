/** The clocks of a certification in words: since when each runs, and the day after which it changes the colour. */
import type { Day } from '../../../src/kernel/day.ts'
import { STANDING_RULES } from '../../../src/rulebook/chapters/08-standing.ts'
import { type ClockRecord, type Clocks, clocksOf } from '../../../src/rulebook/clocks.ts'
import type { Figures } from '../../../src/rulebook/parameters.ts'
import type { StandingRule } from '../../../src/rulebook/standing-rule.ts'
import { clauseLink } from '../../parts/because.ts'
import { count, each, html, type Html, say } from '../../parts/html.ts'
import { standingShape } from '../../parts/standing.ts'
import { ledger } from '../../parts/table.ts'
import { sayDate } from '../../parts/time.ts'

type ClockRow = { readonly what: string; readonly stands: Html; readonly turns: readonly Html[] }

export function clockTable(record: ClockRecord, today: Day, figures: Figures): Html {
  const clocks = clocksOf(record, today, today, figures)
  return ledger({
    caption: 'What the standing goes by',
    items: rowsOf(clocks, today, figures),
    columns: [
      { head: 'Clock', cell: (row) => row.what },
      { head: 'Stands at', cell: (row) => row.stands },
      { head: 'Turns', cell: (row) => html`<span class="turns">${each(row.turns, (part) => part)}</span>` },
    ],
    empty: html``,
  })
}

function rowsOf(clocks: Clocks, today: Day, figures: Figures): readonly ClockRow[] {
  const turn = (id: string) => turnWords(ruleNamed(id), clocks, today, figures)
  const behind = clocks.majorsBehind(clocks.certified.release, today)
  return [
    {
      what: 'Age of the certification',
      stands: html`certified ${sayDate(clocks.certified.on)}`,
      turns: [turn('certification-older-than-stale-age'), turn('certification-older-than-obsolete-age')],
    },
    {
      what: 'Releases since',
      stands: html`covers up to <span class="mono">${clocks.certified.release}</span>; the current major release is
        <span class="mono">${clocks.currentMajor(today)}</span>,
        ${say(behind === 0 ? 'none behind' : `${count(behind, 'major release')} behind`)}`,
      turns: [turn('certified-release-too-far-back')],
    },
    clocks.sat
      ? {
          what: 'SAT evidence',
          stands: html`last ${sayDate(clocks.sat.on)} on <span class="mono">${clocks.sat.release}</span>`,
          turns: [
            turn('sat-evidence-older-than-stale-age'),
            turn('sat-evidence-older-than-obsolete-age'),
            turn('sat-evidence-release-too-far-back'),
          ],
        }
      : {
          what: 'SAT evidence',
          stands: html`does not count: no SAT is required, and none was volunteered ${clauseLink('X-04')}`,
          turns: [html`<span class="soft">nothing</span>`],
        },
    {
      what: 'Open field issues',
      stands: html`${clocks.openIssues.length === 0 ? 'none' : clocks.openIssues.join(', ')}`,
      turns: [turn('open-field-issue')],
    },
  ]
}

function ruleNamed(id: string): StandingRule {
  const rule = STANDING_RULES.find((each_) => each_.id === id)
  if (!rule) throw new Error(`there is no standing rule ${id}`)
  return rule
}

/** `stale after 6 Feb 2028`, or that it has turned already. */
function turnWords(rule: StandingRule, clocks: Clocks, today: Day, figures: Figures): Html {
  const colour = rule.colour === 'red' ? 'obsolete' : 'stale'
  const last = rule.lastDay(clocks, figures)
  const isFiring = !figures.notInForce(rule.id) && rule.fires(clocks, today, figures)
  return html`<span class="turn ${isFiring ? `standing-${rule.colour}` : ''}"
    >${standingShape(rule.colour)}<span
      >${
        isFiring
          ? html`<strong>${colour} now</strong>`
          : last
            ? html`${colour} after ${sayDate(last)}`
            : html`${colour} ${conditionOf(rule, figures)}`
      }
      ${clauseLink(rule.clause)}</span
    ></span
  >`
}

function conditionOf(rule: StandingRule, figures: Figures): string {
  return rule.id === 'open-field-issue'
    ? `from ${count(figures.number('field-issue.red-threshold'), 'open issue')}`
    : `when more than ${count(figures.number('status.n-minus'), 'major release')} behind`
}
