/** A project at a glance: what it is, what was agreed, the slot, and the moves that belong to no other page. */
import { titleOf } from '../../../src/conformance/words.ts'
import { peopleInRole } from '../../../src/app/ask/people.ts'
import { offered } from '../../../src/app/ask/moves.ts'
import type { OpenProject } from '../../../src/app/ask/projects.ts'
import { addBusinessDays } from '../../../src/kernel/day.ts'
import { FAMILY_NAMES } from '../../../src/programme/interface.ts'
import { LEVEL_NAMES } from '../../../src/programme/level.ts'
import { releaseOf } from '../../../src/programme/platform.ts'
import { isTrunk, productReleaseOf } from '../../../src/programme/product.ts'
import { READINESS_STATEMENTS, TOPOLOGIES } from '../../../src/programme/project.ts'
import { firmQuote } from '../../../src/programme/quote.ts'
import { totalOf } from '../../../src/programme/fees.ts'
import { WAIVABLE_RULES, type Waiver, waiversOn } from '../../../src/programme/waiver.ts'
import { factsOfProject } from '../../../src/app/ask/journal.ts'
import { clauseLink, findingList } from '../../parts/because.ts'
import { moveForm, selectField, textArea, textField, tickBox } from '../../parts/form.ts'
import {
  count,
  each,
  html,
  type Html,
  lowerFirst,
  moneySaid,
  nothing,
  oursOrWritten,
  say,
  when,
  written,
} from '../../parts/html.ts'
import { sayDate, sayDay } from '../../parts/time.ts'
import type { Visit } from '../../visit.ts'
import { takenAlready } from '../sponsor/lab-calendar.ts'
import { labLine } from '../sponsor/lab-line.ts'
import { aiming } from '../sponsor/signing.ts'
import { besideSection } from './beside-part.ts'
import { projectPage, textMove, projectMove } from './frame.ts'
import { factList } from './journal.ts'
import { satOutcome } from './sat-outcome.ts'

export const overviewPage = projectPage('', 'overview', async (visit, open) => {
  const facts = await factsOfProject(visit.house.database, open.file.project.id, 6)
  const content = html`${await work(visit, open)} ${await labLine(visit, open)} ${scope(visit, open)}
    ${await besideSection(visit, open.file.project)} ${await aiming(visit, open)} ${agreed(visit, open)}
    ${waivers(visit, open)}
    <section class="section">
      <h2>Lately</h2>
      ${factList(facts)}
      <p><a href="/projects/${open.file.project.id}/journal">The whole journal</a></p>
    </section>
    ${closing(visit, open)}`
  return { title: 'Overview', content }
})

/** The stage's own work, where this is its place. */
async function work(visit: Visit, open: OpenProject): Promise<Html> {
  switch (open.file.project.stage) {
    case 'readiness':
      return readiness(visit, open)
    case 'slot-to-offer':
    case 'slot-offered':
      return html`${slotOnOffer(visit, open)}${await offerSlot(visit, open)}`
    case 'scheduled':
      return scheduled(visit, open)
    case 'sat-accepted':
    case 'sat-update':
      return satOutcome(visit, open)
    default:
      return nothing
  }
}

function readiness(visit: Visit, open: OpenProject): Html {
  const move = offered(open.moves, 'declare-readiness')
  if (!move) return nothing
  return html`<section class="section">
    <h2>Declare the release ready</h2>
    <p class="soft">
      Certification is no substitute for your own testing. Tick what is so; the lab books a slot on your word.
    </p>
    ${moveForm({
      ...projectMove(visit, open, move),
      fields: (form) =>
        html`${each(Object.entries(READINESS_STATEMENTS), ([name, says]) => tickBox({ form, name, label: says }))}
        ${findingList(move.findings)}
        ${textArea({ form, name: 'note', label: 'Anything the lab should know', required: false, rows: 2 })}`,
    })}
  </section>`
}

