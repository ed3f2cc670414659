import { describe, expect, test } from 'vitest'
import { after, newProject, newSat, people, projectIn } from '../../test/support/project-files.ts'
import { LABS_OWN } from '../../test/support/sat-story.ts'
import { Refusal } from '../kernel/refusal.ts'
import { wordsOf } from '../conformance/words.ts'
import type { ProjectFile } from './project-file.ts'

const { admin, tester, colleague, manager } = people

const refusalOf = (work: () => unknown): Refusal => {
  try {
    work()
  } catch (fault) {
    if (fault instanceof Refusal) return fault
    throw fault
  }
  throw new Error('nothing was refused')
}

const plans = ({ plan }: ProjectFile) => plan.testCases.map((each) => each.plan)
const leftOut = ({ plan }: ProjectFile) => plan.leftOut.map((each) => each.plan)
const add = (file: ProjectFile, testCase: string, by = tester) =>
  after(file, by, 'add-to-plan', { testCase, because: 'It broke last time.' })

describe('what the lab adds to a plan (6.1)', () => {
  test('comes out of what was left out, stands in its group, and says why it was added and by whom', () => {
    const file = newProject()
    const [wanted] = leftOut(file)
    const more = add(file, wanted!)
    expect(leftOut(more)).toEqual(leftOut(file).slice(1))
    const planned = more.plan.testCases.find((each) => each.plan === wanted)!
    expect(planned.because).toBe('Added by the lab: It broke last time.')
    const groups = more.plan.testCases.map((each) => each.group)
    expect(groups.filter((group, index) => group !== groups[index - 1])).toEqual([...new Set(groups)])
    expect(more.project.additions!.map((each) => [each.plan, each.by, each.day])).toEqual([
      [wanted, 'tester', '2026-06-15'],
    ])
  })

  test('can be in the words of the lab, and stands at the end where its group is new', () => {
    const more = after(newProject(), tester, 'add-own-to-plan', LABS_OWN)
    expect(more.plan.testCases.at(-1)).toEqual({
      plan: 'LAB-1',
      criticality: 'IMP',
      scope: 'interface',
      effort: 'simple',
      group: 'LAB',
      because: 'Added by the lab: It broke in the field.',
    })
    const written = (text: string) => ({ text, ours: [] })
    expect(wordsOf(more, 'LAB-1')).toMatchObject({
      title: written('A second line'),
      clause: '6.1',
      steps: [written('Call on both.')],
    })
  })

  test('is taken out by any lab engineer, with the reason; nothing else is', () => {
    const file = newProject()
    const [wanted] = leftOut(file)
    const taken = after(add(file, wanted!), colleague, 'take-out-of-plan', { testCase: wanted, reason: 'No longer.' })
    expect([plans(taken), leftOut(taken)]).toEqual([plans(file), leftOut(file)])
    const other = refusalOf(() => after(file, tester, 'take-out-of-plan', { testCase: 'OUT-01', reason: 'Long.' }))
    expect([other.code, other.clause]).toEqual(['not-found', '6.1'])
  })

  test('is refused where it is in the plan, where there is none, and where the name is taken', () => {
    const file = newProject()
    const [wanted] = leftOut(file)
    expect(refusalOf(() => add(file, 'HOLD-7')).says).toBe('HOLD-7 is not among what the plan leaves out.')
    expect(refusalOf(() => add(file, 'OUT-01')).code).toBe('conflict')
    expect(refusalOf(() => add(add(file, wanted!), wanted!)).says).toBe(`${wanted} is in the plan already.`)
    for (const plan of ['OUT-01', wanted])
      expect(refusalOf(() => after(file, tester, 'add-own-to-plan', { ...LABS_OWN, plan })).code).toBe('conflict')
    const stranger = { ...LABS_OWN, interfaces: ['csta'] }
    expect(refusalOf(() => after(file, tester, 'add-own-to-plan', stranger)).clause).toBe('2.1')
  })

  test('is nobody’s but the lab’s to say', () => {
    const [wanted] = leftOut(newProject())
    for (const who of [admin, manager])
      expect(refusalOf(() => add(newProject(), wanted!, who)).code).toBe('not-permitted')
  })

  test('goes by the plan until testing starts; the run has it then, and the plan is fixed', () => {
    const file = projectIn('slot-to-offer')
    const [wanted, another] = leftOut(file)
    const ready = add(file, wanted!)
    const slot = { from: '2026-06-15', to: '2026-06-15', engineer: 'tester', note: '' }
    const confirmed = after(after(ready, tester, 'offer-slot', slot), admin, 'confirm-slot', { from: slot.from })
    const testing = after(confirmed, tester, 'start-testing', { setUp: 'Bench 1.' })
    expect(testing.runs[0]!.testCases.map((each) => each.plan)).toContain(wanted)
    expect(testing.runs[0]!.leftOut.map((each) => each.plan)).not.toContain(wanted)
    expect(refusalOf(() => add(testing, another!)).code).toBe('not-now')
    // Ready for a retest, which runs what failed and nothing else.
    const again: ProjectFile = { ...testing, project: { ...testing.project, stage: 'readiness' } }
    expect(refusalOf(() => add(again, another!)).says).toBe('The plan is fixed since testing began.')
  })

  test('stays as the plan has it by itself, once the answers declare it', () => {
    const file = newProject()
    const { plan, because } = file.plan.testCases[0]!
    const stamp = { by: 'tester', at: '2026-06-15T09:00:00.000Z', day: '2026-06-15' as never }
    const addition = { ...stamp, plan, because: 'Once left out.', own: null }
    const both = after({ ...file, project: { ...file.project, additions: [addition] } }, admin, 'submit-questionnaire')
    expect(both.plan.testCases.filter((each) => each.plan === plan).map((each) => each.because)).toEqual([because])
  })

  test('has its bound', () => {
    let file = newProject()
    for (let count = 1; count <= 50; count += 1)
      file = after(file, tester, 'add-own-to-plan', { ...LABS_OWN, plan: `LAB-${count}` })
    expect(refusalOf(() => after(file, tester, 'add-own-to-plan', { ...LABS_OWN, plan: 'LAB-51' })).code).toBe(
      'not-now',
    )
  })

  test('is not for a SAT, whose plan is the partner’s', () => {
    expect(refusalOf(() => add(newSat(), 'CAL-01')).code).toBe('not-now')
  })
})
