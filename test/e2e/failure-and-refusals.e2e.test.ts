/** When it does not go well: a certification not granted, a page gone stale, a second click, an ended session, a wrong field. */
import sql from 'sql-template-tag'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { act } from '../../src/app/act.ts'
import { load } from '../../src/store/nouns.ts'
import {
  button,
  field,
  follow,
  HAS_BROWSER,
  isBarred,
  openAudience,
  press,
  sees,
  signIn,
  textOf,
  unfold,
} from '../support/browser.ts'
import { violationsOn } from '../support/axe.ts'
import { OPENING, type Story } from '../support/cast.ts'
import { recordAll } from './lab-by-hand.ts'
import { questionAsking } from './questionnaire-by-hand.ts'
import { openWorld } from './world.ts'

describe.skipIf(!HAS_BROWSER)('not granted, and then retested', { timeout: 300_000 }, () => {
  const world = openWorld()
  let story: Story

  test('what failed stands against a grant; the no names its finding and what to do', async () => {
    story = await world.story().bringTo('decision', { 'HLD-01': 'failed' })
    const granter = await world.as('granter')
    await granter.goto(`/projects/${story.id}/decision`)
    expect(await isBarred(granter.getByRole('main'), 'Grant the certification')).toMatch(/must pass has passed.*6\.0/)
    const no = await unfold(granter.getByRole('main'), 'Do not grant')
    const finding = no.getByRole('group', { name: 'Finding on HLD-01' })
    expect(await field(finding, 'What was found').inputValue()).toBe('Seen.')
    await field(finding, 'What was found').fill('The held party hears the office.')
    await field(finding, 'What the partner can do').fill('Answer the offer with its complement.')
    await field(no, 'Reason').fill('A test case that must pass has failed.')
    await press(granter, no, 'Do not grant', 'Not granted: 1 finding')
  })

  test('the partner reads the finding at its test case and asks for a retest of it and what is linked to it', async () => {
    const admin = await world.as('admin')
    await admin.goto(`/projects/${story.id}`)
    await follow(admin, () => admin.getByRole('link', { name: 'Read the findings' }).click())
    await sees(admin.getByText('The held party hears the office.'))
    await sees(admin.getByText('Answer the offer with its complement.'))
    const main = admin.getByRole('main')
    expect(await textOf(main)).toContain('what is linked to it: HLD-01, HLD-02.')
    await field(admin, 'What you mended').fill('The border controller answers with the complement now.')
    await admin.getByRole('checkbox', { name: /^I accept the fee of USD/ }).check()
    await press(admin, admin, 'Ask for a retest', 'Retest of 2 test cases asked for')
    expect(await textOf(main)).toMatch(/Retest 2 test cases, USD [\d.,]+, asked for today HLD-01 .* HLD-02 /)
    await sees(
      main.getByRole('listitem').filter({ hasText: 'Decision done, to come again. today, again for the retest' }),
    )
  })

  test('the retest has these test cases and no others, and leads to the certification', async () => {
    await story.bringTo('testing')
    const tester = await world.as('tester')
    await tester.goto(`/projects/${story.id}/testing`)
    await sees(tester.getByRole('heading', { name: 'Retest' }))
    const region = tester.getByRole('region', { name: 'Test cases' }).first()
    const rows = region.getByRole('row').filter({ has: tester.getByRole('link') })
    expect(await rows.count()).toBe(2)
    await follow(tester, () => rows.first().getByRole('link').first().click())
    expect(await recordAll(tester)).toEqual(['HLD-01', 'HLD-02'])
    await story.bringTo('guide')
    await tester.goto(`/projects/${story.id}/decision`)
    await sees(tester.getByRole('main').getByText('Granted: MCT'))
  })
})

