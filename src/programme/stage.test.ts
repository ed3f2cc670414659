import { describe, expect, test } from 'vitest'
import { after, people, PROJECT_MOVES, projectIn, type ProjectMove } from '../../test/support/project-files.ts'
import { TARGETS } from '../app/targets.ts'
import { clauseOf, readingOf } from '../rulebook/clauses/register.ts'
import { parameterOf } from '../rulebook/parameters.ts'
import { isOver, STAGE_NAMES, STAGES, type Stage, stepOf, STEPS, TURN_WORDS } from './stage.ts'
import { NEXT_WORDS, nextWords } from './next-words.ts'

type Edge = { readonly move: string; readonly from: string; readonly to: string }

const moves = Object.entries({
  ...TARGETS.opening.moves,
  ...TARGETS.sponsoring.moves,
  ...TARGETS.project.moves,
}).map(([name, move]) => ({
  name,
  from: move.from ?? null,
  to: move.to ?? [],
}))

const OPENINGS: ReadonlySet<string> = new Set(['open-project', 'request-sponsored-project'])

/** From which stage each move leads to which; one that can be made in any stage leads from all that are not over. */
function edgesOf(all: typeof moves): readonly Edge[] {
  return all.flatMap(({ name, from, to }) =>
    to.flatMap((target) => {
      const starts = OPENINGS.has(name) ? ['nothing'] : (from ?? STAGE_NAMES.filter((stage) => !isOver(stage)))
      return starts.map((start) => ({ move: name, from: start, to: target }))
    }),
  )
}

/** Every stage that can be come to from one, by whatever moves. */
function reachable(from: string, edges: readonly Edge[]): ReadonlySet<string> {
  const reached = new Set<string>()
  const waiting = [from]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const edge of edges) {
      if (edge.from !== at || reached.has(edge.to)) continue
      reached.add(edge.to)
      waiting.push(edge.to)
    }
  }
  return reached
}

const edges = edgesOf(moves)
const onward = edges.filter((edge) => edge.move !== 'close-project')

