/** What would be wrong at each step of the walk, once each: the request, and how it is refused at that moment. */
import type { Request } from './http-document.ts'
import { request } from './walk.ts'

export type Wrong = readonly [says: string, request: Request, expected: Expected]

type Expected = {
  readonly status: number
  readonly code: string
  readonly clause?: string | null
  /** The first place at fault. */
  readonly at?: string
}

const no = (status: number, code: string, more: Omit<Expected, 'status' | 'code'> = {}): Expected => ({
  status,
  code,
  ...more,
})
const visitor = no(401, 'not-signed-in')
const notYours = (clause: string) => no(403, 'not-permitted', { clause })
const notThere = no(404, 'not-found')
const notNow = (clause: string | null) => no(409, 'not-now', { clause })
const wrong = (at: string) => no(422, 'wrong-input', { at })

/** A move on the project, by whom, with what. */
const move = (name: string, who: string | null, body: unknown = {}) =>
  request(`POST /api/projects/{{project}}/${name}`, who, body)
const post = (path: string, who: string | null, body: unknown) => request(`POST /api${path}`, who, body)

const FOUNDING = {
  token: '{{setUp}}',
  organisation: 'Aldermoor Systems',
  country: 'IE',
  name: 'Maren Aldous',
  email: 'maren.aldous@aldermoor.test',
  password: '{{password}}',
}
const ENQUIRY = { name: 'A', email: 'a@b.test', organisation: 'O', question: 'May we?' }
const APPLICATION = {
  name: 'Northwind Voice',
  country: 'NL',
  family: 'sip-trunk',
  tier: 'mdp-commercial-basic',
  contactName: 'A',
  contactEmail: 'a@northwind-voice.test',
  secondName: 'B',
  secondEmail: 'b@northwind-voice.test',
  plans: 'A trunk.',
  acceptsTerms: true,
}
const PRODUCT = { name: 'Trunk', family: 'sip-trunk', interfaces: ['sip-trunk'], version: '1.0' }
const PROJECT = {
  product: '{{product}}',
  productRelease: '22.4',
  platform: '{{platform}}',
  platformRelease: '10.0',
  level: 'MCT',
  topology: 'direct',
}
const ORDER = {
  quote: '{{quote}}',
  version: 1,
  purchaseOrder: 'PO-1',
  billingName: 'N',
  billingAddress: 'A',
  billingEmail: 'a@b.test',
  acceptsTerms: true,
}
const READY = { ownTesting: true, generallyAvailable: true, documents: true, people: true, setUp: true }
const SLOT = { from: '2026-06-15', to: '2026-06-15', engineer: '{{engineer}}' }
const RESULT = { testCase: 'OUT-01', verdict: 'passed', seen: 0 }

