/** Answers saved while they are typed: nothing is lost by haste, by a colleague, by a bad line or a closed tab. */
import type { Locator, Page, Route } from 'playwright-core'
import sql from 'sql-template-tag'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { button, field, HAS_BROWSER, sees, signIn } from '../support/browser.ts'
import type { Story } from '../support/cast.ts'
import { eventually } from '../support/process.ts'
import { isSaved, openSection, questionAsking } from './questionnaire-by-hand.ts'
import { openWorld } from './world.ts'

const SAVE = '**/save-answers'

describe.skipIf(!HAS_BROWSER)('the questionnaire, saved while it is typed', { timeout: 300_000 }, () => {
  const world = openWorld()
  let story: Story
  let admin: Page
  let name: Locator

  beforeAll(async () => {
    admin = await world.as('admin')
  })
  beforeEach(async () => {
    story = await openAnother(story)
    await admin.goto(`/projects/${story.id}/questionnaire?section=company-and-service`)
    name = field(questionAsking(admin, 'Q-01'), 'Legal name of the company')
  })

  /** A project at a time: one pair of releases has one effort. */
  async function openAnother(before: Story | undefined): Promise<Story> {
    if (before) await before.do(world.cast.admin, 'close-project', { reason: 'Another.' })
    return world.story().open()
  }

  const kept = async (key: string) => (await story.file()).questionnaire.answers[key]

  test('the page says what becomes of what is typed', async () => {
    await name.pressSequentially('North')
    await sees(admin.getByRole('status').getByText('Typing …'))
    await isSaved(admin)
    expect(await kept('Q-01.company')).toBe('North')
  })

  test('what is typed on while a save is under way is saved as well', async () => {
    const letThrough = await holdSave(admin)
    await name.fill('Northwind')
    await sees(admin.getByRole('status').getByText('Saving …'))
    await name.fill('Northwind Voice')
    letThrough()
    await eventually('all of it is kept', async () => (await kept('Q-01.company')) === 'Northwind Voice')
    await isSaved(admin)
    expect(await name.inputValue()).toBe('Northwind Voice')
  })

  test('the form sent while a save is under way is no conflict with oneself', async () => {
    const letThrough = await holdSave(admin)
    await name.fill('Northwind')
    await sees(admin.getByRole('status').getByText('Saving …'))
    await name.fill('Northwind Voice')
    await button(admin, 'Save and go on').click()
    letThrough()
    await sees(admin.getByRole('heading', { name: 'Reaching each other', level: 2 }))
    expect(await kept('Q-01.company')).toBe('Northwind Voice')
  })

  test('a press that began before the page was drawn anew is not lost when that moves the button away', async () => {
    const place = `/projects/${story.id}/questionnaire?section=setting-up-calls`
    await admin.goto(place)
    const drawn = await holdPage(admin)
    // The answer asks a further question, which makes the form longer.
    await questionAsking(admin, 'Q-23').getByRole('radio', { name: 'Yes', exact: true }).first().check()
    await drawn.isAsked
    await admin.evaluate('window.scrollTo(0, document.body.scrollHeight)')
    const go = button(admin, 'Save and go on')
    await go.hover()
    await admin.mouse.down()
    drawn.letThrough()
    await admin.waitForTimeout(500)
    await admin.mouse.up()
    await sees(admin.getByRole('heading', { name: 'Media', level: 2 }))
  })

  test('a save that changes nothing does not make the next one somebody else’s', async () => {
    await name.fill('Northwind')
    await isSaved(admin)
    await name.fill('Northwind ')
    await sees(admin.getByRole('status').getByText('Typing …'))
    await isSaved(admin)
    await name.fill('Northwind Voice')
    await sees(admin.getByRole('status').getByText('Typing …'))
    await isSaved(admin)
    expect(await kept('Q-01.company')).toBe('Northwind Voice')
  })

  test('what a colleague wrote meanwhile is not overwritten; both are told of, and nothing is lost', async () => {
    await story.do(world.cast.engineer, 'save-answers', { answers: { 'Q-01.company': 'Southwind' } })
    await name.fill('Northwind')
    await sees(questionAsking(admin, 'Q-01').getByText('Somebody changed this meanwhile'))
    expect(await kept('Q-01.company')).toBe('Southwind')
    expect(await name.inputValue()).toBe('Northwind')
  })

  test('an answer that cannot be is marked at its field; what was typed beside it is saved', async () => {
    await openSection(admin, 'Reaching each other')
    const targets = field(questionAsking(admin, 'Q-09'), 'Signalling targets')
    await targets.fill('many')
    await questionAsking(admin, 'Q-04').getByRole('checkbox', { name: 'Public internet' }).check()
    await sees(questionAsking(admin, 'Q-09').getByText('takes a whole number from 1 to 64'))
    await eventually('the other is kept', async () => (await kept('Q-04.access')) !== undefined)
    expect(await targets.inputValue()).toBe('many')
    expect(await kept('Q-09.count')).toBeUndefined()
  })

  test('without a connection it is kept in the browser, and saved when the line is back', async () => {
    await admin.context().setOffline(true)
    await name.fill('Northwind')
    await sees(admin.getByRole('status').getByText('Not saved yet. No connection.'))
    await admin.context().setOffline(false)
    await isSaved(admin)
    expect(await kept('Q-01.company')).toBe('Northwind')
  })

  test('a tab that was closed before it could save gives back what was typed', async () => {
    const context = admin.context()
    const address = admin.url()
    await context.setOffline(true)
    await name.fill('Northwind')
    await sees(admin.getByRole('status').getByText('Not saved yet. No connection.'))
    await admin.close()
    await context.setOffline(false)
    expect(await kept('Q-01.company')).toBeUndefined()
    admin = await context.newPage()
    await admin.goto(address)
    await isSaved(admin)
    expect(await kept('Q-01.company')).toBe('Northwind')
  })

  test('a session that ended is told of; after signing in again everything stands there and is saved', async () => {
    await world.house.database.run(sql`delete from sign_in_session`)
    await name.fill('Northwind')
    await admin.getByRole('checkbox', { name: 'Netherlands', exact: true }).check()
    await sees(admin.getByRole('status').getByText('Not saved yet. Your session has ended'))
    await admin.getByRole('navigation', { name: 'Sections of the questionnaire' }).getByRole('link').first().click()
    await signIn(admin, world.account('admin'))
    await isSaved(admin)
    expect(await kept('Q-01.company')).toBe('Northwind')
    expect(await kept('Q-02.countries')).toEqual(['NL'])
  })

  test('a reply to the lab stands in the middle of the answers and is still a reply', async () => {
    await story.bringTo('questionnaire-review')
    await story.do(world.cast.reviewer, 'comment-on-question', { question: 'Q-01', text: 'Is that the legal name?' })
    await story.do(world.cast.reviewer, 'return-questionnaire')
    await admin.goto(`/projects/${story.id}/questionnaire?section=company-and-service`)
    const question = questionAsking(admin, 'Q-01')
    await field(question, 'Your reply').fill('It is.')
    await button(question, 'Reply').click()
    await sees(question.getByText('The partner'))
    expect((await story.file()).questionnaire.comments[0]?.reply?.text).toBe('It is.')
    await field(questionAsking(admin, 'Q-01'), 'Other brands it is sold under').fill('Tradewind')
    await isSaved(admin)
    expect(await kept('Q-01.brands')).toBe('Tradewind')
  })
})

/** The next save does not come back before it is let through. */
async function holdSave(page: Page): Promise<() => void> {
  let open = () => {}
  const opened = new Promise<void>((resolve) => (open = resolve))
  const held = async (route: Route) => {
    const answer = await route.fetch()
    await opened
    await route.fulfill({ response: answer })
  }
  await page.route(SAVE, held, { times: 1 })
  return open
}

/** The page that is fetched anew after a save does not come before it is let through. */
async function holdPage(page: Page): Promise<{ readonly isAsked: Promise<void>; readonly letThrough: () => void }> {
  let letThrough = () => {}
  let asked = () => {}
  const opened = new Promise<void>((resolve) => (letThrough = resolve))
  const isAsked = new Promise<void>((resolve) => (asked = resolve))
  const held = async (route: Route) => {
    asked()
    await opened
    await route.continue()
  }
  await page.route('**/questionnaire?section=*', held, { times: 1 })
  return { isAsked, letThrough }
}
