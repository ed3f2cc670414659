/** A further term for a member: the next one in time, or a higher tier where a product needs it (G-12, 4C.5). */
import { offered, type OfferedMove } from '../../../src/app/ask/moves.ts'
import type { MembershipFile } from '../../../src/programme/joining.ts'
import { isAtLeast, TIER_NAMES, type Tier, TIERS } from '../../../src/programme/membership.ts'
import type { Product } from '../../../src/programme/product.ts'
import type { Figures } from '../../../src/rulebook/parameters.ts'
import { tierOfFamily } from '../../../src/rulebook/standpoint.ts'
import { clauseLink } from '../../parts/because.ts'
import { selectField } from '../../parts/form.ts'
import { each, html, type Html, nothing, say } from '../../parts/html.ts'
import { icon } from '../../parts/icon.ts'
import { sayDate } from '../../parts/time.ts'
import type { Visit } from '../../visit.ts'
import { membershipToday, sayTierAndFee } from './membership-parts.ts'
import { foldedMove } from './parts.ts'

export function furtherTerm(
  visit: Visit,
  { organisation, membership }: MembershipFile,
  products: readonly Product[],
  moves: readonly OfferedMove[],
  figures: Figures,
): Html {
  const now = membershipToday(membership, visit.day, figures)
  const held = now.tier ?? membership.terms.at(-1)?.tier ?? null
  const short = products.filter((product) => !isAtLeast(held, tierOfFamily(product.family, figures)))
  const needed = short.reduce<Tier | null>((most, product) => {
    const tier = tierOfFamily(product.family, figures)
    return most === null || isAtLeast(tier, most) ? tier : most
  }, null)
  const least = needed ?? held ?? 'mdp-commercial-basic'
  return html`${each(
    held === null ? [] : short,
    (product) =>
      html`<p>
        ${icon('warning')} ${product.name} needs ${say(TIER_NAMES[tierOfFamily(product.family, figures)])} before a
        project can be opened for it. ${clauseLink('4C.5')}
      </p>`,
  )}
  ${membership.asked ? html`<p class="soft">A further term as ${say(TIER_NAMES[membership.asked.tier])} was asked for on ${sayDate(membership.asked.day)}; it begins when its fee is noted.</p>` : nothing}
  ${foldedMove(
    offered(moves, 'ask-for-term'),
    {
      visit,
      id: organisation.id,
      submit: 'Ask for it',
      fields: (form) =>
        html`${selectField({
            form,
            name: 'tier',
            label: 'As',
            value: least,
            choices: TIERS.map((tier) => ({ value: tier, says: sayTierAndFee(tier, figures) })),
          })}
          <p class="help">
            The programme office sends the invoice. In the same tier the term follows on the present one without a gap;
            a different tier begins with its fee.
          </p>`,
    },
    needed ? 'Ask for the higher tier' : 'Renew or change the tier',
  )}`
}