describe('the stages of a project', () => {
  test('are led through by these moves', () => {
    const diagram = moves.filter(({ name, to }) => to.length > 0 && name !== 'close-project')
    expect(
      diagram.map(({ name, from, to }) => `${from?.join(', ') ?? 'nothing'} > ${name} > ${to.join(', ')}`),
    ).toEqual([
      'nothing > open-project > questionnaire, sat-plan, quote-to-request',
      'nothing > request-sponsored-project > request-review',
      'questionnaire, questionnaire-questions > submit-questionnaire > questionnaire-review',
      'questionnaire-review > return-questionnaire > questionnaire-questions',
      'questionnaire-review > review-questionnaire > quote-to-request, readiness',
      'quote-to-request > request-firm-quote > quote-preparation',
      'quote-preparation > prepare-quote > quote-agreement',
      'quote-agreement > return-quote > quote-preparation',
      'quote-agreement > issue-quote > quote-offered, quote-with-sponsor, readiness',
      'quote-offered, quote-with-sponsor > revise-quote > quote-preparation',
      'quote-offered, quote-with-sponsor > order > readiness',
      'readiness > declare-readiness > slot-to-offer, self-test-access',
      'slot-to-offer, slot-offered > offer-slot > slot-offered',
      'slot-offered > confirm-slot > scheduled',
      'slot-offered, scheduled > ask-for-another-slot > slot-to-offer',
      'scheduled > start-testing > testing',
      'scheduled > move-slot > slot-to-offer',
      'report-review, decision > correct-result > report-review',
      'testing > finish-testing > report-review',
      'report-review > accept-report > decision',
      'report-review > return-report > testing, self-testing',
      'decision > grant > guide',
      'decision > decline-grant > not-granted',
      'not-granted > request-retest > readiness',
      'guide > publish-guide > published',
      'request-review > approve-request > questionnaire, quote-to-request',
      'request-review > return-request > request-returned',
      'request-returned > complete-request > request-review',
      'request-review > decline-request > closed',
      'self-test-access, self-testing > give-self-test-access > self-testing',
      'self-testing > revoke-self-test-access > self-test-access',
      'self-testing > upload-self-test > report-review',
      'sat-plan, sat-plan-changes > submit-sat-plan > sat-plan-review',
      'sat-plan-review > return-sat-plan > sat-plan-changes',
      'sat-plan-review > approve-sat-plan > sat-testing',
      'sat-testing, sat-questions > file-sat-results > sat-results-review',
      'sat-results-review > question-sat-results > sat-questions',
      'sat-results-review > accept-sat > sat-accepted',
      'sat-accepted > ask-for-sat-update > sat-update',
      'sat-update > note-sat-update > sat-accepted',
      'sat-update > return-sat-update > sat-accepted',
    ])
  })

  test('are the only ones moves name', () => {
    const names: readonly string[] = STAGE_NAMES
    const named = moves.flatMap(({ from, to }) => [...(from ?? []), ...to])
    expect(named.length).toBeGreaterThan(40)
    expect(named.filter((stage) => !names.includes(stage))).toEqual([])
  })

  test('can all be come to from the opening', () => {
    expect([...reachable('nothing', edges)].toSorted()).toEqual([...STAGE_NAMES].toSorted())
  })

  test('all lead on to publication or to an accepted SAT but the two in which nothing more is to come', () => {
    const leads = (stage: Stage) => ['published', 'sat-accepted'].some((end) => reachable(stage, onward).has(end))
    expect(STAGE_NAMES.filter((stage) => !leads(stage))).toEqual(['published', 'closed'])
    expect(STAGE_NAMES.filter(isOver)).toEqual(['sat-accepted', 'published', 'closed'])
  })

  test('a dead end or a stage nobody comes to would be noticed', () => {
    const without = (name: string) => edgesOf(moves.filter((move) => move.name !== name))
    const stuck = without('request-retest').filter((edge) => edge.move !== 'close-project')
    expect(reachable('not-granted', stuck).has('published')).toBe(false)
    expect(reachable('nothing', without('return-questionnaire')).has('questionnaire-questions')).toBe(false)
  })

  test('a move leads where it says it does', () => {
    const { admin, tester, reviewer, granter, manager } = people
    const slot = { from: '2026-06-15', to: '2026-06-15', engineer: 'tester', note: '' }
    const tried: readonly (readonly [Stage, ProjectMove, typeof admin, object])[] = [
      ['questionnaire', 'submit-questionnaire', admin, {}],
      ['questionnaire-review', 'review-questionnaire', reviewer, { remark: 'Fine.' }],
      ['quote-to-request', 'request-firm-quote', admin, { note: '' }],
      ['quote-preparation', 'prepare-quote', manager, { reason: '', assumptions: '' }],
      ['quote-agreement', 'return-quote', tester, { reason: 'Too little.' }],
      ['quote-agreement', 'issue-quote', tester, {}],
      ['quote-offered', 'revise-quote', manager, { reason: 'Asked for.' }],
      ['slot-to-offer', 'offer-slot', tester, slot],
      ['slot-offered', 'offer-slot', tester, slot],
      ['slot-offered', 'ask-for-another-slot', admin, { reason: 'Holiday.' }],
      ['scheduled', 'ask-for-another-slot', admin, { reason: 'Holiday.' }],
      ['scheduled', 'move-slot', tester, { reason: 'Bench broken.' }],
      ['scheduled', 'start-testing', tester, { setUp: 'Bench 1.' }],
      ['report-review', 'correct-result', tester, { testCase: 'OUT-01', verdict: 'passed', seen: 1 }],
      ['decision', 'correct-result', tester, { testCase: 'OUT-01', verdict: 'passed', seen: 1 }],
      ['report-review', 'return-report', reviewer, { remark: 'Again.' }],
      ['decision', 'grant', granter, { reason: 'Passed.' }],
      ['testing', 'close-project', manager, { reason: 'Withdrawn.' }],
    ]
    for (const [from, name, by, input] of tried) {
      const { stage, entered } = after(projectIn(from), by, name, input).project
      expect(PROJECT_MOVES[name], name).toHaveProperty('to', expect.arrayContaining([stage]))
      expect(entered[stage], name).toBe('2026-06-15')
    }
  })

  test('each say in a sentence what is asked, whose turn it is, and cite a clause', () => {
    for (const stage of STAGE_NAMES) {
      const { says, asks, meanwhile, turn, target, clause } = STAGES[stage]
      expect(asks, stage).toMatch(/^[A-Z].*\.$/)
      expect(says, stage).toMatch(/^[A-Z].*[^.]$/)
      expect(meanwhile, stage).toMatch(/^[A-Z].*\.$/)
      expect(meanwhile, `${stage} commands nobody else`).not.toBe(asks)
      expect(Object.keys(TURN_WORDS), stage).toContain(turn)
      expect(Object.keys(STEPS), stage).toContain(stepOf(stage))
      expect(clauseOf(clause) ?? readingOf(clause), `${stage} cites ${clause}`).not.toBeNull()
      if (target !== null) expect(parameterOf(target)?.unit, stage).toBe('working days')
    }
  })

  test('tell what comes next, to whoever has to do it as you, until nothing more is to come', () => {
    for (const stage of STAGE_NAMES) expect(nextWords(stage, []) === '', stage).toBe(isOver(stage))
    expect(nextWords('quote-agreement', ['partner'])).toBe('Next: you read the quote and order.')
    expect(nextWords('quote-agreement', ['lab'])).toBe('Next: the partner reads the quote and orders.')
  })

  test('come next as the moves lead on', () => {
    const told = STAGE_NAMES.flatMap((stage) => {
      const next = NEXT_WORDS[stage]
      return next === null || next.turn === 'nobody' ? [] : [{ stage, turn: next.turn }]
    })
    const astray = told.filter(({ stage, turn }) => {
      const leads = onward.filter((edge) => edge.from === stage).map((edge) => STAGES[edge.to as Stage].turn)
      return !leads.includes(turn)
    })
    expect(told.length).toBeGreaterThan(12)
    expect(astray).toEqual([])
  })

  test('nobody is waited for only when it is over, and the vendor’s clock stops while the partner has the turn', () => {
    for (const stage of STAGE_NAMES) {
      expect(STAGES[stage].turn === 'nobody', stage).toBe(isOver(stage))
      const isVendors = STAGES[stage].turn === 'lab' || STAGES[stage].turn === 'programme-office'
      expect(STAGES[stage].target !== null, stage).toBe(isVendors)
    }
  })

  test('whoever has the turn has a move to make', () => {
    const parts: Readonly<Record<string, readonly string[]>> = {
      partner: ['partner-admin', 'partner-engineer'],
      sponsor: ['reseller-sponsor', 'sales-unit'],
      technician: ['field-technician'],
      lab: ['lab-engineer'],
      'programme-office': ['programme-manager'],
    }
    const idle = STAGE_NAMES.filter((stage) => !isOver(stage)).filter((stage) => {
      const able = Object.values(TARGETS.project.moves).filter(
        (move) =>
          move.from?.includes(stage) && Object.keys(move.by).some((part) => parts[STAGES[stage].turn]?.includes(part)),
      )
      return able.length === 0
    })
    expect(idle).toEqual([])
  })
})
