/** The public pages for visitors without scripts: whole, filtered by their address, and the files equal to what is shown. */
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Standing, STANDING_WORDS } from '../../src/rulebook/standing-rule.ts'
import { button, field, HAS_BROWSER, sees, textOf } from '../support/browser.ts'
import { openDemo } from './demo-world.ts'
import { askSupport } from './visitor-by-hand.ts'

describe.skipIf(!HAS_BROWSER)('public pages without a script', { timeout: 300_000 }, () => {
  const demo = openDemo()
  let visitor: Page

  beforeAll(async () => {
    visitor = await demo.audience.visitor({ javaScriptEnabled: false })
  })

  test('control: no script runs here at all', async () => {
    await visitor.goto('/')
    expect(await visitor.locator('form[data-ready]').count()).toBe(0)
    const other = await demo.audience.visitor()
    await other.goto('/join')
    await other.locator('form[data-ready]').waitFor()
  })

  test('the line for the shell names what a call needs, and holds what was typed once a script runs', async () => {
    await visitor.goto('/api-reference/public.support')
    const needed = ['product', 'productRelease', 'platform', 'platformRelease', 'country']
    const line = 'pre code[data-try-line]'
    const blank = await visitor.locator(line).textContent()
    for (const name of needed) expect(blank).toContain(`${name}=<${name}>`)
    expect(blank, 'what may be left out').not.toContain('fieldIssue')

    const other = await demo.audience.visitor()
    await other.goto('/api-reference/public.support')
    await other.locator('[data-try-send]:enabled').waitFor()
    expect(await other.locator(line).textContent()).toBe(blank)
    for (const name of needed) await other.locator(`#try-${name}`).fill(name === 'country' ? 'DE' : 'a "b" $c')
    const address = /"\$CERTWRIGHT(.*)"/.exec((await other.locator(line).textContent())!)![1]!
    expect([...new URL(address, 'http://c.test').searchParams]).toEqual(
      needed.map((name) => [name, name === 'country' ? 'DE' : 'a "b" $c']),
    )
    const asked = other.waitForRequest('**/api/support?**')
    await button(other, 'Send').click()
    expect((await asked).url()).toContain(address)
  })

  test('the start page leads to everything a visitor comes for', async () => {
    await visitor.goto('/')
    const places = visitor.getByRole('navigation', { name: 'Places' })
    for (const [name, heading] of PLACES) {
      await places.getByRole('link', { name }).click()
      await sees(visitor.getByRole('heading', { name: heading, level: 1 }))
      await visitor.goto('/')
    }
  })

  test('the advisor answers by an address of its own, and asks for what is missing', async () => {
    await visitor.goto('/advisor?sponsor=none')
    await sees(visitor.getByRole('alert').getByText('Two more answers are needed.'))
    await visitor.getByRole('radio', { name: /^SIP trunk/ }).check()
    await visitor.getByRole('radio', { name: /^MCT/ }).check()
    await button(visitor, 'Show the answer').click()
    await sees(visitor.getByRole('heading', { name: 'Certification is optional' }))
    const answer = await textOf(visitor.getByRole('main'))
    await visitor.goto(visitor.url())
    expect(await textOf(visitor.getByRole('main'))).toBe(answer)
  })

  test.each([
    {},
    { Platform: 'Aldermoor Voice' },
    { Level: /^MCT/, Standing: 'stale' },
    { Standing: 'obsolete' },
    { Type: 'SIP trunking service', 'On the day': '2027-06-30' },
  ])('the reference guide and its files hold the same under the filter %o', async (filter) => {
    await visitor.goto('/reference-guide')
    for (const [label, value] of Object.entries(filter)) {
      const control = field(visitor, label)
      if (label === 'On the day') await control.fill(String(value))
      else await control.selectOption(await optionOf(visitor, label, value))
    }
    await button(visitor, 'Show').click()
    await visitor.waitForURL('**/reference-guide?**')
    const shown = await rowsShown(visitor)
    const csv = rowsOfCsv(await fileOf(visitor, 'CSV'))
    const json = JSON.parse(await fileOf(visitor, 'JSON')) as { rows: { certification: string; standing: Standing }[] }
    expect(shown.length).toBeGreaterThan(0)
    expect(csv).toEqual(shown)
    expect(json.rows.map((row) => `${row.certification} ${STANDING_WORDS[row.standing]}`).toSorted()).toEqual(shown)
  })

  test('control: the filters differ, so that equal files are no accident', async () => {
    const counts = new Set<number>()
    for (const query of ['', '?standing=yellow', '?standing=red']) {
      await visitor.goto(`/reference-guide${query}`)
      counts.add((await rowsShown(visitor)).length)
    }
    expect(counts.size).toBeGreaterThan(1)
  })

  test('the catalogue leads from a search to the product, its company and back to its certification', async () => {
    await visitor.goto('/catalogue')
    await field(visitor, 'Product, company, platform or release').fill('Northwind')
    await button(visitor, 'Search').click()
    await visitor.getByRole('main').getByRole('link', { name: 'Northwind SIP Trunk' }).first().click()
    await sees(visitor.getByRole('heading', { name: 'Northwind SIP Trunk', level: 1 }))
    await visitor.getByRole('main').getByRole('link', { name: 'Northwind Voice' }).first().click()
    await sees(visitor.getByRole('heading', { name: 'Northwind Voice', level: 1 }))
  })

  test('the support check goes from a name to an answer whose address gives it again', async () => {
    const subject = {
      product: 'Northwind SIP Trunk',
      company: 'Northwind Voice',
      platform: 'Aldermoor Voice',
      number: '',
    }
    const deployment = { release: '22.4', platformRelease: '10.0', country: 'Netherlands' }
    expect(await askSupport(visitor, subject, deployment)).toMatch(/^Supported/)
  })

  test('a certification is looked up by its number; one that never was is said to be none', async () => {
    await visitor.goto('/reference-guide?standing=green')
    const [number] = (await rowsShown(visitor))[0]!.split(' ')
    await visitor.goto('/certifications/check')
    await field(visitor, 'Check this number').fill(` ${number!.toLowerCase()} `)
    await button(visitor.getByRole('main'), 'Check').click()
    await sees(visitor.getByRole('heading', { name: number!, level: 1 }))
    await sees(visitor.getByText('Genuine and in force'))
    await visitor.goto('/certifications/MCT-1999-00001')
    await sees(visitor.getByRole('heading', { name: /^There is no certification/ }))
  })

  test('the handbook opens at the clause that an answer names', async () => {
    await visitor.goto('/advisor?family=sip-trunk&level=MCT')
    await visitor.getByRole('link', { name: '1B.2' }).first().click()
    await sees(visitor.getByRole('heading', { name: /andbook/, level: 1 }))
    expect(new URL(visitor.url()).hash).toBe('#1B.2')
    expect(await visitor.locator('[id="1B.2"]').count()).toBe(1)
  })
})

