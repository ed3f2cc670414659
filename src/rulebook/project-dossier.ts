/** The dossier of a project, made from its file: what rules know of it on a day. */
import type { Day } from '../kernel/day.ts'
import { type Certification, isInForce } from '../programme/certification.ts'
import { limitationsOf } from '../programme/decision.ts'
import type { Family } from '../programme/interface.ts'
import { publishedGuide } from '../programme/guide.ts'
import { isCertified } from '../programme/level.ts'
import { type Membership, membershipOn, tierOn } from '../programme/membership.ts'
import type { OpeningFile } from '../programme/opening.ts'
import type { Organisation } from '../programme/organisation.ts'
import type { Gate } from '../programme/move.ts'
import type { Actor } from '../programme/permission.ts'
import { type Availability, isGa, type Platform, releaseOf } from '../programme/platform.ts'
import { isTrunk, productReleaseOf } from '../programme/product.ts'
import type { ProjectFile } from '../programme/project-file.ts'
import { acceptedReview, type Project } from '../programme/project.ts'
import { firmQuote } from '../programme/quote.ts'
import { isSignedBy } from '../programme/report-signing.ts'
import { hoursOf, lastAccess } from '../programme/self-test.ts'
import type { SponsoringFile, SponsorRequest as Request } from '../programme/sponsorship.ts'
import {
  credentialsOn,
  isQualified,
  type Technician as TechnicianRecord,
  type UnderTest,
} from '../programme/technician.ts'
import { isSupervisedOn, lastSupervision } from '../programme/supervised.ts'
import { waiversOn } from '../programme/waiver.ts'
import { type PlannedTestCase, plannedTestCases, restsOn, standingResults, testersOf } from '../programme/run.ts'
import { gapsOf, missingFromTemplate, openThreads } from '../programme/sat/sat.ts'
import type {
  Dossier,
  PlanOnFile,
  QuoteOnFile,
  Releases,
  Report,
  SelfTest,
  Sponsor,
  SponsorRequest,
  Technician,
} from './dossier.ts'
import type { Figures } from './parameters.ts'
import { blankDossier } from './standpoint.ts'

export function dossierOfProject(
  file: ProjectFile,
  actor: Actor,
  day: Day,
  figures: Figures,
  gates: readonly Gate[] = [],
): Dossier {
  const { project, product, organisation, platform } = file
  const { level, region } = file.aimed ?? project
  const technician = gates.includes('assign-technician') ? (file.candidate ?? null) : file.technician
  const dossier = blankDossier(
    {
      day,
      family: product.family,
      level,
      path: project.path,
      region,
      resoldByVendor: product.resoldByVendor,
      sponsor: sponsorKind(file.sponsor, organisation),
      isReseller: organisation.roles.includes('reseller'),
      hasTechnician: technician !== null,
      ...membershipPart(file.membership, day, figures),
    },
    figures,
  )
  return {
    ...dossier,
    waivers: waiversOn(project, day),
    usesNamedInterface: product.interfaces.length > 0,
    availability: availabilityOf(platform, level),
    hasCertificationInForce: isCertifiedOn(file.certification, day),
    sat: { ...dossier.sat, ...satPart(file, day) },
    technician: technician ? technicianPart(technician, project, day) : null,
    sponsorRequest: project.request ? requestPart(project.request) : null,
    strategy: project.request?.assessment?.strategy ?? null,
    selfTest: selfTestPart(file, technician, gates, day),
    questionnaire: {
      isSubmitted: file.questionnaire.submissions.length > 0,
      isReviewed: file.questionnaire.reviewed !== null,
    },
    quote: quotePart(file, actor),
    isReadinessDeclared: project.readiness !== null,
    releases: releasesPart(file, day),
    plan: planPart(file),
    report: reportPart(file),
    guide: file.guide
      ? {
          exists: true,
          namesVersions: file.guide.content.equipment.length > 0,
          namesLimitations: file.guide.content.limitations.length >= limitationsOf(file).length,
          namesSettings: file.guide.content.vendorSettings.length > 0,
          isPublished: publishedGuide(file.guide) !== null,
        }
      : null,
  }
}

