/** Quotes, their papers, and the order: what it costs, why, and how to order. */
import { offered } from '../../../src/app/ask/moves.ts'
import type { OpenProject } from '../../../src/app/ask/projects.ts'
import { feeLines, totalOf, type FeeLine } from '../../../src/programme/fees.ts'
import { isTrunk } from '../../../src/programme/product.ts'
import { basisOf, firmQuote, isExpired, type Quote, QUOTE_PAPERS } from '../../../src/programme/quote.ts'
import { effortOf } from '../../../src/programme/run.ts'
import { stepOf } from '../../../src/programme/stage.ts'
import { clauseLink, findingList } from '../../parts/because.ts'
import { moveForm, textArea, textField, tickBox } from '../../parts/form.ts'
import { each, html, type Html, moneySaid, nothing, say, when, written } from '../../parts/html.ts'
import { icon } from '../../parts/icon.ts'
import { sayDate, sayDay } from '../../parts/time.ts'
import type { Visit } from '../../visit.ts'
import { feeShare } from '../sponsor/fee-share.ts'
import { plainMove, projectPage, textMove, projectMove } from './frame.ts'
import { sponsorsPart } from './sponsors-part.ts'

export const quotePage = projectPage('/quote', 'quote', async (visit, open) => {
  const { project } = open.file
  if (project.level === 'SAT') return { title: 'Estimate', content: html`${freeOfCharge()}${budgetary(visit, open)}` }
  const isEarly = stepOf(project.stage) === 'questionnaire'
  const share = html`${feeShare(visit, open)}${await sponsorsPart(visit, open)}`
  const content = isEarly
    ? html`${share}${budgetary(visit, open)}${request(visit, open)}`
    : html`${share}${await work(visit, open)}${firm(visit, open)}${order(visit, open)}${budgetary(visit, open)}`
  return { title: 'Quote and order', content }
})

async function work(visit: Visit, open: OpenProject): Promise<Html> {
  switch (open.file.project.stage) {
    case 'quote-to-request':
      return request(visit, open)
    case 'quote-preparation':
      return prepare(visit, open)
    case 'quote-agreement':
      return agree(visit, open)
    case 'quote-offered':
    case 'quote-with-sponsor':
      return orderForm(visit, open)
    default:
      return nothing
  }
}

/** A SAT costs nothing; the estimate is for a certification after it (5.2, 9.4). */
function freeOfCharge(): Html {
  return html`<p>
    The review of a SAT is part of the membership ${clauseLink('5.2')}. An estimate tells what a certification after it
    would cost; the firm quote follows once the SAT is accepted ${clauseLink('9.3')}.
  </p>`
}

function request(visit: Visit, open: OpenProject): Html {
  const move = offered(open.moves, 'request-firm-quote')
  if (!move) return nothing
  return html`<section class="section">
    <h2>Request the firm quote</h2>
    <p class="soft">
      It follows the ${say(isTrunk(open.file.product) ? 'review of the questionnaire' : 'acceptance of the SAT')}
      ${clauseLink('9.3')}, which goes with it: there is nothing more to attach.
    </p>
    ${moveForm({ visit, move: move.name, id: open.file.project.id, submit: move.says, obstacle: move.obstacle, fields: (form) => textArea({ form, name: 'note', label: 'A wish or a question', required: false, rows: 2 }) })}
  </section>`
}

function prepare(visit: Visit, open: OpenProject): Html {
  const move = offered(open.moves, 'prepare-quote')
  const requested = firmQuote(open.file.project)
  const lines = feeLines(basisOf(open.file, effortOf(open.file.plan.testCases)), open.figures.number)
  if (!move) return nothing
  return html`<section class="section">
    <h2>Prepare the quote</h2>
    ${when(requested?.requested.note, (note) => html`<p class="soft">The partner wrote: ${written(note)}</p>`)}
    <p class="soft">The plan gives this fee. Adjust it where something is out of the ordinary, and say why.</p>
    ${feeTable(lines)}
    ${moveForm({
      ...projectMove(visit, open, move),
      fields: (form) =>
        html`${findingList(move.findings)}
          <div class="field-row">
            ${textField({ form, name: 'adjustment', label: 'Adjustment in USD', type: 'number', value: '0', required: false })}
            ${textField({ form, name: 'reason', label: 'Its reason', required: false, most: 300 })}
          </div>
          ${textArea({ form, name: 'assumptions', label: 'Assumptions', required: false, rows: 3, help: 'One a line; they stand in the quotation.' })}`,
    })}
  </section>`
}

