/** A request to bear a part of the fee, as tests ask it on path C. */
import type { Story } from './cast.ts'

export async function askForFee(story: Story, percent: number, bearer = 'resale'): Promise<string> {
  const input = { bearer, percent, reason: 'We sell it together.' }
  const done = await story.do(story.cast.admin, 'ask-sponsor-for-fee', input)
  return done.made['fee-request']!
}
