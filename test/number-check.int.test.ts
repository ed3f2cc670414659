/** The check of a certification's number, as somebody types it who has read it beside a logo. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { enterCast, importRecords } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { serveHouse, type TestServer } from './support/server.ts'

const certification = (number: string, level: string, granted: string, withdrawn: string | null = null) => ({
  number,
  product: 'south-desk',
  platform: 'voice',
  level,
  granted,
  withdrawn,
  pairs: [{ platformRelease: '10.0', productRelease: '1.0' }],
})

const RECORDS = {
  format: 'certwright/1',
  products: [
    {
      id: 'south-desk',
      organisation: 'southwind',
      name: 'Quiet Desk',
      family: 'other',
      interfaces: ['fax-gateway'],
      resoldByVendor: false,
      releases: [{ version: '1.0', ga: '2020-01-01' }],
    },
  ],
  certifications: [
    certification('MCT-2026-00112', 'MCT', '2026-05-01'),
    certification('MCT-2021-00007', 'MCT', '2021-05-01'),
    certification('MCT-2025-00009', 'MCT', '2025-05-01', '2026-01-15'),
    certification('SAT-2026-00003', 'SAT', '2026-05-01'),
  ],
  satEvidence: [{ product: 'south-desk', platform: 'voice', platformRelease: '10.0', accepted: '2026-05-01' }],
}

let house: TestHouse
let server: TestServer
beforeAll(async () => {
  house = await testHouse()
  server = await serveHouse(house, await enterCast(house))
  await importRecords(house, RECORDS)
})
afterAll(async () => {
  await server.close()
  await house.end()
})

const look = (address: string) => server.send(null, address, { headers: { accept: 'text/html' } })
const ledTo = async (typed: string) =>
  (await look(`/certifications/check?number=${encodeURIComponent(typed)}`)).headers.get('location')
const headed = async (number: string) => {
  const response = await look(`/certifications/${encodeURIComponent(number)}`)
  const words = (text: string | undefined) =>
    (text ?? '')
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()
  const page = await response.text()
  const [, answer] = /<p class="answer-words">(.*?)<\/p>/s.exec(page) ?? []
  const [, title] = /<h1[^>]*>(.*?)<\/h1>/s.exec(page) ?? []
  return `${response.status} ${words(answer ?? title)}`
}

describe('a number read beside a logo', () => {
  test.each(['MCT-2026-00112', 'mct 2026 112', 'Mct2026-112', 'MCT–2026–00112'])(
    'typed as %j leads to its certification',
    async (typed) => {
      expect(await ledTo(typed)).toBe('/certifications/MCT-2026-00112')
      expect(await headed(typed)).toBe('200 Genuine and in force')
    },
  )

  test.each([
    ['MCT-2021-00007', '200 Genuine, but obsolete'],
    ['MCT-2025-00009', '200 Genuine, but withdrawn on 15 Jan 2026'],
    ['MCT-2026-00113', '404 There is no certification MCT-2026-00113 here'],
    ['LA-2026-0001', '404 There is no certification LA-2026-0001 here'],
    ['forty', '404 There is no certification forty here'],
  ])('%s is answered: %s', async (number, says) => {
    expect(await headed(number)).toBe(says)
  })

  test.each(['..', '.', 'check', '../../sign-in', '//elsewhere.example', '<b>bold</b>', 'ä&b=c#d?e%2f'])(
    'typed as %j has an answer of its own, at an address that asks for it again',
    async (typed) => {
      for (const path of ['/check', '/certifications/check']) {
        const address = `${path}?number=${encodeURIComponent(typed)}`
        const first = await look(address)
        const to = first.headers.get('location')
        if (to) expect(to).toMatch(/^\/certifications\/[^/]+$/)
        const answer = to ? await look(new URL(to, server.address).pathname) : first
        expect(answer.status).toBe(404)
        const page = await answer.text()
        const escaped = typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
        expect(page).toContain(`There is no certification ${escaped} here`)
        expect(page).not.toContain('<b>bold')
      }
    },
  )

  test('of a self-assessment is as unknown as one that nobody has, however it is typed', async () => {
    expect(await ledTo('sat 2026 3')).toBe('/certifications/sat%202026%203')
    expect(await ledTo('sat 2026 4')).toBe('/certifications/sat%202026%204')
    expect(await headed('SAT-2026-00003')).toMatch(/^404 /)
  })
})
