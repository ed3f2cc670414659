/**
 * The SAT of an application on an API, walked through the pages by partner and lab: the template blended with a
 * plan of the partner's own, read like a colleague's change, tested, asked about, accepted, and gone on from.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import sql from 'sql-template-tag'
import { act } from '../../src/app/act.ts'
import {
  button,
  field,
  follow,
  HAS_BROWSER,
  inTurn,
  isBarred,
  press,
  sees,
  stands,
  textOf,
  unfold,
} from '../support/browser.ts'
import { openWorld } from './world.ts'

const OWN =
  '| id | name | steps | expected | weight |\n|---|---|---|---|---|\n| DESK-1 | A case opens | Take a call. | The case is open. | KO |\n'

describe.skipIf(!HAS_BROWSER)('the SAT of an application on an API', { timeout: 300_000 }, () => {
  const world = openWorld()
  inTurn(() => world.audience)
  let project = ''

  beforeAll(async () => {
    await world.house.database.run(
      sql`update membership set state = jsonb_set(state, '{terms,0,tier}', '"mdp-commercial-advanced"') where id = 'northwind'`,
    )
    const desk = { name: 'North Desk', family: 'advanced-api', interfaces: ['csta'], version: '1.0', ga: '2026-01-15' }
    await act(world.house, world.cast.admin, { move: 'add-product', id: 'northwind', input: desk })
  })

  test('the partner cannot begin with MCT, is told why, and opens the SAT', async () => {
    const page = await world.as('admin')
    await page.goto('/projects/new?product=north-desk&platform=voice')
    await page.getByRole('radio', { name: /^MCT/ }).check()
    await button(page, 'Open the project').click()
    await sees(page.getByRole('alert').filter({ hasText: 'A SAT is accepted before any higher level' }))
    await sees(page.getByRole('alert').getByRole('link', { name: '3S.3' }))
    await page.getByRole('radio', { name: /^SAT/ }).check()
    await press(page, page, 'Open the project', 'opened')
    project = new URL(page.url()).pathname.split('/').at(-1)!
    await stands(
      page,
      { step: 'SAT plan', turn: '', since: 'since today', asks: 'Write the SAT plan and submit it.' },
      true,
    )
    await sees(page.getByText(/own assertion, not a certification/))
  })

  test('a plan of the partner’s own is shown before it is taken, and blended with the template', async () => {
    const page = await world.as('admin')
    await page.getByRole('link', { name: 'Write the plan' }).click()
    expect(await isBarred(page, 'Submit the plan')).toContain('no test cases yet')
    await page
      .getByLabel('Choose a file')
      .setInputFiles({ name: 'plan.md', mimeType: 'text/markdown', buffer: Buffer.from(OWN) })
    await sees(page.getByRole('heading', { name: 'What the file would do to the plan' }))
    expect(await textOf(page.getByRole('main'))).toMatch(/Added, 1 .*DESK-1.*Still missing, \d+/)
    await press(page, page, 'Take it into the plan', '1 test case added')
    await press(page, page, 'Take in what is missing', '35 test cases of the template')
    await page.getByRole('link', { name: /^AGT-03/ }).click()
    const leaving = await unfold(page, 'Leave this test case out')
    await field(leaving, 'Why, or what covers it').fill('It shows calls and routes none.')
    await press(page, leaving, 'Leave the test case out', 'AGT-03 left out')
    await field(page, 'Architecture').fill('A server beside the platform.')
    await field(page, 'Test bed').fill('Our own laboratory, with a call generator.')
    await press(page, page, 'Save the description', 'described')
    await press(page, page, 'Submit the plan', 'submitted: 35 test cases')
  })

  test('the lab ticks, comments and suggests; nothing is approved over an open thread', async () => {
    const page = await world.as('reviewer')
    await page.goto(`/projects/${project}/plan`)
    await page.getByRole('link', { name: /^ENV-01/ }).click()
    await press(page, page, 'Mark as viewed', 'ENV-01 viewed')
    await sees(page.getByRole('heading', { name: 'Releases of both sides on record' }))
    await page.goto(`/projects/${project}/plan/CAL-01`)
    const suggesting = await unfold(page, 'Suggest another wording')
    await field(suggesting, 'Why').fill('Name the telephones.')
    await field(suggesting, 'Title').fill('A call from 201 to 202')
    await press(page, suggesting, 'Suggest another wording', 'wording suggested for CAL-01')
    await page.getByRole('link', { name: 'The whole plan' }).click()
    expect(await isBarred(page, 'Approve the plan')).toContain('1 thread on the plan is not settled')
    await sees(page.getByText('1 of 35 test cases viewed by you'))
    await field(page, 'What should change').fill('One suggestion; the rest is fine.')
    await press(page, page, 'Request changes', 'asks for changes')
  })

  test('the partner takes the suggestion, and the lab sees what changed and approves', async () => {
    const partner = await world.as('admin')
    await partner.goto(`/projects/${project}/plan/CAL-01`)
    await press(partner, partner, 'Take the suggestion', 'suggestion for CAL-01 taken')
    await sees(partner.getByRole('heading', { name: 'A call from 201 to 202' }))
    await partner.getByRole('link', { name: 'The whole plan' }).click()
    await press(partner, partner, 'Submit the plan', 'submitted')
    const lab = await world.as('reviewer')
    await lab.goto(`/projects/${project}/plan`)
    await sees(lab.getByRole('row', { name: /^CAL-01 A call from 201 to 202 .*changed$/ }))
    await press(lab, lab, 'Approve the plan', 'approved: 35 test cases')
  })

  test('one result is recorded by hand, the others are filled into the exported plan', async () => {
    const page = await world.as('admin')
    await page.goto(`/projects/${project}/testing/ENV-01`)
    await page.getByRole('main').getByRole('radio', { name: 'passed', exact: true }).check()
    await press(page, page, 'Record the result', 'ENV-01 passed')
    const exported = await (await page.request.get(`/projects/${project}/plan.csv`)).text()
    const head = exported.slice(0, exported.indexOf('\r\n')).split(',')
    expect(head.slice(-4)).toEqual(['Verdict', 'Note', 'People notice', 'Way round'])
    // The four last cells of each row that has no verdict yet.
    const filled = exported.replaceAll(/,,,,\r\n/g, ',passed,,,\r\n')
    await page.goto(`/projects/${project}/testing`)
    const file = { name: 'results.csv', mimeType: 'text/csv', buffer: Buffer.from(filled) }
    await page.getByLabel('Choose a file').setInputFiles(file)
    await sees(page.getByRole('heading', { name: '34 results would be recorded' }))
    await press(page, page, 'Take the results in', '34 results')
    await field(page, 'Summary').fill('All went well.')
    await page.getByRole('checkbox', { name: /^Every test case was run/ }).check()
    await press(page, page, 'Submit the results', 'submitted')
  })

  test('the lab asks, the partner answers and submits again, and the SAT is accepted', async () => {
    const lab = await world.as('tester')
    await lab.goto(`/projects/${project}/testing/PER-01`)
    const asking = await unfold(lab, 'Ask a question')
    await field(asking, 'Your question').fill('At which rate of calls?')
    await press(lab, asking, 'Ask', 'Question asked about PER-01')
    await lab.goto(`/projects/${project}/testing`)
    expect(await isBarred(lab, 'Accept the SAT')).toContain('questions')
    await press(lab, lab, 'Send the questions', 'has questions about PER-01')
    const partner = await world.as('admin')
    await partner.goto(`/projects/${project}/testing/PER-01`)
    await field(partner, 'Your answer').fill('Twelve a second.')
    await press(partner, partner, 'Answer', 'Answer given about PER-01')
    await partner.goto(`/projects/${project}/testing`)
    await field(partner, 'Summary').fill('Answered.')
    await partner.getByRole('checkbox', { name: /^Every test case was run/ }).check()
    await press(partner, partner, 'Submit the results', 'submitted')
    await lab.goto(`/projects/${project}/testing/PER-01`)
    await press(lab, lab, 'Close the question', 'Question closed')
    await lab.goto(`/projects/${project}/testing`)
    await press(lab, lab, 'Accept the SAT', 'SAT accepted')
  })

  test('the partner goes on to a certification, whose plan builds on the SAT', async () => {
    const page = await world.as('admin')
    await page.goto(`/projects/${project}`)
    await follow(page, () => page.getByRole('link', { name: 'Go on to a certification' }).click())
    expect(await page.getByRole('radio', { name: /^MCT/ }).isChecked()).toBe(true)
    await press(page, page, 'Open the project', 'opened')
    await sees(page.getByRole('link', { name: 'plan of the SAT' }))
    await stands(page, { step: 'Quote', turn: '', since: 'since today', asks: 'Request the firm quote.' }, true)
    await page.getByRole('link', { name: 'Plan and results' }).click()
    await sees(page.getByRole('row', { name: /^DESK-1 .*From the accepted SAT plan/ }))
  })

  test('and nobody outside ever sees a SAT', async () => {
    const visitor = await world.audience.visitor()
    for (const address of ['/catalogue', '/reference-guide']) {
      await visitor.goto(address)
      expect(await textOf(visitor.getByRole('main'))).not.toContain('North Desk')
    }
  })
})
