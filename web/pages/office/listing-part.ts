/**
 * The listing text of a company or a product, on its own page and in the office's work: what is shown, beside it what
 * waits, and what whoever looks can do about it. Nothing for those to whom a text that waits is not there.
 */
import { offered, type OfferedMove } from '../../../src/app/ask/moves.ts'
import { openThing } from '../../../src/app/ask/open-thing.ts'
import { namesOf } from '../../../src/app/ask/people.ts'
import { TARGETS } from '../../../src/app/targets.ts'
import {
  type ListingFile,
  type ListingText,
  SEES_LISTING_TEXTS,
  shownHash,
  shownText,
} from '../../../src/programme/listing-text.ts'
import { may } from '../../../src/programme/permission.ts'
import { clauseLink } from '../../parts/because.ts'
import { textArea } from '../../parts/form.ts'
import { type FormState } from '../../parts/form-state.ts'
import { html, type Html, nothing, say, when, written } from '../../parts/html.ts'
import type { Visit } from '../../visit.ts'
import { foldedMove, offeredForm, sayStamp } from './parts.ts'

export type ListingOf =
  | { readonly organisation: string; readonly product: null }
  | { readonly organisation: string; readonly product: string }

export function seesListing({ actor }: Visit, organisation: string): boolean {
  return may(actor, SEES_LISTING_TEXTS, { organisation })
}

export async function listingSection(visit: Visit, of: ListingOf): Promise<Html> {
  if (!seesListing(visit, of.organisation)) return nothing
  const { file, moves } = await openListing(visit, of)
  const { waiting = null, declined = null } = file.listing ?? {}
  const names = await namesOf(visit.house.database, [waiting?.by ?? '', declined?.by ?? ''])
  return html`<section class="section" id="listing">
    <h2>Listing text</h2>
    <p class="soft">
      ${say(of.product === null ? 'What the catalogue says the company does.' : 'What the catalogue says it does.')} The
      partner proposes it, the programme office approves it ${clauseLink('4C.6h')}.
    </p>
    ${
      waiting
        ? bothTexts(shownText(file), waiting.text, html`Proposed by ${sayStamp(waiting, names, visit.day)}`)
        : html`<div class="letter">${textOr(shownText(file), 'No text is shown.')}</div>`
    }
    ${when(declined, (last) => lastDeclined(visit, last, names))}${listingForms(visit, file, moves)}
  </section>`
}

export function openListing(visit: Visit, { organisation, product }: ListingOf) {
  const { house, actor } = visit
  return product === null
    ? openThing(house, actor, TARGETS.companyListing, organisation)
    : openThing(house, actor, TARGETS.productListing, product)
}

/** What is shown and what is proposed, beside each other; on a phone one below the other. */
export function bothTexts(shown: string, proposed: string, who: Html): Html {
  return html`<div class="two-ways">
    <section class="card" aria-label="Shown now">
      <h3>Shown now</h3>
      ${textOr(shown, 'No text is shown.')}
    </section>
    <section class="card" aria-label="Proposed">
      <h3>Proposed</h3>
      ${textOr(proposed, 'To show no text.')}
      <p class="small soft">${who}</p>
    </section>
  </div>`
}

function textOr(text: string, otherwise: string): Html {
  return text ? html`<p class="prose">${written(text)}</p>` : html`<p class="soft">${say(otherwise)}</p>`
}

/** An approval is seen by what is shown; only a no has more to tell. */
function lastDeclined(
  visit: Visit,
  declined: NonNullable<ListingText['declined']>,
  names: ReadonlyMap<string, string>,
): Html {
  return html`<div class="card">
    <p><strong>The last proposal was declined:</strong> ${written(declined.reason)}</p>
    <p class="prose">${written(declined.text)}</p>
    <p class="small soft">${sayStamp(declined, names, visit.day)}</p>
  </div>`
}

/** What can be done about it: the partner proposes, replaces, takes back; the office decides, or writes itself. */
export function listingForms(visit: Visit, file: ListingFile, moves: readonly OfferedMove[]): Html {
  const noun = file.product ? 'product' : 'company'
  const { id } = file.product ?? file.organisation
  const { waiting = null, declined = null, proposals = 0 } = file.listing ?? {}
  const move = (verb: string) => offered(moves, verb.replace('*', noun))
  const proposal = html`<input type="hidden" name="proposal" value="${proposals}" />`
  const shown = html`<input type="hidden" name="shown" value="${shownHash(file)}" />`
  const text = (value: string, read: Html) => ({
    visit,
    id,
    key: id,
    fields: (form: FormState) =>
      html`${read} ${textArea({ form, name: 'text', label: 'Text', required: false, rows: 4, value })}`,
  })
  const begun = declined?.text ?? shownText(file)
  return html`${
      waiting
        ? html`<div class="two-forms">
            ${offeredForm(move('approve-*-text'), { visit, id, key: id, submit: 'Approve', fields: () => html`${proposal}${shown}` })}
            ${foldedMove(
              move('decline-*-text'),
              {
                visit,
                id,
                key: id,
                fields: (form) =>
                  html`${proposal}
                  ${textArea({ form, name: 'reason', label: 'Why', rows: 3, help: 'The partner reads it, and can propose another text.' })}`,
              },
              'Decline',
            )}
          </div>`
        : nothing
    }
    <div class="folds">
      ${foldedMove(move('propose-*-text'), text(waiting?.text ?? begun, html`${proposal}${shown}`), waiting ? 'Replace it' : 'Propose another text')}
      ${waiting ? offeredForm(move('take-*-text-back'), { visit, id, key: id, tone: 'plain', submit: 'Take it back', compact: true, fields: () => proposal }) : nothing}
      ${foldedMove(move('change-*-text'), text(shownText(file), shown), 'Change what is shown')}
    </div>`
}
