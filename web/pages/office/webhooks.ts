/** Webhooks: what an organisation's programs are told, where to, and how one is added. */
import { offered } from '../../../src/app/ask/moves.ts'
import { openThing } from '../../../src/app/ask/open-thing.ts'
import type { WebhookRow } from '../../../src/app/ask/webhooks.ts'
import { WEBHOOK_LIST } from '../../../src/app/lists/webhooks.ts'
import { TARGETS } from '../../../src/app/targets.ts'
import { hostOf } from '../../../src/kernel/web-address.ts'
import { may, whoseAlone } from '../../../src/programme/permission.ts'
import { type DeliveryState, KEEPS_WEBHOOKS, SEES_WEBHOOKS, type Webhook } from '../../../src/programme/webhook.ts'
import { WEBHOOK_KIND_NAMES, WEBHOOK_KINDS, type WebhookKind } from '../../../src/programme/webhook-kinds.ts'
import { choiceCards, textField } from '../../parts/form.ts'
import { type FormState } from '../../parts/form-state.ts'
import { address, html, type Html, nothing, say } from '../../parts/html.ts'
import { portalPage } from '../../parts/layout.ts'
import { fileLinks, pageOf } from '../../parts/listing.ts'
import { type Column, ledger, pager } from '../../parts/table.ts'
import { sayDay } from '../../parts/time.ts'
import { page, type Visit } from '../../visit.ts'
import { foldedMove } from './parts.ts'
import { howToVerify } from './webhook-parts.ts'

export const webhookListPage = page('/webhooks', SEES_WEBHOOKS, async (visit) => {
  const own = whoseAlone(visit.actor, SEES_WEBHOOKS)
  const chosen = own ?? (visit.query.get('organisation') || null)
  const found = await pageOf(visit, WEBHOOK_LIST)
  const content = html`<div class="page-head">
      <h1>Webhooks</h1>
      <p class="lead">
        Your own programs are told what happens here: each fact is sent to an address of yours, signed, and tried again
        until it is taken.
      </p>
    </div>
    <section class="section">
      ${ledger<WebhookRow>({
        caption: 'Webhooks',
        items: found.rows,
        to: ({ webhook }) => `/webhooks/${webhook.id}`,
        columns: columns(visit, own === null),
        empty: html`<p>
          No webhook yet. Add one, and a program of yours hears of
          ${say(own ? 'your projects, decisions and certifications' : 'projects, decisions and certifications')} as they
          happen, without asking.
        </p>`,
      })}
      ${pager({ older: found.after ? address('/webhooks', { organisation: own ? null : chosen, after: found.after }) : null, first: visit.query.has('after') ? address('/webhooks', { organisation: own ? null : chosen }) : null })}
      ${found.rows.length > 0 ? fileLinks(visit, WEBHOOK_LIST, { organisation: own ? null : chosen }) : nothing}
      ${await adding(visit, chosen ?? visit.actor.organisation)}
    </section>
    ${howToVerify(found.rows.length === 0)}`
  return portalPage({ visit, title: 'Webhooks', content, crumbs: [['/webhooks', 'Webhooks']] })
})

function columns(visit: Visit, withCompany: boolean): readonly Column<WebhookRow>[] {
  return [
    { head: 'Sent to', cell: ({ webhook }) => html`<span class="mono">${hostOf(webhook.address)}</span>` },
    ...(withCompany ? [{ head: 'Organisation', cell: (row: WebhookRow) => row.organisation }] : []),
    { head: 'Told of', cell: ({ webhook }) => sayKinds(webhook.kinds) },
    { head: 'Stands', cell: ({ webhook, last }) => standsAs(webhook, last) },
    { head: 'Added', kind: 'figure', cell: ({ webhook }) => sayDay(webhook.added.day, visit.day) },
  ]
}

function sayKinds(kinds: readonly WebhookKind[]): string {
  return kinds.length === WEBHOOK_KIND_NAMES.length
    ? say('everything')
    : kinds.map((kind) => say(WEBHOOK_KINDS[kind].says)).join(', ')
}

function standsAs({ state, ended }: Webhook, last: DeliveryState | null): string {
  if (state !== 'on') return say(ended?.gaveUp ? 'off: nobody took what it was sent' : 'off')
  if (last === 'waiting' || last === 'given-up') return say('on, the last try failed')
  return say(last === null ? 'on, nothing sent yet' : 'on')
}

/** For one's own organisation; the office adds the vendor's own, and those of whichever it looks at. */
async function adding(visit: Visit, organisation: string | null): Promise<Html> {
  if (organisation === null || !may(visit.actor, KEEPS_WEBHOOKS, { organisation })) return nothing
  const { file, moves } = await openThing(visit.house, visit.actor, TARGETS.newWebhook, organisation)
  return foldedMove(
    offered(moves, 'add-webhook'),
    { visit, id: organisation, goTo: '/webhooks/:webhook', fields: (form) => webhookFields(form) },
    organisation === visit.actor.organisation ? 'Add a webhook' : `Add a webhook of ${file.organisation.name}`,
  )
}

export function webhookFields(form: FormState, webhook?: Webhook): Html {
  return html`${textField({
    form,
    name: 'address',
    label: 'Address',
    type: 'url',
    mono: true,
    value: webhook?.address,
    placeholder: 'https://hooks.example.com/certwright',
    help: 'On the public internet, with https. Besides you only the programme office sees it.',
  })}
  ${choiceCards({
    form,
    name: 'kinds',
    label: 'What it is told',
    many: true,
    value: (webhook?.kinds ?? ['projects', 'decisions', 'certifications', 'standing']).join(' '),
    choices: WEBHOOK_KIND_NAMES.map((value) => ({
      value,
      says: WEBHOOK_KINDS[value].says,
      help: WEBHOOK_KINDS[value].help,
    })),
  })}`
}
