/** The pages of projects, and the home of whoever works on them. */
import type { Page } from '../../visit.ts'

export const PROJECT_PAGES: readonly Page[] = []
