/** Languages: every page says everything of ours in the reader's, and leaves what people wrote as they wrote it. */
import sql, { raw } from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { spokenKeys } from '../bin/spoken.ts'
import { BASE_COLUMNS } from '../src/app/ask/installed-base.ts'
import { partnerPeople } from '../src/app/demo/cast.ts'
import { giveDigests } from '../src/app/effects/digests.ts'
import { giveReminders } from '../src/app/effects/reminders.ts'
import { mailSaid } from '../src/app/effects/mail-words.ts'
import { demoState, fillDemo } from '../src/app/demo/fill.ts'
import { actorOf } from '../src/app/identity.ts'
import { openSignIn } from '../src/app/sign-in.ts'
import type { Paper } from '../src/documents/paper.ts'
import { paperSaid } from '../src/documents/paper-words.ts'
import { SIP_TRUNK_TEST_CASES } from '../src/conformance/cases/index.ts'
import { ensureSigningKey } from '../src/app/keyring.ts'
import { API_TEMPLATE, LINESIDE_TEMPLATE } from '../src/conformance/sat/templates.ts'
import { allCountries } from '../src/kernel/country.ts'
import { addDays, dayOf } from '../src/kernel/day.ts'
import { LANGUAGES } from '../src/kernel/language.ts'
import { dateIn } from '../src/languages/known.ts'
import { learn } from '../src/languages/say.ts'
import { inLanguage, wordsOf } from '../src/languages/speaking.ts'
import type { Person } from '../src/programme/person.ts'
import { VERDICTS } from '../src/programme/run.ts'
import { WEIGHTS } from '../src/programme/sponsorship.ts'
import type { Stage } from '../src/programme/stage.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import {
  holdsMachineDay,
  invented,
  inventedWords,
  machineDaysOn,
  otherwise,
  plainWordsOn,
} from './support/invented-language.ts'
import { textOfDocx } from './support/paper-formats.ts'
import { textOfPdf } from './support/pdf.ts'
import { MANAGER, OFFICE, PROJECTS, PUBLIC, REVIEWER, TECHNICIAN, TESTER } from './support/page-states.ts'
import { serveHouse, type TestServer } from './support/server.ts'
import { addWebhook } from './support/webhooks.ts'

let house: TestHouse
let server: TestServer
let people: ReadonlyMap<string, Person>
let data: ReadonlySet<string>
/** The whole texts that people wrote, by what the record calls them. */
let written: ReadonlyMap<string, ReadonlySet<string>>
const keys = spokenKeys()
/** What people wrote at length, which also stands within sentences of ours. */
let longTexts: readonly string[]

beforeAll(async () => {
  house = await testHouse()
  await fillDemo(house, openSignIn(house.database, house.settings), () => {})
  const rows = await house.database.all<{ state: Person }>(sql`select state from person`)
  people = new Map(rows.map(({ state }) => [state.email, state]))
  const cast = Object.fromEntries(rows.map(({ state }) => [state.id, state]))
  server = await serveHouse(house, cast, await demoState(house))
  await addWebhook(house, actorOf(people.get(partnerPeople()[0]!.email)!), 'https://hooks.northwind.test/certwright')
  data = await dataOf(house)
  written = await writtenIn(house)
  longTexts = [...data].filter((text) => text.length > 30)
  // German is known first, then the invented language in its place.
  inLanguage('de', () => {})
  learn('de', inventedWords())
  learn('de', inventedWords('findings'), 'findings')
})
afterAll(async () => {
  learn('de', wordsOf('de'))
  learn('de', wordsOf('de', 'findings'), 'findings')
  await server.close()
  await house.end()
})

async function pageIn(language: 'en' | 'de', who: string | null, address: string): Promise<string> {
  const asker = who === null ? null : (people.get(who)!.id as never)
  const headers = { accept: 'text/html', cookie: `cw_language=${language}` }
  const page = await (await server.send(asker, address, { headers })).text()
  expect(page).toContain(`<html lang="${language}"`)
  return page
}

