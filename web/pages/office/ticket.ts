/** One ticket: what was answered, the guide held against the deployment, and from a report to a confirmed field issue. */
import { offered, type OfferedMove } from '../../../src/app/ask/moves.ts'
import { openThing } from '../../../src/app/ask/open-thing.ts'
import { namesOf } from '../../../src/app/ask/people.ts'
import { TARGETS } from '../../../src/app/targets.ts'
import { countryInSentence } from '../../../src/kernel/country.ts'
import { mightEver } from '../../../src/programme/permission.ts'
import type { Stamp } from '../../../src/programme/stamp.ts'
import { SEES_TICKETS, type Ticket, TICKET_CAUSES } from '../../../src/programme/ticket.ts'
import { clauseLink } from '../../parts/because.ts'
import { choiceCards, textArea, textField } from '../../parts/form.ts'
import { contactSaid } from '../../parts/contact.ts'
import { address, each, html, type Html, nothing, say, when, written } from '../../parts/html.ts'
import { icon } from '../../parts/icon.ts'
import { portalPage } from '../../parts/layout.ts'
import { page, type Visit } from '../../visit.ts'
import { foldedMove, prose, sayStamp } from './parts.ts'
import { STAFF } from './who.ts'

type Shown = {
  readonly visit: Visit
  readonly ticket: Ticket
  readonly moves: readonly OfferedMove[]
  readonly names: ReadonlyMap<string, string>
}

const STATE_WORDS = { open: 'open', closed: 'closed', redirected: 'redirected to the partner' } as const

export const ticketPage = page('/tickets/:ticket', SEES_TICKETS, async (visit) => {
  const { file, moves } = await openThing(visit.house, visit.actor, TARGETS.ticket, visit.part('ticket'))
  const { ticket } = file
  const stamps = [
    ticket.opened,
    ticket.reported,
    ticket.cause,
    ticket.closed,
    ...ticket.checklist.map((each_) => each_.checked),
  ]
  const names = await namesOf(
    visit.house.database,
    stamps.filter((stamp): stamp is NonNullable<typeof stamp> => stamp !== null).map((stamp: Stamp) => stamp.by),
  )
  const shown: Shown = { visit, ticket, moves, names }
  const content = html`<div class="page-head">
      <p class="eyebrow mono">${ticket.number}</p>
      <h1>${file.names.product} on ${file.names.platform}</h1>
      <p class="row">
        <span class="tag ${ticket.state === 'open' ? 'strong' : ''}">${say(STATE_WORDS[ticket.state])}</span>
        <span class="mono">${ticket.productRelease} / ${ticket.platformRelease}</span>
        <span>a customer in ${countryInSentence(ticket.country)}</span>
      </p>
    </div>
    <section class="section">
      <h2>The problem</h2>
      ${prose(ticket.problem)}
      <p class="small soft">${sayStamp(ticket.opened, names, visit.day)}</p>
    </section>
    ${answerSection(ticket)} ${ticket.state === 'redirected' ? nothing : html`${checklist(shown)}${findings(shown)}`}`
  return portalPage({
    visit,
    title: ticket.number,
    content,
    crumbs: [
      ['/tickets', 'Tickets'],
      [visit.path, ticket.number],
    ],
  })
})

function answerSection({ answer, opened, ...ticket }: Ticket): Html {
  const { product, productRelease, platform, platformRelease, country } = ticket
  return html`<section class="section">
    <h2>What support answered</h2>
    <p>
      ${icon(answer.supported ? (answer.caution ? 'warning' : 'tick') : 'cross')} ${say(answer.says)}
      ${clauseLink(answer.clause)}
    </p>
    <dl class="facts">
      <dt>${say(answer.supported ? 'Who helps' : 'Whom to call')}</dt>
      <dd>${contactSaid(answer.contact)}</dd>
      ${when(
        answer.certification,
        (number) =>
          html`<dt>Certification</dt>
            <dd><a class="mono" href="/certifications/${number}">${number}</a></dd>`,
      )}
      ${
        answer.supported
          ? nothing
          : html`<dt>What to do</dt>
              <dd>${say(answer.next)}</dd>`
      }
    </dl>
    <p class="small">
      <a href="${address('/support', { product, productRelease, platform, platformRelease, country, on: opened.day })}"
        >The answer at its own address</a
      >
    </p>
  </section>`
}

