/**
 * No webhook is lost when the server is killed, and what comes twice bears the same id (R28): the real server, killed
 * while it connects to a receiver, before the answer, and after it, before our note.
 */
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act } from '../src/app/act.ts'
import { type House, openHouse } from '../src/app/house.ts'
import { type Cast, enterCast } from './support/cast.ts'
import { freshDatabase, KINDS } from './support/house.ts'
import { eventually, type Served, serveProcess } from './support/process.ts'
import { openReceiver, type Receiver, takesIt } from './support/receiver.ts'
import { addWebhook, idOf, keptDelivery, oweDeliveries, passForWebhooks } from './support/webhooks.ts'

describe.each(KINDS)('the server killed while it tells a receiver, on the %s database', (kind) => {
  let house: House
  let cast: Cast
  let receiver: Receiver
  let webhook: string
  let environment: Record<string, string>
  let drop: () => Promise<void>
  beforeAll(async () => {
    const dataDir = await fs.mkdtemp(path.join(os.tmpdir(), 'certwright-webhooks-'))
    const database = await freshDatabase(kind)
    receiver = await openReceiver()
    const webhookAllow = [receiver.place]
    environment = { DATA_DIR: dataDir, DATABASE_URL: database.url, WEBHOOK_ALLOW: receiver.place }
    const settings = {
      dataDir,
      publicUrl: 'http://127.0.0.1:3000',
      mailbox: 'a@vendor.test',
      smtpUrl: null,
      webhookAllow,
    }
    house = await openHouse({ dataDir, url: database.url, owner: 'command' }, settings)
    cast = await enterCast(house)
    webhook = await addWebhook(house, cast.admin, receiver.url)
    drop = async () => {
      await house.close()
      await receiver.close()
      await database.drop()
      await fs.rm(dataDir, { recursive: true, force: true })
    }
  })
  afterAll(() => drop())

  /** Kills it at the second delivery; whether that one is answered before is for `first`. */
  function killingAt(
    server: Promise<Served>,
    first: (response: Parameters<Receiver['says']>[1]) => void,
  ): Promise<string> {
    let seen = 0
    return new Promise((resolve) => {
      receiver.says = async (got, response) => {
        if ((seen += 1) !== 2) return takesIt(got, response)
        first(response)
        await (await server).kill()
        resolve(idOf(got))
      }
    })
  }

  async function comesBack(ids: readonly string[]): Promise<void> {
    receiver.says = takesIt
    await passForWebhooks(house, 300)
    const server = await serveProcess(environment)
    await eventually('all is delivered', async () => {
      const kept = await Promise.all(ids.map((id) => keptDelivery(house, id)))
      return kept.every(({ state }) => state === 'delivered')
    })
    await server.stop()
  }

  const timesOf = (id: string) => receiver.got.filter((got) => idOf(got) === id).length

  test('before the answer: every one arrives, the one under way again under its id, in order', async () => {
    const ids = await oweDeliveries(house, webhook, 5)
    const server = serveProcess(environment)
    const [killed] = await Promise.all([killingAt(server, () => {}), server])
    await comesBack(ids)
    expect(killed).toBe(ids[1])
    expect(receiver.got.map(idOf)).toEqual([ids[0], ids[1], ids[1], ids[2], ids[3], ids[4]])
    expect(new Set(receiver.got.filter((got) => idOf(got) === killed).map(({ body }) => body)).size).toBe(1)
  }, 120_000)

  test('after the answer, before our note of it: it comes once more, and the receiver can tell', async () => {
    receiver.got.length = 0
    const [id] = await oweDeliveries(house, webhook, 1)
    const holder = new pg.Client({ connectionString: environment.DATABASE_URL })
    await holder.connect()
    receiver.says = async (got, response) => {
      await holder.query('begin')
      await holder.query('select 1 from webhook_delivery where id = $1 for update', [id])
      await takesIt(got, response)
    }
    const server = await serveProcess(environment)
    await eventually('its note waits for the row', async () => {
      const { rowCount } = await house.database.pool.query(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%tries = case%'`,
      )
      return rowCount === 1
    })
    await server.kill()
    await holder.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    await holder.query('rollback')
    await holder.end()
    await comesBack([id!])
    expect(timesOf(id!)).toBe(2)
  }, 120_000)

  test('right after a move: what the fact owes is there, and goes out when the server comes back', async () => {
    receiver.got.length = 0
    const { fact } = await act(house, cast.admin, { move: 'test-webhook', id: webhook, input: {} })
    const { rows } = await house.database.pool.query<{ id: string }>(
      'select id from webhook_delivery where fact = $1',
      [fact.seq],
    )
    await comesBack(rows.map(({ id }) => id))
    expect(receiver.got.map(({ body }) => (JSON.parse(body) as { id: string }).id)).toEqual([fact.id])
  }, 120_000)

  test('control: a delivery noted as taken that never went out is seen', async () => {
    const [id] = await oweDeliveries(house, webhook, 1)
    await house.database.pool.query(`update webhook_delivery set state = 'delivered' where id = $1`, [id])
    expect(timesOf(id!)).toBe(0)
  })
})
