/** A list of deployments held against the support answers: answered line by line, or refused whole with its lines. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answersAsCsv, BASE_COLUMNS, MOST_DEPLOYMENTS, readInstalledBase } from '../src/app/ask/installed-base.ts'
import { csvRows } from '../src/documents/csv-reading.ts'
import { workbookOf } from '../src/documents/workbook.ts'
import { today } from '../src/app/house.ts'
import type { Queryable } from '../src/store/database.ts'
import { type Cast, enterCast, importRecords } from './support/cast.ts'
import { CONSOLE } from '../src/programme/permission.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { refusalOf, serveHouse, type TestServer, type Who } from './support/server.ts'

const HEAD = BASE_COLUMNS.join(',')

describe('an installed base', () => {
  let house: TestHouse
  let cast: Cast
  let server: TestServer
  beforeAll(async () => {
    house = await testHouse()
    cast = await enterCast(house)
    await importRecords(house, {
      format: 'certwright/1',
      certifications: [
        {
          number: 'C-1',
          product: 'north-trunk',
          platform: 'voice',
          level: 'MCT',
          granted: '2026-03-01',
          pairs: [{ platformRelease: '9.0', productRelease: '3.1' }],
        },
      ],
    })
    server = await serveHouse(house, cast)
  })
  afterAll(async () => {
    await server.close()
    await house.end()
  })

  const send = (who: Who, body: string, query = '') =>
    server.send(who, `/installed-base.csv${query}`, { method: 'POST', headers: { 'content-type': 'text/csv' }, body })
  const answers = async (body: string, query = '') =>
    (await (await send('sponsor', body, query)).text()).trim().split('\r\n').slice(1)

  test('is answered line by line, what nobody knows in its line', async () => {
    const list = `${HEAD},site\nnorth-trunk,3.1,voice,9.0,de,Berlin\nnorth-trunk,3.1,voice,10.0,DE,Bonn\nnone,1,voice,9.0,DE,Ulm\n`
    const lines = await answers(list)
    expect(lines.map((line) => line.split(',').slice(0, 9).join(' '))).toEqual([
      '2 north-trunk 3.1 voice 9.0 DE 2026-06-15 yes no',
      '3 north-trunk 3.1 voice 10.0 DE 2026-06-15 no no',
      '4 none 1 voice 9.0 DE 2026-06-15 unknown ',
    ])
    expect(lines[0]).toContain('C-1')
  })

  test('is answered for a day to come by what is planned, and as if upgraded', async () => {
    const list = `${HEAD}\nnorth-trunk,3.1,voice,9.0,DE\n`
    const verdict = async (query: string) => (await answers(list, query))[0]!.split(',')[7]
    expect(await verdict('?on=2026-11-30')).toBe('yes')
    expect(await verdict('?on=2026-12-01')).toBe('no')
    expect(await verdict('?upgradeTo=10.0')).toBe('no')
    const refused = await refusalOf(await send('sponsor', list, '?on=2026-02-30'))
    expect(refused).toMatchObject({ says: 'There is no day “2026-02-30”.', faults: [{ at: 'on' }] })
  })

  test('is refused whole, with the lines at fault', async () => {
    const list = `${HEAD}\nnorth-trunk,3.1,voice,9.0,DE\nnorth-trunk,,voice,9.0,DE\nnorth-trunk,3.1,voice,9.0,Germany\n`
    const refused = await refusalOf(await send('sponsor', list))
    expect(refused?.faults?.map((fault) => fault.at)).toEqual(['line 3', 'line 4'])
    expect((await refusalOf(await send('sponsor', 'product,country\nx,DE\n')))?.says).toMatch(
      /missing: productRelease, platform, platformRelease\.$/,
    )
    expect((await refusalOf(await send('sponsor', '')))?.says).toBe('The list is empty.')
  })

  test('reads each record once, however many lines rest on it', async () => {
    let reads = 0
    const counting: Queryable = { ...house.database, one: (asked) => ((reads += 1), house.database.one(asked)) }
    const list = `${HEAD}\n${'north-trunk,3.1,voice,9.0,DE\nnorth-trunk,4.0,voice,9.0,DE\nnone,1,voice,9.0,DE\n'.repeat(50)}`
    const day = today(house)
    const lines: string[] = []
    for await (const line of answersAsCsv(counting, CONSOLE, readInstalledBase(csvRows(list)), {
      on: day,
      today: day,
      upgradeTo: null,
    }))
      lines.push(line)
    expect([lines.length, reads]).toEqual([151, 4])
    expect(lines.filter((line) => line.includes(',yes,')).length).toBe(50)
  })

  test('is taken from a file, whatever parts its cells', async () => {
    const chosen = async (file: Blob, list = '') => {
      const body = new FormData()
      body.set('list', list)
      body.set('file', file, 'base')
      const answer = await server.send('sponsor', '/installed-base.csv', { method: 'POST', body })
      return answer.status === 200 ? (await answer.text()).trim().split('\r\n')[1] : (await refusalOf(answer))?.says
    }
    const row = ['north-trunk', '3.1', 'voice', '9.0', 'DE']
    const pieces: Uint8Array[] = []
    for await (const piece of workbookOf('Base', [BASE_COLUMNS, row])) pieces.push(piece)
    const answer = '2,north-trunk,3.1,voice,9.0,DE,2026-06-15,yes'
    expect(await chosen(new Blob(pieces.map((piece) => Buffer.from(piece))))).toContain(answer)
    expect(await chosen(new Blob([[BASE_COLUMNS.join(';'), row.join(';')].join('\n')]))).toContain(answer)
    expect(await chosen(new Blob([]), `${HEAD}\n${row.join(',')}`)).toContain(answer)
    expect(await chosen(new Blob([new Uint8Array([0xff, 0xfe, 0x41])]))).toBe(
      'This is neither a spreadsheet nor text in UTF-8.',
    )
  })

  test('tells the line where a quotation mark is opened and never closed', async () => {
    const list = `${HEAD}\nnorth-trunk,3.1,voice,9.0,DE\n"north-trunk,3.1,voice,9.0,DE\nnorth-trunk,3.1,voice,9.0,DE\n`
    const refused = await refusalOf(await send('sponsor', list))
    expect(refused?.faults?.map((fault) => fault.at)).toEqual(['line 3'])
    expect(JSON.stringify(refused)).toContain('a quotation mark is opened here and never closed')
  })

  test('shows a deployment that there is', async () => {
    const page = await server.send('sponsor', '/installed-base', { headers: { accept: 'text/html' } })
    expect(await page.text()).toContain('north-trunk,3.1,voice,9.0,DE')
  })

  test('has its limit', async () => {
    const list = `${HEAD}\n${'none,1,voice,9.0,DE\n'.repeat(MOST_DEPLOYMENTS + 1)}`
    expect((await send('sponsor', list)).status).toBe(413)
  })

  test('is for people who signed in; the page keeps what was typed', async () => {
    expect((await send(null, HEAD)).status).toBe(401)
    const body = new URLSearchParams({ list: `${HEAD}\nnorth-trunk,3.1,voice,9.0,nowhere` })
    const page = await server.send('support', '/installed-base.csv', {
      method: 'POST',
      headers: { accept: 'text/html' },
      body,
    })
    const text = await page.text()
    expect(page.status).toBe(422)
    expect(text).toContain('Line 2: NOWHERE is no country code')
    expect(text).toContain('north-trunk,3.1,voice,9.0,nowhere')
  })
})
