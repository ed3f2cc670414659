/** Section 2: what the programme is for, as far as it binds. */
import { must, type Rule } from '../rule.ts'

export const PURPOSE: readonly Rule[] = [
  must('every-integration-point-is-tested', {
    clause: '2.1',
    says: 'Every interface of the product is exercised by at least one test case of the plan.',
    at: ['start-testing', 'grant'],
    when: (d) => d.plan !== null,
    check: (d) => d.plan!.coversEveryInterface,
    fix: 'Add test cases for the interface that has none, or take the interface off the product.',
  }),
]
