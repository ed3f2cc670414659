/**
 * What moves act on: for every table of moves, how its file is loaded, whom it belongs to, who may see it
 * at all, and what the rulebook is told of it. Here every move of the programme is known by its name.
 */
import sql from 'sql-template-tag'
import { SIP_TRUNK_TEST_CASES } from '../conformance/cases/index.ts'
import { captureMoves, retentionMoves } from '../programme/captures.ts'
import { decisionMoves } from '../programme/decision.ts'
import { disputeMoves } from '../programme/dispute.ts'
import { type Enquiry, enquiryMoves } from '../programme/enquiry.ts'
import { evidenceMoves } from '../programme/evidence.ts'
import { agreementMoves } from '../programme/fee-agreement.ts'
import { feeAskingMoves } from '../programme/fee-request.ts'
import { foundingMoves, type FoundingFile } from '../programme/founding.ts'
import { guidePictureMoves } from '../programme/guide-picture.ts'
import { guideReviewMoves } from '../programme/guide-review.ts'
import {
  guideDiscardMoves,
  guideWritingMoves,
  type GuideWritingFile,
  SEES_GUIDE_WRITING,
} from '../programme/guide-writing.ts'
import { guideMoves } from '../programme/guide.ts'
import { NAMED_INTERFACES } from '../programme/interface.ts'
import { joiningMoves, type ApplicationFile, type MembershipFile } from '../programme/joining.ts'
import type { Membership } from '../programme/membership.ts'
import type { AnyMove } from '../programme/move.ts'
import { type OpeningFile, openingInput, openingMoves } from '../programme/opening.ts'
import { peopleMoves, type OrganisationFile, type PersonFile } from '../programme/people.ts'
import { EVERYBODY, SEES_PROJECT } from '../programme/permission.ts'
import { planAdditionMoves } from '../programme/plan-additions.ts'
import { belongsOf, type ProjectFile } from '../programme/project-file.ts'
import { isTrunk } from '../programme/product.ts'
import { supervisedMoves } from '../programme/supervised.ts'
import { terminationMoves } from '../programme/termination.ts'
import { reviewCallMoves } from '../programme/review-call.ts'
import { questionnaireMoves } from '../programme/questionnaire/questionnaire.ts'
import { quoteMoves } from '../programme/quote.ts'
import { requestMoves } from '../programme/request-review.ts'
import { signingMoves } from '../programme/report-signing.ts'
import { runMoves } from '../programme/run.ts'
import { selfTestMoves } from '../programme/self-test.ts'
import { satPlanMoves } from '../programme/sat/plan-moves.ts'
import { satResultMoves } from '../programme/sat/result-moves.ts'
import { satReviewMoves } from '../programme/sat/review-moves.ts'
import { satSheetMoves } from '../programme/sat/sheet-moves.ts'
import { satUpdateMoves } from '../programme/sat/update-moves.ts'
import { slotMoves } from '../programme/slot.ts'
import { certificationBelongs, type CertificationFile, certificationMoves } from '../programme/standing-moves.ts'
import { threadMoves } from '../programme/thread.ts'
import { dossierOfCertification } from '../rulebook/certification-dossier.ts'
import { dossierOfMembership } from '../rulebook/membership-dossier.ts'
import { dossierOfOpening, dossierOfProject } from '../rulebook/project-dossier.ts'
import { waiverMoves } from '../programme/waiver.ts'
import type { Queryable } from '../store/database.ts'
import { load, loadMany, loadWhere } from '../store/nouns.ts'
import { certificationOf, declinedBy } from '../store/certifications.ts'
import { projectFile } from './project-file.ts'
import { besideOn } from './beside.ts'
import { wordOfCompany } from '../programme/short-word.ts'
import { aimIn, interopOf, recertifiedBy, sponsoring, technician, technicianNamed } from './sponsor-targets.ts'
import { anybodys, type Loaded, type Pair, revisionsOf, type Target, textIn } from './target.ts'
import { newTicket, ticket, ticketNumbered } from './ticket-targets.ts'
import { equipmentOrder, newEquipmentOrder } from './equipment-targets.ts'
import { feeRequest } from './fee-targets.ts'
import { accessToken, newAccessToken } from './token-targets.ts'
import {
  companyListing,
  newPlatform,
  newProduct,
  productListing,
  keyring,
  organisation,
  parameter,
  pick,
  platform,
  product,
  takenIds,
} from './registering-targets.ts'
import { hashToken } from './house.ts'
import { newWebhook, webhook } from './webhook-targets.ts'

