/** A capture dropped on a test case explains itself: by mouse, by keyboard, by link, and without a script. */
import type { Locator, Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { HAS_BROWSER, sees } from '../support/browser.ts'
import type { Story } from '../support/cast.ts'
import { captureOf } from '../support/trunk-scene.ts'
import { addEvidence, evidence } from './lab-by-hand.ts'
import { openWorld } from './world.ts'

const TALK = `
  pbx      INVITE offer
  provider 100 Trying
  provider 200 OK +1500 answer
  pbx      ACK
  both     sound 1000`

const LONG = `${TALK}\n${'pbx OPTIONS\nprovider 200 OK of OPTIONS\n'.repeat(5000)}`

describe.skipIf(!HAS_BROWSER)('a capture on a test case', { timeout: 300_000 }, () => {
  const world = openWorld()
  let story: Story
  let tester: Page

  beforeAll(async () => {
    story = await world.story().bringTo('testing')
    tester = await world.as('tester')
  })

  /** Drops a capture on OUT-01 and opens what it shows. */
  async function dropped(name: string, lines: string): Promise<string> {
    await tester.goto(`/projects/${story.id}/testing/OUT-01`)
    const buffer = Buffer.from(captureOf({ lines }, { lines, call: `${name}-other`, at: 300 }))
    await addEvidence(tester, { name, mimeType: '', buffer })
    await evidence(tester, name).getByRole('link', { name: 'What this capture shows' }).click()
    await sees(tester.getByRole('heading', { name: 'Ladder of call 1' }))
    return new URL(tester.url()).pathname
  }

  const ladder = (page: Page = tester) => page.getByRole('region', { name: /^Ladder of calls?/ })
  const message = (page: Page = tester) => page.getByRole('region', { name: /^Message in packet/ })
  const isFocused = async (what: Locator) =>
    (await tester.locator(':focus').getAttribute('id')) === (await what.getAttribute('id'))

  test('by mouse: a message opens in its place, its transaction is marked, and a press more closes it', async () => {
    await dropped('mouse.pcap', TALK)
    const invite = ladder()
      .getByRole('link', { name: /INVITE/ })
      .first()
    await invite.click()
    await sees(message().getByText('m=audio 20000'))
    await sees(message().getByRole('columnheader', { name: /answers/ }))
    expect(await ladder().locator('.followed').count()).toBe(4)
    expect(new URL(tester.url()).hash).toMatch(/^#packet-\d+$/)
    await invite.click()
    await message().waitFor({ state: 'detached' })
  })

  test('by keyboard: j and k step, Enter opens, Escape closes', async () => {
    await dropped('keys.pcap', TALK)
    await tester.keyboard.press('j')
    await tester.keyboard.press('j')
    await tester.keyboard.press('ArrowDown')
    await tester.keyboard.press('k')
    const trying = ladder()
      .getByRole('link', { name: /100 Trying/ })
      .first()
    expect(await isFocused(trying)).toBe(true)
    await tester.keyboard.press('Enter')
    await sees(message().getByText('SIP/2.0 100 Trying'))
    expect(await isFocused(trying)).toBe(true)
    await tester.keyboard.press('Escape')
    await message().waitFor({ state: 'detached' })
  })

  test('by its link, a packet is there opened and in sight, without a script as well', async () => {
    const place = await dropped('link.pcap', TALK)
    const plain = await world.audience.signedIn(world.account('tester'), { javaScriptEnabled: false })
    for (const page of [tester, plain]) {
      await page.goto(`${place}?call=1&packet=2#packet-2`)
      await sees(message(page).getByText('SIP/2.0 100 Trying'))
      expect(
        await page.locator('#packet-2').evaluate((element) => element.getBoundingClientRect().top),
      ).toBeGreaterThan(0)
    }
    await plain.getByRole('link', { name: 'After' }).click()
    await sees(message(plain).getByText('SIP/2.0 200 OK'))
  })

  test('two calls are drawn together, each with its letter', async () => {
    await dropped('two.pcap', TALK)
    await tester.getByRole('checkbox', { name: 'Draw call 2 with others' }).check()
    await tester.getByRole('button', { name: 'Draw the chosen calls together' }).click()
    await sees(tester.getByRole('heading', { name: 'Ladder of calls 1, 2' }))
    await sees(ladder().getByRole('link', { name: /B INVITE/ }))
  })

  test('of ten thousand messages shows some at a time, quickly', async () => {
    const place = await dropped('long.pcap', LONG)
    expect(await ladder().getByRole('listitem').count()).toBeLessThan(220)
    await tester.getByRole('link', { name: 'Later messages' }).click()
    await sees(tester.getByText('Lines 201 to 400 of 10006.'))
    await tester.goto(`${place}?packet=9000#packet-9000`)
    await sees(message())
    // Read once and kept: what it takes from then on is the page.
    const before = Date.now()
    await tester.goto(`${place}?packet=9002#packet-9001`)
    await sees(message())
    const tookMs = Date.now() - before
    process.stdout.write(`A message among ten thousand was open after ${tookMs} ms.\n`)
    expect(tookMs).toBeLessThan(3000)
  })
})
