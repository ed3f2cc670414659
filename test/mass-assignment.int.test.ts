/**
 * Nothing is taken that a move does not ask for (R19): every move, each at a moment when it can be done, with fields
 * added that a sender would like to set; over the API and by form it is refused, names them, and leaves no trace.
 */
import sql, { raw } from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act } from '../src/app/act.ts'
import { setUpLink } from '../src/app/first-person.ts'
import { day } from '../src/kernel/day.ts'
import { SENT_MOVES } from '../src/app/targets.ts'
import { type Actor, CONSOLE, VISITOR } from '../src/programme/permission.ts'
import { NOUN_NAMES } from '../src/programme/nouns.ts'
import { exampleAnswers } from '../src/programme/questionnaire/example.ts'
import { multikeyOf } from '../src/signing/did.ts'
import { headOf } from '../src/store/journal.ts'
import { png } from './support/pictures.ts'
import { type Cast, enterCast, OPENING, reviewCall, Story, TICKED } from './support/cast.ts'
import { answerOf, dry } from './support/dry.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { addressOf, FREE, namesThem, objectsIn, overfilled, typed } from './support/mass.ts'
import { fillBeside } from './support/mass-beside.ts'
import { fillSat } from './support/mass-sat.ts'
import { LABS_OWN } from './support/sat-story.ts'
import { fillSponsored } from './support/mass-sponsored.ts'
import { serveHouse, type TestServer, type Who } from './support/server.ts'
import { askForFee } from './support/fee-requests.ts'
import { DEPLOYED, interopTicket, openTicket } from './support/tickets.ts'
import { addEvidence, arrivedUpload, invitationTo, layResults } from './matrix/world.ts'

type Input = Readonly<Record<string, unknown>>

