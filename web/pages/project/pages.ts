/** The pages of projects, and the home of whoever works on them. */
import type { Page } from '../../visit.ts'
import { captureComparisonPage } from './capture-comparison.ts'
import { capturePage } from './capture.ts'
import { decisionPage } from './decision.ts'
import { guidePage } from './guide.ts'
import { homePage } from './home.ts'
import { journalPage } from './journal.ts'
import { projectListPage } from './list.ts'
import { newProjectPage } from './new.ts'
import { overviewPage } from './overview.ts'
import { questionnairePage } from './questionnaire.ts'
import { questionsPage } from './questions.ts'
import { quotePage } from './quote.ts'
import { satPlanPage } from './sat-plan.ts'
import { satTestCasePage } from './sat-test-case.ts'
import { satUploadPage } from './sat-upload.ts'
import { testCasePage } from './test-case.ts'
import { testingPage } from './testing.ts'

export const PROJECT_PAGES: readonly Page[] = [
  homePage,
  projectListPage,
  newProjectPage,
  overviewPage,
  satPlanPage,
  satTestCasePage,
  satUploadPage,
  questionnairePage,
  quotePage,
  testingPage,
  testCasePage,
  capturePage,
  captureComparisonPage,
  decisionPage,
  guidePage,
  questionsPage,
  journalPage,
]
