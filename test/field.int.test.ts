/**
 * From a support answer in the field to a cleared issue: a ticket for the reseller or a redirect, both on record;
 * whose queue; the guide as a checklist; a field issue that takes support and lab, red at once, and is cleared only
 * with its test cases passed again (6.4 to 6.6, 3C.2, X-13, X-15, X-35, G-18).
 */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act, type Done } from '../src/app/act.ts'
import { answerSupport } from '../src/app/ask/support.ts'
import { listTickets } from '../src/app/ask/tickets.ts'
import { today } from '../src/app/house.ts'
import { Refusal } from '../src/kernel/refusal.ts'
import type { Actor } from '../src/programme/permission.ts'
import type { Ticket } from '../src/programme/ticket.ts'
import { load } from '../src/store/nouns.ts'
import { type Cast, enterCast, importRecords, Story } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { quickly } from './matrix/world.ts'
import { serveHouse, type TestServer } from './support/server.ts'
import { DEPLOYED } from './support/tickets.ts'

const REGIONAL = {
  format: 'certwright/1',
  organisations: [{ id: 'other-resale', name: 'Other Resale', country: 'FR', roles: ['reseller'] }],
  certifications: [
    {
      number: 'Q-1',
      product: 'south-trunk',
      platform: 'voice',
      level: 'MQT',
      region: 'emea',
      granted: '2026-04-01',
      pairs: [{ platformRelease: '10.0', productRelease: '1.0' }],
    },
  ],
}

