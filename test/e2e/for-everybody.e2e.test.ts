/**
 * Pages for everybody (WCAG 2.2 AA): every public page, and the pages of projects in every stage as those see
 * them whose turn it is; light and wide, dark and narrow, without sideways scroll on a small phone.
 */
import type { Page } from 'playwright-core'
import sql from 'sql-template-tag'
import { beforeAll, describe, expect, test } from 'vitest'
import { partnerPeople } from '../../src/app/demo/cast.ts'
import { type AxeRules, violationsOn } from '../support/axe.ts'
import { HAS_BROWSER, openAudience } from '../support/browser.ts'
import { MANAGER, OFFICE, PROJECTS, PUBLIC, statusOf, TESTER } from '../support/page-states.ts'
import { OTHER_LANGUAGES } from '../../src/kernel/language.ts'
import { eventually } from '../support/process.ts'
import { openDemo } from './demo-world.ts'

const LEVELS: AxeRules = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }
/** What changes with colours and width; everything else is the same page. */
const BY_LOOKS: AxeRules = { type: 'rule', values: ['color-contrast', 'target-size'] }
const DESK = { width: 1280, height: 900 }
const PHONE = { width: 360, height: 740 }

describe.skipIf(!HAS_BROWSER)('pages for everybody', { timeout: 300_000 }, () => {
  const demo = openDemo()
  const pages = new Map<string, Page>()
  let visitor: Page

  beforeAll(async () => {
    visitor = await demo.audience.visitor({ viewport: DESK })
  })

  async function as(email: string): Promise<Page> {
    const page = pages.get(email) ?? (await demo.audience.signedIn(demo.account(email), { viewport: DESK }))
    pages.set(email, page)
    return page
  }

  test('control: what is wrong is found, whatever it is', async () => {
    await visitor.goto('/enquire')
    expect(await wrongWith(visitor)).toEqual([])
    await visitor.evaluate(`
      document.querySelector('main').insertAdjacentHTML('beforeend', '<img src="/assets/x.png"><p>Hardly there</p><p>Too wide</p>')
      const [pale, wide] = [...document.querySelectorAll('main > p')].slice(-2)
      pale.style.opacity = 0.2
      wide.style.width = '500px'`)
    const found = (await wrongWith(visitor)).join('\n')
    for (const each of ['light: image-alt', 'light: color-contrast', 'dark: color-contrast', 'sideways by'])
      expect(found).toContain(each)
    expect(formsWithin('<form><p><form></form></p></form>')).toBe(1)
    expect(formsWithin('<form></form><form></form>')).toBe(0)
  })

  test('control: a fault in a script and a request to elsewhere are noted', async () => {
    const watched = await openAudience(demo.server.address)
    const page = await watched.visitor()
    await page.goto('/')
    await page.evaluate(
      `setTimeout(() => { throw new Error('planted') }); void fetch('http://127.0.0.1:9/').catch(() => {})`,
    )
    for (const sign of [/planted/, /127\.0\.0\.1:9\b/])
      await eventually(`${sign} is noted`, () => watched.faults.some((fault) => sign.test(fault)))
    await watched.close()
  })

  test.each(PUBLIC)('%s, for visitors', async (address) => {
    expect(await visit(visitor, address)).toEqual([])
  })

  // Each page in one other language, in turn: longer words, and what is said to those who hear.
  test.each(PUBLIC.map((address, index) => [address, OTHER_LANGUAGES[index % OTHER_LANGUAGES.length]!] as const))(
    '%s, for visitors whose browser asks for %s',
    async (address, language) => {
      const page = pages.get(language) ?? (await demo.audience.visitor({ viewport: DESK, locale: language }))
      pages.set(language, page)
      expect(await visit(page, address)).toEqual([])
      expect(await page.locator('html').getAttribute('lang')).toBe(language)
    },
  )

  test.each(OFFICE.map((address, index) => [address, OTHER_LANGUAGES[index % OTHER_LANGUAGES.length]!] as const))(
    '%s, for an office that chose %s',
    async (address, language) => {
      const page = await as(MANAGER)
      await page.context().addCookies([{ name: 'cw_language', value: language, url: demo.server.address }])
      expect(await visit(page, address)).toEqual([])
      await page.context().clearCookies({ name: 'cw_language' })
    },
  )

  test.each(OFFICE)('%s, for the programme office', async (address) => {
    expect(await visit(await as(MANAGER), address)).toEqual([])
  })

  test.each(PROJECTS)('a project in %s, at its page %s, for %s', async (stage, part, who) => {
    const project = (await demo.house.database.one<{ id: string; organisation: string }>(
      sql`select id, organisation from project where stage = ${stage} order by id limit 1`,
    ))!
    const partner = partnerPeople().find((each) => each.organisation === project.organisation)
    const page = await as(who === 'partner' ? partner!.email : who)
    expect(await visit(page, `/projects/${project.id}${part}`)).toEqual([])
  })

  test('a capture, with its verdicts, calls and ladder', async () => {
    const { id, project } = (await demo.house.database.one<{ id: string; project: string }>(
      sql`select id, state->>'project' as project from evidence where state->>'kind' = 'capture' order by id limit 1`,
    ))!
    const page = await as(TESTER)
    const place = `/projects/${project}/captures/${id}`
    await page.goto(place)
    await page.getByRole('heading', { name: 'Ladder of call 1' }).waitFor()
    for (const summary of await page.locator('article summary').all()) await summary.click()
    expect(await wrongWith(page)).toEqual([])
    expect(await visit(page, place)).toEqual([])
  })
})

/** Opens a page and says what is wrong with it for anybody. */
async function visit(page: Page, address: string): Promise<readonly string[]> {
  const answer = await page.goto(address)
  const within = formsWithin((await answer?.text()) ?? '')
  return [
    ...(answer?.status() === statusOf(address) ? [] : [`it answered ${answer?.status()}`]),
    ...(within > 0 ? [`${within} forms within forms`] : []),
    ...(await wrongWith(page)),
  ]
}

async function wrongWith(page: Page): Promise<readonly string[]> {
  await page.emulateMedia({ colorScheme: 'light' })
  const light = await violationsOn(page, LEVELS)
  await page.setViewportSize(PHONE)
  const over = (await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')) as number
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await violationsOn(page, BY_LOOKS)
  await page.setViewportSize(DESK)
  return [
    ...light.map((each) => `light: ${each}`),
    ...(over > 0 ? [`sideways by ${over} pixels`] : []),
    ...dark.map((each) => `dark: ${each}`),
  ]
}

/** Forms that the HTML opens inside another form: browsers drop them without a word, and their buttons act for the outer. */
function formsWithin(html: string): number {
  let depth = 0
  let within = 0
  for (const [tag] of html.matchAll(/<\/?form\b/g)) {
    if (tag === '<form' && depth > 0) within += 1
    depth = Math.max(0, depth + (tag === '<form' ? 1 : -1))
  }
  return within
}
