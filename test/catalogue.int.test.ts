/** The catalogue: who is in it, what it can be narrowed down by, what is found though mistyped, and what is told of it. */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { catalogue } from '../src/app/ask/catalogue.ts'
import { catalogueFacets } from '../src/app/ask/catalogue-facets.ts'
import { isEntitled } from '../src/app/ask/entitlement.ts'
import { CATALOGUE_FACETS, type CatalogueFilter, productFits } from '../src/app/ask/catalogue-filter.ts'
import { figures } from '../src/app/house.ts'
import { day } from '../src/kernel/day.ts'
import type { Membership, Tier } from '../src/programme/membership.ts'
import type { Organisation } from '../src/programme/organisation.ts'
import { enterCast, importRecords } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { figuresWith } from './support/records.ts'
import { serveHouse, type TestServer } from './support/server.ts'

const TODAY = day('2026-06-15')

const product = (id: string, name: string, family: string, more: object = {}) => ({
  id,
  organisation: 'southwind',
  name,
  family,
  interfaces: [family === 'sip-trunk' ? 'sip-trunk' : 'fax-gateway'],
  resoldByVendor: false,
  releases: [{ version: '3.2', ga: '2020-01-01' }],
  ...more,
})
const certification = (number: string, of: string, platform: string, platformRelease: string, granted: string) => ({
  number,
  product: of,
  platform,
  level: number.slice(0, 3),
  ...(number.startsWith('MQT') ? { region: 'emea' } : {}),
  granted,
  pairs: [{ platformRelease, productRelease: '3.2' }],
})

