/** What of a certification is shown elsewhere: the certificate on paper, and the badge that tells the standing of the day. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addMonths } from '../src/kernel/day.ts'
import { today } from '../src/app/house.ts'
import { ensureSigningKey } from '../src/app/keyring.ts'
import { certificatePaper } from '../src/documents/certificate-paper.ts'
import { guideSubject } from '../src/app/ask/guides.ts'
import { certificationByNumber } from '../src/app/ask/certifications.ts'
import { quickly } from './matrix/world.ts'
import { type Cast, enterCast, importRecords, Story } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { isPdf, textOfPdf } from './support/pdf.ts'
import { serveHouse, type TestServer } from './support/server.ts'

const old = (number: string, level: string, withdrawn: string | null = null) => ({
  number,
  product: 'south-trunk',
  platform: 'voice',
  level,
  granted: '2026-05-01',
  withdrawn,
  pairs: [{ platformRelease: '10.0', productRelease: '1.0' }],
})

describe('shown elsewhere', () => {
  let house: TestHouse
  let cast: Cast
  let server: TestServer
  let number: string
  beforeAll(async () => {
    house = await testHouse()
    cast = await enterCast(house)
    await ensureSigningKey(house)
    server = await serveHouse(house, cast)
    const certifications = [old('MCT-2026-00007', 'MCT', '2026-06-01'), old('MCT-2026-00008', 'MCT')]
    await importRecords(house, { format: 'certwright/1', certifications })
    const story = new Story(house, cast)
    await quickly(story, 'published')
    number = (await story.file()).project.certification!
  })
  afterAll(async () => {
    await server.close()
    await house.end()
  })

  const badge = async (of: string) => {
    const answer = await server.send(null, `/certifications/${of}/badge.json`)
    const { label, message } = (await answer.json()) as { label: string; message: string }
    return `${label}: ${message}`
  }

  test('the badge turns with the day, and tells what is withdrawn or never was', async () => {
    expect(await badge(number)).toBe('MCT certified: current (green)')
    expect(await badge('MCT-2026-00007')).toBe('MCT certified: withdrawn')
    expect(await badge('MCT-2026-09999')).toBe('certification: not on record')
    const back = house.clock.now
    house.clock.to(addMonths(today(house), 19))
    expect(await badge(number)).toBe('MCT certified: stale (yellow)')
    house.clock.now = back
  })

  test('the badge is a picture that other pages can show, and that runs nothing', async () => {
    const answer = await server.send(null, `/certifications/${number}/badge.svg`)
    expect(answer.headers.get('content-type')).toBe('image/svg+xml')
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await answer.text()).toContain('MCT certified: current (green)')
  })

  test('the certificate names what was tested, and leads to how it stands today', async () => {
    const answer = await server.send('admin', `/certifications/${number}/certificate.pdf`)
    const pdf = Buffer.from(await answer.arrayBuffer())
    expect(isPdf(pdf)).toBe(true)
    const again = await server.send('tester', `/certifications/${number}/certificate.pdf`)
    expect(Buffer.from(await again.arrayBuffer()).equals(pdf), 'the same bytes for everybody').toBe(true)
    const text = textOfPdf(pdf)
    for (const words of text === null ? [] : [number, 'North Trunk on Voice', 'Northwind', '10.0', '3.1', 'the lab'])
      expect(text).toContain(words)
    const found = (await certificationByNumber(house, number, today(house)))!
    const paper = certificatePaper(await guideSubject(house, found), 'As in the plan')
    const code = paper.blocks.find((block) => block.type === 'code')!
    expect(code.text).toBe(`${house.settings.publicUrl}/certifications/${number}`)
    expect(new Set(code.rows.map((row) => row.length))).toEqual(new Set([code.rows.length]))
    // Three finders of seven dark squares in the corners, inside a quiet zone of four (ISO/IEC 18004).
    expect([code.rows[4]!.slice(4, 11), code.rows[4]!.slice(-11, -4), code.rows.at(-5)!.slice(4, 11)]).toEqual([
      '1111111',
      '1111111',
      '1111111',
    ])
  })

  test('there is none of what was tested elsewhere, was withdrawn, or is none; nor for visitors', async () => {
    const status = async (who: 'admin' | null, of: string) =>
      (await server.send(who, `/certifications/${of}/certificate.pdf`)).status
    expect([await status('admin', 'MCT-2026-00008'), await status('admin', 'MCT-2026-00007')]).toEqual([409, 409])
    expect([await status('admin', 'MCT-2026-09999'), await status(null, number)]).toEqual([404, 401])
  })

  test('the page shows the badge and how it is shown elsewhere', async () => {
    const page = async (who: 'admin' | null) =>
      (await server.send(who, `/certifications/${number}`, { headers: { accept: 'text/html' } })).text()
    expect(await page(null)).toContain(`/certifications/${number}/badge.svg`)
    expect(await page(null)).not.toContain('certificate.pdf')
    expect(await page('admin')).toContain('certificate.pdf')
  })
})
