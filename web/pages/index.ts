/** Every page, in the order in which addresses are matched. */
import type { Page } from '../visit.ts'
import { OFFICE_PAGES } from './office/pages.ts'
import { PROJECT_PAGES } from './project/pages.ts'
import { PUBLIC_PAGES } from './public/pages.ts'
import { SPONSOR_PAGES } from './sponsor/pages.ts'

export const PAGES: readonly Page[] = [...PUBLIC_PAGES, ...SPONSOR_PAGES, ...PROJECT_PAGES, ...OFFICE_PAGES]
