import { describe, expect, test } from 'vitest'
import { day } from '../../../src/kernel/day.ts'
import { layOut, type Strip, windowOf } from './time-line.ts'

const strip: Strip = {
  from: day('2024-01-01'),
  until: day('2026-12-31'),
  today: day('2025-07-02'),
  releases: [
    { version: '9.0', on: day('2024-06-01'), isPlanned: false },
    { version: '9.1', on: day('2024-06-10'), isPlanned: false },
    { version: '10.0', on: day('2026-12-20'), isPlanned: true },
    { version: '8.0', on: day('2020-01-01'), isPlanned: false },
  ],
  lanes: [
    {
      label: 'MCT-2023-00001',
      spans: [
        { from: day('2023-06-01'), until: day('2025-07-01'), standing: 'green' },
        { from: day('2025-07-01'), until: day('2025-07-11'), standing: 'yellow' },
        { from: day('2025-07-11'), until: day('2029-01-01'), standing: 'red' },
      ],
    },
  ],
}

describe('the time line', () => {
  const drawn = layOut(strip, 1096)

  test('puts a day where its share of the whole is', () => {
    expect(drawn.today).toBeCloseTo(548.5, 0)
    expect(drawn.years.map(({ year, x }) => [year, Math.round(x)])).toEqual([
      ['2024', 0],
      ['2025', 366],
      ['2026', 732],
    ])
  })

  test('cuts spans at its ends and leaves no gap between them', () => {
    const [first, second, third] = drawn.lanes[0]!.spans
    expect(first!.x).toBe(0)
    expect(first!.x + first!.width).toBeCloseTo(second!.x, 5)
    expect(second!.x + second!.width).toBeCloseTo(third!.x, 5)
    expect(third!.x + third!.width).toBe(1096)
  })

  test('says the word only where there is room for it', () => {
    expect(drawn.lanes[0]!.spans.map((span) => span.says)).toEqual(['word', 'nothing', 'word'])
    expect(layOut(strip, 200).lanes[0]!.spans.map((span) => span.says)).toEqual(['word', 'nothing', 'word'])
    expect(layOut(strip, 60).lanes[0]!.spans.map((span) => span.says)).toEqual(['shape', 'nothing', 'shape'])
  })

  test('keeps labels of releases apart, in rows, and leaves out those before it began', () => {
    expect(drawn.releases.map(({ label, row }) => [label, row])).toEqual([
      ['9.0', 0],
      ['9.1', 1],
      ['10.0', 0],
    ])
    expect(drawn.releaseRows).toBe(2)
  })

  test('leaves out a span that lies wholly outside', () => {
    const past = [{ from: day('2020-01-01'), until: day('2021-01-01'), standing: 'green' as const }]
    expect(layOut({ ...strip, lanes: [{ label: 'old', spans: past }] }, 500).lanes[0]!.spans).toEqual([])
  })
})

describe('the window of the time line', () => {
  const today = day('2025-06-15')
  const most = { back: 72, ahead: 36 }

  test('begins two months before the first grant and ends six after the last change', () => {
    expect(windowOf(day('2024-03-10'), [day('2027-01-20')], today, most)).toEqual({
      from: '2024-01-10',
      until: '2027-07-20',
    })
  })

  test('shows at least a year ahead, and not beyond what is forecast', () => {
    expect(windowOf(day('2025-01-31'), [], today, most)).toEqual({ from: '2024-11-30', until: '2026-06-15' })
    expect(windowOf(day('2025-01-31'), [day('2030-01-01')], today, most).until).toBe('2028-06-15')
  })

  test('does not reach back further than it may', () => {
    expect(windowOf(day('2001-01-01'), [], today, most).from).toBe('2019-06-15')
  })
})
