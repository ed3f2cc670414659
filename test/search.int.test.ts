/** Searching as people do: a name and a release, another name of the platform, a clause, a page, in any order. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { enterCast, importRecords } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { serveHouse, type TestServer, type Who } from './support/server.ts'

const product = (id: string, name: string, version: string) => ({
  id,
  organisation: 'southwind',
  name,
  family: 'other',
  interfaces: ['fax-gateway'],
  resoldByVendor: false,
  releases: [{ version, ga: '2020-01-01' }],
})
const certification = (number: string, level: string, of: string, productRelease: string) => ({
  number,
  product: of,
  platform: 'orchard',
  level,
  granted: '2026-05-01',
  pairs: [{ platformRelease: '9.1', productRelease }],
})

const RECORDS = {
  format: 'certwright/1',
  platforms: [
    {
      id: 'orchard',
      name: 'Orchard Exchange',
      aliases: ['OX'],
      releases: [{ version: '9.1', kind: 'major', ga: '2020-01-01' }],
      availability: { SAT: 'yes', MCT: 'yes', MQT: 'yes', MAT: 'yes' },
    },
  ],
  products: [
    product('bell-desk', 'Bell Desk', '3.2'),
    product('gong-desk', 'Gong Desk', '4.7'),
    product('quiet-desk', 'Quiet Desk', '5.5'),
  ],
  certifications: [
    certification('MCT-2026-00201', 'MCT', 'bell-desk', '3.2'),
    certification('MCT-2026-00202', 'MCT', 'gong-desk', '4.7'),
    certification('SAT-2026-00203', 'SAT', 'quiet-desk', '5.5'),
  ],
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

const NAMES = ['Bell Desk', 'Gong Desk', 'Quiet Desk']
const textAt = async (who: Who, address: string) =>
  (await server.send(who, address, { headers: { accept: 'text/html' } })).text()
const named = async (who: Who, address: string) => {
  const page = await textAt(who, address)
  return NAMES.filter((name) => page.includes(name))
}
const asQuery = encodeURIComponent

describe('words of a search', () => {
  test.each([
    ['bell 9.1', ['Bell Desk']],
    ['9.1 BELL', ['Bell Desk']],
    ['bell product version 3.2', ['Bell Desk']],
    ['ox 9.1 gong', ['Gong Desk']],
    ['orchard desk', ['Bell Desk', 'Gong Desk']],
    ['bell 4.7', []],
    ['bell 9.2', []],
  ])('%s finds the same in the support check and in the reference guide', async (words, found) => {
    expect(await named(null, `/support?find=${asQuery(words)}`)).toEqual(found)
    expect(await named(null, `/reference-guide?search=${asQuery(words)}`)).toEqual(found)
  })

  test('a self-assessment leads nobody from the platform to its product', async () => {
    expect(await named(null, `/support?find=${asQuery('quiet 5.5')}`)).toEqual(['Quiet Desk'])
    expect(await named(null, `/support?find=${asQuery('quiet orchard')}`)).toEqual([])
  })
})

describe('the palette', () => {
  test.each([
    ['handbook', '/handbook'],
    ['membership', '/join'],
    ['8.9a', '/handbook#8.9a'],
    ['x-03', '/handbook#X-03'],
    ['bell version 9.1', '/products/bell-desk'],
  ])('%s leads to %s', async (words, path) => {
    const { places } = JSON.parse(await textAt('manager', `/find?q=${asQuery(words)}`)) as {
      places: readonly { path: string }[]
    }
    expect(places.map((place) => place.path)).toContain(path)
  })

  test('what is nowhere is found nowhere, and the page has the line that says so', async () => {
    expect(await textAt('manager', '/find?q=zanzibarine')).toBe('{"places":[]}')
    expect(await textAt('manager', '/home')).toContain('data-palette-nothing')
  })
})
