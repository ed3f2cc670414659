/** A table to fill in, a row for each thing: it grows by itself as it is written in, and keeps what was typed. */
import type { FormState } from './form.ts'
import { each, html, type Html, say, when } from './html.ts'
import { icon } from './icon.ts'

export type Cell = {
  readonly name: string
  readonly label: string
  readonly options?: readonly (readonly [string, string])[]
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

export function rowTable({ form, title, name, cells, filled, most, help }: RowTable): Html {
  const shown = rowsTyped(form, name, cells, most) ?? filled.map((row) => row as Readonly<Record<string, string>>)
  return html`<fieldset class="row-edit">
    <legend>${say(title)}</legend>
    ${when(help, (text) => html`<p class="help">${text}</p>`)}
    <div class="row-table ${cells.length > 3 ? 'many' : ''}">
      <table>
        <thead>
          <tr>
            ${each(cells, (cell) => html`<th scope="col">${cell.label}</th>`)}
          </tr>
        </thead>
        <tbody data-rows="${most}">
          ${each(
            [...shown, {}],
            (row, index) =>
              html`<tr>
                ${each(cells, (cell) => html`<td data-label="${say(cell.label)}">${input(`${name}[${index}].${cell.name}`, cell, row[cell.name] ?? '', say`${say(cell.label)}, row ${index + 1}`)}${when(cell.whereRestricted, (text) => html`<p class="help where-restricted">${text}</p>`)}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${when(firstFault(form, name, cells, most), (says) => html`<p class="fault">${icon('warning')} ${says}</p>`)}
  </fieldset>`
}

function input(name: string, cell: Cell, value: string, label: string): Html {
  if (!cell.options)
    return html`<textarea name="${name}" data-column="${cell.name}" rows="1" aria-label="${label}" maxlength="600">
${value}</textarea>`
  return html`<select name="${name}" data-column="${cell.name}" aria-label="${label}">
    <option value=""></option>
    ${each(cell.options, ([option, says]) => html`<option value="${option}" ${option === value ? 'selected' : ''}>${says}</option>`)}
  </select>`
}

/** After a refusal the rows stand as they were typed; one that was emptied is left out, like where it is taken in. */
function rowsTyped(
  form: FormState,
  name: string,
  cells: readonly Cell[],
  most: number,
): readonly Readonly<Record<string, string>>[] | null {
  const rows: Record<string, string>[] = []
  for (let index = 0; index < most; index += 1) {
    const row = Object.fromEntries(cells.map((cell) => [cell.name, form.value(`${name}[${index}].${cell.name}`)]))
    if (Object.values(row).some((text) => text !== '')) rows.push(row)
  }
  return rows.length > 0 ? rows : null
}

/** What is wrong with the rows as a whole, or with the first cell at fault. */
function firstFault(form: FormState, name: string, cells: readonly Cell[], most: number): string | null {
  const whole = form.fault(name)
  if (whole) return whole
  for (let index = 0; index < most; index += 1) {
    for (const cell of cells) {
      const fault = form.fault(`${name}.${index}.${cell.name}`)
      if (fault) return `Row ${index + 1}, ${cell.label}: ${fault}`
    }
  }
  return null
}
