import { describe, expect, test } from 'vitest'
import { groupOf, gateWords, sayValue } from './handbook-words.ts'

describe('the words of the handbook', () => {
  test('say a figure with its unit', () => {
    expect(sayValue({ unit: 'months' }, 18)).toBe('18 months')
    expect(sayValue({ unit: 'releases' }, 1)).toBe('1 release')
    expect(sayValue({ unit: 'USD a year' }, 1000)).toBe('USD\u00a01,000.00 a year')
    expect(sayValue({ unit: 'USD' }, 25)).toBe('USD\u00a025.00')
    expect(sayValue({ unit: 'of the testing' }, 0.4)).toBe('40 % of the testing')
    expect(sayValue({ unit: 'days before' }, [60, 30, 7])).toBe('60, 30, 7 days before')
  })

  test('say switches and known words as people do', () => {
    expect(sayValue({}, true)).toBe('yes')
    expect(sayValue({}, 'mdp-commercial-basic')).toBe('MDP Commercial Basic')
    expect(sayValue({}, ['sip-lineside', 'other'])).toBe('SIP lineside product, Other product')
    expect(sayValue({}, ['green', 'yellow'])).toBe('current, stale')
    expect(sayValue({}, [])).toBe('none')
    expect(sayValue({}, ['sat-accepted', 'questionnaire-reviewed'])).toBe('SAT accepted, questionnaire reviewed')
    expect(sayValue({}, 'when-applicable')).toBe('when applicable')
  })

  test('join gates into the end of a sentence', () => {
    expect(gateWords(['grant'])).toBe('a certification is granted')
    expect(gateWords(['schedule', 'start-testing', 'grant'])).toBe(
      'a slot is booked, testing starts or a certification is granted',
    )
  })

  test('know the group of every shape of id', () => {
    expect(['4C.6h', '1.FN1', '3T.SAT', '8.10d'].map(groupOf)).toEqual(['4C', '1', '3T', '8'])
  })
})
