/** The portal's pages besides those of a project: organisations, products, platforms, figures, journal, account. */
import type { Page } from '../../visit.ts'
import { enquiryListPage, enquiryPage } from './enquiries.ts'
import { membershipPage } from './membership.ts'
import { membershipListPage } from './memberships.ts'
import { organisationPage, ourOrganisationPage } from './organisation.ts'
import { organisationListPage } from './organisations.ts'
import { platformPage } from './platform.ts'
import { newPlatformPage, platformListPage } from './platforms.ts'
import { productPage } from './product.ts'
import { newProductPage, productListPage } from './products.ts'

export const OFFICE_PAGES: readonly Page[] = [
  membershipListPage,
  membershipPage,
  enquiryListPage,
  enquiryPage,
  organisationListPage,
  organisationPage,
  ourOrganisationPage,
  productListPage,
  newProductPage,
  productPage,
  platformListPage,
  newPlatformPage,
  platformPage,
]
