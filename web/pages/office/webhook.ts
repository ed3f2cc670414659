/** One webhook: where it sends to and what, its secret while that is new, and the log of everything it was sent. */
import { offered, type OfferedMove } from '../../../src/app/ask/moves.ts'
import { openThing } from '../../../src/app/ask/open-thing.ts'
import { deliveriesOf, type DeliveryRow, type Try } from '../../../src/app/ask/webhooks.ts'
import { namesOf } from '../../../src/app/ask/people.ts'
import { TARGETS } from '../../../src/app/targets.ts'
import { unshownSecret } from '../../../src/app/webhooks/secrets.ts'
import { hostOf } from '../../../src/kernel/web-address.ts'
import { type DeliveryState, SEES_WEBHOOKS, type Webhook } from '../../../src/programme/webhook.ts'
import { WEBHOOK_KINDS } from '../../../src/programme/webhook-kinds.ts'
import { textArea } from '../../parts/form.ts'
import { each, html, type Html, nothing, say, when } from '../../parts/html.ts'
import { icon } from '../../parts/icon.ts'
import { portalPage } from '../../parts/layout.ts'
import { shownSecret } from '../../parts/shown-secret.ts'
import { pager } from '../../parts/table.ts'
import { sayInstant } from '../../parts/time.ts'
import { pageInPerson, type Visit } from '../../visit.ts'
import { foldedMove, offeredForm, sayStamp } from './parts.ts'
import { howToVerify } from './webhook-parts.ts'
import { webhookFields } from './webhooks.ts'

export const webhookPage = pageInPerson('/webhooks/:webhook', SEES_WEBHOOKS, async (visit) => {
  const { file, moves } = await openThing(visit.house, visit.actor, TARGETS.webhook, visit.part('webhook'))
  const { webhook, organisation } = file
  const { database } = visit.house
  const secret = await unshownSecret(database, webhook.id, visit.actor.id)
  const names = await namesOf(database, [webhook.added.by, webhook.secret.by, webhook.ended?.by ?? ''])
  const content = html`<div class="page-head">
      <p class="eyebrow">Webhook of ${organisation.name}</p>
      <h1>${hostOf(webhook.address)}</h1>
      <p class="lead">${standing(webhook)}</p>
    </div>
    ${when(secret, (shown) => newSecret(webhook, shown))}
    <section class="section">
      <dl class="facts">
        <dt>Address</dt>
        <dd class="mono">${webhook.address}</dd>
        <dt>Told of</dt>
        <dd>${webhook.kinds.map((kind) => say(WEBHOOK_KINDS[kind].says)).join(', ')}</dd>
        <dt>Added</dt>
        <dd>${sayStamp(webhook.added, names, visit.day)}</dd>
        <dt>Secret made</dt>
        <dd>${sayStamp(webhook.secret, names, visit.day)}</dd>
        ${when(
          webhook.ended,
          (ended) =>
            html`<dt>${say(webhook.state === 'removed' ? 'Removed' : 'Switched off')}</dt>
              <dd>${ended.gaveUp ? 'by itself' : sayStamp(ended, names, visit.day)}: ${ended.reason}</dd>`,
        )}
      </dl>
      ${keeping(visit, webhook, moves)}
    </section>
    ${await log(visit, webhook, moves)} ${howToVerify(secret !== null)}`
  return portalPage({
    visit,
    title: `Webhook to ${hostOf(webhook.address)}`,
    content,
    crumbs: [
      ['/webhooks', 'Webhooks'],
      [visit.path, hostOf(webhook.address)],
    ],
  })
})

function standing({ state, ended }: Webhook): string {
  if (state === 'removed') return 'It was removed and is sent nothing.'
  if (state === 'on') return 'It is on: what happens is sent as it happens.'
  return ended?.gaveUp
    ? 'It was switched off because nobody took what it was sent. What is owed waits; switch it on when the receiver is back.'
    : 'It is off: what happens meanwhile is not sent.'
}

/** Shown to whoever made it, until they have it. */
function newSecret({ id }: Webhook, secret: string): Html {
  return html`<section class="section" aria-labelledby="secret">
    <h2 id="secret">The secret</h2>
    ${shownSecret(
      secret,
      html`Put it where your program finds it. It is shown here until you say that you have it, for an hour at most, and
      never again; whoever has it can send you things in our name.`,
      html`<form method="post" action="/webhooks/${id}/secret-kept" data-once>
        <button class="button primary">I have kept it</button>
      </form>`,
    )}
  </section>`
}

