/** An uploaded table read against a project: the test cases or results in it, or what is wrong in which cells. */
import { wrongCells } from '../../documents/table-cell.ts'
import { PLAN_TABLE, type TableFile, tableFrom } from '../../documents/table-file.ts'
import { refuse } from '../../kernel/refusal.ts'
import type { ProjectFile } from '../../programme/project-file.ts'
import { openRun, type Result } from '../../programme/run.ts'
import {
  type ColumnChoice,
  resultsIn,
  type SheetResult,
  type SheetTestCase,
  testCasesIn,
} from '../../programme/sat/sheet.ts'
import type { Actor } from '../../programme/permission.ts'
import type { House } from '../house.ts'
import { bytesOfUpload } from './arrived-upload.ts'

type Whose = { readonly house: House; readonly actor: Actor }

export async function tableOfUpload(whose: Whose, upload: string): Promise<TableFile> {
  const { bytes } = await bytesOfUpload(whose, upload, PLAN_TABLE)
  return tableFrom(bytes)
}

/** The test cases of a table, by the columns somebody chose where its headings are not known here. */
export function testCasesOf(table: TableFile, columns: ColumnChoice): readonly SheetTestCase[] {
  const { found, faults } = testCasesIn(table, columns)
  if (faults.length > 0) wrongCells(faults, PLAN_TABLE.clause)
  return found
}

/** Only what differs from what is recorded already, each with the version it would replace. */
export async function resultsOfUpload(
  whose: Whose,
  upload: string,
  file: ProjectFile,
): Promise<readonly (SheetResult & { readonly seen: number })[]> {
  const table = await tableOfUpload(whose, upload)
  const run = openRun(file)
  const plans = run.testCases.map((each) => each.plan)
  const { found, faults } = resultsIn(table, file.project.number, plans)
  if (faults.length > 0) wrongCells(faults, PLAN_TABLE.clause)
  const { results } = run
  const fresh = found.filter((each) => !isRecorded(each, results[each.testCase]))
  if (fresh.length > 0) return fresh.map((each) => ({ ...each, seen: results[each.testCase]?.version ?? 0 }))
  return refuse('wrong-file', {
    says: found.length === 0 ? 'No row of the file has a verdict.' : 'Every result in the file is recorded already.',
    next: 'Fill in the column "Verdict" and upload it again.',
    clause: '5N.d1',
  })
}

function isRecorded(each: SheetResult, before: Result | undefined): boolean {
  return (
    before !== undefined &&
    before.verdict === each.verdict &&
    before.note === each.note &&
    (before.limitation?.effect ?? '') === (each.limitation?.effect ?? '') &&
    (before.limitation?.workaround ?? '') === (each.limitation?.workaround ?? '')
  )
}
