/** A membership as pages tell it: where it stands, its terms, what it brings, and the forms that decide. */
import { type Benefit, benefitsOf } from '../../../src/app/ask/benefits.ts'
import type { Company } from '../../../src/app/ask/companies-alike.ts'
import { offered, type OfferedMove } from '../../../src/app/ask/moves.ts'
import { addDays, type Day, daysBetween } from '../../../src/kernel/day.ts'
import { money } from '../../../src/kernel/money.ts'
import {
  type Application,
  type Membership,
  MEMBERSHIP_STATE_WORDS,
  type MembershipState,
  membershipOn,
  type Term,
  TIER_NAMES,
  tierOn,
  TIERS,
  termOn,
} from '../../../src/programme/membership.ts'
import type { Organisation } from '../../../src/programme/organisation.ts'
import { type Figures, parameterOf } from '../../../src/rulebook/parameters.ts'
import { clauseLink } from '../../parts/because.ts'
import { type MoveForm, selectField, textArea, textField } from '../../parts/form.ts'
import { count, each, html, type Html, moneySaid, nothing, say, when } from '../../parts/html.ts'
import { icon } from '../../parts/icon.ts'
import { sayDate } from '../../parts/time.ts'
import type { Visit } from '../../visit.ts'
import { foldedMove, isMember, offeredForm } from './parts.ts'
import { termStrip } from './term-strip.ts'

export type MembershipToday = {
  readonly state: MembershipState
  readonly tier: Membership['terms'][number]['tier'] | null
  /** The term that runs, or the last one that did. */
  readonly term: Term | null
  /** The day it was ended before its term was over (8.7). */
  readonly terminated: Day | null
}

export function membershipToday(membership: Membership | null, day: Day, figures: Figures): MembershipToday {
  const grace = figures.number('membership.grace-days')
  return {
    state: membershipOn(membership, day, grace),
    tier: tierOn(membership, day, grace),
    term: membership
      ? (termOn(membership, day) ?? membership.terms.findLast((term) => term.from <= day) ?? null)
      : null,
    terminated: membership?.terminated?.day ?? null,
  }
}

export function membershipTag(state: MembershipState): Html {
  return html`<span class="tag ${isMember(state) ? 'strong' : ''}">${say(MEMBERSHIP_STATE_WORDS[state])}</span>`
}

/** When it ends and how long that is, in a few words. */
export function sayEnd({ state, term, terminated }: MembershipToday, today: Day): Html {
  if (!term) return nothing
  const end = terminated ?? term.until
  const days = daysBetween(today, end)
  return state === 'active'
    ? html`until ${sayDate(term.until)} <span class="soft">(${count(days, 'day')} left)</span>`
    : html`ended ${sayDate(end)} <span class="soft">(${count(-days, 'day')} ago)</span>`
}

/** State, tier and end as a list of facts, with the strip of terms under it. */
export function membershipPanel(membership: Membership | null, day: Day, figures: Figures): Html {
  const now = membershipToday(membership, day, figures)
  const grace = figures.number('membership.grace-days')
  return html`<dl class="facts">
      <dt>State</dt>
      <dd>${membershipTag(now.state)}</dd>
      ${when(
        now.tier ?? membership?.application?.tier,
        (tier) =>
          html`<dt>Tier</dt>
            <dd>${say(TIER_NAMES[tier])}</dd>`,
      )}
      ${when(
        now.term,
        (term) =>
          html`<dt>Term</dt>
            <dd>${sayDate(term.from)} to ${sayDate(term.until)}</dd>`,
      )}
      ${
        now.state === 'grace' && now.term
          ? html`<dt>Grace</dt>
              <dd>benefits go on until ${sayDate(addDays(now.term.until, grace))} ${clauseLink('G-12')}</dd>`
          : nothing
      }
      ${
        now.state === 'approved' && membership?.application
          ? html`<dt>Fee</dt>
              <dd>${feeAwaited(membership.application, figures)}</dd>`
          : nothing
      }
    </dl>
    ${membership && membership.terms.length > 0 ? termStrip(membership, day, grace) : nothing}`
}

/** How much a new member pays, and how. */
function feeAwaited({ tier, contact }: Application, figures: Figures): Html {
  const key = `membership.fee.${tier}`
  const fee = parameterOf(key)
  return html`${fee ? html`<strong>${moneySaid(money('USD', figures.number(key)))}</strong> a year` : 'as the programme office agrees it with you'},
  by invoice to the contact named in the application, ${contact.name} (${contact.email}). The programme office notes it
  when it arrives, and the term of ${count(figures.number('membership.term-months'), 'month')} runs from that day
  ${clauseLink('4C.4')}.`
}

export function termList(membership: Membership, day: Day): Html {
  if (membership.terms.length === 0) return nothing
  return html`<ol class="timeline">
    ${each(
      membership.terms.toReversed(),
      (term) =>
        html`<li>
          <strong>${say(TIER_NAMES[term.tier])}</strong><br />
          ${sayDate(term.from)} to ${sayDate(term.until)}
          <span class="when">${say(term.from > day ? 'to come' : term.until >= day ? 'runs now' : 'over')}</span>
        </li>`,
    )}
  </ol>`
}

