/**
 * The main job over HTTP alone, from nothing: the requests of docs/api.md in their order, by several people with tokens
 * of their own; before each step what would be wrong at that moment, once, with its status, code and clause.
 */
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { setUpLink } from '../src/app/first-person.ts'
import { ensureSigningKey } from '../src/app/keyring.ts'
import { verifyInstallation } from '../src/app/verify.ts'
import type { GuideContent } from '../src/programme/guide-content.ts'
import type { ProjectFile } from '../src/programme/project-file.ts'
import { exampleAnswers } from '../src/programme/questionnaire/example.ts'
import { headOf } from '../src/store/journal.ts'
import { commandLine, surroundingsOf } from './support/command-line.ts'
import { requestsIn } from './support/http-document.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { serveHouse, type TestServer } from './support/server.ts'
import { captureOf, cutUpload, resumeUpload, wholeUpload } from './support/tus.ts'
import { request, Walk } from './support/walk.ts'
import { REFUSED } from './support/walk-refusals.ts'

const PAGE = path.join(import.meta.dirname, '../docs/api.md')
const DOCUMENT = requestsIn(PAGE, 'From nothing to a certified trunk')

const COLLEAGUES = [
  { as: 'tester', name: 'Ilse Varga', email: 'ilse.varga@aldermoor.test', role: 'lab-engineer' },
  { as: 'reviewer', name: 'Tomas Rehn', email: 'tomas.rehn@aldermoor.test', role: 'lab-engineer' },
  { as: 'granter', name: 'Noor Haddad', email: 'noor.haddad@aldermoor.test', role: 'programme-manager' },
] as const

let house: TestHouse
let server: TestServer
let walk: Walk
const walked: string[] = []
const refused: string[] = []

beforeAll(async () => {
  house = await testHouse()
  await ensureSigningKey(house)
  server = await serveHouse(house)
  walk = new Walk(server.address)
  const token = new URL((await setUpLink(house))!, server.address).searchParams.get('token')!
  Object.assign(walk.values, { setUp: token, password: 'nine quiet otters', today: '2026-06-15', key: 'submit-1' })
})
afterAll(async () => {
  await server.close()
  await house.end()
})

/** What is refused before a step leaves nothing behind; then the requests of the step are sent. */
async function step(title: string, signsInAs: string | null = null): Promise<void> {
  const before = await headOf(house.database)
  for (const [says, wrong, expected] of REFUSED[title] ?? []) {
    const { status, code, clause, faults } = await walk.refused(wrong)
    const found = { status, code, clause, at: faults[0]?.at }
    expect.soft(found, `${title}: ${says}`).toMatchObject(expected)
    refused.push(code)
  }
  expect(await headOf(house.database)).toEqual(before)
  const requests = DOCUMENT.get(title)
  if (!requests || requests.length === 0) throw new Error(`the document has no requests under ${title}`)
  for (const each of requests) {
    if (each.path === '/api/sessions') await walk.signedIn(each, signsInAs!)
    else if (each.path.endsWith('.pdf')) await isPdf(each.path, await walk.done(each))
    else await walk.done(each)
  }
  walked.push(title)
}

async function isPdf(address: string, response: Response): Promise<void> {
  expect(response.headers.get('content-type'), address).toBe('application/pdf')
  const bytes = Buffer.from(await response.arrayBuffer())
  expect(bytes.subarray(0, 5).toString(), address).toBe('%PDF-')
  expect(bytes.subarray(-8).toString(), address).toContain('%%EOF')
}

/** The link of an invitation, as the office finds it in the outbox while there is no mail server. */
async function invitationFor(email: string): Promise<string> {
  const response = await walk.send(request('GET /outbox', 'manager', null, { accept: 'text/html' }))
  const mail = (await response.text())
    .split('<li')
    .find((each) => each.includes(email) && each.includes('/invitation/'))
  return /\/invitation\/([\w-]+)/.exec(mail ?? '')![1]!
}

async function project(): Promise<{ file: ProjectFile; revision: number; moves: readonly { name: string }[] }> {
  const found = await walk.reads('manager').project.get({ project: walk.values.project! })
  walk.values.revision = String(found.revision)
  return found as never
}

