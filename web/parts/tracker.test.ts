import { describe, expect, test } from 'vitest'
import { after, people, projectIn, recordAll, TICKED, TODAY } from '../../test/support/project-files.ts'
import { addDays, day } from '../../src/kernel/day.ts'
import type { Project } from '../../src/programme/project.ts'
import { stepsOf } from './tracker.ts'

const later = addDays(TODAY, 40)

const { product } = projectIn('questionnaire')

const line = (project: Project, isMine = false, on = later, of = product) =>
  stepsOf({ project, product: of }, on, isMine).map(
    ({ name, state, says }) => `${name} ${state}${says ? `: ${says}` : ''}`,
  )

/** Tested with a knock-out failed and declined, then asked for again five days later. */
function inRetest() {
  const tested = projectIn('testing')
  const knockOut = tested.plan.testCases.find((each) => each.criticality === 'KO')!.plan
  const reported = after(recordAll(tested, people.tester, { [knockOut]: 'failed' }), people.tester, 'finish-testing', {
    summary: 'One failed.',
  })
  const read = after(reported, people.reviewer, 'accept-report', { remark: 'Read.' })
  const finding = { testCase: knockOut, says: 'It fails.', next: 'Mend it.' }
  const declined = after(read, people.granter, 'decline-grant', { reason: 'A knock-out failed.', findings: [finding] })
  const asked = { mended: 'The knock-out.', acceptsFee: true }
  return { declined, retest: after(declined, people.admin, 'request-retest', asked, addDays(TODAY, 5)) }
}

describe('the tracker', () => {
  test('marks as done only what was entered: a project closed at the quote never came to testing', () => {
    const closed = after(projectIn('quote-offered'), people.admin, 'close-project', { reason: 'Too dear.' }, later)
    expect(line(closed.project)).toEqual([
      'Questionnaire done: 15 Jun 2026',
      'Quote closed: closed today',
      'Order missed: not reached',
      'Slot missed: not reached',
      'Testing missed: not reached',
      'Review missed: not reached',
      'Decision missed: not reached',
      'Publication missed: not reached',
    ])
  })

  test('promises the questionnaire of a trunk from the request on, and of nothing else', () => {
    const { questionnaire: _, ...entered } = projectIn('questionnaire').project.entered
    const asked: Project = { ...projectIn('questionnaire').project, path: 'B', stage: 'request-review', entered }
    const steps = (family: typeof product.family) => line(asked, false, later, { ...product, family })
    expect(steps('sip-trunk').filter((each) => each.startsWith('Questionnaire'))).toEqual(['Questionnaire later'])
    expect(steps('advanced-api').some((each) => each.startsWith('Questionnaire'))).toBe(false)
  })

  test('shows the day a step was left, which for the decision is the day of the grant', () => {
    const waiting = projectIn('decision')
    const granted = after(waiting, people.granter, 'grant', { reason: 'All passed.' }, day('2026-06-24'))
    expect(line(waiting.project)).toContain('Decision now: the programme office, for 40 days')
    expect(line(granted.project)).toContain('Decision done: 24 Jun 2026')
    expect(line(granted.project)).toContain('Review done: 15 Jun 2026')
    const { left: _, ...older } = granted.project
    expect(line(older), 'where only entering was kept').toContain('Decision done: 15 Jun 2026')
  })

  test('keeps in a retest what was done in the first lap, and says which lap it is', () => {
    const { declined, retest } = inRetest()
    expect(line(declined.project)).toContain('Decision now: the partner, for 40 days')
    expect(line(retest.project)).toEqual([
      'Questionnaire done: 15 Jun 2026',
      'Quote done: 15 Jun 2026',
      'Order now: retest: the partner, for 35 days',
      'Slot again: 15 Jun 2026, again for the retest',
      'Testing again: 15 Jun 2026, again for the retest',
      'Review again: 15 Jun 2026, again for the retest',
      'Decision again: 20 Jun 2026, again for the retest',
      'Publication later',
    ])
    const ready = after(retest, people.admin, 'declare-readiness', TICKED, addDays(TODAY, 9))
    expect(line(ready.project).slice(2, 4)).toEqual([
      'Order done: 24 Jun 2026',
      'Slot now: retest: the lab, for 31 days',
    ])
  })

  test('says nothing of a retest once it was granted', () => {
    const { project } = inRetest().retest
    const at = (stage: Project['stage']) => line({ ...project, stage }).filter((each) => each.includes('retest'))
    expect(at('decision'), 'control').toEqual(['Decision now: retest: the programme office, for 35 days'])
    expect([at('guide'), at('published')]).toEqual([[], []])
  })

  test('does not promise again what was only sent back: a returned report is still to be reviewed', () => {
    const returned = after(projectIn('report-review'), people.reviewer, 'return-report', { remark: 'Again.' })
    expect(line(returned.project).slice(4, 6)).toEqual(['Testing now: the lab, for 40 days', 'Review later'])
  })

  test('says you to whoever has the turn', () => {
    const { project } = projectIn('readiness')
    expect(line(project, true, TODAY)).toContain('Order now: you, since today')
    expect(line(project, false, TODAY)).toContain('Order now: the partner, since today')
  })
})
