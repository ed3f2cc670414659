/** What there is of an interop already, told before another project is opened on it; and why it was opened all the same. */
import { certificationsOfProduct, type ProductCertification } from '../../../src/app/ask/products.ts'
import { listProjects, projectsOnSamePair, projectsSeen, type ProjectRow } from '../../../src/app/ask/projects.ts'
import { parseDay } from '../../../src/kernel/day.ts'
import { isInForce, pairsOn } from '../../../src/programme/certification.ts'
import { isCertified } from '../../../src/programme/level.ts'
import { may, SEES_PRODUCT } from '../../../src/programme/permission.ts'
import type { OpenedBeside } from '../../../src/programme/beside.ts'
import type { Product } from '../../../src/programme/product.ts'
import type { Project } from '../../../src/programme/project.ts'
import { STAGES } from '../../../src/programme/stage.ts'
import { clauseLink } from '../../parts/because.ts'
import { textArea } from '../../parts/form.ts'
import type { FormState } from '../../parts/form-state.ts'
import { each, html, type Html, lowerFirst, nothing, say, written } from '../../parts/html.ts'
import { icon } from '../../parts/icon.ts'
import { sayDate, sayDay } from '../../parts/time.ts'
import type { Visit } from '../../visit.ts'

export type There = { readonly running: readonly ProjectRow[]; readonly certified: readonly ProductCertification[] }

/** Projects that are not over and certifications in force, as far as the visitor may see them: a SAT is its company's own. */
export async function whatThereIs(visit: Visit, product: Product, platform: string): Promise<There> {
  const { database } = visit.house
  const asked = { product: product.id, platform, underWayOn: visit.day, limit: 50 }
  const { projects } = await listProjects(database, visit.actor, asked)
  const certifications = await certificationsOfProduct(database, product.id, visit.day)
  const seesAll = may(visit.actor, SEES_PRODUCT, { organisation: product.organisation })
  return {
    running: projects,
    certified: certifications.filter(
      ({ certification }) =>
        certification.platform === platform &&
        isInForce(certification, visit.day) &&
        (seesAll || isCertified(certification.level)),
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

/** On a project: what it was opened beside and why, and what else runs on its releases by now; of either what is seen. */
export async function besideSection(visit: Visit, project: Project): Promise<Html> {
  const { database } = visit.house
  const others = await projectsOnSamePair(database, visit.actor, project, visit.day)
  if (others.length === 0 && !project.beside) return nothing
  return html`<section class="section">
    <h2>On the same releases</h2>
    ${each(others, (other) => runningNote(visit, other))}
    ${project.beside ? openedBeside(project.beside, await numbersSeen(visit, project.beside)) : nothing}
  </section>`
}

function openedBeside({ reason }: OpenedBeside, seen: readonly string[]): Html {
  if (seen.length === 0) return html`<p class="prose">${written(reason)}</p>`
  return html`<p>Opened although there was ${seen.join(', ')}: <span class="prose">${written(reason)}</span></p>`
}

async function numbersSeen(visit: Visit, { projects, certifications }: OpenedBeside): Promise<readonly string[]> {
  const ids = projects.map(({ id }) => id)
  const seen = await projectsSeen(visit.house.database, visit.actor, ids)
  return [...seen.map(({ number }) => number).toSorted(), ...certifications]
}
