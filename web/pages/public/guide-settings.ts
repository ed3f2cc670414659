/** A system's exported settings held against a guide (3C.2): sent in, answered, and forgotten. */
import type { CertificationView } from '../../../src/app/ask/certifications.ts'
import type { ReadableGuide } from '../../../src/app/ask/guides.ts'
import { count } from '../../../src/kernel/text.ts'
import { EVERYBODY } from '../../../src/programme/permission.ts'
import type { SettingCompared, SettingOutcome, Side } from '../../../src/programme/guide-settings.ts'
import { clauseLink } from '../../parts/because.ts'
import { fieldFrame, selectField, textArea } from '../../parts/form.ts'
import { type FormState, formState } from '../../parts/form-state.ts'
import { refusalBox } from '../../parts/refusal.ts'
import { each, type Html, html, nothing, say, written } from '../../parts/html.ts'
import { icon } from '../../parts/icon.ts'
import { page, type Visit } from '../../visit.ts'
import { guidePath, guideShell, readingGuide } from './guide.ts'

/** What a refused sending is known by on its way back to the page. */
export const COMPARES_SETTINGS = 'compare-settings'

export const guideSettingsPage = page('/certifications/:number/guide/settings', EVERYBODY, (visit) =>
  readingGuide(visit, async (view, readable) => settingsAnswer(visit, view, readable, null)),
)

export type SettingsAnswer = { readonly side: Side; readonly rows: readonly SettingCompared[] }

/** The form, and above it what came of the export that was just sent, if one was. */
export function settingsAnswer(
  visit: Visit,
  view: CertificationView,
  { published }: ReadableGuide,
  answer: SettingsAnswer | null,
): Html {
  const refused = visit.refused?.move === COMPARES_SETTINGS ? visit.refused : null
  const form = formState(refused?.typed ?? null, refused?.refusal.faults ?? [], 'settings')
  const shown = fields(form, view)
  const content = html`${answer ? outcome(view, answer) : nothing}
    <section class="section">
      <h2>${say(answer ? 'Compare another export' : 'Compare a system with this guide')}</h2>
      <p>
        Product support looks first whether a deployment follows the guide. ${clauseLink('3C.2')} Export the settings of
        your system and see it before you call: nothing of what you send is kept.
      </p>
      <form
        class="move"
        method="post"
        action="${guidePath(view)}/settings"
        enctype="multipart/form-data"
        data-turbo="false"
      >
        ${refused ? refusalBox(refused.refusal, form) : nothing} ${shown}
        <div class="actions">
          <button type="submit" class="button primary">Compare</button>
          <a class="button plain" href="${guidePath(view)}">Back to the guide</a>
        </div>
      </form>
    </section>`
  return guideShell(visit, view, published, content)
}

function fields(form: FormState, { record }: CertificationView): Html {
  return html`${selectField({
    form,
    name: 'side',
    label: 'Whose settings',
    choices: [
      { value: 'platform', says: record.platform.name },
      { value: 'product', says: record.product.name },
    ],
  })}
  ${fieldFrame(
    {
      form,
      name: 'file',
      label: 'The export',
      required: false,
      help: 'CSV, XLSX or JSON, up to 2 MB. A table has columns for the name (form, field) and one called Value.',
    },
    ({ id, aria }) => html`<input type="file" id="${id}" name="file" ${aria} accept=".csv,.xlsx,.json,.txt,.md" />`,
  )}
  ${textArea({ form, name: 'list', label: 'Or paste it here', required: false, rows: 6, most: 900_000, placeholder: 'Form,Field,Value' })}`
}

const OUTCOMES: Readonly<
  Record<SettingOutcome, { readonly says: string; readonly icon: 'tick' | 'warning' | 'question' }>
> = {
  different: { says: 'different', icon: 'warning' },
  missing: { says: 'not in the export', icon: 'question' },
  equal: { says: 'as in the guide', icon: 'tick' },
}

function outcome({ record }: CertificationView, { side, rows }: SettingsAnswer): Html {
  const number = (wanted: SettingOutcome) => rows.filter((row) => row.outcome === wanted).length
  const name = side === 'platform' ? record.platform.name : record.product.name
  const unlike = `${count(number('different'), 'setting')} different, ${number('missing')} not in the export`
  const ordered = (['different', 'missing', 'equal'] as const).flatMap((wanted) =>
    rows.filter((row) => row.outcome === wanted),
  )
  return html`<section class="answer" aria-label="The answer">
    <p class="answer-words">
      ${
        rows.length === 0
          ? html`${icon('info')} The guide names no settings of ${name}`
          : number('equal') === rows.length
            ? html`${icon('tick')} ${name} is set as in the guide`
            : html`${icon('warning')} ${unlike}`
      }
    </p>
    <p class="soft">${number('equal')} of ${rows.length} are as in the guide. Nothing of the export was kept.</p>
    <div class="ledger-frame" tabindex="0" role="region" aria-label="Settings compared">
      <table class="ledger">
        <thead>
          <tr>
            ${each(['Setting', 'In the guide', 'In your system', 'Outcome'], (head) => html`<th scope="col">${head}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${each(ordered, comparedRow)}
        </tbody>
      </table>
    </div>
  </section>`
}

function comparedRow({ form, field, wanted, found, outcome: word }: SettingCompared): Html {
  const { says, icon: mark } = OUTCOMES[word]
  return html`<tr>
    <th scope="row" data-head="Setting">${written(form)}, ${written(field)}</th>
    <td data-head="In the guide">
      ${wanted !== null ? written(wanted) : html`<span class="soft">not told here</span>`}
    </td>
    <td data-head="In your system">
      ${found !== null ? written(found) : html`<span class="soft">${say(word === 'missing' ? 'not named' : 'not shown here')}</span>`}
    </td>
    <td data-head="Outcome">${icon(mark)} ${says}</td>
  </tr>`
}
