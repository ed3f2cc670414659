/**
 * The applicants of the source document, each asked about in all four places there are: the command line, in and out of
 * a process of its own, the API and the advisor's page. Every place gives the answer that stands in the table.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TIER_NAMES, type Tier } from '../src/programme/membership.ts'
import type { Advice, Applicant } from '../src/rulebook/advice.ts'
import { adviceInWords, APPLICANT_LINES, applicantOf, JOINS, spaced } from './support/applicants.ts'
import { enterCast } from './support/cast.ts'
import { commandLine, refusalIn, surroundingsOf } from './support/command-line.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { certwright, type Ran } from './support/process.ts'
import { serveHouse, type TestServer } from './support/server.ts'

/** One of each family, open and closed, is asked about by a real process as well. */
const BY_PROCESS = [0, 3, 27, 39]

let house: TestHouse
let server: TestServer
let folder: string
beforeAll(async () => {
  house = await testHouse()
  server = await serveHouse(house, await enterCast(house))
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'certwright-applicants-'))
})
afterAll(async () => {
  await server.close()
  await house.end()
  fs.rmSync(folder, { recursive: true })
})

const ON = ['--on', '2026-06-15', '--json']

function enquiryFile(enquiry: object | string): string {
  const file = path.join(folder, 'enquiry.json')
  fs.writeFileSync(file, typeof enquiry === 'string' ? enquiry : JSON.stringify(enquiry))
  return file
}

const byCommand = (enquiry: object | string) =>
  commandLine(['advise', enquiryFile(enquiry), ...ON], surroundingsOf(house))

function adviceIn(ran: Ran): Advice {
  expect([ran.code, ran.error]).toEqual([0, ''])
  return JSON.parse(ran.out) as Advice
}

async function byApi(enquiry: object): Promise<Advice> {
  const response = await server.send(null, '/api/advice', { body: enquiry })
  expect(response.status).toBe(200)
  return (await response.json()) as Advice
}

/** The answers as the form of the page sends them. */
async function byPage(applicant: Applicant): Promise<string> {
  const asked = Object.entries(applicant).flatMap(([name, value]): [string, string][] =>
    value === false || value === null ? [] : [[name, value === true ? 'on' : value]],
  )
  const response = await server.send(null, `/advisor?${new URLSearchParams(asked).toString()}`, {
    headers: { accept: 'text/html' },
  })
  expect(response.status).toBe(200)
  return response.text()
}

