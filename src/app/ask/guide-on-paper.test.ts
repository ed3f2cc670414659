import { describe, expect, test } from 'vitest'
import { day } from '../../kernel/day.ts'
import { certification, major } from '../../../test/support/records.ts'
import { paperText } from '../../../test/support/paper-text.ts'
import { guideOnPaper, sayNext } from './guide-on-paper.ts'
import type { GuideRow } from './reference-guide.ts'

const row = (number: string, name: string): GuideRow => ({
  certification: certification({ number, product: name }),
  product: {
    id: name,
    organisation: 'maker',
    name,
    family: 'sip-trunk',
    interfaces: [],
    resoldByVendor: false,
    releases: [],
  },
  platform: { id: 'm', name: 'Platform', releases: [major('8.0', '2023-01-01')] },
  organisation: { id: 'maker', name: 'Maker' },
  satEvidence: [],
  fieldIssues: [],
  recertifying: false,
  supportEnded: null,
  onDay: {
    standing: 'yellow',
    reasons: [{ rule: 'r', clause: '8.9a', says: 'It is old.' }],
    next: { on: day('2027-02-01'), standing: 'red', rule: 'obsolete-by-age' },
  },
})

async function* many(count: number) {
  for (let index = 0; index < count; index += 1) yield row(`MCT-2026-${index}`, `Product ${count - index}`)
}

const asked = {
  on: day('2026-06-15'),
  today: day('2026-06-15'),
  filter: { platform: 'm', level: 'MCT', organisation: 'maker', search: 'old' },
  standing: 'yellow',
  vendor: 'Vendor',
  address: 'http://house.test/reference-guide?platform=m',
  names: { platform: [{ id: 'm', name: 'Platform' }], organisation: [{ id: 'maker', name: 'Maker' }] },
} as const

describe('the reference guide on paper', () => {
  test('says what its filter shows, what decided each standing, and what changes next by which rule', async () => {
    const text = paperText(await guideOnPaper(many(2), asked))
    expect(text).toContain('Shown: found by “old”, on the platform Platform, at MCT')
    expect(text).toContain('of the company Maker')
    expect(text).toContain('It is old. (8.9a)')
    expect(text).toContain('from 1 Feb 2027')
    expect(text.indexOf('Product 1')).toBeLessThan(text.indexOf('Product 2'))
  })

  test('a day to come is told as a forecast', async () => {
    const text = paperText(await guideOnPaper(many(1), { ...asked, on: day('2027-01-01') }))
    expect(text).toContain('as far as it could be foreseen on 15 Jun 2026')
  })

  test('what has no name here is called by its id, and by no name of another noun', async () => {
    const names = { platform: [{ id: 'maker', name: 'Maker' }] }
    const text = paperText(await guideOnPaper(many(0), { ...asked, names, filter: { organisation: 'maker' } }))
    expect(text).toContain('of the company maker')
    expect(text).toContain('Nothing certified fits')
    expect(text).not.toContain('the company Maker')
  })

  test('holds two thousand rows, and refuses one more with the other formats named', async () => {
    const { facts } = await guideOnPaper(many(2000), asked)
    expect(facts).toContainEqual(['Rows', '2000'])
    await expect(guideOnPaper(many(2001), asked)).rejects.toMatchObject({
      code: 'too-large',
      next: expect.stringContaining('CSV, XLSX or JSON'),
    })
  })

  test('no change ahead is said as well', () => {
    expect(sayNext(null)).toBe('none known')
  })
})
