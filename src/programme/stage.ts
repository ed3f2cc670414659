/**
 * The stages of a project on its path and what each of them means to people: which step of the tracker
 * it belongs to, whose turn it is, what is asked of them, and how long it usually takes (G-06; the
 * figure itself is a parameter of the rulebook).
 */
export const STEPS = {
  request: 'Request',
  'sat-plan': 'SAT plan',
  'sat-testing': 'The partner’s test',
  'sat-acceptance': 'Acceptance',
  questionnaire: 'Questionnaire',
  quote: 'Quote',
  order: 'Order',
  slot: 'Slot',
  access: 'Access',
  testing: 'Testing',
  review: 'Review',
  decision: 'Decision',
  publication: 'Publication',
} as const

export type Step = keyof typeof STEPS

/** Whose turn it is. The clock of the vendor's targets stops while it is the partner's (G-06). */
export type Turn = 'partner' | 'sponsor' | 'technician' | 'programme-office' | 'lab' | 'nobody'

export const TURN_WORDS: Readonly<Record<Turn, string>> = {
  partner: 'the partner',
  sponsor: 'the sponsor',
  technician: 'the technician',
  'programme-office': 'the programme office',
  lab: 'the lab',
  nobody: 'nobody',
}

type StageRow = {
  readonly step: Step
  readonly says: string
  readonly turn: Turn
  /** Whether the sponsor of a sponsored project can do it as well as the partner (4A.3, X-39). */
  readonly orSponsor?: true
  /** What is asked of whoever's turn it is. */
  readonly asks: string
  /** What goes on, told to everybody else. */
  readonly meanwhile: string
  /** Key of the parameter with the usual working days; null where nobody is waited for. */
  readonly target: string | null
  readonly clause: string
}