/** What is not said through the words on a page, and what programs read there that is not as on the English page. */
async function wrongOn(who: string | null, address: string): Promise<readonly string[]> {
  const [page, english] = [await pageIn('de', who, address), await pageIn('en', who, address)]
  return [
    ...plainWordsOn(page).filter((text) => !isData(text, address)),
    ...otherwise(page, english),
    ...machineDaysOn(english).filter((text) => !isTyped(text, address)),
  ]
}

/** A day that stands alone is typed only where answers to questions are told. */
const isTyped = (text: string, address: string): boolean =>
  data.has(text) && (text.length > '2027-03-03'.length || address.endsWith('/questionnaire'))

/** What stands between words of ours. */
const ofOthers = (text: string): readonly string[] =>
  text
    .split(/[\uff00-\uff5e]+/)
    .map((part) => part.replaceAll(/^[ .:,;]+|[ :,;]+$/g, ''))
    .filter((part) => (part.match(/[A-Za-z]/g) ?? []).length > 1)

/** What ought to be said has words: a key, with what a sentence may end in or without. */
const isKey = (text: string): boolean => keys.has(text) || keys.has(`${text}.`) || keys.has(text.replace(/[.:]$/, ''))

/** Where people write what we might say as well: a heading of a guide, an answer in a thread. */
const WRITTEN_ON: readonly (readonly [address: RegExp, name: string])[] = [
  [/\/guide(?:\.md|\/versions)?$/, 'content'],
  [/\/report\.html$/, 'title'],
  [/\/self-test$/, 'instructions'],
  [/\/plan\/[A-Z]+-\d+$/, 'messages'],
]