function slotOnOffer(visit: Visit, open: OpenProject): Html {
  const { slot, stage } = open.file.project
  if (stage !== 'slot-offered' || !slot) return nothing
  const confirm = offered(open.moves, 'confirm-slot')
  return html`<section class="section">
    <h2>Slot on offer</h2>
    <p class="slot-days">${sayDate(slot.from)} to ${sayDate(slot.to)}</p>
    ${when(slot.note, (note) => html`<p class="soft">${written(note)}</p>`)}
    ${
      confirm
        ? html`<div class="two-forms">
            ${moveForm({ visit, move: 'confirm-slot', id: open.file.project.id, submit: confirm.says, obstacle: confirm.obstacle, fields: () => html`<input type="hidden" name="from" value="${slot.from}" />` })}
            <details>
              <summary>Another time suits better</summary>
              ${textMove(visit, open, 'ask-for-another-slot', { name: 'reason', label: 'When would you be ready?' }, { tone: 'plain' })}
            </details>
          </div>`
        : nothing
    }
  </section>`
}

async function offerSlot(visit: Visit, open: OpenProject): Promise<Html> {
  const move = offered(open.moves, 'offer-slot')
  if (!move) return nothing
  const { slot, stage } = open.file.project
  const engineers = await peopleInRole(visit.house.database, 'lab-engineer')
  const from = addBusinessDays(visit.day, 3)
  const taken = await takenAlready(visit, open.file.project.id)
  const form = moveForm({
    ...projectMove(visit, open, move),
    decides: true,
    fields: (state) =>
      html`${findingList(move.findings)}
        <div class="field-row">
          ${textField({ form: state, name: 'from', label: 'First day', type: 'date', value: slot?.from ?? from })}
          ${textField({ form: state, name: 'to', label: 'Last day', type: 'date', value: slot?.to ?? addBusinessDays(from, 4) })}
          ${selectField({ form: state, name: 'engineer', label: 'Engineer', value: visit.actor.id, choices: engineers.map((person) => ({ value: person.id, says: person.name })) })}
        </div>
        ${textField({ form: state, name: 'note', label: 'Bench or place', required: false, value: slot?.note ?? '' })}`,
  })
  return stage === 'slot-offered'
    ? html`<details class="section">
        <summary>Offer another slot instead</summary>
        ${taken}${form}
      </details>`
    : html`<section class="section">
        <h2>Offer a slot</h2>
        ${lastWish(open)}${taken}${form}
      </section>`
}

/** Why the slot before was given back. */
function lastWish(open: OpenProject): Html {
  const last = open.file.project.slot?.moved.at(-1)
  return when(
    last,
    (each_) => html`<p class="soft">The slot from ${sayDate(each_.from)} was given back: ${written(each_.reason)}</p>`,
  )
}

function scheduled(visit: Visit, open: OpenProject): Html {
  const { slot } = open.file.project
  const start = offered(open.moves, 'start-testing')
  return html`<section class="section">
    <h2>Slot confirmed</h2>
    ${when(
      slot,
      (each_) =>
        html`<p class="slot-days">${sayDate(each_.from)} to ${sayDate(each_.to)}</p>
          ${when(each_.note, (note) => html`<p class="soft">${written(note)}</p>`)}`,
    )}
    ${
      start
        ? moveForm({
            visit,
            move: start.name,
            id: open.file.project.id,
            submit: start.says,
            obstacle: start.obstacle,
            goTo: `/projects/${open.file.project.id}/testing`,
            fields: (form) =>
              html`${findingList(start.findings)}
              ${textArea({ form, name: 'setUp', label: 'Set-up', rows: 3, help: 'Bench, trunk, numbers, where the capture is taken: what somebody would need to do it again.' })}`,
          })
        : nothing
    }
    <details>
      <summary>The slot has to change</summary>
      ${textMove(visit, open, 'ask-for-another-slot', { name: 'reason', label: 'Why, and when would suit?' }, { tone: 'plain' })}
      ${textMove(visit, open, 'move-slot', { name: 'reason', label: 'Why the lab has to move it' }, { tone: 'plain' })}
    </details>
  </section>`
}