const RECORDS = {
  format: 'certwright/1',
  platforms: [
    {
      id: 'orchard',
      name: 'Orchard Exchange',
      aliases: ['MX-ONE'],
      releases: [
        { version: '9.1', kind: 'major', ga: '2025-01-01' },
        { version: '9.2', kind: 'point', ga: '2026-01-01' },
      ],
      availability: { SAT: 'yes', MCT: 'yes', MQT: 'yes', MAT: 'yes' },
    },
  ],
  products: [
    product('bell-desk', 'Bell Desk', 'other', { aliases: ['Glockenspiel'], summary: 'Rings </script> bells.' }),
    product('gong-desk', 'Gong Desk', 'other'),
    product('harp-trunk', 'Harp Trunk', 'sip-trunk', { organisation: 'northwind' }),
    product('quiet-desk', 'Quiet Desk', 'other'),
    product('away-desk', 'Away Desk', 'other', { organisation: 'resale' }),
  ],
  certifications: [
    certification('MCT-2026-00201', 'bell-desk', 'orchard', '9.1', '2026-05-01'),
    certification('MCT-2026-00202', 'bell-desk', 'voice', '10.0', '2026-05-01'),
    certification('MQT-2026-00203', 'gong-desk', 'orchard', '9.2', '2026-05-01'),
    certification('MQT-2024-00204', 'harp-trunk', 'voice', '9.0', '2024-07-01'),
    certification('MCT-2026-00205', 'away-desk', 'voice', '10.0', '2026-05-01'),
    certification('SAT-2026-00206', 'quiet-desk', 'voice', '10.0', '2026-05-01'),
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

const LISTED = ['bell-desk', 'gong-desk', 'harp-trunk']
const ask = (path: string) => server.send(null, path, { headers: { accept: 'text/html' } })
const pageAt = async (path: string) => (await ask(path)).text()
const listedAt = async (query: string) => {
  const page = await pageAt(`/catalogue${query}`)
  return [...page.matchAll(/class="entry-name"><a href="\/catalogue\/products\/([\w-]+)"/g)].map(([, id]) => id)
}

describe('a search', () => {
  test.each([
    ['bell', ['bell-desk']],
    ['glocken', ['bell-desk']],
    ['mxone', ['bell-desk', 'gong-desk']],
    ['mx-one 9.2', ['gong-desk']],
    ['v9.1', ['bell-desk']],
    ['9.x', ['bell-desk', 'gong-desk', 'harp-trunk']],
    ['9.x orchard', ['bell-desk', 'gong-desk']],
    ['10', ['bell-desk']],
    ['3.2 harp', ['harp-trunk']],
    ['northwind', ['harp-trunk']],
    ['d', ['bell-desk', 'gong-desk']],
    ['ng', []],
    ['quiet', []],
    ['away', []],
  ])('%s finds %j', async (words, found) => {
    expect(await listedAt(`?search=${encodeURIComponent(words)}`)).toEqual(found)
  })

  test.each([
    ['bel desk', 'bel desk', ['bell-desk']],
    ['blel', 'bell', ['bell-desk']],
    ['norhtwind trunk', 'northwind trunk', ['harp-trunk']],
    ['glokenspiel', 'glockenspiel', ['bell-desk']],
    ['ochrard gong', 'orchard gong', ['gong-desk']],
    ['orchrd', 'orchard', ['bell-desk', 'gong-desk']],
  ])('%s is taken for %s, and said to be', async (typed, meant, found) => {
    const query = `?search=${encodeURIComponent(typed)}`
    expect(await listedAt(query)).toEqual(found)
    if (typed !== meant) expect(await pageAt(`/catalogue${query}`)).toContain(`Shown is what is called “${meant}”`)
  })

  test('control: what is like nothing is taken for nothing', async () => {
    const page = await pageAt('/catalogue?search=xylophonic')
    expect(page).toContain('Nothing in the catalogue fits')
    expect(page).not.toContain('Shown is what is called')
  })
})

describe('the facets', () => {
  const FILTERS: readonly CatalogueFilter[] = [
    {},
    { platform: 'orchard' },
    { platform: 'orchard', platformRelease: '9.1' },
    { family: 'other', level: 'MCT' },
    { country: 'NL' },
    { region: 'emea', platform: 'voice' },
    { platform: 'nowhere' },
  ]

  test.each(FILTERS)('under %j every count is what the choice shows', async (filter) => {
    const counts = (await catalogueFacets(house.database, { search: null, filter, today: TODAY }))!
    let seen = 0
    for (const facet of CATALOGUE_FACETS)
      for (const { value, products } of counts[facet]) {
        const asked = { search: null, filter: { ...filter, [facet]: value }, standing: null, today: TODAY }
        const { items } = await catalogue(house.database, { ...asked, after: null, limit: 50 })
        expect([facet, value, products]).toEqual([facet, value, items.length])
        seen += 1
      }
    expect(seen).toBeGreaterThan(filter.platform === 'nowhere' ? 0 : 4)
  })

  test('are links with the filter in the address, and the chosen one leads back', async () => {
    const page = await pageAt('/catalogue?platform=orchard')
    expect(page).toContain('href="/catalogue?platform=orchard&amp;platformRelease=9.1"')
    expect(page).toMatch(/href="\/catalogue" aria-current="true"/)
    expect(await listedAt('?standing=green')).toEqual(['bell-desk', 'gong-desk'])
    expect(await listedAt('?standing=yellow&platform=voice')).toEqual(['harp-trunk'])
  })
})

describe('who is a member is the same to the database as to the rulebook', () => {
  const term = (tier: Tier, from: string, until: string) => ({ tier, from: day(from), until: day(until) })
  const MEMBERS: readonly Partial<Membership>[] = [
    { terms: [] },
    { terms: [term('msp', '2026-01-01', '2026-06-15')] },
    { terms: [term('msp', '2026-01-01', '2026-06-14')] },
    { terms: [term('msp', '2026-01-01', '2026-05-16')] },
    { terms: [term('msp', '2026-01-01', '2026-05-15')] },
    { terms: [term('msp', '2026-06-16', '2027-06-15')] },
    { terms: [term('msp', '2025-01-01', '2026-05-20'), term('mpp', '2026-06-16', '2027-06-15')] },
    { terms: [term('mpp', '2025-07-01', '2026-06-30'), term('mdp-noncommercial', '2026-06-01', '2026-06-10')] },
    { terms: [term('mdp-noncommercial', '2025-07-01', '2026-06-30'), term('mpp', '2026-06-01', '2026-06-30')] },
    { terms: [term('msp', '2026-01-01', '2026-12-31')], terminated: terminatedOn('2026-06-15') },
    { terms: [term('msp', '2026-01-01', '2026-12-31')], terminated: terminatedOn('2026-06-16') },
  ]

  test.each(['mdp-noncommercial', 'msp', 'mpp'] as const)('where %s is the lowest tier that counts', async (least) => {
    const figure = figuresWith({ 'entitlement.tier': least }, TODAY)
    const ruled: boolean[] = []
    const queried: boolean[] = []
    for (const member of MEMBERS) {
      const membership = { organisation: 'southwind', application: null, terms: [], terminated: null, ...member }
      await house.database.run(
        sql`update membership set state = ${JSON.stringify(membership)}::jsonb where id = 'southwind'`,
      )
      const organisation = { id: 'southwind', name: 'Southwind', country: 'US', roles: [] } satisfies Organisation
      const subject = { organisation, membership, family: 'other', level: 'MCT', certification: CERTIFIED } as const
      ruled.push(isEntitled('list-product', subject, TODAY, figure))
      const found = await house.database.one(
        sql`select p.id from product p where p.id = 'bell-desk' ${productFits({}, [], TODAY, figure)}`,
      )
      queried.push(found !== null)
    }
    expect(queried).toEqual(ruled)
    expect(new Set(ruled).size).toBe(2)
  })

  test('where none has to be a member, nobody is left out', async () => {
    const figure = { ...(await figures(house.database, TODAY)), isOn: () => false }
    const found = await house.database.all(
      sql`select p.id from product p where p.id = 'away-desk' ${productFits({}, [], TODAY, figure)}`,
    )
    expect(found).toHaveLength(1)
  })

  afterAll(async () => {
    const terms = [term('msp', '2026-01-01', '2026-12-31')]
    const membership = { organisation: 'southwind', application: null, terms, terminated: null }
    await house.database.run(
      sql`update membership set state = ${JSON.stringify(membership)}::jsonb where id = 'southwind'`,
    )
  })
})

describe('side by side', () => {
  test('up to four products are shown; what is not listed is left out and said to be', async () => {
    const page = await pageAt('/catalogue/compare?product=bell-desk&product=harp-trunk&product=quiet-desk')
    expect([...page.matchAll(/<th scope="col"><a href="([^"]+)"/g)].map(([, path]) => path)).toEqual([
      '/catalogue/products/bell-desk',
      '/catalogue/products/harp-trunk',
    ])
    expect(page).toContain('One of those asked for is')
    expect(page).not.toContain('Quiet Desk')
    expect(page).toContain('With Orchard Exchange')
  })

  test('a fifth is told to be one too many, and none at all how one gets here', async () => {
    const query = ['bell-desk', 'gong-desk', 'harp-trunk', 'a', 'b'].map((id) => `product=${id}`).join('&')
    expect(await pageAt(`/catalogue/compare?${query}`)).toContain('1 more are left out')
    expect(await pageAt('/catalogue/compare')).toContain('Tick them in the')
  })
})

describe('what is told to search engines', () => {
  test('a product says what it is and how it is certified, whatever its words hold', async () => {
    const page = await pageAt('/catalogue/products/bell-desk')
    const [, data = ''] = /<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(page) ?? []
    expect(JSON.parse(data)).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'SoftwareApplication',
      name: 'Bell Desk',
      description: 'Rings </script> bells.',
      alternateName: ['Glockenspiel'],
      provider: { name: 'Southwind' },
      hasCertification: [
        { certificationIdentification: 'MCT-2026-00201' },
        { certificationIdentification: 'MCT-2026-00202' },
      ],
    })
    expect(page).toContain('<link rel="canonical" href="http://127.0.0.1:3000/catalogue/products/bell-desk"')
    expect(page).toContain('since <time datetime="2026-05-01">')
  })

  test('the map of the site holds the listed products and no other', async () => {
    const map = await pageAt('/sitemap.xml')
    expect([...map.matchAll(/\/catalogue\/products\/([\w-]+)</g)].map(([, id]) => id)).toEqual(LISTED)
    expect(map).toContain('<loc>http://127.0.0.1:3000/reference-guide</loc>')
    expect((await ask('/sitemap/products.xml?from=gong-desk')).headers.get('content-type')).toContain('xml')
    expect(await pageAt('/sitemap/products.xml?from=gong-desk')).not.toContain('bell-desk')
  })

  test('beyond fifty thousand it is a map of maps', async () => {
    await house.database.run(
      sql`insert into product (id, revision, fact, state) select 'z-' || lpad(n::text, 6, '0'), 1, 1, '{"organisation":"resale","name":"Z"}' from generate_series(1, 50001) n`,
    )
    const map = await pageAt('/sitemap.xml')
    expect(map).toContain('<sitemapindex')
    expect(map.match(/<sitemap>/g)).toHaveLength(3)
    await house.database.run(sql`delete from product where id like 'z-%'`)
  })

  test('crawlers are told what is none of theirs', async () => {
    const robots = await pageAt('/robots.txt')
    expect(robots).toContain('Disallow: /catalogue?')
    expect(robots).toContain('Sitemap: http://127.0.0.1:3000/sitemap.xml')
  })
})

