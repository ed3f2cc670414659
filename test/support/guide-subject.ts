/** What a guide is about besides its content, for the papers made of it. */
import type { GuideSubject } from '../../src/documents/guide-paper.ts'
import type { Certification } from '../../src/programme/certification.ts'

export const guideSubject = (certification: Certification, standingWords: string): GuideSubject => ({
  certification,
  productName: 'North Trunk',
  platformName: 'Voice',
  organisationName: 'Northwind',
  vendor: 'Vendor',
  publicUrl: 'https://certify.vendor.test',
  standingWords,
  supportWords: 'Product support helps, by checking that the deployment follows the config guide.',
})
