/**
 * What each level is (section 3, table E2): who tests, who sells, who supports, which logo, where listed.
 * A table, because people compare its columns.
 */
import type { Level } from '../programme/level.ts'

export type LevelTerms = {
  readonly clause: string
  readonly testedBy: string
  readonly sponsor: 'no' | 'sponsored or by fee' | 'yes'
  readonly support: string
  readonly soldBy: string
  readonly validIn: 'everywhere' | 'the sponsored region'
  readonly testCases: string
  readonly logo: 'none' | 'MCT' | 'MQT' | 'MAT'
  readonly inReferenceGuide: boolean
  readonly inCatalogue: boolean
}

export const LEVEL_TABLE: Readonly<Record<Level, LevelTerms>> = {
  SAT: {
    clause: '3T.SAT',
    testedBy: 'The partner',
    sponsor: 'no',
    support: 'The partner',
    soldBy: 'The partner',
    validIn: 'everywhere',
    testCases: 'As in the approved plan',
    logo: 'none',
    inReferenceGuide: false,
    inCatalogue: false,
  },
  MCT: {
    clause: '3T.MCT',
    testedBy: 'The vendor',
    sponsor: 'sponsored or by fee',
    support: 'Product support, for compliance with the config guide',
    soldBy: 'The partner',
    validIn: 'everywhere',
    testCases: 'Interface',
    logo: 'MCT',
    inReferenceGuide: true,
    inCatalogue: true,
  },
  MQT: {
    clause: '3T.MQT',
    testedBy: 'The vendor or a sales unit, with the partner',
    sponsor: 'yes',
    support: 'The regional sales unit, with the partner',
    soldBy: 'The vendor or the partner',
    validIn: 'the sponsored region',
    testCases: 'Interface',
    logo: 'MQT',
    inReferenceGuide: true,
    inCatalogue: true,
  },
  MAT: {
    clause: '3T.MAT',
    testedBy: 'The vendor, with the partner',
    sponsor: 'yes',
    support: 'Product support, tailored to the product',
    soldBy: 'The vendor',
    validIn: 'everywhere',
    testCases: 'Interface and feature',
    logo: 'MAT',
    inReferenceGuide: true,
    inCatalogue: true,
  },
}

/** Who pays the certification, by path and strategy (table E4). */
export const PAYERS = [
  { way: 'Path A', payer: 'Nobody: no charge to the sponsor', clause: '4A.8' },
  { way: 'Path B, strategy a', payer: 'The vendor: fees waived', clause: '4B.a' },
  { way: 'Path B, strategy b', payer: 'As agreed between sales unit and partner', clause: '4B.b' },
  { way: 'Path B, strategy c', payer: 'The reseller', clause: '4B.c' },
  { way: 'Path C', payer: 'The partner, less what a sponsor bears', clause: '9.1' },
  { way: 'SAT', payer: 'Nobody: part of the membership', clause: '5.2' },
] as const
