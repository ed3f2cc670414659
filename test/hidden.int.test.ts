/**
 * Hidden means hidden (R18): what somebody may not read cannot be asked for by any filter, search or place to go on from,
 * in no list and no file; and a self-assessment alone is nowhere in public (R12, 3T.SAT, X-23).
 */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act } from '../src/app/act.ts'
import { apiOperations } from '../src/app/ask/api-description.ts'
import { VISITOR } from '../src/programme/permission.ts'
import { buildWorld, type World } from './matrix/world.ts'
import { importRecords } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { serveHouse, type TestServer, type Who } from './support/server.ts'

/** Registered, and not to be had yet: of the one no release is out, of the other it comes in a year. */
const IN_THE_MAKING = {
  format: 'certwright/1',
  products: ['Zebramarine', 'Zebramarsh'].map((name, at) => ({
    id: name.toLowerCase(),
    organisation: 'southwind',
    name,
    family: 'other',
    interfaces: ['fax-gateway'],
    resoldByVendor: false,
    releases: [{ version: '1.0', ga: at === 0 ? null : '2027-06-15' }],
  })),
} as const

const SELF_ASSESSED = {
  format: 'certwright/1',
  products: [
    {
      id: 'south-desk',
      organisation: 'southwind',
      name: 'Quiet Desk',
      family: 'other',
      interfaces: ['fax-gateway'],
      resoldByVendor: false,
      releases: [{ version: '1.0', ga: '2025-01-01' }],
    },
  ],
  certifications: [
    {
      number: 'SAT-2025-00017',
      product: 'south-desk',
      platform: 'voice',
      level: 'SAT',
      granted: '2026-05-01',
      pairs: [{ platformRelease: '10.0', productRelease: '1.0' }],
    },
  ],
} as const

/** What a read cannot do without; each part of it is asked for otherwise in turn. */
const NEEDED: Readonly<Record<string, string>> = {
  '/api/support': '?product=north-trunk&productRelease=3.1&platform=voice&platformRelease=10.0&country=US',
}

/** Every read of the API with what its description says it may be asked for: other names are refused unread. */
const READS = (await apiOperations())
  .filter(({ method, path }) => method === 'GET' && path.startsWith('/api/') && !path.includes('{'))
  .map(({ path, operation }) => ({
    address: path + (NEEDED[path] ?? ''),
    isPublic: operation.security?.some((each) => Object.keys(each).length === 0) ?? false,
    names: (operation.parameters ?? []).filter(({ in: place }) => place === 'query').map(({ name }) => name),
  }))
const reads = (all: typeof READS) => Object.fromEntries(all.map(({ address, names }) => [address, names]))

/** Every list and file with whatever it can be filtered, searched, sorted or paged by. */
const PUBLIC: Readonly<Record<string, readonly string[]>> = {
  '/reference-guide': ['search', 'platform', 'standing', 'level', 'region', 'organisation', 'product', 'after', 'sort'],
  '/reference-guide.csv': [
    'search',
    'platform',
    'platformRelease',
    'organisation',
    'product',
    'family',
    'level',
    'region',
    'standing',
  ],
  '/reference-guide.json': ['search', 'organisation', 'product', 'level', 'sort', 'fields'],
  '/catalogue': ['search', 'family', 'platform', 'after', 'sort'],
  '/catalogue/companies': ['search', 'after', 'sort'],
  '/support': ['find', 'product', 'after'],
  ...reads(READS.filter(({ isPublic }) => isPublic)),
}
const SIGNED_IN: Readonly<Record<string, readonly string[]>> = {
  ...PUBLIC,
  '/projects': ['search', 'step', 'after', 'organisation', 'stage', 'sort'],
  '/products': ['search', 'family', 'organisation', 'after', 'sort'],
  '/projects/new': ['product', 'platform'],
  '/certifications': ['search', 'platform', 'level', 'standing', 'after', 'sort'],
  '/find': ['q'],
  '/notices': ['before', 'search'],
  ...reads(READS),
}

