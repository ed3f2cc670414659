/** A dossier on which every rule that applies is met, and changes to it; nothing is kept anywhere. */
import { day } from '../../src/kernel/day.ts'
import type { Dossier } from '../../src/rulebook/dossier.ts'

/** A sponsored-by-nobody trunk on path C at MCT, tested, reviewed, granted and published. */
export const GOOD: Dossier = {
  day: day('2026-06-15'),
  waivers: [],
  family: 'sip-trunk',
  isTrunk: true,
  usesNamedInterface: true,
  resoldByVendor: false,
  level: 'MCT',
  path: 'C',
  region: null,
  availability: 'yes',
  hasCertificationInForce: true,
  sponsor: 'none',
  hasSponsor: false,
  isReseller: false,
  sponsorsItself: false,
  tier: 'mdp-commercial-basic',
  membership: 'active',
  neededTier: 'mdp-commercial-basic',
  holdsNeededTier: true,
  technician: { holdsCredentialOnPlatform: true, isCredentialInDate: true, worksForProvider: false, hours: 10 },
  sponsorRequest: {
    hasJustification: true,
    declaresSkillAndResources: true,
    hasRevenueFigures: true,
    isApproved: true,
    recordsAllInputs: true,
  },
  strategy: null,
  selfTest: { isHeldByProvider: false, isInPeriod: true, isRevoked: false },
  sat: {
    isRequired: false,
    isPlanComplete: true,
    takesInTemplate: true,
    isPlanApproved: true,
    hasAllResults: true,
    hasOpenQuestions: false,
    isAccepted: true,
  },
  questionnaire: { isSubmitted: true, isReviewed: true },
  quote: {
    isAgreedByOffice: true,
    isAgreedByLab: true,
    explainsEveryLine: true,
    comesWithAllPapers: true,
    payer: 'partner',
  },
  isReadinessDeclared: true,
  releases: { isPlatformGa: true, isProductGa: true, sayPlatform: 'Voice 10.0', sayProduct: 'North Trunk 3.1' },
  plan: {
    coversEveryInterface: true,
    hasInterfaceTestCases: true,
    hasFeatureTestCases: true,
    buildsOnSatPlan: true,
  },
  report: {
    hasEveryResult: true,
    explainsUntested: true,
    passesEveryMustPass: true,
    hasEvidenceForEveryMustPass: true,
    namesEveryLimitation: true,
    isReviewAccepted: true,
    reviewerTested: false,
    isSignedByVendorSide: true,
    isSignedByPartner: true,
    hasSupportTerms: true,
  },
  guide: { exists: true, namesVersions: true, namesLimitations: true, namesSettings: true, isPublished: true },
  interfaceChange: true,
  review: { hasAttendeesOfBothSides: true, recordsSignificance: true, recordsRisks: true },
  coversCurrentMajor: true,
  recertification: 'declined',
  isRecertificationOpen: true,
  burden: { isApproved: true },
  termination: { noticeIsOver: true, isDecidedByPerson: true },
}

/** What is different: whole fields, or members of a part. */
export type Change = {
  readonly [Field in keyof Dossier]?: Dossier[Field] extends infer Value
    ? Value extends readonly unknown[] | string
      ? Value
      : Value extends object
        ? Partial<Value>
        : Value
    : never
}

export function changed(dossier: Dossier, change: Change): Dossier {
  const entries = Object.entries<unknown>(change).map(([field, value]) => {
    const before: unknown = dossier[field as keyof Dossier]
    return [field, isPart(before) && isPart(value) ? { ...before, ...value } : value] as const
  })
  return { ...dossier, ...Object.fromEntries(entries) }
}

function isPart(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
