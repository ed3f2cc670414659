/** The bills of material that the programme keeps beside a platform, from which members choose (5N.c). */
import { offered, type OfferedMove } from '../../../src/app/ask/moves.ts'
import { type EquipmentBill } from '../../../src/programme/equipment.ts'
import type { Platform } from '../../../src/programme/platform.ts'
import { clauseLink } from '../../parts/because.ts'
import { textArea, textField } from '../../parts/form.ts'
import { each, html, type Html, when } from '../../parts/html.ts'
import { rowTable } from '../../parts/row-table.ts'
import type { Visit } from '../../visit.ts'
import { billTable } from './equipment.ts'
import { foldedMove } from './parts.ts'

const CELLS = [
  { name: 'part', label: 'Part' },
  { name: 'says', label: 'What it is' },
  { name: 'quantity', label: 'Quantity' },
  { name: 'price', label: 'List price each, USD' },
] as const

export function billSection(visit: Visit, platform: Platform, moves: readonly OfferedMove[]): Html {
  const bills = platform.bills ?? []
  return html`<section class="section" id="bills">
    <h2>Developer equipment ${clauseLink('5N.c')}</h2>
    ${
      bills.length === 0
        ? html`<p class="soft">
            No bill of material is kept. One lists what a developer typically needs; members then ask for it at a
            discount.
          </p>`
        : each(
            bills,
            (bill) =>
              html`<article class="card">
                <h3>${bill.name}</h3>
                ${when(bill.says, (says) => html`<p>${says}</p>`)} ${billTable(bill)}
                <div class="folds">
                  ${billForm(visit, platform, moves, bill)}
                  ${foldedMove(offered(moves, 'drop-equipment-bill'), {
                    visit,
                    id: platform.id,
                    key: bill.id,
                    tone: 'grave',
                    submit: 'Take it back',
                    fields: () =>
                      html`<input type="hidden" name="bill" value="${bill.id}" />
                        <p>What members asked for already stays as it is.</p>`,
                  })}
                </div>
              </article>`,
          )
    }
    ${billForm(visit, platform, moves, null)}
  </section>`
}

function billForm(visit: Visit, platform: Platform, moves: readonly OfferedMove[], bill: EquipmentBill | null): Html {
  const filled = (bill?.lines ?? []).map(({ part, says, quantity, price }) => ({
    part,
    says,
    quantity: String(quantity),
    price: (price.cents / 100).toFixed(2),
  }))
  return foldedMove(
    offered(moves, 'set-equipment-bill'),
    {
      visit,
      id: platform.id,
      key: `set ${bill?.id ?? ''}`,
      submit: 'Keep it',
      fields: (form) =>
        html`${
          bill
            ? html`<input type="hidden" name="bill" value="${bill.id}" /><input
                  type="hidden"
                  name="name"
                  value="${bill.name}"
                />`
            : textField({ form, name: 'name', label: 'Name', most: 120, placeholder: 'Starter set for trunks' })
        }
        ${textArea({ form, name: 'says', label: 'For whom it is', required: false, rows: 2, most: 600, value: bill?.says })}
        ${rowTable({ form, title: 'Parts', name: 'lines', cells: CELLS, filled, most: 60 })}`,
    },
    bill ? 'Change it' : 'Add a bill of material',
  )
}