/** A hidden value, and another of its shape that nobody and nothing has. */
const CANARIES: Readonly<Record<string, readonly [canary: string, twin: string]>> = {
  'the number of another’s project': ['P-2026-0002', 'P-2026-0092'],
  'the number of another’s quote': ['Q-2026-0002', 'Q-2026-0092'],
  'the number of a self-assessment': ['SAT-2025-00017', 'SAT-2025-00097'],
  'the address of somebody else': ['stranger@southwind.test', 'strangle@southwind.test'],
  'a product no release of which is out': ['zebramarine', 'zebramasine'],
  'a product that comes in a year': ['zebramarsh', 'zebramassh'],
  'an applicant not decided on yet': ['Lighthousing', 'Lightmousing'],
  'what an applicant plans': ['submarining', 'submarinand'],
  'what an enquirer asked': ['carillonneur', 'carillonnist'],
  'what was recorded in testing': ['Benchmarkings', 'Benchmarkland'],
}

let house: TestHouse
let world: World
let server: TestServer
beforeAll(async () => {
  house = await testHouse()
  world = await buildWorld(house)
  await importRecords(house, SELF_ASSESSED)
  await importRecords(house, IN_THE_MAKING)
  await act(house, VISITOR, { move: 'apply-for-membership', id: null, input: APPLICATION })
  await act(house, VISITOR, { move: 'enquire', id: null, input: ENQUIRY })
  await house.database.run(
    sql`update run set state = jsonb_set(state, '{setUp}', '"Benchmarkings"') where project = ${world.foreign.project}`,
  )
  server = await serveHouse(house, world.cast)
})
afterAll(async () => {
  await server.close()
  await house.end()
})

const APPLICATION = {
  name: 'Lighthousing',
  country: 'DE',
  family: 'sip-trunk',
  tier: 'mdp-commercial-basic',
  contactName: 'A',
  contactEmail: 'a@lighthousing.test',
  secondName: 'B',
  secondEmail: 'b@lighthousing.test',
  plans: 'A trunk for submarining.',
  acceptsTerms: true,
}
const ENQUIRY = { name: 'A', email: 'a@b.test', organisation: 'O', question: 'May a carillonneur?' }

async function answer(who: Who, address: string): Promise<string> {
  const response = await server.send(who, address, { headers: { accept: 'text/html,*/*' } })
  const body = address.includes('.xlsx') ? '' : await response.text()
  // Keys of forms are drawn anew each time.
  return `${response.status} ${body.replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f-]{21}/g, '')}`
}

/** Whether asking with a value is answered otherwise than asking with its twin, the echo of the question apart. */
async function tells(
  who: Who,
  address: string,
  parameter: string,
  [canary, twin]: readonly [string, string],
): Promise<boolean> {
  const asked = async (value: string) => {
    const [path = '', needed] = address.split('?')
    const query = new URLSearchParams(needed)
    query.set(parameter, value)
    const said = await answer(who, `${path}?${query.toString()}`)
    const typed = encodeURIComponent(value)
    // An address within an address, as the way back from signing in, is encoded twice.
    const echoes = [value, typed, encodeURIComponent(typed)].flatMap((echo) => [
      echo,
      echo.toLowerCase(),
      echo.toUpperCase(),
    ])
    return echoes.reduce((text, echo) => text.replaceAll(echo, '…'), said)
  }
  return (await asked(canary)) !== (await asked(twin))
}

describe.each([
  ['a visitor', null, PUBLIC],
  ['somebody of another company', 'admin', SIGNED_IN],
] as const)('%s', (_, who, addresses) => {
  test.each(Object.entries(addresses))('learns nothing hidden from %s', async (address, parameters) => {
    const told: string[] = []
    const plain = await answer(who, address)
    for (const [what, canary] of Object.entries(CANARIES)) {
      if (plain.includes(canary[0])) told.push(`${what}, unasked`)
      for (const parameter of parameters)
        if (await tells(who, address, parameter, canary)) told.push(`${what}, by ${parameter}`)
    }
    expect(told).toEqual([])
  })
})

