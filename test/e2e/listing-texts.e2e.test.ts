/**
 * A text for the catalogue from the partner's proposal to what everybody reads, by hand: on a desktop and on a phone,
 * where old and new stand one below the other and nothing has to be pushed aside to be read.
 */
import { describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { button, field, HAS_BROWSER, inTurn, press, sees, unfold } from '../support/browser.ts'
import { importRecords } from '../support/cast.ts'
import { openWorld } from './world.ts'

const NEW = 'Trunks for lighthouses and their keepers, with two ways in and emergency calls from every rock.'

describe.skipIf(!HAS_BROWSER)('a text for the catalogue', { timeout: 300_000 }, () => {
  const world = openWorld()
  inTurn(() => world.audience)
  const phone = async (who: 'admin' | 'manager') =>
    world.audience.signedIn(world.account(who), { viewport: { width: 390, height: 844 }, hasTouch: true })
  /** Nothing stands out of the page to the right. */
  const fits = (page: Page) => page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')

  test('is proposed by the partner, who sees that it waits', async () => {
    await importRecords(world.house, {
      format: 'certwright/1',
      certifications: [
        {
          number: 'MCT-2026-00201',
          product: 'north-trunk',
          platform: 'voice',
          level: 'MCT',
          granted: '2026-05-01',
          pairs: [{ platformRelease: '10.0', productRelease: '3.1' }],
        },
      ],
    })
    const manager = await world.as('manager')
    await manager.goto('/products/north-trunk')
    const own = await unfold(manager.locator('#listing'), 'Change what is shown')
    await field(own, 'Text').fill('Trunks for harbours.')
    await press(manager, own, 'Change the listing text', 'changed by the programme office')
    const admin = await world.as('admin')
    await admin.goto('/products/north-trunk')
    const form = await unfold(admin.locator('#listing'), 'Propose another text')
    expect(await field(form, 'Text').inputValue()).toBe('Trunks for harbours.')
    await field(form, 'Text').fill(NEW)
    await press(admin, form, 'Propose a listing text', 'Listing text of North Trunk proposed')
    await sees(admin.getByRole('region', { name: 'Proposed' }).getByText(NEW))
    const small = await phone('admin')
    await small.goto('/products/north-trunk#listing')
    await sees(small.getByRole('region', { name: 'Proposed' }).getByText(NEW))
    expect(await fits(small)).toBe(true)
    await small.goto('/our-organisation')
    expect(await fits(small)).toBe(true)
  })

  test('waits in the office’s work, old and new beside each other, and is declined on a phone', async () => {
    const small = await phone('manager')
    await small.goto('/home')
    await small.getByRole('link', { name: '1 listing text to approve' }).click()
    await sees(small.getByRole('heading', { name: 'Listing texts' }))
    const [before, after] = [
      small.getByRole('region', { name: 'Shown now' }),
      small.getByRole('region', { name: 'Proposed' }),
    ]
    await sees(before.getByText('Trunks for harbours.'))
    await sees(after.getByText(NEW))
    expect((await after.boundingBox())!.y).toBeGreaterThan((await before.boundingBox())!.y)
    expect(await fits(small)).toBe(true)
    const form = await unfold(small.getByRole('main'), 'Decline')
    await field(form, 'Why').fill('Say which emergency calls were tested.')
    await press(small, form, 'Decline the listing text', 'declined')
    await sees(small.getByText('No text waits.'))
  })

  test('is read with the reason, proposed again, and approved at a desk', async () => {
    const admin = await world.as('admin')
    await admin.goto('/products/north-trunk')
    await sees(admin.locator('#listing').getByText('Say which emergency calls were tested.'))
    const form = await unfold(admin.locator('#listing'), 'Propose another text')
    expect(await field(form, 'Text').inputValue(), 'goes on from the text that was declined').toBe(NEW)
    await press(admin, form, 'Propose a listing text', 'proposed')
    const manager = await world.as('manager')
    await manager.goto('/listing-texts')
    const [before, after] = [
      manager.getByRole('region', { name: 'Shown now' }),
      manager.getByRole('region', { name: 'Proposed' }),
    ]
    expect((await after.boundingBox())!.y).toBe((await before.boundingBox())!.y)
    const visitor = await world.audience.visitor()
    await visitor.goto('/catalogue/products/north-trunk')
    await sees(visitor.getByText('Trunks for harbours.'))
    expect(await visitor.getByText(NEW).count()).toBe(0)
    await press(manager, manager.getByRole('main'), 'Approve', 'approved')
    await visitor.reload()
    await sees(visitor.getByText(NEW))
  })

  test('replaced while the office read it, it is not approved unread', async () => {
    const admin = await world.as('admin')
    const manager = await world.as('manager')
    const propose = async (text: string, fold: string) => {
      await admin.goto('/products/north-trunk')
      const form = await unfold(admin.locator('#listing'), fold)
      await field(form, 'Text').fill(text)
      await press(admin, form, 'Propose a listing text', /proposed|replaced/)
    }
    await propose('One.', 'Propose another text')
    await manager.goto('/products/north-trunk')
    await propose('Two.', 'Replace it')
    await button(manager.locator('#listing'), 'Approve').click()
    await sees(manager.getByRole('alert').getByText('Northwind proposed another text while this page was open.'))
    await sees(manager.getByRole('region', { name: 'Proposed' }).getByText('Two.'))
    await admin.goto('/products/north-trunk')
    await press(admin, admin.locator('#listing'), 'Take it back', 'taken back')
  })
})
