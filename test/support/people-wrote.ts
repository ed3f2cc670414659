/** What stands on pages and is nobody's to say: what people wrote, as the whole record has it, and what is alike in every language. */
import sql, { raw } from 'sql-template-tag'
import { spokenKeys } from '../../bin/spoken.ts'
import { BASE_COLUMNS } from '../../src/app/ask/installed-base.ts'
import { SIP_TRUNK_TEST_CASES } from '../../src/conformance/cases/index.ts'
import { allCountries } from '../../src/kernel/country.ts'
import { LANGUAGES } from '../../src/kernel/language.ts'
import { dateIn } from '../../src/languages/known.ts'
import { VERDICTS } from '../../src/programme/run.ts'
import { WEIGHTS } from '../../src/programme/sponsorship.ts'
import type { TestHouse } from './house.ts'

export type PeopleWrote = {
  /** Whether a text, or all of it but words of the invented language, is data; on the page of an address. */
  readonly isData: (text: string, address?: string) => boolean
  /** The whole of a text that people wrote, and that is no sentence of ours. */
  readonly isWhole: (text: string) => boolean
}

const keys = spokenKeys()

/** Where people write what we might say as well: a heading of a guide, an answer in a thread. */
const WRITTEN_ON: readonly (readonly [address: RegExp, ...names: string[]])[] = [
  [/\/guide(?:\.md|\/versions)?$/, 'content'],
  [/\/report\.html$/, 'title'],
  [/\/self-test$/, 'instructions'],
  [/\/plan\/[A-Z]+-\d+$/, 'messages', 'interfaces'],
  [/\/testing\/[A-Z]+-\d+$/, 'messages'],
  [/\/questionnaire$/, 'answers'],
  [/^\/certifications\/[A-Z]+-\d+-\d+$/, 'name'],
]

/** What stands between words of ours. */
const ofOthers = (text: string): readonly string[] =>
  text
    .split(/[\uff00-\uff5e]+/)
    .map((part) => part.replaceAll(/^[ .:,;]+|[ :,;]+$/g, ''))
    .filter((part) => (part.match(/[A-Za-z]/g) ?? []).length > 1)

/** What ought to be said has words: a key, with what a sentence may end in or without. */
const isKey = (text: string): boolean => keys.has(text) || keys.has(`${text}.`) || keys.has(text.replace(/[.:]$/, ''))

/** As the record of a house has it when it is asked. */
export async function peopleWrote(house: TestHouse): Promise<PeopleWrote> {
  const data = await dataOf(house)
  const written = await writtenIn(house)
  /** What people wrote at length, which also stands within sentences of ours. */
  const longTexts = [...data].filter((text) => text.length > 30)

  /** Words of ours are data only where the record of the page holds the whole of them as somebody’s. */
  function isHeld(text: string, address: string): boolean {
    const [, ...names] = WRITTEN_ON.find(([pages]) => pages.test(address)) ?? []
    return names.some((name) => written.get(name)!.has(text))
  }

  function isData(text: string, address = ''): boolean {
    if (isKey(text)) return isHeld(text, address)
    const bare = text.replaceAll(/[\uff00-\uff5e]+/g, ' ').replace(/^[ .:,;\d]+/, '')
    if (data.has(text) || data.has(bare) || data.has(text.replace(/^[A-Z]{3}-\d\d: /, ''))) return true
    if (ofOthers(text).every((part) => data.has(part))) return true
    if (/^https?:\/\/\S+$/.test(text)) return true
    if (text.split(/(?<=[.!?]) (?=[A-Z])/).every((sentence) => data.has(sentence))) return true
    const parts = longTexts
      .reduce((rest, written) => rest.replaceAll(written, ' '), text)
      .split(/[\uff00-\uff5e]+|[^\p{L}\p{N}._@/:+-]+/u)
      .map((part) => part.replace(/[.:]$/, ''))
      .filter((part) => (part.match(/[A-Za-z]/g) ?? []).length > 1)
    return parts.every((part) => data.has(part) || /\d|@|^[A-Z]{2,}s?$|[._/]|^[a-z]+(?:-[a-z]+)+$/.test(part))
  }

  return { isData, isWhole: (text) => data.has(text) && !isKey(text) }
}

/** The same in every language. */
const UNITS = ['ms', 'kB', 'MB', 'GB', 'kbit']

/** All states of the record. */
async function statesOf({ database }: TestHouse): Promise<readonly unknown[]> {
  const tables = await database.all<{ name: string }>(
    sql`select table_name as name from information_schema.columns where column_name = 'state' and table_schema = 'public'`,
  )
  const found = await Promise.all(
    tables.map(({ name }) => database.all<{ state: unknown }>(sql`select state from ${raw(name)}`)),
  )
  return found.flat().map(({ state }) => state)
}

/** The whole texts that people wrote, by what the record calls them. */
async function writtenIn(house: TestHouse): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = new Map(WRITTEN_ON.flatMap(([, ...names]) => names.map((name) => [name, new Set<string>()])))
  const take = (value: unknown, into: Set<string> | undefined): void => {
    if (typeof value === 'string') for (const line of value.split('\n')) into?.add(line.trim())
    if (typeof value !== 'object' || value === null) return
    for (const [name, part] of Object.entries(value)) take(part, found.get(name) ?? into)
  }
  for (const state of [...(await statesOf(house)), ...SIP_TRUNK_TEST_CASES]) take(state, undefined)
  return found
}

/** Every text that people wrote, whole and by its words where it is a name. */
async function dataOf(house: TestHouse): Promise<ReadonlySet<string>> {
  const months = Array.from({ length: 12 }, (_, month) => new Date(2026, month).toLocaleString('de', { month: 'long' }))
  const short = Array.from({ length: 12 }, (_, month) => dateIn('de', Date.UTC(2026, month)).replaceAll(/[\d. ]/g, ''))
  const days = Array.from({ length: 7 }, (_, at) => new Date(2026, 1, at).toLocaleString('de', { weekday: 'long' }))
  const found = new Set<string>([
    ...months,
    ...short,
    ...days,
    ...UNITS,
    ...Object.values(LANGUAGES),
    'Certwright',
    'und',
    'oder',
    'Sept',
    // Values as they are sent.
    ...Object.keys({ ...WEIGHTS, ...VERDICTS }),
  ])
  found.add(BASE_COLUMNS.join(', '))
  const germanNames = new Intl.DisplayNames(['de'], { type: 'region' })
  for (const { code } of allCountries()) found.add(germanNames.of(code)!)
  const take = (value: unknown): void => {
    if (typeof value === 'string') {
      found.add(value.replaceAll(/\s+/g, ' ').trim())
      if (value.length < 60)
        for (const word of value.split(/[^\p{L}\p{N}._@/:+-]+/u)) found.add(word).add(word.replace(/[.:]$/, ''))
    } else if (typeof value === 'object' && value !== null) Object.values(value).forEach(take)
  }
  const facts = await house.database.all<{ body: string }>(sql`select body from fact`)
  for (const { body } of facts) take((JSON.parse(body) as { data: unknown }).data)
  for (const { cites } of SIP_TRUNK_TEST_CASES) take(cites)
  for (const state of await statesOf(house)) take(state)
  return found
}
