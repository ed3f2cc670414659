/**
 * An older reference guide out of a spreadsheet: columns chosen, the dry run, taken whole or not at all in one fact
 * that verifies, by the page and by the command (G-25).
 */
import fs from 'node:fs'
import path from 'node:path'
import sql from 'sql-template-tag'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { writeXlsx } from 'hucre/xlsx'
import { importOldGuide } from '../src/app/exchange/old-guide.ts'
import { verifyInstallation } from '../src/app/verify.ts'
import type { Certification } from '../src/programme/certification.ts'
import { guessMap } from '../src/programme/old-guide/columns.ts'
import { type Cast, enterCast } from './support/cast.ts'
import { commandLine, refusalIn, surroundingsOf } from './support/command-line.ts'
import { KINDS, testHouse, type TestHouse } from './support/house.ts'
import { refusalOf, serveHouse, type TestServer, type Who } from './support/server.ts'
import { Uploading } from './support/uploading.ts'

const HEAD = 'Partner,Country,Product,Family,Version,Platform,Platform release,Level,Certified on,Remarks,Guide'
const ROWS = [
  'Tide GmbH,DE,Tide Trunk,sip-trunk,1.0,Voice,9.0,MCT,2024-07-01,No fax,Tide-9.pdf',
  'Tide GmbH,DE,Tide Trunk,sip-trunk,2.0,Voice,9.0,MCT,2024-08-01,,',
  'Northwind,,North Trunk,,3.1,Voice,10.0,MCT,2026-03-01,,',
]
const sheet = (...rows: readonly string[]) => Buffer.from([HEAD, ...rows].join('\n'))
const MAP = guessMap(HEAD.split(',').map((text) => ({ at: 'A1', text })))