describe('from nothing to a certified trunk, over HTTP', () => {
  test('the programme is founded, and its founder signs in', async () => {
    await step('Found the programme', 'manager')
    const me = await walk.reads('manager').session.me()
    expect(me).toMatchObject({ name: 'Maren Aldous', roles: ['programme-manager', 'operator'] })
    walk.values.vendor = me.organisation
    const again = await walk.refused(DOCUMENT.get('Found the programme')![0]!)
    expect([again.status, again.code]).toEqual([409, 'not-now'])
  })

  test('a platform is registered', async () => {
    await step('Register a platform')
    const { platforms } = await walk.reads(null).public.platforms()
    expect(platforms).toMatchObject([{ id: walk.values.platform, releases: [{ version: '10.0', ga: '2025-06-01' }] }])
  })

  test('colleagues are invited and come in, each with a password of their own', async () => {
    for (const { as, ...colleague } of COLLEAGUES) {
      Object.assign(walk.values, colleague)
      await step('Invite a colleague')
      walk.values.invitation = await invitationFor(colleague.email)
      await step('Accept an invitation', as)
      expect(await walk.reads(as).session.me()).toMatchObject({ name: colleague.name, roles: [colleague.role] })
    }
    const used = await walk.refused(DOCUMENT.get('Accept an invitation')![0]!)
    expect([used.status, used.code]).toEqual([404, 'not-found'])
    walk.values.engineer = (await walk.reads('tester').session.me()).id
  })

  test('an enquiry is answered', async () => {
    await step('Enquire')
    await step('Answer the enquiry')
    const again = await walk.refused(DOCUMENT.get('Answer the enquiry')![0]!)
    expect([again.status, again.code]).toEqual([409, 'not-now'])
  })

  test('a provider applies, is approved, comes in and pays', async () => {
    await step('Apply for membership')
    expect(walk.values.organisation, 'a stranger is not told the id').toBe(walk.values.vendor)
    const applied = await server.send(null, '/memberships.json?state=applied', {
      headers: { authorization: `Bearer ${walk.values.manager}` },
    })
    walk.values.organisation = ((await applied.json()) as { rows: readonly { id: string }[] }).rows[0]!.id
    await step('Approve the application')
    walk.values.email = 'wim.terhaar@northwind-voice.test'
    walk.values.invitation = await invitationFor(walk.values.email)
    await step('Accept an invitation', 'admin')
    await step('Register the product')
    await step('Note the fee')
  })

  test('a project is opened, its questionnaire answered and reviewed', async () => {
    await step('Open the project')
    await project()
    walk.values.answers = JSON.stringify(exampleAnswers())
    await step('Answer the questionnaire')
    await step('Review the questionnaire')
    expect((await project()).file.project.stage).toBe('quote-to-request')
  })

  test('what is sent again under its key is answered again, and is one deed', async () => {
    const submitted = DOCUMENT.get('Answer the questionnaire')!.at(-1)!
    const first = walk.ledger.find((each) => each.kind === 'questionnaire-submitted')!
    const before = await headOf(house.database)
    const again = (await (await walk.send(submitted)).json()) as object
    expect(again).toEqual({ ...first, repeated: true })
    const other = await walk.refused({ ...submitted, path: '/api/projects/{{project}}/request-firm-quote' })
    expect([other.status, other.code]).toEqual([409, 'conflict'])
    expect(await headOf(house.database)).toEqual(before)
  })

  test('a quote is asked for, prepared, agreed to by the lab, and ordered on the revision that was read', async () => {
    walk.values.quote = 'Q-2026-0001'
    const stale = walk.values.revision!
    await step('Quote')
    for (const paper of ['statement-of-work', 'ordering-instructions']) {
      const address = `/projects/{{project}}/papers/{{quote}}/1/${paper}.pdf`
      await isPdf(paper, await walk.done(request(`GET ${address}`, 'admin')))
    }
    const [order] = DOCUMENT.get('Order')!
    const overtaken = await walk.refused({ ...order!, headers: { ...order!.headers, 'if-match': `"${stale}"` } })
    expect(overtaken).toMatchObject({ status: 409, code: 'stale' })
    expect(overtaken.faults.map((fault) => fault.says)).toEqual([
      'Firm quote requested, Q-2026-0001 (Wim Terhaar)',
      'Quote prepared for the lab to agree to (Maren Aldous)',
      expect.stringMatching(/^Quotation Q-2026-0001 version 1, .* issued \(Ilse Varga\)$/),
    ])
    await project()
    await step('Order')
  })

  test('the lab is booked and testing starts', async () => {
    await step('Make ready')
    await step('Agree on the slot')
    await step('Start testing')
  })

  test('a capture whose line is cut goes on where it stopped, and comes out as it went in', async () => {
    const capture = captureOf(600_000)
    const address = await cutUpload(walk, 'tester', capture, 250_000)
    walk.values.half = address.split('/').at(-1)!
    walk.values.theirs = (await cutUpload(walk, 'admin', capture, 100_000)).split('/').at(-1)!
    walk.values.upload = walk.values.half
    walk.values.words = (await wholeUpload(walk, 'tester', Buffer.from([0, 1, 2, 3, 255, 254]))).split('/').at(-1)!
    const half = await walk.refused(DOCUMENT.get('Add evidence')![0]!)
    expect([half.status, half.code]).toEqual([409, 'not-now'])
    const resumedAt = await resumeUpload(walk, 'tester', capture, address)
    expect(resumedAt).toBeGreaterThanOrEqual(250_000)
    expect(resumedAt).toBeLessThan(capture.length)
    await step('Add evidence')
    const [evidence] = (await project()).file.evidence
    expect(evidence).toMatchObject({ name: 'call.pcap', kind: 'capture', bytes: capture.length, testCase: 'OUT-01' })
    const given = await walk.done(request('GET /evidence/{{evidence}}', 'admin'))
    expect(Buffer.from(await given.arrayBuffer()).equals(capture)).toBe(true)
  })

  test('every test case of the plan gets its result', async () => {
    const { file } = await project()
    const cases = file.runs.at(-1)!.testCases.map((each) => each.plan)
    expect(cases.length).toBeGreaterThan(40)
    for (const testCase of cases) {
      walk.values.testCase = testCase
      await step('Record a result')
    }
    await step('Finish testing')
  })

  test('a second person reads the report, a third decides', async () => {
    await step('Review the report')
    await step('Grant')
    expect(walk.values.certification).toBe('MCT-2026-00001')
  })

  test('the guide is published, and the papers of the certification are given out', async () => {
    const { content } = (await project()).file.guide!
    const setting = { form: 'SIP peer', field: 'Address', value: 'trunk.example.net', standard: '', why: 'By DNS.' }
    walk.values.guide = JSON.stringify({ ...content, vendorSettings: [setting] } satisfies GuideContent)
    await step('Publish the guide')
  })

  test('nothing that the document shows was left out', () => {
    expect(new Set(walked)).toEqual(new Set(DOCUMENT.keys()))
  })
})

