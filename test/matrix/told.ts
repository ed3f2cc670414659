/** Every step from the first enquiry to the published guide, and whom it tells: `N06 manager` is code and person. */
import { act, type Done } from '../../src/app/act.ts'
import { newId } from '../../src/app/house.ts'
import { type Actor, VISITOR } from '../../src/programme/permission.ts'
import { exampleAnswers } from '../../src/programme/questionnaire/example.ts'
import { OPENING, reviewCall, type Story, TICKED } from '../support/cast.ts'
import { DEPLOYED } from '../support/tickets.ts'
import type { Received } from '../support/postbox.ts'
import { addPhone, DESCRIBED, FILING, LABS_OWN, recordSat, SAT_OPENING, SAT_WORDING } from '../support/sat-story.ts'
import {
  accessTokens,
  each,
  equipment,
  LAB,
  listingTexts,
  OFFICE,
  PARTNER,
  type Step,
  webhooks,
} from './told-beside.ts'
import { layResults } from './world.ts'

export function fromEnquiryToPublication(story: Story, mails: readonly Received[]): readonly Step[] {
  return [
    ...beforeTheProject(story, mails),
    ...upToTheOrder(story),
    ...upToTheDecision(story),
    ...afterIt(story),
    ...theSat(story),
  ]
}

function beforeTheProject(story: Story, mails: readonly Received[]): readonly Step[] {
  const { manager } = story.cast
  const made: Record<string, string> = {}
  const step = (
    actor: Actor,
    move: string,
    id: () => string | null,
    input: object,
    told: string[],
    by: string | null,
  ) => ({
    name: move,
    actor,
    told,
    by,
    isProject: false,
    work: async () => {
      const done = await act(story.house, actor, { move, id: id(), input })
      Object.assign(made, done.made)
      return done
    },
  })
  const enquiry = { name: 'S', email: 'somebody@elsewhere.test', organisation: 'Elsewhere', question: 'May we?' }
  const application = {
    name: 'Newcomer',
    country: 'NL',
    family: 'sip-trunk',
    tier: 'mdp-commercial-basic',
    contactName: 'Ann',
    contactEmail: 'ann@newcomer.test',
    secondName: 'Ben',
    secondEmail: 'ben@newcomer.test',
    plans: 'A trunk.',
    acceptsTerms: true,
  }
  const newcomer = { name: 'Newcomer', email: 'newcomer@northwind.test', roles: ['partner-engineer'] }
  const joining = () => made.organisation!
  return [
    step(VISITOR, 'enquire', () => null, enquiry, each('N01', ...OFFICE, 'somebody'), '2026-06-16'),
    step(manager, 'answer-enquiry', () => made.enquiry!, { text: 'You may.' }, each('N01', 'somebody'), null),
    step(VISITOR, 'apply-for-membership', () => null, application, each('N02', ...OFFICE, 'ann'), '2026-06-18'),
    step(manager, 'approve-membership', joining, {}, each('N03', 'ann'), '2026-06-29'),
    {
      ...step(VISITOR, 'accept-invitation', () => null, {}, [], null),
      work: () => accept(story, mails, 'ann@newcomer.test'),
    },
    step(manager, 'note-membership-fee', joining, { received: '2026-06-15' }, each('N02', 'ann'), null),
    step(manager, 'invite-person', () => 'northwind', newcomer, each('N03', 'newcomer'), '2026-06-29'),
    step(manager, 'renew-invitation', () => made.person!, {}, each('N03', 'newcomer'), '2026-06-29'),
    step(manager, 'let-go', () => made.person!, { reason: 'Left.' }, [], null),
  ]
}

/** By the one place the link is in: the mail. */
function accept(story: Story, mails: readonly Received[], address: string): Promise<Done> {
  const mail = mails.findLast((each) => each.to[0] === address)!
  const id = /\/invitation\/([\w-]+)/.exec(mail.text)![1]!
  return act(story.house, VISITOR, { move: 'accept-invitation', id, input: {} })
}

