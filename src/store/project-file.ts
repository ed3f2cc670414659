/** Everything kept of one project in one round trip. */
import type { NounName, Nouns } from '../programme/nouns.ts'
import type { ProjectFile } from '../programme/project-file.ts'
import type { Queryable, Row } from './database.ts'
import type { Kept } from './nouns.ts'

/** The file without what is derived from it, and the revision each noun was read with. */
export type KeptProjectFile = {
  readonly file: Omit<ProjectFile, 'plan' | 'template' | 'templateLeftOut' | 'retest'>
  readonly revisions: ReadonlyMap<string, number>
}

export function revisionKey(noun: NounName, id: string): string {
  return `${noun}/${id}`
}

const kept = (alias: string) =>
  `json_build_object('id', ${alias}.id, 'revision', ${alias}.revision, 'state', ${alias}.state)`
const one = (table: string, where: string) => `(select ${kept('t')} from ${table} t where ${where})`
const many = (table: string, where: string) =>
  `(select coalesce(json_agg(${kept('t')} order by t.id), '[]') from ${table} t where ${where})`

const TEXT = `
  select ${kept('p')} as project,
    ${one('organisation', 't.id = p.organisation')} as organisation,
    ${one('organisation', 't.id = p.sponsor')} as sponsor,
    ${one('membership', 't.id = p.organisation')} as membership,
    ${one('product', 't.id = p.product')} as product,
    ${one('platform', 't.id = p.platform')} as platform,
    ${one('questionnaire', 't.id = p.id')} as questionnaire,
    ${one('technician', `t.id = (p.state->'technicians'->>-1)`)} as technician,
    ${many('run', 't.project = p.id')} as run,
    ${many('evidence', 't.project = p.id')} as evidence,
    ${many('thread', 't.project = p.id')} as thread,
    ${many('dispute', 't.project = p.id')} as dispute,
    ${one('certification', `t.id = (p.state->>'certification')`)} as certification,
    ${one('certification', `t.id = (p.state->'recertifies'->>'certification')`)} as recertified,
    ${one('guide', `t.id = (p.state->>'certification')`)} as guide,
    ${one('guide_writing', `t.id = (p.state->>'certification')`)} as "guide-writing",
    ${one('authorisation', `t.certification = (p.state->>'certification')`)} as authorisation,
    ${one('sat', `t.id = coalesce(p.state->>'sat', p.id)`)} as sat,
    (select t.id from sat t where t.product = p.product and t.platform = p.platform and t.accepted is not null
      order by t.accepted desc, t.id desc limit 1) as "acceptedSat",
    ${many('sat_evidence', 't.product = p.product and t.platform = p.platform')} as "sat-evidence",
    ${many('field_issue', `t.certification = (p.state->>'certification')`)} as "field-issue"
  from project p where p.id = $1`

type Gathered = { readonly [N in NounName | 'sponsor' | 'recertified']?: Kept<never> | readonly Kept<never>[] | null }

type Found = Gathered & { readonly acceptedSat: string | null }

export async function loadProjectFile(on: Queryable, id: string): Promise<KeptProjectFile | null> {
  const found = await on.one<Found & Row>({ name: 'project-file', text: TEXT, values: [id] })
  if (!found) return null
  const revisions = new Map<string, number>()
  const note = <N extends NounName>(noun: N, each: Kept<N>): Nouns[N] => {
    revisions.set(revisionKey(noun, each.id), each.revision)
    return each.state
  }
  const single = <N extends NounName>(noun: N, column: keyof Gathered = noun): Nouns[N] | null => {
    const there = found[column] as Kept<N> | null
    return there ? note(noun, there) : null
  }
  const several = <N extends NounName>(noun: N): readonly Nouns[N][] =>
    (found[noun] as readonly Kept<N>[]).map((each) => note(noun, each))
  const project = needed(single('project'), 'project')
  return {
    revisions,
    file: {
      project,
      organisation: needed(single('organisation'), 'organisation'),
      sponsor: single('organisation', 'sponsor'),
      membership: single('membership'),
      product: needed(single('product'), 'product'),
      platform: needed(single('platform'), 'platform'),
      questionnaire: needed(single('questionnaire'), 'questionnaire'),
      technician: single('technician'),
      runs: inOrder(several('run'), project.runs),
      evidence: several('evidence'),
      threads: several('thread'),
      disputes: several('dispute'),
      certification: single('certification'),
      recertified: single('certification', 'recertified'),
      guide: single('guide'),
      guideWriting: single('guide-writing'),
      authorisation: single('authorisation'),
      sat: single('sat'),
      acceptedSat: found.acceptedSat,
      satEvidence: several('sat-evidence'),
      fieldIssues: several('field-issue'),
    },
  }
}

function inOrder<Item extends { readonly id: string }>(
  items: readonly Item[],
  ids: readonly string[],
): readonly Item[] {
  return ids.flatMap((id) => items.filter((item) => item.id === id))
}

function needed<Part>(part: Part | null, what: string): Part {
  if (part === null) throw new Error(`a project without its ${what}`)
  return part
}
