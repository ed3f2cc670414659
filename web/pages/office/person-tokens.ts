/** The access tokens that somebody's programs come in with, for whoever keeps accounts: seen, and ended where one leaked. */
import type { TokenInUse } from '../../../src/app/ask/access-tokens.ts'
import { offered, offeredMoves } from '../../../src/app/ask/moves.ts'
import { TARGETS } from '../../../src/app/targets.ts'
import type { Person } from '../../../src/programme/person.ts'
import { count } from '../../../src/kernel/text.ts'
import type { Figures } from '../../../src/rulebook/parameters.ts'
import { each, html, type Html, nothing } from '../../parts/html.ts'
import { sayDate, sayInstant } from '../../parts/time.ts'
import type { Visit } from '../../visit.ts'
import { offeredForm } from './parts.ts'

/** One fold of the person's row; nothing where there is no token, or it is not theirs to end. */
export function tokensOfPerson(visit: Visit, person: Person, tokens: readonly TokenInUse[], figures: Figures): Html {
  const forms = tokens.flatMap((token) => {
    const end = offered(
      offeredMoves(TARGETS.accessToken, { token }, visit.actor, visit.day, figures),
      'end-access-token',
    )
    return end ? [{ token, end }] : []
  })
  const isRefused = visit.refused?.move === 'end-access-token' && visit.refused.key === person.id
  if (forms.length === 0) return nothing
  return html`<details class="fold" ${isRefused ? 'open' : ''}>
    <summary><span class="button plain small">${count(forms.length, 'access token')}</span></summary>
    <div class="fold-body">
      <p>
        A program that comes in with a token is shut out from its next request on. That cannot be taken back;
        ${person.name} can make another.
      </p>
      <ul class="plain-list">
        ${each(
          forms,
          ({ token, end }) =>
            html`<li>
              <strong>${token.name}</strong> <span class="small soft">${reach(token)}</span>
              ${offeredForm(end, { visit, id: token.id, key: person.id, tone: 'plain', compact: true, submit: 'End it', label: `End the token "${token.name}" of ${person.name}` })}
            </li>`,
        )}
      </ul>
    </div>
  </details>`
}

function reach({ scopes, until, lastUsed }: TokenInUse): Html {
  return html`reaches ${scopes.join(', ')}; good until ${sayDate(until)};
  ${lastUsed ? html`last used ${sayInstant(lastUsed)}` : 'never used'}`
}
