/** From the order to the lab bench: readiness declared (6.3), a slot offered, confirmed, moved, testing started. */
import { z } from 'zod'
import { dateWords, daysBetween } from '../kernel/day.ts'
import { refuse } from '../kernel/refusal.ts'
import { count } from '../kernel/text.ts'
import { dayInput, declared, line, maybeProse, prose, reference } from './input.ts'
import { moveOn, put, stampOf } from './move.ts'
import { PARTNER_AND_SPONSOR } from './permission.ts'
import type { ProjectFile } from './project-file.ts'
import { enter, READINESS_STATEMENTS, type Slot } from './project.ts'
import { freeToMoveUntil } from './quote.ts'
import { newRun } from './run.ts'

const move = moveOn<ProjectFile>()
const lab = { 'lab-engineer': 'any' } as const

const statements = z.strictObject({
  ownTesting: declared('That your own testing is finished'),
  generallyAvailable: declared('That the release is generally available'),
  documents: declared('That the documents are ready'),
  people: declared('That a contact can be reached'),
  setUp: declared('That the test set-up works'),
} satisfies Record<keyof typeof READINESS_STATEMENTS, z.ZodType>)

/** Both ends included. Longer is a slip of the pen; and what began longer ago is known to be over (the lab's calendar). */
export const LONGEST_SLOT_DAYS = 60

const period = z
  .strictObject({ from: dayInput(), to: dayInput(), engineer: reference(), note: maybeProse(1000) })
  .refine((slot) => slot.from <= slot.to, { path: ['to'], error: 'The slot ends before it begins.' })
  .superRefine(({ from, to }, context) => {
    if (daysBetween(from, to) < LONGEST_SLOT_DAYS) return
    const message = `A slot is at most ${LONGEST_SLOT_DAYS} days long; offer the first of several.`
    for (const end of ['from', 'to']) context.addIssue({ code: 'custom', path: [end], message })
  })