/** The dossier before there is a project: what opening one is judged by, by the partner or at a sponsor's request. */
export function dossierOfOpening(file: OpeningFile | SponsoringFile, day: Day, figures: Figures): Dossier {
  const { wanted, product, organisation, platform } = file
  const technician = 'technician' in file ? file.technician : null
  const dossier = blankDossier(
    {
      day,
      family: product.family,
      level: wanted.level,
      path: 'path' in wanted ? wanted.path : 'C',
      region: wanted.region,
      resoldByVendor: product.resoldByVendor,
      sponsor: 'sponsor' in file ? sponsorKind(file.sponsor, organisation) : 'none',
      isReseller: organisation.roles.includes('reseller'),
      hasTechnician: technician !== null,
      ...membershipPart(file.membership, day, figures),
    },
    figures,
  )
  return {
    ...dossier,
    technician: technician ? technicianPart(technician, { ...wanted, organisation: organisation.id }, day) : null,
    usesNamedInterface: product.interfaces.length > 0,
    availability: availabilityOf(platform, wanted.level),
    waivers: waiversOn({ waivers: file.waivers ?? [] }, day),
    sat: { ...dossier.sat, isAccepted: (file.satAccepted ?? []).some((each) => each <= day) },
  }
}

/** The dossier of an entitlement: a certification's holder on a day (guide, logo, listing). */
export function dossierOfHolder(
  holder: {
    readonly organisation: Organisation
    readonly membership: Membership | null
    readonly family: Family
    readonly level: Dossier['level']
    /** The certification in question; none where only the company is asked about. */
    readonly certification: Pick<Certification, 'level' | 'granted' | 'withdrawn'> | null
  },
  day: Day,
  figures: Figures,
): Dossier {
  const { certification } = holder
  const dossier = blankDossier(
    {
      day,
      family: holder.family,
      level: holder.level,
      path: null,
      region: null,
      resoldByVendor: false,
      sponsor: 'none',
      isReseller: holder.organisation.roles.includes('reseller'),
      hasTechnician: false,
      ...membershipPart(holder.membership, day, figures),
    },
    figures,
  )
  return { ...dossier, hasCertificationInForce: isCertifiedOn(certification, day) }
}

function isCertifiedOn(
  certification: Pick<Certification, 'level' | 'granted' | 'withdrawn'> | null,
  day: Day,
): boolean {
  return certification !== null && isCertified(certification.level) && isInForce(certification, day)
}

export function membershipPart(membership: Membership | null, day: Day, figures: Figures) {
  const grace = figures.number('membership.grace-days')
  return { tier: tierOn(membership, day, grace), membership: membershipOn(membership, day, grace) }
}

function availabilityOf(platform: Platform, level: Dossier['level']): Availability {
  return platform.availability?.[level] ?? 'ask'
}

/** Whoever sponsors itself is no sponsor to itself: the dossier tells that apart (4A.10). */
function sponsorKind(sponsor: Organisation | null, partner: Organisation): Sponsor {
  if (!sponsor || sponsor.id === partner.id) return 'none'
  return sponsor.roles.includes('sales-unit')
    ? 'sales-unit'
    : sponsor.roles.includes('vendor')
      ? 'sales-prime'
      : 'reseller'
}

function technicianPart(
  technician: TechnicianRecord,
  test: UnderTest & { readonly organisation: string; readonly hours?: Project['hours'] },
  day: Day,
): Technician {
  return {
    holdsCredentialOnPlatform: credentialsOn(technician, test).some((each) => each.confirmed && !each.withdrawn),
    isCredentialInDate: isQualified(technician, test, day),
    worksForProvider: technician.organisation === test.organisation,
    hours: hoursOf(test),
  }
}

function requestPart({ stated, assessment, decided }: Request): SponsorRequest {
  return {
    hasJustification: stated.justification !== '' || stated.strategic !== '',
    declaresSkillAndResources: stated.declares.opportunity && stated.declares.resources,
    hasRevenueFigures: stated.revenue.vendor !== null && stated.revenue.reseller !== null,
    isApproved: decided?.outcome === 'approved',
    recordsAllInputs: assessment !== null && Object.values(assessment.inputs).every((each) => each.reason !== ''),
  }
}

/** Access is given by the very move that is asked about, so it is judged as if the technician had it. */
function selfTestPart(
  { project }: ProjectFile,
  technician: TechnicianRecord | null,
  gates: readonly Gate[],
  day: Day,
): SelfTest | null {
  if (project.path === 'C') {
    // Whoever may give it gives it by the very move that is asked about.
    if (gates.includes('give-self-test-access')) return { isHeldByProvider: true, isInPeriod: true, isRevoked: false }
    const last = lastSupervision(project)
    return last && { isHeldByProvider: true, isInPeriod: isSupervisedOn(project, day), isRevoked: last.ended !== null }
  }
  const isHeldByProvider = technician?.organisation === project.organisation
  if (gates.includes('give-self-test-access'))
    return technician ? { isHeldByProvider, isInPeriod: true, isRevoked: false } : null
  const access = lastAccess(project)
  if (!access) return null
  return { isHeldByProvider, isInPeriod: access.from <= day && day <= access.until, isRevoked: access.revoked !== null }
}

