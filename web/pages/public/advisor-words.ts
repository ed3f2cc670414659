/** What an applicant has to have ready and what it costs, in words with their clauses. */
import { money } from '../../../src/kernel/money.ts'
import { moneySaid, say } from '../../parts/html.ts'
import type { Level } from '../../../src/programme/level.ts'
import type { Tier } from '../../../src/programme/membership.ts'
import { READINESS_STATEMENTS } from '../../../src/programme/project.ts'
import { type Advice, type Applicant, feeRange } from '../../../src/rulebook/advice.ts'
import { parameterOf, type Figures } from '../../../src/rulebook/parameters.ts'
import type { Reason } from '../../parts/because.ts'

/** What is asked for later on, so that nobody is held up by it; only what fits the paths that are open. */
export function haveReady(applicant: Applicant, advice: Advice): readonly Reason[] {
  const isOpen = (path: 'A' | 'B') => advice.paths.some((each) => each.path === path && each.open)
  const isTrunk = applicant.family === 'sip-trunk'
  const reasons: (Reason | false)[] = [
    {
      clause: '1.FN1',
      says: 'The platform and the release you want to be certified on; not every level is offered on each.',
    },
    isTrunk &&
      applicant.level !== 'SAT' && {
        clause: '5T.b',
        says: 'What the SIP Interoperability Questionnaire asks of your service: signalling, codecs, numbers, security, capacity.',
      },
    (!isTrunk || applicant.level === 'SAT') &&
      !applicant.satAccepted && {
        clause: '5N.a',
        says: 'A test plan for the self-assessment, from our template blended with your own.',
      },
    applicant.level !== 'SAT' && { clause: '6.3', says: READINESS_STATEMENTS.ownTesting },
    applicant.level !== 'SAT' && { clause: '6.2', says: READINESS_STATEMENTS.generallyAvailable },
    { clause: 'G-13', says: 'Two people we can turn to, so that nothing is lost when one leaves.' },
    isOpen('A') && {
      clause: '4A.14',
      says: 'For path A: the technician, with the vendor credential for the platform.',
    },
    isOpen('A') && { clause: '4A.15', says: 'For path A: the business reason, best in figures.' },
    isOpen('B') && {
      clause: '4B.6',
      says: 'For path B: the business case in figures, if the vendor is to bear the cost.',
    },
    applicant.level === 'MQT' &&
      applicant.region === null && { clause: '3T.MQT', says: 'The region the MQT is to be valid in.' },
  ]
  return reasons.filter((reason) => reason !== false)
}

/** The fee of a membership for a year, or that it is asked for. */
export function membershipFee(tier: Tier, figures: Figures): string {
  const key = `membership.fee.${tier}`
  return parameterOf(key)
    ? say`${moneySaid(money('USD', figures.number(key)))} a year`
    : say('the fee is told on request')
}

export function feeWords(level: Level, figures: Figures): Reason {
  switch (level) {
    case 'SAT':
      return { clause: '5.2', says: 'None: the review is part of the membership.' }
    case 'MAT':
      return { clause: 'X-29', says: 'Quoted on request.' }
    case 'MCT':
    case 'MQT': {
      const [least, most] = feeRange(figures)
      return {
        clause: '9.4',
        says: say`Typically between ${moneySaid(least)} and ${moneySaid(most)}, where it is taken for a fee.`,
      }
    }
    default:
      return level satisfies never
  }
}
