import { describe, expect, test } from 'vitest'
import { certification, major } from '../../../test/support/records.ts'
import { csvRows } from '../../documents/csv-reading.ts'
import { day } from '../../kernel/day.ts'
import { guideAsCsv } from './guide-formats.ts'
import type { GuideRow } from './reference-guide.ts'

const issue = { id: 'FI-1', certification: 'MCT-2026-1', confirmed: day('2026-03-01'), cleared: day('2026-05-01') }
const row = {
  certification: certification({
    number: 'MCT-2026-1',
    extensions: [{ on: day('2026-04-01'), pairs: [{ platformRelease: '9.1', productRelease: '2.0' }] }],
  }),
  product: { id: 'p', organisation: 'maker', name: 'Product', family: 'other', interfaces: [], releases: [] },
  platform: { id: 'm', name: 'Platform', releases: [major('8.0', '2023-01-01')] },
  organisation: { id: 'maker', name: 'Maker' },
  satEvidence: [{ product: 'p', platform: 'm', platformRelease: '8.0', accepted: day('2026-04-02') }],
  fieldIssues: [issue],
  recertifying: false,
  supportEnded: null,
  onDay: { standing: 'green', reasons: [], next: null },
} as unknown as GuideRow

const told = async (on: string) => {
  const pieces: string[] = []
  const rows = (async function* () {
    yield row
  })()
  for await (const piece of guideAsCsv(rows, day(on))) pieces.push(piece)
  const [head = [], told = []] = [...csvRows(pieces.join(''))].map(({ cells }) => cells)
  const of = (name: string) => told[head.indexOf(name)]
  return [of('open field issues'), of('last self-assessment'), of('extended to')]
}

describe('the reference guide of a day as a table', () => {
  test('holds nothing that came later', async () => {
    expect(await told('2026-02-01')).toEqual(['0', '', ''])
  })

  test('has an issue open until it was cleared, whatever is so today', async () => {
    expect(await told('2026-04-15')).toEqual(['1', '2026-04-02', '9.1/2.0'])
    expect(await told('2026-05-01')).toEqual(['0', '2026-04-02', '9.1/2.0'])
  })
})
