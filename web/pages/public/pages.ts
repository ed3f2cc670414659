/** The public pages: complete from the server, for everybody, without a script. */
import type { Page } from '../../visit.ts'
import { apiOperationPage, apiReferencePage } from './api-reference.ts'
import { advisorPage } from './advisor.ts'
import { cataloguedCompanyPage, cataloguedProductPage } from './catalogue-entries.ts'
import { cataloguePage, companiesPage } from './catalogue.ts'
import { comparePage } from './catalogue-compare.ts'
import { followingEndPage } from './following-end.ts'
import { certificationPage, checkNumberPage } from './certification.ts'
import { checkPage } from './check.ts'
import { enquirePage, enquireThanksPage } from './enquire.ts'
import { guideSettingsPage } from './guide-settings.ts'
import { guideVersionsPage } from './guide-versions.ts'
import { guidePage } from './guide.ts'
import { guidesPage } from './guides.ts'
import { handbookPage } from './handbook.ts'
import { startPage } from './home.ts'
import { interopPage } from './interop.ts'
import { interpretationsPage } from './interpretations.ts'
import { joinPage, joinThanksPage } from './join.ts'
import { lookPage } from './look.ts'
import { referenceGuidePage } from './reference-guide.ts'
import { invitationPage, setUpPage, signInPage } from './sign-in.ts'
import { supportPage } from './support.ts'

export const PUBLIC_PAGES: readonly Page[] = [
  startPage,
  supportPage,
  referenceGuidePage,
  interopPage,
  cataloguePage,
  comparePage,
  followingEndPage,
  companiesPage,
  cataloguedCompanyPage,
  cataloguedProductPage,
  checkPage,
  checkNumberPage,
  certificationPage,
  guidePage,
  guideVersionsPage,
  guideSettingsPage,
  guidesPage,
  advisorPage,
  handbookPage,
  interpretationsPage,
  joinPage,
  joinThanksPage,
  enquirePage,
  enquireThanksPage,
  lookPage,
  apiReferencePage,
  apiOperationPage,
  signInPage,
  invitationPage,
  setUpPage,
]