describe.each(IN_THE_MAKING.products)('$name, which is in the making,', ({ id, name }) => {
  const deployment = `product=${id}&productRelease=1.0&platform=voice&platformRelease=10.0&country=US`
  const places = [
    `/support?find=${name}`,
    `/support?product=${id}`,
    `/support?${deployment}`,
    `/api/support?${deployment}`,
    `/catalogue/products/${id}`,
    `/catalogue/compare?product=${id}`,
    `/reference-guide/voice/${id}`,
    `/reference-guide?product=${id}`,
    `/tickets/new?${deployment}`,
  ]
  /** As of one that nobody has registered. */
  const otherwise = (said: string) =>
    said
      .replaceAll(id, 'x')
      .replaceAll(name, 'x')
      .replaceAll(/zebratwin/gi, 'x')

  test.each(places)('is told nobody else by %s', async (address) => {
    const twin = address.replaceAll(id, 'zebratwin').replaceAll(name, 'zebratwin')
    for (const who of [null, 'admin', 'sponsor'] as const)
      expect([who, otherwise(await answer(who, address))]).toEqual([who, otherwise(await answer(who, twin))])
  })

  test('is told nobody else by a list of an installed base, nor by a move on it', async () => {
    const line = (product: string) =>
      `product,productRelease,platform,platformRelease,country\n${product},1.0,voice,10.0,US\n`
    const asked = async (product: string) => {
      const base = await server.send('admin', '/installed-base.csv', {
        body: line(product),
        headers: { 'content-type': 'text/csv' },
      })
      const moves = ['describe-product', 'add-product-release', 'note-product-ga'].map(async (move) => {
        const answer = await server.send('admin', `/api/products/${product}/${move}`, { body: {} })
        return `${answer.status} ${await answer.text()}`
      })
      return otherwise([await base.text(), ...(await Promise.all(moves))].join('\n').replaceAll('zebratwin', 'x'))
    }
    expect(await asked(id)).toBe(await asked('zebratwin'))
  })

  test('control: its own people and the support desk are answered', async () => {
    for (const who of ['stranger', 'manager', 'support'] as const) {
      expect(await answer(who, `/support?find=${name}`)).toContain(`/support?product=${id}`)
      expect(JSON.parse((await answer(who, `/api/support?${deployment}`)).slice(4))).toMatchObject({ clause: '1B.2' })
    }
  })
})

test('control: a product on the market that is certified by nobody is answered for, to everybody', async () => {
  expect(await answer(null, '/support?find=quiet')).toContain('/support?product=south-desk')
})

test('no read of the API is asked for what it refuses unread, and none is left out', async () => {
  expect(READS.length).toBeGreaterThan(9)
  expect(READS.flatMap(({ names }) => names).length).toBeGreaterThan(20)
  const refused = await answer('admin', '/api/projects?sort=x')
  expect(refused, 'control: such a name').toContain('Unknown in the address')
  for (const { address, names } of READS)
    for (const name of names)
      expect(await answer('manager', `${address}${address.includes('?') ? '&' : '?'}${name}=x`)).not.toContain(
        'Unknown in the address',
      )
})

describe('control: what may be read, and who may read it,', () => {
  test('is found by the same questions', async () => {
    const name = ['North Trunk', 'North Trumk'] as const
    expect(await tells(null, '/reference-guide', 'search', name)).toBe(true)
    expect(await tells(null, '/reference-guide.csv', 'search', name)).toBe(true)
    expect(await tells(null, '/api/reference-guide', 'search', name)).toBe(true)
    const support = Object.keys(PUBLIC).find((address) => address.startsWith('/api/support'))!
    expect(await tells(null, support, 'product', ['north-trunk', 'north-trumk'])).toBe(true)
    expect(await tells('admin', '/api/projects', 'stage', ['published', 'pudlished'])).toBe(true)
    expect(await tells(null, '/catalogue', 'search', name)).toBe(true)
    expect(await tells(null, '/catalogue/companies', 'search', ['Southwind', 'Southwimd'])).toBe(true)
    expect(await tells('admin', '/find', 'q', ['P-2026-0001', 'P-2026-0091'])).toBe(true)
    expect(await tells('admin', '/projects', 'search', ['P-2026-0001', 'P-2026-0091'])).toBe(true)
    expect(await tells('stranger', '/projects', 'search', CANARIES['the number of another’s project']!)).toBe(true)
    expect(await tells('manager', '/organisations', 'search', CANARIES['an applicant not decided on yet']!)).toBe(true)
  })
})

