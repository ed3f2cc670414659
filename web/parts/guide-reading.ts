/** A config guide as one reads it: what was tested, with which limits, how to configure it, how to check it. */
import { FEATURE_RESULTS, type GuideContent } from '../../src/programme/guide.ts'
import { each, html, type Html, nothing, when } from './html.ts'

export function guideReading(content: GuideContent): Html {
  return html`<article class="guide">
    <p class="lead">${content.summary}</p>
    ${table(
      'Tested features',
      ['Feature', 'Result', 'Note'],
      content.features.map((row) => [row.feature, FEATURE_RESULTS[row.result], row.note]),
    )}
    ${table(
      'Limitations and workarounds',
      ['Feature', 'What people notice', 'Way round'],
      content.limitations.map((row) => [row.feature, row.effect, row.workaround]),
      'None are known.',
    )}
    ${table(
      'Equipment and versions',
      ['Element', 'Product', 'Version'],
      content.equipment.map((row) => [row.element, row.product, row.version]),
    )}
    ${section('Topology', html`<p>${content.topology}</p>`)}
    ${list('Prerequisites and licences', content.prerequisites)}
    ${settings('Settings of the platform', content.vendorSettings)}
    ${settings('Settings of the product', content.partnerSettings)} ${list('Verification', content.verification, true)}
    ${table(
      'Troubleshooting',
      ['What is seen', 'Likely cause', 'Where to look'],
      content.troubleshooting.map((row) => [row.symptom, row.cause, row.look]),
    )}
    ${when(content.emergencyNote, (note) => section('Emergency calls', html`<p>${note}</p>`))}
    ${table(
      'Contacts',
      ['Who', 'How to reach them'],
      content.contacts.map((row) => [row.who, row.reach]),
    )}
  </article>`
}

function section(title: string, body: Html): Html {
  return html`<section class="section">
    <h2>${title}</h2>
    ${body}
  </section>`
}

function table(title: string, head: readonly string[], rows: readonly (readonly string[])[], empty?: string): Html {
  if (rows.length === 0) return empty ? section(title, html`<p class="soft">${empty}</p>`) : nothing
  return section(
    title,
    html`<div class="table-scroll" tabindex="0" role="region" aria-label="${title}">
      <table class="plain-table">
        <thead>
          <tr>
            ${each(head, (cell) => html`<th scope="col">${cell}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${each(
            rows,
            (row) =>
              html`<tr>
                ${each(row, (cell, index) => (index === 0 ? html`<th scope="row">${cell}</th>` : html`<td>${cell}</td>`))}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`,
  )
}

function settings(title: string, rows: GuideContent['vendorSettings']): Html {
  return table(
    title,
    ['Form', 'Field', 'Value', 'Default', 'Why'],
    rows.map((row) => [row.form, row.field, row.value, row.standard, row.why]),
  )
}

function list(title: string, items: readonly string[], numbered = false): Html {
  if (items.length === 0) return nothing
  const rows = each(items, (item) => html`<li>${item}</li>`)
  return section(
    title,
    numbered
      ? html`<ol class="steps">
          ${rows}
        </ol>`
      : html`<ul>
          ${rows}
        </ul>`,
  )
}