/** What the page says, in the words of the table. */
function pageInWords(html: string): { told: string; sat: string } {
  const page = html.replaceAll(/\s+/g, ' ').replaceAll('> ', '>')
  const part = (from: string, to: string) => page.split(from)[1]?.split(to)[0] ?? ''
  const clauses = (text: string) => [...text.matchAll(/handbook#([^"]+)"/g)].map(([, clause]) => clause).join(' ')
  const [, required] = /Certification is (required|optional)/.exec(page) ?? []
  const [a = '', b = ''] = ['A', 'B'].map((name) => part(`<h3>Path ${name} `, '</section>'))
  const isOpen = (path_: string) => (/path-state">.*?can be taken<\/span>/s.test(path_) ? 'yes' : 'no')
  const level = part('<dt>Level</dt>', '<dt>')
  const membership = part('<dt>Membership</dt>', '<dt>')
  const tier = (Object.keys(TIER_NAMES) as Tier[]).find((each) => membership.includes(`<strong>${TIER_NAMES[each]}`))
  return {
    told: [
      required,
      `A ${isOpen(a)} ${clauses(a.split('<h4>')[1] ?? '')}`,
      `B ${isOpen(b)}`,
      membership.includes('None is needed') ? 'need not join' : JOINS[tier!],
      `${/is\s+open to you/.test(level) ? 'open' : 'closed'} ${clauses(level)}`,
    ].join(' | '),
    sat: part('<dt>Self-assessment</dt>', '<dt>').includes('Not needed') ? 'exempt' : 'required',
  }
}

describe('applicants', () => {
  test.each(APPLICANT_LINES)('%s', async (says, told) => {
    const applicant = applicantOf(says)
    const advice = adviceIn(await byCommand(applicant))
    expect(adviceInWords(advice)).toBe(spaced(told))
    expect(await byApi(applicant)).toEqual(advice)
    expect(pageInWords(await byPage(applicant))).toEqual({ told: spaced(told), sat: advice.sat })
  })

  test('are at least forty', () => {
    expect(APPLICANT_LINES.length).toBeGreaterThanOrEqual(40)
  })

  test.each(BY_PROCESS.map((index) => APPLICANT_LINES[index]!))('by a process of its own: %s', async (says, told) => {
    const ran = await certwright(['advise', enquiryFile(applicantOf(says)), ...ON], surroundingsOf(house))
    expect(adviceInWords(adviceIn(ran))).toBe(spaced(told))
  })

  test('control: one who asks for something else is told something else, in every place', async () => {
    const [says, told] = APPLICANT_LINES[0]!
    const other = { ...applicantOf(says), sponsor: 'reseller' } as const
    expect(adviceInWords(adviceIn(await byCommand(other)))).not.toBe(spaced(told))
    expect(adviceInWords(await byApi(other))).not.toBe(spaced(told))
    expect(pageInWords(await byPage(other)).told).not.toBe(spaced(told))
  })
})

describe('one enquiry', () => {
  const enquiry = {
    family: 'sip-trunk',
    resoldByVendor: false,
    sponsor: 'none',
    technicianCertified: false,
    isReseller: false,
    tier: 'mdp-commercial-basic',
    level: 'MCT',
    region: null,
    satAccepted: false,
  } as const

  test('is answered as the contract spells it, whole', async () => {
    const says = expect.stringMatching(/^[A-Z].*\.$/) as string
    expect(adviceIn(await byCommand(enquiry))).toEqual({
      certification: 'optional',
      paths: [
        {
          path: 'A',
          open: false,
          because: [
            { clause: '4A.10', says },
            { clause: '4A.14', says },
          ],
        },
        { path: 'B', open: false, because: [{ clause: '4B.2', says }] },
        { path: 'C', open: true, because: [{ clause: '4C.2', says }] },
      ],
      membership: 'mdp-commercial-basic',
      level: { open: true, because: [{ clause: '3C.3', says }] },
      sat: 'exempt',
      next: [says, says, says],
    })
  })

  test('needs the family and the level only; what is left out is no', async () => {
    const short = adviceIn(await byCommand({ family: 'sip-trunk', level: 'MCT', tier: 'mdp-commercial-basic' }))
    expect(short).toEqual(adviceIn(await byCommand(enquiry)))
  })

  test.each([
    ['no family', { ...enquiry, family: undefined }, 'family'],
    ['a family there is none of', { ...enquiry, family: 'fax' }, 'family'],
    ['a level there is none of', { ...enquiry, level: 'BEST' }, 'level'],
    ['a sponsor there is none of', { ...enquiry, sponsor: 'uncle' }, 'sponsor'],
    ['a yes or no in words', { ...enquiry, satAccepted: 'yes' }, 'satAccepted'],
    ['a field that nobody knows', { ...enquiry, hurry: true }, 'hurry'],
    ['a list', [enquiry], ''],
  ])('with %s is refused, by command and by API, with its place', async (_, wrong, at) => {
    const ran = await byCommand(wrong)
    expect([ran.code, ran.out]).toEqual([1, ''])
    expect(refusalIn(ran)).toMatchObject({ code: 'wrong-input', faults: [{ at }] })
    const response = await server.send(null, '/api/advice', { body: wrong })
    expect([response.status, await response.json()]).toMatchObject([
      422,
      { refused: { code: 'wrong-input', faults: [{ at }] } },
    ])
  })

  test('that is no JSON, or no file, is refused', async () => {
    expect(refusalIn(await byCommand('Dear office,')).code).toBe('wrong-file')
    const none = await commandLine(['advise', path.join(folder, 'none.json'), ...ON], surroundingsOf(house))
    expect([none.code, refusalIn(none).code]).toEqual([1, 'wrong-file'])
  })

  test('may come on standard input', async () => {
    const ran = await certwright(['advise', '-', ...ON], surroundingsOf(house), JSON.stringify(enquiry))
    expect(adviceIn(ran)).toEqual(adviceIn(await byCommand(enquiry)))
  })
})