const CERTIFIED = {
  number: 'MCT-2026-00201',
  product: 'bell-desk',
  platform: 'orchard',
  level: 'MCT',
  granted: day('2026-05-01'),
  pairs: [],
} as const

function terminatedOn(on: string): Membership['terminated'] {
  return { by: 'manager', at: `${on}T09:00:00.000Z`, day: day(on), reason: 'A test.' }
}

describe('a standing with a level, a region or a release', () => {
  const listed = async (query: Record<string, string>) =>
    listedAt(`?${new URLSearchParams({ standing: 'yellow', ...query }).toString()}`)
  beforeAll(() =>
    importRecords(house, {
      format: 'certwright/1',
      certifications: [certification('MCT-2026-00207', 'harp-trunk', 'orchard', '9.1', '2026-05-01')],
    }),
  )

  test('is that of an interop that has both, not of another of the same product', async () => {
    expect(await listed({ level: 'MCT' })).toEqual([])
    expect(await listed({ platformRelease: '9.1' })).toEqual([])
  })

  test('control: it is found by what it is', async () => {
    expect(await listed({ level: 'MQT' })).toEqual(['harp-trunk'])
    expect(await listed({ region: 'emea' })).toEqual(['harp-trunk'])
    expect(await listed({ platformRelease: '9.0' })).toEqual(['harp-trunk'])
    expect(await listedAt('?standing=green&level=MCT')).toEqual(['bell-desk', 'harp-trunk'])
  })
})
