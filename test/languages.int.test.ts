/** Languages: every page says everything of ours in the reader's, and leaves what people wrote as they wrote it. */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { partnerPeople } from '../src/app/demo/cast.ts'
import { demoState, fillDemo } from '../src/app/demo/fill.ts'
import { openSignIn } from '../src/app/sign-in.ts'
import { SIP_TRUNK_TEST_CASES } from '../src/conformance/cases/index.ts'
import { allCountries } from '../src/kernel/country.ts'
import { LANGUAGES } from '../src/languages/language.ts'
import { learn } from '../src/languages/say.ts'
import { inLanguage, wordsOf } from '../src/languages/speaking.ts'
import type { Person } from '../src/programme/person.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { invented, inventedWords, plainWordsOn } from './support/invented-language.ts'
import { MANAGER, OFFICE, PROJECTS, PUBLIC } from './support/page-states.ts'
import { serveHouse, type TestServer } from './support/server.ts'

let house: TestHouse
let server: TestServer
let people: ReadonlyMap<string, Person>
let data: ReadonlySet<string>

beforeAll(async () => {
  house = await testHouse()
  await fillDemo(house, openSignIn(house.database, house.settings), () => {})
  const rows = await house.database.all<{ state: Person }>(sql`select state from person`)
  people = new Map(rows.map(({ state }) => [state.email, state]))
  const cast = Object.fromEntries(rows.map(({ state }) => [state.id, state]))
  server = await serveHouse(house, cast as never, await demoState(house))
  data = await dataOf(house)
  // German is known first, then the invented language in its place.
  inLanguage('de', () => {})
  learn('de', inventedWords())
})
afterAll(async () => {
  learn('de', wordsOf('de'))
  await server.close()
  await house.end()
})

async function plainOn(who: string | null, address: string): Promise<readonly string[]> {
  const asker = who === null ? null : (people.get(who)!.id as never)
  const answer = await server.send(asker, address, { headers: { accept: 'text/html', cookie: 'cw_language=de' } })
  const page = await answer.text()
  expect(page).toContain('<html lang="de"')
  return plainWordsOn(page).filter((text) => !isData(text))
}

function isData(text: string): boolean {
  if (data.has(text) || /^https?:\/\/\S+$/.test(text)) return true
  const parts = text
    .split(/[\uff00-\uff5e]+|[^\p{L}\p{N}._@/:+-]+/u)
    .map((part) => part.replace(/[.:]$/, ''))
    .filter((part) => (part.match(/[A-Za-z]/g) ?? []).length > 1)
  return parts.every((part) => data.has(part) || /\d|@|^[A-Z]{2,}s?$|[._/]|^[a-z]+(?:-[a-z]+)+$/.test(part))
}

describe('in an invented language', () => {
  test('control: what is not said through the words is found', () => {
    expect(plainWordsOn(`<p>${invented('Search')} <b>Northwind</b></p><p title="Not said">x</p>`)).toEqual([
      'Northwind',
      'Not said',
    ])
    expect(isData('No words for this')).toBe(false)
  })

  test.each(PUBLIC)('%s', async (address) => {
    expect(await plainOn(null, address)).toEqual([])
  })

  test.each(OFFICE)('%s, for the programme office', async (address) => {
    expect(await plainOn(MANAGER, address)).toEqual([])
  })

  test.each(PROJECTS)('a project in %s, at its page %s, for %s', async (stage, part, who) => {
    const project = (await house.database.one<{ id: string; organisation: string }>(
      sql`select id, organisation from project where stage = ${stage} order by id limit 1`,
    ))!
    const partner = partnerPeople().find((each) => each.organisation === project.organisation)
    expect(await plainOn(who === 'partner' ? partner!.email : who, `/projects/${project.id}${part}`)).toEqual([])
  })
})

/** Every text that people wrote, whole and by its words where it is a name. */
async function dataOf({ database }: TestHouse): Promise<ReadonlySet<string>> {
  const months = Array.from({ length: 12 }, (_, month) => new Date(2026, month).toLocaleString('de', { month: 'long' }))
  const short = Array.from({ length: 12 }, (_, month) =>
    new Date(2026, month).toLocaleString('de', { month: 'short' }).replace('.', ''),
  )
  const days = Array.from({ length: 7 }, (_, at) => new Date(2026, 1, at).toLocaleString('de', { weekday: 'long' }))
  const found = new Set<string>([
    ...months,
    ...short,
    ...days,
    ...Object.values(LANGUAGES),
    'Certwright',
    'und',
    'oder',
  ])
  for (const { title } of SIP_TRUNK_TEST_CASES) found.add(title)
  const germanNames = new Intl.DisplayNames(['de'], { type: 'region' })
  for (const { code } of allCountries()) found.add(germanNames.of(code)!)
  const take = (value: unknown): void => {
    if (typeof value === 'string') {
      found.add(value.replaceAll(/\s+/g, ' ').trim())
      if (value.length < 60) for (const word of value.split(/[^\p{L}\p{N}._@/:+-]+/u)) found.add(word)
    } else if (typeof value === 'object' && value !== null) Object.values(value).forEach(take)
  }
  const tables = await database.all<{ name: string }>(
    sql`select table_name as name from information_schema.columns where column_name = 'state' and table_schema = 'public'`,
  )
  const { raw } = await import('sql-template-tag')
  for (const { name } of tables)
    for (const { state } of await database.all<{ state: unknown }>(sql`select state from ${raw(name)}`)) take(state)
  return found
}