const project: Target<ProjectFile> = {
  name: 'project',
  moves: {
    'close-project': openingMoves['close-project'],
    ...questionnaireMoves,
    ...threadMoves,
    ...quoteMoves,
    ...slotMoves,
    ...planAdditionMoves,
    ...runMoves,
    ...evidenceMoves,
    ...captureMoves,
    ...decisionMoves,
    ...guideMoves,
    ...guidePictureMoves,
    ...guideReviewMoves,
    ...guideDiscardMoves,
    ...waiverMoves,
    ...requestMoves,
    ...agreementMoves,
    ...feeAskingMoves,
    ...selfTestMoves,
    ...supervisedMoves,
    ...signingMoves,
    ...satPlanMoves,
    ...satSheetMoves,
    ...satReviewMoves,
    ...satResultMoves,
    ...satUpdateMoves,
    ...disputeMoves,
  },
  load: async (on, { id, input }) => {
    const loaded = id ? await projectFile(on, id) : null
    const technician = loaded && textIn(input, 'technician')
    if (technician) {
      const candidate = await technicianNamed(on, technician, loaded.file.project.sponsor)
      return { ...loaded, file: { ...loaded.file, candidate } }
    }
    const bearer = loaded && textIn(input, 'bearer')
    if (bearer) {
      const named = await load(on, 'organisation', bearer)
      return { ...loaded, file: { ...loaded.file, bearer: named?.state ?? null } }
    }
    const aimed = loaded && aimIn(input)
    if (aimed) return { ...loaded, file: { ...loaded.file, aimed } }
    const engineer = loaded && textIn(input, 'engineer')
    if (!engineer) return loaded
    const named = await load(on, 'person', engineer)
    const isOfTheLab = named?.state.state === 'active' && named.state.roles.includes('lab-engineer')
    return { ...loaded, file: { ...loaded.file, isOfTheLab: (person) => isOfTheLab && person === engineer } }
  },
  belongs: belongsOf,
  sees: SEES_PROJECT,
  stageOf: (file) => file.project.stage,
  projectOf: (file) => file.project.id,
  dossier: dossierOfProject,
}

/** What is written into a guide, apart from the project: nobody deciding on the project is overtaken by typing. */
const guideWriting: Target<GuideWritingFile> = {
  name: 'guide-writing',
  moves: guideWritingMoves,
  load: async (on, { id }) => {
    const of = id ? await load(on, 'project', id) : null
    const number = of?.state.certification
    if (!of) return null
    const guide = number ? await load(on, 'guide', number) : null
    const writing = number ? await load(on, 'guide-writing', number) : null
    return {
      file: { project: of.state, guide: guide?.state ?? null, writing: writing?.state ?? null },
      revisions: revisionsOf(['guide', guide], ['guide-writing', writing]),
    }
  },
  belongs: belongsOf,
  sees: SEES_GUIDE_WRITING,
  stageOf: (file) => file.project.stage,
}

/** A project as the daily round sees it; nobody comes to it this way. */
const retention: Target<ProjectFile> = {
  name: 'retention',
  moves: retentionMoves,
  load: (on, { id }) => (id ? projectFile(on, id) : Promise.resolve(null)),
  belongs: anybodys,
  sees: { console: 'any' },
  projectOf: (file) => file.project.id,
}

const opening: Target<OpeningFile> = {
  name: 'new-project',
  moves: { 'open-project': openingMoves['open-project'] },
  load: async (on, { input, day }) => {
    const wanted = openingInput.safeParse(input)
    const interop = wanted.success ? await interopOf(on, wanted.data, day) : null
    if (!interop || !wanted.success) return null
    const recertifies = recertifiedBy(interop.file)
    const beside = await besideOn(on, wanted.data, { day, sponsor: null, recertifies })
    return { file: { ...interop.file, beside, wanted: wanted.data }, revisions: interop.revisions }
  },
  belongs: (file) => ({ organisation: file.product.organisation }),
  sees: EVERYBODY,
  dossier: (file, _, day, figures) => dossierOfOpening(file, day, figures),
}