/** What can be done with it; what can never be done again is not offered at all. */
function keeping(visit: Visit, webhook: Webhook, moves: readonly OfferedMove[]): Html {
  if (webhook.state === 'removed') return nothing
  const { id } = webhook
  const named = (name: string) => offered(moves, name)
  const reason = (what: string) => ({
    visit,
    id,
    fields: (form: Parameters<typeof webhookFields>[0]) => textArea({ form, name: 'reason', label: what, rows: 2 }),
  })
  return html`<div class="row">
      ${webhook.state === 'on' ? offeredForm(named('test-webhook'), { visit, id, compact: true }) : offeredForm(named('switch-webhook-on'), { visit, id, compact: true })}
    </div>
    ${foldedMove(named('change-webhook'), { visit, id, fields: (form) => webhookFields(form, webhook) }, 'Change it')}
    ${foldedMove(named('renew-webhook-secret'), {
      visit,
      id,
      fields: () =>
        html`<p>For a day everything is signed with both secrets, so that your program can change without a gap.</p>`,
    })}
    ${webhook.state === 'on' ? foldedMove(named('switch-webhook-off'), reason('Why it is switched off')) : nothing}
    ${foldedMove(named('remove-webhook'), { ...reason('Why it is removed'), tone: 'grave' })}`
}

const STATES: Readonly<Record<DeliveryState, string>> = {
  waiting: 'waits for its next try',
  claimed: 'being sent',
  delivered: 'taken',
  'given-up': 'given up',
  dropped: 'dropped with the webhook',
}

async function log(visit: Visit, webhook: Webhook, moves: readonly OfferedMove[]): Promise<Html> {
  const before = Number(visit.query.get('before') ?? '')
  const found = await deliveriesOf(visit.house.database, webhook.id, {
    before: Number.isSafeInteger(before) && before > 0 ? before : null,
    limit: 30,
  })
  const isTrying = webhook.state === 'on' && offered(moves, 'test-webhook') !== null
  const path = `/webhooks/${webhook.id}`
  return html`<section class="section" id="log">
    <h2>What it was sent</h2>
    ${
      found.rows.length > 0
        ? html`<ul class="mails">
            ${each(found.rows, (row) => deliveryRow(row, isTrying ? path : null))}
          </ul>`
        : html`<div class="empty">
            <p>Nothing yet. Send a test, and see here whether your program took it and what it answered.</p>
          </div>`
    }
    ${pager({ older: found.older ? `${path}?before=${found.older}#log` : null, first: before > 0 ? `${path}#log` : null })}
    <p class="small soft">The log goes back thirty days.</p>
  </section>`
}

function deliveryRow(row: DeliveryRow, path: string | null): Html {
  const last = row.tries.at(-1)
  const isTrouble = row.state === 'given-up' || (row.state === 'waiting' && last !== undefined)
  const resend = path && last && row.state !== 'claimed' && row.state !== 'dropped' ? again(row, path) : nothing
  return html`<li class="mail">
    <details>
      <summary>${row.kind.replaceAll('-', ' ')}</summary>
      <p class="small soft">
        Fact ${row.fact}, under the id
        <span class="mono">${row.id}</span
        >${row.state === 'waiting' ? html`; its next try is due ${sayInstant(row.next)}` : nothing}
      </p>
      <pre class="fact-data" tabindex="0">${JSON.stringify(JSON.parse(row.body), null, 2)}</pre>
      ${when(row.tries.length > 0 ? row.tries : null, triesTable)} ${isTrouble ? nothing : resend}
    </details>
    <span class="mail-to">${last ? sayAnswer(last) : 'not tried yet'}</span>
    <span class="mail-state ${isTrouble ? 'trouble' : ''}"
      >${isTrouble ? icon('warning') : nothing}
      ${say(row.state === 'waiting' && !last ? 'waits' : STATES[row.state])}</span
    >
    <span class="mail-at">${sayInstant(row.created)}</span>
    ${isTrouble ? html`<div class="mail-more">${resend}</div>` : nothing}
  </li>`
}

function sayAnswer({ status, ms, says }: Try): string {
  return status === null ? says : `Status ${status} after ${ms} ms${says ? `: ${says.slice(0, 80)}` : ''}`
}

function triesTable(tries: readonly Try[]): Html {
  return html`<ol class="plain-list small">
    ${each(tries, (tried) => html`<li>Try ${tried.attempt}, ${sayInstant(tried.at)}: ${sayAnswer(tried)}</li>`)}
  </ol>`
}

function again({ id, kind }: DeliveryRow, path: string): Html {
  return html`<form method="post" action="${path}/send-again" data-once>
    <input type="hidden" name="delivery" value="${id}" />
    <button class="button plain small" aria-label="Send again: ${kind.replaceAll('-', ' ')}">Send again</button>
  </form>`
}
