/**
 * Two journeys after the grant, by hand: a release changes the interface, both sides arrange the review call, and a
 * partial recertification begins with last time's answers; something breaks in the field, becomes a ticket, a
 * confirmed field issue, red at once, and is mended.
 */
import { describe, expect, test } from 'vitest'
import { button, field, HAS_BROWSER, inTurn, press, sees, textOf, unfold } from '../support/browser.ts'
import type { Story } from '../support/cast.ts'
import { quickly } from '../matrix/world.ts'
import { openWorld } from './world.ts'

describe.skipIf(!HAS_BROWSER)('a release ships', { timeout: 300_000 }, () => {
  const world = openWorld()
  inTurn(() => world.audience)
  let story: Story
  let number: string

  test('with a changed interface, and asks for a review call by itself', async () => {
    story = world.story()
    await quickly(story, 'published')
    number = (await story.file()).project.certification!
    const manager = await world.as('manager')
    await manager.goto('/platforms/voice')
    const form = await unfold(manager.getByRole('main'), 'Add a release')
    await field(form, 'Version').fill('10.5')
    await field(form, 'Available since').fill('2026-06-15')
    await form.getByRole('radio', { name: /^Point release/ }).check()
    await form.getByRole('checkbox', { name: 'It changes an interface that products use' }).check()
    await field(form, 'What changes').fill('Hold is answered with a new header.')
    await press(manager, form, 'Add a release', '10.5')
    const admin = await world.as('admin')
    await admin.goto('/review-calls')
    await sees(admin.getByText('Hold is answered with a new header.'))
    await admin.getByRole('link', { name: 'North Trunk on Voice' }).click()
    await sees(admin.getByRole('heading', { name: 'Review call: North Trunk on Voice' }))
  })

  test('the partner proposes times, the lab takes one', async () => {
    const admin = await world.as('admin')
    const main = admin.getByRole('main')
    await field(main, 'What the call is about').fill('Whether hold has to be tested again.')
    await field(main, 'Day').fill('2026-06-22')
    await field(main, 'Time (UTC)').first().fill('14:30')
    await press(admin, main, 'Propose these times', 'proposed')
    const tester = await world.as('tester')
    await tester.goto(`/certifications/${number}/review`)
    await press(tester, tester.getByRole('main'), 'Take this time', 'booked: 22 Jun 2026 at 14:30 UTC')
    await sees(tester.getByText('Booked: 22 Jun 2026 at 14:30 UTC.'))
  })

  test('and the call decides on hold alone', async () => {
    const tester = await world.as('tester')
    await tester.goto(`/certifications/${number}/manage`)
    const form = await unfold(tester.getByRole('main'), 'Record it')
    await field(form, 'What was decided').selectOption({ label: 'partial recertification' })
    await field(form, 'Who took part for the vendor').fill('Tester')
    await field(form, 'Who took part for the partner').fill('Admin')
    await field(form, 'How weighty the change is').fill('Small.')
    await field(form, 'Operational risk').fill('Calls on hold.')
    await field(form, 'Business risk').fill('None.')
    await field(form, 'Why this was decided').fill('Only hold is touched.')
    await form.getByRole('checkbox', { name: 'Hold', exact: true }).check()
    await press(tester, form, 'Record a review call and its decision', 'partial recertification')
    const admin = await world.as('admin')
    await admin.goto('/review-calls')
    await sees(admin.getByText('No call is owed.'))
  })

  test('the project it leads to begins with last time’s answers and a short plan', async () => {
    const before = (await story.file()).plan.testCases.length
    const again = world.story()
    await again.open()
    const admin = await world.as('admin')
    await admin.goto(`/projects/${again.id}/questionnaire`)
    await sees(admin.getByText(/The answers are those of P-2026-0001/))
    const short = (await again.file()).plan.testCases.length
    expect(short).toBeLessThan(before)
    await sees(admin.getByText(`select ${short} test cases now`))
  })
})

describe.skipIf(!HAS_BROWSER)('something breaks in the field', { timeout: 300_000 }, () => {
  const world = openWorld()
  inTurn(() => world.audience)
  let number: string

  test('the reseller’s answer becomes a ticket, in one click from the answer', async () => {
    const story = world.story()
    await quickly(story, 'published')
    number = (await story.file()).project.certification!
    const sponsor = await world.as('sponsor')
    await sponsor.goto('/support?product=north-trunk&productRelease=3.1&platform=voice&platformRelease=10.0&country=DE')
    await sponsor.getByRole('link', { name: 'Open a ticket with this answer' }).click()
    await field(sponsor.getByRole('main'), 'What goes wrong').fill('After hold nobody hears anything.')
    await press(sponsor, sponsor.getByRole('main'), 'Open the ticket', 'Ticket T-2026-0001 opened')
    await sees(sponsor.getByText('SIP peer, Address is trunk.example.net'))
  })

  test('support holds the guide against it and finds the interop to be the cause', async () => {
    const support = await world.as('support')
    await support.goto('/tickets')
    await support.getByRole('link', { name: 'North Trunk on Voice' }).click()
    await sees(support.getByText('After hold nobody hears anything.'))
    const first = support.getByRole('listitem').filter({ hasText: 'The deployed releases are' })
    const point = await unfold(first, 'Look at it')
    await point.getByRole('radio', { name: 'follows the guide here' }).check()
    await press(support, point, 'Note it', 'follows a point of the guide')
    const cause = await unfold(support.getByRole('main'), 'Say what the cause is')
    await cause.getByRole('radio', { name: 'the interop itself' }).check()
    await field(cause, 'What shows it').fill('The answer to hold names no address.')
    await press(support, cause, 'Say what the cause is', 'the interop itself')
  })

  test('the lab confirms it: red at once, for everybody to see', async () => {
    const tester = await world.as('tester')
    await tester.goto(`/certifications/${number}/manage`)
    const form = await unfold(tester.getByRole('main'), 'Confirm one')
    await field(form, 'The ticket in which support found it').selectOption({ index: 1 })
    await field(form, 'What goes wrong').fill('Silence after hold')
    await field(form, 'Test cases that show it').fill('HLD-01')
    await press(tester, form, 'Confirm a field issue', 'FI-1 confirmed')
    const visitor = await world.audience.visitor()
    await visitor.goto(`/certifications/${number}`)
    await sees(visitor.getByText('Genuine, but obsolete'))
  })

  test('mended, it is cleared only with its test cases passed again', async () => {
    const tester = await world.as('tester')
    await tester.goto(`/certifications/${number}/manage`)
    const issue = tester.getByRole('listitem').filter({ hasText: 'Silence after hold' })
    const form = await unfold(issue, 'Clear a field issue')
    await field(form, 'What mended it').fill('Release 3.1.1.')
    await field(form, 'Test cases passed again').fill('HLD-02')
    await button(form, 'Clear a field issue').click()
    const refused = tester.getByRole('alert')
    await sees(refused)
    expect(await textOf(refused)).toMatch(/HLD-01 is linked to FI-1 and not named as passed again.*G-18/)
    const again = await unfold(
      tester.getByRole('listitem').filter({ hasText: 'Silence after hold' }),
      'Clear a field issue',
    )
    await field(again, 'Test cases passed again').fill('HLD-01, HLD-02')
    await press(tester, again, 'Clear a field issue', 'FI-1 cleared')
    const visitor = await world.audience.visitor()
    await visitor.goto(`/certifications/${number}`)
    await sees(visitor.getByText('Genuine and in force'))
  })
})
