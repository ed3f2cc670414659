/** The words for what a capture shows of a test case; proposals, until a person confirms one. */
export const JUDGED_VERDICTS = {
  passed: 'Passed',
  'passed-with-limitation': 'Passed with limitation',
  failed: 'Failed',
  inconclusive: 'Inconclusive',
  'not-observable': 'Not observable',
  'not-applicable': 'Not applicable',
} as const

export type JudgedVerdict = keyof typeof JUDGED_VERDICTS