function agree(visit: Visit, open: OpenProject): Html {
  const move = offered(open.moves, 'issue-quote')
  if (!move) return nothing
  return html`<section class="section">
    <h2>Agree to the effort</h2>
    <p class="soft">When you agree, quotation, statement of work and ordering instructions are issued together.</p>
    ${findingList(move.findings)} ${plainMove(visit, open, 'issue-quote', { decides: true })}
    <details>
      <summary>Send it back</summary>
      ${textMove(visit, open, 'return-quote', { name: 'reason', label: 'What has to change' }, { tone: 'plain' })}
    </details>
  </section>`
}

function orderForm(visit: Visit, open: OpenProject): Html {
  const move = offered(open.moves, 'order')
  const quote = firmQuote(open.file.project)
  const revise = textMove(visit, open, 'revise-quote', { name: 'reason', label: 'What changes' }, { tone: 'plain' })
  if (!quote) return nothing
  return html`${
    move
      ? html`<section class="section">
          <h2>Order</h2>
          <p class="soft">
            The order takes up quotation ${quote.number} version
            ${quote.version}${quote.lines.length > 0 ? html` over ${moneySaid(totalOf(quote.lines))}` : nothing} and
            accepts its statement of work.
          </p>
          ${moveForm({
            ...projectMove(visit, open, move),
            decides: true,
            goTo: `/projects/${open.file.project.id}`,
            fields: (form) =>
              html`<input type="hidden" name="quote" value="${quote.number}" /><input
                  type="hidden"
                  name="version"
                  value="${quote.version}"
                />
                <div class="field-row">
                  ${textField({ form, name: 'purchaseOrder', label: 'Number of your purchase order', most: 60, mono: true })}
                  ${textField({ form, name: 'billingName', label: 'Bill to', value: billedTo(open) })}
                </div>
                ${textArea({ form, name: 'billingAddress', label: 'Billing address', rows: 3, most: 500 })}
                ${textField({ form, name: 'billingEmail', label: 'E-mail for the invoice', type: 'email' })}
                ${tickBox({ form, name: 'acceptsTerms', label: 'I have read the statement of work and accept it.' })}`,
          })}
        </section>`
      : nothing
  }
  ${
    revise === nothing
      ? nothing
      : html`<details>
          <summary>Make a new version of the quote</summary>
          ${revise}
        </details>`
  }`
}

function billedTo({ file }: OpenProject): string {
  return file.project.stage === 'quote-with-sponsor' ? (file.sponsor?.name ?? '') : file.organisation.name
}

function firm(visit: Visit, open: OpenProject): Html {
  const quotes = open.file.project.quotes.filter((quote) => quote.kind === 'firm').toReversed()
  const [current, ...earlier] = quotes
  if (!current) return nothing
  return html`<section class="section">
    <h2>Firm quote</h2>
    ${quoteView(visit, open, current)}
    ${
      earlier.length > 0
        ? html`<details>
            <summary>Earlier versions</summary>
            ${each(earlier, (quote) => quoteView(visit, open, quote))}
          </details>`
        : nothing
    }
  </section>`
}

const STATE_WORDS: Readonly<Record<Quote['state'], string>> = {
  requested: 'requested, being prepared',
  prepared: 'prepared, the lab has to agree',
  issued: 'issued',
  superseded: 'replaced by a newer version',
  ordered: 'ordered',
}

/** Whom it is made out to on path B (table E4). */
const PAYER_WORDS = {
  nobody: 'Nobody is charged.',
  vendor: html`The vendor bears the cost ${clauseLink('4B.a')}; it is kept on record.`,
  'as-agreed': html`Borne as sales unit and partner agreed ${clauseLink('4B.b')}.`,
  reseller: html`The reseller pays ${clauseLink('4B.c')}.`,
  partner: '',
} as const

