/**
 * The templates of SAT plans in the reader's language, wherever a test case of one is shown; what a partner made of
 * one stays as it was typed, and no form turns into a translation.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SIP_TRUNK_TEST_CASES } from '../src/conformance/cases/index.ts'
import { templateCase } from '../src/conformance/sat/templates.ts'
import { wordsOf } from '../src/languages/speaking.ts'
import { type SatTestCase, wordingOf } from '../src/programme/sat/sat.ts'
import { type Cast, enterCast, OPENING, Story } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { addPhone, bringSatTo, openSat, recordSat, SAT_OPENING, FILING, DESCRIBED } from './support/sat-story.ts'
import { serveHouse, type TestServer, type Who } from './support/server.ts'

const GERMAN = wordsOf('de')
const german = (key: string): string => GERMAN.get(key)!

const IN_GERMAN = { accept: 'text/html', cookie: 'cw_language=de' }
const PHONE = { family: 'sip-lineside', interfaces: ['sip-lineside'] } as const
const KEPT = templateCase(PHONE, 'DEV-02')!

const KEPT_IN_ENGLISH =
  'The template is kept in English and said in your language where it is read. What you write stands as you write it.'

/** A title and a note that are words of ours elsewhere, and so would be said if they were taken for them. */
const TYPED = { title: 'Hold', expected: 'Nobody is lost on the way.', note: 'The menu takes the choice.' }

let house: TestHouse
let cast: Cast
let server: TestServer
let sat: Story
beforeAll(async () => {
  house = await testHouse()
  cast = await enterCast(house)
  await addPhone(house, cast)
  server = await serveHouse(house, cast)
  sat = await openSat(house, cast)
  await sat.do(cast.admin, 'take-sat-template')
})
afterAll(async () => {
  await server.close()
  await house.end()
})

async function page(who: Who, path: string, story: Story = sat): Promise<string> {
  const answer = await server.send(who, `/projects/${story.id}${path}`, { headers: IN_GERMAN })
  expect(answer.status, path).toBe(200)
  return (await answer.text()).replaceAll('&#39;', '’').replaceAll(/\s+/g, ' ')
}

const keptOf = async (plan: string): Promise<SatTestCase> =>
  (await sat.file()).sat!.testCases.find((each) => each.plan === plan)!

/** What a browser would send of a form of a page, as it stands there. */
async function formOn(path: string, move: string): Promise<URLSearchParams> {
  const answer = await server.send('admin', `/projects/${sat.id}${path}`, { headers: IN_GERMAN })
  const [, form = ''] = new RegExp(`action="/moves/${move}"([^]*?)</form>`).exec(await answer.text()) ?? []
  const sent = new URLSearchParams()
  for (const [, name = '', value = ''] of form.matchAll(/<input[^<>]*?\bname="([^"]*)"[^<>]*?\bvalue="([^"]*)"/g))
    sent.append(name, value)
  for (const [, name = '', text = ''] of form.matchAll(/<textarea[^<>]*?\bname="([^"]*)"[^<>]*>\n([^]*?)<\/textarea>/g))
    sent.append(name, text)
  for (const [, name = '', options = ''] of form.matchAll(/<select[^<>]*?\bname="([^"]*)"[^<>]*>([^]*?)<\/select>/g))
    sent.append(name, /value="([^"]*)" selected/.exec(options)?.[1] ?? '')
  return sent
}

const send = (move: string, body: URLSearchParams) =>
  server.send('admin', `/moves/${move}`, { body, headers: { ...IN_GERMAN, origin: server.address } })

/** All of a test case's texts, each to be found in German. */
const textsOf = ({ title, precondition, steps, expected, evidence }: SatTestCase): readonly string[] =>
  [title, precondition, ...steps, expected, evidence].filter((text) => text !== '')

