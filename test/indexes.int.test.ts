/** What grows is found by its index: the questions as they are asked, and how PostgreSQL means to answer them. */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findProducts } from '../src/app/ask/public-support.ts'
import { listTechnicians, techniciansFor } from '../src/app/ask/technicians.ts'
import { ticketQueues } from '../src/app/ask/tickets.ts'
import { figures } from '../src/app/house.ts'
import { accessEnding, credentialsEnding } from '../src/app/effects/technician-occasions.ts'
import { ticketNumbered } from '../src/app/ticket-targets.ts'
import { day } from '../src/kernel/day.ts'
import { VISITOR } from '../src/programme/permission.ts'
import type { Queryable } from '../src/store/database.ts'
import { type Cast, enterCast } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'

const TODAY = day('2026-06-15')

describe('an index', () => {
  let house: TestHouse
  let cast: Cast
  beforeAll(async () => {
    house = await testHouse()
    cast = await enterCast(house)
  })
  afterAll(() => house.end())

  /** The plans of all that is asked, where reading everything is to be avoided at any price. */
  async function plans(ask: (on: Queryable) => Promise<unknown>): Promise<string> {
    return house.database.transaction(async (tx) => {
      await tx.run(sql`set local enable_seqscan = off`)
      const told: unknown[] = []
      const explaining: Queryable = {
        ...tx,
        all: async ({ text, values }) => {
          told.push(...(await tx.client.query(`explain ${text}`, values)).rows)
          return []
        },
      }
      await ask(explaining)
      return JSON.stringify(told)
    })
  }

  test.each([
    ['ticket_number', (on: Queryable) => ticketNumbered(on, 'T-2026-0001')],
    ['person_technician ', (on: Queryable) => listTechnicians(on, cast.manager, { after: null, limit: 50 })],
    ['person_technician_of', (on: Queryable) => techniciansFor(on, 'resale')],
    ['organisation_queue', (on: Queryable) => ticketQueues(on, cast.support)],
    ['project_access_until', (on: Queryable) => accessEnding(on, TODAY)],
    [
      'certification_releases',
      (on: Queryable) => findProducts(on, VISITOR, { search: '9.1', today: TODAY, after: null, limit: 50 }),
    ],
    [
      'product_releases',
      (on: Queryable) => findProducts(on, VISITOR, { search: '9.1', today: TODAY, after: null, limit: 50 }),
    ],
  ])('%s answers what it was made for', async (index, ask) => {
    expect(await plans(ask)).toContain(index)
  })

  test('control: a question without an index is told from one with', async () => {
    const told = await plans((on) => on.all(sql`select id from ticket where state->>'problem' = 'x' order by number`))
    expect(await plans((on) => on.all(sql`select id from ticket where state->>'problem' = 'x'`))).toContain('Seq Scan')
    expect(told).not.toContain('Index Cond')
  })

  test('nothing is looked up where no ticket is named; whose queues they are is for those who see them', async () => {
    const none = async () => Promise.reject(new Error('asked for nothing'))
    const on = { all: none, one: none, run: none }
    expect(await ticketNumbered(on, '')).toBeNull()
    expect(await ticketQueues(on, cast.sponsor)).toEqual([])
  })

  test('every technician is told, however many there are', async () => {
    const many = 1234
    const credential = (id: string) =>
      `{"id":"${id}","platform":"voice","release":null,"number":"C","issued":"2025-06-15","expires":"2026-06-20","confirmed":{},"withdrawn":null}`
    await house.database.run(
      sql`insert into technician (id, revision, fact, state)
          select 'many-' || n, 1, 1, jsonb_build_object('person', 'many-' || n, 'name', 'N', 'organisation', 'resale',
            'credentials', jsonb_build_array(${credential('c')}::jsonb)) from generate_series(1, ${many}) n`,
    )
    const due = await credentialsEnding(house.database, TODAY, await figures(house.database, TODAY))
    expect(new Set(due.map((each) => each.link)).size).toBe(many)
  })
})
