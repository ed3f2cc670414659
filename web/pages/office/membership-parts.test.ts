import { expect, test } from 'vitest'
import { day } from '../../../src/kernel/day.ts'
import { type MembershipToday, sayEnd } from './membership-parts.ts'

const TODAY = day('2026-06-15')
const term = { tier: 'msp', from: day('2026-01-01'), until: day('2026-12-31') } as const

const said = async (now: Pick<MembershipToday, 'state' | 'terminated'>) =>
  (await sayEnd({ ...now, tier: null, term }, TODAY)).toString().replaceAll(/<[^>]+>/g, '')

test('a membership that was ended is over since that day, whatever its term said', async () => {
  expect(await said({ state: 'terminated', terminated: day('2026-05-15') })).toBe('ended 15 May 2026 (31 days ago)')
})

test('control: one that runs ends with its term', async () => {
  expect(await said({ state: 'active', terminated: null })).toBe('until 31 Dec 2026 (199 days left)')
})
