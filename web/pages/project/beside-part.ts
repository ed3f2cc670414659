/** What there is of an interop already, told before another project is opened on it; and why it was opened all the same. */
import { certificationsOfProduct, type ProductCertification } from '../../../src/app/ask/products.ts'
import { listProjects, projectsOnSamePair, type ProjectRow } from '../../../src/app/ask/projects.ts'
import { parseDay } from '../../../src/kernel/day.ts'
import { isInForce, pairsOn } from '../../../src/programme/certification.ts'
import type { Project } from '../../../src/programme/project.ts'
import { STAGES } from '../../../src/programme/stage.ts'
import { clauseLink } from '../../parts/because.ts'
import { textArea } from '../../parts/form.ts'
import type { FormState } from '../../parts/form-state.ts'
import { each, html, type Html, lowerFirst, nothing, say, when, written } from '../../parts/html.ts'
import { icon } from '../../parts/icon.ts'
import { sayDate, sayDay } from '../../parts/time.ts'
import type { Visit } from '../../visit.ts'

export type There = { readonly running: readonly ProjectRow[]; readonly certified: readonly ProductCertification[] }

/** Projects that are not over, as far as the visitor may see them, and certifications in force. */
export async function whatThereIs(visit: Visit, product: string, platform: string): Promise<There> {
  const { database } = visit.house
  const under = { product, platform, limit: 50 }
  const { projects } = await listProjects(database, visit.actor, { ...under, areUnderWay: true })
  const certifications = await certificationsOfProduct(database, product, visit.day)
  return {
    running: projects,
    certified: certifications.filter(
      ({ certification }) => certification.platform === platform && isInForce(certification, visit.day),
    ),
  }
}

export function besideNotes(visit: Visit, { running, certified }: There): Html {
  if (running.length + certified.length === 0) return nothing
  return html`${each(running, (project) => runningNote(visit, project))}
    ${each(certified, ({ certification }) => certifiedNote(visit, certification))}
    <p class="small soft">
      There is one certification for each product, platform and topology ${clauseLink('G-15')}. For the same releases go
      on with what there is, or say below why there is to be another project; other releases and another topology need
      no reason.
    </p>`
}

function runningNote(visit: Visit, project: ProjectRow): Html {
  return html`<p class="clash blocks">
    ${icon('warning')}
    <span
      >Under way already: ${project.productRelease} on ${project.platformRelease}, ${project.level}, in
      <a href="/projects/${project.id}">${project.number}</a>, since
      ${sayDay(parseDay(project.since.slice(0, 10))!, visit.day)}: ${lowerFirst(STAGES[project.stage].says)}.</span
    >
  </p>`
}

function certifiedNote(visit: Visit, certification: ProductCertification['certification']): Html {
  const pairs = pairsOn(certification, visit.day)
    .map(({ productRelease, platformRelease }) => say`${productRelease} on ${platformRelease}`)
    .join(', ')
  return html`<p class="clash">
    ${icon('tick')}
    <span
      >Certified already: ${pairs}, ${certification.level}, by
      <a href="/certifications/${encodeURIComponent(certification.number)}">${certification.number}</a> of
      ${sayDate(certification.granted)}.</span
    >
  </p>`
}

/** Asked where there is something that the same releases could clash with, or where the move found it. */
export function despiteField(form: FormState, { running, certified }: There): Html {
  if (running.length + certified.length === 0 && !form.isWrong('despite')) return nothing
  return textArea({
    form,
    name: 'despite',
    label: 'Why there is to be another project',
    required: false,
    rows: 2,
    help: 'Only where there is a project on the same releases and topology, or a certification of this level. The lab and the programme office read it.',
  })
}

/** On a project: what it was opened beside and why, and what else runs on its releases by now. */
export async function besideSection(visit: Visit, project: Project): Promise<Html> {
  const others = await projectsOnSamePair(visit.house.database, visit.actor, project)
  if (others.length === 0 && !project.beside) return nothing
  return html`<section class="section">
    <h2>On the same releases</h2>
    ${each(others, (other) => runningNote(visit, other))}
    ${when(
      project.beside,
      ({ reason, projects, certifications }) =>
        html`<p>
          Opened although there was ${[...projects.map((each_) => each_.number), ...certifications].join(', ')}:
          <span class="prose">${written(reason)}</span>
        </p>`,
    )}
  </section>`
}