const PROGRAMME: Readonly<Record<string, readonly Wrong[]>> = {
  'Found the programme': [
    ['the link of somebody else', post('/founding', null, { ...FOUNDING, token: 'guessed' }), no(403, 'not-permitted')],
    ['no password', post('/founding', null, { ...FOUNDING, password: undefined }), wrong('password')],
    ['a short password', post('/founding', null, { ...FOUNDING, password: 'otters' }), wrong('password')],
    ['no country', post('/founding', null, { ...FOUNDING, country: 'Ireland' }), wrong('country')],
    ['more than is asked', post('/founding', null, { ...FOUNDING, roles: ['auditor'] }), wrong('roles')],
    ['a wrong password', post('/sessions', null, { email: FOUNDING.email, password: 'nine' }), visitor],
  ],
  'Register a platform': [
    ['a visitor', post('/platforms', null, { name: 'Aldermoor Voice' }), visitor],
    [
      'a token that was never given',
      { ...post('/platforms', null, {}), headers: { authorization: 'Bearer abcdefghijklmnopqrstuvwx' } },
      visitor,
    ],
    ['no name', post('/platforms', 'manager', { name: ' ' }), wrong('name')],
    [
      'a platform nobody registered',
      post('/platforms/none/add-platform-release', 'manager', { version: '1', kind: 'major', ga: '2026-01-01' }),
      notThere,
    ],
  ],
  'Invite a colleague': [
    [
      'a role that a vendor has not',
      post('/organisations/{{vendor}}/people', 'manager', { name: 'A', email: 'a@b.test', roles: ['partner-admin'] }),
      wrong('roles'),
    ],
    [
      'no address',
      post('/organisations/{{vendor}}/people', 'manager', { name: 'A', email: 'a at b', roles: ['auditor'] }),
      wrong('email'),
    ],
    [
      'an address that has an account',
      post('/organisations/{{vendor}}/people', 'manager', { name: 'A', email: FOUNDING.email, roles: ['auditor'] }),
      no(409, 'conflict', { at: 'email' }),
    ],
  ],
  'Accept an invitation': [
    [
      'a link that was never sent',
      post('/invitations/guessed/accept-invitation', null, { password: '{{password}}' }),
      notThere,
    ],
    ['no password', post('/invitations/{{invitation}}/accept-invitation', null, {}), wrong('password')],
    [
      'a short password',
      post('/invitations/{{invitation}}/accept-invitation', null, { password: 'otters' }),
      wrong('password'),
    ],
    [
      'more than is asked',
      post('/invitations/{{invitation}}/accept-invitation', null, { password: '{{password}}', roles: [] }),
      wrong('roles'),
    ],
    [
      'somebody who is in already',
      post('/invitations/{{invitation}}/accept-invitation', 'manager', { password: '{{password}}' }),
      notYours('4C.8'),
    ],
    ['signing in before', post('/sessions', null, { email: '{{email}}', password: '{{password}}' }), visitor],
  ],
  Enquire: [
    ['no address to answer to', post('/enquiries', null, { ...ENQUIRY, email: '' }), wrong('email')],
    ['no question', post('/enquiries', null, { ...ENQUIRY, question: undefined }), wrong('question')],
    ['somebody of the lab', post('/enquiries', 'tester', ENQUIRY), notYours('1.FN1')],
  ],
  'Answer the enquiry': [
    ['a visitor', post('/enquiries/{{enquiry}}/answer-enquiry', null, { text: 'Yes.' }), visitor],
    [
      'somebody of the lab',
      post('/enquiries/{{enquiry}}/answer-enquiry', 'tester', { text: 'Yes.' }),
      notYours('1.FN1'),
    ],
  ],
  'Apply for membership': [
    [
      'the terms not accepted',
      post('/memberships', null, { ...APPLICATION, acceptsTerms: false }),
      wrong('acceptsTerms'),
    ],
    [
      'one contact twice',
      post('/memberships', null, { ...APPLICATION, secondEmail: APPLICATION.contactEmail }),
      wrong('secondEmail'),
    ],
    ['a tier there is none of', post('/memberships', null, { ...APPLICATION, tier: 'gold' }), wrong('tier')],
  ],
  'Approve the application': [
    ['a visitor', post('/memberships/{{organisation}}/approve-membership', null, {}), visitor],
    ['somebody of the lab', post('/memberships/{{organisation}}/approve-membership', 'tester', {}), notYours('4C.3')],
    ['an organisation nobody knows', post('/memberships/none/approve-membership', 'manager', {}), notThere],
    [
      'the fee before the decision',
      post('/memberships/{{organisation}}/note-membership-fee', 'manager', { received: '2026-06-15' }),
      notNow('4C.3'),
    ],
  ],
  'Register the product': [
    ['for somebody else', post('/organisations/{{vendor}}/products', 'admin', PRODUCT), notYours('2.1')],
    [
      'an interface nobody knows',
      post('/organisations/{{organisation}}/products', 'admin', { ...PRODUCT, interfaces: ['telex'] }),
      { ...wrong('interfaces'), clause: '1A.2' },
    ],
    [
      'no interface',
      post('/organisations/{{organisation}}/products', 'admin', { ...PRODUCT, interfaces: [] }),
      wrong('interfaces'),
    ],
  ],
  'Note the fee': [
    ['a project before the fee', post('/projects', 'admin', PROJECT), no(422, 'rule', { clause: '3C.3' })],
    [
      'by the partner',
      post('/memberships/{{organisation}}/note-membership-fee', 'admin', { received: '2026-06-15' }),
      notYours('4C.4'),
    ],
    [
      'on a day the calendar does not have',
      post('/memberships/{{organisation}}/note-membership-fee', 'manager', { received: '2026-06-31' }),
      wrong('received'),
    ],
    ['approved a second time', post('/memberships/{{organisation}}/approve-membership', 'manager', {}), notNow('4C.3')],
  ],
}

