/** What a sponsor's moves act on: a project that is asked for, and the technicians who test on path A. */
import sql from 'sql-template-tag'
import type { Day } from '../kernel/day.ts'
import type { Certification } from '../programme/certification.ts'
import { credentialMoves, type TechnicianFile } from '../programme/credentials.ts'
import { type Level, LEVELS } from '../programme/level.ts'
import type { OpeningFile } from '../programme/opening.ts'
import { EVERYBODY } from '../programme/permission.ts'
import { awaitsTest } from '../programme/recertification.ts'
import { requestInput, type SponsoringFile, sponsoringMoves } from '../programme/sponsorship.ts'
import { SEES_TECHNICIANS, type Technician } from '../programme/technician.ts'
import { dossierOfOpening } from '../rulebook/project-dossier.ts'
import type { Queryable } from '../store/database.ts'
import { load, loadWhere } from '../store/nouns.ts'
import { besideOn } from './beside.ts'
import { anybodys, type Loaded, revisionsOf, type Target, textIn } from './target.ts'

/** A sponsor asks for a partner's product: whose it is does not matter, who asks does (4A.3, 4B.3). */
export const sponsoring: Target<SponsoringFile> = {
  name: 'new-sponsored-project',
  moves: sponsoringMoves,
  load: async (on, { input, day, by }) => {
    const wanted = requestInput.safeParse(input)
    const interop = wanted.success ? await interopOf(on, wanted.data, day, by ?? null) : null
    const sponsor = by ? await load(on, 'organisation', by) : null
    if (!interop || !sponsor || !wanted.success) return null
    const { technician } = wanted.data
    const file: SponsoringFile = {
      ...interop.file,
      beside: await besideOn(on, wanted.data, { day, sponsor: sponsor.id, recertifies: recertifiedBy(interop.file) }),
      wanted: wanted.data,
      sponsor: sponsor.state,
      technician: technician ? await technicianNamed(on, technician, sponsor.id) : null,
    }
    return { file, revisions: interop.revisions }
  },
  belongs: anybodys,
  sees: EVERYBODY,
  dossier: (file, _, day, figures) => dossierOfOpening(file, day, figures),
}

/** A technician's record; a fresh one for somebody in that role who has no credential yet. */
export const technician: Target<TechnicianFile> = {
  name: 'technician',
  moves: credentialMoves,
  load: async (on, { id }) => {
    const person = id ? await load(on, 'person', id) : null
    if (!person?.state.roles.includes('field-technician')) return null
    const kept = await load(on, 'technician', person.id)
    const { id: who, name, organisation } = person.state
    const platforms = await on.all<{ id: string; releases: string[] }>(
      sql`select id, (select coalesce(array_agg(each->>'version'), '{}') from jsonb_array_elements(state->'releases') each) as releases
          from platform order by id limit 1000`,
    )
    const file = {
      person: person.state,
      technician: kept?.state ?? { person: who, name, organisation, credentials: [] },
      platforms: new Map(platforms.map((each) => [each.id, each.releases])),
    }
    return { file, revisions: revisionsOf(['technician', kept]) }
  },
  belongs: (file) => ({ organisation: file.person.organisation, person: file.person.id }),
  sees: SEES_TECHNICIANS,
  shows: (file) => ({ noun: 'technician', id: file.person.id }),
}

/**
 * What is known of a product on a platform before there is a project on it. What was kept of an earlier project, and
 * the recertification a review call asked for, are for the partner, or for the sponsor who brought the interop to its
 * last certification; any other sponsor may ask too (4A.3), and starts from nothing.
 */
export async function interopOf(
  on: Queryable,
  wanted: { readonly product: string; readonly platform: string; readonly level: Level },
  day: Day,
  sponsor: string | null = null,
): Promise<Loaded<Omit<OpeningFile, 'wanted'>> | null> {
  const product = await load(on, 'product', wanted.product)
  const platform = await load(on, 'platform', wanted.platform)
  if (!product || !platform) return null
  const organisation = await load(on, 'organisation', product.state.organisation)
  const membership = await load(on, 'membership', product.state.organisation)
  if (!organisation) return null
  const certified = await loadWhere(on, 'certification', { product: product.id, platform: platform.id })
  const awaiting = certified.findLast((each) => awaitsTest(each.state, wanted.level, day)) ?? null
  const last = awaiting ?? certified.toSorted((a, b) => (a.state.granted < b.state.granted ? -1 : 1)).at(-1) ?? null
  const isTheirs = sponsor === null || sponsor === organisation.id || (await broughtBy(on, sponsor, last?.state))
  const recertified = isTheirs ? awaiting : null
  const before = recertified?.state.project ? await load(on, 'questionnaire', recertified.state.project) : null
  const sats = await satsOf(on, { product: product.id, platform: platform.id })
  const file = {
    before: before?.state ?? null,
    organisation: organisation.state,
    membership: membership?.state ?? null,
    product: product.state,
    platform: platform.state,
    recertifies: recertified?.state ?? null,
    ...sats,
    sat: isTheirs ? sats.sat : null,
  }
  return { file, revisions: revisionsOf(['certification', recertified]) }
}

/** The number of the certification that a review call had tested again, if this is to do it. */
export function recertifiedBy({ recertifies }: Pick<OpeningFile, 'recertifies'>): string | null {
  return recertifies?.number ?? null
}

/** Whether a project of this sponsor's led to a certification. */
async function broughtBy(on: Queryable, sponsor: string, certification?: Certification): Promise<boolean> {
  const project = certification?.project ? await load(on, 'project', certification.project) : null
  return project?.state.sponsor === sponsor
}

/** What is known of SATs of an interop: the last accepted one, the days of all evidence, waivers given in them. */
async function satsOf(on: Queryable, interop: { product: string; platform: string }) {
  const sats = await loadWhere(on, 'sat', interop)
  const evidence = await loadWhere(on, 'sat-evidence', interop)
  const projects = await loadWhere(on, 'project', { ...interop, level: 'SAT' })
  const accepted = sats.filter((each) => each.state.accepted !== null)
  return {
    sat: accepted.toSorted((a, b) => (a.state.accepted!.at < b.state.accepted!.at ? 1 : -1))[0]?.state ?? null,
    satAccepted: evidence.map((each) => each.state.accepted),
    waivers: projects.flatMap((each) => each.state.waivers ?? []),
  }
}

/** A technician who could test for a sponsor: one of its own people, or one of the vendor's (4A.5, 4A.6). */
export async function technicianNamed(on: Queryable, id: string, sponsor: string | null): Promise<Technician | null> {
  const person = await load(on, 'person', id)
  if (person?.state.state !== 'active' || !person.state.roles.includes('field-technician')) return null
  const employer = await load(on, 'organisation', person.state.organisation)
  if (employer?.id !== sponsor && !employer?.state.roles.includes('vendor')) return null
  const kept = await load(on, 'technician', id)
  const { name, organisation } = person.state
  return kept?.state ?? { person: id, name, organisation, credentials: [] }
}

/** The level a move would aim at; what else was sent is for the move itself to refuse. */
export function aimIn(input: unknown): { level: Level; region: string | null } | null {
  const level = LEVELS.find((each) => each === textIn(input, 'aim'))
  return level ? { level, region: textIn(input, 'region') || null } : null
}