/** A lineside product's SAT, with everything that is said on its way. */
function theSat(story: Story): readonly Step[] {
  const { admin, engineer, tester, reviewer } = story.cast
  const does = steps(story)
  const suggestion = { ...SAT_WORDING, testCase: 'REG-01', text: 'Say more.' }
  const thread = async () => ({ thread: (await story.file()).threads.find((one) => one.state === 'open')!.id })
  const update = { platformRelease: '10.0', changes: 'Nothing.', declares: true }
  return [
    {
      ...does(admin, 'open-project', SAT_OPENING, [...each('N06', ...OFFICE, 'programme', 'engineer')]),
      work: async () => {
        await addPhone(story.house, story.cast)
        const done = await act(story.house, admin, { move: 'open-project', id: null, input: SAT_OPENING })
        story.id = done.made.project!
        return done
      },
    },
    does(admin, 'take-sat-template', {}),
    does(engineer, 'save-sat-test-case', { ...SAT_WORDING, plan: 'OWN-1', seen: 0 }),
    does(engineer, 'take-in-sat-plan', { testCases: [{ ...SAT_WORDING, plan: 'OWN-2' }] }),
    does(engineer, 'leave-sat-test-case-out', { testCase: 'REG-04', because: 'One device only.' }),
    does(admin, 'describe-sat', DESCRIBED),
    does(admin, 'submit-sat-plan', {}, each('N17', ...LAB, 'engineer'), '2026-06-29'),
    does(reviewer, 'view-sat-test-cases', { viewed: [{ testCase: 'REG-01', version: 1 }] }),
    does(reviewer, 'suggest-sat-wording', suggestion, each('N08', ...PARTNER), '2026-06-29'),
    does(reviewer, 'return-sat-plan', { remark: 'See the suggestion.' }, each('N17', ...PARTNER)),
    does(engineer, 'take-sat-suggestion', thread),
    does(engineer, 'submit-sat-plan', {}, each('N17', ...LAB, 'admin'), '2026-06-29'),
    does(reviewer, 'approve-sat-plan', { remark: 'Fine.' }, each('N17', ...PARTNER)),
    does(admin, 'take-in-sat-results', { results: [{ testCase: 'REG-02', verdict: 'passed', seen: 0 }] }),
    // The partner's own failure is no news to the partner.
    does(admin, 'record-sat-result', { testCase: 'REG-01', verdict: 'failed', note: 'No answer.', seen: 0 }),
    { ...does(admin, 'record-sat-result', {}), name: 'every other result', work: () => withLast(story) },
    does(admin, 'file-sat-results', FILING, each('N18', ...LAB, 'engineer'), '2026-06-29'),
    does(
      tester,
      'ask',
      { about: { kind: 'test-case', ref: 'REG-01' }, text: 'How often?' },
      each('N08', ...PARTNER),
      '2026-06-29',
    ),
    does(tester, 'question-sat-results', { remark: '' }, each('N18', ...PARTNER)),
    does(admin, 'answer', async () => ({ ...(await thread()), text: 'Hourly.' }), each('N08', ...LAB, ...OFFICE)),
    does(admin, 'file-sat-results', FILING, each('N18', ...LAB, 'engineer'), '2026-06-29'),
    does(tester, 'close-question', thread),
    does(tester, 'accept-sat', { remark: '' }, each('N18', ...PARTNER, ...OFFICE)),
    does(admin, 'ask-for-sat-update', update, each('N19', ...LAB, 'engineer'), '2026-06-29'),
    does(tester, 'return-sat-update', { remark: 'Which build?' }, each('N19', ...PARTNER)),
    does(admin, 'ask-for-sat-update', update, each('N19', ...LAB, 'engineer'), '2026-06-29'),
    does(tester, 'note-sat-update', { remark: '' }, each('N19', ...PARTNER)),
  ]
}

/** Every result recorded, passed; whatever the last of them told is told of all. */
async function withLast(story: Story): Promise<Done> {
  await recordSat(story)
  const last = (await story.file()).runs.at(-1)!.testCases.at(-1)!.plan
  return story.do(story.cast.admin, 'record-sat-result', { testCase: last, verdict: 'passed', note: '', seen: 1 })
}

type Does = (
  actor: Actor,
  move: string,
  input: object | (() => Promise<object>),
  told?: string[],
  by?: string | null,
) => Step

function steps(story: Story): Does {
  return (actor, move, input, told = [], by = null) => ({
    name: move,
    actor,
    told,
    by,
    isProject: true,
    work: async () => story.do(actor, move, typeof input === 'function' ? await input() : input),
  })
}

