import { expect, test } from 'vitest'
import { formState } from '../../parts/form-state.ts'
import { reviewCallFields } from './review-calls.ts'

test('what was ticked is ticked again after a refusal, and what was written beside it is written there', () => {
  const typed = new URLSearchParams([
    ['testCases', 'HLD'],
    ['testCases', 'OUT-01, OUT-02'],
  ])
  const page = String(reviewCallFields(formState(typed, [], 'call')))
  expect(page).toMatch(/value="HLD"\s+checked/)
  expect(page).toMatch(/name="testCases"[^>]*value="OUT-01, OUT-02"/)
  const none = String(reviewCallFields(formState(new URLSearchParams([['testCases', 'HLD']]), [], 'call')))
  expect(none.match(/value="HLD"/g)).toHaveLength(1)
})
