/** The cells of a table somebody filled in: where each stands, and how what is wrong in some is told. */
import { type Fault, refuse } from '../kernel/refusal.ts'

export type TableCell = { readonly at: string; readonly text: string }

/** Refuses a file, under the clause it is handed in by, with what is wrong in which cells; the first fifty of them. */
export function wrongCells(faults: readonly Fault[], clause: string): never {
  const [first] = faults
  return refuse('wrong-file', {
    says: faults.length === 1 && first ? `${first.at}: ${first.says}` : `${faults.length} cells need another look.`,
    next: 'Correct them in the file and upload it again; nothing of it was taken.',
    clause,
    faults: faults.slice(0, 50).map(({ at, says }) => ({ at, says: `${at}: ${says}` })),
  })
}

/** `B4`, as spreadsheets say it. */
export function addressOf(row: number, column: number): string {
  const letters = column > 26 ? String.fromCharCode(64 + Math.floor((column - 1) / 26)) : ''
  return `${letters}${String.fromCharCode(65 + ((column - 1) % 26))}${row}`
}
