/**
 * A waiver: for one project and until a day, the programme manager takes a rule off, with the reason on
 * record. Only rules whose reading leaves room for it can be waived; all others hold for everybody.
 */
import { z } from 'zod'
import { dateWords, type Day } from '../kernel/day.ts'
import { refuse } from '../kernel/refusal.ts'
import { dayInput, prose } from './input.ts'
import { moveOn, put, stampOf } from './move.ts'
import type { ProjectFile } from './project-file.ts'
import { isOver } from './stage.ts'
import type { Stamp } from './stamp.ts'

export type Waiver = Stamp & {
  readonly rule: WaivableRule
  /** The last day it holds. */
  readonly until: Day
  readonly reason: string
  readonly ended: Stamp | null
}

/** The rules a programme manager may waive, by their ids, with the reading that says so. */
export const WAIVABLE_RULES = {
  'sat-precedes-higher-levels': { says: 'A SAT comes first', reading: 'X-03' },
  'mqt-is-for-solution-partners': { says: 'MQT is for solution partners', reading: 'X-17' },
  'fee-waiver-has-figures': { says: 'A fee waiver has figures', reading: 'X-24' },
} as const

export type WaivableRule = keyof typeof WAIVABLE_RULES

const ruleInput = z.enum(Object.keys(WAIVABLE_RULES) as [WaivableRule, ...WaivableRule[]])

const move = moveOn<ProjectFile>()
const office = { 'programme-manager': 'any' } as const

export const waiverMoves = {
  'waive-rule': move({
    says: 'Waive a rule',
    clause: 'X-03',
    by: office,
    input: z.strictObject({ rule: ruleInput, until: dayInput(), reason: prose(1000) }),
    obstacle: ({ project }) =>
      isOver(project.stage)
        ? { says: 'The project has come to its end.', next: 'Nothing is left to waive.', clause: 'X-03' }
        : null,
    decide: ({ project }, input, context) => {
      if (input.until < context.day) {
        return refuse('wrong-input', {
          says: `A waiver until ${dateWords(input.until)} would be over already.`,
          next: 'Choose a last day from today on.',
          faults: [{ at: 'until', says: 'This day is past.' }],
        })
      }
      const stamp = stampOf(context)
      const before = (project.waivers ?? []).map((each) =>
        isOpen(each, input.rule) ? { ...each, ended: stamp } : each,
      )
      const waiver: Waiver = { ...stamp, ...input, ended: null }
      return {
        kind: 'rule-waived',
        says: `Rule waived until ${dateWords(input.until)}: ${WAIVABLE_RULES[input.rule].says}`,
        data: { ...input, reading: WAIVABLE_RULES[input.rule].reading },
        puts: [put('project', project.id, { ...project, waivers: [...before, waiver] })],
      }
    },
  }),

  'end-waiver': move({
    says: 'End the waiver',
    clause: 'X-03',
    by: office,
    input: z.strictObject({ rule: ruleInput, reason: prose(1000) }),
    decide: ({ project }, input, context) => {
      if (!waiversOn(project, context.day).some((each) => each.rule === input.rule)) {
        return refuse('not-now', { says: 'There is no such waiver in force.', next: 'Nothing is left to end.' })
      }
      const ended = stampOf(context)
      const waivers = (project.waivers ?? []).map((each) => (isOpen(each, input.rule) ? { ...each, ended } : each))
      return {
        kind: 'waiver-ended',
        says: `Waiver ended: ${WAIVABLE_RULES[input.rule].says}`,
        data: input,
        puts: [put('project', project.id, { ...project, waivers })],
      }
    },
  }),
}

/** The waivers that hold on a day. */
export function waiversOn(project: { readonly waivers?: readonly Waiver[] }, day: Day): readonly Waiver[] {
  return (project.waivers ?? []).filter((waiver) => waiver.ended === null && waiver.until >= day)
}

function isOpen(waiver: Waiver, rule: WaivableRule): boolean {
  return waiver.rule === rule && waiver.ended === null
}
