/** What the field of an answer holds, in the shape its kind has: read, put back, compared, and said in words. */
type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

export function valueOf(part: HTMLElement): unknown {
  const fields = controlsOf(part)
  switch (part.dataset.kind) {
    case 'many':
    case 'countries':
      return fields.filter((field) => (field as HTMLInputElement).checked).map((field) => field.value)
    case 'ordered':
    case 'lines':
      return fields.map((field) => field.value).filter((value) => value !== '')
    case 'rows':
      return [...part.querySelectorAll('tbody tr')]
        .map((row) => Object.fromEntries(cellsOf(row).map((cell) => [cell.dataset.column, cell.value])))
        .filter((row) => Object.values(row).some((cell) => String(cell).trim() !== ''))
    case 'one':
      return fields.find((field) => (field as HTMLInputElement).checked)?.value ?? ''
    case 'yes-no': {
      const chosen = fields.find((field) => (field as HTMLInputElement).checked)?.value
      return chosen === undefined ? '' : chosen === 'true'
    }
    default:
      return fields[0]?.value ?? ''
  }
}

/** Puts back what was read out of the same field before. */
export function putInto(part: HTMLElement, value: unknown): void {
  const fields = controlsOf(part)
  switch (part.dataset.kind) {
    case 'many':
    case 'countries':
    case 'one':
    case 'yes-no': {
      const chosen = new Set((Array.isArray(value) ? value : [value]).map(String))
      for (const field of fields) (field as HTMLInputElement).checked = chosen.has(field.value)
      return
    }
    case 'ordered':
      for (const [index, field] of fields.entries()) field.value = (value as readonly string[])[index] ?? ''
      return
    case 'lines':
      return putLines(part, value as readonly string[])
    case 'rows':
      return putRows(part, value as readonly Readonly<Record<string, string>>[])
    default:
      if (fields[0]) fields[0].value = String(value)
  }
}

/** A list grows by a line whenever something is written in its last one. */
function putLines(part: HTMLElement, lines: readonly string[]): void {
  for (const field of controlsOf(part)) field.value = ''
  for (const [index, line] of lines.entries()) {
    const field = controlsOf(part)[index]
    if (!field) return
    field.value = line
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
}

/** A table grows by a row whenever something is written in its last one. */
function putRows(part: HTMLElement, rows: readonly Readonly<Record<string, string>>[]): void {
  for (const cell of cellsOf(part)) cell.value = ''
  for (const [index, row] of rows.entries()) {
    const line = part.querySelectorAll('tbody tr')[index]
    if (!line) return
    for (const cell of cellsOf(line)) {
      cell.value = row[cell.dataset.column!] ?? ''
      cell.dispatchEvent(new Event('input', { bubbles: true }))
    }
  }
}

/** The server trims what is sent and leaves out empty cells; that makes no other answer of it. */
export function isSameAnswer(one: unknown, other: unknown): boolean {
  return plain(one) === plain(other)
}

function plain(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(plain).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(String(value).replaceAll(/\s+/g, ' ').trim())
  const cells = Object.entries(value).filter(([, cell]) => String(cell).trim() !== '')
  return `{${cells.map(([name, cell]) => `${name}:${plain(cell)}`).join()}}`
}

/** What a field holds as people read it. */
export function wordsOf(part: HTMLElement): string {
  const fields = controlsOf(part)
  switch (part.dataset.kind) {
    case 'many':
    case 'countries':
    case 'one':
    case 'yes-no':
      return fields
        .filter((field) => (field as HTMLInputElement).checked)
        .map((field) => field.closest('label')?.textContent.trim() ?? field.value)
        .join(', ')
    case 'ordered':
      return fields
        .filter((field) => field.value !== '')
        .map((field) => (field as HTMLSelectElement).selectedOptions[0]?.textContent ?? field.value)
        .join(', then ')
    case 'rows':
      return [...part.querySelectorAll('tbody tr')]
        .map((row) => cellsOf(row).map(shown).filter(Boolean).join(', '))
        .filter(Boolean)
        .join('\n')
    case 'lines':
      return fields
        .map((field) => field.value)
        .filter(Boolean)
        .join('\n')
    default:
      return fields[0] ? shown(fields[0]) : ''
  }
}

function shown(field: Control): string {
  return field instanceof HTMLSelectElement ? (field.selectedOptions[0]?.textContent.trim() ?? '') : field.value
}

function controlsOf(part: HTMLElement): Control[] {
  return [...part.querySelectorAll<Control>('[name]:not([data-version])')]
}

function cellsOf(root: Element): Control[] {
  return [...root.querySelectorAll<Control>('[data-column]')]
}