const application: Target<ApplicationFile> = {
  name: 'new-membership',
  moves: { 'apply-for-membership': joiningMoves['apply-for-membership'] },
  load: async (on, { input }) => {
    const word = wordOfCompany(textIn(input, 'name'), textIn(input, 'country').trim())
    return { file: { taken: await takenIds(on, 'organisation', word) }, revisions: new Map() }
  },
  belongs: anybodys,
  sees: EVERYBODY,
}

const membership: Target<MembershipFile> = {
  name: 'membership',
  moves: {
    ...pick(joiningMoves, 'approve-membership', 'decline-membership', 'note-membership-fee', 'ask-for-term'),
    ...terminationMoves,
  },
  load: async (on, { id, input, day }) => {
    const organisation = id ? await load(on, 'organisation', id) : null
    if (!organisation) return null
    const kept = await load(on, 'membership', organisation.id)
    const fresh: Membership = { organisation: organisation.id, application: null, terms: [], terminated: null }
    return {
      file: {
        organisation: organisation.state,
        membership: kept?.state ?? fresh,
        declined: await declinedBy(on, organisation.id, day),
        named: await certificationOf(on, organisation.id, textIn(input, 'certification')),
      },
      revisions: revisionsOf(['organisation', organisation], ['membership', kept]),
    }
  },
  belongs: (file) => ({ organisation: file.organisation.id }),
  sees: {
    'programme-manager': 'any',
    auditor: 'any',
    'lab-engineer': 'any',
    'support-agent': 'any',
    'partner-admin': 'own',
    'partner-engineer': 'own',
  },
  shows: (file) => ({ noun: 'membership', id: file.organisation.id }),
  dossier: dossierOfMembership,
}

const organisationPeople: Target<OrganisationFile> = {
  name: 'organisation-people',
  moves: { 'invite-person': peopleMoves['invite-person'] },
  load: async (on, { id, input }) => {
    const organisation = id ? await load(on, 'organisation', id) : null
    if (!organisation) return null
    const taken = await emailsTaken(on, input)
    return { file: { organisation: organisation.state, emailTaken: (email) => taken.has(email) }, revisions: new Map() }
  },
  belongs: (file) => ({ organisation: file.organisation.id }),
  sees: EVERYBODY,
}

const person: Target<PersonFile> = {
  name: 'person',
  moves: pick(peopleMoves, 'renew-invitation', 'change-roles', 'let-go'),
  load: (on, { id }) => (id ? loadPerson(on, id) : Promise.resolve(null)),
  belongs: (file) => ({ organisation: file.person.organisation, person: file.person.id }),
  sees: {
    'programme-manager': 'any',
    operator: 'any',
    auditor: 'any',
    console: 'any',
    'partner-admin': 'own',
    'partner-engineer': 'own',
  },
  shows: (file) => ({ noun: 'person', id: file.person.id }),
}

/** An invitation is opened by its token alone; whoever holds the link is let in once. */
const invitation: Target<PersonFile> = {
  name: 'invitation',
  moves: { 'accept-invitation': peopleMoves['accept-invitation'] },
  load: async (on, { id }) => {
    const [found] = id ? await loadWhere(on, 'invitation', { token_hash: hashToken(id) }) : []
    return found ? loadPerson(on, found.state.person) : null
  },
  belongs: anybodys,
  sees: EVERYBODY,
}

const certification: Target<CertificationFile> = {
  name: 'certification',
  moves: { ...certificationMoves, ...reviewCallMoves },
  load: async (on, { id, input }) => {
    const kept = id ? await load(on, 'certification', id) : null
    const of = kept ? await load(on, 'product', kept.state.product) : null
    const against = kept ? await load(on, 'platform', kept.state.platform) : null
    const owner = of ? await load(on, 'organisation', of.state.organisation) : null
    if (!kept || !of || !against || !owner) return null
    const membership = await load(on, 'membership', owner.id)
    const platformRelease = textIn(input, 'platformRelease')
    const productRelease = textIn(input, 'productRelease')
    const guide = await load(on, 'guide', kept.id)
    const [letter] = await loadWhere(on, 'authorisation', { certification: kept.id })
    const issues = await loadWhere(on, 'field-issue', { certification: kept.id })
    return {
      file: {
        certification: kept.state,
        product: of.state,
        organisation: owner.state,
        membership: membership?.state ?? null,
        platform: against.state,
        wanted: platformRelease && productRelease ? { platformRelease, productRelease } : null,
        fieldIssues: issues.map((each) => each.state),
        guide: guide?.state ?? null,
        authorisation: letter?.state ?? null,
        ticket: await ticketNumbered(on, textIn(input, 'ticket')),
        testCases: isTrunk(of.state) ? SIP_TRUNK_TEST_CASES.map((each) => each.plan) : [],
      },
      revisions: revisionsOf(['certification', kept], ...issues.map((issue): Pair => ['field-issue', issue])),
    }
  },
  belongs: certificationBelongs,
  sees: EVERYBODY,
  shows: (file) => ({ noun: 'certification', id: file.certification.number }),
  dossier: (file, _, day, figures, gates) => dossierOfCertification(file, day, figures, gates),
}

