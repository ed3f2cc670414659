/** The report opened as a file, without a network: everything is in it, its links work, and it is for everybody. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { sampleCapture } from '../../src/app/demo/sample-capture.ts'
import { violationsOn } from '../support/axe.ts'
import { HAS_BROWSER, launchBrowser } from '../support/browser.ts'
import { addEvidence } from '../matrix/world.ts'
import { openWorld } from './world.ts'

const PHONE = { width: 360, height: 740 }

describe.skipIf(!HAS_BROWSER)('the report as a file', { timeout: 300_000 }, () => {
  const world = openWorld()
  let folder: string
  let browser: Browser
  let page: Page
  const asked: string[] = []

  beforeAll(async () => {
    const story = await world.story().bringTo('testing')
    await addEvidence(story, world.cast.tester, sampleCapture(1_780_000_000), 'OUT-01', 'capture')
    const answer = await world.server.send('admin', `/projects/${story.id}/report.html`)
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'report-'))
    fs.writeFileSync(path.join(folder, 'report.html'), await answer.text())
    browser = await launchBrowser()
    page = await (await browser.newContext({ offline: true })).newPage()
    page.on('request', (request) => asked.push(request.url()))
    await page.goto(`file://${folder}/report.html`)
  })
  afterAll(async () => {
    await browser?.close()
    fs.rmSync(folder, { recursive: true, force: true })
  })

  test('asks for nothing but itself', () => {
    expect(asked.filter((address) => !address.startsWith('data:')).map((address) => path.basename(address))).toEqual([
      'report.html',
    ])
  })

  test('shows its drawings', async () => {
    expect(await page.getByRole('img', { name: /^Ladder of/ }).count()).toBe(1)
    expect(await page.evaluate('document.images[0].naturalWidth')).toBeGreaterThan(0)
  })

  test('leads from a row to its test case', async () => {
    await page.getByRole('link', { name: 'OUT-01', exact: true }).first().click()
    expect(page.url()).toMatch(/#at-out-01$/)
    expect(await page.getByRole('heading', { name: /^OUT-01 / }).isVisible()).toBe(true)
  })

  test.each(['light', 'dark'] as const)('is for everybody, %s, and no wider than a phone', async (colorScheme) => {
    await page.emulateMedia({ colorScheme })
    expect(await violationsOn(page)).toEqual([])
    await page.setViewportSize(PHONE)
    expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0)
    await page.setViewportSize({ width: 1280, height: 900 })
  })
})