function upToTheOrder(story: Story): readonly Step[] {
  const { admin, engineer, manager, tester, reviewer } = story.cast
  const does = steps(story)
  const file = () => story.file()
  const thread = async () => ({ thread: (await file()).threads.at(-1)!.id, text: 'We are.' })
  const comment = async () => ({ comment: (await file()).questionnaire.comments.at(-1)!.id })
  const quoted = { adjustment: 0, reason: '', assumptions: '' }
  return [
    {
      ...does(admin, 'open-project', OPENING, [...each('N06', ...OFFICE, 'programme', 'engineer')]),
      work: async () => {
        const done = await act(story.house, admin, { move: 'open-project', id: null, input: OPENING })
        story.id = done.made.project!
        return done
      },
    },
    does(admin, 'save-answers', { answers: exampleAnswers() }),
    does(tester, 'ask', { about: { kind: 'project' }, text: 'Ready?' }, each('N08', ...PARTNER)),
    does(engineer, 'answer', thread, each('N08', ...LAB, ...OFFICE)),
    does(admin, 'request-budgetary-quote', {}, each('N21', 'engineer')),
    does(manager, 'request-budgetary-quote', {}, each('N21', ...PARTNER)),
    ...sponsorsPart(story),
    does(admin, 'submit-questionnaire', {}, each('N20', ...LAB, 'engineer'), '2026-06-29'),
    does(reviewer, 'comment-on-question', { question: 'Q-04', text: 'Which?' }),
    does(reviewer, 'return-questionnaire', {}, each('N07', ...PARTNER)),
    does(engineer, 'reply-to-comment', async () => ({ ...(await comment()), text: 'This one.' })),
    does(engineer, 'submit-questionnaire', {}, each('N20', ...LAB, 'admin'), '2026-06-29'),
    does(reviewer, 'resolve-comment', comment),
    does(reviewer, 'review-questionnaire', { remark: 'Fine.' }, each('N20', ...PARTNER)),
    does(tester, 'add-own-to-plan', LABS_OWN, each('N28', ...PARTNER)),
    does(tester, 'take-out-of-plan', { testCase: 'LAB-1', reason: 'No longer.' }, each('N28', ...PARTNER)),
    does(
      tester,
      'add-to-plan',
      async () => ({ testCase: (await file()).plan.leftOut[0]!.plan, because: 'It broke last time.' }),
      each('N28', ...PARTNER),
    ),
    does(admin, 'request-firm-quote', {}, each('N06', ...OFFICE, 'programme', 'engineer'), '2026-06-22'),
    does(manager, 'prepare-quote', quoted, each('N24', ...LAB), '2026-06-17'),
    does(tester, 'return-quote', { reason: 'Too little.' }, each('N24', ...OFFICE), '2026-06-22'),
    does(manager, 'prepare-quote', quoted, each('N24', ...LAB), '2026-06-17'),
    does(tester, 'issue-quote', {}, each('N22', ...PARTNER), '2026-08-14'),
    does(manager, 'revise-quote', { reason: 'A typo.' }, each('N23', ...PARTNER), '2026-06-22'),
    does(manager, 'prepare-quote', quoted, each('N24', ...LAB), '2026-06-17'),
    does(tester, 'issue-quote', {}, each('N22', ...PARTNER), '2026-08-14'),
    { ...does(admin, 'order', {}, each('N25', ...OFFICE, ...LAB, 'engineer', 'accounts')), work: () => story.order() },
    does(manager, 'note-payment', { state: 'paid', note: 'In full.' }, each('N25', ...PARTNER, 'accounts')),
    does(manager, 'waive-rule', { rule: WAIVED, until: '2026-12-31', reason: 'Seen at the fair.' }),
    does(manager, 'end-waiver', { rule: WAIVED, reason: 'No longer.' }),
    does(tester, 'choose-sound', { sound: 'kept', reason: 'One-way sound is to be heard.' }),
    does(manager, 'hold-captures', { reason: 'A court asks.' }),
    does(manager, 'end-hold', { reason: 'It is settled.' }),
  ]
}

const WAIVED = 'sat-precedes-higher-levels'

