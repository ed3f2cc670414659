/** The pages of sponsors and their technicians. */
import type { Page } from '../../visit.ts'
import { feeRequestListPage, feeRequestPage } from './fee-requests.ts'
import { labCalendarPage } from './lab-calendar.ts'
import { newRequestPage } from './new.ts'
import { requestPage } from './request.ts'
import { selfTestPage } from './self-test.ts'
import { technicianListPage, technicianPage } from './technicians.ts'

export const SPONSOR_PAGES: readonly Page[] = [
  feeRequestListPage,
  feeRequestPage,
  labCalendarPage,
  newRequestPage,
  requestPage,
  selfTestPage,
  technicianListPage,
  technicianPage,
]
