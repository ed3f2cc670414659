/** The office's own work through its pages: founding the programme, its platform, and inviting people. */
import type { Page } from 'playwright-core'
import { type Account, button, field, press, sees, unfold } from '../support/browser.ts'

export type Newcomer = { readonly name: string; readonly email: string }

export const PASSWORD = 'nine quiet lanterns'

export function accountOf({ email }: Newcomer): Account {
  return { email, password: PASSWORD }
}

/** The first person of all, by the link that the server prints at its first start. */
export async function foundProgramme(page: Page, link: string, vendor: string, first: Newcomer): Promise<void> {
  await page.goto(link)
  await field(page, 'The vendor').fill(vendor)
  await field(page, 'Country').selectOption({ label: 'Ireland' })
  await field(page, 'Your name').fill(first.name)
  await field(page, 'Your e-mail address').fill(first.email)
  await choosePassword(page, 'Begin')
}

async function choosePassword(page: Page, submit: string): Promise<void> {
  await field(page, 'Password').fill(PASSWORD)
  await field(page, 'The same once more').fill(PASSWORD)
  await button(page, submit).click()
  await page.waitForURL('**/home')
}

export async function addPlatform(page: Page, name: string): Promise<void> {
  await page.goto('/platforms/new')
  await field(page, 'Name').fill(name)
  await press(page, page, 'Add the platform', name)
  await sees(page.getByRole('heading', { name, level: 1 }))
}

export type NewRelease = { readonly version: string; readonly ga: string; readonly cannot?: readonly string[] }

export async function addPlatformRelease(page: Page, { version, ga, cannot = [] }: NewRelease): Promise<void> {
  const form = await unfold(page.getByRole('main'), 'Add a release')
  await field(form, 'Version').fill(version)
  await field(form, 'Available since').fill(ga)
  const list = await unfold(form, 'What it cannot do on a trunk')
  for (const each of cannot) await list.getByRole('checkbox', { name: each, exact: true }).check()
  await press(page, form, 'Add a release', version)
}

/** Invites somebody from the page of their organisation that is open. */
export async function invite(page: Page, person: Newcomer, role: string): Promise<void> {
  const form = await unfold(page.getByRole('main'), 'Invite a person')
  await field(form, 'Name').fill(person.name)
  await field(form, 'E-mail address').fill(person.email)
  await form.getByRole('checkbox', { name: new RegExp(`^${role}`) }).check()
  await press(page, form, 'Invite a person', person.name)
}

/** The one-time link of somebody's invitation, out of the mail in the outbox. */
export async function linkInOutbox(page: Page, person: Newcomer): Promise<string> {
  await page.goto('/outbox')
  const mail = page.getByRole('listitem').filter({ hasText: person.email }).filter({ hasText: 'One-time link' })
  return (await mail.getByRole('link').first().getAttribute('href'))!
}

/** Follows the link, chooses a password, and is in. */
export async function acceptInvitation(page: Page, link: string, person: Newcomer): Promise<void> {
  await page.goto(link)
  await sees(page.getByRole('heading', { name: `Welcome, ${person.name}` }))
  await choosePassword(page, 'Choose this password')
}