describe('a product with a self-assessment alone', () => {
  const { number } = SELF_ASSESSED.certifications[0]

  test.each([
    '/reference-guide',
    '/reference-guide?level=SAT',
    '/reference-guide?search=quiet',
    '/reference-guide.csv',
    '/reference-guide.json?product=south-desk',
    '/api/reference-guide',
    '/api/reference-guide?organisation=southwind',
    '/catalogue',
    '/catalogue?search=quiet',
    '/catalogue/companies/southwind',
    '/api/platforms',
  ])('is not in %s', async (address) => {
    for (const who of [null, 'admin'] as const) {
      const said = await answer(who, address)
      expect(said).toMatch(/^200 /)
      expect(said).not.toContain(number)
      expect(said).not.toContain('Quiet Desk')
      expect(said).not.toContain('south-desk')
    }
  })

  test.each(['/reference-guide.csv?level=SAT', '/api/reference-guide?level=SAT'])(
    'is not asked for by %s: there is no such level there',
    async (address) => {
      const said = await answer('admin', address)
      expect(said).toMatch(/^422 /)
      expect(said).not.toMatch(/Quiet Desk|south-desk/)
    },
  )

  test.each([
    `/certifications/${number}`,
    `/certifications/${number}/guide`,
    `/certifications/${number}/guide.pdf`,
    '/catalogue/products/south-desk',
    '/reference-guide/voice/south-desk',
  ])('has nothing at %s', async (address) => {
    const said = await answer('admin', address)
    expect(said).toMatch(/^404 /)
    // The product may be named, to say that it is not certified (1B.2); its self-assessment may not.
    expect(said.replaceAll(`/certifications/${number}`, '')).not.toMatch(/self-assess/i)
  })

  test('is no certification to the API, not supported, and found by nobody but its own and the staff', async () => {
    const certification = await (await server.send(null, `/api/certifications/${number}`)).json()
    expect(certification).toEqual({ number, genuine: false, inForce: false, row: null, certification: null })
    const deployment = 'product=south-desk&productRelease=1.0&platform=voice&platformRelease=10.0&country=US'
    const support = await (await server.send(null, `/api/support?${deployment}`)).json()
    expect(support).toMatchObject({ supported: false, route: 'partner', certification: null, clause: '1B.2' })
    const places = async (who: Who, words: string) => (await server.send(who, `/find?q=${words}`)).text()
    for (const words of ['quiet', 'SAT-2025']) expect(await places('admin', words)).toBe('{"places":[]}')
    expect(await places('stranger', 'quiet')).toContain('/products/south-desk')
    expect(await places('manager', 'quiet')).toContain('/products/south-desk')
  })

  test('is not told a sponsor who asks for the product; what is certified at MCT is', async () => {
    const page = (product: string) => answer('sponsor', `/projects/request?product=${product}&platform=voice`)
    expect(await page('south-desk')).toMatch(/^200 /)
    expect(await page('south-desk')).not.toContain(number)
    expect(await page('north-trunk')).toContain(world.own.certification)
  })

  test('control: one certified at MCT is in all of these', async () => {
    const own = world.own.certification
    for (const address of [
      '/reference-guide',
      '/api/reference-guide',
      '/reference-guide.csv',
      '/catalogue/products/north-trunk',
      `/certifications/${own}`,
    ])
      expect(await answer(null, address), address).toContain(own)
    expect(await (await server.send('stranger', '/find?q=north')).text()).toContain('/catalogue/products/north-trunk')
  })
})
