/**
 * The stages of a project on path C and what each of them means to people: which step of the tracker
 * it belongs to, whose turn it is, what is asked of them, and how long it usually takes (G-06; the
 * figure itself is a parameter of the rulebook).
 */
export const STEPS = {
  questionnaire: 'Questionnaire',
  quote: 'Quote',
  order: 'Order',
  slot: 'Slot',
  testing: 'Testing',
  review: 'Review',
  decision: 'Decision',
  publication: 'Publication',
} as const

export type Step = keyof typeof STEPS

/** Whose turn it is. The clock of the vendor's targets stops while it is the partner's (G-06). */
export type Turn = 'partner' | 'programme-office' | 'lab' | 'nobody'

export const TURN_WORDS: Readonly<Record<Turn, string>> = {
  partner: 'the partner',
  'programme-office': 'the programme office',
  lab: 'the lab',
  nobody: 'nobody',
}

type StageRow = {
  readonly step: Step
  readonly says: string
  readonly turn: Turn
  /** What is asked of whoever's turn it is. */
  readonly asks: string
  /** Key of the parameter with the usual working days; null where nobody is waited for. */
  readonly target: string | null
  readonly clause: string
}

export const STAGES = {
  questionnaire: {
    step: 'questionnaire',
    says: 'Questionnaire being filled in',
    turn: 'partner',
    asks: 'Fill in the questionnaire and submit it.',
    target: null,
    clause: '5T.b',
  },
  'questionnaire-review': {
    step: 'questionnaire',
    says: 'Questionnaire with the lab',
    turn: 'lab',
    asks: 'Read the questionnaire; comment by question, or accept it.',
    target: 'target.questionnaire-review',
    clause: '5T.d',
  },
  'questionnaire-questions': {
    step: 'questionnaire',
    says: 'The lab has questions on the questionnaire',
    turn: 'partner',
    asks: 'Answer the comments and submit the questionnaire again.',
    target: null,
    clause: '5T.d',
  },
  'quote-to-request': {
    step: 'quote',
    says: 'Questionnaire reviewed',
    turn: 'partner',
    asks: 'Request the firm quote.',
    target: null,
    clause: '5T.c',
  },
  'quote-preparation': {
    step: 'quote',
    says: 'Quote in preparation',
    turn: 'programme-office',
    asks: 'Prepare the quote and its statement of work.',
    target: 'target.quote',
    clause: '9.1',
  },
  'quote-agreement': {
    step: 'quote',
    says: 'Quote with the lab for agreement',
    turn: 'lab',
    asks: 'Agree to the effort in the quote, or send it back.',
    target: 'target.quote-agreement',
    clause: '9.1',
  },
  'quote-offered': {
    step: 'quote',
    says: 'Quote offered',
    turn: 'partner',
    asks: 'Order by the ordering instructions, or ask.',
    target: null,
    clause: '5T.d',
  },
  readiness: {
    step: 'order',
    says: 'Ordered',
    turn: 'partner',
    asks: 'Declare that the release is ready for certification.',
    target: null,
    clause: '6.3',
  },
  'slot-to-offer': {
    step: 'slot',
    says: 'Ready, waiting for a slot',
    turn: 'lab',
    asks: 'Offer a slot in the lab.',
    target: 'target.slot',
    clause: '6.2',
  },
  'slot-offered': {
    step: 'slot',
    says: 'Slot offered',
    turn: 'partner',
    asks: 'Confirm the slot, or ask for another.',
    target: null,
    clause: '6.2',
  },
  scheduled: {
    step: 'slot',
    says: 'Slot confirmed',
    turn: 'lab',
    asks: 'Start testing when the slot begins.',
    target: 'target.start',
    clause: '6.0',
  },
  testing: {
    step: 'testing',
    says: 'Testing',
    turn: 'lab',
    asks: 'Run the plan and record every result.',
    target: 'target.testing',
    clause: '3C.1',
  },
  'report-review': {
    step: 'review',
    says: 'Report with a second person',
    turn: 'lab',
    asks: 'Read the report and its evidence; accept it or send it back.',
    target: 'target.report-review',
    clause: '6.0',
  },
  decision: {
    step: 'decision',
    says: 'Waiting for the decision',
    turn: 'programme-office',
    asks: 'Grant the certification, or say what stands against it.',
    target: 'target.decision',
    clause: '6.0',
  },
  guide: {
    step: 'publication',
    says: 'Granted, config guide being written',
    turn: 'lab',
    asks: 'Complete the config guide and publish it.',
    target: 'target.publish',
    clause: '7.1',
  },
  published: {
    step: 'publication',
    says: 'Certified and published',
    turn: 'nobody',
    asks: 'Nothing: the certification is in the reference guide.',
    target: null,
    clause: '7.3',
  },
  'not-granted': {
    step: 'decision',
    says: 'Not granted',
    turn: 'partner',
    asks: 'Mend what the findings name and ask for a retest.',
    target: null,
    clause: '6.0',
  },
  closed: {
    step: 'decision',
    says: 'Closed without a certification',
    turn: 'nobody',
    asks: 'Nothing: the project is closed.',
    target: null,
    clause: '6.0',
  },
} as const satisfies Record<string, StageRow>

export type Stage = keyof typeof STAGES

export const STAGE_NAMES = Object.keys(STAGES) as readonly Stage[]

export function stepOf(stage: Stage): Step {
  return STAGES[stage].step
}

/** Stages in which nothing more is to come. */
export function isOver(stage: Stage): boolean {
  return stage === 'published' || stage === 'closed'
}
