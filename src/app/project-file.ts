/** The file of a project: what is kept of it, and what follows from that. */
import { SIP_TRUNK_TEST_CASES } from '../conformance/cases/index.ts'
import { narrowPlan, retestOf, selectPlan } from '../conformance/plan.ts'
import type { ProjectFile } from '../programme/project-file.ts'
import { isTrunk } from '../programme/product.ts'
import { declaredCapabilities } from '../programme/questionnaire/declared.ts'
import { plannedTestCases, standingResults } from '../programme/run.ts'
import type { Queryable } from '../store/database.ts'
import { loadProjectFile } from '../store/project-file.ts'

export type LoadedProject = { readonly file: ProjectFile; readonly revisions: ReadonlyMap<string, number> }

export async function projectFile(on: Queryable, id: string): Promise<LoadedProject | null> {
  const kept = await loadProjectFile(on, id)
  if (!kept) return null
  const { file } = kept
  const { project } = file
  const testCases = isTrunk(file.product) ? SIP_TRUNK_TEST_CASES : []
  const whole = selectPlan(testCases, declaredCapabilities(file.questionnaire.answers), project.level)
  const isPartial = project.kind === 'partial-recertification' && project.recertifies
  return {
    revisions: kept.revisions,
    file: {
      ...file,
      plan: isPartial ? narrowPlan(whole, isPartial.testCases ?? [], isPartial.certification) : whole,
      retest: retestOf(plannedTestCases(file.runs), standingResults(file.runs)),
    },
  }
}