export const slotMoves = {
  'declare-readiness': move({
    says: 'Declare readiness',
    clause: '6.3',
    by: PARTNER_AND_SPONSOR,
    from: ['readiness'],
    to: ['slot-to-offer', 'self-test-access'],
    gates: () => ['declare-readiness'],
    input: z.strictObject({ ...statements.shape, note: maybeProse(1000) }),
    decide: (file, input, context) => {
      const stamp = stampOf(context)
      const project = { ...file.project, readiness: { ...stamp, note: input.note } }
      const waitsFor = project.path === 'A' ? 'self-test-access' : 'slot-to-offer'
      return {
        kind: 'readiness-declared',
        says: 'Readiness declared',
        data: { statements: Object.keys(READINESS_STATEMENTS), note: input.note },
        puts: [put('project', project.id, enter(project, waitsFor, stamp))],
      }
    },
  }),

  'offer-slot': move({
    says: 'Offer a slot',
    clause: '6.2',
    by: lab,
    from: ['slot-to-offer', 'slot-offered'],
    to: ['slot-offered'],
    gates: () => ['schedule'],
    input: period,
    decide: (file, input, context) => {
      if (input.from < context.day) {
        return refuse('wrong-input', {
          says: `The slot would have begun on ${dateWords(input.from)}, before today, ${dateWords(context.day)}.`,
          next: 'Choose a first day from today on.',
          faults: [{ at: 'from', says: 'This day is past.' }],
        })
      }
      if (file.isOfTheLab && !file.isOfTheLab(input.engineer)) {
        return refuse('wrong-input', {
          says: 'The slot would be given to somebody who is not of the lab.',
          next: 'Choose one of the lab engineers.',
          clause: '6.2',
          faults: [{ at: 'engineer', says: 'Not a lab engineer.' }],
        })
      }
      const stamp = stampOf(context)
      const slot: Slot = { ...input, offered: stamp, confirmed: null, moved: file.project.slot?.moved ?? [] }
      return {
        kind: 'slot-offered',
        says: `Slot offered: ${dateWords(slot.from)} to ${dateWords(slot.to)}`,
        data: { from: slot.from, to: slot.to, engineer: slot.engineer },
        puts: [put('project', file.project.id, enter({ ...file.project, slot }, 'slot-offered', stamp))],
      }
    },
  }),

  'confirm-slot': move({
    says: 'Confirm the slot',
    clause: '6.2',
    by: PARTNER_AND_SPONSOR,
    from: ['slot-offered'],
    to: ['scheduled'],
    gates: () => ['schedule'],
    input: z.strictObject({ from: dayInput() }),
    decide: (file, input, context) => {
      const slot = offered(file)
      if (slot.from !== input.from) {
        return refuse('stale', {
          says: `The lab has meanwhile offered another slot, from ${dateWords(slot.from)} to ${dateWords(slot.to)}.`,
          next: 'Look at the slot on offer now and confirm that one.',
        })
      }
      const stamp = stampOf(context)
      const project = { ...file.project, slot: { ...slot, confirmed: stamp } }
      return {
        kind: 'slot-confirmed',
        says: `Slot confirmed: ${dateWords(slot.from)} to ${dateWords(slot.to)}`,
        data: { from: slot.from, to: slot.to },
        puts: [put('project', project.id, enter(project, 'scheduled', stamp))],
      }
    },
  }),

  'ask-for-another-slot': move({
    says: 'Ask for another slot',
    clause: 'G-05',
    by: PARTNER_AND_SPONSOR,
    from: ['slot-offered', 'scheduled'],
    to: ['slot-to-offer'],
    input: z.strictObject({ reason: prose(1000) }),
    decide: (file, input, context) => {
      const slot = offered(file)
      const stamp = stampOf(context)
      const isFree =
        slot.confirmed === null || freeToMoveUntil(slot.from, context.day, context.figure('slot.free-move-days'))
      const moved = [...slot.moved, { ...stamp, from: slot.from, reason: input.reason }]
      const project = { ...file.project, slot: { ...slot, confirmed: null, moved } }
      return {
        kind: 'slot-given-back',
        says: isFree ? 'Another slot asked for' : 'Another slot asked for, later than is free of charge',
        data: { from: slot.from, reason: input.reason, free: isFree },
        puts: [put('project', project.id, enter(project, 'slot-to-offer', stamp))],
      }
    },
  }),

  'start-testing': move({
    says: 'Start testing',
    clause: '6.2',
    by: lab,
    from: ['scheduled'],
    to: ['testing'],
    gates: () => ['start-testing'],
    input: z.strictObject({ setUp: prose(2000) }),
    obstacle: (file, _, { day }) =>
      file.project.slot && file.project.slot.from > day
        ? {
            says: `The slot begins on ${dateWords(file.project.slot.from)}.`,
            next: 'Start on that day, or agree on an earlier slot.',
            clause: '6.2',
          }
        : null,
    decide: (file, input, context) => {
      const { project } = file
      const stamp = stampOf(context)
      const run = newRun(file, input.setUp, context)
      const running = enter({ ...project, runs: [...project.runs, run.id] }, 'testing', stamp)
      return {
        kind: 'testing-started',
        says: `Testing started: ${count(run.testCases.length, 'test case')}`,
        data: { run: run.id, testCases: run.testCases.map((each) => each.plan), pair: run.pair },
        puts: [put('run', run.id, run), put('project', project.id, running)],
      }
    },
  }),

  'move-slot': move({
    says: 'Move the slot',
    clause: 'G-05',
    by: lab,
    from: ['scheduled'],
    to: ['slot-to-offer'],
    input: z.strictObject({ reason: line(300) }),
    decide: (file, input, context) => {
      const slot = offered(file)
      const stamp = stampOf(context)
      const moved = [...slot.moved, { ...stamp, from: slot.from, reason: input.reason }]
      const project = { ...file.project, slot: { ...slot, confirmed: null, moved } }
      return {
        kind: 'slot-moved',
        says: 'The lab has to move the slot',
        data: { from: slot.from, reason: input.reason },
        puts: [put('project', project.id, enter(project, 'slot-to-offer', stamp))],
      }
    },
  }),
}

function offered(file: ProjectFile): Slot {
  const { slot } = file.project
  return (
    slot ?? refuse('not-now', { says: 'No slot is on offer.', next: 'Wait for the lab to offer one.', clause: '6.2' })
  )
}
