/** One request for developer equipment: what was asked for, what it costs and why, and where it stands (5N.c). */
import { offered } from '../../../src/app/ask/moves.ts'
import { openThing } from '../../../src/app/ask/open-thing.ts'
import { namesOf } from '../../../src/app/ask/people.ts'
import { TARGETS } from '../../../src/app/targets.ts'
import { EQUIPMENT_STATES, type EquipmentOrder, SEES_EQUIPMENT } from '../../../src/programme/equipment.ts'
import type { Stamp } from '../../../src/programme/stamp.ts'
import { clauseLink } from '../../parts/because.ts'
import { textArea, textField } from '../../parts/form.ts'
import { each, html, type Html, say, when, written } from '../../parts/html.ts'
import { portalPage } from '../../parts/layout.ts'
import { sayDate } from '../../parts/time.ts'
import { page, type Visit } from '../../visit.ts'
import { billTable, prices } from './equipment.ts'
import { foldedMove, prose, sayStamp } from './parts.ts'

export const equipmentOrderPage = page('/equipment/:order', SEES_EQUIPMENT, async (visit) => {
  const open = await openThing(visit.house, visit.actor, TARGETS.equipmentOrder, visit.part('order'))
  const { file, moves } = open
  const { order, organisation } = file
  const percent = order.quote?.percent ?? open.figures.number('equipment.discount-percent')
  const form = { visit, id: order.id }
  const content = html`<div class="page-head">
      <p class="eyebrow mono">${order.number}</p>
      <h1>${order.bill.name}</h1>
      <p class="row">
        <span class="tag">${say(EQUIPMENT_STATES[order.state])}</span> <span>for ${organisation.name}</span>
      </p>
    </div>
    <section class="section">
      <h2>What it is for</h2>
      ${prose(order.purpose)}
    </section>
    <section class="section">
      <h2>What it costs</h2>
      ${billTable(order.bill, order.sets)} ${prices(order.bill, order.sets, percent)}
      ${
        order.quote
          ? html`<p>
                Quoted, and stands until ${sayDate(order.quote.validUntil)} ${clauseLink('5N.c')}. The membership fee
                includes none of it ${clauseLink('4C.FN2')}.
              </p>
              ${when(order.quote.note, prose)}`
          : html`<p class="soft">
              Reckoned with the discount members usually have; what the office quotes is what counts.
            </p>`
      }
    </section>
    ${await course(visit, order)}
    <div class="folds">
      ${foldedMove(offered(moves, 'quote-equipment'), {
        ...form,
        fields: (state) =>
          html`${textField({ form: state, name: 'percent', label: 'Below the list price, in %', type: 'number', value: String(percent) })}
          ${textArea({ form: state, name: 'note', label: 'Note', required: false, rows: 2, most: 1000, help: 'The member reads it.' })}`,
      })}
      ${foldedMove(offered(moves, 'decline-equipment'), {
        ...form,
        tone: 'grave',
        fields: (state) =>
          html`${textArea({ form: state, name: 'reason', label: 'Why not', rows: 2, most: 1000 })}
          ${textArea({ form: state, name: 'next', label: 'What they can do instead', rows: 2, most: 1000 })}`,
      })}
      ${foldedMove(offered(moves, 'withdraw-equipment'), {
        ...form,
        tone: 'plain',
        fields: (state) =>
          textArea({
            form: state,
            name: 'reason',
            label: 'Why',
            rows: 2,
            most: 1000,
            help: 'The office reads it. You can ask anew at any time.',
          }),
      })}
      ${foldedMove(offered(moves, 'order-equipment'), {
        ...form,
        fields: (state) =>
          html`<input type="hidden" name="cents" value="${order.quote?.total.cents ?? 0}" />
            ${textField({ form: state, name: 'purchaseOrder', label: 'Your purchase order', most: 80 })}`,
      })}
      ${foldedMove(offered(moves, 'note-equipment-delivered'), {
        ...form,
        fields: (state) => textArea({ form: state, name: 'note', label: 'Note', required: false, rows: 2, most: 500 }),
      })}
    </div>`
  return portalPage({
    visit,
    title: order.number,
    content,
    crumbs: [
      ['/equipment', 'Equipment'],
      [visit.path, order.number],
    ],
  })
})

async function course(visit: Visit, order: EquipmentOrder): Promise<Html> {
  const steps = [
    ['Asked for', order.asked, ''],
    ['Quoted', order.quote, ''],
    ['Declined', order.declined, order.declined ? `${order.declined.reason} ${order.declined.next}` : ''],
    ['Withdrawn', order.withdrawn ?? null, order.withdrawn?.reason ?? ''],
    ['Ordered', order.ordered, order.ordered ? say`under ${order.ordered.purchaseOrder}` : ''],
    ['Delivered', order.delivered, order.delivered?.note ?? ''],
  ] as const satisfies readonly (readonly [string, Stamp | null, string])[]
  const done = steps.flatMap(([says, stamp, more]) => (stamp ? [{ says, stamp, more }] : []))
  const names = await namesOf(
    visit.house.database,
    done.map(({ stamp }) => stamp.by),
  )
  return html`<section class="section">
    <h2>Where it stands</h2>
    <ol class="rows">
      ${each(
        done,
        ({ says, stamp, more }) =>
          html`<li>
            <strong>${says}</strong> ${written(more)}
            <span class="small soft">${sayStamp(stamp, names, visit.day)}</span>
          </li>`,
      )}
    </ol>
  </section>`
}