function checklist({ visit, ticket, moves, names }: Shown): Html {
  const check = offered(moves, 'check-guide-point')
  const done = ticket.checklist.filter((point) => point.checked).length
  return html`<section class="section" id="checklist">
    <h2>The config guide as a checklist ${clauseLink('3C.2')}</h2>
    <p class="soft">${done} of ${ticket.checklist.length} points looked at.</p>
    <ol class="rows deeds">
      ${each(
        ticket.checklist,
        ({ says, checked }, index) =>
          html`<li class="deed">
            <div>
              <p>${says}</p>
              ${when(
                checked,
                (found) =>
                  html`<p class="small">
                    ${icon(found.follows ? 'tick' : 'cross')}
                    <strong>${say(found.follows ? 'follows the guide' : 'deviates from it')}</strong> ${found.note}
                    <span class="soft">${sayStamp(found, names, visit.day)}</span>
                  </p>`,
              )}
            </div>
            ${foldedMove(
              check,
              {
                visit,
                id: ticket.id,
                key: String(index),
                submit: 'Note it',
                fields: (form) =>
                  html`<input type="hidden" name="point" value="${index}" /> ${choiceCards({
                      form,
                      name: 'follows',
                      label: 'The deployment',
                      choices: [
                        { value: 'true', says: 'follows the guide here' },
                        { value: 'false', says: 'deviates from it' },
                      ],
                    })}
                    ${textField({ form, name: 'note', label: 'What was seen', required: false, most: 500 })}`,
              },
              checked ? 'Look again' : 'Look at it',
            )}
          </li>`,
      )}
    </ol>
  </section>`
}

function findings(shown: Shown): Html {
  const { visit, ticket, moves, names } = shown
  const form = { visit, id: ticket.id }
  const isStaff = mightEver(visit.actor, STAFF)
  return html`<section class="section" id="cause">
    <h2>What it comes from</h2>
    ${when(
      ticket.reported,
      (report) =>
        html`<div class="card">
          <h3>${report.title}</h3>
          ${prose(report.says)}
          <p class="small soft">Reported by ${sayStamp(report, names, visit.day)}</p>
        </div>`,
    )}
    ${
      ticket.cause
        ? html`<p><strong>Support finds: ${say(TICKET_CAUSES[ticket.cause.kind])}.</strong></p>
            ${prose(ticket.cause.note)}
            <p class="small soft">${sayStamp(ticket.cause, names, visit.day)}</p>`
        : html`<p class="soft">The cause is not named yet.</p>`
    }
    ${
      ticket.cause?.kind === 'interop' && ticket.certification
        ? html`<p>
            The lab confirms it as a field issue, or not; once confirmed the interop is red at once
            ${clauseLink('G-18')}.
            ${isStaff ? html`<a href="/certifications/${ticket.certification}/manage">Confirm it</a>` : nothing}
          </p>`
        : nothing
    }
    ${when(ticket.closed, (closed) => html`<p>Closed: ${written(closed.reason)} <span class="soft">${sayStamp(closed, names, visit.day)}</span></p>`)}
    <div class="folds">
      ${foldedMove(offered(moves, 'report-field-issue'), {
        ...form,
        fields: (state) =>
          html`${textField({ form: state, name: 'title', label: 'In one line', most: 160 })}
          ${textArea({ form: state, name: 'says', label: 'What happens, how often, at how many sites', rows: 4, most: 4000 })}`,
      })}
      ${foldedMove(offered(moves, 'classify-ticket'), {
        ...form,
        fields: (state) =>
          html`${choiceCards({ form: state, name: 'cause', label: 'The cause is', choices: Object.entries(TICKET_CAUSES).map(([value, says]) => ({ value, says })) })}
          ${textArea({ form: state, name: 'note', label: 'What shows it', rows: 3, most: 2000 })}`,
      })}
      ${foldedMove(offered(moves, 'close-ticket'), {
        ...form,
        fields: (state) =>
          textArea({
            form: state,
            name: 'reason',
            label: 'How it ended',
            rows: 3,
            most: 2000,
            help: 'The reseller reads it.',
          }),
      })}
    </div>
  </section>`
}