export const STAGES = {
  'request-review': {
    step: 'request',
    says: 'Request with the lab',
    turn: 'lab',
    asks: 'Read the sponsor’s request; approve it, ask for more, or decline it with what to do next.',
    meanwhile: 'The lab is reading the sponsor’s request.',
    target: 'target.triage',
    clause: '4A.4',
  },
  'request-returned': {
    step: 'request',
    says: 'The lab asks for more on the request',
    turn: 'sponsor',
    asks: 'Complete the request and send it in again.',
    meanwhile: 'The sponsor is completing the request.',
    target: null,
    clause: 'G-03',
  },
  'sat-plan': {
    step: 'sat-plan',
    says: 'SAT plan being written',
    turn: 'partner',
    asks: 'Write the SAT plan and submit it.',
    meanwhile: 'The partner is writing the SAT plan.',
    target: null,
    clause: '5N.b1',
  },
  'sat-plan-review': {
    step: 'sat-plan',
    says: 'SAT plan with the lab',
    turn: 'lab',
    asks: 'Read the SAT plan; comment by test case, approve it or request changes.',
    meanwhile: 'The lab is reading the SAT plan.',
    target: 'target.sat-plan-review',
    clause: '5N.a',
  },
  'sat-plan-changes': {
    step: 'sat-plan',
    says: 'The lab asks for changes of the SAT plan',
    turn: 'partner',
    asks: 'Change the SAT plan as the comments ask, and submit it again.',
    meanwhile: 'The partner is changing the SAT plan.',
    target: null,
    clause: '5N.a',
  },
  'sat-testing': {
    step: 'sat-testing',
    says: 'SAT plan approved, the partner is testing',
    turn: 'partner',
    asks: 'Run the plan, record every result and submit them.',
    meanwhile: 'The partner is running the SAT plan.',
    target: null,
    clause: '5N.d1',
  },
  'sat-results-review': {
    step: 'sat-acceptance',
    says: 'SAT results with the lab',
    turn: 'lab',
    asks: 'Read the results; ask by test case, or accept the SAT.',
    meanwhile: 'The lab is reading the results of the SAT.',
    target: 'target.sat-results-review',
    clause: '5N.d2',
  },
  'sat-questions': {
    step: 'sat-acceptance',
    says: 'The lab has questions on the SAT results',
    turn: 'partner',
    asks: 'Answer the questions, test again where it takes that, and submit the results again.',
    meanwhile: 'The partner is answering the questions of the lab.',
    target: null,
    clause: '5N.d2',
  },
  'sat-update': {
    step: 'sat-acceptance',
    says: 'SAT update asked for',
    turn: 'lab',
    asks: 'Read what changed; note the SAT update or send it back.',
    meanwhile: 'The lab is reading the update of the SAT.',
    target: 'target.sat-results-review',
    clause: '8.9b',
  },
  'sat-accepted': {
    step: 'sat-acceptance',
    says: 'SAT accepted',
    turn: 'nobody',
    asks: 'Nothing: the SAT is accepted; stop here, or go on to a certification.',
    meanwhile: 'The SAT is accepted.',
    target: null,
    clause: '5N.e2',
  },
  questionnaire: {
    step: 'questionnaire',
    says: 'Questionnaire being filled in',
    turn: 'partner',
    orSponsor: true,
    asks: 'Fill in the questionnaire and submit it.',
    meanwhile: 'The partner is filling in the questionnaire.',
    target: null,
    clause: '5T.b',
  },
  'questionnaire-review': {
    step: 'questionnaire',
    says: 'Questionnaire with the lab',
    turn: 'lab',
    asks: 'Read the questionnaire; comment by question, or accept it.',
    meanwhile: 'The lab is reading the questionnaire.',
    target: 'target.questionnaire-review',
    clause: '5T.d',
  },
  'questionnaire-questions': {
    step: 'questionnaire',
    says: 'The lab has questions on the questionnaire',
    turn: 'partner',
    orSponsor: true,
    asks: 'Answer the comments and submit the questionnaire again.',
    meanwhile: 'The partner is answering the comments of the lab.',
    target: null,
    clause: '5T.d',
  },
  'quote-to-request': {
    step: 'quote',
    says: 'Ready for the firm quote',
    turn: 'partner',
    orSponsor: true,
    asks: 'Request the firm quote.',
    meanwhile: 'The partner can request the firm quote now.',
    target: null,
    clause: '5T.c',
  },
  'quote-preparation': {
    step: 'quote',
    says: 'Quote in preparation',
    turn: 'programme-office',
    asks: 'Prepare the quote and its statement of work.',
    meanwhile: 'The programme office is preparing the quote.',
    target: 'target.quote',
    clause: '9.1',
  },
  'quote-agreement': {
    step: 'quote',
    says: 'Quote with the lab for agreement',
    turn: 'lab',
    asks: 'Agree to the effort in the quote, or send it back.',
    meanwhile: 'The lab is reading the effort in the quote.',
    target: 'target.quote-agreement',
    clause: '9.1',
  },
  'quote-offered': {
    step: 'quote',
    says: 'Quote offered',
    turn: 'partner',
    asks: 'Order by the ordering instructions, or ask.',
    meanwhile: 'The partner is reading the quote.',
    target: null,
    clause: '5T.d',
  },
  'quote-with-sponsor': {
    step: 'quote',
    says: 'Quote offered to the sponsor',
    turn: 'sponsor',
    asks: 'Order by the ordering instructions, or ask.',
    meanwhile: 'The sponsor is reading the quote.',
    target: null,
    clause: '4B.c',
  },
  readiness: {
    step: 'order',
    says: 'Waiting for the release to be ready',
    turn: 'partner',
    orSponsor: true,
    asks: 'Declare that the release is ready for certification.',
    meanwhile: 'The partner is getting the release ready.',
    target: null,
    clause: '6.3',
  },
  'slot-to-offer': {
    step: 'slot',
    says: 'Ready, waiting for a slot',
    turn: 'lab',
    asks: 'Offer a slot in the lab.',
    meanwhile: 'The lab is looking for a slot.',
    target: 'target.slot',
    clause: '6.2',
  },
  'slot-offered': {
    step: 'slot',
    says: 'Slot offered',
    turn: 'partner',
    orSponsor: true,
    asks: 'Confirm the slot, or ask for another.',
    meanwhile: 'The partner is looking at the slot on offer.',
    target: null,
    clause: '6.2',
  },
  scheduled: {
    step: 'slot',
    says: 'Slot confirmed',
    turn: 'lab',
    asks: 'Start testing when the slot begins.',
    meanwhile: 'The lab starts testing when the slot begins.',
    target: 'target.start',
    clause: '6.0',
  },
  'self-test-access': {
    step: 'access',
    says: 'Ready, waiting for self-test access',
    turn: 'lab',
    asks: 'Give the technician access to the self-test portal.',
    meanwhile: 'The lab is giving the technician access to the self-test portal.',
    target: 'target.slot',
    clause: '4A.5',
  },
  'self-testing': {
    step: 'testing',
    says: 'Self-testing',
    turn: 'technician',
    asks: 'Run the plan, record every result, and hand the report in.',
    meanwhile: 'The sponsor’s technician is running the plan.',
    target: null,
    clause: '4A.6',
  },
  testing: {
    step: 'testing',
    says: 'Testing',
    turn: 'lab',
    asks: 'Run the plan and record every result.',
    meanwhile: 'The lab is running the plan.',
    target: 'target.testing',
    clause: '3C.1',
  },
  'report-review': {
    step: 'review',
    says: 'Report with a second person',
    turn: 'lab',
    asks: 'Read the report and its evidence; accept it or send it back.',
    meanwhile: 'Somebody who took no part in testing reads the report.',
    target: 'target.report-review',
    clause: '6.0',
  },
  decision: {
    step: 'decision',
    says: 'Waiting for the decision',
    turn: 'programme-office',
    asks: 'Grant the certification, or say what stands against it.',
    meanwhile: 'The programme office is deciding: somebody who neither tested nor reviewed.',
    target: 'target.decision',
    clause: '6.0',
  },
  guide: {
    step: 'publication',
    says: 'Granted, config guide being written',
    turn: 'lab',
    asks: 'Complete the config guide and publish it.',
    meanwhile: 'The lab is completing the config guide.',
    target: 'target.publish',
    clause: '7.1',
  },
  published: {
    step: 'publication',
    says: 'Certified and published',
    turn: 'nobody',
    asks: 'Nothing: the certification is in the reference guide.',
    meanwhile: 'The certification is in the reference guide.',
    target: null,
    clause: '7.3',
  },
  'not-granted': {
    step: 'decision',
    says: 'Not granted',
    turn: 'partner',
    orSponsor: true,
    asks: 'Mend what the findings name and ask for a retest.',
    meanwhile: 'The partner can mend what the findings name and ask for a retest.',
    target: null,
    clause: '6.0',
  },
  closed: {
    step: 'decision',
    says: 'Closed without a certification',
    turn: 'nobody',
    asks: 'Nothing: the project is closed.',
    meanwhile: 'The project is closed.',
    target: null,
    clause: '6.0',
  },
} as const satisfies Record<string, StageRow>

