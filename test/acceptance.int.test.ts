/**
 * The acceptance checklist, one test a line: what a demonstration of the programme has to show, shown on a real house
 * through its moves, its API and its pages. Each line is held in more depth where its part is tested.
 */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act } from '../src/app/act.ts'
import { placeInLine } from '../src/app/ask/lab-line.ts'
import { figures, today } from '../src/app/house.ts'
import { SIP_TRUNK_TEST_CASES } from '../src/conformance/cases/index.ts'
import { selectPlan } from '../src/conformance/plan.ts'
import { day } from '../src/kernel/day.ts'
import type { Actor } from '../src/programme/permission.ts'
import { declaredCapabilities } from '../src/programme/questionnaire/declared.ts'
import { exampleAnswers } from '../src/programme/questionnaire/example.ts'
import { quickly } from './matrix/world.ts'
import { asking } from './support/asking.ts'
import { type Cast, enterCast, importRecords, OPENING, Story } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { addPhone, DESCRIBED, FILING, openSat, recordSat, SAT_OPENING } from './support/sat-story.ts'
import { serveHouse, type TestServer } from './support/server.ts'
import { ACCESS, ASSESSMENT } from './support/sponsored-files.ts'
import { qualify, requestOf, SponsoredStory } from './support/sponsored.ts'

let house: TestHouse
let cast: Cast
let server: TestServer
beforeAll(async () => {
  house = await testHouse()
  cast = await enterCast(house)
  server = await serveHouse(house, cast)
  await importRecords(house, RECORDS)
  await addPhone(house, cast)
})
afterAll(async () => {
  await server.close()
  await house.end()
})

const RECORDS = {
  format: 'certwright/1',
  organisations: [
    { id: 'alone', name: 'Alone', country: 'DE', roles: ['partner'] },
    {
      id: 'grown',
      name: 'Grown',
      country: 'DE',
      roles: ['partner'],
      membership: { tier: 'mpp', from: '2026-01-01', until: '2026-12-31' },
    },
  ],
  products: [
    {
      id: 'alone-trunk',
      organisation: 'alone',
      name: 'Alone Trunk',
      family: 'sip-trunk',
      interfaces: ['sip-trunk'],
      resoldByVendor: false,
      releases: [{ version: '1.0', ga: '2025-10-01' }],
    },
  ],
  certifications: [
    {
      number: 'A-1',
      product: 'alone-trunk',
      platform: 'voice',
      level: 'MCT',
      granted: '2026-03-01',
      pairs: [{ platformRelease: '10.0', productRelease: '1.0' }],
    },
  ],
}

const { told, page, status } = asking(() => [house, server])

type Advice = {
  certification: string
  membership: string | null
  paths: readonly { path: string; open: boolean; because: readonly { clause: string; says: string }[] }[]
  level: { open: boolean; because: readonly { clause: string }[] }
}
const advice = async (asked: object): Promise<Advice> =>
  (await (await server.send(null, '/api/advice', { body: { level: 'MCT', ...asked } })).json()) as Advice
const paths = async (asked: object) =>
  (await advice(asked)).paths.map(
    ({ path, open, because }) => `${path} ${open ? 'open' : 'shut'} ${because[0]!.clause}`,
  )

