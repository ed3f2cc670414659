/** A table to fill in, a row for each thing: it grows by itself as it is written in, and keeps what was typed. */
import { ariaOf, describedBy, faultNote, wordsOf } from './form.ts'
import { rowsInOne } from './form-notes.ts'
import { type FormState, idIn } from './form-state.ts'
import { each, html, type Html, say, when } from './html.ts'

export type Cell = {
  readonly name: string
  readonly label: string
  readonly options?: readonly (readonly [value: string, says: string | Html])[]
  /** Said beside the field in the rows whose value is restricted. */
  readonly whereRestricted?: string
}

export type RowTable = {
  readonly form: FormState
  readonly title: string
  /** The field that holds the rows: `lines` gives `lines[0].part`. */
  readonly name: string
  readonly cells: readonly Cell[]
  readonly filled: readonly object[]
  readonly most: number
  readonly help?: string | undefined
}

type Row = {
  readonly values: Readonly<Record<string, string>>
  /** Its place in what was sent: rows that were left empty there are not shown again. */
  readonly sentAs: number
}

export function rowTable(table: RowTable): Html {
  const { form, title, name, cells, filled, most, help } = table
  const columns = cells.map((cell) => cell.name)
  const typed = rowsTyped(table)
  const kept = rowsInOne(filled, columns)
  const sent = typed
    ? rowsInOne(
        typed.map(({ values }) => values),
        columns,
      )
    : kept
  form.isTable(
    name,
    cells.map((cell) => ({ name: cell.name, label: say(cell.label), words: wordsOf(choicesOf(cell)) })),
  )
  const isAsTyped = form.standsAsTyped(name, sent, kept)
  const shown = typed && isAsTyped ? typed : filled.map((row, index) => ({ values: { ...row }, sentAs: index }))
  const rows = [...shown, { values: {}, sentAs: most }].map((row, index) => rowOf(table, row, index))
  // After its cells: what is wrong within one of them is told there.
  const id = idIn(form, name)
  const wrong = form.wrongWith({ name, id, label: say(title) })
  return html`<fieldset
    class="row-edit ${wrong ? 'wrong' : ''}"
    id="${id}"
    tabindex="-1"
    ${describedBy({ id, help, wrong })}
  >
    <legend>${say(title)}</legend>
    ${when(help, (text) => html`<p class="help" id="${id}-help">${text}</p>`)}
    <div class="row-table ${cells.length > 3 ? 'many' : ''}">
      <table>
        <thead>
          <tr>
            ${each(cells, (cell) => html`<th scope="col">${cell.label}</th>`)}
          </tr>
        </thead>
        <tbody data-rows="${most}">
          ${each(rows, (row) => row)}
        </tbody>
      </table>
    </div>
    ${faultNote(wrong, id)}
  </fieldset>`
}

const choicesOf = ({ options = [] }: Cell) => options.map(([value, says]) => ({ value, says }))

function rowOf({ form, title, name, cells }: RowTable, { values, sentAs }: Row, index: number): Html {
  return html`<tr>
    ${each(cells, (cell) => {
      const label = say`${say(cell.label)}, row ${index + 1}`
      const id = idIn(form, `${name}-${index}-${cell.name}`)
      const wrong = form.wrongWith({
        name: `${name}[${sentAs}].${cell.name}`,
        id,
        label: say`${say(title)}, row ${index + 1}: ${say(cell.label)}`,
      })
      return html`<td data-label="${say(cell.label)}">
        ${control({ cell, id, name: `${name}[${index}].${cell.name}`, value: values[cell.name] ?? '', label, wrong })}
        ${when(cell.whereRestricted, (text) => html`<p class="help where-restricted">${text}</p>`)}
        ${faultNote(wrong, id)}
      </td>`
    })}
  </tr>`
}

type Control = {
  readonly cell: Cell
  readonly id: string
  readonly name: string
  readonly value: string
  readonly label: string
  readonly wrong: string | null
}

function control({ cell, id, name, value, label, wrong }: Control): Html {
  const common = html`id="${id}" name="${name}" data-column="${cell.name}" aria-label="${label}"
  ${ariaOf({ id, wrong })}`
  if (!cell.options) return html`<textarea ${common} rows="1" maxlength="600">${value}</textarea>`
  return html`<select ${common}>
    <option value=""></option>
    ${each(cell.options, ([option, says]) => html`<option value="${option}" ${option === value ? 'selected' : ''}>${says}</option>`)}
  </select>`
}

/** After a refusal the rows stand as they were typed; one that was emptied is left out, like where it is taken in. */
function rowsTyped({ form, name, cells, most }: RowTable): readonly Row[] | null {
  const { typed } = form
  const isSent = cells.some((cell) => typed?.has(`${name}[0].${cell.name}`))
  if (!typed || !isSent) return null
  const rows = Array.from({ length: most }, (_, sentAs) => ({
    values: Object.fromEntries(cells.map((cell) => [cell.name, typed.get(`${name}[${sentAs}].${cell.name}`) ?? ''])),
    sentAs,
  }))
  return rows.filter(({ values }) => Object.values(values).some((text) => text !== ''))
}
