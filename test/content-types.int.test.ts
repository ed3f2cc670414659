/** What the description of the API says that an address gives is what it gives: every one of them fetched, by whoever may. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apiOperations, type Described } from '../src/app/ask/api-description.ts'
import { RouteCaller } from './matrix/calling.ts'
import { knownRoutes } from './matrix/routes.ts'
import { testHouse, type TestHouse } from './support/house.ts'

/** Whoever may have it is among these. */
const ASKERS = ['programme-manager', 'partner-admin', 'lab-engineer'] as const

/** Fetched where a guide has one, in test/guides. */
const PICTURE = '/certifications/{number}/guide/pictures/{sha256}'

let house: TestHouse
let reads: readonly Described[]
/** The content type of each, by method and address; of those that nobody was given, the status. */
const given = new Map<string, string>()

beforeAll(async () => {
  house = await testHouse()
  const caller = await RouteCaller.begin(house)
  reads = (await apiOperations()).filter(({ method, path }) => method === 'GET' && path !== PICTURE)
  const routes = new Map(knownRoutes().map((route) => [route.key, route]))
  for (const asker of ASKERS) {
    await caller.become(asker)
    for (const { path } of reads) {
      if (given.get(path)?.includes('/')) continue
      const answer = await caller.answer(routes.get(`GET ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`)!)
      await answer.arrayBuffer()
      given.set(path, answer.ok ? (answer.headers.get('content-type') ?? '') : String(answer.status))
    }
  }
  await caller.end()
}, 300_000)
afterAll(() => house.end())

/** Those whose answer is not of a type that is said of them. */
function otherThanSaid(all: readonly Described[]): readonly string[] {
  return all.flatMap(({ path, operation }) => {
    const types = Object.entries(operation.responses)
      .filter(([status]) => status.startsWith('2'))
      .flatMap(([, { content = {} }]) => Object.keys(content))
    const [type = ''] = given.get(path)!.split(';')
    return types.some((said) => said === type || (said === 'image/*' && type.startsWith('image/')))
      ? []
      : [`${path} gives ${type}, said ${types.join(', ')}`]
  })
}

describe('the description of the API', () => {
  test('says of every read what it gives', () => {
    expect(reads.length).toBeGreaterThan(80)
    expect(otherThanSaid(reads)).toEqual([])
  })

  test('control: another type than it gives is seen', () => {
    const csv = reads.find(({ path }) => path === '/projects.csv')!
    const json = reads.find(({ path }) => path === '/projects.json')!
    expect(otherThanSaid([{ ...csv, operation: json.operation }])).toEqual([
      '/projects.csv gives text/csv, said application/json',
    ])
  })
})
