/** Evidence that a product's self-assessment was accepted on a platform release (5N.d2, 8.9b). */
import type { Day } from '../kernel/day.ts'

export type SatEvidence = {
  readonly product: string
  readonly platform: string
  readonly platformRelease: string
  readonly accepted: Day
}
