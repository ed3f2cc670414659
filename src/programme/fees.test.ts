import { describe, expect, test } from 'vitest'
import { newProject } from '../../test/support/project-files.ts'
import { figuresWith } from '../../test/support/records.ts'
import { sayMoney } from '../kernel/money.ts'
import { adjustment, type FeeBasis, feeLines, payerOf, retestFee, totalOf } from './fees.ts'
import { effortOf } from './run.ts'

const figure = figuresWith({}).number

const basis = (change: Partial<FeeBasis> = {}): FeeBasis => ({
  effort: { simple: 40, medium: 20, complex: 10 },
  platformName: 'Voice 10.0',
  kind: 'initial',
  selfTestShare: 0,
  sponsoredShare: 0,
  ...change,
})

/** The lines as people read them, and the total. */
const read = (change: Partial<FeeBasis> = {}, by = figure) => {
  const lines = feeLines(basis(change), by)
  return [...lines.map((line) => `${line.says}: ${sayMoney(line.amount)}`), sayMoney(totalOf(lines))]
}

const CASES = [
  '40 simple test cases at USD 25.00 each: USD 1,000.00',
  '20 medium test cases at USD 60.00 each: USD 1,200.00',
  '10 complex test cases at USD 140.00 each: USD 1,400.00',
  'Report, config guide and project management: USD 900.00',
  'Set-up of Voice 10.0: USD 360.00',
]

describe('a fee', () => {
  test.each<[says: string, change: Partial<FeeBasis>, lines: readonly string[]]>([
    ['of a first certification', {}, [...CASES, 'USD 4,860.00']],
    [
      'of a full recertification, which knows its set-up',
      { kind: 'full-recertification' },
      [...CASES, 'Full recertification: set-up and guide are known: USD -720.00', 'USD 4,140.00'],
    ],
    [
      'of a partial recertification',
      { kind: 'partial-recertification' },
      [...CASES, 'Partial recertification: only what changed: USD -1,440.00', 'USD 3,420.00'],
    ],
    [
      'a quarter of it run in the self-test portal',
      { selfTestShare: 0.25 },
      [...CASES, 'Run in the self-test portal: 25 %: USD -450.00', 'USD 4,410.00'],
    ],
    [
      'half of it borne by a sponsor',
      { sponsoredShare: 0.5 },
      [...CASES, 'Borne by the sponsor: 50 %: USD -2,430.00', 'USD 2,430.00'],
    ],
    [
      'all of it borne by a sponsor',
      { sponsoredShare: 1 },
      [...CASES, 'Borne by the sponsor: 100 %: USD -4,860.00', 'USD 0.00'],
    ],
    [
      'all drivers at once, the sponsor’s share of what is left',
      { kind: 'full-recertification', selfTestShare: 0.5, sponsoredShare: 0.5 },
      [
        ...CASES,
        'Full recertification: set-up and guide are known: USD -720.00',
        'Run in the self-test portal: 50 %: USD -900.00',
        'Borne by the sponsor: 50 %: USD -1,620.00',
        'USD 1,620.00',
      ],
    ],
    [
      'of simple test cases alone names no others',
      { effort: { simple: 3, medium: 0, complex: 0 } },
      [
        '3 simple test cases at USD 25.00 each: USD 75.00',
        'Report, config guide and project management: USD 900.00',
        'Set-up of Voice 10.0: USD 7.50',
        'USD 982.50',
      ],
    ],
  ])('%s', (_says, change, lines) => {
    expect(read(change)).toEqual(lines)
  })

  test('takes every figure from the parameters', () => {
    const other = figuresWith({
      'fee.simple-test-case': 30,
      'fee.medium-test-case': 70,
      'fee.complex-test-case': 150,
      'fee.deliverables': 1000,
      'fee.platform-share': 0.2,
      'fee.self-test-discount': 0.25,
      'fee.partial-recertification-discount': 0.5,
    }).number
    expect(read({ kind: 'partial-recertification', selfTestShare: 1 }, other)).toEqual([
      '40 simple test cases at USD 30.00 each: USD 1,200.00',
      '20 medium test cases at USD 70.00 each: USD 1,400.00',
      '10 complex test cases at USD 150.00 each: USD 1,500.00',
      'Report, config guide and project management: USD 1,000.00',
      'Set-up of Voice 10.0: USD 820.00',
      'Partial recertification: only what changed: USD -2,050.00',
      'Run in the self-test portal: 100 %: USD -1,025.00',
      'USD 2,845.00',
    ])
  })

  test('explains each line by its driver and its clause', () => {
    const lines = feeLines(basis({ kind: 'partial-recertification', selfTestShare: 0.5, sponsoredShare: 0.5 }), figure)
    expect(lines.map((line) => `${line.driver} ${line.clause}`)).toEqual([
      'test-cases 9.2',
      'test-cases 9.2',
      'test-cases 9.2',
      'deliverables 7.1',
      'platform 9.2',
      'kind 9.2',
      'self-test-share 9.2',
      'sponsorship 9.2',
    ])
  })

  test('is the sum of its lines to the cent', () => {
    const odd = feeLines(basis({ effort: { simple: 7, medium: 3, complex: 1 }, sponsoredShare: 1 / 3 }), figure)
    expect(totalOf(odd).cents).toBe(odd.reduce((cents, line) => cents + line.amount.cents, 0))
    expect(totalOf([])).toEqual({ currency: 'USD', cents: 0 })
  })

  test('may be adjusted either way, with the reason on the line', () => {
    expect(adjustment(-250, 'Second product of the year')).toEqual({
      driver: 'adjustment',
      says: 'Adjustment: Second product of the year',
      amount: { currency: 'USD', cents: -25_000 },
      clause: '9.2',
    })
  })
})

