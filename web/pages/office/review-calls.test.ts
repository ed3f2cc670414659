import { expect, test } from 'vitest'
import { formState } from '../../parts/form-state.ts'
import { reviewCallFields } from './review-calls.ts'

const shown = (typed: URLSearchParams) =>
  (reviewCallFields(formState(typed, [], 'call')) as { toString: () => string }).toString()

test('what was ticked is ticked again after a refusal, and what was written beside it is written there', () => {
  const typed = new URLSearchParams([
    ['testCases', 'HLD'],
    ['testCases', 'OUT-01, OUT-02'],
  ])
  const page = shown(typed)
  expect(page).toMatch(/value="HLD"\s+checked/)
  expect(page).toMatch(/name="testCases"[^>]*value="OUT-01, OUT-02"/)
  const none = shown(new URLSearchParams([['testCases', 'HLD']]))
  expect(none.match(/value="HLD"/g)).toHaveLength(1)
})
