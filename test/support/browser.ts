/**
 * A real browser for tests of pages: one Chromium, a context of its own for each person, everything found
 * by role and label. What no page of ours may ever do, a fault in a script or a request to elsewhere, is
 * collected whatever the test looks at.
 */
import fs from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core'
import { beforeEach, expect, onTestFailed } from 'vitest'

const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium'

export const HAS_BROWSER = fs.existsSync(EXECUTABLE)

/** Long enough for a machine that does many other things; a test that is well never waits for it. */
const PATIENCE_MS = 30_000

export type Account = { readonly email: string; readonly password: string }

export type Audience = {
  /** A page in a context of its own: nobody has signed in. */
  readonly visitor: (options?: BrowserContextOptions) => Promise<Page>
  /** The same, signed in through the form. */
  readonly signedIn: (account: Account, options?: BrowserContextOptions) => Promise<Page>
  /** What pages did that they must not. */
  readonly faults: readonly string[]
  /** What everybody sees at this moment, for whoever has to find out why a test failed. */
  readonly seen: () => Promise<string>
  readonly close: () => Promise<void>
}

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: EXECUTABLE,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  })
}

export async function openAudience(address: string): Promise<Audience> {
  const browser = await launchBrowser()
  const faults: string[] = []
  const visitor = (options: BrowserContextOptions = {}) => openPage(browser, address, options, faults)
  return {
    visitor,
    signedIn: async (account, options = {}) => {
      const page = await visitor(options)
      await page.goto('/sign-in')
      await signIn(page, account)
      await page.waitForURL('**/home')
      return page
    },
    faults,
    seen: async () => {
      const pages = browser.contexts().flatMap((context) => context.pages())
      return (await Promise.all(pages.map(seenOn))).join('\n')
    },
    close: () => browser.close(),
  }
}

async function seenOn(page: Page): Promise<string> {
  const text = await page
    .getByRole('main')
    .innerText({ timeout: 1000 })
    .catch(() => '(no page)')
  return `${page.url()}: ${text.replaceAll(/\s+/g, ' ').slice(0, 500)}`
}

/** A story is told in turn: once a step has failed, those that build on it are skipped, and one sees why. */
export function inTurn(audience: () => Audience): void {
  let isBroken = false
  beforeEach((context) => {
    if (isBroken) context.skip('a step before it failed')
    onTestFailed(async () => {
      isBroken = true
      process.stderr.write(`${await audience().seen()}\n`)
    })
  })
}

async function openPage(
  browser: Browser,
  baseURL: string,
  options: BrowserContextOptions,
  faults: string[],
): Promise<Page> {
  const context = await browser.newContext({ baseURL, locale: 'en-GB', ...options })
  context.setDefaultTimeout(PATIENCE_MS)
  context.on('request', (request) => {
    if (/^https?:/.test(request.url()) && !request.url().startsWith(baseURL)) faults.push(`asked for ${request.url()}`)
  })
  const page = await context.newPage()
  page.on('pageerror', (fault) => faults.push(`${page.url()}: ${fault.message}`))
  page.on('console', (message) => {
    // An answer of 4xx is said there by the browser itself; everything else is a fault of ours.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      faults.push(`${page.url()}: ${message.text()}`)
  })
  return page
}

/** Fills in the form of the sign-in page that is shown. */
export async function signIn(page: Page, { email, password }: Account): Promise<void> {
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** The words of a label or button, whole, with `optional` after them or not. */
export function words(label: string): RegExp {
  return new RegExp(`^${label.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}( optional)?$`)
}

export function field(within: Page | Locator, label: string): Locator {
  return within.getByLabel(words(label))
}

export function button(within: Page | Locator, name: string): Locator {
  return within.getByRole('button', { name, exact: true })
}

/** Presses a button and waits for the page that follows, which says what was done. */
export async function press(page: Page, within: Page | Locator, name: string, done: string | RegExp): Promise<void> {
  await follow(page, () => button(within, name).click())
  await sees(page.getByRole('status').filter({ hasText: done }))
}

/** Does something that leads to another page, or to this one drawn anew, and waits until it is there. */
export async function follow(page: Page, go: () => Promise<void>): Promise<void> {
  const mark = 'data-page-before'
  await page.getByRole('main').evaluate((main, name) => main.setAttribute(name, ''), mark)
  await go()
  await page.locator(`main:not([${mark}])`).waitFor()
}

/** Waits until it is there for people to see. */
export async function sees(what: Locator): Promise<void> {
  await what.first().waitFor({ state: 'visible' })
}

export async function textOf(what: Locator): Promise<string> {
  await what.page().waitForLoadState()
  return (await what.innerText()).replaceAll(/\s+/g, ' ').trim()
}

/** Opens what is folded away under these words, unless it is open already. */
export async function unfold(within: Page | Locator, summary: string | RegExp): Promise<Locator> {
  const page = 'page' in within ? within.page() : within
  const details = within
    .getByRole('group')
    .filter({ has: page.getByText(summary) })
    .last()
  if ((await details.getAttribute('open')) === null) await details.getByText(summary).first().click()
  return details
}

export type Whereabouts = {
  readonly step: string
  readonly turn: string
  readonly since: string
  readonly asks: string
}

/** Tracker and turn card tell where the project stands, whose turn it is and since when, and what comes next. */
export async function stands(page: Page, { step, turn, since, asks }: Whereabouts, isMine = false): Promise<void> {
  const tracker = page.getByRole('list', { name: 'Where the project stands' })
  await sees(tracker.getByRole('listitem').filter({ hasText: `${step} now. ${isMine ? 'you' : turn}, ${since}` }))
  const card = page.getByRole('complementary', { name: 'Whose turn, and who is involved' })
  await sees(card.getByText(isMine ? 'Your turn' : `The turn of ${turn}`))
  await sees(card.getByRole('heading', { name: asks }))
  await sees(card.getByText(`, ${since}.`))
}

/** A button that is shown but cannot be pressed says why, and by which clause. */
export async function isBarred(within: Page | Locator, name: string): Promise<string> {
  const barred = button(within, name)
  await sees(barred)
  expect(await barred.isDisabled()).toBe(true)
  const why = barred.page().locator(`[id="${await barred.getAttribute('aria-describedby')}"]`)
  expect(await why.getByRole('link').count(), 'names its clause').toBe(1)
  return textOf(why)
}
