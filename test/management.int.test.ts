/** The management page: its figures counted over a small world whose numbers are known, each with its file (2.2). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act } from '../src/app/act.ts'
import { type Measure, measures } from '../src/app/ask/management.ts'
import { figures, today } from '../src/app/house.ts'
import { day } from '../src/kernel/day.ts'
import { type Cast, enterCast, reviewCall, Story } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { quickly } from './matrix/world.ts'
import { serveHouse, type TestServer } from './support/server.ts'
import { askForEquipment, orderEquipment } from './support/equipment.ts'
import { interopTicket, openTicket } from './support/tickets.ts'

describe('how the programme does', () => {
  let house: TestHouse
  let cast: Cast
  let server: TestServer
  let found: ReadonlyMap<string, Measure>
  beforeAll(async () => {
    house = await testHouse()
    cast = await enterCast(house)
    const first = await new Story(house, cast).open()
    house.clock.to(day('2026-06-19'))
    await quickly(first, 'published')
    const second = new Story(house, cast)
    await quickly(second, 'report-review')
    const { version } = (await second.file()).runs[0]!.results['HLD-01']!
    const failed = { testCase: 'HLD-01', verdict: 'failed', note: 'No.', limitation: null, seen: version }
    await second.do(cast.tester, 'correct-result', failed)
    await second.do(cast.reviewer, 'accept-report', { remark: 'Read.' })
    const findings = [{ testCase: 'HLD-01', says: 'No.', next: 'Mend it.' }]
    await second.do(cast.granter, 'decline-grant', { reason: 'Hold fails.', findings })
    const id = (await first.file()).project.certification!
    await act(house, cast.tester, { move: 'decide-recertification', id, input: reviewCall('none') })
    await interopTicket(house, cast)
    await openTicket(house, cast, { productRelease: '9.9' })
    await second.do(cast.manager, 'note-payment', { state: 'waived', note: 'Our fault.' })
    const fee = { received: '2026-06-19', tier: 'mdp-commercial-basic' }
    await act(house, cast.manager, { move: 'note-membership-fee', id: 'southwind', input: fee })
    await orderEquipment(house, cast)
    await askForEquipment(house, cast.admin)
    const figure = await figures(house.database, today(house))
    const all = await measures(house.database, day('2026-01-01'), today(house), figure)
    found = new Map(all.map((measure) => [measure.id, measure]))
    server = await serveHouse(house, cast)
  })
  afterAll(async () => {
    await server.close()
    await house.end()
  })

  const rows = (id: string) => found.get(id)!.rows

  test.each([
    ['first-pass', [['MCT', 1, 1, 50, 0]]],
    ['failing', [['HLD-01', 1, 2]]],
    ['standings', [['Voice 10.0', 1, 0, 0, 0]]],
    ['decisions', [['no recertification needed', 1]]],
    [
      'tickets',
      [
        ['answered, still open', 1],
        ['refused and redirected', 1],
      ],
    ],
    ['causes', [['the interop itself', 1]]],
    // 22 working days in June 2026 for two engineers; two slots of a day each.
    ['lab-use', [['2026-06', 2, 44, 5, 2, 9]]],
    ['revenue', [['2026-06', 6043, 1000, 2280, 9323, 6043]]],
    [
      'payers',
      [
        ['Northwind', 6043, 0, 2280, 8323, 6043],
        ['Southwind', 0, 1000, 0, 1000, 0],
      ],
    ],
  ] as const)('%s', (id, expected) => {
    expect(rows(id)).toEqual(expected)
  })

  test('days are counted by stage and by whose turn it was', () => {
    expect(rows('stages')[0]).toEqual(['Questionnaire being filled in', 'the partner', 2, 0, 4])
    expect(rows('turns').find(([turn]) => turn === 'the partner')).toEqual(['the partner', 4, 100])
  })

  test('nothing before the day counts', async () => {
    const figure = await figures(house.database, today(house))
    const none = await measures(house.database, day('2026-06-20'), today(house), figure)
    expect(none.filter((measure) => measure.id !== 'standings').flatMap((measure) => measure.rows)).toEqual([])
  })

  test('is a page for staff, each figure drawn, in a table and as a file', async () => {
    const page = await (await server.send('manager', '/management', { headers: { accept: 'text/html' } })).text()
    for (const { title } of found.values()) expect(page).toContain(title)
    expect(page).toContain('class="bars"')
    const file = await server.send('manager', '/management.csv?measure=failing')
    expect(await file.text()).toBe('Test case,Failed,Tested\r\nHLD-01,1,2\r\n')
    expect((await server.send('manager', '/management.csv?measure=none')).status).toBe(404)
    expect((await server.send('admin', '/management.csv?measure=failing')).status).toBe(403)
    expect((await server.send('admin', '/management', { headers: { accept: 'text/html' } })).status).toBe(403)
  })
})