/** Words of ours are data only where the record of the page holds the whole of them as somebody’s. */
function isHeld(text: string, address: string): boolean {
  const name = WRITTEN_ON.find(([pages]) => pages.test(address))?.[1]
  return name !== undefined && written.get(name)!.has(text)
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

describe('in an invented language', () => {
  test('control: what is not said through the words is found', () => {
    expect(plainWordsOn(`<p>${invented('Search')} <b>Northwind</b></p><p title="Not said">x</p>`)).toEqual([
      'Northwind',
      'Not said',
    ])
    expect(isData('No words for this')).toBe(false)
    expect([isData('passed'), isData('Hold', '/projects/1/guide'), isData('Hold', '/projects/1')]).toEqual([
      false,
      true,
      false,
    ])
    const field = '<input id="offer-slot-from" name="from" title="From" required />'
    expect(otherwise(field.replace('title="From"', 'title="Von"'), field)).toEqual([])
    expect(otherwise(field.replace('name="from"', `name="${invented('from')}"`), field)).toHaveLength(1)
    expect(otherwise(field.replace('required', ''), field)).toHaveLength(1)
    expect(machineDaysOn('<p>until <b>2027-03-03</b></p><time title="2027-03-03">3 Mar 2027</time>')).toEqual([
      '2027-03-03',
    ])
  })

  test.each(PUBLIC)('%s', async (address) => {
    expect(await wrongOn(null, address)).toEqual([])
  })

  test('what a page of the API sends and names is in English', async () => {
    const read = '/api-reference/public.referenceGuide'
    const page = await pageIn('de', MANAGER, read)
    expect(page).toContain('<option value="green">')
    expect(otherwise(page, await pageIn('en', MANAGER, read))).toEqual([])
    expect(plainWordsOn(await pageIn('de', MANAGER, '/api-reference/grant'))).toContain('reason')
  })

  test.each(OFFICE)('%s, for the programme office', async (address) => {
    expect(await wrongOn(MANAGER, address)).toEqual([])
  })

  test.each([
    ['product', '/products', MANAGER],
    ['ticket', '/tickets', MANAGER],
    ['organisation', '/organisations', MANAGER],
    ['webhook', '/webhooks', partnerPeople()[0]!.email],
  ])('the page of one %s', async (noun, list, who) => {
    const one = await house.database.one<{ id: string }>(sql`select id from ${raw(noun)} order by id limit 1`)
    expect(await wrongOn(who, `${list}/${one!.id}`)).toEqual([])
  })

  test.each(PROJECTS)('a project in %s, at its page %s, for %s', async (stage, part, who) => {
    const { id, email } = await projectIn(stage, who)
    expect(await wrongOn(email, `/projects/${id}${part}`)).toEqual([])
  })
})

describe('captures, in the invented language', () => {
  /** Codecs, addresses, methods and headers are of the capture; what stands beside them is ours. */
  const isQuoted = (text: string): boolean =>
    /^(?:[A-Z]+|RTP \S+) \S+$|sip:|\d{3} \S.*\(\d+ [A-Z]+\)|^(?:RTP|PCM|G7|telephone-event|audio|offer|answer)|^certwright-judge/.test(
      text,
    ) || isData(text)

  async function pageRead(address: string): Promise<string> {
    for (let tries = 0; tries < 60; tries += 1) {
      const answer = await server.send(people.get(TESTER)!.id as never, address, {
        headers: { accept: 'text/html', cookie: 'cw_language=de' },
      })
      const page = await answer.text()
      if (!page.includes('http-equiv="refresh"') && page.includes('id="file"')) return page
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
    throw new Error(`${address} was not read`)
  }

  test('calls, ladder, verdicts with their causes, and the course that is expected', async () => {
    const captures = await house.database.all<{ id: string; project: string; plan: string }>(
      sql`select state->>'id' as id, state->>'project' as project, state->>'testCase' as plan from evidence
          where state->>'kind' = 'capture' order by state->>'name' limit 4`,
    )
    expect(captures.length).toBeGreaterThan(0)
    const pages: string[] = []
    for (const { id, project } of captures) {
      const page = await pageRead(`/projects/${project}/captures/${id}`)
      pages.push(page)
      expect
        .soft(
          plainWordsOn(page).filter((text) => !isQuoted(text)),
          id,
        )
        .toEqual([])
    }
    for (const said of ['What it shows', 'In the file', 'Usually:', 'Expected'])
      expect
        .soft(
          pages.some((page) => page.includes(invented(said))),
          said,
        )
        .toBe(true)
    expect(pages.join(''), 'addresses are never said').toMatch(/sip:|@/)
  })
})

/** On a report stand test cases as they are written, and signalling. */
function isOnPaper(text: string, address: string): boolean {
  const plain = text.replaceAll('&#61;', '=').replace(/^[#*|\s-]+/, '')
  const without = plain.replace(/^[\uff00-\uff5e\s]+: |^[A-Z]{3}-\d\d /, '')
  return (
    /→|https?|^\d+\./.test(plain) ||
    plain.includes('sip:') ||
    isData(plain, address) ||
    (data.has(without) && !isKey(without)) ||
    isData(without, address)
  )
}

/** How often a paper in French tells at the foot of its first page that the English counts. */
function timesAtFoot(said: string): number {
  const [page = ''] = said.split('\f')
  return page.replaceAll(/\s+/g, ' ').split(wordsOf('fr').get('If in doubt, the English version counts.')!).length - 1
}

/** Of lines that differ in numbers only, one. */
const oneOfEach = (lines: readonly string[]) => [
  ...new Map(lines.map((line) => [line.replaceAll(/\d/g, '#'), line])).values(),
]

/** Far enough for terms, quotes, credentials and colours to end; and back to the day the other tests are on. */
const DAYS_AHEAD = [0, 1, 3, 7, 14, 30, 60, 90, 120, 180, 240, 300, 365, 400, 500, 600, 0]
const OCCASIONS = ['N04', 'N08', 'N10', 'N16', 'N23', 'N28', 'N30', 'N38', 'N40', 'N41', 'N46', 'N47', 'N48']

describe('what leaves the house, in the invented language', () => {
  test('every notice, line by line, of facts and of what time alone brings', async () => {
    const now = house.now()
    for (const days of DAYS_AHEAD) {
      house.clock.to(addDays(dayOf(now), days), 0)
      await giveReminders(house)
      await giveDigests(house)
    }
    const notices = await house.database.all<{
      code: string
      subject: string
      body: string
      quoted: readonly number[]
    }>(sql`select distinct on (code, subject) code, subject, body, quoted from notice order by code, subject`)
    expect(new Set(notices.map(({ code }) => code)).size).toBeGreaterThan(25)
    expect(notices.map(({ code }) => code)).toEqual(expect.arrayContaining(OCCASIONS))
    const left = notices.flatMap(({ code, ...mail }) => {
      const said = mailSaid(mail, { code, notices: 'http://127.0.0.1:3000/notices' }, 'de')
      // What was typed stays as it is, also where it is the very text that a form proposed.
      const typed = new Set(mail.quoted.map((at) => mail.body.split('\n')[at]))
      const lines = [said.subject, ...said.body.split('\n'), said.foot].filter(
        (line) => !typed.has(line) && !isData(line),
      )
      const machines = [mail.subject, ...mail.body.split('\n')].filter(
        (line) => !typed.has(line) && holdsMachineDay(line),
      )
      return [...lines, ...machines].map((line) => `${code}: ${line}`)
    })
    expect(oneOfEach(left)).toEqual([])
  })

  test('the certification report, and a config guide', async () => {
    const { project } = (await house.database.one<{ project: string }>(
      sql`select state->>'project' as project from certification where state->>'number' = 'MCT-2026-00001'`,
    ))!
    const papers = [`/projects/${project}/report.html`, '/certifications/MCT-2026-00001/guide.md']
    for (const address of papers) {
      const answer = await server.send(people.get(MANAGER)!.id as never, address, {
        headers: { cookie: 'cw_language=de' },
      })
      const left = plainWordsOn((await answer.text()).replaceAll(/\n|\|/g, '</p><p>').replaceAll('\\', '')).filter(
        (text) => !isOnPaper(text, address),
      )
      expect.soft(left, address).toEqual([])
    }
  })

  test('control: a foot that was said twice is seen', () => {
    const paper: Paper = { kind: '', title: '', number: '', day: '', facts: [], blocks: [], foot: 'Aldermoor' }
    const feet = inLanguage('fr', () => [paperSaid(paper), paperSaid(paperSaid(paper))].map(({ foot }) => foot))
    expect(feet.map(timesAtFoot)).toEqual([1, 2])
  })

  test('a guide is said once in each of its forms', async () => {
    const ask = async (ending: string) =>
      Buffer.from(
        await (
          await server.send(
            people.get(MANAGER)!.id as never,
            `/certifications/MCT-2026-00001/guide.${ending}?language=fr`,
          )
        ).arrayBuffer(),
      )
    expect(timesAtFoot((await ask('md')).toString('utf8'))).toBe(1)
    expect(timesAtFoot(textOfDocx(await ask('docx')))).toBe(1)
  })

  test('a certificate, a config guide and the reference guide speak French when they are asked in it', async () => {
    await ensureSigningKey(house)
    const french = wordsOf('fr')
    const { number } = (await house.database.one<{ number: string }>(
      sql`select state->>'number' as number from certification where state->>'project' is not null and state->>'level' <> 'SAT' and state->>'withdrawn' is null limit 1`,
    ))!
    const papers = [
      [`/certifications/${number}/certificate.pdf`, 'Certificate'],
      ['/certifications/MCT-2026-00001/guide.pdf', 'Configuration guide'],
      ['/reference-guide.pdf', 'Interop reference guide'],
    ] as const
    for (const [address, title] of papers) {
      const ask = async (query: string) =>
        textOfPdf(
          Buffer.from(await (await server.send(people.get(MANAGER)!.id as never, address + query)).arrayBuffer()),
          'cells',
        )
      expect.soft(await ask(''), address).toContain(title)
      const said = await ask('?language=fr')
      expect.soft(said === null ? 1 : timesAtFoot(said), address).toBe(1)
      expect.soft(said?.toLowerCase(), address).toContain(french.get(title)?.toLowerCase())
      expect
        .soft(said?.replaceAll(/\s+/g, ' '), address)
        .toContain(french.get('If in doubt, the English version counts.'))
    }
  })
})

/** Forms wrongly filled in, or sent when it is not their time. */
const WRONG: readonly (readonly [
  stage: Stage,
  part: string,
  who: string,
  move: string,
  input: Record<string, string>,
])[] = [
  ['readiness', '', 'partner', 'declare-readiness', {}],
  ['quote-offered', '/quote', 'partner', 'order', { billingEmail: 'nowhere', version: 'x' }],
  ['questionnaire', '/questionnaire', 'partner', 'submit-questionnaire', {}],
  ['slot-to-offer', '', TESTER, 'offer-slot', { from: '2020-01-01', to: '2019-01-01', engineer: 'nobody' }],
  ['slot-to-offer', '', TESTER, 'offer-slot', { from: 'soon', to: '', engineer: '' }],
  ['testing', '/testing/OUT-01', TESTER, 'record-result', { testCase: 'OUT-01', verdict: 'splendid', seen: '1' }],
  ['testing', '/testing', TESTER, 'finish-testing', { summary: 'Nearly there.' }],
  ['testing', '/questions', TESTER, 'ask', { text: '' }],
  ['decision', '/decision', MANAGER, 'grant', { reason: '' }],
  ['decision', '/decision', MANAGER, 'decline-grant', { reason: 'x', 'findings[0].testCase': 'ABC-99' }],
  ['self-testing', '/self-test', TECHNICIAN, 'log-hours', { on: '2199-01-01', hours: '-1', note: '' }],
  ['request-review', '/request', TESTER, 'assess-business-case', { strategy: 'd', 'size.weight': 'huge' }],
  ['sat-plan-review', '/plan', REVIEWER, 'return-sat-plan', { remark: '' }],
  ['published', '', MANAGER, 'close-project', { reason: 'Enough.' }],
  ['published', '/testing', TESTER, 'finish-testing', { summary: 'Once more.' }],
]

describe('a refusal in an invented language', () => {
  test.each(WRONG)('of a project in %s, on its page %s, to %s who would %s', async (stage, part, who, move, input) => {
    const { id, email } = await projectIn(stage, who)
    const answer = await server.send(people.get(email)!.id as never, `/moves/${move}`, {
      body: new URLSearchParams({ _id: id, _back: `/projects/${id}${part}`, ...input }),
      headers: { accept: 'text/html', cookie: 'cw_language=de', origin: server.address },
    })
    const page = await answer.text()
    expect(answer.status).toBeGreaterThanOrEqual(400)
    const told = page.match(/<div class="refusal"[^]*?<\/div>\s*<\/div>|<p class="fault"[^]*?<\/p>/g) ?? []
    expect(told).not.toEqual([])
    expect(told.flatMap(plainWordsOn).filter((text) => !isData(text))).toEqual([])
  })
})

async function projectIn(stage: Stage, who: string): Promise<{ readonly id: string; readonly email: string }> {
  const { id, organisation } = (await house.database.one<{ id: string; organisation: string }>(
    sql`select id, organisation from project where stage = ${stage} order by id limit 1`,
  ))!
  const partner = partnerPeople().find((each) => each.organisation === organisation)
  return { id, email: who === 'partner' ? partner!.email : who }
}

/** The same in every language. */
const UNITS = ['ms', 'kB', 'MB', 'GB', 'kbit']

/** Templates of SAT plans are in English, all but what is said elsewhere as well. */
function textsOf(testCase: object): readonly string[] {
  return Object.values(testCase)
    .flat()
    .filter((value): value is string => typeof value === 'string' && value.includes(' '))
}

/** All states of the record. */
async function statesOf({ database }: TestHouse): Promise<readonly unknown[]> {
  const { raw } = await import('sql-template-tag')
  const tables = await database.all<{ name: string }>(
    sql`select table_name as name from information_schema.columns where column_name = 'state' and table_schema = 'public'`,
  )
  const found = await Promise.all(
    tables.map(({ name }) => database.all<{ state: unknown }>(sql`select state from ${raw(name)}`)),
  )
  return found.flat().map(({ state }) => state)
}

async function writtenIn(house: TestHouse): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = new Map(WRITTEN_ON.map(([, name]) => [name, new Set<string>()]))
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
  for (const testCase of [...API_TEMPLATE, ...LINESIDE_TEMPLATE])
    for (const text of textsOf(testCase)) found.add(text).add(`${text}.`)
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