const PROJECT_STEPS: Readonly<Record<string, readonly Wrong[]>> = {
  'Open the project': [
    ['a product nobody registered', post('/projects', 'admin', { ...PROJECT, product: 'none' }), notThere],
    [
      'a release nobody registered',
      post('/projects', 'admin', { ...PROJECT, productRelease: '22.5' }),
      wrong('productRelease'),
    ],
    [
      'a level that is not offered there',
      post('/projects', 'admin', { ...PROJECT, level: 'MAT' }),
      no(422, 'rule', { clause: '1.FN1' }),
    ],
    ['an MQT for no region', post('/projects', 'admin', { ...PROJECT, level: 'MQT' }), wrong('region')],
    ['by the office', post('/projects', 'manager', PROJECT), notYours('5T.b')],
  ],
  'Answer the questionnaire': [
    ['an answer to no question', move('save-answers', 'admin', { answers: { 'Q-99.x': 1 } }), wrong('Q-99.x')],
    [
      'an answer of another kind',
      move('save-answers', 'admin', { answers: { 'Q-05.tls-port': 'many' } }),
      wrong('Q-05.tls-port'),
    ],
    [
      'over an answer that was not seen',
      move('save-answers', 'admin', { answers: { 'Q-01.company': 'N' }, seen: { 'Q-01.company': 3 } }),
      no(409, 'stale', { clause: '5T.b', at: 'Q-01.company' }),
    ],
    ['submitted with nothing answered', move('submit-questionnaire', 'admin'), notNow('5T.b')],
    ['a firm quote before the review', move('request-firm-quote', 'admin'), notNow('5T.c')],
    ['somebody who knows no such project', request('GET /api/projects/none', 'admin'), notThere],
  ],
  'Review the questionnaire': [
    ['by the partner', move('review-questionnaire', 'admin', { remark: 'Fine.' }), notYours('9.3')],
    ['a firm quote before the review', move('request-firm-quote', 'admin'), notNow('5T.c')],
  ],
  Quote: [
    ['prepared before it is asked for', move('prepare-quote', 'manager'), notNow('9.1')],
    [
      'a paper before there is one',
      request('GET /projects/{{project}}/papers/{{quote}}/1/quotation.pdf', 'admin'),
      notThere,
    ],
  ],
  Order: [
    ['by the lab', move('order', 'tester', ORDER), notYours('5T.d')],
    ['another version', move('order', 'admin', { ...ORDER, version: 2 }), no(409, 'stale', { clause: '5T.d' })],
    ['the terms not accepted', move('order', 'admin', { ...ORDER, acceptsTerms: false }), wrong('acceptsTerms')],
    ['a slot before the order', move('offer-slot', 'tester', SLOT), notNow('6.2')],
  ],
  'Make ready': [
    ['one thing not declared', move('declare-readiness', 'admin', { ...READY, people: false }), wrong('people')],
    ['by the office', move('declare-readiness', 'manager', READY), notYours('6.3')],
    ['paid by a nod', move('note-payment', 'manager', { state: 'nodded', note: 'x' }), wrong('state')],
  ],
  'Agree on the slot': [
    ['confirmed before it is offered', move('confirm-slot', 'admin', { from: '2026-06-15' }), notNow('6.2')],
    ['in the past', move('offer-slot', 'tester', { ...SLOT, from: '2026-06-14' }), wrong('from')],
    [
      'ended before it begins',
      move('offer-slot', 'tester', { ...SLOT, from: '2026-06-17', to: '2026-06-16' }),
      wrong('to'),
    ],
    ['testing without one', move('start-testing', 'tester', { setUp: 'Bench 2.' }), notNow('6.2')],
  ],
  'Start testing': [
    ['another slot confirmed', move('confirm-slot', 'admin', { from: '2026-06-16' }), notNow('6.2')],
    ['by the partner', move('start-testing', 'admin', { setUp: 'Bench 2.' }), notYours('6.2')],
  ],
  'Add evidence': [
    ['no upload named', move('add-evidence', 'tester', { testCase: 'OUT-01' }), wrong('upload')],
    [
      'a file described by its sender',
      move('add-evidence', 'tester', { upload: '{{upload}}', file: { sha256: '0' } }),
      wrong('file'),
    ],
    ['the upload of somebody else', move('add-evidence', 'tester', { upload: '{{theirs}}' }), notThere],
    [
      'a file that is no evidence',
      move('add-evidence', 'tester', { upload: '{{words}}' }),
      no(422, 'wrong-file', { clause: '3C.1', at: 'upload' }),
    ],
  ],
  'Finish testing': [
    [
      'a result for what is not in the plan',
      move('record-result', 'tester', { ...RESULT, testCase: 'OUT-99' }),
      notThere,
    ],
    [
      'a result without a note of what failed',
      move('record-result', 'tester', { ...RESULT, verdict: 'failed', seen: 1 }),
      wrong('note'),
    ],
    ['over a result that was not seen', move('record-result', 'tester', RESULT), no(409, 'stale')],
    ['the report before the end', move('accept-report', 'reviewer', { remark: 'Fine.' }), notNow('G-08')],
  ],
  'Review the report': [
    ['by whoever tested', move('accept-report', 'tester', { remark: 'Fine.' }), notNow('G-08')],
    ['by the partner', move('accept-report', 'admin', { remark: 'Fine.' }), notYours('G-08')],
  ],
  Grant: [
    ['by whoever tested', move('grant', 'tester', { reason: 'x' }), notNow('G-08')],
    ['by whoever reviewed', move('grant', 'reviewer', { reason: 'x' }), notNow('G-08')],
    ['by the partner', move('grant', 'admin', { reason: 'x' }), notYours('6.0')],
    ['declined without a finding', move('decline-grant', 'granter', { reason: 'x', findings: [] }), wrong('findings')],
  ],
  'Publish the guide': [
    ['without a setting', move('publish-guide', 'tester'), notNow('7.5d')],
    ['without its content', move('save-guide', 'tester', { content: {} }), wrong('content.summary')],
    ['by the partner', move('publish-guide', 'admin'), notYours('7.2')],
    ['a paper before it', request('GET /certifications/{{certification}}/guide.pdf', 'admin'), notThere],
    ['closed after the grant', move('close-project', 'admin', { reason: 'x' }), notNow(null)],
  ],
}

export const REFUSED: Readonly<Record<string, readonly Wrong[]>> = { ...PROGRAMME, ...PROJECT_STEPS }
