/** The support answer on its page: the word large, who and how far, why, and what to do next. */
import type { SupportCheck } from '../../../src/app/ask/public-support.ts'
import type { Day } from '../../../src/kernel/day.ts'
import { LEVEL_NAMES } from '../../../src/programme/level.ts'
import type { Route } from '../../../src/rulebook/support.ts'
import { LEVEL_TABLE } from '../../../src/rulebook/level-table.ts'
import { clauseLink, withClauseLinks } from '../../parts/because.ts'
import { contactSaid } from '../../parts/contact.ts'
import { each, html, type Html, nothing, say } from '../../parts/html.ts'
import { icon, type IconName } from '../../parts/icon.ts'
import { standingMark } from '../../parts/standing.ts'
import { sayDate } from '../../parts/time.ts'
import { limitationList } from './limitations.ts'
import { pairsShort } from './pairs.ts'
import { onWords, reasonsOf } from './standing-words.ts'

type Answered = {
  readonly check: SupportCheck
  readonly verdict: string
  readonly on: Day
  readonly today: Day
  readonly productRelease: string
  readonly platformRelease: string
  readonly country: string
  readonly fieldIssue: string
  readonly link: string
}

const WHO: Readonly<Record<Route, string>> = {
  'product-support': 'Product support',
  'sales-unit': 'The sales unit of the region, with the partner',
  tailored: 'Product support, on terms tailored to this product',
  partner: 'The partner',
}

export function supportAnswer({ check, verdict, on, today, link, ...deployment }: Answered): Html {
  const { answer, product, platform, about } = check
  const picture: IconName = answer.supported ? (answer.caution ? 'warning' : 'tick') : 'cross'
  return html`<div class="page-head">
      <p class="eyebrow">Support check</p>
      <h1 class="deployment">
        ${product.name} <span class="mono">${deployment.productRelease}</span> on ${platform.name}
        <span class="mono">${deployment.platformRelease}</span>
      </h1>
      <p class="lead">
        A customer in ${deployment.country},
        ${onWords(on, today)}${deployment.fieldIssue ? html`, about field issue <span class="mono">${deployment.fieldIssue}</span>` : nothing}
      </p>
    </div>
    <section class="answer" aria-label="The answer">
      <p class="answer-words">${icon(picture)} ${verdict}</p>
      <p>${say(answer.says)} ${clauseLink(answer.clause)}</p>
      <dl class="facts">
        <dt>Who helps</dt>
        <dd>${WHO[answer.route]}</dd>
        <dt>How to reach them</dt>
        <dd>${withClauseLinks(contactSaid(answer.contact))}</dd>
        ${
          answer.supported && about
            ? html`<dt>How far</dt>
                <dd>
                  ${LEVEL_TABLE[about.certification.level].support}
                  ${clauseLink(LEVEL_TABLE[about.certification.level].clause)}
                </dd>`
            : nothing
        }
        <dt>Certification</dt>
        <dd>${about ? certification(about, on) : html`none at MCT or above on this platform`}</dd>
        <dt>What to do next</dt>
        <dd>
          ${withClauseLinks(answer.next)}${answer.rule === 'exact-pair-certified' && about ? certifiedPairs(about, on) : nothing}
        </dd>
      </dl>
      ${answer.supported && about ? checkedAgainst(about) : nothing} ${about ? why(about) : nothing}
    </section>
    <section class="section">
      <h2>For the ticket</h2>
      <p>This address gives the same answer for the same day again:</p>
      <p class="permalink mono"><a href="${link}">${link}</a></p>
    </section>`
}

/** What support checks the deployment against, and what it cannot help with (3C.2). */
function checkedAgainst({ certification, hasGuide }: About): Html {
  return html`<h2>What support checks against</h2>
    <p>
      ${
        hasGuide
          ? html`The deployment follows the
              <a href="/certifications/${encodeURIComponent(certification.number)}/guide">config guide</a>.`
          : 'No config guide is published here; the partner has the settings that were tested.'
      }
      ${clauseLink('3C.2')}
    </p>
    <h3>Limitations</h3>
    ${limitationList(certification.limitations ?? [])}`
}

function certifiedPairs({ certification }: About, on: Day): Html {
  return html`<br />Certified on the day: ${pairsShort(certification, on)}`
}

type About = NonNullable<SupportCheck['about']>

function certification({ certification: { number, level, granted, withdrawn }, onDay }: About, on: Day): Html {
  const isOver = withdrawn != null && withdrawn <= on
  return html`<a class="mono" href="/certifications/${encodeURIComponent(number)}">${number}</a>, ${level},
    ${say(LEVEL_NAMES[level])}, of ${sayDate(granted)};
    ${isOver ? html`withdrawn on ${sayDate(withdrawn)}` : granted > on ? html`not yet granted then` : standingMark(onDay.standing)}`
}

function why({ onDay }: About): Html {
  return html`<details class="because" ${onDay.reasons.length > 0 ? 'open' : ''}>
    <summary>Why this standing</summary>
    <ul>
      ${each(reasonsOf(onDay), (reason) => html`<li>${say(reason.says)} ${clauseLink(reason.clause)}</li>`)}
    </ul>
  </details>`
}
