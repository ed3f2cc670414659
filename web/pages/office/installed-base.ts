/** The bulk check of an installed base: a list pasted in, answered as a file, before a release or today. */
import { BASE_COLUMNS, exampleDeployment, MOST_DEPLOYMENTS } from '../../../src/app/ask/installed-base.ts'
import { SIGNED_IN } from '../../../src/programme/permission.ts'
import { clauseLink } from '../../parts/because.ts'
import { fieldFrame, textArea, textField } from '../../parts/form.ts'
import { formState } from '../../parts/form-state.ts'
import { refusalBox } from '../../parts/refusal.ts'
import { html, nothing } from '../../parts/html.ts'
import { portalPage } from '../../parts/layout.ts'
import { page } from '../../visit.ts'

export const installedBasePage = page('/installed-base', SIGNED_IN, async (visit) => {
  const example = await exampleDeployment(visit.house.database, visit.day)
  const refused = visit.refused?.move === 'check-installed-base' ? visit.refused : null
  const form = formState(refused?.typed ?? null, refused?.refusal.faults ?? [], 'base')
  const fields = html`${textArea({ form, name: 'list', label: 'The list, as CSV', required: false, rows: 12, most: 900_000, placeholder: [BASE_COLUMNS.join(','), example ?? ''].join('\n').trim(), help: `The first line names the columns ${BASE_COLUMNS.join(', ')}; ids stand in the addresses of the reference guide. At most ${MOST_DEPLOYMENTS} deployments.` })}
    ${fieldFrame(
      {
        form,
        name: 'file',
        label: 'Or a file',
        required: false,
        help: 'XLSX or CSV in UTF-8 with the same columns; it goes before what is typed above.',
      },
      ({ id, aria }) => html`<input type="file" id="${id}" name="file" ${aria} accept=".csv,.xlsx,.txt" />`,
    )}
    <div class="field-row">
      ${textField({ form, name: 'on', label: 'On', type: 'date', value: visit.day, help: 'A day to come is answered by what is planned.' })}
      ${textField({ form, name: 'upgradeTo', label: 'As if all moved to platform release', required: false, most: 60, mono: true })}
    </div>`
  const content = html`<div class="page-head">
      <h1>Check an installed base</h1>
      <p class="lead">
        Which of these deployments does support help with, today or on a day to come? Every line is answered like the
        support check ${clauseLink('6.4')}.
      </p>
    </div>
    <form class="move" method="post" action="/installed-base.csv" enctype="multipart/form-data" data-turbo="false">
      ${refused ? refusalBox(refused.refusal, form) : nothing} ${fields}
      <div class="actions"><button type="submit" class="button primary">Check and download the answers</button></div>
    </form>`
  return portalPage({ visit, title: 'Installed base', content, crumbs: [['/installed-base', 'Installed base']] })
})