function upToTheDecision(story: Story): readonly Step[] {
  const { admin, tester, reviewer, granter } = story.cast
  const does = steps(story)
  const slot = { from: '2026-06-15', to: '2026-06-19', engineer: tester.id, note: '' }
  const finding = { testCase: 'HLD-01', says: 'It fails.', next: 'Mend it.' }
  const failed = { testCase: 'HLD-01', verdict: 'failed', note: 'Hold fails.', limitation: null }
  return [
    does(admin, 'declare-readiness', TICKED, each('N26', ...LAB, 'engineer'), '2026-06-22'),
    does(reviewer, 'offer-slot', slot, each('N26', ...PARTNER, 'tester'), '2026-06-15'),
    does(admin, 'ask-for-another-slot', { reason: 'Away.' }, each('N26', ...LAB, 'engineer'), '2026-06-22'),
    does(tester, 'offer-slot', slot, each('N26', ...PARTNER), '2026-06-15'),
    does(admin, 'confirm-slot', { from: slot.from }, each('N26', ...LAB, 'engineer'), '2026-06-15'),
    does(tester, 'move-slot', { reason: 'Bench down.' }, each('N26', ...PARTNER, 'reviewer'), '2026-06-22'),
    does(tester, 'offer-slot', slot, each('N26', ...PARTNER), '2026-06-15'),
    does(admin, 'confirm-slot', { from: slot.from }, each('N26', ...LAB, 'engineer'), '2026-06-15'),
    does(tester, 'start-testing', { setUp: 'Bench 1.' }, each('N28', ...PARTNER), '2026-06-29'),
    does(tester, 'let-partner-test', { until: '2026-06-20', how: 'Present.' }, each('N28', ...PARTNER), '2026-06-29'),
    does(admin, 'record-supervised-result', { ...failed, verdict: 'passed', testCase: 'OUT-01', seen: 0 }),
    does(reviewer, 'end-supervised-testing', { reason: 'Enough.' }, each('N28', ...PARTNER), '2026-06-29'),
    does(tester, 'record-result', { ...failed, seen: 0 }, each('N29', ...PARTNER), '2026-06-29'),
    does(tester, 'record-result', { ...failed, verdict: 'passed', seen: 1 }),
    { ...does(tester, 'record-result', {}), name: 'every other result', work: () => layResults(story) },
    does(tester, 'finish-testing', { summary: 'Done.' }, each('N31', 'reviewer'), '2026-06-29'),
    does(reviewer, 'return-report', { remark: 'Look again.' }, each('N31', 'tester'), '2026-06-29'),
    does(tester, 'finish-testing', { summary: 'Done.' }, each('N31', 'reviewer'), '2026-06-29'),
    does(reviewer, 'accept-report', { remark: 'Read.' }, each('N31', ...OFFICE), '2026-06-18'),
    does(
      tester,
      'correct-result',
      { ...failed, seen: 1 },
      [...each('N29', ...PARTNER), ...each('N31', 'reviewer')],
      '2026-06-29',
    ),
    does(reviewer, 'accept-report', { remark: 'Read again.' }, each('N31', ...OFFICE), '2026-06-18'),
    does(
      granter,
      'decline-grant',
      { reason: 'Hold fails.', findings: [finding] },
      each('N33', ...PARTNER, ...LAB),
      '2026-09-13',
    ),
    does(admin, 'request-retest', { mended: 'Mended.', acceptsFee: true }, each('N30', ...LAB, ...OFFICE, 'engineer')),
  ]
}

/** From the reseller's ticket to support's finding, and one that support does not help with. */
function tickets(story: Story): readonly Step[] {
  const { sponsor, support } = story.cast
  let id: string | null = null
  const step = (actor: Actor, move: string, input: object, told: string[]): Step => ({
    name: move,
    actor,
    told,
    by: null,
    isProject: false,
    work: async () => {
      const isNew = move === 'open-ticket'
      const done = await act(story.house, actor, { move, id: isNew ? null : id, input })
      if (isNew && !('productRelease' in input && input.productRelease === '9.9')) id = done.made.ticket!
      return done
    },
  })
  const problem = { ...DEPLOYED, problem: 'One-way audio after hold.' }
  return [
    step(sponsor, 'open-ticket', problem, each('N06', 'support')),
    step(support, 'check-guide-point', { point: 0, follows: true, note: '' }, []),
    step(sponsor, 'report-field-issue', { title: 'One-way audio', says: 'Each time.' }, each('N42', ...LAB, 'support')),
    step(support, 'classify-ticket', { cause: 'configuration', note: 'A setting differs.' }, []),
    step(support, 'classify-ticket', { cause: 'interop', note: 'It does not.' }, each('N42', ...LAB)),
    step(support, 'close-ticket', { reason: 'A field issue now.' }, each('N06', 'sponsor')),
    step(support, 'open-ticket', { ...problem, productRelease: '9.9', requester: 'resale' }, each('N06', 'sponsor')),
  ]
}

