/** Which membership a standpoint needs, and who sponsors itself (X-01, X-20, table E1), written out. */
import { describe, expect, test } from 'vitest'
import { figuresWith } from '../../test/support/records.ts'
import { day } from '../kernel/day.ts'
import { blankDossier, type Standpoint } from './standpoint.ts'

const figures = figuresWith({})

const TRUNK: Standpoint = {
  day: day('2026-06-15'),
  family: 'sip-trunk',
  level: 'MCT',
  path: null,
  region: null,
  resoldByVendor: false,
  sponsor: 'none',
  isReseller: false,
  hasTechnician: false,
  tier: null,
  membership: 'none',
}

describe('the tier a standpoint needs', () => {
  test.each<readonly [says: string, of: Partial<Standpoint>, tier: string | null]>([
    ['a trunk without a sponsor', {}, 'mdp-commercial-basic'],
    ['a sponsored trunk', { sponsor: 'reseller' }, null],
    ['a sponsored trunk on path A', { sponsor: 'reseller', path: 'A' }, null],
    ['a sponsored trunk on path B', { sponsor: 'sales-unit', path: 'B' }, null],
    ['a sponsored trunk that takes path C all the same', { sponsor: 'reseller', path: 'C' }, 'mdp-commercial-basic'],
    [
      'a sponsored trunk that volunteers a SAT, whose review is for members',
      { sponsor: 'reseller', level: 'SAT' },
      'mdp-commercial-basic',
    ],
    ['a trunk of a reseller with a technician', { isReseller: true, hasTechnician: true }, null],
    ['a trunk of a reseller without one', { isReseller: true }, 'mdp-commercial-basic'],
    [
      'a trunk of a reseller with a technician on path C',
      { isReseller: true, hasTechnician: true, path: 'C' },
      'mdp-commercial-basic',
    ],
    ['a lineside product', { family: 'sip-lineside' }, 'mdp-commercial-basic'],
    ['a sponsored lineside product', { family: 'sip-lineside', sponsor: 'reseller' }, 'mdp-commercial-basic'],
    ['an application on an advanced API', { family: 'advanced-api' }, 'mdp-commercial-advanced'],
    ['a sponsored one', { family: 'advanced-api', sponsor: 'sales-prime' }, 'mdp-commercial-advanced'],
    ['any other product', { family: 'other' }, 'mdp-commercial-basic'],
    ['a sponsored one of those', { family: 'other', sponsor: 'sales-unit' }, 'mdp-commercial-basic'],
    ['MQT', { level: 'MQT', sponsor: 'sales-unit' }, 'msp'],
    ['MAT', { level: 'MAT', sponsor: 'sales-unit' }, 'msp'],
  ])('%s', (_, of, tier) => {
    expect(blankDossier({ ...TRUNK, ...of }, figures).neededTier).toBe(tier)
  })

  test('follows the programme where MQT and MAT are opened to different tiers', () => {
    const turned = figuresWith({ 'mqt.tiers': ['mpp', 'msp'] })
    expect(blankDossier({ ...TRUNK, level: 'MQT' }, turned).neededTier).toBe('msp')
    const strict = figuresWith({ 'mat.tiers': ['mpp'] })
    expect(blankDossier({ ...TRUNK, level: 'MQT' }, strict).neededTier).toBe('msp')
    expect(blankDossier({ ...TRUNK, level: 'MAT' }, strict).neededTier).toBe('mpp')
  })
})

describe('a provider sponsors itself', () => {
  test.each<readonly [says: string, of: Partial<Standpoint>, isSo: boolean]>([
    ['as a reseller with a technician and a trunk', {}, true],
    ['on path A', { path: 'A' }, true],
    ['not on path C', { path: 'C' }, false],
    ['not while somebody else sponsors it', { sponsor: 'reseller' }, false],
    ['not without being a reseller', { isReseller: false }, false],
    ['not without a technician', { hasTechnician: false }, false],
    ['not for a lineside product', { family: 'sip-lineside' }, false],
    ['not for an application', { family: 'advanced-api' }, false],
  ])('%s', (_, of, isSo) => {
    const reseller = { ...TRUNK, isReseller: true, hasTechnician: true }
    expect(blankDossier({ ...reseller, ...of }, figures).sponsorsItself).toBe(isSo)
  })
})