describe('every move, at its time', () => {
  let house: TestHouse
  let server: TestServer
  let cast: Cast
  let story: Story
  const tried = new Set<string>()
  beforeAll(async () => {
    house = await testHouse()
    cast = await enterCast(house)
    server = await serveHouse(house, cast)
    story = new Story(house, cast)
  })
  afterAll(async () => {
    await server.close()
    await house.end()
  })

  const actorOf = (who: Who): Actor => (who ? cast[who] : VISITOR)

  /** Every record there is, in one digest. */
  async function everything(of: TestHouse = house): Promise<unknown> {
    const digests = await Promise.all(
      NOUN_NAMES.map((noun) =>
        of.database.one(
          sql`select count(*) as count, md5(string_agg(id || revision || state::text, '' order by id)) as digest from ${raw(noun.replaceAll('-', '_'))}`,
        ),
      ),
    )
    return { head: await headOf(of.database), digests }
  }

  /** The move can be done as it is, and is refused with more; `sent` where what is sent is not yet the input. */
  async function asksForNoMore(move: string, who: Who, id: string | null, input: Input = {}, sent: Input = input) {
    tried.add(move)
    const asIs = await answerOf(dry(house), actorOf(who), { move, id, input })
    expect([move, asIs.code, asIs.says]).toEqual([move, 'done', asIs.says])
    const before = await everything()
    for (const at of objectsIn(sent, FREE[move] ?? [])) {
      const more = overfilled(sent, at)
      const response = await server.send(who, addressOf(move, id), { body: more.input })
      await namesThem(`${move} at ${at.join('.')}`, response, more.fields)
    }
    const form = new URLSearchParams([['_id', id ?? ''], ...typed(overfilled(sent === input ? {} : sent, []).input)])
    await namesThem(`${move} by form`, await server.send(who, `/moves/${move}`, { body: form }), ['no such field'])
    expect(await everything(), move).toEqual(before)
  }

  const project = (move: string, who: keyof Cast, input?: Input, sent?: Input) =>
    asksForNoMore(move, who, story.id, input, sent)

  test('opening, answering, asking, adding evidence', async () => {
    await asksForNoMore('open-project', 'admin', null, OPENING)
    await story.open()
    await project('save-answers', 'admin', { answers: { 'Q-01.company': 'Northwind' }, seen: {} })
    await story.do(cast.admin, 'save-answers', { answers: exampleAnswers() })
    await project('submit-questionnaire', 'admin')
    await project('close-project', 'admin', { reason: 'No longer wanted.' })
    await project('request-budgetary-quote', 'admin', { note: '' })
    await project('ask', 'admin', { about: { kind: 'project', ref: null }, text: 'When?' })
    const { made } = await story.do(cast.tester, 'ask', { about: { kind: 'project' }, text: 'When?' })
    await project('answer', 'admin', { thread: made.thread, text: 'Soon.' })
    await project('close-question', 'admin', { thread: made.thread })
    const { sha256, bytes } = await house.evidence.put(Buffer.from('Notes.'))
    const file = { name: 'notes.txt', kind: 'log', mediaType: 'text/plain', bytes, sha256 }
    const upload = await arrivedUpload(house, cast.admin.id, 'Notes.')
    await project('add-evidence', 'admin', { testCase: null, file }, { testCase: null, upload })
    const evidence = await addEvidence(story, cast.admin, 'Notes.')
    await project('set-evidence-aside', 'admin', { evidence, reason: 'By mistake.' })
    const waiver = { rule: 'sat-precedes-higher-levels', until: '2026-12-31', reason: 'Seen at the fair.' }
    await project('waive-rule', 'manager', waiver)
    await story.do(cast.manager, 'waive-rule', waiver)
    await project('end-waiver', 'manager', { rule: waiver.rule, reason: 'No longer.' })
    await project('choose-sound', 'tester', { sound: 'kept', reason: 'To be heard.' })
    await project('hold-captures', 'manager', { reason: 'A court asks.' })
    await story.do(cast.manager, 'hold-captures', { reason: 'A court asks.' })
    await project('end-hold', 'manager', { reason: 'It is settled.' })
  })

  test('an answer that is a row takes no column that is not its own', async () => {
    const row = { element: 'Switch', product: 'Example', version: '1', since: '2026-01-01' }
    const answer = (more: object) => ({
      answers: { 'Q-03.elements': [{ ...row, ...more }] },
      seen: { 'Q-03.elements': 1 },
    })
    expect(
      (await answerOf(dry(house), cast.admin, { move: 'save-answers', id: story.id, input: answer({}) })).code,
    ).toBe('done')
    const more = await answerOf(house, cast.admin, {
      move: 'save-answers',
      id: story.id,
      input: answer({ stage: 'x' }),
    })
    expect(more.code).toBe('wrong-input')
  })

  test('the questionnaire read, sent back and accepted', async () => {
    const comment = async () => (await story.file()).questionnaire.comments.at(-1)!.id
    await story.do(cast.admin, 'submit-questionnaire')
    await project('comment-on-question', 'reviewer', { question: 'Q-04', text: 'Which?' })
    await story.do(cast.reviewer, 'comment-on-question', { question: 'Q-04', text: 'Which?' })
    await project('return-questionnaire', 'reviewer')
    await story.do(cast.reviewer, 'return-questionnaire')
    await project('reply-to-comment', 'admin', { comment: await comment(), text: 'Both.' })
    await story.do(cast.admin, 'reply-to-comment', { comment: await comment(), text: 'Both.' })
    await story.do(cast.admin, 'submit-questionnaire')
    await project('resolve-comment', 'reviewer', { comment: await comment() })
    await story.do(cast.reviewer, 'resolve-comment', { comment: await comment() })
    await project('review-questionnaire', 'reviewer', { remark: 'Fine.' })
    const [left] = (await story.file()).plan.leftOut
    await project('add-to-plan', 'tester', { testCase: left!.plan, because: 'It broke last time.' })
    await project('add-own-to-plan', 'tester', LABS_OWN)
    await story.do(cast.tester, 'add-own-to-plan', LABS_OWN)
    await project('take-out-of-plan', 'tester', { testCase: 'LAB-1', reason: 'No longer.' })
    await story.do(cast.tester, 'take-out-of-plan', { testCase: 'LAB-1', reason: 'No longer.' })
  })

  test('quoting and ordering', async () => {
    await story.bringTo('quote-to-request')
    await project('request-firm-quote', 'admin', { note: '' })
    await story.bringTo('quote-preparation')
    await project('prepare-quote', 'manager', { adjustment: 0, reason: '', assumptions: '' })
    await story.bringTo('quote-agreement')
    await project('return-quote', 'tester', { reason: 'Too low.' })
    await project('issue-quote', 'tester')
    await story.bringTo('quote-offered')
    await project('revise-quote', 'manager', { reason: 'Another scope.' })
    const quote = (await story.file()).project.quotes.at(-1)!.number
    await project('order', 'admin', {
      quote,
      version: 1,
      purchaseOrder: 'PO-1',
      billingName: 'Northwind',
      billingAddress: '1 Example Street',
      billingEmail: 'accounts@northwind.test',
      acceptsTerms: true,
    })
  })

  test('making ready and testing', async () => {
    const slot = { from: '2026-06-15', to: '2026-06-15', engineer: cast.tester.id, note: '' }
    await story.bringTo('readiness')
    await project('note-payment', 'manager', { state: 'paid', note: 'Received.' })
    await project('declare-readiness', 'admin', TICKED)
    await story.bringTo('slot-to-offer')
    await project('offer-slot', 'tester', slot)
    await story.bringTo('slot-offered')
    await project('confirm-slot', 'admin', { from: '2026-06-15' })
    await project('ask-for-another-slot', 'admin', { reason: 'Away.' })
    await story.bringTo('scheduled')
    await project('start-testing', 'tester', { setUp: 'Bench 1.' })
    await project('move-slot', 'tester', { reason: 'Bench taken.' })
    await story.bringTo('testing')
    const limitation = { effect: 'No music.', workaround: 'None.' }
    const result = { testCase: 'OUT-01', verdict: 'passed-with-limitation', note: '', limitation, seen: 0 }
    await project('let-partner-test', 'tester', { until: '2026-06-20', how: 'Present.' })
    await story.do(cast.tester, 'let-partner-test', { until: '2026-06-20', how: 'Present.' })
    await project('record-supervised-result', 'admin', { ...result, testCase: 'OUT-02' })
    await project('end-supervised-testing', 'tester', { reason: 'Enough.' })
    await project('record-result', 'tester', result)
    await layResults(story)
    await project('finish-testing', 'tester', { summary: 'Done.' })
    await story.do(cast.tester, 'finish-testing', { summary: 'Done.' })
    await project('correct-result', 'tester', { ...result, seen: 1 })
  })

  test('reviewing, deciding, publishing', async () => {
    await project('accept-report', 'reviewer', { remark: 'Read.' })
    await project('return-report', 'reviewer', { remark: 'Once more.' })
    await story.bringTo('decision')
    const findings = [{ testCase: 'OUT-01', says: 'It fails.', next: 'Mend it.' }]
    await project('dispute', 'admin', { testCase: 'OUT-01', says: 'It passes.' })
    await story.do(cast.admin, 'dispute', { testCase: 'OUT-01', says: 'It passes.' })
    const dispute = (await story.file()).disputes[0]!.id
    await project('rule-on-dispute', 'granter', { dispute, outcome: 'rejected', reason: 'It does not.' })
    await story.do(cast.granter, 'rule-on-dispute', { dispute, outcome: 'rejected', reason: 'It does not.' })
    await project('publish-interpretation', 'granter', { dispute, title: 'Hold', text: 'Both directions count.' })
    await project('grant', 'granter', { reason: 'All passed.' })
    await project('decline-grant', 'granter', { reason: 'No.', findings })
    await declined(async (other) => {
      await asksForNoMore('request-retest', 'admin', other.id, { mended: 'Mended.', acceptsFee: true })
    })
    await story.bringTo('guide')
    const { content } = (await story.file()).guide!
    const setting = { form: 'SIP peer', field: 'Address', value: 'trunk.example.net', standard: '', why: '' }
    const whole = {
      ...content,
      vendorSettings: [setting],
      equipment: [{ element: 'Switch', product: 'Example', version: '1' }],
      limitations: [{ feature: 'Hold', effect: 'No music.', workaround: 'None.' }],
      troubleshooting: [{ symptom: 'No audio.', cause: 'A firewall.', look: 'At its log.' }],
    }
    await project('save-guide', 'tester', { content: whole })
    await project('write-guide', 'tester', {
      parts: { prerequisites: ['A licence'], vendorSettings: [setting] },
      seen: {},
    })
    await story.do(cast.tester, 'write-guide', { parts: { summary: 'More.' } })
    await project('discard-guide-writing', 'tester', { seen: { summary: 1 } })
    await story.do(cast.tester, 'discard-guide-writing', { seen: { summary: 1 } })
    const stored = { ...(await house.evidence.put(png(4, 3))), mediaType: 'image/png', width: 4, height: 3 }
    const picture = await arrivedUpload(house, cast.tester.id, png(4, 3))
    const shown = { caption: 'The form', file: { ...stored, upload: picture } }
    await project('add-guide-picture', 'tester', shown, { caption: 'The form', upload: picture })
    await project('review-guide', 'reviewer', { outcome: 'agreed', remark: 'Read.' })
    await story.do(cast.tester, 'save-guide', { content: whole })
    await project('publish-guide', 'tester')
    await story.do(cast.tester, 'publish-guide')
    await story.do(cast.tester, 'save-guide', { content: whole })
    await project('publish-guide-version', 'tester')
  })

  test('a SAT, from its plan to its update', () => fillSat({ house, cast, asksForNoMore }))

  test('a sponsor’s part of the fee', async () => {
    const other = await new Story(house, cast).open()
    await asksForNoMore('ask-sponsor-for-fee', 'admin', other.id, { bearer: 'resale', percent: 50, reason: 'Yes.' })
    const asked = await askForFee(other, 50)
    await asksForNoMore('bear-fee', 'sponsor', asked, { accepts: true })
    await asksForNoMore('decline-to-bear-fee', 'sponsor', asked, { reason: 'No budget.' })
    await asksForNoMore('take-fee-request-back', 'admin', asked, {})
  })

  test('access tokens, developer equipment, webhooks', () => fillBeside({ house, cast, asksForNoMore }))

  test('what happens to a certification afterwards', async () => {
    const number = (await story.file()).certification!.number
    const times = [{ day: '2026-06-22', time: '14:30' }]
    await asksForNoMore('propose-review-call', 'admin', number, { about: 'A new header.', times })
    await act(house, cast.admin, { move: 'propose-review-call', id: number, input: { about: 'A header.', times } })
    await asksForNoMore('book-review-call', 'tester', number, { time: '2026-06-22 14:30' })
    await asksForNoMore('decide-recertification', 'tester', number, { ...reviewCall('extend') })
    await act(house, cast.tester, { move: 'decide-recertification', id: number, input: reviewCall('extend') })
    await asksForNoMore('extend-certification', 'tester', number, {
      platformRelease: '9.0',
      productRelease: '3.1',
      reason: 'Same.',
    })
    await asksForNoMore('note-sat-evidence', 'tester', number, { platformRelease: '10.0', accepted: '2026-06-01' })
    const problem = { ...DEPLOYED, fieldIssue: null, requester: null, problem: 'One-way audio.' }
    await asksForNoMore('open-ticket', 'sponsor', null, problem)
    const ticket = await openTicket(house, cast)
    await asksForNoMore('check-guide-point', 'support', ticket, { point: 0, follows: true, note: 'Seen.' })
    await asksForNoMore('report-field-issue', 'sponsor', ticket, { title: 'One-way audio', says: 'Each time.' })
    await asksForNoMore('classify-ticket', 'support', ticket, { cause: 'interop', note: 'Seen.' })
    const found = { ticket: await interopTicket(house, cast), title: 'One-way audio', testCases: ['HLD-01'] }
    await act(house, cast.support, { move: 'classify-ticket', id: ticket, input: { cause: 'interop', note: 'Seen.' } })
    await asksForNoMore('close-ticket', 'support', ticket, { reason: 'Known.' })
    await asksForNoMore('confirm-field-issue', 'tester', number, found)
    const { made } = await act(house, cast.tester, { move: 'confirm-field-issue', id: number, input: found })
    const cleared = { issue: made['field-issue'], reason: 'Mended.', testCases: ['HLD-01'] }
    await asksForNoMore('clear-field-issue', 'tester', number, cleared)
    await asksForNoMore('ask-for-term', 'admin', 'northwind', { tier: 'mdp-commercial-advanced' })
    const burden = { certification: number, tickets: 12, hours: 40, says: 'One-way audio again and again.' }
    await asksForNoMore('record-burden', 'support', 'northwind', burden)
    await act(house, cast.support, { move: 'record-burden', id: 'northwind', input: burden })
    const kept = await house.database.one<{ id: string }>(
      sql`select state->'burdens'->0->>'id' as id from membership where id = 'northwind'`,
    )
    await asksForNoMore('approve-burden', 'manager', 'northwind', { burden: kept!.id })
    await act(house, cast.manager, { move: 'approve-burden', id: 'northwind', input: { burden: kept!.id } })
    await act(house, cast.tester, { move: 'decide-recertification', id: number, input: reviewCall('declined') })
    await asksForNoMore('give-termination-notice', 'manager', 'northwind', { reason: 'As said.' })
    await act(house, cast.manager, { move: 'give-termination-notice', id: 'northwind', input: { reason: 'As said.' } })
    await asksForNoMore('answer-termination-notice', 'admin', 'northwind', { text: 'We mend it.' })
    await asksForNoMore('keep-membership', 'manager', 'northwind', { reason: 'They mend it.' })
    house.clock.to(day('2026-07-16'))
    await asksForNoMore('terminate-membership', 'manager', 'northwind', { reason: 'Nothing was mended.' })
    house.clock.to(day('2026-06-15'))
    // As if it had been published before they joined: no letter yet.
    await house.database.run(sql`delete from authorisation`)
    await asksForNoMore('authorise-logo', 'manager', number)
    await asksForNoMore('withdraw-certification', 'manager', number, { reason: 'Recalled.' })
  })

  test('joining, inviting, coming in, leaving', async () => {
    const application = {
      name: 'Eastwind',
      country: 'DE',
      family: 'sip-trunk',
      tier: 'mdp-commercial-basic',
      contactName: 'A',
      contactEmail: 'a@eastwind.test',
      secondName: 'B',
      secondEmail: 'b@eastwind.test',
      plans: 'A trunk.',
      acceptsTerms: true,
    }
    await asksForNoMore('apply-for-membership', null, null, application)
    const { made } = await act(house, VISITOR, { move: 'apply-for-membership', id: null, input: application })
    await asksForNoMore('approve-membership', 'manager', made.organisation!, { reason: '' })
    await asksForNoMore('decline-membership', 'manager', made.organisation!, { reason: 'No.' })
    await asksForNoMore('note-membership-fee', 'manager', 'northwind', { received: '2026-06-15', tier: 'msp' })
    const person = { name: 'C', email: 'c@northwind.test', roles: ['partner-engineer'] }
    await asksForNoMore('invite-person', 'admin', 'northwind', person)
    const token = await invitationTo(house, 'northwind')
    const password = { password: 'seven calm herons' }
    await asksForNoMore('accept-invitation', null, token, {}, password)
    const invited = await house.database.one<{ id: string }>(sql`select id from person where state_word = 'invited'`)
    await asksForNoMore('renew-invitation', 'admin', invited!.id)
    await asksForNoMore('change-roles', 'admin', cast.engineer.id, { roles: ['partner-admin'] })
    await asksForNoMore('let-go', 'admin', cast.engineer.id, { reason: 'Left.' })
    await asksForNoMore('enquire', null, null, ENQUIRY)
    const enquired = await act(house, VISITOR, { move: 'enquire', id: null, input: ENQUIRY })
    await asksForNoMore('answer-enquiry', 'manager', enquired.made.enquiry!, { text: 'You may.' })
  })

  test('registering', async () => {
    const product = {
      name: 'Trunk Two',
      family: 'sip-trunk',
      interfaces: ['sip-trunk'],
      summary: '',
      aliases: [],
      version: '1',
      ga: null,
    }
    await asksForNoMore('confirm-contacts', 'admin', 'northwind', {})
    await asksForNoMore('describe-organisation', 'admin', 'northwind', {
      web: '',
      supportEmail: '',
      supportPhone: '',
    })
    await asksForNoMore('add-product', 'admin', 'northwind', product)
    await asksForNoMore('add-product-release', 'admin', 'north-trunk', { version: '5.0', ga: null })
    await asksForNoMore('note-product-ga', 'admin', 'north-trunk', { version: '4.0', ga: '2026-06-01' })
    await asksForNoMore('describe-product', 'admin', 'north-trunk', { aliases: [] })
    await asksForNoMore('note-resale', 'manager', 'north-trunk', { resoldByVendor: true })
    await asksForNoMore('add-platform', 'manager', null, { name: 'Data', summary: '', aliases: [] })
    const release = {
      version: '12.0',
      kind: 'major',
      ga: null,
      planned: '2027-06-01',
      interfaceChange: true,
      cannot: [],
    }
    await asksForNoMore('add-platform-release', 'manager', 'voice', release)
    await asksForNoMore('note-platform-ga', 'manager', 'voice', { version: '11.0', ga: '2026-06-15' })
    await asksForNoMore('set-availability', 'manager', 'voice', { level: 'MAT', availability: 'ask' })
    const value = { value: 90, from: '2026-07-01', reason: 'Longer.' }
    await asksForNoMore('set-parameter', 'manager', 'quote.validity-days', value)
  })

  test('sponsoring: technicians, requests, the self-test', () => fillSponsored({ house, cast, asksForNoMore }))

  test('founding, which is done on an empty installation', async () => {
    const empty = await testHouse()
    const founding = await serveHouse(empty)
    const token = new URL((await setUpLink(empty))!, founding.address).searchParams.get('token')!
    const input = { token, organisation: 'Vendor', country: 'IE', name: 'M', email: 'm@vendor.test' }
    const more = overfilled({ ...input, password: 'seven calm herons' }, [])
    const before = await everything(empty)
    const response = await founding.send(null, '/api/founding', { body: more.input })
    await namesThem('found-programme', response, more.fields)
    expect(await everything(empty)).toEqual(before)
    expect(await empty.database.all(sql`select 1 from sign_in`)).toEqual([])
    expect(
      (await founding.send(null, '/api/founding', { body: { ...input, password: 'seven calm herons' } })).status,
    ).toBe(200)
    tried.add('found-programme')
    await founding.close()
    await empty.end()
  })

  test('a change of the signing key, which the console makes and nobody over the network', async () => {
    const move = 'change-signing-key'
    const input = { key: multikeyOf(new Uint8Array(32).fill(1)), after: null }
    expect((await answerOf(dry(house), CONSOLE, { move, id: null, input })).code).toBe('done')
    const more = { ...input, until: 'never' }
    await expect(act(house, CONSOLE, { move, id: null, input: more })).rejects.toMatchObject({ code: 'wrong-input' })
    expect((await server.send('manager', '/api/signing-keys', { body: input })).status).toBe(404)
    expect((await server.send('manager', `/moves/${move}`, { body: new URLSearchParams(input.key) })).status).toBe(404)
  })

  test('is every move there is', () => {
    expect(SENT_MOVES.map(({ name }) => name).filter((move) => !tried.has(move))).toEqual([])
  })

  test('control: a field that is asked for is not refused', async () => {
    const response = await server.send('admin', addressOf('describe-product', 'north-trunk'), {
      body: { aliases: ['Ours'] },
    })
    expect(response.status).toBe(200)
    await expect(namesThem('describe-product', await server.send('admin', '/api/me'), [])).rejects.toThrow()
  })

  /** Another project, at the moment after a decision against it. */
  async function declined(work: (other: Story) => Promise<void>): Promise<void> {
    const other = await new Story(house, cast).open()
    await other.bringTo('testing')
    await layResults(other)
    await other.bringTo('decision')
    const findings = [{ testCase: 'OUT-01', says: 'It fails.', next: 'Mend it.' }]
    await other.do(cast.granter, 'decline-grant', { reason: 'No.', findings })
    await work(other)
  }
})

const ENQUIRY = {
  name: 'A',
  email: 'a@b.test',
  organisation: 'O',
  platform: 'Voice',
  level: 'MCT',
  question: 'May we?',
}
