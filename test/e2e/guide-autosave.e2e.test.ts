/**
 * A config guide is kept on the server as it is written: another machine and a colleague find it, nobody's words are
 * lost, nothing half written goes out, and what two wrote at once is told and chosen from.
 */
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { button, field, HAS_BROWSER, inTurn, isBarred, press, sees, textOf, unfold } from '../support/browser.ts'
import { violationsOn } from '../support/axe.ts'
import type { Story } from '../support/cast.ts'
import { png } from '../support/pictures.ts'
import { Uploading } from '../support/uploading.ts'
import { openWorld } from './world.ts'

describe.skipIf(!HAS_BROWSER)('the config guide while it is written', { timeout: 300_000 }, () => {
  const world = openWorld()
  inTurn(() => world.audience)
  let story: Story
  let tester: Page
  let reviewer: Page
  let drafted = ''
  const summary = (page: Page) => field(page, 'Summary')
  const part = (page: Page, key: string) => page.locator(`[data-answer="${key}"]`)
  const saved = (page: Page) => sees(page.locator('[data-saved-state]').filter({ hasText: /^Saved at [^,]*\.$/ }))
  const guide = async () => (await story.file()).guide!
  const written = async () => (await story.file()).guideWriting
  const open = async (page: Page) => {
    await page.goto(`/projects/${story.id}/guide`)
    await sees(page.locator('[data-saved-state]'))
  }

  beforeAll(async () => {
    story = await world.story().bringTo('guide')
    drafted = (await guide()).content.summary
    tester = await world.as('tester')
    reviewer = await world.as('reviewer')
  })

  test('what is typed, half rows and all, stands there on another machine; the draft is what it was', async () => {
    await open(tester)
    await summary(tester).fill('Typed and left.')
    for (const row of [1, 2]) await part(tester, 'vendorSettings').getByLabel(`Why, row ${row}`).fill(`Because ${row}.`)
    for (const line of [1, 2])
      await part(tester, 'prerequisites')
        .getByLabel(new RegExp(`, line ${line}$`))
        .fill(`Licence ${line}`)
    await saved(tester)
    const elsewhere = await world.enter('tester')
    await open(elsewhere)
    expect(await summary(elsewhere).inputValue()).toBe('Typed and left.')
    expect(await part(elsewhere, 'vendorSettings').getByLabel('Why, row 2').inputValue()).toBe('Because 2.')
    expect(
      await part(elsewhere, 'prerequisites')
        .getByLabel(/, line 2$/)
        .inputValue(),
    ).toBe('Licence 2')
    await sees(elsewhere.getByText('Written and not in the draft yet: Summary, Settings of the platform, Prereq'))
    expect((await guide()).content.summary).toBe(drafted)
    await elsewhere.close()
  })

  test('control: what the server did not get is on no other machine, and is sent once it can be', async () => {
    await tester.context().setOffline(true)
    await summary(tester).fill('Typed without a line.')
    await sees(tester.getByRole('status').getByText('Not saved yet. No connection.'))
    const elsewhere = await world.enter('tester')
    await open(elsewhere)
    expect(await summary(elsewhere).inputValue()).toBe('Typed and left.')
    await elsewhere.close()
    await tester.context().setOffline(false)
    await expect.poll(async () => (await written())!.parts.summary, { timeout: 15_000 }).toBe('Typed without a line.')
  })

  test('nothing of it goes out: the guide cannot be published past what is being written', async () => {
    await open(reviewer)
    expect(await isBarred(reviewer, 'Publish the config guide')).toMatch(
      /Written and not saved into the draft: Summary/,
    )
    const tried = story.do(world.cast.reviewer, 'publish-guide')
    await expect(tried).rejects.toMatchObject({ code: 'not-now', clause: '7.1' })
    // The partner, who reads the draft, is shown what is saved.
    const admin = await world.as('admin')
    await admin.goto(`/projects/${story.id}/guide`)
    expect(await textOf(admin.getByRole('main'))).not.toContain('Typed without a line.')
  })

  test.each([true, false])(
    'a half row is no guide: saving names each field, leads to it, and keeps what was typed; with scripts: %s',
    async (javaScriptEnabled) => {
      const page = javaScriptEnabled
        ? tester
        : await world.audience.signedIn(world.account('tester'), { javaScriptEnabled })
      await open(page)
      await button(page, 'Save the guide').click()
      const told = page.getByRole('alert')
      await sees(told.getByText(/fields need another look/))
      for (const row of [1, 2])
        expect(await told.getByRole('link', { name: `Settings of the platform, row ${row}: Value` }).count()).toBe(1)
      await told.getByRole('link', { name: 'Settings of the platform, row 2: Value' }).click()
      const cell = part(page, 'vendorSettings').getByLabel('Value, row 2')
      await sees(cell.and(page.locator(':focus')))
      expect(await cell.getAttribute('aria-invalid')).toBe('true')
      expect(await textOf(page.locator(`[id="${await cell.getAttribute('aria-describedby')}"]`))).toBe(
        'Please fill this in.',
      )
      const why = part(page, 'vendorSettings').getByLabel('Why, row 2')
      expect(await why.getAttribute('aria-invalid'), 'control: what is filled in is not marked').toBeNull()
      expect(await why.inputValue()).toBe('Because 2.')
      expect(await summary(page).inputValue()).toBe('Typed without a line.')
      if (javaScriptEnabled) expect(await violationsOn(page)).toEqual([])
      expect((await guide()).content.summary).toBe(drafted)
    },
  )

  test('a row that grows below one with a fault has none, and no name twice', async () => {
    const rows = part(tester, 'vendorSettings')
    await rows.getByLabel('Why, row 3').fill('Because 3.')
    await sees(rows.getByLabel('Why, row 4'))
    expect(await rows.getByRole('row').last().locator('[aria-invalid], [aria-describedby], [id], .fault').count()).toBe(
      0,
    )
    await rows.getByLabel('Why, row 3').fill('')
    await saved(tester)
  })

  test('a colleague writes on beside: each keeps their part, and neither is asked anything', async () => {
    await open(reviewer)
    await open(tester)
    await field(reviewer, 'Topology').fill('Two sites, one trunk.')
    await saved(reviewer)
    await summary(tester).fill('How the two are set up.')
    await saved(tester)
    // Shown to whoever typed nothing there.
    await expect.poll(() => field(tester, 'Topology').inputValue()).toBe('Two sites, one trunk.')
    expect(await tester.locator('[data-conflict]').count()).toBe(0)
    expect((await written())!.parts).toMatchObject({
      summary: 'How the two are set up.',
      topology: 'Two sites, one trunk.',
    })
  })

  test('both at one part: what the other one wrote stands beside it, and one of the two is chosen', async () => {
    await open(reviewer)
    await summary(tester).fill('Theirs, first.')
    await saved(tester)
    await summary(reviewer).fill('Mine, second.')
    const both = part(reviewer, 'summary')
    await sees(both.getByRole('alert').getByText('Theirs, first.'))
    await sees(reviewer.locator('[data-saved-state]').filter({ hasText: 'Summary not saved: choose' }))
    await button(reviewer, 'Save the guide').click()
    expect(await both.getByRole('alert').count(), 'saving waits for the choice').toBe(1)
    await button(both, 'Keep mine').click()
    await expect.poll(async () => (await written())!.parts.summary).toBe('Mine, second.')
  })

  test('saved, it is the draft, with what the colleague wrote since this page was opened', async () => {
    await open(reviewer)
    for (const label of ['Form or menu', 'Field', 'Value'])
      for (const row of [1, 2]) await part(reviewer, 'vendorSettings').getByLabel(`${label}, row ${row}`).fill('a')
    await saved(reviewer)
    await open(tester)
    await field(reviewer, 'Emergency calls').fill('As every call.')
    await saved(reviewer)
    await press(tester, tester, 'Save the guide', /saved/)
    const { content } = await guide()
    expect(content).toMatchObject({
      summary: 'Mine, second.',
      topology: 'Two sites, one trunk.',
      emergencyNote: 'As every call.',
      prerequisites: expect.arrayContaining(['Licence 1', 'Licence 2']),
    })
    expect((await written())!.parts).toEqual({})
    expect(await tester.getByText('Written and not in the draft yet').count()).toBe(0)
  })

  test('what stood on a page since before is told, and overwrites nothing', async () => {
    // The reviewer’s page shows the versions from before; a script less, it sends all it has.
    const plain = await world.audience.signedIn(world.account('reviewer'), { javaScriptEnabled: false })
    await plain.goto(`/projects/${story.id}/guide`)
    await summary(tester).fill('Newer.')
    await saved(tester)
    await summary(plain).fill('Older.')
    await button(plain, 'Save the guide').click()
    await sees(part(plain, 'summary').getByText('Newer.'))
    expect(await summary(plain).inputValue()).toBe('Older.')
    expect((await guide()).content.summary).toBe('Mine, second.')
    await button(plain, 'Save the guide').click()
    await expect.poll(async () => (await guide()).content.summary).toBe('Older.')
  })

  test('discarded, the draft stands there again; then it can be published', async () => {
    await open(tester)
    await summary(tester).fill('Never mind.')
    await saved(tester)
    await open(tester)
    const fold = await unfold(tester.getByRole('main'), 'Discard what is written')
    await press(tester, fold, 'Discard what is written', 'discarded: Summary')
    expect(await summary(tester).inputValue()).toBe('Older.')
    await press(tester, tester, 'Publish the config guide', 'published')
    expect((await guide()).published.at(-1)!.content.summary).toBe('Older.')
  })

  test('published, a new version says why it has to wait, as soon as something is typed, and goes when that does', async () => {
    await open(tester)
    const version = 'Publish a new version of the guide'
    expect(await button(tester, version).count()).toBe(0)
    await summary(tester).fill('For the next version.')
    await saved(tester)
    await sees(button(tester, version))
    expect(await isBarred(tester, version)).toMatch(/Written and not saved into the draft: Summary/)
    // A colleague goes on writing: what was not seen is not discarded.
    const fold = await unfold(tester.getByRole('main'), 'Discard what is written')
    await open(reviewer)
    await summary(reviewer).fill('For the one after it.')
    await saved(reviewer)
    await button(fold, 'Discard what is written').click()
    await sees(tester.getByRole('alert').getByText('Somebody changed this meanwhile: Summary.'))
    expect((await written())!.parts.summary).toBe('For the one after it.')
    const again = await unfold(tester.getByRole('main'), 'Discard what is written')
    await press(tester, again, 'Discard what is written', 'discarded: Summary')
    expect(await button(tester, version).count()).toBe(0)
  })

  test('beside a restricted value it is said that readers do not see the picture, and beside no other', async () => {
    const upload = (await new Uploading(world.server, 'tester').whole(png(60, 40), 'form.png')).split('/').at(-1)
    const body = { upload, caption: 'The SIP peer form' }
    await world.server.send('tester', `/api/projects/${story.id}/add-guide-picture`, { body })
    await open(reviewer)
    const notes = part(reviewer, 'vendorSettings')
      .getByText('Readers are not shown this picture')
      .filter({ visible: true })
    expect(await notes.count()).toBe(0)
    await part(reviewer, 'vendorSettings').getByLabel('Value told to, row 1').selectOption('restricted')
    expect(await notes.count(), 'there is no picture yet').toBe(0)
    await part(reviewer, 'vendorSettings').getByLabel('Picture, row 1').selectOption({ index: 1 })
    expect(await notes.count()).toBe(1)
    await sees(
      reviewer
        .getByRole('row')
        .filter({ has: reviewer.getByLabel('Picture, row 1') })
        .getByText('give the restricted value away')
        .first(),
    )
  })
})
