/** What comes after each stage when all goes well: of whom, told to them and told of them; nothing where it ends. */
import type { Stage, Turn } from './stage.ts'

type Next = { readonly turn: Turn; readonly you: string; readonly they: string }

export const NEXT_WORDS: Readonly<Record<Stage, Next | null>> = {
  'request-review': {
    turn: 'partner',
    you: 'Next: you fill in the questionnaire.',
    they: 'Next: the partner fills in the questionnaire.',
  },
  'request-returned': {
    turn: 'lab',
    you: 'Next: you read the request again.',
    they: 'Next: the lab reads the request again.',
  },
  'sat-plan': { turn: 'lab', you: 'Next: you read it.', they: 'Next: the lab reads it.' },
  'sat-plan-review': { turn: 'partner', you: 'Next: you test by it.', they: 'Next: the partner tests by it.' },
  'sat-plan-changes': { turn: 'lab', you: 'Next: you read what changed.', they: 'Next: the lab reads what changed.' },
  'sat-testing': { turn: 'lab', you: 'Next: you read the results.', they: 'Next: the lab reads the results.' },
  'sat-results-review': {
    turn: 'partner',
    you: 'Next: you stop here or go on to a certification.',
    they: 'Next: the partner stops here or goes on to a certification.',
  },
  'sat-questions': { turn: 'lab', you: 'Next: you read the answers.', they: 'Next: the lab reads the answers.' },
  'sat-update': { turn: 'nobody', you: '', they: 'Next: the SAT counts from the day of the update.' },
  'sat-accepted': null,
  questionnaire: { turn: 'lab', you: 'Next: you read it.', they: 'Next: the lab reads it.' },
  'questionnaire-review': {
    turn: 'partner',
    you: 'Next: you request the firm quote.',
    they: 'Next: the partner requests the firm quote.',
  },
  'questionnaire-questions': {
    turn: 'lab',
    you: 'Next: you read the questionnaire again.',
    they: 'Next: the lab reads the questionnaire again.',
  },
  'quote-to-request': {
    turn: 'programme-office',
    you: 'Next: you prepare the quote.',
    they: 'Next: the programme office prepares the quote.',
  },
  'quote-preparation': {
    turn: 'lab',
    you: 'Next: you agree to its effort, then the partner orders.',
    they: 'Next: the lab agrees to its effort, then the partner orders.',
  },
  'quote-agreement': {
    turn: 'partner',
    you: 'Next: you read the quote and order.',
    they: 'Next: the partner reads the quote and orders.',
  },
  'quote-offered': {
    turn: 'partner',
    you: 'Next: you declare the release ready.',
    they: 'Next: the partner declares the release ready.',
  },
  'quote-with-sponsor': {
    turn: 'partner',
    you: 'Next: you declare the release ready.',
    they: 'Next: the partner declares the release ready.',
  },
  readiness: { turn: 'lab', you: 'Next: you offer a slot.', they: 'Next: the lab offers a slot.' },
  'slot-to-offer': {
    turn: 'partner',
    you: 'Next: you confirm the slot.',
    they: 'Next: the partner confirms the slot.',
  },
  'slot-offered': {
    turn: 'lab',
    you: 'Next: you test when the slot begins.',
    they: 'Next: the lab tests when the slot begins.',
  },
  scheduled: { turn: 'lab', you: 'Next: you run the plan.', they: 'Next: the lab runs the plan.' },
  'self-test-access': {
    turn: 'technician',
    you: 'Next: you run the plan.',
    they: 'Next: the technician runs the plan.',
  },
  'self-testing': { turn: 'lab', you: 'Next: you read the report.', they: 'Next: the lab reads the report.' },
  testing: {
    turn: 'lab',
    you: 'Next: you have the report read by a second person.',
    they: 'Next: the lab has the report read by a second person.',
  },
  'report-review': { turn: 'programme-office', you: 'Next: you decide.', they: 'Next: the programme office decides.' },
  decision: {
    turn: 'lab',
    you: 'Next: you complete the config guide and publish it.',
    they: 'Next: the lab completes the config guide and publishes it.',
  },
  guide: { turn: 'nobody', you: '', they: 'Next: the certification is listed in the reference guide.' },
  published: null,
  'not-granted': {
    turn: 'partner',
    you: 'Next: you declare the release ready once more.',
    they: 'Next: the partner declares the release ready once more.',
  },
  closed: null,
}

/** What comes next, in a sentence to somebody with these turns; empty where nothing does. */
export function nextWords(stage: Stage, turns: readonly Turn[]): string {
  const next = NEXT_WORDS[stage]
  if (next === null) return ''
  return next.turn !== 'nobody' && turns.includes(next.turn) ? next.you : next.they
}
