/** Opening a ticket: the support answer for the deployment in the address, and what goes on beneath it. */
import { type Named, resellerCalled, resellersNamed } from '../../../src/app/ask/tickets.ts'
import { supportCheck, type SupportCheck } from '../../../src/app/ask/public-support.ts'
import { refuseUnnamed } from '../../../src/app/ask/support.ts'
import { countryInSentence } from '../../../src/kernel/country.ts'
import { Refusal } from '../../../src/kernel/refusal.ts'
import type { Permission } from '../../../src/programme/permission.ts'
import { clauseLink } from '../../parts/because.ts'
import { moveForm, textArea, textField } from '../../parts/form.ts'
import { refusalBox } from '../../parts/refusal.ts'
import { contactSaid } from '../../parts/contact.ts'
import { address, each, html, type Html, nothing, say } from '../../parts/html.ts'
import { portalPage } from '../../parts/layout.ts'
import { ledger } from '../../parts/table.ts'
import { page, type Visit } from '../../visit.ts'
import { FILTER, filterForm } from './parts.ts'

export const OPENS_TICKETS = { 'reseller-sponsor': 'any', 'support-agent': 'any' } as const satisfies Permission

const DEPLOYMENT = ['product', 'productRelease', 'platform', 'platformRelease', 'country'] as const

export const newTicketPage = page('/tickets/new', OPENS_TICKETS, async (visit) => {
  const check = await checked(visit)
  const content = html`<div class="page-head">
      <h1>Open a ticket</h1>
      <p class="lead">Support helps resellers with what is certified, as far as the level says ${clauseLink('6.4')}.</p>
    </div>
    ${
      check === null
        ? html`<div class="empty">
            <p>
              A ticket rests on the support answer for one deployment. Check support for it, and open it from there.
            </p>
            <a class="button primary" href="/support">Check support first</a>
          </div>`
        : check instanceof Refusal
          ? html`${refusalBox(check)}
              <p><a class="button plain" href="/support">Check support first</a></p>`
          : await form(visit, check)
    }`
  return portalPage({
    visit,
    title: 'Open a ticket',
    content,
    crumbs: [
      ['/tickets', 'Tickets'],
      ['/tickets/new', 'New'],
    ],
  })
})

/** Null where nothing is said of a deployment yet. */
async function checked(visit: Visit): Promise<SupportCheck | Refusal | null> {
  const [product = '', productRelease = '', platform = '', platformRelease = '', country = ''] = DEPLOYMENT.map(
    (name) => visit.query.get(name) ?? '',
  )
  if (DEPLOYMENT.every((name) => (visit.query.get(name) ?? '') === '')) return null
  if ([product, productRelease, platform, platformRelease, country].includes('')) {
    return new Refusal('wrong-input', {
      says: 'It is not said in full which deployment it is about.',
      next: 'Check support for it; from the answer a ticket is opened.',
      clause: '6.4',
    })
  }
  const fieldIssue = visit.query.get('fieldIssue') ?? ''
  const question = { product, productRelease, platform, platformRelease, country: country.toUpperCase(), on: visit.day }
  try {
    await refuseUnnamed(visit.house.database, visit.actor, visit.day, question.product)
    return await supportCheck(visit.house.database, { ...question, ...(fieldIssue ? { fieldIssue } : {}) }, visit.day)
  } catch (fault) {
    if (fault instanceof Refusal) return fault
    throw fault
  }
}

async function form(visit: Visit, { answer, product, platform }: SupportCheck): Promise<Html> {
  const part = (name: string) => visit.query.get(name) ?? ''
  // A reseller asks for itself; whoever takes the call says for which reseller it is (6.4).
  const isTakenDown = !visit.actor.parts.includes('reseller-sponsor')
  const reseller = isTakenDown ? await resellerCalled(visit.house.database, part('requester')) : null
  return html`<section class="section">
    <h2>
      ${product.name} <span class="mono">${part('productRelease')}</span> on ${platform.name}
      <span class="mono">${part('platformRelease')}</span>, a customer in
      ${countryInSentence(part('country').toUpperCase())}
    </h2>
    <p>
      <strong>${say(answer.supported ? 'Support helps.' : 'Support does not help.')}</strong> ${say(answer.says)}
      ${clauseLink(answer.clause)}
    </p>
    <p>
      ${say(answer.supported ? 'The ticket goes to' : 'You are redirected, and that is on record, to')}:
      ${contactSaid(answer.contact)}
    </p>
    ${
      isTakenDown && !reseller
        ? await choose(visit)
        : moveForm({
            visit,
            move: 'open-ticket',
            id: '',
            goTo: '/tickets/:ticket',
            submit: answer.supported ? 'Open the ticket' : 'Put the redirect on record',
            fields: (state) =>
              html`${reseller ? caller(visit, reseller) : nothing} ${deployment(visit)}
              ${textArea({ form: state, name: 'problem', label: 'What goes wrong', rows: 6, most: 4000, help: 'What was done, what was expected, what was seen, and since when. No telephone numbers of callers, no passwords.' })}`,
          })
    }
  </section>`
}

/** What the answer rests on goes along, whatever is sent. */
function deployment(visit: Visit): Html {
  return html`${each([...DEPLOYMENT, 'fieldIssue'], (name) => {
    const value = visit.query.get(name) ?? ''
    return value === '' ? nothing : html`<input type="hidden" name="${name}" value="${value}" />`
  })}`
}

function caller(visit: Visit, reseller: Named): Html {
  return html`<input type="hidden" name="requester" value="${reseller.id}" />
    <p>For <strong>${reseller.name}</strong>. <a href="${sameDeployment(visit, {})}">Another reseller called</a></p>`
}

async function choose(visit: Visit): Promise<Html> {
  const search = (visit.query.get('search') ?? '').slice(0, 120)
  return html`<h3>Which reseller called?</h3>
    ${filterForm(
      '/tickets/new',
      html`${deployment(visit)}
        <div class="search">
          ${textField({ form: FILTER, name: 'search', label: 'Reseller', type: 'search', value: search })}
        </div>`,
      false,
    )}
    ${ledger<Named>({
      caption: 'Resellers found',
      items: await resellersNamed(visit.house.database, search),
      to: ({ id }) => sameDeployment(visit, { requester: id }),
      columns: [{ head: 'Reseller', cell: ({ name }) => name }],
      empty:
        search === ''
          ? html`<p>Support helps resellers ${clauseLink('6.4')}. Look for the one who called by its name.</p>`
          : html`<p>No reseller is called so. A customer turns to the reseller of the deployment, who calls.</p>`,
    })}`
}

function sameDeployment(visit: Visit, more: Readonly<Record<string, string>>): string {
  const asked = [...DEPLOYMENT, 'fieldIssue'].map((name) => [name, visit.query.get(name)])
  return address('/tickets/new', { ...Object.fromEntries(asked), ...more })
}
