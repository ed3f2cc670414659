/** What of a page as it stands some cannot use, as far as a program can tell (WCAG and good practice). */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

export async function wrongForSome(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`))
}
