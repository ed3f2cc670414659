/**
 * Webhooks on their way (R28): in order, tried again and later each time, given up in plain sight, switched off where
 * nobody is there; receivers that hang, stream, lead elsewhere or lie; clocks that jump; several carriers at once.
 */
import sql from 'sql-template-tag'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { act } from '../src/app/act.ts'
import { openHouse } from '../src/app/house.ts'
import { carryWebhooks, PAUSES_SECONDS, tidyWebhooks } from '../src/app/webhooks/delivering.ts'
import type { Webhook } from '../src/programme/webhook.ts'
import { load } from '../src/store/nouns.ts'
import { type Cast, enterCast } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { eventually } from './support/process.ts'
import { openReceiver, type Receiver, takesIt } from './support/receiver.ts'
import { addWebhook, idOf, keptDelivery, oweDeliveries, passForWebhooks } from './support/webhooks.ts'

let house: TestHouse
let cast: Cast
let receiver: Receiver
let webhook: string
beforeEach(async () => {
  receiver = await openReceiver()
  house = await testHouse('embedded', undefined, { webhookAllow: [receiver.place] })
  cast = await enterCast(house)
  webhook = await addWebhook(house, cast.admin, receiver.url)
})
afterEach(async () => {
  await house.end()
  await receiver.close()
})

const answering =
  (status: number): Receiver['says'] =>
  (_, response) =>
    void response.writeHead(status).end('So.')

const idsGot = () => receiver.got.map(idOf)
const webhookNow = async (): Promise<Webhook> => (await load(house.database, 'webhook', webhook))!.state

describe('the order', () => {
  test('is that of what happened, each after the one before, whatever order the clocks suggest', async () => {
    const ids = await oweDeliveries(house, webhook, 25)
    await house.database.run(sql`update webhook_delivery set next_try = now() - interval '1 hour' where place % 3 = 0`)
    let at = 0
    let most = 0
    receiver.says = async (_, response) => {
      at += 1
      most = Math.max(most, at)
      await new Promise((resolve) => setTimeout(resolve, 3))
      at -= 1
      response.writeHead(200).end()
    }
    await carryWebhooks(house)
    expect(idsGot()).toEqual(ids)
    expect(most, 'one at a time').toBe(1)
  })

  test('holds while one is tried again, until it has failed four times and steps aside', async () => {
    const [stuck, ...others] = await oweDeliveries(house, webhook, 3)
    receiver.says = (got, response) => void response.writeHead(idOf(got) === stuck ? 500 : 204).end()
    for (const pause of PAUSES_SECONDS.slice(0, 4)) {
      expect(idsGot().filter((id) => id !== stuck)).toEqual([])
      await carryWebhooks(house)
      expect((await keptDelivery(house, stuck!)).state).toBe('waiting')
      await passForWebhooks(house, pause)
    }
    receiver.says = takesIt
    await carryWebhooks(house)
    expect(idsGot().filter((id) => id !== stuck)).toEqual(others)
    expect(await keptDelivery(house, stuck!)).toMatchObject({ state: 'delivered', attempts: 5 })
  })

  test('of one webhook holds up no other, however silent its receiver is', async () => {
    const quick = await addWebhook(house, cast.stranger, `${receiver.url}/quick`)
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    receiver.says = async (got, response) => {
      if (got.path === '/') await held
      response.writeHead(204).end()
    }
    await oweDeliveries(house, webhook, 2)
    await oweDeliveries(house, quick, 20)
    const carried = carryWebhooks(house)
    await eventually('the others are through', () => receiver.got.filter(({ path }) => path === '/quick').length === 20)
    expect(receiver.got.filter(({ path }) => path === '/')).toHaveLength(1)
    release()
    await carried
    expect(receiver.got).toHaveLength(22)
  })
})

