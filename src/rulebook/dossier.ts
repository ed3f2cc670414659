/**
 * The dossier: all that is known of one project or enquiry on one day, in the words rules use. A part
 * that is not on record is null; a rule that needs it then could not be evaluated. Where a check would
 * need more than a line, the missing noun belongs here.
 */
import type { Day } from '../kernel/day.ts'
import type { Availability } from '../programme/platform.ts'
import type { Family } from '../programme/interface.ts'
import type { Level } from '../programme/level.ts'
import type { MembershipState, Tier } from '../programme/membership.ts'
import type { Payer } from '../programme/fees.ts'
import type { Path } from '../programme/project.ts'

export type Sponsor = 'none' | 'reseller' | 'sales-unit' | 'sales-prime'

export type Dossier = {
  readonly day: Day
  readonly waivers: readonly { readonly rule: string; readonly until: Day }[]

  readonly family: Family
  readonly isTrunk: boolean
  readonly usesNamedInterface: boolean
  readonly resoldByVendor: boolean
  readonly level: Level
  readonly path: Path | null
  readonly region: string | null
  readonly availability: Availability | null
  readonly hasCertificationInForce: boolean

  readonly sponsor: Sponsor
  readonly hasSponsor: boolean
  readonly isReseller: boolean
  /** The provider is a reseller with a technician of its own, and sponsors itself (4A.10, X-20). */
  readonly sponsorsItself: boolean

  readonly tier: Tier | null
  readonly membership: MembershipState
  readonly neededTier: Tier | null
  readonly holdsNeededTier: boolean

  readonly technician: Technician | null
  readonly sponsorRequest: SponsorRequest | null
  readonly strategy: 'a' | 'b' | 'c' | null
  readonly selfTest: SelfTest | null
  readonly sat: Sat
  readonly questionnaire: { readonly isSubmitted: boolean; readonly isReviewed: boolean } | null
  readonly quote: QuoteOnFile | null
  readonly isReadinessDeclared: boolean
  readonly releases: Releases | null
  readonly plan: PlanOnFile | null
  readonly report: Report | null
  readonly guide: GuideOnFile | null
  /** Whether either side changed the interface in a release newer than the certified one (8.4). */
  readonly interfaceChange: boolean
  readonly review: ReviewCall | null
  /** Whether the certification covers the platform's current major release; null while there is none. */
  readonly coversCurrentMajor: boolean | null
  readonly recertification: 'full' | 'partial' | 'extend' | 'none' | 'declined' | null
  /** Whether what was decided has not been carried out yet; it serves once. */
  readonly isRecertificationOpen: boolean
  readonly burden: { readonly isApproved: boolean } | null
  readonly termination: { readonly noticeIsOver: boolean; readonly isDecidedByPerson: boolean } | null
}

/** A technician's standing with the vendor on the platform under test (4A.14). */
export type Technician = {
  readonly holdsCredentialOnPlatform: boolean
  readonly isCredentialInDate: boolean
  readonly worksForProvider: boolean
  readonly hours: number
}

/** What a sponsor sent in on path A or B (4A.2, 4A.15, 4B.6). */
export type SponsorRequest = {
  readonly hasJustification: boolean
  readonly declaresSkillAndResources: boolean
  readonly hasRevenueFigures: boolean
  readonly isApproved: boolean
  readonly recordsAllInputs: boolean
}

/** Access to the self-test portal (4A.5). */
export type SelfTest = {
  readonly isHeldByProvider: boolean
  readonly isInPeriod: boolean
  readonly isRevoked: boolean
}

export type Sat = {
  readonly isRequired: boolean
  readonly isPlanComplete: boolean
  readonly takesInTemplate: boolean
  readonly isPlanApproved: boolean
  readonly hasAllResults: boolean
  readonly hasOpenQuestions: boolean
  readonly isAccepted: boolean
}

export type QuoteOnFile = {
  readonly isAgreedByOffice: boolean
  readonly isAgreedByLab: boolean
  readonly explainsEveryLine: boolean
  readonly comesWithAllPapers: boolean
  readonly payer: Payer
}

/** The two releases under test, and whether each is generally available on the day (6.2). */
export type Releases = {
  readonly isPlatformGa: boolean
  readonly isProductGa: boolean
  readonly sayPlatform: string
  readonly sayProduct: string
}

export type PlanOnFile = {
  readonly coversEveryInterface: boolean
  readonly hasInterfaceTestCases: boolean
  readonly hasFeatureTestCases: boolean
  readonly buildsOnSatPlan: boolean
}

/** The report: results, signatures, who did what (3Q.1, 3A.1, G-01, G-08). */
export type Report = {
  readonly hasEveryResult: boolean
  readonly explainsUntested: boolean
  readonly passesEveryMustPass: boolean
  readonly hasEvidenceForEveryMustPass: boolean
  readonly namesEveryLimitation: boolean
  readonly isReviewAccepted: boolean
  readonly reviewerTested: boolean
  readonly isSignedByVendorSide: boolean
  readonly isSignedByPartner: boolean
  readonly hasSupportTerms: boolean
}

export type GuideOnFile = {
  readonly exists: boolean
  readonly namesVersions: boolean
  readonly namesLimitations: boolean
  readonly namesSettings: boolean
  readonly isPublished: boolean
}

export type ReviewCall = {
  readonly hasAttendeesOfBothSides: boolean
  readonly recordsSignificance: boolean
  readonly recordsRisks: boolean
}
