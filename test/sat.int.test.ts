/** A lineside product's SAT over HTTP, refusals included, and the certification that builds on it (section 5, 6.1, 9.3). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import sql from 'sql-template-tag'
import { act } from '../src/app/act.ts'
import { giveReminders } from '../src/app/effects/reminders.ts'
import { verifyInstallation } from '../src/app/verify.ts'
import { day } from '../src/kernel/day.ts'
import { tableFrom } from '../src/documents/table-file.ts'
import { workbookOf } from '../src/documents/workbook.ts'
import { quickly } from './matrix/world.ts'
import { type Cast, enterCast, Story } from './support/cast.ts'
import { Uploading } from './support/uploading.ts'
import { answerOf } from './support/dry.ts'
import { KINDS, testHouse, type TestHouse } from './support/house.ts'
import { addPhone, bringSatTo, DESCRIBED, FILING, openSat, recordSat, SAT_OPENING } from './support/sat-story.ts'
import { serveHouse, type TestServer, type Who } from './support/server.ts'

describe.each(KINDS)('a SAT on the %s database', (kind) => {
  let house: TestHouse
  let cast: Cast
  let server: TestServer
  let sat: Story
  beforeAll(async () => {
    house = await testHouse(kind)
    cast = await enterCast(house)
    await addPhone(house, cast)
    server = await serveHouse(house, cast)
    sat = new Story(house, cast)
  })
  afterAll(async () => {
    await server.close()
    await house.end()
  })

  /** The status, and the clause of a refusal. */
  async function sends(who: Who, move: string, body: object = {}): Promise<string> {
    const response = await server.send(who, `/api/projects/${sat.id}/${move}`, { body })
    const answer = (await response.json()) as { refused?: { clause: string | null } }
    return `${response.status} ${answer.refused?.clause ?? ''}`.trim()
  }

  const pageOf = async (who: Who, path: string) =>
    (await server.send(who, path, { headers: { accept: 'text/html' } })).text()

  test('a higher level cannot be opened before it, and the rule is named (3S.3)', async () => {
    const opened = await server.send('admin', '/api/projects', { body: { ...SAT_OPENING, level: 'MCT' } })
    expect(opened.status).toBe(422)
    expect((await opened.json()) as object).toMatchObject({ refused: { code: 'rule', clause: '3S.3' } })
  })

  test('somebody whose membership is at a lower tier than APIs take is not let in either (4C.5)', async () => {
    const desk = { name: 'North Desk', family: 'advanced-api', interfaces: ['csta'], version: '1.0', ga: '2026-01-15' }
    await act(house, cast.admin, { move: 'add-product', id: 'northwind', input: desk })
    const opening = { ...SAT_OPENING, product: 'north-desk', productRelease: '1.0' }
    const opened = await server.send('admin', '/api/projects', { body: opening })
    expect((await opened.json()) as object).toMatchObject({ refused: { code: 'rule', clause: '4C.5' } })
  })

  test('it opens at its plan, and results cannot be filed before that is approved (5.1)', async () => {
    const opened = await server.send('admin', '/api/projects', { body: SAT_OPENING })
    sat.id = ((await opened.json()) as { made: { project: string } }).made.project
    expect((await sat.file()).project.stage).toBe('sat-plan')
    expect(await sends('admin', 'record-sat-result', { testCase: 'REG-01', verdict: 'passed', seen: 0 })).toBe(
      '409 5N.d1',
    )
  })

  test('the partner writes the plan, the lab sends it back with a suggestion, and approves what comes again', async () => {
    expect(await sends('tester', 'take-sat-template')).toBe('403 5N.b1')
    expect(await sends('stranger', 'take-sat-template')).toBe('404')
    expect(await sends('admin', 'submit-sat-plan')).toBe('409 5N.a')
    expect(await sends('admin', 'take-sat-template')).toBe('200')
    expect(await sends('admin', 'describe-sat', DESCRIBED)).toBe('200')
    expect(await sends('admin', 'submit-sat-plan')).toBe('200')
    const wording = {
      title: 'Registered',
      criticality: 'KO',
      scope: 'interface',
      steps: ['Start it.'],
      expected: 'It is.',
    }
    expect(await sends('reviewer', 'suggest-sat-wording', { ...wording, testCase: 'REG-01', text: 'Shorter.' })).toBe(
      '200',
    )
    expect(await sends('reviewer', 'approve-sat-plan')).toBe('409 5N.a')
    expect(await sends('reviewer', 'return-sat-plan', { remark: 'One suggestion.' })).toBe('200')
    expect(await pageOf('admin', `/projects/${sat.id}/plan/REG-01`)).toContain('Take the suggestion')
    const [thread] = (await sat.file()).threads
    expect(await sends('admin', 'take-sat-suggestion', { thread: thread!.id })).toBe('200')
    expect(await sends('admin', 'submit-sat-plan')).toBe('200')
    expect(await pageOf('reviewer', `/projects/${sat.id}/plan`)).toContain('1 test case changed')
    expect(await sends('reviewer', 'approve-sat-plan')).toBe('200')
  })

  test('the partner tests, answers a question, and the lab accepts it', async () => {
    expect(await sends('admin', 'file-sat-results', FILING)).toBe('409 5N.d1')
    await recordSat(sat)
    expect(await sends('admin', 'file-sat-results', FILING)).toBe('200')
    const about = { kind: 'test-case', ref: 'REG-01' }
    expect(await sends('tester', 'ask', { about, text: 'How often is it refreshed?' })).toBe('200')
    expect(await sends('tester', 'accept-sat')).toBe('422 5N.d2')
    expect(await sends('tester', 'question-sat-results')).toBe('200')
    const thread = (await sat.file()).threads.find((each) => each.state === 'open')!.id
    expect(await sends('admin', 'answer', { thread, text: 'Every half hour.' })).toBe('200')
    expect(await sends('admin', 'file-sat-results', FILING)).toBe('200')
    expect(await sends('tester', 'close-question', { thread })).toBe('200')
    expect(await sends('admin', 'accept-sat')).toBe('403 5N.d2')
    expect(await sends('tester', 'accept-sat')).toBe('200')
    expect((await sat.file()).satEvidence).toHaveLength(1)
  })

  test('a SAT has no logo, no listing, no certificate and no support (3T.SAT, 3S.2)', async () => {
    expect(await house.database.all(sql`select id from certification`)).toEqual([])
    for (const path of ['/catalogue', '/reference-guide', '/catalogue?q=North+Phone'])
      expect(await pageOf(null, path), path).not.toContain('North Phone')
    expect((await server.send(null, '/catalogue/north-phone', { headers: { accept: 'text/html' } })).status).toBe(404)
    const asked = 'product=north-phone&productRelease=2.0&platform=voice&platformRelease=10.0&country=NL'
    const answer = (await (await server.send(null, `/api/support?${asked}`)).json()) as object
    expect(answer).toMatchObject({ supported: false, route: 'partner' })
    expect(await pageOf('admin', `/projects/${sat.id}`)).toContain('own assertion')
  })

  test('a further project of the product begins at the quote, and its plan builds on the SAT plan', async () => {
    const story = await new Story(house, cast).open({ ...SAT_OPENING, level: 'MCT' })
    const file = await story.file()
    expect([file.project.stage, file.project.sat]).toEqual(['quote-to-request', sat.id])
    const because = new Set(file.plan.testCases.map((each) => each.because))
    expect([...because]).toEqual(['From the accepted SAT plan.'])
    expect(file.plan.leftOut.map((each) => each.plan)).toEqual(['REG-04', 'DEV-03', 'DEV-04', 'DEV-05'])
    expect(await pageOf('admin', `/projects/${story.id}`)).toContain('plan of the SAT')
    expect(await pageOf('tester', `/projects/${story.id}/testing/REG-01`)).toContain('Registered')
    await quickly(story, 'testing')
    expect((await story.file()).runs[0]!.testCases).toHaveLength(file.plan.testCases.length)
    await quickly(story, 'guide')
    const granted = (await story.file()).certification!
    expect([granted.level, granted.number]).toEqual(['MCT', 'MCT-2026-00001'])
    await story.bringTo('published')
    expect(await pageOf(null, '/reference-guide')).toContain('North Phone')
    expect((await verifyInstallation(house)).faults.filter((each) => !each.startsWith('run '))).toEqual([])
  })

  test('of another product whose SAT rule was waived in its own SAT, a higher level opens without (X-03)', async () => {
    const line = {
      name: 'North Line',
      family: 'sip-lineside',
      interfaces: ['sip-lineside'],
      version: '1.0',
      ga: '2026-01-15',
    }
    await act(house, cast.admin, { move: 'add-product', id: 'northwind', input: line })
    const input = { ...SAT_OPENING, product: 'north-line', productRelease: '1.0' }
    const higher = { move: 'open-project', id: null, input: { ...input, level: 'MCT' } }
    const own = await act(house, cast.admin, { move: 'open-project', id: null, input })
    expect((await answerOf(house, cast.admin, higher)).code).toBe('rule')
    const waiver = { rule: 'sat-precedes-higher-levels', until: '2026-12-31', reason: 'Certified under another name.' }
    await act(house, cast.manager, { move: 'waive-rule', id: own.made.project!, input: waiver })
    expect((await answerOf(house, cast.admin, higher)).code).toBe('done')
  })

  test('a plan and its results go out as spreadsheets, are filled in, and come in again', async () => {
    const other = await openSat(house, cast)
    const sender = new Uploading(server, 'admin')
    const uploaded = async (words: Buffer | string, name: string) =>
      (await sender.whole(Buffer.from(words), name)).split('/').at(-1)!
    const sent = (move: string, upload: string) =>
      server.send('admin', `/api/projects/${other.id}/${move}`, { body: { upload } })
    const own = '| id | name | steps | expected |\n|---|---|---|---|\n| own-1 | A key | Press it. | It lights up. |\n'
    const odd = await uploaded(own.replace('name', 'Titel'), 'plan-in-german.md')
    expect((await sent('take-in-sat-plan', odd)).status).toBe(422)
    expect(await pageOf('admin', `/projects/${other.id}/plan/from/${odd}`)).toContain(
      'is missing from this row of names',
    )
    const chosen = await pageOf('admin', `/projects/${other.id}/plan/from/${odd}?title=Titel`)
    expect(chosen).toContain('name="columns.title" value="Titel"')
    const form = new URLSearchParams({ _id: other.id, upload: odd, 'columns.title': 'Titel' })
    expect((await server.send('admin', '/moves/take-in-sat-plan', { body: form })).status).toBe(200)
    expect((await other.file()).sat!.testCases.map((each) => each.title)).toContain('A key')
    const plan = await uploaded(own, 'plan.md')
    expect(await pageOf('admin', `/projects/${other.id}/plan/from/${plan}`)).toContain('OWN-1')
    // Somebody else's upload is not there.
    expect(await pageOf('engineer', `/projects/${other.id}/plan/from/${plan}`)).toContain('no such upload of yours')
    expect((await sent('take-in-sat-plan', plan)).status).toBe(200)
    await bringSatTo(other, 'sat-plan')
    await other.do(cast.admin, 'take-sat-template')
    await bringSatTo(other, 'sat-testing')

    const csv = await (await server.send('admin', `/projects/${other.id}/plan.csv`)).text()
    const wrong = await uploaded(csv.replaceAll((await other.file()).project.number, 'P-2026-9999'), 'results.csv')
    const refused = (await (await sent('take-in-sat-results', wrong)).json()) as { refused: { faults: object[] } }
    expect(refused.refused.faults[0]).toEqual({
      at: 'A2',
      says: 'A2: This row is of the plan of P-2026-9999, not of ' + (await other.file()).project.number + '.',
    })
    expect((await other.file()).runs[0]!.results).toEqual({})

    const xlsx = Buffer.from(await (await server.send('admin', `/projects/${other.id}/plan.xlsx`)).arrayBuffer())
    const unfilled = (await (await sent('take-in-sat-results', await uploaded(xlsx, 'results.xlsx'))).json()) as object
    expect(unfilled).toMatchObject({ refused: { says: 'No row of the file has a verdict.' } })
    const { head, rows } = await tableFrom(xlsx)
    const filled = [head, ...rows].map((row, index) =>
      row.map((cell, column) => (index > 0 && head[column]!.text === 'Verdict' ? 'passed' : cell.text)),
    )
    const book = Buffer.concat(await Array.fromAsync(workbookOf('SAT plan', filled)))
    const results = await uploaded(book, 'results.xlsx')
    expect(await pageOf('admin', `/projects/${other.id}/plan/from/${results}`)).toContain('results would be recorded')
    expect((await sent('take-in-sat-results', results)).status).toBe(200)
    const [run] = (await other.file()).runs
    expect(Object.keys(run!.results)).toHaveLength(run!.testCases.length)
    expect(await sender.offset(`/uploads/${results}`)).toBeNull()
  })

  test('a certified product’s partner is reminded before its SAT evidence is too old for green (N19)', async () => {
    const toldOn = async (on: string) => {
      house.clock.to(day(on))
      await giveReminders(house)
      const rows = await house.database.all<{ subject: string; email: string }>(
        sql`select subject, email from notice where code = 'N19' and fact = 0 order by occasion, email`,
      )
      return rows.map((row) => `${row.email.split('@')[0]} ${/by (.*)$/.exec(row.subject)?.[1]}`)
    }
    expect(await toldOn('2027-04-15')).toEqual([])
    expect(await toldOn('2027-04-16')).toEqual(['admin 15 Jun 2027', 'engineer 15 Jun 2027'])
    expect(await toldOn('2027-05-01')).toHaveLength(2)
    expect(await toldOn('2027-05-16')).toHaveLength(4)
    house.clock.to(day('2026-06-15'))
  })

  test('its update a year later counts from the day the lab notes it, for members', async () => {
    const before = (await sat.file()).satEvidence.length
    const other = await openSat(house, cast)
    await bringSatTo(other, 'sat-update')
    await other.do(cast.tester, 'note-sat-update', { remark: 'Noted.' })
    expect((await sat.file()).satEvidence.length).toBeGreaterThanOrEqual(before)
    expect((await other.file()).sat!.updates[0]!.answered!.outcome).toBe('noted')
  })
})