function quoteView(visit: Visit, open: OpenProject, quote: Quote): Html {
  const expired = isExpired(quote, visit.day)
  // Those whose affair it is not are given no lines, and so no papers.
  const isShown = quote.lines.length > 0
  const base = `/projects/${open.file.project.id}/papers/${quote.number}/${quote.version}`
  return html`<div class="stack tight">
    <p>
      <span class="mono">${quote.number}</span> version ${quote.version}:
      ${say(expired ? 'no longer valid' : STATE_WORDS[quote.state])}${when(quote.issued, (stamp) => html`, ${sayDay(stamp.day, visit.day)}`)}${when(quote.validUntil, (day) => html`, valid until ${sayDate(day)}`)}
    </p>
    ${quote.issued || isShown ? when(PAYER_WORDS[quote.payer ?? 'partner'], (words) => html`<p>${words}</p>`) : nothing}
    ${isShown ? feeTable(quote.lines) : nothing}
    ${
      quote.issued && isShown
        ? html`<ul class="papers">
            ${each(Object.entries(QUOTE_PAPERS), ([paper, name]) => html`<li>${icon('file')} <a href="${base}/${paper}.pdf" data-turbo="false">${name}</a> <span class="soft small">PDF</span></li>`)}
          </ul>`
        : nothing
    }
    ${quote.issued && !isShown ? html`<p class="soft">Its lines and papers are for whoever bears it.</p>` : nothing}
  </div>`
}

export function feeTable(lines: readonly FeeLine[]): Html {
  return html`<table class="plain-table fee">
    <thead>
      <tr>
        <th scope="col">What it consists of</th>
        <th scope="col">Clause</th>
        <th scope="col" class="figure">Amount</th>
      </tr>
    </thead>
    <tbody>
      ${each(
        lines,
        (line) =>
          html`<tr>
            <td>${say(line.says)}</td>
            <td>${clauseLink(line.clause)}</td>
            <td class="figure">${moneySaid(line.amount)}</td>
          </tr>`,
      )}
    </tbody>
    <tfoot>
      <tr>
        <th scope="row" colspan="2">Total, before tax</th>
        <td class="figure">${moneySaid(totalOf(lines))}</td>
      </tr>
    </tfoot>
  </table>`
}

function order(visit: Visit, open: OpenProject): Html {
  return when(
    open.file.project.order,
    (placed) =>
      html`<section class="section">
        <h2>Order</h2>
        <dl class="facts">
          <dt>Purchase order</dt>
          <dd class="mono">${placed.purchaseOrder}</dd>
          <dt>Placed</dt>
          <dd>${sayDay(placed.day, visit.day)}</dd>
          ${when(
            placed.billing,
            ({ name, address, email }) =>
              html`<dt>Bill to</dt>
                <dd>${name}<br /><span class="lines">${address}</span></dd>
                <dt>Invoice to</dt>
                <dd>${email}</dd>`,
          )}
          <dt>Payment</dt>
          <dd>${placed.payment.state}${when(placed.payment.note, (note) => html`, ${written(note)}`)}</dd>
        </dl>
      </section>`,
  )
}

function budgetary(visit: Visit, open: OpenProject): Html {
  const given = open.file.project.quotes.filter((quote) => quote.kind === 'budgetary')
  const move = offered(open.moves, 'request-budgetary-quote')
  return html`<section class="section">
    <h2>Budgetary estimate</h2>
    ${each(given, (quote) => html`<p><span class="mono">${quote.number}</span>, ${when(quote.issued, (stamp) => sayDay(stamp.day, visit.day))}: ${quote.range ? html`<strong>${moneySaid(quote.range.least)} to ${moneySaid(quote.range.most)}</strong>` : say('on request')} ${clauseLink('9.4')}</p>`)}
    <p class="soft small">
      An estimate for planning, not an offer and not a cap. A firm quote follows the
      ${say(isTrunk(open.file.product) ? 'reviewed questionnaire' : 'accepted SAT')}.
    </p>
    ${move && given.length === 0 ? moveForm({ visit, move: move.name, id: open.file.project.id, submit: move.says, tone: 'plain', fields: () => html`<input type="hidden" name="note" value="" />` }) : nothing}
  </section>`
}
