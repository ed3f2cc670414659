/** The badge of a certification on a day: its level and standing in words; for a number that is none, that it is none. */
import type { Badge } from '../../documents/badge.ts'
import { STANDING_WORDS } from '../../rulebook/standing-rule.ts'
import { type House, today } from '../house.ts'
import { certificationByNumber, findNumber } from './certifications.ts'

export async function badgeOf(house: House, typed: string): Promise<Badge> {
  const number = await findNumber(house.database, typed)
  const found = number === null ? null : await certificationByNumber(house, number, today(house))
  if (!found || !found.genuine) return { label: 'certification', says: 'not on record', standing: 'none' }
  const label = `${found.certification.level} certified`
  if (found.certification.withdrawn) return { label, says: 'withdrawn', standing: 'none' }
  if (!found.row) return { label, says: 'not in force', standing: 'none' }
  const { standing } = found.row.onDay
  return { label, says: `${STANDING_WORDS[standing]} (${standing})`, standing }
}