describe('at the end of the way', () => {
  test('every answer was one fact, in order and without a gap, and the journal proves itself', async () => {
    const facts = walk.ledger.map((done) => done.fact)
    // The first fact of an installation is its key.
    expect(facts).toEqual(Array.from({ length: facts.length }, (_, index) => index + 2))
    expect(await headOf(house.database)).toMatchObject({ seq: facts.length + 1 })
    expect((await verifyInstallation(house)).faults).toEqual([])
  })

  test('number, row, guide, authorisation, catalogue and support answer speak of the same certification', async () => {
    const { certification: number = '', product = '', platform = '', organisation = '' } = walk.values
    const { file } = await project()
    expect(file.project).toMatchObject({ stage: 'published', certification: number })
    expect(file.certification).toMatchObject({ number, product, platform, level: 'MCT', granted: '2026-06-15' })
    expect(file.guide).toMatchObject({ certification: number, state: 'published' })
    expect(file.authorisation).toMatchObject({ certification: number, organisation, logo: 'MCT' })

    const reads = walk.reads(null)
    const shown = await reads.public.certification({ number })
    const { rows } = await reads.public.referenceGuide({ platform, limit: 10 })
    expect(shown).toMatchObject({ genuine: true, inForce: true, row: rows[0] })
    expect(rows).toEqual([
      {
        product,
        platform,
        certification: number,
        level: 'MCT',
        region: null,
        standing: 'green',
        reasons: [],
        next: { on: '2027-12-16', standing: 'yellow', rule: 'certification-older-than-stale-age' },
      },
    ])
    const deployment = { product, productRelease: '22.4', platform, platformRelease: '10.0', country: 'NL' }
    expect(await reads.public.support(deployment)).toMatchObject({
      supported: true,
      caution: false,
      route: 'product-support',
      certification: number,
    })
    expect(await reads.public.support({ ...deployment, on: '2026-06-14' })).toMatchObject({ supported: false })
    for (const address of [
      `/catalogue/products/${product}`,
      `/reference-guide/${platform}/${product}`,
      `/certifications/${number}`,
      '/reference-guide.csv',
      '/reference-guide.json',
    ]) {
      const page = await walk.done(request(`GET ${address}`, null, null, { accept: 'text/html' }))
      expect(await page.text(), address).toContain(number)
    }
    const catalogue = await walk.done(request('GET /catalogue', null, null, { accept: 'text/html' }))
    expect(await catalogue.text()).toContain(`/catalogue/products/${product}`)
  })

  test('the typed client reads what each may read', async () => {
    const mine = await walk.reads('admin').project.list({})
    expect(mine.projects).toMatchObject([{ id: walk.values.project, stage: 'published' }])
    const { facts } = await walk.reads('admin').project.journal({ project: walk.values.project!, limit: 200 })
    const ofProject = walk.ledger
      .map((done) => done.says)
      .filter((says) => facts.some((each) => (each as { says: string }).says === says))
    expect(facts.length).toBeGreaterThan(60)
    expect(ofProject).toContain('MCT granted: MCT-2026-00001')
    const all = await walk.reads('manager').programme.journal({ limit: 1 })
    expect(all.facts).toMatchObject([{ seq: walk.ledger.length + 1 }])
    const { notices } = await walk.reads('admin').programme.notices({ limit: 50 })
    expect(JSON.stringify(notices)).toContain('MCT-2026-00001')
    expect(await walk.reads(null).public.advise({ family: 'sip-trunk', level: 'MCT' })).toMatchObject({ sat: 'exempt' })
  })

  test('every code that the document names was met on the way, but for three that have tests of their own', () => {
    const named = [...fs.readFileSync(PAGE, 'utf8').matchAll(/^\| \d{3} \| `([\w-]+)`/gm)].map(([, code]) => code)
    expect(named.length).toBeGreaterThan(9)
    expect(new Set([...refused, 'too-large', 'too-many', 'unavailable'])).toEqual(new Set(named))
  })

  test('control: what is done is no refusal, and a page that speaks of what no answer gave is at fault', async () => {
    const enquiry = DOCUMENT.get('Enquire')![0]!
    await expect(walk.refused(enquiry)).rejects.toThrow('was not refused')
    await expect(walk.done({ ...enquiry, body: '{}' })).rejects.toThrow('422')
    await expect(walk.done({ ...enquiry, path: '/api/{{nowhere}}' })).rejects.toThrow('which no answer gave')
  })

  test('given out as an exchange file and taken in elsewhere, it is the same programme', async () => {
    const given = (await commandLine(['export'], surroundingsOf(house))).out
    const elsewhere = await testHouse()
    const file = path.join(elsewhere.dataDir, 'programme.json')
    fs.writeFileSync(file, given)
    expect((await commandLine(['import', file], surroundingsOf(elsewhere))).error).toBe('')
    expect((await commandLine(['export'], surroundingsOf(elsewhere))).out).toBe(given)
    expect(given).toContain('MCT-2026-00001')
    await elsewhere.end()
  })
})
