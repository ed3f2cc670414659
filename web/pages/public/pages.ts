/** The public pages: complete from the server, for everybody, without a script. */
import type { Page } from '../../visit.ts'
import { advisorPage } from './advisor.ts'
import { cataloguedCompanyPage, cataloguedProductPage } from './catalogue-entries.ts'
import { cataloguePage, companiesPage } from './catalogue.ts'
import { certificationPage, checkNumberPage } from './certification.ts'
import { checkPage } from './check.ts'
import { enquirePage, enquireThanksPage } from './enquire.ts'
import { guidePage } from './guide.ts'
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
  companiesPage,
  cataloguedCompanyPage,
  cataloguedProductPage,
  checkPage,
  checkNumberPage,
  certificationPage,
  guidePage,
  advisorPage,
  handbookPage,
  interpretationsPage,
  joinPage,
  joinThanksPage,
  enquirePage,
  enquireThanksPage,
  lookPage,
  signInPage,
  invitationPage,
  setUpPage,
]