describe.skipIf(!HAS_BROWSER)('two people at one thing, one person twice', { timeout: 300_000 }, () => {
  const world = openWorld()
  let story: Story

  test('somebody else decided meanwhile: it says what happened, and what was typed is not lost', async () => {
    story = await world.story().bringTo('report-review')
    const reviewer = await world.as('reviewer')
    await reviewer.goto(`/projects/${story.id}/decision`)
    await field(reviewer, 'What you looked at').fill('Every capture of the hold group.')
    await story.do(world.cast.manager, 'accept-report', { remark: 'I was faster.' })
    await follow(reviewer, () => button(reviewer, 'Accept the report').click())
    await alertSays(
      reviewer,
      'The project moved on while this page was open.',
      'Report accepted by a second person (Manager)',
    )
    await sees(
      reviewer.getByRole('region', { name: 'What you had typed' }).getByText('Every capture of the hold group.'),
    )
  })

  test('something was said meanwhile: the form stands there again as it was typed, and can be sent', async () => {
    const granter = await world.as('granter')
    await granter.goto(`/projects/${story.id}/decision`)
    await field(granter, 'Reason').first().fill('All that must pass has passed.')
    await story.do(world.cast.admin, 'ask', { about: { kind: 'project', ref: null }, text: 'When will it be decided?' })
    await follow(granter, () => button(granter, 'Grant the certification').click())
    await alertSays(granter, 'The project moved on while this page was open.', 'Question asked (Admin)')
    expect(await field(granter, 'Reason').first().inputValue()).toBe('All that must pass has passed.')
    await press(granter, granter, 'Grant the certification', 'MCT granted')
  })

  test('control: nobody did anything meanwhile, and nothing is said of it', async () => {
    const other = await world.story().bringTo('report-review')
    const reviewer = await world.as('reviewer')
    await reviewer.goto(`/projects/${other.id}/decision`)
    await field(reviewer, 'What you looked at').fill('Every capture of the hold group.')
    await press(reviewer, reviewer, 'Accept the report', 'Report accepted')
    expect(await reviewer.getByRole('alert').count()).toBe(0)
  })

  test.each([true, false])('a second click does it once, with scripts: %s', async (javaScriptEnabled) => {
    const project = await world.story().open({ ...OPENING, productRelease: javaScriptEnabled ? '3.1' : '4.0' })
    const admin = await world.audience.signedIn(world.account('admin'), { javaScriptEnabled })
    let isKeyed = true
    // Whatever the browser makes of two clicks, each that it sends arrives twice.
    await admin.route('**/moves/ask', async (route) => {
      const form = new URLSearchParams(route.request().postData() ?? '')
      if (!isKeyed) form.delete('_once')
      await route.fetch({ maxRedirects: 0, postData: form.toString() })
      await route.continue({ postData: form.toString() })
    })
    const ask = async () => {
      await admin.goto(`/projects/${project.id}/questions`)
      const form = await unfold(admin.getByRole('main'), 'Ask a question')
      await field(form, 'Your question').fill('Which bench is it?')
      await button(form, 'Ask').dblclick()
    }
    await ask()
    await sees(admin.getByText('About the project, waiting for the vendor'))
    expect(await questionsOf(project)).toBe(1)
    isKeyed = false
    await ask()
    await sees(admin.getByText('About the project, waiting for the vendor').nth(2))
    expect(
      await questionsOf(project),
      'control: without the key of the form it is asked again and again',
    ).toBeGreaterThan(2)
  })

  async function questionsOf({ id }: Story): Promise<number> {
    return (await world.house.database.one<{ count: number }>(
      sql`select count(*)::int as count from thread where project = ${id}`,
    ))!.count
  }
})

async function alertSays(page: Page, ...words: readonly string[]): Promise<void> {
  for (const each of words) await sees(page.getByRole('alert').getByText(each))
}

