/**
 * No mail is lost and none is sent twice when the server is killed (R28): the real server, killed at each step
 * of its talk with the mail server, the one between the mail server's word and our note of it included.
 */
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type House, openHouse } from '../src/app/house.ts'
import { freshDatabase, KINDS } from './support/house.ts'
import { faultsOfDelivery, keptMail, letPass, owe } from './support/owed.ts'
import { openPostbox, type Postbox, type Step } from './support/postbox.ts'
import { eventually, type Served, serveProcess } from './support/process.ts'

describe.each(KINDS)('the server killed while it sends, on the %s database', (kind) => {
  let house: House
  let box: Postbox
  let environment: Record<string, string>
  let drop: () => Promise<void>
  beforeAll(async () => {
    const dataDir = await fs.mkdtemp(path.join(os.tmpdir(), 'certwright-mail-'))
    const database = await freshDatabase(kind)
    box = await openPostbox()
    environment = { DATA_DIR: dataDir, DATABASE_URL: database.url, SMTP_URL: box.url, MAILBOX: 'a@vendor.test' }
    const settings = { dataDir, publicUrl: 'http://127.0.0.1:3000', mailbox: 'a@vendor.test', smtpUrl: null }
    house = await openHouse({ dataDir, url: database.url, owner: 'command' }, settings)
    drop = async () => {
      await house.close()
      await box.close()
      await database.drop()
      await fs.rm(dataDir, { recursive: true, force: true })
    }
  })
  afterAll(() => drop())

  /** Kills it once, at this step of the second mail; the answer to that step is never heard. */
  function killingAt(step: Step, server: Promise<Served>): Promise<string> {
    let seen = 0
    return new Promise((resolve) => {
      box.says = async (at, { raw }) => {
        if (at !== step || (seen += 1) !== 2) return
        await (await server).kill()
        resolve(/^message-id: <([0-9a-f-]+)@/im.exec(raw)?.[1] ?? '')
      }
    })
  }

  /** Comes back after a while, and sends what it owes. */
  async function comesBack(): Promise<void> {
    box.says = () => {}
    await letPass(house, 3600)
    const server = await serveProcess(environment)
    const owed = async () => {
      const rows = await house.database.all<{ mail: string }>({
        name: 'owed',
        text: `select mail from notice where mail not in ('sent', 'unknown')`,
        values: [],
      })
      return rows.length
    }
    await eventually('nothing is owed any more', async () => (await owed()) === 0, 60_000)
    await server.stop()
  }

  test('at each step before the end of a mail: every mail arrives, once', async () => {
    const ids: string[] = []
    for (const step of ['connect', 'from', 'to', 'data'] as const) {
      ids.push(...(await owe(house, [{}, {}, {}])))
      await letPass(house, 3600)
      const server = serveProcess(environment)
      await Promise.all([killingAt(step, server), server])
    }
    expect(box.mails.length).toBeLessThan(ids.length)
    await comesBack()
    for (const id of ids) expect(await keptMail(house, id)).toMatchObject({ mail: 'sent' })
    expect(await faultsOfDelivery(house, box.mails)).toEqual([])
  }, 120_000)

  test('after the end of a mail, before the word about it: it arrived, is left open, and does not come again', async () => {
    const ids = await owe(house, [{}, {}, {}])
    const server = serveProcess(environment)
    const [killed] = await Promise.all([killingAt('end', server), server])
    await comesBack()
    const states = await Promise.all(ids.map(async (id) => [id, (await keptMail(house, id)).mail]))
    expect(states).toEqual(ids.map((id) => [id, id === killed ? 'unknown' : 'sent']))
    expect(await faultsOfDelivery(house, box.mails)).toEqual([])
  }, 120_000)

  test('after the word about a mail, before our note of it: the same', async () => {
    const [id] = await owe(house, [{}])
    const holder = new pg.Client({ connectionString: environment.DATABASE_URL })
    await holder.connect()
    box.says = async (at) => {
      if (at !== 'end') return
      await holder.query('begin')
      await holder.query('select 1 from notice where id = $1 for update', [id])
    }
    const server = await serveProcess(environment)
    await eventually('its note waits for the row', async () => {
      const waiting = await house.database.all({
        name: 'waiting',
        text: `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%set mail = ''sent''%'`,
        values: [],
      })
      return waiting.length === 1
    })
    expect(box.mails.filter((mail) => mail.id.includes(id!))).toHaveLength(1)
    await server.kill()
    // What the dead server had begun is ended before the row is let go, as when its line breaks.
    await holder.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    await holder.query('rollback')
    await holder.end()
    await comesBack()
    expect(await keptMail(house, id!)).toMatchObject({ mail: 'unknown', attempts: 1 })
    expect(await faultsOfDelivery(house, box.mails)).toEqual([])
  }, 120_000)

  test('control: had the open mails been sent again, they would have come twice', async () => {
    const { rowCount } = await house.database.pool.query(`update notice set mail = 'waiting' where mail = 'unknown'`)
    expect(rowCount).toBe(2)
    await comesBack()
    expect(await faultsOfDelivery(house, box.mails)).toHaveLength(2)
  }, 120_000)
})
