/** What a visitor does to look a certification up, from the start page and by what is written beside the fields. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { button, field, sees, textOf } from '../support/browser.ts'

export type LookedUp = {
  readonly product: string
  readonly company: string
  readonly platform: string
  readonly number: string
}

/** Its row in the reference guide, with its standing. */
export async function findInReferenceGuide(page: Page, { product, platform, number }: LookedUp): Promise<void> {
  await page.goto('/')
  await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Reference guide' }).click()
  await field(page, 'Product, company or number').fill(product)
  await button(page, 'Show').click()
  const row = page.getByRole('row', { name: new RegExp(product) })
  const text = await textOf(row)
  for (const words of ['current', platform, number]) expect(text).toContain(words)
}

/** Its entry in the catalogue, and that of its company. */
export async function findInCatalogue(page: Page, { product, company, number }: LookedUp): Promise<void> {
  await page.goto('/')
  const door = page.getByRole('search', { name: 'Catalogue' })
  await field(door, 'Product or company').fill(company)
  await button(door, 'Search').click()
  await page.getByRole('main').getByRole('link', { name: product }).first().click()
  await sees(page.getByRole('heading', { name: product, level: 1 }))
  expect(await textOf(page.getByRole('main'))).toContain(number)
  await page.getByRole('main').getByRole('link', { name: company }).first().click()
  await sees(page.getByRole('heading', { name: company, level: 1 }))
}

/** Its page, by the number that stands beside the logo. */
export async function checkNumber(page: Page, { number, product, platform, company }: LookedUp): Promise<void> {
  await page.goto('/')
  await field(page, 'Seen a certification number somewhere?').fill(number)
  await button(page.getByRole('main'), 'Check').last().click()
  await sees(page.getByRole('heading', { name: number, level: 1 }))
  await sees(page.getByText('Genuine and in force'))
  expect(await textOf(page.getByRole('main'))).toContain(`${product} of ${company} on ${platform}`)
}

export type Deployment = { readonly release: string; readonly platformRelease: string; readonly country: string }

/** The support answer; its address, which gives the same again. */
export async function askSupport(page: Page, { product, platform }: LookedUp, deployment: Deployment): Promise<string> {
  await page.goto('/')
  const door = page.getByRole('search', { name: 'Support check' })
  await field(door, 'Product or company').fill(product)
  await button(door, 'Check').click()
  await page.waitForURL('**/support?**')
  const link = page.getByRole('main').getByRole('link', { name: new RegExp(`^${product}`) })
  if ((await link.count()) > 0) await link.first().click()
  await field(page, 'Platform and its release').selectOption({ label: `${platform} ${deployment.platformRelease}` })
  await field(page, `Release of ${product}`).selectOption(deployment.release)
  await field(page, 'Country of the customer').selectOption({ label: deployment.country })
  await button(page, 'Check').click()
  const said = await textOf(answerOf(page))
  const address = new URL((await page.getByRole('link', { name: /\/support\?product=/ }).getAttribute('href'))!)
  await page.goto(address.pathname + address.search)
  expect(await textOf(answerOf(page))).toBe(said)
  return said
}

function answerOf(page: Page) {
  return page.getByRole('region', { name: 'The answer' })
}