const newEnquiry: Target<null> = {
  name: 'new-enquiry',
  moves: { enquire: enquiryMoves.enquire },
  load: async () => ({ file: null, revisions: new Map() }),
  belongs: anybodys,
  sees: EVERYBODY,
}

const enquiry: Target<{ readonly enquiry: Enquiry }> = {
  name: 'enquiry',
  moves: { 'answer-enquiry': enquiryMoves['answer-enquiry'] },
  load: async (on, { id }) => {
    const kept = id ? await load(on, 'enquiry', id) : null
    return kept ? { file: { enquiry: kept.state }, revisions: revisionsOf(['enquiry', kept]) } : null
  },
  belongs: anybodys,
  sees: { 'programme-manager': 'any', auditor: 'any' },
  shows: (file) => ({ noun: 'enquiry', id: file.enquiry.id }),
}

/** Founding happens once; who may do it is whoever holds the token that the server printed. */
const founding: Target<FoundingFile> = {
  name: 'founding',
  moves: foundingMoves,
  load: async (on) => {
    const row = await on.one<{ token: string | null; founded: boolean }>(
      sql`select set_up as token, exists (select 1 from person where state->'roles' ? 'programme-manager') as founded from installation`,
    )
    const kept = await loadMany(
      on,
      'interface',
      NAMED_INTERFACES.map((each) => each.id),
    )
    const file: FoundingFile = {
      isFounded: row?.founded ?? true,
      accepts: (token) => row?.token != null && row.token === hashToken(token),
      interfaces: kept.map((each) => each.state),
    }
    return { file, revisions: revisionsOf(...kept.map((each): Pair => ['interface', each])) }
  },
  belongs: anybodys,
  sees: EVERYBODY,
}

export const TARGETS = {
  founding,
  project,
  guideWriting,
  retention,
  opening,
  sponsoring,
  technician,
  application,
  membership,
  organisationPeople,
  person,
  invitation,
  organisation,
  companyListing,
  newProduct,
  product,
  productListing,
  newPlatform,
  platform,
  certification,
  newTicket,
  ticket,
  newEquipmentOrder,
  equipmentOrder,
  feeRequest,
  newWebhook,
  webhook,
  newEnquiry,
  enquiry,
  parameter,
  newAccessToken,
  accessToken,
  keyring,
} as const

export type NamedMove = { readonly name: string; readonly target: Target<unknown>; readonly move: AnyMove<unknown> }

/** Every move by its name; a name stands for one move only. */
export const MOVES: ReadonlyMap<string, NamedMove> = new Map(
  Object.values(TARGETS).flatMap((target) => {
    const any = target as unknown as Target<unknown>
    return Object.entries(any.moves).map(([name, move]): [string, NamedMove] => [name, { name, target: any, move }])
  }),
)

/** Those that somebody can send. What only happens by itself, on its day, has no address. */
export const SENT_MOVES: readonly NamedMove[] = [...MOVES.values()].filter(({ move }) =>
  Object.keys(move.by).some((part) => part !== 'console'),
)

async function loadPerson(on: Queryable, id: string): Promise<Loaded<PersonFile> | null> {
  const kept = await load(on, 'person', id)
  if (!kept) return null
  const asked = await load(on, 'invitation', id)
  const owner = await load(on, 'organisation', kept.state.organisation)
  if (!owner) return null
  return {
    file: { person: kept.state, invitation: asked?.state ?? null, organisation: owner.state },
    revisions: revisionsOf(['person', kept], ['invitation', asked]),
  }
}

async function emailsTaken(on: Queryable, input: unknown): Promise<ReadonlySet<string>> {
  const found = await loadWhere(on, 'person', { email: textIn(input, 'email').trim().toLowerCase() })
  return new Set(found.map((each) => each.state.email))
}
