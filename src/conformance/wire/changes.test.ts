import { expect, test } from 'vitest'
import { changesOf } from './changes.ts'
import type { Judgement } from './judge.ts'

const judged = (id: string, verdict: Judgement['verdict']): Judgement => ({
  id,
  verdict,
  observations: [],
  call: null,
  others: 0,
  also: [],
})

test('of two analyses only the verdicts that changed are told, those judged by one alone among them', () => {
  const before = [judged('OUT-01', 'passed'), judged('OUT-02', 'failed'), judged('OUT-03', 'inconclusive')]
  const now = [judged('OUT-01', 'passed'), judged('OUT-02', 'passed'), judged('OUT-04', 'failed')]
  expect(changesOf(before, now)).toEqual([
    { id: 'OUT-02', before: 'failed', now: 'passed' },
    { id: 'OUT-03', before: 'inconclusive', now: null },
    { id: 'OUT-04', before: null, now: 'failed' },
  ])
  expect(changesOf(now, now)).toEqual([])
})
