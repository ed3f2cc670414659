/** The dossier of a certification after its grant: what extending and recertifying it are judged by. */
import type { Day } from '../kernel/day.ts'
import { compareVersions } from '../kernel/version.ts'
import { changesSince, changesToReview } from '../programme/interface-change.ts'
import { isInForce, newestPlatformRelease, pairsOn } from '../programme/certification.ts'
import { isCertified } from '../programme/level.ts'
import type { Gate } from '../programme/move.ts'
import {
  currentMajor,
  gaInFact,
  isGa,
  majorsBehind,
  majorsOf,
  type Platform,
  releaseOf,
} from '../programme/platform.ts'
import { productReleaseOf } from '../programme/product.ts'
import { type Recertification, recertificationOn } from '../programme/recertification.ts'
import type { CertificationFile } from '../programme/standing-moves.ts'
import type { Dossier, Releases, ReviewCall } from './dossier.ts'
import type { Figures } from './parameters.ts'
import { membershipPart } from './project-dossier.ts'
import { blankDossier } from './standpoint.ts'

export function dossierOfCertification(
  file: CertificationFile,
  day: Day,
  figures: Figures,
  gates: readonly Gate[] = [],
): Dossier {
  const { certification, product, organisation, platform } = file
  const dossier = blankDossier(
    {
      day,
      family: product.family,
      level: certification.level,
      path: null,
      region: certification.region ?? null,
      resoldByVendor: product.resoldByVendor,
      sponsor: 'none',
      isReseller: organisation.roles.includes('reseller'),
      hasTechnician: false,
      ...membershipPart(file.membership, day, figures),
    },
    figures,
  )
  const covered = newestPlatformRelease(pairsOn(certification, day)) ?? ''
  const last = recertificationOn(certification, day)
  const isFollowed = changesToReview(file, day).length === 0
  return {
    ...dossier,
    usesNamedInterface: product.interfaces.length > 0,
    availability: platform.availability?.[certification.level] ?? 'ask',
    hasCertificationInForce: isCertified(certification.level) && isInForce(certification, day),
    releases: releasesPart(file, day),
    interfaceChange: changesSince(file, day).length > 0,
    review: gates.includes('decide-recertification') ? RECORDED_BY_THE_MOVE : isFollowed ? reviewOf(last) : null,
    coversCurrentMajor: coversCurrentMajor(platform, covered, day),
    recertification: last?.outcome ?? null,
    isRecertificationOpen: last !== null && last.used === null,
  }
}

/** The decision is taken by the very move that is asked about, and its form takes nothing less than the whole record. */
const RECORDED_BY_THE_MOVE: ReviewCall = {
  hasAttendeesOfBothSides: true,
  recordsSignificance: true,
  recordsRisks: true,
}

function reviewOf(last: Recertification | null): ReviewCall | null {
  if (!last) return null
  return {
    hasAttendeesOfBothSides: last.attendees.vendor !== '' && last.attendees.partner !== '',
    recordsSignificance: last.significance !== '',
    recordsRisks: last.operationalRisk !== '' && last.businessRisk !== '',
  }
}

function coversCurrentMajor(platform: Platform, covered: string, day: Day): boolean | null {
  const majors = majorsOf(platform)
  return currentMajor(majors, day, gaInFact) ? majorsBehind(majors, covered, day, gaInFact) === 0 : null
}

/** The pair that is named; while none is, the newest there are, which the form proposes. */
function releasesPart({ product, platform, wanted }: CertificationFile, day: Day): Releases {
  const platformRelease = wanted ? releaseOf(platform, wanted.platformRelease) : newestGa(platform.releases, day)
  const productRelease = wanted ? productReleaseOf(product, wanted.productRelease) : newestGa(product.releases, day)
  return {
    isPlatformGa: platformRelease !== null && isGa(platformRelease, day),
    isProductGa: productRelease !== null && isGa(productRelease, day),
    sayPlatform: `${platform.name} ${platformRelease?.version ?? 'without a release'}`,
    sayProduct: `${product.name} ${productRelease?.version ?? 'without a release'}`,
  }
}

function newestGa<Release extends { readonly version: string; readonly ga?: Day | null }>(
  releases: readonly Release[],
  day: Day,
): Release | null {
  return releases.filter((each) => isGa(each, day)).toSorted((a, b) => compareVersions(b.version, a.version))[0] ?? null
}