describe.skipIf(!HAS_BROWSER)('what is not one’s own, and what has ended', { timeout: 300_000 }, () => {
  const world = openWorld()

  test('a session ended in the middle of a form: sign in again, and it stands there as it was left', async () => {
    const { id } = await world.story().open()
    const admin = await world.enter('admin')
    await admin.goto(`/projects/${id}/questions`)
    const form = await unfold(admin.getByRole('main'), 'Ask a question')
    await field(form, 'Your question').fill('May we use the second trunk as well?')
    await endOtherSessions()
    await button(form, 'Ask').click()
    await alertSays(admin, 'Your session has ended meanwhile; what you sent was not taken.')
    await signIn(admin, world.account('admin'))
    await admin.waitForURL(`**/projects/${id}/questions`)
    expect(await field(admin, 'Your question').inputValue()).toBe('May we use the second trunk as well?')
    await press(admin, admin, 'Ask', 'Question asked')
    expect((await admin.getByText('May we use the second trunk as well?').count()) > 0).toBe(true)
  })

  test('what was changed while nobody was signed in is not put back by what was typed before', async () => {
    const admin = await world.enter('admin')
    await admin.goto('/our-organisation')
    const form = await unfold(admin.getByRole('main'), 'Change this')
    await field(form, 'Support by mail').fill('help@northwind.test')
    await endOtherSessions()
    await button(form, 'Save the organisation').click()
    await alertSays(admin, 'Your session has ended meanwhile; what you sent was not taken.')
    const web = 'https://new.northwind.test'
    await act(world.house, world.cast.manager, { move: 'describe-organisation', id: 'northwind', input: { web } })
    await signIn(admin, world.account('admin'))
    await admin.waitForURL('**/our-organisation')
    expect(await field(form, 'Support by mail').inputValue()).toBe('help@northwind.test')
    await follow(admin, () => button(form, 'Save the organisation').click())
    await alertSays(admin, 'What this page shows was changed while it was open.', 'Northwind described (Manager)')
    expect(await field(form, 'Web').inputValue()).toBe(web)
    expect(await field(form, 'Support by mail').inputValue()).toBe('help@northwind.test')
    await press(admin, form, 'Save the organisation', 'Northwind described')
    const { state } = (await load(world.house.database, 'organisation', 'northwind'))!
    expect(state).toMatchObject({ web, support: { email: 'help@northwind.test' } })
  })

  /** The same person, elsewhere, ends every session but the one at hand. */
  async function endOtherSessions(): Promise<void> {
    const elsewhere = await world.enter('admin')
    await elsewhere.goto('/account')
    for (;;) {
      const end = elsewhere.getByRole('button', { name: /^End it/ })
      if ((await end.count()) === 0) break
      await follow(elsewhere, () => end.first().click())
    }
    await elsewhere.context().close()
  }

  test('a link followed after the session ended leads on to where it was going', async () => {
    const { id } = await world.story().open({ ...OPENING, productRelease: '4.0' })
    const engineer = await world.enter('engineer')
    await engineer.goto('/home')
    await engineer.context().clearCookies()
    await engineer
      .getByRole('link', { name: /^North Trunk/ })
      .first()
      .click()
    await signIn(engineer, world.account('engineer'))
    await engineer.waitForURL(/\/projects\/[^/]+$/)
    await sees(engineer.getByRole('list', { name: 'Where the project stands' }))
    expect(id).toBeTruthy()
  })

  test('what belongs to another organisation is not there, exactly as what never was', async () => {
    const { id } = await world.story().bringTo('guide')
    const stranger = await world.as('stranger')
    const nowhere = '019b0000-0000-7000-8000-000000000000'
    for (const part of [
      '',
      '/questionnaire',
      '/quote',
      '/testing',
      '/testing/OUT-01',
      '/decision',
      '/guide',
      '/journal',
    ]) {
      const theirs = await answerAt(stranger, `/projects/${id}${part}`)
      expect(theirs, part).toEqual(await answerAt(stranger, `/projects/${nowhere}${part}`))
      expect(theirs.status).toBe(404)
      expect(theirs.says).toContain('it is not yours to see')
    }
    expect(await answerAt(stranger, '/products/north-trunk')).toEqual(
      await answerAt(stranger, '/products/no-such-trunk'),
    )
    const admin = await world.as('admin')
    expect((await answerAt(admin, `/projects/${id}`)).status, 'control: those whose it is see it').toBe(200)
  })

  async function answerAt(page: Page, address: string): Promise<{ status: number | undefined; says: string }> {
    const answer = await page.goto(address)
    return { status: answer?.status(), says: await textOf(page.getByRole('main')) }
  }
})

