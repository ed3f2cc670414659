/** The file of a project: what is kept of it, and what follows from that. */
import { SIP_TRUNK_TEST_CASES, testCaseByPlanId } from '../conformance/cases/index.ts'
import { narrowPlan, retestOf, selectPlan } from '../conformance/plan.ts'
import { withAdditions } from '../conformance/plan-additions.ts'
import { certificationPlan, satPlan } from '../conformance/sat/certification-plan.ts'
import { type Template, templateCase, templateFor } from '../conformance/sat/templates.ts'
import type { ProjectFile } from '../programme/project-file.ts'
import { isTrunk } from '../programme/product.ts'
import { declaredCapabilities } from '../programme/questionnaire/declared.ts'
import { type Plan, plannedTestCases, standingResults } from '../programme/run.ts'
import type { Queryable } from '../store/database.ts'
import { type KeptProjectFile, loadProjectFile } from '../store/project-file.ts'

export type LoadedProject = { readonly file: ProjectFile; readonly revisions: ReadonlyMap<string, number> }

export async function projectFile(on: Queryable, id: string): Promise<LoadedProject | null> {
  const kept = await loadProjectFile(on, id)
  return kept && { revisions: kept.revisions, file: withDerived(kept.file) }
}

/** The file with its plan, what a retest would take in, and the template of its SAT. */
export function withDerived(file: KeptProjectFile['file']): ProjectFile {
  const template = templateFor({ ...file, platformRelease: file.project.platformRelease })
  return {
    ...file,
    template: template.testCases,
    templateLeftOut: template.leftOut,
    plan: withAdditions(narrowed(file.project, planOf(file, template)), file.project.additions ?? [], (plan) =>
      worded(file, plan),
    ),
    retest: retestOf(plannedTestCases(file.runs), standingResults(file.runs)),
  }
}

/** A test case that can be added to the plan, however it came to be left out. */
function worded({ product, sat }: KeptProjectFile['file'], plan: string) {
  if (isTrunk(product)) return testCaseByPlanId(plan)
  return sat?.testCases.find((each) => each.plan === plan) ?? templateCase(product, plan)
}

function planOf({ project, product, sat, questionnaire }: KeptProjectFile['file'], template: Template): Plan {
  if (project.level === 'SAT') return sat ? satPlan(sat) : { testCases: [], leftOut: [] }
  return isTrunk(product)
    ? selectPlan(SIP_TRUNK_TEST_CASES, declaredCapabilities(questionnaire.answers), project.level)
    : certificationPlan(sat, template, project.level)
}

/** A partial recertification tests what its review call chose, and the core (G-20). */
function narrowed({ kind, recertifies }: KeptProjectFile['file']['project'], whole: Plan): Plan {
  return kind === 'partial-recertification' && recertifies
    ? narrowPlan(whole, recertifies.testCases ?? [], recertifies.certification)
    : whole
}