describe('what is not taken', () => {
  test('is tried again, later each time, under the same id, with each try in the log, and given up after two days', async () => {
    const [id] = await oweDeliveries(house, webhook, 1)
    receiver.says = answering(503)
    let waited = 0
    for (const [index, pause] of PAUSES_SECONDS.entries()) {
      await carryWebhooks(house)
      const kept = await keptDelivery(house, id!)
      expect(kept).toMatchObject({ state: 'waiting', attempts: index + 1, status: 503, answer: 'So.' })
      expect(Math.abs(kept.wait - pause)).toBeLessThanOrEqual(3)
      await carryWebhooks(house)
      expect((await keptDelivery(house, id!)).attempts, 'not before its time').toBe(index + 1)
      waited += pause
      await passForWebhooks(house, pause)
    }
    await carryWebhooks(house)
    const kept = await keptDelivery(house, id!)
    expect(kept).toMatchObject({ state: 'given-up', attempts: 10 })
    expect(kept.tries.map(({ attempt, status }) => [attempt, status])).toEqual(
      Array.from({ length: 10 }, (_, index) => [index + 1, 503]),
    )
    expect(waited / 86_400).toBeGreaterThan(2)
    expect(new Set(idsGot()).size).toBe(1)
  })

  test.each([301, 302, 307, 308])(
    'an answer that leads elsewhere (%i) is no yes, and nobody goes there',
    async (status) => {
      const [id] = await oweDeliveries(house, webhook, 1)
      receiver.says = (_, response) => void response.writeHead(status, { location: `${receiver.url}/there` }).end()
      await carryWebhooks(house)
      expect(await keptDelivery(house, id!)).toMatchObject({ state: 'waiting', status })
      expect(receiver.got.map(({ path }) => path)).toEqual(['/'])
    },
  )

  test('a line that breaks, an address that is barred meanwhile, and a port where nobody listens are tries that failed', async () => {
    const [id] = await oweDeliveries(house, webhook, 1)
    receiver.says = (_, response) => void response.socket!.destroy()
    await carryWebhooks(house)
    expect((await keptDelivery(house, id!)).answer).toMatch(/hang up|reset/i)
    await passForWebhooks(house, 60)
    await carryWebhooks({ ...house, settings: { ...house.settings, webhookAllow: [] } })
    expect((await keptDelivery(house, id!)).answer).toContain('https://')
    await receiver.close()
    await passForWebhooks(house, 60)
    await carryWebhooks(house)
    expect(await keptDelivery(house, id!)).toMatchObject({ state: 'waiting', attempts: 3, status: null })
    expect((await keptDelivery(house, id!)).answer).toContain('ECONNREFUSED')
  })

  test('a receiver that never answers is left after fifteen seconds; one that never ends its yes is not waited for', async () => {
    const [silent, endless] = await oweDeliveries(house, webhook, 2)
    receiver.says = (got, response) => {
      if (idOf(got) === silent) return
      response.writeHead(200)
      const more = setInterval(() => response.write('x'.repeat(4000)), 5)
      response.once('close', () => clearInterval(more))
    }
    await carryWebhooks(house)
    expect(await keptDelivery(house, silent!)).toMatchObject({
      state: 'waiting',
      answer: 'No answer within 15 seconds.',
    })
    await passForWebhooks(house, 60)
    receiver.says = (
      (says) => (got, response) =>
        idOf(got) === silent ? takesIt(got, response) : says(got, response)
    )(receiver.says)
    await carryWebhooks(house)
    expect(await keptDelivery(house, endless!)).toMatchObject({ state: 'delivered', answer: 'x'.repeat(300) })
  }, 40_000)
})

describe('a receiver that is no longer there', () => {
  const untilGivenUp = async (id: string) => {
    for (const pause of PAUSES_SECONDS) {
      await carryWebhooks(house)
      await passForWebhooks(house, pause)
    }
    await carryWebhooks(house)
    expect((await keptDelivery(house, id)).state).toBe('given-up')
  }

  test('has its webhook switched off by itself, and those who keep it are told; what is owed waits for them', async () => {
    const [first] = await oweDeliveries(house, webhook, 1)
    receiver.says = answering(500)
    await untilGivenUp(first!)
    expect(await webhookNow()).toMatchObject({ state: 'off', ended: { gaveUp: true } })
    const told = await house.database.all<{ email: string; link: string }>(
      sql`select email, link from notice where code = 'N47' order by email`,
    )
    expect(told).toEqual([
      { email: 'admin@northwind.test', link: `/webhooks/${webhook}` },
      { email: 'engineer@northwind.test', link: `/webhooks/${webhook}` },
    ])
    const [later] = await oweDeliveries(house, webhook, 1)
    receiver.says = takesIt
    await carryWebhooks(house)
    expect((await keptDelivery(house, later!)).state).toBe('waiting')
    await act(house, cast.admin, { move: 'switch-webhook-on', id: webhook, input: {} })
    await carryWebhooks(house)
    expect((await keptDelivery(house, later!)).state).toBe('delivered')
  })

  test('is told from one delivery that a receiver cannot stomach', async () => {
    const [poison] = await oweDeliveries(house, webhook, 1)
    receiver.says = (got, response) => void response.writeHead(idOf(got) === poison ? 500 : 204).end()
    for (const pause of PAUSES_SECONDS) {
      await carryWebhooks(house)
      await passForWebhooks(house, pause)
      await oweDeliveries(house, webhook, 1)
    }
    await carryWebhooks(house)
    expect((await keptDelivery(house, poison!)).state).toBe('given-up')
    expect((await webhookNow()).state).toBe('on')
  })

  test('and says so itself (410) is believed at once', async () => {
    const [id] = await oweDeliveries(house, webhook, 1)
    receiver.says = answering(410)
    await carryWebhooks(house)
    expect((await keptDelivery(house, id!)).state).toBe('given-up')
    expect((await webhookNow()).ended?.reason).toContain('410')
  })

  test('of the vendor has the office told', async () => {
    const vendors = await addWebhook(house, cast.manager, receiver.url)
    await oweDeliveries(house, vendors, 1)
    receiver.says = answering(410)
    await carryWebhooks(house)
    const told = await house.database.all<{ email: string }>(
      sql`select email from notice where code = 'N47' order by email`,
    )
    expect(told.map(({ email }) => email)).toEqual(['granter@vendor.test', 'manager@vendor.test'])
  })
})