describe('before a project', () => {
  test('the wizard says required or optional, and why (1A, 1B)', async () => {
    const family = { family: 'sip-trunk', tier: 'mdp-commercial-basic' }
    expect((await advice({ ...family, resoldByVendor: true })).certification).toBe('required')
    expect((await advice(family)).certification).toBe('optional')
    const shown = await page(null, '/advisor?family=sip-trunk&resoldByVendor=yes&level=MCT')
    expect(shown).toContain('handbook#1A.1')
  })

  test('a level that is not on offer on the platform is refused (1.FN1)', async () => {
    expect(await told(cast.admin, 'open-project', null, { ...OPENING, level: 'MAT' })).toMatch(/^rule 1\.FN1/)
  })

  test('trunks are offered A, B and C, lineside and APIs C alone or the vendor’s means, with the clause (4)', async () => {
    const sponsored = { sponsor: 'reseller', technicianCertified: true, tier: 'mdp-commercial-advanced' }
    expect(await paths({ ...sponsored, family: 'sip-trunk' })).toEqual([
      expect.stringMatching(/^A open/),
      expect.stringMatching(/^B open/),
      expect.stringMatching(/^C open/),
    ])
    for (const family of ['sip-lineside', 'advanced-api']) {
      const [a, b, c] = await paths({ ...sponsored, family, satAccepted: true })
      expect([a, c], family).toEqual(['A shut 4A.11', expect.stringMatching(/^C open 4/)])
      expect(b, family).toMatch(/^B (open|shut) 4/)
    }
  })

  test('a basic member does not get in with an API product before the upgrade (4C.5)', async () => {
    const desk = { name: 'North Desk', family: 'advanced-api', interfaces: ['csta'], version: '1.0', ga: '2026-01-15' }
    await act(house, cast.admin, { move: 'add-product', id: 'northwind', input: desk })
    const opening = { ...OPENING, product: 'north-desk', productRelease: '1.0', level: 'SAT' }
    expect(await told(cast.admin, 'open-project', null, opening)).toMatch(/^rule 4C\.5/)
    await act(house, cast.admin, { move: 'ask-for-term', id: 'northwind', input: { tier: 'mdp-commercial-advanced' } })
    await act(house, cast.manager, { move: 'note-membership-fee', id: 'northwind', input: { received: '2026-06-15' } })
    expect(await told(cast.admin, 'open-project', null, opening)).toBe('done')
  })

  test('MQT needs region and member at MSP; MAT needs MSP or MPP and test cases of its features (3Q, 3A)', async () => {
    expect(await told(cast.admin, 'open-project', null, { ...OPENING, level: 'MQT' })).toMatch(/^wrong-input.* region/)
    const mqt = { ...OPENING, level: 'MQT', region: 'emea' }
    expect(await told(cast.admin, 'open-project', null, mqt)).toMatch(/mqt-is-for-solution-partners/)
    const levelOf = async (level: string, tier: string, region: string | null = null) =>
      (await advice({ family: 'sip-trunk', level, tier, region, sponsor: 'reseller' })).level
    expect(await levelOf('MQT', 'mdp-commercial-basic', 'emea')).toMatchObject({ open: false })
    expect(await levelOf('MQT', 'msp', 'emea')).toMatchObject({ open: true })
    expect(await levelOf('MAT', 'mdp-commercial-advanced')).toMatchObject({ open: false })
    expect(await levelOf('MAT', 'mpp')).toMatchObject({ open: true })
    const features = (level: 'MCT' | 'MAT') =>
      selectPlan(SIP_TRUNK_TEST_CASES, declaredCapabilities(exampleAnswers()), level).testCases.filter(
        ({ scope, criticality }) => scope === 'feature' && criticality !== 'KO',
      )
    expect([features('MCT').length, features('MAT').length > 0]).toEqual([0, true])
  })

  test('a product the vendor resells does not stop at MCT (X-11)', async () => {
    await act(house, cast.manager, { move: 'note-resale', id: 'south-trunk', input: { resoldByVendor: true } })
    const opening = { ...OPENING, product: 'south-trunk', productRelease: '1.0' }
    expect(await told(cast.stranger, 'open-project', null, opening)).toMatch(/^rule .*1A/)
    await act(house, cast.manager, { move: 'note-resale', id: 'south-trunk', input: { resoldByVendor: false } })
  })
})

describe('path A', () => {
  test('refuses a technician whose credential has expired (4A.14)', async () => {
    await qualify(house, cast, { number: 'V-0', issued: '2024-06-01', expires: '2026-06-20' })
    house.clock.to(day('2026-06-22'))
    const request = requestOf(cast, 'A')
    expect(await told(cast.sponsor, 'request-sponsored-project', null, request)).toMatch(/^rule 4A\.14/)
    house.clock.to(day('2026-06-15'))
  })

  test('is for providers that sponsor themselves only as resellers (4A.10)', async () => {
    const self = { family: 'sip-trunk', technicianCertified: true, tier: 'mdp-commercial-basic' }
    expect((await paths(self))[0]).toBe('A shut 4A.10')
    expect((await paths({ ...self, isReseller: true }))[0]).toMatch(/^A open/)
  })

  test('gives access to the technician and not to the provider, and takes it back (4A.5)', async () => {
    const story = new SponsoredStory(house, cast)
    await story.request()
    await story.bringTo('self-test-access')
    await story.do(cast.tester, 'give-self-test-access', { ...ACCESS })
    const start = (who: Actor) => told(who, 'start-self-test', story.id, { setUp: 'A bench.', connected: true })
    expect(await start(cast.admin)).toMatch(/^not-permitted/)
    expect(await page('technician', `/projects/${story.id}/self-test`)).toContain('Begin with the pre-flight.')
    expect(await page('admin', `/projects/${story.id}/self-test`)).not.toContain('Begin with the pre-flight.')
    await story.do(cast.sponsor, 'revoke-self-test-access', { reason: 'Left us.' })
    expect(await start(cast.technician)).not.toBe('done')
    await story.do(cast.manager, 'close-project', { reason: 'Over.' })
  })
})

