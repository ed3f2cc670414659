/** What somebody typed, chose or was told stays until they are done with it. */
import { randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { button, field, follow, HAS_BROWSER, press, sees } from '../support/browser.ts'
import { importRecords, OPENING, PROGRAMME, type Story } from '../support/cast.ts'
import { chooseFiles, evidence, recordResult, smallCapture } from './lab-by-hand.ts'
import { openWorld } from './world.ts'

describe.skipIf(!HAS_BROWSER)('opening a project', { timeout: 180_000 }, () => {
  const world = openWorld()
  let admin: Page

  beforeAll(async () => {
    const other = { ...PROGRAMME.platforms[0], id: 'other', name: 'Other Voice' }
    await importRecords(world.house, { ...PROGRAMME, regions: [], organisations: [], products: [], platforms: [other] })
    admin = await world.as('admin')
  })

  test('another platform chosen is the one the project opens on, without a further button', async () => {
    await admin.goto('/projects/new?platform=other')
    await follow(admin, async () => void (await field(admin, 'Platform').selectOption('voice')))
    await sees(admin.getByRole('heading', { name: 'North Trunk on Voice' }))
    await follow(admin, async () => void (await field(admin, 'Platform').selectOption('other')))
    await sees(admin.getByRole('heading', { name: 'North Trunk on Other Voice' }))
    expect(await button(admin, 'Open the project').isDisabled()).toBe(false)
    await press(admin, admin, 'Open the project', 'on Other Voice')
  })

  test('while the page is on its way, the old one cannot be opened', async () => {
    await admin.goto('/projects/new?platform=other')
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    await admin.route('**/projects/new?*', async (route) => {
      await held
      await route.continue()
    })
    await field(admin, 'Platform').selectOption('voice')
    expect(await button(admin, 'Open the project').isDisabled()).toBe(true)
    await follow(admin, async () => release())
    await admin.unroute('**/projects/new?*')
    expect(await button(admin, 'Open the project').isDisabled()).toBe(false)
  })

  test('a pair that is under way is not offered first, and is told with the way to it', async () => {
    const { id } = await world.story().open(OPENING)
    await admin.goto('/projects/new?platform=voice')
    await sees(admin.getByText('Under way already: 3.1 on 10.0'))
    expect(
      await admin
        .getByRole('link', { name: /^P-2026-/ })
        .last()
        .getAttribute('href'),
    ).toBe(`/projects/${id}`)
    const chosen = [
      await field(admin, 'Release of North Trunk').inputValue(),
      await field(admin, 'Release of Voice').inputValue(),
    ]
    expect(chosen).toEqual(['3.1', '9.0'])
  })

  test('control: closed, it is offered again and nothing is said', async () => {
    const there = await admin
      .getByRole('link', { name: /^P-2026-/ })
      .last()
      .getAttribute('href')
    const story = world.story()
    story.id = there!.split('/').at(-1)!
    await story.do(world.cast.admin, 'close-project', { reason: 'Tried it.' })
    await admin.reload()
    expect(await admin.getByText('Under way already').count()).toBe(0)
    expect(await field(admin, 'Release of Voice').inputValue()).toBe('10.0')
  })
})

describe.skipIf(!HAS_BROWSER)('at a test case', { timeout: 180_000 }, () => {
  const world = openWorld()
  let story: Story
  let tester: Page

  beforeAll(async () => {
    story = await world.story().bringTo('testing')
    tester = await world.as('tester')
  })

  test('a good file and a refused one together: the refusal stays until it is dismissed', async () => {
    await tester.goto(`/projects/${story.id}/testing/OUT-01`)
    await chooseFiles(tester).setInputFiles([
      {
        name: 'program.pcap',
        mimeType: '',
        buffer: Buffer.concat([Buffer.from('7f454c46', 'hex'), randomBytes(4000)]),
      },
      { name: 'good.pcap', mimeType: '', buffer: smallCapture() },
    ])
    await sees(evidence(tester, 'good.pcap'))
    const refused = tester.getByRole('listitem').filter({ hasText: 'program.pcap is none of the files' })
    await sees(refused)
    expect(await refused.getByRole('progressbar').count()).toBe(0)
    // Another one added draws the page anew, and is sent once.
    await chooseFiles(tester).setInputFiles({
      name: 'second.pcap',
      mimeType: '',
      buffer: Buffer.concat([smallCapture(), smallCapture().subarray(24)]),
    })
    await sees(evidence(tester, 'second.pcap'))
    await sees(refused)
    expect((await story.file()).evidence.map((each) => each.name).toSorted()).toEqual(['good.pcap', 'second.pcap'])
    await button(refused, 'Dismiss program.pcap').click()
    expect(await refused.count()).toBe(0)
  })

  test('a result leads on to the next test case without one', async () => {
    const [first, second, third] = (await story.file()).runs.at(-1)!.testCases.map(({ plan }) => plan)
    await tester.goto(`/projects/${story.id}/testing/${first}`)
    await recordResult(tester, first!)
    expect(new URL(tester.url()).pathname).toBe(`/projects/${story.id}/testing/${second}`)
    await sees(tester.getByRole('link', { name: `Previous ${first}` }))
    await sees(tester.getByRole('link', { name: `Next ${third}`, exact: true }))
  })
})

describe.skipIf(!HAS_BROWSER)('a questionnaire sent back', { timeout: 180_000 }, () => {
  const world = openWorld()

  test('lists what the lab asked, by whom it was sent back, and how much is answered', async () => {
    const story = await world.story().bringTo('questionnaire-review')
    const { reviewer, admin } = world.cast
    await story.do(reviewer, 'comment-on-question', { question: 'Q-36', text: 'Which codec first?' })
    await story.do(reviewer, 'comment-on-question', { question: 'Q-03', text: 'Which country?' })
    await story.do(reviewer, 'return-questionnaire')
    const comment = (await story.file()).questionnaire.comments[0]!
    await story.do(admin, 'reply-to-comment', { comment: comment.id, text: 'G.711.' })
    const page = await world.as('admin')
    await page.goto(`/projects/${story.id}/questionnaire`)
    const list = page.getByRole('region', { name: 'Comments of the lab: 1 of 2 answered' })
    await sees(list.getByText(/Sent back by Reviewer/))
    await sees(list.getByText('Which codec first?'))
    await list.getByRole('link', { name: /^Q-36/ }).click()
    await page.waitForURL(/#Q-36$/)
    await sees(page.locator('#Q-36'))
  })
})