function scope(visit: Visit, { file }: OpenProject): Html {
  const { project, product, platform } = file
  const platformRelease = releaseOf(platform, project.platformRelease)
  const productRelease = productReleaseOf(product, project.productRelease)
  return html`<section class="section">
    <h2>${say(project.level === 'SAT' ? 'What is tested' : 'What is certified')}</h2>
    <dl class="facts">
      <dt>Product</dt>
      <dd>
        <a href="/products/${product.id}">${product.name}</a> ${project.productRelease},
        ${lowerFirst(FAMILY_NAMES[product.family])} ${availability(productRelease?.ga ?? null, visit)}
      </dd>
      <dt>Platform</dt>
      <dd>${platform.name} ${project.platformRelease} ${availability(platformRelease?.ga ?? null, visit)}</dd>
      <dt>Level</dt>
      <dd>
        ${project.level},
        ${say(LEVEL_NAMES[project.level])}${when(project.region, (region) => html`, valid in ${region}`)}
      </dd>
      <dt>Topology</dt>
      <dd>${say(TOPOLOGIES[project.topology])}</dd>
      <dt>Path</dt>
      <dd>${project.path}</dd>
      <dt>Plan</dt>
      <dd>${planWords(file)}</dd>
    </dl>
  </section>`
}

function planWords({ project, product, plan, sat }: OpenProject['file']): Html {
  const number = count(plan.testCases.length, 'test case')
  if (project.level === 'SAT') return html`<a href="/projects/${project.id}/plan">${number}</a>`
  const link = html`<a href="/projects/${project.id}/testing">${number}</a>`
  if (isTrunk(product)) return html`${link} by what the questionnaire declares`
  return sat
    ? html`${link}, built on the <a href="/projects/${sat.project}/plan">plan of the SAT</a> ${clauseLink('6.1')}`
    : html`${link} of the template`
}

function availability(ga: Visit['day'] | null, visit: Visit): Html {
  if (ga === null) return html`<span class="tag">not generally available</span>`
  return ga > visit.day
    ? html`<span class="tag">available from ${sayDate(ga)}</span>`
    : html`<span class="soft">since ${sayDay(ga, visit.day)}</span>`
}

function agreed(visit: Visit, open: OpenProject): Html {
  const { project } = open.file
  const quote = firmQuote(project)
  if (!quote && !project.order) return nothing
  return html`<section class="section">
    <h2>What was agreed</h2>
    <dl class="facts">
      ${when(
        quote,
        (each_) =>
          html`<dt>Quote</dt>
            <dd>
              <a href="/projects/${project.id}/quote"
                ><span class="mono">${each_.number}</span> version ${each_.version}</a
              >${each_.lines.length > 0 ? html`, ${moneySaid(totalOf(each_.lines))}` : nothing}
            </dd>`,
      )}
      ${when(
        project.order,
        (order) =>
          html`<dt>Order</dt>
            <dd>
              <span class="mono">${order.purchaseOrder}</span>, ${sayDay(order.day, visit.day)}; payment
              ${order.payment.state}
            </dd>`,
      )}
      ${when(
        project.retest,
        (retest) =>
          html`<dt>Retest</dt>
            <dd>
              ${count(retest.testCases.length, 'test case')}, ${moneySaid(retest.fee)}, asked for
              ${sayDay(retest.day, visit.day)}
              <ul class="plain-list small">
                ${each(
                  retest.testCases,
                  (testCase) =>
                    html`<li>
                      <a class="mono" href="/projects/${project.id}/testing/${testCase}">${testCase}</a>
                      ${oursOrWritten(titleOf(open.file, testCase))}
                    </li>`,
                )}
              </ul>
            </dd>`,
      )}
      ${when(
        project.readiness,
        (declared) =>
          html`<dt>Readiness</dt>
            <dd>
              declared ${sayDay(declared.day, visit.day)}${when(declared.note, (note) => html`: ${written(note)}`)}
            </dd>`,
      )}
      ${when(
        project.slot,
        (slot) =>
          html`<dt>Slot</dt>
            <dd>
              ${sayDate(slot.from)} to ${sayDate(slot.to)}, ${say(slot.confirmed ? 'confirmed' : 'not confirmed')}
            </dd>`,
      )}
    </dl>
    ${project.order?.payment.state === 'awaited' ? notePayment(visit, open) : nothing}
  </section>`
}

