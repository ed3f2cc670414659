/** Developer equipment at a discount: asked for, quoted, ordered and delivered, by members and nobody else (4C.6d, 5N.c). */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { act } from '../src/app/act.ts'
import { verifyInstallation } from '../src/app/verify.ts'
import type { EquipmentOrder } from '../src/programme/equipment.ts'
import { load } from '../src/store/nouns.ts'
import { day } from '../src/kernel/day.ts'
import { type Cast, enterCast, importRecords } from './support/cast.ts'
import { answerOf, tellingIn, type Told } from './support/dry.ts'
import { askForEquipment, STARTER } from './support/equipment.ts'
import { KINDS, testHouse, type TestHouse } from './support/house.ts'
import { serveHouse } from './support/server.ts'

describe.each(KINDS)('developer equipment on the %s database', (kind) => {
  let house: TestHouse
  let cast: Cast
  beforeEach(async () => {
    house = await testHouse(kind)
    cast = await enterCast(house)
  })
  afterEach(() => house.end())

  const told: Told = (...tried) => tellingIn(house)(...tried)
  const orderOf = async (id: string): Promise<EquipmentOrder> =>
    (await load(house.database, 'equipment-order', id))!.state
  const quote = { percent: 50, note: '' }

  test('goes from the request to its delivery, at the price that was quoted', async () => {
    const id = await askForEquipment(house, cast.engineer)
    expect(await told(cast.manager, 'quote-equipment', id, quote)).toBe('done')
    const { total, validUntil } = (await orderOf(id)).quote!
    expect([total.cents, validUntil]).toEqual([228_008, '2026-07-15'])
    const order = { purchaseOrder: 'PO-7', cents: total.cents }
    expect(await told(cast.engineer, 'order-equipment', id, order)).toBe('not-permitted 5N.c')
    expect(await told(cast.admin, 'order-equipment', id, { ...order, cents: 1 })).toBe('stale 5N.c')
    expect(await told(cast.admin, 'order-equipment', id, order)).toBe('done')
    expect(await told(cast.manager, 'decline-equipment', id, { reason: 'No.', next: 'None.' })).toBe('not-now 5N.c')
    expect(await told(cast.manager, 'note-equipment-delivered', id, { note: 'By truck.' })).toBe('done')
    expect((await orderOf(id)).state).toBe('delivered')
    expect((await verifyInstallation(house)).faults).toEqual([])
  })

  test('is withdrawn by the member that asked, until it is ordered, and can be asked for anew', async () => {
    const id = await askForEquipment(house, cast.engineer)
    const reason = { reason: 'The budget is gone.' }
    expect(await told(cast.manager, 'withdraw-equipment', id, reason)).toBe('not-permitted 5N.c')
    expect(await told(cast.stranger, 'withdraw-equipment', id, reason)).toBe('not-found')
    expect(await told(cast.engineer, 'withdraw-equipment', id, reason)).toBe('done')
    expect(await orderOf(id)).toMatchObject({ state: 'withdrawn', withdrawn: reason })
    expect(await told(cast.manager, 'quote-equipment', id, quote)).toBe('not-now 5N.c')
    const again = await askForEquipment(house, cast.admin)
    await act(house, cast.manager, { move: 'quote-equipment', id: again, input: quote })
    await act(house, cast.admin, {
      move: 'order-equipment',
      id: again,
      input: { purchaseOrder: 'PO-8', cents: (await orderOf(again)).quote!.total.cents },
    })
    expect(await told(cast.admin, 'withdraw-equipment', again, reason)).toBe('not-now 5N.c')
  })

  test('is read over the API by the office and by the member, a page at a time, and by nobody else', async () => {
    const server = await serveHouse(house, cast)
    const ids = [await askForEquipment(house, cast.admin), await askForEquipment(house, cast.admin)]
    const read = async (who: 'admin' | 'manager' | 'stranger' | 'tester', path: string) => {
      const answer = await server.send(who, path, {})
      return {
        status: answer.status,
        body: (await answer.json()) as { rows: { order: { id: string } }[]; after: string },
      }
    }
    const first = await read('admin', '/api/equipment?limit=1')
    const second = await read('admin', `/api/equipment?limit=1&after=${encodeURIComponent(first.body.after)}`)
    expect([...first.body.rows, ...second.body.rows].map(({ order }) => order.id).toSorted()).toEqual(ids.toSorted())
    expect((await read('manager', '/api/equipment')).body.rows).toHaveLength(2)
    expect((await read('stranger', '/api/equipment')).body.rows).toEqual([])
    expect((await read('tester', '/api/equipment')).status).toBe(403)
    expect((await read('admin', `/api/equipment/${ids[0]}`)).body).toMatchObject({
      file: { order: { id: ids[0] } },
      moves: expect.arrayContaining([expect.objectContaining({ name: 'withdraw-equipment' })]),
    })
    expect((await read('stranger', `/api/equipment/${ids[0]}`)).status).toBe(404)
    await server.close()
  })

  test('is for members: not before the membership is active, and no longer when it lapsed', async () => {
    await importRecords(house, {
      format: 'certwright/1',
      organisations: [{ id: 'joining', name: 'Joining', country: 'DE', roles: ['partner'] }],
    })
    const joining = { ...cast.admin, organisation: 'joining' }
    expect(await told(joining, 'ask-for-equipment', 'joining', STARTER)).toBe('rule 4C.6a')
    const id = await askForEquipment(house, cast.admin)
    await act(house, cast.manager, { move: 'quote-equipment', id, input: quote })
    house.clock.to(day('2027-03-01'))
    expect(await told(cast.admin, 'ask-for-equipment', 'northwind', STARTER)).toBe('rule 4C.6a')
    expect(await told(cast.admin, 'order-equipment', id, { purchaseOrder: 'P', cents: 228_008 })).toMatch(
      /^(rule 4C.6a|not-now 5N.c)$/,
    )
  })

  test('is not ordered after the quote ran out, and can be quoted anew', async () => {
    const id = await askForEquipment(house, cast.admin)
    await act(house, cast.manager, { move: 'quote-equipment', id, input: quote })
    house.clock.to(day('2026-07-16'))
    const order = { purchaseOrder: 'P', cents: 228_008 }
    expect(await told(cast.admin, 'order-equipment', id, order)).toBe('not-now 5N.c')
    expect(await told(cast.manager, 'quote-equipment', id, { ...quote, percent: 40 })).toBe('done')
    expect(await told(cast.admin, 'order-equipment', id, order)).toBe('stale 5N.c')
    expect(await told(cast.admin, 'order-equipment', id, { ...order, cents: 273_610 })).toBe('done')
  })

  test('is declined with a reason and what to do instead', async () => {
    const id = await askForEquipment(house, cast.admin)
    const { code } = await answerOf(house, cast.manager, { move: 'decline-equipment', id, input: { reason: 'No.' } })
    expect(code).toBe('wrong-input')
    expect(await told(cast.manager, 'decline-equipment', id, { reason: 'Too many.', next: 'Ask for one.' })).toBe(
      'done',
    )
    expect(await told(cast.manager, 'quote-equipment', id, quote)).toBe('not-now 5N.c')
  })

  test('stays as it was asked for when the bill changes or is taken back', async () => {
    const id = await askForEquipment(house, cast.admin)
    const bill = { name: 'Starter set', says: '', lines: [{ part: 'N', says: 'New', quantity: 1, price: 5 }] }
    expect(await told(cast.manager, 'set-equipment-bill', 'voice', bill), 'added over it').toBe('conflict 5N.c')
    expect(await told(cast.manager, 'set-equipment-bill', 'voice', { ...bill, bill: 'starter-set' })).toBe('done')
    expect((await orderOf(id)).bill.lines).toHaveLength(2)
    expect((await orderOf(await askForEquipment(house, cast.admin))).bill.lines).toHaveLength(1)
    expect(await told(cast.manager, 'drop-equipment-bill', 'voice', { bill: 'starter-set' })).toBe('done')
    expect(await told(cast.admin, 'ask-for-equipment', 'northwind', STARTER)).toBe('not-found 5N.c')
    expect(await told(cast.manager, 'drop-equipment-bill', 'voice', { bill: 'starter-set' })).toBe('not-found 5N.c')
  })

  test('of bills whose names have no Latin letter each is kept by itself', async () => {
    const bill = { says: '', lines: [{ part: 'N', says: 'New', quantity: 1, price: 5 }] }
    const keep = (name: string) => told(cast.manager, 'set-equipment-bill', 'voice', { ...bill, name })
    expect([await keep('最初'), await keep('次の'), await keep('最初')]).toEqual(['done', 'done', 'conflict 5N.c'])
    expect(await told(cast.manager, 'drop-equipment-bill', 'voice', { bill: 'bill-2' })).toBe('done')
  })

  test('is seen by its member and the office, and by no other member', async () => {
    const id = await askForEquipment(house, cast.admin)
    const server = await serveHouse(house, cast)
    const page = async (who: keyof Cast, at: string) => {
      const response = await server.send(who, at, { headers: { accept: 'text/html' } })
      return { status: response.status, text: await response.text() }
    }
    const mine = await page('admin', '/equipment')
    expect(mine.text).toContain('USD\u00a02,280.08')
    expect(mine.text).toContain('USD\u00a01,140.04')
    expect(mine.text).toContain('EQ-2026-0001')
    expect((await page('stranger', '/equipment')).text).not.toContain('EQ-2026-0001')
    expect((await page('stranger', `/equipment/${id}`)).status).toBe(404)
    expect((await page('sponsor', '/equipment')).status).toBe(403)
    expect((await page('manager', `/equipment/${id}`)).text).toContain('Approve and quote')
    expect((await page('manager', '/platforms/voice')).text).toContain('Starter set')
    await server.close()
  })
})