describe('path B', () => {
  let story: SponsoredStory
  beforeAll(async () => {
    story = new SponsoredStory(house, cast)
    await story.request({ revenueVendor: null, revenueReseller: null }, 'B')
  })

  test('does not waive the fee without numbers (4B.6)', async () => {
    const weigh = (strategy: string) => told(cast.tester, 'assess-business-case', story.id, { ...ASSESSMENT, strategy })
    const approve = () => told(cast.tester, 'approve-request', story.id, { reason: 'Sound.', next: 'Go on.' })
    const first = await weigh('a')
    expect(first === 'done' ? await approve() : first).toMatch(/4B\.6/)
  })

  test('names no date before the justification is accepted (4B.7)', async () => {
    const place = async () =>
      placeInLine(
        house.database,
        await story.file(),
        cast.sponsor,
        today(house),
        await figures(house.database, today(house)),
      )
    expect(await place()).toMatchObject({ kind: 'no-date-yet', because: { clause: '4B.7' } })
    expect(await page('sponsor', `/projects/${story.id}`)).toContain('No date yet')
    await told(cast.tester, 'assess-business-case', story.id, { ...ASSESSMENT, strategy: 'c' })
    await story.do(cast.tester, 'approve-request', { reason: 'Sound.', next: 'Go on.' })
    expect(await place()).toMatchObject({ kind: 'in-line' })
  })
})

describe('a SAT', () => {
  let sat: Story
  const sends = (who: Actor, move: string, input: object = {}) => told(who, move, sat.id, input)

  test('has its plan approved before results can be filed (5.1)', async () => {
    sat = await openSat(house, cast)
    expect(await sends(cast.admin, 'file-sat-results', FILING)).toMatch(/^not-now/)
    expect(await sends(cast.admin, 'take-sat-template')).toBe('done')
    expect(await sends(cast.admin, 'describe-sat', DESCRIBED)).toBe('done')
    expect(await sends(cast.admin, 'submit-sat-plan')).toBe('done')
    expect(await sends(cast.admin, 'file-sat-results', FILING)).toMatch(/^not-now/)
    expect(await sends(cast.reviewer, 'approve-sat-plan', { remark: '' })).toBe('done')
  })

  test('is accepted when its questions are answered, and the partner is told so (5N.d2)', async () => {
    await recordSat(sat)
    expect(await sends(cast.admin, 'file-sat-results', FILING)).toBe('done')
    const about = { kind: 'test-case', ref: 'REG-01' }
    expect(await sends(cast.tester, 'ask', { about, text: 'How often is it refreshed?' })).toBe('done')
    expect(await sends(cast.tester, 'accept-sat', { remark: '' })).toMatch(/^rule 5N\.d2/)
    const thread = (await sat.file()).threads.at(-1)!.id
    expect(await sends(cast.admin, 'answer', { thread, text: 'Every half hour.' })).toBe('done')
    expect(await sends(cast.tester, 'close-question', { thread })).toBe('done')
    expect(await sends(cast.tester, 'accept-sat', { remark: '' })).toBe('done')
    const heard = await house.database.all<{ email: string }>(
      sql`select email from notice where code = 'N18' and project = ${sat.id} and subject like '%accepted' order by email`,
    )
    expect(heard.map((each) => each.email)).toContain('admin@northwind.test')
  })

  test('shows no logo and has no page in the catalogue (3T.SAT)', async () => {
    expect(await status(null, '/catalogue/products/north-phone')).toBe(404)
    expect(await page(null, '/catalogue?search=phone')).not.toContain('North Phone')
    expect(await house.database.all(sql`select id from authorisation`)).toEqual([])
  })

  test('is the ground of the certification’s plan, with what is added, and a firm quote waits for it (6.1, 9.4)', async () => {
    const early = { ...SAT_OPENING, product: 'north-desk', productRelease: '1.0', level: 'MCT' }
    expect(await told(cast.admin, 'open-project', null, early), 'before its SAT is accepted').toMatch(
      /^rule (3S\.3|9\.4|5)/,
    )
    const certifying = new Story(house, cast)
    const opened = await act(house, cast.admin, {
      move: 'open-project',
      id: null,
      input: { ...SAT_OPENING, level: 'MCT' },
    })
    certifying.id = opened.made.project!
    const plan = (await certifying.file()).plan.testCases.map((each) => each.plan)
    const accepted = (await sat.file())
      .sat!.testCases.filter((each) => each.scope === 'interface')
      .map((each) => each.plan)
    expect(accepted.length).toBeGreaterThan(0)
    expect(accepted.every((id) => plan.includes(id))).toBe(true)
    expect(
      plan.some((id) => id.startsWith('DOC')),
      'the documents are reviewed as well',
    ).toBe(true)
    await certifying.do(cast.manager, 'close-project', { reason: 'Shown.' })
  })
})

