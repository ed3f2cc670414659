/** Languages: every page says everything of ours in the reader's, and leaves what people wrote as they wrote it. */
import sql, { raw } from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { partnerPeople } from '../src/app/demo/cast.ts'
import { giveDigests } from '../src/app/effects/digests.ts'
import { giveReminders } from '../src/app/effects/reminders.ts'
import { mailSaid } from '../src/app/effects/mail-words.ts'
import { actorOf } from '../src/app/identity.ts'
import { projectFile } from '../src/app/project-file.ts'
import { templateCase } from '../src/conformance/sat/templates.ts'
import { addDays, dayOf } from '../src/kernel/day.ts'
import { learn } from '../src/languages/say.ts'
import { inLanguage, wordsOf } from '../src/languages/speaking.ts'
import type { Stage } from '../src/programme/stage.ts'
import {
  holdsMachineDay,
  invented,
  inventedWords,
  machineDaysOn,
  otherwise,
  plainWordsOn,
} from './support/invented-language.ts'
import { type PeopleWrote, peopleWrote } from './support/people-wrote.ts'
import { MANAGER, OFFICE, PROJECTS, PUBLIC, REVIEWER, statusOf, TECHNICIAN, TESTER } from './support/page-states.ts'
import { addWebhook } from './support/webhooks.ts'
import { type ServedDemo, serveDemo } from './support/served-demo.ts'

let demo: ServedDemo
let wrote: PeopleWrote

beforeAll(async () => {
  demo = await serveDemo()
  await addWebhook(
    demo.house,
    actorOf(demo.people.get(partnerPeople()[0]!.email)!),
    'https://hooks.northwind.test/certwright',
  )
  wrote = await peopleWrote(demo.house)
  // German is known first, then the invented language in its place.
  inLanguage('de', () => {})
  learn('de', inventedWords())
  learn('de', inventedWords('findings'), 'findings')
})
afterAll(async () => {
  learn('de', wordsOf('de'))
  learn('de', wordsOf('de', 'findings'), 'findings')
  await demo.end()
})

const isData: PeopleWrote['isData'] = (text, address) => wrote.isData(text, address)

async function pageIn(language: 'en' | 'de', who: string | null, address: string): Promise<string> {
  const asker = demo.asker(who)
  const headers = { accept: 'text/html', cookie: `cw_language=${language}` }
  const answer = await demo.server.send(asker, address, { headers })
  expect(answer.status, address).toBe(statusOf(address))
  const page = await answer.text()
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
  wrote.isWhole(text) && (text.length > '2027-03-03'.length || address.endsWith('/questionnaire'))

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
    const one = await demo.house.database.one<{ id: string }>(sql`select id from ${raw(noun)} order by id limit 1`)
    expect(await wrongOn(who, `${list}/${one!.id}`)).toEqual([])
  })

  test.each(PROJECTS)('a project in %s, at its page %s, for %s', async (stage, part, who) => {
    const { id, email } = await projectIn(stage, who)
    expect(await wrongOn(email, `/projects/${id}${part}`)).toEqual([])
  })
})