export type Stage = keyof typeof STAGES

/** Whether somebody with these turns is one of those a stage waits for. */
export function isTurnOf(stage: Stage, turns: readonly Turn[]): boolean {
  const { turn, orSponsor }: StageRow = STAGES[stage]
  return turn !== 'nobody' && (turns.includes(turn) || (orSponsor === true && turns.includes('sponsor')))
}

export const STAGE_NAMES = Object.keys(STAGES) as readonly Stage[]

/** Before a firm quote is prepared: what it rests on can still be settled otherwise. */
export const BEFORE_THE_QUOTE = [
  'questionnaire',
  'questionnaire-review',
  'questionnaire-questions',
  'quote-to-request',
  'quote-preparation',
] as const satisfies readonly Stage[]

/** Before the lab has offered a slot. */
export const BEFORE_THE_SLOT = [
  ...BEFORE_THE_QUOTE,
  'quote-agreement',
  'quote-offered',
  'quote-with-sponsor',
  'readiness',
  'slot-to-offer',
] as const satisfies readonly Stage[]

/** The steps a project goes through on its path: only A and B begin with a request, only A ends in self-testing. */
export function stepsOnPath(path: 'A' | 'B' | 'C'): readonly Step[] {
  const others: Readonly<Record<typeof path, readonly Step[]>> = {
    A: ['quote', 'order', 'slot'],
    B: ['access'],
    C: ['request', 'access'],
  }
  return (Object.keys(STEPS) as Step[]).filter((step) => !others[path].includes(step))
}

/** The step a stage belongs to; on path A, where nothing is ordered, readiness opens the way to the access. */
export function stepOf(stage: Stage, path: 'A' | 'B' | 'C' = 'C'): Step {
  const { step } = STAGES[stage]
  return path === 'A' && step === 'order' ? 'access' : step
}

/** Stages in which nothing more is to come. */
export function isOver(stage: Stage): boolean {
  return stage === 'published' || stage === 'sat-accepted' || stage === 'closed'
}
