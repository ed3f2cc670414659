import { describe, expect, test } from 'vitest'
import { money } from '../kernel/money.ts'
import { discounted, type EquipmentBill, listPriceOf } from './equipment.ts'

const BILL: EquipmentBill = {
  id: 'set',
  name: 'Set',
  lines: [
    { part: 'A', says: 'One', quantity: 1, price: money('USD', 1800) },
    { part: 'B', says: 'Other', quantity: 8, price: money('USD', 60.01) },
  ],
}

describe('the price of a bill of material', () => {
  test('is the sum of its parts, as often as it is wanted', () => {
    expect(listPriceOf(BILL)).toEqual(money('USD', 2280.08))
    expect(listPriceOf(BILL, 3)).toEqual(money('USD', 6840.24))
  })

  test.each([
    [0, 2280.08],
    [50, 1140.04],
    [33, 1527.65],
    [100, 0],
  ])('%s %% below the list price is USD %s', (percent, total) => {
    expect(discounted(listPriceOf(BILL), percent)).toEqual(money('USD', total))
  })
})