describe('the SAT plans of an application on an API, of a telephone and of a recorder, in the invented language', () => {
  const SATS = [
    ['sat-plan-review', 'advanced-api', ['csta'], '/plan', REVIEWER],
    ['sat-testing', 'sip-lineside', ['sip-lineside'], '/testing', 'partner'],
    ['sat-accepted', 'advanced-api', ['src'], '/plan', TESTER],
    ['sat-accepted', 'advanced-api', ['src'], '/testing', TESTER],
  ] as const

  test.each(SATS)('in %s, for %s on %s, at %s and each of its test cases, for %s', async (...of) => {
    const [stage, family, interfaces, part, who] = of
    const { id, email } = await projectIn(stage, who)
    expect(await wrongOn(email, `/projects/${id}${part}`)).toEqual([])
    const { sat } = (await projectFile(demo.house.database, id))!.file
    expect(sat!.testCases.length).toBeGreaterThan(25)
    const taken = { title: 0, all: 0 }
    for (const { plan, title } of sat!.testCases) {
      const address = `/projects/${id}${part}/${plan}`
      expect.soft(await wrongOn(email, address), address).toEqual([])
      const isOurs = templateCase({ family, interfaces }, plan)?.title === title
      const page = await pageIn('de', email, address)
      expect.soft(page, plan).toContain(`<h2 class="case-title">${isOurs ? invented(title) : title}</h2>`)
      taken.title += isOurs ? 1 : 0
      taken.all += 1
    }
    expect(taken.title).toBeGreaterThan(taken.all - 3)
  })

  test('in its report and its decision', async () => {
    const { id, email } = await projectIn('sat-accepted', TESTER)
    expect(await wrongOn(email, `/projects/${id}/decision`)).toEqual([])
    const answer = await demo.server.send(demo.asker(email), `/projects/${id}/report.html`, {
      headers: { cookie: 'cw_language=de' },
    })
    const left = plainWordsOn((await answer.text()).replaceAll('\n', '</p><p>')).filter(
      (text) => !isOnPaper(text, '/report.html'),
    )
    expect(left).toEqual([])
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
      const answer = await demo.server.send(demo.asker(TESTER), address, {
        headers: { accept: 'text/html', cookie: 'cw_language=de' },
      })
      const page = await answer.text()
      if (!page.includes('http-equiv="refresh"') && page.includes('id="file"')) return page
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
    throw new Error(`${address} was not read`)
  }

  test('calls, ladder, verdicts with their causes, and the course that is expected', async () => {
    const captures = await demo.house.database.all<{ id: string; project: string; plan: string }>(
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
    wrote.isWhole(without) ||
    isData(without, address)
  )
}

/** Of lines that differ in numbers only, one. */
const oneOfEach = (lines: readonly string[]) => [
  ...new Map(lines.map((line) => [line.replaceAll(/\d/g, '#'), line])).values(),
]

/** Far enough for terms, quotes, credentials and colours to end; and back to the day the other tests are on. */
const DAYS_AHEAD = [0, 1, 3, 7, 14, 30, 60, 90, 120, 180, 240, 300, 365, 400, 500, 600, 0]
const OCCASIONS = ['N04', 'N08', 'N10', 'N16', 'N23', 'N28', 'N30', 'N38', 'N40', 'N41', 'N46', 'N47', 'N48']

describe('what leaves the demo.house, in the invented language', () => {
  test('every notice, line by line, of facts and of what time alone brings', async () => {
    const now = demo.house.now()
    for (const days of DAYS_AHEAD) {
      demo.house.clock.to(addDays(dayOf(now), days), 0)
      await giveReminders(demo.house)
      await giveDigests(demo.house)
    }
    const notices = await demo.house.database.all<{
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
    const { project } = (await demo.house.database.one<{ project: string }>(
      sql`select state->>'project' as project from certification where state->>'number' = 'MCT-2026-00001'`,
    ))!
    const papers = [`/projects/${project}/report.html`, '/certifications/MCT-2026-00001/guide.md']
    for (const address of papers) {
      const answer = await demo.server.send(demo.asker(MANAGER), address, {
        headers: { cookie: 'cw_language=de' },
      })
      const left = plainWordsOn((await answer.text()).replaceAll(/\n|\|/g, '</p><p>').replaceAll('\\', '')).filter(
        (text) => !isOnPaper(text, address),
      )
      expect.soft(left, address).toEqual([])
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
    const answer = await demo.server.send(demo.asker(email), `/moves/${move}`, {
      body: new URLSearchParams({ _id: id, _back: `/projects/${id}${part}`, ...input }),
      headers: { accept: 'text/html', cookie: 'cw_language=de', origin: demo.server.address },
    })
    const page = await answer.text()
    expect(answer.status).toBeGreaterThanOrEqual(400)
    const told = page.match(/<div class="refusal"[^]*?<\/div>\s*<\/div>|<p class="fault"[^]*?<\/p>/g) ?? []
    expect(told).not.toEqual([])
    expect(told.flatMap(plainWordsOn).filter((text) => !isData(text))).toEqual([])
  })
})

async function projectIn(stage: Stage, who: string): Promise<{ readonly id: string; readonly email: string }> {
  const { id, organisation } = (await demo.house.database.one<{ id: string; organisation: string }>(
    sql`select id, organisation from project where stage = ${stage} order by id limit 1`,
  ))!
  const partner = partnerPeople().find((each) => each.organisation === organisation)
  return { id, email: who === 'partner' ? partner!.email : who }
}
