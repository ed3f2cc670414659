/** Developer equipment at a discount (4C.6d, 5N.c): what members may choose from, what was asked for, and one request. */
import { type EquipmentRow, platformsWithBills } from '../../../src/app/ask/equipment.ts'
import { offered, type OfferedMove } from '../../../src/app/ask/moves.ts'
import { openThing } from '../../../src/app/ask/open-thing.ts'
import { figures } from '../../../src/app/house.ts'
import { EQUIPMENT_LIST } from '../../../src/app/lists/companies.ts'
import { TARGETS } from '../../../src/app/targets.ts'
import {
  type BillLine,
  discounted,
  EQUIPMENT_STATES,
  type EquipmentBill,
  listPriceOf,
  SEES_EQUIPMENT,
} from '../../../src/programme/equipment.ts'
import type { Platform } from '../../../src/programme/platform.ts'
import { may, PARTNER, whoseAlone } from '../../../src/programme/permission.ts'
import { clauseLink } from '../../parts/because.ts'
import { obstacleNote, textArea, textField } from '../../parts/form.ts'
import { address, each, html, type Html, moneySaid, nothing, say, when } from '../../parts/html.ts'
import { portalPage } from '../../parts/layout.ts'
import { fileLinks, pageOf } from '../../parts/listing.ts'
import { type Column, ledger, pager } from '../../parts/table.ts'
import { sayDay } from '../../parts/time.ts'
import { page, type Visit } from '../../visit.ts'
import { foldedMove } from './parts.ts'

export const equipmentPage = page('/equipment', SEES_EQUIPMENT, async (visit) => {
  const own = ownOf(visit)
  const found = await pageOf(visit, EQUIPMENT_LIST)
  const content = html`<div class="page-head">
      <h1>Developer equipment</h1>
      <p class="lead">
        Members buy what they develop and test with below its list price ${clauseLink('4C.6d')}. The membership fee
        includes none of it ${clauseLink('4C.FN2')}.
      </p>
    </div>
    <section class="section">
      <h2>${say(own ? 'What you asked for' : 'What members asked for')}</h2>
      ${ledger<EquipmentRow>({
        caption: 'Requests for equipment',
        items: found.rows,
        to: ({ order }) => `/equipment/${order.id}`,
        columns: columns(visit, own === null),
        empty: html`<p>
          ${say(own ? 'Nothing yet. Choose a bill of material below and ask for a quote.' : 'No member has asked for equipment yet.')}
        </p>`,
      })}
      ${pager({ older: found.after ? address('/equipment', { after: found.after }) : null, first: visit.query.has('after') ? '/equipment' : null })}
      ${fileLinks(visit, EQUIPMENT_LIST)}
    </section>
    ${await bills(visit, own)}`
  return portalPage({ visit, title: 'Developer equipment', content, crumbs: [['/equipment', 'Equipment']] })
})

/** The partner whose things are shown; null for the office, which sees everybody's. */
function ownOf({ actor }: Visit): string | null {
  return whoseAlone(actor, SEES_EQUIPMENT)
}

function columns(visit: Visit, withCompany: boolean): readonly Column<EquipmentRow>[] {
  return [
    {
      head: 'Equipment',
      cell: ({ order, platform }) => html`${order.bill.name} <span class="soft">${platform}</span>`,
    },
    ...(withCompany ? [{ head: 'Member', cell: (row: EquipmentRow) => row.organisation }] : []),
    { head: 'Sets', kind: 'figure', cell: ({ order }) => String(order.sets) },
    {
      head: 'Price',
      kind: 'figure',
      cell: ({ order }) =>
        order.quote ? moneySaid(order.quote.total) : html`<span class="soft">not quoted yet</span>`,
    },
    { head: 'Stands', cell: ({ order }) => EQUIPMENT_STATES[order.state] },
    { head: 'Asked', kind: 'figure', cell: ({ order }) => sayDay(order.asked.day, visit.day) },
    { head: 'Number', kind: 'mono', cell: ({ order }) => order.number },
  ]
}

async function bills(visit: Visit, own: string | null): Promise<Html> {
  const platforms = await platformsWithBills(visit.house.database)
  const figure = await figures(visit.house.database, visit.day)
  const percent = figure.number('equipment.discount-percent')
  const asking =
    own && may(visit.actor, PARTNER, { organisation: own })
      ? offered((await openThing(visit.house, visit.actor, TARGETS.newEquipmentOrder, own)).moves, 'ask-for-equipment')
      : null
  return html`<section class="section">
    <h2>Bills of material</h2>
    ${when(asking?.obstacle, (obstacle) => obstacleNote(obstacle, 'equipment-why'))}
    ${
      platforms.length === 0
        ? html`<div class="empty">
            <p>The programme keeps no bill of material yet. The office adds them on the page of a platform.</p>
          </div>`
        : each(platforms, (platform) =>
            each(platform.bills ?? [], (bill) => billCard(visit, platform, bill, percent, { own, asking })),
          )
    }
  </section>`
}

function billCard(
  visit: Visit,
  platform: Platform,
  bill: EquipmentBill,
  percent: number,
  { own, asking }: { readonly own: string | null; readonly asking: OfferedMove | null },
): Html {
  return html`<article class="card">
    <h3>${bill.name} <span class="soft">${platform.name}</span></h3>
    ${when(bill.says, (says) => html`<p>${says}</p>`)} ${billTable(bill)} ${prices(bill, 1, percent)}
    ${
      own
        ? foldedMove(asking, {
            visit,
            id: own,
            key: `${platform.id}/${bill.id}`,
            goTo: '/equipment/:equipment-order',
            fields: (form) =>
              html`<input type="hidden" name="platform" value="${platform.id}" />
                <input type="hidden" name="bill" value="${bill.id}" />
                ${textField({ form, name: 'sets', label: 'How many sets', type: 'number', value: '1' })}
                ${textArea({ form, name: 'purpose', label: 'What it is for', rows: 3, most: 1000, help: 'In-house development, lab or test.' })}`,
          })
        : nothing
    }
  </article>`
}

export function billTable(bill: EquipmentBill, sets = 1): Html {
  return ledger<BillLine>({
    caption: say`Parts of ${bill.name}`,
    items: bill.lines,
    columns: [
      { head: 'Part', kind: 'mono', cell: (row) => row.part },
      { head: 'What it is', cell: (row) => row.says },
      { head: 'Quantity', kind: 'figure', cell: (row) => String(row.quantity * sets) },
      { head: 'List price each', kind: 'figure', cell: (row) => moneySaid(row.price) },
    ],
    empty: nothing,
  })
}

/** List price, what comes off it and why, and what is left. */
export function prices(bill: EquipmentBill, sets: number, percent: number): Html {
  const list = listPriceOf(bill, sets)
  const total = discounted(list, percent)
  return html`<dl class="facts">
    <dt>List price</dt>
    <dd>${moneySaid(list)}</dd>
    <dt>Members’ discount</dt>
    <dd>${percent} %, ${moneySaid({ ...list, cents: total.cents - list.cents })} ${clauseLink('4C.6d')}</dd>
    <dt>Total</dt>
    <dd><strong>${moneySaid(total)}</strong></dd>
  </dl>`
}
