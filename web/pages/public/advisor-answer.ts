/** The advice on its page: required or optional, the paths side by side, what it takes, what to have ready, what next. */
import { mightEver, PARTNER } from '../../../src/programme/permission.ts'
import { TIER_NAMES, type Tier } from '../../../src/programme/membership.ts'
import type { Strategy } from '../../../src/programme/fees.ts'
import type { Path } from '../../../src/programme/project.ts'
import { STRATEGIES } from '../../../src/programme/request-review.ts'
import type { Advice, Applicant } from '../../../src/rulebook/advice.ts'
import { PAYERS } from '../../../src/rulebook/level-table.ts'
import type { Figures } from '../../../src/rulebook/parameters.ts'
import { clauseLink, type Reason } from '../../parts/because.ts'
import { address, each, html, type Html, nothing, say, when } from '../../parts/html.ts'
import { icon } from '../../parts/icon.ts'
import type { Visit } from '../../visit.ts'
import { feeWords, haveReady, membershipFee } from './advisor-words.ts'

type Answered = {
  readonly visit: Visit
  readonly applicant: Applicant
  readonly advice: Advice
  readonly figures: Figures
  readonly link: string
}

export function advisorAnswer({ visit, applicant, advice, figures, link }: Answered): Html {
  const isRequired = advice.certification === 'required'
  return html`<div class="page-head">
      <p class="eyebrow">Advice for your product</p>
      <h1 class="answer-words">${say(isRequired ? 'Certification is required' : 'Certification is optional')}</h1>
      <p class="lead">
        ${
          isRequired
            ? html`The vendor sells the product, and it uses one of its interfaces: both together make it a duty.
              ${clauseLink('1A.1')}`
            : html`The vendor does not sell it, so it is up to you ${clauseLink('1B.1')}. Product support helps your
              customers only once it is certified at MCT or above. ${clauseLink('1B.2')}`
        }
      </p>
    </div>
    <section class="section">
      <h2>The paths</h2>
      <div class="paths">${each(advice.paths, (path) => pathPart(path))}</div>
    </section>
    <section class="section">
      <h2>What it takes</h2>
      ${facts(applicant, advice, figures)}
    </section>
    <section class="section">
      <h2>What to have ready</h2>
      <ul class="plain-marks">
        ${each(haveReady(applicant, advice), ({ says, clause }) => html`<li>${say(says)} ${clauseLink(clause)}</li>`)}
      </ul>
    </section>
    <section class="section">
      <h2>What comes next</h2>
      <ol class="steps">
        ${each(advice.next, (step) => html`<li>${step}</li>`)}
      </ol>
      ${buttons(visit, applicant, advice)}
      <p class="small soft">
        This advice has an address of its own:<br /><a class="permalink mono" href="${link}">${link}</a>
      </p>
    </section>`
}

const PATH_WORDS: Readonly<Record<Path, { readonly says: string; readonly clause: string }>> = {
  A: { says: "Your sponsor's own technician tests on the self-test portal; the lab reviews.", clause: '4A.1' },
  B: { says: 'The vendor tests for your sponsor, who makes the business case.', clause: '4B.1' },
  C: { says: 'You join the partner programme and take it into your own hands.', clause: '4C.3' },
}

function pathPart({ path, open, because }: Advice['paths'][number]): Html {
  const words = PATH_WORDS[path]
  const payers = PAYERS.filter((each) => each.way.startsWith(`Path ${path}`))
  return html`<section class="path ${open ? 'open' : 'closed'}">
    <h3>
      Path ${path}
      <span class="path-state">${icon(open ? 'tick' : 'lock')} ${say(open ? 'can be taken' : 'cannot be taken')}</span>
    </h3>
    <p>${say(words.says)} ${clauseLink(words.clause)}</p>
    <h4>${say(open ? 'Why it can be taken' : 'Why it cannot be taken')}</h4>
    ${reasonList(because)}
    <h4>Who pays</h4>
    <ul>
      ${each(payers, ({ way, payer, clause }) => html`<li>${way.includes('strategy') ? html`Strategy ${way.at(-1)}: ${say(STRATEGIES[way.at(-1) as Strategy].says)}. ` : nothing}${say(payer)}. ${clauseLink(clause)}</li>`)}
    </ul>
  </section>`
}

