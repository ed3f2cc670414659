/** The moves of a SAT, each at its time, for whoever tries them with more than they ask for. */
import type { Cast } from './cast.ts'
import type { Filling } from './mass-sponsored.ts'
import { addPhone, bringSatTo, DESCRIBED, FILING, openSat, recordSat, SAT_WORDING } from './sat-story.ts'

type Input = Readonly<Record<string, unknown>>

export async function fillSat({ house, cast, asksForNoMore }: Filling): Promise<void> {
  await addPhone(house, cast)
  const sat = await openSat(house, cast)
  const tries = (move: string, who: keyof Cast, input?: Input) => asksForNoMore(move, who, sat.id, input)
  await tries('take-sat-template', 'admin')
  await tries('save-sat-test-case', 'admin', { ...SAT_WORDING, plan: 'OWN-1', seen: 0 })
  await sat.do(cast.admin, 'take-sat-template')
  await tries('take-in-sat-plan', 'admin', { testCases: [{ ...SAT_WORDING, plan: 'OWN-1' }] })
  await tries('leave-sat-test-case-out', 'admin', { testCase: 'REG-04', because: 'One device only.' })
  await tries('describe-sat', 'admin', DESCRIBED)
  await sat.do(cast.admin, 'describe-sat', DESCRIBED)
  await tries('submit-sat-plan', 'admin')
  await bringSatTo(sat, 'sat-plan-review')
  await tries('view-sat-test-cases', 'tester', { viewed: [{ testCase: 'REG-01', version: 1 }] })
  await tries('suggest-sat-wording', 'tester', { ...SAT_WORDING, testCase: 'REG-01', text: 'Say more.' })
  await tries('return-sat-plan', 'tester', { remark: 'Say more.' })
  await tries('approve-sat-plan', 'tester', { remark: 'Fine.' })
  const suggested = await sat.do(cast.tester, 'suggest-sat-wording', {
    ...SAT_WORDING,
    testCase: 'REG-01',
    text: 'Say more.',
  })
  await tries('take-sat-suggestion', 'admin', { thread: suggested.made.thread })
  await sat.do(cast.admin, 'take-sat-suggestion', { thread: suggested.made.thread })
  await bringSatTo(sat, 'sat-testing')
  const limitation = { effect: 'A click.', workaround: 'None.' }
  await tries('record-sat-result', 'admin', {
    testCase: 'REG-01',
    verdict: 'passed-with-limitation',
    note: '',
    limitation,
    seen: 0,
  })
  const result = { testCase: 'REG-01', verdict: 'passed-with-limitation', note: '', limitation, seen: 0 }
  await tries('take-in-sat-results', 'admin', { results: [result] })
  await recordSat(sat)
  await tries('file-sat-results', 'admin', FILING)
  await sat.do(cast.admin, 'file-sat-results', FILING)
  await tries('accept-sat', 'tester', { remark: 'Thank you.' })
  const asked = await sat.do(cast.tester, 'ask', { about: { kind: 'test-case', ref: 'REG-01' }, text: 'How often?' })
  await tries('question-sat-results', 'tester', { remark: 'One question.' })
  await sat.do(cast.tester, 'close-question', { thread: asked.made.thread })
  await bringSatTo(sat, 'sat-accepted')
  const update = { platformRelease: '10.0', changes: 'Nothing.', declares: true }
  await tries('ask-for-sat-update', 'admin', update)
  await sat.do(cast.admin, 'ask-for-sat-update', update)
  await tries('note-sat-update', 'tester', { remark: 'Noted.' })
  await tries('return-sat-update', 'tester', { remark: 'Which build?' })
}
