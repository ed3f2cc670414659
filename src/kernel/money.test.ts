import { describe, expect, test } from 'vitest'
import { money, moneyOf, sayMoney, scale, sum } from './money.ts'

describe('money', () => {
  test.each([
    [4000, 'USD 4,000.00'],
    [0, 'USD 0.00'],
    [0.5, 'USD 0.50'],
    [4000.5, 'USD 4,000.50'],
    [1234567.89, 'USD 1,234,567.89'],
    [-250, 'USD -250.00'],
    [-0.05, 'USD -0.05'],
    [0.1 + 0.2, 'USD 0.30'],
    [19.999, 'USD 20.00'],
  ])('%d of a unit reads %s', (units, expected) => {
    expect(sayMoney(money('USD', units))).toBe(expected)
    expect(moneyOf(expected)).toEqual(money('USD', units))
  })

  test.each(['USD 4', '4,000.00 USD', 'USD 40,00.00', 'usd 4.00', 'USD 4.00 and more', ''])('%s is no sum', (text) => {
    expect(moneyOf(text)).toBeNull()
  })

  test('is kept in whole cents, so that sums are exact', () => {
    const tenths = Array.from({ length: 10 }, () => money('EUR', 0.1))
    expect(sum('EUR', tenths)).toEqual({ currency: 'EUR', cents: 100 })
    expect(sum('EUR', [])).toEqual({ currency: 'EUR', cents: 0 })
    const inUnits = Array.from({ length: 10 }, () => 0.1).reduce((total, each) => total + each, 0)
    expect(inUnits).not.toBe(1)
  })

  test.each([
    [10_000, 0.1, 1_000],
    [9_999, 0.1, 1_000],
    [9_994, 0.1, 999],
    [10_000, -0.2, -2_000],
    [10_000, 0, 0],
    [333, 0.5, 167],
  ])('%i cents scaled by %d are %i', (cents, factor, expected) => {
    expect(scale({ currency: 'USD', cents }, factor).cents).toBe(expected)
  })

  test('of two currencies is never added', () => {
    expect(() => sum('USD', [money('USD', 1), money('EUR', 1)])).toThrow('cannot add EUR to USD')
  })
})