/** The lab's agreement is given by the very move that is asked about, so whoever may give it counts as giving it. */
function quotePart(file: ProjectFile, actor: Actor): QuoteOnFile | null {
  const quote = firmQuote(file.project)
  if (!quote) return null
  return {
    isAgreedByOffice: quote.prepared !== null,
    isAgreedByLab: quote.agreed !== null || (actor.parts.includes('lab-engineer') && actor.id !== quote.prepared?.by),
    explainsEveryLine: quote.lines.length > 0 && quote.lines.every((line) => line.says !== '' && line.clause !== ''),
    comesWithAllPapers: quote.lines.length > 0 && quote.effort !== null,
    payer: quote.payer ?? 'partner',
  }
}

function releasesPart(file: ProjectFile, day: Day): Releases {
  const platformRelease = releaseOf(file.platform, file.project.platformRelease)
  const productRelease = productReleaseOf(file.product, file.project.productRelease)
  return {
    isPlatformGa: platformRelease !== null && isGa(platformRelease, day),
    isProductGa: productRelease !== null && isGa(productRelease, day),
    sayPlatform: `${file.platform.name} ${file.project.platformRelease}`,
    sayProduct: `${file.product.name} ${file.project.productRelease}`,
  }
}

/** The plan under test, or before testing the one that would be. */
function planPart(file: ProjectFile): PlanOnFile {
  const testCases = file.runs[0]?.testCases ?? file.plan.testCases
  const covered = interfacesTested(file, testCases)
  return {
    coversEveryInterface: file.product.interfaces.every((each) => covered.includes(each)),
    hasInterfaceTestCases: testCases.some((each) => each.scope === 'interface'),
    hasFeatureTestCases: testCases.some((each) => each.scope === 'feature'),
    buildsOnSatPlan: file.sat !== null,
  }
}

/** A trunk test case exercises the trunk; any other what its wording says (2.1). */
function interfacesTested(file: ProjectFile, testCases: readonly PlannedTestCase[]): readonly string[] {
  if (isTrunk(file.product)) return testCases.length > 0 ? ['sip-trunk'] : []
  const planned = new Set(testCases.map((each) => each.plan))
  const worded = [...(file.sat?.testCases ?? []), ...file.template].filter((each) => planned.has(each.plan))
  const own = (file.project.additions ?? []).flatMap((each) => each.own ?? [])
  return [...worded, ...own].flatMap((each) => each.interfaces)
}

/** Accepted is a SAT for its interop, wherever that was; the rest is told of the SAT that the project itself is. */
function satPart(file: ProjectFile, day: Day): Partial<Dossier['sat']> {
  const isAccepted = file.satEvidence.some((each) => each.accepted <= day)
  const { sat, project, runs } = file
  if (sat?.project !== project.id) return { isAccepted }
  const run = runs.at(-1)
  return {
    isAccepted,
    isPlanComplete: gapsOf(file).length === 0,
    takesInTemplate: missingFromTemplate(file).length === 0,
    isPlanApproved: sat.approved !== null,
    hasAllResults: run !== undefined && run.testCases.every((each) => run.results[each.plan] !== undefined),
    hasOpenQuestions: openThreads(file.threads).length > 0,
  }
}

function reportPart(file: ProjectFile): Report | null {
  const planned = plannedTestCases(file.runs)
  if (planned.length === 0) return null
  const results = standingResults(file.runs)
  const mustPass = planned.filter((each) => each.criticality === 'KO')
  const passes = new Set(['passed', 'passed-with-limitation', 'not-applicable'])
  const review = acceptedReview(file.project)
  const people = testersOf(file.runs)
  // Raw captures, not notes: they are what a provider that sponsors itself hands in.
  const evidence = new Set(
    file.evidence.filter((each) => each.kind === 'capture' && !each.setAside).map((each) => each.testCase),
  )
  return {
    hasEveryResult: planned.every((each) => results[each.plan] !== undefined),
    explainsUntested: Object.values(results).every((result) => result.verdict !== 'not-tested' || result.note !== ''),
    passesEveryMustPass: mustPass.every((each) => passes.has(results[each.plan]?.verdict ?? 'not-tested')),
    hasEvidenceForEveryMustPass: mustPass.every((each) => evidence.has(each.plan)),
    namesEveryLimitation: Object.values(results).every(
      (result) => result.verdict !== 'passed-with-limitation' || result.limitation !== null,
    ),
    isReviewAccepted: review !== null && review.rests === restsOn(file),
    reviewerTested: review !== null && people.includes(review.by),
    isSignedByVendorSide: isSignedBy('vendor', file),
    isSignedByPartner: isSignedBy('partner', file),
    hasSupportTerms: file.project.supportTerms !== undefined,
  }
}