const PLACES = [
  ['Support check', /support help/i],
  ['Reference guide', 'Interop reference guide'],
  ['Catalogue', /atalogue/],
  ['Get certified', 'Get your product certified'],
  ['Handbook', /andbook/],
] as const

async function optionOf(page: Page, label: string, says: string | RegExp): Promise<string> {
  const option = field(page, label).getByRole('option').filter({ hasText: says })
  return (await option.first().getAttribute('value'))!
}

/** Number and standing of every row that is shown; the page has the newest first, files go by number. */
async function rowsShown(page: Page): Promise<readonly string[]> {
  const rows = page.getByRole('region', { name: 'Certified interops' }).getByRole('row')
  const texts = await rows.allInnerTexts()
  return texts
    .flatMap((text) => {
      const number = /\b(?:MCT|MQT|MAT)-\d{4}-\d+/.exec(text)?.[0]
      return number ? [`${number} ${/\b(?:current|stale|obsolete)\b/.exec(text)?.[0]}`] : []
    })
    .toSorted()
}

function rowsOfCsv(csv: string): readonly string[] {
  const [head, ...rows] = csv.trim().split('\r\n').map(cellsOf)
  const column = (name: string) => head!.indexOf(name)
  return rows.map((row) => `${row[column('certification')]} ${row[column('standing')]}`).toSorted()
}

/** The cells of a line of CSV, RFC 4180. */
function cellsOf(line: string): readonly string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
}

async function fileOf(page: Page, name: 'CSV' | 'JSON'): Promise<string> {
  const link = page.getByRole('main').getByRole('link', { name, exact: true })
  return (await page.request.get((await link.getAttribute('href'))!)).text()
}
