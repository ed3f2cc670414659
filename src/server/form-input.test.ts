import { describe, expect, test } from 'vitest'
import { MOVES } from '../app/targets.ts'
import { formInput } from './form-input.ts'

const inputOf = (move: string, fields: Record<string, string>) =>
  formInput(MOVES.get(move)!.move.input, new URLSearchParams(fields))

describe('what a form sends, made into the input of its move', () => {
  const typed = { testCase: 'OUT-01', seen: '0', verdict: 'passed', note: '' }

  test('a part that may be left out and was left blank is nothing: a test case that just passed has no limitation', () => {
    const input = inputOf('record-result', { ...typed, 'limitation.effect': '', 'limitation.workaround': '' })
    expect(input).toEqual({ testCase: 'OUT-01', seen: 0, verdict: 'passed', note: '', limitation: null })
    expect(MOVES.get('record-result')!.move.input.safeParse(input).success).toBe(true)
  })

  test('filled in by half it stands as it was typed, so that the other half can be asked for', () => {
    const input = inputOf('record-result', { ...typed, 'limitation.effect': 'Slow.', 'limitation.workaround': '' })
    expect(input).toMatchObject({ limitation: { effect: 'Slow.', workaround: '' } })
  })

  test('a part that may not be left out stays, blank as it is', () => {
    const input = inputOf('save-guide', { 'content.summary': '' })
    expect(input).toMatchObject({ content: { summary: '' } })
  })

  test('rows of which nothing was filled in were not meant; texts become what the move wants', () => {
    const input = inputOf('decline-grant', {
      reason: 'No.',
      'findings[0].testCase': 'HLD-01',
      'findings[0].says': 'Fails.',
      'findings[0].next': 'Mend it.',
      'findings[1].testCase': '',
      'findings[1].says': '',
      'findings[1].next': '',
    })
    expect(input).toEqual({ reason: 'No.', findings: [{ testCase: 'HLD-01', says: 'Fails.', next: 'Mend it.' }] })
  })
})
