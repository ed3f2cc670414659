/**
 * Path B through the pages, by the people it takes: the sponsor's business case, the lab's weighing of its four inputs,
 * the strategy they lead to, and what follows from it: who pays, and by when a slot is likely.
 */
import { describe, expect, test } from 'vitest'
import { field, HAS_BROWSER, inTurn, isBarred, press, sees, textOf } from '../support/browser.ts'
import { SponsoredStory } from '../support/sponsored.ts'
import { openWorld } from './world.ts'

describe.skipIf(!HAS_BROWSER)('path B, from the business case to the sponsor’s order', { timeout: 180_000 }, () => {
  const world = openWorld()
  inTurn(() => world.audience)
  let project = ''
  const story = () => {
    const of = new SponsoredStory(world.house, world.cast)
    of.id = project.split('/').at(-1)!
    return of
  }

  test('the sponsor states the case, without its figures at first', async () => {
    const sponsor = await world.as('sponsor')
    await sponsor.goto('/projects/request?product=north-trunk&platform=voice&path=B')
    await field(sponsor, 'What you need').fill('A certified trunk for forty branches.')
    await field(sponsor, 'Why it is worth it').fill('Both retailers ask for it.')
    await sponsor.getByRole('checkbox', { name: /^We see the business/ }).check()
    await sponsor.getByRole('checkbox', { name: /^We have the people/ }).check()
    await press(sponsor, sponsor.getByRole('main'), 'Send in the request', 'sent in by Resale for path B')
    project = new URL(sponsor.url()).pathname.replace('/request', '')
    await sponsor.goto(project)
    expect(await textOf(sponsor.getByRole('main').or(sponsor.getByRole('complementary')).first())).not.toContain(
      'in line',
    )
    await sees(sponsor.getByText('No date yet').first())
  })

  test('the lab cannot bear the cost of a case without figures, and sends it back for them', async () => {
    const tester = await world.as('tester')
    await tester.goto(`${project}/request`)
    expect(await isBarred(tester, 'Approve the request')).toContain('not been weighed')
    await tester.getByText('Something is missing').click()
    await field(tester.getByRole('main'), 'What the sponsor has to complete').fill(
      'The revenue expected on both sides.',
    )
    await press(tester, tester.getByRole('main'), 'Ask for more', 'asks for more')
    const sponsor = await world.as('sponsor')
    await sponsor.goto(`${project}/request`)
    await sees(sponsor.getByText('The revenue expected on both sides.').first())
    await field(sponsor, 'Revenue for the vendor, USD').fill('90000')
    await field(sponsor, 'Revenue for you, USD').fill('60000')
    await press(sponsor, sponsor.getByRole('main'), 'Send the request in again', /completed|again/)
  })

  test('it weighs four inputs, each with its reason, and the sponsor reads what they lead to', async () => {
    const tester = await world.as('tester')
    await tester.goto(`${project}/request`)
    for (const [input, weight] of [
      ['Size of the business case', 'High'],
      ['Urgency', 'Medium'],
      ['Capacity of the lab', 'Low'],
      ['Regional and technical needs', 'Low'],
    ] as const) {
      const part = tester.getByRole('group', { name: input })
      await field(part, 'Weight').selectOption({ label: weight })
      await field(part, 'Reason').fill(`${input}: as stated.`)
    }
    await tester.getByRole('radio', { name: /^c:/ }).check()
    await field(tester, 'How they lead to it').fill('The lab is full; the reseller wants it soon.')
    await press(tester, tester.getByRole('main'), 'Weigh the business case', 'weighed')
    const sponsor = await world.as('sponsor')
    await sponsor.goto(`${project}/request`)
    await sees(sponsor.getByText('The lab is full; the reseller wants it soon.').first())
    const admin = await world.as('admin')
    await admin.goto(`${project}/request`)
    expect(await textOf(admin.getByRole('main'))).not.toContain('The lab is full')
  })

  test('approved, it has a place in line and a band of time', async () => {
    const tester = await world.as('tester')
    await tester.goto(`${project}/request`)
    await press(tester, tester.getByRole('main'), 'Approve the request', 'Request approved')
    const sponsor = await world.as('sponsor')
    await sponsor.goto(project)
    await sees(sponsor.getByText('Number 1 of 1 in line').first())
  })

  test('the quote is the sponsor’s to order; the partner sees that there is one, and not what it costs', async () => {
    await story().bringTo('quote-to-request')
    await story().do(world.cast.sponsor, 'request-firm-quote')
    await story().do(world.cast.manager, 'prepare-quote', { adjustment: 0, reason: '', assumptions: '' })
    await story().do(world.cast.tester, 'issue-quote')
    const admin = await world.as('admin')
    await admin.goto(`${project}/quote`)
    expect(await textOf(admin.getByRole('main'))).not.toContain('Total, before tax')
    const sponsor = await world.as('sponsor')
    await sponsor.goto(`${project}/quote`)
    await sees(sponsor.getByText('Total, before tax').first())
    await field(sponsor, 'Number of your purchase order').fill('PO-4711')
    await field(sponsor, 'Billing address').fill('Resale, 1 Example Street')
    await field(sponsor, 'E-mail for the invoice').fill('accounts@resale.test')
    await sponsor.getByRole('checkbox', { name: /^I have read the statement of work/ }).check()
    await press(sponsor, sponsor, 'Place the order', 'Ordered by PO-4711')
    expect((await story().file()).project.order).toMatchObject({ purchaseOrder: 'PO-4711' })
  })
})
