/** Table E2 (what each level is) and table E4 (who pays), written out. */
import { expect, test } from 'vitest'
import { LEVEL_TABLE, PAYERS } from './level-table.ts'

test('table E2: sponsor, who sells, where valid, which test cases, which logo, where listed', () => {
  const rows = Object.entries(LEVEL_TABLE).map(([level, each]) =>
    [
      level,
      each.sponsor,
      each.soldBy,
      each.validIn,
      each.testCases,
      each.logo,
      each.inReferenceGuide ? 'guide' : '-',
      each.inCatalogue ? 'catalogue' : '-',
    ].join(' | '),
  )
  expect(rows).toEqual([
    'SAT | no | The partner | everywhere | As in the approved plan | none | - | -',
    'MCT | sponsored or by fee | The partner | everywhere | Interface | MCT | guide | catalogue',
    'MQT | yes | The vendor or the partner | the sponsored region | Interface | MQT | guide | catalogue',
    'MAT | yes | The vendor | everywhere | Interface and feature | MAT | guide | catalogue',
  ])
})

test('table E2: who tests and who supports', () => {
  expect(
    Object.fromEntries(Object.entries(LEVEL_TABLE).map(([level, each]) => [level, [each.testedBy, each.support]])),
  ).toEqual({
    SAT: ['The partner', 'The partner'],
    MCT: ['The vendor', 'Product support, for compliance with the config guide'],
    MQT: ['The vendor or a sales unit, with the partner', 'The regional sales unit, with the partner'],
    MAT: ['The vendor, with the partner', 'Product support, tailored to the product'],
  })
})

test('table E4: who pays the certification on each way', () => {
  expect(PAYERS.map(({ way, payer, clause }) => `${way}: ${payer} (${clause})`)).toEqual([
    'Path A: Nobody: no charge to the sponsor (4A.8)',
    'Path B, strategy a: The vendor: fees waived (4B.a)',
    'Path B, strategy b: As agreed between sales unit and partner (4B.b)',
    'Path B, strategy c: The reseller (4B.c)',
    'Path C: The partner, less what a sponsor bears (9.1)',
    'SAT: Nobody: part of the membership (5.2)',
  ])
})