function reasonList(reasons: readonly Reason[]): Html {
  return html`<ul>
    ${each(reasons, ({ says, clause }) => html`<li>${say(says)} ${clauseLink(clause)}</li>`)}
  </ul>`
}

function facts(applicant: Applicant, advice: Advice, figures: Figures): Html {
  const { membership, level, sat } = advice
  return html`<dl class="facts">
    <dt>Level</dt>
    <dd>
      <strong
        >${level.open ? html`${icon('tick')} ${applicant.level} is open to you.` : html`${icon('lock')} ${applicant.level} is not open to you yet.`}</strong
      >
      ${reasonList(level.because)}
    </dd>
    <dt>Membership</dt>
    <dd>${membership ? membershipWords(applicant, membership, figures) : sponsoredWords(applicant, figures)}</dd>
    <dt>Self-assessment</dt>
    <dd>
      ${
        sat === 'exempt' && applicant.level === 'SAT'
          ? html`<strong>Not needed, but what you ask for</strong>: this kind of product is exempt, and may volunteer
              one. ${clauseLink('X-04')}`
          : sat === 'exempt'
            ? html`<strong>Not needed</strong>: this kind of product is exempt. ${clauseLink('X-03')}`
            : applicant.satAccepted
              ? html`<strong>Needed, and done</strong>: yours has been accepted. ${clauseLink('3S.3')}`
              : html`<strong>Needed first</strong>: a SAT is accepted before any higher level. ${clauseLink('3S.3')}`
      }
    </dd>
    <dt>Certification fee</dt>
    <dd>
      ${when(feeWords(applicant.level, figures), ({ says, clause }) => html`<strong>${say(says)}</strong> ${clauseLink(clause)}`)}
    </dd>
  </dl>`
}

function membershipWords(applicant: Applicant, tier: Tier, figures: Figures): Html {
  const fee = membershipFee(tier, figures)
  const isHeld = applicant.tier === tier
  const name = say(TIER_NAMES[tier])
  return html`${isHeld ? html`<strong>${name}, which you hold</strong>.` : html`<strong>${name} or above</strong>: ${fee}.`}
  ${clauseLink(tier === 'mdp-commercial-advanced' ? '4C.5' : tier === 'mdp-commercial-basic' ? '4C.4' : applicant.level === 'MAT' ? '3A.3' : '3Q.3')}`
}

/** With a sponsor none is needed on paths A and B; path C always begins with one. */
function sponsoredWords({ family }: Applicant, figures: Figures): Html {
  const tier = figures.word(`membership.tier.${family}`) as Tier
  return html`<strong>None is needed</strong> while you have a sponsor. ${clauseLink('X-01')}
    <span class="soft"
      >Path C takes ${say(TIER_NAMES[tier])}, ${membershipFee(tier, figures)}. ${clauseLink('4C.3')}</span
    >`
}

/** What can be done from here; a project is opened by people of a member who are signed in. */
function buttons(visit: Visit, { family, level, tier }: Applicant, { membership }: Advice): Html {
  const join = address('/join', { family, tier: membership })
  const ask = html`<a class="button plain" href="${address('/enquire', { level })}"
    >Ask whether this level is offered</a
  >`
  if (visit.identity && mightEver(visit.actor, PARTNER)) {
    return html`<p class="actions"><a class="button primary" href="/projects/new">Open a project</a> ${ask}</p>`
  }
  if (tier !== null) {
    return html`<p class="actions">
      <a class="button primary" href="/sign-in?next=/projects/new">Sign in and open a project</a> ${ask}
    </p>`
  }
  if (membership !== null) {
    return html`<p class="actions"><a class="button primary" href="${join}">Join the partner programme</a> ${ask}</p>`
  }
  return html`<p>
      On paths A and B your sponsor writes to the programme office first. ${clauseLink('4A.12')} ${clauseLink('4B.5')}
    </p>
    <p class="actions">
      <a class="button primary" href="${address('/enquire', { level })}">Write to the programme office</a>
      <a class="button plain" href="${join}">Join, for path C</a>
    </p>`
}
