/** The portal's pages besides those of a project: organisations, products, platforms, figures, journal, account. */
import type { Page } from '../../visit.ts'
import { accountPage } from './account.ts'
import { certificationManagePage } from './certification-manage.ts'
import { certificationListPage } from './certifications.ts'
import { enquiryListPage, enquiryPage } from './enquiries.ts'
import { equipmentPage } from './equipment.ts'
import { equipmentOrderPage } from './equipment-order.ts'
import { forecastPage } from './forecast.ts'
import { importGuidePage, importPage } from './import.ts'
import { installedBasePage } from './installed-base.ts'
import { journalPage } from './journal.ts'
import { listingTextsPage } from './listing-texts.ts'
import { managementPage } from './management.ts'
import { membershipPage } from './membership.ts'
import { membershipListPage } from './memberships.ts'
import { followingPage } from './following.ts'
import { noticesPage } from './notices.ts'
import { organisationPage, ourOrganisationPage } from './organisation.ts'
import { organisationListPage } from './organisations.ts'
import { newTicketPage } from './new-ticket.ts'
import { ticketPage } from './ticket.ts'
import { ticketListPage } from './tickets.ts'
import { outboxPage } from './outbox.ts'
import { parametersPage } from './parameters.ts'
import { platformPage } from './platform.ts'
import { newPlatformPage, platformListPage } from './platforms.ts'
import { productPage } from './product.ts'
import { webhookPage } from './webhook.ts'
import { webhookListPage } from './webhooks.ts'
import { reviewListPage } from './review-list.ts'
import { reviewPage } from './review.ts'
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
  certificationListPage,
  certificationManagePage,
  reviewPage,
  reviewListPage,
  forecastPage,
  listingTextsPage,
  equipmentPage,
  equipmentOrderPage,
  webhookListPage,
  webhookPage,
  managementPage,
  installedBasePage,
  importPage,
  importGuidePage,
  ticketListPage,
  newTicketPage,
  ticketPage,
  platformListPage,
  newPlatformPage,
  platformPage,
  parametersPage,
  journalPage,
  outboxPage,
  followingPage,
  noticesPage,
  accountPage,
]
