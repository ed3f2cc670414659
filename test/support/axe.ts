/**
 * What axe, the accessibility checker, finds wrong with a page. It is brought into the page once and gives back what
 * is wrong alone: all that is right, written out for every page, would take longer than finding out.
 */
import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** Rules by the levels of WCAG they belong to, or by their names; all of them where nothing is said. */
export type AxeRules = { readonly type: 'tag' | 'rule'; readonly values: readonly string[] }

type Wrong = { readonly id: string; readonly nodes: readonly { readonly target: string; readonly html: string }[] }

/** A line for each element that breaks a rule. */
export async function violationsOn(page: Page, rules?: AxeRules): Promise<readonly string[]> {
  if (!(await page.evaluate<boolean>('typeof axe === "object"'))) await page.evaluate(axe.source)
  const options = { resultTypes: ['violations'], ...(rules ? { runOnly: rules } : {}) }
  const { found, looked } = await page.evaluate<{ found: readonly Wrong[]; looked: number }>(`
    axe.run(${JSON.stringify(options)}).then(({ violations, passes }) => ({
      looked: violations.length + passes.length,
      found: violations.map(({ id, nodes }) => ({
        id,
        nodes: nodes.map(({ target, html }) => ({ target: target.join(' '), html: html.slice(0, 120) })),
      })),
    }))`)
  // On any page there is text, and with it a rule that has something to look at.
  if (looked === 0) throw new Error('axe looked at nothing')
  return found.flatMap(({ id, nodes }) => nodes.map(({ target, html }) => `${id} at ${target}: ${html}`))
}
