/**
 * Path C walked whole through the pages, by the several people it takes and from nothing: an empty
 * programme, a visitor with five questions, and at the end a certified trunk that everybody can look up.
 */
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { setUpLink } from '../../src/app/first-person.ts'
import { verifyInstallation } from '../../src/app/verify.ts'
import { day } from '../../src/kernel/day.ts'
import { READINESS_STATEMENTS } from '../../src/programme/project.ts'
import { fieldOf } from '../../src/programme/questionnaire/items.ts'
import { button, field, HAS_BROWSER, isBarred, press, sees, stands, textOf, unfold } from '../support/browser.ts'
import { addEvidence, evidence, finishTesting, recordAll, smallCapture } from './lab-by-hand.ts'
import { addPlatform, addPlatformRelease, foundProgramme, invite } from './office-by-hand.ts'
import { fillField, fillQuestionnaire, isSaved, openSection, questionAsking } from './questionnaire-by-hand.ts'
import { ANSWERS, CERTIFIED, expectPaper, goToPart, PEOPLE, tellStory, VENDOR } from './trunk-story.ts'
import { askSupport, checkNumber, findInCatalogue, findInReferenceGuide } from './visitor-by-hand.ts'

describe.skipIf(!HAS_BROWSER)('path C, from an empty programme to a certified SIP trunk', { timeout: 300_000 }, () => {
  const story = tellStory()
  let project = ''

  test('the first person founds the programme, registers the platform and invites the staff', async () => {
    story.manager = await story.audience.visitor()
    const { manager } = story
    await foundProgramme(manager, (await setUpLink(story.house))!, VENDOR, PEOPLE.manager)
    await addPlatform(manager, 'Fernhill Voice')
    await addPlatformRelease(manager, { version: '8.0', ga: '2024-05-13' })
    await addPlatformRelease(manager, { version: '9.0', ga: '2025-09-01', cannot: ['Encrypted media'] })
    await manager.goto('/organisations')
    await manager.getByRole('link', { name: VENDOR }).click()
    await sees(manager.getByRole('heading', { name: VENDOR, level: 1 }))
    await invite(manager, PEOPLE.granter, 'Programme manager')
    await invite(manager, PEOPLE.tester, 'Lab engineer')
    await invite(manager, PEOPLE.reviewer, 'Lab engineer')
    story.granter = await story.comesIn(PEOPLE.granter)
    story.tester = await story.comesIn(PEOPLE.tester)
    story.reviewer = await story.comesIn(PEOPLE.reviewer)
  })

  test('five questions tell a visitor which path is open and what it takes', async () => {
    const { visitor } = story
    await visitor.goto('/')
    await visitor.getByRole('link', { name: 'Answer five questions' }).click()
    await visitor.getByRole('radio', { name: /^SIP trunk/ }).check()
    await visitor.getByRole('radio', { name: /^Nobody so far/ }).check()
    await visitor.getByRole('radio', { name: /^MCT/ }).check()
    await button(visitor, 'Show the answer').click()
    await sees(visitor.getByRole('heading', { name: 'Certification is optional' }))
    const paths = await textOf(visitor.getByRole('main'))
    expect(paths).toMatch(/Path C can be taken/)
    expect(paths).toMatch(/Path A cannot be taken/)
    expect(paths).toMatch(/Self-assessment Not needed/)
  })

  test('a visitor asks first, and the office answers', async () => {
    const { visitor, manager } = story
    await visitor.getByRole('link', { name: 'Ask whether this level is offered' }).click()
    await field(visitor, 'Platform').selectOption({ label: 'Fernhill Voice' })
    await field(visitor, 'Your question').fill('Is an MCT of a SIP trunk on offer for this platform?')
    await field(visitor, 'Your name').fill(PEOPLE.admin.name)
    await field(visitor, 'Your e-mail address').fill(PEOPLE.admin.email)
    await field(visitor, 'Your company').fill('Brook Telecom')
    await button(visitor, 'Send the enquiry').click()
    await sees(visitor.getByRole('heading', { name: 'Your enquiry is with the programme office' }))
    await manager.goto('/home')
    await manager.getByRole('link', { name: /enquir\w+ to answer$/ }).click()
    await manager.getByRole('link', { name: /^Is an MCT/ }).click()
    await manager.getByRole('link', { name: 'Set what is offered on Fernhill Voice' }).click()
    const mct = manager.getByRole('row', { name: /^MCT/ })
    await field(mct, 'MCT is').selectOption({ label: 'on offer' })
    await press(manager, mct, 'Set', 'MCT on Fernhill Voice: yes')
    await manager.goto('/enquiries')
    await manager.getByRole('link', { name: /^Is an MCT/ }).click()
    await field(manager, 'What you answer').fill('Yes, from today on. The questionnaire comes first.')
    await press(manager, manager, 'Send the answer', 'nswered')
  })

  test('a visitor applies for membership; the office approves and notes the fee', async () => {
    const { visitor, manager } = story
    await visitor.goto('/advisor?family=sip-trunk&level=MCT')
    await visitor.getByRole('link', { name: 'Join the partner programme' }).click()
    await field(visitor, 'Name of the company').fill('Brook Telecom')
    await field(visitor, 'Country').selectOption({ label: 'Netherlands' })
    await field(visitor, 'What you plan to certify').fill('Our SIP trunk on Fernhill Voice, this summer.')
    await field(visitor, 'First contact').fill(PEOPLE.admin.name)
    await field(visitor, 'E-mail address of the first').fill(PEOPLE.admin.email)
    await field(visitor, 'Second contact').fill('Ben Brook')
    await field(visitor, 'E-mail address of the second').fill('ben@brook.test')
    await visitor.getByRole('checkbox', { name: /^We accept the terms/ }).check()
    await button(visitor, 'Send the application').click()
    await sees(visitor.getByRole('heading', { name: 'Your application is with the programme office' }))

    await manager.goto('/memberships')
    await manager.getByRole('link', { name: 'Read the application' }).click()
    await press(manager, manager, 'Approve the application', 'approved')
    await press(manager, manager, 'Note the fee as received', 'runs from')
    await sees(manager.getByRole('main').getByText(/^until/))
  })

  test('the invited administrator is let in by the mail, and registers the service', async () => {
    story.admin = await story.comesIn(PEOPLE.admin)
    const { admin } = story
    await admin.goto('/products/new')
    await field(admin, 'Name').fill('Brook Trunk')
    await admin.getByRole('radio', { name: /^SIP trunk/ }).check()
    await admin.getByRole('checkbox', { name: 'SIP trunk' }).check()
    await field(admin, 'Release').fill('22.4')
    await press(admin, admin, 'Add the product', 'Brook Trunk')
    await sees(admin.getByRole('main').getByText('not generally available'))
  })

  test('a project is opened; an estimate can be had at once, the firm quote says what it waits for', async () => {
    const { admin } = story
    await admin.getByRole('link', { name: 'Open a project' }).click()
    await field(admin, 'Release of Fernhill Voice').selectOption({ label: '9.0' })
    await press(admin, admin, 'Open the project', 'Brook Trunk 22.4 on Fernhill Voice 9.0')
    project = new URL(admin.url()).pathname
    await stands(
      admin,
      {
        step: 'Questionnaire',
        turn: 'the partner',
        since: 'since today',
        asks: 'Fill in the questionnaire and submit it.',
      },
      true,
    )
    await goToPart(admin, 'Quote and order')
    const why = await isBarred(admin.getByRole('main'), 'Request the firm quote')
    expect(why).toMatch(/Not at this stage: questionnaire being filled in.*5T\.c/)
    await press(admin, admin, 'Get a budgetary estimate', 'Budgetary estimate')
    expect(await textOf(admin.getByRole('main'))).toMatch(/USD [\d,.]+ to USD [\d,.]+/)
  })

  test('questions appear and vanish by the answers, and are saved as they are typed', async () => {
    const { admin } = story
    await goToPart(admin, 'Questionnaire')
    await openSection(admin, 'Reaching each other')
    const targets = questionAsking(admin, 'Q-09')
    const sharing = targets.getByRole('radiogroup', { name: /^How they share calls/ })
    expect(await sharing.count()).toBe(0)
    await field(targets, 'Signalling targets').fill('2')
    await isSaved(admin)
    await sees(sharing)
    await field(targets, 'Signalling targets').fill('1')
    await sharing.waitFor({ state: 'detached' })
  })

  test('an answer that the platform release cannot meet is shown to clash at once', async () => {
    const { admin } = story
    await openSection(admin, 'Security')
    const encryption = questionAsking(admin, 'Q-06')
    await fillField(encryption, fieldOf('Q-06.encryption')!.field, 'sdes')
    await fillField(encryption, fieldOf('Q-06.mandatory')!.field, true)
    await sees(encryption.getByText('You require encrypted media; release 9.0 cannot encrypt media on trunks.'))
    await sees(admin.getByText('1 clash to settle'))
    await fillField(encryption, fieldOf('Q-06.mandatory')!.field, false)
    await sees(encryption.getByText('You offer encrypted media; release 9.0 cannot'))
    await sees(admin.getByText('0 clashes to settle'))
  })

  test('whoever leaves in the middle finds everything as it was, and hands it in when it is whole', async () => {
    const { admin } = story
    await openSection(admin, 'Company and service')
    await field(questionAsking(admin, 'Q-01'), 'Legal name of the company').fill('Brook Telecom BV')
    await isSaved(admin)
    await admin.goto('/home')
    await admin.getByRole('link', { name: /^Brook Trunk/ }).click()
    await goToPart(admin, 'Questionnaire')
    expect(await field(questionAsking(admin, 'Q-01'), 'Legal name of the company').inputValue()).toBe(
      'Brook Telecom BV',
    )
    expect(await isBarred(admin.getByRole('main'), 'Submit the questionnaire')).toMatch(
      /required answers? (is|are) missing.*5T\.b/,
    )
    await fillQuestionnaire(admin, ANSWERS)
    await press(admin, admin, 'Submit the questionnaire', 'Questionnaire submitted')
    await stands(admin, {
      step: 'Questionnaire',
      turn: 'the lab',
      since: 'since today',
      asks: 'The lab is reading the questionnaire.',
    })
  })

  test('the lab comments question by question and sends it back; the partner answers; then it is accepted', async () => {
    const { reviewer, admin } = story
    story.house.clock.to(day('2026-06-18'))
    await reviewer.goto(`${project}/questionnaire`)
    await stands(
      reviewer,
      { step: 'Questionnaire', turn: 'the lab', since: 'for 3 days', asks: 'Read the questionnaire' },
      true,
    )
    expect(await isBarred(reviewer.getByRole('main'), 'Send it back with the comments')).toMatch(
      /no open comment.*5T\.d/,
    )
    await openSection(reviewer, 'Capacity and quality')
    const comment = await unfold(questionAsking(reviewer, 'Q-48'), 'Comment on Q-48')
    await field(comment, 'What you need to know').fill('Do these targets hold for the mobile route as well?')
    await press(reviewer, comment, 'Comment', 'Comment on Q-48')
    await press(reviewer, reviewer, 'Send it back with the comments', 'sent back with 1 comments')

    story.house.clock.to(day('2026-06-19'))
    await admin.goto(project)
    await stands(
      admin,
      { step: 'Questionnaire', turn: 'the partner', since: 'since yesterday', asks: 'Answer the comments' },
      true,
    )
    await admin.goto(`${project}/questionnaire?section=capacity-and-quality`)
    const quality = questionAsking(admin, 'Q-48')
    await sees(quality.getByText('Do these targets hold for the mobile route as well?'))
    await field(quality, 'Your reply').fill('Yes, measured last week.')
    await press(admin, quality, 'Reply', 'Reply at Q-48')
    await press(admin, admin, 'Submit the questionnaire', 'submitted again')

    story.house.clock.to(day('2026-06-22'))
    await reviewer.goto(`${project}/questionnaire?section=capacity-and-quality`)
    await sees(questionAsking(reviewer, 'Q-48').getByText('Yes, measured last week.'))
    await press(reviewer, questionAsking(reviewer, 'Q-48'), 'Resolve', 'resolved')
    await field(reviewer, 'Remark').fill('Complete, and it fits the release.')
    await press(reviewer, reviewer, 'Accept the questionnaire', 'reviewed and accepted')
    await stands(reviewer, {
      step: 'Quote',
      turn: 'the partner',
      since: 'since today',
      asks: 'The partner can request the firm quote now.',
    })
  })

  test('only now the firm quote can be requested; it is prepared, agreed to, and comes with its papers', async () => {
    const { manager, tester, admin } = story
    await admin.goto(`${project}/quote`)
    await field(admin, 'A wish or a question').fill('Before the end of July, please.')
    await press(admin, admin, 'Request the firm quote', 'Firm quote requested')
    await manager.goto(`${project}/quote`)
    await sees(manager.getByText('Before the end of July, please.'))
    await field(manager, 'Assumptions').fill('Remote access to the test trunk is set up by the partner.')
    await press(manager, manager, 'Prepare the quote', 'Quote prepared')
    story.house.clock.to(day('2026-06-24'))
    await tester.goto(`${project}/quote`)
    await stands(tester, { step: 'Quote', turn: 'the lab', since: 'for 2 days', asks: 'Agree to the effort' }, true)
    await press(tester, tester, 'Agree and issue the quote', 'ordering instructions issued')

    await admin.goto(`${project}/quote`)
    const number = /Q-2026-\d+/.exec(await textOf(admin.getByRole('main')))![0]
    for (const paper of ['Quotation', 'Statement of work', 'Ordering instructions']) {
      await expectPaper(admin, admin.getByRole('link', { name: paper, exact: true }), paper, number, 'Brook Trunk')
    }
  })

  test('the order takes up the quote; the office notes the payment', async () => {
    const { manager, admin } = story
    await field(admin, 'Number of your purchase order').fill('PO-4711')
    await field(admin, 'Billing address').fill('Brook Telecom BV, 1 Example Street')
    await field(admin, 'E-mail for the invoice').fill('accounts@brook.test')
    await admin.getByRole('checkbox', { name: /^I have read the statement of work/ }).check()
    await press(admin, admin, 'Place the order', 'Ordered by PO-4711')
    await stands(
      admin,
      { step: 'Order', turn: 'the partner', since: 'since today', asks: 'Declare that the release is ready' },
      true,
    )
    await manager.goto(project)
    const payment = await unfold(manager.getByRole('main'), 'Note the payment')
    await field(payment, 'How, or why').fill('Bank transfer')
    await press(manager, payment, 'Note the payment', 'Payment noted as paid')
  })

  test('readiness waits until the release is generally available', async () => {
    const { admin } = story
    expect(await isBarred(admin.getByRole('main'), 'Declare readiness')).toMatch(/generally available.*6\.2/)
    await admin.getByRole('link', { name: 'Brook Trunk' }).click()
    const release = await unfold(admin.getByRole('row', { name: /^22\.4/ }), 'It is available')
    await field(release, '22.4 generally available since').fill('2026-06-22')
    await press(admin, release, 'Note it', 'generally available since 22 Jun 2026')
    await admin.goto(project)
    for (const statement of Object.values(READINESS_STATEMENTS))
      await admin.getByRole('checkbox', { name: statement }).check()
    await press(admin, admin, 'Declare readiness', 'Readiness declared')
    await stands(admin, { step: 'Slot', turn: 'the lab', since: 'since today', asks: 'The lab is looking for a slot.' })
  })

  test('a slot is offered and confirmed, and testing starts no sooner than it', async () => {
    const { tester, admin } = story
    await tester.goto(project)
    await field(tester, 'First day').fill('2026-06-29')
    await field(tester, 'Last day').fill('2026-07-03')
    await field(tester, 'Engineer').selectOption({ label: PEOPLE.tester.name })
    await field(tester, 'Bench or place').fill('Bench 2')
    await press(tester, tester, 'Offer a slot', 'Slot offered')
    await admin.goto(project)
    await sees(admin.getByRole('main').getByText('29 Jun 2026 to 3 Jul 2026'))
    await press(admin, admin, 'Confirm the slot', 'Slot confirmed')
    await tester.goto(project)
    expect(await isBarred(tester.getByRole('main'), 'Start testing')).toMatch(/begins on 29 Jun 2026.*6\.2/)
    story.house.clock.to(day('2026-06-29'))
    await tester.goto(project)
    await stands(
      tester,
      { step: 'Slot', turn: 'the lab', since: 'for 5 days', asks: 'Start testing when the slot begins.' },
      true,
    )
    await field(tester, 'Set-up').fill('Bench 2, trunk over the internet, capture at the PBX side.')
    await press(tester, tester, 'Start testing', 'Testing started')
  })

  test('every result is recorded, with notes, a capture and a screenshot that keep their hash', async () => {
    const { tester } = story
    await tester.getByRole('row', { name: /^CON-/ }).first().getByRole('link').first().click()
    await sees(tester.getByRole('heading', { name: 'Record the result' }))
    const met = await recordAll(tester, {
      'FAX-02': {
        verdict: 'passed with limitation',
        note: 'Falls back after ten pages.',
        effect: 'Long faxes take twice as long.',
        workaround: 'Split long faxes.',
      },
      'OUT-01': { verdict: 'passed', note: 'All formats went out as dialled.' },
    })
    expect(met.length).toBeGreaterThan(50)
    expect(new Set(met).size).toBe(met.length)
    await tester.goto(`${project}/testing/OUT-01`)
    const capture = { name: 'outbound.pcap', mimeType: 'application/octet-stream', buffer: smallCapture() }
    const screenshot = { name: 'call-list.png', mimeType: 'image/png', buffer: await tester.screenshot() }
    await addEvidence(tester, capture, screenshot)
    for (const { name, buffer } of [capture, screenshot]) {
      const hash = createHash('sha256').update(buffer).digest('hex')
      await sees(evidence(tester, name).getByText(hash))
      const kept = await tester.request.get(
        (await evidence(tester, name).getByRole('link', { name }).getAttribute('href'))!,
      )
      expect(
        createHash('sha256')
          .update(await kept.body())
          .digest('hex'),
      ).toBe(hash)
    }
    await sees(evidence(tester, capture.name).getByText('Packet capture'))
    await sees(evidence(tester, screenshot.name).getByRole('img', { name: screenshot.name }))
  })

  test('whoever tested may not review, whoever reviewed may not grant: it takes three', async () => {
    const { granter, tester, reviewer } = story
    await finishTesting(tester, 'All test cases run in two sittings.')
    expect(await isBarred(tester.getByRole('main'), 'Accept the report')).toMatch(/You took part in testing.*G-08/)
    story.house.clock.to(day('2026-07-01'))
    await reviewer.goto(`${project}/decision`)
    await stands(
      reviewer,
      { step: 'Review', turn: 'the lab', since: 'for 2 days', asks: 'Read the report and its evidence' },
      true,
    )
    await field(reviewer, 'What you looked at').fill('The captures of every test case that must pass.')
    await press(reviewer, reviewer, 'Accept the report', 'Report accepted')
    expect(await isBarred(reviewer.getByRole('main'), 'Grant the certification')).toMatch(
      /You reviewed this report.*G-08/,
    )
    await granter.goto(`${project}/decision`)
    await stands(
      granter,
      { step: 'Decision', turn: 'the programme office', since: 'since today', asks: 'Grant the certification, or say' },
      true,
    )
    await field(granter, 'Reason').first().fill('All that must pass has passed.')
    await press(granter, granter, 'Grant the certification', 'MCT granted: MCT-2026-00001')
    await sees(granter.getByRole('main').getByText('Granted: MCT'))
  })

  test('the guide is completed and published, and brings the leave to use the logo', async () => {
    const { tester, admin } = story
    await tester.goto(`${project}/guide`)
    expect(await isBarred(tester.getByRole('main'), 'Publish the config guide')).toMatch(/7\.5d|7\.1/)
    const settings = tester.getByRole('group', { name: 'Settings of the platform' })
    const row = {
      'Form or menu': 'SIP peer',
      Field: 'Address',
      Value: 'trunk.example.net',
      Default: 'none',
      Why: 'Located by DNS.',
    }
    for (const [cell, value] of Object.entries(row))
      await settings.getByRole('textbox', { name: `${cell}, row 1` }).fill(value)
    await press(tester, tester, 'Save the guide', 'Config guide saved')
    await press(tester, tester, 'Publish the config guide', 'published')
    await sees(tester.getByText('Nobody has to do anything'))
    await admin.goto(`${project}/guide`)
    const leave = admin.getByRole('link', { name: /^LA-/ })
    await expectPaper(admin, leave, 'MCT-2026-00001', 'Brook Trunk')
  })

  test('everybody finds it, without a script: reference guide, catalogue, number, and the support answer', async () => {
    const anybody = await story.audience.visitor({ javaScriptEnabled: false })
    await findInReferenceGuide(anybody, CERTIFIED)
    await findInCatalogue(anybody, CERTIFIED)
    await checkNumber(anybody, CERTIFIED)
    const deployment = { release: '22.4', platformRelease: '9.0', country: 'Germany' }
    expect(await askSupport(anybody, CERTIFIED, deployment)).toMatch(/^Supported .*MCT-2026-00001/)
    const other = await askSupport(anybody, CERTIFIED, { ...deployment, platformRelease: '8.0' })
    expect(other, 'control: another release is not covered').toMatch(/^Not supported/)
  })

  test('and the journal proves every step of it; no page did what it must not', async () => {
    const report = await verifyInstallation(story.house)
    expect(report.faults).toEqual([])
    expect(report.facts).toBeGreaterThan(100)
    expect(story.audience.faults).toEqual([])
  })
})