describe('the fee of the example', () => {
  const { plan } = newProject()
  const effort = effortOf(plan.testCases)

  test('is what its plan comes to, within the estimating range of 9.4', () => {
    expect(effort).toEqual({ simple: 35, medium: 26, complex: 16 })
    expect(read({ effort })).toEqual([
      '35 simple test cases at USD 25.00 each: USD 875.00',
      '26 medium test cases at USD 60.00 each: USD 1,560.00',
      '16 complex test cases at USD 140.00 each: USD 2,240.00',
      'Report, config guide and project management: USD 900.00',
      'Set-up of Voice 10.0: USD 467.50',
      'USD 6,042.50',
    ])
    const { cents } = totalOf(feeLines(basis({ effort }), figure))
    expect(cents).toBeGreaterThanOrEqual(figure('fee.range-least') * 100)
    expect(cents).toBeLessThanOrEqual(figure('fee.range-most') * 100)
  })

  test('would fall out of the range if test cases cost twice as much', () => {
    const dear = figuresWith({ 'fee.simple-test-case': 50, 'fee.medium-test-case': 120, 'fee.complex-test-case': 280 })
    expect(totalOf(feeLines(basis({ effort }), dear.number)).cents).toBeGreaterThan(800_000)
  })
})

describe('a retest', () => {
  test.each([
    [{ simple: 1, medium: 1, complex: 0 }, 4250],
    [{ simple: 1, medium: 0, complex: 0 }, 1250],
    [{ simple: 0, medium: 0, complex: 2 }, 14_000],
    [{ simple: 0, medium: 0, complex: 0 }, 0],
  ])('of %j costs half its test cases and nothing else: %i cents', (effort, cents) => {
    expect(retestFee(effort, figure)).toEqual({ currency: 'USD', cents })
  })

  test('costs the share the programme sets', () => {
    const free = figuresWith({ 'fee.retest-share': 0 }).number
    expect(retestFee({ simple: 10, medium: 10, complex: 10 }, free).cents).toBe(0)
  })
})

describe('who pays (table E4)', () => {
  test.each([
    ['A', null, 'nobody'],
    ['B', 'a', 'vendor'],
    ['B', 'b', 'as-agreed'],
    ['B', 'c', 'reseller'],
    ['C', null, 'partner'],
  ] as const)('path %s, strategy %s: %s', (path, strategy, payer) => {
    expect(payerOf(path, strategy)).toBe(payer)
  })
})