describe('the form a test case is edited in', () => {
  test('stands beside the German words and holds the English ones, which it says', async () => {
    const shown = await page('admin', '/plan/DEV-02')
    for (const text of textsOf(KEPT)) expect(shown).toContain(german(text))
    expect(shown).toContain(german(KEPT_IN_ENGLISH))
    const form = await formOn('/plan/DEV-02', 'save-sat-test-case')
    expect(form.get('title')).toBe(KEPT.title)
    expect(form.get('steps')).toBe(KEPT.steps.join('\n'))
    expect([form.get('precondition'), form.get('expected'), form.get('evidence')]).toEqual([
      KEPT.precondition,
      KEPT.expected,
      KEPT.evidence,
    ])
  })

  test('sent as it stands changes nothing', async () => {
    const form = await formOn('/plan/DEV-02', 'save-sat-test-case')
    expect((await send('save-sat-test-case', form)).status).toBe(303)
    expect(await keptOf('DEV-02')).toEqual({ ...KEPT, interfaces: ['sip-lineside'] })
  })

  test('refused it shows what was typed, and taken it keeps that, whatever words of ours it is', async () => {
    const form = await formOn('/plan/DEV-02', 'save-sat-test-case')
    form.set('title', TYPED.title)
    form.set('expected', TYPED.expected)
    form.set('steps', '')
    const refused = await (await send('save-sat-test-case', form)).text()
    expect(refused).toContain(`value="${TYPED.title}"`)
    expect(refused).toContain(`>\n${TYPED.expected}</textarea>`)
    form.set('steps', KEPT.steps.join('\r\n'))
    expect((await send('save-sat-test-case', form)).status).toBe(303)
    expect(wordingOf(await keptOf('DEV-02'))).toEqual({
      ...wordingOf(KEPT),
      title: TYPED.title,
      expected: TYPED.expected,
    })
  })

  test('of a test case of one’s own says nothing of templates', async () => {
    const own = { ...wordingOf(KEPT), plan: 'OWN-1', title: 'A second line', seen: 0 }
    await sat.do(cast.admin, 'save-sat-test-case', { ...own, steps: ['Call on both.'], interfaces: [] })
    const shown = await page('admin', '/plan/OWN-1')
    // Letter for letter the template’s of another place, and still the partner’s.
    expect(shown).toContain(KEPT.expected)
    expect(shown).not.toContain(german(KEPT.expected))
    expect(shown).not.toContain(german(KEPT_IN_ENGLISH))
  })
})

/** A page says what is left of the template in German, and what was typed as it was typed. */
async function expectEdited(who: Who, path: string, story: Story, texts: readonly string[]): Promise<void> {
  const shown = await page(who, path, story)
  for (const text of texts) expect.soft(shown, path).toContain(german(text))
  const head = /<title>([^<]*)<\/title>/.exec(shown)?.[1]
  if (path.endsWith('DEV-02')) expect.soft(head, path).toContain('DEV-02 Hold')
  expect.soft(shown, path).toMatch(/[>"] ?(?:DEV-02(?: <\/span>|<\/span>)? ?)?Hold ?["<]/)
  expect.soft(/[>"] ?(?:DEV-02(?: <\/span>|<\/span>)? ?)?Halten ?["<]/.exec(shown)?.[0], path).toBeUndefined()
  expect.soft(shown, path).not.toContain(german(TYPED.note))
}

const LEFT = [KEPT.precondition, ...KEPT.steps, KEPT.evidence]
const OTHER = templateCase(PHONE, 'DEV-01')!.title

