/** Releases to choose from, with a word on those that customers cannot have yet. */
import type { Day } from '../../src/kernel/day.ts'
import { isGa } from '../../src/programme/platform.ts'
import type { ProductRelease } from '../../src/programme/product.ts'
import type { Choice } from './form.ts'

export function releaseChoices(
  releases: readonly Pick<ProductRelease, 'version' | 'ga'>[],
  today: Day,
): readonly Choice[] {
  return releases.map((release) => {
    const { version } = release
    return { value: version, says: isGa(release, today) ? version : `${version} (not generally available)` }
  })
}
