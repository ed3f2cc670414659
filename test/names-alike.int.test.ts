/** Names in addresses, and those that nobody can tell apart: hidden characters refused, a second product refused, companies told to the office alone. */
import fs from 'node:fs/promises'
import path from 'node:path'
import sql, { raw } from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act } from '../src/app/act.ts'
import { importExchange } from '../src/app/exchange/importing.ts'
import { CONSOLE, VISITOR } from '../src/programme/permission.ts'
import { type Cast, enterCast } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { serveHouse, type TestServer, type Who } from './support/server.ts'

let house: TestHouse
let cast: Cast
let server: TestServer
beforeAll(async () => {
  house = await testHouse()
  cast = await enterCast(house)
  server = await serveHouse(house, cast)
})
afterAll(async () => {
  await server.close()
  await house.end()
})

const PRODUCT = {
  name: 'North Phone',
  family: 'sip-lineside',
  interfaces: ['sip-lineside'],
  summary: '',
  version: '1.0',
}
const APPLICATION = {
  name: 'Alder Voice',
  country: 'DE',
  family: 'sip-trunk',
  tier: 'mdp-commercial-basic',
  contactName: 'Ada',
  contactEmail: 'ada@alder.test',
  secondName: 'Bo',
  secondEmail: 'bo@alder.test',
  plans: 'A trunk.',
  acceptsTerms: true,
}
const add = (name: string, who: 'admin' | 'stranger' = 'admin', more: object = {}) =>
  server.send(who, `/api/organisations/${who === 'admin' ? 'northwind' : 'southwind'}/products`, {
    body: { ...PRODUCT, name, ...more },
  })
const pageOf = async (who: Who, place: string) =>
  (await (await server.send(who, place, { headers: { accept: 'text/html' } })).text()).replaceAll(/\s+/g, ' ')

describe('a character that nobody sees', () => {
  test.each<[what: string, move: string, id: string | null, who: keyof Cast | null, input: object, at: string]>([
    ['a company', 'apply-for-membership', null, null, { ...APPLICATION, name: 'Al\u200bder' }, 'name'],
    ['a contact', 'apply-for-membership', null, null, { ...APPLICATION, contactName: 'Al\u200bder' }, 'contactName'],
    ['a product', 'add-product', 'northwind', 'admin', { ...PRODUCT, name: 'Al\u200bder' }, 'name'],
    ['another name', 'add-product', 'northwind', 'admin', { ...PRODUCT, aliases: ['Al\u200bder'] }, 'aliases.0'],
    ['a release', 'add-product-release', 'north-trunk', 'admin', { version: 'Al\u200bder' }, 'version'],
    ['a platform', 'add-platform', null, 'manager', { name: 'Al\u200bder', summary: '' }, 'name'],
    [
      'a person',
      'invite-person',
      'northwind',
      'admin',
      { name: 'Al\u200bder', email: 'x@y.test', roles: ['partner-engineer'] },
      'name',
    ],
  ])('is refused in the name of %s, with its code and place', async (_, move, id, who, input, at) => {
    const says = 'Character 3 of this name is U+200B, which nobody sees; type the name without it.'
    await expect(act(house, who ? cast[who] : VISITOR, { move, id, input })).rejects.toMatchObject({
      code: 'wrong-input',
      faults: [{ at, says }],
    })
  })

  test.each([
    ['\u202eAlder', 'Character 1 of this name is U+202E, which nobody sees and which turns the order'],
    ['Alder\u00adVoice', 'Character 6 of this name is U+00AD, which nobody sees;'],
    ['Alder \u2066Voice', 'Character 7 of this name is U+2066, which nobody sees and which turns the order'],
  ])('%j is told which', async (name, says) => {
    const refused = await add(name)
    expect(refused.status).toBe(422)
    const { refused: told } = (await refused.json()) as { refused: { faults: readonly { says: string }[] } }
    expect(told.faults.some((fault) => fault.says.startsWith(says))).toBe(true)
  })
})

