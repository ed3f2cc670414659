/** One's access tokens: what each reaches and until when, made and ended here; a new one is shown this once. */
import { accessTokensOf, scopesWithin, type TokenInUse } from '../../../src/app/ask/access-tokens.ts'
import { namesOf } from '../../../src/app/ask/people.ts'
import { TOKEN_SCOPES } from '../../../src/programme/access-token.ts'
import { choiceCards, moveForm, textField } from '../../parts/form.ts'
import { html, type Html, nothing, when } from '../../parts/html.ts'
import { shownSecret } from '../../parts/shown-secret.ts'
import { type Column, ledger } from '../../parts/table.ts'
import { sayDate, sayInstant } from '../../parts/time.ts'
import type { Visit } from '../../visit.ts'
import { nameOf } from './parts.ts'

export async function tokenSection(visit: Visit): Promise<Html> {
  const tokens = await accessTokensOf(visit.house.database, visit.actor.id)
  const names = await namesOf(
    visit.house.database,
    tokens.flatMap(({ ended }) => (ended ? [ended.by] : [])),
  )
  const choices = scopesWithin(visit.actor).map((value) => ({ value, says: TOKEN_SCOPES[value] }))
  const isRefused = visit.refused?.move === 'make-access-token'
  return html`<section class="section" id="tokens">
    <h2>Access tokens</h2>
    <p class="soft">
      A token lets a program of yours in without your password. It acts as you, reaches only what you choose, and ends
      by itself. <a href="/api-reference">What the API can do</a>
    </p>
    ${when(visit.secret, (secret) =>
      shownSecret(
        secret,
        html`Copy the token now: it is kept nowhere and cannot be shown again.`,
        html`<p class="small soft">Send it as <code>Authorization: Bearer …</code></p>`,
      ),
    )}
    <details class="fold" ${isRefused ? 'open' : ''}>
      <summary><span class="button plain small">Make a token</span></summary>
      <div class="fold-body">
        ${moveForm({
          visit,
          move: 'make-access-token',
          id: visit.actor.id,
          submit: 'Make a token',
          showsSecret: true,
          fields: (form) =>
            html`${textField({ form, name: 'name', label: 'What it is for', help: 'So that you know later whether it is still needed.' })}
            ${choiceCards({ form, name: 'scopes', label: 'What it may reach', many: true, choices, value: 'read', help: 'Never more than you may do yourself.' })}
            ${textField({ form, name: 'days', label: 'For how many days', type: 'number', value: '90' })}`,
        })}
      </div>
    </details>
    ${ledger({ caption: 'Access tokens, newest first', items: tokens, columns: columns(visit, names), empty: html`<p>You have made none.</p>` })}
  </section>`
}

function columns(visit: Visit, names: ReadonlyMap<string, string>): readonly Column<TokenInUse>[] {
  return [
    { head: 'For', cell: ({ name }) => name },
    { head: 'Reaches', cell: ({ scopes }) => scopes.join(', ') },
    {
      head: 'Last used',
      cell: ({ lastUsed }) => (lastUsed ? sayInstant(lastUsed) : html`<span class="soft">never</span>`),
    },
    { head: 'Good until', kind: 'figure', cell: (token) => until(token, visit, names) },
    {
      head: 'End',
      cell: (token) =>
        isOver(token, visit)
          ? nothing
          : moveForm({
              visit,
              move: 'end-access-token',
              id: token.id,
              submit: 'End it',
              tone: 'plain',
              compact: true,
              label: `End the token "${token.name}"`,
            }),
    },
  ]
}

/** Who ended it is told where it was somebody else. */
function until({ ended, until: day, person }: TokenInUse, visit: Visit, names: ReadonlyMap<string, string>): Html {
  const by = ended && ended.by !== person ? ` by ${nameOf(ended.by, names)}` : ''
  if (ended) return html`<span class="soft">ended on ${sayDate(ended.day)}${by}</span>`
  return day < visit.day ? html`<span class="soft">ended on ${sayDate(day)}</span>` : html`${sayDate(day)}`
}

function isOver({ ended, until: day }: TokenInUse, visit: Visit): boolean {
  return ended !== null || day < visit.day
}
