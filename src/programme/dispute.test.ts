/** Who may rule on a dispute: somebody to whom the matter is new (G-07). */
import { describe, expect, test } from 'vitest'
import { after, people, projectIn, stampBy, TODAY } from '../../test/support/project-files.ts'
import { figuresWith } from '../../test/support/records.ts'
import { disputeMoves } from './dispute.ts'
import { restsOn } from './run.ts'

const reviewed = projectIn('decision')
const declined = after(reviewed, people.granter, 'decline-grant', {
  reason: 'Hold fails.',
  findings: [{ testCase: 'HLD-01', says: 'It fails.', next: 'Mend it.' }],
})
/** Signed for the vendor by an engineer who did nothing else. */
const signature = { ...stampBy('colleague'), side: 'vendor' as const, rests: restsOn(declined) }
const signed = { ...declined, project: { ...declined.project, signatures: [signature] } }

describe('ruling on a dispute', () => {
  test.each([
    ['tester', 'tested', false],
    ['reviewer', 'reviewed', false],
    ['granter', 'decided', false],
    ['colleague', 'signed the report (3Q.1)', false],
    ['manager', 'took no part', true],
  ] as const)('by the %s, who %s: %s', (who, _did, may) => {
    const against = disputeMoves['rule-on-dispute'].obstacle!(signed, people[who], {
      day: TODAY,
      figure: figuresWith({}).number,
    })
    expect(against === null).toBe(may)
  })
})