describe('a second product of one company', () => {
  test.each([
    'North Trunk',
    'north trunk',
    'NorthTrunk',
    'Ｎｏｒｔｈ Ｔｒｕｎｋ',
    'N\u043erth Trunk',
    'North \u03a4runk',
  ])('called %j is refused with the first, its releases and the way there', async (name) => {
    const refused = await add(name)
    expect(refused.status).toBe(409)
    expect(await refused.json()).toMatchObject({
      refused: {
        code: 'conflict',
        says: expect.stringContaining('North Trunk, registered with the releases 3.1, 4.0'),
        see: '/products/north-trunk',
        faults: [{ at: 'name' }],
      },
    })
  })

  test('is refused in the form with a link to the first', async () => {
    const body = new URLSearchParams({ ...PRODUCT, name: 'north trunk', _id: 'northwind', _back: '/products/new' })
    const page = await server.send('admin', '/moves/add-product', { body, headers: { accept: 'text/html' } })
    expect(page.status).toBe(409)
    expect(await page.text()).toContain('<a href="/products/north-trunk">Look at what there is</a>')
  })

  test('is refused to one of two who send it at once, however it is spelled', async () => {
    const said = await Promise.all([add('Twin Desk'), add('Tw\u0456n Desk')])
    expect(said.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  })

  test('control: another name is taken, and another company may have the same', async () => {
    expect((await add('North Trunk 2')).status).toBe(200)
    expect((await add('North Trunk', 'stranger')).status).toBe(200)
  })
})

test('a platform by a name that looks the same is refused with the way to the first', async () => {
  const input = { name: 'V\u043eice', summary: '' }
  await expect(act(house, cast.manager, { move: 'add-platform', id: null, input })).rejects.toMatchObject({
    code: 'conflict',
    says: 'Voice is registered already.',
    see: '/platforms/voice',
  })
})

describe('a company that looks like another', () => {
  test('applies without a word, and learns nothing of the other', async () => {
    const answers = []
    for (const name of ['Northwind', 'Never Heard Of']) {
      const answer = await server.send(null, '/api/memberships', { body: { ...APPLICATION, name } })
      expect(answer.status).toBe(200)
      const { fact: _, says, ...told } = (await answer.json()) as { fact: number; says: string }
      expect(says).toBe(`${name} applied for membership`)
      answers.push(told)
    }
    expect(answers[0]).toEqual(answers[1])
    expect(JSON.stringify(answers)).not.toMatch(/northwind/i)
  })

  test('is pointed out to the office, in the list and where it decides', async () => {
    const list = await pageOf('manager', '/memberships')
    expect(list).toContain('By name this looks the same as <a href="/organisations/northwind">Northwind</a>')
    expect(list.match(/By name this looks the same/g)).toHaveLength(1)
    expect(await pageOf('manager', '/memberships/northwind-2')).toContain(
      '<a href="/organisations/northwind">Northwind</a>',
    )
    expect(await pageOf('manager', '/organisations/northwind')).toContain(
      '<a href="/organisations/northwind-2">Northwind</a>',
    )
    expect(await pageOf('manager', '/memberships/never-heard-of')).not.toContain('By name this looks the same')
  })

  test('and to nobody else', async () => {
    for (const [who, place] of [
      ['tester', '/organisations/northwind'],
      ['admin', '/our-organisation'],
    ] as const)
      expect(await pageOf(who, place), place).not.toContain('By name this looks the same')
  })
})

describe('an exchange file', () => {
  const company = (id: string, name: string) => ({ id, name, country: 'DE', roles: ['partner'] })
  const product = (id: string, organisation: string, name: string) => ({
    id,
    organisation,
    name,
    family: 'other',
    interfaces: ['fax-gateway'],
    resoldByVendor: false,
    releases: [],
  })
  const RECORDS = {
    format: 'certwright/1',
    organisations: [
      company('birch', 'Birch'),
      company('birch-too', 'B\u0456rch'),
      company('north-wind', 'North wind'),
      company('hidden', 'Hid\u200bden'),
    ],
    products: [
      product('birch-fax', 'birch', 'Fax'),
      product('birch-fax-too', 'birch', 'FAX'),
      product('other-fax', 'birch-too', 'Fax'),
      product('old-trunk', 'northwind', 'NORTH TRUNK'),
    ],
  }
  const REMARKS = [
    { at: 'organisations[1]', says: 'its name looks the same as that of birch: Birch' },
    { at: 'organisations[2]', says: 'its name looks the same as that of northwind: Northwind' },
    { at: 'organisations[3]', says: 'character 4 of its name is U+200B, which nobody sees' },
    { at: 'products[1]', says: 'its name looks the same as that of birch-fax: Fax' },
    { at: 'products[3]', says: 'its name looks the same as that of north-trunk: North Trunk' },
  ]

  test('brings what exists, and its report says which names cannot be told apart', async () => {
    const file = path.join(house.settings.dataDir, 'names.json')
    await fs.writeFile(file, JSON.stringify(RECORDS))
    for (const dryRun of [true, false])
      expect(await importExchange(house, CONSOLE, file, dryRun)).toMatchObject({
        taken: { organisation: 4, product: 4 },
        remarks: REMARKS,
        remarked: 5,
      })
  })
})

describe('what is called by no Latin letter stands in addresses by what else is known of it', () => {
  const idsOf = async (noun: 'organisation' | 'product' | 'platform') =>
    (await house.database.all<{ id: string }>(sql`select id from ${raw(noun)} order by id`)).map(({ id }) => id)

  test('a product by its company and kind, each by a word of its own', async () => {
    for (const name of ['日本語 トランク', '🚀', 'Телефон']) expect((await add(name)).status).toBe(200)
    expect((await add('日本語 トランク 2', 'stranger', { family: 'other' })).status).toBe(200)
    expect(await idsOf('product')).toEqual(
      expect.arrayContaining([
        'northwind-sip-lineside',
        'northwind-sip-lineside-2',
        'northwind-sip-lineside-3',
        'southwind-product',
      ]),
    )
    expect(await pageOf('admin', '/products/northwind-sip-lineside')).toContain('日本語 トランク')
  })

  test('a company by its country, a platform as one', async () => {
    for (const name of ['東京通信', '大阪通信'])
      await act(house, VISITOR, {
        move: 'apply-for-membership',
        id: null,
        input: { ...APPLICATION, name, country: ' jp ' },
      })
    for (const name of ['電話', '交換機'])
      await act(house, cast.manager, { move: 'add-platform', id: null, input: { name, summary: '' } })
    expect(await idsOf('organisation')).toEqual(expect.arrayContaining(['partner-jp', 'partner-jp-2']))
    expect(await idsOf('platform')).toEqual(expect.arrayContaining(['platform', 'platform-2']))
    expect([...(await idsOf('organisation')), ...(await idsOf('product'))].join()).not.toContain('unnamed')
  })
})
