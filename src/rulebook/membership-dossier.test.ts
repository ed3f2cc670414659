/** Table E7, row by row: ending a membership is offered only where all three hold, and time to answer has passed. */
import { describe, expect, test } from 'vitest'
import { people, stampBy, TODAY } from '../../test/support/project-files.ts'
import { figuresWith } from '../../test/support/records.ts'
import { addDays, day } from '../kernel/day.ts'
import type { MembershipFile } from '../programme/joining.ts'
import type { Gate } from '../programme/move.ts'
import { dossierOfMembership } from './membership-dossier.ts'
import { stands } from './rule.ts'
import { findingsAt } from './rules.ts'

type Given = { readonly declined: boolean; readonly burden: boolean; readonly member: boolean }

function file({ declined, burden, member }: Given, more: Partial<MembershipFile['membership']> = {}): MembershipFile {
  const recorded = { id: 'b', certification: 'C-1', tickets: 9, hours: 40, says: 'Much.', recorded: stampBy('support') }
  return {
    organisation: { id: 'northwind', name: 'Northwind', country: 'NL', roles: ['partner'] },
    membership: {
      organisation: 'northwind',
      application: null,
      terms: [
        { tier: 'mdp-commercial-basic', from: day('2025-01-01'), until: day(member ? '2026-12-31' : '2025-12-31') },
      ],
      terminated: null,
      burdens: [{ ...recorded, approved: burden ? stampBy('manager') : null }],
      ...more,
    },
    declined: declined ? 'C-1' : null,
  }
}

const isOffered = (gate: Gate, given: MembershipFile, on = TODAY) =>
  findingsAt(gate, dossierOfMembership(given, people.manager, on, figuresWith({})), figuresWith({})).every(stands)

describe('ending a membership', () => {
  test.each([
    [true, true, true, true],
    [true, true, false, false],
    [true, false, true, false],
    [true, false, false, false],
    [false, true, true, false],
    [false, true, false, false],
    [false, false, true, false],
    [false, false, false, false],
  ] as const)('declined %s, burden approved %s, member %s: offered %s', (declined, burden, member, expected) => {
    const given = file({ declined, burden, member })
    expect(isOffered('give-termination-notice', given)).toBe(expected)
    const noticed = { given: stampBy('manager'), reason: 'R.', answerBy: addDays(TODAY, -1), answer: null }
    expect(
      isOffered('terminate-membership', { ...given, membership: { ...given.membership, termination: noticed } }),
    ).toBe(expected)
  })

  test('takes a burden on which nobody has decided yet: one that was weighed and let go counts no more', () => {
    const all = { declined: true, burden: true, member: true }
    const [old] = file(all).membership.burdens!
    const weighed = { ...old!, weighed: stampBy('granter') }
    expect(isOffered('give-termination-notice', file(all, { burdens: [weighed] }))).toBe(false)
    expect(isOffered('give-termination-notice', file(all, { burdens: [weighed, old!] }))).toBe(true)
  })

  test('waits for the last day of the time to answer to pass, and for a notice at all', () => {
    const all = { declined: true, burden: true, member: true }
    expect(isOffered('terminate-membership', file(all))).toBe(false)
    const termination = { given: stampBy('manager'), reason: 'R.', answerBy: day('2026-07-15'), answer: null }
    const noticed = file(all, { termination })
    expect(isOffered('terminate-membership', noticed, day('2026-07-15'))).toBe(false)
    expect(isOffered('terminate-membership', noticed, day('2026-07-16'))).toBe(true)
  })

  test('is no program’s decision', () => {
    const termination = { given: stampBy('manager'), reason: 'R.', answerBy: day('2026-06-01'), answer: null }
    const noticed = file({ declined: true, burden: true, member: true }, { termination })
    const console = { id: 'console', name: 'Console', organisation: null, parts: ['console'] as const }
    const asked = dossierOfMembership(noticed, console, TODAY, figuresWith({}))
    expect(findingsAt('terminate-membership', asked, figuresWith({})).filter((each) => !stands(each))).toMatchObject([
      { rule: 'termination-is-a-persons-decision', outcome: 'needs-judgement' },
    ])
  })
})