describe.skipIf(!HAS_BROWSER)('what was typed wrongly', { timeout: 300_000 }, () => {
  const world = openWorld()

  test('a field that has to be filled in is asked for before anything is sent', async () => {
    const story = await world.story().bringTo('quote-offered')
    const admin = await world.as('admin')
    await admin.goto(`/projects/${story.id}/quote`)
    let sent = 0
    admin.on('request', (request) => (sent += request.method() === 'POST' ? 1 : 0))
    await button(admin, 'Place the order').click()
    await sees(field(admin, 'Number of your purchase order').and(admin.locator(':focus:invalid')))
    expect(sent).toBe(0)
  })

  test.each([true, false])('what is refused of a fold is in sight, with scripts: %s', async (javaScriptEnabled) => {
    const topology = javaScriptEnabled ? 'direct' : 'via-border-gateway'
    const { id } = await (await world.story().open({ ...OPENING, topology })).bringTo('testing')
    const tester = await world.audience.signedIn(world.account('tester'), { javaScriptEnabled })
    await tester.goto(`/projects/${id}/testing`)
    await tester.getByText('Let the partner test').first().click()
    await field(tester, 'Until').fill('2027-12-31')
    await field(tester, 'How you supervise it').fill('Over the screen.')
    await button(tester, 'Let the partner test under supervision').click()
    await sees(
      tester
        .getByRole('alert')
        .getByText(/has to lie between/)
        .first(),
    )
    await sees(field(tester, 'How you supervise it'))
    expect(await field(tester, 'How you supervise it').inputValue()).toBe('Over the screen.')
  })

  test('a wrong field is marked in its place, and everything that was typed stays', async () => {
    const admin = await world.as('admin')
    await field(admin, 'Number of your purchase order').fill('   ')
    await field(admin, 'Billing address').fill('1 Example Street\nExampleton')
    await field(admin, 'E-mail for the invoice').fill('accounts@northwind.test')
    await follow(admin, () => button(admin, 'Place the order').click())
    await alertSays(admin, '2 fields need another look.')
    await isMarked(field(admin, 'Number of your purchase order'))
    await admin.getByRole('alert').getByRole('link', { name: 'Number of your purchase order' }).click()
    await sees(field(admin, 'Number of your purchase order').and(admin.locator(':focus')))
    expect(await violationsOn(admin)).toEqual([])
    await sees(
      admin
        .getByRole('main')
        .getByText(/accept/)
        .last(),
    )
    expect(await field(admin, 'Billing address').inputValue()).toBe('1 Example Street\nExampleton')
    expect(await field(admin, 'E-mail for the invoice').inputValue()).toBe('accounts@northwind.test')
    await field(admin, 'Number of your purchase order').fill('PO-1')
    await admin.getByRole('checkbox', { name: /^I have read the statement of work/ }).check()
    await press(admin, admin, 'Place the order', 'Ordered by PO-1')
  })

  test('while the server is away that is said, what was typed stays, and pressed again it goes through', async () => {
    const story = await world.story().bringTo('decision')
    // Apart from the others, since a browser notes every request that fails as a fault.
    const apart = await openAudience(world.server.address)
    const admin = await apart.signedIn(world.account('admin'))
    await admin.goto(`/projects/${story.id}/questions`)
    const asking = await unfold(admin.getByRole('main'), 'Ask a question')
    await field(asking, 'Your question').fill('Is it there?')
    await admin.route('**/moves/**', (route) => route.abort('connectionrefused'))
    await button(asking, 'Ask').click()
    await sees(admin.getByRole('alert').filter({ hasText: 'No answer came from the server.' }))
    expect(await field(asking, 'Your question').inputValue()).toBe('Is it there?')
    expect(await button(asking, 'Ask').getAttribute('aria-busy')).toBeNull()
    expect(await button(asking, 'Ask').isDisabled()).toBe(false)
    await admin.unroute('**/moves/**')
    await follow(admin, () => button(asking, 'Ask').click())
    await sees(admin.getByRole('main').getByText('Is it there?'))
    expect(await admin.getByText('No answer came').count()).toBe(0)
    expect(apart.faults.filter((fault) => !fault.includes('Failed to fetch'))).toEqual([])
    await apart.close()
  })

  test('a rule between two fields is told at the one that is missing', async () => {
    const story = await world.story().bringTo('quote-preparation')
    const manager = await world.as('manager')
    await manager.goto(`/projects/${story.id}/quote`)
    await field(manager, 'Adjustment in USD').fill('500')
    await field(manager, 'Assumptions').fill('One trunk, one bench.')
    await follow(manager, () => button(manager, 'Prepare the quote').click())
    expect(await isMarked(field(manager, 'Its reason'))).toContain('An adjustment needs its reason.')
    expect(await field(manager, 'Adjustment in USD').inputValue()).toBe('500')
    expect(await field(manager, 'Assumptions').inputValue()).toBe('One trunk, one bench.')
  })

  test('without scripts a section of the questionnaire comes back as it was typed, rows and all', async () => {
    const { id } = await world.story().open({ ...OPENING, productRelease: '4.0' })
    const admin = await world.audience.signedIn(world.account('admin'), { javaScriptEnabled: false })
    await admin.goto(`/projects/${id}/questionnaire?section=reaching-each-other`)
    await field(admin, 'Signalling targets').fill('many')
    const ranges = questionAsking(admin, 'Q-10')
    const row = { 'Signalling or media': 'media', 'Address range': '198.51.100.0/25', Ports: '10000-19999/udp' }
    for (const [column, text] of Object.entries(row))
      await ranges.getByRole('textbox', { name: `${column}, row 2` }).fill(text)
    await button(admin, 'Save and go on').click()
    await sees(questionAsking(admin, 'Q-09').getByText('takes a whole number from 1 to 64'))
    expect(await field(admin, 'Signalling targets').inputValue()).toBe('many')
    await isMarked(field(admin, 'Signalling targets'))
    await admin.getByRole('alert').getByRole('link', { name: 'Q-09: Signalling targets' }).click()
    await sees(field(admin, 'Signalling targets').and(admin.locator(':focus')))
    for (const [column, text] of Object.entries(row))
      expect(await ranges.getByRole('textbox', { name: `${column}, row 2` }).inputValue()).toBe(text)
  })

  /** Marked for eyes and for readers of screens; what it says. */
  async function isMarked(input: Locator): Promise<string> {
    await sees(input)
    expect(await input.getAttribute('aria-invalid')).toBe('true')
    const ids = (await input.getAttribute('aria-describedby'))!.split(' ')
    return textOf(input.page().locator(`[id="${ids.at(-1)}"]`))
  }
})
