/** How pages hold together: tabs in one row, the rail in long words, light and dark at one click, an answer to its address. */
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { button, HAS_BROWSER, sees } from '../support/browser.ts'
import { openWorld } from './world.ts'

describe.skipIf(!HAS_BROWSER)('the shape of pages', { timeout: 300_000 }, () => {
  const world = openWorld()

  test.each([1280, 390])('the foot of the palette reaches from edge to edge at %i pixels', async (width) => {
    const page = await world.enter('manager')
    await page.setViewportSize({ width, height: 800 })
    await page.goto('/home')
    await page.getByRole('button', { name: /^Go to/ }).click()
    const dialog = page.getByRole('dialog', { name: 'Go to' })
    await sees(dialog)
    const { inside, foot } = await dialog.evaluate((palette) => ({
      inside: palette.clientWidth,
      foot: palette.querySelector('.hint')!.getBoundingClientRect().width,
    }))
    await page.keyboard.type('qqqq')
    await sees(dialog.getByText('Nothing found'))
    expect(Math.round(foot)).toBe(inside)
  })

  describe('the tabs of a project in German', () => {
    let page: Page
    const tabs = () => page.getByRole('navigation', { name: 'Teile des Projekts' })

    beforeAll(async () => {
      const { id } = await world.story().bringTo('guide')
      page = await world.enter('tester')
      await page.context().addCookies([{ name: 'cw_language', value: 'de', url: world.server.address }])
      await page.goto(`/projects/${id}/guide`)
    })

    const places = () =>
      tabs().evaluate((row) => {
        const { left, right } = row.getBoundingClientRect()
        return [...row.querySelectorAll('a')].map((link) => {
          const box = link.getBoundingClientRect()
          const isSeen = box.left >= left - 1 && box.right <= right + 1
          return { top: Math.round(box.top), isSeen, isOpen: link.ariaCurrent !== null }
        })
      })

    test.each([1280, 360])('stand in one row at %i pixels, with the one that is open in sight', async (width) => {
      await page.setViewportSize({ width, height: 800 })
      await page.reload()
      await sees(tabs())
      const all = await places()
      expect(all.length).toBeGreaterThan(6)
      expect(new Set(all.map(({ top }) => top)).size).toBe(1)
      await expect.poll(async () => (await places()).find(({ isOpen }) => isOpen)?.isSeen).toBe(true)
      expect(
        all.every(({ isSeen }) => isSeen),
        'control: they do not all fit',
      ).toBe(false)
      expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBe(0)
    })

    test('can be walked through by the keyboard, each coming into sight', async () => {
      await tabs().getByRole('link').first().focus()
      for (let step = 0; step < 7; step += 1) await page.keyboard.press('Tab')
      await sees(tabs().locator(':focus').getByText('Journal'))
      await expect.poll(async () => (await places()).at(-1)?.isSeen).toBe(true)
      expect((await places())[0]?.isSeen).toBe(false)
    })

    test('the longest word of the rail neither widens nor parts it', async () => {
      await page.setViewportSize({ width: 1280, height: 800 })
      const long = page.locator('.rail').getByRole('link', { name: 'Konfigurationsanleitungen' })
      const one = page.locator('.rail').getByRole('link', { name: 'Projekte' })
      expect((await long.boundingBox())?.height).toBe((await one.boundingBox())?.height)
      expect(await page.locator('.rail').evaluate((rail) => rail.scrollWidth - rail.clientWidth)).toBe(0)
    })
  })

  test.each(
    (['light', 'dark'] as const).flatMap((colorScheme) =>
      [true, false].map((javaScriptEnabled) => [colorScheme, javaScriptEnabled] as const),
    ),
  )(
    'where the system is %s every click changes what is seen, with scripts: %s',
    async (colorScheme, javaScriptEnabled) => {
      const page = await world.audience.visitor({ colorScheme, javaScriptEnabled })
      const ground = () => page.evaluate('getComputedStyle(document.documentElement).backgroundColor')
      await page.goto('/')
      const first = await ground()
      for (const isOther of [true, false, true]) {
        await button(page, 'Light or dark').click()
        await expect.poll(async () => (await ground()) !== first).toBe(isOther)
      }
      await button(page, 'Light or dark').click()
      const left = async () => (await page.context().cookies()).filter(({ name }) => name === 'cw_theme')
      await expect.poll(left, { message: 'back at what the system has, it is followed again' }).toEqual([])
    },
  )

  test.each([true, false])(
    'the answer to a number has its own address, with scripts: %s',
    async (javaScriptEnabled) => {
      const page = await world.audience.visitor({ javaScriptEnabled })
      for (const place of ['/check', '/certifications/check', '/']) {
        await page.goto(place)
        await page.getByPlaceholder('MCT-2026-00017').fill('MCT-1999-00001')
        await button(page, 'Check').last().click()
        await page.waitForURL('**/certifications/MCT-1999-00001')
        await page.reload()
        await sees(page.getByRole('heading', { name: 'There is no certification MCT-1999-00001 here' }))
      }
    },
  )
})
