/** Guides as readers get them: the published content with what the certification says beside it. */
import type { GuideSubject } from '../../documents/guide-paper.ts'
import { LEVEL_TABLE } from '../../rulebook/level-table.ts'
import { STANDING_WORDS } from '../../rulebook/standing-rule.ts'
import { type House, today } from '../house.ts'
import { vendorName } from '../papers.ts'
import type { CertificationView } from './certifications.ts'

export async function guideSubject(house: House, view: CertificationView): Promise<GuideSubject> {
  const { certification, record, row } = view
  const standing = row ? STANDING_WORDS[row.onDay.standing] : 'not in force'
  return {
    certification,
    productName: record.product.name,
    platformName: record.platform.name,
    organisationName: record.organisation.name,
    vendor: await vendorName(house),
    publicUrl: house.settings.publicUrl,
    standingWords: `${standing} on ${today(house)}`,
    supportWords: `Support by: ${LEVEL_TABLE[certification.level].support}. Only the releases named above are covered.`,
  }
}