describe('trouble in the field', () => {
  let house: TestHouse
  let cast: Cast
  let number: string
  let server: TestServer
  const made: Record<string, string> = {}
  beforeAll(async () => {
    house = await testHouse()
    cast = await enterCast(house)
    await importRecords(house, REGIONAL)
    const story = new Story(house, cast)
    await quickly(story, 'published')
    number = (await story.file()).project.certification!
    server = await serveHouse(house, cast)
  })
  afterAll(async () => {
    await server.close()
    await house.end()
  })

  async function attempt(who: Actor, move: string, id: string | null, input: object): Promise<Done | string> {
    try {
      return await act(house, who, { move, id, input })
    } catch (fault) {
      if (fault instanceof Refusal) return [fault.code, fault.clause, ...fault.faults.map((each) => each.at)].join(' ')
      throw fault
    }
  }
  const told = async (...asked: Parameters<typeof attempt>) => {
    const done = await attempt(...asked)
    return typeof done === 'string' ? done : 'done'
  }
  const open = async (who: Actor, more: object = {}) => {
    const done = await attempt(who, 'open-ticket', null, { ...DEPLOYED, problem: 'One-way audio.', ...more })
    return typeof done === 'string' ? done : done.made.ticket!
  }
  const ticket = async (id: string): Promise<Ticket> => (await load(house.database, 'ticket', id))!.state
  const colour = async () => {
    const { answer } = await answerSupport(house.database, { ...DEPLOYED, on: today(house) }, today(house))
    return `${answer.supported} ${answer.rule}`
  }

  test('a reseller’s question becomes a ticket with the guide as its checklist', async () => {
    made.first = await open(cast.sponsor)
    const { number: name, state, queue, checklist, answer } = await ticket(made.first)
    expect([name, state, queue, answer.certification]).toEqual(['T-2026-0001', 'open', 'vendor', number])
    expect(checklist.map((point) => point.says)).toContain('Platform: SIP peer, Address is trunk.example.net')
    expect(checklist[0]!.says).toContain('10.0 of the platform and 3.1 of the product')
  })

  test('only resellers are helped; a support agent opens one for the reseller who called (6.4)', async () => {
    expect(await open(cast.admin)).toMatch(/^not-permitted/)
    expect(await open(cast.support)).toBe('wrong-input 6.4 requester')
    expect(await open(cast.support, { requester: 'northwind' })).toBe('wrong-input 6.4 requester')
    expect(await open(cast.sponsor, { requester: 'other-resale' })).toBe('wrong-input 6.4 requester')
    made.other = await open(cast.support, { requester: 'other-resale' })
    expect((await ticket(made.other)).requester).toBe('other-resale')
    expect(await open(cast.sponsor, { product: 'none' })).toBe('not-found 6.4 product')
  })

  test('what support does not help with is redirected, with whom to call, and on record (6.5, 6.6)', async () => {
    made.redirected = await open(cast.sponsor, { productRelease: '9.9' })
    const { state, queue, answer } = await ticket(made.redirected)
    expect([state, queue, answer.rule]).toEqual(['redirected', null, 'exact-pair-certified'])
    expect(answer.contact).toContain('Northwind')
    expect(await told(cast.support, 'check-guide-point', made.redirected, { point: 0, follows: true })).toBe(
      'not-now 6.5',
    )
    const rows = await listTickets(house.database, cast.support, {
      view: 'redirected',
      queue: null,
      after: null,
      limit: 9,
    })
    expect(rows.rows.map((row) => row.ticket.id)).toEqual([made.redirected])
  })

  test('MQT goes to the sales unit of the region, which sees its own queue alone (X-13)', async () => {
    made.regional = await open(cast.sponsor, { product: 'south-trunk', productRelease: '1.0', country: 'FR' })
    expect((await ticket(made.regional)).queue).toBe('sales-emea')
    const seen = async (who: Actor) => {
      const { rows } = await listTickets(house.database, who, { view: 'open', queue: null, after: null, limit: 9 })
      return rows.map((row) => row.ticket.number)
    }
    expect(await seen(cast.sales)).toEqual([(await ticket(made.regional)).number])
    expect(await seen(cast.sponsor)).toHaveLength(2)
    expect(await seen(cast.support)).toHaveLength(3)
    expect(await told(cast.sales, 'check-guide-point', made.first!, { point: 0, follows: true })).toMatch(/^not-found/)
    expect(await told(cast.sales, 'check-guide-point', made.regional, { point: 0, follows: true })).toBe('done')
    const abroad = await open(cast.sponsor, { product: 'south-trunk', productRelease: '1.0', country: 'US' })
    expect((await ticket(abroad)).answer.rule).toBe('customer-in-the-region')
  })

  test('the queue and a ticket are pages for those it concerns', async () => {
    const status = async (who: 'sponsor' | 'support' | 'sales' | 'admin' | 'stranger', path: string) =>
      (await server.send(who, path, { headers: { accept: 'text/html' } })).status
    const path = `/tickets/${made.first}`
    expect([await status('sponsor', path), await status('support', path)]).toEqual([200, 200])
    expect([await status('sales', path), await status('admin', path)]).toEqual([404, 403])
    expect(await status('sponsor', `/tickets/${made.other}`)).toBe(404)
    const query = new URLSearchParams(DEPLOYED).toString()
    const page = await (
      await server.send('support', `/tickets/new?${query}`, { headers: { accept: 'text/html' } })
    ).text()
    const bare = await (await server.send('support', '/tickets/new', { headers: { accept: 'text/html' } })).text()
    expect(bare).toContain('A ticket rests on the support answer')
    expect(bare).not.toContain('role="alert"')
    expect(page).toContain('Support helps.')
    expect(page).toContain('Which reseller called?')
    expect(page).not.toContain('Other Resale')
    const formFor = async (more: string) =>
      (await server.send('support', `/tickets/new?${query}&${more}`, { headers: { accept: 'text/html' } })).text()
    expect(await formFor('search=other')).toContain('requester=other-resale')
    expect(await formFor('search=northwind')).toContain('No reseller is called so.')
    expect(await formFor('requester=other-resale')).toContain('What goes wrong')
    expect(await formFor('requester=northwind')).not.toContain('What goes wrong')
    const list = await (await server.send('sponsor', '/tickets', { headers: { accept: 'text/html' } })).text()
    expect([list.includes('T-2026-0001'), list.includes('Other Resale')]).toEqual([true, false])
  })

  test('a field issue takes support’s finding and another person of the lab', async () => {
    const confirm = (who: Actor, more: object = {}) =>
      told(who, 'confirm-field-issue', number, { ticket: 'T-2026-0001', title: 'One-way audio', ...more })
    const report = { title: 'One-way audio', says: 'After each hold.' }
    expect(await told(cast.sponsor, 'report-field-issue', made.first!, report)).toBe('done')
    expect(await confirm(cast.tester)).toBe('wrong-input G-18 ticket')
    expect(await told(cast.support, 'close-ticket', made.first!, { reason: 'Over.' })).toBe('not-now G-18')
    const found = { cause: 'interop', note: 'The answer to hold names no address.' }
    expect(await told(cast.sponsor, 'classify-ticket', made.first!, found)).toMatch(/^not-permitted/)
    expect(await told(cast.support, 'classify-ticket', made.first!, found)).toBe('done')
    expect(await colour()).toBe('true supported')
    expect(await confirm(cast.tester, { ticket: 'T-2026-0099' })).toBe('wrong-input G-18 ticket')
    expect(await told(cast.tester, 'confirm-field-issue', 'Q-1', { ticket: 'T-2026-0001', title: 'One' })).toBe(
      'wrong-input G-18 ticket',
    )
    expect(await confirm(cast.support)).toMatch(/^not-permitted/)
    expect(await confirm(cast.tester, { testCases: ['HLD-01', 'HLD-02'] })).toBe('done')
    expect(await confirm(cast.tester, { title: 'No audio one way' }), 'one ticket counts once').toBe(
      'not-now X-35 ticket',
    )
  })

  test('it makes the interop red at once; a ticket about that very issue goes on (X-15)', async () => {
    expect(await colour()).toBe('false standing-eligible')
    expect((await ticket(await open(cast.sponsor))).state).toBe('redirected')
    expect((await ticket(await open(cast.sponsor, { fieldIssue: 'FI-1' }))).state).toBe('open')
  })

  test('it is cleared with every linked test case passed again, and the colour is back', async () => {
    const clear = (...testCases: string[]) =>
      told(cast.reviewer, 'clear-field-issue', number, { issue: 'FI-1', reason: 'Mended in 3.1.', testCases })
    expect(await clear()).toBe('wrong-input G-18 testCases')
    expect(await clear('HLD-01')).toBe('wrong-input G-18 testCases')
    const again = { ticket: 'T-2026-0001', title: 'One-way audio' }
    expect(await clear('HLD-01', 'HLD-02')).toBe('done')
    expect(await colour()).toBe('true supported')
    expect(await told(cast.tester, 'confirm-field-issue', number, again), 'it can come back').toBe('done')
    expect(await told(cast.reviewer, 'clear-field-issue', number, { issue: 'FI-2', reason: 'Again.' })).toBe('done')
    expect(await told(cast.support, 'close-ticket', made.first!, { reason: 'Mended.' })).toBe('done')
    expect(await told(cast.support, 'classify-ticket', made.first!, { cause: 'interop', note: 'Again.' })).toMatch(
      /^not-now/,
    )
  })

  test('each is told those who have to know', async () => {
    const rows = await house.database.all<{ says: string }>(
      sql`select distinct n.code || ' ' || split_part(n.email, '@', 1) || ' ' || f.kind as says from notice n join fact f on f.seq = n.fact
          where f.kind in ('ticket-opened', 'field-issue-confirmed') and n.email not like 'stranger%' order by says`,
    )
    expect(rows.map((row) => row.says)).toEqual([
      'N06 sales ticket-opened',
      'N06 support ticket-opened',
      'N42 admin field-issue-confirmed',
      'N42 engineer field-issue-confirmed',
      'N42 reviewer field-issue-confirmed',
      'N42 support field-issue-confirmed',
    ])
  })
})