describe('what was typed stays on every page, and the rest is said', () => {
  test('on the plan, beside the neighbours, and what changed is shown as it is kept', async () => {
    await sat.do(cast.admin, 'describe-sat', DESCRIBED)
    await sat.do(cast.admin, 'submit-sat-plan')
    await sat.do(cast.reviewer, 'return-sat-plan', { remark: 'One more.' })
    const now = await keptOf('DEV-03')
    const saved = { ...wordingOf(now), plan: 'DEV-03', seen: 1, title: 'Forwarding of all kinds' }
    await sat.do(cast.admin, 'save-sat-test-case', saved)
    await expectEdited('reviewer', '/plan', sat, [OTHER])
    await expectEdited('reviewer', '/plan/DEV-02', sat, LEFT)
    expect(await page('reviewer', '/plan/DEV-01')).toContain('title="Hold"')
    const changed = await page('reviewer', '/plan/DEV-03')
    expect(changed).toContain(`<del class="prose">${now.title}</del>`)
    expect(changed).toContain('<ins class="prose">Forwarding of all kinds</ins>')
    expect(changed).toContain(german(now.expected))
  })

  test('in the run, its results, the decision and the report', async () => {
    await sat.do(cast.admin, 'submit-sat-plan')
    await bringSatTo(sat, 'sat-testing')
    await recordSat(sat)
    const note = { testCase: 'DEV-02', verdict: 'passed', note: TYPED.note, limitation: null, seen: 1 }
    await sat.do(cast.admin, 'record-sat-result', note)
    await expectEdited('admin', '/testing', sat, [OTHER])
    await expectEdited('admin', '/testing/DEV-02', sat, LEFT)
    expect(await page('admin', '/testing/DEV-02')).toContain(TYPED.note)
    expect(await page('admin', '/testing/DEV-01')).toContain('title="Hold"')
    await sat.do(cast.admin, 'file-sat-results', FILING)
    await expectEdited('tester', '/decision', sat, [OTHER])
    await expectEdited('tester', '/report.html', sat, [OTHER, KEPT.precondition, KEPT.evidence])
    await sat.do(cast.tester, 'accept-sat', { remark: '' })
  })

  test('in the certification that builds on it: its plan, what is added to it, its results and its guide', async () => {
    const story = new Story(house, cast)
    await story.open({ ...SAT_OPENING, level: 'MCT' })
    await expectEdited('tester', '/testing', story, [OTHER])
    await expectEdited('tester', '/testing/DEV-02', story, LEFT)
    const adding = await page('tester', '/testing', story)
    const left = (await story.file()).plan.leftOut.filter(({ plan }) => plan !== 'DEV-03')
    expect(left.map(({ plan }) => plan)).toContain('DEV-05')
    for (const { plan } of left) expect.soft(adding).toContain(`>${plan} ${german(templateCase(PHONE, plan)!.title)} (`)
    expect(adding).toContain('>DEV-03 Forwarding of all kinds (')
    await story.bringTo('guide')
    await expectEdited('admin', '/decision', story, [OTHER])
    const { guide, certification } = await story.file()
    const setting = { form: 'SIP', field: 'Address', value: 'x.example', standard: '', why: 'Located by DNS.' }
    const content = { ...guide!.content, kind: 'settings-and-tests', vendorSettings: [setting] }
    await story.do(cast.tester, 'save-guide', { content })
    await story.do(cast.tester, 'publish-guide')
    const address = `/certifications/${certification!.number}/guide.md`
    const paper = (await (await server.send('tester', address, { headers: IN_GERMAN })).text()).replaceAll('\\', '')
    expect(paper).toContain(`| DEV-01 | ${german(OTHER)} |`)
    expect(paper).toContain(`| DEV-02 | ${TYPED.title} |`)
  })
})

test('a SAT plan of a trunk says both texts that its template was made of', async () => {
  const trunk = new Story(house, cast)
  await trunk.open({ ...OPENING, level: 'SAT' })
  await trunk.do(cast.admin, 'take-sat-template')
  const [first] = (await trunk.file()).sat!.testCases
  const { title, onWire, byPeople } = SIP_TRUNK_TEST_CASES.find((each) => each.plan === first!.plan)!
  const shown = await page('admin', `/plan/${first!.plan}`, trunk)
  expect(shown).toContain(`${german(onWire)} ${german(byPeople)}`)
  expect(shown).toContain(german(title))
})