describe('a trunk on path C', () => {
  let story: Story

  test('has no SAT, and finishes its questionnaire (5T)', async () => {
    story = await new Story(house, cast).open()
    expect((await story.file()).project.stage).toBe('questionnaire')
    expect((await story.file()).sat).toBeNull()
    expect(await told(cast.admin, 'submit-questionnaire', story.id, {})).not.toBe('done')
  })

  test('is estimated at 4,000 to 8,000, and quoted firmly after the questionnaire is reviewed (9.3, 9.4)', async () => {
    await story.do(cast.admin, 'request-budgetary-quote', { note: '' })
    expect(await page('admin', `/projects/${story.id}/quote`)).toMatch(/4,000.*8,000/)
    expect(await told(cast.admin, 'request-firm-quote', story.id, { note: '' })).not.toBe('done')
    await story.do(cast.admin, 'save-answers', { answers: exampleAnswers() })
    await story.do(cast.admin, 'submit-questionnaire')
    expect(await told(cast.admin, 'request-firm-quote', story.id, { note: '' })).not.toBe('done')
    await story.do(cast.reviewer, 'review-questionnaire', { remark: 'Fine.' })
    expect(await told(cast.admin, 'request-firm-quote', story.id, { note: '' })).toBe('done')
  })

  test('gets quote, statement of work and ordering instructions together (5N.g)', async () => {
    await story.do(cast.manager, 'prepare-quote', { adjustment: 0, reason: '', assumptions: '' })
    await story.do(cast.tester, 'issue-quote')
    const shown = await page('admin', `/projects/${story.id}/quote`)
    const papers = [...shown.matchAll(/\/projects\/[^"]+\/papers\/[^"]+/g)].map((found) => found[0])
    expect(new Set(papers).size).toBe(3)
    for (const paper of new Set(papers)) expect(await status('admin', paper)).toBe(200)
  })

  test('is stopped by a release that is not generally available at slot, test and grant (6.2)', async () => {
    const setGa = (ga: string | null) =>
      house.database.run(
        sql`update product set state = jsonb_set(state, '{releases,0,ga}', ${JSON.stringify(ga)}::jsonb) where id = 'north-trunk'`,
      )
    const isStopped = async (who: Actor, move: string, input: object) => {
      await setGa(null)
      expect(await told(who, move, story.id, input), move).toMatch(/^rule 6\.2/)
      await setGa('2026-02-01')
    }
    const on = today(house)
    await story.bringTo('slot-to-offer')
    await isStopped(cast.tester, 'offer-slot', { from: on, to: on, engineer: cast.tester.id, note: '' })
    await story.bringTo('scheduled')
    await isStopped(cast.tester, 'start-testing', { setUp: 'Bench 1.' })
    await quickly(story, 'decision')
    await isStopped(cast.granter, 'grant', { reason: 'All passed.' })
  })

  test('is granted with certificate, guide, logo letter, row and listing, as its partner is entitled to (7)', async () => {
    await quickly(story, 'published')
    const { project } = await story.file()
    const number = project.certification!
    expect(await status(null, `/certifications/${number}`)).toBe(200)
    expect(await page(null, '/reference-guide')).toContain('North Trunk')
    expect(await page(null, '/catalogue')).toContain('North Trunk')
    expect(await status(null, '/catalogue/products/north-trunk')).toBe(200)
    expect(await status('admin', `/certifications/${number}/guide`)).toBe(200)
    const letter = await house.database.all(sql`select id from authorisation where certification = ${number}`)
    expect(letter).toHaveLength(1)
  })

  test('whoever is no member has the certificate, and neither guide nor logo (X-21)', async () => {
    expect(await status(null, '/certifications/A-1')).toBe(200)
    expect(await page(null, '/certifications/A-1')).toContain('A-1')
    expect(await status(null, '/certifications/A-1/guide'), 'a guide is read by members').not.toBe(200)
    expect(await told(cast.manager, 'authorise-logo', 'A-1', {})).toMatch(/^(rule|not-now)/)
    expect(await house.database.all(sql`select id from authorisation where certification = 'A-1'`)).toEqual([])
  })
})