describe('several carriers, clocks, stops', () => {
  test('several at once send each once and in order', async () => {
    const others = await Promise.all(
      [1, 2].map(() => openHouse({ dataDir: house.dataDir, url: house.url, owner: 'command' }, house.settings)),
    )
    const second = await addWebhook(house, cast.stranger, `${receiver.url}/second`)
    const ids = [await oweDeliveries(house, webhook, 30), await oweDeliveries(house, second, 30)]
    await Promise.all([house, ...others].map((each) => carryWebhooks(each)))
    for (const [index, place] of ['/', '/second'].entries())
      expect(receiver.got.filter(({ path }) => path === place).map(idOf)).toEqual(ids[index])
    await Promise.all(others.map((each) => each.close()))
  })

  test.each([-3 * 86_400, 3 * 86_400])(
    'a claim made %i seconds from now was left by the dead, and is sent again',
    async (seconds) => {
      const [id] = await oweDeliveries(house, webhook, 1)
      await house.database.run(
        sql`update webhook_delivery set state = 'claimed', attempts = 1, claimed = now() + make_interval(secs => ${seconds})`,
      )
      await carryWebhooks(house)
      expect(idsGot()).toEqual([id])
      expect((await keptDelivery(house, id!)).state).toBe('delivered')
    },
  )

  test('put off before the database’s clock was set back by days it goes out; put off by an hour it waits', async () => {
    const [ahead] = await oweDeliveries(house, webhook, 1)
    await house.database.run(sql`update webhook_delivery set next_try = now() + interval '3 days' where id = ${ahead}`)
    await carryWebhooks(house)
    const [later] = await oweDeliveries(house, webhook, 1)
    await house.database.run(sql`update webhook_delivery set next_try = now() + interval '1 hour' where id = ${later}`)
    await carryWebhooks(house)
    expect(idsGot()).toEqual([ahead])
  })

  test('told to stop it lets go of what is under way, which is no try, and takes no more', async () => {
    const stopping = new AbortController()
    receiver.says = () => stopping.abort()
    const [first, second] = await oweDeliveries(house, webhook, 2)
    await carryWebhooks(house, stopping.signal)
    for (const id of [first!, second!])
      expect(await keptDelivery(house, id)).toMatchObject({ state: 'waiting', attempts: 0 })
    receiver.says = takesIt
    await carryWebhooks(house)
    expect(idsGot()).toEqual([first, first, second])
  })

  test('a note that cannot be written is insisted on, and the delivery is not repeated', async () => {
    const [id] = await oweDeliveries(house, webhook, 1)
    let left = 2
    const run: TestHouse['database']['run'] = async (statement) => {
      if (/tries = case/.test(statement.text) && (left -= 1) >= 0) throw new Error('the line to the database broke')
      return house.database.run(statement)
    }
    await carryWebhooks({ ...house, database: { ...house.database, run } })
    expect(await keptDelivery(house, id!)).toMatchObject({ state: 'delivered', attempts: 1 })
    expect(idsGot()).toEqual([id])
  })
})

test('the daily round takes rows of the log that are thirty days old, and secrets that no longer sign', async () => {
  const [old, young] = await oweDeliveries(house, webhook, 2)
  await carryWebhooks(house)
  await house.database.run(sql`update webhook_delivery set created = now() - interval '31 days' where id = ${old}`)
  await act(house, cast.admin, { move: 'renew-webhook-secret', id: webhook, input: {} })
  await house.database.run(sql`update webhook_secret set until = now() - interval '1 minute' where until is not null`)
  await tidyWebhooks(house)
  const left = await house.database.all<{ id: string }>(sql`select id from webhook_delivery`)
  expect(left).toEqual([{ id: young }])
  expect(await house.database.all(sql`select 1 from webhook_secret`)).toHaveLength(1)
})