function notePayment(visit: Visit, open: OpenProject): Html {
  const move = offered(open.moves, 'note-payment')
  if (!move) return nothing
  return html`<details>
    <summary>Note the payment</summary>
    ${moveForm({
      visit,
      move: move.name,
      id: open.file.project.id,
      submit: move.says,
      tone: 'plain',
      obstacle: move.obstacle,
      fields: (form) =>
        html`<div class="field-row">
          ${selectField({
            form,
            name: 'state',
            label: 'It was',
            value: 'paid',
            choices: [
              { value: 'paid', says: 'paid' },
              { value: 'waived', says: 'waived' },
            ],
          })}
          ${textField({ form, name: 'note', label: 'How, or why', value: '' })}
        </div>`,
    })}
  </details>`
}

/** Rules taken off this project, for everybody who sees it; the programme manager gives and ends them (X-03). */
function waivers(visit: Visit, open: OpenProject): Html {
  const { project } = open.file
  const inForce = waiversOn(project, visit.day)
  const give = offered(open.moves, 'waive-rule')
  const canGive = give !== null && give.obstacle === null
  if (inForce.length === 0 && !canGive) return nothing
  return html`${
    inForce.length === 0
      ? nothing
      : html`<section class="section">
          <h2>Waivers</h2>
          ${each(inForce, (waiver) => waiverInForce(visit, open, waiver))}
        </section>`
  }
  ${
    canGive
      ? html`<details class="section">
          <summary>Waive a rule for this project</summary>
          ${moveForm({
            visit,
            move: give.name,
            id: project.id,
            submit: give.says,
            tone: 'plain',
            obstacle: give.obstacle,
            fields: (form) =>
              html`<div class="field-row">
                  ${selectField({
                    form,
                    name: 'rule',
                    label: 'Rule',
                    value: 'sat-precedes-higher-levels',
                    choices: Object.entries(WAIVABLE_RULES).map(([value, { says }]) => ({ value, says })),
                  })}
                  ${textField({ form, name: 'until', label: 'Last day', type: 'date', value: addBusinessDays(visit.day, 60) })}
                </div>
                ${textArea({ form, name: 'reason', label: 'Why', rows: 2, help: 'Everybody who sees the project reads it.' })}`,
          })}
        </details>`
      : nothing
  }`
}

function waiverInForce(visit: Visit, open: OpenProject, waiver: Waiver): Html {
  const end = offered(open.moves, 'end-waiver')
  const { says, reading } = WAIVABLE_RULES[waiver.rule]
  return html`<p>
      <strong>${says}</strong> ${clauseLink(reading)}: waived until ${sayDate(waiver.until)}. ${written(waiver.reason)}
    </p>
    ${
      end && !end.obstacle
        ? moveForm({
            visit,
            move: end.name,
            id: open.file.project.id,
            submit: end.says,
            tone: 'plain',
            obstacle: end.obstacle,
            fields: (form) =>
              html`<input type="hidden" name="rule" value="${waiver.rule}" />
                ${textField({ form, name: 'reason', label: 'Why it ends', value: '' })}`,
          })
        : nothing
    }`
}

function closing(visit: Visit, open: OpenProject): Html {
  const move = offered(open.moves, 'close-project')
  if (!move || move.obstacle) return nothing
  return html`<details class="closing">
    <summary>Close the project without a certification</summary>
    ${textMove(visit, open, 'close-project', { name: 'reason', label: 'Why', help: 'Everybody involved is told. A new project can be opened at any time.' }, { tone: 'grave' })}
  </details>`
}
