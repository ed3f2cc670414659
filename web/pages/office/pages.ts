/** The portal's pages besides those of a project: organisations, products, platforms, figures, journal, account. */
import type { Page } from '../../visit.ts'

export const OFFICE_PAGES: readonly Page[] = []