/** What membership brings, each with its clause; what is suspended says why and what brings it back. */
export function benefitList(
  organisation: Organisation,
  membership: Membership | null,
  day: Day,
  figures: Figures,
): Html {
  const benefits = benefitsOf({ organisation, membership }, day, figures)
  const suspended = benefits.flatMap((benefit) => benefit.against ?? [])
  const [first] = suspended
  return html`<p class="soft">
      ${first ? html`${suspended.length} of ${benefits.length} are suspended at the moment. ${say(first.fix)} The programme office notes the fee when it arrives.` : 'Everything below is yours to use.'}
    </p>
    <ul class="benefits">
      ${each(benefits, (benefit) => benefitRow(benefit, first?.fix ?? ''))}
    </ul>
    <p class="small soft">
      A certification does not lapse with the membership: it ages as usual and stays in the reference guide
      ${clauseLink('X-43')}.
    </p>`
}

/** What brings it back is said again only where it is something else than what was said above the list. */
function benefitRow({ clause, says, against }: Benefit, said: string): Html {
  return html`<li class="${against ? 'suspended' : ''}">
    ${icon(against ? 'lock' : 'tick')}
    <span
      ><span class="benefit-says">${says}</span> ${clauseLink(clause)}
      ${against ? html`<span class="tag">suspended</span>` : nothing}
      ${against && against.fix !== said ? html`<br /><span class="small soft">${say(against.fix)}</span>` : nothing}</span
    >
  </li>`
}

/** Others that cannot be told apart from a company by name; the office decides whether they are one. */
export function alikeNote(alike: readonly Company[]): Html {
  if (alike.length === 0) return nothing
  return html`<p class="clash blocks">
    ${icon('warning')}
    <span
      >By name this looks the same as
      ${each(alike, ({ id, name }, index) => html`${index > 0 ? ', ' : ''}<a href="/organisations/${id}">${name}</a> <span class="mono small">${id}</span>`)}.
      <span class="soft">See whether it is the same company before you decide; nobody else is told.</span></span
    >
  </p>`
}

/** The three decisions of the office on a membership, as forms or folded away. */
export function approveForm(
  visit: Visit,
  organisation: Organisation,
  moves: readonly OfferedMove[],
  more: Folding,
): Html {
  return decision(visit, organisation, offered(moves, 'approve-membership'), more, {
    fields: (form) =>
      html`${textArea({
        form,
        name: 'reason',
        label: 'Reason',
        required: false,
        rows: 2,
        help: 'Goes into the journal. The first contact is invited by mail; the term starts when the fee is received.',
      })}`,
  })
}

export function declineForm(
  visit: Visit,
  organisation: Organisation,
  moves: readonly OfferedMove[],
  more: Folding,
): Html {
  return decision(visit, organisation, offered(moves, 'decline-membership'), more, {
    tone: 'grave',
    fields: (form) =>
      html`${textArea({
        form,
        name: 'reason',
        label: 'Reason',
        rows: 3,
        most: 1000,
        help: 'The applicant reads it by mail. They may apply again.',
      })}`,
  })
}

export function feeForm(
  visit: Visit,
  { organisation, membership }: { organisation: Organisation; membership: Membership },
  moves: readonly OfferedMove[],
  figures: Figures,
  more: Folding,
): Html {
  const tier = membership.terms.at(-1)?.tier ?? membership.application?.tier ?? 'mdp-commercial-basic'
  return decision(visit, organisation, offered(moves, 'note-membership-fee'), more, {
    fields: (form) =>
      html`<div class="field-row">
          ${textField({ form, name: 'received', label: 'Received on', type: 'date', value: visit.day })}
          ${selectField({
            form,
            name: 'tier',
            label: 'For the tier',
            value: tier,
            choices: TIERS.map((each_) => ({ value: each_, says: sayTierAndFee(each_, figures) })),
          })}
        </div>
        <p class="help">
          A term runs ${count(figures.number('membership.term-months'), 'month')}: from the day after the present term
          where it is renewed in time, otherwise from the day the fee was received ${clauseLink('4C.4')}.
        </p>`,
  })
}

/** The fee stands beside a tier where the programme has set one. */
export function sayTierAndFee(tier: (typeof TIERS)[number], figures: Figures): string {
  const key = `membership.fee.${tier}`
  return parameterOf(key)
    ? say`${say(TIER_NAMES[tier])}, ${moneySaid(money('USD', figures.number(key)))} a year`
    : say(TIER_NAMES[tier])
}

type Folding = { readonly folded: boolean }

function decision(
  visit: Visit,
  organisation: Organisation,
  move: OfferedMove | null,
  { folded }: Folding,
  rest: Pick<MoveForm, 'fields' | 'tone'>,
): Html {
  const form = { visit, id: organisation.id, key: organisation.id, ...rest }
  return folded ? foldedMove(move, form) : offeredForm(move, form)
}
