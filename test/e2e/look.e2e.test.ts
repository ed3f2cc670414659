/** A capture looked at in the browser: read there, drawn there, and nothing of it sent, the network being cut. */
import { setTimeout } from 'node:timers/promises'
import fs from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { HAS_BROWSER, sees } from '../support/browser.ts'
import { captureOf, PROVIDER } from '../support/trunk-scene.ts'
import { openWorld } from './world.ts'

const TALK = `
  pbx      INVITE offer
  provider 180 Ringing +500
  provider 200 OK +1500 answer
  pbx      ACK
  both     sound 1000
  pbx      BYE
  provider 200 OK`

const CAPTURE = Buffer.from(captureOf({ lines: TALK }, { lines: TALK, call: 'other', at: 100 }))

describe.skipIf(!HAS_BROWSER)('a capture looked at where it is', { timeout: 200_000 }, () => {
  const world = openWorld()
  let page: Page
  const asked: string[] = []

  beforeAll(async () => {
    page = await world.audience.visitor()
    await page.goto('/captures/look')
    await page.locator('[data-look][data-ready]').waitFor()
    page.context().on('request', (request) => asked.push(request.url()))
    await page.context().setOffline(true)
  })

  const choose = (name: string, buffer: Buffer) =>
    page.getByLabel('Choose a file').setInputFiles({ name, mimeType: '', buffer })
  const ladder = () => page.getByRole('region', { name: /^Ladder of calls?/ })

  test('a file that is chosen before the page is ready is read too', async () => {
    const early = await world.audience.visitor()
    // The scripts come late, as over a slow line.
    await early.route(/\.js(\?|$)/, async (route) => {
      await setTimeout(1500)
      await route.continue()
    })
    await early.goto('/captures/look', { waitUntil: 'commit' })
    expect(await early.locator('[data-look][data-ready]').count()).toBe(0)
    await early.getByLabel('Choose a file').setInputFiles({ name: 'early.pcap', mimeType: '', buffer: CAPTURE })
    expect(await early.locator('[data-look][data-ready]').count()).toBe(0)
    await early.getByText('early.pcap was read in this browser').waitFor()
    await early.close()
  })

  test('shows calls, verdicts, sound and a ladder', async () => {
    await page.getByLabel('Addresses of the provider').fill(PROVIDER)
    await choose('talk.pcap', CAPTURE)
    await sees(page.getByText('talk.pcap was read in this browser; nothing of it was sent.'))
    await sees(page.getByRole('heading', { name: 'Ladder of call 1' }))
    await sees(page.getByRole('article').getByText('OUT-01'))
    await sees(page.getByText('4 streams of sound'))
    await sees(ladder().getByRole('link', { name: /INVITE/ }))
  })

  test('a message opens in its place, by mouse and by keyboard', async () => {
    await ladder()
      .getByRole('link', { name: /INVITE/ })
      .first()
      .click()
    await sees(page.getByText('m=audio 20000'))
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await sees(page.getByText('SIP/2.0 180 Ringing'))
    await page.keyboard.press('Escape')
    await page.locator('.message').waitFor({ state: 'detached' })
  })

  test('two calls are drawn together', async () => {
    await page.getByRole('checkbox', { name: 'Draw call 2 with others' }).check()
    await page.getByRole('button', { name: 'Draw the chosen calls together' }).click()
    await sees(page.getByRole('heading', { name: 'Ladder of calls 1, 2' }))
  })

  test('the course of a test case stands beside the messages seen, chosen by keyboard, in the dark and on a phone', async () => {
    const expected = () => page.getByRole('region', { name: 'Expected and seen beside each other' })
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.setViewportSize({ width: 360, height: 740 })
    await page.getByLabel('Test case it was made for').focus()
    await page.keyboard.type('OUT-01')
    await page.keyboard.press('Enter')
    await sees(page.getByRole('heading', { name: 'Expected of OUT-01, and seen' }))
    await sees(page.getByText('The messages are those that are expected, in their order.'))
    await sees(expected().getByText('180 to 183 (INVITE)'))
    const inView = await page.evaluate('document.documentElement.scrollWidth <= innerWidth')
    expect(inView).toBe(true)
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize({ width: 1280, height: 900 })
  })

  test('another test case shows what differs, and one without a course says why', async () => {
    const chosen = page.getByLabel('Test case it was made for')
    await chosen.selectOption('OUT-02')
    await sees(page.getByRole('heading', { name: 'Expected of OUT-02, and seen' }))
    await sees(page.getByText('Missing: this message was not seen.').first())
    await chosen.selectOption('SEC-02')
    await sees(page.getByText('Each connection ends in its handshake, before any message is sent.'))
    await chosen.selectOption('')
    await page.getByRole('heading', { name: /^Expected of/ }).waitFor({ state: 'detached' })
  })

  test('what was unfolded stays so with the next message, and is folded again for another test case', async () => {
    const chosen = page.getByLabel('Test case it was made for')
    const others = page.locator('details').filter({ has: page.getByText(/other test cases? of the plan/) })
    const folds = () => page.locator('[data-look-result] details[open]').count()
    await chosen.selectOption('OUT-01')
    await others.locator('> summary').click()
    expect(await others.getAttribute('open')).not.toBeNull()
    await ladder()
      .getByRole('link', { name: /INVITE/ })
      .first()
      .click()
    await sees(page.locator('.message'))
    expect(await others.getAttribute('open')).not.toBeNull()
    const before = await folds()
    await chosen.selectOption('')
    await others.waitFor({ state: 'detached' })
    expect(await folds()).toBeLessThan(before)
    await chosen.selectOption('OUT-01')
    await others.waitFor()
    expect(await others.getAttribute('open')).toBeNull()
    await chosen.selectOption('')
    await others.waitFor({ state: 'detached' })
  })

  test('a registration is drawn beside its course, although there is a call in the file', async () => {
    await page.getByLabel('Test case it was made for').selectOption('CON-03')
    const registers = 'pbx REGISTER\nprovider 401 Unauthorized\npbx REGISTER\nprovider 200 OK [Expires: 60]'
    const both = captureOf({ lines: registers }, { lines: TALK, call: 'later', at: 9000 })
    await choose('registers.pcap', Buffer.from(both))
    await sees(page.getByRole('heading', { name: 'Expected of CON-03, and seen' }))
    await page.getByLabel('Test case it was made for').selectOption('OUT-01')
    await sees(page.getByRole('heading', { name: 'Expected of OUT-01, and seen' }))
    await page.getByLabel('Test case it was made for').selectOption('')
  })

  test('compressed it is read all the same, and so is what is left of one cut short', async () => {
    await choose('talk.pcap.gz', gzipSync(CAPTURE))
    await sees(page.getByText('talk.pcap.gz was read in this browser'))
    await choose('short.pcap.gz', gzipSync(CAPTURE).subarray(0, 2500))
    await sees(page.getByText('short.pcap.gz was read in this browser'))
    await sees(page.getByText('it was cut short'))
  })

  test('what is no capture is refused with what to do', async () => {
    await choose('words.pcap', Buffer.from('Only words, and too few of them.'))
    await sees(page.getByRole('alert').getByText(/neither pcap nor pcapng\. Save the capture as pcap/))
  })

  test('a long one shows how far it is, and can be left', async () => {
    const file = path.join(world.house.dataDir, 'long.pcap')
    fs.writeFileSync(file, CAPTURE.subarray(0, 24))
    const part = Buffer.concat(Array.from({ length: 1000 }, () => CAPTURE.subarray(24)))
    for (let times = 0; times < 8; times += 1) fs.appendFileSync(file, part)
    await page.getByLabel('Choose a file').setInputFiles(file)
    await page.getByRole('button', { name: 'Cancel' }).click()
    await sees(page.getByText('Reading long.pcap was cancelled.'))
    await choose('again.pcap', CAPTURE)
    await sees(page.getByText('again.pcap was read in this browser'))
    await sees(page.getByRole('heading', { name: 'Ladder of call 1' }))
  })

  test('in German it says so in German, offline as well, and leaves the lines of the capture as they are', async () => {
    const german = await world.audience.visitor()
    const wanted: string[] = []
    await german.goto('/captures/look?language=de')
    await german.locator('[data-look][data-ready]').waitFor()
    german.context().on('request', (request) => wanted.push(request.url()))
    await german.context().setOffline(true)
    await german.locator('[data-look-provider]').fill(PROVIDER)
    await german.locator('[data-look-input]').setInputFiles({ name: 'talk.pcap', mimeType: '', buffer: CAPTURE })
    await sees(german.getByText('talk.pcap wurde in diesem Browser gelesen; nichts davon wurde gesendet.'))
    await sees(german.getByRole('heading', { name: 'Leiterdiagramm von Anruf 1' }))
    await sees(german.locator('details.judged-line').getByText('Ausgehender Anruf, der Anrufer legt auf'))
    const verdict = german.locator('details.judged-line').filter({ hasText: 'OUT-01' })
    await verdict.locator('summary').click()
    await sees(verdict.getByText('Die PBX-Seite beendet den Anruf mit BYE, das mit 200 beantwortet wird.'))
    await german
      .locator('[data-ladder]')
      .getByRole('link', { name: /INVITE/ })
      .first()
      .click()
    await sees(german.getByText('m=audio 20000'))
    await sees(german.locator('[data-ladder]').getByText('180 Ringing').first())
    expect(wanted.filter((url) => !url.endsWith('.woff2'))).toEqual([])
  })

  /** A font is fetched when the first text is set in it; its address says nothing of the file. */
  test('nothing was asked of the server, nor of anybody else', () => {
    expect(asked.filter((url) => !url.endsWith('.woff2'))).toEqual([])
  })
})