/** A sponsor is asked to bear a part of the fee on path C, declines, is asked again, and bears it. */
function sponsorsPart(story: Story): readonly Step[] {
  const { admin, sponsor } = story.cast
  const does = steps(story)
  const asking = { bearer: 'resale', percent: 50, reason: 'We sell it together.' }
  let request = ''
  const ask: Step = {
    ...does(admin, 'ask-sponsor-for-fee', asking, each('N14', 'sponsor')),
    work: async () => {
      const done = await story.do(admin, 'ask-sponsor-for-fee', asking)
      request = done.made['fee-request']!
      return done
    },
  }
  const answers = (actor: Actor, move: string, input: object, told: string[]): Step => ({
    ...does(actor, move, input, told),
    work: () => act(story.house, actor, { move, id: request, input }),
  })
  return [
    ask,
    answers(sponsor, 'decline-to-bear-fee', { reason: 'No budget.' }, each('N14', ...PARTNER)),
    ask,
    answers(admin, 'take-fee-request-back', {}, each('N14', 'sponsor')),
    ask,
    answers(sponsor, 'bear-fee', { accepts: true }, each('N14', ...PARTNER, ...OFFICE)),
  ]
}

const CALL = [{ day: '2026-06-22', time: '14:30' }]

function afterIt(story: Story): readonly Step[] {
  const { admin, tester, reviewer, granter, manager } = story.cast
  const does = steps(story)
  const slot = { from: '2026-06-15', to: '2026-06-15', engineer: tester.id, note: '' }
  const onCertification = (
    actor: Actor,
    move: string,
    input: object | (() => Promise<object>),
    told: string[],
  ): Step => ({
    ...does(actor, move, input, told),
    isProject: false,
    work: async () => {
      const id = (await story.file()).certification!.number
      return act(story.house, actor, { move, id, input: typeof input === 'function' ? await input() : input })
    },
  })
  const extension = { platformRelease: '9.0', productRelease: '3.1', reason: 'Nothing changed.' }
  return [
    does(admin, 'declare-readiness', TICKED, each('N26', ...LAB, 'engineer'), '2026-06-22'),
    does(tester, 'offer-slot', slot, each('N26', ...PARTNER), '2026-06-15'),
    does(admin, 'confirm-slot', { from: slot.from }, each('N26', ...LAB, 'engineer'), '2026-06-15'),
    does(tester, 'start-testing', { setUp: 'Bench 1.' }, each('N28', ...PARTNER), '2026-06-29'),
    { ...does(tester, 'record-result', {}), name: 'the retest', work: () => layResults(story) },
    does(tester, 'finish-testing', { summary: 'Done.' }, each('N31', 'reviewer'), '2026-06-29'),
    does(reviewer, 'accept-report', { remark: 'Read.' }, each('N31', ...OFFICE), '2026-06-18'),
    does(granter, 'grant', { reason: 'All passed.' }, each('N32', ...PARTNER, ...LAB, 'manager'), '2026-06-29'),
    { ...does(tester, 'publish-guide', {}, each('N34', ...PARTNER)), work: () => story.publish() },
    does(tester, 'save-guide', async () => ({ content: (await story.file()).guide!.content })),
    does(tester, 'add-guide-picture', async () => ({ caption: 'The form', file: await pictureStored(story) })),
    does(reviewer, 'review-guide', { outcome: 'agreed', remark: 'Read.' }, each('N34', 'tester')),
    does(tester, 'publish-guide-version', {}, each('N34', ...PARTNER)),
    onCertification(
      admin,
      'propose-review-call',
      { about: 'A new header.', times: CALL },
      each('N38', ...LAB, ...OFFICE),
    ),
    onCertification(tester, 'propose-review-call', { about: 'A new header.', times: CALL }, each('N38', ...PARTNER)),
    onCertification(admin, 'book-review-call', { time: '2026-06-22 14:30' }, each('N38', 'engineer', ...LAB)),
    onCertification(tester, 'decide-recertification', reviewCall('extend'), each('N39', ...PARTNER)),
    onCertification(tester, 'extend-certification', extension, each('N39', ...PARTNER)),
    ...tickets(story),
    ...equipment(story),
    ...listingTexts(story),
    ...accessTokens(story),
    ...webhooks(story),
    onCertification(
      tester,
      'confirm-field-issue',
      { ticket: 'T-2026-0001', title: 'One-way audio', testCases: ['HLD-01'] },
      each('N42', ...PARTNER, 'reviewer', 'support'),
    ),
    onCertification(
      tester,
      'clear-field-issue',
      { issue: 'FI-1', reason: 'Mended.', testCases: ['HLD-01'] },
      each('N42', ...PARTNER, 'reviewer', 'support'),
    ),
    onCertification(manager, 'withdraw-certification', { reason: 'Asked for.' }, each('N35', ...PARTNER, 'granter')),
  ]
}

/** A picture as the intake has found it. */
async function pictureStored({ house }: Story) {
  const stored = await house.evidence.put(Buffer.from('a picture'))
  return { ...stored, mediaType: 'image/png', width: 40, height: 30, upload: newId(house) }
}
