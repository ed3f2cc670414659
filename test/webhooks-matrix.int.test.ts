/**
 * Who gets what by webhook: every step from the first enquiry to the published guide and after it, and which of five
 * organisations, each asking for everything, are owed the fact of it; in one table that a reviewer reads.
 */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { carryMail } from '../src/app/effects/mail.ts'
import { webhookKindOf } from '../src/programme/webhook-kinds.ts'
import { fromEnquiryToPublication } from './matrix/told.ts'
import { goldenTable, type Table } from './matrix/table.ts'
import { enterCast, Story } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { openPostbox, type Postbox } from './support/postbox.ts'
import { addWebhook } from './support/webhooks.ts'

const HEADING = [
  'Which organisations’ webhooks, each asking for everything, are owed the fact of a move done by or for Northwind:',
  'y  owed it',
  '-  not owed it',
  'The move stands with the kind of its fact where it makes several.',
]

const COLUMNS = ['vendor', 'northwind', 'resale', 'sales-emea', 'southwind'] as const

describe('what webhooks are owed', () => {
  let house: TestHouse
  let box: Postbox
  const found = new Map<string, Record<string, string>>()
  beforeAll(async () => {
    box = await openPostbox()
    house = await testHouse('embedded', undefined, { smtpUrl: box.url })
    const cast = await enterCast(house)
    const story = new Story(house, cast)
    await addWebhook(house, cast.manager, 'https://vendor.example.com/')
    await addWebhook(house, cast.admin, 'https://northwind.example.com/')
    await addWebhook(house, cast.stranger, 'https://southwind.example.com/')
    await addWebhook(house, cast.sponsor, 'https://resale.example.com/')
    await addWebhook(house, cast.sales, 'https://sales-emea.example.com/')
    for (const { name, work } of fromEnquiryToPublication(story, box.mails)) {
      const { fact } = await work()
      await carryMail(house)
      const owed = await house.database.all<{ organisation: string }>(
        sql`select w.organisation from webhook_delivery d join webhook w on w.id = d.webhook where d.fact = ${fact.seq}`,
      )
      const cells = Object.fromEntries(
        COLUMNS.map((column) => [column, owed.some(({ organisation }) => organisation === column) ? 'y' : '-']),
      )
      found.set(`${name}: ${fact.kind}`, cells)
    }
  }, 120_000)
  afterAll(async () => {
    await house.end()
    await box.close()
  })

  let table: Table
  test('is what the table says', () => {
    table = goldenTable('webhooks.txt', HEADING, found)
    expect(found.size).toBeGreaterThan(100)
    expect([...found]).toEqual([...table])
  })

  test('is nothing for strangers, but what is published to everybody', () => {
    const strangers = [...found].filter(([, cells]) => cells.southwind === 'y').map(([step]) => step)
    expect(strangers.filter((step) => !step.endsWith(': platform-release-available'))).toEqual([])
  })

  test('is everything for the vendor that is told at all', () => {
    const kept = [...found].filter(([, cells]) => cells.vendor !== 'y').map(([step]) => step.split(':')[0]!)
    expect(kept.filter((move) => webhookKindOf(move) !== null)).toEqual([])
  })
})