describe.each(KINDS)('an older reference guide on the %s database', (kind) => {
  let house: TestHouse
  let cast: Cast
  let server: TestServer
  beforeEach(async () => {
    house = await testHouse(kind)
    cast = await enterCast(house)
    server = await serveHouse(house, cast)
  })
  afterEach(async () => {
    await server.close()
    await house.end()
  })

  const upload = async (bytes: Buffer, who: keyof Cast = 'manager') =>
    (await new Uploading(server, who).whole(bytes, 'old-guide.csv')).split('/').at(-1)!
  const pageOf = async (who: Who, address: string) =>
    (await server.send(who, address, { headers: { accept: 'text/html' } })).text()
  const certifications = async () =>
    (await house.database.all<{ state: Certification }>(sql`select state from certification order by id`)).map(
      (row) => row.state,
    )
  const take = (who: Who, id: string) => server.send(who, `/import/${id}`, { body: new URLSearchParams(MAP) })

  test('is shown row by row, with columns guessed and chosen, before anything is taken', async () => {
    const id = await upload(sheet(...ROWS))
    const shown = await pageOf('manager', `/import/${id}`)
    expect(shown).toContain('Added: 3')
    expect(shown).toContain('Take 3 certifications in')
    const otherwise = new URLSearchParams({ ...MAP, granted: 'Remarks' })
    const chosen = await pageOf('manager', `/import/${id}?${otherwise.toString()}`)
    expect(chosen).toContain('Refused: 3')
    expect(chosen).toContain('No fax is no day')
    expect(await certifications()).toEqual([])
  })

  test('is taken in one fact, and each certification says where it comes from', async () => {
    const answer = await take('manager', await upload(sheet(...ROWS)))
    expect(await answer.json()).toMatchObject({ taken: { organisation: 1, product: 1, certification: 3 } })
    const [first, , third] = await certifications()
    expect(first).toMatchObject({
      number: 'MCT-2024-00001',
      product: 'tide-trunk',
      limitations: [{ effect: 'No fax' }],
      oldRecord: { row: 'row 2', on: '2026-06-15', guide: 'Tide-9.pdf' },
    })
    expect(third).toMatchObject({ number: 'MCT-2026-00001', product: 'north-trunk' })
    const fact = await house.database.one<{ body: string }>(
      sql`select body from fact where kind = 'records-imported' order by seq desc limit 1`,
    )
    expect(JSON.parse(fact!.body)).toMatchObject({
      by: { id: cast.manager.id },
      data: { file: first!.oldRecord!.file, name: 'old-guide.csv' },
    })
    expect((await verifyInstallation(house)).faults).toEqual([])
    expect(await pageOf(null, '/certifications/MCT-2024-00001')).toContain('From older records')
  })

  test('tampering with where one comes from is found', async () => {
    await take('manager', await upload(sheet(...ROWS)))
    await house.database.run(
      sql`update certification set state = jsonb_set(state, '{oldRecord,row}', '"row 3"') where id = 'MCT-2024-00001'`,
    )
    expect((await verifyInstallation(house)).faults).not.toEqual([])
  })

  test('taken again is known already; what is new in a longer one is added', async () => {
    await take('manager', await upload(sheet(...ROWS)))
    const again = await take('manager', await upload(sheet(...ROWS)))
    expect(await refusalOf(again)).toMatchObject({ code: 'conflict', says: expect.stringContaining('here already') })
    const longer = await upload(sheet(...ROWS, ROWS[0]!.replace('9.0', '10.0').replace('2024-07', '2025-07')))
    expect(await pageOf('manager', `/import/${longer}`)).toContain('Known already: 3')
    expect(await (await take('manager', longer)).json()).toMatchObject({ taken: { certification: 1 } })
    expect((await certifications()).map((each) => each.number)).toContain('MCT-2025-00001')
  })

  test('brings what has no Latin letter in its name by a word that nothing here has', async () => {
    const inJapanese = (company: string) => ROWS[0]!.replace(/^[^,]+,[^,]*/, `${company},JP`)
    for (const company of ['東京通信', '大阪通信', '京都通信'])
      expect((await take('manager', await upload(sheet(inJapanese(company))))).status).toBe(200)
    const rows = await house.database.all<{ id: string }>(sql`select id from organisation where id like 'partner-%'`)
    expect(rows.map(({ id }) => id).toSorted()).toEqual(['partner-jp', 'partner-jp-2', 'partner-jp-3'])
  })

  test('two who take it in the same instant add it once', async () => {
    const ids = [await upload(sheet(...ROWS)), await upload(sheet(...ROWS), 'granter')]
    const answers = await Promise.all([take('manager', ids[0]!), take('granter', ids[1]!)])
    expect(new Set(answers.map((each) => each.status))).toEqual(new Set([200, 409]))
    expect(await certifications()).toHaveLength(3)
  })

  test('with one wrong row is taken not at all, and the cells are named', async () => {
    const wrong = ROWS[1]!.replace('2024-08-01', '2023-08-01').replace('sip-trunk', 'sip-lineside')
    const refused = await refusalOf(await take('manager', await upload(sheet(ROWS[0]!, wrong))))
    expect(refused).toMatchObject({ code: 'wrong-file' })
    expect(refused?.faults?.map((fault) => fault.at)).toEqual(['D3', 'I3'])
    expect(JSON.stringify(refused)).toContain('1 Aug 2023, before Voice 9.0 was available on 1 Jun 2024')
    expect(await certifications()).toEqual([])
  })

  test('with merged cells or a formula is refused with their addresses', async () => {
    const rows = [HEAD.split(','), ...ROWS.map((row) => row.split(','))]
    const merges = [{ startRow: 1, startCol: 0, endRow: 2, endCol: 0 }]
    const merged = Buffer.from(await writeXlsx({ sheets: [{ name: 'Guide', rows, merges }] }))
    expect(await pageOf('manager', `/import/${await upload(merged)}`)).toContain('A2: These cells are merged')
    const cells = new Map([['1,2', { value: 'x', formula: '1+1' }]])
    const formula = Buffer.from(await writeXlsx({ sheets: [{ name: 'Guide', rows, cells }] }))
    expect(await pageOf('manager', `/import/${await upload(formula)}`)).toContain('C2: This is a formula')
  })

  test('is for programme managers, and an upload is its sender’s', async () => {
    const id = await upload(sheet(...ROWS))
    for (const who of ['tester', 'support', 'auditor', 'admin', 'sponsor', 'operator'] as const)
      expect([who, (await take(who, id)).status]).toEqual([who, 403])
    expect((await take('granter', id)).status).toBe(404)
  })

  test('is taken by the command, with a map of its own and a dry run first', async () => {
    const file = path.join(house.dataDir, 'guide.csv')
    fs.writeFileSync(
      file,
      sheet(...ROWS)
        .toString()
        .replace('Certified on', 'When'),
    )
    const map = path.join(house.dataDir, 'map.json')
    fs.writeFileSync(map, JSON.stringify({ granted: 'When' }))
    const run = (...words: string[]) => commandLine(['import-guide', ...words, '--json'], surroundingsOf(house))
    expect(refusalIn(await run(file))).toMatchObject({ code: 'wrong-file', clause: 'G-25' })
    const dry = await run(file, '--map', map, '--dry-run')
    expect(JSON.parse(dry.out)).toMatchObject({ dryRun: true, fact: null, taken: { certification: 3 } })
    expect(await certifications()).toEqual([])
    expect((await run(file, '--map', map)).code).toBe(0)
    expect(await certifications()).toHaveLength(3)
    fs.writeFileSync(map, '{"colour":"When"}')
    expect(refusalIn(await run(file, '--map', map))).toMatchObject({ code: 'wrong-file' })
  })

  test('of 5,000 rows is taken in seconds, one more is refused', async () => {
    const rows = Array.from(
      { length: 5000 },
      (_, index) =>
        `Company ${index % 500},DE,Product ${index % 2500},sip-trunk,${1 + Math.floor(index / 2500)}.0,Voice,9.0,MCT,2024-07-${String(1 + (index % 28)).padStart(2, '0')},,`,
    )
    const file = { name: 'large.csv', bytes: sheet(...rows) }
    const shares: number[] = []
    const progress = (share: number) => void shares.push(share)
    const outcome = await importOldGuide(house, cast.manager, { file, map: MAP, dryRun: false, progress })
    expect(shares.length).toBeGreaterThan(10)
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    expect(outcome.taken).toEqual({ organisation: 500, product: 2500, certification: 5000 })
    expect((await verifyInstallation(house)).faults).toEqual([])
    const more = { name: 'larger.csv', bytes: sheet(...rows, ROWS[0]!) }
    await expect(importOldGuide(house, cast.manager, { file: more, map: MAP, dryRun: true })).rejects.toMatchObject({
      code: 'too-large',
    })
  })
})
